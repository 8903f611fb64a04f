//! `gongwen bless`: answers from what is extracted now.

use super::eval::open;
use super::write_file;
use crate::args::BlessArgs;
use crate::outcome::{Fault, Outcome, Status, print, tell};
use gongwen_batch::{Input, Settings, extract};
use gongwen_eval::bless::bless;
use gongwen_eval::case::{ANSWER, Entry};
use std::fmt::Write as _;

pub(crate) fn run(args: &BlessArgs) -> Outcome {
    let corpus = open(&args.corpus)?;
    if let Some(name) = args
        .names
        .iter()
        .find(|name| corpus.entries.iter().all(|entry| entry.name != **name))
    {
        return Err(Fault::Misuse(format!(
            "{}: no notice `{name}` in it",
            args.corpus.display()
        )));
    }
    let wanted = |entry: &&Entry| args.names.is_empty() || args.names.contains(&entry.name);
    let mut entries = corpus.entries.iter().filter(wanted).peekable();
    if entries.peek().is_none() {
        return Err(Fault::Misuse(format!(
            "{}: no notice in it; it should hold NAME/source.txt",
            args.corpus.display()
        )));
    }
    let mut status = Status::Good;
    for entry in entries {
        match one(entry, args)? {
            Ok(told) => print(told.as_bytes())?,
            Err(complaint) => {
                for line in complaint.lines() {
                    tell(format_args!("{}: not blessed: {line}", entry.name));
                }
                status = Status::SomeFailed;
            }
        }
    }
    Ok(status)
}

/// Blesses a case; tells what changes, or why it was left as it is.
fn one(entry: &Entry, args: &BlessArgs) -> Result<Result<String, String>, Fault> {
    if entry.answer.file_name().is_none_or(|name| name != ANSWER) {
        return Ok(Err("its answer is one in brief, which only people write".to_owned()));
    }
    let old = match entry.is_answered().then(|| entry.expectation()).transpose() {
        Ok(old) => old,
        Err(complaint) => return Ok(Err(complaint)),
    };
    let record = match extract(&Input::file(&entry.source), &Settings::default()) {
        Ok(notice) => serde_json::to_value(notice).map_err(|error| Fault::writing("the record", &error.into()))?,
        Err(failure) => return Ok(Err(failure.to_string())),
    };
    let blessed = match bless(old.as_ref(), &record, args.full) {
        Ok(blessed) => blessed,
        Err(failing) => {
            let failing = failing
                .iter()
                .map(|assertion| format!("its assertion fails: {assertion}"));
            return Ok(Err(failing.collect::<Vec<_>>().join("\n")));
        }
    };
    let mut told = String::new();
    for change in &blessed.changes {
        let _ = writeln!(told, "{}  {change}", entry.name);
    }
    // An answer that says the same stays as its writer laid it out.
    if !blessed.changes.is_empty() && !args.dry_run {
        write_file(&entry.answer, blessed.text.as_bytes())?;
    }
    Ok(Ok(told))
}
