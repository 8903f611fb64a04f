//! Quantities: a number, its unit, and the words that bound it, read without asking what they are for.
//!
//! ```text
//! quantity := before? rate? numeral (range numeral)? unit rate? after?
//! ```
//!
//! The text is clean: half-width digits, full-width Chinese punctuation, no blanks between Chinese characters. One pass
//! finds the numerals (`numeral`); what stands around each makes it a quantity or nothing. Neighbours in a list then
//! lend one another bounds and rates (`list`).
//!
//! ```
//! use gongwen::grammar::quantity;
//! let found = quantity::find("全年新增就业30万人以上，每周至少举办一次招聘会。");
//! let shown: Vec<String> = found.iter().map(ToString::to_string).collect();
//! assert_eq!(shown, [">=300000人", ">=1次/周"]);
//! ```

mod comparator;
mod decoy;
mod list;
mod numeral;
mod range;
mod rate;
mod read;
mod rule;
mod unit;

pub use numeral::Script;
pub use rule::Rule;
pub use unit::Class;

use crate::notice::Comparator;
use crate::span::Span;
use std::fmt;

/// Every rule of the family. The order is that of reading: number, unit, range, rate, bound, list.
pub const RULES: &[&Rule] = &[
    &numeral::ARABIC,
    &numeral::HAN,
    &numeral::FRACTION,
    &numeral::HALF,
    &decoy::DECOY,
    &unit::UNIT,
    &unit::IMPLIED,
    &unit::BARE,
    &range::RANGE,
    &range::PAIR,
    &rate::SLASH,
    &rate::EACH,
    &rate::EACH_ONE,
    &comparator::AT_LEAST,
    &comparator::MORE_THAN,
    &comparator::AT_MOST,
    &comparator::LESS_THAN,
    &comparator::ABOUT,
    &list::BACKWARD,
    &list::FORWARD,
    &list::CHANGE,
    &list::RATE,
];

/// A number with its unit and bounds. Spans are byte offsets into the text it was found in.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// From the first bound word (or the number) to the last bound word (or the unit).
    pub span: Span,
    /// The number, or both numbers of a range, with what stands between them.
    pub number: Span,
    /// From the number to the end of the unit and its rate.
    pub core: Span,
    /// The number, 万 and 亿 multiplied out; the lower one of a range.
    pub value: f64,
    /// The upper number of a range.
    pub max: Option<f64>,
    /// What the words around it say; `None` where they say nothing.
    pub bound: Option<Comparator>,
    /// The unit as records write it, rates joined with `/` and `·`.
    pub unit: Option<String>,
    /// What the unit measures, the rate left aside.
    pub class: Class,
    /// How the number is written.
    pub script: Script,
    /// The ids of the rules that shaped it.
    pub rules: Vec<&'static str>,
    /// The unit without its rate.
    base: Option<String>,
    /// Whether the bound stands behind the number (以上).
    bound_after: bool,
    /// Whether the bound is 达到, 超过 or 控制在.
    soft: bool,
    /// Whether a rate stands before the number (每人).
    rate_before: bool,
}

impl Quantity {
    /// The comparator as records write it.
    #[must_use]
    pub fn comparator(&self) -> Comparator {
        match (self.max, self.bound) {
            (Some(_), _) => Comparator::Range,
            (None, Some(bound)) => bound,
            (None, None) => Comparator::Equal,
        }
    }

    /// Whether a rate (每人, /周) is part of the unit.
    #[must_use]
    pub fn has_rate(&self) -> bool {
        self.unit != self.base
    }

    /// Whether words before the number bound it as rules do (不少于, 不超过, 至少) and not as reports may (达到, 超过, 以上).
    #[must_use]
    pub fn is_firm(&self) -> bool {
        matches!(self.bound, Some(Comparator::AtLeast | Comparator::AtMost)) && !self.soft && !self.bound_after
    }

    /// Whether the bound stands behind the number (以上, 以内).
    #[must_use]
    pub fn is_bound_behind(&self) -> bool {
        self.bound_after
    }

    /// The unit without its rate.
    #[must_use]
    pub fn base_unit(&self) -> Option<&str> {
        self.base.as_deref()
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.comparator() {
            Comparator::Equal | Comparator::Range => "",
            Comparator::AtLeast => ">=",
            Comparator::MoreThan => ">",
            Comparator::AtMost => "<=",
            Comparator::LessThan => "<",
            Comparator::About => "~",
        })?;
        write!(f, "{}", self.value)?;
        if let Some(max) = self.max {
            write!(f, "..{max}")?;
        }
        f.write_str(self.unit.as_deref().unwrap_or(""))
    }
}

/// Every quantity of `text`, in order; they never overlap in their [`Quantity::core`].
#[must_use]
pub fn find(text: &str) -> Vec<Quantity> {
    let numerals = numeral::find(text);
    let mut found: Vec<Quantity> = Vec::new();
    let mut next = 0;
    while let Some(first) = numerals.get(next) {
        let floor = found.last().map_or(0, |quantity| quantity.core.end);
        let ranged = numerals
            .get(next + 1)
            .and_then(|second| read::read_range(text, first, second, floor));
        let (quantity, used) = match ranged {
            Some(quantity) => (Some(quantity), 2),
            None => (read::read_one(text, first, floor), 1),
        };
        next += used;
        if let Some(quantity) = quantity {
            // 半 of 一年半 has been read already.
            while numerals
                .get(next)
                .is_some_and(|numeral| numeral.span.start < quantity.core.end)
            {
                next += 1;
            }
            found.push(quantity);
        }
    }
    list::share(text, &mut found);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        find(text)
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("; ")
    }

    #[test]
    fn ids_are_unique() {
        for (at, rule) in RULES.iter().enumerate() {
            assert!(
                RULES.iter().skip(at + 1).all(|other| other.id != rule.id),
                "{} stands twice",
                rule.id
            );
        }
    }

    #[test]
    fn every_example_is_read_by_its_rule() {
        let mut wrong = Vec::new();
        for rule in RULES {
            for (text, want) in rule.yes {
                let won = find(text).iter().any(|quantity| quantity.rules.contains(&rule.id));
                if shown(text) != *want || !won {
                    wrong.push(format!(
                        "{}: {text} is {}, not {want}; won: {won}",
                        rule.id,
                        shown(text)
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn no_rule_takes_its_look_alikes() {
        let mut wrong = Vec::new();
        for rule in RULES {
            assert!(!rule.no.is_empty(), "{} refuses nothing", rule.id);
            for text in rule.no {
                let found = find(text);
                let takes = |quantity: &Quantity| rule.id == decoy::DECOY.id || quantity.rules.contains(&rule.id);
                if found.iter().any(takes) {
                    wrong.push(format!("{} takes {text}: {}", rule.id, shown(text)));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "[0-9.,，、一二三十百千万亿半每个年月日元%人/至以上内不超过最高达到（）:：\\-—]{0,40}") {
            for quantity in find(&text) {
                prop_assert!(text.get(quantity.span.start..quantity.span.end).is_some());
                prop_assert!(quantity.span.start <= quantity.core.start && quantity.core.end <= quantity.span.end);
                prop_assert!(quantity.value.is_finite());
            }
        }
    }
}
