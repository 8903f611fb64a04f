//! The scoring rules. [`FIELDS`](crate::fields::FIELDS) states each in a sentence; in full:
//!
//! - **Folding.** Texts are compared folded ([`fold()`](crate::fold::fold)): no white space, one width, one kind of
//!   punctuation, Simplified. Titles, names and paths lose their closing punctuation before.
//! - **One value or none** (`header.title`, `header.issued_on`, …). Equal is right. A wrong value is one missed and one
//!   extra; a value where none is expected is one extra; none where one is expected is one missed; none for none is no item.
//! - **Bags** (`header.issuers`, `parts`, `headings`, `measures.tree`, `measures.text`, `contacts.*`, `citations`,
//!   `attachments`). Order does not count, repeats do: of an item expected twice and got once, one is missed.
//! - **Matches** (`dates`, `targets`, `audience`). Each expected item takes, in order, the first item got that is not
//!   taken and fits. Dates and audiences fit where one text holds the other, since where the words of a date begin is
//!   matter of taste and which days they mean is not. Targets fit by their numbers.
//! - **Meanings** (`dates.role`, `targets.kind`) are asked only of items whose value is right, so that one error is not
//!   counted twice; a wrong one is one missed and one extra.
//! - **Measures** are told apart by part and path; their text is right where its first and last six characters are.
//! - **Contacts** are taken apart into facts (what is known) and links (whom a number reaches), so that two people swapping
//!   numbers is an error though all facts are there.
//!
//! An answer is scored only on what it states; see [`Expectation`].

mod entities;
mod places;
mod tree;
mod values;

use crate::expect::Expectation;
use crate::fold::{fold, fold_name};
use crate::tally::Tally;
use serde_json::Value;
use values::{attributes, bag_of, items, one, said, scalar, span, text_of};

/// Scores `record` against the answer. `source` is the notice's source text, into which the record's spans point;
/// without it the spans are not scored.
///
/// ```
/// use gongwen_eval::{Expectation, score};
/// let answer = Expectation::parse(r#"{"kind": "通知", "issuers": ["云泽市水利局", "云泽市财政局"]}"#)?;
/// let record = serde_json::json!({"kind": "通知", "issuers": [{"name": "云泽市水利局"}], "dates": [{"text": "6月"}]});
/// let tally = score(&answer, &record, None);
/// assert_eq!(tally.fields["header.kind"].f1(), 1.0);
/// assert_eq!(tally.fields["header.issuers"].missed, 1);
/// assert!(!tally.fields.contains_key("dates.found")); // the answer says nothing of dates
/// # Ok::<(), String>(())
/// ```
#[must_use]
pub fn score(expectation: &Expectation, record: &Value, source: Option<&str>) -> Tally {
    let mut tally = Tally::default();
    let fields = expectation.fields();
    let stated = |name: &str| fields.get(name);

    for (field, name) in [("header.title", "title"), ("header.document_number", "document_number")] {
        if let Some(expected) = stated(name) {
            let entry = |value: &Value| text_of(value).map(|text| one(fold(text), text, span(value)));
            tally.scalar(field, entry(expected), entry(&record[name]));
        }
    }
    for (field, name) in [
        ("header.kind", "kind"),
        ("header.printed_by", "printed_by"),
        ("header.signatory", "signatory"),
        ("header.disclosure", "disclosure"),
        ("header.issued_on", "issued_on"),
        ("header.printed_on", "printed_on"),
        ("header.published_on", "published_on"),
        ("secrecy", "secrecy"),
        ("urgency", "urgency"),
        ("index_number", "index_number"),
        ("validity", "validity"),
    ] {
        if let Some(expected) = stated(name) {
            let mut got = scalar(&record[name]);
            if let Some(got) = &mut got {
                got.span = values::range(&record["evidence"][name]);
            }
            tally.scalar(field, scalar(expected), got);
        }
    }
    for (field, name) in [
        ("header.issuers", "issuers"),
        ("header.addressees", "addressees"),
        ("header.copied_to", "copied_to"),
        ("topics", "topics"),
    ] {
        bag_of(&mut tally, field, stated(name), &record[name], |value| {
            let name = value["name"].as_str().or(value.as_str())?;
            Some(one(fold_name(name), name, span(value)))
        });
    }
    for (field, name) in [("header.lines", "header"), ("closing", "closing")] {
        bag_of(&mut tally, field, stated(name), &record[name], |value| {
            text_of(value).map(|text| one(fold(text), text, span(value)))
        });
    }
    for (field, name, word) in [("boilerplate", "boilerplate", "kind"), ("warnings", "warnings", "code")] {
        bag_of(&mut tally, field, stated(name), &record[name], |value| {
            value[word].as_str().map(|word| one(word.to_owned(), word, span(value)))
        });
    }
    if let Some(number) = stated("document_number") {
        let pair = [(number, &record["document_number"])];
        let known = [
            ("document_number.agency", "agency"),
            ("document_number.year", "year"),
            ("document_number.serial", "serial"),
        ];
        attributes(&mut tally, &pair, &known, |number| said(number, "text").to_owned());
    }
    if let Some(source) = stated("source") {
        let known = [
            ("source.format", "format"),
            ("source.encoding", "encoding"),
            ("source.script", "script"),
            ("source.chars", "chars"),
        ];
        attributes(&mut tally, &[(source, &record["source"])], &known, |_| {
            "source".to_owned()
        });
    }
    if let Some(region) = stated("region") {
        let entry = |value: &Value| {
            let text = format!("{} {}", said(value, "name"), said(value, "code"));
            (!value.is_null()).then(|| one(fold(&text), &text, None))
        };
        tally.scalar("region", entry(region), entry(&record["region"]));
    }

    tree::score(&mut tally, fields, record);
    entities::score(&mut tally, fields, record);
    if let Some(source) = source {
        places::score(&mut tally, record, source);
    }
    for assertion in expectation.assertions() {
        let said = assertion.to_string();
        let expected = Some(one(said.clone(), &said, None));
        let got = assertion.holds(record).then(|| expected.clone()).flatten();
        tally.scalar("assert", expected, got);
    }
    tally
}

/// The items of a list of the record, none where it is not there.
fn list<'a>(record: &'a Value, name: &str) -> &'a [Value] {
    items(&record[name])
}
