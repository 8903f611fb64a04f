//! Where records go: the trait, JSON lines, and a plain collection.

use super::rows::{Row, Rows};
use crate::duplicate::Seen;
use crate::failure::Failure;
use gongwen::Notice;
use std::io::{self, Write};

/// A record and the bytes it was made from.
#[derive(Debug)]
pub struct Extracted<'a> {
    /// The record.
    pub notice: Notice,
    /// The bytes of the input.
    pub bytes: &'a [u8],
}

/// Takes what a run gives, in input order.
///
/// A sink sees [`Notice`]s alone and no stage of the parser. The costly half, giving a record its outer form, is the
/// function that [`Sink::form`] gives, which runs on the threads of the run; the rest runs on the thread that called
/// [`run()`](crate::run()) and needs no lock.
///
/// ```
/// use gongwen_batch::{Extracted, Failure, Input, Settings, Sink, run};
/// use std::io;
///
/// /// Prints titles.
/// struct Titles(Vec<String>);
///
/// impl Sink for Titles {
///     type Prepared = Option<String>;
///
///     fn form(&self) -> impl Fn(Extracted<'_>) -> io::Result<Option<String>> + Send + Sync + use<> {
///         |made| Ok(made.notice.title.map(|title| title.text))
///     }
///
///     fn record(&mut self, title: Option<String>) -> io::Result<()> {
///         self.0.extend(title);
///         Ok(())
///     }
///
///     fn failure(&mut self, failure: Failure) -> io::Result<()> {
///         Err(io::Error::other(failure))
///     }
/// }
///
/// let mut titles = Titles(Vec::new());
/// run([Input::bytes("青禾县人民政府公告")], &Settings::default(), &mut titles)?;
/// assert_eq!(titles.0, ["青禾县人民政府公告"]);
/// # Ok::<(), io::Error>(())
/// ```
pub trait Sink {
    /// A record in the form the sink writes or keeps.
    type Prepared: Send;

    /// What gives a record its form. Called in parallel, in no order. Its error means that the record has no such form,
    /// and ends the run.
    fn form(&self) -> impl Fn(Extracted<'_>) -> io::Result<Self::Prepared> + Send + Sync + use<Self>;

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
    rows: Rows<R, Seen>,
    failures: F,
}

impl<R: Write, F: Write> JsonLines<R, F> {
    /// Writes to `records` and `failures`, which are best buffered.
    pub const fn new(records: R, failures: F) -> Self {
        Self {
            rows: Rows::new(records, None),
            failures,
        }
    }

    /// The same, and marks records that repeat one of `seen` or an earlier one.
    ///
    /// ```
    /// use gongwen_batch::duplicate::{Dedupe, MEMORY, Seen};
    /// use gongwen_batch::{Input, JsonLines, Settings, run};
    /// let notice = "青禾县人民政府关于开展档案普查的通知\n各镇人民政府：\n请于2031年6月1日前报送档案普查情况，并指定一名工作人员负责此后的档案移交和日常联系工作。\n";
    /// let inputs = ["first", "second"].map(|id| Input::bytes(notice).with_id(id));
    /// let mut sink = JsonLines::marking(Vec::new(), std::io::sink(), Seen::new(Dedupe::Exact, MEMORY));
    /// run(inputs, &Settings::default(), &mut sink)?;
    /// assert_eq!(sink.duplicates(), 1);
    /// let (records, _) = sink.into_inner();
    /// assert!(String::from_utf8_lossy(&records).ends_with("\"duplicate_of\":\"first\"}\n"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub const fn marking(records: R, failures: F, seen: Seen) -> Self {
        Self {
            rows: Rows::new(records, Some(seen)),
            failures,
        }
    }

    /// How many repeats were marked.
    pub const fn duplicates(&self) -> u64 {
        self.rows.duplicates()
    }

    /// What was seen, where repeats are marked.
    pub const fn seen(&self) -> Option<&Seen> {
        self.rows.seen()
    }

    /// The two writers.
    pub fn into_inner(self) -> (R, F) {
        (self.rows.into_inner(), self.failures)
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
    type Prepared = Row;

    fn form(&self) -> impl Fn(Extracted<'_>) -> io::Result<Row> + Send + Sync + use<R, F> {
        self.rows.form()
    }

    fn record(&mut self, row: Row) -> io::Result<()> {
        self.rows.write(row)
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

    fn form(&self) -> impl Fn(Extracted<'_>) -> io::Result<Box<Notice>> + Send + Sync + use<> {
        |made| Ok(Box::new(made.notice))
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
