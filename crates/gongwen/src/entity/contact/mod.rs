//! Whom a notice names to be reached, and how: phrases of [`crate::grammar::contact`] gathered into entries.
//!
//! ```text
//! clean text + structure ─ token ─→ words, cues, values ─ grouping ─→ drafts ─ merge ─→ contacts
//!                                     └ party: who do these words name? (person, organization)
//! ```
//!
//! One entry stands for each body or person. Values that stand together belong together; what the page prints about
//! itself ([`Zone::Boilerplate`]) is nobody's contact, and a platform's web address alone is none.

mod draft;
mod grouping;
mod merge;
mod organization;
mod party;
mod person;
mod place;
mod token;

pub use party::Named;

use crate::grammar::contact::{self as phrases, Item, Phone};
use crate::notice;
use crate::span::Span;
use crate::structure::{Structure, Zone};
use crate::text::Clean;

/// A body or person to reach. Spans are bytes of the clean text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// The body.
    pub organization: Option<Named>,
    /// The person.
    pub person: Option<Named>,
    /// The person's office (处长).
    pub role: Option<&'static str>,
    /// Telephones and their places.
    pub phones: Vec<(Phone, Span)>,
    /// E-mail addresses, repaired, and their places.
    pub emails: Vec<(String, Span)>,
    /// Postal address.
    pub address: Option<Named>,
    /// Postal code.
    pub postcode: Option<String>,
    /// Web addresses.
    pub urls: Vec<String>,
    /// QQ number or group.
    pub qq: Option<String>,
    /// WeChat name.
    pub wechat: Option<String>,
    /// Index into [`Structure::nodes`].
    pub node: Option<usize>,
    /// From the first to the last byte that tells of the entry.
    pub span: Span,
    /// The rules that read its values, in order, without repeats.
    pub rules: Vec<&'static str>,
}

impl Contact {
    /// The record's entry. `node` and `span` are the record's own (node id, code points of the source).
    #[must_use]
    pub fn to_notice(&self, node: Option<u32>, span: crate::span::CharSpan) -> notice::Contact {
        let text = |named: &Option<Named>| named.as_ref().map(|named| named.text.clone());
        let phone = |(phone, _): &(Phone, Span)| notice::Phone {
            text: phone.text.clone(),
            number: phone.number.clone(),
            kind: phone.kind,
        };
        notice::Contact {
            organization: text(&self.organization),
            person: text(&self.person),
            role: self.role.map(str::to_owned),
            phones: self.phones.iter().map(phone).collect(),
            emails: self.emails.iter().map(|(email, _)| email.clone()).collect(),
            address: text(&self.address),
            postcode: self.postcode.clone(),
            urls: self.urls.clone(),
            qq: self.qq.clone(),
            wechat: self.wechat.clone(),
            node,
            span,
        }
    }
}

/// Finds the contacts of a notice, in order.
///
/// Every line of the clean text is read but titles and what the page put around the notice. Never fails; a text without
/// contacts gives none.
#[must_use]
pub fn contacts(clean: &Clean<'_>, structure: &Structure) -> Vec<Contact> {
    let gap = |at: usize| {
        clean
            .gap(at)
            .map_or(0, |gap| if gap.breaks == 0 { gap.blanks } else { 0 })
    };
    let found = phrases::find(&clean.text, &gap);
    if !found.iter().any(|one| !matches!(one.item, Item::Url(_))) {
        return Vec::new();
    }
    let mut groups = grouping::Grouper::new(clean, structure);
    let mut next = 0;
    for (span, outside) in lines(&clean.text, structure) {
        let first = next;
        while found.get(next).is_some_and(|one| one.span.start < span.end) {
            next += 1;
        }
        // A signature is no heading of the lines around it.
        if outside || (first == next && is_signature(structure, span)) {
            groups.line(&[], Vec::new(), true, true);
            continue;
        }
        let ends = clean
            .text
            .get(span.end..)
            .is_none_or(|rest| rest.is_empty() || rest.starts_with('\n'));
        let phrases = found.get(first..next).unwrap_or(&[]);
        groups.line(phrases, token::tokens(&clean.text, span, phrases), false, ends);
    }
    merge::merged(groups.finish())
}

/// The text in lines as a reader sees them, and whether each belongs to the page or to a title.
///
/// A stretch is a line of its own, also where the source ran all lines together; only a node's label and title stand on
/// one line with the text that follows them. A text without structure is read by its own lines.
fn lines(text: &str, structure: &Structure) -> Vec<(Span, bool)> {
    let mut out: Vec<(Span, bool)> = Vec::new();
    let mut run_in = false;
    for stretch in &structure.stretches {
        let outside =
            matches!(stretch.zone, Zone::Boilerplate(_) | Zone::Title) || is_disclaimer(stretch.span.of(text));
        match out.last_mut() {
            Some((line, false))
                if ((run_in && !is_item(stretch.span.of(text))) || splits_a_name(text, *line, stretch.span))
                    && !outside
                    && !text
                        .get(line.end..stretch.span.start)
                        .is_none_or(|gap| gap.contains('\n')) =>
            {
                line.end = stretch.span.end;
            }
            _ => out.push((stretch.span, outside)),
        }
        run_in = matches!(stretch.zone, Zone::Label | Zone::Heading);
    }
    if out.is_empty() {
        let mut start = 0;
        for line in text.split('\n') {
            out.push((Span::new(start, start + line.len()), is_disclaimer(line)));
            start += line.len() + 1;
        }
    }
    out
}

/// Whether a line is the page's word about itself: 免责声明：本文系转载，如有侵权请联系…. Such a line opens with it, or says so shortly.
fn is_disclaimer(line: &str) -> bool {
    let opens = ["免责声明", "版权声明", "版权所有"]
        .iter()
        .any(|word| line.starts_with(word));
    let says = ["如有侵权", "如涉侵权", "若有侵权", "版权归原作者"]
        .iter()
        .any(|word| line.contains(word));
    (opens || says) && line.chars().count() <= 200
}

/// Whether words begin with a list number: `1.江岚省…` after a title is a line of its own.
fn is_item(words: &str) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < words.len() && rest.starts_with(['.', '．', '、'])
}

/// Whether the border between two stretches goes through a name written with a blank: 联系人：张 | 青.
fn splits_a_name(text: &str, line: Span, next: Span) -> bool {
    let head = line.of(text).trim_end();
    let mut back = head.chars().rev();
    let (last, before) = (back.next(), back.next());
    let alone = before.is_none_or(|c| "：:，,、；） ".contains(c));
    alone
        && last.is_some_and(|c| crate::lexicon::surname(c.encode_utf8(&mut [0; 4])).is_some())
        && next.of(text).starts_with(|c: char| c > '\u{4DFF}' && c < '\u{A000}')
}

/// Whether a line is (a piece of) the signature.
fn is_signature(structure: &Structure, line: Span) -> bool {
    let first = structure
        .stretches
        .partition_point(|stretch| stretch.span.end <= line.start);
    structure
        .stretches
        .get(first)
        .is_some_and(|stretch| stretch.zone == Zone::Signature)
}

#[cfg(test)]
mod tests;
