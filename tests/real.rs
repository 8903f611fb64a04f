//! Every real notice gives a record, and every span of it lies in the source text. Skips without `GONGWEN_NOTICES`.
#![allow(clippy::unwrap_used, reason = "a test's steps that fail are its report")]

use gongwen_batch::{Collected, Inputs, Settings, run};
use gongwen_tests::{notices, spans};
use serde_json::{Value, json};

/// What is wrong with the spans of a record.
fn out_of_range(record: &Value) -> Vec<String> {
    let chars = record["source"]["chars"].as_u64().unwrap();
    let stated = record["warnings"]
        .as_array()
        .is_some_and(|warnings| warnings.iter().any(|w| w["code"] == "from_metadata"));
    let wrong = spans::all(record).into_iter().filter(|span| {
        // A doubt may concern a place between two characters, and what is only stated stands nowhere; everything else is
        // made of characters.
        let header = ["title/", "document_number/", "issuers/", "evidence/"];
        let nowhere = stated && span.end == 0 && header.iter().any(|field| span.path.starts_with(field));
        let may_be_empty = span.path.starts_with("warnings/") || nowhere;
        span.end > chars || span.start > span.end || (span.start == span.end && !may_be_empty)
    });
    wrong
        .map(|span| format!("{} [{}, {}) of {chars}", span.path, span.start, span.end))
        .collect()
}

#[test]
fn spans_out_of_range_are_noticed() {
    let record = json!({
        "source": {"chars": 9},
        "title": {"text": "公告", "span": [0, 10]},
        "measures": [{"span": [3, 3]}, {"span": [2, 9]}],
        "warnings": [{"span": [9, 9]}, {"span": [5, 4]}],
    });
    let wrong = out_of_range(&record);
    assert_eq!(
        wrong,
        [
            "measures/0/span [3, 3) of 9",
            "title/span [0, 10) of 9",
            "warnings/1/span [5, 4) of 9"
        ]
    );
    let mut stated = json!({
        "source": {"chars": 9},
        "title": {"text": "公告", "span": [0, 0]},
        "measures": [{"span": [0, 0]}],
        "warnings": [],
    });
    assert_eq!(out_of_range(&stated).len(), 2);
    stated["warnings"] = json!([{"code": "from_metadata", "span": [0, 0]}]);
    assert_eq!(out_of_range(&stated), ["measures/0/span [0, 0) of 9"]);
}

#[test]
fn every_real_notice_gives_a_record_with_spans_in_range() {
    let Some(folder) = notices() else { return };
    for set in ["seeds", "dev", "wild/text", "wild/html", "wild/hant"] {
        let set = folder.join(set);
        if set.is_dir() {
            check(&Inputs::new([&set]));
        }
    }
}

fn check(inputs: &Inputs) {
    let mut kept = Collected::default();
    let summary = run(inputs.iter(), &Settings::default(), &mut kept).unwrap();
    let mut wrong: Vec<String> = kept.failures.iter().map(ToString::to_string).collect();
    for notice in &kept.notices {
        let uri = notice.source.uri.as_deref().unwrap_or_default();
        let record = serde_json::to_value(notice).unwrap();
        wrong.extend(out_of_range(&record).into_iter().map(|span| format!("{uri}: {span}")));
    }
    assert!(summary.notices > 0, "no notice found");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
