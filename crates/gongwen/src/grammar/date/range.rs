//! From one date to another; a range is one date, whichever of its ends is cut short.

use super::expr::{Bound, DateExpr, From, MonthRef, Part, Period, What, YearRef};
use super::pattern::Caps;
use super::rule::Rule;
use super::vocab::Slot;

pub(super) const DATES: Rule = Rule {
    id: "range/dates",
    means: "4月16日-4月20日, 2021年11月至2022年6月, 4月上旬至4月下旬, 2018年至2020年",
    needs: &["年", "月"],
    pattern: "{when}{incl}?起?，?{to}{when}{incl}?(止|!(截)日?止)?",
    build: dates,
    yes: &[
        ("4月16日-4月20日", "2021-04-16/2021-04-20"),
        ("2021年11月至2022年6月", "2021-11/2022-06"),
        ("2018年4月上旬至4月下旬", "2018-04-01/2018-04-30"),
        ("2023年8月1日（含）至2024年7月31日（含）", "2023-08-01/2024-07-31"),
        ("2019年6月3日8:00至7月5日16:00", "2019-06-03/2019-07-05"),
        ("2025年3月10日起至2025年5月20日止", "2025-03-10/2025-05-20"),
        ("2018年至2020年", "2018/2020"),
        ("12月20日至1月15日", "2021-12-20/2022-01-15"),
    ],
    no: &["至"],
};

pub(super) const SHORT_RIGHT_DAY: Rule = Rule {
    id: "range/short-right-day",
    means: "4月1日-15日, 9月1日至10日止",
    needs: &["月日", "月号"],
    pattern: "{when}{incl}?起?{to}{day}(日|号){clock}?{incl}?止?",
    build: short_right_day,
    yes: &[
        ("4月1日-15日", "2021-04-01/2021-04-15"),
        ("2022年9月1日8:00至10日17:00", "2022-09-01/2022-09-10"),
    ],
    no: &["四个月至15日"],
};

pub(super) const HALF_DAYS: Rule = Rule {
    id: "range/half-days",
    means: "17日下午至18日: days whose month was named before; the time of day tells them from a count of days",
    needs: &["日上午", "日下午"],
    pattern: "{day}日(上午|下午){to}{day}日(上午|下午|晚上)?",
    build: half_days,
    yes: &[("17日下午至18日", "2021-06-17/2021-06-18")],
    no: &["17日下午", "3日至5日"],
};

pub(super) const SHORT_LEFT_DAY: Rule = Rule {
    id: "range/short-left-day",
    means: "4月16-20日",
    needs: &["月日", "月号"],
    pattern: "({year}年|{relyear}的?)?{month}月{day}{to}{day}(日|号)止?",
    build: short_left_day,
    yes: &[
        ("4月16-20日", "2021-04-16/2021-04-20"),
        ("2022年5月1—3日", "2022-05-01/2022-05-03"),
    ],
    no: &["16-20人"],
};

pub(super) const SHORT_LEFT_DAY_OF_MONTH: Rule = Rule {
    id: "range/short-left-day-of-month",
    means: "4月28-5月3日",
    needs: &["月日", "月号"],
    pattern: "({year}年|{relyear}的?)?{month}月{day}{to}{when}止?",
    build: short_left_day_of_month,
    yes: &[("4月28-5月3日", "2021-04-28/2021-05-03")],
    no: &["4.28-5.3元"],
};

pub(super) const SHORT_LEFT_MONTH: Rule = Rule {
    id: "range/short-left-month",
    means: "2022年4-6月, 3至5月底",
    needs: &["月"],
    pattern: "({year}年|{relyear}的?)?{month}{to}{month}月份?(底|末)?!({day}(日|号)|龄)",
    build: short_left_month,
    yes: &[("2022年4-6月", "2022-04/2022-06"), ("3至5月", "2021-03/2021-05")],
    no: &["3-5个月", "3-5张"],
};

pub(super) const SHORT_LEFT_YEAR: Rule = Rule {
    id: "range/short-left-year",
    means: "2021-2025年, 2019—2020年度",
    needs: &["年"],
    pattern: "{year}{to}{year}年度?!(学)",
    build: short_left_year,
    yes: &[("2021-2025年", "2021/2025"), ("2019—2020年度", "2019/2020")],
    no: &["2021-2022届", "1900-2500米"],
};

pub(super) const MONTHS_IN_FIGURES: Rule = Rule {
    id: "range/months-in-figures",
    means: "2018.5-2018.12: months in figures, told from decimals by their years",
    needs: &["."],
    pattern: "{year}.{month}{to}{year}.{month}!(.)月?",
    build: months_in_figures,
    yes: &[("2018.5-2018.12", "2018-05/2018-12")],
    no: &["2018.5-2.5", "2018.5—2018.50"],
};

pub(super) const QUARTERS: Rule = Rule {
    id: "range/quarters",
    means: "1-3季度, 第一至第三季度",
    needs: &["季度"],
    pattern: "({year}年|{relyear}的?)?第?{q}(季度)?{to}第?{q}季度",
    build: quarters,
    yes: &[("1-3季度", "2021-01/2021-09"), ("2022年第1至3季度", "2022-01/2022-09")],
    no: &["1-3个季度"],
};

pub(super) const SHORT_RIGHT_TEN: Rule = Rule {
    id: "range/short-right-ten",
    means: "4月中旬至下旬",
    needs: &["旬"],
    pattern: "({year}年|{relyear}的?)?{month}月份?{ten}{to}({ten}|月{edge})",
    build: short_right_ten,
    yes: &[
        ("4月中旬至下旬", "2021-04-11/2021-04-30"),
        ("2022年4月上旬至中旬", "2022-04-01/2022-04-20"),
    ],
    no: &["中旬至下旬"],
};

pub(super) const FROM_ISSUE: Rule = Rule {
    id: "range/from-issue",
    means: "即日起至2023年12月31日, 发布之日起至2023年底",
    needs: &["日至", "日到", "起至", "起到"],
    pattern: "((即日|(发布|印发|公布|下发|发文)之日)起?|(发布|印发|公布)起)，?{to}{when}{incl}?止?",
    build: from_issue,
    yes: &[
        ("即日起至2023年12月31日", "2021-06-13/2023-12-31"),
        ("印发起至2023年12月31日", "2021-06-13/2023-12-31"),
        ("发布之日起至2021年底止", "2021-06-13/2021-12-31"),
    ],
    no: &["即日至"],
};

fn range(from: Period, to: Period) -> Option<DateExpr> {
    Some(DateExpr::plain(What::Range(From::Period(from), to)))
}

fn single(expr: DateExpr) -> Option<Period> {
    match expr {
        DateExpr {
            what: What::Period(period),
            bound: Bound::None,
        } => Some(period),
        _ => None,
    }
}

fn dates(caps: &Caps) -> Option<DateExpr> {
    range(single(caps.date(0)?)?, single(caps.date(1)?)?)
}

fn short_right_day(caps: &Caps) -> Option<DateExpr> {
    let from = single(caps.date(0)?)?;
    let to = Period {
        day: Some(caps.small(Slot::Day, 0)?),
        ..from
    };
    (from.is_day() && to.day >= from.day).then(|| range(from, to))?
}

fn half_days(caps: &Caps) -> Option<DateExpr> {
    let day = |nth| {
        let day = caps.small(Slot::Day, nth)?;
        Some(Period::day(YearRef::Unsaid, MonthRef::Unsaid, day))
    };
    let (from, to) = (day(0)?, day(1)?);
    (from.day < to.day).then(|| range(from, to))?
}

fn short_left_day(caps: &Caps) -> Option<DateExpr> {
    let month = caps.month(0)?;
    let (first, last) = (caps.small(Slot::Day, 0)?, caps.small(Slot::Day, 1)?);
    (first < last).then(|| {
        range(
            Period::day(caps.year(), month, first),
            Period::day(caps.year(), month, last),
        )
    })?
}

fn short_left_day_of_month(caps: &Caps) -> Option<DateExpr> {
    let to = single(caps.date(0)?)?;
    to.is_day()
        .then(|| range(Period::day(caps.year(), caps.month(0)?, caps.small(Slot::Day, 0)?), to))?
}

fn short_left_month(caps: &Caps) -> Option<DateExpr> {
    let (from, to) = (caps.small(Slot::Month, 0)?, caps.small(Slot::Month, 1)?);
    let month = |month| Period::month(caps.year(), MonthRef::Said(month));
    (from < to).then(|| range(month(from), month(to)))?
}

fn short_left_year(caps: &Caps) -> Option<DateExpr> {
    let year = |nth| caps.get(Slot::Year, nth).and_then(|year| i16::try_from(year).ok());
    let (from, to) = (year(0)?, year(1)?);
    (from < to).then(|| range(Period::year(YearRef::Said(from)), Period::year(YearRef::Said(to))))?
}

fn months_in_figures(caps: &Caps) -> Option<DateExpr> {
    let year = |nth| {
        caps.get(Slot::Year, nth)
            .and_then(|year| i16::try_from(year).ok())
            .map(YearRef::Said)
    };
    range(
        Period::month(year(0)?, caps.month(0)?),
        Period::month(year(1)?, caps.month(1)?),
    )
}

fn quarters(caps: &Caps) -> Option<DateExpr> {
    let quarter = |nth| {
        caps.get(Slot::Quarter, nth)
            .and_then(|quarter| u8::try_from(quarter).ok())
    };
    let (from, to) = (quarter(0)?, quarter(1)?);
    (from < to).then(|| DateExpr::period(Period::year(caps.year()).part(Part::Quarters(from, to))))
}

fn short_right_ten(caps: &Caps) -> Option<DateExpr> {
    let month = Period::month(caps.year(), caps.month(0)?);
    let to = match caps.get(Slot::Ten, 1) {
        Some(ten) => Part::Tens(3.min(u8::try_from(ten).ok()?), 3.min(u8::try_from(ten).ok()?)),
        None => caps.edge()?,
    };
    range(month.part(caps.tens()?), month.part(to))
}

fn from_issue(caps: &Caps) -> Option<DateExpr> {
    Some(DateExpr::plain(What::Range(From::Issue, single(caps.date(0)?)?)))
}
