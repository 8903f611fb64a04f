//! Our scores and those of a judge written independently of them, over the same real notices: every field that both score
//! has the same F1. Skips without `GONGWEN_NOTICES` and `GONGWEN_JUDGE`.
#![allow(clippy::unwrap_used, reason = "a test's steps that fail are its report")]

use gongwen_eval::{ByField, Corpus, Counts, Tally, add, evaluate, score};
use gongwen_tests::{judge, notices};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Records of a set, each with its name, and what they come to by our rules.
struct Run {
    records: Vec<(String, Value)>,
    fields: ByField,
}

/// Extracts a set, damages the records and scores them.
fn run(set: &Path, damage: impl Fn(usize, &mut Value)) -> Run {
    let cases = Corpus::open(set).unwrap().cases().unwrap();
    assert!(!cases.is_empty(), "{}: no notice with an answer", set.display());
    let mut run = Run {
        records: Vec::new(),
        fields: ByField::new(),
    };
    for (at, (case, scored)) in cases.iter().zip(evaluate(&cases).notices).enumerate() {
        let mut record = scored.record;
        damage(at, &mut record);
        let tally: Tally = score(&case.expectation, &record, Some(&scored.source));
        add(&mut run.fields, &tally.fields);
        run.records.push((case.name.clone(), record));
    }
    run
}

/// F1 by field as the judge has it.
fn judged(judge: &Path, set: &Path, records: &[(String, Value)], name: &str) -> BTreeMap<String, f64> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.jsonl"));
    let lines: Vec<String> = records.iter().map(|(_, record)| format!("{record}\n")).collect();
    fs::write(&file, lines.concat()).unwrap();
    let output = Command::new("python3")
        .arg(judge)
        .arg(set)
        .arg(&file)
        .arg("--source")
        .arg(set)
        .arg("--json")
        .output()
        .unwrap();
    fs::remove_file(&file).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Puts errors of every kind into a record: items left out, doubled, moved and changed.
fn spoil(at: usize, record: &mut Value) {
    for (n, list) in [
        "issuers",
        "headings",
        "measures",
        "dates",
        "contacts",
        "targets",
        "citations",
        "attachments",
    ]
    .into_iter()
    .enumerate()
    {
        let items = record[list].as_array_mut().unwrap();
        if items.is_empty() {
            continue;
        }
        let place = (at + n) % items.len();
        match (at + n) % 5 {
            0 => drop(items.remove(place)),
            1 => items.insert(place, items[place].clone()),
            2 => items.rotate_left(1),
            3 => items[place]["span"] = json!([7, 3]),
            _ => {
                let item = items[place].as_object_mut().unwrap();
                for (name, other) in [
                    ("role", json!("expires")),
                    ("kind", json!("frequency")),
                    ("comparator", json!("~")),
                    ("end_date", json!("1999-12-31")),
                    ("heading", json!("另一个标题。")),
                    ("text", json!("（一） 另文")),
                    ("person", json!("某人")),
                    ("number", Value::Null),
                    ("title", json!("另一份：")),
                ] {
                    if (name.len() + at).is_multiple_of(2) && item.contains_key(name) {
                        item.insert(name.to_owned(), other);
                    }
                }
            }
        }
    }
    match at % 4 {
        0 => record["kind"] = Value::Null,
        1 => record["issued_on"] = json!("1999-12-31"),
        2 => record["title"]["text"] = json!("另一个标题"),
        _ => record["copied_to"] = json!([{"name": "某局。", "span": [0, 1]}]),
    }
}

fn agree(set: &str, name: &str, damage: impl Fn(usize, &mut Value)) -> Option<ByField> {
    let (folder, judge) = (notices()?, judge()?);
    let set = folder.join(set);
    let ours = run(&set, damage);
    let theirs = judged(&judge, &set, &ours.records, name);
    assert!(theirs.len() > 20, "the judge scores {} fields only", theirs.len());
    for (field, theirs) in &theirs {
        let counts = ours
            .fields
            .get(field.as_str())
            .unwrap_or_else(|| panic!("{field} is not scored here"));
        assert!(
            (counts.f1() - theirs).abs() < 1e-9,
            "{field}: {} here, {theirs} there",
            counts.f1()
        );
    }
    Some(ours.fields)
}

#[test]
fn scores_are_the_judges() {
    for set in ["seeds", "dev"] {
        agree(set, set, |_, _| {});
    }
}

#[test]
fn scores_of_spoilt_records_are_the_judges() {
    for set in ["seeds", "dev"] {
        let Some(fields) = agree(set, &format!("{set}-spoilt"), spoil) else {
            return;
        };
        // The damage is felt all over, or agreement would prove little.
        let wrong = fields.values().filter(|counts: &&Counts| counts.errors() > 0).count();
        assert!(set == "seeds" || wrong > 18, "only {wrong} fields have errors");
    }
}
