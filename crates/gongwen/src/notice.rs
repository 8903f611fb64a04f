//! The record: what a notice says, as plain public structs. Field names are the contract `gongwen.notice/1`; fields may
//! be added to it, none is ever renamed or given another meaning.
//!
//! Spans are code points into the source text. Every text value is clean: Simplified script, half-width letters and
//! digits, Chinese punctuation where it touches a Chinese character, no blanks between Chinese characters.

use crate::span::CharSpan;
use crate::warning::Warning;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// The contract's name and version, as every record carries it.
pub const SCHEMA: &str = "gongwen.notice/1";

macro_rules! record {
    ($(#[$meta:meta])* pub struct $name:ident { $($body:tt)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name { $($body)* }
    };
    ($(#[$meta:meta])* pub enum $name:ident { $($body:tt)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name { $($body)* }
    };
}

record! {
    /// One input notice.
    pub struct Notice {
        /// The contract's name and version, [`SCHEMA`].
        pub schema: String,
        /// The caller's id or, without one, the first 32 hexadecimal digits of the SHA-256 of the source text.
        pub id: String,
        /// Where the text came from and what it is made of.
        pub source: Source,
        /// 文种: the document kind the title ends in (通知, 意见, …); null without a title.
        pub kind: Option<String>,
        /// The whole title block, issuing bodies standing in it included.
        pub title: Option<Text>,
        /// 发文字号.
        pub document_number: Option<DocumentNumber>,
        /// 发文机关, from the signature, else the header, else the title.
        pub issuers: Vec<Name>,
        /// 主送机关.
        pub addressees: Vec<Name>,
        /// 抄送机关.
        pub copied_to: Vec<Name>,
        /// 印发机关.
        pub printed_by: Option<String>,
        /// 签发人.
        pub signatory: Option<String>,
        /// 公开属性: 主动公开, 依申请公开 or 不予公开.
        pub disclosure: Option<String>,
        /// 密级, as printed (秘密★1年).
        pub secrecy: Option<String>,
        /// 紧急程度, as printed (特急).
        pub urgency: Option<String>,
        /// 成文日期, an ISO date.
        pub issued_on: Option<String>,
        /// 印发日期, an ISO date.
        pub printed_on: Option<String>,
        /// The web page's 发布日期, an ISO date.
        pub published_on: Option<String>,
        /// 索引号, from a page's metadata table.
        pub index_number: Option<String>,
        /// 主题分类, from a page's metadata table.
        pub topics: Vec<String>,
        /// 有效性, from a page's metadata table.
        pub validity: Option<String>,
        /// The issuing body's province or city.
        pub region: Option<Region>,
        /// Where the header fields that are plain strings stand: field name to span.
        pub evidence: BTreeMap<String, CharSpan>,
        /// The documents inside the text, in order.
        pub parts: Vec<Part>,
        /// The table of contents: every titled division.
        pub headings: Vec<Heading>,
        /// Numbered nodes with items under them but without a title (第八条　申请时应提交下列材料：).
        pub untitled: Vec<Untitled>,
        /// Every numbered item that is a leaf of the numbering.
        pub measures: Vec<Measure>,
        /// Words that stand out in the notice, the first most of all; only where they were asked for.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub keywords: Vec<String>,
        /// Dates and deadlines.
        pub dates: Vec<Date>,
        /// Bodies and persons to reach.
        pub contacts: Vec<Contact>,
        /// Numbers set for the future.
        pub targets: Vec<Target>,
        /// Documents cited.
        pub citations: Vec<Citation>,
        /// The 附件 list.
        pub attachments: Vec<Attachment>,
        /// Whom the notice is for, where the text states it as such.
        pub audience: Vec<Audience>,
        /// Header lines that no field above holds whole (发文机关标志, 份号, lines between title and text).
        pub header: Vec<Text>,
        /// The closing blocks: 特此通知, contact lines, signatures and dates, 附注, 版记.
        pub closing: Vec<Text>,
        /// What the page put around the notice.
        pub boilerplate: Vec<Boilerplate>,
        /// What is doubtful.
        pub warnings: Vec<Warning>,
        /// The `id` of an earlier record of the same run that this one repeats, where repeats were looked for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub duplicate_of: Option<String>,
    }
}

record! {
    /// Where the source text came from.
    pub struct Source {
        /// The path or address as the caller gave it.
        pub uri: Option<String>,
        /// What the bytes were.
        pub format: Format,
        /// The encoding the bytes were read in, by its WHATWG name (`UTF-8`, `gb18030`, `Big5`, `UTF-16LE`).
        pub encoding: String,
        /// The script the source text is written in.
        pub script: Script,
        /// Length of the source text in code points.
        pub chars: u32,
        /// What the caller carried along (a scraper's other fields), as it came; absent without any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub meta: Option<Meta>,
        /// The source text, where it was asked for; absent otherwise.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub text: Option<String>,
    }
}

/// A JSON object that is carried along unread, its text kept as it came.
///
/// ```
/// use gongwen::notice::Meta;
/// let meta = Meta::from_json(r#"{"fetched_at":"2031-05-09T08:00:00Z","depth":2}"#.to_owned())?;
/// assert_eq!(serde_json::to_string(&meta)?, r#"{"fetched_at":"2031-05-09T08:00:00Z","depth":2}"#);
/// assert!(Meta::from_json("[1]".to_owned()).is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Meta(Box<RawValue>);

impl Meta {
    /// Takes the text of a JSON object.
    ///
    /// # Errors
    ///
    /// If `json` is no JSON object.
    pub fn from_json(json: String) -> Result<Self, serde_json::Error> {
        let raw = RawValue::from_string(json)?;
        if raw.get().starts_with('{') {
            Ok(Self(raw))
        } else {
            Err(serde::de::Error::custom("meta must be a JSON object"))
        }
    }

    /// The object's text.
    #[must_use]
    pub fn get(&self) -> &str {
        self.0.get()
    }
}

impl<'de> Deserialize<'de> for Meta {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        if raw.get().starts_with('{') {
            Ok(Self(raw))
        } else {
            Err(serde::de::Error::custom("meta must be a JSON object"))
        }
    }
}

impl PartialEq for Meta {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl Eq for Meta {}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Meta {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Meta".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "description": "What the caller carried along, as it came.",
        })
    }
}

record! {
    /// What the input bytes were before the source text was taken from them.
    pub enum Format {
        /// Plain text.
        Text,
        /// A page or a piece of one.
        Html,
        /// A Word document (Office Open XML).
        Docx,
    }
}

record! {
    /// The script of a text.
    pub enum Script {
        /// Simplified characters, or none that would tell.
        Hans,
        /// Traditional characters.
        Hant,
        /// Simplified with Traditional characters left in it, or the other way round.
        Mixed,
    }
}

record! {
    /// A text value and the place it was read from.
    pub struct Text {
        /// The clean text.
        pub text: String,
        /// Its place.
        pub span: CharSpan,
    }
}

record! {
    /// The name of a body.
    pub struct Name {
        /// The clean name.
        pub name: String,
        /// Its place.
        pub span: CharSpan,
    }
}

record! {
    /// 发文字号, repaired and in canonical form.
    pub struct DocumentNumber {
        /// Canonical form: `江人社函〔2031〕92号`.
        pub text: String,
        /// 机关代字: `江人社函`.
        pub agency: String,
        /// The year in the brackets.
        pub year: Option<u16>,
        /// The serial number.
        pub serial: Option<u32>,
        /// Its place.
        pub span: CharSpan,
    }
}

record! {
    /// A province or city.
    pub struct Region {
        /// Its full name.
        pub name: String,
        /// Its GB/T 2260 code, six digits.
        pub code: String,
    }
}

record! {
    /// One document inside the text.
    pub struct Part {
        /// Its id, counted from 0.
        pub id: u32,
        /// What it is.
        pub kind: PartKind,
        /// Its title.
        pub title: Option<Text>,
        /// A forwarded notice's own number.
        pub document_number: Option<DocumentNumber>,
        /// Unnumbered text before its first node, and closing paragraphs about the whole, paragraphs joined by `\n`.
        pub body: Option<String>,
        /// Where the paragraphs of `body` stand.
        pub body_spans: Vec<CharSpan>,
        /// The whole part.
        pub span: CharSpan,
    }
}

record! {
    /// What a part is.
    pub enum PartKind {
        /// The notice itself.
        Notice,
        /// A 方案, 办法, 附件 or forwarded notice printed with it.
        Annex,
    }
}

record! {
    /// The title of a node, numbered or not.
    pub struct Heading {
        /// The node's id, shared with the measure of the same node.
        pub id: u32,
        /// The part it stands in.
        pub part: u32,
        /// The node above it.
        pub parent: Option<u32>,
        /// 1 at the top of its part.
        pub level: u32,
        /// The label, clean: `（一）`; null for an unnumbered title.
        pub label: Option<String>,
        /// The label's number.
        pub number: Option<u32>,
        /// Labels without closing punctuation from the top down: `三/（二）/1`.
        pub path: String,
        /// The title without label and closing punctuation.
        pub text: String,
        /// Text directly under it; null where the node is a measure, which then holds it.
        pub body: Option<String>,
        /// Where the paragraphs of `body` stand.
        pub body_spans: Vec<CharSpan>,
        /// Label and title.
        pub span: CharSpan,
    }
}

record! {
    /// A numbered node that leads in the items under it without naming them. Together with headings and measures these
    /// are all nodes, so that every `parent` is found.
    pub struct Untitled {
        /// The node's id.
        pub id: u32,
        /// The part it stands in.
        pub part: u32,
        /// The node above it.
        pub parent: Option<u32>,
        /// 1 at the top of its part.
        pub level: u32,
        /// The label, clean: `第八条`.
        pub label: Option<String>,
        /// The label's number.
        pub number: Option<u32>,
        /// Labels without closing punctuation from the top down.
        pub path: String,
        /// Text directly under it.
        pub body: Option<String>,
        /// Where the paragraphs of `body` stand.
        pub body_spans: Vec<CharSpan>,
        /// The label.
        pub span: CharSpan,
    }
}

record! {
    /// A numbered node without numbered children.
    pub struct Measure {
        /// The node's id, shared with its heading.
        pub id: u32,
        /// The part it stands in.
        pub part: u32,
        /// The node above it.
        pub parent: Option<u32>,
        /// 1 at the top of its part.
        pub level: u32,
        /// The label, clean: `（一）`.
        pub label: String,
        /// The label's number.
        pub number: Option<u32>,
        /// Labels without closing punctuation from the top down: `三/（二）/1`.
        pub path: String,
        /// Its title.
        pub heading: Option<String>,
        /// Everything else it says, paragraphs joined by `\n`.
        pub text: String,
        /// Words that stand out in it, the first most of all; only where they were asked for.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub keywords: Vec<String>,
        /// Who is told to do it.
        pub agencies: Vec<Agency>,
        /// From the label to the end of the text.
        pub span: CharSpan,
    }
}

record! {
    /// A body told to carry out a measure.
    pub struct Agency {
        /// The clean name.
        pub name: String,
        /// Its part in the work.
        pub role: AgencyRole,
        /// Its place.
        pub span: CharSpan,
    }
}

record! {
    /// A body's part in a measure.
    pub enum AgencyRole {
        /// 牵头.
        Lead,
        /// 配合, 参与.
        Support,
        /// 负责, or named without a verb.
        Responsible,
    }
}

record! {
    /// A date, period or repetition.
    pub struct Date {
        /// The date words and 前, 底前, 起 or 止, no more.
        pub text: String,
        /// What the date means for the notice.
        pub role: DateRole,
        /// First day, an ISO date.
        pub start_date: Option<String>,
        /// Last day, an ISO date, inclusive.
        pub end_date: Option<String>,
        /// The same in EDTF.
        pub edtf: Option<String>,
        /// A repetition as RFC 5545 writes it.
        pub rrule: Option<String>,
        /// What the words themselves do not say.
        pub inferred: Option<Inferred>,
        /// The node it stands in.
        pub node: Option<u32>,
        /// Its place.
        pub span: CharSpan,
    }
}

record! {
    /// What a date means for the notice.
    pub enum DateRole {
        /// 成文日期.
        Issued,
        /// 印发日期.
        Printed,
        /// The page's 发布日期.
        Published,
        /// To be done by then.
        Deadline,
        /// A planned time or period.
        Scheduled,
        /// Again and again.
        Recurring,
        /// The document's own beginning of force.
        Effective,
        /// The document's own end of force.
        Expires,
        /// Past, or only naming or qualifying something.
        Mention,
    }
}

record! {
    /// The part of a date that was taken from elsewhere in the notice.
    pub enum Inferred {
        /// The year.
        Year,
        /// The month, and with it the year where that is missing too.
        Month,
    }
}

record! {
    /// A body or person to reach.
    pub struct Contact {
        /// The body.
        pub organization: Option<String>,
        /// The person.
        pub person: Option<String>,
        /// The person's office (处长).
        pub role: Option<String>,
        /// Telephone numbers.
        pub phones: Vec<Phone>,
        /// E-mail addresses, repaired.
        pub emails: Vec<String>,
        /// Postal address.
        pub address: Option<String>,
        /// Postal code.
        pub postcode: Option<String>,
        /// Web addresses.
        pub urls: Vec<String>,
        /// QQ number or group.
        pub qq: Option<String>,
        /// WeChat name or public account.
        pub wechat: Option<String>,
        /// The node it stands in.
        pub node: Option<u32>,
        /// Its place.
        pub span: CharSpan,
    }
}

record! {
    /// A telephone number.
    pub struct Phone {
        /// As printed.
        pub text: String,
        /// E.164 where the area code is known, else digits.
        pub number: String,
        /// What answers there.
        pub kind: PhoneKind,
    }
}

record! {
    /// What answers at a number.
    pub enum PhoneKind {
        /// A mobile.
        Mobile,
        /// A landline.
        Landline,
        /// A fax machine.
        Fax,
        /// A service number (400, 800, 12345).
        Service,
    }
}

/// A number that the notice sets for the future.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Target {
    /// The shortest clause that states it.
    pub text: String,
    /// What is counted.
    pub metric: Option<String>,
    /// How the value bounds it.
    pub comparator: Comparator,
    /// The number, 万 and 亿 multiplied out.
    pub value: f64,
    /// The upper number of a range.
    pub max: Option<f64>,
    /// What the number counts in.
    pub unit: Option<String>,
    /// What the number is for.
    pub kind: TargetKind,
    /// When it is due, an ISO date.
    pub due: Option<String>,
    /// The node it stands in.
    pub node: Option<u32>,
    /// Its place.
    pub span: CharSpan,
}

// A target's numbers are read from decimal digits and are never NaN.
impl Eq for Target {}

record! {
    /// How a value bounds what is counted.
    pub enum Comparator {
        /// Exactly.
        #[serde(rename = "=")]
        Equal,
        /// At least.
        #[serde(rename = ">=")]
        AtLeast,
        /// More than.
        #[serde(rename = ">")]
        MoreThan,
        /// At most.
        #[serde(rename = "<=")]
        AtMost,
        /// Less than.
        #[serde(rename = "<")]
        LessThan,
        /// About.
        #[serde(rename = "~")]
        About,
        /// Between two values.
        #[serde(rename = "range")]
        Range,
    }
}

record! {
    /// What a target's number is for.
    pub enum TargetKind {
        /// A result or a number of actions.
        Goal,
        /// Places, persons or entries to choose or name.
        Quota,
        /// A rate of repetition.
        Frequency,
        /// Money, rates or caps paid, charged or let off.
        Funding,
        /// A limit on who or what qualifies, lasts or is handed in.
        Requirement,
    }
}

record! {
    /// A document cited.
    pub struct Citation {
        /// The title without 《》; null for one cited by number alone.
        pub title: Option<String>,
        /// Its number in canonical form.
        pub number: Option<String>,
        /// 以下简称《…》.
        pub alias: Option<String>,
        /// What the notice does with it, where the text says so.
        pub relation: Option<Relation>,
        /// How often it or its alias is named.
        pub mentions: u32,
        /// Its first place.
        pub span: CharSpan,
    }
}

record! {
    /// What a notice does with a document it cites.
    pub enum Relation {
        /// 印发.
        Issues,
        /// 转发, 批转.
        Forwards,
        /// 废止.
        Repeals,
        /// 修订, 修改.
        Amends,
    }
}

record! {
    /// An entry of the 附件 list.
    pub struct Attachment {
        /// Its number in the list.
        pub index: Option<u32>,
        /// Its title.
        pub title: String,
        /// The part it is printed as in the same text.
        pub part: Option<u32>,
        /// Its place in the list.
        pub span: CharSpan,
    }
}

record! {
    /// A statement of whom the notice is for.
    pub struct Audience {
        /// The statement after its label.
        pub text: String,
        /// The node it stands in.
        pub node: Option<u32>,
        /// Its place.
        pub span: CharSpan,
    }
}

record! {
    /// What a page put around the notice.
    pub struct Boilerplate {
        /// What it is.
        pub kind: BoilerplateKind,
        /// Its place.
        pub span: CharSpan,
    }
}

record! {
    /// Kinds of boilerplate.
    pub enum BoilerplateKind {
        /// Menus, breadcrumbs, buttons, links to other pages.
        Navigation,
        /// The line that names source, date and visits.
        SourceLine,
        /// What the site prints under every page.
        Footer,
        /// A page number of the printed document.
        PageNumber,
        /// A second printing of text that the record already holds.
        Repeat,
    }
}
