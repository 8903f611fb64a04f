//! Five-year plans, named by their ordinal: “十四五”期间, “十三五”末.

use super::expr::{DateExpr, Part, Period, PlanSlice, YearRef};
use super::pattern::Caps;
use super::rule::Rule;
use super::vocab::Slot;

pub(super) const PERIOD: Rule = Rule {
    id: "plan/period",
    means: "“十四五”期间: the five years of a plan",
    needs: &["五期间", "五时期"],
    pattern: "{plan}(规划)?(期间|时期|期内|期末|期初)",
    build: period,
    yes: &[("“十四五”期间", "2021/2025"), ("十三五时期", "2016/2020")],
    no: &["周五期间", "十五期间", "十五中全会"],
};

pub(super) const EDGE: Rule = Rule {
    id: "plan/edge",
    means: "“十四五”末: the plan's last day",
    needs: &["五末", "五初", "五底", "五期末"],
    pattern: "{plan}(规划)?{edge}",
    build: edge,
    yes: &[("“十四五”末", "2025-12-31"), ("“十三五”初", "2016")],
    no: &["周五末班车", "“十四五”中医药规划"],
};

pub(super) const SLICE: Rule = Rule {
    id: "plan/slice",
    means: "“十五”后两年, “十四五”前三年",
    needs: &["五后年", "五前年", "五头年"],
    pattern: "{plan}(前{n}年|(后|最后){q}年)",
    build: slice,
    yes: &[("“十五”后两年", "2004/2005"), ("“十四五”前三年", "2021/2023")],
    no: &["十五后两年"],
};

fn plan(caps: &Caps, slice: PlanSlice) -> Option<DateExpr> {
    let number = u8::try_from(caps.get(Slot::PlanNumber, 0)?).ok()?;
    // The plan's ordinal tells its year: nothing is left out.
    Some(DateExpr::period(
        Period::year(YearRef::Unsaid).part(Part::Plan(number, slice)),
    ))
}

fn period(caps: &Caps) -> Option<DateExpr> {
    plan(caps, PlanSlice::Whole)
}

fn edge(caps: &Caps) -> Option<DateExpr> {
    plan(
        caps,
        if caps.edge()? == Part::Beginning {
            PlanSlice::Beginning
        } else {
            PlanSlice::End
        },
    )
}

fn slice(caps: &Caps) -> Option<DateExpr> {
    let slice = match (caps.get(Slot::Count, 0), caps.get(Slot::Quarter, 0)) {
        (Some(count), _) => PlanSlice::First(u8::try_from(count).ok()?),
        (_, Some(count)) => PlanSlice::Last(u8::try_from(count).ok()?),
        _ => return None,
    };
    plan(caps, slice)
}
