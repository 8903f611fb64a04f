//! `gongwen batch`.

use crate::sandbox::{NOTICE, PDF, Sandbox, records, uris};
use std::fs;
use std::io::{BufRead, BufReader, Read};

/// Folders below folders, and everything that is to be left out of them.
fn tree(test: &str) -> Sandbox {
    let sandbox = Sandbox::new(test);
    for name in ["b.txt", "a/z.html", "a/c.TEXT", "a/1.关于防汛的通知", "plain", "c.htm"] {
        sandbox.write(&format!("in/{name}"), NOTICE);
    }
    for name in [
        ".hidden.txt",
        ".git/a.txt",
        "a/.cache/a.txt",
        "a/records.json",
        "a/paper.pdf",
        "readme.md",
    ] {
        sandbox.write(&format!("in/{name}"), NOTICE);
    }
    sandbox
}

const TREE: [&str; 6] = [
    "in/a/1.关于防汛的通知",
    "in/a/c.TEXT",
    "in/a/z.html",
    "in/b.txt",
    "in/c.htm",
    "in/plain",
];

#[test]
fn folders_are_walked_in_order_and_hidden_files_left_out() {
    let ran = tree("batch_walk").run(&["batch", "in"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(uris(&ran.out), TREE);
}

#[test]
fn named_files_are_taken_whatever_their_names_and_in_the_order_given() {
    let ran = tree("batch_named").run(&["batch", "in/readme.md", "in/.hidden.txt", "in/a", "in/b.txt"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let expected = ["in/readme.md", "in/.hidden.txt", TREE[0], TREE[1], TREE[2], "in/b.txt"];
    assert_eq!(uris(&ran.out), expected);
}

#[test]
fn the_number_of_jobs_changes_no_byte() {
    let sandbox = Sandbox::new("batch_jobs");
    for number in 0..200 {
        // Lengths differ widely, so that records become ready out of order.
        let text = NOTICE
            .replace("7号", &format!("{number}号"))
            .repeat(1 + number * 7 % 23);
        sandbox.write(
            &format!("in/{number:03}.txt"),
            if number % 50 == 9 { String::new() } else { text },
        );
    }
    let one = sandbox.run(&["batch", "in", "--jobs", "1"]);
    let eight = sandbox.run(&["batch", "in", "--jobs", "8"]);
    assert_eq!((one.status, eight.status), (1, 1));
    assert_eq!(records(&one.out).len(), 196);
    assert_eq!(one.out, eight.out);
    let failures = |err: &str| {
        err.lines()
            .filter(|line| line.contains("in/"))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(failures(&one.err).len(), 4);
    assert_eq!(failures(&one.err), failures(&eight.err));
}

#[test]
fn bad_files_are_told_on_standard_error_when_records_go_to_standard_output() {
    let sandbox = Sandbox::new("batch_bad_stdout");
    sandbox
        .write("a.txt", NOTICE)
        .write("empty.txt", " \n　\n")
        .write("paper.pdf", PDF);
    let ran = sandbox.run(&["batch", "a.txt", "empty.txt", "none.txt", "paper.pdf"]);
    assert_eq!(ran.status, 1);
    assert_eq!(uris(&ran.out), ["a.txt"]);
    let said: Vec<&str> = ran.err.lines().collect();
    assert_eq!(said[0], "gongwen: empty.txt: the input holds no text");
    assert_eq!(said[1], "gongwen: none.txt: no such file or folder; check the path");
    assert!(said[2].starts_with("gongwen: paper.pdf: the input is "), "{}", said[2]);
    assert!(
        said[3].starts_with("gongwen: 1 notice, 3 failed; 0.0 MB in "),
        "{}",
        said[3]
    );
    assert!(
        said[4].starts_with("gongwen: no warnings") || said[4].starts_with("gongwen: warnings: "),
        "{}",
        said[4]
    );
    assert_eq!(said.len(), 5);
}

#[test]
fn bad_files_go_to_the_failures_file_beside_the_output() {
    let sandbox = Sandbox::new("batch_bad_file");
    sandbox
        .write("a.txt", NOTICE)
        .write("empty.txt", "")
        .write("paper.pdf", PDF);
    let ran = sandbox.run(&["batch", "empty.txt", "a.txt", "paper.pdf", "-o", "r.jsonl"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert_eq!(uris(&sandbox.read("r.jsonl")), ["a.txt"]);
    let failures = records(&sandbox.read("r.jsonl.failures.jsonl"));
    assert_eq!(failures.len(), 2);
    assert_eq!(
        (&failures[0]["uri"], &failures[0]["code"]),
        (&"empty.txt".into(), &"empty".into())
    );
    assert_eq!(
        (&failures[1]["uri"], &failures[1]["code"]),
        (&"paper.pdf".into(), &"binary".into())
    );
    assert!(
        ran.err
            .ends_with("gongwen: the failures are in r.jsonl.failures.jsonl\n"),
        "{}",
        ran.err
    );
    assert_eq!(
        sandbox.names(),
        ["a.txt", "empty.txt", "paper.pdf", "r.jsonl", "r.jsonl.failures.jsonl"]
    );
}

#[test]
fn the_failures_file_may_be_named_and_an_old_one_does_not_stay() {
    let sandbox = Sandbox::new("batch_failures_named");
    sandbox
        .write("a.txt", NOTICE)
        .write("bad.jsonl", "{\"uri\":\"of an earlier run\"}\n");
    let ran = sandbox.run(&["batch", "a.txt", "--failures", "bad.jsonl"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(sandbox.read("bad.jsonl"), "");
}

#[test]
fn an_output_of_an_earlier_run_is_replaced_and_never_read_as_a_notice() {
    let sandbox = Sandbox::new("batch_again");
    sandbox.write("in/a.txt", NOTICE);
    for _ in 0..2 {
        let ran = sandbox.run(&["batch", "in", "-o", "in/records", "--failures", "in/failures"]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert_eq!(uris(&sandbox.read("in/records")), ["in/a.txt"]);
    }
}

#[test]
fn the_summary_counts_warnings_by_code() {
    let sandbox = Sandbox::new("batch_warnings");
    sandbox.write("a.txt", NOTICE);
    let ran = sandbox.run(&["batch", "a.txt"]);
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    for warning in records(&ran.out)[0]["warnings"].as_array().unwrap() {
        *counts.entry(warning["code"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    let said = ran.err.lines().last().unwrap();
    for (code, count) in &counts {
        assert!(said.contains(&format!("{code} {count}")), "{said}");
    }
    assert_eq!(counts.is_empty(), said == "gongwen: no warnings");
}

#[test]
fn nothing_moves_on_a_standard_error_that_is_no_terminal() {
    let ran = tree("batch_no_bar").run(&["batch", "in", "-o", "r.jsonl"]);
    assert_eq!(ran.err.lines().count(), 2, "{}", ran.err);
    assert!(!ran.err.contains(['\r', '\u{1b}']));
}

#[test]
fn a_reader_that_leaves_early_ends_the_run_quietly() {
    let sandbox = Sandbox::new("batch_pipe");
    for number in 0..400 {
        sandbox.write(&format!("in/{number}.txt"), NOTICE.repeat(5));
    }
    let mut child = sandbox.spawn(&["batch", "in"]);
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    assert_eq!(uris(&first), ["in/0.txt"]);
    // The reader is dropped here, long before the last record.
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(err, "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_dead_ones_told() {
    let sandbox = tree("batch_links");
    fs::create_dir(sandbox.path("links")).unwrap();
    std::os::unix::fs::symlink("../in/a", sandbox.path("links/folder")).unwrap();
    std::os::unix::fs::symlink("nowhere", sandbox.path("links/gone.txt")).unwrap();
    std::os::unix::fs::symlink("nowhere", sandbox.path("links/gone.pdf")).unwrap();
    std::os::unix::fs::symlink("nowhere", sandbox.path("links/.lock")).unwrap();
    let ran = sandbox.run(&["batch", "links"]);
    assert_eq!(ran.status, 1);
    assert_eq!(records(&ran.out).len(), 3);
    assert!(
        ran.err
            .starts_with("gongwen: links/gone.txt: no such file or folder; check the path\n"),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains("gone.pdf") && !ran.err.contains(".lock"));
}
