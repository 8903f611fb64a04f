//! Files that are packed, whole and damaged.

use super::tests::{Folder, outcomes, read_both_ways};
use super::{Input, Limits, Reading};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::collection;
use proptest::prelude::{any, prop_assert, proptest};
use std::fmt::Write as _;
use std::io::{Read, Write};

const LINES: &str = "{\"text\":\"云泽市公告\"}\n{\"text\":\"青禾县公告\"}\n";
const READ: [&str; 2] = ["云泽市公告", "青禾县公告"];

fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes.as_ref()).unwrap();
    packer.finish().unwrap()
}

/// With a checksum, as the command zstd writes it: without one, damage may pass for data.
fn zstd(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut packer = zstd::stream::write::Encoder::new(Vec::new(), 3).unwrap();
    packer.include_checksum(true).unwrap();
    packer.write_all(bytes.as_ref()).unwrap();
    packer.finish().unwrap()
}

/// Lines of [`many_lines`]; zstd packs 128 KiB at once, of which nothing is kept if the end is missing.
const COUNT: u64 = 12_000;

/// Lines that do not pack well, so that a cut file still holds many of them.
fn many_lines() -> String {
    let mut state = 1_u64;
    let mut lines = String::new();
    for number in 0..COUNT {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(number);
        writeln!(lines, "{{\"text\":\"公告{state:x}{:x}\"}}", state.rotate_left(17)).unwrap();
    }
    lines
}

#[test]
fn packed_files_are_read_whatever_they_are_packed_with() {
    let folder = Folder::new("packed");
    let (first, second) = LINES.split_at(LINES.find('\n').unwrap() - 5);
    let skippable = [b"\x52\x2a\x4d\x18\x03\0\0\0abc".as_slice()];
    for (what, bytes) in [
        ("gzip", gzip(LINES)),
        ("two members", [gzip(first), gzip(second)].concat()),
        ("an empty member", [gzip(""), gzip(LINES), gzip("")].concat()),
        ("padding", [gzip(LINES), vec![0; 70_000]].concat()),
        ("padding between", [gzip(first), vec![0; 5], gzip(second)].concat()),
        ("zstd", zstd(LINES)),
        ("two frames", [zstd(first), zstd(second)].concat()),
        (
            "skippable frames",
            [skippable[0], &zstd(first), skippable[0], &zstd(second), skippable[0]].concat(),
        ),
        ("gzip in gzip", gzip(gzip(LINES))),
        ("zstd in gzip", gzip(zstd(LINES))),
        ("gzip in zstd", zstd(gzip(LINES))),
    ] {
        assert_eq!(read_both_ways(&folder, &Reading::default(), &bytes), READ, "{what}");
    }
    let document = "石桐镇人民政府公告";
    for bytes in [gzip(document), zstd(document)] {
        assert_eq!(read_both_ways(&folder, &Reading::default(), &bytes), [document]);
    }
    for nothing in [Vec::new(), gzip(""), zstd("")] {
        assert_eq!(read_both_ways(&folder, &Reading::default(), &nothing), [""]);
    }
}

#[test]
fn of_a_file_cut_short_the_whole_lines_are_kept() {
    let folder = Folder::new("cut");
    let lines = many_lines();
    let all = outcomes(Reading::default().inputs_from(std::io::Cursor::new(lines.clone()), None));
    assert_eq!(all.len(), COUNT as usize);
    for (what, packed) in [("gzip", gzip(&lines)), ("zstd", zstd(&lines))] {
        for cut in [packed.len() / 2, packed.len() - 1, packed.len() - 5] {
            let mut read = read_both_ways(&folder, &Reading::default(), &packed[..cut]);
            assert_eq!(read.pop().unwrap(), "!truncated", "{what} {cut}");
            assert!(
                read.len() > 500 && all.starts_with(&read),
                "{what} {cut}: {}",
                read.len()
            );
        }
    }
    assert_eq!(
        read_both_ways(&folder, &Reading::default(), &gzip(LINES)[..6]),
        ["!truncated"]
    );
}

#[test]
fn of_a_document_cut_short_the_part_is_kept_and_marked() {
    let lines = many_lines().replace(['{', '}'], "");
    for packed in [gzip(&lines), zstd(&lines)] {
        let half = packed[..packed.len() / 2].to_vec();
        let inputs: Vec<Input> = Reading::default()
            .inputs_from(std::io::Cursor::new(half), Some("a.txt.gz".to_owned()))
            .collect();
        assert_eq!(inputs.len(), 2);
        let (bytes, options) = inputs[0].open(&gongwen::Options::default()).unwrap();
        assert!(bytes.len() > 1000 && lines.as_bytes().starts_with(&bytes));
        assert_eq!(options.meta.unwrap().get(), r#"{"truncated":true}"#);
        let failure = inputs[1].read().unwrap_err();
        let said = format!("a.txt.gz: it is cut short after {} unpacked bytes", bytes.len());
        assert!(failure.to_string().starts_with(&said), "{failure}");
    }
}

#[test]
fn damage_is_told_and_what_came_before_is_kept() {
    let folder = Folder::new("damage");
    let mut bad_sum = gzip(LINES);
    let at = bad_sum.len() - 8;
    bad_sum[at] ^= 1;
    assert_eq!(
        read_both_ways(&folder, &Reading::default(), &bad_sum),
        [READ[0], READ[1], "!corrupt"]
    );
    let garbage = [gzip(LINES), b"garbage that is no member".to_vec()].concat();
    assert_eq!(
        read_both_ways(&folder, &Reading::default(), &garbage),
        [READ[0], READ[1], "!corrupt"]
    );
    let lines = many_lines();
    for (what, mut packed) in [("gzip", gzip(&lines)), ("zstd", zstd(&lines))] {
        let middle = packed.len() * 3 / 4;
        packed[middle..middle + 50].fill(0xff);
        let mut read = read_both_ways(&folder, &Reading::default(), &packed);
        assert_eq!(read.pop().unwrap(), "!corrupt", "{what}");
        assert!(read.len() > 500, "{what}: {}", read.len());
    }
}

#[test]
fn a_bomb_is_refused_while_it_unpacks() {
    let folder = Folder::new("bomb");
    let reading = Reading {
        limits: Limits {
            input: 100_000,
            ..Limits::default()
        },
        ..Reading::default()
    };
    let zeros = vec![0; 3_000_000];
    let long_line = format!("{LINES}{{\"text\":\"{}\"}}\n{LINES}", " ".repeat(1_000_000));
    for pack in [|bytes: &[u8]| gzip(bytes), |bytes: &[u8]| zstd(bytes)] {
        assert_eq!(read_both_ways(&folder, &reading, &pack(&zeros)), ["!too_large"]);
        assert_eq!(read_both_ways(&folder, &reading, &pack(&pack(&zeros))), ["!too_large"]);
        let read = read_both_ways(&folder, &reading, &pack(long_line.as_bytes()));
        assert_eq!(read, [READ[0], READ[1], "!too_large", READ[0], READ[1]]);
    }
    let mut nested = gzip(LINES);
    for _ in 0..9 {
        nested = gzip(nested);
    }
    // Not unpacked any further; the parser refuses it as binary.
    assert_eq!(read_both_ways(&folder, &reading, &nested).len(), 1);
}

#[test]
fn a_document_over_the_limit_is_refused_with_its_size() {
    let folder = Folder::new("large");
    let path = folder.file("a.txt", vec![b'a'; 3 << 20]);
    let reading = |input| Reading {
        limits: Limits {
            input,
            ..Limits::default()
        },
        ..Reading::default()
    };
    let inputs: Vec<Input> = reading(1 << 20).inputs_of(&path, None).collect();
    let failure = inputs[0].read().unwrap_err();
    assert_eq!(failure.code, "too_large");
    assert_eq!(
        failure.message,
        "it is 3 MiB long, over the limit of 1 MiB; raise it with --max-size"
    );
    let inputs: Vec<Input> = reading(3 << 20).inputs_of(&path, None).collect();
    assert_eq!((inputs[0].size(), inputs[0].read().unwrap().len()), (3 << 20, 3 << 20));
    // A file that has grown since it was looked at.
    folder.file("a.txt", vec![b'a'; (3 << 20) + 1]);
    assert_eq!(inputs[0].read().unwrap_err().code, "too_large");
}

#[test]
fn a_zstd_window_is_bounded() {
    let packed = {
        let mut packer = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
        packer.long_distance_matching(true).unwrap();
        packer.window_log(28).unwrap();
        packer.write_all(LINES.as_bytes()).unwrap();
        packer.finish().unwrap()
    };
    let reading = |window| Reading {
        limits: Limits {
            window,
            ..Limits::default()
        },
        ..Reading::default()
    };
    let folder = Folder::new("window");
    for (window, read) in [
        (1 << 27, vec!["!window"]),
        (1 << 28, READ.to_vec()),
        (u64::MAX, READ.to_vec()),
        (0, vec!["!window"]),
    ] {
        assert_eq!(read_both_ways(&folder, &reading(window), &packed), read, "{window}");
    }
    let inputs: Vec<Input> = reading(1 << 27)
        .inputs_from(std::io::Cursor::new(packed), None)
        .collect();
    let failure = inputs[0].read().unwrap_err();
    assert!(
        failure
            .message
            .contains("more than 128 MiB; raise the cap with --max-window"),
        "{failure}"
    );
}

#[test]
fn errors_of_the_device_are_not_taken_for_damage() {
    struct Unplugged(usize);
    impl Read for Unplugged {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            let packed = gzip(LINES);
            let left = &packed[self.0..30];
            if left.is_empty() {
                return Err(std::io::Error::other("unplugged"));
            }
            out[0] = left[0];
            self.0 += 1;
            Ok(1)
        }
    }
    let inputs: Vec<Input> = Reading::default()
        .inputs_from(Unplugged(0), Some("disk".to_owned()))
        .collect();
    let failure = inputs.last().unwrap().read().unwrap_err();
    assert_eq!((failure.code, failure.uri.as_deref()), ("unreadable", Some("disk")));
    assert!(failure.message.contains("unplugged"), "{failure}");
}

proptest! {
    #[test]
    fn anything_comes_to_an_end(
        kind in 0..5_usize,
        damage in collection::vec((0..400_usize, any::<u8>()), 0..4),
        cut in 0..600_usize,
    ) {
        let archive = "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 9\r\n\r\n公告。\r\n\r\n".repeat(3);
        let mut bytes = match kind {
            0 => gzip(LINES),
            1 => zstd(LINES),
            2 => archive.into_bytes(),
            3 => [gzip(&archive), gzip(LINES)].concat(),
            _ => zstd(gzip(LINES)),
        };
        for (at, byte) in damage {
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
        }
        bytes.truncate(cut);
        let reading = Reading {
            limits: Limits { input: 1000, window: 1 << 20 },
            ..Reading::default()
        };
        let inputs = reading.inputs_from(std::io::Cursor::new(bytes), None);
        prop_assert!(inputs.map(|input| drop(input.read())).count() < 500);
    }
}
