//! What comes again: 每月30日前, 每季度首月10日前, 每年3月至5月, 每两年.

use super::expr::{DateExpr, Days, Frequency, From, MonthRef, Part, Period, Recurrence, What, YearRef};
use super::pattern::Caps;
use super::rule::Rule;
use super::vocab::Slot;

pub(super) const MONTH_DAY: Rule = Rule {
    id: "recurring/month-day",
    means: "每月30日前, 每月1日至5日",
    needs: &["每月", "每个月"],
    pattern: "每个?月的?({day}(日|号)?({to}|{and}){day}(日|号)|{day}(日|号)){before}?",
    build: month_day,
    yes: &[
        ("每月30日前", "FREQ=MONTHLY;BYMONTHDAY=30"),
        ("每月1日至5日", "FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5"),
        ("每月15日、30日", "FREQ=MONTHLY;BYMONTHDAY=15,30"),
    ],
    no: &["逐月30日"],
};

pub(super) const MONTH_PART: Rule = Rule {
    id: "recurring/month-part",
    means: "每月中旬, 每月底前",
    needs: &["每月", "每个月"],
    pattern: "每个?月的?(月?{edge}|{ten}){before}?",
    build: month_part,
    yes: &[
        ("每月中旬", "FREQ=MONTHLY;BYMONTHDAY=11,12,13,14,15,16,17,18,19,20"),
        ("每月底前", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ],
    no: &["按月中旬"],
};

pub(super) const QUARTER_DAY: Rule = Rule {
    id: "recurring/quarter-day",
    means: "每季度首月10日前, 每季度末月20日",
    needs: &["每季", "每个季"],
    pattern: "每个?季度?的?((首个?月|第{q}个?月|末个?月|最后一个?月)份?的?({day}(日|号)|{ten}|{edge})?|{edge}){before}?",
    build: quarter_day,
    yes: &[
        ("每季度首月10日前", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
        ("每季度末", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        ("每季度第二个月5日前", "FREQ=YEARLY;BYMONTH=2,5,8,11;BYMONTHDAY=5"),
    ],
    no: &["每季节"],
};

pub(super) const NEXT_QUARTER_DAY: Rule = Rule {
    id: "recurring/next-quarter-day",
    means: "季后首月10日前: each quarter's report is due in the month after it",
    needs: &["季后月日"],
    pattern: "(每个?)?季度?(终了)?后(的?首个?|的?第一个)月{day}日({before}|内)?",
    build: quarter_day,
    yes: &[
        ("季后首月10日前", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10"),
        ("每季度后首月15日前", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=15"),
    ],
    no: &["季后赛首月"],
};

pub(super) const QUARTER: Rule = Rule {
    id: "recurring/quarter",
    means: "每季度",
    needs: &["每季度", "每个季度"],
    pattern: "每个?季度",
    build: quarter,
    yes: &[("每季度", "FREQ=MONTHLY;INTERVAL=3")],
    no: &["季度"],
};

pub(super) const HALF_YEAR: Rule = Rule {
    id: "recurring/half-year",
    means: "每半年",
    needs: &["每半年"],
    pattern: "每半年",
    build: half_year,
    yes: &[("每半年", "FREQ=MONTHLY;INTERVAL=6")],
    no: &["半年"],
};

pub(super) const YEAR_DATE: Rule = Rule {
    id: "recurring/year-date",
    means: "每年4月底前, 每年3月至5月, 每年上半年: a yearly date",
    needs: &["每年"],
    pattern: "每年度?的?({span}|年?{edge}){incl}?({before}|起|止)?",
    build: year_date,
    yes: &[
        ("每年4月底前", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=-1"),
        ("每年3月至5月", "FREQ=YEARLY;BYMONTH=3,4,5"),
        ("每年10月1日", "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1"),
        ("每年年底前", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"),
        ("每年第一季度", "FREQ=YEARLY;BYMONTH=1,2,3"),
        ("每年11月至次年2月", "FREQ=YEARLY;BYMONTH=1,2,11,12"),
    ],
    no: &["每人年3月龄"],
};

pub(super) const YEARS: Rule = Rule {
    id: "recurring/years",
    means: "每两年, 每3年",
    needs: &["每年", "每隔"],
    pattern: "每隔?{n}个?年(度!(假))?!(龄|级)",
    build: years,
    yes: &[
        ("每两年", "FREQ=YEARLY;INTERVAL=2"),
        ("每3年", "FREQ=YEARLY;INTERVAL=3"),
    ],
    no: &["每两年级"],
};

pub(super) const YEAR: Rule = Rule {
    id: "recurring/year",
    means: "每年, 每年度",
    needs: &["每年"],
    pattern: "每年(度!(假))?!(龄|级)",
    build: year,
    yes: &[("每年", "FREQ=YEARLY"), ("每年度", "FREQ=YEARLY")],
    no: &["每年级"],
};

pub(super) const TERM: Rule = Rule {
    id: "recurring/term",
    means: "每学期",
    needs: &["每学期", "每个学期", "每学年"],
    pattern: "每个?(学期|学年)",
    build: term,
    yes: &[("每学期", "FREQ=MONTHLY;INTERVAL=6")],
    no: &["学期"],
};

pub(super) const MONTH: Rule = Rule {
    id: "recurring/month",
    means: "每月",
    needs: &["每月", "每个月"],
    pattern: "每个?月!(刊|报)",
    build: month,
    yes: &[("每月", "FREQ=MONTHLY")],
    no: &["每三个月"],
};

pub(super) const WEEK: Rule = Rule {
    id: "recurring/week",
    means: "每周五前, 每周",
    needs: &["每周", "每星期"],
    pattern: "每(周|个?星期)({weekday}!(次|场|期|篇|个|至|到|天)(上午|下午)?{before}?)?!(边|岁|年)",
    build: week,
    yes: &[("每周五前", "FREQ=WEEKLY;BYDAY=FR"), ("每周", "FREQ=WEEKLY")],
    no: &["每周岁"],
};

pub(super) const DAY: Rule = Rule {
    id: "recurring/day",
    means: "每日, 每天",
    needs: &["每日", "每天"],
    pattern: "(每日|每天){clock}?{before}?",
    build: daily,
    yes: &[("每日", "FREQ=DAILY"), ("每天17时前", "FREQ=DAILY")],
    no: &["日"],
};

fn again(frequency: Frequency, interval: u8, months: u16, days: Days) -> Option<DateExpr> {
    Some(DateExpr::plain(What::Recurring(Recurrence {
        frequency,
        interval,
        months,
        days,
    })))
}

/// The days that 旬, 底 and 初 stand for in any month.
const fn days_of(part: Part) -> Days {
    match part {
        Part::Tens(_, 3) => Days::Span(21, 31),
        Part::Tens(1, 1) | Part::Beginning => Days::Span(1, 10),
        Part::Tens(..) | Part::Middle => Days::Span(11, 20),
        Part::End => Days::Day(-1),
        _ => Days::Any,
    }
}

fn days(caps: &Caps) -> Days {
    match (caps.small(Slot::Day, 0), caps.small(Slot::Day, 1)) {
        (Some(first), Some(second)) if caps.get(Slot::And, 0).is_some() => Days::Both(first, second),
        (Some(first), Some(last)) if first < last => Days::Span(first, last),
        (Some(day), _) => Days::Day(day),
        _ => caps.tens().or_else(|| caps.edge()).map_or(Days::Any, days_of),
    }
}

fn month_day(caps: &Caps) -> Option<DateExpr> {
    again(Frequency::Monthly, 1, 0, days(caps))
}

fn month_part(caps: &Caps) -> Option<DateExpr> {
    again(Frequency::Monthly, 1, 0, days(caps))
}

fn quarter_day(caps: &Caps) -> Option<DateExpr> {
    // 每季度末 is the end of its last month; 第二个月 the second.
    let nth = match (caps.get(Slot::Quarter, 0), days(caps)) {
        (Some(nth), _) if nth <= 3 => nth - 1,
        (None, Days::Day(-1)) => 2,
        (None, _) => 0,
        _ => return None,
    };
    again(Frequency::Yearly, 1, 0b0010_0100_1001 << nth, days(caps))
}

fn quarter(_: &Caps) -> Option<DateExpr> {
    again(Frequency::Monthly, 3, 0, Days::Any)
}

fn half_year(_: &Caps) -> Option<DateExpr> {
    again(Frequency::Monthly, 6, 0, Days::Any)
}

fn year_date(caps: &Caps) -> Option<DateExpr> {
    let Some(expr) = caps.date(0) else {
        let months = if caps.edge()? == Part::End { 1 << 11 } else { 1 };
        return again(Frequency::Yearly, 1, months, days_of(caps.edge()?));
    };
    match expr.what {
        What::Period(period) if period.year == YearRef::Unsaid => {
            let (months, days) = of_year(period)?;
            again(Frequency::Yearly, 1, months, days)
        }
        // 每年11月至次年2月: to the end of the year and on from its beginning.
        What::Range(From::Period(from), to) if from.year == YearRef::Unsaid && to.year == YearRef::Named(1) => {
            let ((first, days), (last, _)) = (of_year(from)?, of_year(to)?);
            let wraps = days == Days::Any && last < first;
            again(
                Frequency::Yearly,
                1,
                if wraps {
                    (0xFFF & !(first - 1)) | ((last << 1) - 1)
                } else {
                    first
                },
                days,
            )
        }
        What::Range(From::Period(from), to) if from.year == YearRef::Unsaid && to.year == YearRef::Unsaid => {
            // Whole months can be listed; of other ranges RFC 5545 can only say where they begin.
            let (first, days) = of_year(from)?;
            let (last, _) = of_year(to)?;
            if days == Days::Any && first <= last {
                return again(Frequency::Yearly, 1, ((last << 1) - 1) & !(first - 1), Days::Any);
            }
            again(Frequency::Yearly, 1, first, days)
        }
        _ => None,
    }
}

/// A date without year as what comes again each year: the later dates of 每年5月底前…，6月底前….
#[must_use]
pub fn yearly(expr: &DateExpr) -> Option<DateExpr> {
    let What::Period(period) = expr.what else { return None };
    let (months, days) = of_year(period).filter(|_| period.year == YearRef::Unsaid)?;
    again(Frequency::Yearly, 1, months, days)
}

/// Months and days of a period without year.
fn of_year(period: Period) -> Option<(u16, Days)> {
    let bit = |month: u8| 1_u16 << (month.saturating_sub(1) % 12);
    Some(match (period.month, period.part) {
        (MonthRef::Said(month), part) => {
            let days = period.day.map_or_else(|| days_of(part), Days::Day);
            (bit(u8::try_from(month).ok()?), days)
        }
        (MonthRef::Year, Part::Half(half)) => (if half == 1 { 0b11_1111 } else { 0b1111_1100_0000 }, Days::Any),
        (MonthRef::Year, Part::Quarters(from, to)) => {
            (((1 << (3 * to)) - 1) & !((1 << (3 * (from - 1))) - 1), Days::Any)
        }
        (MonthRef::Year, Part::QuarterEnd(quarter)) => (bit(quarter * 3), Days::Day(-1)),
        (MonthRef::Year, Part::End) => (bit(12), Days::Day(31)),
        (MonthRef::Year, Part::Beginning) => (bit(1), Days::Any),
        _ => return None,
    })
}

fn years(caps: &Caps) -> Option<DateExpr> {
    again(
        Frequency::Yearly,
        u8::try_from(caps.get(Slot::Count, 0)?).ok()?,
        0,
        Days::Any,
    )
}

fn year(_: &Caps) -> Option<DateExpr> {
    again(Frequency::Yearly, 1, 0, Days::Any)
}

fn term(_: &Caps) -> Option<DateExpr> {
    again(Frequency::Monthly, 6, 0, Days::Any)
}

fn month(_: &Caps) -> Option<DateExpr> {
    again(Frequency::Monthly, 1, 0, Days::Any)
}

fn week(caps: &Caps) -> Option<DateExpr> {
    let days = caps
        .get(Slot::Weekday, 0)
        .and_then(|day| u8::try_from(day).ok())
        .map_or(Days::Any, Days::Weekday);
    again(Frequency::Weekly, 1, 0, days)
}

fn daily(_: &Caps) -> Option<DateExpr> {
    again(Frequency::Daily, 1, 0, Days::Any)
}
