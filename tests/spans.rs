//! Every span of a record, wherever it stands in it.

use serde_json::Value;

/// A span and the path of names that leads to it (`measures/3/span`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Where in the record.
    pub path: String,
    /// First code point.
    pub start: u64,
    /// One past the last code point.
    pub end: u64,
}

/// All spans of a record: whatever stands under `span`, `body_spans` and `evidence`.
///
/// ```
/// let record = serde_json::json!({"title": {"text": "公告", "span": [0, 2]}, "evidence": {"urgency": [3, 5]}});
/// let spans = gongwen_tests::spans::all(&record);
/// assert_eq!((spans[0].path.as_str(), spans[0].end), ("evidence/urgency", 5));
/// assert_eq!((spans[1].path.as_str(), spans[1].end), ("title/span", 2));
/// ```
#[must_use]
pub fn all(record: &Value) -> Vec<Placed> {
    let mut found = Vec::new();
    walk(record, "", &mut found);
    found
}

fn walk(value: &Value, path: &str, found: &mut Vec<Placed>) {
    let below = |name: &str| {
        if path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}/{name}")
        }
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| walk(value, &below(name), found)),
        Value::Array(items) => match items.as_slice() {
            [Value::Number(start), Value::Number(end)] => {
                let number = |value: &serde_json::Number| value.as_u64().unwrap_or(u64::MAX);
                found.push(Placed {
                    path: path.to_owned(),
                    start: number(start),
                    end: number(end),
                });
            }
            items => items
                .iter()
                .enumerate()
                .for_each(|(at, value)| walk(value, &below(&at.to_string()), found)),
        },
        _ => {}
    }
}
