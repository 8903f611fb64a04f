//! HTML entities left over in text: `&nbsp;`, `&lt;`, `&#12345;`, `&amp;lt;` (escaped twice) and, where nothing else
//! can be meant, the common ones without their semicolon.
//!
//! ```text
//! entity = "&" ("amp;")* (name | "#" digits | "#x" hexdigits) (";" | "；" | nothing)
//! ```

use crate::span::{EditBuilder, EditMap, Span};
use memchr::memchr_iter;
use std::borrow::Cow;

/// Name, character, and whether it is common enough to be read without a semicolon.
const NAMES: &[(&str, &str, bool)] = &[
    ("nbsp", "\u{a0}", true),
    ("ensp", "\u{2002}", true),
    ("emsp", "\u{2003}", true),
    ("thinsp", "\u{2009}", false),
    ("lt", "<", true),
    ("gt", ">", true),
    ("amp", "&", true),
    ("quot", "\"", true),
    ("apos", "'", false),
    ("ldquo", "“", true),
    ("rdquo", "”", true),
    ("lsquo", "‘", true),
    ("rsquo", "’", true),
    ("laquo", "«", false),
    ("raquo", "»", false),
    ("lang", "〈", false),
    ("rang", "〉", false),
    ("middot", "·", true),
    ("bull", "•", false),
    ("mdash", "—", true),
    ("ndash", "–", false),
    ("hellip", "…", true),
    ("times", "×", false),
    ("divide", "÷", false),
    ("plusmn", "±", false),
    ("le", "≤", false),
    ("ge", "≥", false),
    ("ne", "≠", false),
    ("deg", "°", false),
    ("permil", "‰", false),
    ("sup2", "²", false),
    ("sup3", "³", false),
    ("micro", "µ", false),
    ("sect", "§", false),
    ("yen", "¥", false),
    ("copy", "©", false),
    ("reg", "®", false),
    ("trade", "™", false),
    ("rarr", "→", false),
    ("larr", "←", false),
    ("shy", "\u{ad}", false),
    ("zwnj", "\u{200c}", false),
    ("zwj", "\u{200d}", false),
];

/// Writes every entity as the character it names.
pub(super) fn entity(text: &str) -> (Cow<'_, str>, EditMap) {
    let mut out = EditBuilder::new(text);
    for at in memchr_iter(b'&', text.as_bytes()) {
        if let Some((len, character)) = text.get(at..).and_then(read) {
            out.replace(Span::new(at, at + len), character.encode_utf8(&mut [0; 4]));
        }
    }
    out.finish()
}

/// Reads the entity at the start of `text`: its length in bytes and its character.
fn read(text: &str) -> Option<(usize, char)> {
    let mut skipped = 1;
    while let Some(next) = text.get(skipped..skipped + 4)
        && next.eq_ignore_ascii_case("amp;")
    {
        skipped += 4;
    }
    let rest = text.get(skipped..)?;
    let inner = if rest.starts_with('#') {
        number(rest)
    } else {
        name(rest)
    };
    match inner {
        Some((len, character)) => Some((skipped + len, character)),
        None if skipped > 1 => Some((skipped, '&')),
        None => None,
    }
}

/// A named character after `&`.
fn name(text: &str) -> Option<(usize, char)> {
    let letters = text.bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
    let word = text.get(..letters)?;
    let (known, character) = NAMES.iter().find_map(|&(name, character, bare)| {
        // `&nbsp&nbsp` and `&nbsp一` are entities; `&lt=3` and `&ampere` are not.
        let found = word.eq_ignore_ascii_case(name)
            && (bare && !text.as_bytes().get(letters).is_some_and(|&b| b == b'=' || b == b'_')
                || terminator(text, letters) > 0);
        found.then_some((name, character))
    })?;
    Some((known.len() + terminator(text, letters), character.chars().next()?))
}

/// A numbered character after `&`.
fn number(text: &str) -> Option<(usize, char)> {
    let hex = text.as_bytes().get(1).is_some_and(|b| b.eq_ignore_ascii_case(&b'x'));
    let (start, radix) = if hex { (2, 16) } else { (1, 10) };
    let digits = text
        .bytes()
        .skip(start)
        .take(7)
        .take_while(|&b| char::from(b).is_digit(radix))
        .count();
    let end = start + digits;
    let code = u32::from_str_radix(text.get(start..end)?, radix).ok()?;
    let closed = terminator(text, end);
    if closed == 0 && (digits < 2 || text.as_bytes().get(end).is_some_and(u8::is_ascii_alphanumeric)) {
        return None;
    }
    // Numbers 128–159 mean Windows-1252 in pages, whatever the standard says.
    let character = match code {
        133 => '…',
        145 => '‘',
        146 => '’',
        147 => '“',
        148 => '”',
        149 => '•',
        150 => '–',
        151 => '—',
        _ => char::from_u32(code).filter(|c| !c.is_control() || c.is_whitespace())?,
    };
    Some((end + closed, character))
}

/// Length of the semicolon at `at`, a full-width one included; 0 without one.
fn terminator(text: &str, at: usize) -> usize {
    match text.get(at..) {
        Some(rest) if rest.starts_with(';') => 1,
        Some(rest) if rest.starts_with('；') => '；'.len_utf8(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::entity;

    #[test]
    fn cases() {
        for (before, after) in [
            ("甲&nbsp;乙", "甲\u{a0}乙"),
            ("甲&NBSP；乙", "甲\u{a0}乙"),
            ("&nbsp&nbsp;云泽市", "\u{a0}\u{a0}云泽市"),
            ("印发&lt;关于春耕的方案&gt;的通知", "印发<关于春耕的方案>的通知"),
            ("印发&amp;lt;关于春耕的方案&amp;gt;的通知", "印发<关于春耕的方案>的通知"),
            ("研发（R&amp;D）投入", "研发（R&D）投入"),
            ("&ldquo;双随机&rdquo;", "“双随机”"),
            ("&#20844;&#x544A;", "公告"),
            ("&#160;&#147;", "\u{a0}“"),
            ("R&D与A&B", "R&D与A&B"),
            ("?a=1&lt=3", "?a=1&lt=3"),
            ("?a=1&copy=3", "?a=1&copy=3"),
            ("&#0;&#1;", "&#0;&#1;"),
            ("&", "&"),
            ("&#", "&#"),
            ("&#x110000;", "&#x110000;"),
        ] {
            assert_eq!(entity(before).0, after, "{before}");
        }
    }
}
