//! The ways of naming a document, and what a notice does with it, as values with examples.

use crate::form::Form;
use crate::notice::Relation;

pub(super) const TITLE: &str = "title";
pub(super) const NUMBER: &str = "number";
pub(super) const UNMARKED: &str = "unmarked";

/// Every way of naming a document.
pub const FORMS: &[Form] = &[
    Form {
        id: TITLE,
        means: "a title in 《》 that names a document, its number before, behind or inside it",
        yes: &[
            ("一、执行《云泽市养犬条例》。", "云泽市养犬条例"),
            (
                "一、按照《关于稳岗的意见》（云政发[2021]第7号）办理。",
                "关于稳岗的意见 云政发〔2021〕7号",
            ),
            (
                "一、按照云政发〔2021〕7号《关于稳岗的意见》办理。",
                "关于稳岗的意见 云政发〔2021〕7号",
            ),
        ],
        no: &[
            "一、填写《推荐表》，持《就业创业证》，见《云泽日报》。",
            "一、按照《通知》要求，落实《实施方案》。",
            "一、按照《监测方案》（见附件）执行。",
        ],
    },
    Form {
        id: NUMBER,
        means: "a document number alone",
        yes: &[("一、按照云财函〔2020〕3号文件执行。", "云财函〔2020〕3号")],
        no: &["一、青禾园（2021）5号楼。"],
    },
    Form {
        id: UNMARKED,
        means: "关于…的通知 without marks, its number in the bracket behind it",
        yes: &[(
            "一、根据省教育厅关于做好招生工作的通知（江教发〔2021〕7号）要求执行。",
            "省教育厅关于做好招生工作的通知 江教发〔2021〕7号",
        )],
        no: &["一、根据省教育厅关于做好招生工作的通知要求执行。"],
    },
];

/// What a notice may do with a document it names; the ids are those of [`relation_id`].
pub const RELATIONS: &[Form] = &[
    Form {
        id: relation_id(Relation::Issues),
        means: "现将《…》印发给你们, 《…》现予公布",
        yes: &[
            ("现将《甲办法》印发给你们，请执行。", "甲办法"),
            ("《甲办法》已经同意，现印发给你们。", "甲办法"),
        ],
        no: &[
            "根据国务院印发的《甲办法》，制定本办法。",
            "《甲办法》印发后，各地反映良好。",
        ],
    },
    Form {
        id: relation_id(Relation::Forwards),
        means: "现将《…》转发给你们",
        yes: &[("现将《甲办法》转发给你们，请执行。", "甲办法")],
        no: &["省政府转发的《甲办法》已经实施。"],
    },
    Form {
        id: relation_id(Relation::Repeals),
        means: "《…》同时废止, 自…起失效, 决定废止《…》",
        yes: &[
            (
                "本办法自发布之日起施行。《甲办法》（云政发〔2021〕7号）同时废止。",
                "甲办法",
            ),
            ("《甲办法》自2026年1月1日起废止。", "甲办法"),
        ],
        no: &["按照《甲办法》执行，原规定同时废止。"],
    },
    Form {
        id: relation_id(Relation::Amends),
        means: "对《…》作如下修改, 将《…》第三条修改为",
        yes: &[
            ("对《甲办法》作如下修改：", "甲办法"),
            ("将《甲办法》第三条修改为", "甲办法"),
        ],
        no: &["按照修改后的《甲办法》执行。"],
    },
];

/// The id of a relation's form.
#[must_use]
pub const fn relation_id(relation: Relation) -> &'static str {
    match relation {
        Relation::Issues => "issues",
        Relation::Forwards => "forwards",
        Relation::Repeals => "repeals",
        Relation::Amends => "amends",
    }
}

#[test]
fn every_form_reads_its_own() {
    crate::form::walk(FORMS, |text| {
        let clean = crate::text::clean(text);
        super::citations(&clean, &crate::structure::read(&clean))
            .into_iter()
            .map(|found| {
                let title = found.title.map(|title| title.of(&clean.text).to_owned());
                let named: Vec<String> = title.into_iter().chain(found.number).collect();
                (named.join(" "), found.rule)
            })
            .collect()
    });
}

#[test]
fn every_relation_reads_its_own() {
    crate::form::walk(RELATIONS, |text| {
        let titles = super::grammar::find(text, &super::read_number);
        let related = titles.iter().filter_map(|title| {
            let relation = super::relation::of(text, title.span, title.end)?;
            Some((title.inner.of(text).to_owned(), relation_id(relation)))
        });
        related.collect()
    });
}
