//! A run into a folder that survives anything.
//!
//! ```text
//! out/
//!   _plan.jsonl                        what is to be done: the job, then one unit a line; frozen before work begins
//!   part-000000-5b1f09c2d3aa.jsonl     the records of unit 0; the name is fixed by what the unit is made of
//!   _failures-000000-5b1f09c2d3aa.jsonl   its inputs that gave none, if there are any
//!   _ledger.jsonl                      one line for each part that is done: hashes, rows
//!   _lock                              held while a run works here
//!   _SUCCESS                           empty; there when every part is
//! ```
//!
//! Names that begin with `_` are left out by the engines that read such folders (Spark, Hive, DuckDB's `part-*.jsonl`).
//!
//! # Why nothing is lost or doubled
//!
//! A part is written under another name in the same folder, flushed to the disk, and renamed; the folder is flushed; only
//! then its ledger line is added and flushed. Killed at any moment, a run leaves either no ledger line, and the unit is
//! done again under the same name, or a line whose part is on the disk. A torn last line counts as none. The plan says
//! which engine and which settings made it, and a run by others is refused, so all parts are of one kind; a file that has
//! changed since it was planned gives a failure instead of records of another moment.

mod job;
mod ledger;
mod part;
mod path;
mod plan;
mod unit;

#[cfg(test)]
mod tests;

pub use job::Job;
pub use ledger::Done;
pub use part::write_part;
pub use plan::Plan;
pub use unit::{Piece, Unit};

use crate::duplicate::Seen;
use crate::input::Inputs;
use crate::output::WholeFile;
use crate::run::Runner;
use crate::settings::Settings;
use crate::summary::Summary;
use ledger::Ledger;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

const LOCK: &str = "_lock";
const SUCCESS: &str = "_SUCCESS";

/// Why a run into a folder did not begin or did not end.
#[derive(Debug)]
pub enum FolderError {
    /// The folder is not one this run may work in; the sentence says why and what to do.
    Refused(String),
    /// The file or folder could not be read or written.
    Io(PathBuf, io::Error),
}

impl FolderError {
    fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |error| Self::Io(path, error)
    }
}

impl std::fmt::Display for FolderError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused(why) => f.write_str(why),
            Self::Io(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for FolderError {}

/// A folder of parts, locked for this run.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    plan: Plan,
    ledger: Ledger,
    _lock: File,
}

impl Folder {
    /// Opens the folder for `job` over `inputs`: plans the units and freezes the plan, or with `resume` goes on with the
    /// plan that is there. A run that was killed before its plan was whole is begun again.
    ///
    /// # Errors
    ///
    /// If the folder holds anything else, another run works in it, or the plan was made by another engine, with other
    /// settings or for other inputs; or if it cannot be written.
    pub fn open(path: &Path, job: &Job, inputs: &Inputs, resume: bool) -> Result<Self, FolderError> {
        match fs::create_dir(path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(FolderError::Io(path.to_path_buf(), error));
            }
            _ => {}
        }
        if !resume {
            refuse_unless_empty(path)?;
        }
        let lock = lock(path)?;
        remove_leftovers(path)?;
        let plan = match Plan::read(path)? {
            Some(plan) => {
                plan.job().refuse_other(job, path)?;
                plan.with_job(job.clone())
            }
            None => {
                refuse_unless_empty(path)?;
                // What is written here is no input, even if it lies in a folder of them.
                Plan::freeze(path, job.clone(), &inputs.clone().except(path))?
            }
        };
        let ledger = Ledger::open(path)?;
        Ok(Self {
            path: path.to_path_buf(),
            plan,
            ledger,
            _lock: lock,
        })
    }

    /// What is to be done.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// How many parts are done.
    #[must_use]
    pub fn done(&self) -> usize {
        self.ledger.len()
    }

    /// Does every unit that is not done, in order, and ends with `_SUCCESS`. The summary counts the parts done earlier
    /// too. [`Settings::stop`] and [`Settings::progress`] are obeyed; what else the settings say is the job's to say.
    ///
    /// # Errors
    ///
    /// If something cannot be written. What is done stays done, and the run can be resumed.
    pub fn run(&mut self, runner: &Runner, settings: &Settings) -> Result<Summary, FolderError> {
        let began = Instant::now();
        let job = self.plan.job().clone();
        let settings = Settings {
            stop: settings.stop.clone(),
            progress: settings.progress.clone(),
            ..job.settings()
        };
        let mut seen = job.dedupe.map(|mode| Seen::new(mode, job.dedupe_memory));
        let mut summary = Summary::default();
        for unit in self.plan.units(&self.path)? {
            let unit = unit?;
            if let Some(done) = self.ledger.done(&unit, &self.path, job.compression) {
                if let Some(seen) = &mut seen {
                    part::remember(&unit, &self.path, seen)?;
                }
                summary.add(done);
                summary.parts_kept += 1;
                job.reading.tally.pass(unit.bytes());
                continue;
            }
            let Some(done) = write_part(&unit, &job, &settings, runner, &self.path, seen.as_mut())? else {
                summary.stopped = true;
                break;
            };
            summary.add(&done);
            self.ledger.add(done)?;
        }
        if let Some(seen) = &seen {
            summary.forgotten = seen.forgotten();
        }
        if !summary.stopped {
            self.succeed()?;
        }
        summary.elapsed = began.elapsed();
        Ok(summary)
    }

    fn succeed(&self) -> Result<(), FolderError> {
        let path = self.path.join(SUCCESS);
        if path.exists() {
            return Ok(());
        }
        WholeFile::create(&path)
            .and_then(WholeFile::commit)
            .and_then(|()| flush_folder(&self.path))
            .map_err(FolderError::at(&path))
    }
}

/// A file that was renamed is safe from a power cut only when its folder is on the disk too.
fn flush_folder(folder: &Path) -> io::Result<()> {
    // Elsewhere folders cannot be opened, and renaming is a matter of the file system's own journal.
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn lock(folder: &Path) -> Result<File, FolderError> {
    let path = folder.join(LOCK);
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(FolderError::at(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(FolderError::Refused(format!(
            "{}: another run works in this folder; wait for it to end, or name another folder",
            folder.display()
        ))),
        Err(TryLockError::Error(error)) => Err(FolderError::Io(path, error)),
    }
}

/// What a run that was killed before its plan was whole may have left: nothing that is worth keeping.
fn is_left_over(name: &str) -> bool {
    name == LOCK || (name.starts_with('.') && name.ends_with(".part"))
}

fn refuse_unless_empty(folder: &Path) -> Result<(), FolderError> {
    let mut names = names(folder)?;
    names.retain(|name| !is_left_over(name));
    if names.is_empty() {
        return Ok(());
    }
    let why = if names.iter().any(|name| name == SUCCESS) {
        "it holds a finished run; name another folder"
    } else if names.iter().any(|name| name == plan::NAME) {
        "it holds a run that has not ended; go on with it by --resume, or name another folder"
    } else {
        "the folder is not empty and holds no run of gongwen's; name a new one"
    };
    Err(FolderError::Refused(format!("{}: {why}", folder.display())))
}

/// Removes half files of a run that was killed; the lock is held, so nobody writes them any more.
fn remove_leftovers(folder: &Path) -> Result<(), FolderError> {
    for name in names(folder)? {
        if name != LOCK && is_left_over(&name) {
            let path = folder.join(name);
            fs::remove_file(&path).map_err(FolderError::at(&path))?;
        }
    }
    Ok(())
}

fn names(folder: &Path) -> Result<Vec<String>, FolderError> {
    let entries = fs::read_dir(folder).map_err(FolderError::at(folder))?;
    entries
        .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<_>>()
        .map_err(FolderError::at(folder))
}
