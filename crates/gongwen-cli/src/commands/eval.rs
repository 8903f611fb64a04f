//! `gongwen eval`: how right the records of a corpus are.

use super::write_file;
use crate::args::{EvalArgs, Least};
use crate::outcome::{Fault, Outcome, Status, print, tell};
use gongwen_eval::baseline::Baseline;
use gongwen_eval::report::{self, Report};
use gongwen_eval::{Corpus, evaluate};
use std::fs;
use std::path::Path;

pub(crate) fn run(args: &EvalArgs) -> Outcome {
    let corpus = open(&args.corpus)?;
    let baseline = args.baseline.as_deref().map(saved_run).transpose()?;
    let cases = corpus.cases().map_err(Fault::Misuse)?;
    let unanswered = corpus.unanswered();
    if cases.is_empty() {
        return Err(Fault::Misuse(format!(
            "{}: no notice with an answer in it; it should hold NAME/source.txt with NAME/expect.json, or NAME.txt with \
             NAME.gold.json",
            args.corpus.display()
        )));
    }
    let evaluation = evaluate(&cases);
    let report = Report::new(&evaluation, &unanswered, baseline.as_ref());
    if args.json {
        let mut text = serde_json::to_vec_pretty(&report::json(&report))
            .map_err(|error| Fault::writing("the report", &error.into()))?;
        text.push(b'\n');
        print(&text)?;
    } else if let Some(field) = &args.errors {
        print(report::errors(&report, field).as_bytes())?;
    } else {
        print(report::table(&report).as_bytes())?;
    }
    if let Some(path) = &args.save_baseline {
        write_file(path, Baseline::of(&evaluation).render().as_bytes())?;
    }

    if let Some(path) = &args.html {
        write_file(path, report::html(&report).as_bytes())?;
    }

    let mut status = Status::Good;
    if let Some((_, changes)) = &report.since
        && !changes.losses.is_empty()
    {
        tell(format_args!("{} lost since the saved run", changes.losses.len()));
        status = Status::SomeFailed;
    }
    for Least { field, f1: least } in &args.fail_under {
        match report::f1_of(&evaluation, field) {
            None => return Err(Fault::Misuse(format!("--fail-under {field}: no answer speaks of it"))),
            Some(f1) if f1 < *least => {
                tell(format_args!("{field}: F1 {f1:.4} is under {least}"));
                status = Status::SomeFailed;
            }
            Some(_) => {}
        }
    }
    Ok(status)
}

/// The notices in a folder.
pub(crate) fn open(folder: &Path) -> Result<Corpus, Fault> {
    Corpus::open(folder)
        .map_err(|error| Fault::Misuse(format!("{}: the folder cannot be read: {error}", folder.display())))
}

fn saved_run(path: &Path) -> Result<Baseline, Fault> {
    let text = fs::read_to_string(path)
        .map_err(|error| Fault::Misuse(format!("{}: it cannot be read: {error}", path.display())))?;
    Baseline::parse(&text).map_err(|complaint| Fault::Misuse(format!("{}: {complaint}", path.display())))
}
