//! JSON Lines → a line each, unparsed. Nothing of a line is kept beyond the limit.

use super::json::Line;
use super::reading::{Fields, Limits, Reading, Tally};
use super::stream::{self, Stream};
use super::{Content, Input};
use crate::failure::Failure;
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The lines of a stream that are not blank.
pub(super) struct Lines {
    stream: Stream,
    name: Option<Arc<str>>,
    fields: Arc<Fields>,
    limits: Limits,
    tally: Tally,
    /// Where the next line begins, and how many lines end before it.
    offset: u64,
    ended: u64,
    /// No line that begins here or later is taken; the count of lines is kept under this path.
    end: Option<(u64, PathBuf)>,
    done: bool,
}

/// What was found up to the next line break.
enum Read {
    Line(Vec<u8>),
    TooLong,
    End,
}

impl Lines {
    pub(super) fn new(stream: Stream, reading: &Reading, name: Option<&str>) -> Self {
        Self {
            stream,
            name: name.map(Into::into),
            fields: Arc::new(reading.fields.clone()),
            limits: reading.limits,
            tally: reading.tally.clone(),
            offset: 0,
            ended: 0,
            end: None,
            done: false,
        }
    }

    /// The stream begins at this offset of its file, before which `lines` lines end.
    pub(super) fn from(mut self, offset: u64, lines: u64) -> Self {
        (self.offset, self.ended) = (offset, lines);
        self
    }

    /// Takes only the lines that begin before `end`.
    pub(super) fn up_to(mut self, end: u64, path: &Path) -> Self {
        self.end = Some((end, path.to_path_buf()));
        self
    }

    fn read(&mut self) -> io::Result<Read> {
        let most = usize::try_from(self.limits.input).unwrap_or(usize::MAX);
        let mut line = Vec::new();
        let (mut long, mut begun) = (false, false);
        loop {
            let ready = self.stream.fill_buf()?;
            if ready.is_empty() {
                break;
            }
            begun = true;
            let end = memchr::memchr(b'\n', ready);
            let part = ready.get(..end.unwrap_or(ready.len())).unwrap_or_default();
            long |= part.len() > most - line.len();
            if long {
                line = Vec::new();
            } else {
                line.extend_from_slice(part);
            }
            let passed = part.len() + usize::from(end.is_some());
            self.stream.consume(passed);
            self.offset += passed as u64;
            if end.is_some() {
                break;
            }
        }
        if begun {
            self.ended += 1;
        }
        Ok(match (begun, long) {
            (false, _) => Read::End,
            (true, true) => Read::TooLong,
            (true, false) => Read::Line(line),
        })
    }

    /// The line read last, as a uri.
    fn place(&self) -> Option<String> {
        self.name.as_ref().map(|name| format!("{name}:{}", self.ended))
    }

    fn file(&self) -> Option<String> {
        self.name.as_deref().map(str::to_owned)
    }

    fn too_long(&self) -> Failure {
        let what = match &self.name {
            Some(name) => format!("line {} of {name}", self.ended),
            None => format!("line {}", self.ended),
        };
        stream::too_large(self.place(), &what, None, self.limits)
    }
}

impl Iterator for Lines {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        while !self.done {
            if let Some((end, path)) = &self.end
                && self.offset >= *end
            {
                self.tally.keep_lines(path, self.offset, self.ended);
                break;
            }
            let first = self.offset == 0;
            match self.read() {
                Ok(Read::End) => break,
                Ok(Read::TooLong) => return Some(Input::lost(self.too_long())),
                Ok(Read::Line(mut bytes)) => {
                    if first && bytes.starts_with(b"\xef\xbb\xbf") {
                        bytes.drain(..3);
                    }
                    bytes.truncate(bytes.trim_ascii_end().len());
                    if bytes.is_empty() {
                        continue;
                    }
                    let line = Line {
                        bytes,
                        number: self.ended,
                        name: self.name.clone(),
                        fields: Arc::clone(&self.fields),
                    };
                    return Some(Input::new(self.place(), Content::Line(line)));
                }
                Err(error) => {
                    self.done = true;
                    let failure = stream::broken(self.file(), &error, self.stream.position(), self.limits);
                    return Some(Input::lost(failure));
                }
            }
        }
        self.done = true;
        None
    }
}
