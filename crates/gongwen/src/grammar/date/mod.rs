//! Dates, periods, repetitions and times counted from events, as the words alone say them.
//!
//! [`find`] reads a clean text once and gives what it says: [`DateExpr`]s, in which a year or month that the words leave
//! out is left out. What is left out, and what a date means for the notice, only its place can tell: [`value`] resolves
//! an expression once its surroundings are known.
//!
//! The grammar is a list of values, [`RULES`]. Each rule reads one form of date words and carries the examples it stands
//! by; larger tables of cases stand beside the families (`absolute.toml` beside `absolute.rs`).

mod absolute;
mod bound;
mod clock;
mod decoy;
pub mod expr;
mod offset;
mod part_of;
mod partial;
mod pattern;
mod plan;
mod range;
mod recurring;
mod relative;
mod rule;
mod scan;
pub mod value;
mod vocab;

#[cfg(test)]
mod tests;

pub use expr::DateExpr;
pub use recurring::yearly;
pub use rule::Rule;

use crate::span::Span;

/// A date found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Bytes of the text: the date words and 前, 起 or 止, no more.
    pub span: Span,
    /// What they say.
    pub expr: DateExpr,
    /// The [`Rule::id`] of the rule that read them.
    pub rule: &'static str,
}

/// Every rule, in order of precedence: where two rules read something at one place, the earlier wins.
pub const RULES: &[&Rule] = &[
    // What only looks like a date must be claimed before any part of it can be taken for one.
    &decoy::NUMBERED,
    &decoy::EDITION,
    &decoy::COHORT,
    &decoy::VAGUE,
    &decoy::NAMED,
    // 每 begins a repetition; what follows it is a date only inside the repetition. The longer forms come first.
    &recurring::MONTH_DAY,
    &recurring::MONTH_PART,
    &recurring::QUARTER_DAY,
    &recurring::NEXT_QUARTER_DAY,
    &recurring::QUARTER,
    &recurring::HALF_YEAR,
    &recurring::YEAR_DATE,
    &recurring::YEARS,
    &recurring::YEAR,
    &recurring::TERM,
    &recurring::MONTH,
    &recurring::WEEK,
    &recurring::DAY,
    &offset::SINCE_DAY,
    &offset::AFTER,
    &offset::ON_RECEIPT,
    &offset::ON_CONDITION,
    &offset::BEFORE_EVENT,
    &offset::BEFORE_END,
    // Frames go round ranges, ranges round dates: the outer form is tried before what it holds.
    &offset::NEXT_STEP,
    &bound::BEFORE,
    &bound::FROM,
    &bound::UNTIL,
    &range::FROM_ISSUE,
    &offset::SINCE_ISSUE,
    &range::DATES,
    &range::SHORT_RIGHT_DAY,
    &range::HALF_DAYS,
    &range::SHORT_LEFT_DAY,
    &range::SHORT_LEFT_DAY_OF_MONTH,
    &range::SHORT_LEFT_MONTH,
    &range::MONTHS_IN_FIGURES,
    &range::QUARTERS,
    &range::SHORT_RIGHT_TEN,
    &range::SHORT_LEFT_YEAR,
    &clock::ON_DAY,
    &clock::WEEKDAY,
    // A longer date before the shorter one it begins with.
    &part_of::TERM,
    &part_of::SCHOOL_YEAR,
    &absolute::DAY,
    &absolute::DAY_IN_FIGURES,
    &absolute::REPUBLIC,
    &absolute::SHORT_YEAR,
    &partial::DAY_OF_SET,
    &part_of::TEN_DAYS,
    &part_of::MONTH_EDGE,
    &absolute::MONTH,
    &absolute::MONTH_OF_SET,
    &part_of::HALF,
    &part_of::FIRST_QUARTERS,
    &part_of::QUARTER,
    &part_of::QUARTER_OF_SET,
    &part_of::FIRST_MONTHS,
    &part_of::SEASON,
    &part_of::YEAR_EDGE,
    &relative::WHOLE_YEAR,
    &relative::WITHIN_YEAR,
    &absolute::YEAR,
    &absolute::YEAR_OF_SET,
    &partial::DAY,
    &partial::DAY_IN_FIGURES,
    &partial::NEXT_DAY,
    &partial::MONTH,
    &partial::MONTH_OF_SET,
    &relative::YEAR,
    &relative::YEAR_EDGE,
    &relative::MONTH_PART,
    &relative::MONTH_EDGE,
    &relative::FROM_NOW,
    &plan::PERIOD,
    &plan::EDGE,
    &plan::SLICE,
];

/// The dates of a clean text, in order; they never overlap.
///
/// ```
/// use gongwen::grammar::date::find;
/// let text = "请于7月6日前报送，活动时间为2022年4月16日至20日。";
/// let found = find(text);
/// assert_eq!(found[0].span.of(text), "7月6日前");
/// assert!(found[0].expr.needs_year());
/// assert_eq!(found[1].rule, "range/short-right-day");
/// ```
#[must_use]
pub fn find(text: &str) -> Vec<Found> {
    let mut found = scan::find(text);
    found.retain(|found| found.expr.what != expr::What::Decoy);
    found
}
