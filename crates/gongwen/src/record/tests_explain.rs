//! An explanation says what the record says, and names only rules that are listed.

use crate::explanation::{Explained, Value};
use crate::notice::Notice;
use crate::rules::rules;
use crate::{Options, explain, extract};
use std::collections::BTreeSet;

const NOTICE: &str = "首页 > 政务公开\n云泽市人民政府关于转发《江岚省防汛办法》的通知\n云政发[2031]7号\n各县人民政府，市水利局：\n\
    现将《江岚省防汛办法》（江政发〔2030〕3号）转发给你们，请认真贯彻执行。\n一、加强值守。各县要在6月1日前落实值守人员，每个水库不少于3人。去年已建成水库2座。\
    （责任单位：市水利局）\n三、报送信息。每月10日前报送。联系人：林青，电话：0999-5550123。\n四、支持对象\n全市各水库管理单位。\n附件：值守安排表\n\
    云泽市人民政府\n2031年5月8日\n（此件公开发布）\n";

/// The record of a text and the values of its explanation.
fn both(text: &str) -> (Notice, Vec<Explained>) {
    let options = Options::default();
    let notice = extract(text.as_bytes(), &options).unwrap();
    (notice, explain(text.as_bytes(), &options).unwrap().values)
}

/// The values of the record that an explanation must hold, as they are written.
fn listed(notice: &Notice) -> Vec<(&'static str, serde_json::Value)> {
    let record = serde_json::to_value(notice).unwrap();
    let mut values = Vec::new();
    for (what, list) in [
        ("date", "dates"),
        ("contact", "contacts"),
        ("target", "targets"),
        ("citation", "citations"),
        ("attachment", "attachments"),
    ] {
        values.extend(
            record[list]
                .as_array()
                .unwrap()
                .iter()
                .map(|value| (what, value.clone())),
        );
    }
    let measures = record["measures"].as_array().unwrap();
    let agencies = measures
        .iter()
        .flat_map(|measure| measure["agencies"].as_array().unwrap());
    values.extend(agencies.map(|value| ("agency", value.clone())));
    let text = |list: &str, field: &str| {
        let items = record[list].as_array().unwrap();
        items.iter().map(|item| item[field].clone()).collect::<Vec<_>>()
    };
    values.extend(text("audience", "text").into_iter().map(|value| ("audience", value)));
    values.extend(
        text("boilerplate", "kind")
            .into_iter()
            .map(|value| ("boilerplate", value)),
    );
    values.extend(text("warnings", "message").into_iter().map(|value| ("warning", value)));
    values.extend(text("parts", "kind").into_iter().map(|value| ("part", value)));
    values.extend(text("issuers", "name").into_iter().map(|value| ("issuers", value)));
    values.extend(
        text("addressees", "name")
            .into_iter()
            .map(|value| ("addressees", value)),
    );
    values.extend(text("copied_to", "name").into_iter().map(|value| ("copied_to", value)));
    for field in ["document_number", "region", "kind"] {
        values.extend((!record[field].is_null()).then(|| (field, record[field].clone())));
    }
    for field in [
        "printed_by",
        "issued_on",
        "printed_on",
        "published_on",
        "disclosure",
        "validity",
    ] {
        values.extend((!record[field].is_null()).then(|| (field, record[field].clone())));
    }
    values
}

#[test]
fn an_explanation_holds_every_value_of_the_record() {
    let (notice, explained) = both(NOTICE);
    let expected = listed(&notice);
    let met: BTreeSet<&str> = expected.iter().map(|(what, _)| *what).collect();
    for what in [
        "date",
        "contact",
        "target",
        "citation",
        "agency",
        "audience",
        "warning",
        "region",
        "disclosure",
    ] {
        assert!(met.contains(what), "the sample has no {what}");
    }
    let mut got: Vec<(&str, serde_json::Value)> = explained
        .iter()
        .map(|value| (value.what, serde_json::to_value(&value.value).unwrap()))
        .collect();
    for value in expected {
        let at = got.iter().position(|other| *other == value);
        let at = at.unwrap_or_else(|| panic!("{value:?} is not explained"));
        got.remove(at);
    }
    // What is left are values that records show in other shapes, and what was refused.
    let left: BTreeSet<&str> = got.into_iter().map(|(what, _)| what).collect();
    assert_eq!(left, BTreeSet::from(["heading", "measure", "refused", "title"]));
}

#[test]
fn every_value_names_its_rules_and_its_text() {
    let (_, explained) = both(NOTICE);
    let names: BTreeSet<String> = rules().iter().map(|rule| rule.name()).collect();
    for value in &explained {
        assert!(!value.rules.is_empty(), "{value:?}");
        for rule in &value.rules {
            assert!(names.contains(rule), "{rule} is not listed: {value:?}");
        }
        let line = NOTICE.lines().nth(value.line as usize - 1).unwrap();
        let first = line.chars().nth(value.column as usize - 1);
        assert_eq!(value.text.chars().next(), first, "{value:?}");
        let evidence: String = NOTICE
            .chars()
            .skip(value.span.0 as usize)
            .take((value.span.1 - value.span.0) as usize)
            .collect();
        assert_eq!(value.text, evidence);
    }
    assert!(explained.is_sorted_by_key(|value| value.span.0));
}

#[test]
fn a_refused_quantity_names_what_refused_it() {
    let (_, explained) = both(NOTICE);
    let refused: Vec<_> = explained.iter().filter(|value| value.what == "refused").collect();
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert_eq!(refused[0].value, Value::Text("2座".to_owned()));
    assert_eq!(
        refused[0].rules.last().map(String::as_str),
        Some("target/fact/reported")
    );
}

#[test]
fn no_bytes_at_all_are_an_error_of_both() {
    assert_eq!(
        explain(b"", &Options::default()).unwrap_err(),
        extract(b"", &Options::default()).unwrap_err()
    );
}
