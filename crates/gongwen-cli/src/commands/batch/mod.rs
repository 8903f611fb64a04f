//! `gongwen batch`: whatever scrapers have to JSON Lines, in parallel.

mod lines;
mod parts;
mod progress;

use super::write_file;
use crate::args::{BatchArgs, ReadingArgs};
use crate::outcome::{Fault, Outcome, Status, tell};
use gongwen::Identity;
use gongwen_batch::input::{Fields, Limits};
use gongwen_batch::{Compression, Inputs, Reading, Settings, Summary};
use progress::Bar;
use serde::Serialize;
use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::{panic, thread};

pub(crate) fn run(args: &BatchArgs) -> Outcome {
    let reading = reading(&args.reading);
    let inputs = inputs(args).reading(reading.clone());
    let bar = Bar::new(args.output.is_some(), reading.tally.clone());
    // Before any file is begun, so that whoever sees one can count on a clean stop.
    let settings = Settings {
        jobs: args.jobs.and_then(|jobs| NonZeroUsize::new(jobs.into())),
        encoding: args.reading.encoding,
        keywords: args.keywords.count(),
        source_text: args.reading.source_text,
        unordered: args.unordered,
        progress: Some(bar.progress()),
        stop: Some(stop_on_signal()),
    };
    quiet_caught_panics();
    match folder(args) {
        Some(folder) => parts::run(args, folder, &inputs, reading, &settings, &bar),
        None => lines::run(args, inputs, &settings, &bar),
    }
}

/// The folder that the records go to, if they go to one.
fn folder(args: &BatchArgs) -> Option<&Path> {
    let output = args.output.as_deref()?;
    let named_so = output.as_os_str().as_encoded_bytes().ends_with(b"/");
    (named_so || args.folder.part_size.is_some() || args.folder.resume || output.is_dir()).then_some(output)
}

fn reading(args: &ReadingArgs) -> Reading {
    let mut fields = Fields::default().named(args.text_field.clone(), args.html_field.clone());
    if !args.id_field.is_empty() {
        fields.id.clone_from(&args.id_field);
    }
    Reading {
        fields,
        limits: Limits {
            input: args.max_size,
            window: args.max_window,
        },
        ..Reading::default()
    }
}

/// The inputs that are named one by one, then those of the list.
fn inputs(args: &BatchArgs) -> Inputs {
    let named = args.inputs.iter().fold(Inputs::default(), |inputs, path| {
        if path.as_os_str() == "-" {
            inputs.and_stream(io::stdin(), None)
        } else {
            inputs.and_path(path)
        }
    });
    #[cfg(unix)]
    let named = named.except_open(io::stdout()).except_open(io::stderr());
    match &args.files_from {
        Some(list) if list.as_os_str() == "-" => named.and_list(io::stdin()),
        Some(list) => named.and_list_file(list),
        None => named,
    }
}

/// What came of a run, and what made it.
#[derive(Serialize)]
struct Report<'s> {
    engine: Identity,
    #[serde(flatten)]
    summary: &'s Summary,
}

/// Writes what came of the run where it was asked for, and gives the status.
fn conclude(args: &BatchArgs, summary: &Summary) -> Outcome {
    if let Some(path) = &args.summary {
        let report = Report {
            engine: Identity::of_this_engine(),
            summary,
        };
        let mut text =
            serde_json::to_vec_pretty(&report).map_err(|error| Fault::writing(path.display(), &error.into()))?;
        text.push(b'\n');
        write_file(path, &text)?;
    }
    Ok(match summary.failures {
        _ if summary.stopped => Status::Stopped,
        0 => Status::Good,
        _ => Status::SomeFailed,
    })
}

fn tell_summary(summary: &Summary) {
    summary.to_string().lines().for_each(tell);
}

/// How the records are packed: as asked for, else as the name of their file ends.
fn compression(args: &BatchArgs, output: Option<&Path>) -> Compression {
    args.compress
        .map(Compression::from)
        .or_else(|| output.map(Compression::of_name))
        .unwrap_or_default()
}

/// Whether both are there and are one plain file; `/dev/null` may be given twice.
fn same_file(one: &Path, other: &Path) -> bool {
    let plain = |path| fs::canonicalize(path).ok().filter(|path: &PathBuf| path.is_file());
    matches!((plain(one), plain(other)), (Some(one), Some(other)) if one == other)
}

/// What cannot be meant is told before any work is done or any file touched.
fn refuse_misuse(args: &BatchArgs, inputs: &Inputs, outputs: &[&Path]) -> Result<(), Fault> {
    if let Some(list) = args.files_from.as_deref().filter(|list| list.as_os_str() != "-")
        && let Err(error) = fs::File::open(list)
    {
        return Err(Fault::Misuse(format!(
            "{}: the list cannot be read: {error}",
            list.display()
        )));
    }
    if let Some(folder) = inputs.empty_folder() {
        return Err(Fault::Misuse(format!(
            "{}: no notice in this folder; files are taken whose names end as those of texts, pages, Word documents, JSON \
             Lines and web archives do, or have no ending; others must be named one by one",
            folder.display()
        )));
    }
    for (at, output) in outputs.iter().enumerate() {
        if args
            .inputs
            .iter()
            .chain(&args.files_from)
            .any(|input| same_file(input, output))
        {
            return Err(Fault::Misuse(format!(
                "{}: it is an input and an output at once",
                output.display()
            )));
        }
        if outputs
            .iter()
            .skip(at + 1)
            .any(|other| other == output || same_file(other, output))
        {
            return Err(Fault::Misuse(format!(
                "{}: two outputs cannot go to one file",
                output.display()
            )));
        }
    }
    if let Some(input) = args
        .inputs
        .iter()
        .find(|input| input.is_file() && inputs.is_exception(input))
    {
        return Err(Fault::Misuse(format!(
            "{}: it is an input and an output at once",
            input.display()
        )));
    }
    Ok(())
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
