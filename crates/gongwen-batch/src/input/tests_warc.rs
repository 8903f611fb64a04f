//! Web archives, whole and damaged.

use super::tests::{Folder, outcomes, read_both_ways};
use super::{Input, Limits, Reading};
use flate2::Compression;
use flate2::write::GzEncoder;
use gongwen::notice::Format;
use gongwen::{Encoding, Options};
use std::io::Write;

const PAGE: &str = "<html><body><p>青禾县公告</p></body></html>";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn record(kind: &str, fields: &str, block: &[u8]) -> Vec<u8> {
    let header = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2031-05-09T08:00:00Z\r\n{fields}Content-Length: {}\r\n\r\n",
        block.len(),
    );
    [header.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(address: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let fields = format!("WARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\n");
    record("response", &fields, &[head.as_bytes(), b"\r\n\r\n", body].concat())
}

fn html(address: &str, body: &[u8]) -> Vec<u8> {
    response(address, "HTTP/1.1 200 OK\r\nContent-Type: text/html", body)
}

fn open(bytes: Vec<u8>) -> Vec<(Vec<u8>, Options)> {
    let inputs = Reading::default().inputs_from(std::io::Cursor::new(bytes), Some("a.warc".to_owned()));
    let opened = |input: Input| {
        let (bytes, options) = input.open(&Options::default()).unwrap();
        (bytes.into_owned(), options)
    };
    inputs.map(opened).collect()
}

#[test]
fn pages_and_texts_are_taken_and_the_rest_is_counted() {
    let folder = Folder::new("warc");
    let chunks = gzip(PAGE.as_bytes());
    let (a, b) = chunks.split_at(10);
    let chunked = [
        format!("{:x}\r\n", a.len()).as_bytes(),
        a,
        format!("\r\n{:X}\r\n", b.len()).as_bytes(),
        b,
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    let records = [
        record(
            "warcinfo",
            "Content-Type: application/warc-fields\r\n",
            b"software: example\r\n",
        ),
        record("request", "", b"GET / HTTP/1.1\r\n\r\n"),
        html("<https://www.example.com/1>", PAGE.as_bytes()),
        response(
            "https://www.example.com/2",
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/html",
            b"no",
        ),
        response(
            "https://www.example.com/3.png",
            "HTTP/1.1 200 OK\r\nContent-Type: image/png",
            &[0; 500],
        ),
        response(
            "https://www.example.com/4",
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gbk\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip",
            &chunked,
        ),
        record("metadata", "", b"fetchTimeMs: 1\r\n"),
        record(
            "resource",
            "Content-Type: text/plain; charset=utf-8\r\n",
            "石桐镇公告".as_bytes(),
        ),
        record(
            "conversion",
            "WARC-Target-URI: https://www.example.com/5\r\nContent-Type: text/plain\r\n",
            "公告".as_bytes(),
        ),
        response("dns:www.example.com", "20310509", b""),
    ];
    let plain = records.concat();
    let each_packed: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    for archive in [
        &plain,
        &each_packed,
        &gzip(&plain),
        &zstd::encode_all(plain.as_slice(), 0).unwrap(),
    ] {
        let reading = Reading::default();
        let read = read_both_ways(&folder, &reading, archive);
        assert_eq!(read, [PAGE, PAGE, "石桐镇公告", "公告"]);
        // A status, an image and a name look-up, as a file and as a stream.
        assert_eq!(reading.tally.skipped(), 6);
    }
    let opened = open(plain);
    let told: Vec<_> = opened
        .iter()
        .map(|(_, options)| (options.uri.as_deref().unwrap(), options.format, options.encoding))
        .collect();
    assert_eq!(
        told,
        [
            ("https://www.example.com/1", Some(Format::Html), None),
            ("https://www.example.com/4", Some(Format::Html), Some(Encoding::Gb18030)),
            ("a.warc:8", Some(Format::Text), Some(Encoding::Utf8)),
            ("https://www.example.com/5", Some(Format::Text), None),
        ]
    );
    assert_eq!(
        opened[0].1.meta.as_ref().unwrap().get(),
        r#"{"warc_date":"2031-05-09T08:00:00Z"}"#
    );
}

#[test]
fn a_caller_who_names_an_encoding_knows_better_than_a_server() {
    let archive = response("u", "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gbk", b"a");
    let inputs: Vec<Input> = Reading::default()
        .inputs_from(std::io::Cursor::new(archive), None)
        .collect();
    let base = Options {
        encoding: Some(Encoding::Big5),
        ..Options::default()
    };
    assert_eq!(inputs[0].open(&base).unwrap().1.encoding, Some(Encoding::Big5));
    assert_eq!(
        inputs[0].open(&Options::default()).unwrap().1.encoding,
        Some(Encoding::Gb18030)
    );
}

#[test]
fn records_over_the_limit_are_passed_over() {
    let folder = Folder::new("warc-limit");
    let reading = Reading {
        limits: Limits {
            input: 1000,
            ..Limits::default()
        },
        ..Reading::default()
    };
    let archive = [
        html("u1", b"<p>1"),
        html("u2", &[b' '; 200_000]),
        response("u3", "HTTP/1.1 200 OK\r\nContent-Type: video/mp4", &[0; 200_000]),
        response(
            "u4",
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html",
            &gzip(&[b' '; 200_000]),
        ),
        html("u5", b"<p>5"),
    ]
    .concat();
    let read = read_both_ways(&folder, &reading, &archive);
    assert_eq!(read, ["<p>1", "!too_large", "!too_large", "<p>5"]);
}

#[test]
fn an_archive_cut_short_gives_what_there_is_of_it() {
    let folder = Folder::new("warc-cut");
    let archive = [html("u1", b"<p>1"), html("u2", b"<p>0123456789")].concat();
    let last = archive.len() - 4;
    for (cut, read) in [
        (archive.len(), vec!["<p>1", "<p>0123456789"]),
        (last, vec!["<p>1", "<p>0123456789"]),
        (last - 5, vec!["<p>1", "<p>01234", "!truncated"]),
        (last - 13, vec!["<p>1", "!truncated"]),
        (last - 20, vec!["<p>1", "!truncated"]),
        (last - 100, vec!["<p>1", "!truncated"]),
    ] {
        assert_eq!(
            read_both_ways(&folder, &Reading::default(), &archive[..cut]),
            read,
            "{cut}"
        );
    }
    // The part is marked.
    let cut = archive[..last - 5].to_vec();
    let inputs: Vec<Input> = Reading::default()
        .inputs_from(std::io::Cursor::new(cut), None)
        .collect();
    let meta = inputs[1].open(&Options::default()).unwrap().1.meta.unwrap();
    assert_eq!(meta.get(), r#"{"warc_date":"2031-05-09T08:00:00Z","truncated":true}"#);
    // Cut inside the packing, which reads as far as it goes.
    let packed = gzip(&archive);
    let read =
        outcomes(Reading::default().inputs_from(std::io::Cursor::new(packed[..packed.len() - 4].to_vec()), None));
    assert_eq!(read, ["<p>1", "<p>0123456789", "!truncated"]);
}

#[test]
fn every_cut_and_every_broken_byte_comes_to_an_end() {
    let archive = [html("u1", b"<p>1"), html("u2", PAGE.as_bytes())].concat();
    let limits = Limits {
        input: 10_000,
        ..Limits::default()
    };
    let reading = Reading {
        limits,
        ..Reading::default()
    };
    for at in 0..archive.len() {
        let count = |bytes: Vec<u8>| {
            reading
                .inputs_from(std::io::Cursor::new(bytes), None)
                .map(|input| drop(input.read()))
                .count()
        };
        assert!(count(archive[..at].to_vec()) <= 4);
        for byte in [b'\n', b'9', 0] {
            let mut broken = archive.clone();
            broken[at] = byte;
            assert!(count(broken) <= 6);
        }
    }
}

#[test]
fn a_damaged_record_leaves_the_next_ones() {
    let folder = Folder::new("warc-damage");
    let mut wrong_length = html("u2", b"<p>2");
    let text = String::from_utf8(wrong_length.clone()).unwrap();
    let at = text.find("Content-Length: ").unwrap() + 16;
    wrong_length[at] = b'1';
    for damage in [
        b"garbage\r\n\r\n".to_vec(),
        b"garbage\r\nmore".to_vec().into_iter().chain(*b"\r\n").collect(),
        wrong_length
            .iter()
            .copied()
            .map(|byte| if byte == b'L' { b'X' } else { byte })
            .collect(),
    ] {
        let archive = [html("u1", b"<p>1"), damage, html("u3", b"<p>3")].concat();
        assert_eq!(
            read_both_ways(&folder, &Reading::default(), &archive),
            ["<p>1", "!corrupt", "<p>3"]
        );
    }
    let endless = format!("WARC/1.0\r\nX: {}\r\n", "x".repeat(200_000));
    let archive = [html("u1", b"<p>1"), endless.into_bytes(), html("u3", b"<p>3")].concat();
    assert_eq!(
        read_both_ways(&folder, &Reading::default(), &archive),
        ["<p>1", "!corrupt", "<p>3"]
    );
    // A length that no file has.
    let huge =
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 18446744073709551615\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>";
    assert_eq!(
        read_both_ways(&folder, &Reading::default(), huge.as_bytes()),
        ["!too_large", "!truncated"]
    );
}
