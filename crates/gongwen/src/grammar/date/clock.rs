//! Days with their time: 6月30日17:00, 6月25日（周五）上午9:00—11:30. The time stands in the text of the date; bounds are days.

use super::expr::{DateExpr, What};
use super::pattern::Caps;
use super::rule::Rule;

pub(super) const ON_DAY: Rule = Rule {
    id: "clock/on-day",
    means: "6月30日17:00, 5月8日下午, 6月30日下班前, 2019-03-12 09:05:41",
    needs: &[":", "：", "时", "点", "上午", "下午", "晚", "下班"],
    pattern: "{date}{inweek}?({clock}({to}{clock})?|(上午|下午)?下班&({before})|上午|下午|晚上|中午)",
    build: day,
    yes: &[
        ("6月30日17:00", "2021-06-30"),
        ("6月25日（周五）上午9:00—11:30", "2021-06-25"),
        ("2021年5月8日17时30分", "2021-05-08"),
        ("2019-03-12 09:05:41", "2019-03-12"),
    ],
    no: &["上午9:00—11:30", "16:9"],
};

pub(super) const WEEKDAY: Rule = Rule {
    id: "clock/weekday",
    means: "6月25日（周五） before 前, 至 or 起",
    needs: &["（周", "（星期"],
    pattern: "{date}{inweek}&({before}|起|止|{to})",
    build: day,
    yes: &[("6月25日（周五）至27日", "2021-06-25/2021-06-27")],
    no: &["（周五）前"],
};

/// Only a single day has a time.
fn day(caps: &Caps) -> Option<DateExpr> {
    let expr = caps.date(0)?;
    matches!(expr.what, What::Period(period) if period.is_day()).then_some(expr)
}
