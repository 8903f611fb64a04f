//! The zones of a notice as values with examples: what a line is there for, told from where it stands.

use super::Zone;
use crate::form::Form;
use crate::notice::BoilerplateKind;

impl Zone {
    /// The name under which [`FORMS`] documents the zone.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Header => "header",
            Self::Heading => "heading",
            Self::Label => "label",
            Self::Body => "body",
            Self::Attachments => "attachments",
            Self::Contact => "contact",
            Self::Signature => "signature",
            Self::Note => "note",
            Self::Printing => "printing",
            Self::Formula => "formula",
            Self::Boilerplate(BoilerplateKind::Navigation) => "navigation",
            Self::Boilerplate(BoilerplateKind::SourceLine) => "source-line",
            Self::Boilerplate(BoilerplateKind::Footer) => "footer",
            Self::Boilerplate(BoilerplateKind::PageNumber) => "page-number",
            Self::Boilerplate(BoilerplateKind::Repeat) => "repeat",
        }
    }
}

/// A notice of a title, an addressee and a sentence.
const PLAIN: &str = "云泽市教育局关于做好招生工作的通知\n各县教育局：\n请做好招生工作。";
/// A text without anything around it.
const ITEMS: &str = "一、加强值守。各县要落实人员。\n二、报送信息。每日报送。";

/// Every zone, from the top of a notice to its end. An example's value is the line that stands in the zone; unlike other
/// families every line stands in some zone, so a look-alike is one that this very zone does not hold.
pub const FORMS: &[Form] = &[
    Form {
        id: "navigation",
        means: "menus, breadcrumbs and buttons of the page",
        yes: &[(
            "当前位置：首页 > 政务公开 > 通知公告\n云泽市教育局关于做好招生工作的通知\n各县教育局：\n请做好招生工作。\n云泽市教育局\n2031年3月1日",
            "当前位置：首页>政务公开>通知公告",
        )],
        no: &[PLAIN],
    },
    Form {
        id: "source-line",
        means: "the page's line of source, date and visits",
        yes: &[(
            "云泽市教育局关于做好招生工作的通知\n发布时间：2031-03-02 来源：云泽市教育局 浏览次数：12\n各县教育局：\n请做好招生工作。\n云泽市教育局\n2031年3月1日",
            "发布时间：2031-03-02来源：云泽市教育局浏览次数：12",
        )],
        no: &[PLAIN],
    },
    Form {
        id: "header",
        means: "document number, addressees, letterhead, secrecy, urgency and other lines round the title",
        yes: &[(
            "云泽市教育局关于做好招生工作的通知\n云教发〔2031〕7号\n各县教育局：\n请做好招生工作。",
            "云教发〔2031〕7号",
        )],
        no: &[ITEMS],
    },
    Form {
        id: "title",
        means: "the title of the notice or of what is printed with it",
        yes: &[(
            "云泽市教育局关于做好招生工作的通知\n云教发〔2031〕7号\n各县教育局：\n请做好招生工作。",
            "云泽市教育局关于做好招生工作的通知",
        )],
        no: &[ITEMS],
    },
    Form {
        id: "label",
        means: "the label of a numbered item",
        yes: &[(ITEMS, "一、")],
        no: &[PLAIN, "一是加强值守。"],
    },
    Form {
        id: "heading",
        means: "the title of a node, numbered or not",
        yes: &[(ITEMS, "加强值守。")],
        no: &[PLAIN],
    },
    Form {
        id: "body",
        means: "the text of a node, or of a document outside its nodes",
        yes: &[(ITEMS, "各县要落实人员。")],
        no: &["云泽市教育局关于做好招生工作的通知"],
    },
    Form {
        id: "attachments",
        means: "the list of attachments",
        yes: &[(
            "云泽市教育局关于做好招生工作的通知\n各县教育局：\n请做好招生工作。\n附件：招生计划表\n云泽市教育局\n2031年3月1日",
            "附件：招生计划表",
        )],
        no: &[PLAIN],
    },
    Form {
        id: "contact",
        means: "contact lines of the closing block",
        yes: &[(
            "云泽市教育局关于做好招生工作的通知\n各县教育局：\n请做好招生工作。\n联系人：林青，电话：0999-5550123\n云泽市教育局\n2031年3月1日",
            "联系人：林青，电话：0999-5550123",
        )],
        no: &[PLAIN],
    },
    Form {
        id: "formula",
        means: "closing formulas: 特此通知。",
        yes: &[(
            "云泽市教育局关于做好招生工作的通知\n各县教育局：\n请做好招生工作。\n特此通知。\n云泽市教育局\n2031年3月1日",
            "特此通知。",
        )],
        no: &[PLAIN],
    },
    Form {
        id: "signature",
        means: "the bodies that sign and the day of issue",
        yes: &[(
            "云泽市教育局关于做好招生工作的通知\n各县教育局：\n请做好招生工作。\n云泽市教育局\n2031年3月1日",
            "2031年3月1日",
        )],
        no: &[PLAIN],
    },
    Form {
        id: "note",
        means: "notes under the signature: （此件公开发布）",
        yes: &[(
            "云泽市教育局关于做好招生工作的通知\n各县教育局：\n请做好招生工作。\n云泽市教育局\n2031年3月1日\n（此件公开发布）",
            "（此件公开发布）",
        )],
        no: &[PLAIN],
    },
    Form {
        id: "printing",
        means: "copies, printing office and day of printing",
        yes: &[(
            "云泽市教育局关于做好招生工作的通知\n各县教育局：\n请做好招生工作。\n云泽市教育局\n2031年3月1日\n抄送：市委办公室。\n云泽市教育局办公室 2031年3月2日印发",
            "抄送：市委办公室。",
        )],
        no: &[PLAIN],
    },
    Form {
        id: "footer",
        means: "what the site prints under every page",
        yes: &[(
            "云泽市教育局关于做好招生工作的通知\n各县教育局：\n请做好招生工作。\n云泽市教育局\n2031年3月1日\n主办单位：云泽市教育局 版权所有\n网站标识码：9999000001",
            "主办单位：云泽市教育局版权所有",
        )],
        no: &[PLAIN],
    },
    Form {
        id: "page-number",
        means: "page numbers of the printed document",
        yes: &[(
            "请各县做好值守工作。\n— 1 —\n请各县按时报送信息。\n— 2 —\n请各县落实人员。",
            "— 1 —",
        )],
        no: &[PLAIN],
    },
    Form {
        id: "repeat",
        means: "a second printing of a title or a text that stands already",
        yes: &[(
            "云泽市教育局关于做好招生工作的通知\n云教发〔2031〕7号\n云泽市教育局关于做好招生工作的通知\n各县教育局：\n请做好招生工作。",
            "云泽市教育局关于做好招生工作的通知",
        )],
        no: &[PLAIN],
    },
];

/// The lines of a text with their zones.
#[cfg(test)]
fn zones(text: &str) -> Vec<(String, &'static str)> {
    let clean = crate::text::clean(text);
    let stretches = super::read(&clean).stretches;
    let mut zones: Vec<_> = stretches
        .iter()
        .map(|stretch| (stretch.span.of(&clean.text).to_owned(), stretch.zone.id()))
        .collect();
    zones.extend(
        clean
            .page_numbers
            .iter()
            .map(|span| (span.of(text).trim().to_owned(), "page-number")),
    );
    zones
}

#[test]
fn every_zone_holds_its_own() {
    let mut wrong = Vec::new();
    for form in FORMS {
        assert!(
            !form.yes.is_empty() && !form.no.is_empty(),
            "{} lacks examples",
            form.id
        );
        for (text, line) in form.yes {
            let found = zones(text);
            if !found.contains(&((*line).to_owned(), form.id)) {
                wrong.push(format!("{}: {text} gives {found:?}", form.id));
            }
        }
        for text in form.no {
            if zones(text).iter().any(|(_, id)| *id == form.id) {
                wrong.push(format!("{} holds something of {text}", form.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
