//! Source text → clean text, without losing the way back. One filter a file, each handing on its map.

mod chinese;
mod entity;
mod flow;
mod label;
mod lines;
mod markdown;
mod page;
mod pinyin;
mod punct;
mod script;
mod space;
mod survey;
mod table;
mod tag;
mod width;
mod wrap;

use crate::notice::Script;
use crate::span::{EditMap, Span};
use crate::warning::WarningCode;
use std::borrow::Cow;

/// A place in the clean text where the source had white space (or a line break) that the clean text does not show, or
/// shows only as a line break.
///
/// Gaps are hints: the clean text reads the same without them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Byte offset into the clean text: the gap stands right before this byte.
    pub at: usize,
    /// Width of the blanks in columns: a space counts 1, an ideographic space or a tab 2.
    pub blanks: u16,
    /// Line breaks: 0 inside a source line; at the start of a clean line 1, or more where blank lines stood before it;
    /// inside a clean line 1 or more where hard-wrapped lines were joined.
    pub breaks: u16,
}

/// The clean text and everything needed to read and trace it.
#[derive(Debug, Clone)]
pub struct Clean<'a> {
    /// One paragraph (or header line) a line, separated by single `\n`; no blank lines, no blanks at line ends.
    pub text: Cow<'a, str>,
    /// Blanks and breaks of the source, in order of `at`.
    pub gaps: Vec<Gap>,
    /// The filters' maps in the order they were applied; filters that changed nothing are left out.
    pub maps: Vec<EditMap>,
    /// The script of the source.
    pub script: Script,
    /// Page numbers taken out of the text; byte spans into the source.
    pub page_numbers: Vec<Span>,
    /// Doubts met on the way; byte spans into the source.
    pub doubts: Vec<(WarningCode, String, Span)>,
}

impl Clean<'_> {
    /// The source span of a span of the clean text.
    #[must_use]
    pub fn to_source(&self, span: Span) -> Span {
        self.maps.iter().rev().fold(span, |span, map| map.to_input(span))
    }

    /// The gap right before byte `at` of the clean text, if there is one.
    #[must_use]
    pub fn gap(&self, at: usize) -> Option<Gap> {
        let next = self.gaps.partition_point(|gap| gap.at < at);
        self.gaps.get(next).copied().filter(|gap| gap.at == at)
    }

    /// The gaps that stand inside `span`, its start included.
    #[must_use]
    pub fn gaps_in(&self, span: Span) -> &[Gap] {
        let first = self.gaps.partition_point(|gap| gap.at < span.start);
        let past = self.gaps.partition_point(|gap| gap.at < span.end);
        self.gaps.get(first..past.max(first)).unwrap_or(&[])
    }

    /// Runs a filter over the text and keeps its map, if it changed anything.
    fn apply(&mut self, mut filter: impl FnMut(&str) -> (Cow<'_, str>, EditMap)) {
        let (text, map) = filter(&self.text);
        let text = changed(text);
        self.keep(text, map);
    }

    /// Keeps what a filter made of the text; `None` if it changed nothing.
    fn keep(&mut self, text: Option<String>, map: EditMap) {
        if let Some(text) = text {
            self.text = Cow::Owned(text);
            self.maps.push(map);
        }
    }
}

/// The text of a filter that changed something.
fn changed(text: Cow<'_, str>) -> Option<String> {
    match text {
        Cow::Owned(text) => Some(text),
        Cow::Borrowed(_) => None,
    }
}

/// Cleans a source text.
///
/// ```
/// use gongwen::text::clean;
/// let clean = clean("　　(一) 自 ２０２６ 年起");
/// assert_eq!(clean.text, "（一）自2026年起");
/// ```
#[must_use]
pub fn clean(source: &str) -> Clean<'_> {
    let mut clean = Clean {
        text: Cow::Borrowed(source),
        gaps: Vec::new(),
        maps: Vec::new(),
        script: Script::Hans,
        page_numbers: Vec::new(),
        doubts: Vec::new(),
    };
    let mut seen = survey::survey(source);
    if seen & survey::ENTITY != 0 {
        clean.apply(entity::entity);
        clean.apply(tag::tag);
        seen = survey::survey(&clean.text);
    }
    if markdown::has_signs(&clean.text) {
        clean.apply(markdown::markdown);
    }
    if seen & survey::WIDTH != 0 || width::has_wide_address(&clean.text) {
        clean.apply(width::width);
        seen = survey::survey(&clean.text);
    }
    if seen & survey::TRADITIONAL != 0 {
        let mut script = Script::Hans;
        clean.apply(|text| {
            let (text, map, found) = script::script(text);
            script = found;
            (text, map)
        });
        clean.script = script;
    }
    if seen & survey::TONE != 0 {
        clean.apply(pinyin::pinyin);
    }
    if seen & survey::PUNCTUATION != 0 {
        clean.apply(punct::punct);
    }
    let mut gaps = Vec::new();
    clean.apply(|text| {
        let (text, map, found) = space::space(text);
        gaps = found;
        (text, map)
    });
    let mut lines = lines::lines(&clean.text, &gaps);
    let paged = page::page(&clean.text, gaps, &lines);
    let numbers = paged.numbers;
    let seams = paged.seams;
    clean.page_numbers = numbers.into_iter().map(|span| clean.to_source(span)).collect();
    let (text, map, gaps) = (changed(paged.text), paged.map, paged.gaps);
    clean.keep(text, map);
    if !seams.is_empty() {
        lines = lines::lines(&clean.text, &gaps);
    }
    let wrapped = wrap::wrap(&clean.text, gaps, &lines, &seams);
    for repeat in wrapped.repeats {
        let message = format!("printed twice where a page ended: {}", repeat.of(&clean.text));
        clean
            .doubts
            .push((WarningCode::SeamRepeat, message, clean.to_source(repeat)));
    }
    let (text, map, gaps) = (changed(wrapped.text), wrapped.map, wrapped.gaps);
    clean.gaps = gaps;
    clean.keep(text, map);
    clean
}

#[cfg(test)]
mod tests;
