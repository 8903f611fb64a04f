//! Every value that an answer states counts: a record in which it is changed, left out or doubled loses points in that
//! field and in no other.
#![allow(clippy::unwrap_used, reason = "a test's steps that fail are its report")]

use gongwen::{Options, extract};
use gongwen_eval::bless::bless;
use gongwen_eval::{Corpus, Expectation, score};
use gongwen_tests::root;
use serde_json::{Value, json};
use std::fs;

/// An invented notice that fills most fields.
const NOTICE: &str = "特急\n云泽市水利局\n云泽市财政局\n关于做好2031年防汛工作的通知\n云水发〔2031〕7号\n\
    各县（市、区）水利局，市直有关单位：\n\
    根据《云泽市防汛办法》（云政发〔2030〕2号，以下简称《办法》），现就做好防汛工作通知如下：\n\
    一、加强值守\n（一）落实人员。各县要在6月1日前落实值守人员，每个水库不少于3人。（责任单位：市水利局）\n\
    （二）补助标准。每人每天补助180元。\n\
    二、报送信息\n每月5日前报送情况。联系人：林青，电话：0999-5550123，邮箱：fx@yunze.example，地址：云泽市江滨路8号，邮编：999000。\n\
    附件：1.防汛值守表\n2.物资清单\n云泽市水利局　云泽市财政局\n2031年5月8日\n（此件公开发布）\n抄送：市政府办公室。\n云泽市水利局办公室  2031年5月9日印发\n";

/// Values that are part of another that counts, or that only tell where something is.
fn counts_with_its_whole(path: &[String]) -> bool {
    let names: Vec<&str> = path.iter().map(String::as_str).collect();
    matches!(
        names.as_slice(),
        ["parts", _, "document_number", "agency" | "year" | "serial"] | ["schema"]
    )
}

/// All values of an answer by their paths: those that stand alone, and whole lists.
fn values(value: &Value, path: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                path.push(name.clone());
                values(value, path, found);
                path.pop();
            }
        }
        Value::Array(items) => {
            found.push(path.clone());
            for (at, item) in items.iter().enumerate() {
                path.push(at.to_string());
                values(item, path, found);
                path.pop();
            }
        }
        _ => found.push(path.clone()),
    }
}

/// Other values for the one that is there.
fn others(value: &Value, name: &str) -> Vec<Value> {
    match value {
        Value::String(_) => vec![json!("※※"), Value::Null],
        Value::Number(number) if number.is_u64() => vec![json!(number.as_u64().unwrap() + 1)],
        Value::Number(number) => vec![json!(number.as_f64().unwrap() + 1.0)],
        Value::Array(items) => {
            let mut fewer = items.clone();
            let twice: Vec<Value> = items.iter().chain(items.last()).cloned().collect();
            match fewer.pop() {
                Some(_) => vec![fewer.into(), twice.into()],
                None => Vec::new(),
            }
        }
        // A label's number or a date's bound that is not there.
        Value::Null if name.ends_with("date") => vec![json!("1999-01-01")],
        Value::Null if name == "max" => vec![json!(7.5)],
        Value::Null => vec![json!("※※")],
        _ => Vec::new(),
    }
}

/// The fields that the values of one of the record's may move.
fn may_move(top: &str, field: &str) -> bool {
    let header = |name: &str| field == format!("header.{name}");
    match top {
        "header" => header("lines"),
        "parts" | "source" | "headings" | "measures" | "untitled" | "dates" | "contacts" | "targets" | "citations"
        | "attachments" => field == top || field.starts_with(&format!("{top}.")),
        "document_number" => header(top) || field.starts_with("document_number."),
        top => header(top) || field == top,
    }
}

/// What went unnoticed, or was noticed elsewhere, when every `stride`th value of `record` was changed, one at a time.
fn unnoticed(answer: &Expectation, record: &Value, stride: usize) -> (usize, Vec<String>) {
    let whole = score(answer, record, None);
    assert_eq!(
        whole.errors().count(),
        0,
        "an answer made from a record scores it as right"
    );
    let mut paths = Vec::new();
    values(&Value::Object(answer.fields().clone()), &mut Vec::new(), &mut paths);
    let (mut tried, mut wrong) = (0, Vec::new());
    for path in paths.iter().filter(|path| !counts_with_its_whole(path)).step_by(stride) {
        let pointer = format!("/{}", path.join("/"));
        let value = record.pointer(&pointer).unwrap();
        for other in others(value, path.last().unwrap()) {
            let mut mutant = record.clone();
            *mutant.pointer_mut(&pointer).unwrap() = other.clone();
            let tally = score(answer, &mutant, None);
            let lost: Vec<&str> = tally.errors().map(|item| item.field).collect();
            tried += 1;
            if lost.is_empty() {
                wrong.push(format!("{pointer} = {other}: nothing is lost"));
            }
            if let Some(field) = lost.iter().find(|field| !may_move(&path[0], field)) {
                wrong.push(format!("{pointer} = {other}: {field} loses"));
            }
        }
    }
    (tried, wrong)
}

fn hold(notice: &[u8], name: &str, stride: usize) -> usize {
    let record = serde_json::to_value(extract(notice, &Options::default()).unwrap()).unwrap();
    let answer = Expectation::parse(&bless(None, &record, true).unwrap().text).unwrap();
    let (tried, wrong) = unnoticed(&answer, &record, stride);
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
    tried
}

#[test]
fn every_value_of_a_record_counts() {
    let record = extract(NOTICE.as_bytes(), &Options::default()).unwrap();
    assert!(record.targets.len() > 1 && record.contacts.len() == 1 && record.attachments.len() == 2);
    assert!(hold(NOTICE.as_bytes(), "the notice above", 1) > 200);
}

#[test]
fn values_of_the_projects_own_notices_count() {
    let corpus = Corpus::open(&root().join("corpus")).unwrap();
    let notices = corpus
        .entries
        .iter()
        .map(|entry| (fs::read(&entry.source).unwrap(), &entry.name));
    // A prime, so that no field of repeated items is always passed over.
    let tried: usize = notices.map(|(notice, name)| hold(&notice, name, 61)).sum();
    assert!(tried > corpus.entries.len(), "few values were tried: {tried}");
}
