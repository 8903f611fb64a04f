//! Answers from what is extracted now.
//!
//! To bless a case is to say: the record is right as it is. Whoever blesses reads what changes; hand-written assertions are
//! left alone, and where one does not hold, nothing is blessed.

use crate::expect::Expectation;
use crate::shape::{NOTICE, Shape};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// A blessed answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blessed {
    /// The text of the new `expect.json`.
    pub text: String,
    /// What it says otherwise than the old one, a line each; empty if nothing.
    pub changes: Vec<String>,
}

/// The answer that `record` gives. Of an answer there already (`old`) only the fields it states are written anew, and of
/// their items only the values it states; with `full`, or without an old one, all of them are. Places and ids never are.
///
/// ```
/// use gongwen_eval::{Expectation, bless::bless};
/// use serde_json::json;
/// let old = Expectation::parse(r#"{"kind": "通告", "assert": [{"path": "/dates", "count": 1}]}"#)?;
/// let record = json!({"kind": "通知", "title": {"text": "通知", "span": [0, 2]}, "dates": [{"text": "6月"}]});
/// let blessed = bless(Some(&old), &record, false).unwrap();
/// assert_eq!(blessed.changes, ["kind: \"通告\" → \"通知\""]);
/// assert_eq!(
///     blessed.text,
///     "{\n \"kind\": \"通知\",\n \"assert\": [\n  {\"path\": \"/dates\", \"count\": 1}\n ]\n}\n"
/// );
/// assert_eq!(bless(Some(&old), &json!({"dates": []}), false), Err(vec!["/dates has 1 items".to_owned()]));
/// # Ok::<(), String>(())
/// ```
///
/// # Errors
///
/// The assertions that do not hold of `record`.
pub fn bless(old: Option<&Expectation>, record: &Value, full: bool) -> Result<Blessed, Vec<String>> {
    let assertions = old.map_or(&[][..], Expectation::assertions);
    let failing: Vec<String> = assertions
        .iter()
        .filter(|assertion| !assertion.holds(record))
        .map(ToString::to_string)
        .collect();
    if !failing.is_empty() {
        return Err(failing);
    }
    let none = Map::new();
    let before = old.map_or(&none, Expectation::fields);
    let mut fields = Vec::new();
    let mut changes = Vec::new();
    for &(name, shape) in NOTICE.names() {
        let stated = before.get(name);
        let wanted = full || old.is_none();
        if stated.is_none() && !(wanted && (name == "schema" || shape != Shape::Place)) {
            continue;
        }
        if name == "schema" {
            fields.push((name, json!(gongwen::notice::SCHEMA)));
            continue;
        }
        if shape == Shape::Place {
            continue;
        }
        let like: Vec<&Value> = if full { Vec::new() } else { stated.into_iter().collect() };
        let now = valued(shape, &like, &record[name]);
        let then = stated.map(|stated| valued(shape, &[stated], stated));
        tell(name, then.as_ref(), &now, &mut changes);
        fields.push((name, now));
    }
    let text = write(&fields, old.and_then(Expectation::written));
    Ok(Blessed { text, changes })
}

/// `value` without places, and of objects only what one of `like` states; everything where none states anything.
fn valued(shape: Shape, like: &[&Value], value: &Value) -> Value {
    match shape {
        Shape::List(item) => {
            let like: Vec<&Value> = like.iter().filter_map(|list| list.as_array()).flatten().collect();
            let items = value.as_array().into_iter().flatten();
            items.map(|value| valued(*item, &like, value)).collect()
        }
        Shape::Object(names) => {
            let Some(values) = value.as_object() else {
                return value.clone();
            };
            let objects: Vec<&Map<String, Value>> = like.iter().filter_map(|like| like.as_object()).collect();
            if objects.is_empty()
                && like.iter().any(|like| like.is_string())
                && let Some(short) = values.get("text").or_else(|| values.get("name"))
            {
                return short.clone();
            }
            let stated = |name: &str| objects.is_empty() || objects.iter().any(|object| object.contains_key(name));
            let mut kept = Map::new();
            for &(name, shape) in names {
                if shape != Shape::Place
                    && stated(name)
                    && let Some(value) = values.get(name)
                {
                    let like: Vec<&Value> = objects.iter().filter_map(|object| object.get(name)).collect();
                    kept.insert(name.to_owned(), valued(shape, &like, value));
                }
            }
            Value::Object(kept)
        }
        Shape::Number => whole(value),
        _ => value.clone(),
    }
}

/// `3.0` as `3`, as people write it.
fn whole(value: &Value) -> Value {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "the number has no fraction and is small enough to be exact"
    )]
    match value.as_f64() {
        Some(number) if number.fract() == 0.0 && number.abs() < 9e15 => json!(number as i64),
        _ => value.clone(),
    }
}

fn tell(name: &str, then: Option<&Value>, now: &Value, changes: &mut Vec<String>) {
    let shape = NOTICE.below(name).unwrap_or(Shape::Text);
    match (then, now, shape) {
        (Some(then), now, _) if then == now => {}
        (Some(Value::Array(then)), Value::Array(now), Shape::List(item)) => {
            let (gone, come) = difference(then, now);
            changes.extend(gone.iter().map(|value| format!("{name}: - {}", line(*item, value))));
            changes.extend(come.iter().map(|value| format!("{name}: + {}", line(*item, value))));
            if gone.is_empty() && come.is_empty() {
                changes.push(format!("{name}: in another order"));
            }
        }
        (Some(then), now, _) => changes.push(format!("{name}: {} → {}", line(shape, then), line(shape, now))),
        (None, Value::Array(now), _) => changes.push(format!("{name}: {} new", now.len())),
        (None, now, _) => changes.push(format!("{name}: new: {}", line(shape, now))),
    }
}

/// What only the one list has, and what only the other; repeats count.
pub(crate) fn difference<'a>(one: &'a [Value], other: &'a [Value]) -> (Vec<&'a Value>, Vec<&'a Value>) {
    let mut come: Vec<&Value> = other.iter().collect();
    let mut gone = Vec::new();
    for value in one {
        match come.iter().position(|come| *come == value) {
            Some(at) => {
                come.remove(at);
            }
            None => gone.push(value),
        }
    }
    (gone, come)
}

/// The file: a field a line, an item of a list a line, so that its changes can be read in a review.
fn write(fields: &[(&str, Value)], assertions: Option<&Value>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (name, value) in fields {
        let shape = NOTICE.below(name).unwrap_or(Shape::Text);
        lines.push(format!(
            " \"{name}\": {}",
            block(value, |value| line(shape_of_item(shape), value), shape)
        ));
    }
    if let Some(assertions) = assertions {
        lines.push(format!(
            " \"assert\": {}",
            block(assertions, assertion, Shape::List(&Shape::Text))
        ));
    }
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

pub(crate) const fn shape_of_item(shape: Shape) -> Shape {
    match shape {
        Shape::List(item) => *item,
        shape => shape,
    }
}

fn block(value: &Value, item: impl Fn(&Value) -> String, shape: Shape) -> String {
    match (value, shape) {
        (Value::Array(items), Shape::List(_)) if !items.is_empty() => {
            let items: Vec<String> = items.iter().map(|value| format!("  {}", item(value))).collect();
            format!("[\n{}\n ]", items.join(",\n"))
        }
        (value, _) => item(value),
    }
}

/// A value on one line, its names in the order of the contract; names it does not know come last.
pub(crate) fn line(shape: Shape, value: &Value) -> String {
    match value {
        Value::Object(values) => {
            let known = shape
                .names()
                .iter()
                .filter_map(|&(name, below)| Some((name, below, values.get(name)?)));
            let others = values.iter().filter(|(name, _)| shape.below(name).is_none());
            let others = others.map(|(name, value)| (name.as_str(), Shape::Text, value));
            let mut text = String::from("{");
            for (at, (name, below, value)) in known.chain(others).enumerate() {
                let comma = if at == 0 { "" } else { ", " };
                let _ = write!(text, "{comma}{}: {}", json!(name), line(below, value));
            }
            text.push('}');
            text
        }
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(|value| line(shape_of_item(shape), value)).collect();
            format!("[{}]", values.join(", "))
        }
        value => value.to_string(),
    }
}

/// An assertion on one line: the path, the claim in the contract's order, the reason.
fn assertion(value: &Value) -> String {
    let Some(fields) = value.as_object() else {
        return value.to_string();
    };
    let mut shape = NOTICE;
    for step in fields["path"].as_str().unwrap_or_default().split('/').skip(1) {
        shape = match shape {
            Shape::List(item) => *item,
            shape => shape.below(step).unwrap_or(Shape::Text),
        };
    }
    let mut names: Vec<&String> = fields.keys().collect();
    names.sort_by_key(|name| match name.as_str() {
        "path" => 0,
        "why" => 2,
        _ => 1,
    });
    let claims = names.into_iter().filter_map(|name| {
        let value = fields.get(name)?;
        let below = if value.is_object() { shape_of_item(shape) } else { shape };
        Some(format!("{}: {}", json!(name), line(below, value)))
    });
    format!("{{{}}}", claims.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score;

    fn record() -> Value {
        let text = "云泽市人民政府关于做好防汛工作的通知\n云政发〔2031〕7号\n各县人民政府：\n一、加强值守。6月1日前每个水库落实3人。\n\
                    二、报送信息。联系人：林青，电话：0999-5550123。\n云泽市人民政府\n2031年5月8日";
        let notice = gongwen::extract(text.as_bytes(), &gongwen::Options::default()).unwrap();
        serde_json::to_value(notice).unwrap()
    }

    #[test]
    fn what_is_blessed_is_right() {
        let blessed = bless(None, &record(), false).unwrap();
        let answer = Expectation::parse(&blessed.text).unwrap();
        let tally = score(&answer, &record(), None);
        assert_eq!(tally.errors().count(), 0);
        assert!(tally.items.len() > 40);
        assert!(
            !blessed.text.contains("\"span\"") && !blessed.text.contains("\"node\"") && !blessed.text.contains("3.0")
        );
        // Blessing what is right changes nothing, and writes the same.
        let again = bless(Some(&answer), &record(), false).unwrap();
        assert_eq!((again.text, again.changes), (blessed.text, vec![]));
    }

    #[test]
    fn a_partial_answer_stays_partial() {
        let old = r#"{
            "title": "云泽市通知",
            "issuers": ["云泽市人民政府"],
            "targets": [{"value": 4, "unit": "人"}],
            "dates": [],
            "assert": [{"why": "the closing date", "path": "/dates", "contains": {"role": "issued", "text": "2031年5月8日"}}]
        }"#;
        let old = Expectation::parse(old).unwrap();
        let blessed = bless(Some(&old), &record(), false).unwrap();
        let lines: Vec<&str> = blessed.text.lines().collect();
        assert_eq!(lines[1], " \"title\": \"云泽市人民政府关于做好防汛工作的通知\",");
        assert!(lines.contains(&"  \"云泽市人民政府\""));
        assert!(
            lines.contains(&"  {\"value\": 3, \"unit\": \"人\"}"),
            "{}",
            blessed.text
        );
        assert!(lines.contains(
            &"  {\"path\": \"/dates\", \"contains\": {\"text\": \"2031年5月8日\", \"role\": \"issued\"}, \"why\": \"the closing date\"}"
        ));
        assert!(!blessed.text.contains("measures"));
        assert!(
            blessed
                .changes
                .contains(&"targets: - {\"value\": 4, \"unit\": \"人\"}".to_owned())
        );
        // An empty list states no values to be like, so all are written.
        assert!(blessed.text.contains("\"edtf\""));
        let full = bless(Some(&old), &record(), true).unwrap();
        assert!(full.text.contains("measures") && full.text.contains("\"assert\""));
        let same = |text: &str| serde_json::from_str::<Value>(text).unwrap()["assert"].clone();
        assert_eq!(Some(&same(&full.text)), old.written());
    }
}
