//! Inputs by the name that the command line gives them: a file, or standard input as `-`.

use gongwen_batch::{Failure, Input, Reading};
use std::io;
use std::path::Path;

/// What the file or standard input holds: one notice, or several where it is a scraper's file. A record of standard input
/// has no `source.uri` but where the input itself states one.
pub(crate) fn inputs(file: &Path) -> impl Iterator<Item = Input> {
    let reading = Reading::default();
    if file.as_os_str() == "-" {
        reading.inputs_from(io::stdin(), None)
    } else {
        reading.inputs_of(file, None)
    }
}

/// A failure with a name for people: what has none is standard input.
pub(crate) fn named(failure: Failure) -> Failure {
    let uri = failure.uri.or_else(|| Some("standard input".to_owned()));
    Failure { uri, ..failure }
}
