//! Where contacts can stand at all: around long numbers and around the words that announce them.
//!
//! Most of a notice holds neither. The rules run over these windows alone, which costs one pass over the text instead
//! of one a rule.

use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Bytes before a seed in which a rule's match may begin: the qualifiers of a cue, the country code of a number.
const BEFORE: usize = 90;
/// Bytes after a seed in which its value may end, unless a sentence ends sooner.
const AFTER: usize = 360;

/// Words without which no cue, address, handle or mail address stands.
static WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        "寄至|寄往|寄到|联系|联络|咨询|电话|电活|热线|专线|手机|座机|固话|传真|邮|信箱|地址|地点|网址|官网|负责人|经办|承办|收件|接收|收信|受理",
        "|微信|QQ|qq|Qq|TEL|Tel|FAX|Fax|mail|MAIL|@|#|＃|☆|[(（\\[【]at|[(（\\[【]AT|http|HTTP|www|WWW"
    ))
    .ok()
});

/// The pieces of `text` worth reading, in order, none touching another. Their borders cut no ASCII word.
pub(super) fn windows(text: &str) -> Vec<Span> {
    let mut seeds: Vec<usize> = numbers(text.as_bytes());
    if let Some(words) = WORDS.as_ref() {
        seeds.extend(words.find_iter(text).map(|hit| hit.start()));
    }
    seeds.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for seed in seeds {
        if let Some(last) = out.last_mut()
            && seed + AFTER <= last.end
        {
            continue;
        }
        let window = Span::new(left(text, seed), right(text, seed));
        match out.last_mut() {
            Some(last) if window.start <= last.end => last.end = last.end.max(window.end),
            _ => out.push(window),
        }
    }
    out
}

/// Digits that may be a telephone: five together, or groups of three and more close to each other.
fn numbers(bytes: &[u8]) -> Vec<usize> {
    let mut out = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    let mut at = 0;
    while at < bytes.len() {
        if !bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
            continue;
        }
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        let grouped = last.is_some_and(|(end, len)| len >= 2 && start - end <= 8 && at - start >= 3);
        if at - start >= 5 || grouped {
            out.push(start);
        }
        last = Some((at, at - start));
    }
    out
}

/// The window's first byte: a line's start, or a place some way before the seed where no ASCII word is cut.
fn left(text: &str, seed: usize) -> usize {
    let mut at = seed.saturating_sub(BEFORE);
    while at > 0 && (!text.is_char_boundary(at) || is_ascii_word(text, at)) {
        at -= 1;
    }
    let line = text.get(at..seed).and_then(|head| head.rfind('\n'));
    line.map_or(at, |newline| at + newline + 1)
}

/// One past the window's last byte: the sentence's end, or a place far enough.
fn right(text: &str, seed: usize) -> usize {
    let mut at = (seed + AFTER).min(text.len());
    while at < text.len() && (!text.is_char_boundary(at) || is_ascii_word(text, at)) {
        at += 1;
    }
    let rest = text.get(at..).unwrap_or("");
    let far = rest
        .char_indices()
        .take(120)
        .find(|(_, c)| matches!(c, '。' | '；' | ';' | '\n'));
    let end = far.map_or(at, |(more, _)| at + more);
    // Another line is another window: it has seeds of its own.
    let line = text.get(seed..end).and_then(|tail| tail.find('\n'));
    line.map_or(end, |newline| seed + newline)
}

/// Whether a border at `at` would stand inside or beside ASCII characters that belong together.
fn is_ascii_word(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_graphic() || *byte == b' ');
    word(bytes.get(at)) || word(at.checked_sub(1).and_then(|before| bytes.get(before)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_lie_around_numbers_and_words() {
        let filler = "本县继续做好各项工作".repeat(60);
        let text = format!("{filler}\n联系电话：0999-5550123\n{filler}（二〇二六年）{filler}");
        let found = windows(&text);
        let [one] = &found[..] else { panic!("{found:?}") };
        assert_eq!(one.of(&text), "联系电话：0999-5550123");
        assert!(windows(&format!("{filler}2026年3月5日")).is_empty());
    }
}
