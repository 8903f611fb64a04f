//! Dates that name their year: 2018年4月16日, 二〇一八年四月, 2023-04-17, 2022年度.

use super::expr::{DateExpr, MonthRef, Period, YearRef};
use super::pattern::Caps;
use super::rule::Rule;
use super::vocab::Slot;

pub(super) const DAY: Rule = Rule {
    id: "absolute/day",
    means: "2018年4月16日, in figures or words",
    needs: &["年月日", "年月号"],
    pattern: "{year}年{month}月{day}(日|号)",
    build: day,
    yes: &[
        ("2018年4月16日", "2018-04-16"),
        ("二○一八年四月十六日", "2018-04-16"),
        ("2018年04月06号", "2018-04-06"),
        ("二00九年八月二十八日", "2009-08-28"),
        ("二OO九年八月二十八日", "2009-08-28"),
    ],
    no: &["2018年14号", "3018年14日"],
};

pub(super) const DAY_IN_FIGURES: Rule = Rule {
    id: "absolute/day-in-figures",
    means: "2023-04-17, 2023.4.17, 2023/4/17; both separators are the same",
    needs: &["-", ".", "/", "—", "–"],
    pattern: "{year}{sep}{month}{sep}{day}日?!({sep}{n})",
    build: day_in_figures,
    yes: &[
        ("2023-04-17", "2023-04-17"),
        ("2023.4.17", "2023-04-17"),
        ("2018 - 4 - 16", "2018-04-16"),
    ],
    // An address of the network, a version and a telephone number have figures and points too.
    no: &["2001.4.12.77", "v2018.4.16", "0999-5550123", "2023-4.17", "2018-04-161"],
};

pub(super) const MONTH: Rule = Rule {
    id: "absolute/month",
    means: "2021年12月, 2018年4月份",
    needs: &["年月"],
    pattern: "{year}年{month}月份?",
    build: month,
    yes: &[
        ("2021年12月", "2021-12"),
        ("二〇二一年十二月", "2021-12"),
        ("2018年4月份", "2018-04"),
    ],
    no: &["3021年13月"],
};

pub(super) const MONTH_OF_SET: Rule = Rule {
    id: "absolute/month-of-set",
    means: "2018年5 in 2018年5、6月",
    needs: &["年月"],
    pattern: "{year}年{month}&(({and}{month})+月)",
    build: month,
    yes: &[("2018年5、6月", "2018-05")],
    no: &["3018年5、6期"],
};

pub(super) const YEAR: Rule = Rule {
    id: "absolute/year",
    means: "2035年, 2022年度",
    needs: &["年"],
    pattern: "{year}年(度!(假))?",
    build: year,
    yes: &[("2035年", "2035"), ("2022年度", "2022"), ("二〇三五年", "2035")],
    no: &["2022届", "〔2018〕92号", "3000年", "2018号"],
};

pub(super) const YEAR_OF_SET: Rule = Rule {
    id: "absolute/year-of-set",
    means: "2018 in 2018、2019、2020年度",
    needs: &["年"],
    pattern: "{year}&(({and}{year})+年)",
    build: year,
    yes: &[("2018、2019、2020年度", "2018")],
    no: &["2018、2019届", "2018、92年"],
};

pub(super) const REPUBLIC: Rule = Rule {
    id: "absolute/republic",
    means: "中华民国一百零一年五月二日, 民国100年6月",
    needs: &["国年"],
    pattern: "(中华)?民国{n}年({month}月({day}日)?)?",
    build: republic,
    yes: &[
        ("中华民国一百零一年五月二日", "2012-05-02"),
        ("民国100年6月", "2011-06"),
        ("民国99年", "2010"),
    ],
    no: &["民国初年"],
};

pub(super) const SHORT_YEAR: Rule = Rule {
    id: "absolute/short-year",
    means: "96年7月9日: a year of two or three figures, certain by the month and day after it",
    needs: &["年月日"],
    pattern: "{n}年{month}月{day}日",
    build: short_year,
    yes: &[("96年7月9日", "1996-07-09"), ("103年3月8日", "2014-03-08")],
    no: &["5年3日"],
};

fn period(caps: &Caps, year: YearRef) -> Period {
    match (caps.month(0), caps.small(Slot::Day, 0)) {
        (Some(month), Some(day)) => Period::day(year, month, day),
        (Some(month), None) => Period::month(year, month),
        _ => Period::year(year),
    }
}

fn republic(caps: &Caps) -> Option<DateExpr> {
    Some(DateExpr::period(period(
        caps,
        YearRef::Republic(i16::try_from(caps.get(Slot::Count, 0)?).ok()?),
    )))
}

fn short_year(caps: &Caps) -> Option<DateExpr> {
    let year = i16::try_from(caps.get(Slot::Count, 0)?).ok()?;
    (10..130)
        .contains(&year)
        .then(|| DateExpr::period(period(caps, YearRef::Short(year))))
}

fn day(caps: &Caps) -> Option<DateExpr> {
    Some(DateExpr::period(Period::day(
        caps.year(),
        caps.month(0)?,
        caps.small(Slot::Day, 0)?,
    )))
}

fn day_in_figures(caps: &Caps) -> Option<DateExpr> {
    if caps.get(Slot::Separator, 0) != caps.get(Slot::Separator, 1) {
        return None;
    }
    day(caps)
}

fn month(caps: &Caps) -> Option<DateExpr> {
    Some(DateExpr::period(Period::month(caps.year(), caps.month(0)?)))
}

fn year(caps: &Caps) -> Option<DateExpr> {
    match caps.year() {
        YearRef::Unsaid => None,
        year => Some(DateExpr::period(Period {
            month: MonthRef::Year,
            ..Period::year(year)
        })),
    }
}
