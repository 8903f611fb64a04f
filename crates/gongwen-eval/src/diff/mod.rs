//! What changed between two runs over the same notices, without answers: by field and by notice.
//!
//! Records are matched by `id`, else by `source.uri`. Both files are read line by line. Kept in memory is an index, 72 bytes
//! for each record of the older run and 8 for each of the newer, and the examples asked for; never the records. So runs over
//! millions of notices can be compared.

mod index;
mod record;
mod render;

pub use render::{html, json, text};

use index::{Index, Key};
use record::compare;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{self, BufRead, Seek};

/// How much of a field has changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct FieldChanges {
    /// Notices in which its value has.
    pub notices: u64,
    /// Items, or values, that only the older run has.
    pub gone: u64,
    /// Items, or values, that only the newer run has.
    pub new: u64,
    /// Notices in which only places (spans, ids, nodes) have changed.
    pub places: u64,
}

/// One changed field of one notice.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Example {
    /// The notice: its `source.uri`, else its id.
    pub notice: String,
    /// The record's field.
    pub field: String,
    /// What only the older run has.
    pub gone: Vec<Value>,
    /// What only the newer run has.
    pub new: Vec<Value>,
}

/// What changed between two runs.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Diff {
    /// Notices in both runs.
    pub both: u64,
    /// Notices in both whose values differ.
    pub changed: u64,
    /// Notices in both whose values are equal and whose places differ.
    pub moved: u64,
    /// Notices only the older run has.
    pub only_old: u64,
    /// Notices only the newer run has.
    pub only_new: u64,
    /// Counts by field, the record's own names; fields without change are left out.
    pub fields: BTreeMap<String, FieldChanges>,
    /// How many notices have so many fields changed.
    pub by_notice: BTreeMap<u64, u64>,
    /// The first changes of each field.
    pub examples: Vec<Example>,
}

/// One of the two runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// The older.
    Old,
    /// The newer.
    New,
}

/// Compares two runs, `examples` of each field kept.
///
/// ```
/// use std::io::Cursor;
/// let old = r#"{"id": "a", "kind": "通知", "dates": [{"text": "6月", "span": [3, 5]}]}"#;
/// let new = r#"{"id": "a", "kind": "通知", "dates": [{"text": "6月底", "span": [3, 6]}]}"#;
/// let diff = gongwen_eval::diff::diff(&mut Cursor::new(old), &mut Cursor::new(new), 3)?;
/// assert_eq!((diff.both, diff.changed), (1, 1));
/// assert_eq!((diff.fields["dates"].gone, diff.fields["dates"].new), (1, 1));
/// assert_eq!(diff.examples[0].new[0]["text"], "6月底");
/// # Ok::<(), (gongwen_eval::diff::Run, std::io::Error)>(())
/// ```
///
/// # Errors
///
/// Which run cannot be read, or has a line that is no record; the message names the line.
pub fn diff<O, N>(old: &mut O, new: &mut N, examples: usize) -> Result<Diff, (Run, io::Error)>
where
    O: BufRead + Seek,
    N: BufRead + Seek,
{
    let of_old = |error| (Run::Old, error);
    let of_new = |error| (Run::New, error);
    let mut index = Index::read(old).map_err(of_old)?;
    let ids = index::ids(new).map_err(of_new)?;
    new.rewind().map_err(of_new)?;
    let mut diff = Diff::default();
    let mut kept: BTreeMap<String, Vec<Example>> = BTreeMap::new();
    let mut lines = index::Lines::new(new);
    while let Some((_, line)) = lines.next().map_err(of_new)? {
        let newer: Value = lines.parse(line).map_err(of_new)?;
        let Some(older) = index.take(Key::of(&newer), &ids, old).map_err(of_old)? else {
            diff.only_new += 1;
            continue;
        };
        diff.both += 1;
        let changes = compare(&older, &newer);
        let mut fields = 0;
        for change in &changes {
            let field = diff.fields.entry(change.field.clone()).or_default();
            if change.is_of_places() {
                field.places += 1;
                continue;
            }
            fields += 1;
            field.notices += 1;
            field.gone += count(&change.gone);
            field.new += count(&change.new);
            let shown = kept.entry(change.field.clone()).or_default();
            if shown.len() < examples {
                shown.push(Example {
                    notice: name(&newer),
                    ..change.clone()
                });
            }
        }
        if fields > 0 {
            diff.changed += 1;
            *diff.by_notice.entry(fields).or_default() += 1;
        } else if !changes.is_empty() {
            diff.moved += 1;
        }
    }
    diff.only_old = index.left();
    diff.examples = kept.into_values().flatten().collect();
    Ok(diff)
}

impl Example {
    /// Whether only places have changed.
    const fn is_of_places(&self) -> bool {
        self.gone.is_empty() && self.new.is_empty()
    }
}

fn count(values: &[Value]) -> u64 {
    u64::try_from(values.len()).unwrap_or(u64::MAX)
}

/// What people call a record.
fn name(record: &Value) -> String {
    let uri = record["source"]["uri"].as_str();
    uri.or(record["id"].as_str())
        .unwrap_or("a record without id and uri")
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn run(old: &str, new: &str, examples: usize) -> Diff {
        diff(&mut Cursor::new(old), &mut Cursor::new(new), examples).unwrap()
    }

    #[test]
    fn records_are_matched_by_id_else_by_uri() {
        let old = r#"{"id": "1", "source": {"uri": "a"}, "kind": "通知"}
            {"id": "2", "source": {"uri": "b"}, "kind": "公告"}

            {"id": "3", "source": {"uri": "c"}}"#;
        let new = r#"{"id": "9", "source": {"uri": "a"}, "kind": "通告"}
            {"id": "2", "source": {"uri": "moved/b"}, "kind": "公告"}
            {"id": "4", "source": {"uri": "d"}}"#;
        let diff = run(old, new, 9);
        assert_eq!((diff.both, diff.only_old, diff.only_new), (2, 1, 1));
        assert_eq!(diff.fields["kind"].notices, 1);
        assert_eq!(diff.fields["id"].notices, 1);
        assert_eq!(diff.fields["source"].notices, 1);
    }

    #[test]
    fn a_record_that_another_has_by_id_is_not_taken_by_uri() {
        let old = r#"{"id": "1", "source": {"uri": "a"}, "kind": "通知"}"#;
        let new = r#"{"id": "2", "source": {"uri": "a"}, "kind": "公告"}
            {"id": "1", "source": {"uri": "a"}, "kind": "通知"}"#;
        let diff = run(old, new, 9);
        assert_eq!((diff.both, diff.changed, diff.only_new), (1, 0, 1));
    }

    #[test]
    fn the_same_text_twice_is_matched_by_uri_among_its_own() {
        let old = r#"{"id": "1", "source": {"uri": "a"}, "kind": "通知"}
            {"id": "1", "source": {"uri": "b"}, "kind": "公告"}"#;
        let new = r#"{"id": "1", "source": {"uri": "b"}, "kind": "公告"}
            {"id": "1", "source": {"uri": "a"}, "kind": "通知"}"#;
        assert_eq!(run(old, new, 9).changed, 0);
    }

    #[test]
    fn places_alone_are_counted_apart() {
        let old =
            r#"{"id": "1", "dates": [{"text": "6月", "node": 1, "span": [0, 2]}], "evidence": {"urgency": [0, 2]}}"#;
        let new =
            r#"{"id": "1", "dates": [{"text": "6月", "node": 2, "span": [1, 3]}], "evidence": {"urgency": [0, 2]}}"#;
        let diff = run(old, new, 9);
        assert_eq!((diff.changed, diff.moved), (0, 1));
        assert_eq!((diff.fields["dates"].places, diff.fields["dates"].notices), (1, 0));
        assert!(diff.examples.is_empty() && !diff.fields.contains_key("evidence"));
    }

    #[test]
    fn examples_are_so_many_and_counts_are_all() {
        let lines = |kind: &str| {
            (0..5)
                .map(|n| format!("{{\"id\": \"{n}\", \"kind\": \"{kind}\"}}\n"))
                .collect::<String>()
        };
        let diff = run(&lines("通知"), &lines("公告"), 2);
        assert_eq!((diff.fields["kind"].notices, diff.examples.len()), (5, 2));
        assert_eq!(diff.by_notice[&1], 5);
    }

    #[test]
    fn what_is_no_record_is_told_with_its_line() {
        let told = |old: &str, new: &str| {
            let (run, error) = diff(&mut Cursor::new(old), &mut Cursor::new(new), 1).unwrap_err();
            format!("{run:?} {error}")
        };
        assert!(told("{\"id\": \"1\"}\n{", "").starts_with("Old line 2: no record: "));
        assert!(told("", "[]").starts_with("New line 1: no record: "));
    }
}
