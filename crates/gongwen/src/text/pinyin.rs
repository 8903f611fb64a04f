//! Notes of pinyin, as conversion sites print them: 國(guó)辦(bàn)發(fā) → 國辦發.
//!
//! ```text
//! note = Han "(" syllable ")"        either width of bracket
//! ```
//!
//! One toned syllable in brackets may be meant (重(chóng)复); three in a text are a printer's habit, and then notes
//! without a tone (的(de)) go with them.

use super::chinese::{TONED_VOWELS, is_han};
use crate::span::{EditBuilder, EditMap, Span};
use std::borrow::Cow;

/// How many toned notes make a habit.
const HABIT: usize = 3;

const INITIALS: &[&str] = &[
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y",
    "w",
];
const FINALS: &[&str] = &[
    "a", "o", "e", "i", "u", "v", "ü", "ai", "ei", "ui", "ao", "ou", "iu", "ie", "ue", "üe", "ve", "er", "an", "en",
    "in", "un", "ün", "ang", "eng", "ing", "ong", "ia", "ua", "uo", "iao", "uai", "ian", "uan", "üan", "iang", "uang",
    "iong",
];

/// Takes the notes out; a text whose survey shows no toned vowel need not be asked.
pub(super) fn pinyin(text: &str) -> (Cow<'_, str>, EditMap) {
    let notes = notes(text);
    let mut out = EditBuilder::new(text);
    if notes.iter().filter(|(_, toned)| *toned).count() >= HABIT {
        for (span, _) in notes {
            out.replace(span, "");
        }
    }
    out.finish()
}

/// Every note, brackets included, and whether its syllable carries a tone.
fn notes(text: &str) -> Vec<(Span, bool)> {
    let mut found = Vec::new();
    let mut last = '\0';
    for (at, c) in text.char_indices() {
        if matches!(c, '(' | '（') && is_han(last) {
            let start = at + c.len_utf8();
            let inside = text.get(start..).unwrap_or("");
            let len: usize = inside
                .chars()
                .take(7)
                .take_while(|&c| letter(c))
                .map(char::len_utf8)
                .sum();
            let closing = inside
                .get(len..)
                .and_then(|rest| rest.chars().next())
                .filter(|c| matches!(c, ')' | '）'));
            if let (Some(word), Some(closing)) = (inside.get(..len), closing)
                && is_syllable(word)
            {
                let toned = word.chars().any(|c| TONED_VOWELS.contains(c));
                found.push((Span::new(at, start + len + closing.len_utf8()), toned));
            }
        }
        last = c;
    }
    found
}

fn letter(c: char) -> bool {
    c.is_ascii_lowercase() || c == 'ü' || TONED_VOWELS.contains(c)
}

/// Whether `word` is one syllable of pinyin, its tone mark put aside.
fn is_syllable(word: &str) -> bool {
    let plain: String = word
        .chars()
        .map(|c| match TONED_VOWELS.chars().position(|toned| toned == c) {
            Some(at) => ['a', 'e', 'i', 'o', 'u', 'ü'].get(at / 4).copied().unwrap_or(c),
            None => c,
        })
        .collect();
    let last = INITIALS
        .iter()
        .find_map(|initial| plain.strip_prefix(initial))
        .unwrap_or(&plain);
    FINALS.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::pinyin;

    #[test]
    fn cases() {
        for (before, after) in [
            ("云(yún)政(zhèng)办(bàn)发(fā)〔2026〕3号", "云政办发〔2026〕3号"),
            ("国（guó）办（bàn）发（fā）的（de）", "国办发的"),
            (
                "绿(lǜ)色(sè)能(néng)源(yuán)（试行）(RWA)(abc)",
                "绿色能源（试行）(RWA)(abc)",
            ),
            // One note is the writer's own.
            ("不得重(chóng)复申报", "不得重(chóng)复申报"),
            ("表(a)、表(e)、表(o)、表(a)", "表(a)、表(e)、表(o)、表(a)"),
            ("甲(guó", "甲(guó"),
        ] {
            assert_eq!(pinyin(before).0, after, "{before}");
        }
    }
}
