//! The registry holds together, every rule wins its own examples, and every table reads as it says.

use super::value::{Base, resolve};
use super::{Found, RULES, find, scan};
use jiff::civil::date;
use std::collections::BTreeSet;

/// A notice issued on 2021-06-13, without dates before the words.
fn base() -> Base {
    let issued = date(2021, 6, 13);
    Base {
        year: Some(2021),
        month: Some(6),
        own_year: Some(2021),
        own_month: Some(6),
        republic: false,
        issued: Some(issued),
    }
}

fn shown(found: &Found) -> String {
    let value = resolve(&found.expr, &base());
    value.rrule.or(value.edtf).unwrap_or_else(|| "-".to_owned())
}

#[test]
fn ids_are_unique_and_name_their_family() {
    let ids: BTreeSet<_> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), RULES.len());
    assert!(RULES.iter().all(|rule| rule.family() != rule.id));
}

#[test]
fn every_pattern_compiles_and_every_rule_has_examples() {
    for rule in RULES {
        assert!(super::pattern::compile(rule.pattern).is_some(), "{}", rule.id);
        assert!(!rule.yes.is_empty(), "{} has no example", rule.id);
        assert!(!rule.needs.is_empty(), "{} says nothing of what it needs", rule.id);
        assert!(!rule.no.is_empty(), "{} has no counter-example", rule.id);
    }
}

/// The examples of rules for pieces of a set or for a date inside a frame: the rest of the words is another's.
const PIECES: &[&str] = &["clock/weekday", "partial/next-day", "offset/next-step"];

#[test]
fn every_yes_is_won_by_its_rule() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for &(text, value) in rule.yes {
            let found = scan::find(text);
            let hit = found.iter().find(|found| found.rule == rule.id);
            let whole = found.len() == 1 || rule.id.contains("-of-set") || PIECES.contains(&rule.id);
            let nested = rule.id == "clock/weekday" && found.iter().any(|found| shown(found) == value);
            if !(nested || whole && hit.is_some_and(|hit| shown(hit) == value)) {
                wrong.push(format!(
                    "{}: {text}: want {value}, got {:?} {found:?}",
                    rule.id,
                    hit.map(shown)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_rule_wins_a_no() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for text in rule.no {
            wrong.extend(
                find(text)
                    .iter()
                    .map(|found| format!("{}: {text}: {}", rule.id, found.rule)),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[derive(serde::Deserialize)]
struct Table {
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
struct Case {
    text: String,
    found: Vec<Read>,
}

#[derive(serde::Deserialize, PartialEq, Debug)]
struct Read {
    span: String,
    edtf: String,
    rule: String,
}

/// The tables beside the families: `text`, and all that is found in it; `edtf` is read as in a notice of 2021-06-13.
const TABLES: &[(&str, &str)] = &[
    ("absolute", include_str!("absolute.toml")),
    ("bound", include_str!("bound.toml")),
    ("clock", include_str!("clock.toml")),
    ("decoy", include_str!("decoy.toml")),
    ("offset", include_str!("offset.toml")),
    ("part_of", include_str!("part_of.toml")),
    ("partial", include_str!("partial.toml")),
    ("plan", include_str!("plan.toml")),
    ("range", include_str!("range.toml")),
    ("recurring", include_str!("recurring.toml")),
    ("relative", include_str!("relative.toml")),
];

#[test]
fn the_tables_read_as_they_say() {
    let mut wrong = Vec::new();
    for (name, table) in TABLES {
        let table: Table = toml::from_str(table).unwrap_or_else(|error| panic!("{name}.toml: {error}"));
        for case in table.case {
            let read: Vec<Read> = find(&case.text)
                .iter()
                .map(|found| Read {
                    span: found.span.of(&case.text).to_owned(),
                    edtf: shown(found),
                    rule: found.rule.to_owned(),
                })
                .collect();
            if read != case.found {
                wrong.push(format!(
                    "{name}.toml: {}\n   want {:?}\n    got {read:?}",
                    case.text, case.found
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Reading must be total: pieces of dates, cut anywhere, still read as something or nothing.
#[test]
fn no_cut_of_the_tables_panics() {
    for (_, table) in TABLES {
        let table: Table = toml::from_str(table).expect("the tables are read by the test before");
        for case in table.case {
            for (at, _) in case.text.char_indices() {
                let (before, after) = case.text.split_at(at);
                for text in [before, after] {
                    let mut last = 0;
                    for found in find(text) {
                        assert!(
                            found.span.start >= last && !found.span.of(text).is_empty(),
                            "{text}: {found:?}"
                        );
                        last = found.span.end;
                    }
                }
            }
        }
    }
}
