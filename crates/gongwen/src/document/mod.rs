//! The file → the source text: what a page or an office document says, as the text that every span counts in.
//!
//! Plain text is its own source text. The one step that may fail, since it decodes.

#[cfg(feature = "docx")]
mod docx;
mod html;

use crate::bytes::{self, Encoding};
use crate::error::{Error, ErrorKind};
use crate::notice::Format;
use crate::options::{Options, Stated};
use crate::span::Span;
use crate::warning::WarningCode;
use std::borrow::Cow;

/// The source text and where it came from.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// The source text.
    pub text: Cow<'a, str>,
    /// What the bytes were.
    pub format: Format,
    /// The encoding they were read in.
    pub encoding: Encoding,
    /// Damage met on the way; spans are bytes of `text`.
    pub doubts: Vec<(WarningCode, String, Span)>,
    /// What the file states about the notice beside its text.
    pub stated: Stated,
}

/// Takes the source text out of `bytes`, as what they are told to be or show themselves to be.
///
/// ```
/// use gongwen::{Options, document};
/// let document = document::read("石桐镇人民政府公告".as_bytes(), &Options::default())?;
/// assert_eq!(document.text, "石桐镇人民政府公告");
/// # Ok::<(), gongwen::Error>(())
/// ```
///
/// # Errors
///
/// If the bytes hold no text; see [`Error`].
pub fn read<'a>(bytes: &'a [u8], options: &Options) -> Result<Document<'a>, Error> {
    #[cfg(feature = "docx")]
    if matches!(options.format, None | Some(Format::Docx))
        && let Some(text) = docx::read(bytes, docx::MOST_UNPACKED)?
    {
        return refuse_blank(Document {
            text: Cow::Owned(text),
            format: Format::Docx,
            encoding: Encoding::Utf8,
            doubts: Vec::new(),
            stated: Stated::default(),
        });
    }
    let decoded = bytes::decode(bytes, options.encoding)?;
    let is_html = match options.format {
        Some(format) => format == Format::Html,
        None => html::is_page(&decoded.text),
    };
    if is_html {
        return refuse_blank(html::read(decoded));
    }
    Ok(Document {
        text: decoded.text,
        format: Format::Text,
        encoding: decoded.encoding,
        doubts: decoded.doubts,
        stated: Stated::default(),
    })
}

/// A page of scripts and pictures, or a Word document of drawings, says nothing, unless its metadata do.
fn refuse_blank(document: Document<'_>) -> Result<Document<'_>, Error> {
    if document.text.trim().is_empty() && document.stated == Stated::default() {
        return Err(Error::new(ErrorKind::Empty));
    }
    Ok(document)
}
