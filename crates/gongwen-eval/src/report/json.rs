//! The report as JSON.

use super::{Report, Row};
use crate::bootstrap::Interval;
use crate::fields::field;
use crate::tally::{Entry, Outcome};
use serde_json::{Value, json};

/// The report for programs: `macro`, `groups`, `fields`, `notices` (worst first, with their errors), `unanswered`, and
/// with a saved run `since`.
#[must_use]
pub fn json(report: &Report<'_>) -> Value {
    let interval = |interval: Option<&Interval>| interval.map(|interval| json!([interval.low, interval.high]));
    let row = |row: &Row| {
        json!({
            "field": row.name,
            "judged": field(row.name).is_none_or(|field| field.judged),
            "expected": row.counts.expected(),
            "hits": row.counts.hits,
            "missed": row.counts.missed,
            "extra": row.counts.extra,
            "precision": row.counts.precision(),
            "recall": row.counts.recall(),
            "f1": row.counts.f1(),
            "interval": interval(report.intervals.fields.get(row.name)),
        })
    };
    let notices = report.evaluation.worst_first().into_iter().map(|notice| {
        let errors: Vec<Value> = notice
            .tally
            .errors()
            .map(|item| {
                let shown = |entry: &Option<Entry>| entry.as_ref().map(|entry| entry.shown.clone());
                json!({
                    "field": item.field,
                    "outcome": item.outcome,
                    "expected": shown(&item.expected),
                    "got": shown(&item.got),
                    "span": item.got.as_ref().and_then(|got| got.span),
                })
            })
            .collect();
        json!({
            "name": notice.name,
            "macro": notice.macro_f1(),
            "failure": notice.failure,
            "hits": notice.tally.items.iter().filter(|item| item.outcome == Outcome::Hit).count(),
            "errors": errors,
        })
    });
    let mut value = json!({
        "macro": {"f1": report.evaluation.macro_f1(), "interval": interval(report.intervals.macro_f1.as_ref())},
        "groups": report.groups().iter().map(row).collect::<Vec<_>>(),
        "fields": report.rows().iter().map(row).collect::<Vec<_>>(),
        "notices": notices.collect::<Vec<_>>(),
        "unanswered": report.unanswered,
    });
    if let Some((_, changes)) = &report.since {
        value["since"] = json!(changes);
    }
    value
}
