//! Dates with 前, 底前, 起, 止: until their last day or from their first.

use super::expr::{Bound, DateExpr, What};
use super::pattern::Caps;
use super::rule::Rule;

pub(super) const BEFORE: Rule = Rule {
    id: "bound/before",
    means: "7月6日前, 7月底前, 年底之前: until the last day of the date, which counts",
    needs: &["前"],
    pattern: "{span}{incl}?{before}",
    build: before,
    yes: &[
        ("7月6日前", "../2021-07-06"),
        ("7月底前", "../2021-07-31"),
        ("2022年年底之前", "../2022-12-31"),
        ("6月30日17:00前", "../2021-06-30"),
        ("年底前", "../2021-12-31"),
        ("2025年前", "../2025-12-31"),
        ("6月25日（周五）前", "../2021-06-25"),
        ("7月10日前提出", "../2021-07-10"),
    ],
    no: &["前后", "前三年"],
};

pub(super) const FROM: Rule = Rule {
    id: "bound/from",
    means: "2019年1月1日起: from the first day of the date",
    needs: &["起"],
    pattern: "{when}{incl}?起!(步|草|点|源|诉|薪|，?{to})",
    build: from,
    yes: &[("2019年1月1日起", "2019-01-01/.."), ("9月起", "2021-09-01/..")],
    no: &["起草"],
};

pub(super) const UNTIL: Rule = Rule {
    id: "bound/until",
    means: "2023年12月31日止: until then. 截止 after a date is no part of it",
    needs: &["止"],
    pattern: "{when}{incl}?止",
    build: before,
    yes: &[("2023年12月31日止", "../2023-12-31")],
    no: &["停止"],
};

fn before(caps: &Caps) -> Option<DateExpr> {
    framed(caps, Bound::Before)
}

fn from(caps: &Caps) -> Option<DateExpr> {
    framed(caps, Bound::From)
}

fn framed(caps: &Caps, bound: Bound) -> Option<DateExpr> {
    let expr = caps.date(0)?;
    (expr.bound == Bound::None && matches!(expr.what, What::Period(_) | What::Range(..)))
        .then_some(DateExpr { bound, ..expr })
}
