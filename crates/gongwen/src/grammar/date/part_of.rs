//! Parts of a year or month: 4月上旬, 7月底, 2022年上半年, 第三季度, 2021-2022学年.

use super::expr::{DateExpr, MonthRef, Part, Period, YearRef};
use super::pattern::Caps;
use super::rule::Rule;
use super::vocab::Slot;

pub(super) const TEN_DAYS: Rule = Rule {
    id: "part_of/ten-days",
    means: "4月上旬: days 1 to 10, 11 to 20, 21 to the end",
    needs: &["月旬"],
    pattern: "({year}年|{relyear}的?)?{month}月份?的?{ten}",
    build: ten_days,
    yes: &[
        ("4月上旬", "2021-04-01/2021-04-10"),
        ("2018年4月下旬", "2018-04-21/2018-04-30"),
        ("2021年11月中下旬", "2021-11-11/2021-11-30"),
    ],
    no: &["六旬老人"],
};

pub(super) const MONTH_EDGE: Rule = Rule {
    id: "part_of/month-edge",
    means: "7月底: the last day of the month; 5月初: its first ten",
    needs: &["月底", "月末", "月初", "月中"],
    pattern: "({year}年|{relyear}的?)?{month}月份?{edge}",
    build: month_edge,
    yes: &[
        ("7月底", "2021-07-31"),
        ("2022年11月末", "2022-11-30"),
        ("5月初", "2021-05-01/2021-05-10"),
    ],
    no: &["5个月末"],
};

pub(super) const YEAR_EDGE: Rule = Rule {
    id: "part_of/year-edge",
    means: "2022年底, 今年年底: the last day of the year",
    needs: &["年底", "年末", "年初", "年中"],
    pattern: "({year}年年?|{relyear}年?){edge}",
    build: year_edge,
    yes: &[
        ("2022年底", "2022-12-31"),
        ("今年年底", "2021-12-31"),
        ("2022年年末", "2022-12-31"),
        ("明年初", "2022-01"),
    ],
    no: &["五年底线"],
};

pub(super) const HALF: Rule = Rule {
    id: "part_of/half-year",
    means: "上半年, 2022年上半年",
    needs: &["半年"],
    pattern: "({year}年度?|{relyear}的?)?{half}半年",
    build: half,
    yes: &[
        ("2022年上半年", "2022-40"),
        ("2022年度上半年", "2022-40"),
        ("下半年", "2021-41"),
    ],
    no: &["半年以上", "上半场"],
};

pub(super) const FIRST_QUARTERS: Rule = Rule {
    id: "part_of/first-quarters",
    means: "前三季度",
    needs: &["季度"],
    pattern: "({year}年|{relyear}的?)?前{q}个?季度",
    build: first_quarters,
    yes: &[("前三季度", "2021-01/2021-09"), ("2022年前2季度", "2022-01/2022-06")],
    no: &["近三季度"],
};

pub(super) const QUARTER: Rule = Rule {
    id: "part_of/quarter",
    means: "2023年第三季度, 一季度末",
    needs: &["季度"],
    pattern: "({year}年度?|{relyear}的?)?第?{q}季度{edge}?",
    build: quarter,
    yes: &[
        ("2023年第三季度", "2023-35"),
        ("一季度", "2021-33"),
        ("第四季度末", "2021-12-31"),
    ],
    no: &["5季度", "三个季度", "季度通报"],
};

pub(super) const QUARTER_OF_SET: Rule = Rule {
    id: "part_of/quarter-of-set",
    means: "第二 in 第二、三、四季度",
    needs: &["季度"],
    pattern: "({year}年度?|{relyear}的?)?第?{q}&(({and}第?{q})+季度)",
    build: quarter,
    yes: &[("第二、三、四季度", "2021-34")],
    no: &["第二、三、四批"],
};

pub(super) const FIRST_MONTHS: Rule = Rule {
    id: "part_of/first-months",
    means: "2022年前7个月",
    needs: &["年前月"],
    pattern: "({year}年|{relyear}的?)前{month}个月",
    build: first_months,
    yes: &[("2022年前7个月", "2022-01/2022-07")],
    no: &["前7个月"],
};

pub(super) const SCHOOL_YEAR: Rule = Rule {
    id: "part_of/school-year",
    means: "2021-2022学年: September to August",
    needs: &["学年"],
    pattern: "{year}年?({to}{year})?(学年|年学年)度?!(第|上|下|秋|春)",
    build: school_year,
    yes: &[
        ("2021-2022学年", "2021-09/2022-08"),
        ("2021—2022学年度", "2021-09/2022-08"),
    ],
    no: &["新学年"],
};

pub(super) const TERM: Rule = Rule {
    id: "part_of/term",
    means: "2022年秋季学期, 2021-2022学年第二学期, 春季学期",
    needs: &["学期"],
    pattern: "(({year}年?{to})?{year}学?年度?|{relyear}的?)?(第?{q}|{season}季?|{half})学期",
    build: term,
    yes: &[
        ("2022年秋季学期", "2022-09~/2023-01~"),
        ("2021-2022学年第二学期", "2022-02~/2022-07~"),
        ("春季学期", "2021-02~/2021-07~"),
    ],
    no: &["新学期"],
};

pub(super) const SEASON: Rule = Rule {
    id: "part_of/season",
    means: "2022年秋季",
    needs: &["年季"],
    pattern: "({year}年|今年)度?{season}季",
    build: season,
    yes: &[("2022年秋季", "2022-23"), ("2023年春季", "2023-21")],
    no: &["春季高考", "2022届秋季"],
};

fn plain(period: Period, part: Part) -> Option<DateExpr> {
    Some(DateExpr::period(period.part(part)))
}

fn ten_days(caps: &Caps) -> Option<DateExpr> {
    plain(Period::month(caps.year(), caps.month(0)?), caps.tens()?)
}

fn month_edge(caps: &Caps) -> Option<DateExpr> {
    plain(Period::month(caps.year(), caps.month(0)?), caps.edge()?)
}

fn year_edge(caps: &Caps) -> Option<DateExpr> {
    plain(Period::year(caps.year()), caps.edge()?)
}

fn half(caps: &Caps) -> Option<DateExpr> {
    plain(
        Period::year(caps.year()),
        Part::Half(u8::try_from(caps.get(Slot::Half, 0)?).ok()?),
    )
}

fn first_quarters(caps: &Caps) -> Option<DateExpr> {
    let last = u8::try_from(caps.get(Slot::Quarter, 0)?).ok()?;
    plain(Period::year(caps.year()), Part::Quarters(1, last))
}

fn quarter(caps: &Caps) -> Option<DateExpr> {
    let quarter = u8::try_from(caps.get(Slot::Quarter, 0)?).ok()?;
    let part = match caps.edge() {
        Some(Part::End) => Part::QuarterEnd(quarter),
        _ => Part::Quarters(quarter, quarter),
    };
    plain(Period::year(caps.year()), part)
}

fn first_months(caps: &Caps) -> Option<DateExpr> {
    plain(
        Period::year(caps.year()),
        Part::FirstMonths(u8::try_from(caps.small(Slot::Month, 0)?).ok()?),
    )
}

fn school_year(caps: &Caps) -> Option<DateExpr> {
    if let (Some(first), Some(second)) = (caps.get(Slot::Year, 0), caps.get(Slot::Year, 1))
        && second != first + 1
    {
        return None;
    }
    plain(Period::year(caps.year()), Part::SchoolYear)
}

fn term(caps: &Caps) -> Option<DateExpr> {
    let autumn = match (
        caps.get(Slot::Season, 0),
        caps.get(Slot::Quarter, 0),
        caps.get(Slot::Half, 0),
    ) {
        (Some(3), ..) | (_, Some(1), _) | (.., Some(1)) => true,
        (Some(1), ..) | (_, Some(2), _) | (.., Some(2)) => false,
        _ => return None,
    };
    // A school year is named by two years: its first term begins in the first, its second in the second.
    let year = match (caps.year(), caps.get(Slot::Year, 1)) {
        (YearRef::Said(first), Some(_)) if !autumn => YearRef::Said(first + 1),
        (year, _) => year,
    };
    plain(Period::year(year), Part::Term(if autumn { 1 } else { 2 }))
}

fn season(caps: &Caps) -> Option<DateExpr> {
    let season = u8::try_from(caps.get(Slot::Season, 0)?).ok()?;
    let year = if caps.year() == YearRef::Unsaid {
        YearRef::Own(0)
    } else {
        caps.year()
    };
    plain(
        Period {
            month: MonthRef::Year,
            ..Period::year(year)
        },
        Part::Season(season),
    )
}
