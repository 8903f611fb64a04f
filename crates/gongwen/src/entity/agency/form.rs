//! The ways of telling a body to carry out a measure, as values with examples.

use crate::form::Form;

pub(super) const LABEL: &str = "label";
pub(super) const VERB: &str = "verb";
pub(super) const FIRST: &str = "first";
pub(super) const SENTENCE: &str = "sentence";
pub(super) const TITLE: &str = "title";

/// Every way.
pub const FORMS: &[Form] = &[
    Form {
        id: LABEL,
        means: "a label and a list, in a bracket or on a line of its own: 责任单位：…",
        yes: &[
            (
                "一、稳岗。做好返还。（责任单位：省教育厅；配合单位：省税务局）",
                "省税务局 support",
            ),
            (
                "1.稳岗。做好返还。\n牵头单位：市人社局\n2.扩岗。开发岗位。",
                "市人社局 lead",
            ),
        ],
        no: &["一、受理。由负责学籍注册的学校受理，责任单位要到位。"],
    },
    Form {
        id: VERB,
        means: "a list and a verb in a bracket: （甲牵头，乙、丙配合）",
        yes: &[
            ("一、稳岗。做好返还。（省教育厅牵头，省财政厅配合）", "省教育厅 lead"),
            (
                "一、稳岗。做好返还。（各有关部门和单位按职责分工负责）",
                "各有关部门和单位 responsible",
            ),
        ],
        no: &["一、强化协调。切实发挥牵头协调作用，（申请人负责）。"],
    },
    Form {
        id: FIRST,
        means: "the first of a list, where the text says that the first leads: 列第一位者为牵头单位",
        yes: &[(
            "一、稳岗。做好返还。（责任单位：市经信局、市财政局；列首位的为牵头单位）",
            "市经信局 lead",
        )],
        no: &["一、排位。列首位的为牵头单位。"],
    },
    Form {
        id: SENTENCE,
        means: "a sentence that orders: 由甲牵头，会同乙…",
        yes: &[
            ("一、稳岗。由市人社局牵头，会同市财政局制定办法。", "市人社局 lead"),
            ("一、市财政局会同市人社局制定办法。", "市人社局 responsible"),
        ],
        no: &[
            "一、落实责任。建立由政府负责人牵头、相关部门共同参与的机制。",
            "一、附则。本办法由市教育局负责解释。",
        ],
    },
    Form {
        id: TITLE,
        means: "a measure titled with a body's name that tells what it does: 1.省教育厅：负责…",
        yes: &[(
            "一、职责\n1.省教育厅：牵头招生。\n2.省财政厅：负责资金。",
            "省财政厅 responsible",
        )],
        no: &["一、职责\n1.支持困难企业\n落实优惠政策。"],
    },
];

#[test]
fn every_form_reads_its_own() {
    crate::form::walk(FORMS, |text| {
        let clean = crate::text::clean(text);
        super::agencies(&clean, &crate::structure::read(&clean))
            .into_iter()
            .map(|found| {
                let role = serde_json::to_value(found.role).unwrap();
                (
                    format!("{} {}", found.name.of(&clean.text), role.as_str().unwrap()),
                    found.rule,
                )
            })
            .collect()
    });
}
