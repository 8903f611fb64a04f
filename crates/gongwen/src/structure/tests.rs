//! Whole notices in small: each case is a trap that real notices set, told as the outline it must give.

use super::{Structure, Zone, read};
use crate::text::clean;

/// The structure as a few lines: `# title` of each part, `> header`, `path title | text`, `+ text` of the part, `< closing`.
fn outline(source: &str) -> Vec<String> {
    let clean = clean(source);
    let structure = read(&clean);
    let text: &str = &clean.text;
    let mut lines = Vec::new();
    for (n, part) in structure.parts.iter().enumerate() {
        let title: String = part.title.iter().map(|line| line.of(text)).collect();
        lines.push(format!("# {title}"));
        for stretch in structure.stretches.iter().filter(|stretch| stretch.part == n) {
            let line = stretch.span.of(text);
            match stretch.zone {
                Zone::Header => lines.push(format!("> {line}")),
                Zone::Body if stretch.node.is_none() => lines.push(format!("+ {line}")),
                Zone::Label => lines.push(node_line(&structure, stretch.node, text)),
                Zone::Heading
                    if structure
                        .nodes
                        .get(stretch.node.unwrap_or(0))
                        .is_some_and(|node| node.label.is_none()) =>
                {
                    lines.push(node_line(&structure, stretch.node, text));
                }
                Zone::Attachments | Zone::Contact | Zone::Signature | Zone::Note | Zone::Printing | Zone::Formula => {
                    lines.push(format!("< {line}"));
                }
                Zone::Boilerplate(_) => lines.push(format!("~ {line}")),
                _ => {}
            }
        }
    }
    lines
}

fn node_line(structure: &Structure, node: Option<usize>, text: &str) -> String {
    let Some(node) = node.and_then(|node| structure.nodes.get(node)) else {
        return String::new();
    };
    let of = |span: Option<crate::span::Span>| span.map_or("-", |span| span.of(text));
    let own: Vec<&str> = node.text.iter().map(|span| span.of(text)).collect();
    format!(
        "{}{} {} | {}",
        "  ".repeat(node.level as usize - 1),
        of(node.label),
        of(node.title),
        own.join("⏎")
    )
}

#[track_caller]
fn reads(source: &str, want: &[&str]) {
    assert_eq!(outline(source), want, "\n{source}");
}

#[test]
fn a_title_over_several_lines_with_its_bodies() {
    reads(
        "云泽市教育局\n云泽市财政局\n云教发〔2031〕7号\n云泽市教育局\n云泽市财政局\n印发《〈关于引导毕业生到基层\n工作的意见〉宣传方案》的通知\n各县教育局、财政局：\n现印发给你们，请认真贯彻执行。\n",
        &[
            "# 云泽市教育局云泽市财政局印发《〈关于引导毕业生到基层工作的意见〉宣传方案》的通知",
            "> 云泽市教育局",
            "> 云泽市财政局",
            "> 云教发〔2031〕7号",
            "> 各县教育局、财政局：",
            "+ 现印发给你们，请认真贯彻执行。",
        ],
    );
}

#[test]
fn a_header_run_together() {
    reads(
        "云泽市人民政府关于发展电子商务的意见云府发〔2031〕9号各县区人民政府，市政府各部门：近年来，电子商务发展较快。现提出如下意见。",
        &[
            "# 云泽市人民政府关于发展电子商务的意见",
            "> 云府发〔2031〕9号",
            "> 各县区人民政府，市政府各部门：",
            "+ 近年来，电子商务发展较快。现提出如下意见。",
        ],
    );
}

#[test]
fn a_signature_glued_to_the_last_sentence() {
    reads(
        "根据有关规定，自本公告发布之日起，允许云泽口岸进口符合要求的鲜花及其制品，进口单位应当事先办理检疫审批手续并接受监管。特此公告。云泽海关2031年6月7日公告下载链接：云泽海关公告.doc浏览次数：打印本页关闭",
        &[
            "# ",
            "+ 根据有关规定，自本公告发布之日起，允许云泽口岸进口符合要求的鲜花及其制品，进口单位应当事先办理检疫审批手续并接受监管。",
            "< 特此公告。",
            "< 云泽海关2031年6月7日",
            "~ 公告下载链接：云泽海关公告.doc浏览次数：打印本页关闭",
        ],
    );
}

#[test]
fn an_annex_that_the_notice_names() {
    reads(
        "各镇人民政府：\n《青禾县档案管理办法》已经县政府同意，现印发给你们。\n青禾县人民政府办公室\n2031年3月1日\n（此件公开发布）\n青禾县档案管理办法\n第一章　总　则\n第一条　为加强档案管理，制定本办法。\n第二条　档案分下列两类：\n（一）文书档案；\n（二）科技档案。\n",
        &[
            "# ",
            "> 各镇人民政府：",
            "+ 《青禾县档案管理办法》已经县政府同意，现印发给你们。",
            "< 青禾县人民政府办公室",
            "< 2031年3月1日",
            "< （此件公开发布）",
            "# 青禾县档案管理办法",
            "第一章 总则 | ",
            "  第一条 - | 为加强档案管理，制定本办法。",
            "  第二条 - | 档案分下列两类：",
            "    （一） - | 文书档案；",
            "    （二） - | 科技档案。",
        ],
    );
}

#[test]
fn paragraphs_after_the_last_item() {
    reads(
        "一、申报条件\n申报单位应当符合以下要求：\n1.依法注册；\n2.信用良好；\n3.其他条件。\n各申报单位对材料的真实性负责。\n二、工作要求\n（一）加强领导。各地要落实责任。\n（二）强化督查。各地要定期通报。\n本通知自印发之日起施行。\n",
        &[
            "# ",
            "一、 申报条件 | 申报单位应当符合以下要求：⏎各申报单位对材料的真实性负责。",
            "  1. - | 依法注册；",
            "  2. - | 信用良好；",
            "  3. - | 其他条件。",
            "二、 工作要求 | ",
            "  （一） 加强领导 | 各地要落实责任。",
            "  （二） 强化督查 | 各地要定期通报。",
            "+ 本通知自印发之日起施行。",
        ],
    );
}

#[test]
fn closing_lines_are_no_text_of_the_last_item() {
    reads(
        "一、报名方式。登录云泽市人事考试网报名，逾期不再受理。\n二、考试时间。2031年5月10日。\n特此公告。\n联系人：甘青，联系电话：0999-5550101。\n附件：1.报名表\n2.岗位表\n云泽市人事局\n2031年4月1日\n",
        &[
            "# ",
            "一、 报名方式 | 登录云泽市人事考试网报名，逾期不再受理。",
            "二、 考试时间 | 2031年5月10日。",
            "< 特此公告。",
            "< 联系人：甘青，联系电话：0999-5550101。",
            "< 附件：1.报名表",
            "< 2.岗位表",
            "< 云泽市人事局",
            "< 2031年4月1日",
        ],
    );
}

#[test]
fn contact_lines_under_their_own_heading_stay_its_text() {
    reads(
        "一、报名。登录网站报名，逾期不再受理。\n二、联系方式\n电话：0999-5550101\n地址：云泽市文昌路9号\n",
        &[
            "# ",
            "一、 报名 | 登录网站报名，逾期不再受理。",
            "二、 联系方式 | 电话：0999-5550101⏎地址：云泽市文昌路9号",
        ],
    );
}

#[test]
fn stages_stand_above_their_items() {
    reads(
        "五、活动安排\n第一阶段：动员（4月1日-10日）\n各校制定方案，明确责任分工。\n第二阶段：展播（4月11日-20日）\n1.电视展播：在晚间时段播出。\n2.网络展播：在门户网站播出。\n",
        &[
            "# ",
            "五、 活动安排 | ",
            "  第一阶段： 动员（4月1日-10日） | 各校制定方案，明确责任分工。",
            "  第二阶段： 展播（4月11日-20日） | ",
            "    1. 电视展播 | 在晚间时段播出。",
            "    2. 网络展播 | 在门户网站播出。",
        ],
    );
}

#[test]
fn an_enumeration_in_a_sentence_opens_no_node() {
    reads(
        "一、工作原则。一是坚持公开，二是坚持公正。按照《办法》第三条第（二）项的规定，占比提高1.5%。\n二、申报材料。包括：（1）申请书；（2）承诺书。\n",
        &[
            "# ",
            "一、 工作原则 | 一是坚持公开，二是坚持公正。按照《办法》第三条第（二）项的规定，占比提高1.5%。",
            "二、 申报材料 | 包括：（1）申请书；（2）承诺书。",
        ],
    );
}

#[test]
fn sentences_are_no_titles() {
    reads(
        "一、原则同意《云泽新区规划》。请认真组织实施。\n二、不得擅自变更。确需变更的，按程序报批。\n三、示范点标准为：活动用房300平方米以上，设施齐全。\n",
        &[
            "# ",
            "一、 - | 原则同意《云泽新区规划》。请认真组织实施。",
            "二、 - | 不得擅自变更。确需变更的，按程序报批。",
            "三、 - | 示范点标准为：活动用房300平方米以上，设施齐全。",
        ],
    );
}

#[test]
fn standing_titles_are_nodes() {
    reads(
        "各位代表，现在报告工作，请予审议。\n2030年工作回顾\n过去一年，全市经济平稳运行，各项事业取得新的成绩。\n一、经济稳中有进。产值持续增长。\n二、民生持续改善。就业保持稳定。\n2031年工作安排\n新的一年，全市将继续推进改革，扎实做好各项民生工作。\n一、推进项目。抓好开工建设。\n二、改善民生。办好实事项目。\n",
        &[
            "# ",
            "+ 各位代表，现在报告工作，请予审议。",
            "- 2030年工作回顾 | 过去一年，全市经济平稳运行，各项事业取得新的成绩。",
            "  一、 经济稳中有进 | 产值持续增长。",
            "  二、 民生持续改善 | 就业保持稳定。",
            "- 2031年工作安排 | 新的一年，全市将继续推进改革，扎实做好各项民生工作。",
            "  一、 推进项目 | 抓好开工建设。",
            "  二、 改善民生 | 办好实事项目。",
        ],
    );
}

#[test]
fn a_text_printed_twice_is_kept_once() {
    let text = "各镇人民政府：\n根据《地名管理条例》规定，同意福景小区的命名方案，现予公布。\n福景小区位于环北路以东地块，此标准地名自公告之日起使用。\n青禾县人民政府\n2031年6月28日\n";
    let twice = outline(&format!("{text}{text}"));
    let once = outline(text);
    let kept: Vec<&String> = twice.iter().filter(|line| !line.starts_with('~')).collect();
    assert_eq!(kept, once.iter().collect::<Vec<_>>());
    let clean = clean(text);
    assert!(read(&clean).doubts.is_empty());
}

#[test]
fn an_order_is_numbered_by_its_body() {
    let text = "云泽市人民政府令\n第7号\n《云泽市档案管理办法》已经市政府常务会议通过，现予公布，自2031年5月1日起施行。\n市长　甘青\n2031年3月1日\n";
    let clean = clean(text);
    let number = read(&clean)
        .headers
        .first()
        .and_then(|header| header.document_number.clone());
    assert_eq!(
        number.map(|number| number.canonical).as_deref(),
        Some("云泽市人民政府令第7号")
    );
}

#[test]
fn a_paragraph_that_ends_in_a_file_name_is_text_and_a_line_that_is_one_a_link() {
    let long = "请各单位按照要求认真填写，".repeat(10);
    reads(
        &format!("青禾县档案局通知\n各镇：\n请填写附表。\n{long}报送时文件名为单位名称.doc\n青禾县登记表.doc\n"),
        &[
            "# 青禾县档案局通知",
            "> 各镇：",
            "+ 请填写附表。",
            &format!("+ {long}报送时文件名为单位名称.doc"),
            "~ 青禾县登记表.doc",
        ],
    );
}

#[test]
fn a_question_is_no_title() {
    reads(
        "青禾县档案局关于档案移交工作的通知\n本年度的档案怎样移交？\n各单位按目录移交，并于2031年6月1日前报送清单。\n",
        &[
            "# 青禾县档案局关于档案移交工作的通知",
            "> 本年度的档案怎样移交？",
            "+ 各单位按目录移交，并于2031年6月1日前报送清单。",
        ],
    );
}

#[test]
fn the_file_that_a_page_offers_names_the_notice_where_nothing_else_does() {
    let text = "各镇人民政府：\n请于2031年6月1日前落实值守人员，并报送值守人员名单。\n青禾县人民政府\n2031年5月8日\n";
    let named = |file: &str, page| {
        let source = format!("{text}{file}\n");
        let clean = clean(&source);
        let title = &super::read_told(&clean, None, page).parts[0].title;
        title.iter().map(|line| line.of(&clean.text)).collect::<String>()
    };
    let file = "青政发〔2031〕7号青禾县人民政府关于做好防汛工作的通知.doc";
    assert_eq!(named(file, true), "青禾县人民政府关于做好防汛工作的通知");
    for (other, page) in [
        (file, false),
        ("青禾县值守人员登记表.doc", true),
        ("附件1：关于防汛工作的方案.doc", true),
    ] {
        assert_eq!(named(other, page), "", "{other}");
    }
}

#[test]
fn the_table_of_a_page_has_the_number_of_an_order_whole() {
    let text = "青禾省人民政府令\n第7号\n现公布《青禾省档案办法》，自2031年1月1日起施行。\n2030年12月18日\n";
    let number = |table: &str, page| {
        let source = format!("{table}{text}");
        let headers = super::read_told(&clean(&source), None, page).headers;
        headers[0]
            .document_number
            .as_ref()
            .map(|number| number.canonical.clone())
    };
    assert_eq!(number("发文字号：\t青令第7号\n", true).as_deref(), Some("青令第7号"));
    for (table, page) in [
        ("发文字号：\t青令第7号\n", false),
        ("发文字号：\t青令第8号\n", true),
        ("", true),
    ] {
        assert_eq!(number(table, page).as_deref(), Some("青禾省人民政府令第7号"), "{table}");
    }
}
