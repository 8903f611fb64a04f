//! One input by the name that the command line gives it: a file, or standard input as `-`.

use gongwen_batch::{Failure, Input};
use std::io::{self, Read};
use std::path::Path;

/// The input of that name. Standard input is read whole; a record of it has no `source.uri`.
pub(crate) fn input(file: &Path) -> Result<Input, Failure> {
    if file.as_os_str() != "-" {
        return Ok(Input::file(file));
    }
    let mut bytes = Vec::new();
    match io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => Ok(Input::bytes(bytes)),
        Err(error) => Err(named(Failure::unreadable(None, &error))),
    }
}

/// A failure with a name for people: what has none is standard input.
pub(crate) fn named(failure: Failure) -> Failure {
    let uri = failure.uri.or_else(|| Some("standard input".to_owned()));
    Failure { uri, ..failure }
}
