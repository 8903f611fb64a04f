//! Wrong use: exit status 2, nothing done, and a message that names the way out.

use crate::sandbox::{NOTICE, Sandbox};

fn refused(test: &str, args: &[&str]) -> String {
    let sandbox = Sandbox::new(test);
    sandbox
        .write("a.txt", NOTICE)
        .write("b.txt", NOTICE)
        .write("papers/a.pdf", NOTICE);
    let before = sandbox.names();
    let ran = sandbox.run(args);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{}", ran.err);
    assert_eq!(sandbox.names(), before);
    assert_eq!(sandbox.read("a.txt"), NOTICE);
    ran.err
}

#[test]
fn an_unknown_encoding_is_answered_with_the_known_ones() {
    let said = "error: invalid value 'klingon' for '--encoding <NAME>': known are utf-8, gb18030 (gbk, gb2312), big5, \
                utf-16le, utf-16be\n\nFor more information, try '--help'.\n";
    assert_eq!(
        refused("misuse_encoding", &["extract", "--encoding", "klingon", "a.txt"]),
        said
    );
    assert_eq!(
        refused("misuse_encoding_batch", &["batch", "--encoding", "klingon", "a.txt"]),
        said
    );
}

#[test]
fn a_folder_without_notices() {
    assert_eq!(
        refused("misuse_folder", &["batch", "a.txt", "papers"]),
        "gongwen: papers: no notice in this folder; files are taken whose names end as those of texts, pages, Word \
         documents, JSON Lines and web archives do, or have no ending; others must be named one by one\n"
    );
}

#[test]
fn a_list_of_inputs_that_is_not_there() {
    let said = refused("misuse_list", &["batch", "--files-from", "none"]);
    assert!(said.starts_with("gongwen: none: the list cannot be read: "), "{said}");
}

#[test]
fn a_size_that_is_none() {
    let said = refused("misuse_size", &["batch", "a.txt", "--max-size", "much"]);
    assert!(said.contains("write a size such as 64MiB, 2GB or 4096"), "{said}");
}

#[test]
fn an_output_in_a_folder_that_is_not_there() {
    assert_eq!(
        refused("misuse_output", &["batch", "a.txt", "-o", "none/r.jsonl"]),
        "gongwen: none/r.jsonl: it cannot be written: no such folder; create it first\n"
    );
}

#[test]
fn an_input_as_output() {
    let said = "gongwen: ./a.txt: it is an input and an output at once\n";
    assert_eq!(refused("misuse_overwrite", &["batch", "a.txt", "-o", "./a.txt"]), said);
    assert_eq!(
        refused(
            "misuse_overwrite_failures",
            &["batch", "a.txt", "--failures", "./a.txt"]
        ),
        said
    );
}

#[test]
fn records_and_failures_in_one_file() {
    assert_eq!(
        refused("misuse_one_file", &["batch", "a.txt", "-o", "r", "--failures", "r"]),
        "gongwen: r: two outputs cannot go to one file\n"
    );
}

#[test]
fn one_id_for_two_files() {
    assert_eq!(
        refused("misuse_id", &["extract", "--id", "x", "a.txt", "b.txt"]),
        "gongwen: --id names one record; give it one file\n"
    );
}

#[test]
fn pretty_and_compact_at_once() {
    let said = refused("misuse_pretty", &["extract", "--pretty", "--compact", "a.txt"]);
    assert!(
        said.starts_with("error: the argument '--pretty' cannot be used with '--compact'\n"),
        "{said}"
    );
}

#[test]
fn jobs_are_at_least_one() {
    let said = refused("misuse_jobs", &["batch", "--jobs", "0", "a.txt"]);
    assert!(
        said.starts_with("error: invalid value '0' for '--jobs <N>': 0 is not in 1..=1024\n"),
        "{said}"
    );
}

#[test]
fn a_family_of_rules_that_is_not_there() {
    assert_eq!(
        refused("misuse_rules", &["rules", "klingon"]),
        "gongwen: klingon: no family of rules and no rule has this name; the families are zone, label, \
         document-number, date, contact, quantity, target, citation, agency, audience, warning\n"
    );
}

#[test]
fn explain_without_a_file() {
    let said = refused("misuse_explain", &["explain"]);
    assert!(
        said.starts_with("error: the following required arguments were not provided:\n  <FILE>\n"),
        "{said}"
    );
}

#[test]
fn batch_without_input() {
    let said = refused("misuse_no_input", &["batch"]);
    assert!(
        said.starts_with("error: the following required arguments were not provided:\n  <INPUT>...\n"),
        "{said}"
    );
}
