//! The command `gongwen`: raw Chinese government notices in, structured records out.
//!
//! Thin by design: the parser is the crate `gongwen`, runs over many inputs are `gongwen-batch`, scores and differences are
//! `gongwen-eval`; here stand the arguments, the messages and the exit status.

mod args;
mod columns;
mod commands;
mod outcome;
mod source;

use args::{Args, Command};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let result = match Args::parse().command {
        Command::Extract(args) => commands::extract::run(&args),
        Command::Batch(args) => commands::batch::run(&args),
        Command::Rules(args) => commands::rules::run(&args),
        Command::Explain(args) => commands::explain::run(&args),
        Command::Eval(args) => commands::eval::run(&args),
        Command::Diff(args) => commands::diff::run(&args),
        Command::Bless(args) => commands::bless::run(&args),
        Command::Schema => commands::schema::run(),
    };
    outcome::exit_code(result)
}
