//! One unit in, one part out: the work that any engine can call.

use super::ledger::Done;
use super::unit::Unit;
use super::{FolderError, Job, flush_folder};
use crate::duplicate::{Fingerprint, Seen};
use crate::failure::Failure;
use crate::output::sink::json_line;
use crate::output::{Compressed, Compression, Extracted, Row, Rows, Sink, WholeFile};
use crate::run::Runner;
use crate::settings::Settings;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

/// `part-000003-8b43e1c74499.jsonl.zst`
pub(super) fn part_name(unit: &Unit, compression: Compression) -> String {
    format!("part-{}.jsonl{}", unit.name(), compression.suffix())
}

/// Extracts a unit and writes its part into `folder`, where it appears whole or not at all; the same unit and job give
/// the same bytes, on any machine and with any number of threads. `None` if the run was asked to stop: nothing is written
/// then.
///
/// This is the unit of work for any engine: it needs the unit and the job, both of which go through JSON, and nothing of
/// what other units found, but for `seen` where repeats are marked across units. The part's ledger line is what it gives
/// back; who schedules the units keeps the ledger.
///
/// ```
/// use gongwen_batch::folder::{Job, Piece, Unit, write_part};
/// use gongwen_batch::{Runner, Settings};
/// # let folder = std::env::temp_dir().join(format!("gongwen-doc-part-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// let notice = folder.join("a.txt");
/// std::fs::write(&notice, "青禾县人民政府公告")?;
/// let unit = Unit { unit: 0, pieces: vec![Piece { path: notice, bytes: Some(27), from: None, to: None }] };
/// let job = Job::new(vec!["a.txt".to_owned()], &Settings::default(), Default::default());
/// let done = write_part(&unit, &job, &job.settings(), &Runner::new(None)?, &folder, None)?.unwrap();
/// assert_eq!((done.notices, done.failures), (1, 0));
/// assert!(folder.join(&done.part).exists());
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// If something cannot be written. Half files are removed; `seen` knows some of the unit's records by then, and is of no
/// more use.
pub fn write_part(
    unit: &Unit,
    job: &Job,
    settings: &Settings,
    runner: &Runner,
    folder: &Path,
    seen: Option<&mut Seen>,
) -> Result<Option<Done>, FolderError> {
    let part = part_name(unit, job.compression);
    let path = folder.join(&part);
    let write = || -> io::Result<Option<Done>> {
        let skipped = job.reading.tally.skipped();
        let mut sink = Part::new(unit, job, folder, seen)?;
        let summary = runner.run(unit.inputs(&job.reading), settings, &mut sink)?;
        if summary.stopped {
            return Ok(None);
        }
        let written = sink.commit()?;
        flush_folder(folder)?;
        Ok(Some(Done {
            unit: unit.unit,
            part,
            notices: summary.notices,
            failures: summary.failures,
            duplicates: written.duplicates,
            skipped: job.reading.tally.skipped() - skipped,
            bytes: summary.bytes,
            input_sha256: written.input_sha256,
            output_bytes: written.output_bytes,
            output_sha256: written.output_sha256,
            failures_by_code: summary.failures_by_code,
            warnings: summary.warnings,
        }))
    };
    write().map_err(FolderError::at(&path))
}

/// Tells `seen` what a part that was done earlier holds.
pub(super) fn remember(unit: &Unit, folder: &Path, seen: &mut Seen) -> Result<(), FolderError> {
    let path = sidecar(folder, "seen", unit);
    let read = |seen: &mut Seen| -> io::Result<()> {
        for line in BufReader::new(File::open(&path)?).lines() {
            let Remembered { id, fingerprint } = serde_json::from_str(&line?)?;
            seen.check(&fingerprint, &id);
        }
        Ok(())
    };
    read(seen).map_err(FolderError::at(&path))
}

/// `_failures-000003-8b43e1c74499.jsonl`: no reader of the folder takes it for a part.
fn sidecar(folder: &Path, what: &str, unit: &Unit) -> PathBuf {
    folder.join(format!("_{what}-{}.jsonl", unit.name()))
}

/// What is kept of a record so that later parts can be held against it.
#[derive(Serialize, Deserialize)]
struct Remembered<'a> {
    id: std::borrow::Cow<'a, str>,
    fingerprint: std::borrow::Cow<'a, Fingerprint>,
}

/// The files of a part being written.
struct Part<'s> {
    rows: Rows<Compressed<Hashed<WholeFile>>, &'s mut Seen>,
    /// Begun with the first failure.
    failures: Option<WholeFile>,
    failures_path: PathBuf,
    /// What later parts are held against, where repeats are marked.
    seen: Option<WholeFile>,
    inputs: Sha256,
}

/// What was written.
struct Written {
    duplicates: u64,
    input_sha256: String,
    output_bytes: u64,
    output_sha256: String,
}

impl<'s> Part<'s> {
    fn new(unit: &Unit, job: &Job, folder: &Path, seen: Option<&'s mut Seen>) -> io::Result<Self> {
        let file = WholeFile::create(&folder.join(part_name(unit, job.compression)))?;
        let beside = match &seen {
            Some(_) => Some(WholeFile::create(&sidecar(folder, "seen", unit))?),
            None => None,
        };
        let failures_path = sidecar(folder, "failures", unit);
        Ok(Self {
            rows: Rows::new(Compressed::new(Hashed::new(file), job.compression)?, seen),
            failures: None,
            failures_path,
            seen: beside,
            inputs: Sha256::new(),
        })
    }

    /// Gives the files their names, the part's last: where it is, the others are too.
    fn commit(self) -> io::Result<Written> {
        match self.failures {
            Some(failures) => failures.commit()?,
            // Of an earlier try, perhaps before the machine's disk was mended.
            None if self.failures_path.exists() => fs::remove_file(&self.failures_path)?,
            None => {}
        }
        if let Some(seen) = self.seen {
            seen.commit()?;
        }
        let duplicates = self.rows.duplicates();
        let Hashed { out, hash, bytes } = self.rows.into_inner().finish()?;
        out.commit()?;
        Ok(Written {
            duplicates,
            input_sha256: format!("{:x}", self.inputs.finalize()),
            output_bytes: bytes,
            output_sha256: format!("{:x}", hash.finalize()),
        })
    }
}

impl<'s> Sink for Part<'s> {
    type Prepared = (Row, [u8; 32]);

    fn form(&self) -> impl Fn(Extracted<'_>) -> io::Result<Self::Prepared> + Send + Sync + use<'s> {
        let row = self.rows.form();
        move |made| {
            let digest = Sha256::digest(made.bytes).into();
            Ok((row(made)?, digest))
        }
    }

    fn record(&mut self, (row, digest): Self::Prepared) -> io::Result<()> {
        self.inputs.update(digest);
        if let (Some(seen), Some((id, fingerprint))) = (&mut self.seen, row.compared()) {
            seen.write_all(&json_line(&Remembered {
                id: id.into(),
                fingerprint: std::borrow::Cow::Borrowed(fingerprint),
            })?)?;
        }
        self.rows.write(row)
    }

    fn failure(&mut self, failure: Failure) -> io::Result<()> {
        let line = json_line(&failure)?;
        self.inputs.update(Sha256::digest(&line));
        let file = match &mut self.failures {
            Some(file) => file,
            none => none.insert(WholeFile::create(&self.failures_path)?),
        };
        file.write_all(&line)
    }
}

/// Counts and hashes what is written through it.
struct Hashed<W> {
    out: W,
    hash: Sha256,
    bytes: u64,
}

impl<W> Hashed<W> {
    fn new(out: W) -> Self {
        Self {
            out,
            hash: Sha256::new(),
            bytes: 0,
        }
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or(bytes));
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
