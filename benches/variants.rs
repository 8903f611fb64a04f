//! Texts to measure on: the project's invented notices, with their quantities varied so that no two are equal.

use std::fs;
use std::path::{Path, PathBuf};

/// The sources of the project's corpus (`NAME/source.txt`, `NAME/source.html`), sorted by path.
///
/// # Errors
///
/// If the corpus cannot be read.
pub fn corpus() -> std::io::Result<Vec<(PathBuf, Vec<u8>)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus");
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder)? {
        for name in ["source.txt", "source.html"] {
            let path = entry
                .as_ref()
                .map_or_else(|_| PathBuf::new(), |entry| entry.path())
                .join(name);
            if path.is_file() {
                sources.push((path.clone(), fs::read(&path)?));
            }
        }
    }
    sources.sort();
    Ok(sources)
}

/// The same notice with other quantities: each number of two to six digits before a measure word (`300人`, `1200元`) is
/// raised by something, keeping its length. What the notice is made of stays the same; what its numbers say does not.
/// Bytes in another encoding than UTF-8 are given back as they are.
///
/// ```
/// use gongwen_benches::vary;
/// let varied = String::from_utf8(vary("2031年5月招聘300人".as_bytes(), 7)).unwrap();
/// assert!(varied.starts_with("2031年5月招聘") && varied.ends_with("人") && varied.len() == 23);
/// assert_ne!(varied, "2031年5月招聘300人");
/// ```
#[must_use]
pub fn vary(source: &[u8], seed: u64) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(source) else {
        return source.to_vec();
    };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (before, digits_on) = rest.split_at(start);
        let end = digits_on
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(digits_on.len());
        let (digits, after) = digits_on.split_at(end);
        out.push_str(before);
        let alone = !before.ends_with(['-', '.', '/', '第', '—']);
        match digits.parse::<u64>() {
            Ok(number) if (2..=6).contains(&digits.len()) && alone && after.starts_with(MEASURE_WORDS) => {
                let most = 10_u64.pow(u32::try_from(digits.len()).unwrap_or(6)) - 1;
                let raised = number + mix(seed, before, number) % (most - number + 1);
                out.push_str(&format!("{raised:0width$}", width = digits.len()));
            }
            _ => out.push_str(digits),
        }
        rest = after;
    }
    out.push_str(rest);
    out.into_bytes()
}

/// A number that looks random but is the same for the same words: a notice printed twice stays printed twice.
fn mix(seed: u64, before: &str, number: u64) -> u64 {
    let words = before.chars().rev().take(8).map(u64::from);
    words.chain([number]).fold(seed, |mixed, next| {
        (mixed ^ next).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
    }) >> 33
}

const MEASURE_WORDS: [char; 8] = ['人', '名', '家', '场', '个', '万', '元', '户'];
