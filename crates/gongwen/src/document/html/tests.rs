//! Whole pages: what the source text is, what the record makes of it, what is only stated.

use crate::bytes::Encoding;
use crate::notice::{Format, Notice};
use crate::options::{Options, Stated};
use crate::span::CharSpan;
use crate::warning::WarningCode;
use crate::{document, extract};

/// The source text of a page, one line an item.
fn lines(page: &str) -> Vec<String> {
    let document = document::read(page.as_bytes(), &Options::default()).unwrap();
    assert_eq!(document.format, Format::Html, "{page}");
    document.text.lines().map(str::to_owned).collect()
}

fn record(page: &str) -> Notice {
    extract(page.as_bytes(), &Options::default()).unwrap()
}

/// Text of some length, so that there is something to find.
const TEXT: &str = "<p>各县（区）教育局：</p><p>为做好招生工作，现将有关事项通知如下。</p><p>一、按时报名。报名时间为7月1日至7月3日。</p>\
                    <p>云泽市教育局</p><p>2031年6月1日</p>";
const TEXT_LINES: [&str; 5] = [
    "各县（区）教育局：",
    "为做好招生工作，现将有关事项通知如下。",
    "一、按时报名。报名时间为7月1日至7月3日。",
    "云泽市教育局",
    "2031年6月1日",
];
const MENU: &str = "<div class=\"menu\"><ul><li><a href=\"/\">首页</a></li><li><a href=\"/zw\">政务公开</a></li>\
                    <li><a href=\"/hd\">互动交流</a></li></ul></div>";
const FOOTER: &str = "<div><p>主办单位：云泽市人民政府办公室 版权所有</p><p>网站标识码：9999000001</p></div>";

/// A page around `body`.
fn page(head: &str, body: &str) -> String {
    format!("<!DOCTYPE html><html><head>{head}</head><body>{MENU}{body}{FOOTER}</body></html>")
}

#[test]
fn lines_are_printed_as_a_browser_does() {
    for (body, want) in [
        ("<p>云泽市<br>公告</p>", vec!["云泽市", "公告"]),
        ("<p>云泽\n   市 <b>公</b>告</p>", vec!["云泽 市 公告"]),
        ("<p>5&lt;6&amp;7&#12290;&ldquo;好&rdquo;</p>", vec!["5<6&7。“好”"]),
        ("<p>面积10m<sup>2</sup>，CO<sub>2</sub></p>", vec!["面积10m2，CO2"]),
        ("<div>一<p>二</p>三</div>", vec!["一", "二", "三"]),
        ("<div>一<div></div><div> </div>二</div>", vec!["一", "二"]),
        ("<p>一</p><p>&nbsp;</p><p>&nbsp;</p><p>二</p>", vec!["一", "", "二"]),
        ("<div>一<br><br>二</div>", vec!["一", "", "二"]),
        ("<p>　　各县：</p>", vec!["　　各县："]),
        ("<pre>一\n  二</pre>", vec!["一", "二"]),
        (
            "<p>甲<!-- 乙 --><script>丙</script><style>丁</style><noscript>戊</noscript></p>",
            vec!["甲"],
        ),
        (
            "<p>甲</p><p hidden>乙</p><p style=\"display: none\">丙</p><p style='COLOR:red;Visibility:Hidden'>丁</p>",
            vec!["甲"],
        ),
        (
            "<p>甲</p><select><option>乙</option></select><textarea>丙</textarea><button>丁</button>",
            vec!["甲"],
        ),
        ("<p>一<o:p></o:p><st1:x>二</st1:x></p>", vec!["一二"]),
        ("<p>印发<关于春耕的方案>的通知</p>", vec!["印发<关于春耕的方案>的通知"]),
        ("<p>一<p>二", vec!["一", "二"]),
        ("<ol><li>甲</li><li>乙</li></ol>", vec!["1.甲", "2.乙"]),
        (
            "<ol start=\"3\"><li><p>甲</p><p>续</p></li><li value=\"9\">乙</li></ol>",
            vec!["3.甲", "续", "9.乙"],
        ),
        (
            "<ol><li>1.甲</li><li>（二）乙</li><li>第三条 丙</li></ol>",
            vec!["1.甲", "（二）乙", "第三条 丙"],
        ),
        ("<ul><li>甲</li><li>乙</li></ul>", vec!["甲", "乙"]),
        (
            "<ol><li>甲<ul><li>子</li></ul></li><li>乙</li></ol>",
            vec!["1.甲", "子", "2.乙"],
        ),
    ] {
        assert_eq!(lines(&format!("<html><body>{body}</body></html>")), want, "{body}");
    }
}

#[test]
fn rows_of_entries_are_lines_and_layout_is_not() {
    for (rows, want) in [
        (
            "<tr><td>序号</td><td>学校</td></tr><tr><td><p>1</p></td><td><p>云泽</p><p>一中</p></td></tr>",
            vec!["序号\t学校", "1\t云泽 一中"],
        ),
        (
            "<tr><th>甲</th><td></td><td>丙</td></tr><tr><td>丁</td><td>戊</td><td> </td></tr>",
            vec!["甲\t\t丙", "丁\t戊"],
        ),
        // One row of several cells: two columns of a layout.
        (
            "<tr><td>云泽市公告</td><td>2031年1月3日<br>云教发〔2031〕3号</td></tr>",
            vec!["云泽市公告", "2031年1月3日", "云教发〔2031〕3号"],
        ),
        (
            "<tr><td><p>甲</p><p>乙</p></td></tr><tr><td>丙</td></tr>",
            vec!["甲", "乙", "丙"],
        ),
        (
            "<tr><td>甲</td><td><table><tr><td>乙</td></tr><tr><td>丙</td></tr></table></td></tr><tr><td>丁</td><td>戊</td></tr>",
            vec!["甲", "乙", "丙", "丁\t戊"],
        ),
    ] {
        let page = format!("<html><body><table>{rows}</table></body></html>");
        assert_eq!(lines(&page), want, "{rows}");
    }
}

#[test]
fn a_known_container_holds_the_text() {
    for open in [
        "<div class=\"TRS_Editor\">",
        "<div class='view trs_ueditor trs_web'>",
        "<div id=\"zoom\">",
        "<div id=\"UCAP-CONTENT\">",
        "<UCAPCONTENT>",
        "<div class=\"pages_content\">",
        "<div class=\"article-content\">",
        "<td class=\"unknown\">",
    ] {
        let name: String = open.chars().skip(1).take_while(char::is_ascii_alphanumeric).collect();
        let open = if name == "td" {
            format!("<table><tr>{open}")
        } else {
            open.to_owned()
        };
        let close = if name == "td" {
            "</td></tr></table>".to_owned()
        } else {
            format!("</{name}>")
        };
        let page = page("", &format!("<div class=\"main\">{open}{TEXT}{close}</div>"));
        assert_eq!(lines(&page), TEXT_LINES, "{open}");
    }
}

#[test]
fn an_empty_container_is_none() {
    let body = format!("<div id=\"zoom\"></div><div class=\"trs_editor\">共1页</div><div class=\"main\">{TEXT}</div>");
    let found = lines(&page("", &body));
    assert!(
        TEXT_LINES.iter().all(|line| found.iter().any(|found| found == line)),
        "{found:?}"
    );
    assert!(!found.iter().any(|line| line.contains("政务公开")), "{found:?}");
}

#[test]
fn what_belongs_to_the_notice_outside_its_text_is_kept() {
    let body = format!(
        "<div>当前位置：<a href=\"/\">首页</a> &gt; <a href=\"/zw\">通知公告</a></div>\
         <table><tr><td>索 引 号：</td><td>0001/2031-0007</td><td>主题分类：</td><td>教育</td></tr>\
         <tr><td>发文机关：</td><td>云泽市教育局</td><td>成文日期：</td><td>2031年06月01日</td></tr></table>\
         <ul><li><a href=\"/1\">另一个通知</a></li><li><a href=\"/2\">又一个通知</a></li><li><a href=\"/3\">第三个通知</a></li></ul>\
         <h1>云泽市教育局关于做好招生工作的通知</h1>\
         <div>发布时间：2031-06-02　来源：基础教育科　<a href=\"#\">打印</a></div>\
         <div id=\"zoom\">{TEXT}</div>\
         <div><a href=\"/file/1.docx\">附件1：招生计划表.docx</a></div>\
         <ul><li><a href=\"/4\">相关的通知</a></li><li><a href=\"/5\">其他的通知</a></li></ul>"
    );
    let page = page("<title>云泽市教育局关于做好招生工作的通知_云泽市教育局</title>", &body);
    let mut want = vec![
        "索 引 号：\t0001/2031-0007\t主题分类：\t教育",
        "发文机关：\t云泽市教育局\t成文日期：\t2031年06月01日",
        "云泽市教育局关于做好招生工作的通知",
        "发布时间：2031-06-02　来源：基础教育科　打印",
    ];
    want.extend(TEXT_LINES);
    want.push("附件1：招生计划表.docx");
    assert_eq!(lines(&page), want);
    let notice = record(&page);
    assert_eq!(notice.index_number.as_deref(), Some("0001/2031-0007"));
    assert_eq!(notice.topics, ["教育"]);
    assert_eq!(notice.published_on.as_deref(), Some("2031-06-02"));
    assert_eq!(notice.issued_on.as_deref(), Some("2031-06-01"));
    assert_eq!(
        notice.title.map(|title| title.text).as_deref(),
        Some("云泽市教育局关于做好招生工作的通知")
    );
    assert!(
        notice
            .warnings
            .iter()
            .all(|warning| warning.code != WarningCode::FromMetadata)
    );
}

const METAS: &str = "<title>云泽市教育局关于做好招生工作的通知_通知公告_云泽市教育局</title>\
    <meta name=\"SiteName\" content=\"云泽市教育局\"><meta name=\"PubDate\" content=\"2031-06-02 10:20\">\
    <meta name=\"发文字号\" content=\"云教发[2031]7号\"><meta name=\"ContentSource\" content=\"江岚日报\">";

#[test]
fn what_is_stated_fills_what_the_text_leaves_open() {
    let notice = record(&page(METAS, &format!("<div id=\"zoom\">{TEXT}</div>")));
    let nowhere = CharSpan(0, 0);
    let title = notice.title.unwrap();
    assert_eq!(
        (title.text.as_str(), title.span),
        ("云泽市教育局关于做好招生工作的通知", nowhere)
    );
    assert_eq!(notice.kind.as_deref(), Some("通知"));
    let number = notice.document_number.unwrap();
    assert_eq!((number.text.as_str(), number.span), ("云教发〔2031〕7号", nowhere));
    assert_eq!(notice.published_on.as_deref(), Some("2031-06-02"));
    assert_eq!(notice.evidence.get("published_on"), Some(&nowhere));
    // Said by the text itself.
    assert_eq!(notice.issued_on.as_deref(), Some("2031-06-01"));
    assert_ne!(notice.issuers.first().map(|issuer| issuer.span), Some(nowhere));
    let told = notice
        .warnings
        .iter()
        .filter(|warning| warning.code == WarningCode::FromMetadata);
    assert_eq!(told.count(), 3);
}

#[test]
fn what_the_text_says_stands_above_what_is_stated() {
    let body = format!("<div id=\"zoom\"><h1>关于报名的通知</h1><p>云教发〔2031〕8号</p>{TEXT}</div>");
    let notice = record(&page(METAS, &body));
    assert_eq!(notice.title.map(|title| title.text).as_deref(), Some("关于报名的通知"));
    assert_eq!(
        notice.document_number.map(|number| number.text).as_deref(),
        Some("云教发〔2031〕8号")
    );
}

#[test]
fn the_callers_word_stands_above_the_pages() {
    let options = Options {
        stated: Stated {
            title: Some("石桐镇人民政府关于招生的公告".to_owned()),
            issued_on: Some("2031年5月6日".to_owned()),
            topics: Some("教育、就业".to_owned()),
            index_number: Some("无".to_owned()),
            ..Stated::default()
        },
        ..Options::default()
    };
    let text = "<div><p>现将有关事项公告如下，请按时报名。</p><p>报名于7月3日前完成，逾期不再受理。</p></div>";
    let notice = extract(page(METAS, text).as_bytes(), &options).unwrap();
    assert_eq!(
        notice.title.map(|title| title.text).as_deref(),
        Some("石桐镇人民政府关于招生的公告")
    );
    assert_eq!(notice.kind.as_deref(), Some("公告"));
    assert_eq!(
        notice.issuers.first().map(|issuer| issuer.name.as_str()),
        Some("石桐镇人民政府")
    );
    assert_eq!(notice.topics, ["教育", "就业"]);
    assert_eq!(notice.index_number, None);
    // A year left out is that of the stated day of issue.
    assert_eq!(
        notice.dates.first().and_then(|date| date.end_date.as_deref()),
        Some("2031-07-03")
    );
}

#[test]
fn titles_are_told_from_the_names_of_sites() {
    for (head, want) in [
        ("<title>关于招生的通知_云泽市教育局</title>", Some("关于招生的通知")),
        (
            "<title>关于招生的通知 - 云泽市教育局门户网站</title>",
            Some("关于招生的通知"),
        ),
        (
            "<title>云泽市人民政府 | 通知公告 | 关于招生的通知</title>",
            Some("关于招生的通知"),
        ),
        (
            "<title>云泽市2026-2030年水利规划_云泽市水利局</title>",
            Some("云泽市2026-2030年水利规划"),
        ),
        ("<title>云泽市人民政府门户网站</title>", None),
        ("<title>首页</title>", None),
        (
            "<meta name='articletitle' content='关于招生的通知'><title>云泽市_别的通知</title>",
            Some("关于招生的通知"),
        ),
        (
            "<meta name='SiteName' content='云泽市教育局'><meta property='og:title' content='云泽市教育局'><title>关于招生的通知</title>",
            Some("关于招生的通知"),
        ),
    ] {
        let page = page(head, &format!("<div>{TEXT}</div>"));
        let document = document::read(page.as_bytes(), &Options::default()).unwrap();
        assert_eq!(document.stated.title.as_deref(), want, "{head}");
    }
}

#[test]
fn a_page_in_another_encoding() {
    let page = page("<meta charset=\"gb2312\">", &format!("<div id=\"zoom\">{TEXT}</div>"));
    let (bytes, ..) = encoding_rs::GB18030.encode(&page);
    let document = document::read(&bytes, &Options::default()).unwrap();
    assert_eq!(document.encoding, Encoding::Gb18030);
    assert_eq!(document.text.lines().collect::<Vec<_>>(), TEXT_LINES);
}

#[test]
fn the_callers_format_stands_above_what_is_found() {
    let read = |text: &str, format| {
        let options = Options {
            format: Some(format),
            ..Options::default()
        };
        let document = document::read(text.as_bytes(), &options).unwrap();
        (document.format, document.text.into_owned())
    };
    assert_eq!(
        read("云泽市<br>公告", Format::Html),
        (Format::Html, "云泽市\n公告\n".to_owned())
    );
    let page = "<html><body>云泽市</body></html>";
    assert_eq!(read(page, Format::Text), (Format::Text, page.to_owned()));
}

#[test]
fn what_no_page_can_mean_is_not_parsed() {
    for hostile in [
        format!("<html><body>{}云泽市公告", "<div>".repeat(200_000)),
        format!("<html><body><p {}>云泽市公告", "a=1 ".repeat(100_000)),
    ] {
        let document = document::read(hostile.as_bytes(), &Options::default()).unwrap();
        assert_eq!(document.text, hostile);
        assert_eq!(
            document.doubts.first().map(|doubt| doubt.0),
            Some(WarningCode::LimitReached)
        );
    }
    // Deep, but not beyond the limit.
    let deep = format!("<html><body>{}云泽市公告{}", "<div>".repeat(500), "</div>".repeat(500));
    assert_eq!(lines(&deep), ["云泽市公告"]);
}

#[test]
fn damage_is_told_where_it_shows() {
    let mut bytes = page("", &format!("<div id=\"zoom\">{TEXT}<p>一二三四五六七八九十</p></div>")).into_bytes();
    let at = bytes.windows(3).position(|three| three == "五".as_bytes()).unwrap();
    bytes[at + 1] = b'?';
    let document = document::read(&bytes, &Options::default()).unwrap();
    for (_, _, span) in &document.doubts {
        assert!(document.text.get(span.start..span.end).unwrap().contains('\u{FFFD}'));
    }
}

#[test]
fn a_page_that_says_nothing_is_empty_unless_it_states_something() {
    let read = |page: &str| {
        crate::document::read(page.as_bytes(), &crate::Options::default()).map(|page| page.text.into_owned())
    };
    for page in [
        "<html></html>",
        "<html><body><img src=\"a.jpg\"></body></html>",
        "<p></p>",
        "<html><body><script>let a = '公告';</script></body></html>",
    ] {
        assert_eq!(read(page).unwrap_err().code(), "empty", "{page}");
    }
    // A scan in place of the text.
    let scan = "<html><head><title>青禾县人民政府公告</title></head><body><img src=a.png></body></html>";
    assert_eq!(read(scan).unwrap(), "");
    assert_eq!(record(scan).title.unwrap().text, "青禾县人民政府公告");
    let links = "<html><body><ul><li><a href=1>公告</a></li><li><a href=2>通知</a></li></ul></body></html>";
    assert!(read(links).unwrap().contains("公告"));
}

#[test]
fn an_order_whose_page_has_a_short_code_for_it_does_not_cite_itself() {
    let page = "<html><body><table><tr><td>发文字号：</td><td>青令第7号</td></tr></table><div id=zoom><p>青禾省人民政府令</p>\
                <p>第7号</p><p>现公布《青禾省档案办法》，自2031年1月1日起施行。</p><p>2030年12月18日</p><p>青禾省档案办法</p>\
                <p>（2030年12月18日青禾省人民政府令第7号公布）</p><p>第一条　为加强档案管理，制定本办法。</p></div></body></html>";
    let record = record(page);
    assert_eq!(record.document_number.unwrap().text, "青令第7号");
    assert_eq!(record.citations, []);
}
