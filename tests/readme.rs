//! The README's example is what the parser says of it.
#![allow(clippy::unwrap_used, reason = "a test's steps that fail are its report")]

use gongwen::{Options, extract};
use serde_json::{Value, json};

/// The first block of Markdown fenced as `language`.
fn block<'a>(markdown: &'a str, language: &str) -> &'a str {
    let (_, from) = markdown.split_once(&format!("\n```{language}\n")).unwrap();
    from.split_once("```\n").unwrap().0
}

/// What `shown` says and `record` does not: every field shown must be there with that value, every list item shown must
/// be matched by some item.
fn untrue(shown: &Value, record: &Value, path: &str) -> Vec<String> {
    match (shown, record) {
        (Value::Object(shown), Value::Object(record)) => shown
            .iter()
            .flat_map(|(name, shown)| {
                untrue(
                    shown,
                    record.get(name).unwrap_or(&json!("no such field")),
                    &format!("{path}/{name}"),
                )
            })
            .collect(),
        (Value::Array(shown), Value::Array(record)) if shown.iter().all(Value::is_object) => shown
            .iter()
            .filter(|shown| !record.iter().any(|record| untrue(shown, record, "").is_empty()))
            .map(|shown| format!("{path}: {shown} is not among {record:?}"))
            .collect(),
        _ if shown == record => Vec::new(),
        _ => vec![format!("{path}: {shown} is shown, {record} is read")],
    }
}

#[test]
fn the_example_is_true() {
    let example = json!({"a": [{"b": 1, "c": [1, 2]}, {"b": 2}]});
    assert!(untrue(&json!({"a": [{"b": 2}, {"c": [1, 2]}]}), &example, "").is_empty());
    assert_eq!(untrue(&json!({"a": [{"b": 3}], "d": null}), &example, "").len(), 2);

    let readme = gongwen_tests::read("README.md");
    let shown: Value = serde_json::from_str(block(&readme, "json")).unwrap();
    let notice = extract(block(&readme, "text").as_bytes(), &Options::default()).unwrap();
    let untrue = untrue(&shown, &serde_json::to_value(notice).unwrap(), "");
    assert!(untrue.is_empty(), "\n{}\n", untrue.join("\n"));
}
