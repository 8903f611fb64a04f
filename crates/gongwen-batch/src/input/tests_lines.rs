//! JSON Lines from files and streams, whole and in ranges.

use super::tests::{Folder, outcomes, read_both_ways};
use super::{Input, Limits, Reading};
use proptest::prelude::{Just, Strategy, prop_assert_eq, proptest};
use proptest::{collection, prop_oneof};

fn limited(input: u64) -> Reading {
    Reading {
        limits: Limits {
            input,
            ..Limits::default()
        },
        ..Reading::default()
    }
}

#[test]
fn lines_are_read_however_they_end() {
    let folder = Folder::new("lines");
    for lines in [
        "{\"text\":\"一\"}\n{\"text\":\"二\"}\n",
        "{\"text\":\"一\"}\n{\"text\":\"二\"}",
        "{\"text\":\"一\"}\r\n\r\n{\"text\":\"二\"}\r\n",
        "\u{feff}{\"text\":\"一\"}\r\n{\"text\":\"二\"}\n\n \n",
        "\n\n  {\"text\":\"一\"}\n\t{\"text\":\"二\"}\n",
    ] {
        assert_eq!(
            read_both_ways(&folder, &Reading::default(), lines.as_bytes()),
            ["一", "二"],
            "{lines}"
        );
    }
}

#[test]
fn one_bad_line_leaves_the_others() {
    let folder = Folder::new("bad-lines");
    let long = format!("{{\"text\":\"{}\"}}", "长".repeat(100_000));
    let lines = format!(
        "{{\"text\":\"一\"}}\n{{\"text\":\n[2]\n{{\"headline\":\"三\"}}\n{{\"text\":\"\"}}\n{long}\n{{\"text\":\"\\ud800\"}}\n\
         {{\"text\":\"末\"}}"
    );
    let read = read_both_ways(&folder, &limited(1000), lines.as_bytes());
    assert_eq!(
        read,
        [
            "一",
            "!json",
            "!json",
            "!no_text_field",
            "!empty",
            "!too_large",
            "\u{fffd}",
            "末"
        ]
    );
    let inputs: Vec<Input> = limited(1000)
        .inputs_from(std::io::Cursor::new(lines), Some("crawl.jsonl".to_owned()))
        .collect();
    let failure = inputs[5].read().unwrap_err();
    assert_eq!(failure.uri.as_deref(), Some("crawl.jsonl:6"));
    assert_eq!(
        failure.message,
        "line 6 of crawl.jsonl is longer than the limit of 1000 bytes; raise it with --max-size"
    );
    assert_eq!(inputs[7].uri(), Some("crawl.jsonl:8"));
}

#[test]
fn a_line_of_just_the_limit_is_read() {
    let folder = Folder::new("limit");
    let line = "{\"text\":\"公告\"}";
    let lines = format!("{line}\n{line} \n");
    let read = read_both_ways(&folder, &limited(line.len() as u64), lines.as_bytes());
    assert_eq!(read, ["公告", "!too_large"]);
}

#[test]
fn files_that_only_look_like_json_lines_are_one_failure() {
    let folder = Folder::new("no-lines");
    let record = "{\"schema\":\"gongwen.notice/1\",\"id\":\"a\"}\n";
    for (bytes, code) in [
        (record.repeat(1000), "!records"),
        ("[{\"text\":\"公告\"},\n{\"text\":\"公告\"}]".to_owned(), "!json"),
        ("{\n  \"text\": \"公告\"\n}\n".to_owned(), "!json"),
    ] {
        assert_eq!(read_both_ways(&folder, &Reading::default(), bytes.as_bytes()), [code]);
    }
}

#[test]
fn what_is_written_here_is_known_when_it_comes_back() {
    let folder = Folder::new("own");
    let notice = gongwen::extract("石桐镇公告".as_bytes(), &gongwen::Options::default()).unwrap();
    let record = crate::output::sink::json_line(&notice).unwrap();
    let failure = crate::Failure::new(Some("u".to_owned()), "empty", "the input holds no text");
    let failure = crate::output::sink::json_line(&failure).unwrap();
    for line in [record, failure] {
        assert_eq!(
            read_both_ways(&folder, &Reading::default(), &[line.clone(), line].concat()),
            ["!records"]
        );
    }
}

#[test]
fn a_record_carries_what_its_line_says() {
    let line = r#"{"id":17,"url":"https://www.example.com/17","title":"关于冬修的通告","text":"公告","depth":[1, 2]}"#;
    let inputs = Reading::default()
        .inputs_from(line.as_bytes(), None)
        .collect::<Vec<_>>();
    let (bytes, options) = inputs[0].open(&gongwen::Options::default()).unwrap();
    let notice = gongwen::extract(&bytes, &options).unwrap();
    assert_eq!(notice.id, "17");
    assert_eq!(notice.source.uri.as_deref(), Some("https://www.example.com/17"));
    assert_eq!(inputs[0].size(), line.len() as u64);
}

#[test]
fn a_pipe_gives_its_lines_as_they_come() {
    struct Slow(&'static [u8]);
    impl std::io::Read for Slow {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            assert!(!self.0.is_empty(), "read on before the lines at hand were given");
            let line = self.0.iter().position(|&byte| byte == b'\n').unwrap() + 1;
            let read = line.min(out.len());
            out[..read].copy_from_slice(&self.0[..read]);
            self.0 = &self.0[read..];
            Ok(read)
        }
    }
    let lines = "{\"text\":\"一\"}\n{\"text\":\"二\"}\n";
    let inputs = Reading::default().inputs_from(Slow(lines.as_bytes()), None);
    assert_eq!(outcomes(inputs.take(2)), ["一", "二"]);
}

#[test]
fn only_plain_lines_are_splittable() {
    let folder = Folder::new("splittable");
    let reading = Reading::default();
    let lines = "{\"text\":\"一\"}\n";
    assert!(reading.is_splittable(&folder.file("a", lines)));
    for (name, bytes) in [
        ("b", b"text".to_vec()),
        ("c", zstd::encode_all(lines.as_bytes(), 0).unwrap()),
        ("d", b"{\"schema\":\"gongwen.notice/1\"}".to_vec()),
    ] {
        assert!(!reading.is_splittable(&folder.file(name, bytes)), "{name}");
    }
    assert!(!reading.is_splittable(folder.path()));
    assert!(!reading.is_splittable(&folder.path().join("missing")));
}

/// A line that may be blank, long, no JSON or end with a carriage return.
fn a_line() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{0,40}".prop_map(|text| format!("{{\"text\":\"公告{text}\"}}")),
        Just(String::new()),
        Just("\r".to_owned()),
        Just("{broken".to_owned()),
        Just(format!("{{\"text\":\"{}\"}}", "长".repeat(200))),
    ]
}

proptest! {
    #[test]
    fn ranges_give_each_line_once(
        lines in collection::vec(a_line(), 0..30),
        at_end in proptest::bool::ANY,
        cuts in collection::vec(0..3000_u64, 0..6),
        shared in proptest::bool::ANY,
    ) {
        let folder = Folder::new("ranges");
        let text = lines.join("\n") + if at_end { "\n" } else { "" };
        let path = folder.file("a.jsonl", &text);
        let told = |inputs: super::reading::Stock| -> Vec<_> {
            inputs.map(|input| (input.uri().map(str::to_owned), input.read().map(|bytes| bytes.into_owned()))).collect()
        };
        let whole = told(limited(500).inputs_of(&path, Some(0..u64::MAX)));
        let mut cuts = cuts;
        cuts.extend([0, text.len() as u64]);
        cuts.sort_unstable();
        let reading = limited(500);
        let mut parts = Vec::new();
        for range in cuts.windows(2) {
            let reading = if shared { reading.clone() } else { limited(500) };
            parts.extend(told(reading.inputs_of(&path, Some(range[0]..range[1]))));
        }
        let beyond: Vec<_> = cuts.iter().filter(|&&cut| cut > text.len() as u64).collect();
        // Ranges beyond the end of the file are empty.
        prop_assert_eq!(parts, whole, "{:?}", beyond);
    }
}

#[test]
fn a_range_reads_like_the_whole_file() {
    let folder = Folder::new("whole");
    let path = folder.file("a.jsonl", "\u{feff}{\"text\":\"一\"}\r\n\r\n{\"text\":\"二\"}\r\n");
    let reading = Reading::default();
    assert_eq!(
        outcomes(reading.inputs_of(&path, Some(0..1000))),
        outcomes(reading.inputs_of(&path, None))
    );
    let second: Vec<Input> = reading.inputs_of(&path, Some(5..1000)).collect();
    assert!(second[0].uri().unwrap().ends_with("a.jsonl:3"));
    let missing = reading.inputs_of(&folder.path().join("b"), Some(0..1));
    assert_eq!(outcomes(missing), ["!unreadable"]);
}
