//! Full calendar days in the short lines of header and tail: 2026年3月1日, 2026-03-01, 二〇二六年三月一日, 中华民国115年3月1日.

use crate::grammar::number::{digit, parse_cardinal};
use crate::span::Span;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// A day and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) span: Span,
    pub(super) date: Date,
}

/// 民国元年.
const FIRST_YEAR_OF_THE_REPUBLIC: i16 = 1912;

static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"中华民国([0-9]{2,3})年([0-9]{1,2})月([0-9]{1,2})日|([0-9]{4})(?:年|-|/|\.)([0-9]{1,2})(?:月|-|/|\.)([0-9]{1,2})日?|([〇○零OoОо0一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日",
    )
    .ok()
});

/// The days in `text`, in order. Impossible days are left out.
pub(super) fn days(text: &str) -> Vec<Day> {
    let Some(regex) = DAY.as_ref() else { return Vec::new() };
    regex
        .captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let number = |group: usize| found.get(group).map(|group| group.as_str());
            let (year, month, day) = if let Some(year) = number(1) {
                (
                    year.parse::<i16>().ok()? + FIRST_YEAR_OF_THE_REPUBLIC - 1,
                    number(2)?.parse().ok()?,
                    number(3)?.parse().ok()?,
                )
            } else if let Some(year) = number(4) {
                (year.parse().ok()?, number(5)?.parse().ok()?, number(6)?.parse().ok()?)
            } else {
                (chinese_year(number(7)?)?, small(number(8)?)?, small(number(9)?)?)
            };
            let date = Date::new(year, month, day)
                .ok()
                .filter(|_| (1900..2100).contains(&year))?;
            Some(Day {
                span: Span::new(whole.start(), whole.end()),
                date,
            })
        })
        .collect()
}

/// The day that makes up the whole of `text`.
pub(super) fn whole_day(text: &str) -> Option<Day> {
    let text = text.trim_end_matches(['。', ' ']);
    if text.len() > 60 {
        return None;
    }
    days(text).into_iter().find(|day| day.span == Span::new(0, text.len()))
}

/// The day that `text` ends with; a closing bracket or 印发 after it allowed for by the caller.
pub(super) fn day_at_end(text: &str) -> Option<Day> {
    days(text)
        .into_iter()
        .next_back()
        .filter(|day| day.span.end == text.len())
}

fn chinese_year(text: &str) -> Option<i16> {
    let mut year = 0i16;
    for c in text.chars() {
        year = year.checked_mul(10)?.checked_add(i16::from(
            digit(c).or((matches!(c, 'O' | 'o' | 'О' | 'о' | '0')).then_some(0))?,
        ))?;
    }
    Some(year)
}

fn small(text: &str) -> Option<i8> {
    parse_cardinal(text).and_then(|number| i8::try_from(number).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_every_form() {
        for (text, day) in [
            ("2026年3月1日", "2026-03-01"),
            ("2026-03-01", "2026-03-01"),
            ("2026.3.1", "2026-03-01"),
            ("二〇二六年三月二十一日", "2026-03-21"),
            ("二○○五年十二月三日", "2005-12-03"),
            ("中华民国115年3月1日", "2026-03-01"),
            // Cyrillic О for 〇.
            ("二ОО六年六月八日", "2006-06-08"),
        ] {
            assert_eq!(
                whole_day(text).map(|day| day.date.to_string()).as_deref(),
                Some(day),
                "{text}"
            );
        }
        assert_eq!(whole_day("2026年2月30日"), None);
        assert_eq!(whole_day("截至2026年3月1日"), None);
    }
}
