//! Texts as they are compared: without white space, in one width, with one kind of punctuation and in one script, so that
//! a copy of a notice that differs in these ways only scores the same.

use std::borrow::Cow;
use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, is_nfkc};

/// Punctuation that is compared as one, after compatibility forms (`（`, `，`, `：`) have been unified by NFKC.
const ALIKE: &[(&str, char)] = &[
    ("，、", ','),
    ("：", ':'),
    ("；", ';'),
    ("。．", '.'),
    ("（", '('),
    ("）", ')'),
    ("“”", '"'),
    ("‘’", '\''),
    ("〈", '<'),
    ("〉", '>'),
    ("﹝〔【", '['),
    ("﹞〕】", ']'),
    ("—－–～~", '-'),
    ("•", '·'),
];

static CONVERTER: LazyLock<opencc_fmmseg::OpenCC> = LazyLock::new(|| {
    let mut converter = opencc_fmmseg::OpenCC::new();
    // A text of a few words is not worth threads.
    converter.set_parallel(false);
    converter
});

/// A text as it is compared.
///
/// ```
/// use gongwen_eval::fold::fold;
/// assert_eq!(fold("（一） ２０３１ 年　6月底前，"), fold("(一)2031年6月底前,"));
/// assert_eq!(fold("雲澤市﹝2031﹞7號"), fold("云泽市〔2031〕7号"));
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let unified: Cow<'_, str> = if is_nfkc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfkc().collect())
    };
    let folded: String = unified.chars().filter(|&c| !is_blank(c)).map(alike).collect();
    if folded.is_ascii() {
        return folded;
    }
    CONVERTER.t2s(&folded, false)
}

/// White space, the four separators of ASCII included.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

fn alike(c: char) -> char {
    if c.is_ascii() && c != '~' {
        return c;
    }
    ALIKE.iter().find(|(from, _)| from.contains(c)).map_or(c, |&(_, to)| to)
}

/// [`fold`], and closing punctuation taken off: whether a title or name was cut before or after its 。 says nothing.
///
/// ```
/// use gongwen_eval::fold::fold_name;
/// assert_eq!(fold_name("提高政治站位。"), "提高政治站位");
/// ```
#[must_use]
pub fn fold_name(text: &str) -> String {
    let mut folded = fold(text);
    folded.truncate(folded.trim_end_matches(['.', ',', ':', ';']).len());
    folded
}

/// The path of a node, its labels without closing punctuation.
///
/// ```
/// use gongwen_eval::fold::fold_path;
/// assert_eq!(fold_path("三、/（二）/1."), fold_path("三/(二)/1"));
/// ```
#[must_use]
pub fn fold_path(path: &str) -> String {
    let labels: Vec<&str> = path
        .split('/')
        .map(|label| label.trim_end_matches(['、', '.', '．']))
        .collect();
    fold(&labels.join("/"))
}

/// The digits of a telephone number.
///
/// ```
/// assert_eq!(gongwen_eval::fold::digits("(0999)555-0123"), "09995550123");
/// ```
#[must_use]
pub fn digits(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_ascii_digit() || ('０'..='９').contains(c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_in_more_than_writing_stays_different() {
        for (one, other) in [
            ("6月30日前", "6月30日"),
            ("云泽市", "云泽县"),
            ("〔2031〕7号", "〔2031〕17号"),
            ("甲、乙", "甲乙"),
        ] {
            assert_ne!(fold(one), fold(other));
        }
    }

    #[test]
    fn only_closing_punctuation_is_taken_off() {
        assert_eq!(fold_name("一、总则：；"), "一,总则");
        assert_eq!(fold_name("（试行）"), "(试行)");
        assert_eq!(fold_name("。"), "");
    }

    #[test]
    fn slashes_of_paths_stay() {
        assert_eq!(fold_path("第一章/第二条"), "第一章/第二条");
        assert_eq!(fold_path("一、．/1．"), "一/1");
        assert_eq!(fold_path(""), "");
    }

    #[test]
    fn kangxi_radicals_and_circled_numbers_are_unified() {
        assert_eq!(fold("⼀①"), "一1");
    }
}
