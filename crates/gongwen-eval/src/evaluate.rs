//! From cases to scores.

use crate::case::Case;
use crate::score::score;
use crate::tally::{ByField, Tally, add, macro_f1};
use gongwen::Notice;
use gongwen_batch::{Extracted, Failure, Settings, Sink, run};
use serde_json::Value;
use std::cmp::Ordering;
use std::io;

/// What one notice came to.
#[derive(Debug, Clone)]
pub struct Scored {
    /// The case's name.
    pub name: String,
    /// The answer's digest, which tells whether it has changed since a saved run.
    pub answer: String,
    /// The notice's source text, into which spans point; empty where it gave no record.
    pub source: String,
    /// What was extracted; null where the notice gave no record.
    pub record: Value,
    /// Why it gave none.
    pub failure: Option<String>,
    /// How it compares.
    pub tally: Tally,
}

impl Scored {
    /// The notice's own macro F1.
    #[must_use]
    pub fn macro_f1(&self) -> f64 {
        macro_f1(&self.tally.fields)
    }

    /// How many items are wrong.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.tally.errors().count()
    }
}

/// What a corpus came to.
#[derive(Debug, Clone, Default)]
pub struct Evaluation {
    /// The notices, in the order of the cases.
    pub notices: Vec<Scored>,
    /// Counts over all of them.
    pub fields: ByField,
}

impl Evaluation {
    /// Sums up scored notices.
    #[must_use]
    pub fn of(notices: Vec<Scored>) -> Self {
        let mut fields = ByField::new();
        for notice in &notices {
            add(&mut fields, &notice.tally.fields);
        }
        Self { notices, fields }
    }

    /// The macro F1 over the whole corpus: see [`macro_f1`].
    #[must_use]
    pub fn macro_f1(&self) -> f64 {
        macro_f1(&self.fields)
    }

    /// The notices, worst first; those that tie stand as the cases do.
    #[must_use]
    pub fn worst_first(&self) -> Vec<&Scored> {
        let mut notices: Vec<(f64, usize, &Scored)> = self
            .notices
            .iter()
            .map(|notice| (notice.macro_f1(), notice.errors(), notice))
            .collect();
        notices.sort_by(|one, other| {
            let by_score = one.0.partial_cmp(&other.0).unwrap_or(Ordering::Equal);
            by_score.then(other.1.cmp(&one.1))
        });
        notices.into_iter().map(|(_, _, notice)| notice).collect()
    }
}

/// Extracts every notice, on all cores, and scores the records against the answers.
///
/// A notice that gives no record is scored as one that says nothing.
#[must_use]
pub fn evaluate(cases: &[Case]) -> Evaluation {
    let inputs = cases.iter().map(|case| case.input.clone());
    let mut kept = InOrder::default();
    // The sink never fails. Threads that cannot be started leave records out, which are then made one by one.
    let _ = run(inputs, &Settings::default(), &mut kept);
    let mut results = kept.0.into_iter();
    let one = |case: &Case| {
        let result = results
            .next()
            .unwrap_or_else(|| gongwen_batch::extract(&case.input, &gongwen_batch::Settings::default()).map(Box::new));
        scored(case, result)
    };
    Evaluation::of(cases.iter().map(one).collect())
}

fn scored(case: &Case, result: Result<Box<Notice>, Failure>) -> Scored {
    let (record, failure) = match result {
        Ok(notice) => (serde_json::to_value(notice).unwrap_or_default(), None),
        Err(failure) => (Value::Null, Some(failure.to_string())),
    };
    let source = match &failure {
        None => source_text(case),
        Some(_) => String::new(),
    };
    Scored {
        name: case.name.clone(),
        answer: case.expectation.digest(),
        tally: score(&case.expectation, &record, failure.is_none().then_some(source.as_str())),
        source,
        record,
        failure,
    }
}

/// The text that the spans of the notice's record point into.
fn source_text(case: &Case) -> String {
    let bytes = case.input.read().unwrap_or_default();
    gongwen::document::read(&bytes, &gongwen::Options::default())
        .map(|document| document.text.into_owned())
        .unwrap_or_default()
}

/// Keeps records and failures in the order of the inputs.
#[derive(Default)]
struct InOrder(Vec<Result<Box<Notice>, Failure>>);

impl Sink for InOrder {
    type Prepared = Box<Notice>;

    fn form(&self) -> impl Fn(Extracted<'_>) -> io::Result<Box<Notice>> + Send + Sync + use<> {
        |made| Ok(Box::new(made.notice))
    }

    fn record(&mut self, notice: Box<Notice>) -> io::Result<()> {
        self.0.push(Ok(notice));
        Ok(())
    }

    fn failure(&mut self, failure: Failure) -> io::Result<()> {
        self.0.push(Err(failure));
        Ok(())
    }
}
