//! What only looks like a date: claimed here, and nothing comes of it.

use super::expr::{DateExpr, What};
use super::pattern::Caps;
use super::rule::Rule;

pub(super) const NUMBERED: Rule = Rule {
    id: "decoy/numbered",
    means: "2021年第15号: the number of a 公告 or a 令, an issue of a journal",
    needs: &["年号", "年期"],
    pattern: "{year}年?(年度)?第?{n}(号|期!(间|限|内|末|初))",
    build: decoy,
    yes: &[("2021年第15号", "-"), ("2019年第3期", "-"), ("2018年92号", "-")],
    no: &["2021个号"],
};

pub(super) const EDITION: Rule = Rule {
    id: "decoy/edition",
    means: "2021年本, 2020年版: editions",
    needs: &["年"],
    pattern: "{year}年(版|本&(）|》|，|。)|修正版|修订版|修正本|修订本|第{n}版)",
    build: decoy,
    yes: &[("2020年版", "-")],
    no: &["两千版"],
};

pub(super) const VAGUE: Rule = Rule {
    id: "decoy/vague",
    means: "近两年, 未来三年, 过去5年: spans nobody can date",
    needs: &["年", "月", "季度"],
    pattern: "(近|过去|未来|今后|最近|头|连续|为期|第!({q}季)){n}(至{n}|-{n}|—{n})?(个)?(年|月|季度)以?来?内?",
    build: decoy,
    yes: &[("近两年", "-"), ("未来三年", "-"), ("近5年来", "-"), ("连续三年", "-")],
    no: &["近日"],
};

pub(super) const COHORT: Rule = Rule {
    id: "decoy/cohort",
    means: "2022届, 2022、2023届, 2021级: cohorts",
    needs: &["届", "级"],
    pattern: "{year}年?(({and}|{to}){year}年?)?(届|级)",
    build: decoy,
    yes: &[("2022届", "-"), ("2022、2023届", "-"), ("2021级", "-")],
    no: &["届时"],
};

pub(super) const NAMED: Rule = Rule {
    id: "decoy/named",
    means: "十月革命, 五四: names of days and deeds",
    needs: &["月", "日", "周", "季", "年"],
    pattern: "十月革命|三月三|八月十五|(一日|一周|一月|一季|一年)一|{month}月{month}日?节",
    build: decoy,
    yes: &[("十月革命", "-"), ("三月三", "-"), ("一月一", "-")],
    no: &["十一革命"],
};

fn decoy(_: &Caps) -> Option<DateExpr> {
    Some(DateExpr::plain(What::Decoy))
}
