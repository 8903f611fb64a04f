//! Where records go: the trait, JSON lines, and a plain collection.

use crate::failure::Failure;
use gongwen::Notice;
use std::io::{self, Write};

/// Takes what a run gives, in input order.
///
/// A sink sees [`Notice`]s alone and no stage of the parser. The costly half, giving a record its outer form, is
/// [`Sink::prepare`], which runs on the threads of the run; the rest runs on the thread that called [`run()`](crate::run())
/// and needs no lock.
pub trait Sink {
    /// A record in the form the sink writes or keeps.
    type Prepared: Send;

    /// Gives a record its form. Runs in parallel, in no order.
    ///
    /// # Errors
    ///
    /// If the record has no such form; the run then ends.
    fn prepare(notice: Notice) -> io::Result<Self::Prepared>;

    /// Takes the next record.
    ///
    /// # Errors
    ///
    /// If it cannot be written; the run then ends.
    fn record(&mut self, prepared: Self::Prepared) -> io::Result<()>;

    /// Takes the next input that gave no record.
    ///
    /// # Errors
    ///
    /// If it cannot be written; the run then ends.
    fn failure(&mut self, failure: Failure) -> io::Result<()>;
}

/// Writes one JSON object a line: records to the one writer, failures to the other.
#[derive(Debug)]
pub struct JsonLines<R, F> {
    records: R,
    failures: F,
}

impl<R: Write, F: Write> JsonLines<R, F> {
    /// Writes to `records` and `failures`, which are best buffered.
    pub const fn new(records: R, failures: F) -> Self {
        Self { records, failures }
    }

    /// The two writers.
    pub fn into_inner(self) -> (R, F) {
        (self.records, self.failures)
    }
}

/// A record as one line of JSON, its line break included.
///
/// # Errors
///
/// None that a record of gongwen's can cause; `serde_json` states them for types in general.
pub fn json_line<T: serde::Serialize>(value: &T) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    Ok(line)
}

impl<R: Write, F: Write> Sink for JsonLines<R, F> {
    type Prepared = Vec<u8>;

    fn prepare(notice: Notice) -> io::Result<Vec<u8>> {
        json_line(&notice)
    }

    fn record(&mut self, line: Vec<u8>) -> io::Result<()> {
        self.records.write_all(&line)
    }

    fn failure(&mut self, failure: Failure) -> io::Result<()> {
        self.failures.write_all(&json_line(&failure)?)
    }
}

/// Keeps everything in memory, for callers that go on with the records themselves.
///
/// ```
/// use gongwen_batch::{Collected, Input, Settings, run};
/// let mut kept = Collected::default();
/// run([Input::bytes("青禾县人民政府公告").with_id("n1")], &Settings::default(), &mut kept)?;
/// assert_eq!(kept.notices[0].id, "n1");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Collected {
    /// The records, in input order.
    pub notices: Vec<Notice>,
    /// What gave none, in input order.
    pub failures: Vec<Failure>,
}

impl Sink for Collected {
    type Prepared = Box<Notice>;

    fn prepare(notice: Notice) -> io::Result<Box<Notice>> {
        Ok(Box::new(notice))
    }

    fn record(&mut self, notice: Box<Notice>) -> io::Result<()> {
        self.notices.push(*notice);
        Ok(())
    }

    fn failure(&mut self, failure: Failure) -> io::Result<()> {
        self.failures.push(failure);
        Ok(())
    }
}
