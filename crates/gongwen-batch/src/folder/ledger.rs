//! The ledger: one line for each part that is done, added only when the part is on the disk.

use super::FolderError;
use super::unit::Unit;
use crate::output::Compression;
use crate::output::sink::json_line;
use gongwen::WarningCode;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::input::LEDGER as NAME;

/// What became of a unit: a line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The unit's number.
    pub unit: u64,
    /// The part's file name.
    pub part: String,
    /// Records in the part.
    pub notices: u64,
    /// Inputs that gave none: rows of the part's failures file.
    pub failures: u64,
    /// Records that repeat an earlier one.
    pub duplicates: u64,
    /// Pages of web archives that were passed over; see [`Tally::skipped`](crate::input::Tally::skipped).
    pub skipped: u64,
    /// Bytes of the inputs that gave a record.
    pub bytes: u64,
    /// SHA-256 over the SHA-256 of each input's bytes, in order.
    pub input_sha256: String,
    /// The part's size in bytes.
    pub output_bytes: u64,
    /// SHA-256 of the part as it lies on the disk.
    pub output_sha256: String,
    /// How many failures there were of each kind.
    pub failures_by_code: BTreeMap<Cow<'static, str>, u64>,
    /// How often each warning stands in the records.
    pub warnings: BTreeMap<WarningCode, u64>,
}

/// The ledger of a folder.
#[derive(Debug)]
pub(super) struct Ledger {
    path: PathBuf,
    file: File,
    lines: BTreeMap<u64, Done>,
}

impl Ledger {
    /// Reads the ledger, or begins one. A torn last line, left by a kill or a full disk, is cut off.
    pub(super) fn open(folder: &Path) -> Result<Self, FolderError> {
        let path = folder.join(NAME);
        let open = || -> io::Result<(File, BTreeMap<u64, Done>)> {
            let mut file = File::options()
                .create(true)
                .truncate(false)
                .read(true)
                .write(true)
                .open(&path)?;
            let mut text = Vec::new();
            file.read_to_end(&mut text)?;
            let mut lines = BTreeMap::new();
            let mut good = 0;
            for line in text.split_inclusive(|byte| *byte == b'\n') {
                let Some(Ok(done)) = line.strip_suffix(b"\n").map(serde_json::from_slice::<Done>) else {
                    break;
                };
                good += line.len() as u64;
                lines.insert(done.unit, done);
            }
            file.set_len(good)?;
            file.seek(SeekFrom::End(0))?;
            Ok((file, lines))
        };
        let (file, lines) = open().map_err(FolderError::at(&path))?;
        Ok(Self { path, file, lines })
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// What became of the unit, if its part is there as the ledger says.
    pub(super) fn done(&self, unit: &Unit, folder: &Path, compression: Compression) -> Option<&Done> {
        let done = self.lines.get(&unit.unit)?;
        let part = super::part::part_name(unit, compression);
        let there = fs::metadata(folder.join(&part)).is_ok_and(|meta| meta.len() == done.output_bytes);
        (done.part == part && there).then_some(done)
    }

    /// Adds a line and flushes it to the disk.
    pub(super) fn add(&mut self, done: Done) -> Result<(), FolderError> {
        let write = |file: &mut File| -> io::Result<()> {
            file.write_all(&json_line(&done)?)?;
            file.sync_data()
        };
        write(&mut self.file).map_err(FolderError::at(&self.path))?;
        self.lines.insert(done.unit, done);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(unit: u64) -> Done {
        Done {
            unit,
            part: format!("part-{unit}"),
            notices: 1,
            failures: 0,
            duplicates: 0,
            skipped: 0,
            bytes: 3,
            input_sha256: "00".to_owned(),
            output_bytes: 4,
            output_sha256: "11".to_owned(),
            failures_by_code: BTreeMap::from([("empty".into(), 1)]),
            warnings: BTreeMap::from([(WarningCode::NumberingGap, 2)]),
        }
    }

    #[test]
    fn a_torn_last_line_is_cut_off_wherever_it_tore() {
        let folder = std::env::temp_dir().join(format!("gongwen-ledger-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(NAME);
        let first = json_line(&done(0)).unwrap();
        let second = json_line(&done(1)).unwrap();
        for torn in 0..second.len() {
            fs::write(&path, [&first, &second[..torn]].concat()).unwrap();
            let mut ledger = Ledger::open(&folder).unwrap();
            assert_eq!(ledger.lines.keys().copied().collect::<Vec<_>>(), [0], "{torn}");
            ledger.add(done(1)).unwrap();
            assert_eq!(
                fs::read(&path).unwrap(),
                [first.as_slice(), second.as_slice()].concat(),
                "{torn}"
            );
            assert_eq!(Ledger::open(&folder).unwrap().len(), 2, "{torn}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
