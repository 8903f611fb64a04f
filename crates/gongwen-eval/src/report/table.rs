//! The report as a table of text.

use super::{Report, Row};
use crate::bootstrap::Interval;
use crate::fields::field;
use crate::tally::{Item, Outcome};
use std::fmt::Write as _;

/// Notices listed as the worst.
const WORST: usize = 10;

/// The report for a terminal: scores by field, the macro F1, the worst notices, gains and losses.
#[must_use]
pub fn table(report: &Report<'_>) -> String {
    let mut text = String::new();
    let notices = report.evaluation.notices.len();
    let _ = writeln!(
        text,
        "{}, {} without an answer",
        counted(notices, "notice"),
        report.unanswered.len()
    );
    for name in report.unanswered {
        let _ = writeln!(text, "  without an answer: {name}");
    }
    for notice in &report.evaluation.notices {
        if let Some(failure) = &notice.failure {
            let _ = writeln!(text, "  without a record: {}: {failure}", notice.name);
        }
    }
    let _ = writeln!(
        text,
        "\n{:26}{:>8}{:>6}{:>7}{:>7}{:>8}{:>8}{:>8}  95 % of F1",
        "field", "expected", "hits", "missed", "extra", "P", "R", "F1"
    );
    let rows = report.rows();
    let (judged, beside): (Vec<&Row>, Vec<&Row>) =
        rows.iter().partition(|row| field(row.name).is_some_and(|f| f.judged));
    for row in judged {
        line(&mut text, report, row);
    }
    // That an answer states none of something and none was got is worth a row only where it counts.
    let beside: Vec<&Row> = beside
        .into_iter()
        .filter(|row| row.counts.expected() + row.counts.extra > 0)
        .collect();
    if !beside.is_empty() {
        text.push_str("beside the macro F1\n");
    }
    for row in beside {
        line(&mut text, report, row);
    }
    let groups = report.groups();
    let _ = write!(
        text,
        "\nmacro F1 over {}: {:.4}",
        counted(groups.len(), "group"),
        report.evaluation.macro_f1()
    );
    if let Some(interval) = report.intervals.macro_f1 {
        let _ = write!(text, "  {}", between(interval));
    }
    text.push('\n');
    worst(&mut text, report);
    since(&mut text, report);
    text
}

fn line(text: &mut String, report: &Report<'_>, row: &Row) {
    let counts = row.counts;
    let interval = report.intervals.fields.get(row.name);
    let _ = writeln!(
        text,
        "{:26}{:8}{:6}{:7}{:7}{:8.3}{:8.3}{:8.3}  {}",
        row.name,
        counts.expected(),
        counts.hits,
        counts.missed,
        counts.extra,
        counts.precision(),
        counts.recall(),
        counts.f1(),
        interval.copied().map(between).unwrap_or_default(),
    );
}

fn between(interval: Interval) -> String {
    format!("{:.3}–{:.3}", interval.low, interval.high)
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn worst(text: &mut String, report: &Report<'_>) {
    let worst = report.evaluation.worst_first();
    let wrong: Vec<_> = worst.into_iter().filter(|notice| notice.errors() > 0).collect();
    if wrong.is_empty() {
        return;
    }
    text.push_str("\nworst notices\n");
    for notice in wrong.iter().take(WORST) {
        let errors = counted(notice.errors(), "error");
        let _ = writeln!(text, "  {:.4}  {}  ({errors})", notice.macro_f1(), notice.name);
    }
    if wrong.len() > WORST {
        let _ = writeln!(text, "  and {} more with errors", wrong.len() - WORST);
    }
}

fn since(text: &mut String, report: &Report<'_>) {
    let Some((baseline, changes)) = &report.since else {
        return;
    };
    let (losses, gains) = (changes.losses.len(), changes.gains.len());
    let _ = writeln!(
        text,
        "\nsince the saved run: {}, {}",
        lost(losses),
        counted(gains, "gain")
    );
    for loss in &changes.losses {
        let _ = writeln!(text, "  lost    {loss}");
    }
    for gain in &changes.gains {
        let _ = writeln!(text, "  gained  {gain}");
    }
    for row in report.rows() {
        if let Some(then) = baseline.counts(row.name)
            && then != row.counts
        {
            let _ = writeln!(text, "  {:26}F1 {:.4} → {:.4}", row.name, then.f1(), row.counts.f1());
        }
    }
    for name in &changes.new {
        let _ = writeln!(text, "  new, or with a new answer: {name}");
    }
    for name in &changes.gone {
        let _ = writeln!(text, "  no longer there: {name}");
    }
}

fn lost(count: usize) -> String {
    format!("{count} loss{}", if count == 1 { "" } else { "es" })
}

/// Every error of the fields whose names begin with `prefix`, one a line: field, notice, and what was missed, extra, or got
/// instead.
#[must_use]
pub fn errors(report: &Report<'_>, prefix: &str) -> String {
    let mut text = String::new();
    for row in report.rows().iter().filter(|row| row.name.starts_with(prefix)) {
        for notice in &report.evaluation.notices {
            for item in notice.tally.errors().filter(|item| item.field == row.name) {
                let _ = writeln!(text, "{}  {}  {}", row.name, notice.name, told(item));
            }
        }
    }
    text
}

fn told(item: &Item) -> String {
    let shown = |entry: &Option<crate::Entry>| {
        entry
            .as_ref()
            .map(|entry| entry.shown.replace('\n', "⏎"))
            .unwrap_or_default()
    };
    let (expected, got) = (shown(&item.expected), shown(&item.got));
    match item.outcome {
        Outcome::Hit => format!("right: {expected}"),
        Outcome::Missed => format!("missed: {expected}"),
        Outcome::Extra => format!("extra: {got}"),
        Outcome::Differs => format!("expected: {expected}  got: {got}"),
    }
}
