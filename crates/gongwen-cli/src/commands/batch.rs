//! `gongwen batch`: files and folders to JSON Lines, in parallel.

use crate::args::BatchArgs;
use crate::outcome::{Fault, Outcome, Status, tell};
use gongwen::Notice;
use gongwen_batch::sink::json_line;
use gongwen_batch::{Failure, Inputs, Settings, Sink, WholeFile, run as run_batch};
use indicatif::{ProgressBar, ProgressStyle};
use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::{fs, panic, thread};

pub(crate) fn run(args: &BatchArgs) -> Outcome {
    let failures = args
        .failures
        .clone()
        .or_else(|| args.output.as_deref().map(failures_beside));
    let outputs = [args.output.as_deref(), failures.as_deref()];
    let inputs = outputs
        .into_iter()
        .flatten()
        .fold(Inputs::new(&args.inputs), Inputs::except);
    refuse_misuse(args, &inputs, outputs)?;

    // Before any file is begun, so that whoever sees one can count on a clean stop.
    let settings = Settings {
        jobs: args.jobs.and_then(|jobs| NonZeroUsize::new(jobs.into())),
        encoding: args.encoding,
        keywords: args.keywords(),
        stop: Some(stop_on_signal()),
    };
    let mut output = Output {
        records: match &args.output {
            Some(path) => Records::File(create(path)?),
            None => Records::Screen(BufWriter::with_capacity(1 << 16, io::stdout().lock())),
        },
        failures: failures.as_deref().map(create).transpose()?,
        progress: progress(&inputs, args.output.is_some()),
    };
    quiet_caught_panics();

    let records = args
        .output
        .as_deref()
        .map_or("standard output".into(), Path::to_string_lossy);
    let summary = run_batch(inputs.iter(), &settings, &mut output).map_err(|error| Fault::writing(&records, &error))?;
    output.progress.finish_and_clear();
    if summary.stopped && args.output.is_some() {
        tell(format_args!("stopped; {records} was not written"));
        return Ok(Status::Stopped);
    }
    output.finish().map_err(|error| Fault::writing(&records, &error))?;
    summary.to_string().lines().for_each(tell);
    if summary.failures > 0
        && let Some(path) = &failures
    {
        tell(format_args!("the failures are in {}", path.display()));
    }
    Ok(match summary.failures {
        _ if summary.stopped => Status::Stopped,
        0 => Status::Good,
        _ => Status::SomeFailed,
    })
}

/// `records.jsonl` → `records.jsonl.failures.jsonl`
fn failures_beside(output: &Path) -> PathBuf {
    let mut name = OsString::from(output);
    name.push(".failures.jsonl");
    name.into()
}

/// What cannot be meant is told before any work is done or any file touched.
fn refuse_misuse(args: &BatchArgs, inputs: &Inputs, outputs: [Option<&Path>; 2]) -> Result<(), Fault> {
    if let Some(folder) = inputs.empty_folder() {
        return Err(Fault::Misuse(format!(
            "{}: no notice in this folder; files ending in .txt, .text, .html or .htm and files without an ending are \
             taken, others must be named one by one",
            folder.display()
        )));
    }
    for output in outputs.into_iter().flatten() {
        if args.inputs.iter().any(|input| same_file(input, output)) {
            return Err(Fault::Misuse(format!(
                "{}: it is an input and an output at once",
                output.display()
            )));
        }
    }
    match outputs {
        [Some(records), Some(failures)] if records == failures || same_file(records, failures) => Err(Fault::Misuse(
            format!("{}: records and failures cannot go to one file", records.display()),
        )),
        _ => Ok(()),
    }
}

/// Whether both are there and are one plain file; `/dev/null` may be given twice.
fn same_file(one: &Path, other: &Path) -> bool {
    let plain = |path| fs::canonicalize(path).ok().filter(|path| path.is_file());
    matches!((plain(one), plain(other)), (Some(one), Some(other)) if one == other)
}

fn create(path: impl AsRef<Path>) -> Result<WholeFile, Fault> {
    WholeFile::create(path.as_ref()).map_err(|error| Fault::creating(path.as_ref(), &error))
}

/// A bar on standard error if that is a terminal, unless the records run over the same screen.
fn progress(inputs: &Inputs, to_file: bool) -> ProgressBar {
    if !io::stderr().is_terminal() || (!to_file && io::stdout().is_terminal()) {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(inputs.iter().count() as u64);
    match ProgressStyle::with_template("{bar:40} {pos}/{len} {per_sec} {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// A panic in a thread of the run is caught and told as a failure; the default hook would print it a second time.
fn quiet_caught_panics() {
    let default = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let caught = thread::current()
            .name()
            .is_some_and(|name| name.starts_with(gongwen_batch::run::THREAD_NAME));
        if !caught {
            default(info);
        }
    }));
}

/// Set by Ctrl-C or a polite kill; a second one ends the process at once.
fn stop_on_signal() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        // The order counts: on the first signal the flag is not yet set when the first of the two looks at it. Where
        // neither can be registered the signal ends the process, as it does by default.
        let _ = signal_hook::flag::register_conditional_default(signal, Arc::clone(&stop));
        let _ = signal_hook::flag::register(signal, Arc::clone(&stop));
    }
    stop
}

/// Records to a file or standard output, failures to their file or to standard error, and the bar that counts both.
struct Output {
    records: Records,
    failures: Option<WholeFile>,
    progress: ProgressBar,
}

enum Records {
    File(WholeFile),
    Screen(BufWriter<StdoutLock<'static>>),
}

impl Output {
    fn finish(self) -> io::Result<()> {
        if let Some(failures) = self.failures {
            failures.finish()?;
        }
        match self.records {
            Records::File(file) => file.finish(),
            Records::Screen(mut out) => out.flush(),
        }
    }
}

impl Sink for Output {
    type Prepared = Vec<u8>;

    fn prepare(notice: Notice) -> io::Result<Vec<u8>> {
        json_line(&notice)
    }

    fn record(&mut self, line: Vec<u8>) -> io::Result<()> {
        self.progress.inc(1);
        match &mut self.records {
            Records::File(file) => file.write_all(&line),
            Records::Screen(out) => out.write_all(&line),
        }
    }

    fn failure(&mut self, failure: Failure) -> io::Result<()> {
        self.progress.inc(1);
        match &mut self.failures {
            Some(file) => file.write_all(&json_line(&failure)?),
            None => {
                self.progress.suspend(|| tell(failure));
                Ok(())
            }
        }
    }
}
