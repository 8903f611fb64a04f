//! Bytes → source text. The only stage that may fail.
//!
//! The source text is the decoded input with its byte order mark removed, otherwise untouched: every span of a record
//! counts code points of it.
//!
//! The encoding is found from the bytes alone, in this order:
//!
//! 1. a byte order mark, if what follows it bears it out;
//! 2. validity as UTF-8, unless NULs or other control bytes make that worthless;
//! 3. otherwise every reading is tried on a window of the bytes (UTF-8 with damage, UTF-16 in both orders, GB18030,
//!    Big5, each also as if the first character were cut), and the reading wins that makes the bytes cheapest to
//!    describe (`likelihood`). If even that one costs more than the bare bytes, they are no text.
//!
//! Nothing is dropped silently. Bytes that an encoding does not allow become U+FFFD, and so does a character that was
//! cut at either end; each such place is a doubt with its span.

mod damage;
mod decode;
mod detect;
mod likelihood;
mod magic;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_notices;

use crate::error::{Error, ErrorKind};
use crate::span::Span;
use crate::warning::WarningCode;
use std::borrow::Cow;

/// An encoding notices come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, little-endian.
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
    /// GB18030, and with it GBK and GB2312.
    Gb18030,
    /// Big5 with the Hong Kong extensions.
    Big5,
}

impl Encoding {
    /// Every encoding, the likelier first.
    pub const ALL: &'static [Self] = &[Self::Utf8, Self::Gb18030, Self::Utf16Le, Self::Utf16Be, Self::Big5];

    /// The encoding's name as the WHATWG Encoding Standard writes it; records carry it.
    ///
    /// ```
    /// use gongwen::Encoding;
    /// assert_eq!(Encoding::Gb18030.name(), "gb18030");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Gb18030 => "gb18030",
            Self::Big5 => "Big5",
        }
    }

    /// The encoding a label names, in upper or lower case: every label of the WHATWG Encoding Standard for these
    /// encodings, and a few more that systems write. `utf-16` without an order means little-endian, but a byte order
    /// mark overrules it. `ascii` is UTF-8, which holds it. `None` if the label names no encoding read here.
    ///
    /// ```
    /// use gongwen::Encoding;
    /// assert_eq!(Encoding::from_label("GB2312"), Some(Encoding::Gb18030));
    /// assert_eq!(Encoding::from_label("utf-16be"), Some(Encoding::Utf16Be));
    /// assert_eq!(Encoding::from_label("shift_jis"), None);
    /// ```
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        let label = label.trim();
        if let Some(standard) = encoding_rs::Encoding::for_label(label.as_bytes())
            && let Some(&found) = Self::ALL.iter().find(|encoding| encoding.covers(standard))
        {
            return Some(found);
        }
        let more = MORE_LABELS.iter().find(|(known, _)| known.eq_ignore_ascii_case(label));
        more.map(|&(_, encoding)| encoding)
    }

    /// The decoder that reads it.
    const fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Gb18030 => encoding_rs::GB18030,
            Self::Big5 => encoding_rs::BIG5,
        }
    }

    /// Whether text in the encoding of the standard is read by this one. GBK is a part of GB18030.
    fn covers(self, standard: &'static encoding_rs::Encoding) -> bool {
        self.codec() == standard || (self == Self::Gb18030 && standard == encoding_rs::GBK)
    }
}

/// Labels outside the WHATWG standard. The standard's own `us-ascii` means windows-1252, which no notice is in.
const MORE_LABELS: &[(&str, Encoding)] = &[
    ("utf_8", Encoding::Utf8),
    ("utf-8-sig", Encoding::Utf8),
    ("utf8bom", Encoding::Utf8),
    ("cp65001", Encoding::Utf8),
    ("ascii", Encoding::Utf8),
    ("us-ascii", Encoding::Utf8),
    ("utf16", Encoding::Utf16Le),
    ("utf16le", Encoding::Utf16Le),
    ("utf16-le", Encoding::Utf16Le),
    ("utf16be", Encoding::Utf16Be),
    ("utf16-be", Encoding::Utf16Be),
    ("gb-18030", Encoding::Gb18030),
    ("gb18030-2000", Encoding::Gb18030),
    ("gb18030-2005", Encoding::Gb18030),
    ("gb18030-2022", Encoding::Gb18030),
    ("gb2312-80", Encoding::Gb18030),
    ("euc-cn", Encoding::Gb18030),
    ("cp936", Encoding::Gb18030),
    ("ms936", Encoding::Gb18030),
    ("windows-936", Encoding::Gb18030),
    ("cp54936", Encoding::Gb18030),
    ("big-5", Encoding::Big5),
    ("cp950", Encoding::Big5),
    ("ms950", Encoding::Big5),
    ("windows-950", Encoding::Big5),
    ("big5hkscs", Encoding::Big5),
];

/// The source text and how it was read.
#[derive(Debug, Clone)]
pub struct Decoded<'a> {
    /// The text, without byte order mark.
    pub text: Cow<'a, str>,
    /// The encoding it was read in.
    pub encoding: Encoding,
    /// Damage met on the way, in order of its place; spans are byte offsets into `text`. At most 64 places are
    /// listed, then one [`WarningCode::LimitReached`] stands for the rest.
    pub doubts: Vec<(WarningCode, String, Span)>,
}

/// Reads `bytes` as text, in `encoding` if one is given, else in the one the bytes show.
///
/// A given encoding is the caller's word: nothing is guessed, however odd the text comes out. Only two things are
/// stronger. A known binary format stays an error, since no encoding makes text of it; and between the two orders of
/// UTF-16 a byte order mark decides, since it can only be read one way.
///
/// Valid UTF-8 is borrowed.
///
/// ```
/// use gongwen::bytes::{Encoding, decode};
/// let bytes = b"\xb9\xd8\xd3\xda\xd3\xa1\xb7\xa2\xcd\xa8\xd6\xaa";
/// let decoded = decode(bytes, None)?;
/// assert_eq!(decoded.text, "关于印发通知");
/// assert_eq!(decoded.encoding, Encoding::Gb18030);
/// # Ok::<(), gongwen::Error>(())
/// ```
///
/// # Errors
///
/// If the bytes hold no character other than blanks, or are no text at all.
pub fn decode(bytes: &[u8], encoding: Option<Encoding>) -> Result<Decoded<'_>, Error> {
    if let Some(what) = magic::binary_format(bytes) {
        return Err(Error::new(ErrorKind::Binary { what: Some(what) }));
    }
    let reading = match encoding {
        Some(encoding) => detect::told(bytes, encoding),
        None => detect::detect(bytes).ok_or(Error::new(ErrorKind::Binary { what: None }))?,
    };
    let encoding = reading.encoding;
    let (text, holes) = decode::read(reading);
    if is_blank(&text, &holes) {
        return Err(Error::new(ErrorKind::Empty));
    }
    let doubts = damage::doubts(&text, encoding, holes);
    Ok(Decoded { text, encoding, doubts })
}

/// Whether no character says anything: blanks, stray marks and controls, and what only stands for broken bytes.
fn is_blank(text: &str, holes: &[decode::Hole]) -> bool {
    text.char_indices().all(|(at, c)| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{FEFF}' | '\u{200B}')
            || (c == '\u{FFFD}' && holes.binary_search_by_key(&at, |hole| hole.at).is_ok())
    })
}
