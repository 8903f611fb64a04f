//! Spans: what a record says must stand where it says.

use super::list;
use super::values::{one, said, span};
use crate::fold::fold;
use crate::tally::Tally;
use serde_json::Value;

/// How many characters of a value must be found in its evidence.
const BEGINNING: usize = 6;

/// A value with a span: its beginning, letters and digits only, must stand somewhere in the evidence.
pub(super) fn score(tally: &mut Tally, record: &Value, source: &str) {
    let starts: Vec<usize> = source.char_indices().map(|(at, _)| at).chain([source.len()]).collect();
    let evidence = |(start, end): (u32, u32)| {
        let offset = |at: u32| starts.get(usize::try_from(at).ok()?).copied();
        if start < end {
            source.get(offset(start)?..offset(end)?)
        } else {
            None
        }
    };
    // What is stated beside the text stands nowhere in it, and the record says so.
    let stated = record["warnings"]
        .as_array()
        .is_some_and(|warnings| warnings.iter().any(|warning| warning["code"] == "from_metadata"));
    let mut check = |field: &str, item: &Value| {
        if !item.is_object() || stated && span(item) == Some((0, 0)) {
            return;
        }
        let names = ["text", "name", "title", "organization", "person"];
        let value = names
            .iter()
            .map(|name| said(item, name))
            .find(|value| !value.is_empty());
        let value = value.unwrap_or_default();
        let found = span(item).and_then(evidence);
        let wanted: String = letters(value).chars().take(BEGINNING).collect();
        let holds = found.is_some_and(|found| letters(found).contains(&wanted));
        let expected = one(format!("{field} {}", fold(value)), &format!("{field} {value}"), None);
        let got = one(
            if holds {
                expected.key.clone()
            } else {
                format!("{field} elsewhere")
            },
            &format!("{field} {}", found.unwrap_or("no such place")),
            span(item),
        );
        tally.scalar("spans", Some(expected), Some(got));
    };
    for field in ["title", "document_number"] {
        check(field, &record[field]);
    }
    for field in [
        "issuers",
        "addressees",
        "dates",
        "targets",
        "citations",
        "attachments",
        "contacts",
        "headings",
        "measures",
    ] {
        for item in list(record, field) {
            check(field, item);
        }
    }
}

/// Letters and digits of a text, folded.
fn letters(text: &str) -> String {
    fold(text)
        .chars()
        .filter(|&c| c.is_alphanumeric() || c == '_')
        .collect()
}
