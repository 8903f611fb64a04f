//! One file a command.

pub(crate) mod batch;
pub(crate) mod bless;
pub(crate) mod diff;
pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod extract;
pub(crate) mod rules;
pub(crate) mod schema;

use crate::outcome::Fault;
use gongwen_batch::WholeFile;
use std::io::Write;
use std::path::Path;

/// Writes a file that is there whole or not at all.
fn write_file(path: &Path, content: &[u8]) -> Result<(), Fault> {
    let mut file = WholeFile::create(path).map_err(|error| Fault::creating(path, &error))?;
    file.write_all(content)
        .and_then(|()| file.finish())
        .map_err(|error| Fault::writing(path.display(), &error))
}
