//! Clean text → blocks: the paragraphs, header lines and labelled items the structure is made of.
//!
//! A clean line is usually one block. Two things make it several: a label standing inside the line (`inline`), and a
//! notice that was flattened to a line or two (`flat`), where only blanks tell where lines once ended.

mod flat;
mod inline;

use crate::grammar::label::Label;
use crate::span::Span;
use crate::text::Clean;

/// A paragraph, a header line or a labelled item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Bytes of the clean text; no line break inside, no blank at either end.
    pub span: Span,
    /// The label it opens with, where that is one.
    pub label: Option<Label>,
    /// Whether it opens a clean line.
    pub opens_line: bool,
    /// Whether it is a piece of a flattened line, in which blanks stand for line ends.
    pub flattened: bool,
    /// Line breaks before it; 2 and more where blank lines stood.
    pub breaks: u16,
    /// Columns of blanks before it: the indent of a line, the gap inside one.
    pub blanks: u16,
}

impl Block {
    /// Its text.
    #[must_use]
    pub fn text<'t>(&self, clean: &'t str) -> &'t str {
        self.span.of(clean)
    }

    /// Where the text after the label begins.
    #[must_use]
    pub fn content(&self) -> Span {
        let label = self.label.map_or(0, |label| label.len);
        Span::new((self.span.start + label).min(self.span.end), self.span.end)
    }
}

/// Cuts the clean text into blocks. They cover every non-blank character, in order.
#[must_use]
pub fn blocks(clean: &Clean<'_>) -> Vec<Block> {
    let text: &str = &clean.text;
    let lines = lines(text);
    let labels = inline::labels(clean, &lines);
    let mut blocks = Vec::with_capacity(lines.len() + labels.len());
    let mut labels = labels.into_iter().peekable();
    for line in &lines {
        let mut cuts: Vec<(usize, Option<Label>)> = Vec::new();
        while let Some((at, label)) = labels.next_if(|(at, _)| *at < line.end) {
            cuts.push((at, Some(label)));
        }
        let flattened = flat::is_flattened(clean, *line, &cuts);
        if flattened {
            let mut more: Vec<usize> = flat::cuts(clean, *line);
            more.retain(|at| cuts.iter().all(|(cut, _)| cut != at));
            cuts.extend(more.into_iter().map(|at| (at, None)));
            cuts.sort_by_key(|(at, _)| *at);
        }
        if line.len() > 120 {
            let mut more = flat::glued(text, *line);
            if let Some((last, _)) = cuts
                .iter()
                .rev()
                .find(|(at, label)| label.is_some() && *at > line.start)
            {
                more.extend(flat::closing_sentence(text, *line, *last));
            }
            more.retain(|at| cuts.iter().all(|(cut, _)| cut != at));
            cuts.extend(more.into_iter().map(|at| (at, None)));
            cuts.sort_by_key(|(at, _)| *at);
        }
        if cuts.first().is_none_or(|(at, _)| *at > line.start) {
            cuts.insert(0, (line.start, None));
        }
        for (n, (start, label)) in cuts.iter().enumerate() {
            let end = cuts.get(n + 1).map_or(line.end, |(next, _)| *next);
            let span = Span::new(*start, end).trimmed(text);
            if span.is_empty() {
                continue;
            }
            let gap = clean.gap(*start);
            blocks.push(Block {
                span,
                label: *label,
                opens_line: *start == line.start,
                flattened,
                breaks: gap.map_or(u16::from(*start == line.start), |gap| gap.breaks),
                blanks: gap.map_or(0, |gap| gap.blanks),
            });
        }
    }
    blocks
}

/// The spans of the lines of `text`, line breaks left out.
fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len())) {
        if end > start {
            lines.push(Span::new(start, end));
        }
        start = end + 1;
    }
    lines
}
