//! Header fields on which the text is silent, filled from what is stated beside it: by the caller, else by the page.
//!
//! Such a value has no place in the source text: its span is [0, 0], and a warning names it. What the text says itself is
//! never touched.

use super::header;
use super::render::join;
use crate::grammar::document_number;
use crate::lexicon;
use crate::notice::{DocumentNumber, Name, Notice, Region, Text};
use crate::options::Stated;
use crate::span::CharSpan;
use crate::structure::{bodies_of_title, document_kind, stated_day};
use crate::text;
use crate::warning::{Warning, WarningCode};

/// The place of what stands nowhere.
pub(super) const NOWHERE: CharSpan = CharSpan(0, 0);

/// Fills what is empty in the header.
pub(super) fn fill(notice: &mut Notice, stated: &Stated) {
    if *stated == Stated::default() {
        return;
    }
    title(notice, stated);
    number(notice, stated);
    issuers(notice, stated);
    days(notice, stated);
    plain_fields(notice, stated);
}

fn title(notice: &mut Notice, stated: &Stated) {
    if notice.title.is_some() {
        return;
    }
    let Some(text) = value(stated.title.as_deref()) else {
        return;
    };
    told(notice, "title", &text);
    notice.kind = document_kind(&text).map(str::to_owned);
    notice.title = Some(Text { text, span: NOWHERE });
}

fn number(notice: &mut Notice, stated: &Stated) {
    if notice.document_number.is_some() {
        return;
    }
    let Some(text) = value(stated.document_number.as_deref()) else {
        return;
    };
    // A site may state the number's serial alone, or a word for "none".
    let Some(number) = document_number::at_start(&text) else {
        return;
    };
    told(notice, "document number", &number.canonical);
    notice.document_number = Some(DocumentNumber {
        text: number.canonical,
        agency: number.agency,
        year: number.year,
        serial: number.serial,
        span: NOWHERE,
    });
}

/// The issuers as stated, else the bodies that a stated title begins with; and the place that they or a stated number tell.
fn issuers(notice: &mut Notice, stated: &Stated) {
    let title = notice.title.as_ref().filter(|title| title.span == NOWHERE);
    if notice.issuers.is_empty() {
        let mut names = stated.issuer.as_deref().map(names).unwrap_or_default();
        if names.is_empty()
            && let Some(title) = title
        {
            names = bodies_of_title(&title.text).into_iter().map(str::to_owned).collect();
        }
        if !names.is_empty() {
            told(notice, "issuing body", &names.join("，"));
        }
        let place = |name| Name { name, span: NOWHERE };
        notice.issuers = names.into_iter().map(place).collect();
    }
    if notice.region.is_none() {
        let issuers = notice.issuers.iter().filter(|issuer| issuer.span == NOWHERE);
        let by_name = issuers
            .filter_map(|issuer| lexicon::region_of_body(&issuer.name))
            .next();
        let number = notice.document_number.as_ref().filter(|number| number.span == NOWHERE);
        let region = by_name.or_else(|| lexicon::region_of_agency_code(&number?.agency));
        notice.region = region.map(|region| Region {
            name: region.name.to_owned(),
            code: region.code.to_owned(),
        });
    }
}

fn days(notice: &mut Notice, stated: &Stated) {
    let day = |own: &Option<String>, stated: &Option<String>| match own {
        None => stated.as_deref().and_then(stated_day),
        Some(_) => None,
    };
    if let Some(date) = day(&notice.issued_on, &stated.issued_on) {
        notice.issued_on = Some(date.to_string());
        nowhere(notice, "issued_on");
        told(notice, "day of issue", &date.to_string());
    }
    if let Some(date) = day(&notice.published_on, &stated.published_on) {
        notice.published_on = Some(date.to_string());
        nowhere(notice, "published_on");
        told(notice, "day of publication", &date.to_string());
    }
}

fn plain_fields(notice: &mut Notice, stated: &Stated) {
    if notice.index_number.is_none()
        && let Some(text) = value(stated.index_number.as_deref())
    {
        nowhere(notice, "index_number");
        told(notice, "index number", &text);
        notice.index_number = Some(text);
    }
    if notice.topics.is_empty()
        && let Some(text) = value(stated.topics.as_deref())
    {
        nowhere(notice, "topics");
        told(notice, "topics", &text);
        notice.topics = header::topics(&text);
    }
    if notice.validity.is_none()
        && let Some(text) = value(stated.validity.as_deref())
    {
        nowhere(notice, "validity");
        told(notice, "validity", &text);
        notice.validity = Some(text);
    }
}

/// A stated value, clean and on one line; `None` where nothing is left, or a word for "none".
fn value(stated: Option<&str>) -> Option<String> {
    let clean = text::clean(stated?);
    let value = join(clean.text.split('\n'));
    let says =
        value.chars().any(char::is_alphanumeric) && !matches!(value.as_str(), "无" | "暂无" | "null" | "undefined");
    says.then_some(value)
}

/// Names parted by blanks or commas outside brackets.
fn names(stated: &str) -> Vec<String> {
    let mut depth = 0usize;
    let mut names = vec![String::new()];
    for c in stated.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && (c.is_whitespace() || matches!(c, '，' | ',' | '、' | '；' | ';')) {
            names.push(String::new());
        } else if let Some(name) = names.last_mut() {
            name.push(c);
        }
    }
    names.iter().filter_map(|name| value(Some(name))).collect()
}

fn nowhere(notice: &mut Notice, field: &str) {
    notice.evidence.insert(field.to_owned(), NOWHERE);
}

/// Says that a value was filled in.
fn told(notice: &mut Notice, what: &str, value: &str) {
    notice.warnings.push(Warning {
        code: WarningCode::FromMetadata,
        message: format!("the text does not state the {what}; taken from what is stated beside it: {value}"),
        span: NOWHERE,
    });
}
