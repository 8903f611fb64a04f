//! The fingerprint of a record, and its form in a file.

use super::Dedupe;
use super::identity::Identity;
use super::sketch::{Sketch, WORDS, sketch};
use super::text::compared;
use gongwen::Notice;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// What is compared of a record, made from the record alone.
///
/// It is the same on every machine and in every version of gongwen that writes the same form; it serialises as one string
/// of hexadecimal digits, 105 for [`Dedupe::Exact`] and 361 for [`Dedupe::Near`].
///
/// ```
/// use gongwen::{Options, extract};
/// use gongwen_batch::duplicate::{Dedupe, Fingerprint};
/// let text = "云泽市档案局关于做好2031年档案移交工作的通知\n各县（区）档案局：\n一、移交范围为2030年底前形成的文书档案。\n\
///             二、请于2031年6月底前完成移交，逾期未移交的予以通报。\n";
/// let notice = extract(text.as_bytes(), &Options::default())?;
/// let wrapped = extract(text.replace("底前", "底\n前").as_bytes(), &Options::default())?;
/// let of = |notice| Fingerprint::of(notice, Dedupe::Near);
/// assert_eq!(of(&notice), of(&wrapped));
/// # Ok::<(), gongwen::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Fingerprint {
    /// The first 128 bits of the SHA-256 of the compared text.
    pub(super) text: [u64; 2],
    pub(super) identity: Identity,
    /// Only where near repeats are looked for.
    pub(super) sketch: Option<Box<Sketch>>,
}

/// Characters the compared text must have. What is shorter (a bare title, “see the file below”) says too little to be told
/// from another notice.
pub(super) const LEAST_TEXT: usize = 40;

impl Fingerprint {
    /// The fingerprint of a record; `None` if its text is too short to compare (under 40 letters and digits).
    #[must_use]
    pub fn of(notice: &Notice, mode: Dedupe) -> Option<Self> {
        let text = compared(notice);
        if text.chars().count() < LEAST_TEXT {
            return None;
        }
        let hash = Sha256::digest(text.as_bytes());
        let mut words = hash
            .chunks_exact(8)
            .map(|word| word.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)));
        Some(Self {
            text: [words.next()?, words.next()?],
            identity: Identity::of(notice),
            sketch: (mode == Dedupe::Near).then(|| Box::new(sketch(&text))),
        })
    }
}

/// The form's version, so that fingerprints kept by an older gongwen are not taken for ours.
const FORM: char = '1';

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = &self.identity;
        let [first, second] = self.text;
        write!(f, "{FORM}{first:016x}{second:016x}{:016x}", id.issuers)?;
        for field in [
            id.agency,
            id.year,
            id.serial,
            id.issued_on,
            id.region,
            id.title,
            id.title_numbers,
        ] {
            write!(f, "{field:08x}")?;
        }
        self.sketch
            .iter()
            .flat_map(|sketch| sketch.iter())
            .try_for_each(|word| write!(f, "{word:016x}"))
    }
}

/// A string that is no fingerprint, or one of another version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoFingerprint;

impl fmt::Display for NoFingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is no fingerprint that this version of gongwen writes")
    }
}

impl std::error::Error for NoFingerprint {}

impl TryFrom<String> for Fingerprint {
    type Error = NoFingerprint;

    fn try_from(text: String) -> Result<Self, NoFingerprint> {
        let mut rest = text.strip_prefix(FORM).ok_or(NoFingerprint)?;
        if !rest.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(NoFingerprint);
        }
        let mut next = |digits: usize| -> Result<u64, NoFingerprint> {
            let (word, after) = rest.split_at_checked(digits).ok_or(NoFingerprint)?;
            rest = after;
            u64::from_str_radix(word, 16).map_err(|_| NoFingerprint)
        };
        let (first, second, issuers) = (next(16)?, next(16)?, next(16)?);
        let mut field = || next(8).map(|word| word as u32);
        let identity = Identity {
            issuers,
            agency: field()?,
            year: field()?,
            serial: field()?,
            issued_on: field()?,
            region: field()?,
            title: field()?,
            title_numbers: field()?,
        };
        let sketch = if rest.is_empty() {
            None
        } else if rest.len() == WORDS * 16 {
            let mut sketch = Box::new([0; WORDS]);
            for (word, digits) in sketch.iter_mut().zip(rest.as_bytes().chunks_exact(16)) {
                let digits = str::from_utf8(digits).map_err(|_| NoFingerprint)?;
                *word = u64::from_str_radix(digits, 16).map_err(|_| NoFingerprint)?;
            }
            Some(sketch)
        } else {
            return Err(NoFingerprint);
        };
        Ok(Self {
            text: [first, second],
            identity,
            sketch,
        })
    }
}
