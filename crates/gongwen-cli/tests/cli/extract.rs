//! `gongwen extract`.

use crate::sandbox::{NOTICE, PDF, Sandbox, records, uris};

#[test]
fn a_file_gives_one_line_into_a_pipe() {
    let sandbox = Sandbox::new("extract_file");
    let ran = sandbox.write("a.txt", NOTICE).run(&["extract", "a.txt"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out.lines().count(), 1);
    let record = &records(&ran.out)[0];
    assert_eq!(record["schema"], "gongwen.notice/1");
    assert_eq!(record["source"]["uri"], "a.txt");
    assert_eq!(record["source"]["chars"], NOTICE.chars().count());
}

#[test]
fn pretty_and_compact_differ_in_blanks_alone() {
    let sandbox = Sandbox::new("extract_pretty");
    sandbox.write("a.txt", NOTICE);
    let pretty = sandbox.run(&["extract", "--pretty", "a.txt"]).out;
    let compact = sandbox.run(&["extract", "--compact", "a.txt"]).out;
    assert!(pretty.starts_with("{\n  \"schema\""), "{pretty}");
    assert_eq!(compact.lines().count(), 1);
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&pretty).unwrap(),
        records(&compact)[0]
    );
}

#[test]
fn standard_input_is_read_without_a_file_and_for_a_dash() {
    let sandbox = Sandbox::new("extract_stdin");
    for args in [&["extract"][..], &["extract", "-"]] {
        let ran = sandbox.run_with(args, NOTICE.as_bytes());
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        assert!(records(&ran.out)[0]["source"]["uri"].is_null());
    }
}

#[test]
fn empty_standard_input_is_named_as_such() {
    let ran = Sandbox::new("extract_empty_stdin").run(&["extract"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert_eq!(ran.err, "gongwen: standard input: the input holds no text\n");
}

#[test]
fn the_id_is_the_callers() {
    let sandbox = Sandbox::new("extract_id");
    let ran = sandbox
        .write("a.txt", NOTICE)
        .run(&["extract", "--id", "2031-0042", "a.txt"]);
    assert_eq!(records(&ran.out)[0]["id"], "2031-0042");
}

#[test]
fn a_bad_file_does_not_keep_the_others_from_being_read() {
    let sandbox = Sandbox::new("extract_bad");
    sandbox
        .write("a.txt", NOTICE)
        .write("paper.pdf", PDF)
        .write("b.txt", NOTICE);
    let ran = sandbox.run(&["extract", "a.txt", "none.txt", "paper.pdf", ".", "b.txt"]);
    assert_eq!(ran.status, 1);
    assert_eq!(uris(&ran.out), ["a.txt", "b.txt"]);
    let said: Vec<&str> = ran.err.lines().collect();
    assert_eq!(said[0], "gongwen: none.txt: no such file or folder; check the path");
    assert!(said[1].starts_with("gongwen: paper.pdf: the input is "), "{}", said[1]);
    assert!(said[1].ends_with(", not text; extract its text first"), "{}", said[1]);
    if cfg!(unix) {
        assert_eq!(
            said[2],
            "gongwen: .: it is a folder, not a file; name its files, or give it to gongwen batch"
        );
    }
    assert_eq!(said.len(), 3);
}

/// 公告 in GB18030 is short enough to be taken for something else; named, it is read as it is.
#[test]
fn a_named_encoding_is_used() {
    let sandbox = Sandbox::new("extract_encoding");
    let ran = sandbox
        .write("a.txt", b"\xB9\xAB\xB8\xE6")
        .run(&["extract", "--encoding", "GBK", "a.txt"]);
    assert_eq!(ran.status, 0);
    let record = &records(&ran.out)[0];
    assert_eq!(record["source"]["encoding"], "gb18030");
    assert_eq!(record["source"]["chars"], 2);
}

#[cfg(feature = "keywords")]
#[test]
fn keywords_stand_in_the_record_where_they_are_asked_for() {
    let sandbox = Sandbox::new("extract_keywords");
    let notice = "云泽市关于做好防汛工作的通知\n一、防汛值守。落实防汛值守人员。";
    sandbox.write("a.txt", notice);
    for command in ["extract", "batch"] {
        let record = records(&sandbox.run(&[command, "a.txt"]).out).remove(0);
        assert!(record.get("keywords").is_none() && record["measures"][0].get("keywords").is_none());
        let record = records(&sandbox.run(&[command, "--keywords", "2", "a.txt"]).out).remove(0);
        assert_eq!(record["keywords"][0], "防汛");
        assert_eq!(record["measures"][0]["keywords"].as_array().map(Vec::len), Some(2));
    }
    assert_eq!(sandbox.run(&["extract", "--keywords", "0", "a.txt"]).status, 2);
}
