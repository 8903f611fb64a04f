//! What came of a run, in numbers.

use crate::folder::Done;
use gongwen::WarningCode;
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

/// The counts of a run.
///
/// ```
/// use gongwen_batch::Summary;
/// use std::time::Duration;
/// let summary = Summary { notices: 12, failures: 1, bytes: 3_000_000, elapsed: Duration::from_millis(500), ..Summary::default() };
/// assert_eq!(summary.to_string(), "12 notices, 1 failed; 3.0 MB in 0.50 s, 6.0 MB/s\nno warnings");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// Inputs that gave a record.
    pub notices: u64,
    /// Inputs that gave none.
    pub failures: u64,
    /// Input bytes of the notices that gave a record.
    pub bytes: u64,
    /// How many failures there were of each kind, by [`Failure::code`](crate::Failure::code).
    pub failures_by_code: BTreeMap<Cow<'static, str>, u64>,
    /// How often each warning stands in the records.
    pub warnings: BTreeMap<WarningCode, u64>,
    /// Pages of web archives that were passed over: with a status other than 200, or neither HTML nor plain text.
    pub skipped: u64,
    /// Records marked as repeats of an earlier one.
    pub duplicates: u64,
    /// Records no longer known when later ones were compared, for lack of memory.
    pub forgotten: u64,
    /// Parts written, in a run into a folder; those of an earlier run, which were kept, among them.
    pub parts: u64,
    /// Parts that were done before this run and kept.
    pub parts_kept: u64,
    /// From the first input to the last record.
    #[serde(rename = "seconds", serialize_with = "seconds")]
    pub elapsed: Duration,
    /// Whether the run was asked to stop before its inputs ended ([`Settings::stop`](crate::Settings::stop)).
    pub stopped: bool,
}

impl Summary {
    /// Takes in what became of a unit.
    pub(crate) fn add(&mut self, done: &Done) {
        self.notices += done.notices;
        self.failures += done.failures;
        self.bytes += done.bytes;
        self.duplicates += done.duplicates;
        self.skipped += done.skipped;
        self.parts += 1;
        for (code, count) in &done.failures_by_code {
            *self.failures_by_code.entry(code.clone()).or_default() += count;
        }
        for (code, count) in &done.warnings {
            *self.warnings.entry(*code).or_default() += count;
        }
    }

    /// Input megabytes (1,000,000 bytes) a second; 0 for a run without time.
    #[must_use]
    pub fn megabytes_per_second(&self) -> f64 {
        let seconds = self.elapsed.as_secs_f64();
        if seconds > 0.0 { self.megabytes() / seconds } else { 0.0 }
    }

    #[expect(clippy::cast_precision_loss, reason = "a figure for people, shown with one decimal")]
    fn megabytes(&self) -> f64 {
        self.bytes as f64 / 1e6
    }
}

fn seconds<S: Serializer>(elapsed: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(elapsed.as_secs_f64())
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.notices == 1 { "" } else { "s" };
        write!(f, "{} notice{plural}, {} failed; ", self.notices, self.failures)?;
        write!(f, "{:.1} MB in {:.2} s, ", self.megabytes(), self.elapsed.as_secs_f64())?;
        writeln!(f, "{:.1} MB/s", self.megabytes_per_second())?;
        if self.skipped > 0 {
            writeln!(
                f,
                "{} pages of web archives were passed over: errors, or no text",
                self.skipped
            )?;
        }
        if self.duplicates > 0 {
            writeln!(f, "{} repeat an earlier one", self.duplicates)?;
        }
        if self.forgotten > 0 {
            writeln!(
                f,
                "{} were forgotten before later ones were compared with them, for lack of memory",
                self.forgotten
            )?;
        }
        if self.warnings.is_empty() {
            return f.write_str("no warnings");
        }
        f.write_str("warnings: ")?;
        for (at, (code, count)) in self.warnings.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}{code} {count}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_are_listed_by_code() {
        let warnings = BTreeMap::from([(WarningCode::InferredDate, 5), (WarningCode::NumberingGap, 2)]);
        let summary = Summary {
            notices: 1,
            warnings,
            ..Summary::default()
        };
        assert_eq!(
            summary.to_string(),
            "1 notice, 0 failed; 0.0 MB in 0.00 s, 0.0 MB/s\nwarnings: numbering_gap 2, inferred_date 5"
        );
    }

    #[test]
    fn repeats_are_told_where_there_are_any() {
        let summary = Summary {
            notices: 9,
            duplicates: 4,
            forgotten: 2,
            ..Summary::default()
        };
        let said = summary.to_string();
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(lines[1], "4 repeat an earlier one");
        assert!(lines[2].starts_with("2 were forgotten"), "{}", lines[2]);
    }
}
