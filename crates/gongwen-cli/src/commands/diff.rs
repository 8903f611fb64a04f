//! `gongwen diff`: what changed between two runs.

use super::write_file;
use crate::args::DiffArgs;
use crate::outcome::{Fault, Outcome, Status, print};
use gongwen_eval::diff;
use std::fs::File;
use std::io::{self, BufReader, Seek};
use std::path::Path;

pub(crate) fn run(args: &DiffArgs) -> Outcome {
    let (mut old, mut new) = (open(&args.old)?, open(&args.new)?);
    let diff = diff::diff(&mut old, &mut new, args.examples).map_err(|(run, error)| {
        let path = match run {
            diff::Run::Old => &args.old,
            diff::Run::New => &args.new,
        };
        Fault::Misuse(format!("{}: {error}", path.display()))
    })?;
    if let Some(path) = &args.html {
        write_file(path, diff::html(&diff).as_bytes())?;
    }
    if args.json {
        let mut text = serde_json::to_vec_pretty(&diff::json(&diff))
            .map_err(|error| Fault::writing("the difference", &error.into()))?;
        text.push(b'\n');
        print(&text)?;
    } else {
        print(diff::text(&diff).as_bytes())?;
    }
    Ok(Status::Good)
}

fn open(path: &Path) -> Result<BufReader<File>, Fault> {
    let refused = |error: &io::Error| Fault::Misuse(format!("{}: it cannot be read: {error}", path.display()));
    let file = File::open(path).map_err(|error| refused(&error))?;
    let mut file = BufReader::with_capacity(1 << 16, file);
    // A pipe cannot be read twice.
    file.rewind().map_err(|error| refused(&error))?;
    Ok(file)
}
