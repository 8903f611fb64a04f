//! Records as lines of JSON, repeats marked on the way.

use super::sink::{Extracted, json_line};
use crate::duplicate::{Fingerprint, Seen};
use std::borrow::{Borrow, BorrowMut};
use std::io::{self, Write};

/// A record as a line, and what it is compared by where repeats are marked.
#[derive(Debug)]
pub struct Row {
    line: Vec<u8>,
    compared: Option<(String, Fingerprint)>,
}

impl Row {
    /// The record's id and fingerprint, where it is compared.
    pub(crate) fn compared(&self) -> Option<(&str, &Fingerprint)> {
        let (id, fingerprint) = self.compared.as_ref()?;
        Some((id, fingerprint))
    }
}

/// Writes records one a line; with [`Seen`] at hand it marks those that repeat an earlier one.
#[derive(Debug)]
pub(crate) struct Rows<W, S> {
    out: W,
    seen: Option<S>,
    duplicates: u64,
}

impl<W, S> Rows<W, S> {
    /// `seen` is owned, or borrowed where it outlives these rows.
    pub(crate) const fn new(out: W, seen: Option<S>) -> Self {
        Self {
            out,
            seen,
            duplicates: 0,
        }
    }

    /// How many repeats were marked.
    pub(crate) const fn duplicates(&self) -> u64 {
        self.duplicates
    }

    pub(crate) const fn seen(&self) -> Option<&S> {
        self.seen.as_ref()
    }

    pub(crate) fn into_inner(self) -> W {
        self.out
    }
}

impl<W: Write, S: Borrow<Seen> + BorrowMut<Seen>> Rows<W, S> {
    /// Gives a record its line, on any thread.
    pub(crate) fn form(&self) -> impl Fn(Extracted<'_>) -> io::Result<Row> + Send + Sync + use<W, S> {
        let mode = self.seen.as_ref().map(|seen| seen.borrow().mode());
        move |made| {
            let compared = mode.and_then(|mode| Fingerprint::of(&made.notice, mode));
            Ok(Row {
                line: json_line(&made.notice)?,
                compared: compared.map(|fingerprint| (made.notice.id, fingerprint)),
            })
        }
    }

    pub(crate) fn write(&mut self, mut row: Row) -> io::Result<()> {
        if let (Some(seen), Some((id, fingerprint))) = (&mut self.seen, &row.compared)
            && let Some(first) = seen.borrow_mut().check(fingerprint, id)
        {
            self.duplicates += 1;
            mark(&mut row.line, &first.id)?;
        }
        self.out.write_all(&row.line)
    }
}

/// Adds [`gongwen::Notice::duplicate_of`], the record's last field, to a line made without it: writing the record anew, here where
/// no other thread works, would cost as much as all the rest.
fn mark(line: &mut Vec<u8>, id: &str) -> io::Result<()> {
    debug_assert!(line.ends_with(b"}\n"), "a record's line");
    line.truncate(line.len().saturating_sub(2));
    line.extend_from_slice(b",\"duplicate_of\":");
    serde_json::to_writer(&mut *line, id)?;
    line.extend_from_slice(b"}\n");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_line_is_the_marked_record() {
        let mut notice = gongwen::extract("青禾县人民政府公告".as_bytes(), &gongwen::Options::default()).unwrap();
        let mut line = json_line(&notice).unwrap();
        mark(&mut line, "a\"b").unwrap();
        notice.duplicate_of = Some("a\"b".to_owned());
        assert_eq!(line, json_line(&notice).unwrap());
    }
}
