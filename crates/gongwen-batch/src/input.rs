//! Inputs: files, folders walked for files, and bytes the caller holds.

use crate::failure::Failure;
use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The extensions that are taken from folders, beside files without one.
pub const EXTENSIONS: &[&str] = &["txt", "text", "html", "htm"];

/// One notice to read. Nothing is opened before its turn.
#[derive(Debug, Clone)]
pub struct Input {
    id: Option<String>,
    uri: Option<String>,
    content: Content,
}

#[derive(Debug, Clone)]
enum Content {
    File(PathBuf),
    Bytes(Vec<u8>),
    /// Something met while walking that could not be walked or read.
    Lost(Failure),
}

impl Input {
    /// A file, whose path as given is the record's `source.uri`.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        Self {
            id: None,
            uri: Some(path.to_string_lossy().into_owned()),
            content: Content::File(path),
        }
    }

    /// Bytes at hand; the record's `source.uri` is null unless [`Input::with_uri`] names one.
    #[must_use]
    pub fn bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            id: None,
            uri: None,
            content: Content::Bytes(bytes.into()),
        }
    }

    /// Sets the record's `source.uri`.
    #[must_use]
    pub fn with_uri(mut self, uri: impl Into<String>) -> Self {
        self.uri = Some(uri.into());
        self
    }

    /// Sets the record's `id`, which is a hash of the text otherwise.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The record's `source.uri`.
    #[must_use]
    pub fn uri(&self) -> Option<&str> {
        self.uri.as_deref()
    }

    /// The record's `id`, where one was set.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The bytes, read now.
    ///
    /// # Errors
    ///
    /// If the file cannot be read; the failure's code is `unreadable`.
    pub fn read(&self) -> Result<Cow<'_, [u8]>, Failure> {
        match &self.content {
            Content::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
            Content::File(path) => fs::read(path)
                .map(Cow::Owned)
                .map_err(|error| Failure::unreadable(self.uri.clone(), &error)),
            Content::Lost(failure) => Err(failure.clone()),
        }
    }

    fn lost(failure: Failure) -> Self {
        Self {
            id: None,
            uri: failure.uri.clone(),
            content: Content::Lost(failure),
        }
    }
}

/// Files and folders, walked lazily and always in the same order.
///
/// The paths are taken in the order given. A file is taken whatever its name. A folder gives the files below it, sorted
/// by path, whose extension is one of [`EXTENSIONS`] or that have none; hidden files and folders (`.git`, `.cache`) are
/// left out, links are followed. An ending that is not of ASCII letters and digits (`1.关于…的通知`) is part of the name
/// and no extension.
///
/// ```no_run
/// use gongwen_batch::Inputs;
/// let inputs = Inputs::new(["notices", "one-more.pdf.txt"]);
/// for input in inputs.iter() {
///     println!("{}", input.uri().unwrap_or("-"));
/// }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    paths: Vec<PathBuf>,
    except: Vec<PathBuf>,
}

impl Inputs {
    /// The inputs that `paths` stand for.
    pub fn new<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>) -> Self {
        Self {
            paths: paths.into_iter().map(Into::into).collect(),
            except: Vec::new(),
        }
    }

    /// Leaves `path` out where a folder would give it: a file written by an earlier run is no notice.
    #[must_use]
    pub fn except(mut self, path: &Path) -> Self {
        self.except.extend(fs::canonicalize(path));
        self
    }

    /// The first folder that gives no input at all.
    #[must_use]
    pub fn empty_folder(&self) -> Option<&Path> {
        let folders = self.paths.iter().filter(|path| path.is_dir());
        folders
            .map(PathBuf::as_path)
            .find(|folder| self.folder(folder).next().is_none())
    }

    /// The inputs one by one. What cannot be walked comes as an input whose reading fails, so that it is told once and
    /// stops nothing.
    pub fn iter(&self) -> impl Iterator<Item = Input> + '_ {
        self.paths.iter().flat_map(|path| {
            let folder = path.is_dir();
            let file = (!folder).then(|| Input::file(path));
            let below = folder.then(|| self.folder(path));
            file.into_iter().chain(below.into_iter().flatten())
        })
    }

    fn folder<'a>(&'a self, root: &Path) -> impl Iterator<Item = Input> + 'a {
        let shown = |entry: &DirEntry| entry.depth() == 0 || !is_hidden(entry.file_name());
        let walk = WalkDir::new(root)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(shown);
        walk.filter_map(|entry| match entry {
            Ok(entry) if entry.file_type().is_file() => {
                self.takes(entry.path()).then(|| Input::file(entry.into_path()))
            }
            Ok(_) => None,
            Err(error) => lost(error),
        })
    }

    fn takes(&self, path: &Path) -> bool {
        is_notice_name(path) && !self.is_exception(path)
    }

    fn is_exception(&self, path: &Path) -> bool {
        let mut named_alike = self
            .except
            .iter()
            .filter(|other| other.file_name() == path.file_name())
            .peekable();
        named_alike.peek().is_some() && fs::canonicalize(path).is_ok_and(|path| named_alike.any(|other| *other == path))
    }
}

/// A walking error as an input, unless it concerns a file that would not have been taken anyway.
fn lost(error: walkdir::Error) -> Option<Input> {
    let path = error.path().map(Path::to_path_buf);
    if let Some(path) = &path {
        let dead_link = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink());
        if path.file_name().is_some_and(is_hidden) || (dead_link && !is_notice_name(path)) {
            return None;
        }
    }
    let uri = path.map(|path| path.to_string_lossy().into_owned());
    Some(Input::lost(Failure::unreadable(uri, &error.into())))
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

fn is_notice_name(path: &Path) -> bool {
    match path.extension().map(OsStr::as_encoded_bytes) {
        Some(extension) if !extension.is_empty() && extension.iter().all(u8::is_ascii_alphanumeric) => EXTENSIONS
            .iter()
            .any(|taken| extension.eq_ignore_ascii_case(taken.as_bytes())),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_notices_from_other_files() {
        for taken in [
            "a.txt",
            "a.TXT",
            "a.text",
            "a.html",
            "a.htm",
            "通知",
            "1.关于开展活动的通知",
            "a.",
        ] {
            assert!(is_notice_name(Path::new(taken)), "{taken}");
        }
        for left in [
            "a.pdf",
            "a.json",
            "a.gold.json",
            "a.jsonl",
            "README.md",
            "a.txt.gz",
            "a.7z",
        ] {
            assert!(!is_notice_name(Path::new(left)), "{left}");
        }
    }

    #[test]
    fn bytes_read_as_they_are() {
        let input = Input::bytes(*b"abc").with_uri("u").with_id("i");
        assert_eq!(input.read().unwrap(), Cow::Borrowed(b"abc".as_slice()));
        assert_eq!((input.uri(), input.id()), (Some("u"), Some("i")));
    }

    #[test]
    fn a_missing_path_is_one_failing_input() {
        let inputs: Vec<Input> = Inputs::new(["no/such/folder"]).iter().collect();
        assert_eq!(inputs.len(), 1);
        assert_eq!(inputs[0].read().unwrap_err().code, "unreadable");
    }
}
