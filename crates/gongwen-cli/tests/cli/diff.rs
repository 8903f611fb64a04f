//! `gongwen diff`.

use crate::sandbox::{NOTICE, Sandbox};
use serde_json::Value;

/// Two runs: one notice the same, one changed, one only in the newer.
fn runs(test: &str) -> Sandbox {
    let sandbox = Sandbox::new(test);
    sandbox
        .write("in/a.txt", NOTICE)
        .write("in/b.txt", NOTICE.replace("防汛", "抗旱"));
    assert_eq!(sandbox.run(&["batch", "in", "-o", "old.jsonl"]).status, 0);
    sandbox
        .write(
            "in/b.txt",
            NOTICE.replace("防汛", "抗旱").replace("6月1日前", "7月1日前"),
        )
        .write("in/c.txt", NOTICE.replace("防汛", "防火"));
    assert_eq!(sandbox.run(&["batch", "in", "-o", "new.jsonl"]).status, 0);
    sandbox
}

#[test]
fn counts_come_first_then_examples() {
    let sandbox = runs("diff_text");
    let ran = sandbox.run(&["diff", "old.jsonl", "new.jsonl"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let first = ran.out.lines().next().unwrap();
    assert_eq!(
        first,
        "2 notices in both runs, 1 changed; 0 only in the old, 1 only in the new"
    );
    assert!(
        ran.out
            .contains("\ndates                       1        1        1            0\n"),
        "{}",
        ran.out
    );
    let example = "\ndates  in/b.txt\n  - {\"text\": \"2031年6月1日前\", \"role\": \"deadline\", ";
    assert!(ran.out.replace("in\\", "in/").contains(example), "{}", ran.out);
    let without = sandbox.run(&["diff", "old.jsonl", "new.jsonl", "--examples", "0"]);
    assert!(!without.out.contains("b.txt"));
    let same = sandbox.run(&["diff", "old.jsonl", "old.jsonl"]);
    assert_eq!(
        (same.status, same.out.as_str()),
        (0, "2 notices in both runs, none changed\n")
    );
}

#[test]
fn the_difference_as_json_and_as_a_page() {
    let sandbox = runs("diff_json");
    let ran = sandbox.run(&["diff", "old.jsonl", "new.jsonl", "--json", "--html", "d.html"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let diff: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((diff["both"].as_u64(), diff["only_new"].as_u64()), (Some(2), Some(1)));
    assert_eq!(diff["fields"]["dates"]["notices"], 1);
    let page = sandbox.read("d.html");
    assert!(page.contains("<svg") && page.contains("<ins>"));
    for asking in ["http:", "https:", "<script", "@import", "url(", " src="] {
        assert!(!page.contains(asking), "{asking}");
    }
}

#[test]
fn what_is_no_run_is_told() {
    let sandbox = runs("diff_misuse");
    sandbox.write("bad.jsonl", "{\"id\": \"1\"}\nno record\n");
    let refused = |old: &str, new: &str| {
        let ran = sandbox.run(&["diff", old, new]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{}", ran.err);
        ran.err
    };
    for said in [refused("bad.jsonl", "new.jsonl"), refused("old.jsonl", "bad.jsonl")] {
        assert_eq!(said, "gongwen: bad.jsonl: line 2: no record: it is no JSON object\n");
    }
    assert!(refused("old.jsonl", "none").starts_with("gongwen: none: it cannot be read: "));
}
