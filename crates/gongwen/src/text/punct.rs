//! Half-width punctuation → full-width where it touches a Chinese character, blanks between them not counted.
//!
//! Untouched: marks between two digits (1,000; 8:30; 16:9), after or inside Latin text that touches nothing Chinese
//! (e-mail and web addresses, file names), `.` (but see [`stops`]), `?` beside a digit (a lost bracket of 发〔2026〕3号 more often
//! than a question), and an area code's brackets ((0999)5550123).
//!
//! Brackets turn as a pair, if either bracket has a Chinese neighbour within or without. `<…>` around Chinese is a
//! title mark: 〈…〉. Straight quotes turn to “ and ” in turn, where they are balanced.

use super::chinese::{is_chinese, is_han};
use crate::span::{EditBuilder, EditMap, Span};
use memchr::memchr2;
use std::borrow::Cow;

/// A bracket further from its partner than this many bytes has lost it.
const REACH: usize = 600;
/// How many lines a quotation may run over.
const QUOTED_LINES: usize = 4;

/// Bytes that something is done about: half-width marks, and the first byte of full-width ones.
static TRIGGERS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(
            byte as u8,
            b',' | b';' | b'!' | b':' | b'?' | b'(' | b')' | b'"' | b'<' | 0xef
        );
        byte += 1;
    }
    table
};

/// A replacement: first byte, one past the last, what stands there then.
type Turn = (usize, usize, &'static str);

/// Turns half-width punctuation full-width.
pub(super) fn punct(text: &str) -> (Cow<'_, str>, EditMap) {
    let bytes = text.as_bytes();
    let mut turns: Vec<Turn> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut marks: Vec<usize> = Vec::new();
    let mut quotes = false;
    // Full-width brackets matter only as the other half of a half-width one.
    let brackets = memchr2(b'(', b')', bytes).is_some();
    for (at, &byte) in bytes.iter().enumerate() {
        if !TRIGGERS.get(usize::from(byte)).copied().unwrap_or(false) {
            continue;
        }
        match byte {
            b',' | b';' | b'!' | b':' | b'?' => marks.push(at),
            b'(' => open.push(at),
            b')' => close(text, &mut open, Span::new(at, at + 1), &mut turns),
            // `（` and `）`: the other half of a pair may be half-width.
            0xef if brackets && bytes.get(at + 1) == Some(&0xbc) => match bytes.get(at + 2) {
                Some(0x88) => open.push(at),
                Some(0x89) => close(text, &mut open, Span::new(at, at + 3), &mut turns),
                _ => {}
            },
            b'"' => quotes = true,
            b'<' => title_marks(text, at, &mut turns),
            _ => {}
        }
    }
    for at in open {
        lone(text, at, "（", &mut turns);
    }
    if quotes {
        quotations(text, &mut turns);
    }
    stops(text, &mut turns);
    // A mark beside a bracket or quote looks at what that has turned to.
    turns.sort_unstable();
    let paired = turns.len();
    for at in marks {
        let touched = turns.get(..paired).unwrap_or_default();
        if let Some(with) = mark(text, at, touched) {
            turns.push((at, at + 1, with));
        }
    }
    turns.sort_unstable();
    let mut out = EditBuilder::new(text);
    for (start, end, with) in turns {
        out.replace(Span::new(start, end), with);
    }
    out.finish()
}

/// Some texts end their sentences with `.`: where no 。 stands at all, a `.` between a Chinese character and another, a
/// bracket or the line's end is one. A label's dot (一.总则) is not.
fn stops(text: &str, turns: &mut Vec<Turn>) {
    if memchr::memmem::find(text.as_bytes(), "。".as_bytes()).is_some() {
        return;
    }
    let found: Vec<usize> = memchr::memchr_iter(b'.', text.as_bytes())
        .filter(|&at| {
            let line = text
                .get(..at)
                .map_or("", |before| before.rsplit('\n').next().unwrap_or(before))
                .trim();
            let label = line.chars().all(|c| "一二三四五六七八九十".contains(c));
            let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
            !label
                && line
                    .chars()
                    .next_back()
                    .is_some_and(|c| is_han(c) || matches!(c, '）' | '》' | '”' | ')'))
                && next.is_none_or(|c| is_chinese(c) || matches!(c, '\n' | '\r' | ' ' | '('))
        })
        .collect();
    if found.len() >= 3 {
        turns.extend(found.into_iter().map(|at| (at, at + 1, "。")));
    }
}

/// The nearest character before `at` that is no blank.
fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().rev().find(|c| !is_blank(*c))
}

/// The nearest character from `at` on that is no blank.
fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().find(|c| !is_blank(*c))
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || super::space::is_invisible(c)
}

/// What the `,` `;` `!` `:` or `?` at `at` turns to; `turns` holds the brackets and quotes that turned.
fn mark(text: &str, at: usize, turns: &[Turn]) -> Option<&'static str> {
    let byte = text.as_bytes().get(at)?;
    let (left, right) = (before(text, at), after(text, at + 1));
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    if digit(left) && digit(right) || *byte == b'?' && (digit(left) || digit(right)) {
        return None;
    }
    // `http://…`: the colon belongs to what follows.
    if *byte == b':' && text.get(at + 1..).is_some_and(|rest| rest.starts_with("//")) {
        return None;
    }
    if !left.is_some_and(is_chinese) && !right.is_some_and(is_chinese) && !touches_turned(text, at, turns) {
        return None;
    }
    Some(match byte {
        b',' => "，",
        b';' => "；",
        b'!' => "！",
        b':' => "：",
        _ => "？",
    })
}

/// Whether the nearest character on either side is a bracket or quote that turns full-width.
fn touches_turned(text: &str, at: usize, turns: &[Turn]) -> bool {
    let next = turns.partition_point(|turn| turn.0 < at);
    let blank = |start: usize, end: usize| text.get(start..end).is_some_and(|gap| gap.chars().all(is_blank));
    turns.get(next).is_some_and(|turn| blank(at + 1, turn.0))
        || next
            .checked_sub(1)
            .and_then(|last| turns.get(last))
            .is_some_and(|turn| blank(turn.1, at))
}

/// A closing bracket: turns it and its partner, or itself alone.
fn close(text: &str, open: &mut Vec<usize>, closing: Span, turns: &mut Vec<Turn>) {
    while let Some(start) = open.pop() {
        if closing.start - start > REACH {
            lone(text, start, "（", turns);
            continue;
        }
        let half = text.as_bytes().get(start) == Some(&b'(');
        if !half && closing.len() == 3 {
            return;
        }
        let inner = start + if half { 1 } else { 3 };
        if !half
            || closing.len() == 3
            || pair_is_chinese(text, Span::new(start, closing.end), Span::new(inner, closing.start))
        {
            if half {
                turns.push((start, inner, "（"));
            }
            if closing.len() == 1 {
                turns.push((closing.start, closing.end, "）"));
            }
        }
        return;
    }
    if closing.len() == 1 {
        lone(text, closing.start, "）", turns);
    }
}

/// Whether a pair of half-width brackets stands in or holds Chinese.
fn pair_is_chinese(text: &str, outer: Span, inner: Span) -> bool {
    let content = inner.of(text);
    let area_code = matches!(content.len(), 3 | 4)
        && content.starts_with('0')
        && content.bytes().all(|b| b.is_ascii_digit())
        && after(text, outer.end).is_some_and(|c| c.is_ascii_digit() || c == '-');
    if area_code {
        return false;
    }
    let closer = |c: char| matches!(c, '》' | '”' | '）' | '〕' | '】' | '」' | '〉' | '’');
    content.chars().any(is_chinese)
        || before(text, outer.start).is_some_and(|c| is_han(c) || closer(c))
        || after(text, outer.end).is_some_and(is_chinese)
}

/// A bracket without partner turns if it touches a Chinese character.
fn lone(text: &str, at: usize, with: &'static str, turns: &mut Vec<Turn>) {
    if !matches!(text.as_bytes().get(at), Some(b'(' | b')')) {
        return;
    }
    if before(text, at).is_some_and(is_han) || after(text, at + 1).is_some_and(is_han) {
        turns.push((at, at + 1, with));
    }
}

/// `<…>` around Chinese, in one line, is a title mark.
fn title_marks(text: &str, at: usize, turns: &mut Vec<Turn>) {
    let Some(rest) = text.get(at + 1..) else { return };
    // 个贷率<95%时 is no title: a title begins with a Chinese character or opening mark.
    if !rest
        .chars()
        .next()
        .is_some_and(|c| is_han(c) || matches!(c, '《' | '“'))
    {
        return;
    }
    let mut inside = rest.char_indices().take(120);
    if let Some((end, _)) = inside.find(|(_, c)| matches!(c, '>' | '<' | '\n' | '。' | '；'))
        && rest.as_bytes().get(end) == Some(&b'>')
    {
        turns.push((at, at + 1, "〈"));
        turns.push((at + 1 + end, at + 2 + end, "〉"));
    }
}

/// Straight quotes, in turn opening and closing, line by line; a line with an odd number takes the next ones with it.
fn quotations(text: &str, turns: &mut Vec<Turn>) {
    let mut marks: Vec<usize> = Vec::new();
    let mut lines = 0;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        marks.extend(
            line.bytes()
                .enumerate()
                .filter(|(_, b)| *b == b'"')
                .map(|(at, _)| start + at),
        );
        start += line.len();
        lines += usize::from(!marks.is_empty());
        if marks.len().is_multiple_of(2) {
            for pair in marks.chunks_exact(2) {
                if let &[left, right] = pair
                    && Span::new(left + 1, right).of(text).chars().any(is_chinese)
                {
                    turns.push((left, left + 1, "“"));
                    turns.push((right, right + 1, "”"));
                }
            }
        }
        if marks.len().is_multiple_of(2) || lines == QUOTED_LINES {
            marks.clear();
            lines = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::punct;

    #[test]
    fn cases() {
        for (before, after) in [
            ("各县,各区:现就有关事项通知如下;", "各县，各区：现就有关事项通知如下；"),
            ("以推动为主题, 提升质量 !", "以推动为主题， 提升质量 ！"),
            (
                "1,000元,8:30开会,画面16:9,增长5%,达到10%",
                "1,000元，8:30开会，画面16:9，增长5%，达到10%",
            ),
            ("(一)总体要求(2026年)", "（一）总体要求（2026年）"),
            ("风险加权资产(RWA)计量(A)", "风险加权资产（RWA）计量（A）"),
            ("云发?2026?3 号, 发?2026?", "云发?2026?3 号， 发?2026?"),
            ("是否可行?是!", "是否可行？是！"),
            (
                "网址:http://example.cn/a?b=1,邮箱:zhang@example.cn,表1.doc",
                "网址：http://example.cn/a?b=1，邮箱：zhang@example.cn，表1.doc",
            ),
            ("call f(x), g(y): ok; yes?", "call f(x), g(y): ok; yes?"),
            ("电话:(0999)5550123", "电话：(0999)5550123"),
            ("《办法》(试行),印发", "《办法》（试行），印发"),
            ("《办法》(试行),2026年", "《办法》（试行），2026年"),
            ("（一)总则，(二）附则", "（一）总则，（二）附则"),
            ("1)总则2)附则", "1）总则2）附则"),
            (
                "《<关于春耕的意见>实施方案》,率<95%时>",
                "《〈关于春耕的意见〉实施方案》，率<95%时>",
            ),
            ("推进\"双随机\"和\"一张网\"建设", "推进“双随机”和“一张网”建设"),
            ("推进\"双随机\"和\"一张网建设", "推进\"双随机\"和\"一张网建设"),
            ("推进\"双\n随机\"建设", "推进“双\n随机”建设"),
            ("print \"a\"", "print \"a\""),
            ("〔2026〕[2026]【2026】﹝2026﹞a·b", "〔2026〕[2026]【2026】﹝2026﹞a·b"),
            ("总则(", "总则（"),
            (")(", ")("),
        ] {
            assert_eq!(punct(before).0, after, "{before}");
        }
    }
}
