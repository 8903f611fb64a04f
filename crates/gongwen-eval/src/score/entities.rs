//! Dates, contacts, targets, citations, attachments and audience.

use super::list;
use super::values::{attributes, bag_of, items, one, pairs, pairs_by, said, span, text_of};
use crate::fold::{digits, fold, fold_name};
use crate::tally::{Entry, Tally};
use serde_json::{Map, Value};

pub(super) fn score(tally: &mut Tally, fields: &Map<String, Value>, record: &Value) {
    if let Some(expected) = fields.get("dates") {
        dates(tally, items(expected), list(record, "dates"));
    }
    if let Some(expected) = fields.get("contacts") {
        contacts(tally, items(expected), list(record, "contacts"));
    }
    if let Some(expected) = fields.get("targets") {
        targets(tally, items(expected), list(record, "targets"));
    }
    if let Some(expected) = fields.get("citations") {
        citations(tally, items(expected), list(record, "citations"));
    }
    if let Some(expected) = fields.get("attachments") {
        let key = |item: &Value| fold_name(said(item, "title"));
        let entry = |item: &Value| Some(one(key(item), said(item, "title"), span(item)));
        bag_of(tally, "attachments", Some(expected), &record["attachments"], entry);
        let known = [("attachments.index", "index"), ("attachments.part", "part")];
        let found = pairs(items(expected), list(record, "attachments"), key);
        attributes(tally, &found, &known, |item| said(item, "title").to_owned());
    }
    if let Some(expected) = fields.get("audience") {
        let all = |list: &[Value]| list.iter().filter_map(text_entry).collect();
        let (expected, got) = (all(items(expected)), all(list(record, "audience")));
        tally.matched("audience", expected, got, |a, b| touch(&a.key, &b.key), Entry::clone);
    }
}

fn text_entry(item: &Value) -> Option<Entry> {
    text_of(item).map(|text| one(fold(text), text, span(item)))
}

/// Whether one text holds the other. No text is held by all, and says nothing.
fn touch(one: &str, other: &str) -> bool {
    !one.is_empty() && !other.is_empty() && (one.contains(other) || other.contains(one))
}

/// A value as an answer states it: `None` where it says nothing of it, which fits everything.
type Stated<T> = Option<Option<T>>;

fn stated<'a>(item: &'a Value, name: &str) -> Stated<&'a str> {
    item.get(name).map(Value::as_str)
}

fn fits<T: PartialEq>(expected: &Stated<T>, got: &Stated<T>) -> bool {
    match (expected, got) {
        (None, _) => true,
        // What a record leaves out is null.
        (Some(expected), got) => *expected == *got.as_ref().unwrap_or(&None),
    }
}

fn dates(tally: &mut Tally, expected: &[Value], got: &[Value]) {
    let all = |list: &[Value]| -> Vec<(String, Value)> {
        list.iter()
            .map(|date| (fold(said(date, "text")), date.clone()))
            .collect()
    };
    let (expected, got) = (all(expected), all(got));
    let touching = |(one, _): &(String, Value), (other, _): &(String, Value)| touch(one, other);
    tally.matched("dates.found", expected.clone(), got.clone(), touching, |(key, date)| {
        one(key.clone(), said(date, "text"), span(date))
    });
    let valued = |(key, date): &(String, Value)| {
        let day = |name| date[name].as_str().unwrap_or("–");
        let bounds = format!("[{}, {}]", day("start_date"), day("end_date"));
        one(
            format!("{key} {bounds}"),
            &format!("{} {bounds}", said(date, "text")),
            span(date),
        )
    };
    let equal = |a: &Value, b: &Value, name| fits(&stated(a, name), &stated(b, name));
    let found = tally.matched(
        "dates.value",
        expected,
        got,
        |a, b| touching(a, b) && equal(&a.1, &b.1, "start_date") && equal(&a.1, &b.1, "end_date"),
        valued,
    );
    tally.touch("dates.role");
    let found: Vec<(&Value, &Value)> = found.iter().map(|((_, a), (_, b))| (a, b)).collect();
    let known = [
        ("dates.role", "role"),
        ("dates.rrule", "rrule"),
        ("dates.edtf", "edtf"),
        ("dates.inferred", "inferred"),
    ];
    attributes(tally, &found, &known, |date| said(date, "text").to_owned());
}

fn targets(tally: &mut Tally, expected: &[Value], got: &[Value]) {
    let all = |list: &[Value]| -> Vec<Target> { list.iter().map(Target::of).collect() };
    let (expected, got) = (all(expected), all(got));
    let numbers = |a: &Target, b: &Target| a.value == b.value && fits(&a.max, &b.max);
    let first = |unit: &Stated<String>| unit.clone().flatten().and_then(|unit| unit.chars().next());
    tally.matched(
        "targets.found",
        expected.clone(),
        got.clone(),
        |a, b| numbers(a, b) && (a.unit.is_none() || first(&a.unit) == first(&b.unit)),
        |target| target.entry(""),
    );
    let found = tally.matched(
        "targets.value",
        expected,
        got,
        |a, b| numbers(a, b) && fits(&a.unit, &b.unit) && fits(&a.comparator, &b.comparator),
        |target| target.entry(said(&target.item, "comparator")),
    );
    tally.touch("targets.kind");
    let found: Vec<(&Value, &Value)> = found.iter().map(|(a, b)| (&a.item, &b.item)).collect();
    let known = [
        ("targets.kind", "kind"),
        ("targets.text", "text"),
        ("targets.metric", "metric"),
        ("targets.due", "due"),
    ];
    attributes(tally, &found, &known, |target| Target::of(target).entry("").shown);
}

#[derive(Clone)]
struct Target {
    /// Rounded to four places, as text, so that it can be compared.
    value: Option<String>,
    max: Stated<String>,
    unit: Stated<String>,
    comparator: Stated<String>,
    item: Value,
}

impl Target {
    fn of(item: &Value) -> Self {
        let number = |value: &Value| value.as_f64().map(|value| format!("{value:.4}"));
        Self {
            value: number(&item["value"]),
            max: item.get("max").map(number),
            unit: stated(item, "unit").map(|unit| unit.map(fold)),
            comparator: stated(item, "comparator").map(|comparator| comparator.map(str::to_owned)),
            item: item.clone(),
        }
    }

    fn entry(&self, comparator: &str) -> Entry {
        let number = |name: &str| self.item[name].as_f64().map(|number| number.to_string());
        let mut shown = format!("{comparator}{}", number("value").unwrap_or_default());
        if let Some(max) = number("max") {
            shown.push('–');
            shown.push_str(&max);
        }
        shown.push_str(said(&self.item, "unit"));
        let text = said(&self.item, "text");
        let key = format!("{} {}", fold(&shown), fold(text));
        one(key, &format!("{shown} {text}"), span(&self.item))
    }
}

fn citations(tally: &mut Tally, expected: &[Value], got: &[Value]) {
    let key = |item: &Value| {
        let part = |name| item[name].as_str().map_or_else(|| "∅".to_owned(), fold);
        format!("{} {}", part("title"), part("number"))
    };
    let shown = |item: &Value| {
        format!("{} {}", said(item, "title"), said(item, "number"))
            .trim()
            .to_owned()
    };
    let all = |list: &[Value]| {
        let entry = |item: &Value| one(key(item), &shown(item), span(item));
        list.iter().map(entry).collect()
    };
    tally.bag("citations", all(expected), all(got));
    let known = [
        ("citations.alias", "alias"),
        ("citations.relation", "relation"),
        ("citations.mentions", "mentions"),
    ];
    attributes(tally, &pairs(expected, got, key), &known, shown);
}

fn contacts(tally: &mut Tally, expected: &[Value], got: &[Value]) {
    // What no contact of the answer states is not scored; an answer without contacts says that there is nothing.
    let stated = |name: &str| expected.is_empty() || expected.iter().any(|contact| contact.get(name).is_some());
    let facts = |list: &[Value]| -> Vec<Entry> {
        let all = list.iter().flat_map(|contact| facts_of(contact, &stated));
        all.collect()
    };
    tally.bag("contacts.facts", facts(expected), facts(got));
    if stated("person") || stated("organization") {
        let links = |list: &[Value]| -> Vec<Entry> {
            let all = list.iter().flat_map(|contact| links_of(contact, &stated));
            all.collect()
        };
        tally.bag("contacts.links", links(expected), links(got));
    }

    let reach = |contact: &Value| -> Vec<String> { reaches(contact, &|_| true).map(|(key, _)| key).collect() };
    let one_contact = |a: &Value, b: &Value| {
        let others = reach(b);
        (!who(a).is_empty() && fold_name(who(a)) == fold_name(who(b)))
            || reach(a).iter().any(|key| others.contains(key))
    };
    let found = pairs_by(expected, got, one_contact);
    let known = [
        ("contacts.role", "role"),
        ("contacts.qq", "qq"),
        ("contacts.wechat", "wechat"),
    ];
    attributes(tally, &found, &known, |contact| who(contact).to_owned());
    for (expected, got) in found {
        bag_of(tally, "contacts.urls", expected.get("urls"), &got["urls"], text_entry);
    }
    let phones = |list: &[Value]| -> Vec<Value> {
        let all = list.iter().flat_map(|contact| items(&contact["phones"]));
        all.cloned().collect()
    };
    let (expected, got) = (phones(expected), phones(got));
    let found = pairs(&expected, &got, |phone| digits(text_of(phone).unwrap_or_default()));
    let known = [("contacts.phone_number", "number"), ("contacts.phone_kind", "kind")];
    attributes(tally, &found, &known, |phone| {
        text_of(phone).unwrap_or_default().to_owned()
    });
}

/// Whom the contact reaches: the person, else the body.
fn who(contact: &Value) -> &str {
    let person = said(contact, "person");
    if person.is_empty() {
        said(contact, "organization")
    } else {
        person
    }
}

/// Telephone numbers and e-mails, as compared and as shown.
fn reaches<'a>(contact: &'a Value, stated: &dyn Fn(&str) -> bool) -> impl Iterator<Item = (String, &'a str)> {
    let listed = |name: &str| if stated(name) { items(&contact[name]) } else { &[] };
    let said = |value: &'a Value| text_of(value).unwrap_or_default();
    let phones = listed("phones")
        .iter()
        .map(move |phone| (digits(said(phone)), said(phone)));
    let emails = listed("emails")
        .iter()
        .map(move |email| (fold(said(email)).to_lowercase(), said(email)));
    phones.chain(emails)
}

fn facts_of(contact: &Value, stated: &dyn Fn(&str) -> bool) -> Vec<Entry> {
    let at = span(contact);
    let mut facts: Vec<Entry> = reaches(contact, stated)
        .map(|(key, shown)| {
            let kind = if shown.contains(['@', '＠']) { "email" } else { "phone" };
            one(format!("{kind} {key}"), &format!("{kind} {shown}"), at)
        })
        .collect();
    for name in ["person", "organization", "address", "postcode"] {
        let value = said(contact, name);
        if stated(name) && !value.is_empty() {
            facts.push(one(
                format!("{name} {}", fold_name(value)),
                &format!("{name} {value}"),
                at,
            ));
        }
    }
    facts
}

fn links_of(contact: &Value, stated: &dyn Fn(&str) -> bool) -> Vec<Entry> {
    let whom = who(contact);
    let link = |(key, shown): (String, &str)| {
        one(
            format!("{} → {key}", fold_name(whom)),
            &format!("{whom} → {shown}"),
            span(contact),
        )
    };
    reaches(contact, stated).map(link).collect()
}
