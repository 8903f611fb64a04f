//! Dates without their year: 7月6日, 5月10日、20日, 8.15日.

use super::expr::{DateExpr, MonthRef, Period, YearRef};
use super::pattern::Caps;
use super::rule::Rule;
use super::vocab::Slot;

pub(super) const DAY: Rule = Rule {
    id: "partial/day",
    means: "7月6日, 今年7月6日, 次年1月31日",
    needs: &["月日", "月号"],
    pattern: "({relyear}的?)?{month}月{day}(日|号)",
    build: day,
    yes: &[
        ("7月6日", "2021-07-06"),
        ("五月十日", "2021-05-10"),
        ("今年9月1日", "2021-09-01"),
        ("次年1月31日", "2022-01-31"),
    ],
    no: &["13月6日", "3个月10日"],
};

pub(super) const DAY_IN_FIGURES: Rule = Rule {
    id: "partial/day-in-figures",
    means: "8.15日: month and day in figures, told from a decimal by 日",
    needs: &[".日", "．日"],
    pattern: "{month}(.|．){day}(日|号)!(均|内|后)",
    build: day,
    yes: &[("8.15日", "2021-08-15")],
    no: &["8.15元", "2.5日均值"],
};

pub(super) const DAY_OF_SET: Rule = Rule {
    id: "partial/day-of-set",
    means: "5月10 in 5月10、20日",
    needs: &["月日", "月号"],
    pattern: "({year}年)?{month}月{day}&(({and}{day})+(日|号))",
    build: day,
    yes: &[("5月10、20日", "2021-05-10")],
    no: &["5.10、20人"],
};

pub(super) const NEXT_DAY: Rule = Rule {
    id: "partial/next-day",
    means: "20日 in 5月10日、20日: its month is the one before",
    needs: &["月日", "月号"],
    pattern: "{after}{day}((日|号)!(内|以内|之内|后)|&({and}{day}(日|号)))",
    build: next_day,
    yes: &[("5月10日、20日", "2021-06-20")],
    no: &["、20日内", "20日"],
};

pub(super) const MONTH: Rule = Rule {
    id: "partial/month",
    means: "4月, 明年3月, 十月份",
    needs: &["月"],
    pattern: "({relyear}的?)?{month}月(份|!(革命|龄|饼|嫂|刊|子|报|薪|租))",
    build: month,
    yes: &[("4月", "2021-04"), ("明年3月", "2022-03"), ("十月份", "2021-10")],
    no: &["13月", "十月革命", "3个月", "6月龄"],
};

pub(super) const MONTH_OF_SET: Rule = Rule {
    id: "partial/month-of-set",
    means: "5 in 5、6月",
    needs: &["月"],
    pattern: "({relyear}的?)?{month}&(({and}{month})+月!(龄|刊))",
    build: month,
    yes: &[("5、6月", "2021-05")],
    no: &["5、6个月"],
};

fn day(caps: &Caps) -> Option<DateExpr> {
    Some(DateExpr::period(Period::day(
        caps.year(),
        caps.month(0)?,
        caps.small(Slot::Day, 0)?,
    )))
}

fn next_day(caps: &Caps) -> Option<DateExpr> {
    Some(DateExpr::period(Period::day(
        YearRef::Unsaid,
        MonthRef::Unsaid,
        caps.small(Slot::Day, 0)?,
    )))
}

fn month(caps: &Caps) -> Option<DateExpr> {
    Some(DateExpr::period(Period::month(caps.year(), caps.month(0)?)))
}
