//! What came of comparing one notice: counts by field, and every item behind them.

use crate::fields::{FIELDS, GROUPS, group_of};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How often a field was right and wrong.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "[u64; 3]", into = "[u64; 3]")]
pub struct Counts {
    /// Expected and got.
    pub hits: u64,
    /// Got, not expected.
    pub extra: u64,
    /// Expected, not got.
    pub missed: u64,
}

impl From<[u64; 3]> for Counts {
    fn from([hits, extra, missed]: [u64; 3]) -> Self {
        Self { hits, extra, missed }
    }
}

impl From<Counts> for [u64; 3] {
    fn from(counts: Counts) -> Self {
        [counts.hits, counts.extra, counts.missed]
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.hits += other.hits;
        self.extra += other.extra;
        self.missed += other.missed;
    }
}

impl Counts {
    /// The share of what was got that was expected; 1 where nothing was got.
    #[must_use]
    pub fn precision(self) -> f64 {
        ratio(self.hits, self.hits + self.extra)
    }

    /// The share of what was expected that was got; 1 where nothing was expected.
    #[must_use]
    pub fn recall(self) -> f64 {
        ratio(self.hits, self.hits + self.missed)
    }

    /// The harmonic mean of precision and recall; 1 where nothing was expected and nothing got.
    ///
    /// ```
    /// use gongwen_eval::Counts;
    /// let counts = Counts { hits: 6, extra: 2, missed: 2 };
    /// assert_eq!(counts.f1(), 0.75);
    /// assert_eq!(Counts::default().f1(), 1.0);
    /// ```
    #[must_use]
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 {
            0.0
        } else {
            2.0 * precision * recall / (precision + recall)
        }
    }

    /// How many items were expected.
    #[must_use]
    pub const fn expected(self) -> u64 {
        self.hits + self.missed
    }

    /// How many errors there are.
    #[must_use]
    pub const fn errors(self) -> u64 {
        self.extra + self.missed
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What is compared, folded; also what tells this item from others in a baseline.
    pub key: String,
    /// The value as the answer or the record has it, for people.
    pub shown: String,
    /// Where the record says it stands, in code points of the source text.
    pub span: Option<(u32, u32)>,
}

/// What came of one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Expected and got.
    Hit,
    /// Expected, not got.
    Missed,
    /// Got, not expected.
    Extra,
    /// Something else was got in its place: one missed and one extra.
    Differs,
}

/// One compared item of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The field, one of [`FIELDS`].
    pub field: &'static str,
    /// What came of it.
    pub outcome: Outcome,
    /// What was expected; `None` for extra items.
    pub expected: Option<Entry>,
    /// What was got; `None` for missed items.
    pub got: Option<Entry>,
}

/// Counts by field.
///
/// A field that no answer speaks of is absent; one that was expected to be empty and is has zero counts and F1 1.
pub type ByField = BTreeMap<&'static str, Counts>;

/// What came of one notice.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Counts of every field that the answer speaks of.
    pub fields: ByField,
    /// Every item, in the order it was compared.
    pub items: Vec<Item>,
}

impl Tally {
    /// Says that the answer speaks of `field`, though perhaps of no item.
    pub(crate) fn touch(&mut self, field: &'static str) -> &mut Counts {
        debug_assert!(FIELDS.iter().any(|known| known.name == field), "{field}");
        self.fields.entry(field).or_default()
    }

    fn keep(&mut self, field: &'static str, outcome: Outcome, expected: Option<Entry>, got: Option<Entry>) {
        let counts = self.touch(field);
        match outcome {
            Outcome::Hit => counts.hits += 1,
            Outcome::Missed => counts.missed += 1,
            Outcome::Extra => counts.extra += 1,
            Outcome::Differs => {
                counts.missed += 1;
                counts.extra += 1;
            }
        }
        self.items.push(Item {
            field,
            outcome,
            expected,
            got,
        });
    }

    /// A field with one value or none. Nothing expected and nothing got is no item.
    pub(crate) fn scalar(&mut self, field: &'static str, expected: Option<Entry>, got: Option<Entry>) {
        let outcome = match (&expected, &got) {
            (None, None) => return,
            (Some(expected), Some(got)) if expected.key == got.key => Outcome::Hit,
            (Some(_), Some(_)) => Outcome::Differs,
            (Some(_), None) => Outcome::Missed,
            (None, Some(_)) => Outcome::Extra,
        };
        self.keep(field, outcome, expected, got);
    }

    /// Something the answer states of an item that was found: both have it alike, or it is wrong. `of` names the item.
    pub(crate) fn attribute(&mut self, field: &'static str, of: &Entry, expected: Option<Entry>, got: Option<Entry>) {
        let name = |entry: Entry| Entry {
            // The value got is left out: one wrong value for another is neither a gain nor a loss.
            key: of.key.clone(),
            shown: format!("{}: {}", of.shown, entry.shown),
            span: entry.span.or(of.span),
        };
        let outcome = match (&expected, &got) {
            (None, None) => {
                self.touch(field);
                return;
            }
            (Some(expected), Some(got)) if expected.key == got.key => Outcome::Hit,
            (Some(_), Some(_)) => Outcome::Differs,
            (Some(_), None) => Outcome::Missed,
            (None, Some(_)) => Outcome::Extra,
        };
        self.keep(field, outcome, expected.map(name), got.map(name));
    }

    /// Lists compared as bags: order does not count, repeats do.
    pub(crate) fn bag(&mut self, field: &'static str, expected: Vec<Entry>, got: Vec<Entry>) {
        self.matched(
            field,
            expected,
            got,
            |expected, got| expected.key == got.key,
            |entry| entry.clone(),
        );
    }

    /// Matches one to one, greedily and in order; returns the pairs.
    pub(crate) fn matched<T>(
        &mut self,
        field: &'static str,
        expected: Vec<T>,
        got: Vec<T>,
        alike: impl Fn(&T, &T) -> bool,
        entry: impl Fn(&T) -> Entry,
    ) -> Vec<(T, T)> {
        self.touch(field);
        let mut got: Vec<Option<T>> = got.into_iter().map(Some).collect();
        let mut pairs = Vec::new();
        for expected in expected {
            let found = got
                .iter_mut()
                .find(|got| got.as_ref().is_some_and(|got| alike(&expected, got)))
                .and_then(Option::take);
            match found {
                Some(got) => {
                    self.keep(field, Outcome::Hit, Some(entry(&expected)), Some(entry(&got)));
                    pairs.push((expected, got));
                }
                None => self.keep(field, Outcome::Missed, Some(entry(&expected)), None),
            }
        }
        for got in got.into_iter().flatten() {
            self.keep(field, Outcome::Extra, None, Some(entry(&got)));
        }
        pairs
    }

    /// The items that are wrong.
    pub fn errors(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.outcome != Outcome::Hit)
    }
}

/// Adds what a notice came to.
pub fn add(total: &mut ByField, notice: &ByField) {
    for (&field, &counts) in notice {
        *total.entry(field).or_default() += counts;
    }
}

/// Counts summed by the groups of [`GROUPS`]: the fields of the macro F1 alone.
#[must_use]
pub fn by_group(fields: &ByField) -> Vec<(&'static str, Counts)> {
    let of = |group: &'static str| {
        let mut sum = None;
        for field in FIELDS.iter().filter(|field| field.judged && field.group() == group) {
            if let Some(&counts) = fields.get(field.name) {
                *sum.get_or_insert_with(Counts::default) += counts;
            }
        }
        sum.map(|sum| (group, sum))
    };
    GROUPS.iter().copied().filter_map(of).collect()
}

/// The mean of the groups' F1, each group counted alike; 1 where no group is scored.
///
/// ```
/// use gongwen_eval::{Counts, macro_f1};
/// let fields = [
///     ("dates.value", Counts { hits: 1, extra: 1, missed: 1 }),
///     ("audience", Counts { hits: 9, extra: 0, missed: 0 }),
///     ("warnings", Counts { hits: 0, extra: 5, missed: 0 }), // counts in no group
/// ];
/// assert_eq!(macro_f1(&fields.into_iter().collect()), 0.75);
/// ```
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "there are ten groups")]
pub fn macro_f1(fields: &ByField) -> f64 {
    let groups = by_group(fields);
    if groups.is_empty() {
        return 1.0;
    }
    groups.iter().map(|(_, counts)| counts.f1()).sum::<f64>() / groups.len() as f64
}

/// Counts of what `name` stands for: a field, or a group of the macro F1.
#[must_use]
pub fn counts_of(fields: &ByField, name: &str) -> Option<Counts> {
    if let Some(&counts) = fields.get(name) {
        return Some(counts);
    }
    by_group(fields)
        .into_iter()
        .find(|(group, _)| *group == group_of(name) && *group == name)
        .map(|(_, counts)| counts)
}
