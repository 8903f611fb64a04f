//! How the command ends: its exit status, and what it says on the way out.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// An end that is no wrong use and no broken machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// Every input gave its record.
    Good,
    /// At least one input gave none.
    SomeFailed,
    /// Ctrl-C, or a polite kill.
    Stopped,
}

/// Why the command gave up.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The arguments cannot be meant so.
    Misuse(String),
    /// A result could not be written.
    Write(String),
    /// Whoever read our output has had enough (`| head`): no fault at all.
    ReaderGone,
}

impl Fault {
    /// Writing to `what` failed.
    pub(crate) fn writing(what: impl Display, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ReaderGone,
            _ => Self::Write(format!("{what}: it cannot be written: {error}")),
        }
    }

    /// `path` cannot be made: that is told before any work is done.
    pub(crate) fn creating(path: &Path, error: &io::Error) -> Self {
        let why = match error.kind() {
            io::ErrorKind::NotFound => "no such folder; create it first".to_owned(),
            io::ErrorKind::IsADirectory => "it is a folder; name a file in it".to_owned(),
            _ => error.to_string(),
        };
        Self::Misuse(format!("{}: it cannot be written: {why}", path.display()))
    }
}

/// What a command of ours comes to.
pub(crate) type Outcome = Result<Status, Fault>;

/// Says what is left to say and turns the outcome into the exit status: 0 good, 1 some failed or not writable, 2 wrong
/// use, 130 stopped.
pub(crate) fn exit_code(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(Status::Good) | Err(Fault::ReaderGone) => ExitCode::SUCCESS,
        Ok(Status::SomeFailed) => ExitCode::from(1),
        // 128 + SIGINT, as shells count it.
        Ok(Status::Stopped) => ExitCode::from(130),
        Err(Fault::Write(message)) => {
            tell(message);
            ExitCode::from(1)
        }
        Err(Fault::Misuse(message)) => {
            tell(message);
            ExitCode::from(2)
        }
    }
}

/// Says something to people, on standard error.
pub(crate) fn tell(message: impl Display) {
    // If standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "gongwen: {message}");
}

/// Writes a result to standard output.
pub(crate) fn print(bytes: &[u8]) -> Result<(), Fault> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)
        .and_then(|()| out.flush())
        .map_err(|error| Fault::writing("standard output", &error))
}
