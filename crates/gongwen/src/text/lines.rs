//! The lines of a text as a printer sees them: how wide, how far indented, and at what width the text was wrapped.

use super::Gap;
use super::flow::{belongs_together, is_cut_at_mark};
use super::label::begins_with_label;
use crate::span::Span;
use memchr::memchr_iter;

/// One line of the text after blanks were taken out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Its bytes, without the break.
    pub(super) span: Span,
    /// Columns it filled in the source: a wide character counts 2, inner blanks count, the indent does not.
    pub(super) width: usize,
    /// Columns of blanks before it.
    pub(super) indent: usize,
    /// Line breaks before it; 0 for the first line.
    pub(super) breaks: usize,
}

/// A line shorter than this many columns says nothing about wrapping.
const NARROWEST: usize = 36;
/// A wider line was never printed.
const WIDEST: usize = 160;
/// Full lines differ by a character and a half of Latin.
const SPREAD: usize = 4;
/// How many joints are looked at to learn whether the text is wrapped.
const SAMPLE: usize = 60;

/// Columns of `text`: one for each character of one or two bytes, two for each of more.
pub(super) fn columns(text: &str) -> usize {
    // Sums of 64 fit a byte, and bytes are summed many at a time.
    let chunk = |bytes: &[u8]| -> u8 {
        bytes
            .iter()
            .map(|&b| u8::from(b < 0x80) + u8::from(b >= 0xc0) + u8::from(b >= 0xe0))
            .sum()
    };
    text.as_bytes().chunks(64).map(|bytes| usize::from(chunk(bytes))).sum()
}

/// Cuts `text` into lines.
pub(super) fn lines(text: &str, gaps: &[Gap]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut gaps = gaps.iter().peekable();
    let mut start = 0;
    for end in memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len())) {
        let span = Span::new(start, end);
        let mut line = Line {
            span,
            width: columns(span.of(text)),
            indent: 0,
            breaks: 0,
        };
        while let Some(gap) = gaps.next_if(|gap| gap.at < end || gap.at == start) {
            if gap.at == start {
                (line.indent, line.breaks) = (usize::from(gap.blanks), usize::from(gap.breaks));
            } else {
                line.width += usize::from(gap.blanks);
            }
        }
        lines.push(line);
        start = end + 1;
    }
    lines
}

/// The width a text was wrapped at, if it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wrapping {
    /// Columns of a full line.
    pub(super) width: usize,
    /// Whether paragraphs show their indent; where it was lost, first lines end two characters early.
    pub(super) indented: bool,
}

/// Finds the width at which lines break off without closing punctuation: most lines of any length end there, and few
/// go beyond.
pub(super) fn wrapping(text: &str, lines: &[Line]) -> Option<Wrapping> {
    let mut open = [0_usize; WIDEST + 1];
    for line in lines.iter().filter(|line| !ends_closed(line.span.of(text))) {
        if let Some(count) = open.get_mut(line.width + line.indent) {
            *count += 1;
        }
    }
    let near = |width: usize| {
        open.get(width - SPREAD..=width)
            .map_or(0, |counts| counts.iter().sum::<usize>())
    };
    let width = (NARROWEST..=WIDEST).max_by_key(|&width| (near(width), width))?;
    let near = near(width);
    // The window may reach beyond the widest line it holds.
    let width = (width - SPREAD..=width)
        .rev()
        .find(|&width| open.get(width).is_some_and(|&count| count > 0))?;
    // What the window's edge cuts off still belongs to it.
    let body = lines.iter().filter(|line| line.width + line.indent > width / 2).count();
    let over = lines
        .iter()
        .filter(|line| line.width + line.indent > width + SPREAD)
        .count();
    let indented = lines
        .iter()
        .skip(1)
        .filter(|line| (2..=8).contains(&line.indent))
        .count()
        * 20
        > lines.len();
    // Boxes and tables of a long text are set wider than the rest.
    let boxes = near >= 20 && over * 3 <= near * 2;
    if near < 3 || near * 3 < body || over * 4 > body && !boxes {
        return None;
    }
    // A table's cells may be as even; sentences that go on tell a wrapped text.
    let (mut seen, mut together) = (0, 0);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        let (before, after) = (line.span.of(text), next.span.of(text));
        let full = (width - SPREAD..=width).contains(&(line.width + line.indent));
        if full && seen < SAMPLE && !ends_closed(before) && !begins_with_label(after) {
            seen += 1;
            let running = before.contains('，') && after.contains('，');
            let goes_on = running || is_cut_at_mark(before, after) || belongs_together(text, before, after);
            together += usize::from(goes_on);
        }
    }
    (together > 0 && together * 5 >= seen).then_some(Wrapping { width, indented })
}

/// Whether a line ends where a sentence, clause of a list or lead-in ends.
pub(super) fn ends_closed(line: &str) -> bool {
    line.ends_with(['。', '；', '：', '！', '？', ';', ':', '!', '?'])
        || ["。”", "。）", "。’", "。」", "！”", "？”", "；”"]
            .iter()
            .any(|end| line.ends_with(end))
}
