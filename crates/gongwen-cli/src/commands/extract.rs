//! `gongwen extract`: one record, or a few, for people or pipes.

use crate::args::{Args, ExtractArgs};
use crate::outcome::{Fault, Outcome, Status, print, tell};
use crate::source;
use clap::CommandFactory;
use gongwen::Notice;
use gongwen_batch::sink::json_line;
use gongwen_batch::{Failure, Settings};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &ExtractArgs) -> Outcome {
    if args.id.is_some() && args.files.len() > 1 {
        return Err(Fault::Misuse("--id names one record; give it one file".to_owned()));
    }
    if args.files.is_empty() && io::stdin().is_terminal() {
        return help();
    }
    let standard_input = [PathBuf::from("-")];
    let files = if args.files.is_empty() {
        &standard_input
    } else {
        args.files.as_slice()
    };
    let pretty = args.pretty || (!args.compact && io::stdout().is_terminal());

    let mut status = Status::Good;
    for file in files {
        match extract(file, args) {
            Ok(notice) => print(&render(&notice, pretty).map_err(|error| Fault::writing("the record", &error))?)?,
            Err(failure) => {
                tell(failure);
                status = Status::SomeFailed;
            }
        }
    }
    Ok(status)
}

fn extract(file: &Path, args: &ExtractArgs) -> Result<Notice, Failure> {
    let input = source::input(file)?;
    let input = match &args.id {
        Some(id) => input.with_id(id),
        None => input,
    };
    let settings = Settings {
        encoding: args.encoding,
        keywords: args.keywords(),
        ..Settings::default()
    };
    gongwen_batch::extract(&input, &settings).map_err(source::named)
}

fn render(notice: &Notice, pretty: bool) -> io::Result<Vec<u8>> {
    if !pretty {
        return json_line(notice);
    }
    let mut text = serde_json::to_vec_pretty(notice)?;
    text.push(b'\n');
    Ok(text)
}

/// Nothing was given and nothing is piped in: what else but help.
fn help() -> Outcome {
    let mut args = Args::command();
    args.build();
    if let Some(extract) = args.find_subcommand_mut("extract") {
        let help = extract.render_help();
        // If standard error is closed there is nobody to help.
        let _ = write!(io::stderr(), "{help}");
    }
    Err(Fault::Misuse(
        "no FILE given, and standard input is a terminal".to_owned(),
    ))
}
