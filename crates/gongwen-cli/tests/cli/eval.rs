//! `gongwen eval`.

use crate::sandbox::{NOTICE, Sandbox};
use serde_json::Value;

const ANSWER: &str = r#"{"kind": "通知", "issued_on": "2031-05-08", "dates": [
    {"text": "2031年6月1日前", "role": "deadline"}, {"text": "2031年5月8日", "role": "issued"}]}"#;

/// Two notices that are read right, one of them answered in brief, and one without an answer.
fn corpus(test: &str) -> Sandbox {
    let sandbox = Sandbox::new(test);
    sandbox
        .write("c/right/source.txt", NOTICE)
        .write("c/right/expect.json", ANSWER)
        .write("c/brief.txt", NOTICE)
        .write(
            "c/brief.gold.json",
            r#"{"title": "云泽市人民政府关于做好防汛工作的通知", "doubts": []}"#,
        )
        .write("c/new/source.html", NOTICE)
        .write("c/README.md", "no notice");
    sandbox
}

/// The same with one wrong date.
fn damaged(test: &str) -> Sandbox {
    let sandbox = corpus(test);
    sandbox.write("c/right/source.txt", NOTICE.replace("2031年6月1日前", "及时"));
    sandbox
}

#[test]
fn scores_stand_in_a_table() {
    let ran = corpus("eval_table").run(&["eval", "c"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(
        lines[..2],
        ["2 notices, 1 without an answer", "  without an answer: new"]
    );
    let row = "dates.role                       2     2      0      0   1.000   1.000   1.000  1.000–1.000";
    assert!(lines.contains(&row), "{}", ran.out);
    assert!(
        ran.out.ends_with("\nmacro F1 over 2 groups: 1.0000  1.000–1.000\n"),
        "{}",
        ran.out
    );
}

#[test]
fn errors_are_listed() {
    let sandbox = damaged("eval_errors");
    let ran = sandbox.run(&["eval", "c", "--errors", "dates"]);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (
            0,
            "dates.found  right  missed: 2031年6月1日前\ndates.value  right  missed: 2031年6月1日前 [–, –]\n"
        )
    );
    assert_eq!(sandbox.run(&["eval", "c", "--errors", "header"]).out, "");
    let table = sandbox.run(&["eval", "c"]).out;
    assert!(
        table.contains("worst notices\n  0.8750  right  (2 errors)\n"),
        "{table}"
    );
}

#[test]
fn a_loss_since_a_saved_run_is_told_and_is_status_1() {
    let sandbox = corpus("eval_baseline");
    let saved = sandbox.run(&["eval", "c", "--save-baseline", "b.json"]);
    assert_eq!(saved.status, 0, "{}", saved.err);
    let same = sandbox.run(&["eval", "c", "--baseline", "b.json"]);
    assert_eq!(same.status, 0);
    assert!(
        same.out.contains("since the saved run: 0 losses, 0 gains\n"),
        "{}",
        same.out
    );

    sandbox.write("c/right/source.txt", NOTICE.replace("2031年6月1日前", "及时"));
    let lost = sandbox.run(&["eval", "c", "--baseline", "b.json", "--save-baseline", "worse.json"]);
    assert_eq!(
        (lost.status, lost.err.as_str()),
        (1, "gongwen: 2 lost since the saved run\n")
    );
    for line in [
        "since the saved run: 2 losses, 0 gains\n",
        "  lost    dates.found  right  missed: 2031年6月1日前\n",
        "  dates.found               F1 1.0000 → 0.6667\n",
    ] {
        assert!(lost.out.contains(line), "{}", lost.out);
    }

    sandbox.write("c/right/source.txt", NOTICE);
    let won = sandbox.run(&["eval", "c", "--baseline", "worse.json"]);
    assert_eq!(won.status, 0);
    assert!(
        won.out
            .contains("  gained  dates.found  right  missed: 2031年6月1日前\n"),
        "{}",
        won.out
    );
}

#[test]
fn scores_under_their_least_are_status_1() {
    let sandbox = damaged("eval_fail_under");
    let ran = sandbox.run(&[
        "eval",
        "c",
        "--fail-under",
        "dates=0.9",
        "--fail-under",
        "header.kind=1",
        "--fail-under",
        "macro=0.95",
    ]);
    assert_eq!(ran.status, 1);
    assert_eq!(
        ran.err,
        "gongwen: dates: F1 0.7500 is under 0.9\ngongwen: macro: F1 0.8750 is under 0.95\n"
    );
    assert_eq!(sandbox.run(&["eval", "c", "--fail-under", "dates.found=0.6"]).status, 0);
}

#[test]
fn the_report_as_json() {
    let ran = damaged("eval_json").run(&["eval", "c", "--json"]);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["notices"][0]["name"], "right");
    assert_eq!(report["notices"][0]["errors"][0]["outcome"], "missed");
    assert_eq!(report["unanswered"][0], "new");
    let of = |field: &str| {
        let fields = report["fields"].as_array().unwrap().iter();
        fields.clone().find(|row| row["field"] == field).unwrap().clone()
    };
    assert_eq!(
        (of("dates.found")["hits"].as_u64(), of("dates.found")["recall"].as_f64()),
        (Some(1), Some(0.5))
    );
    assert_eq!(of("dates.found")["interval"].as_array().unwrap().len(), 2);
}

#[test]
fn the_report_as_a_page() {
    let sandbox = damaged("eval_html");
    let ran = sandbox.run(&["eval", "c", "--html", "r.html"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let page = sandbox.read("r.html");
    for part in ["<svg", "<b>right</b>", "class=\"missed\"", "default-src 'none'"] {
        assert!(page.contains(part), "{part}");
    }
    for asking in ["http:", "https:", "<script", "@import", "url(", " src="] {
        assert!(!page.contains(asking), "{asking}");
    }
}

#[test]
fn a_notice_without_a_record_is_scored_as_silent() {
    let sandbox = corpus("eval_failure");
    sandbox.write("c/right/source.txt", "");
    let ran = sandbox.run(&["eval", "c"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let told = "  without a record: right: c/right/source.txt: the input holds no text\n";
    assert!(ran.out.replace('\\', "/").contains(told), "{}", ran.out);
    assert!(ran.out.contains("0.0000  right"), "{}", ran.out);
}

fn refused(sandbox: &Sandbox, args: &[&str]) -> String {
    let ran = sandbox.run(args);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{}", ran.err);
    ran.err.replace('\\', "/")
}

#[test]
fn wrong_use_names_the_way_out() {
    let sandbox = corpus("eval_misuse");
    sandbox.write("none/a.txt", NOTICE);
    assert_eq!(
        refused(&sandbox, &["eval", "none"]),
        "gongwen: none: no notice with an answer in it; it should hold NAME/source.txt with NAME/expect.json, or NAME.txt \
         with NAME.gold.json\n"
    );
    let said = refused(&sandbox, &["eval", "nowhere"]);
    assert!(
        said.starts_with("gongwen: nowhere: the folder cannot be read: "),
        "{said}"
    );
    let said = refused(&sandbox, &["eval", "c", "--baseline", "c/README.md"]);
    assert!(
        said.starts_with("gongwen: c/README.md: it is no saved run of gongwen eval: "),
        "{said}"
    );
    let said = refused(&sandbox, &["eval", "c", "--fail-under", "dats=1"]);
    assert!(
        said.contains("`dats` is no field; gongwen eval CORPUS lists them"),
        "{said}"
    );
    let said = refused(&sandbox, &["eval", "c", "--fail-under", "dates=95"]);
    assert!(said.contains("an F1 lies between 0 and 1"), "{said}");
    let said = refused(&sandbox, &["eval", "c", "--errors", "dats"]);
    assert!(said.contains("no field's name begins so"), "{said}");
}

#[test]
fn slips_in_answers_are_all_told_and_nothing_is_scored() {
    let sandbox = corpus("eval_slips");
    sandbox
        .write(
            "c/right/expect.json",
            r#"{"isued_on": null, "dates": [{"text": "6月", "role": "dead line"}]}"#,
        )
        .write("c/brief.gold.json", "{");
    let said = refused(&sandbox, &["eval", "c"]);
    let lines: Vec<&str> = said.lines().collect();
    assert!(
        lines[0].starts_with("gongwen: c/brief.gold.json: it is no JSON: "),
        "{said}"
    );
    assert!(
        lines[1].starts_with("c/right/expect.json: /dates/0/role: one of "),
        "{said}"
    );
    assert_eq!(lines[2], "c/right/expect.json: /isued_on: the record has no such field");
}
