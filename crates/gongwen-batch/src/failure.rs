//! A notice that gave no record, as an item of the result.

use serde::Serialize;
use std::any::Any;
use std::fmt;
use std::io;

/// Why one input gave no record. It never stops the others.
///
/// ```
/// use gongwen_batch::{Input, Settings, extract};
/// let failure = extract(&Input::file("no/such/notice.txt"), &Settings::default()).unwrap_err();
/// assert_eq!(failure.code, "unreadable");
/// assert_eq!(failure.to_string(), "no/such/notice.txt: no such file or folder; check the path");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The input as its caller named it.
    pub uri: Option<String>,
    /// What kind of failure. Stable:
    ///
    /// - `unreadable`: no such file, no permission, a loop of links, a pattern that nothing matches;
    /// - `too_large`: over [`crate::input::Limits::input`]; `window`: a zstd frame over
    ///   [`crate::input::Limits::window`];
    /// - `truncated`, `corrupt`: what came before the damage was read; `changed`: not as it was when the run was planned;
    /// - `json`, `no_text_field`, `empty`: a line of JSON Lines; `records`: gongwen's own records or failures;
    /// - `coding`: a web payload in a content coding that is not read;
    /// - `panic`: a fault of gongwen's;
    /// - the parser's own codes ([`gongwen::Error::code`]): `empty`, `binary`, `too_large`, `damaged`.
    pub code: &'static str,
    /// One sentence for people, with the way out where there is one.
    pub message: String,
}

impl Failure {
    /// A failure of that code; `message` is one sentence with the way out.
    #[must_use]
    pub fn new(uri: Option<String>, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            uri,
            code,
            message: message.into(),
        }
    }

    /// A file or folder that the system does not hand out.
    #[must_use]
    pub fn unreadable(uri: Option<String>, error: &io::Error) -> Self {
        let message = match error.kind() {
            io::ErrorKind::NotFound => "no such file or folder; check the path".to_owned(),
            io::ErrorKind::PermissionDenied => "no permission to read it; change its permissions".to_owned(),
            io::ErrorKind::IsADirectory => {
                "it is a folder, not a file; name its files, or give it to gongwen batch".to_owned()
            }
            _ => format!("it cannot be read: {error}"),
        };
        Self {
            uri,
            code: "unreadable",
            message,
        }
    }

    /// Bytes the parser refused.
    pub(crate) fn refused(uri: Option<String>, error: &gongwen::Error) -> Self {
        Self {
            uri,
            code: error.code(),
            message: error.to_string(),
        }
    }

    /// A panic caught on the way; `payload` is what `catch_unwind` gives.
    pub(crate) fn panic(uri: Option<String>, payload: &(dyn Any + Send)) -> Self {
        let what = payload
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("no message");
        let message = format!("gongwen broke on this input ({what}); please report it, with the input if you may");
        Self {
            uri,
            code: "panic",
            message,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.uri.as_deref().unwrap_or("input"), self.message)
    }
}

impl std::error::Error for Failure {}
