//! Lists of paths: one on each line, or with NULs between them.

use super::stream::{BUFFER, Stream};
use crate::failure::Failure;
use std::fmt;
use std::fs::File;
use std::io::{BufRead, Read};
use std::iter;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// The longest path that any system takes, with room to spare.
const LONGEST: usize = 64 * 1024;

/// A list of paths that is read when it is walked.
#[derive(Clone)]
pub(super) enum List {
    /// Can be read once; what is left of it is shared by all clones.
    Once(Arc<Mutex<Paths>>),
    File(PathBuf),
}

impl fmt::Debug for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Once(_) => f.write_str("Once"),
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
        }
    }
}

impl List {
    pub(super) fn once(list: impl Read + Send + 'static) -> Self {
        Self::Once(Arc::new(Mutex::new(Paths::new(Stream::of_device(list), None))))
    }

    pub(super) fn file(path: PathBuf) -> Self {
        Self::File(path)
    }

    pub(super) const fn is_file(&self) -> bool {
        matches!(self, Self::File(_))
    }

    /// The paths, or what keeps them from being read.
    pub(super) fn paths(&self) -> Box<dyn Iterator<Item = Result<PathBuf, Failure>> + Send + '_> {
        match self {
            Self::Once(paths) => Box::new(iter::from_fn(|| paths.lock().ok()?.next())),
            Self::File(path) => {
                let uri = path.to_string_lossy().into_owned();
                match File::open(path) {
                    Ok(file) => Box::new(Paths::new(Stream::of_device(file), Some(uri))),
                    Err(error) => Box::new(iter::once(Err(Failure::unreadable(Some(uri), &error)))),
                }
            }
        }
    }
}

/// The paths of one list.
pub(super) struct Paths {
    stream: Stream,
    uri: Option<String>,
    /// What stands between paths, once that is known.
    between: Option<u8>,
    done: bool,
}

impl Paths {
    fn new(stream: Stream, uri: Option<String>) -> Self {
        Self {
            stream,
            uri,
            between: None,
            done: false,
        }
    }

    fn stop(&mut self, failure: Failure) -> Option<Result<PathBuf, Failure>> {
        self.done = true;
        Some(Err(failure))
    }
}

impl Iterator for Paths {
    type Item = Result<PathBuf, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let between = match self.between {
            Some(between) => between,
            None if self.stream.peek(BUFFER).contains(&0) => 0,
            None => b'\n',
        };
        self.between = Some(between);
        let mut path = Vec::new();
        loop {
            let ready = match self.stream.fill_buf() {
                Ok(ready) => ready,
                Err(error) => {
                    let failure = Failure::unreadable(self.uri.clone(), &error);
                    return self.stop(failure);
                }
            };
            let at_end = ready.is_empty();
            let end = memchr::memchr(between, ready);
            let part = ready.get(..end.unwrap_or(ready.len())).unwrap_or_default();
            path.extend_from_slice(part);
            let passed = part.len() + usize::from(end.is_some());
            self.stream.consume(passed);
            if path.len() > LONGEST {
                let message = "it is no list of paths: one is longer than any path; give a path on each line";
                let failure = Failure::new(self.uri.clone(), "unreadable", message);
                return self.stop(failure);
            }
            if at_end || end.is_some() {
                if between == b'\n' && path.last() == Some(&b'\r') {
                    path.pop();
                }
                if !path.trim_ascii().is_empty() {
                    return Some(Ok(native(path)));
                }
                if at_end {
                    self.done = true;
                    return None;
                }
                path.clear();
            }
        }
    }
}

#[cfg(unix)]
fn native(path: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    PathBuf::from(std::ffi::OsString::from_vec(path))
}

#[cfg(not(unix))]
fn native(path: Vec<u8>) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(&path).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_as_they_come() {
        for (list, paths) in [
            ("a\nb c\n", vec!["a", "b c"]),
            ("a\r\n\r\n  \r\nb", vec!["a", "b"]),
            ("a\0b\nc\0\0", vec!["a", "b\nc"]),
            ("通知/[1].txt", vec!["通知/[1].txt"]),
            ("", vec![]),
        ] {
            let list = List::once(list.as_bytes());
            let read: Vec<PathBuf> = list.paths().map(Result::unwrap).collect();
            assert_eq!(read, paths.into_iter().map(PathBuf::from).collect::<Vec<_>>());
            assert_eq!(list.paths().count(), 0);
        }
    }

    #[test]
    fn what_is_no_list_is_told_once() {
        let list = List::once(io_repeat());
        let read: Vec<_> = list.paths().collect();
        assert_eq!(read.len(), 1);
        assert!(read[0].as_ref().unwrap_err().message.contains("no list of paths"));
        let missing = List::file(PathBuf::from("no/such/list"));
        assert_eq!(missing.paths().next().unwrap().unwrap_err().code, "unreadable");
    }

    fn io_repeat() -> impl Read + Send + 'static {
        std::io::repeat(b'a')
    }
}
