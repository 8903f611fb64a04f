//! `gongwen extract`: one record, or a few, for people or pipes.

use crate::args::{Args, ExtractArgs};
use crate::outcome::{Fault, Outcome, Status, print, tell};
use crate::source;
use clap::CommandFactory;
use gongwen::Notice;
use gongwen_batch::Settings;
use gongwen_batch::output::sink::json_line;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

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
    let settings = Settings {
        encoding: args.encoding,
        keywords: args.keywords.count(),
        source_text: args.source_text,
        ..Settings::default()
    };
    for input in files.iter().flat_map(|file| source::inputs(file)) {
        let input = match &args.id {
            Some(id) => input.with_id(id),
            None => input,
        };
        match gongwen_batch::extract(&input, &settings) {
            Ok(notice) => print(&render(&notice, pretty).map_err(|error| Fault::writing("the record", &error))?)?,
            Err(failure) => {
                tell(source::named(failure));
                status = Status::SomeFailed;
            }
        }
    }
    Ok(status)
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
