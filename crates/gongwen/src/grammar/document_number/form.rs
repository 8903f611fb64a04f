//! The forms of document numbers as values with examples.

use crate::form::Form;

pub(super) const BRACKETED: &str = "bracketed";
pub(super) const ORDER: &str = "order";
pub(super) const NUMBER_FIRST: &str = "number-first";
pub(super) const SERIAL: &str = "serial";
pub(super) const BARE: &str = "bare";

/// Every form.
pub const FORMS: &[Form] = &[
    Form {
        id: BRACKETED,
        means: "code, year in brackets of any shape, number: 江人社函〔2018〕92号",
        yes: &[
            ("按照云政发〔2021〕7号执行", "云政发〔2021〕7号"),
            ("云政发 [ 2021 ] 第 7 号", "云政发〔2021〕7号"),
            ("云政发?2021?7号", "云政发〔2021〕7号"),
        ],
        no: &[
            "青禾园（2021）5号楼",
            "《云泽新区总体规划（2018—2035年）》",
            "（2019）京01民初1号",
            "食品经营许可证（2020）12号",
        ],
    },
    Form {
        id: ORDER,
        means: "bodies, 令, 公告 or 通告, then the number: 国务院令第768号",
        yes: &[
            ("根据国务院令第768号", "国务院令第768号"),
            ("海关总署公告2021年第2号", "海关总署公告2021年第2号"),
            ("财政部税务总局公告（2020年第8号）", "财政部税务总局公告2020年第8号"),
        ],
        no: &["召开第12次会议", "云泽市青禾路18号"],
    },
    Form {
        id: NUMBER_FIRST,
        means: "bodies and number before 令, 公告 or 通告: 国务院第586号令",
        yes: &[
            ("国务院第586号令", "国务院令第586号"),
            ("海关总署2021年第2号公告", "海关总署公告2021年第2号"),
        ],
        no: &["2021年25号楼"],
    },
    Form {
        id: SERIAL,
        means: "code, 字第 and a number that begins with the year: 院授人给字第1050012345号",
        yes: &[("院授人给字第1050012345号", "院授人给字第1050012345号")],
        no: &["[2016]云量标次证字第0234号"],
    },
    Form {
        id: BARE,
        means: "a number whose code stands elsewhere, at the start of a bracket or line: 2020年第8号",
        yes: &[("2020年第8号", "2020年第8号"), ("〔2024〕第3号", "〔2024〕3号")],
        no: &["2022年12月", "8号线"],
    },
];

#[test]
fn every_form_reads_its_own() {
    crate::form::walk(FORMS, |text| {
        let mut found = super::find(text);
        found.extend(super::bare_at_start(text).filter(|bare| found.iter().all(|one| one.span != bare.span)));
        found
            .into_iter()
            .map(|number| (number.canonical, number.rule))
            .collect()
    });
}
