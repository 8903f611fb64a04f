//! Which files of a folder are taken, by their names alone.

use std::ffi::OsStr;
use std::path::Path;

/// The extensions of single notices that are taken from folders, beside files without one.
pub const EXTENSIONS: &[&str] = &["txt", "text", "html", "htm", "xhtml", "shtml", "docx"];

/// The extensions of files with many notices that are taken from folders.
pub const CONTAINERS: &[&str] = &["jsonl", "ndjson", "warc", "wet"];

/// The extensions that may stand after any of them.
const PACKED: &[&str] = &["gz", "zst"];

/// The files that a run into a folder keeps its plan and its ledger in; see [`crate::folder`].
pub(crate) const PLAN: &str = "_plan.jsonl";
pub(crate) const LEDGER: &str = "_ledger.jsonl";

/// Whether a folder is what a run into a folder has made.
pub(super) fn holds_run(folder: &Path) -> bool {
    folder.join(PLAN).is_file() && folder.join(LEDGER).is_file()
}

/// Whether a file of that name holds many notices, packed or not.
pub(super) fn is_container(path: &Path) -> bool {
    let packed = extension(path).is_some_and(|ending| is_one_of(ending, PACKED));
    let name = if packed {
        path.file_stem().map(Path::new)
    } else {
        Some(path)
    };
    name.and_then(extension)
        .is_some_and(|ending| is_one_of(ending, CONTAINERS))
}

pub(super) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Whether a folder gives the file of that name. What is packed goes by the name it was packed from: `a.txt.gz` is
/// taken, `a.tar.gz` is not.
pub(super) fn is_taken(name: &OsStr) -> bool {
    let name = Path::new(name);
    match extension(name) {
        Some(ending) if is_one_of(ending, PACKED) => {
            name.file_stem().is_some_and(|name| is_plain_name(Path::new(name)))
        }
        _ => is_plain_name(name),
    }
}

fn is_plain_name(name: &Path) -> bool {
    extension(name).is_none_or(|ending| is_one_of(ending, EXTENSIONS) || is_one_of(ending, CONTAINERS))
}

/// The extension, if it is one: an ending that is not of ASCII letters and digits (`1.关于…的通知`) is part of the name.
fn extension(name: &Path) -> Option<&[u8]> {
    let ending = name.extension()?.as_encoded_bytes();
    (!ending.is_empty() && ending.iter().all(u8::is_ascii_alphanumeric)).then_some(ending)
}

fn is_one_of(ending: &[u8], known: &[&str]) -> bool {
    known.iter().any(|known| ending.eq_ignore_ascii_case(known.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_notices_from_other_files() {
        for taken in [
            "a.txt",
            "a.TXT",
            "a.text",
            "a.html",
            "a.htm",
            "a.shtml",
            "a.xhtml",
            "a.docx",
            "通知",
            "1.关于开展活动的通知",
            "a.",
            "a.jsonl",
            "a.ndjson",
            "a.warc",
            "a.txt.gz",
            "a.jsonl.zst",
            "a.warc.gz",
            "a.warc.wet.gz",
            "a.WET.GZ",
            "通知.gz",
            "1.关于开展活动的通知.gz",
        ] {
            assert!(is_taken(OsStr::new(taken)), "{taken}");
        }
        for left in [
            "a.pdf",
            "a.json",
            "a.gold.json",
            "README.md",
            "a.7z",
            "a.tar.gz",
            "a.tgz",
            "a.txt.bz2",
            "a.json.gz",
            "a.zip",
        ] {
            assert!(!is_taken(OsStr::new(left)), "{left}");
        }
    }
}
