//! An explanation holds the values of the record, each with rules that are listed. Checked on the project's own notices
//! and, where `GONGWEN_NOTICES` names some, on all real ones.
#![allow(clippy::unwrap_used, reason = "a test's steps that fail are its report")]

use gongwen::explanation::{Explained, Value};
use gongwen::notice::Notice;
use gongwen::rules::{RuleDoc, rules};
use gongwen_batch::{Inputs, Settings, explain, extract};
use gongwen_tests::{notices, root};
use std::collections::BTreeSet;

/// How an explanation differs from the record it explains.
fn drifted(notice: &Notice, values: &[Explained]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut compare = |what: &str, same: bool| {
        if !same {
            wrong.push(format!("{what} differ from the record's"));
        }
    };
    compare(
        "dates",
        notice
            .dates
            .iter()
            .eq(values.iter().filter_map(|value| match &value.value {
                Value::Date(date) => Some(&**date),
                _ => None,
            })),
    );
    compare(
        "contacts",
        same(
            notice.contacts.iter(),
            values.iter().filter_map(|value| match &value.value {
                Value::Contact(contact) => Some(&**contact),
                _ => None,
            }),
        ),
    );
    compare(
        "targets",
        same(
            notice.targets.iter(),
            values.iter().filter_map(|value| match &value.value {
                Value::Target(target) => Some(&**target),
                _ => None,
            }),
        ),
    );
    compare(
        "citations",
        same(
            notice.citations.iter(),
            values.iter().filter_map(|value| match &value.value {
                Value::Citation(citation) => Some(&**citation),
                _ => None,
            }),
        ),
    );
    compare(
        "agencies",
        same(
            notice.measures.iter().flat_map(|measure| &measure.agencies),
            values.iter().filter_map(|value| match &value.value {
                Value::Agency(agency) => Some(agency),
                _ => None,
            }),
        ),
    );
    let count = |what: &str| values.iter().filter(|value| value.what == what).count();
    for (what, expected) in [
        ("heading", notice.headings.len()),
        ("measure", notice.measures.len()),
        ("untitled", notice.untitled.len()),
        ("part", notice.parts.len()),
        ("audience", notice.audience.len()),
        ("attachment", notice.attachments.len()),
        ("boilerplate", notice.boilerplate.len()),
        ("warning", notice.warnings.len()),
        ("title", notice.title.iter().count()),
        ("document_number", notice.document_number.iter().count()),
        ("region", notice.region.iter().count()),
    ] {
        compare(what, count(what) == expected);
    }
    wrong
}

/// Whether both hold the same items, in whatever order.
fn same<'a, T: PartialEq + 'a>(record: impl Iterator<Item = &'a T>, explained: impl Iterator<Item = &'a T>) -> bool {
    let mut left: Vec<&T> = explained.collect();
    for item in record {
        match left.iter().position(|other| *other == item) {
            Some(at) => drop(left.remove(at)),
            None => return false,
        }
    }
    left.is_empty()
}

/// Values whose rules are missing or not listed.
fn unruled(values: &[Explained], listed: &BTreeSet<String>) -> Vec<String> {
    let unruled = |value: &&Explained| value.rules.is_empty() || value.rules.iter().any(|rule| !listed.contains(rule));
    values
        .iter()
        .filter(unruled)
        .map(|value| format!("{value:?}"))
        .collect()
}

fn check(inputs: &Inputs) -> usize {
    let listed: BTreeSet<String> = rules().iter().map(RuleDoc::name).collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    for input in inputs.iter() {
        let Ok(notice) = extract(&input, &Settings::default()) else {
            continue;
        };
        let values = explain(&input, None).unwrap().values;
        count += 1;
        let uri = input.uri().unwrap_or_default();
        wrong.extend(
            drifted(&notice, &values)
                .into_iter()
                .map(|what| format!("{uri}: {what}")),
        );
        wrong.extend(
            unruled(&values, &listed)
                .into_iter()
                .map(|value| format!("{uri}: {value}")),
        );
    }
    let first: Vec<&str> = wrong.iter().take(40).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), first.join("\n"));
    count
}

#[test]
fn drift_is_noticed() {
    let input = gongwen_batch::Input::bytes("一、报送。请于2031年7月6日前报送2份材料。");
    let mut notice = extract(&input, &Settings::default()).unwrap();
    let mut values = explain(&input, None).unwrap().values;
    assert_eq!(drifted(&notice, &values), [] as [String; 0]);
    notice.dates.clear();
    notice.measures.clear();
    assert_eq!(drifted(&notice, &values).len(), 2);
    values[0].rules = vec!["date/never".to_owned()];
    let listed = rules().iter().map(RuleDoc::name).collect();
    assert_eq!(unruled(&values, &listed).len(), 1);
}

#[test]
fn the_projects_own_notices_are_explained() {
    assert!(check(&Inputs::new([root().join("corpus")])) > 0);
}

#[test]
fn real_notices_are_explained() {
    let Some(folder) = notices() else { return };
    for set in ["seeds", "dev", "wild/text", "wild/hant"] {
        let set = folder.join(set);
        if set.is_dir() {
            assert!(check(&Inputs::new([&set])) > 0);
        }
    }
}
