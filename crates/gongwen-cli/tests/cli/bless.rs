//! `gongwen bless`.

use crate::sandbox::{NOTICE, Sandbox};

const PARTIAL: &str = r#"{
    "kind": "通告",
    "dates": [{"text": "2031年5月8日", "role": "issued"}],
    "assert": [{"path": "/dates", "contains": {"text": "2031年6月1日前", "role": "deadline"}, "why": "值守"}]
}"#;

fn corpus(test: &str) -> Sandbox {
    let sandbox = Sandbox::new(test);
    sandbox
        .write("c/old/source.txt", NOTICE)
        .write("c/old/expect.json", PARTIAL)
        .write("c/new/source.txt", NOTICE);
    sandbox
}

#[test]
fn what_changes_is_printed_and_only_stated_fields_are_written() {
    let sandbox = corpus("bless_partial");
    let ran = sandbox.run(&["bless", "c", "old"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert_eq!(
        ran.out,
        "old  kind: \"通告\" → \"通知\"\nold  dates: + {\"text\": \"2031年6月1日前\", \"role\": \"deadline\"}\n"
    );
    let blessed = "{\n \"kind\": \"通知\",\n \"dates\": [\n  {\"text\": \"2031年6月1日前\", \"role\": \"deadline\"},\n  \
                   {\"text\": \"2031年5月8日\", \"role\": \"issued\"}\n ],\n \"assert\": [\n  {\"path\": \"/dates\", \
                   \"contains\": {\"text\": \"2031年6月1日前\", \"role\": \"deadline\"}, \"why\": \"值守\"}\n ]\n}\n";
    assert_eq!(sandbox.read("c/old/expect.json"), blessed);
    assert!(!sandbox.path("c/new/expect.json").exists());
    // What is right is left as it is laid out.
    sandbox.write("c/old/expect.json", blessed.replace('\n', ""));
    assert_eq!(sandbox.run(&["bless", "c", "old"]).out, "");
    assert_eq!(sandbox.read("c/old/expect.json"), blessed.replace('\n', ""));
}

#[test]
fn a_notice_without_an_answer_gets_a_whole_one() {
    let sandbox = corpus("bless_new");
    let ran = sandbox.run(&["bless", "c", "new"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("new  measures: 2 new\n"), "{}", ran.out);
    let eval = sandbox.run(&["eval", "c", "--fail-under", "measures=1"]);
    assert_eq!(eval.status, 0, "{}", eval.err);
}

#[test]
fn full_writes_every_field() {
    let sandbox = corpus("bless_full");
    assert_eq!(sandbox.run(&["bless", "c", "old", "--full"]).status, 0);
    let answer = sandbox.read("c/old/expect.json");
    assert!(answer.contains("\"measures\"") && answer.contains("\"why\": \"值守\""));
}

#[test]
fn a_dry_run_writes_nothing() {
    let sandbox = corpus("bless_dry");
    let ran = sandbox.run(&["bless", "c", "--dry-run"]);
    assert_eq!(ran.status, 0);
    assert!(
        ran.out.contains("old  kind: ") && ran.out.contains("new  kind: new: "),
        "{}",
        ran.out
    );
    assert_eq!(sandbox.read("c/old/expect.json"), PARTIAL);
    assert!(!sandbox.path("c/new/expect.json").exists());
}

#[test]
fn a_case_whose_assertions_fail_is_not_blessed_and_the_others_are() {
    let sandbox = corpus("bless_assert");
    let failing = PARTIAL.replace("deadline", "mention");
    sandbox.write("c/old/expect.json", &failing);
    let ran = sandbox.run(&["bless", "c"]);
    assert_eq!(ran.status, 1);
    assert_eq!(
        ran.err,
        "gongwen: old: not blessed: its assertion fails: /dates contains {\"role\":\"mention\",\"text\":\"2031年6月1日前\"}\n"
    );
    assert_eq!(sandbox.read("c/old/expect.json"), failing);
    assert!(sandbox.path("c/new/expect.json").exists());
}

#[test]
fn what_cannot_be_blessed_is_told() {
    let sandbox = corpus("bless_misuse");
    sandbox
        .write("c/brief.txt", NOTICE)
        .write("c/brief.gold.json", "{}")
        .write("c/broken/source.txt", NOTICE)
        .write("c/broken/expect.json", "{\"knd\": null}")
        .write("c/empty/source.txt", "");
    let ran = sandbox.run(&["bless", "c"]);
    assert_eq!(ran.status, 1);
    let said = ran.err.replace('\\', "/");
    assert_eq!(
        said,
        "gongwen: brief: not blessed: its answer is one in brief, which only people write\n\
         gongwen: broken: not blessed: c/broken/expect.json: /knd: the record has no such field\n\
         gongwen: empty: not blessed: c/empty/source.txt: the input holds no text\n"
    );
    let ran = sandbox.run(&["bless", "c", "nobody"]);
    assert_eq!(
        (ran.status, ran.err.as_str()),
        (2, "gongwen: c: no notice `nobody` in it\n")
    );
    sandbox.write("none/a.txt", NOTICE);
    let ran = sandbox.run(&["bless", "none"]);
    assert_eq!(
        (ran.status, ran.err.as_str()),
        (2, "gongwen: none: no notice in it; it should hold NAME/source.txt\n")
    );
}
