//! How often pieces of real notices are recognised: each text in each encoding, cut at arbitrary bytes.

use super::{Encoding, decode};
use std::path::Path;

/// The share of pieces that must be recognised, in thousandths, by their length in bytes.
const WANTED: [(usize, usize); 3] = [(50, 990), (100, 997), (500, 999)];
/// Pieces taken of each text and length.
const PIECES: usize = 3;

#[expect(
    clippy::disallowed_methods,
    reason = "a test that reads notices where the environment says they are"
)]
fn texts(folders: &[&str]) -> Vec<String> {
    let Ok(root) = std::env::var("GONGWEN_NOTICES") else {
        return Vec::new();
    };
    let mut texts = Vec::new();
    for folder in folders {
        let Ok(entries) = std::fs::read_dir(Path::new(&root).join(folder)) else {
            continue;
        };
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
        texts.extend(paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()));
    }
    texts
}

fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        // Characters that Big5 lacks would come out as `&#…;`.
        _ => text
            .split_inclusive('\n')
            .filter_map(|line| {
                let (bytes, _, lossy) = encoding.codec().encode(line);
                (!lossy).then(|| bytes.into_owned())
            })
            .collect::<Vec<_>>()
            .concat(),
    }
}

/// Whether a piece has what an encoding shows in. Blanks are no text; ASCII is the same in most encodings; in UTF-16
/// cut at an odd byte, what is left of ASCII reads the same in the other byte order, so there two ideographs are asked
/// for.
fn is_telling(piece: &[u8], start: usize, encoding: Encoding) -> bool {
    match encoding {
        Encoding::Utf16Le | Encoding::Utf16Be => {
            let (text, _) = encoding
                .codec()
                .decode_without_bom_handling(piece.get(start % 2..).unwrap_or(&[]));
            text.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count() >= 2
        }
        _ => {
            let (text, _) = encoding.codec().decode_without_bom_handling(piece);
            !piece.is_ascii() && text.chars().any(|c| !c.is_whitespace() && c != '\u{FFFD}')
        }
    }
}

#[test]
fn pieces_of_real_notices_are_recognised() {
    let sets = [
        ("hans", texts(&["seeds", "dev", "wild/text"])),
        ("hant", texts(&["wild/hant"])),
    ];
    if sets.iter().all(|(_, texts)| texts.is_empty()) {
        println!("skipped: GONGWEN_NOTICES names no folder of notices");
        return;
    }
    let mut state = 1_u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    let mut short = Vec::new();
    for (script, texts) in &sets {
        for &encoding in Encoding::ALL {
            if encoding == Encoding::Big5 && *script == "hans" {
                continue;
            }
            let files: Vec<Vec<u8>> = texts.iter().map(|text| encoded(text, encoding)).collect();
            for (len, wanted) in WANTED {
                let (mut right, mut all, mut untold) = (0_usize, 0_usize, 0_usize);
                for bytes in files.iter().filter(|bytes| bytes.len() > len) {
                    for _ in 0..PIECES {
                        let start = random(bytes.len() - len);
                        let piece = bytes.get(start..start + len).unwrap_or(&[]);
                        if !is_telling(piece, start, encoding) {
                            untold += 1;
                            continue;
                        }
                        all += 1;
                        match decode(piece, None) {
                            Ok(decoded) if decoded.encoding == encoding => right += 1,
                            // GB18030's no-break space has four bytes; cut, it may have passed for telling.
                            Err(error) if error.code() == "empty" => (all, untold) = (all - 1, untold + 1),
                            _ => {}
                        }
                    }
                }
                println!(
                    "{script} {:<8} {len:>3} bytes: {right}/{all}, {untold} not telling",
                    encoding.name()
                );
                if right * 1000 < all * wanted {
                    short.push((script, encoding, len));
                }
            }
        }
    }
    assert!(short.is_empty(), "{short:?}");
}
