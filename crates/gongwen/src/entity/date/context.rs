//! The text around a date.

use crate::span::Span;

/// What stands before and after a date in its sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'t> {
    /// The sentence before the date.
    pub(super) before: &'t str,
    /// The sentence after the date.
    pub(super) after: &'t str,
    /// The clause before the date: from the last comma or bracket.
    pub(super) lead: &'t str,
    /// The clause after the date, its closing mark left out.
    pub(super) tail: &'t str,
    /// The whole sentence.
    pub(super) sentence: Span,
    /// Where the line begins.
    pub(super) line: usize,
}

const SENTENCE: &[char] = &['。', '；', '！', '？', '\n', ';'];
const CLAUSE: &[char] = &[
    '，', '：', '（', '）', '。', '；', '！', '？', '\n', ',', ':', '(', ')', ';',
];

impl<'t> Context<'t> {
    /// The surroundings of `span`; `stretch` bounds the sentence: a heading and the
    /// text that follows it on the same line are two.
    pub(super) fn new(text: &'t str, span: Span, stretch: Span) -> Self {
        let before = text.get(..span.start).unwrap_or("");
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let opened = before.rfind(SENTENCE).map_or(0, |at| after_char(before, at));
        let start = opened.max(stretch.start.min(span.start));
        let after = text.get(span.end..).unwrap_or("");
        let end = span.end + after.find(SENTENCE).unwrap_or(after.len());
        let end = end.min(stretch.end.max(span.end));
        let before = text.get(start..span.start).unwrap_or("");
        let after = text.get(span.end..end).unwrap_or("");
        let lead = before
            .rfind(CLAUSE)
            .and_then(|at| before.get(after_char(before, at)..))
            .unwrap_or(before);
        let tail = after.find(CLAUSE).and_then(|at| after.get(..at)).unwrap_or(after);
        Self {
            before,
            after,
            lead,
            tail,
            sentence: Span::new(start, end),
            line,
        }
    }

    /// The words of a `label：` right before the date.
    pub(super) fn label(&self) -> Option<&'t str> {
        let label = self
            .before
            .trim_end_matches([' ', '*'])
            .strip_suffix(['：', ':'])?
            .trim_end_matches(['*', ' ']);
        let from = label
            .rfind(|character: char| !character.is_alphabetic())
            .map_or(0, |at| after_char(label, at));
        label.get(from..)
    }
}

fn after_char(text: &str, at: usize) -> usize {
    at + text
        .get(at..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8)
}

/// The places between 《 and 》, nested ones inside the outer; an unclosed 《 ends with its line.
pub(super) fn cited_titles(text: &str) -> Vec<Span> {
    let mut titles = Vec::new();
    let mut open: Option<(usize, u32)> = None;
    for (at, character) in text.char_indices() {
        match (character, open) {
            ('《', None) => open = Some((at, 1)),
            ('《', Some((from, depth))) => open = Some((from, depth + 1)),
            ('》', Some((from, 1))) => {
                titles.push(Span::new(from, at));
                open = None;
            }
            ('》', Some((from, depth))) => open = Some((from, depth - 1)),
            ('\n', Some(_)) => open = None,
            _ => {}
        }
    }
    titles
}
