//! Word documents (Office Open XML) → source text.
//!
//! A paragraph is a line, a row of a table too, its cells parted by tabs; paragraphs of a table with one column are lines,
//! since whole notices stand in such tables. Text boxes stand before the paragraph they hang on, foot- and endnotes after
//! all else. Left out is what the printed notice does not show: deleted and hidden text, field codes, comments; and headers
//! and footers.
//!
//! Automatic numbers are written out, since labels such as 一、 and （一） often stand nowhere else.
//!
//! Documents come from anywhere: what is unpacked is counted while it is unpacked, elements may nest only so deep, entities
//! are never expanded, and nothing is looked up outside the file.

mod body;
mod label;
mod numbering;
mod package;
mod style;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_numbering;
mod xml;

use crate::error::{Error, ErrorKind};
use package::Package;

/// What all parts of a document that are read may unpack to, together. The longest notices have some 5 MB of XML.
pub(super) const MOST_UNPACKED: u64 = 64 << 20;

/// The text of `bytes` if they are a Word document; `None` if they are something else. Unpacks at most `limit` bytes.
pub(super) fn read(bytes: &[u8], limit: u64) -> Result<Option<String>, Error> {
    let Some(mut package) = Package::open(bytes, limit)? else {
        return Ok(None);
    };
    let styles = match package.styles()? {
        Some(xml) => style::read(&xml)?,
        None => style::Styles::default(),
    };
    let numbering = match package.numbering()? {
        Some(xml) => numbering::read(&xml, &styles)?,
        None => numbering::Numbering::default(),
    };
    let mut body = body::Body::new(&styles, numbering);
    body.read(&package.document()?)?;
    let notes = body.notes();
    if !notes.is_empty() {
        for (kind, xml) in package.notes()? {
            body.read_notes(&xml, kind, &notes)?;
        }
    }
    let text = body.text();
    if text.trim().is_empty() {
        return Err(Error::new(ErrorKind::Empty));
    }
    Ok(Some(text))
}

/// The error of a document that is not what it should be; `what` follows “the input is a damaged Word document: ”.
fn damaged(what: &'static str) -> Error {
    Error::new(ErrorKind::Damaged { what })
}
