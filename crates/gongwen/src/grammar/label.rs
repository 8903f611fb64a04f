//! Labels of numbered items: 第一章, 一、, （一）, 1., （1）, ①, 第一阶段：.
//!
//! ```text
//! label   = division | chinese | bracketed | arabic | closed | circled | stage
//! division = "第" numeral ( "编" | "分编" | "章" | "节" | "条" [ "之" numeral ] )
//! chinese  = numeral ( "、" | "." | "，" before a title )
//! bracketed = "（" ( numeral | digits ) "）"
//! arabic   = digits ( "." | "、" | "．" )        digits: one to three
//! closed   = digits "）"
//! circled  = "①" … "⑳"
//! stage    = "第" numeral ( "阶段" | "部分" | "步" | "环节" | "篇" ) [ "：" ]
//! ```
//!
//! This file only says what a label looks like. Whether one opens a node where it stands (and not, say, refers to one)
//! is decided by [`crate::block`].

mod form;

pub use form::FORMS;

use super::number::numeral_prefix;

/// The style of a label. The order is the rank: an earlier style stands above a later one unless the notice plainly
/// nests otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// 第一编
    Book,
    /// 第一章
    Chapter,
    /// 第一节
    Section,
    /// 第一条
    Article,
    /// 一、
    Chinese,
    /// （一）
    ChineseBracket,
    /// 1. and 1、
    Arabic,
    /// （1）
    ArabicBracket,
    /// 1）
    ArabicClose,
    /// ①
    Circled,
    /// 第一阶段：, 第一部分
    Stage,
    /// A title that stands alone on its line without any label. No text begins with it: the structure gives it.
    Standing,
}

impl Style {
    /// Every style, in order of rank.
    pub const ALL: [Self; 12] = [
        Self::Book,
        Self::Chapter,
        Self::Section,
        Self::Article,
        Self::Chinese,
        Self::ChineseBracket,
        Self::Arabic,
        Self::ArabicBracket,
        Self::ArabicClose,
        Self::Circled,
        Self::Stage,
        Self::Standing,
    ];

    /// The name under which [`FORMS`] documents the style.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Book => "book",
            Self::Chapter => "chapter",
            Self::Section => "section",
            Self::Article => "article",
            Self::Chinese => "chinese",
            Self::ChineseBracket => "chinese-bracket",
            Self::Arabic => "arabic",
            Self::ArabicBracket => "arabic-bracket",
            Self::ArabicClose => "arabic-close",
            Self::Circled => "circled",
            Self::Stage => "stage",
            Self::Standing => "standing",
        }
    }

    /// Whether the style is one of 编, 章, 节, 条.
    #[must_use]
    pub const fn is_division(self) -> bool {
        matches!(self, Self::Book | Self::Chapter | Self::Section | Self::Article)
    }
}

/// A label at the start of some text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// Its style.
    pub style: Style,
    /// Its number.
    pub number: u32,
    /// Its length in bytes, closing punctuation included.
    pub len: usize,
}

/// The label that `text` (clean text) begins with.
///
/// ```
/// use gongwen::grammar::label::{Style, label};
/// let found = label("（十二）加强督查。").unwrap();
/// assert_eq!((found.style, found.number, found.len), (Style::ChineseBracket, 12, "（十二）".len()));
/// assert_eq!(label("1.5%以上"), None);
/// ```
#[must_use]
pub fn label(text: &str) -> Option<Label> {
    match text.as_bytes().first()? {
        b'0'..=b'9' => arabic(text),
        0xE2 => circled(text),
        0xE3..=0xEF => bracketed(text).or_else(|| ordinal(text)).or_else(|| chinese(text)),
        _ => None,
    }
}

/// The label without its closing punctuation, as paths write it: 一、 → 一, （一） → （一）, 1. → 1, 第一阶段： → 第一阶段.
#[must_use]
pub fn path_segment(label: &str) -> &str {
    label.trim_end_matches(['、', '.', '．', '：', '，', ' '])
}

fn circled(text: &str) -> Option<Label> {
    let first = text.chars().next()?;
    let number = match first {
        '①'..='⑳' => first as u32 - '①' as u32 + 1,
        _ => return None,
    };
    Some(Label {
        style: Style::Circled,
        number,
        len: first.len_utf8(),
    })
}

fn bracketed(text: &str) -> Option<Label> {
    let inner = text.strip_prefix('（')?;
    let open = '（'.len_utf8();
    if let Some((number, len)) = digits(inner) {
        let close = inner.get(len..)?.strip_prefix('）').map(|_| '）'.len_utf8())?;
        return Some(Label {
            style: Style::ArabicBracket,
            number,
            len: open + len + close,
        });
    }
    let (number, len) = numeral(inner)?;
    let close = inner.get(len..)?.strip_prefix('）').map(|_| '）'.len_utf8())?;
    Some(Label {
        style: Style::ChineseBracket,
        number,
        len: open + len + close,
    })
}

fn arabic(text: &str) -> Option<Label> {
    let (number, len) = digits(text)?;
    let rest = text.get(len..)?;
    let (style, close) = match rest.chars().next()? {
        '.' if !is_decimal(rest.get(1..)?) => (Style::Arabic, 1),
        mark @ ('、' | '．') => (Style::Arabic, mark.len_utf8()),
        '）' => (Style::ArabicClose, '）'.len_utf8()),
        ')' => (Style::ArabicClose, 1),
        _ => return None,
    };
    Some(Label {
        style,
        number,
        len: len + close,
    })
}

/// Whether what follows `3.` makes it a decimal or a date (3.5, 8.15日), not a label: a digit does, unless four digits
/// open the item (5.2026年度…).
fn is_decimal(after: &str) -> bool {
    let run = after.bytes().take_while(u8::is_ascii_digit).count();
    match run {
        0 => false,
        4 => {
            let next = after.get(run..).and_then(|rest| rest.chars().next());
            !(after.starts_with("19") || after.starts_with("20"))
                || !matches!(next, Some('年' | '、' | '届' | '-' | '—'))
        }
        _ => true,
    }
}

fn chinese(text: &str) -> Option<Label> {
    let (number, len) = numeral(text)?;
    let rest = text.get(len..)?;
    let mark = rest.chars().next()?;
    match mark {
        '、' | '．' => Some(Label {
            style: Style::Chinese,
            number,
            len: len + mark.len_utf8(),
        }),
        // 一.指导思想: only before Chinese, never in 一.5.
        '.' if rest
            .get(1..)?
            .chars()
            .next()
            .is_some_and(|next| !next.is_ascii_alphanumeric()) =>
        {
            Some(Label {
                style: Style::Chinese,
                number,
                len: len + 1,
            })
        }
        _ => None,
    }
}

fn ordinal(text: &str) -> Option<Label> {
    let after = text.strip_prefix('第')?;
    let open = '第'.len_utf8();
    let (number, len) = numeral(after).or_else(|| digits(after))?;
    let rest = after.get(len..)?;
    for (word, style) in [
        ("分编", Style::Book),
        ("编", Style::Book),
        ("章", Style::Chapter),
        ("节", Style::Section),
        ("条", Style::Article),
    ] {
        let Some(after_word) = rest.strip_prefix(word) else {
            continue;
        };
        let mut len = open + len + word.len();
        // 第十条之一 is an article of its own.
        if style == Style::Article
            && let Some(insert) = after_word.strip_prefix('之')
            && let Some((_, digits)) = numeral(insert)
        {
            len += '之'.len_utf8() + digits;
        }
        return Some(Label { style, number, len });
    }
    for word in ["阶段", "部分", "步", "环节", "篇"] {
        let Some(after_word) = rest.strip_prefix(word) else {
            continue;
        };
        // 第一部分、第二部分另行印制: named in a sentence, not opened.
        if after_word.starts_with([
            '、', '，', '。', '和', '与', '的', '是', '为', '主', '由', '将', '及', '至',
        ]) {
            return None;
        }
        let len = open + len + word.len();
        let close = if after_word.starts_with('：') {
            '：'.len_utf8()
        } else {
            0
        };
        return Some(Label {
            style: Style::Stage,
            number,
            len: len + close,
        });
    }
    None
}

/// One to three ASCII digits, not more and not zero.
fn digits(text: &str) -> Option<(u32, usize)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&len) {
        return None;
    }
    let number: u32 = text.get(..len)?.parse().ok()?;
    (number > 0).then_some((number, len))
}

/// A Chinese numeral up to 999.
fn numeral(text: &str) -> Option<(u32, usize)> {
    let (number, len) = numeral_prefix(text)?;
    (1..1000)
        .contains(&number)
        .then(|| u32::try_from(number).ok().map(|number| (number, len)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_every_style() {
        use Style::{
            Arabic, ArabicBracket, ArabicClose, Article, Book, Chapter, Chinese, ChineseBracket, Circled, Section,
            Stage,
        };
        for (text, style, number, label_text) in [
            ("第一编总则", Book, 1, "第一编"),
            ("第十二章附则", Chapter, 12, "第十二章"),
            ("第二节申报", Section, 2, "第二节"),
            ("第一百零三条本办法", Article, 103, "第一百零三条"),
            ("第十条之一企业", Article, 10, "第十条之一"),
            ("一、总体要求", Chinese, 1, "一、"),
            ("二十一、附则", Chinese, 21, "二十一、"),
            ("（十）其他", ChineseBracket, 10, "（十）"),
            ("3.申报材料", Arabic, 3, "3."),
            ("10、公共设施", Arabic, 10, "10、"),
            ("5.2026年度核定表", Arabic, 5, "5."),
            ("1. 5G基站", Arabic, 1, "1."),
            ("（3）现场核验", ArabicBracket, 3, "（3）"),
            ("2）现场核验", ArabicClose, 2, "2）"),
            ("⑫其他", Circled, 12, "⑫"),
            ("第一阶段：动员", Stage, 1, "第一阶段："),
            ("第二部分", Stage, 2, "第二部分"),
        ] {
            let found = label(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (found.style, found.number, &text[..found.len]),
                (style, number, label_text),
                "{text}"
            );
        }
    }

    #[test]
    fn look_alikes_are_no_labels() {
        for text in [
            "1.5%以上",
            "8.15日截止",
            "2026.1.1以后",
            "2026年",
            "一是加强",
            "一律不得",
            "（试行）",
            "（2026年）",
            "第十二次会议",
            "三季度",
            "（一类）",
            "24365",
            "第一名",
            "第一部分、第二部分另行印制",
            "第二阶段的工作",
            "",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn a_path_segment_drops_closing_punctuation() {
        for (label, segment) in [
            ("一、", "一"),
            ("（一）", "（一）"),
            ("1.", "1"),
            ("第一阶段：", "第一阶段"),
            ("第三条", "第三条"),
            ("10、", "10"),
        ] {
            assert_eq!(path_segment(label), segment);
        }
    }
}
