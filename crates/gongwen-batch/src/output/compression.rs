//! Output that is compressed as it is written.

use flate2::GzBuilder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::path::Path;

/// Zstandard's own default: about a tenth of the records' size, at some 300 MB of them a second.
const ZSTD_LEVEL: i32 = 3;

/// How a file of records is compressed. The same records give the same bytes: no time and no name goes into the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compression {
    /// Not at all.
    #[default]
    None,
    /// gzip, which every tool reads.
    Gzip,
    /// Zstandard, smaller and faster.
    Zstd,
}

impl Compression {
    /// What a file's name asks for.
    ///
    /// ```
    /// use gongwen_batch::Compression;
    /// use std::path::Path;
    /// assert_eq!(Compression::of_name(Path::new("records.jsonl.zst")), Compression::Zstd);
    /// assert_eq!(Compression::of_name(Path::new("records.jsonl")), Compression::None);
    /// ```
    #[must_use]
    pub fn of_name(path: &Path) -> Self {
        match path.extension() {
            Some(extension) if extension.eq_ignore_ascii_case("gz") => Self::Gzip,
            Some(extension) if extension.eq_ignore_ascii_case("zst") => Self::Zstd,
            _ => Self::None,
        }
    }

    /// What stands after the name of a file so compressed: `.gz`, `.zst` or nothing.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Gzip => ".gz",
            Self::Zstd => ".zst",
        }
    }
}

/// A writer that compresses what it is given. [`Compressed::finish`] must end it, or the last block is missing.
pub struct Compressed<W: Write>(Inner<W>);

enum Inner<W: Write> {
    None(W),
    Gzip(Box<GzEncoder<W>>),
    Zstd(zstd::Encoder<'static, W>),
}

impl<W: Write> Compressed<W> {
    /// Compresses into `out`.
    ///
    /// # Errors
    ///
    /// If the compressor cannot be set up, for lack of memory.
    pub fn new(out: W, compression: Compression) -> io::Result<Self> {
        Ok(Self(match compression {
            Compression::None => Inner::None(out),
            Compression::Gzip => Inner::Gzip(Box::new(GzBuilder::new().write(out, flate2::Compression::default()))),
            Compression::Zstd => {
                let mut encoder = zstd::Encoder::new(out, ZSTD_LEVEL)?;
                // So that whoever reads it can tell damage from data.
                encoder.include_checksum(true)?;
                Inner::Zstd(encoder)
            }
        }))
    }

    /// Ends the compressed stream and gives the writer back.
    ///
    /// # Errors
    ///
    /// If the last block cannot be written.
    pub fn finish(self) -> io::Result<W> {
        match self.0 {
            Inner::None(out) => Ok(out),
            Inner::Gzip(out) => out.finish(),
            Inner::Zstd(out) => out.finish(),
        }
    }
}

impl<W: Write> Write for Compressed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Inner::None(out) => out.write(bytes),
            Inner::Gzip(out) => out.write(bytes),
            Inner::Zstd(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Inner::None(out) => out.flush(),
            Inner::Gzip(out) => out.flush(),
            Inner::Zstd(out) => out.flush(),
        }
    }
}

impl<W: Write> std::fmt::Debug for Compressed<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.0 {
            Inner::None(_) => "Compressed(None)",
            Inner::Gzip(_) => "Compressed(Gzip)",
            Inner::Zstd(_) => "Compressed(Zstd)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn compressed(compression: Compression) -> Vec<u8> {
        let mut out = Compressed::new(Vec::new(), compression).unwrap();
        for number in 0..1000 {
            writeln!(out, "青禾县公告第{number}号").unwrap();
        }
        out.finish().unwrap()
    }

    #[test]
    fn what_goes_in_comes_out_again() {
        let plain = compressed(Compression::None);
        let gzip = compressed(Compression::Gzip);
        let zstd = compressed(Compression::Zstd);
        let mut unpacked = Vec::new();
        flate2::read::MultiGzDecoder::new(gzip.as_slice())
            .read_to_end(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, plain);
        assert_eq!(zstd::decode_all(zstd.as_slice()).unwrap(), plain);
        assert!(gzip.len() < plain.len() / 3 && zstd.len() < plain.len() / 3);
    }

    #[test]
    fn the_same_records_give_the_same_bytes() {
        for compression in [Compression::Gzip, Compression::Zstd] {
            assert_eq!(compressed(compression), compressed(compression));
        }
        // The four bytes of a gzip file that hold a time.
        assert_eq!(compressed(Compression::Gzip)[4..8], [0; 4]);
    }
}
