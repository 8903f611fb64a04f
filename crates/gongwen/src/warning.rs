//! What is doubtful in a notice or in its reading: a code from a closed list, a sentence for people, and the place.

use crate::span::CharSpan;
use serde::{Deserialize, Serialize};

/// Something a reader of the record should know before trusting it blindly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Warning {
    /// What kind of doubt.
    pub code: WarningCode,
    /// One sentence for people.
    pub message: String,
    /// Where it shows in the source text.
    pub span: CharSpan,
}

macro_rules! warning_codes {
    ($($(#[doc = $doc:literal])+ $variant:ident => $name:literal,)+) => {
        /// The closed list of warning codes. Their names are stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum WarningCode {
            $($(#[doc = $doc])+ #[serde(rename = $name)] $variant,)+
        }

        impl WarningCode {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [WarningCode] = &[$(WarningCode::$variant,)+];

            /// The code as records write it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(WarningCode::$variant => $name,)+ }
            }

            /// What the code says, in one line.
            #[must_use]
            pub const fn means(self) -> &'static str {
                // The doc comments come with the blank after their slashes.
                match self { $(WarningCode::$variant => concat!($($doc),+).trim_ascii(),)+ }
            }
        }
    };
}

warning_codes! {
    /// Bytes that the encoding does not allow; they stand as U+FFFD in the source text.
    MalformedBytes => "malformed_bytes",
    /// The text was cut inside a character at its start or end.
    CutCharacter => "cut_character",
    /// Replacement characters (U+FFFD) or `?` stand where characters were lost before the text reached us.
    ReplacementCharacters => "replacement_characters",
    /// A number is missing in a run of labels.
    NumberingGap => "numbering_gap",
    /// A number of a run of labels stands twice.
    NumberingRepeat => "numbering_repeat",
    /// A run of labels goes backwards without a new outer label.
    NumberingRestart => "numbering_restart",
    /// A character or line printed twice where a page ended; kept once.
    SeamRepeat => "seam_repeat",
    /// A bracket of a document number was damaged and has been repaired.
    RepairedBracket => "repaired_bracket",
    /// The same text stands twice in the source; the second printing was left out.
    RepeatedText => "repeated_text",
    /// A year or month was taken from elsewhere in the notice.
    InferredDate => "inferred_date",
    /// A date that no calendar has.
    ImpossibleDate => "impossible_date",
    /// A header field on which the text is silent was filled from what is stated beside it: the page's own metadata, or the
    /// caller. Such a value has the empty span [0, 0].
    FromMetadata => "from_metadata",
    /// More of something than the documented limit; the rest was left out.
    LimitReached => "limit_reached",
}

impl std::fmt::Display for WarningCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
