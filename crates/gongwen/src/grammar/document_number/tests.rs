//! Numbers as printed, damaged and glued, and what only looks like one.

use super::{at_start, bare_at_start, find, order_number_line};

/// A text and the canonical numbers in it.
const FOUND: &[(&str, &[&str])] = &[
    ("云政发〔2021〕7号", &["云政发〔2021〕7号"]),
    ("云政发﹝2021﹞7号", &["云政发〔2021〕7号"]),
    ("云政发（2021）7号", &["云政发〔2021〕7号"]),
    ("云政发(2021)7号", &["云政发〔2021〕7号"]),
    ("云政发[2021] 7 号", &["云政发〔2021〕7号"]),
    ("云政发 [ 2021 ] 7 号", &["云政发〔2021〕7号"]),
    ("云政发【2021】7号", &["云政发〔2021〕7号"]),
    ("云政发「2021」7号", &["云政发〔2021〕7号"]),
    ("云政发〔2021〕第7号", &["云政发〔2021〕7号"]),
    ("云政发〔2021年〕7号", &["云政发〔2021〕7号"]),
    ("云政发（2021)7号", &["云政发〔2021〕7号"]),
    ("（法〔2022〕12号）", &["法〔2022〕12号"]),
    ("证监会令〔2010〕年第2号", &["证监会令〔2010〕2号"]),
    // Damaged brackets.
    ("云政发?2021?7号", &["云政发〔2021〕7号"]),
    ("云政发□2021□7号", &["云政发〔2021〕7号"]),
    ("云政发〔2021]7号", &["云政发〔2021〕7号"]),
    ("云政发(〔2021〕7号", &["云政发〔2021〕7号"]),
    ("云政办(2021 7号", &["云政办〔2021〕7号"]),
    ("云政发2021 7号", &["云政发〔2021〕7号"]),
    // 号 lost where nothing else can follow.
    ("（云政发〔2021〕7）", &["云政发〔2021〕7号"]),
    ("云政发〔2021〕7\n各县区", &["云政发〔2021〕7号"]),
    // Glued to what stands before and after.
    (
        "根据省财政厅、省人力资源和社会保障厅苏农计发〔2011〕32号文件",
        &["苏农计发〔2011〕32号"],
    ),
    ("按照苏林保办函〔2018〕22号执行", &["苏林保办函〔2018〕22号"]),
    (
        "《关于试点的通知》(云政办〔2023〕26号)和《云泽市办法》（云财〔2020〕3号）",
        &["云政办〔2023〕26号", "云财〔2020〕3号"],
    ),
    (
        "云政办发〔2013〕158号云泽市人民政府办公室关于建设的通知",
        &["云政办发〔2013〕158号"],
    ),
    ("发改运行〔2021〕1283号", &["发改运行〔2021〕1283号"]),
    ("国办发明电〔2020〕3号", &["国办发明电〔2020〕3号"]),
    // Orders and announcements.
    ("《某条例》（国务院令第768号）", &["国务院令第768号"]),
    ("国务院第586号令", &["国务院令第586号"]),
    ("国务院令586号", &["国务院令第586号"]),
    ("海关总署公告2031年第2号", &["海关总署公告2031年第2号"]),
    ("海关总署2031年第2号公告", &["海关总署公告2031年第2号"]),
    (
        "海关总署、农业农村部联合公告2031年第125号",
        &["海关总署、农业农村部联合公告2031年第125号"],
    ),
    ("财政部税务总局公告（2020年第8号）", &["财政部税务总局公告2020年第8号"]),
    ("公告2023年第15号", &["公告2023年第15号"]),
    (
        "中国人民银行国家市场监督管理总局令〔2024〕第3号",
        &["中国人民银行国家市场监督管理总局令〔2024〕3号"],
    ),
    ("2022年3月3日云泽市人民政府令第42号", &["云泽市人民政府令第42号"]),
    ("中华人民共和国主席令第九号", &["中华人民共和国主席令第九号"]),
    ("院授人给字第1050012345号", &["院授人给字第1050012345号"]),
];

/// Look-alikes.
const REFUSED: &[&str] = &[
    "云泽市青禾路18号",
    "2021年25号楼",
    "青禾园（2021）5号楼",
    "《云泽新区总体规划（2018—2035年）》",
    "召开第12次会议",
    "京ICP备19004913号",
    "京公网安备11010502030123号",
    "（2019）京01民初1号",
    "GB/T 9704—2012",
    "24365校园联播",
    "食品经营许可证（2020）12号",
    "[2016]云量标次证字第0234号",
    "2021年3月15日第3号通知",
    "吹响冲锋号令人振奋",
    "附件（2020）",
    "总人口（2020）3万",
    "2020年第8号",
    "〔2020〕8号",
    "第8号",
    "我省[2020]10号等文件",
    "表（2020）3号",
    "1949号",
];

#[test]
fn finds() {
    for (text, expected) in FOUND {
        let found: Vec<_> = find(text).into_iter().map(|number| number.canonical).collect();
        assert_eq!(&found, expected, "{text}");
    }
}

#[test]
fn refuses() {
    for text in REFUSED {
        assert_eq!(find(text), [], "{text}");
    }
}

#[test]
fn parts_of_a_number() {
    let text = "见云政发〔2021〕第7号文";
    let found = at_start("云政发〔2021〕第7号").unwrap();
    assert_eq!(
        (found.agency.as_str(), found.year, found.serial, found.repaired),
        ("云政发", Some(2021), Some(7), false)
    );
    assert_eq!(find(text)[0].span.of(text), "云政发〔2021〕第7号");
    assert!(find("云政发?2021?7号")[0].repaired);
    assert!(find("云政发〔2021]7号")[0].repaired);
    assert!(!find("云政发[2021]7号")[0].repaired);
    assert_eq!(find("国务院令第768号")[0].year, None);
    assert_eq!(find("中华人民共和国主席令第九号")[0].serial, Some(9));
    assert_eq!(find("院授人给字第98765432109号")[0].serial, None);
}

#[test]
fn numbers_without_a_code() {
    for (text, canonical) in [
        ("〔2024〕第3号", "〔2024〕3号"),
        ("2020年第8号", "2020年第8号"),
        ("第8号", "第8号"),
        ("第十二号", "第十二号"),
    ] {
        assert_eq!(bare_at_start(text).unwrap().canonical, canonical, "{text}");
        assert_eq!(order_number_line(text).unwrap().canonical, canonical, "{text}");
        assert_eq!(
            order_number_line(&format!("（{text}）"))
                .unwrap()
                .span
                .of(&format!("（{text}）")),
            text
        );
    }
    for text in ["", "第8次", "8号", "云政发〔2021〕7号", "第8号文件", "18号"] {
        assert_eq!(order_number_line(text), None, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn spans_stand_in_order_inside_the_text(text in "[云政发办字令公告第号年〔〕（）\\[\\]?2019 \n、的]{0,40}") {
        let mut end = 0;
        for number in find(&text) {
            assert!(number.span.start >= end && !number.span.of(&text).is_empty(), "{number:?}");
            end = number.span.end;
        }
        let _ = (at_start(&text), bare_at_start(&text), order_number_line(&text));
    }
}
