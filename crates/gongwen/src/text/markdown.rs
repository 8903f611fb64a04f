//! Markdown left over in text: the signs of a heading at the start of a line (`## 第二章`) and of emphasis (`**来源**`).
//!
//! ```text
//! heading  = line start, one to six "#", blanks, then anything but a "#" or the line's end
//! emphasis = "**", exactly two, not between two Latin letters or digits
//! ```
//!
//! A single `*` (a footnote, 1*2 份) and a `#` inside a line (#1 机组) stay.

use crate::span::{EditBuilder, EditMap, Span};
use std::borrow::Cow;

/// Whether the text may hold anything to take out.
pub(super) fn has_signs(text: &str) -> bool {
    memchr::memchr(b'#', text.as_bytes()).is_some() || memchr::memmem::find(text.as_bytes(), b"**").is_some()
}

/// Takes the signs out.
pub(super) fn markdown(text: &str) -> (Cow<'_, str>, EditMap) {
    let mut out = EditBuilder::new(text);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(signs) = heading(line) {
            out.replace(Span::new(start, start + signs), "");
        }
        emphasis(line, start, &mut out);
        start += line.len();
    }
    out.finish()
}

/// Length of the signs and blanks in front of a heading.
fn heading(line: &str) -> Option<usize> {
    let signs = line.bytes().take_while(|byte| *byte == b'#').count();
    let after = line.get(signs..)?;
    let blanks = after.len() - after.trim_start_matches([' ', '\u{3000}', '\t']).len();
    let first = after.get(blanks..)?.chars().next()?;
    // #1 is a number; a heading's sign stands before a blank or before Chinese.
    let heads = (1..=6).contains(&signs) && !matches!(first, '#' | '\n' | '\r') && (blanks > 0 || !first.is_ascii());
    heads.then_some(signs + blanks)
}

/// Two asterisks, no more, that do not stand between two Latin letters or digits (2**3).
fn emphasis(line: &str, start: usize, out: &mut EditBuilder<'_>) {
    for (at, _) in line.match_indices("**") {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        let after = line.get(at + 2..).and_then(|after| after.chars().next());
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let kept = before == Some('*') || after == Some('*') || (latin(before) && latin(after));
        if !kept {
            out.replace(Span::new(start + at, start + at + 2), "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_go_and_look_alikes_stay() {
        for (text, clean) in [
            ("## 第二章 附则\n第三条", "第二章 附则\n第三条"),
            ("##第二章\n# 云泽市档案局通知", "第二章\n云泽市档案局通知"),
            ("**来源**: 云泽市档案局", "来源: 云泽市档案局"),
            ("**版本**：**现行有效**", "版本：现行有效"),
            ("#1机组停机", "#1机组停机"),
            ("材料1*2份", "材料1*2份"),
            ("2**3", "2**3"),
            ("****", "****"),
        ] {
            assert_eq!(markdown(text).0, clean);
        }
    }
}
