//! Compatibility forms → the characters they stand for: full-width letters, digits and symbols, Kangxi radicals,
//! compatibility ideographs, squared units, bracketed and dotted numbers.
//!
//! Chinese punctuation is full-width by nature and stays: ！（），：；？～. `．` is a dot. ①–⑳ are labels of their own
//! and stay; ⑴ is written （1） and ⒈ is written 1. as notices without these characters do; ㎡ keeps its raised 2 (m²),
//! for m2 would be another word; ℃, № and ￥ are common characters and stay.

use super::table;
use crate::span::{EditBuilder, EditMap, Span};
use memchr::memmem;
use std::borrow::Cow;
use std::sync::LazyLock;

/// What is not a shift of ASCII: sorted by character.
static COMPATIBILITY: LazyLock<Vec<(char, &'static str)>> = LazyLock::new(|| {
    let mut pairs: Vec<_> = table::rows(include_str!("width/compatibility.txt"))
        .filter_map(|row| {
            let (code, with) = row.split_once(' ')?;
            Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, with))
        })
        .collect();
    pairs.sort_unstable();
    pairs
});

/// What a character is folded to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Folded {
    /// A full-width form's ASCII character.
    Ascii(u8),
    /// Anything else.
    Str(&'static str),
}

/// What `c` stands for, if it is a compatibility form.
pub(super) fn folded(c: char) -> Option<Folded> {
    match c {
        '！' | '（' | '）' | '，' | '：' | '；' | '？' | '～' => None,
        '\u{ff01}'..='\u{ff5d}' => u8::try_from(u32::from(c) - 0xff01 + 0x21).ok().map(Folded::Ascii),
        _ => {
            let at = COMPATIBILITY.binary_search_by_key(&c, |&(from, _)| from).ok()?;
            COMPATIBILITY.get(at).map(|&(_, with)| Folded::Str(with))
        }
    }
}

/// Every character that is folded.
pub(super) fn folded_characters() -> impl Iterator<Item = char> {
    let full_width = ('\u{ff01}'..='\u{ff5d}').filter(|&c| folded(c).is_some());
    full_width.chain(COMPATIBILITY.iter().map(|&(c, _)| c))
}

/// Whether there is an address with a full-width colon (`http：//`), the one case no single character shows.
pub(super) fn has_wide_address(text: &str) -> bool {
    memmem::find(text.as_bytes(), "：//".as_bytes()).is_some()
}

/// Folds every compatibility form, and the colon of addresses.
pub(super) fn width(text: &str) -> (Cow<'_, str>, EditMap) {
    let mut out = EditBuilder::new(text);
    for (at, c) in text.char_indices() {
        if c.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&c) {
            continue;
        }
        let span = Span::new(at, at + c.len_utf8());
        if c == '：' {
            if opens_address(text, span) {
                out.replace(span, ":");
            }
            continue;
        }
        match folded(c) {
            Some(Folded::Ascii(byte)) => out.replace(span, char::from(byte).encode_utf8(&mut [0; 4])),
            Some(Folded::Str(with)) => out.replace(span, with),
            None => {}
        }
    }
    out.finish()
}

/// Whether the colon at `colon` stands between a scheme and `//`, in whatever width.
fn opens_address(text: &str, colon: Span) -> bool {
    let slashes = |rest: &str| rest.starts_with("//") || rest.starts_with("／／");
    let latin = |c: char| c.is_ascii_alphabetic() || ('\u{ff21}'..='\u{ff5a}').contains(&c);
    text.get(colon.end..).is_some_and(slashes)
        && text
            .get(..colon.start)
            .and_then(|before| before.chars().next_back())
            .is_some_and(latin)
}

#[cfg(test)]
mod tests {
    use super::{COMPATIBILITY, folded, width};

    #[test]
    fn cases() {
        for (before, after) in [
            ("２０２６年ＡＢ", "2026年AB"),
            ("９５％，１．５＋２", "95%，1.5+2"),
            ("１．总体要求", "1.总体要求"),
            ("云泽发［２０２６］３号", "云泽发[2026]3号"),
            ("ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｎ", "zhang@example.cn"),
            ("网址：http：／／example.cn", "网址：http://example.cn"),
            ("网址：ｈｔｔｐ：／／example.cn", "网址：http://example.cn"),
            ("网址：https：//example.cn", "网址：https://example.cn"),
            ("各县：／／", "各县：//"),
            ("㈠总则⼀⽉⺠㆒", "（一）总则一月民一"),
            ("⑴第一⒉第二③第三", "（1）第一2.第二③第三"),
            ("\u{f98e}度面积100㎡，25℃", "年度面积100m²，25℃"),
            ("，。！？（）：；～“”《》、￥", "，。！？（）：；～“”《》、￥"),
            ("﹙一﹚﹐﹝2026﹞", "（一）， ﹝2026﹞".replace(' ', "").as_str()),
        ] {
            assert_eq!(width(before).0, after, "{before}");
        }
    }

    #[test]
    fn nothing_is_folded_twice() {
        for &(from, with) in COMPATIBILITY.iter() {
            assert!(!with.is_empty(), "{from}");
            assert!(with.chars().all(|c| folded(c).is_none()), "{from} {with}");
        }
    }
}
