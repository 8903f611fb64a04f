//! Where a quantity stands: its sentence, its clause, the titles above it.

use crate::grammar::quantity::Quantity;
use crate::span::Span;

/// Marks that end a sentence.
const SENTENCE: &[char] = &['。', '！', '？', '\n'];
/// Marks that end a clause.
const CLAUSE: &[char] = &['，', '。', '；', '：', '！', '？', '（', '）', '\n', ';', '(', ')'];

/// A quantity and everything the rules may ask about its place. All spans lie in `text`.
#[derive(Debug)]
pub(super) struct Context<'a> {
    /// The stretch the quantity stands in.
    pub(super) text: &'a str,
    pub(super) quantity: &'a Quantity,
    /// The quantity before it in the same sentence.
    pub(super) previous: Option<&'a Quantity>,
    /// The quantity after it in the same sentence.
    pub(super) next: Option<&'a Quantity>,
    pub(super) sentence: Span,
    pub(super) clause: Span,
    /// The end of the last item of the list the quantity is in, its own end without a list.
    list_end: usize,
    /// Titles of the nodes above, outermost first, joined by `/`.
    pub(super) titles: &'a str,
    /// What the notice is as a whole.
    pub(super) notice: &'a Notice,
}

/// What is known about the whole notice.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Notice {
    /// The year of the notice's own date.
    pub(super) year: Option<i16>,
    /// Whether it reports (报告, 总结, news), so that a figure needs words that set it.
    pub(super) reports: bool,
    /// Whether the stretch looks back, in a report that turns to its plans later.
    pub(super) reviews: bool,
}

impl<'a> Context<'a> {
    /// The place of `quantity` in `text`.
    pub(super) fn new(
        text: &'a str,
        quantities: &'a [Quantity],
        at: usize,
        titles: &'a str,
        notice: &'a Notice,
    ) -> Option<Self> {
        let quantity = quantities.get(at)?;
        let sentence = around(text, quantity.core, SENTENCE);
        let clause = around(text, quantity.core, CLAUSE);
        let same = |other: &&Quantity| sentence.start <= other.core.start && other.core.end <= sentence.end;
        let mut list_end = quantity.span.end;
        for next in quantities.get(at + 1..).unwrap_or_default() {
            let gap = text.get(list_end..next.span.start).unwrap_or("。");
            if next.class != quantity.class
                || !gap.starts_with(['、', '和', '或'])
                || gap.contains(CLAUSE)
                || gap.chars().count() > 10
            {
                break;
            }
            list_end = next.span.end;
        }
        Some(Self {
            text,
            quantity,
            list_end,
            previous: at.checked_sub(1).and_then(|at| quantities.get(at)).filter(same),
            next: quantities.get(at + 1).filter(same),
            sentence,
            clause,
            titles,
            notice,
        })
    }

    pub(super) fn sentence(&self) -> &'a str {
        self.text.get(self.sentence.start..self.sentence.end).unwrap_or("")
    }

    pub(super) fn clause(&self) -> &'a str {
        self.text.get(self.clause.start..self.clause.end).unwrap_or("")
    }

    /// The sentence up to the quantity's words.
    pub(super) fn before(&self) -> &'a str {
        self.text
            .get(self.sentence.start..self.quantity.span.start)
            .unwrap_or("")
    }

    /// The clause up to the quantity's words.
    pub(super) fn clause_before(&self) -> &'a str {
        self.text
            .get(self.clause.start.min(self.quantity.span.start)..self.quantity.span.start)
            .unwrap_or("")
    }

    /// The clause up to the number itself, bound words included.
    pub(super) fn clause_to_number(&self) -> &'a str {
        self.text.get(self.clause.start..self.quantity.core.start).unwrap_or("")
    }

    /// The sentence up to the number itself.
    pub(super) fn head(&self) -> &'a str {
        self.text
            .get(self.sentence.start..self.quantity.core.start)
            .unwrap_or("")
    }

    /// The sentence from the unit's end, bound words included.
    pub(super) fn tail(&self) -> &'a str {
        self.text.get(self.quantity.core.end..self.sentence.end).unwrap_or("")
    }

    /// The clause from the quantity before to the number itself.
    pub(super) fn own(&self) -> &'a str {
        let from = self
            .previous
            .map_or(self.clause.start, |other| other.span.end.max(self.clause.start));
        self.text
            .get(from.min(self.quantity.core.start)..self.quantity.core.start)
            .unwrap_or("")
    }

    /// The clause from the quantity's end.
    pub(super) fn clause_after(&self) -> &'a str {
        self.text
            .get(self.quantity.span.end..self.clause.end.max(self.quantity.span.end))
            .unwrap_or("")
    }

    /// The sentence from the quantity's end.
    pub(super) fn after(&self) -> &'a str {
        self.text
            .get(self.quantity.span.end..self.sentence.end.max(self.quantity.span.end))
            .unwrap_or("")
    }

    /// The sentence behind the list the quantity is an item of: what follows 2亿元、3亿元、10亿元以上.
    pub(super) fn after_list(&self) -> &'a str {
        self.text
            .get(self.list_end..self.sentence.end.max(self.list_end))
            .unwrap_or("")
    }
}

/// The piece around `core` between two of `marks`.
fn around(text: &str, core: Span, marks: &[char]) -> Span {
    let head = text.get(..core.start).unwrap_or("");
    let start = head.rfind(marks).map_or(0, |at| {
        at + head
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8)
    });
    let end = text
        .get(core.end..)
        .and_then(|tail| tail.find(marks))
        .map_or(text.len(), |at| core.end + at);
    Span::new(start, end)
}
