//! The ways of stating whom a notice is for, as values with examples.

use crate::form::Form;

pub(super) const HEADING: &str = "heading";
pub(super) const SENTENCE: &str = "sentence";
pub(super) const APPLIES: &str = "applies";

/// Every way.
pub const FORMS: &[Form] = &[
    Form {
        id: HEADING,
        means: "what stands under a title that is a label: 申报对象, 遴选范围, 补贴对象及补贴标准",
        yes: &[
            (
                "一、活动对象\n全省各普通高等学校。\n二、其他\n无。",
                "全省各普通高等学校",
            ),
            (
                "一、申报对象\n（一）制造企业。\n（二）软件企业。\n二、其他\n无。",
                "制造企业",
            ),
        ],
        no: &["一、扩大补贴范围\n将青年纳入。\n二、明确保障对象\n促进供需适配。"],
    },
    Form {
        id: SENTENCE,
        means: "a label in a sentence: 申报对象为…, 征集高校为：…",
        yes: &[
            ("一、安排\n本措施的支持对象为中小企业。", "中小企业"),
            ("一、安排\n1.征集高校为：全省高校\n2.按时报送。", "全省高校"),
        ],
        no: &["一、费用。核算范围为设备购置费。检查人员与检查对象应当回避。"],
    },
    Form {
        id: APPLIES,
        means: "本…适用于 and people or bodies",
        yes: &[(
            "第一条 为了规范，制定本办法。\n第二条 本办法适用于从事支付业务的机构。",
            "从事支付业务的机构",
        )],
        no: &["第一条 为了规范，制定本办法。\n第二条 本办法适用于公积金的提取管理。"],
    },
];

#[test]
fn every_form_reads_its_own() {
    crate::form::walk(FORMS, |text| {
        let clean = crate::text::clean(text);
        super::audience(&clean.text, &crate::structure::read(&clean))
            .into_iter()
            .map(|found| (found.statement.of(&clean.text).to_owned(), found.rule))
            .collect()
    });
}
