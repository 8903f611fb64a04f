//! Files, folders, patterns and lists of paths → files, lazily and always in the same order.

use super::Input;
use super::list::List;
use super::names::{holds_run, is_container, is_hidden, is_taken};
use super::pattern::{self, Matches};
use super::reading::{Reading, Stock};
use crate::failure::Failure;
use std::ffi::{OsStr, OsString};
use std::fs::{self, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::{fmt, iter};

/// Files, folders, glob patterns and lists of paths, walked lazily and always in the same order.
///
/// The paths are taken in the order given. A file is taken whatever its name; so is what is no regular file, such as a
/// pipe. A folder gives the regular files below it, folder by folder in the order of their names, whose extension is one
/// of [`EXTENSIONS`](super::EXTENSIONS) or [`CONTAINERS`](super::CONTAINERS), also with `.gz` or `.zst` after it, or that
/// have none; hidden files and folders (`.git`, `.cache`) are left out, links are followed, and so is what earlier runs of gongwen's wrote left out. An ending that is not of
/// ASCII letters and digits (`1.关于…的通知`) is part of the name and no extension.
///
/// A path that is not there and has `*`, `?` or `[` in it is a pattern: `*` and `?` stand for parts of a name, `[…]` for
/// one of several characters, `**` for folders at any depth. The files it matches are taken whatever their names, and
/// the folders as if they were given.
///
/// ```no_run
/// use gongwen_batch::Inputs;
/// let inputs = Inputs::new(["notices", "one-more.pdf.txt", "crawls/2031-*.jsonl.gz"]);
/// for input in inputs.iter() {
///     println!("{}", input.uri().unwrap_or("-"));
/// }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    given: Vec<Given>,
    except: Vec<PathBuf>,
    /// Files that are open for writing, by device and number.
    written: Vec<(u64, u64)>,
    reading: Reading,
}

#[derive(Debug, Clone)]
enum Given {
    Path(PathBuf),
    List(List),
    Stream(Source),
}

impl Inputs {
    /// The inputs that `paths` stand for.
    pub fn new<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>) -> Self {
        Self {
            given: paths.into_iter().map(|path| Given::Path(path.into())).collect(),
            ..Self::default()
        }
    }

    /// The inputs that a list of paths stands for: one on each line, or with NULs between them if its first 64 KiB hold
    /// one (`find -print0`). Blank lines are passed over. The paths are taken as from [`Inputs::new`], but never for
    /// patterns: whoever lists files knows their names.
    ///
    /// The list is read as its paths are asked for, and only once: walking these inputs or a clone of them again finds it
    /// where the last walk left it. [`Inputs::and_list_file`] has no such limit.
    pub fn from_list(list: impl Read + Send + 'static) -> Self {
        Self::default().and_list(list)
    }

    /// Adds what a list of paths stands for, as [`Inputs::from_list`] reads it.
    #[must_use]
    pub fn and_list(mut self, list: impl Read + Send + 'static) -> Self {
        self.given.push(Given::List(List::once(list)));
        self
    }

    /// Adds what a list of paths in a file stands for; the file is opened anew by each walk.
    #[must_use]
    pub fn and_list_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.given.push(Given::List(List::file(path.into())));
        self
    }

    /// Adds what a path stands for, as [`Inputs::new`] takes it.
    #[must_use]
    pub fn and_path(mut self, path: impl Into<PathBuf>) -> Self {
        self.given.push(Given::Path(path.into()));
        self
    }

    /// Adds what a stream such as standard input holds; `uri` names it. It is no file, and can be read only once.
    #[must_use]
    pub fn and_stream(mut self, stream: impl Read + Send + 'static, uri: Option<String>) -> Self {
        self.given.push(Given::Stream(Source::new(stream, uri)));
        self
    }

    /// Whether every walk finds the same: a stream, or a list read from one, is there only once.
    #[must_use]
    pub fn can_be_walked_again(&self) -> bool {
        self.given.iter().all(|given| match given {
            Given::Path(_) => true,
            Given::List(list) => list.is_file(),
            Given::Stream(_) => false,
        })
    }

    /// Leaves `path`, a file or a folder, out where a folder, a pattern or a list would give it: an output is no input.
    #[must_use]
    pub fn except(mut self, path: &Path) -> Self {
        self.except.extend(fs::canonicalize(path));
        self
    }

    /// The same for a file that is open, such as standard output where a shell has put it into one. What is no regular
    /// file is nothing that a walk could give.
    #[cfg(unix)]
    #[must_use]
    pub fn except_open(mut self, open: impl std::os::fd::AsFd) -> Self {
        let about = open
            .as_fd()
            .try_clone_to_owned()
            .and_then(|file| fs::File::from(file).metadata());
        self.written
            .extend(about.ok().filter(fs::Metadata::is_file).map(|about| number(&about)));
        self
    }

    /// Whether `path` is one of the [exceptions](Inputs::except).
    #[must_use]
    pub fn is_exception(&self, path: &Path) -> bool {
        if !self.written.is_empty() && fs::metadata(path).is_ok_and(|about| self.written.contains(&number(&about))) {
            return true;
        }
        let mut named_alike = self
            .except
            .iter()
            .filter(|other| other.file_name() == path.file_name())
            .peekable();
        named_alike.peek().is_some() && fs::canonicalize(path).is_ok_and(|path| named_alike.any(|other| *other == path))
    }

    /// Sets how the files are read.
    #[must_use]
    pub fn reading(mut self, reading: Reading) -> Self {
        self.reading = reading;
        self
    }

    /// The first folder among the paths given that gives no file at all.
    #[must_use]
    pub fn empty_folder(&self) -> Option<&Path> {
        let mut folders = self.given.iter().filter_map(|given| match given {
            Given::Path(path) if path.is_dir() => Some(path.as_path()),
            _ => None,
        });
        folders.find(|folder| self.below(folder.to_path_buf()).next().is_none())
    }

    /// The files one by one. None is opened but the JSON Lines and archives of folders, to leave out those that an earlier
    /// run of gongwen's wrote, and those that are empty. What cannot be walked comes as a failure in its place, and stops nothing.
    ///
    /// Of a folder only the names are in memory, and those of the folders above it.
    pub fn files(&self) -> impl Iterator<Item = Result<PathBuf, Failure>> + Send + '_ {
        self.given.iter().flat_map(|given| self.files_of(given))
    }

    fn files_of<'a>(&'a self, given: &'a Given) -> Files<'a> {
        match given {
            Given::Path(path) => self.given_path(path),
            Given::List(list) => Box::new(list.paths().flat_map(|path| match path {
                Ok(path) => self.path(path),
                Err(failure) => Box::new(iter::once(Err(failure))),
            })),
            Given::Stream(source) => Box::new(iter::once(Err(source.no_file()))),
        }
    }

    /// The inputs in these files one by one; see [`Reading::inputs_of`]. What cannot be walked comes as an input whose
    /// opening fails, so that it is told once and stops nothing.
    pub fn iter(&self) -> impl Iterator<Item = Input> + Send + '_ {
        self.given
            .iter()
            .flat_map(|given| -> Box<dyn Iterator<Item = Input> + Send + '_> {
                if let Given::Stream(source) = given {
                    return source.inputs(&self.reading);
                }
                Box::new(self.files_of(given).flat_map(|file| match file {
                    Ok(path) => self.reading.inputs_of(&path, None),
                    Err(failure) => Box::new(iter::once(Input::lost(failure))),
                }))
            })
    }

    fn given_path(&self, path: &Path) -> Files<'_> {
        if !pattern::is_pattern(path) || fs::symlink_metadata(path).is_ok() {
            return match path.is_dir() {
                true => self.below(path.to_path_buf()),
                false => Box::new(iter::once(Ok(path.to_path_buf()))),
            };
        }
        let matches = match Matches::of(path) {
            Ok(matches) => matches,
            Err(failure) => return Box::new(iter::once(Err(failure))),
        };
        let mut found = matches.flat_map(|path| self.path(path)).peekable();
        if found.peek().is_some() {
            return Box::new(found);
        }
        Box::new(iter::once(Err(pattern::unmatched(path))))
    }

    /// The files that a file or folder stands for, unless it is an exception.
    fn path(&self, path: PathBuf) -> Files<'_> {
        if self.is_exception(&path) {
            Box::new(iter::empty())
        } else if path.is_dir() {
            self.below(path)
        } else {
            Box::new(iter::once(Ok(path)))
        }
    }

    /// Whether an earlier run left the file: its records, or a failures file that nothing had to go into.
    fn is_left_over(&self, path: &Path) -> bool {
        is_container(path) && !self.reading.may_hold_notices(path)
    }

    fn below(&self, folder: PathBuf) -> Files<'_> {
        if holds_run(&folder) {
            return Box::new(iter::empty());
        }
        let wants = |name: &OsStr, is_folder| !is_hidden(name) && (is_folder || is_taken(name));
        let mut walk = Walk::new(folder, None, wants);
        Box::new(iter::from_fn(move || {
            loop {
                match walk.next()? {
                    Ok((path, true)) => {
                        if self.is_exception(&path) || holds_run(&path) {
                            walk.leave();
                        }
                    }
                    Ok((path, false)) if self.is_exception(&path) || self.is_left_over(&path) => {}
                    Ok((path, false)) => return Some(Ok(path)),
                    Err(failure) => return Some(Err(failure)),
                }
            }
        }))
    }
}

/// What tells a file from all others, whatever names it goes by.
#[cfg(unix)]
fn number(about: &fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (about.dev(), about.ino())
}

/// Elsewhere no file is known by a number.
#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> (u64, u64) {
    (0, 0)
}

type Wants<'a> = Box<dyn Fn(&OsStr, bool) -> bool + Send + 'a>;
/// A stream that is there once, whatever walks over it.
#[derive(Clone)]
struct Source {
    stream: Arc<Mutex<Option<Box<dyn Read + Send>>>>,
    uri: Option<String>,
}

impl Source {
    fn new(stream: impl Read + Send + 'static, uri: Option<String>) -> Self {
        let stream: Box<dyn Read + Send> = Box::new(stream);
        Self {
            stream: Arc::new(Mutex::new(Some(stream))),
            uri,
        }
    }

    fn inputs(&self, reading: &Reading) -> Stock {
        let stream = self.stream.lock().ok().and_then(|mut stream| stream.take());
        match stream {
            Some(stream) => reading.inputs_from(stream, self.uri.clone()),
            None => Box::new(iter::empty()),
        }
    }

    fn no_file(&self) -> Failure {
        Failure::new(
            self.uri.clone(),
            "unreadable",
            "it is a stream and can be read only once; save it in a file first",
        )
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Source").field(&self.uri).finish()
    }
}

type Files<'a> = Box<dyn Iterator<Item = Result<PathBuf, Failure>> + Send + 'a>;

/// Everything below a folder, depth first, by name; folders come before what is in them.
///
/// Written here instead of taken from walkdir, which sorts whole paths with what the system said of each: for a folder of
/// a million names of 63 bytes it holds 178 MB, this 104 MB.
pub(super) struct Walk<'a> {
    open: Vec<Open>,
    /// The folder to go into next.
    next: Option<PathBuf>,
    /// How many folders deep to go; any depth without it.
    depth: Option<usize>,
    wants: Wants<'a>,
    failure: Option<Failure>,
}

/// A folder being walked.
struct Open {
    path: PathBuf,
    /// The path with all links followed: a folder inside itself is a loop.
    real: PathBuf,
    /// What is in it and yet to come, the last name first.
    names: Vec<Name>,
}

struct Name {
    name: Box<OsStr>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
    /// Known when its turn comes.
    Link,
}

impl<'a> Walk<'a> {
    /// `wants` says of a name whether it is wanted as a file, or as a folder to go into.
    pub(super) fn new(root: PathBuf, depth: Option<usize>, wants: impl Fn(&OsStr, bool) -> bool + Send + 'a) -> Self {
        Self {
            open: Vec::new(),
            next: Some(root),
            depth,
            wants: Box::new(wants),
            failure: None,
        }
    }

    /// Does not go into the folder given last.
    pub(super) fn leave(&mut self) {
        self.next = None;
    }

    fn enter(&mut self, path: PathBuf) {
        match self.listed(&path) {
            Ok(Some(open)) => self.open.push(open),
            Ok(None) => {
                let message = "it is a link back to a folder that it lies in; what is in it is read there";
                self.fail(&path, |uri| Failure::new(Some(uri), "unreadable", message));
            }
            Err(error) => self.fail(&path, |uri| Failure::unreadable(Some(uri), &error)),
        }
    }

    fn fail(&mut self, path: &Path, failure: impl FnOnce(String) -> Failure) {
        self.failure = Some(failure(path.to_string_lossy().into_owned()));
    }

    /// The folder with its names; `None` if it is one of those that are open already.
    fn listed(&self, path: &Path) -> io::Result<Option<Open>> {
        let real = fs::canonicalize(path)?;
        if self.open.iter().any(|open| open.real == real) {
            return Ok(None);
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name();
            let kind = kind(entry.file_type()?);
            let wants = |kind: Kind| match kind {
                Kind::File => (self.wants)(&name, false),
                Kind::Folder => (self.wants)(&name, true),
                Kind::Link => (self.wants)(&name, false) || (self.wants)(&name, true),
            };
            if let Some(kind) = kind.filter(|&kind| wants(kind)) {
                names.push(Name {
                    name: name.into_boxed_os_str(),
                    kind,
                });
            }
        }
        names.sort_unstable_by(|a, b| b.name.cmp(&a.name));
        Ok(Some(Open {
            path: path.to_path_buf(),
            real,
            names,
        }))
    }

    /// What a link leads to; `None` for what is not wanted.
    fn followed(&mut self, path: &Path, name: &OsStr) -> Option<Kind> {
        match fs::metadata(path) {
            Ok(about) => kind(about.file_type()).filter(|kind| (self.wants)(name, *kind == Kind::Folder)),
            Err(error) => {
                // A dead link by a name that a file would not have been taken by is nobody's loss.
                if (self.wants)(name, false) {
                    self.fail(path, |uri| Failure::unreadable(Some(uri), &error));
                }
                None
            }
        }
    }
}

/// The kind of what a walk takes: pipes and devices, which might block or never end, are not.
fn kind(file: FileType) -> Option<Kind> {
    if file.is_file() {
        Some(Kind::File)
    } else if file.is_dir() {
        Some(Kind::Folder)
    } else if file.is_symlink() {
        Some(Kind::Link)
    } else {
        None
    }
}

impl Iterator for Walk<'_> {
    /// A path, and whether it is a folder.
    type Item = Result<(PathBuf, bool), Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(folder) = self.next.take() {
                self.enter(folder);
            }
            if let Some(failure) = self.failure.take() {
                return Some(Err(failure));
            }
            let open = self.open.last_mut()?;
            let Some(Name { name, kind }) = open.names.pop() else {
                self.open.pop();
                continue;
            };
            let name: OsString = name.into_os_string();
            let path = open.path.join(&name);
            let kind = match kind {
                Kind::Link => self.followed(&path, &name),
                kind => Some(kind),
            };
            match kind {
                Some(Kind::Folder) => {
                    // The names in the innermost open folder are as deep as there are open folders.
                    if self.depth.is_none_or(|depth| self.open.len() < depth) {
                        self.next = Some(path.clone());
                    }
                    return Some(Ok((path, true)));
                }
                Some(_) => return Some(Ok((path, false))),
                None => {}
            }
        }
    }
}
