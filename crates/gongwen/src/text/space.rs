//! Blanks and line breaks: what the clean text does not need goes, and each place is remembered as a [`Gap`].
//!
//! A run of blanks, breaks and invisible characters is one thing:
//!
//! - with a break in it, it is one `\n` (nothing at the ends of the text);
//! - beside a Chinese character or mark, it is nothing (联 系 人, 2026 年);
//! - between two others, it is one space, or nothing if it cannot be seen (zero width).

use super::Gap;
use super::chinese::is_chinese;
use crate::span::{EditBuilder, EditMap, Span};
use std::borrow::Cow;

/// What a blank character is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blank {
    /// Columns: 0 for what cannot be seen.
    Wide(u16),
    Break,
}

/// Characters without width that carry no meaning in Chinese text.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}' | '\u{80}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{ad}'
        | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// What `c` is worth, if it is a blank.
const fn blank(c: char) -> Option<Blank> {
    Some(match c {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Blank::Break,
        '\t' | '\u{3000}' | '\u{2003}' | '\u{2001}' | '\u{3164}' => Blank::Wide(2),
        ' '
        | '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'
        | '\u{2002}'
        | '\u{2004}'..='\u{200a}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{ffa0}' => Blank::Wide(1),
        _ if is_invisible(c) => Blank::Wide(0),
        _ => return None,
    })
}

/// Bytes that may begin a blank: ASCII blanks and controls, C2, E1, E2, E3, EF.
static MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte <= 0x20 || matches!(byte, 0x7f | 0xc2 | 0xe1 | 0xe2 | 0xe3 | 0xef);
        byte += 1;
    }
    table
};

/// The first blank at or after `at`.
fn next_blank(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let may_begin = |&byte: &u8| MAY_BEGIN.get(usize::from(byte)).copied().unwrap_or(false);
    loop {
        let rest = bytes.get(at..)?;
        let skipped = rest.iter().position(may_begin)?;
        at += skipped;
        // 、。《》“”，（ begin with the same bytes as the blanks; they are told apart before anything is decoded.
        let candidate = match rest.get(skipped..)? {
            [0xe3, second, third, ..] => matches!((second, third), (0x80, 0x80) | (0x85, 0xa4)),
            [0xe2, 0x80, third, ..] => matches!(third, 0x80..=0x8f | 0xa8..=0xaf),
            [0xe2, second, third, ..] => *second == 0x81 && *third >= 0x9f,
            [0xef, second, third, ..] => matches!((second, third), (0xbb, 0xbf) | (0xbe, 0xa0)),
            _ => true,
        };
        if candidate && char_at(text, at).is_some_and(|c| blank(c).is_some()) {
            return Some(at);
        }
        at += 1;
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Takes blanks out; the gaps count in the output.
pub(super) fn space(text: &str) -> (Cow<'_, str>, EditMap, Vec<Gap>) {
    let mut out = EditBuilder::new(text);
    let mut gaps = Vec::new();
    let mut at = 0;
    while let Some(start) = next_blank(text, at) {
        let run = measure(text, start);
        at = run.end;
        let with = if start == 0 || run.end == text.len() {
            ""
        } else if run.breaks > 0 {
            "\n"
        } else if run.indent == 0 || touches_chinese(text, start, run.end) {
            ""
        } else {
            " "
        };
        let shown = Span::new(start, run.end).of(text);
        if shown != with {
            out.replace(Span::new(start, run.end), with);
        }
        let gap = Gap {
            at: out.output_offset(run.end),
            blanks: run.indent,
            breaks: run.breaks,
        };
        let told = match with {
            "\n" => true,
            " " => run.indent > 1,
            // At the start of the text only the indent counts.
            _ => run.indent > 0 && run.end < text.len(),
        };
        if told {
            gaps.push(if start == 0 { Gap { breaks: 0, ..gap } } else { gap });
        }
    }
    let (text, map) = out.finish();
    (text, map, gaps)
}

/// A run of blanks: where it ends, its breaks, and the width of what follows the last one.
struct Run {
    end: usize,
    breaks: u16,
    indent: u16,
}

fn measure(text: &str, start: usize) -> Run {
    let mut run = Run {
        end: start,
        breaks: 0,
        indent: 0,
    };
    let mut last = '\0';
    for c in text.get(start..).unwrap_or("").chars() {
        match blank(c) {
            Some(Blank::Wide(columns)) => run.indent = run.indent.saturating_add(columns),
            Some(Blank::Break) => {
                run.breaks = run.breaks.saturating_add(u16::from(!(c == '\n' && last == '\r')));
                run.indent = 0;
            }
            None => break,
        }
        last = c;
        run.end += c.len_utf8();
    }
    run
}

fn touches_chinese(text: &str, start: usize, end: usize) -> bool {
    let left = text.get(..start).and_then(|left| left.chars().next_back());
    let right = char_at(text, end);
    left.is_some_and(is_chinese) || right.is_some_and(is_chinese)
}

#[cfg(test)]
mod tests {
    use super::{Gap, space};

    #[test]
    fn cases() {
        for (before, after) in [
            ("关于春耕的通知\n各县：", "关于春耕的通知\n各县："),
            ("联 系 人：甘  青", "联系人：甘青"),
            ("2017  年  11  月  24  日", "2017年11月24日"),
            ("2026 届\u{a0}毕业生", "2026届毕业生"),
            ("a  b\tc d", "a b c d"),
            ("\u{feff}一\u{200b}二\u{ad}a\u{200b}b", "一二ab"),
            ("一\r\n\r\n  \r\n　　二\r三\u{2028}四\u{c}五", "一\n二\n三\n四\n五"),
            ("\n\n  一  \n ", "一"),
            ("  \n ", ""),
            ("1. 总则", "1.总则"),
            ("Tel 0999 5550123", "Tel 0999 5550123"),
        ] {
            assert_eq!(space(before).0, after, "{before:?}");
        }
    }

    #[test]
    fn gaps() {
        let gap = |at, blanks, breaks| Gap { at, blanks, breaks };
        for (text, gaps) in [
            ("　　一\n二", vec![gap(0, 4, 0), gap(4, 0, 1)]),
            ("甲 乙\n\n  丙", vec![gap(3, 1, 0), gap(7, 2, 2)]),
            ("a  b c", vec![gap(2, 2, 0)]),
            ("甲\u{200b}乙", vec![]),
            ("甲 \n", vec![]),
        ] {
            assert_eq!(space(text).2, gaps, "{text:?}");
        }
    }
}
