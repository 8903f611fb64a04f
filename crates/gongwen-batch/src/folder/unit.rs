//! Units of work: what one part is made from.

use crate::failure::Failure;
use crate::input::{Input, Inputs, Reading};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The most files in one unit, so that a line of the plan and the work lost with a unit stay small.
const MOST: usize = 10_000;

/// What one part is made from: small files together, a larger file alone, or a range of a long JSON Lines file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Its number, from 0.
    pub unit: u64,
    /// What it is made from, in order.
    pub pieces: Vec<Piece>,
}

/// A file, or a range of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The path as given or walked to.
    #[serde(with = "super::path")]
    pub path: PathBuf,
    /// The file's size in bytes when it was planned; `None` if it could not be told.
    pub bytes: Option<u64>,
    /// The lines that begin from this byte on, up to `to`; the whole file without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<u64>,
    /// The end of the range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<u64>,
}

impl Piece {
    fn range(&self) -> Option<Range<u64>> {
        Some(self.from?..self.to?)
    }

    /// Bytes of input, as far as is known.
    fn len(&self) -> u64 {
        self.range()
            .map_or(self.bytes.unwrap_or(0), |range| range.end - range.start)
    }

    /// The inputs it holds; or a failure, if the file is no longer what was planned.
    fn inputs(self, reading: &Reading) -> impl Iterator<Item = Input> + use<> {
        let now = fs::metadata(&self.path)
            .ok()
            .filter(fs::Metadata::is_file)
            .map(|meta| meta.len());
        let changed = matches!((self.bytes, now), (Some(planned), Some(now)) if planned != now);
        let lost = changed.then(|| {
            Input::lost(Failure::new(
                Some(self.path.to_string_lossy().into_owned()),
                "changed",
                "the file has changed since the run was planned; begin a new run to read it as it is now",
            ))
        });
        let inputs = (!changed).then(|| reading.inputs_of(&self.path, self.range()));
        lost.into_iter().chain(inputs.into_iter().flatten())
    }
}

impl Unit {
    /// The name of its part, without an ending: fixed by what it is made from.
    ///
    /// ```
    /// use gongwen_batch::folder::{Piece, Unit};
    /// let piece = Piece { path: "a.txt".into(), bytes: Some(12), from: None, to: None };
    /// let unit = Unit { unit: 3, pieces: vec![piece] };
    /// assert_eq!(unit.name(), "000003-8b43e1c74499");
    /// ```
    #[must_use]
    pub fn name(&self) -> String {
        let mut hash = Sha256::new();
        for piece in &self.pieces {
            hash.update(piece.path.as_os_str().as_encoded_bytes());
            hash.update([0]);
            for number in [piece.bytes, piece.from, piece.to] {
                hash.update([u8::from(number.is_some())]);
                hash.update(number.unwrap_or(0).to_le_bytes());
            }
        }
        format!("{:06}-{:.12x}", self.unit, hash.finalize())
    }

    /// Bytes of input, as they lie on the disk.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.pieces.iter().map(Piece::len).sum()
    }

    /// The inputs it holds, in order.
    pub fn inputs(&self, reading: &Reading) -> impl Iterator<Item = Input> + use<> {
        let reading = reading.clone();
        self.pieces
            .clone()
            .into_iter()
            .flat_map(move |piece| piece.inputs(&reading))
    }
}

/// The units that `inputs` make, one by one.
pub(super) fn units<'a>(inputs: &'a Inputs, reading: &'a Reading, part_size: u64) -> impl Iterator<Item = Unit> + 'a {
    let mut pieces = inputs
        .files()
        .flat_map(move |file| match file {
            Ok(path) => planned(path, reading, part_size),
            // It is planned all the same, and its failure told when its turn comes.
            Err(failure) => vec![Piece {
                path: failure.uri.unwrap_or_default().into(),
                bytes: None,
                from: None,
                to: None,
            }],
        })
        .peekable();
    let mut number = 0;
    std::iter::from_fn(move || {
        let mut unit = Unit {
            unit: number,
            pieces: Vec::new(),
        };
        let mut bytes = 0;
        while let Some(piece) = pieces
            .next_if(|piece| unit.pieces.is_empty() || (unit.pieces.len() < MOST && bytes + piece.len() <= part_size))
        {
            bytes += piece.len();
            unit.pieces.push(piece);
        }
        number += 1;
        (!unit.pieces.is_empty()).then_some(unit)
    })
}

/// A file as one piece, or as many where it is long and may be cut at its lines.
fn planned(path: PathBuf, reading: &Reading, part_size: u64) -> Vec<Piece> {
    let bytes = size(&path);
    match bytes {
        Some(bytes) if bytes > part_size && reading.is_splittable(&path) => {
            let count = bytes.div_ceil(part_size.max(1));
            // As even as can be: the last one would be a splinter otherwise.
            let cut = |at: u64| u64::try_from(u128::from(bytes) * u128::from(at) / u128::from(count)).unwrap_or(bytes);
            (0..count)
                .map(|at| Piece {
                    path: path.clone(),
                    bytes: Some(bytes),
                    from: Some(cut(at)),
                    to: Some(cut(at + 1)),
                })
                .collect()
        }
        _ => vec![Piece {
            path,
            bytes,
            from: None,
            to: None,
        }],
    }
}

fn size(path: &Path) -> Option<u64> {
    fs::metadata(path)
        .ok()
        .filter(fs::Metadata::is_file)
        .map(|meta| meta.len())
}
