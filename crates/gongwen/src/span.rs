//! Where something stands: byte spans inside the program, code points at its edge, and the maps that lead from one
//! stage's text back to the text it was made from.
//!
//! Inside the parser every position is a byte offset into one particular text ([`Span`]). A record speaks of code
//! points into the source text ([`CharSpan`]), because that is what Python, JavaScript code point iteration and people
//! count. [`CharIndex`] is the only bridge between the two, and it is crossed once, when the record is made.

use serde::{Deserialize, Serialize};

/// A half-open range `[start, end)` of byte offsets into some text.
///
/// ```
/// use gongwen::span::Span;
/// let span = Span::new(3, 9);
/// assert_eq!(span.of("公文通知"), "文通");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range from `start` up to, not including, `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The piece of `text` the span stands for; empty if the span does not lie on character borders inside it.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether nothing lies inside.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `offset` lies inside.
    #[must_use]
    pub const fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The span moved right by `by` bytes: from an offset inside a piece to one inside the whole.
    #[must_use]
    pub const fn shift(self, by: usize) -> Self {
        Self {
            start: self.start + by,
            end: self.end + by,
        }
    }

    /// The span of `text` without the blanks (Unicode white space) at its ends.
    #[must_use]
    pub fn trimmed(self, text: &str) -> Self {
        let piece = self.of(text);
        let start = self.start + (piece.len() - piece.trim_start().len());
        Self {
            start,
            end: start + piece.trim().len(),
        }
    }
}

/// A half-open range `[start, end)` of Unicode code points into the source text, as records carry it.
///
/// It is written as a list of two numbers, so that in Python `source[start:end]` is the evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CharSpan(
    /// First code point.
    pub u32,
    /// One past the last code point.
    pub u32,
);

/// One replacement: the bytes `from` of the input stand as the bytes `to` in the output.
///
/// Either side may be empty, but not both: an empty `to` is a deletion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edit {
    /// Byte range in the text before the edit.
    pub from: Span,
    /// Byte range in the text after it.
    pub to: Span,
}

/// The way back from a filter's output to its input: its edits in order; between two edits the texts are equal.
///
/// The map is total (every output offset has an input offset) and monotonic (order is kept); the tests of each filter
/// hold it to that.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EditMap {
    edits: Vec<Edit>,
}

impl EditMap {
    /// The edits in order.
    #[must_use]
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Whether output and input are the same text.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.edits.is_empty()
    }

    /// The input span of an output span, as tight as the edits allow: a deletion at its border stays outside, a
    /// replacement it cuts is taken whole.
    #[must_use]
    pub fn to_input(&self, span: Span) -> Span {
        let start = self.start_to_input(span.start);
        Span {
            start,
            end: if span.is_empty() {
                start
            } else {
                self.end_to_input(span.end).max(start)
            },
        }
    }

    /// The output offset of an input offset: inside a replaced or deleted range, the start of what replaced it.
    #[must_use]
    pub fn to_output(&self, offset: usize) -> usize {
        let next = self.edits.partition_point(|edit| edit.from.end <= offset);
        if let Some(edit) = self.edits.get(next)
            && edit.from.start <= offset
        {
            return edit.to.start;
        }
        match next.checked_sub(1).and_then(|last| self.edits.get(last)) {
            Some(edit) => edit.to.end + (offset - edit.from.end),
            None => offset,
        }
    }

    /// Deletions that stand right at the start are skipped, so that the span begins at its own first byte.
    fn start_to_input(&self, offset: usize) -> usize {
        let next = self.edits.partition_point(|edit| edit.to.end <= offset);
        if let Some(edit) = self.edits.get(next)
            && edit.to.start <= offset
        {
            return edit.from.start;
        }
        match next.checked_sub(1).and_then(|last| self.edits.get(last)) {
            Some(edit) => edit.from.end + (offset - edit.to.end),
            None => offset,
        }
    }

    /// Deletions that stand right at the end are left out, so that the span ends at its own last byte.
    fn end_to_input(&self, offset: usize) -> usize {
        let next = self.edits.partition_point(|edit| edit.to.end < offset);
        if let Some(edit) = self.edits.get(next)
            && edit.to.start < offset
        {
            return edit.from.end;
        }
        match next.checked_sub(1).and_then(|last| self.edits.get(last)) {
            Some(edit) => edit.from.end + (offset - edit.to.end),
            None => offset,
        }
    }
}

/// Builds a filter's output and its map side by side.
///
/// ```
/// use gongwen::span::{EditBuilder, Span};
/// let mut out = EditBuilder::new("公 文");
/// out.replace(Span::new(3, 4), "");
/// let (text, map) = out.finish();
/// assert_eq!(text, "公文");
/// assert_eq!(map.to_input(Span::new(0, 6)), Span::new(0, 7));
/// assert_eq!(map.to_input(Span::new(3, 6)), Span::new(4, 7));
/// ```
#[derive(Debug)]
pub struct EditBuilder<'a> {
    input: &'a str,
    copied: usize,
    output: String,
    edits: Vec<Edit>,
}

impl<'a> EditBuilder<'a> {
    /// A builder over `input` that has copied nothing yet.
    #[must_use]
    pub fn new(input: &'a str) -> Self {
        Self {
            input,
            copied: 0,
            output: String::new(),
            edits: Vec::new(),
        }
    }

    /// Copies everything up to `from`, then writes `with` for it. Calls must come in order and must not overlap; a
    /// call that lies before what was already copied, or off a character border, is ignored.
    pub fn replace(&mut self, from: Span, with: &str) {
        let Some(before) = self.input.get(self.copied..from.start) else {
            return;
        };
        if self.input.get(from.start..from.end).is_none() || (from.is_empty() && with.is_empty()) {
            return;
        }
        if self.output.capacity() == 0 {
            self.output.reserve(self.input.len());
        }
        self.output.push_str(before);
        let start = self.output.len();
        self.output.push_str(with);
        self.copied = from.end;
        let to = Span::new(start, self.output.len());
        match self.edits.last_mut() {
            // Neighbouring deletions are one deletion: fewer edits, the same map.
            Some(last) if last.from.end == from.start && last.to.is_empty() && to.is_empty() => {
                last.from.end = from.end
            }
            _ => self.edits.push(Edit { from, to }),
        }
    }

    /// The last character written so far, as far as it can be told without copying.
    #[must_use]
    pub fn has_edits(&self) -> bool {
        !self.edits.is_empty()
    }

    /// Where the output stands once everything up to `input_offset` has been copied.
    #[must_use]
    pub fn output_offset(&self, input_offset: usize) -> usize {
        self.output.len() + input_offset.saturating_sub(self.copied)
    }

    /// The whole output and its map; without an edit the input itself and the identity.
    #[must_use]
    pub fn finish(mut self) -> (std::borrow::Cow<'a, str>, EditMap) {
        if self.edits.is_empty() {
            return (std::borrow::Cow::Borrowed(self.input), EditMap::default());
        }
        self.output.push_str(self.input.get(self.copied..).unwrap_or(""));
        (std::borrow::Cow::Owned(self.output), EditMap { edits: self.edits })
    }
}

/// Bytes between two marks of a [`CharIndex`].
const STRIDE: usize = 256;

/// Turns byte offsets of one text into code point offsets: a mark every 256 bytes, counted from there.
///
/// ```
/// use gongwen::span::{CharIndex, CharSpan, Span};
/// let index = CharIndex::new("关于2026年");
/// assert_eq!(index.chars(), 7);
/// assert_eq!(index.span(Span::new(6, 10)), CharSpan(2, 6));
/// ```
#[derive(Debug)]
pub struct CharIndex<'a> {
    text: &'a str,
    marks: Vec<u32>,
    chars: u32,
}

impl<'a> CharIndex<'a> {
    /// Counts `text` once.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut chars = 0;
        for piece in text.as_bytes().chunks(STRIDE) {
            marks.push(chars);
            chars += count_starts(piece);
        }
        Self { text, marks, chars }
    }

    /// How many code points the text has.
    #[must_use]
    pub const fn chars(&self) -> u32 {
        self.chars
    }

    /// Code points before byte `offset`; offsets past the end count as the end.
    #[must_use]
    pub fn char_at(&self, offset: usize) -> u32 {
        let bytes = self.text.as_bytes();
        if offset >= bytes.len() {
            return self.chars;
        }
        let mark = offset / STRIDE;
        let before = self.marks.get(mark).copied().unwrap_or(0);
        before + bytes.get(mark * STRIDE..offset).map_or(0, count_starts)
    }

    /// The code point span of a byte span.
    #[must_use]
    pub fn span(&self, span: Span) -> CharSpan {
        CharSpan(self.char_at(span.start), self.char_at(span.end))
    }
}

/// How many characters begin in these bytes: every byte that is not a UTF-8 continuation byte.
fn count_starts(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&byte| u32::from((byte & 0xC0) != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_deletion_at_the_border_stays_outside() {
        let mut out = EditBuilder::new("ab--cd");
        out.replace(Span::new(2, 4), "");
        let (text, map) = out.finish();
        assert_eq!(text, "abcd");
        assert_eq!(map.to_input(Span::new(0, 2)), Span::new(0, 2));
        assert_eq!(map.to_input(Span::new(2, 4)), Span::new(4, 6));
        assert_eq!(map.to_input(Span::new(1, 3)), Span::new(1, 5));
    }

    #[test]
    fn a_replacement_is_taken_whole() {
        let mut out = EditBuilder::new("a&lt;b");
        out.replace(Span::new(1, 5), "<");
        let (text, map) = out.finish();
        assert_eq!(text, "a<b");
        assert_eq!(map.to_input(Span::new(1, 2)), Span::new(1, 5));
        assert_eq!(map.to_output(3), 1);
        assert_eq!(map.to_output(5), 2);
    }

    #[test]
    fn a_text_without_edits_is_borrowed() {
        let (text, map) = EditBuilder::new("公文").finish();
        assert!(matches!(text, std::borrow::Cow::Borrowed("公文")));
        assert!(map.is_identity());
    }

    proptest! {
        #[test]
        fn char_index_counts_like_the_standard_library(text in ".{0,900}", cut in 0usize..900) {
            let index = CharIndex::new(&text);
            let at = text.char_indices().nth(cut).map_or(text.len(), |(at, _)| at);
            prop_assert_eq!(index.char_at(at) as usize, text[..at].chars().count());
        }

        #[test]
        fn maps_are_total_and_monotonic(text in "[a-z]{1,40}", cuts in proptest::collection::vec((0usize..40, 0usize..3, 0usize..3), 0..8)) {
            let mut out = EditBuilder::new(&text);
            let mut cuts = cuts;
            cuts.sort_unstable();
            let mut last = 0;
            for (start, taken, given) in cuts {
                let end = start + taken;
                if start < last || end > text.len() { continue }
                out.replace(Span::new(start, end), &"XY"[..given]);
                last = end;
            }
            let (output, map) = out.finish();
            let mut before = Span::new(0, 0);
            for at in 0..output.len() {
                let here = map.to_input(Span::new(at, at + 1));
                prop_assert!(here.start <= here.end && here.end <= text.len());
                prop_assert!(before.start <= here.start && before.end <= here.end);
                before = here;
            }
        }
    }
}
