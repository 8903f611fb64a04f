//! How sure a score is: confidence intervals by resampling the notices.
//!
//! The notices of a corpus are a sample of all there are. Drawing as many of them again, with replacement, shows how much
//! the scores would differ from sample to sample: the middle 95 % of 1,000 such drawings are the interval. Whole notices
//! are drawn, not items, since the items of one notice tend to be right or wrong together. The drawings come from a fixed
//! seed, so that one corpus always gives the same intervals.

use crate::evaluate::Evaluation;
use crate::tally::{ByField, add, by_group, macro_f1};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many times the notices are drawn.
pub const DRAWINGS: usize = 1000;

const SEED: u64 = 0x676f_6e67_7765_6e31;

/// The middle 95 % of the F1 values drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// 2.5 % of the drawings are lower.
    pub low: f64,
    /// 2.5 % of the drawings are higher.
    pub high: f64,
}

/// The intervals of a corpus.
#[derive(Debug, Clone, Default)]
pub struct Intervals {
    /// By field, and by group under the group's name where that is no field's.
    pub fields: BTreeMap<&'static str, Interval>,
    /// Of the macro F1; `None` without a notice.
    pub macro_f1: Option<Interval>,
}

/// The intervals of all fields, groups, and the macro F1.
///
/// ```
/// use gongwen_eval::{Case, Expectation, bootstrap::intervals, evaluate};
/// let right = Expectation::parse(r#"{"kind": "公告"}"#)?;
/// let wrong = Expectation::parse(r#"{"kind": "通告"}"#)?;
/// let cases = [("a", &right), ("b", &right), ("c", &wrong)]
///     .map(|(name, answer)| Case::new(name, "云泽市水利局公告", answer.clone()));
/// let intervals = intervals(&evaluate(&cases));
/// let kind = intervals.fields["header.kind"];
/// assert!(kind.low < 0.5 && kind.high == 1.0); // three notices prove little
/// # Ok::<(), String>(())
/// ```
#[must_use]
pub fn intervals(evaluation: &Evaluation) -> Intervals {
    let notices: Vec<&ByField> = evaluation.notices.iter().map(|notice| &notice.tally.fields).collect();
    let Ok(count) = u64::try_from(notices.len()) else {
        return Intervals::default();
    };
    if count == 0 {
        return Intervals::default();
    }
    let mut random = SplitMix(SEED);
    let mut drawn: BTreeMap<&'static str, Vec<f64>> = BTreeMap::new();
    let mut macros = Vec::with_capacity(DRAWINGS);
    for _ in 0..DRAWINGS {
        let mut sum = ByField::new();
        for _ in 0..count {
            let at = usize::try_from(random.below(count)).unwrap_or(0);
            if let Some(notice) = notices.get(at) {
                add(&mut sum, notice);
            }
        }
        macros.push(macro_f1(&sum));
        let groups = by_group(&sum);
        for (name, counts) in groups.into_iter().filter(|(name, _)| !sum.contains_key(name)) {
            drawn.entry(name).or_default().push(counts.f1());
        }
        for (name, counts) in sum {
            drawn.entry(name).or_default().push(counts.f1());
        }
    }
    let intervals = drawn
        .into_iter()
        .filter_map(|(name, values)| Some((name, middle(values)?)));
    Intervals {
        fields: intervals.collect(),
        macro_f1: middle(macros),
    }
}

/// The middle 95 %.
fn middle(mut values: Vec<f64>) -> Option<Interval> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let cut = values.len() / 40;
    Some(Interval {
        low: *values.get(cut)?,
        high: *values.get(last - cut)?,
    })
}

/// SplitMix64: small, well spread, and the same everywhere.
struct SplitMix(u64);

impl SplitMix {
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, all alike but for a part in 2^64 / `bound`.
    fn below(&mut self, bound: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(bound);
        u64::try_from(wide >> 64).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Counts, Scored, Tally};

    fn evaluation(notices: &[(u64, u64)]) -> Evaluation {
        let scored = |&(hits, missed): &(u64, u64)| Scored {
            name: String::new(),
            answer: String::new(),
            source: String::new(),
            record: serde_json::Value::Null,
            failure: None,
            tally: Tally {
                fields: [("dates.found", Counts { hits, missed, extra: 0 })]
                    .into_iter()
                    .collect(),
                items: Vec::new(),
            },
        };
        Evaluation::of(notices.iter().map(scored).collect())
    }

    #[test]
    fn the_same_corpus_gives_the_same_intervals() {
        let corpus = evaluation(&[(9, 1), (3, 3), (8, 0), (1, 5)]);
        assert_eq!(intervals(&corpus).fields, intervals(&corpus).fields);
        assert_eq!(intervals(&evaluation(&[])).macro_f1, None);
    }

    #[test]
    fn an_interval_holds_its_score_and_narrows_with_more_notices() {
        let few = evaluation(&[(9, 1), (3, 3), (8, 0), (1, 5)]);
        let many = evaluation(&[(9, 1), (3, 3), (8, 0), (1, 5)].repeat(20));
        let width = |corpus: &Evaluation| {
            let interval = intervals(corpus).fields["dates.found"];
            assert!(interval.low <= corpus.macro_f1() && corpus.macro_f1() <= interval.high);
            assert_eq!(intervals(corpus).fields["dates"], intervals(corpus).macro_f1.unwrap());
            interval.high - interval.low
        };
        assert!(width(&few) > 2.0 * width(&many));
    }

    #[test]
    fn draws_are_spread_evenly() {
        let mut random = SplitMix(SEED);
        let mut seen = [0_u32; 7];
        for _ in 0..7000 {
            seen[usize::try_from(random.below(7)).unwrap()] += 1;
        }
        assert!(seen.iter().all(|&count| (900..1100).contains(&count)), "{seen:?}");
    }
}
