//! The whole stage: what holds for every text, and that copies of a notice that differ only in their printing give one
//! clean text.

use super::{Clean, clean};
use crate::span::Span;
use crate::warning::WarningCode;
use proptest::prelude::*;
use std::fmt::Write as _;

/// An invented notice of the usual shape, clean already.
#[rustfmt::skip]
const NOTICE: &str = "青禾县人民政府办公室关于做好2026年春季植树造林工作的通知
青政办发〔2026〕12号
各乡镇人民政府，县政府各部门、各直属单位：
为深入贯彻省委、省政府关于科学绿化的决策部署，扎实推进全县国土绿化行动，根据《江岚省绿化条例》（2019年修订）有关规定，经县人民政府第8次常务会议研究同意，现将有关事项通知如下。
一、目标任务
今年全县计划完成植树造林3500亩以上，义务植树尽责率达到85%，新建“口袋公园”6个，村庄绿化覆盖率提高2个百分点。
二、重点工作
（一）科学编制方案。各乡镇要结合实际，在3月15日前编制完成造林作业设计，报县林业局审定后组织实施，做到适地适树、良种良法。
（二）严格资金管理。县财政安排专项资金120万元，对验收合格的造林地块按每亩800元给予补助，任何单位和个人不得截留、挪用。
三、有关要求
各乡镇、各部门要加强组织领导，明确责任分工，及时报送工作进展情况，县政府办公室将适时开展督促检查，结果纳入年度考核。
联系人：林某，联系电话：0999-5550123，邮箱：lvhua@example.cn。
附件：2026年植树造林任务分解表
青禾县人民政府办公室
2026年2月20日
（此件公开发布）";

fn text(source: &str) -> String {
    clean(source).text.into_owned()
}

#[test]
fn a_clean_notice_is_left_alone() {
    let clean = clean(NOTICE);
    assert_eq!(clean.text, NOTICE);
    assert!(clean.maps.is_empty() && clean.doubts.is_empty() && clean.page_numbers.is_empty());
    assert_eq!(clean.gaps.len(), NOTICE.lines().count() - 1);
}

#[test]
fn full_width_letters_and_digits() {
    let wide = |c: char| match c {
        'A'..='Z' | 'a'..='z' | '0'..='9' | '%' | '@' | '.' => {
            char::from_u32(u32::from(c) + 0xfee0).expect("in the block of full-width forms")
        }
        c => c,
    };
    assert_eq!(text(&NOTICE.chars().map(wide).collect::<String>()), NOTICE);
}

#[test]
fn half_width_punctuation() {
    let half = NOTICE
        .replace('，', ",")
        .replace('：', ": ")
        .replace('；', ";")
        .replace('（', "(")
        .replace('）', ")");
    assert_eq!(text(&half.replace(['“', '”'], "\"")), NOTICE);
}

#[test]
fn line_ends_blank_lines_and_indents() {
    for end in [
        "\r\n",
        "\r",
        "\n\n",
        "\n　　",
        "\u{2028}",
        "<br/>",
        "</p><p>",
        "\r\n&nbsp;&nbsp;",
    ] {
        assert_eq!(text(&NOTICE.replace('\n', end)), NOTICE, "{end:?}");
    }
}

#[test]
fn spaced_words() {
    let mut spaced = String::new();
    let mut last = '\n';
    for c in NOTICE.chars() {
        // Blanks inside Latin words and numbers would be another text.
        if last != '\n' && c != '\n' && !(last.is_ascii() && c.is_ascii()) {
            spaced.push(' ');
        }
        spaced.push(c);
        last = c;
    }
    assert_eq!(text(&spaced), NOTICE);
}

#[test]
fn traditional() {
    let mut converter = opencc_fmmseg::OpenCC::new();
    converter.set_parallel(false);
    let clean = clean(NOTICE);
    let traditional = converter.s2t(NOTICE, false);
    assert_ne!(traditional, NOTICE);
    let back = super::clean(&traditional);
    assert_eq!(back.text, clean.text);
    assert_eq!(back.script, crate::notice::Script::Hant);
}

/// A notice with its lines broken at `width` columns, as a page of type would, each paragraph indented by `indent`.
fn wrapped(notice: &str, width: usize, indent: &str) -> String {
    let mut out = String::new();
    for line in notice.lines() {
        // Titles and headings are not wrapped: the lines of a title are joined by those who know it is one.
        let width = if line.contains('，') { width } else { usize::MAX };
        let mut used = 0;
        if line.contains('，') {
            out.push_str(indent);
            used = 4;
        }
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            out.push(c);
            used += if c.is_ascii() { 1 } else { 2 };
            // A Latin word or number is not broken, nor does a line begin with a closing mark or end with an opening one.
            let Some(&next) = chars.peek() else { continue };
            let latin = chars.clone().take_while(char::is_ascii).count();
            let inside_word = c.is_ascii() && next.is_ascii();
            let may_break = !inside_word && !"，。、：；）》”〕%".contains(next) && !"（《“〔".contains(c);
            if may_break && used + latin.max(2) > width {
                out.push('\n');
                used = 0;
            }
        }
        out.push('\n');
    }
    out
}

#[test]
fn hard_wrapped() {
    for width in 44..80 {
        for indent in ["　　", "    "] {
            assert_eq!(text(&wrapped(NOTICE, width, indent)), NOTICE, "{width} {indent:?}");
        }
    }
}

/// Without indents, a line that begins with a field's name (邮箱：) stays apart, as it does where writers
/// end such lines in ，.
#[test]
fn hard_wrapped_without_indents() {
    let notice: Vec<&str> = NOTICE.lines().filter(|line| !line.contains("邮箱")).collect();
    let notice = notice.join("\n");
    for width in (56..80).step_by(4) {
        assert_eq!(text(&wrapped(&notice, width, "")), notice, "{width}");
    }
}

#[test]
fn pages() {
    let torn = NOTICE.replace("验收合格的造林地块", "验收合格的造\n\n— 1 —\n\n林地块");
    let clean = clean(&torn);
    assert_eq!(clean.text, NOTICE);
    let numbers: Vec<&str> = clean.page_numbers.iter().map(|span| span.of(&torn)).collect();
    assert_eq!(numbers, ["— 1 —"]);
    let at = NOTICE.find("林地块").expect("it is there");
    assert_eq!(clean.gap(at).map(|gap| gap.breaks), Some(4));

    let repeated = NOTICE.replace("做到适地适树、良种良法", "做到适\n\n适地适树、良种良法");
    let clean = super::clean(&repeated);
    assert_eq!(clean.text, NOTICE);
    assert_eq!(clean.doubts.len(), 1);
    assert!(
        clean
            .doubts
            .iter()
            .all(|(code, _, span)| *code == WarningCode::SeamRepeat && span.of(&repeated) == "适")
    );
}

#[test]
fn what_must_stay_apart() {
    for source in [
        "青禾县教育局关于组织做好2026年\n中小学劳动教育示范学校申报推荐工作的通知\n各乡镇中心学校：",
        "一、总体要求，坚持改革创新、统筹推进、重点突破、整体提升\n各县区要加强领导，明确分工。",
        "联系人：林某，电话：0999-5550123，邮箱：lvhua@example.cn，地址：青禾县石桐镇\n2026年2月20日",
        "（责任单位：县林业局、县财政局、县自然资源局，各乡镇人民政府）\n本通知自印发之日起施行，有效期2年。",
        "附件：1.植树造林任务分解表\n2.造林作业设计编制提纲\n3.验收办法",
    ] {
        assert_eq!(text(source), source);
    }
}

/// Everything that must hold for any text.
fn check(source: &str, clean: &Clean<'_>) -> Result<(), TestCaseError> {
    let output: &str = &clean.text;
    prop_assert!(!output.contains("\n\n") && !output.starts_with('\n') && !output.ends_with('\n'));
    let mut last = Span::new(0, 0);
    for (at, c) in output.char_indices() {
        let here = clean.to_source(Span::new(at, at + c.len_utf8()));
        prop_assert!(here.start <= here.end && here.end <= source.len());
        prop_assert!(source.is_char_boundary(here.start) && source.is_char_boundary(here.end));
        prop_assert!(last.start <= here.start && last.end <= here.end);
        last = here;
    }
    for pair in clean.gaps.windows(2) {
        prop_assert!(pair.first().map(|gap| gap.at) < pair.last().map(|gap| gap.at));
    }
    for gap in &clean.gaps {
        prop_assert!(output.is_char_boundary(gap.at) && gap.at <= output.len());
    }
    for span in clean
        .page_numbers
        .iter()
        .chain(clean.doubts.iter().map(|(_, _, span)| span))
    {
        prop_assert!(source.get(span.start..span.end).is_some());
    }
    Ok(())
}

/// Pieces of the kinds every filter looks for.
fn piece() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "各县人民政府",
        "，",
        "。",
        "、",
        "（",
        "）",
        "(",
        ")",
        "\"",
        "<",
        ">",
        "&lt;",
        "&amp;nbsp",
        "<br>",
        "</p>",
        "\n",
        "\n\n",
        "\r\n",
        "　　",
        " ",
        "\u{200b}",
        "\u{a0}",
        "一、",
        "（一）",
        "1.",
        "２０２６",
        "%",
        "國",
        "後",
        "馀",
        "(guó)",
        "國(guó)辦(bàn)發(fā)",
        "— 1 —",
        "\n- 2 -\n",
        "\n3\n",
        "第3页",
        "⼀",
        "㎡",
        "http：／／",
        "a",
        "Z",
        ",",
        ":",
        ";",
        "?",
        "!",
        "8:30",
        "《",
        "》",
        "“",
        "现将《办法》\n\n印发给你们，请执行。",
        "2026年2月20日",
        "联系人：",
        "\u{2f800}",
        "\u{feff}",
        "\t",
        "—",
        "𠀀",
        "为深入贯彻省委、省政府关于科学绿化的决策部署，扎实推进全县国土绿化行动，根据有关规\n",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_map_leads_back(pieces in prop::collection::vec(piece(), 0..60)) {
        let source = pieces.concat();
        check(&source, &clean(&source))?;
    }

    #[test]
    fn any_text_is_read(source in ".{0,200}") {
        check(&source, &clean(&source))?;
    }

    /// A clean text is clean. It need not hold for all: a second look may find a full-width tag (＜br＞), or learn from
    /// the joined text that two more lines belong together.
    #[test]
    fn cleaning_twice_is_cleaning_once(order in prop::collection::vec(0usize..16, 1..30), blank in "[ 　\u{a0}]{0,3}") {
        let lines: Vec<&str> = NOTICE.lines().collect();
        let mut source = String::new();
        for at in order {
            let _ = writeln!(source, "{blank}{}", lines.get(at).copied().unwrap_or_default());
        }
        let once = text(&source);
        prop_assert_eq!(text(&once), once.clone());
    }
}
