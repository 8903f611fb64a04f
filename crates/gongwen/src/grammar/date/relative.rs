//! Dates that count from the notice's own: 今年, 年底, 全年, 月底, 即日起.

use super::expr::{Bound, DateExpr, MonthRef, Period, What, YearRef};
use super::pattern::Caps;
use super::rule::Rule;
use super::vocab::Slot;

pub(super) const YEAR: Rule = Rule {
    id: "relative/year",
    means: "今年, 明年, 去年; 本年度 and 上年度 count from whoever reads and are no dates",
    needs: &["今年", "明年", "去年"],
    pattern: "!(本|上|当|同|次|前|翌|第|后){relyear}",
    build: whole_year,
    yes: &[("今年", "2021"), ("明年", "2022"), ("去年", "2020")],
    no: &["本年度", "上年度", "近年", "当年"],
};

pub(super) const YEAR_EDGE: Rule = Rule {
    id: "relative/year-edge",
    means: "年底, 年末, 年初, 年中 without their year",
    needs: &["年底", "年末", "年初", "年中"],
    pattern: "{alone}年{edge}!(级)",
    build: year_edge,
    yes: &[("年底", "2021-12-31"), ("年末", "2021-12-31"), ("年初", "2021-01")],
    no: &["三年底", "学年末", "青年中"],
};

pub(super) const WITHIN_YEAR: Rule = Rule {
    id: "relative/within-year",
    means: "年内, 2022年内, 今年内: within the year",
    needs: &["年内", "年以内"],
    pattern: "({year}年度?|今年|明年|{alone}年)以?内!(蒙|容|部|控|地|陆|外|需|河|涝|科)",
    build: whole_year,
    yes: &[("年内", "2021"), ("2022年内", "2022"), ("今年内", "2021")],
    no: &["三年内", "5年内", "近年内", "两年以内", "一个自然年度内"],
};

pub(super) const WHOLE_YEAR: Rule = Rule {
    id: "relative/whole-year",
    means: "全年: all of the notice's year",
    needs: &["全年"],
    pattern: "({year}年|{relyear})?全年!(龄|级|无休|候|制|工作总结|总结)",
    build: whole_year,
    yes: &[("全年", "2021"), ("2022年全年", "2022")],
    no: &["全年龄段", "全年级", "全年无休", "全年工作总结"],
};

pub(super) const MONTH_EDGE: Rule = Rule {
    id: "relative/month-edge",
    means: "月底, 月末, 月初: in the month named before",
    needs: &["月底", "月末", "月初"],
    pattern: "{alone}月{edge}",
    build: month_edge,
    yes: &[("月底", "2021-06-30")],
    no: &["三个月底"],
};

pub(super) const MONTH_PART: Rule = Rule {
    id: "relative/month-part",
    means: "本月20日, 下月上旬, 本月底",
    needs: &["本月", "下月", "下个月", "上月", "上个月", "当月", "次月"],
    pattern: "{relmonth}({day}(日|号)|{ten}|{edge})",
    build: month_part,
    yes: &[
        ("本月20日", "2021-06-20"),
        ("下月上旬", "2021-07-01/2021-07-10"),
        ("本月底", "2021-06-30"),
        ("次月5日", "-"),
    ],
    no: &["本月刊"],
};

pub(super) const FROM_NOW: Rule = Rule {
    id: "relative/from-now",
    means: "即日起: from the day of issue",
    needs: &["即日起"],
    pattern: "即日起",
    build: from_now,
    yes: &[("即日起", "2021-06-13/..")],
    no: &["即日施行"],
};

fn year_edge(caps: &Caps) -> Option<DateExpr> {
    Some(DateExpr::period(Period::year(YearRef::Unsaid).part(caps.edge()?)))
}

fn whole_year(caps: &Caps) -> Option<DateExpr> {
    Some(DateExpr::period(Period::year(caps.year())))
}

fn month_edge(caps: &Caps) -> Option<DateExpr> {
    Some(DateExpr::period(
        Period::month(YearRef::Unsaid, MonthRef::Unsaid).part(caps.edge()?),
    ))
}

fn month_part(caps: &Caps) -> Option<DateExpr> {
    let far = i16::try_from(caps.get(Slot::RelMonth, 0)?).ok()?;
    let month = if far >= 200 {
        MonthRef::Named(i8::try_from(far - 200).ok()?)
    } else {
        MonthRef::Own(i8::try_from(far - 100).ok()?)
    };
    let period = Period::month(YearRef::Unsaid, month);
    Some(DateExpr::period(match (caps.small(Slot::Day, 0), caps.tens()) {
        (Some(day), _) => Period {
            day: Some(day),
            ..period
        },
        (None, Some(part)) => period.part(part),
        (None, None) => period.part(caps.edge()?),
    }))
}

fn from_now(_: &Caps) -> Option<DateExpr> {
    Some(DateExpr {
        what: What::Issue,
        bound: Bound::From,
    })
}
