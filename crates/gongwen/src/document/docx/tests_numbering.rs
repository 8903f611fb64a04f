//! Automatic numbers as the document shows them.

use super::tests::docx;
use super::{MOST_UNPACKED, read};

/// Paragraphs `(list, level, text)`; a list of 0 is one that switches numbers off, none is a plain paragraph.
fn lines(numbering: &str, paragraphs: &[(Option<u32>, u32, &str)]) -> Vec<String> {
    let body: String = paragraphs
        .iter()
        .map(|(list, level, text)| {
            let properties = list.map_or_else(String::new, |list| {
                format!("<w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr>")
            });
            format!("<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>")
        })
        .collect();
    text(&body, numbering, "<w:styles/>")
}

fn text(body: &str, numbering: &str, styles: &str) -> Vec<String> {
    let numbering = format!("<w:numbering>{numbering}</w:numbering>");
    let bytes = docx(body, &[("word/numbering.xml", &numbering), ("word/styles.xml", styles)]);
    let text = read(&bytes, MOST_UNPACKED).unwrap().unwrap();
    text.lines().map(str::to_owned).collect()
}

/// A level: its form and pattern, and whatever else.
fn level(at: u32, form: &str, pattern: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{form}'/>{more}<w:lvlText w:val='{pattern}'/></w:lvl>"
    )
}

/// A definition with these levels, and a list with the same number that stands on it.
fn list(id: u32, levels: &[String]) -> (String, String) {
    (
        format!(
            "<w:abstractNum w:abstractNumId='{id}'>{}</w:abstractNum>",
            levels.concat()
        ),
        format!("<w:num w:numId='{id}'><w:abstractNumId w:val='{id}'/></w:num>"),
    )
}

fn together((definition, list): (String, String)) -> String {
    definition + &list
}

fn chinese() -> Vec<String> {
    vec![
        level(0, "chineseCounting", "%1、", ""),
        level(1, "chineseCounting", "（%2）", ""),
        level(2, "decimal", "%3.", ""),
        level(3, "decimalEnclosedCircleChinese", "%4", "<w:suff w:val='nothing'/>"),
    ]
}

#[test]
fn levels_count_and_start_anew() {
    let numbering = together(list(1, &chinese()));
    let one = Some(1);
    let paragraphs = [
        (one, 0, "总则"),
        (one, 1, "目标"),
        (one, 2, "甲"),
        (None, 0, "插段"),
        (one, 2, "2031年"),
        (one, 3, "乙"),
        (one, 1, "范围"),
        (one, 2, "丙"),
        (Some(0), 0, "无号"),
        (one, 0, ""),
        (one, 0, "附则"),
        (one, 1, "期限"),
        (Some(77), 0, "没有这个列表"),
        (one, 8, "没有这一级"),
    ];
    assert_eq!(
        lines(&numbering, &paragraphs),
        [
            "一、总则",
            "（一）目标",
            "1. 甲",
            "插段",
            "2. 2031年",
            "①乙",
            "（二）范围",
            "1. 丙",
            "无号",
            "",
            "三、附则",
            "（一）期限",
            "没有这个列表",
            "没有这一级"
        ]
    );
}

#[test]
fn patterns_show_outer_levels() {
    let levels = [
        level(0, "chineseCounting", "第%1章", ""),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
        level(3, "bullet", "\u{F0B7}", ""),
        level(4, "bullet", "●", ""),
        level(5, "none", "注：", ""),
    ];
    let numbering = together(list(3, &levels));
    let all = [
        (Some(3), 0, "总则"),
        (Some(3), 1, "甲"),
        (Some(3), 2, "乙"),
        (Some(3), 3, "丙"),
        (Some(3), 4, "丁"),
        (Some(3), 5, "戊"),
    ];
    assert_eq!(
        lines(&numbering, &all),
        ["第一章 总则", "1.1 甲", "1.1.1 乙", "丙", "●丁", "注：戊"]
    );
    // An inner level before any outer one shows where that would start.
    assert_eq!(
        lines(&numbering, &[(Some(3), 1, "甲"), (Some(3), 0, "总则")]),
        ["1.1 甲", "第一章 总则"]
    );
}

#[test]
fn lists_of_one_definition_count_on_unless_they_say_otherwise() {
    let (definition, first) = list(1, &chinese());
    let numbering = definition
        + &first
        + "<w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>\
           <w:num w:numId='3'><w:abstractNumId w:val='1'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>\
           <w:num w:numId='4'><w:abstractNumId w:val='1'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/></w:lvlOverride></w:num>\
           <w:num w:numId='5'><w:abstractNumId w:val='1'/><w:lvlOverride w:ilvl='0'>"
        + &level(0, "decimal", "%1）", "")
        + "</w:lvlOverride></w:num>";
    let all = [
        (Some(1), 0, "甲"),
        (Some(2), 0, "乙"),
        (Some(3), 0, "丙"),
        (Some(3), 0, "丁"),
        (Some(4), 0, "戊"),
        (Some(5), 0, "己"),
    ];
    assert_eq!(
        lines(&numbering, &all),
        ["一、甲", "二、乙", "一、丙", "二、丁", "七、戊", "8）己"]
    );
}

#[test]
fn levels_may_count_through() {
    let mut levels = chinese();
    levels[1] = level(1, "decimal", "第%2条", "<w:lvlRestart w:val='0'/>");
    levels[0] =
        level(0, "chineseCountingThousand", "第%1章", "").replace("<w:start w:val='1'/>", "<w:start w:val='10'/>");
    let numbering = together(list(1, &levels));
    let all = [
        (Some(1), 0, "甲"),
        (Some(1), 1, "乙"),
        (Some(1), 0, "丙"),
        (Some(1), 1, "丁"),
    ];
    assert_eq!(
        lines(&numbering, &all),
        ["第十章 甲", "第1条 乙", "第十一章 丙", "第2条 丁"]
    );
}

#[test]
fn styles_number_paragraphs() {
    let levels = [
        level(0, "chineseCounting", "%1、", "<w:pStyle w:val='H1'/>"),
        level(1, "chineseCounting", "（%2）", "<w:pStyle w:val='H2'/>"),
    ];
    let (definition, list) = list(4, &levels);
    // A list whose definition only names a numbering style.
    let linked = "<w:abstractNum w:abstractNumId='9'><w:numStyleLink w:val='L'/></w:abstractNum><w:num w:numId='9'><w:abstractNumId w:val='9'/></w:num>";
    let styles = "<w:styles>\
        <w:style w:type='paragraph' w:default='1' w:styleId='N'/>\
        <w:style w:type='paragraph' w:styleId='H1'><w:basedOn w:val='N'/><w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='H2'><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='4'/></w:numPr></w:pPr></w:style>\
        <w:style w:type='paragraph' w:styleId='H1b'><w:basedOn w:val='H1'/></w:style>\
        <w:style w:type='numbering' w:styleId='L'><w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr></w:style>\
        </w:styles>";
    let styled = |style: &str, more: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val='{style}'/>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = [
        styled("H1", "", "总则"),
        styled("H2", "", "目标"),
        styled("N", "", "正文"),
        styled("H1b", "", "附则"),
        styled("H1", "<w:numPr><w:numId w:val='0'/></w:numPr>", "无号"),
        styled(
            "N",
            "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='9'/></w:numPr>",
            "另列",
        ),
        styled(
            "H1",
            "<w:pPrChange><w:pPr><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr></w:pPrChange>",
            "末条",
        ),
    ]
    .concat();
    assert_eq!(
        text(&body, &(definition + &list + linked), styles),
        [
            "一、总则",
            "（一）目标",
            "正文",
            "二、附则",
            "无号",
            "一、另列",
            "三、末条"
        ]
    );
}

#[test]
fn numbers_of_deleted_paragraphs_are_not_counted() {
    let numbering = together(list(1, &chinese()));
    let numbered = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>";
    let body = format!(
        "<w:p><w:pPr>{numbered}</w:pPr><w:r><w:t>甲</w:t></w:r></w:p>\
         <w:p><w:pPr>{numbered}<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>\
         <w:p><w:pPr>{numbered}</w:pPr><w:r><w:t>乙</w:t></w:r></w:p>"
    );
    assert_eq!(text(&body, &numbering, "<w:styles/>"), ["一、甲", "二、乙"]);
}

#[test]
fn labels_do_not_blow_a_document_up() {
    let numbering = together(list(1, &[level(0, "decimal", &"长".repeat(10_000), "")]));
    let lines = lines(&numbering, &[(Some(1), 0, "甲"), (Some(1), 0, "乙")]);
    assert!(lines.iter().all(|line| line.len() < 200), "{lines:?}");
}
