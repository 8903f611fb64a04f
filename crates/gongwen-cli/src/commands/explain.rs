//! `gongwen explain`: every value of a record with the rules that made it and the text it came from.

use crate::args::ExplainArgs;
use crate::columns::{one_line, padded, shortened};
use crate::outcome::{Fault, Outcome, Status, print, tell};
use crate::source;
use gongwen::Explanation;
use gongwen::explanation::Explained;
use gongwen_batch::output::sink::json_line;
use serde_json::Value;
use std::fmt::{self, Write};
use std::io::{self, IsTerminal};

/// Columns of source text that are shown of a value; JSON has all of it.
const TEXT: usize = 72;

pub(crate) fn run(args: &ExplainArgs) -> Outcome {
    let mut inputs = source::inputs(&args.file);
    let (first, second) = (inputs.next(), inputs.next());
    let (Some(input), None) = (first, second) else {
        return Err(Fault::Misuse(format!(
            "{}: it holds no notice, or several; give one notice at a time",
            args.file.display()
        )));
    };
    let explanation = match gongwen_batch::explain(&input, args.encoding) {
        Ok(explanation) => explanation,
        Err(failure) => {
            tell(source::named(failure));
            return Ok(Status::SomeFailed);
        }
    };
    let text = if args.json {
        json(&explanation)
    } else {
        readable(&explanation)
    };
    print(&text.map_err(|error| Fault::writing("the explanation", &error))?)?;
    Ok(Status::Good)
}

fn json(explanation: &Explanation) -> io::Result<Vec<u8>> {
    if !io::stdout().is_terminal() {
        return json_line(explanation);
    }
    let mut text = serde_json::to_vec_pretty(explanation)?;
    text.push(b'\n');
    Ok(text)
}

fn readable(explanation: &Explanation) -> io::Result<Vec<u8>> {
    let mut text = String::new();
    for value in &explanation.values {
        // Writing to a String cannot fail.
        let _ = write(value, &serde_json::to_value(&value.value)?, &mut text);
    }
    Ok(text.into_bytes())
}

/// Two lines: place, what it is and its value; below, the text it came from and its rules.
fn write(value: &Explained, said: &Value, out: &mut String) -> fmt::Result {
    let place = padded(&format!("{}:{}", value.line, value.column), 8);
    writeln!(
        out,
        "{place}{} {}",
        padded(value.what, 15),
        one_line(&shown(said, &value.text))
    )?;
    let rules = if value.rules.is_empty() {
        "no rule of its own".to_owned()
    } else {
        value.rules.join(", ")
    };
    let blank = padded("", 24);
    writeln!(out, "{blank}“{}” by {rules}", shortened(&one_line(&value.text), TEXT))
}

/// The fields that say most, in the order in which people read them; others follow by name.
const ORDER: &[&str] = &[
    "text",
    "role",
    "name",
    "organization",
    "person",
    "start_date",
    "end_date",
    "edtf",
    "rrule",
    "metric",
    "comparator",
    "value",
    "max",
    "unit",
    "index",
    "title",
    "number",
    "kind",
];

/// A record's item as people read it: its fields, but for its place and the source text, which stand beside it anyway.
fn shown(value: &Value, source: &str) -> String {
    let Value::Object(fields) = value else {
        return inner(value);
    };
    let beside = |name: &str, field: &Value| {
        matches!(name, "span" | "node") || name == "text" && field.as_str() == Some(source) || is_empty(field)
    };
    let mut fields: Vec<_> = fields.iter().filter(|(name, field)| !beside(name, field)).collect();
    fields.sort_by_key(|(name, _)| rank(name));
    let fields: Vec<String> = fields
        .into_iter()
        .map(|(name, field)| format!("{name}={}", inner(field)))
        .collect();
    fields.join(" ")
}

fn rank(name: &str) -> usize {
    ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len())
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

/// A field's value: lists parted by commas, items inside them by their own values.
fn inner(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(inner).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields
                .iter()
                .filter(|(name, field)| *name != "text" && !is_empty(field))
                .collect();
            fields.sort_by_key(|(name, _)| rank(name));
            fields
                .into_iter()
                .map(|(_, field)| inner(field))
                .collect::<Vec<_>>()
                .join(" ")
        }
        // 3.0 is written 3, as the notice does.
        Value::Number(number) => number
            .as_f64()
            .map_or_else(|| number.to_string(), |number| number.to_string()),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_stand_in_the_order_people_read_them_in() {
        let contact = json!({
            "person": null, "urls": [], "span": [1, 2], "node": 3, "organization": "市水利局",
            "phones": [{"text": "0999-5550123", "number": "+869995550123", "kind": "landline"}],
        });
        assert_eq!(
            shown(&contact, ""),
            "organization=市水利局 phones=+869995550123 landline"
        );
        let date = json!({"text": "6月1日前", "end_date": "2031-06-01", "role": "deadline", "inferred": "year"});
        assert_eq!(
            shown(&date, "6月 1日前"),
            "text=6月1日前 role=deadline end_date=2031-06-01 inferred=year"
        );
        assert_eq!(
            shown(&date, "6月1日前"),
            "role=deadline end_date=2031-06-01 inferred=year"
        );
        assert_eq!(shown(&json!("2座"), "2 座"), "2座");
        assert_eq!(shown(&json!({"value": 3.0, "max": 4.5}), ""), "value=3 max=4.5");
    }
}
