//! From what date words say to days of the calendar, once their surroundings are known.

use super::expr::{
    Bound, DateExpr, Days, Frequency, From, MonthRef, Offset, OffsetEnd, Part, Period, PlanSlice, Recurrence, Unit,
    What, YearRef,
};
use jiff::ToSpan;
use jiff::civil::Date;

/// What a date takes its missing fields from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Base {
    /// The year for dates that name none: of the nearest earlier date, else of the notice.
    pub year: Option<i16>,
    /// The month for days that name none: of the nearest earlier date, else of the notice.
    pub month: Option<i8>,
    /// The notice's own year, from which 今年 and 明年 count.
    pub own_year: Option<i16>,
    /// The notice's own month, for 本月.
    pub own_month: Option<i8>,
    /// Whether short years are those of the Republic (民国).
    pub republic: bool,
    /// The day of issue, from which 发布之日起30日内 counts.
    pub issued: Option<Date>,
}

/// The calendar's view of date words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Value {
    /// First day.
    pub start: Option<Date>,
    /// Last day, inclusive.
    pub end: Option<Date>,
    /// The same in EDTF.
    pub edtf: Option<String>,
    /// A repetition as RFC 5545 writes it.
    pub rrule: Option<String>,
    /// The words name a day that the calendar does not have: 2月30日.
    pub impossible: bool,
}

/// First and last day, with the EDTF of the period by itself.
struct Days2 {
    first: Date,
    last: Date,
    edtf: String,
}

/// What `expr` stands for.
///
/// ```
/// use gongwen::grammar::date::{find, value::{Base, resolve}};
/// let found = find("2018年4月下旬");
/// let value = resolve(&found[0].expr, &Base::default());
/// assert_eq!(value.end.unwrap().to_string(), "2018-04-30");
/// assert_eq!(value.edtf.unwrap(), "2018-04-21/2018-04-30");
/// ```
#[must_use]
pub fn resolve(expr: &DateExpr, base: &Base) -> Value {
    match expr.what {
        What::Period(period) => match days(period, base) {
            Ok(Some(days)) => framed(days, expr.bound),
            Ok(None) => Value::default(),
            Err(Impossible) => Value {
                impossible: true,
                ..Value::default()
            },
        },
        What::Range(from, to) => range(from, to, expr.bound, base),
        What::Recurring(recurrence) => Value {
            rrule: Some(rrule(recurrence)),
            ..Value::default()
        },
        What::Offset(offset) => counted(offset, base),
        What::Issue => match base.issued {
            Some(day) => framed(
                Days2 {
                    first: day,
                    last: day,
                    edtf: day.to_string(),
                },
                expr.bound,
            ),
            None => Value::default(),
        },
        What::Decoy => Value::default(),
    }
}

fn framed(days: Days2, bound: Bound) -> Value {
    let Days2 { first, last, edtf } = days;
    match bound {
        Bound::None => Value {
            start: Some(first),
            end: Some(last),
            edtf: Some(edtf),
            ..Value::default()
        },
        Bound::Before => until(last),
        Bound::From => since(first),
    }
}

/// Everything up to a day: `../2018-07-06`.
#[must_use]
pub fn until(last: Date) -> Value {
    Value {
        end: Some(last),
        edtf: Some(format!("../{last}")),
        ..Value::default()
    }
}

/// Everything from a day on: `2019-01-01/..`.
#[must_use]
pub fn since(first: Date) -> Value {
    Value {
        start: Some(first),
        edtf: Some(format!("{first}/..")),
        ..Value::default()
    }
}

fn range(from: From, to: Period, bound: Bound, base: &Base) -> Value {
    let impossible = Value {
        impossible: true,
        ..Value::default()
    };
    // Only one end names its year: the other takes it, a year earlier where the range runs over new year.
    let (from, to) = match from {
        From::Period(from) => (Some(share(from, to, base)), share_back(from, to, base)),
        From::Issue => (None, to),
    };
    let (Ok(first), Ok(last)) = (from.map_or(Ok(None), |from| days(from, base)), days(to, base)) else {
        return impossible;
    };
    let first = first.or_else(|| {
        let day = if from.is_none() { base.issued } else { None }?;
        Some(Days2 {
            first: day,
            last: day,
            edtf: day.to_string(),
        })
    });
    match (first, last) {
        (Some(first), Some(last)) if first.first > last.last => impossible,
        (Some(first), Some(last)) => {
            let day = |period: Option<Period>| period.is_none_or(|p| p.part == Part::Whole);
            // EDTF knows no intervals of thirds or halves: their days stand for them.
            let edtf = if day(from) && day(Some(to)) {
                format!("{}/{}", first.edtf, last.edtf)
            } else {
                format!("{}/{}", first.first, last.last)
            };
            framed(
                Days2 {
                    first: first.first,
                    last: last.last,
                    edtf,
                },
                bound,
            )
        }
        (None, Some(last)) if from.is_none() => Value {
            end: Some(last.last),
            ..until(last.last)
        },
        _ => Value::default(),
    }
}

fn month_number(period: Period, base: &Base) -> Option<i8> {
    match period.month {
        MonthRef::Said(month) => Some(month),
        MonthRef::Unsaid => base.month,
        _ => None,
    }
}

/// The beginning of a range, its year filled from the end's.
fn share(from: Period, to: Period, base: &Base) -> Period {
    if from.year != YearRef::Unsaid || to.year == YearRef::Unsaid {
        return from;
    }
    let Some(year) = year(to, base) else { return from };
    let later = match (month_number(from, base), month_number(to, base)) {
        (Some(first), Some(last)) => (first, from.day) > (last, to.day.or(from.day)),
        _ => false,
    };
    Period {
        year: YearRef::Said(year - i16::from(later)),
        ..from
    }
}

/// The end of a range, its year filled from the beginning's.
fn share_back(from: Period, to: Period, base: &Base) -> Period {
    let to = if to.month == MonthRef::Unsaid {
        Period {
            month: from.month,
            ..to
        }
    } else {
        to
    };
    if to.year != YearRef::Unsaid {
        return to;
    }
    let Some(year) = year(from, base) else { return to };
    let later = match (month_number(from, base), month_number(to, base)) {
        (Some(first), Some(last)) => first > last,
        _ => false,
    };
    Period {
        year: YearRef::Said(year + i16::from(later)),
        ..to
    }
}

/// The words name a day that does not exist.
struct Impossible;

fn year(period: Period, base: &Base) -> Option<i16> {
    match period.year {
        YearRef::Said(year) => Some(year),
        YearRef::Republic(year) => Some(year + 1911),
        YearRef::Short(year) if base.republic || year >= 100 => Some(year + 1911),
        YearRef::Short(year) => Some(if year >= 50 { year + 1900 } else { year + 2000 }),
        YearRef::Unsaid => base.year,
        YearRef::Own(by) => base.own_year.map(|year| year + by),
        YearRef::Named(by) => base.year.map(|year| year + by),
    }
}

fn month_of(period: Period, base: &Base, year: i16) -> Option<(i16, i8)> {
    let shifted = |month: i8, by: i8| {
        let months = i16::from(month) - 1 + i16::from(by);
        i8::try_from(months.rem_euclid(12) + 1)
            .ok()
            .map(|month| (year + months.div_euclid(12), month))
    };
    match period.month {
        MonthRef::Said(month) => Some((year, month)),
        MonthRef::Unsaid => Some((year, base.month?)),
        MonthRef::Own(by) => shifted(base.own_month?, by),
        // 次月 names the month after whatever month the reader is in; no calendar tells.
        MonthRef::Named(_) | MonthRef::Year => None,
    }
}

fn day(year: i16, month: i8, day: i8) -> Result<Date, Impossible> {
    Date::new(year, month, day).map_err(|_| Impossible)
}

fn months(year: i16, from: i8, to: i8) -> Result<(Date, Date), Impossible> {
    Ok((day(year, from, 1)?, day(year, to, 1)?.last_of_month()))
}

fn days(period: Period, base: &Base) -> Result<Option<Days2>, Impossible> {
    if let Part::Plan(number, slice) = period.part {
        return plan(number, slice).map(Some);
    }
    let Some(year) = year(period, base) else {
        return Ok(None);
    };
    if period.month == MonthRef::Year {
        return part_of_year(year, period.part).map(Some);
    }
    let Some((year, month)) = month_of(period, base, year) else {
        return Ok(None);
    };
    if let Some(number) = period.day {
        let day = day(year, month, number)?;
        return Ok(Some(Days2 {
            first: day,
            last: day,
            edtf: day.to_string(),
        }));
    }
    let (start, end) = months(year, month, month)?;
    let (first, last) = match period.part {
        Part::Tens(from, to) => {
            let first = day(year, month, 1 + 10 * (i8::try_from(from).unwrap_or(1) - 1))?;
            (
                first,
                if to == 3 {
                    end
                } else {
                    day(year, month, 10 * i8::try_from(to).unwrap_or(1))?
                },
            )
        }
        Part::Beginning => (start, day(year, month, 10)?),
        Part::Middle => (day(year, month, 11)?, day(year, month, 20)?),
        Part::End => (end, end),
        _ => {
            return Ok(Some(Days2 {
                first: start,
                last: end,
                edtf: format!("{year:04}-{month:02}"),
            }));
        }
    };
    Ok(Some(interval(first, last)))
}

fn interval(first: Date, last: Date) -> Days2 {
    let edtf = if first == last {
        first.to_string()
    } else {
        format!("{first}/{last}")
    };
    Days2 { first, last, edtf }
}

fn part_of_year(year: i16, part: Part) -> Result<Days2, Impossible> {
    let period = |from: i8, to: i8, edtf: String| {
        let (first, last) = months(year, from, to)?;
        Ok(Days2 { first, last, edtf })
    };
    let quarter = |number: u8| i8::try_from(number).unwrap_or(1);
    match part {
        Part::Half(1) => period(1, 6, format!("{year}-40")),
        Part::Half(_) => period(7, 12, format!("{year}-41")),
        Part::Quarters(from, to) if from == to => {
            period(3 * quarter(from) - 2, 3 * quarter(to), format!("{year}-{}", 32 + from))
        }
        Part::Quarters(from, to) => {
            let (from, to) = (3 * quarter(from) - 2, 3 * quarter(to));
            period(from, to, format!("{year}-{from:02}/{year}-{to:02}"))
        }
        Part::QuarterEnd(number) => {
            let (_, last) = months(year, 3 * quarter(number), 3 * quarter(number))?;
            Ok(interval(last, last))
        }
        Part::FirstMonths(count) => period(1, quarter(count), format!("{year}-01/{year}-{count:02}")),
        Part::SchoolYear => Ok(Days2 {
            first: day(year, 9, 1)?,
            last: day(year + 1, 8, 31)?,
            edtf: format!("{year}-09/{}-08", year + 1),
        }),
        // Terms begin and end when the schools say: the months are approximate.
        Part::Term(1) => Ok(Days2 {
            first: day(year, 9, 1)?,
            last: day(year + 1, 1, 31)?,
            edtf: format!("{year}-09~/{}-01~", year + 1),
        }),
        Part::Term(_) => period(2, 7, format!("{year}-02~/{year}-07~")),
        Part::Season(4) => Ok(Days2 {
            first: day(year, 12, 1)?,
            last: day(year + 1, 2, 1)?.last_of_month(),
            edtf: format!("{year}-24"),
        }),
        Part::Season(number) => period(
            3 * quarter(number),
            3 * quarter(number) + 2,
            format!("{year}-{}", 20 + number),
        ),
        Part::Beginning => period(1, 1, format!("{year}-01")),
        Part::Middle => period(6, 6, format!("{year}-06")),
        Part::End => {
            let (_, last) = months(year, 12, 12)?;
            Ok(interval(last, last))
        }
        _ => period(1, 12, format!("{year:04}")),
    }
}

/// The tenth plan began in 2001; each lasts five years.
fn plan(number: u8, slice: PlanSlice) -> Result<Days2, Impossible> {
    let first = 2001 + 5 * (i16::from(number) - 10);
    let years = |from: i16, to: i16| {
        let edtf = if from == to {
            from.to_string()
        } else {
            format!("{from}/{to}")
        };
        Ok(Days2 {
            first: day(from, 1, 1)?,
            last: day(to, 12, 31)?,
            edtf,
        })
    };
    let count = |count: u8| i16::from(count.clamp(1, 5));
    match slice {
        PlanSlice::Whole => years(first, first + 4),
        PlanSlice::Beginning => years(first, first),
        PlanSlice::First(number) => years(first, first + count(number) - 1),
        PlanSlice::Last(number) => years(first + 5 - count(number), first + 4),
        PlanSlice::End => {
            let last = day(first + 4, 12, 31)?;
            Ok(interval(last, last))
        }
    }
}

/// A count from the day of issue; the day itself is not counted (民法典 201). Working days are left open: which days
/// are worked is decreed year by year.
fn counted(offset: Offset, base: &Base) -> Value {
    if offset.end == OffsetEnd::Before {
        return Value::default();
    }
    let (true, Some(issued)) = (offset.issue, base.issued) else {
        return Value::default();
    };
    let count = i64::from(offset.count);
    let span = match offset.unit {
        Unit::Day => count.days(),
        Unit::Week => count.weeks(),
        Unit::Month => count.months(),
        Unit::Year => count.years(),
        Unit::WorkDay | Unit::Hour => return Value::default(),
    };
    let Ok(then) = issued.checked_add(span) else {
        return Value::default();
    };
    match offset.end {
        OffsetEnd::Within | OffsetEnd::Before => until(then),
        OffsetEnd::After => since(then),
        OffsetEnd::Open => since(issued),
    }
}

fn rrule(recurrence: Recurrence) -> String {
    let mut rule = String::from(match recurrence.frequency {
        Frequency::Daily => "FREQ=DAILY",
        Frequency::Weekly => "FREQ=WEEKLY",
        Frequency::Monthly => "FREQ=MONTHLY",
        Frequency::Yearly => "FREQ=YEARLY",
    });
    if recurrence.interval > 1 {
        rule.push_str(&format!(";INTERVAL={}", recurrence.interval));
    }
    if recurrence.months != 0 {
        let months = (0..12)
            .filter(|month| recurrence.months >> month & 1 == 1)
            .map(|month| (month + 1).to_string());
        rule.push_str(&format!(";BYMONTH={}", months.collect::<Vec<_>>().join(",")));
    }
    match recurrence.days {
        Days::Any => {}
        Days::Day(day) => rule.push_str(&format!(";BYMONTHDAY={day}")),
        Days::Both(first, second) => rule.push_str(&format!(";BYMONTHDAY={first},{second}")),
        Days::Span(first, last) => {
            let days: Vec<String> = (first..=last).map(|day| day.to_string()).collect();
            rule.push_str(&format!(";BYMONTHDAY={}", days.join(",")));
        }
        Days::Weekday(day) => {
            const NAMES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
            rule.push_str(&format!(
                ";BYDAY={}",
                NAMES.get(usize::from(day)).copied().unwrap_or("MO")
            ));
        }
    }
    rule
}
