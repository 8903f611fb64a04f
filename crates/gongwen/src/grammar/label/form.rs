//! The styles of labels as values with examples.

use super::Style;
use crate::form::Form;

/// Every style that text can begin with, in order of rank; the ids are those of [`Style::id`].
pub const FORMS: &[Form] = &[
    Form {
        id: Style::Book.id(),
        means: "第一编, 第二分编",
        yes: &[("第一编总则", "第一编"), ("第二分编合同", "第二分编")],
        no: &["第一次编制"],
    },
    Form {
        id: Style::Chapter.id(),
        means: "第一章",
        yes: &[("第十二章附则", "第十二章")],
        no: &["第十二次会议"],
    },
    Form {
        id: Style::Section.id(),
        means: "第一节",
        yes: &[("第二节申报", "第二节")],
        no: &["二节课"],
    },
    Form {
        id: Style::Article.id(),
        means: "第一条, and 第十条之一, which is an article of its own",
        yes: &[("第一百零三条本办法", "第一百零三条"), ("第十条之一企业", "第十条之一")],
        no: &["第一名", "三条措施"],
    },
    Form {
        id: Style::Chinese.id(),
        means: "a Chinese numeral and 、 or a point: 一、",
        yes: &[
            ("一、总体要求", "一、"),
            ("二十一、附则", "二十一、"),
            ("一.指导思想", "一."),
        ],
        no: &["一是加强", "一律不得", "三季度"],
    },
    Form {
        id: Style::ChineseBracket.id(),
        means: "a Chinese numeral in brackets: （一）",
        yes: &[("（十）其他", "（十）")],
        no: &["（试行）", "（一类）"],
    },
    Form {
        id: Style::Arabic.id(),
        means: "up to three figures and a point or 、: 1., 10、",
        yes: &[
            ("3.申报材料", "3."),
            ("10、公共设施", "10、"),
            ("5.2026年度核定表", "5."),
        ],
        no: &["1.5%以上", "8.15日截止", "2026.1.1以后", "24365"],
    },
    Form {
        id: Style::ArabicBracket.id(),
        means: "figures in brackets: （1）",
        yes: &[("（3）现场核验", "（3）")],
        no: &["（2026年）", "（2026）"],
    },
    Form {
        id: Style::ArabicClose.id(),
        means: "figures and a closing bracket: 1）",
        yes: &[("2）现场核验", "2）")],
        no: &["2026）以后"],
    },
    Form {
        id: Style::Circled.id(),
        means: "a figure in a circle, up to twenty: ①",
        yes: &[("⑫其他", "⑫")],
        no: &["○其他", "●其他"],
    },
    Form {
        id: Style::Stage.id(),
        means: "第一阶段：, 第二部分, 第三步, not where a sentence names one",
        yes: &[("第一阶段：动员", "第一阶段："), ("第二部分", "第二部分")],
        no: &["第一部分、第二部分分别装订成册", "第二阶段的工作"],
    },
];

#[test]
fn every_style_reads_its_own() {
    crate::form::walk(FORMS, |text| {
        super::label(text)
            .map(|found| (text[..found.len].to_owned(), found.style.id()))
            .into_iter()
            .collect()
    });
    let listed: Vec<&str> = FORMS.iter().map(|form| form.id).collect();
    let styles = Style::ALL.iter().filter(|style| **style != Style::Standing);
    assert_eq!(listed, styles.map(|style| style.id()).collect::<Vec<_>>());
}
