//! What stops an extraction. Only decoding can: every later stage gives its value, and warnings for what is doubtful.

use std::fmt;

/// Why bytes could not be turned into text.
///
/// ```
/// use gongwen::{Options, extract};
/// let error = extract(b"\x7fELF\x02\x01\x01\0\0\0\0\0", &Options::default()).unwrap_err();
/// assert_eq!(error.code(), "binary");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
}

/// The closed list behind [`Error`]; kept apart so that the public type can grow fields without breaking anyone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ErrorKind {
    /// No character other than blanks.
    Empty,
    /// The bytes are no text; `what` names the format when its first bytes tell.
    Binary { what: Option<&'static str> },
    /// An archive that unpacks to more than `limit` bytes.
    #[cfg(feature = "docx")]
    TooLarge { limit: u64 },
    /// A document that is cut off or broken; `what` says where.
    #[cfg(feature = "docx")]
    Damaged { what: &'static str },
}

impl Error {
    pub(crate) const fn new(kind: ErrorKind) -> Self {
        Self { kind }
    }

    /// A short stable name of the failure, for failure lists: `empty`, `binary`, `too_large` or `damaged`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self.kind {
            ErrorKind::Empty => "empty",
            ErrorKind::Binary { .. } => "binary",
            #[cfg(feature = "docx")]
            ErrorKind::TooLarge { .. } => "too_large",
            #[cfg(feature = "docx")]
            ErrorKind::Damaged { .. } => "damaged",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::Empty => f.write_str("the input holds no text"),
            ErrorKind::Binary { what: Some(what) } => {
                write!(f, "the input is {what}, not text; extract its text first")
            }
            ErrorKind::Binary { what: None } => {
                f.write_str("the input is binary, not text; if it is text in a rare encoding, name it with --encoding")
            }
            #[cfg(feature = "docx")]
            ErrorKind::TooLarge { limit } => {
                write!(
                    f,
                    "the input unpacks to more than {} MiB, which no notice does; extract its text first",
                    limit >> 20
                )
            }
            #[cfg(feature = "docx")]
            ErrorKind::Damaged { what } => {
                write!(
                    f,
                    "the input is a damaged Word document: {what}; fetch it anew, or save it again in a word processor"
                )
            }
        }
    }
}

impl std::error::Error for Error {}
