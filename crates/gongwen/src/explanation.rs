//! Why a record says what it says: every value with the rules that made it and the text it came from.

use crate::notice::{Agency, Attachment, BoilerplateKind, Citation, Contact, Date, DocumentNumber, PartKind};
use crate::notice::{Region, Target};
use crate::span::CharSpan;
use serde::Serialize;

/// The values of one notice, explained, in the order of its source text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The values; of two that begin at one place the longer comes first.
    pub values: Vec<Explained>,
}

/// One value and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// What it is: a header field by its name in the record (`title`, `issued_on`, …), else `part`, `heading`, `measure`,
    /// `untitled`, `agency`, `date`, `contact`, `target`, `citation`, `attachment`, `audience`, `boilerplate`, `warning`;
    /// or `refused`, for a quantity that is no target.
    pub what: &'static str,
    /// The value itself.
    pub value: Value,
    /// The rules that made it, by their names in [`crate::rules`].
    pub rules: Vec<String>,
    /// The source text at its place, as it stands.
    pub text: String,
    /// Its place: code points of the source text.
    pub span: CharSpan,
    /// Line of its first character, counted from 1.
    pub line: u32,
    /// Its first character's place in the line in code points, counted from 1.
    pub column: u32,
    /// The node it stands in, or is.
    pub node: Option<u32>,
}

/// A value: where the record has an item for it, that very item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A plain value: a header field, the path and title of a node, a statement, a refused quantity, a warning's message.
    Text(String),
    /// What a part is.
    Part(PartKind),
    /// 发文字号.
    DocumentNumber(DocumentNumber),
    /// The issuing body's province or city.
    Region(Region),
    /// A body told to carry out the measure it stands in.
    Agency(Agency),
    /// A date.
    Date(Box<Date>),
    /// A contact.
    Contact(Box<Contact>),
    /// A target.
    Target(Box<Target>),
    /// A citation.
    Citation(Box<Citation>),
    /// An attachment.
    Attachment(Attachment),
    /// What a piece of the page is.
    Boilerplate(BoilerplateKind),
}
