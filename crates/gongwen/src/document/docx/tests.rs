//! Word documents made in memory: what is text, what is left out, and what is refused.

use super::{MOST_UNPACKED, read};
use crate::{Encoding, Options, extract};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const TYPES: &str = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>\
    <Override PartName='/word/document.xml' \
    ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>";

/// An archive of these files.
pub(super) fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The main part with this body.
pub(super) fn document(body: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><w:document \
         xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>{body}</w:body></w:document>"
    )
}

/// A document with this body and these other parts.
pub(super) fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let document = document(body);
    let mut files = vec![("[Content_Types].xml", TYPES), ("word/document.xml", document.as_str())];
    files.extend(others);
    archive(&files)
}

/// A paragraph of one run.
pub(super) fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn what_is_text() {
    let run = |inner: &str| format!("<w:p><w:r>{inner}</w:r></w:p>");
    let cell = |inner: &str| format!("<w:tc><w:tcPr/>{inner}</w:tc>");
    let cases: &[(&str, String, &str)] = &[
        ("paragraphs are lines", p("云泽市公告") + "<w:p/>" + &p("第二段"), "云泽市公告\n\n第二段\n"),
        ("runs join", "<w:p><w:r><w:t>云泽</w:t></w:r><w:r><w:t>市</w:t></w:r></w:p>".into(), "云泽市\n"),
        ("tabs and breaks", run("<w:t>电话</w:t><w:tab/><w:t>0999</w:t><w:noBreakHyphen/><w:t>5550123</w:t><w:br/><w:t>完</w:t>"), "电话\t0999-5550123\n完\n"),
        ("tab stops are no tabs", "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='9'/></w:tabs></w:pPr><w:r><w:t>文</w:t></w:r></w:p>".into(), "文\n"),
        ("entities", run("<w:t>A&amp;B&#x4E91;&lt;&unknown;</w:t>"), "A&B云<\n"),
        ("white space in the file", run("<w:t>甲\n  乙</w:t>"), "甲   乙\n"),
        (
            "rows are lines",
            format!("<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>", cell(&p("姓名")), cell(&p("电话")), cell(&(p("周文") + &p("李明"))), cell(&p(""))),
            "姓名\t电话\n周文 李明\n",
        ),
        (
            "a table of one column is only a frame",
            format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell(&(p("标题") + &p("正文")))),
            "标题\n正文\n",
        ),
        (
            "tables nest",
            format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell(&p("外")), cell(&format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>{}", cell(&p("一")), cell(&p("二")), p("三")))),
            "外\t一 二 三\n",
        ),
        (
            "a text box once, before its paragraph",
            format!(
                "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>\
                 </wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>\
                 </w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>正文</w:t></w:r></w:p>",
                p("云泽市人民政府文件")
            ),
            "云泽市人民政府文件\n正文\n",
        ),
        (
            "the fallback where there is no choice",
            "<w:p><w:r><mc:AlternateContent><mc:Fallback><w:t>后备</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>".into(),
            "后备\n",
        ),
        (
            "revisions",
            "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>\
             <w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo></w:p>"
                .into(),
            "新来\n",
        ),
        (
            "a deleted paragraph end joins",
            format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>上半</w:t></w:r></w:p>{}", p("下半")),
            "上半下半\n",
        ),
        (
            "a deleted row",
            format!("<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{0}{0}</w:tr><w:tr>{1}{1}</w:tr></w:tbl>", cell(&p("删")), cell(&p("留"))),
            "留\t留\n",
        ),
        (
            "hidden text",
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>显</w:t></w:r></w:p>".into(),
            "显\n",
        ),
        (
            "field codes",
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE \\@ yyyy</w:instrText><w:t>码</w:t></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>\
             <w:r><w:t>2031年</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:fldSimple w:instr='PAGE'><w:r><w:t>3</w:t></w:r></w:fldSimple></w:p>"
                .into(),
            "2031年3\n",
        ),
        (
            "a field without an end swallows nothing more",
            format!("<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>X</w:instrText></w:r></w:p>{}", p("正文")),
            "\n正文\n",
        ),
        (
            "pinyin over characters",
            run("<w:ruby><w:rt><w:r><w:t>zé</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>泽</w:t></w:r></w:rubyBase></w:ruby>"),
            "泽\n",
        ),
        (
            "links, tags and content controls are looked through",
            "<w:sdt><w:sdtPr><w:tag w:val='x'/></w:sdtPr><w:sdtContent><w:p><w:hyperlink><w:smartTag><w:r><w:t>网址</w:t></w:r></w:smartTag></w:hyperlink></w:p></w:sdtContent></w:sdt>".into(),
            "网址\n",
        ),
        (
            "labels of drawings are no text",
            "<w:p><w:r><w:drawing><a:p><a:r><a:t>图</a:t></a:r></a:p></w:drawing><w:t>文</w:t></w:r></w:p>".into(),
            "文\n",
        ),
    ];
    for (what, body, expected) in cases {
        assert_eq!(
            read(&docx(body, &[]), MOST_UNPACKED),
            Ok(Some((*expected).to_owned())),
            "{what}"
        );
    }
}

#[test]
fn notes_stand_last_and_headers_nowhere() {
    let body = "<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id='2'/><w:t>乙</w:t></w:r><w:r><w:endnoteReference w:id='1'/></w:r></w:p>".to_owned() + &p("丙");
    let notes = format!(
        "<w:footnotes><w:footnote w:id='-1' w:type='separator'>{}</w:footnote><w:footnote w:id='2'>{}</w:footnote></w:footnotes>",
        p("线"),
        p("脚注")
    );
    let ends = format!(
        "<w:endnotes><w:endnote w:id='1'>{}</w:endnote><w:endnote w:id='9'>{}</w:endnote></w:endnotes>",
        p("尾注"),
        p("无人引用")
    );
    let header = format!("<w:hdr>{}</w:hdr>", p("页眉"));
    let bytes = docx(
        &body,
        &[
            ("word/footnotes.xml", &notes),
            ("word/endnotes.xml", &ends),
            ("word/header1.xml", &header),
        ],
    );
    assert_eq!(read(&bytes, MOST_UNPACKED).unwrap().unwrap(), "甲乙\n丙\n脚注\n尾注\n");
}

#[test]
fn styles_hide_text() {
    let styles = "<w:styles><w:style w:type='character' w:styleId='B'><w:basedOn w:val='A'/></w:style>\
                  <w:style w:type='character' w:styleId='A'><w:basedOn w:val='B'/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>";
    let body = "<w:p><w:r><w:rPr><w:rStyle w:val='B'/></w:rPr><w:t>隐</w:t></w:r><w:r><w:t>显</w:t></w:r></w:p>";
    let bytes = docx(body, &[("word/styles.xml", styles)]);
    assert_eq!(read(&bytes, MOST_UNPACKED).unwrap().unwrap(), "显\n");
}

#[test]
fn the_list_of_types_says_where_the_text_is() {
    let types = TYPES.replace("word/document.xml", "doc/Main.xml");
    let bytes = archive(&[("[Content_Types].xml", &types), ("doc/main.xml", &document(&p("正文")))]);
    assert_eq!(read(&bytes, MOST_UNPACKED).unwrap().unwrap(), "正文\n");
    let bytes = archive(&[("word/document.xml", &document(&p("没有清单")))]);
    assert_eq!(read(&bytes, MOST_UNPACKED).unwrap().unwrap(), "没有清单\n");
    let utf16: Vec<u8> = "\u{FEFF}"
        .encode_utf16()
        .chain(document(&p("双字节")).encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(
        "word/document.xml",
        SimpleFileOptions::default().compression_method(CompressionMethod::Stored),
    )
    .unwrap();
    zip.write_all(&utf16).unwrap();
    assert_eq!(
        read(&zip.finish().unwrap().into_inner(), MOST_UNPACKED)
            .unwrap()
            .unwrap(),
        "双字节\n"
    );
}

/// The code of the error that the bytes give.
fn code(bytes: &[u8]) -> &'static str {
    extract(bytes, &Options::default()).unwrap_err().code()
}

#[test]
fn other_archives_stay_what_they_were() {
    let sheet = TYPES
        .replace("wordprocessingml.document", "spreadsheetml.sheet")
        .replace("word/document", "xl/workbook");
    for files in [
        vec![
            ("[Content_Types].xml", sheet.as_str()),
            ("xl/workbook.xml", "<workbook/>"),
        ],
        vec![("OFD.xml", "<ofd:OFD/>"), ("Doc_0/Document.xml", "<ofd:Document/>")],
        vec![("通知.txt", "云泽市公告")],
    ] {
        assert_eq!(code(&archive(&files)), "binary");
    }
    assert_eq!(code(b"PK\x03\x04 cut off"), "binary");
    assert_eq!(code(b"PK\x05\x06"), "binary");
}

#[test]
fn damaged_documents_are_refused() {
    let whole = docx(&p(&"云泽市公告".repeat(50)), &[]);
    for end in [whole.len() / 2, whole.len() - 5] {
        assert_eq!(code(&whole[..end]), "damaged", "cut at {end}");
    }
    let broken = |document: &str| archive(&[("[Content_Types].xml", TYPES), ("word/document.xml", document)]);
    for document in ["<w:document><w:body>", "<w:document></w:body>", &"<a>".repeat(500)] {
        assert_eq!(code(&broken(document)), "damaged", "{document}");
    }
    assert_eq!(code(&archive(&[("[Content_Types].xml", TYPES)])), "damaged");
    assert_eq!(code(&docx("<w:p/>", &[])), "empty");
    let error = extract(&whole[..whole.len() - 5], &Options::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the input is a damaged Word document: its archive is cut off or broken; fetch it anew, or save it again in a word processor"
    );
    // Wrong bytes inside a part: the check sum or the unpacking fails, or the damage is no part of the text.
    for at in (60..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        drop(extract(&bytes, &Options::default()));
    }
}

#[test]
fn bombs_are_refused_while_they_unpack() {
    let blanks = document(&(p("公告") + &" ".repeat(1 << 20)));
    let bytes = archive(&[("[Content_Types].xml", TYPES), ("word/document.xml", &blanks)]);
    assert!(bytes.len() < 8000);
    assert!(read(&bytes, 2 << 20).is_ok());
    let error = read(&bytes, 1 << 20).unwrap_err();
    assert_eq!(
        (error.code(), error.to_string().contains("more than 1 MiB")),
        ("too_large", true)
    );
    // The same, with a size that is a lie: in the list and before the file.
    let truth = (blanks.len() as u32).to_le_bytes();
    let mut lying = bytes.clone();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|&at| bytes[at..at + 4] == truth).collect();
    assert!(!places.is_empty());
    for at in places {
        lying[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    assert!(matches!(
        read(&lying, 1 << 20).unwrap_err().code(),
        "too_large" | "damaged"
    ));
    // All parts together count.
    let styles = format!("<w:styles>{}</w:styles>", " ".repeat(600 << 10));
    let bytes = docx(&(p("公告") + &" ".repeat(600 << 10)), &[("word/styles.xml", &styles)]);
    assert_eq!(read(&bytes, 1 << 20).unwrap_err().code(), "too_large");
    // No entity grows.
    let laughs = format!(
        "<!DOCTYPE d [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>{}",
        document(&p("公告&b;")).replace("<?xml version='1.0' encoding='UTF-8'?>", "")
    );
    let bytes = archive(&[("[Content_Types].xml", TYPES), ("word/document.xml", &laughs)]);
    assert_eq!(read(&bytes, MOST_UNPACKED).unwrap().unwrap(), "公告\n");
}

/// Each of these takes a minute if some step looks at all that came before it.
#[test]
fn hostile_documents_take_no_longer() {
    const MANY: usize = 20_000;
    let begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>";
    let separate = "<w:r><w:fldChar w:fldCharType='separate'/></w:r>";
    let deep = |open: &str, close: &str, inner: &str| format!("{}{inner}{}", open.repeat(90), close.repeat(90));
    for body in [
        format!(
            "<w:p>{}{}</w:p>{}",
            begin.repeat(MANY),
            "<w:r><w:t>码</w:t></w:r>".repeat(MANY),
            p("公告")
        ),
        format!(
            "<w:p>{}</w:p>{}",
            format!("{begin}{separate}").repeat(MANY),
            p("公告").repeat(MANY)
        ),
        deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", &p("公告").repeat(MANY)),
        deep(
            "<w:tbl><w:tr><w:tc/><w:tc>",
            "</w:tc></w:tr></w:tbl>",
            &p("公告").repeat(MANY),
        ),
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>公告</w:t></w:r></w:p>".repeat(MANY),
        format!("{}{}", "<w:p/>".repeat(MANY), p("公告")),
    ] {
        assert!(
            read(&docx(&body, &[]), MOST_UNPACKED)
                .unwrap()
                .unwrap()
                .contains("公告")
        );
    }
    let lists: String = (0..MANY)
        .map(|id| {
            format!(
                "<w:abstractNum w:abstractNumId='{id}'/><w:num w:numId='{id}'><w:abstractNumId w:val='{id}'/></w:num>"
            )
        })
        .collect();
    let numbering = format!("<w:numbering>{lists}</w:numbering>");
    assert!(read(&docx(&p("公告"), &[("word/numbering.xml", &numbering)]), MOST_UNPACKED).is_ok());
}

#[test]
fn a_whole_notice_reads_like_its_text() {
    let plain = "云泽市档案局关于做好档案移交工作的通知\n云档〔2031〕7号\n各县（区）档案局：\n现就档案移交工作通知如下。\n\
        一、明确移交范围\n（一）文书档案。2021年底前形成的文书档案全部移交。\n（二）科技档案。重大项目的科技档案全部移交。\n\
        二、按时完成移交\n（一）分批移交。各单位于2031年6月30日前完成移交。\n云泽市档案局\n2031年3月1日\n";
    let levels = "<w:numbering><w:abstractNum w:abstractNumId='1'>\
        <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl>\
        <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='（%2）'/></w:lvl>\
        </w:abstractNum><w:num w:numId='5'><w:abstractNumId w:val='1'/></w:num></w:numbering>";
    let body: String = plain
        .lines()
        .map(|line| {
            let (level, text) = match line.split_once(['、', '）']) {
                Some(("一" | "二", text)) => (0, text),
                Some(("（一" | "（二", text)) => (1, text),
                _ => return p(line),
            };
            format!(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='5'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
            )
        })
        .collect();
    let bytes = docx(&body, &[("word/numbering.xml", levels)]);
    let mut from_word = extract(&bytes, &Options::default()).unwrap();
    let from_text = extract(plain.as_bytes(), &Options::default()).unwrap();
    assert_eq!(from_word.source.format, crate::notice::Format::Docx);
    assert_eq!(from_word.source.encoding, Encoding::Utf8.name());
    assert_eq!(from_word.measures.len(), 3);
    assert_eq!(from_word.measures[2].path, "二/（一）");
    from_word.source.format = from_text.source.format;
    assert_eq!(from_word, from_text);
}
