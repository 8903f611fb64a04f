//! What the test files share: where the project and the real notices are, and how sources import.
#![allow(clippy::unwrap_used, reason = "a test's steps that fail are its report")]

pub mod imports;
pub mod spans;

/// The README's Rust examples, run as doc tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The project's folder.
#[must_use]
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// A file of the project.
///
/// # Panics
///
/// If it is not there or no text.
#[must_use]
pub fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The project's own files, by their paths from [`root`] with `/` between the names; what builds leave is left out.
#[must_use]
pub fn files() -> Vec<String> {
    let mut found = Vec::new();
    collect(root(), "", &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let path = format!("{prefix}{name}");
        match entry.file_type().unwrap() {
            kind if kind.is_dir() && !matches!(name.as_str(), "target" | ".git") => {
                collect(&entry.path(), &format!("{path}/"), found);
            }
            kind if kind.is_file() && name != ".git" => found.push(path),
            _ => {}
        }
    }
}

/// The folder of real notices, where the variable `GONGWEN_NOTICES` names one: `seeds/` and `dev/` with answers, and
/// perhaps `wild/` without. Says that the test skips where it does not.
///
/// # Panics
///
/// If the variable names no folder: a slip that must not look like success.
#[must_use]
pub fn notices() -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("GONGWEN_NOTICES") else {
        skip("GONGWEN_NOTICES names no folder of real notices");
        return None;
    };
    let folder = PathBuf::from(folder);
    assert!(
        folder.join("seeds").is_dir(),
        "GONGWEN_NOTICES={}: no folder seeds in it",
        folder.display()
    );
    Some(folder)
}

/// The program that scores records of real notices independently of this project, where the variable `GONGWEN_JUDGE` names
/// it. Says that the test skips where it does not.
///
/// # Panics
///
/// If the variable names no file: a slip that must not look like success.
#[must_use]
pub fn judge() -> Option<PathBuf> {
    let Some(program) = std::env::var_os("GONGWEN_JUDGE") else {
        skip("GONGWEN_JUDGE names no program that scores records");
        return None;
    };
    let program = PathBuf::from(program);
    assert!(program.is_file(), "GONGWEN_JUDGE={}: no such file", program.display());
    Some(program)
}

fn skip(why: &str) {
    tell(&format!("skipped: {why}"));
}

/// Tells something past the test harness, which shows nothing that a passing test prints.
pub fn tell(what: &str) {
    let _ = writeln!(std::io::stderr(), "{what}");
}
