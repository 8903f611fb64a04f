//! Records into a folder of parts, in a run that can be taken up again.

use super::progress::Bar;
use super::{compression, conclude, refuse_misuse, tell_summary};
use crate::args::BatchArgs;
use crate::outcome::{Fault, Outcome, tell};
use gongwen_batch::folder::{FolderError, Job};
use gongwen_batch::{Folder, Inputs, Reading, Runner, Settings};
use std::path::Path;

pub(super) fn run(
    args: &BatchArgs,
    path: &Path,
    inputs: &Inputs,
    reading: Reading,
    settings: &Settings,
    bar: &Bar,
) -> Outcome {
    refuse_what_parts_cannot_be(args, path)?;
    refuse_misuse(args, inputs, &args.summary.iter().map(Path::new).collect::<Vec<_>>())?;
    let named = args.inputs.iter().chain(&args.files_from);
    let named = named.map(|path| path.to_string_lossy().into_owned()).collect();
    let mut job = Job::new(named, settings, reading);
    job.part_size = args.folder.part_size.unwrap_or(Job::PART_SIZE);
    job.compression = compression(args, None);
    job.dedupe = args.dedupe.map(Into::into);
    job.dedupe_memory = args.dedupe_memory;

    let mut folder = Folder::open(path, &job, inputs, args.folder.resume).map_err(|error| fault(path, error))?;
    let parts = folder.plan().parts();
    if folder.done() > 0 {
        tell(format_args!("{} of {parts} parts are done", folder.done()));
    }
    let runner = Runner::new(settings.jobs).map_err(|error| Fault::writing(path.display(), &error))?;
    let watching = bar.watch_bytes(folder.plan().bytes());
    let ran = folder.run(&runner, settings);
    drop(watching);
    let summary = ran.map_err(|error| {
        tell(format_args!(
            "{} of {parts} parts are done; the same command with --resume goes on with the rest",
            folder.done()
        ));
        fault(path, error)
    })?;
    if summary.stopped {
        tell(format_args!(
            "stopped; {} of {parts} parts are done; the same command with --resume goes on with the rest",
            folder.done()
        ));
        return conclude(args, &summary);
    }
    tell_summary(&summary);
    if summary.failures > 0 {
        tell(format_args!(
            "the failures are in {}",
            path.join("_failures-*.jsonl").display()
        ));
    }
    conclude(args, &summary)
}

fn refuse_what_parts_cannot_be(args: &BatchArgs, path: &Path) -> Result<(), Fault> {
    let refused = if path.is_file() {
        "it is a file; parts need a folder"
    } else if args.unordered {
        "parts are always in the order of the inputs, so that a run can be taken up again; leave --unordered out"
    } else if args.failures.is_some() {
        "failures stand beside their part in the folder; leave --failures out"
    } else if args.inputs.iter().any(|input| input.as_os_str() == "-") {
        "standard input cannot be planned and read again; save it in a file first, or write to one file"
    } else {
        return Ok(());
    };
    Err(Fault::Misuse(format!("{}: {refused}", path.display())))
}

fn fault(folder: &Path, error: FolderError) -> Fault {
    match error {
        FolderError::Refused(why) => Fault::Misuse(why),
        FolderError::Io(path, error) if path == folder => Fault::creating(folder, &error),
        FolderError::Io(path, error) => Fault::writing(path.display(), &error),
    }
}
