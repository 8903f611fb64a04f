//! When a target is due: the last date that stands before it in its sentence.

use crate::span::Span;
use jiff::civil::Date;

/// A date found in the clean text: where it stands and its last day, if it has one.
pub type Dated = (Span, Option<Date>);

/// The end of the date that governs a target: the nearest before the quantity in the sentence.
///
/// `dates` are in order. A date whose end is unknown governs too, and then nothing is known.
pub(super) fn of(dates: &[Dated], sentence: Span, quantity: Span) -> Option<Date> {
    let next = dates.partition_point(|(span, _)| span.start < quantity.start);
    let (span, end) = dates.get(next.checked_sub(1)?)?;
    (span.start >= sentence.start && span.end <= quantity.end)
        .then_some(*end)
        .flatten()
}
