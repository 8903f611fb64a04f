//! Files that are there whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file being written under another name, which gets its own name when it is finished.
///
/// A run that fails, is stopped or is killed leaves the file of that name as it was before, or none. Dropped
/// unfinished, the half file is removed. What is no plain file (`/dev/null`, a pipe) is written directly.
///
/// ```
/// use gongwen_batch::WholeFile;
/// use std::io::Write;
/// # let folder = std::env::temp_dir().join(format!("gongwen-doc-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// let path = folder.join("records.jsonl");
/// let mut file = WholeFile::create(&path)?;
/// file.write_all(b"{}\n")?;
/// assert!(!path.exists());
/// file.finish()?;
/// assert_eq!(std::fs::read(&path)?, b"{}\n");
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct WholeFile {
    out: BufWriter<File>,
    /// Where the bytes are now and where they shall be; `None` once done, and for what is written directly.
    pending: Option<(PathBuf, PathBuf)>,
}

impl WholeFile {
    /// Begins the file that shall be at `path`. A link is followed: the file it leads to is the one replaced.
    ///
    /// # Errors
    ///
    /// If no file can be made in that folder.
    pub fn create(path: &Path) -> io::Result<Self> {
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        if fs::metadata(&target).is_ok_and(|meta| !meta.is_file()) {
            return Ok(Self {
                out: BufWriter::new(File::options().write(true).open(&target)?),
                pending: None,
            });
        }
        let part = part_of(&target).ok_or(io::ErrorKind::InvalidFilename)?;
        Ok(Self {
            out: BufWriter::new(File::create(&part)?),
            pending: Some((part, target)),
        })
    }

    /// Gives the file its name.
    ///
    /// # Errors
    ///
    /// If the last bytes cannot be written or the file cannot be renamed; the half file is then removed.
    pub fn finish(self) -> io::Result<()> {
        self.end(false)
    }

    /// The same, after the bytes are on the disk, so that not even a power cut leaves the name without them. The name
    /// itself is safe once the folder is flushed, which is left to the caller.
    ///
    /// # Errors
    ///
    /// As [`WholeFile::finish`].
    pub fn commit(self) -> io::Result<()> {
        self.end(true)
    }

    fn end(mut self, flushed: bool) -> io::Result<()> {
        self.out.flush()?;
        if flushed {
            self.out.get_ref().sync_all()?;
        }
        if let Some((part, target)) = &self.pending {
            fs::rename(part, target)?;
        }
        self.pending = None;
        Ok(())
    }
}

/// `notes/a.jsonl` → `notes/.a.jsonl.1234.part`: beside the file, so that renaming never crosses a disk; hidden, so that
/// no walk takes it; with the process's number, so that two runs do not write into one another.
fn part_of(target: &Path) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(target.file_name()?);
    name.push(format!(".{}.part", std::process::id()));
    Some(target.with_file_name(name))
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        if let Some((part, _)) = &self.pending {
            // Nobody is left to tell that a hidden half file could not be removed.
            let _ = fs::remove_file(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unfinished_file_leaves_the_old_one_and_nothing_else() {
        let folder = std::env::temp_dir().join(format!("gongwen-whole-file-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.jsonl");
        fs::write(&path, "old").unwrap();
        let mut file = WholeFile::create(&path).unwrap();
        file.write_all(b"new").unwrap();
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
        drop(file);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_folder_is_no_file_to_write() {
        assert!(WholeFile::create(&std::env::temp_dir()).is_err());
    }
}
