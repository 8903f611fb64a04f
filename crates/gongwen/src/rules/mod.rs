//! Every rule the extractor runs on, told in one way, family by family: what it reads, by which pattern, and the examples
//! that hold it to its meaning.
//!
//! The values listed here are those that run. Each family's own tests prove its examples: every example that a rule wins
//! is won by that rule, and every look-alike is left alone.
//!
//! ```
//! let rules = gongwen::rules::rules();
//! let day = rules.iter().find(|rule| rule.name() == "date/absolute/day").unwrap();
//! assert_eq!(day.what, "2018年4月16日, in figures or words");
//! assert!(day.no.contains(&"3018年14日"));
//! ```

mod warning;

use crate::entity::{agency, audience, citation, target};
use crate::form::Form;
use crate::grammar::{contact, date, document_number, label, quantity};
use crate::notice::TargetKind;
use crate::structure;
use serde::Serialize;

/// A family of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Family {
    /// Its name, the beginning of its rules' names.
    pub name: &'static str,
    /// What its rules read.
    pub what: &'static str,
}

/// Every family, in the order in which the stages run.
pub const FAMILIES: &[Family] = &[
    Family {
        name: "zone",
        what: "what a line is there for",
    },
    Family {
        name: "label",
        what: "labels of numbered items",
    },
    Family {
        name: "document-number",
        what: "发文字号 and the numbers of orders",
    },
    Family {
        name: "date",
        what: "dates, periods and repetitions",
    },
    Family {
        name: "contact",
        what: "telephones, addresses and the words that announce them",
    },
    Family {
        name: "quantity",
        what: "numbers with their units and bounds",
    },
    Family {
        name: "target",
        what: "which quantities are targets, and what for",
    },
    Family {
        name: "citation",
        what: "documents named, and what the notice does with them",
    },
    Family {
        name: "agency",
        what: "bodies told to carry out measures",
    },
    Family {
        name: "audience",
        what: "whom the notice is for",
    },
    Family {
        name: "warning",
        what: "what is doubtful",
    },
];

/// A rule as documentation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleDoc {
    /// The name of its family in [`FAMILIES`].
    pub family: &'static str,
    /// Its name in the family.
    pub id: &'static str,
    /// What it reads, in one line.
    pub what: &'static str,
    /// The pattern it runs; `None` where code reads.
    pub pattern: Option<&'static str>,
    /// Texts that it wins.
    pub yes: Vec<Example>,
    /// Look-alikes that it must not touch.
    pub no: Vec<&'static str>,
}

impl RuleDoc {
    /// Family and id: `date/absolute/day`. Explanations name rules so.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}/{}", self.family, self.id)
    }
}

/// A text that a rule wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Example {
    /// The text. Titles that stand above it are parted from it by ｜; bytes that are no text are written `\xFF`.
    pub text: &'static str,
    /// What the rule finds in it; `None` where it refuses, announces or doubts instead.
    pub value: Option<&'static str>,
}

/// Every rule of every family, in the order in which they are tried.
#[must_use]
pub fn rules() -> Vec<RuleDoc> {
    let mut rules = Vec::new();
    rules.extend(forms("zone", structure::FORMS));
    rules.extend(forms("label", label::FORMS));
    rules.extend(forms("document-number", document_number::FORMS));
    rules.extend(date::RULES.iter().map(|rule| RuleDoc {
        family: "date",
        id: rule.id,
        what: rule.means,
        pattern: Some(rule.pattern),
        yes: valued(rule.yes),
        no: rule.no.to_vec(),
    }));
    rules.extend(contact::RULES.iter().map(|rule| RuleDoc {
        family: "contact",
        id: rule.id,
        what: rule.means,
        pattern: Some(rule.pattern),
        yes: valued(rule.yes),
        no: rule.no.to_vec(),
    }));
    rules.extend(quantity::RULES.iter().map(|rule| RuleDoc {
        family: "quantity",
        id: rule.id,
        what: rule.means,
        pattern: None,
        yes: valued(rule.yes),
        no: rule.no.to_vec(),
    }));
    rules.extend(target::REFUSALS.iter().map(|rule| RuleDoc {
        family: "target",
        id: rule.id,
        what: rule.means,
        pattern: None,
        yes: plain(rule.yes, None),
        no: rule.no.to_vec(),
    }));
    rules.extend(target::PURPOSES.iter().map(|rule| RuleDoc {
        family: "target",
        id: rule.id,
        what: rule.means,
        pattern: None,
        yes: plain(rule.yes, Some(kind(rule.kind))),
        no: rule.no.to_vec(),
    }));
    rules.extend(forms("citation", citation::FORMS));
    rules.extend(forms("citation", citation::RELATIONS));
    rules.extend(forms("agency", agency::FORMS));
    rules.extend(forms("audience", audience::FORMS));
    rules.extend(warning::rules());
    rules
}

fn forms(family: &'static str, forms: &'static [Form]) -> impl Iterator<Item = RuleDoc> {
    forms.iter().map(move |form| RuleDoc {
        family,
        id: form.id,
        what: form.means,
        pattern: None,
        yes: valued(form.yes),
        no: form.no.to_vec(),
    })
}

fn valued(examples: &[(&'static str, &'static str)]) -> Vec<Example> {
    let example = |&(text, value): &(&'static str, &'static str)| Example {
        text,
        value: Some(value),
    };
    examples.iter().map(example).collect()
}

fn plain(texts: &[&'static str], value: Option<&'static str>) -> Vec<Example> {
    texts.iter().map(|&text| Example { text, value }).collect()
}

/// A kind as records write it.
const fn kind(kind: TargetKind) -> &'static str {
    match kind {
        TargetKind::Goal => "goal",
        TargetKind::Quota => "quota",
        TargetKind::Frequency => "frequency",
        TargetKind::Funding => "funding",
        TargetKind::Requirement => "requirement",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_rule_has_a_name_of_its_own_a_meaning_and_look_alikes() {
        let rules = rules();
        let names: BTreeSet<String> = rules.iter().map(RuleDoc::name).collect();
        assert_eq!(names.len(), rules.len());
        for rule in &rules {
            let name = rule.name();
            assert!(!rule.what.is_empty() && !rule.what.contains('\n'), "{name}");
            assert!(!rule.no.is_empty(), "{name} refuses nothing");
        }
    }

    #[test]
    fn families_are_those_listed_and_stand_together() {
        let mut met: Vec<&str> = rules().iter().map(|rule| rule.family).collect();
        met.dedup();
        let listed: Vec<&str> = FAMILIES.iter().map(|family| family.name).collect();
        assert_eq!(met, listed);
    }

    #[test]
    fn kinds_are_written_as_records_write_them() {
        for rule in target::PURPOSES {
            assert_eq!(serde_json::to_value(rule.kind).unwrap(), kind(rule.kind));
        }
    }
}
