//! The job: everything that decides what the parts of a folder hold.

use super::FolderError;
use crate::duplicate::Dedupe;
use crate::input::Reading;
use crate::output::Compression;
use crate::settings::Settings;
use gongwen::{Encoding, Identity};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::path::Path;

/// Everything that decides what the parts hold. It heads the plan, and whoever writes a part, on whatever machine, does so
/// by it alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// The engine's fingerprint.
    pub engine: Identity,
    /// What the caller named as inputs, as given.
    pub inputs: Vec<String>,
    /// A unit is closed when its inputs hold so many bytes.
    pub part_size: u64,
    /// How parts are compressed.
    pub compression: Compression,
    /// The encoding all inputs are read in, by its name; found out for each without it.
    pub encoding: Option<String>,
    /// See [`Settings::keywords`].
    pub keywords: usize,
    /// See [`Settings::source_text`].
    pub source_text: bool,
    /// How inputs are read.
    pub reading: Reading,
    /// Whether repeats are marked.
    pub dedupe: Option<Dedupe>,
    /// Bytes of memory for telling repeats; what is older than fits is forgotten.
    pub dedupe_memory: u64,
}

impl Job {
    /// A unit's size without another wish: 64 MiB of input.
    pub const PART_SIZE: u64 = 64 << 20;

    /// The job that `settings` and `reading` describe, for this engine.
    #[must_use]
    pub fn new(inputs: Vec<String>, settings: &Settings, reading: Reading) -> Self {
        Self {
            engine: Identity::of_this_engine(),
            inputs,
            part_size: Self::PART_SIZE,
            compression: Compression::None,
            encoding: settings.encoding.map(|encoding| encoding.name().to_owned()),
            keywords: settings.keywords,
            source_text: settings.source_text,
            reading,
            dedupe: None,
            dedupe_memory: crate::duplicate::MEMORY,
        }
    }

    /// How a unit of this job is extracted.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings {
            encoding: self.encoding.as_deref().and_then(Encoding::from_label),
            keywords: self.keywords,
            source_text: self.source_text,
            ..Settings::default()
        }
    }

    /// Refuses to go on with this job as if it were `other`, and tells what differs.
    pub(super) fn refuse_other(&self, other: &Self, folder: &Path) -> Result<(), FolderError> {
        let differing = differing(self, other);
        if differing.is_empty() {
            return Ok(());
        }
        Err(FolderError::Refused(format!(
            "{}: the run in this folder was begun otherwise ({}); go on with it as it was begun, or name another folder",
            folder.display(),
            differing.join("; ")
        )))
    }
}

/// `keywords 0 is 5 now`, for each field that differs.
fn differing(planned: &Job, now: &Job) -> Vec<String> {
    let (Ok(Value::Object(planned)), Ok(Value::Object(now))) =
        (serde_json::to_value(planned), serde_json::to_value(now))
    else {
        return vec!["the plan cannot be compared".to_owned()];
    };
    planned
        .iter()
        .filter_map(|(name, before)| {
            let after = now.get(name).unwrap_or(&Value::Null);
            (before != after).then(|| format!("{name} {} is {} now", short(before), short(after)))
        })
        .collect()
}

/// A value as a message can hold it: a command line may name thousands of files.
fn short(value: &Value) -> String {
    const MOST: usize = 80;
    let text = value.to_string();
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_told_by_name() {
        let job = Job::new(vec!["in".to_owned()], &Settings::default(), Reading::default());
        job.refuse_other(&job.clone(), Path::new("out")).unwrap();
        let other = Job {
            keywords: 5,
            ..job.clone()
        };
        assert_eq!(
            job.refuse_other(&other, Path::new("out")).unwrap_err().to_string(),
            "out: the run in this folder was begun otherwise (keywords 0 is 5 now); go on with it as it was begun, or name \
             another folder"
        );
    }

    #[test]
    fn a_job_goes_through_json_unchanged() {
        let job = Job::new(vec!["in".to_owned()], &Settings::default(), Reading::default());
        let json = serde_json::to_string(&job).unwrap();
        assert_eq!(serde_json::from_str::<Job>(&json).unwrap(), job);
    }
}
