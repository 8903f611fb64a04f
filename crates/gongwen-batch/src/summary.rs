//! What came of a run, in numbers.

use gongwen::WarningCode;
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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Inputs that gave a record.
    pub notices: u64,
    /// Inputs that gave none.
    pub failures: u64,
    /// Input bytes of the notices that gave a record.
    pub bytes: u64,
    /// How often each warning stands in the records.
    pub warnings: BTreeMap<WarningCode, u64>,
    /// From the first input to the last record.
    pub elapsed: Duration,
    /// Whether the run was asked to stop before its inputs ended ([`Settings::stop`](crate::Settings::stop)).
    pub stopped: bool,
}

impl Summary {
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

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.notices == 1 { "" } else { "s" };
        write!(f, "{} notice{plural}, {} failed; ", self.notices, self.failures)?;
        write!(f, "{:.1} MB in {:.2} s, ", self.megabytes(), self.elapsed.as_secs_f64())?;
        writeln!(f, "{:.1} MB/s", self.megabytes_per_second())?;
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
}
