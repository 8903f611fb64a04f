//! Notices with answers, read from a folder.

use crate::answers;
use crate::expect::Expectation;
use gongwen_batch::Input;
use gongwen_batch::input::EXTENSIONS;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The name of a case's answer.
pub const ANSWER: &str = "expect.json";

/// How the name of an answer file in brief ends.
const BRIEF: &str = ".gold.json";

/// A notice and its answer.
#[derive(Debug, Clone)]
pub struct Case {
    /// What it is called: its folder, or its file's name without ending.
    pub name: String,
    /// The notice.
    pub input: Input,
    /// What its record should say.
    pub expectation: Expectation,
}

impl Case {
    /// A case at hand.
    pub fn new(name: impl Into<String>, notice: impl Into<Vec<u8>>, expectation: Expectation) -> Self {
        let name = name.into();
        Self {
            input: Input::bytes(notice).with_uri(&name),
            name,
            expectation,
        }
    }
}

/// A notice of a corpus, with the place where its answer is or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What the case is called.
    pub name: String,
    /// The notice.
    pub source: PathBuf,
    /// The answer.
    pub answer: PathBuf,
}

impl Entry {
    /// Whether its answer is written.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.answer.is_file()
    }

    /// Reads the answer.
    ///
    /// # Errors
    ///
    /// That it cannot be read, or what is wrong with it.
    pub fn expectation(&self) -> Result<Expectation, String> {
        let told = |complaint: String| {
            let lines = complaint.lines();
            let lines: Vec<String> = lines.map(|line| format!("{}: {line}", self.answer.display())).collect();
            lines.join("\n")
        };
        let text = fs::read_to_string(&self.answer).map_err(|error| told(format!("it cannot be read: {error}")))?;
        let brief = self.answer.to_string_lossy().ends_with(BRIEF);
        if brief {
            answers::parse(&text)
        } else {
            Expectation::parse(&text)
        }
        .map_err(told)
    }
}

/// What a folder holds.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// The notices, sorted by name.
    pub entries: Vec<Entry>,
}

impl Corpus {
    /// Looks through a folder: `NAME/source.*` with `NAME/expect.json`, and `NAME.txt` with `NAME.gold.json`. Notices of
    /// the first kind belong to it without an answer too. The endings are those that gongwen-batch takes.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path
                .file_name()
                .map(OsStr::to_string_lossy)
                .unwrap_or_default()
                .into_owned();
            if name.starts_with('.') {
                continue;
            }
            if path.is_dir() {
                if let Some(source) = source_in(&path, "source")? {
                    let answer = path.join(ANSWER);
                    entries.push(Entry { name, source, answer });
                }
            } else if let Some(stem) = name.strip_suffix(BRIEF)
                && let Some(source) = source_in(folder, stem)?
            {
                let name = stem.to_owned();
                entries.push(Entry {
                    name,
                    source,
                    answer: path,
                });
            }
        }
        entries.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(Self { entries })
    }

    /// The notices that have answers, with them.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the answers, one complaint a line.
    pub fn cases(&self) -> Result<Vec<Case>, String> {
        let mut complaints = Vec::new();
        let mut cases = Vec::new();
        for entry in self.entries.iter().filter(|entry| entry.is_answered()) {
            match entry.expectation() {
                Ok(expectation) => cases.push(Case {
                    name: entry.name.clone(),
                    input: Input::file(&entry.source),
                    expectation,
                }),
                Err(complaint) => complaints.push(complaint),
            }
        }
        if complaints.is_empty() {
            Ok(cases)
        } else {
            Err(complaints.join("\n"))
        }
    }

    /// The names of the notices that have no answer yet.
    #[must_use]
    pub fn unanswered(&self) -> Vec<String> {
        let without = self.entries.iter().filter(|entry| !entry.is_answered());
        without.map(|entry| entry.name.clone()).collect()
    }
}

/// The notice of that stem in a folder.
fn source_in(folder: &Path, stem: &str) -> io::Result<Option<PathBuf>> {
    for ending in EXTENSIONS {
        let path = folder.join(format!("{stem}.{ending}"));
        if path.is_file() {
            return Ok(Some(path));
        }
    }
    Ok(None)
}
