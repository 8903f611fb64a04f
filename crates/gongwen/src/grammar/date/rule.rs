//! A rule of the date grammar: a value that says what it reads, how, and by which examples it stands.

use super::expr::DateExpr;
use super::pattern::Caps;

/// One form of date words.
///
/// `gongwen rules` lists these values, and they are the ones run: the pattern below is compiled as it stands.
#[derive(Debug)]
pub struct Rule {
    /// `family/name`, unique.
    pub id: &'static str,
    /// What it reads, in one line, with phrases that show it.
    pub means: &'static str,
    /// One of these must stand within reach for the rule to be tried; empty where its first character tells enough.
    pub needs: &'static [&'static str],
    /// What it reads, in the language of `date/pattern.rs`: `{…}` is a closed set or a nested date.
    pub pattern: &'static str,
    /// What the match says; `None` refuses it.
    pub(super) build: fn(&Caps) -> Option<DateExpr>,
    /// Phrases it wins whole, with the EDTF (or RRULE) they have in a notice issued on 2021-06-13; `-` for no value.
    pub yes: &'static [(&'static str, &'static str)],
    /// Look-alikes that no rule but a decoy may touch.
    pub no: &'static [&'static str],
}

/// How much a rule may be nested: a rule reads dates of lower levels only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Points and periods: `{date}`.
    Date,
    /// With the time of day: `{when}`.
    When,
    /// Ranges: `{span}`.
    Span,
    /// Everything that frames or repeats those.
    Whole,
}

impl Rule {
    /// The family: the part of the id before the slash, and the name of the file the rule stands in.
    #[must_use]
    pub fn family(&self) -> &'static str {
        self.id.split_once('/').map_or(self.id, |(family, _)| family)
    }

    pub(super) fn level(&self) -> Level {
        match self.family() {
            "absolute" | "partial" | "part_of" | "relative" | "plan" => Level::Date,
            "clock" => Level::When,
            "range" => Level::Span,
            _ => Level::Whole,
        }
    }

    pub(super) fn is_decoy(&self) -> bool {
        self.family() == "decoy"
    }
}
