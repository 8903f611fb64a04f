//! `gongwen batch` and `extract` over whatever scrapers have.

use crate::sandbox::{NOTICE, Sandbox, records, uris};
use std::io::Write;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn json_lines(fields: &[&str]) -> String {
    let line = |(number, field): (usize, &&str)| {
        let text = NOTICE.replace("7号", &format!("{number}号"));
        format!("{{\"id\":\"n{number}\",\"depth\":{number},{field:?}:{text:?}}}\n")
    };
    fields.iter().enumerate().map(line).collect()
}

fn ids(lines: &str) -> Vec<String> {
    records(lines)
        .iter()
        .map(|record| record["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_content_tells_what_a_file_holds_whatever_its_name() {
    let sandbox = Sandbox::new("kinds_content");
    let lines = json_lines(&["text", "content"]);
    let body = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{NOTICE}");
    let archive = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://www.example.com/7.html\r\nContent-Type: \
         application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
        body.len()
    );
    sandbox
        .write("in/1.txt", NOTICE)
        .write("in/2.txt", gzip(NOTICE.as_bytes()))
        .write("in/3.jsonl", &lines)
        .write("in/4.jsonl.zst", zstd::encode_all(lines.as_bytes(), 3).unwrap())
        .write("in/5.warc.gz", gzip(archive.as_bytes()))
        .write("in/6", &lines);
    let ran = sandbox.run(&["batch", "in"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let said = uris(&ran.out);
    let expected = [
        "in/1.txt",
        "in/2.txt",
        "in/3.jsonl:1",
        "in/3.jsonl:2",
        "in/4.jsonl.zst:1",
        "in/4.jsonl.zst:2",
        "https://www.example.com/7.html",
        "in/6:1",
        "in/6:2",
    ];
    assert_eq!(said, expected);
    for record in records(&ran.out) {
        assert_eq!(record["title"]["text"], "云泽市人民政府关于做好防汛工作的通知");
    }
    assert_eq!(records(&ran.out)[3]["source"]["meta"], serde_json::json!({"depth": 1}));
}

#[test]
fn pages_that_are_passed_over_are_counted() {
    let sandbox = Sandbox::new("kinds_skipped");
    let record = |status: &str| {
        let body = format!("HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{NOTICE}");
        let length = body.len();
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {length}\r\n\r\n{body}\r\n\r\n"
        )
    };
    sandbox.write(
        "a.warc",
        [record("404 Not Found"), record("200 OK"), record("500 Oops")].concat(),
    );
    let said = "gongwen: 2 pages of web archives were passed over: errors, or no text\n";
    for output in [&[][..], &["-o", "parts/"]] {
        let ran = sandbox.run(&[&["batch", "a.warc", "--summary", "s.json"], output].concat());
        assert_eq!(ran.status, 0, "{}", ran.err);
        assert!(ran.err.contains(said), "{}", ran.err);
        let summary: serde_json::Value = serde_json::from_str(&sandbox.read("s.json")).unwrap();
        assert_eq!((&summary["skipped"], &summary["notices"]), (&2.into(), &1.into()));
    }
}

#[test]
fn standard_input_is_told_by_its_content_too() {
    let sandbox = Sandbox::new("kinds_stdin");
    let lines = json_lines(&["text", "text"]);
    for input in [lines.clone().into_bytes(), gzip(lines.as_bytes())] {
        for command in ["batch", "extract"] {
            let ran = sandbox.run_with(&[command, "-"], &input);
            assert_eq!(ran.status, 0, "{}", ran.err);
            assert_eq!(ids(&ran.out), ["n0", "n1"]);
        }
    }
    let ran = sandbox.run_with(&["batch", "-"], NOTICE.as_bytes());
    assert!(records(&ran.out)[0]["source"]["uri"].is_null());
}

#[test]
fn fields_are_named_where_they_are_not_the_usual_ones() {
    let sandbox = Sandbox::new("kinds_fields");
    sandbox.write(
        "a.jsonl",
        json_lines(&["notice", "notice"]).replace("\"id\"", "\"key\""),
    );
    let ran = sandbox.run(&["batch", "a.jsonl"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert!(ran.err.starts_with("gongwen: a.jsonl:1: "), "{}", ran.err);
    assert!(ran.err.contains("--text-field"), "{}", ran.err);
    let ran = sandbox.run(&["batch", "a.jsonl", "--text-field", "notice", "--id-field", "key"]);
    assert_eq!(
        (ran.status, ids(&ran.out)),
        (0, vec!["n0".to_owned(), "n1".to_owned()]),
        "{}",
        ran.err
    );
}

#[test]
fn patterns_and_lists_name_files() {
    let sandbox = Sandbox::new("kinds_lists");
    for name in ["2031/a.txt", "2031/b.txt", "2032/a.txt", "2031/c.pdf"] {
        sandbox.write(name, NOTICE);
    }
    let ran = sandbox.run(&["batch", "203*/a.txt"]);
    assert_eq!(uris(&ran.out), ["2031/a.txt", "2032/a.txt"]);
    sandbox.write("list", "2032/a.txt\n\n2031/b.txt\n");
    let ran = sandbox.run(&["batch", "2031/a.txt", "--files-from", "list"]);
    assert_eq!(uris(&ran.out), ["2031/a.txt", "2032/a.txt", "2031/b.txt"]);
    let ran = sandbox.run_with(&["batch", "--files-from", "-"], b"2031/b.txt\x002032/a.txt\x00");
    assert_eq!(uris(&ran.out), ["2031/b.txt", "2032/a.txt"]);
    let ran = sandbox.run(&["batch", "1999/*.txt", "2031/a.txt"]);
    assert_eq!((ran.status, uris(&ran.out).len()), (1, 1));
    assert!(ran.err.starts_with("gongwen: 1999/*.txt: "), "{}", ran.err);
}

#[test]
fn what_is_too_large_is_refused_and_the_rest_read() {
    let sandbox = Sandbox::new("kinds_large");
    let long = NOTICE.repeat(500);
    sandbox
        .write("in/a.txt", &long)
        .write("in/b.txt.gz", gzip(&vec![b' '; 10 << 20]))
        .write(
            "in/c.jsonl",
            format!("{{\"text\":{long:?}}}\n{}", json_lines(&["text"])),
        )
        .write("in/d.txt", NOTICE);
    let ran = sandbox.run(&["batch", "in", "--max-size", "100KiB", "-o", "r.jsonl"]);
    assert_eq!(ran.status, 1);
    assert_eq!(uris(&sandbox.read("r.jsonl")), ["in/c.jsonl:2", "in/d.txt"]);
    let failures = records(&sandbox.read("r.jsonl.failures.jsonl"));
    let said: Vec<_> = failures
        .iter()
        .map(|failure| (&failure["uri"], &failure["code"]))
        .collect();
    for (place, code) in &said {
        assert_eq!(*code, "too_large", "{place}");
    }
    assert_eq!(said.len(), 3);
    assert!(
        failures[0]["message"].as_str().unwrap().contains("--max-size"),
        "{}",
        failures[0]
    );
}

#[test]
fn a_file_cut_short_keeps_its_good_part() {
    let sandbox = Sandbox::new("kinds_cut");
    let whole = gzip(json_lines(&["text"; 50]).as_bytes());
    sandbox.write("a.jsonl.gz", &whole[..whole.len() - 20]);
    let ran = sandbox.run(&["batch", "a.jsonl.gz"]);
    assert_eq!(ran.status, 1);
    assert!(!records(&ran.out).is_empty());
    assert!(ran.err.starts_with("gongwen: a.jsonl.gz: "), "{}", ran.err);
}

#[test]
fn the_outputs_name_says_how_it_is_packed() {
    let sandbox = Sandbox::new("kinds_packed");
    sandbox.write("a.jsonl", json_lines(&["text"; 20]));
    let plain = sandbox.run(&["batch", "a.jsonl"]).out;
    for (name, more) in [
        ("r.jsonl.zst", &[][..]),
        ("r.jsonl.gz", &[]),
        ("r.bin", &["--compress", "zstd"]),
    ] {
        let ran = sandbox.run(&[&["batch", "a.jsonl", "-o", name], more].concat());
        assert_eq!(ran.status, 0, "{}", ran.err);
        let packed = std::fs::read(sandbox.path(name)).unwrap();
        assert!(packed.len() < plain.len() / 5);
        let unpacked = if name.ends_with("gz") {
            let mut out = Vec::new();
            std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(packed.as_slice()), &mut out).unwrap();
            out
        } else {
            zstd::decode_all(packed.as_slice()).unwrap()
        };
        assert!(unpacked == plain.as_bytes(), "{name}");
    }
}

#[test]
fn repeats_are_marked_with_the_first_ones_id() {
    let sandbox = Sandbox::new("kinds_repeats");
    let copy = NOTICE.replace("，", ", ").replace("通知\n", "通 知\n");
    let other = NOTICE.replace("7号", "8号");
    let line = |id: &str, text: &str| format!("{{\"id\":{id:?},\"text\":{text:?}}}\n");
    sandbox.write(
        "a.jsonl",
        [line("first", NOTICE), line("other", &other), line("copy", &copy)].concat(),
    );
    for how in ["exact", "near"] {
        let ran = sandbox.run(&["batch", "a.jsonl", "--dedupe", how, "--summary", "s.json"]);
        let marks: Vec<_> = records(&ran.out)
            .iter()
            .map(|record| record["duplicate_of"].clone())
            .collect();
        assert_eq!(
            marks,
            [serde_json::Value::Null, serde_json::Value::Null, "first".into()],
            "{how}"
        );
        let summary: serde_json::Value = serde_json::from_str(&sandbox.read("s.json")).unwrap();
        assert_eq!((&summary["duplicates"], &summary["notices"]), (&1.into(), &3.into()));
        assert_eq!(summary["engine"]["schema"], "gongwen.notice/1");
    }
    let ran = sandbox.run(&["batch", "a.jsonl", "--dedupe", "exact", "--unordered"]);
    assert_eq!(ran.status, 2);
}

#[test]
fn without_order_the_same_records_come() {
    let sandbox = Sandbox::new("kinds_unordered");
    sandbox.write("a.jsonl", json_lines(&["text"; 100]));
    let sorted = |args: &[&str]| {
        let mut ids = ids(&sandbox.run(args).out);
        ids.sort();
        ids
    };
    assert_eq!(
        sorted(&["batch", "a.jsonl"]),
        sorted(&["batch", "a.jsonl", "--unordered", "--jobs", "4"])
    );
}

#[test]
fn the_source_text_is_what_spans_count_in() {
    let sandbox = Sandbox::new("kinds_source_text");
    sandbox.write("a.txt", NOTICE);
    for command in ["batch", "extract"] {
        let ran = sandbox.run(&[command, "a.txt", "--source-text"]);
        assert_eq!(records(&ran.out)[0]["source"]["text"], NOTICE);
    }
}

#[test]
fn explain_reads_one_notice_at_a_time() {
    let sandbox = Sandbox::new("kinds_explain");
    sandbox
        .write("a.txt.gz", gzip(NOTICE.as_bytes()))
        .write("a.jsonl", json_lines(&["text", "text"]));
    let ran = sandbox.run(&["explain", "a.txt.gz"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("date/bound/before"));
    let ran = sandbox.run(&["explain", "a.jsonl"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("give one notice at a time"), "{}", ran.err);
}

/// Runs with standard output in a file, as a shell does it.
#[cfg(unix)]
fn run_into_file(sandbox: &Sandbox, args: &[&str], out: &str) -> (Option<i32>, String) {
    let file = std::fs::File::create(sandbox.path(out)).unwrap();
    let ran = sandbox.command(args).stdout(file).output().unwrap();
    (ran.status.code(), String::from_utf8(ran.stderr).unwrap())
}

#[cfg(unix)]
#[test]
fn standard_output_in_a_file_among_the_inputs_is_no_input() {
    let sandbox = Sandbox::new("kinds_own_output");
    sandbox.write("in/a.txt", NOTICE).write("in/b.txt", NOTICE);
    for args in [
        &["batch", "in"][..],
        &["batch", "in/*"],
        &["batch", "--files-from", "list"],
    ] {
        sandbox.write("list", "in/a.txt\nin/records.jsonl\nin/b.txt\n");
        let (status, err) = run_into_file(&sandbox, args, "in/records.jsonl");
        assert_eq!(status, Some(0), "{args:?}: {err}");
        assert_eq!(
            uris(&sandbox.read("in/records.jsonl")),
            ["in/a.txt", "in/b.txt"],
            "{args:?}"
        );
    }
    let (status, err) = run_into_file(&sandbox, &["batch", "in/a.txt", "in/out.txt"], "in/out.txt");
    assert_eq!(
        (status, err.as_str()),
        (Some(2), "gongwen: in/out.txt: it is an input and an output at once\n")
    );
}

#[test]
fn what_earlier_runs_left_among_the_inputs_is_no_input() {
    let sandbox = Sandbox::new("kinds_earlier");
    sandbox.write("in/a.txt", NOTICE).write("in/empty.txt", "");
    let runs: [&[&str]; 4] = [
        &["batch", "in", "-o", "in/records.jsonl"],
        &["batch", "in", "-o", "in/again.jsonl.gz"],
        &["batch", "in", "-o", "in/parts/"],
        &["batch", "in", "-o", "in/more.jsonl"],
    ];
    for args in runs {
        let ran = sandbox.run(args);
        assert_eq!(ran.status, 1, "{args:?}");
        assert!(
            ran.err.starts_with("gongwen: 1 notice, 1 failed"),
            "{args:?}: {}",
            ran.err
        );
    }
    // Whoever names such a file is told.
    let ran = sandbox.run(&["batch", "in/records.jsonl"]);
    assert!(
        ran.status == 1 && ran.err.contains("gongwen's own records"),
        "{}",
        ran.err
    );
    let ran = sandbox.run(&["batch", "in/parts"]);
    assert!(
        ran.status == 2 && ran.err.contains("no notice in this folder"),
        "{}",
        ran.err
    );
}
