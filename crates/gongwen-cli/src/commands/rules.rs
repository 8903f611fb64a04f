//! `gongwen rules`: what the rules read, for people or as JSON Lines.

use crate::args::RulesArgs;
use crate::columns::{one_line, padded, width};
use crate::outcome::{Fault, Outcome, Status, print};
use gongwen::rules::{FAMILIES, RuleDoc, rules};
use gongwen_batch::output::sink::json_line;
use std::fmt::{self, Write};

pub(crate) fn run(args: &RulesArgs) -> Outcome {
    let mut listed = rules();
    if let Some(wanted) = &args.family {
        listed.retain(|rule| is_below(&rule.name(), wanted));
        if listed.is_empty() {
            return Err(unknown(wanted));
        }
    }
    if args.json {
        for rule in &listed {
            print(&json_line(rule).map_err(|error| Fault::writing("the rules", &error))?)?;
        }
        return Ok(Status::Good);
    }
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = write(&listed, &mut text);
    print(text.as_bytes())?;
    Ok(Status::Good)
}

/// Whether a rule is the one named, or stands in what is named: date/absolute/day in date and in date/absolute.
fn is_below(name: &str, wanted: &str) -> bool {
    name.strip_prefix(wanted.trim_end_matches('/'))
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn unknown(wanted: &str) -> Fault {
    let families: Vec<&str> = FAMILIES.iter().map(|family| family.name).collect();
    Fault::Misuse(format!(
        "{wanted}: no family of rules and no rule has this name; the families are {}",
        families.join(", ")
    ))
}

fn write(rules: &[RuleDoc], out: &mut String) -> fmt::Result {
    let mut family = "";
    for rule in rules {
        if rule.family != family {
            family = rule.family;
            let what = FAMILIES
                .iter()
                .find(|one| one.name == family)
                .map_or("", |one| one.what);
            let gap = if out.is_empty() { "" } else { "\n" };
            writeln!(out, "{gap}{family}: {what}")?;
        }
        writeln!(out, "\n  {}\n    {}", rule.name(), rule.what)?;
        if let Some(pattern) = rule.pattern {
            writeln!(out, "    pattern {pattern}")?;
        }
        let texts: Vec<String> = rule.yes.iter().map(|example| one_line(example.text)).collect();
        // One long example must not push the values of the short ones out of sight.
        let column = texts.iter().map(|text| width(text)).filter(|width| *width <= 40).max();
        for (example, text) in rule.yes.iter().zip(&texts) {
            match example.value {
                Some(value) => writeln!(out, "    ✓ {} → {}", padded(text, column.unwrap_or(0)), one_line(value))?,
                None => writeln!(out, "    ✓ {text}")?,
            }
        }
        for text in &rule.no {
            writeln!(out, "    ✗ {}", one_line(text))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_takes_in_what_stands_below_it() {
        for wanted in ["date", "date/", "date/absolute", "date/absolute/day"] {
            assert!(is_below("date/absolute/day", wanted), "{wanted}");
        }
        for other in ["dat", "date/absolute/day-in-figures", "absolute"] {
            assert!(!is_below("date/absolute/day", other), "{other}");
        }
    }
}
