//! The header of the record: bodies, days, and the fields that are plain strings.

use super::render::Render;
use crate::lexicon;
use crate::notice::{Name, Notice, Region};
use crate::span::Span;
use crate::structure::{Header, Structure, bodies_in_title};
use jiff::civil::Date;

/// From the signature, else the letterhead, else the title, else the page's metadata table.
pub(super) fn issuers(structure: &Structure, own: &Header, render: &Render<'_>) -> Vec<Name> {
    if !own.signed.is_empty() {
        return own.signed.iter().map(|span| render.name(*span)).collect();
    }
    let in_title = bodies_in_title(&render.clean.text, own);
    let found = if own.letterhead.is_empty() {
        &in_title
    } else {
        &own.letterhead
    };
    if found.is_empty() {
        return structure
            .metadata
            .issuer
            .iter()
            .map(|span| render.name(*span))
            .collect();
    }
    found.iter().map(|span| render.name(*span)).collect()
}

/// The place of the issuing body: by its name as it signed, as the letterhead, the title or the page prints it, else by
/// the code of the document number. With the name or number that tells it.
pub(super) fn region(structure: &Structure, own: &Header, render: &Render<'_>) -> Option<(Region, Span)> {
    let in_title = bodies_in_title(&render.clean.text, own);
    let printed = own
        .signed
        .iter()
        .chain(&own.letterhead)
        .chain(&in_title)
        .chain(&structure.metadata.issuer);
    let by_name = printed
        .copied()
        .find_map(|span| Some((lexicon::region_of_body(&render.line(span))?, span)));
    let by_number = || {
        let number = own.document_number.as_ref()?;
        Some((lexicon::region_of_agency_code(&number.agency)?, number.span))
    };
    let (region, span) = by_name.or_else(by_number)?;
    let region = Region {
        name: region.name.to_owned(),
        code: region.code.to_owned(),
    };
    Some((region, span))
}

/// The header fields that are plain strings, each with its evidence.
pub(super) fn plain_fields(notice: &mut Notice, structure: &Structure, own: &Header, render: &Render<'_>) {
    let metadata = &structure.metadata;
    let evidence = &mut notice.evidence;
    let mut text = |name: &str, span: Option<Span>| {
        let span = span?;
        evidence.insert(name.to_owned(), render.place(span));
        Some(render.line(span))
    };
    let printer = structure.headers.iter().find_map(|header| header.printed_by);
    notice.printed_by = text("printed_by", printer);
    notice.signatory = text("signatory", own.signatory);
    notice.secrecy = text("secrecy", own.secrecy);
    notice.urgency = text("urgency", own.urgency);
    notice.index_number = text("index_number", metadata.index_number);
    notice.validity = text("validity", metadata.validity);
    notice.topics = text("topics", metadata.topics)
        .map(|topics| self::topics(&topics))
        .unwrap_or_default();
    let mut day = |name: &str, day: Option<(Span, Date)>| {
        let (span, date) = day?;
        evidence.insert(name.to_owned(), render.place(span));
        Some(date.to_string())
    };
    notice.issued_on = day("issued_on", own.issued_on.or(metadata.issued_on));
    notice.printed_on = day(
        "printed_on",
        structure.headers.iter().find_map(|header| header.printed_on),
    );
    notice.published_on = day("published_on", metadata.published_on);
    if let Some((span, disclosure)) = structure.headers.iter().find_map(|header| header.disclosure) {
        notice.disclosure = Some(disclosure.to_owned());
        notice.evidence.insert("disclosure".to_owned(), render.place(span));
    }
}

/// The topics in a value of 主题分类: 教育\职业教育, 财政、金融.
pub(super) fn topics(value: &str) -> Vec<String> {
    value
        .split(['\\', '/', '；', '，', '、', ' '])
        .filter(|topic| !topic.is_empty())
        .map(str::to_owned)
        .collect()
}
