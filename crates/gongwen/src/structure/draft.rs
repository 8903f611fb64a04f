//! The blocks of a text while they are being told apart: each gets its zone and its part once, and may be cut in two
//! where one block turns out to be two things (an addressee and the sentence after it).

use super::{Doubt, Zone};
use crate::block::Block;
use crate::span::Span;
use crate::text::Clean;

/// Blocks on their way to becoming stretches.
#[derive(Debug)]
pub(super) struct Draft<'c> {
    pub(super) clean: &'c Clean<'c>,
    pub(super) text: &'c str,
    pub(super) blocks: Vec<Block>,
    pub(super) zones: Vec<Option<Zone>>,
    pub(super) parts: Vec<usize>,
    pub(super) doubts: Vec<Doubt>,
    /// The title as it is stated beside the text, clean.
    pub(super) stated_title: Option<String>,
}

impl<'c> Draft<'c> {
    pub(super) fn new(clean: &'c Clean<'c>, blocks: Vec<Block>) -> Self {
        let count = blocks.len();
        Self {
            clean,
            text: &clean.text,
            blocks,
            zones: vec![None; count],
            parts: vec![0; count],
            doubts: Vec::new(),
            stated_title: None,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// The text of block `i`, label included; empty past the end.
    pub(super) fn text(&self, i: usize) -> &'c str {
        self.blocks.get(i).map_or("", |block| block.span.of(self.text))
    }

    pub(super) fn span(&self, i: usize) -> Span {
        self.blocks.get(i).map_or(Span::default(), |block| block.span)
    }

    pub(super) fn has_label(&self, i: usize) -> bool {
        self.blocks.get(i).is_some_and(|block| block.label.is_some())
    }

    /// Whether block `i` exists and has no zone yet.
    pub(super) fn is_free(&self, i: usize) -> bool {
        self.zones.get(i).is_some_and(Option::is_none)
    }

    pub(super) fn set(&mut self, i: usize, zone: Zone) {
        if let Some(slot) = self.zones.get_mut(i) {
            *slot = Some(zone);
        }
    }

    /// Makes block `i` free again.
    pub(super) fn clear(&mut self, i: usize) {
        if let Some(slot) = self.zones.get_mut(i) {
            *slot = None;
        }
    }

    pub(super) fn zone(&self, i: usize) -> Option<Zone> {
        self.zones.get(i).copied().flatten()
    }

    /// Cuts block `i` at byte `at` of the clean text into `i` and `i + 1`; false if `at` is not inside it.
    pub(super) fn cut(&mut self, i: usize, at: usize) -> bool {
        let Some(block) = self.blocks.get(i).copied() else {
            return false;
        };
        if at <= block.span.start || at >= block.span.end || !self.text.is_char_boundary(at) {
            return false;
        }
        let gap = self.clean.gap(at);
        let left = Span::new(block.span.start, at).trimmed(self.text);
        let right = Span::new(at, block.span.end).trimmed(self.text);
        if left.is_empty() || right.is_empty() {
            return false;
        }
        let tail = Block {
            span: right,
            label: None,
            opens_line: false,
            flattened: block.flattened,
            breaks: gap.map_or(0, |gap| gap.breaks),
            blanks: gap.map_or(0, |gap| gap.blanks),
        };
        if let Some(slot) = self.blocks.get_mut(i) {
            slot.span = left;
            // A cut inside the label leaves no label.
            slot.label = slot.label.filter(|label| block.span.start + label.len < at);
        }
        self.blocks.insert(i + 1, tail);
        self.zones.insert(i + 1, self.zone(i));
        self.parts.insert(i + 1, self.parts.get(i).copied().unwrap_or(0));
        true
    }
}

/// Length in code points.
pub(super) fn chars(text: &str) -> usize {
    text.chars().count()
}
