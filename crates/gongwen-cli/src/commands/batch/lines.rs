//! Records to one file or to standard output.

use super::progress::Bar;
use super::{compression, conclude, refuse_misuse, tell_summary};
use crate::args::BatchArgs;
use crate::outcome::{Fault, Outcome, tell};
use gongwen_batch::duplicate::Seen;
use gongwen_batch::output::sink::json_line;
use gongwen_batch::{
    Compressed, Extracted, Failure, Inputs, JsonLines, Row, Settings, Sink, WholeFile, run as run_batch,
};
use std::ffi::OsString;
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

pub(super) fn run(args: &BatchArgs, inputs: Inputs, settings: &Settings, bar: &Bar) -> Outcome {
    let failures = args
        .failures
        .clone()
        .or_else(|| args.output.as_deref().map(failures_beside));
    let outputs = [args.output.as_deref(), failures.as_deref(), args.summary.as_deref()];
    let outputs: Vec<&Path> = outputs.into_iter().flatten().collect();
    let inputs = outputs.iter().fold(inputs, |inputs, output| inputs.except(output));
    refuse_misuse(args, &inputs, &outputs)?;

    let records = match &args.output {
        Some(path) => Records::File(create(path)?),
        None => Records::Screen(BufWriter::with_capacity(1 << 16, io::stdout().lock())),
    };
    let name = args
        .output
        .as_deref()
        .map_or("standard output".into(), Path::to_string_lossy);
    let unwritable = |error: io::Error| Fault::writing(&name, &error);
    let records = Compressed::new(records, compression(args, args.output.as_deref())).map_err(unwritable)?;
    let rows = match args.dedupe {
        Some(mode) => JsonLines::marking(records, io::sink(), Seen::new(mode.into(), args.dedupe_memory)),
        None => JsonLines::new(records, io::sink()),
    };
    let mut output = Output {
        rows,
        failures: failures.as_deref().map(create).transpose()?,
        bar,
    };

    let watching = bar.watch(&inputs);
    let mut summary = run_batch(inputs.iter(), settings, &mut output).map_err(unwritable)?;
    drop(watching);
    summary.skipped = bar.tally().skipped();
    summary.duplicates = output.rows.duplicates();
    summary.forgotten = output.rows.seen().map_or(0, Seen::forgotten);
    if summary.stopped && args.output.is_some() {
        tell(format_args!("stopped; {name} was not written"));
        return conclude(args, &summary);
    }
    output.finish().map_err(unwritable)?;
    tell_summary(&summary);
    if summary.failures > 0
        && let Some(path) = &failures
    {
        tell(format_args!("the failures are in {}", path.display()));
    }
    conclude(args, &summary)
}

/// Records to a file or standard output, failures to their file or to standard error.
struct Output<'b> {
    rows: JsonLines<Compressed<Records>, io::Sink>,
    failures: Option<WholeFile>,
    bar: &'b Bar,
}

impl Output<'_> {
    fn finish(self) -> io::Result<()> {
        if let Some(failures) = self.failures {
            failures.finish()?;
        }
        let (records, _) = self.rows.into_inner();
        records.finish()?.finish()
    }
}

impl<'b> Sink for Output<'b> {
    type Prepared = Row;

    fn form(&self) -> impl Fn(Extracted<'_>) -> io::Result<Row> + Send + Sync + use<'b> {
        self.rows.form()
    }

    fn record(&mut self, row: Row) -> io::Result<()> {
        self.rows.record(row)
    }

    fn failure(&mut self, failure: Failure) -> io::Result<()> {
        match &mut self.failures {
            Some(file) => file.write_all(&json_line(&failure)?),
            None => {
                self.bar.suspend(|| tell(failure));
                Ok(())
            }
        }
    }
}

/// `records.jsonl` → `records.jsonl.failures.jsonl`
fn failures_beside(output: &Path) -> PathBuf {
    let mut name = OsString::from(output);
    name.push(".failures.jsonl");
    name.into()
}

fn create(path: &Path) -> Result<WholeFile, Fault> {
    WholeFile::create(path).map_err(|error| Fault::creating(path, &error))
}

enum Records {
    File(WholeFile),
    Screen(BufWriter<StdoutLock<'static>>),
}

impl Records {
    fn finish(self) -> io::Result<()> {
        match self {
            Self::File(file) => file.finish(),
            Self::Screen(mut out) => out.flush(),
        }
    }
}

impl Write for Records {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.write(bytes),
            Self::Screen(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::File(file) => file.flush(),
            Self::Screen(out) => out.flush(),
        }
    }
}
