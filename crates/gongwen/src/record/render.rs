//! Spans of the clean text become values of the record and places in the source.

use crate::notice::{Name, Text};
use crate::span::{CharIndex, CharSpan, Span};
use crate::text::Clean;

/// Turns spans of the clean text into values and places of the record.
#[derive(Debug)]
pub(super) struct Render<'r> {
    pub(super) clean: &'r Clean<'r>,
    pub(super) index: CharIndex<'r>,
}

impl<'r> Render<'r> {
    pub(super) fn new(source: &'r str, clean: &'r Clean<'r>) -> Self {
        Self {
            clean,
            index: CharIndex::new(source),
        }
    }

    /// The place of a clean span in the source.
    pub(super) fn place(&self, span: Span) -> CharSpan {
        self.index.span(self.clean.to_source(span))
    }

    /// The clean text of a span on one line: line breaks inside it are dropped.
    pub(super) fn line(&self, span: Span) -> String {
        join(span.of(&self.clean.text).split('\n'))
    }

    pub(super) fn text(&self, span: Span) -> Text {
        Text {
            text: self.line(span),
            span: self.place(span),
        }
    }

    pub(super) fn name(&self, span: Span) -> Name {
        Name {
            name: self.line(span),
            span: self.place(span),
        }
    }

    /// Several lines as one value: joined without blanks, but with one where both sides are Latin.
    pub(super) fn lines(&self, spans: &[Span]) -> Option<Text> {
        let whole = spans.iter().copied().reduce(Span::cover)?;
        let text = join(spans.iter().map(|span| span.of(&self.clean.text)));
        Some(Text {
            text,
            span: self.place(whole),
        })
    }

    /// Paragraphs joined by line breaks; `None` without any.
    pub(super) fn paragraphs(&self, spans: &[Span]) -> Option<String> {
        if spans.is_empty() {
            return None;
        }
        Some(
            spans
                .iter()
                .map(|span| span.of(&self.clean.text))
                .collect::<Vec<_>>()
                .join("\n"),
        )
    }

    pub(super) fn places(&self, spans: &[Span]) -> Vec<CharSpan> {
        spans.iter().map(|span| self.place(*span)).collect()
    }
}

/// Joins lines as the clean text would have them on one line.
pub(super) fn join<'t>(lines: impl Iterator<Item = &'t str>) -> String {
    let mut joined = String::new();
    for line in lines {
        let latin = joined.chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric())
            && line.chars().next().is_some_and(|c| c.is_ascii_alphanumeric());
        if latin {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}
