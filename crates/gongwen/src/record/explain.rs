//! The record's values, each with the rules that made it: what the stages found names its rule, and what a line is there
//! for is named by its zone.
//!
//! Values are taken from the record itself, never read a second time. The lists of entities and those of the record run
//! side by side; quantities that were refused are the only thing shown that no record has.

use super::render::Render;
use super::{Reading, header, id, record};
use crate::entity::citation::relation_id;
use crate::entity::{Entities, target};
use crate::explanation::{Explained, Explanation, Value};
use crate::grammar::label::Style;
use crate::notice::{Notice, Text};
use crate::options::Options;
use crate::span::CharSpan;
use crate::structure::{Header, Node, Structure};
use crate::warning::WarningCode;
use std::cmp::Reverse;

/// Explains the record of what was read.
pub(crate) fn explanation(reading: &Reading<'_>, options: &Options) -> Explanation {
    let notice = record(reading, options);
    let render = Render::new(&reading.document.text, reading.clean);
    let mut draft = Draft {
        source: Source::new(&reading.document.text),
        zones: zones(reading.structure, &render),
        values: Vec::new(),
    };
    header_fields(&mut draft, &notice, reading, &render);
    divisions(&mut draft, &notice, reading.structure);
    entities(&mut draft, &notice, reading.entities);
    for refused in target::refused(&reading.clean.text, reading.structure) {
        let mut rules = named("quantity", &refused.quantity.rules);
        rules.push(format!("target/{}", refused.rule));
        let value = Value::Text(refused.quantity.to_string());
        draft.add(
            "refused",
            value,
            rules,
            render.place(refused.span),
            refused.node.map(id),
        );
    }
    for piece in &notice.boilerplate {
        let rules = draft.zone(piece.span);
        draft.add("boilerplate", Value::Boilerplate(piece.kind), rules, piece.span, None);
    }
    for warning in &notice.warnings {
        let rules = vec![format!("warning/{}", warning.code)];
        draft.add(
            "warning",
            Value::Text(warning.message.clone()),
            rules,
            warning.span,
            None,
        );
    }
    let mut values = draft.values;
    values.sort_by_key(|value| (value.span.0, Reverse(value.span.1)));
    Explanation { values }
}

/// The values so far.
struct Draft<'r> {
    source: Source<'r>,
    /// The places of the zones, in order.
    zones: Vec<(CharSpan, &'static str)>,
    values: Vec<Explained>,
}

impl Draft<'_> {
    fn add(&mut self, what: &'static str, value: Value, rules: Vec<String>, span: CharSpan, node: Option<u32>) {
        let (line, column) = self.source.line_and_column(span.0);
        self.values.push(Explained {
            what,
            value,
            rules,
            text: self.source.of(span).to_owned(),
            span,
            line,
            column,
            node,
        });
    }

    /// A value whose rule is the zone it stands in.
    fn zoned(&mut self, what: &'static str, value: String, span: CharSpan) {
        let rules = self.zone(span);
        self.add(what, Value::Text(value), rules, span, None);
    }

    /// The zone of the line that a place begins in; what stands nowhere was stated beside the text.
    fn zone(&self, span: CharSpan) -> Vec<String> {
        if span == super::stated::NOWHERE {
            return named("warning", &[WarningCode::FromMetadata.name()]);
        }
        let next = self.zones.partition_point(|(zone, _)| zone.0 <= span.0);
        let zone = next.checked_sub(1).and_then(|at| self.zones.get(at));
        zone.filter(|(zone, _)| span.0 < zone.1)
            .map(|(_, name)| format!("zone/{name}"))
            .into_iter()
            .collect()
    }
}

fn named(family: &str, ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| format!("{family}/{id}")).collect()
}

fn zones(structure: &Structure, render: &Render<'_>) -> Vec<(CharSpan, &'static str)> {
    let stretches = structure.stretches.iter();
    let mut zones: Vec<_> = stretches
        .map(|stretch| (render.place(stretch.span), stretch.zone.id()))
        .collect();
    let numbers = render.clean.page_numbers.iter();
    zones.extend(numbers.map(|span| (render.index.span(*span), "page-number")));
    zones.sort_unstable();
    zones
}

fn header_fields(draft: &mut Draft<'_>, notice: &Notice, reading: &Reading<'_>, render: &Render<'_>) {
    if let Some(Text { text, span }) = &notice.title {
        draft.zoned("title", text.clone(), *span);
        if let Some(kind) = &notice.kind {
            draft.zoned("kind", kind.clone(), *span);
        }
    }
    let fallback = Header::default();
    let own = reading.structure.headers.first().unwrap_or(&fallback);
    if let Some(number) = &notice.document_number {
        let mut rules = draft.zone(number.span);
        rules.extend(
            own.document_number
                .iter()
                .map(|found| format!("document-number/{}", found.rule)),
        );
        let value = Value::DocumentNumber(number.clone());
        draft.add("document_number", value, rules, number.span, None);
    }
    for (what, names) in [
        ("issuers", &notice.issuers),
        ("addressees", &notice.addressees),
        ("copied_to", &notice.copied_to),
    ] {
        for name in names {
            draft.zoned(what, name.name.clone(), name.span);
        }
    }
    let topics = (!notice.topics.is_empty()).then(|| notice.topics.join(" "));
    for (what, value) in [
        ("printed_by", &notice.printed_by),
        ("signatory", &notice.signatory),
        ("disclosure", &notice.disclosure),
        ("secrecy", &notice.secrecy),
        ("urgency", &notice.urgency),
        ("issued_on", &notice.issued_on),
        ("printed_on", &notice.printed_on),
        ("published_on", &notice.published_on),
        ("index_number", &notice.index_number),
        ("topics", &topics),
        ("validity", &notice.validity),
    ] {
        if let (Some(value), Some(span)) = (value, notice.evidence.get(what)) {
            draft.zoned(what, value.clone(), *span);
        }
    }
    if let Some(region) = &notice.region {
        let found = header::region(reading.structure, own, render);
        let span = found.map_or(super::stated::NOWHERE, |(_, span)| render.place(span));
        let rules = draft.zone(span);
        draft.add("region", Value::Region(region.clone()), rules, span, None);
    }
}

fn divisions(draft: &mut Draft<'_>, notice: &Notice, structure: &Structure) {
    for part in &notice.parts {
        let span = part.title.as_ref().map_or(part.span, |title| title.span);
        let rules = draft.zone(span);
        draft.add("part", Value::Part(part.kind), rules, span, None);
        let number = usize::try_from(part.id).ok().and_then(|n| structure.headers.get(n));
        let found = number.and_then(|header| header.document_number.as_ref());
        if let (Some(number), Some(found)) = (&part.document_number, found) {
            let rules = named("document-number", &[found.rule]);
            let value = Value::DocumentNumber(number.clone());
            draft.add("part.document_number", value, rules, number.span, None);
        }
    }
    // An unnumbered title is one by its place.
    let rules = |node: u32| {
        let node = usize::try_from(node).ok().and_then(|n| structure.nodes.get(n));
        let rule = |node: &Node| match node.style {
            Style::Standing => "zone/heading".to_owned(),
            style => format!("label/{}", style.id()),
        };
        node.map(rule).into_iter().collect()
    };
    let shown = |path: &str, title: Option<&str>| match title {
        Some(title) if !path.ends_with(title) => format!("{path} {title}"),
        _ => path.to_owned(),
    };
    for node in &notice.headings {
        let value = Value::Text(shown(&node.path, Some(&node.text)));
        draft.add("heading", value, rules(node.id), node.span, Some(node.id));
    }
    for node in &notice.untitled {
        draft.add(
            "untitled",
            Value::Text(node.path.clone()),
            rules(node.id),
            node.span,
            Some(node.id),
        );
    }
    for node in &notice.measures {
        let value = Value::Text(shown(&node.path, node.heading.as_deref()));
        draft.add("measure", value, rules(node.id), node.span, Some(node.id));
    }
    for attachment in &notice.attachments {
        let rules = draft.zone(attachment.span);
        draft.add(
            "attachment",
            Value::Attachment(attachment.clone()),
            rules,
            attachment.span,
            None,
        );
    }
}

fn entities(draft: &mut Draft<'_>, notice: &Notice, entities: &Entities) {
    for (date, found) in notice.dates.iter().zip(&entities.dates) {
        let rules = named("date", &[found.rule]);
        draft.add("date", Value::Date(Box::new(date.clone())), rules, date.span, date.node);
    }
    for (contact, found) in notice.contacts.iter().zip(&entities.contacts) {
        let rules = named("contact", &found.rules);
        let value = Value::Contact(Box::new(contact.clone()));
        draft.add("contact", value, rules, contact.span, contact.node);
    }
    for (target, found) in notice.targets.iter().zip(&entities.targets) {
        let mut rules = named("quantity", &found.read_by);
        rules.push(format!("target/{}", found.rule));
        draft.add(
            "target",
            Value::Target(Box::new(target.clone())),
            rules,
            target.span,
            target.node,
        );
    }
    for (citation, found) in notice.citations.iter().zip(&entities.citations) {
        let mut rules = named("citation", &[found.rule]);
        rules.extend(
            citation
                .relation
                .map(|relation| format!("citation/{}", relation_id(relation))),
        );
        let value = Value::Citation(Box::new(citation.clone()));
        draft.add("citation", value, rules, citation.span, None);
    }
    for (audience, found) in notice.audience.iter().zip(&entities.audience) {
        let rules = named("audience", &[found.rule]);
        let value = Value::Text(audience.text.clone());
        draft.add("audience", value, rules, audience.span, audience.node);
    }
    let told = notice
        .measures
        .iter()
        .flat_map(|measure| measure.agencies.iter().map(|agency| (measure.id, agency)));
    for ((node, agency), found) in told.zip(&entities.agencies) {
        let rules = named("agency", &[found.rule]);
        draft.add("agency", Value::Agency(agency.clone()), rules, agency.span, Some(node));
    }
}

/// The source text by code points and lines.
struct Source<'r> {
    text: &'r str,
    /// The byte that each code point begins at, and the end.
    bytes: Vec<usize>,
    /// The code point that each line begins with.
    lines: Vec<u32>,
}

impl<'r> Source<'r> {
    fn new(text: &'r str) -> Self {
        let mut bytes = Vec::with_capacity(text.len() / 2);
        let mut lines = vec![0];
        for (at, character) in text.char_indices() {
            bytes.push(at);
            if character == '\n' {
                lines.push(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
            }
        }
        bytes.push(text.len());
        Self { text, bytes, lines }
    }

    fn of(&self, span: CharSpan) -> &'r str {
        let byte = |at: u32| usize::try_from(at).ok().and_then(|at| self.bytes.get(at)).copied();
        match (byte(span.0), byte(span.1)) {
            (Some(start), Some(end)) => self.text.get(start..end).unwrap_or(""),
            _ => "",
        }
    }

    /// Both counted from 1.
    fn line_and_column(&self, at: u32) -> (u32, u32) {
        let line = self.lines.partition_point(|start| *start <= at);
        let start = line
            .checked_sub(1)
            .and_then(|line| self.lines.get(line))
            .copied()
            .unwrap_or(0);
        (u32::try_from(line).unwrap_or(u32::MAX), at - start + 1)
    }
}

#[cfg(test)]
#[path = "tests_explain.rs"]
mod tests;
