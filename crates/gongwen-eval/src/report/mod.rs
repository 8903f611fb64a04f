//! What an evaluation came to, for people and programs.

mod html;
mod json;
mod marks;
pub(crate) mod page;
mod table;

pub use html::html;
pub use json::json;
pub use table::{errors, table};

use crate::baseline::{Baseline, Comparison};
use crate::bootstrap::{Intervals, intervals};
use crate::evaluate::Evaluation;
use crate::fields::{FIELDS, GROUPS};
use crate::tally::{Counts, by_group};

/// An evaluation with everything that reports show of it.
#[derive(Debug)]
pub struct Report<'a> {
    /// The evaluation.
    pub evaluation: &'a Evaluation,
    /// How sure its scores are.
    pub intervals: Intervals,
    /// Notices of the corpus that have no answer.
    pub unanswered: &'a [String],
    /// A saved run, and what has changed since.
    pub since: Option<(&'a Baseline, Comparison)>,
}

/// One row of scores.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) counts: Counts,
}

impl<'a> Report<'a> {
    /// Computes what is to be shown.
    ///
    /// ```
    /// use gongwen_eval::{Case, Expectation, evaluate, report::{Report, table}};
    /// let answer = Expectation::parse(r#"{"kind": "公告"}"#)?;
    /// let evaluation = evaluate(&[Case::new("a", "云泽市水利局公告", answer)]);
    /// let text = table(&Report::new(&evaluation, &[], None));
    /// assert!(text.contains("macro F1 over 1 group: 1.0000"), "{text}");
    /// # Ok::<(), String>(())
    /// ```
    #[must_use]
    pub fn new(evaluation: &'a Evaluation, unanswered: &'a [String], baseline: Option<&'a Baseline>) -> Self {
        Self {
            evaluation,
            intervals: intervals(evaluation),
            unanswered,
            since: baseline.map(|baseline| (baseline, baseline.compare(evaluation))),
        }
    }

    /// The fields scored, in their order.
    pub(crate) fn rows(&self) -> Vec<Row> {
        let row = |name: &'static str| {
            let counts = *self.evaluation.fields.get(name)?;
            Some(Row { name, counts })
        };
        FIELDS.iter().filter_map(|field| row(field.name)).collect()
    }

    /// The groups scored, in their order.
    pub(crate) fn groups(&self) -> Vec<Row> {
        let groups = by_group(&self.evaluation.fields).into_iter();
        groups.map(|(name, counts)| Row { name, counts }).collect()
    }
}

/// Whether `name` is something that can be scored: a field or a group, or `macro`.
#[must_use]
pub fn is_known(name: &str) -> bool {
    name == "macro" || GROUPS.contains(&name) || FIELDS.iter().any(|field| field.name == name)
}

/// The F1 of what `name` stands for: a field, a group, or `macro`. `None` where no answer speaks of it.
#[must_use]
pub fn f1_of(evaluation: &Evaluation, name: &str) -> Option<f64> {
    if name == "macro" {
        return Some(evaluation.macro_f1());
    }
    crate::tally::counts_of(&evaluation.fields, name).map(Counts::f1)
}
