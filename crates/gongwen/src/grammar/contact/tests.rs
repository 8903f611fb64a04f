//! Walks the registry, and reads lists that no single rule covers.

use super::{COMPILED, Item, RULES, find};
use std::collections::BTreeSet;

/// The values found in a text, cues and uncertain digits left out, with their rules.
fn values(text: &str) -> Vec<(String, &'static str)> {
    find(text, &|_| 0)
        .into_iter()
        .filter_map(|one| {
            let value = match one.item {
                Item::Phone(phone) if phone.cued => phone.number,
                Item::Email(value)
                | Item::Url(value)
                | Item::Postcode(value)
                | Item::Qq(value)
                | Item::Wechat(value) => value,
                Item::Address(span) => span.of(text).to_owned(),
                _ => return None,
            };
            Some((value, one.rule))
        })
        .collect()
}

#[test]
fn every_rule_compiles_and_is_named_once() {
    let names: BTreeSet<_> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(names.len(), RULES.len());
    assert_eq!(COMPILED.len(), RULES.len());
}

#[test]
fn every_yes_is_won_by_its_own_rule() {
    for rule in RULES {
        assert!(!rule.no.is_empty(), "{} shows no look-alike", rule.id);
        assert!(
            !rule.yes.is_empty() || rule.id == "cue" || rule.id.starts_with("decoy/"),
            "{} shows no example",
            rule.id
        );
        for (text, value) in rule.yes {
            let found = values(text);
            assert!(
                found.contains(&((*value).to_owned(), rule.id)),
                "{}: {text} gives {found:?}, not {value}",
                rule.id
            );
        }
    }
}

#[test]
fn no_rule_wins_a_no() {
    for rule in RULES {
        for text in rule.no {
            let found = values(text);
            assert!(found.is_empty(), "{}: {text} gives {found:?}", rule.id);
        }
    }
}

#[test]
fn lists_share_their_area_code() {
    let numbers = |text: &str| values(text).into_iter().map(|(value, _)| value).collect::<Vec<_>>();
    assert_eq!(numbers("0999-5550123、5550124"), ["+869995550123", "+869995550124"]);
    assert_eq!(numbers("电话：55501234/35/36"), ["55501234", "55501235", "55501236"]);
    assert_eq!(numbers("010-55501234/35"), ["+861055501234", "+861055501235"]);
    assert_eq!(
        numbers("传真：0999-5550123 19900000001"),
        ["+869995550123", "+8619900000001"]
    );
    assert_eq!(
        numbers("咨询电话：青禾县就业局 5550101 石桐县就业局 5550102"),
        ["5550101", "5550102"]
    );
}

#[test]
fn digits_without_a_cue_stay_uncertain() {
    assert!(values("共收到55501234件").is_empty());
    let found = find("张小青55501234", &|_| 0);
    assert!(matches!(&found[..], [one] if matches!(&one.item, Item::Phone(phone) if !phone.cued)));
}

proptest::proptest! {
    #[test]
    fn never_panics_and_stays_on_borders(text in r"[0-9电话：传真地址邮编@.a-z /（）、。\n-]{0,60}") {
        for one in find(&text, &|_| 2) {
            proptest::prop_assert!(text.get(one.span.start..one.span.end).is_some());
        }
    }
}
