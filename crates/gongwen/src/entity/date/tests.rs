//! Every case of `cases.toml` reads as it says, and dates count only where the structure lets them.

use super::{Date, dates};
use crate::notice::{BoilerplateKind, DateRole, Inferred};
use crate::span::Span;
use crate::structure::{Anchor, Node, Stretch, Structure, Zone};
use crate::text;

#[derive(serde::Deserialize)]
struct Table {
    case: Vec<Case>,
}

#[derive(serde::Deserialize)]
struct Case {
    text: String,
    issued: String,
    dates: Vec<[String; 4]>,
}

/// A structure in which every line has one purpose.
fn lines(clean: &str, zone: Zone, issued: &str) -> Structure {
    let mut start = 0;
    let mut stretches = Vec::new();
    for (index, line) in clean.split('\n').enumerate() {
        let span = Span::new(start, start + line.len());
        stretches.push(Stretch {
            span,
            zone,
            part: 0,
            node: Some(index),
        });
        start = span.end + 1;
    }
    let date: Option<jiff::civil::Date> = issued.parse().ok();
    let anchor = Anchor {
        date,
        year: date.map(jiff::civil::Date::year),
        issued: date.is_some(),
    };
    Structure {
        stretches,
        anchor,
        ..Structure::default()
    }
}

fn read(source: &str, zone: Zone, issued: &str) -> (String, Vec<Date>) {
    let clean = text::clean(source);
    let structure = lines(&clean.text, zone, issued);
    let found = dates(&clean, &structure);
    (clean.text.clone().into_owned(), found)
}

fn row(text: &str, date: &Date) -> [String; 4] {
    let role = serde_json::to_value(date.role).expect("a role is a word");
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    let first = date.rrule.clone().unwrap_or_else(|| day(date.start));
    [
        date.span.of(text).to_owned(),
        role.as_str().unwrap_or("").to_owned(),
        first,
        day(date.end),
    ]
}

#[test]
fn the_cases_read_as_they_say() {
    let table: Table = toml::from_str(include_str!("cases.toml")).expect("cases.toml is TOML");
    let mut wrong = Vec::new();
    for case in table.case {
        let (text, found) = read(&case.text, Zone::Body, &case.issued);
        let rows: Vec<[String; 4]> = found.iter().map(|date| row(&text, date)).collect();
        if rows != case.dates {
            wrong.push(format!("{}\n   want {:?}\n    got {rows:?}", case.text, case.dates));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn titles_documents_and_attachments_have_no_dates() {
    for zone in [
        Zone::Title,
        Zone::Attachments,
        Zone::Label,
        Zone::Boilerplate(BoilerplateKind::Footer),
    ] {
        assert!(
            read("2023年4月1日江岚省工作要点", zone, "2023-04-17").1.is_empty(),
            "{zone:?}"
        );
    }
    assert!(
        read("按照《江岚省2023年工作要点》办理", Zone::Body, "2023-04-17")
            .1
            .is_empty()
    );
    assert_eq!(read("启动阶段（4月上旬）", Zone::Heading, "2023-04-17").1.len(), 1);
}

#[test]
fn signature_print_line_and_source_line_tell_the_role() {
    let role = |text: &str, zone| read(text, zone, "2023-04-17").1.first().map(|date| date.role);
    assert_eq!(role("2023年4月17日", Zone::Signature), Some(DateRole::Issued));
    assert_eq!(
        role("江岚省教育厅办公室2023年4月18日印发", Zone::Printing),
        Some(DateRole::Printed)
    );
    let source = Zone::Boilerplate(BoilerplateKind::SourceLine);
    assert_eq!(
        role("发布时间：2023-04-20 来源：江岚省教育厅", source),
        Some(DateRole::Published)
    );
    assert_eq!(role("更新时间：2023-04-20", source), Some(DateRole::Mention));
    assert_eq!(role("成文日期：2023-04-17", Zone::Header), Some(DateRole::Issued));
}

#[test]
fn what_the_words_leave_out_is_said_to_be_inferred() {
    let inferred = |text: &str| {
        read(text, Zone::Body, "2023-04-17")
            .1
            .into_iter()
            .map(|d| d.inferred)
            .collect::<Vec<_>>()
    };
    assert_eq!(inferred("7月6日前报送"), [Some(Inferred::Year)]);
    assert_eq!(inferred("2023年7月6日前报送"), [None]);
    assert_eq!(
        inferred("5月10日、20日开会"),
        [Some(Inferred::Year), Some(Inferred::Month)]
    );
    assert_eq!(inferred("今年完成"), [Some(Inferred::Year)]);
}

#[test]
fn a_year_comes_from_the_sentence_before_it_comes_from_the_notice() {
    let (_, found) = read("2025年3月启动申报，5月20日前完成评审。", Zone::Body, "2024-11-01");
    assert_eq!(found[1].end.map(|day| day.to_string()).as_deref(), Some("2025-05-20"));
}

#[test]
fn impossible_days_are_said_to_be_so() {
    let (_, found) = read("2月30日前完成", Zone::Body, "2023-04-17");
    assert!(found[0].impossible && found[0].end.is_none());
}

#[test]
fn a_heading_that_names_the_coming_year_sets_the_years_beneath_it() {
    let below = |heading: &str| {
        let source = format!("{heading}\n3月底前开工建设渡口。");
        let clean = text::clean(&source);
        let mut structure = lines(&clean.text, Zone::Body, "2023-12-30");
        structure.stretches[0].zone = Zone::Heading;
        let node = |parent| Node {
            part: 0,
            parent,
            level: 1,
            label: None,
            style: crate::grammar::label::Style::Standing,
            number: None,
            title: None,
            text: Vec::new(),
            leaf: false,
        };
        structure.nodes = vec![node(None), node(Some(0))];
        let last = dates(&clean, &structure).pop();
        last.and_then(|date| date.end).map(|day| day.to_string())
    };
    assert_eq!(below("三、2024年重点工作").as_deref(), Some("2024-03-31"));
    assert_eq!(below("一、2023年工作回顾").as_deref(), Some("2023-03-31"));
}
