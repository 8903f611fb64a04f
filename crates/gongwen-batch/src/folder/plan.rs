//! The plan: the job, then one unit a line, frozen before work begins.

use super::job::Job;
use super::unit::{Unit, units};
use super::{FolderError, flush_folder};
use crate::input::Inputs;
use crate::output::WholeFile;
use crate::output::sink::json_line;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

pub(super) use crate::input::PLAN as NAME;

/// What is to be done in a folder. The units stay on the disk: there may be very many.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    job: Job,
    totals: Totals,
}

/// The last line of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Totals {
    units: u64,
    bytes: u64,
}

impl Plan {
    /// The job.
    #[must_use]
    pub const fn job(&self) -> &Job {
        &self.job
    }

    /// The same plan with a job equal to its own, but for what that one's reading counts in.
    pub(super) fn with_job(self, job: Job) -> Self {
        Self { job, ..self }
    }

    /// How many parts there will be.
    #[must_use]
    pub const fn parts(&self) -> u64 {
        self.totals.units
    }

    /// Bytes of input as they lie on the disk, compressed or not.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.totals.bytes
    }

    /// Walks the inputs and writes the plan. It appears whole or not at all.
    pub(super) fn freeze(folder: &Path, job: Job, inputs: &Inputs) -> Result<Self, FolderError> {
        let path = folder.join(NAME);
        let write = || -> io::Result<Totals> {
            let mut file = WholeFile::create(&path)?;
            file.write_all(&json_line(&job)?)?;
            let mut totals = Totals::default();
            for unit in units(inputs, &job.reading, job.part_size) {
                totals.units += 1;
                totals.bytes += unit.bytes();
                file.write_all(&json_line(&unit)?)?;
            }
            file.write_all(&json_line(&totals)?)?;
            file.commit()?;
            flush_folder(folder)?;
            Ok(totals)
        };
        let totals = write().map_err(FolderError::at(&path))?;
        Ok(Self { job, totals })
    }

    /// The plan of a folder; `None` if it has none.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or is the plan of another version.
    pub fn read(folder: &Path) -> Result<Option<Self>, FolderError> {
        let path = folder.join(NAME);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(FolderError::Io(path, error)),
        };
        let mut lines = BufReader::new(file).lines();
        let first = lines.next().transpose().map_err(FolderError::at(&path))?;
        let mut last = String::new();
        for line in lines {
            last = line.map_err(FolderError::at(&path))?;
        }
        let job = first.and_then(|line| serde_json::from_str(&line).ok());
        let totals = serde_json::from_str(&last).ok();
        match (job, totals) {
            (Some(job), Some(totals)) => Ok(Some(Self { job, totals })),
            _ => Err(FolderError::Refused(format!(
                "{}: this plan was made by another version of gongwen, or is damaged; name another folder",
                path.display()
            ))),
        }
    }

    /// The units, read one by one from the plan in `folder`.
    ///
    /// # Errors
    ///
    /// If the plan cannot be opened; each item, if its line cannot be read.
    pub fn units(&self, folder: &Path) -> Result<impl Iterator<Item = Result<Unit, FolderError>> + use<>, FolderError> {
        let path = folder.join(NAME);
        let file = File::open(&path).map_err(FolderError::at(&path))?;
        let count = usize::try_from(self.totals.units).unwrap_or(usize::MAX);
        Ok(BufReader::new(file).lines().skip(1).take(count).map(move |line| {
            line.and_then(|line| Ok(serde_json::from_str(&line)?))
                .map_err(FolderError::at(&path))
        }))
    }
}
