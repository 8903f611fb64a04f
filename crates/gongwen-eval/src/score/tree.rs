//! Parts, headings and measures.

use super::list;
use super::values::{attributes, bag_of, items, one, pairs, said, span, text_of};
use crate::expect::ENDS;
use crate::fold::{fold, fold_name, fold_path};
use crate::tally::{Entry, Tally};
use serde_json::{Map, Value};

/// How many characters at the beginning and end of a measure's text are compared.
const END: usize = 6;

pub(super) fn score(tally: &mut Tally, fields: &Map<String, Value>, record: &Value) {
    if let Some(expected) = fields.get("parts") {
        parts(tally, items(expected), list(record, "parts"));
    }
    let expected_parts = Parts::of(fields.get("parts"));
    let got_parts = Parts::of(record.get("parts"));
    let place = Place {
        expected: &expected_parts,
        got: &got_parts,
    };
    if let Some(expected) = fields.get("headings") {
        headings(tally, items(expected), list(record, "headings"), &place);
    }
    if let Some(expected) = fields.get("measures") {
        measures(tally, items(expected), list(record, "measures"), &place);
    }
    if let Some(expected) = fields.get("untitled") {
        untitled(tally, items(expected), list(record, "untitled"), &place);
    }
}

fn parts(tally: &mut Tally, expected: &[Value], got: &[Value]) {
    let key = |part: &Value| {
        let title = text_of(&part["title"]).map_or_else(|| "∅".to_owned(), fold);
        format!("{} {title}", said(part, "kind"))
    };
    let entry = |part: &Value| {
        let shown = format!("{} {}", said(part, "kind"), text_of(&part["title"]).unwrap_or("–"));
        Some(one(key(part), &shown, span(&part["title"])))
    };
    let all = |parts: &[Value]| parts.iter().filter_map(entry).collect();
    tally.bag("parts", all(expected), all(got));
    let known = [("parts.body", "body"), ("parts.document_number", "document_number")];
    attributes(tally, &pairs(expected, got, key), &known, |part| {
        text_of(&part["title"]).unwrap_or("–").to_owned()
    });
}

/// Parts by the ids that nodes name them with.
struct Parts(Vec<u64>);

impl Parts {
    fn of(parts: Option<&Value>) -> Self {
        let parts = parts.map_or(&[][..], items);
        Self(
            (0..)
                .zip(parts)
                .map(|(at, part)| part["id"].as_u64().unwrap_or(at))
                .collect(),
        )
    }

    /// Where among the parts the node's stands. What is no part's id, for want of ids or of parts, counts from 0.
    fn index(&self, node: &Value) -> u64 {
        let named = node["part"].as_u64().unwrap_or(0);
        let found = (0..).zip(&self.0).find(|&(_, &id)| id == named);
        found.map_or(named, |(at, _)| at)
    }
}

struct Place<'a> {
    expected: &'a Parts,
    got: &'a Parts,
}

/// Part and path, and what else tells the node.
fn node_entry(parts: &Parts, node: &Value, more: &str) -> Entry {
    let path = said(node, "path");
    let part = parts.index(node);
    let shown = if more.is_empty() {
        path.to_owned()
    } else {
        format!("{path} {more}")
    };
    let shown = if part == 0 { shown } else { format!("[{part}] {shown}") };
    let key = format!("{part} {} {}", fold_path(path), fold_name(more));
    one(key.trim_end().to_owned(), &shown, span(node))
}

/// Nodes of both sides that stand at one place.
fn at_one_place<'a>(expected: &'a [Value], got: &'a [Value], place: &Place<'_>) -> Vec<(&'a Value, &'a Value)> {
    // The two sides count their parts each in its own way, so keys are made before.
    let keyed = |nodes: &'a [Value], parts: &Parts| -> Vec<(String, &'a Value)> {
        let key = |node| node_entry(parts, node, "").key;
        nodes.iter().map(|node| (key(node), node)).collect()
    };
    let mut free: Vec<_> = keyed(got, place.got).into_iter().map(Some).collect();
    let mut found = Vec::new();
    for (key, expected) in keyed(expected, place.expected) {
        let partner = free
            .iter_mut()
            .find(|got| got.as_ref().is_some_and(|(other, _)| *other == key))
            .and_then(Option::take);
        found.extend(partner.map(|(_, got)| (expected, got)));
    }
    found
}

fn headings(tally: &mut Tally, expected: &[Value], got: &[Value], place: &Place<'_>) {
    let all = |nodes: &[Value], parts: &Parts| -> Vec<Entry> {
        let entry = |node| node_entry(parts, node, said(node, "text"));
        nodes.iter().map(entry).collect()
    };
    tally.bag("headings", all(expected, place.expected), all(got, place.got));
    let known = [
        ("headings.label", "label"),
        ("headings.level", "level"),
        ("headings.number", "number"),
        ("headings.body", "body"),
    ];
    attributes(tally, &at_one_place(expected, got, place), &known, |node| {
        said(node, "path").to_owned()
    });
}

fn untitled(tally: &mut Tally, expected: &[Value], got: &[Value], place: &Place<'_>) {
    let all = |nodes: &[Value], parts: &Parts| -> Vec<Entry> {
        nodes.iter().map(|node| node_entry(parts, node, "")).collect()
    };
    tally.bag("untitled", all(expected, place.expected), all(got, place.got));
    let known = [
        ("untitled.label", "label"),
        ("untitled.level", "level"),
        ("untitled.number", "number"),
        ("untitled.body", "body"),
    ];
    attributes(tally, &at_one_place(expected, got, place), &known, |node| {
        said(node, "path").to_owned()
    });
}

fn measures(tally: &mut Tally, expected: &[Value], got: &[Value], place: &Place<'_>) {
    let tree = |nodes: &[Value], parts: &Parts| -> Vec<Entry> {
        nodes.iter().map(|node| node_entry(parts, node, "")).collect()
    };
    tally.bag("measures.tree", tree(expected, place.expected), tree(got, place.got));

    // Answers state text and titles of all measures or of none.
    let states = |name: &str| expected.first().is_none_or(|node| node.get(name).is_some());
    let titles = states("heading");
    let [first, last] = ENDS;
    if states("text") || states(first) {
        let entry = |node: &Value, parts: &Parts| {
            let title = if titles { said(node, "heading") } else { "" };
            let text = |end| {
                if node.get(end).is_some() {
                    said(node, end)
                } else {
                    said(node, "text")
                }
            };
            let (head, tail) = (fold(text(first)), fold_name(text(last)));
            let head: String = head.chars().take(END).collect();
            let skipped = tail.chars().count().saturating_sub(END);
            let tail: String = tail.chars().skip(skipped).collect();
            let mut entry = node_entry(parts, node, title);
            entry.key = format!("{}｜{head}…{tail}", entry.key);
            entry.shown = format!("{}｜{}", entry.shown, brief(text(first), text(last)));
            entry
        };
        let all = |nodes: &[Value], parts: &Parts| nodes.iter().map(|node| entry(node, parts)).collect();
        tally.bag("measures.text", all(expected, place.expected), all(got, place.got));
    }

    let together = at_one_place(expected, got, place);
    let known = [
        ("measures.label", "label"),
        ("measures.level", "level"),
        ("measures.number", "number"),
        ("measures.full", "text"),
    ];
    attributes(tally, &together, &known, |node| said(node, "path").to_owned());
    for (expected, got) in together {
        bag_of(
            tally,
            "measures.agencies",
            expected.get("agencies"),
            &got["agencies"],
            |agency| {
                let (path, name, role) = (said(expected, "path"), said(agency, "name"), said(agency, "role"));
                let key = format!("{} {role} {}", fold_path(path), fold_name(name));
                Some(one(key, &format!("{path} {name} {role}"), span(agency)))
            },
        );
    }
}

/// The first and last characters of a text, for people.
fn brief(first: &str, last: &str) -> String {
    const SHOWN: usize = 10;
    let head: String = first.chars().take(SHOWN).collect();
    let skipped = last.chars().count().saturating_sub(SHOWN);
    let tail: String = last.chars().skip(skipped).collect();
    if first == last && first.chars().count() <= 2 * SHOWN {
        return first.to_owned();
    }
    format!("{head}…{tail}")
}
