//! The warning codes as rules: texts that raise each, and texts that do not.

use super::{RuleDoc, plain};
use crate::warning::WarningCode;

/// Texts that raise a code and texts that do not; bytes that are no text are written `\xFF`.
struct Raised {
    yes: &'static [&'static str],
    no: &'static [&'static str],
}

/// The codes, in their order.
pub(super) fn rules() -> impl Iterator<Item = RuleDoc> {
    WarningCode::ALL.iter().map(|&code| {
        let raised = raised(code);
        RuleDoc {
            family: "warning",
            id: code.name(),
            what: code.means(),
            pattern: None,
            yes: plain(raised.yes, None),
            no: raised.no.to_vec(),
        }
    })
}

fn raised(code: WarningCode) -> Raised {
    let (yes, no): (&[&str], &[&str]) = match code {
        WarningCode::MalformedBytes => (
            &["关于做好招生\\xFF工作的通知，请各县认真落实。"],
            &["关于做好招生工作的通知，请各县认真落实。"],
        ),
        WarningCode::CutCharacter => (
            &["关于做好招生工作的通知，请各县认真落\\xE5\\xAE"],
            &["关于做好招生工作的通知，请各县认真落实"],
        ),
        WarningCode::ReplacementCharacters => (&["关于做好招生\u{FFFD}\u{FFFD}工作的通知"], &["是否需要报送？"]),
        WarningCode::NumberingGap => (
            &["一、加强值守。各县要落实人员。\n三、报送信息。每日报送。"],
            &["一、加强值守。各县要落实人员。\n二、报送信息。每日报送。"],
        ),
        WarningCode::NumberingRepeat => (
            &["一、加强值守。各县要落实人员。\n一、报送信息。每日报送。"],
            &["一、加强值守。各县要落实人员。\n二、报送信息。每日报送。"],
        ),
        WarningCode::NumberingRestart => (
            &["一、加强值守。落实人员。\n二、报送信息。每日报送。\n三、督查。每周督查。\n一、附则。照此办理。"],
            &["一、加强值守\n（一）落实人员。\n（二）落实物资。\n二、报送信息\n（一）每日报送。\n（二）每周汇总。"],
        ),
        WarningCode::SeamRepeat => (
            &["各县要在3月15日前编制完成造林作业设计，报县林业局审定后组织实施，做到适\n\n适地适树、良种良法。"],
            &["各县要在3月15日前编制完成造林作业设计，报县林业局审定后组织实施，做到适\n\n地适树、良种良法。"],
        ),
        WarningCode::RepairedBracket => (
            &["云泽市教育局关于做好招生工作的通知\n云教发〔2031]7号\n各县教育局：\n请做好招生工作。"],
            &["云泽市教育局关于做好招生工作的通知\n云教发[2031]7号\n各县教育局：\n请做好招生工作。"],
        ),
        WarningCode::RepeatedText => (
            &[
                "云泽市教育局关于做好招生工作的通知\n云教发〔2031〕7号\n云泽市教育局关于做好招生工作的通知\n各县教育局：\n请做好招生工作。",
            ],
            &["云泽市教育局关于做好招生工作的通知\n云教发〔2031〕7号\n各县教育局：\n请做好招生工作。"],
        ),
        WarningCode::InferredDate => (
            &["云泽市教育局关于做好招生工作的通知\n各县教育局：\n请于7月6日前报送。\n云泽市教育局\n2031年3月1日"],
            &["云泽市教育局关于做好招生工作的通知\n各县教育局：\n请于2031年7月6日前报送。\n云泽市教育局\n2031年3月1日"],
        ),
        WarningCode::ImpossibleDate => (
            &["一、报送。请于2031年2月30日前报送。"],
            &["一、报送。请于2032年2月29日前报送。"],
        ),
        // Without the parser of pages nothing is read off their metadata.
        WarningCode::FromMetadata => (
            if cfg!(feature = "html") {
                &[
                    "<html><meta name=\"ArticleTitle\" content=\"云泽市教育局公告\"><p>请各县教育局按时报送招生计划。</p></html>",
                ]
            } else {
                &[]
            },
            &[
                "<html><meta name=\"ArticleTitle\" content=\"招生公告\"><h1>云泽市教育局公告</h1><p>请各县教育局按时报送招生计划。</p></html>",
            ],
        ),
        WarningCode::LimitReached => (&[], &["一、报送。请按时报送。"]),
    };
    Raised { yes, no }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, extract};
    use std::collections::BTreeSet;

    /// The bytes that an example stands for.
    fn bytes(example: &str) -> Vec<u8> {
        let mut pieces = example.split("\\x");
        let mut bytes = pieces.next().unwrap().as_bytes().to_vec();
        for piece in pieces {
            bytes.push(u8::from_str_radix(&piece[..2], 16).unwrap());
            bytes.extend(&piece.as_bytes()[2..]);
        }
        bytes
    }

    fn codes(bytes: &[u8]) -> BTreeSet<WarningCode> {
        let notice = extract(bytes, &Options::default()).unwrap();
        notice.warnings.iter().map(|warning| warning.code).collect()
    }

    #[test]
    fn every_code_is_raised_by_its_examples_alone() {
        let mut wrong = Vec::new();
        for &code in WarningCode::ALL {
            let Raised { yes, no } = raised(code);
            let missed = yes.iter().filter(|text| !codes(&bytes(text)).contains(&code));
            wrong.extend(missed.map(|text| format!("{code} is not raised by {text}: {:?}", codes(&bytes(text)))));
            let raised = no.iter().filter(|text| codes(&bytes(text)).contains(&code));
            wrong.extend(raised.map(|text| format!("{code} is raised by {text}")));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    /// The one code whose example would fill pages.
    #[test]
    fn a_limit_is_reached_by_very_much_damage() {
        let damaged: Vec<u8> = (0..2000).flat_map(|_| *b"notice text \xFF and more of it ").collect();
        assert!(codes(&damaged).contains(&WarningCode::LimitReached));
        for &code in WarningCode::ALL {
            assert_eq!(raised(code).yes.is_empty(), code == WarningCode::LimitReached);
        }
    }
}
