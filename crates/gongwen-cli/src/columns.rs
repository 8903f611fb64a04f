//! Chinese text in columns of a terminal.

/// Columns that a text takes: two for a Chinese character or mark, one for anything else.
pub(crate) fn width(text: &str) -> usize {
    text.chars()
        .map(|character| match character {
            // CJK marks, characters, Hangul, compatibility and full-width forms.
            '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'.. => 2,
            _ => 1,
        })
        .sum()
}

/// The text with blanks up to `columns`.
pub(crate) fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text on one line: ⏎ stands for its line breaks.
pub(crate) fn one_line(text: &str) -> String {
    text.replace("\r\n", "⏎").replace(['\n', '\r'], "⏎")
}

/// As much of the text as `columns` hold, with … where it is cut.
pub(crate) fn shortened(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut short = String::new();
    for character in text.chars() {
        short.push(character);
        if width(&short) + 1 > columns {
            short.pop();
            break;
        }
    }
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_twice_as_wide() {
        assert_eq!(width("7月6日前"), 8);
        assert_eq!(padded("（一）", 8), "（一）  ");
        assert_eq!(padded("云泽市", 3), "云泽市");
    }

    #[test]
    fn what_is_cut_says_so_and_fits() {
        assert_eq!(shortened("云泽市", 6), "云泽市");
        assert_eq!(shortened("云泽市政府", 6), "云泽…");
        assert_eq!(shortened("云泽市政府", 7), "云泽市…");
        assert_eq!(shortened("abc", 0), "…");
    }

    #[test]
    fn lines_become_one() {
        assert_eq!(one_line("一、\r\n二、\n三、\r四"), "一、⏎二、⏎三、⏎四");
    }
}
