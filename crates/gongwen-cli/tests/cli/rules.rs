//! `gongwen rules`: the rules that run, all or some, for people or programs.

use crate::sandbox::{Sandbox, records};
use serde_json::Value;
use std::collections::BTreeSet;

fn names(rules: &[Value]) -> BTreeSet<String> {
    let text = |rule: &Value, field: &str| rule[field].as_str().unwrap().to_owned();
    rules
        .iter()
        .map(|rule| format!("{}/{}", text(rule, "family"), text(rule, "id")))
        .collect()
}

#[test]
fn json_and_the_listing_name_the_same_rules() {
    let sandbox = Sandbox::new("rules_all");
    let json = sandbox.run(&["rules", "--json"]);
    assert_eq!((json.status, json.err.as_str()), (0, ""));
    let rules = records(&json.out);
    assert!(rules.len() > 150, "{} rules", rules.len());

    let listing = sandbox.run(&["rules"]);
    assert_eq!((listing.status, listing.err.as_str()), (0, ""));
    let listed = listing.out.lines().filter_map(|line| line.strip_prefix("  "));
    let listed: BTreeSet<String> = listed
        .filter(|line| !line.starts_with(' '))
        .map(str::to_owned)
        .collect();
    assert_eq!(listed, names(&rules));
    let count = |field: &str| {
        rules
            .iter()
            .map(|rule| rule[field].as_array().unwrap().len())
            .sum::<usize>()
    };
    assert_eq!(listing.out.matches("\n    ✓ ").count(), count("yes"));
    assert_eq!(listing.out.matches("\n    ✗ ").count(), count("no"));
}

#[test]
fn a_rule_shows_its_meaning_its_pattern_and_its_examples() {
    let ran = Sandbox::new("rules_one").run(&["rules", "date/absolute/day"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert_eq!(
        ran.out,
        "date: dates, periods and repetitions\n\n  date/absolute/day\n    2018年4月16日, in figures or words\n    \
         pattern {year}年{month}月{day}(日|号)\n    ✓ 2018年4月16日        → 2018-04-16\n    \
         ✓ 二○一八年四月十六日  → 2018-04-16\n    ✓ 2018年04月06号       → 2018-04-06\n    \
         ✓ 二00九年八月二十八日 → 2009-08-28\n    ✓ 二OO九年八月二十八日 → 2009-08-28\n    ✗ 2018年14号\n    \
         ✗ 3018年14日\n"
    );
}

#[test]
fn a_family_and_a_part_of_one_are_all_that_is_listed() {
    let sandbox = Sandbox::new("rules_family");
    let listed = |family: &str| names(&records(&sandbox.run(&["rules", "--json", family]).out));
    let contacts = listed("contact");
    assert!(contacts.contains("contact/url/web") && contacts.iter().all(|name| name.starts_with("contact/")));
    let phones = listed("contact/phone");
    assert!(phones.len() > 5 && phones.len() < contacts.len());
    assert!(phones.iter().all(|name| name.starts_with("contact/phone/")));
}
