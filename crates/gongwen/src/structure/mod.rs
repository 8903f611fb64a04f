//! Clean text → structure: which document each paragraph belongs to, and what it is there for.
//!
//! The structure speaks of byte spans into the clean text ([`crate::text::Clean`]). Its [`Stretch`]es cover every
//! character of the clean text once, in order; the entity stage walks them and never asks again where a phrase stands.

mod attachment;
mod cue;
mod day;
mod division;
mod draft;
mod form;
mod head;
mod heading;
mod metadata;
mod outline;
mod paragraph;
mod rank;
mod standing;
mod tail;
#[cfg(test)]
mod tests;
mod title;

pub use attachment::Item;
pub use form::FORMS;
pub use metadata::Metadata;

use crate::block;
use crate::grammar::document_number::FoundNumber;
use crate::grammar::label::Style;
use crate::notice::{BoilerplateKind, PartKind};
use crate::options::Stated;
use crate::span::Span;
use crate::text::Clean;
use crate::warning::WarningCode;
use jiff::civil::Date;

/// What a stretch of text is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zone {
    /// A line of a part's title block.
    Title,
    /// 发文字号 standing as such, 主送机关, 发文机关标志, 密级 and the like.
    Header,
    /// The title of a node, without its label.
    Heading,
    /// A node's label.
    Label,
    /// Text of a node, or of a part outside its nodes.
    Body,
    /// The 附件 list.
    Attachments,
    /// Contact lines of the closing block (联系人：…，电话：…).
    Contact,
    /// Signature: bodies and 成文日期.
    Signature,
    /// 附注: （此件公开发布） and the like.
    Note,
    /// 版记: 抄送, 印发机关, 印发日期.
    Printing,
    /// Closing formulas (特此通知。).
    Formula,
    /// What the page put around the notice; dates in a source line are 发布日期.
    Boilerplate(BoilerplateKind),
}

/// A piece of the clean text with one purpose. Stretches never overlap and stand in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Bytes of the clean text, without the line break.
    pub span: Span,
    /// What it is there for.
    pub zone: Zone,
    /// Index into [`Structure::parts`].
    pub part: usize,
    /// Index into [`Structure::nodes`], for headings, labels and the text of nodes.
    pub node: Option<usize>,
}

/// One document inside the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// The lines of its title, in order; joined without blanks they are the title.
    pub title: Vec<Span>,
    /// From its first to its last byte.
    pub span: Span,
}

/// A heading, a measure, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Index into [`Structure::parts`].
    pub part: usize,
    /// Index of the node above.
    pub parent: Option<usize>,
    /// 1 at the top of its part.
    pub level: u32,
    /// The label as it stands in the clean text; `None` for an unnumbered title.
    pub label: Option<Span>,
    /// The label's style; [`Style::Standing`] for an unnumbered title.
    pub style: Style,
    /// The label's number.
    pub number: Option<u32>,
    /// The title, without label and closing punctuation.
    pub title: Option<Span>,
    /// Its own paragraphs, label and title left out, children left out.
    pub text: Vec<Span>,
    /// Whether no numbered node stands below it.
    pub leaf: bool,
}

/// The dates that years and months left out are taken from: `issued_on`, else `printed_on`, else `published_on`, else
/// the document number's year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Anchor {
    /// The notice's own date.
    pub date: Option<jiff::civil::Date>,
    /// Its year; also known where only a document number tells.
    pub year: Option<i16>,
    /// Whether `date` is the day of issue itself, from which 发布之日起30日内 can be counted.
    pub issued: bool,
}

impl Anchor {
    /// Takes what is stated beside the text where the text has no better: a day of issue stands above the day of
    /// printing, but a day on which a page was put up tells less than the year of the notice's own number.
    pub(crate) fn learn(&mut self, stated: &Stated) {
        let issued = stated
            .issued_on
            .as_deref()
            .and_then(stated_day)
            .filter(|_| !self.issued);
        let published = stated.published_on.as_deref().and_then(stated_day);
        let known = self.date.is_some() || self.year.is_some();
        if let Some(date) = issued.or(published.filter(|_| !known)) {
            self.date = Some(date);
            self.year = Some(date.year());
            self.issued = issued.is_some();
        }
    }
}

/// The day in what is stated beside a text, in any form that a header may have.
pub(crate) fn stated_day(text: &str) -> Option<Date> {
    let clean = crate::text::clean(text);
    day::days(&clean.text).first().map(|day| day.date)
}

/// The bodies that a title standing alone begins with.
pub(crate) fn bodies_of_title(title: &str) -> Vec<&str> {
    let whole = [Span::new(0, title.len())];
    title::bodies(title, &whole)
        .into_iter()
        .map(|span| span.of(title))
        .collect()
}

/// What stands above and below the text of one part. Spans are bytes of the clean text.
#[derive(Debug, Clone, Default)]
pub struct Header {
    /// The lines of the title.
    pub title: Vec<Span>,
    /// 发文字号; its span counts from the start of the clean text.
    pub document_number: Option<FoundNumber>,
    /// Bodies printed as letterhead.
    pub letterhead: Vec<Span>,
    /// Bodies that signed.
    pub signed: Vec<Span>,
    /// 主送机关
    pub addressees: Vec<Span>,
    /// 抄送机关
    pub copied_to: Vec<Span>,
    /// 印发机关
    pub printed_by: Option<Span>,
    /// 签发人
    pub signatory: Option<Span>,
    /// 公开属性, and the words for it.
    pub disclosure: Option<(Span, &'static str)>,
    /// 密级
    pub secrecy: Option<Span>,
    /// 紧急程度
    pub urgency: Option<Span>,
    /// 成文日期
    pub issued_on: Option<(Span, Date)>,
    /// 印发日期
    pub printed_on: Option<(Span, Date)>,
    /// The 附件 list.
    pub attachments: Vec<Item>,
}

/// Something doubtful; the span is bytes of the clean text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// What kind of doubt.
    pub code: WarningCode,
    /// One sentence for people.
    pub message: String,
    /// Where it shows.
    pub span: Span,
}

impl Doubt {
    fn new(code: WarningCode, message: impl Into<String>, span: Span) -> Self {
        Self {
            code,
            message: message.into(),
            span,
        }
    }
}

/// The whole structure of one input.
#[derive(Debug, Clone, Default)]
pub struct Structure {
    /// The documents inside the text, in order.
    pub parts: Vec<Part>,
    /// What stands above and below each part's text.
    pub headers: Vec<Header>,
    /// What the page says about the notice.
    pub metadata: Metadata,
    /// What is doubtful.
    pub doubts: Vec<Doubt>,
    /// All nodes, in order.
    pub nodes: Vec<Node>,
    /// Every character of the clean text, in order.
    pub stretches: Vec<Stretch>,
    /// What dates count from.
    pub anchor: Anchor,
}

/// Tells the clean text apart.
#[must_use]
pub fn read(clean: &Clean<'_>) -> Structure {
    read_told(clean, None, false)
}

/// The same, where the title is stated beside the text: of the lines that may be a title those count that say it. Of the
/// text of a `page` it is known that its tables' rows are lines, and that its table states the title of the notice.
pub(crate) fn read_told(clean: &Clean<'_>, title: Option<&str>, page: bool) -> Structure {
    let mut draft = draft::Draft::new(clean, block::blocks(clean));
    draft.stated_title = title.map(|title| crate::text::clean(title).text.replace('\n', ""));
    let mut metadata = Metadata {
        page,
        ..Metadata::default()
    };
    let (parts, headers) = division::divide(&mut draft, &mut metadata);
    let mut nodes = Vec::new();
    let mut stretches = Vec::new();
    for part in 0..parts.len() {
        outline::read(&mut draft, part, &mut nodes, &mut stretches);
    }
    for i in 0..draft.len() {
        if let Some(zone) = draft.zone(i).filter(|zone| *zone != Zone::Body) {
            let part = draft.parts.get(i).copied().unwrap_or(0);
            stretches.push(Stretch {
                span: draft.span(i),
                zone,
                part,
                node: None,
            });
        }
    }
    stretches.sort_by_key(|stretch| stretch.span);
    let anchor = anchor(&headers, &metadata);
    Structure {
        parts,
        headers,
        metadata,
        doubts: draft.doubts,
        nodes,
        stretches,
        anchor,
    }
}

/// The document kind (文种) a title ends in; `None` where it ends in none.
///
/// ```
/// use gongwen::structure::document_kind;
/// assert_eq!(document_kind("云泽市教育局关于做好招生工作的通知"), Some("通知"));
/// ```
#[must_use]
pub fn document_kind(title: &str) -> Option<&str> {
    title::kind(title)
}

/// The bodies that a title begins with (云泽市教育局 云泽市财政局关于…); spans of the clean text.
pub(crate) fn bodies_in_title(text: &str, header: &Header) -> Vec<Span> {
    title::bodies(text, &header.title)
}

fn anchor(headers: &[Header], metadata: &Metadata) -> Anchor {
    let own = headers.first();
    let issued = own
        .and_then(|header| header.issued_on)
        .or(metadata.issued_on)
        .map(|(_, date)| date);
    let printed = own.and_then(|header| header.printed_on).map(|(_, date)| date);
    let date = issued.or(printed).or(metadata.published_on.map(|(_, date)| date));
    let number_year = own
        .and_then(|header| header.document_number.as_ref())
        .and_then(|number| number.year)
        .and_then(|year| i16::try_from(year).ok());
    Anchor {
        date,
        year: date.map(Date::year).or(number_year),
        issued: issued.is_some(),
    }
}
