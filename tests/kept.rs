//! Nothing is dropped and nothing is invented: every non-blank character of a source lies in the evidence of some value,
//! and every value is what its evidence reads when cleaned. Checked on the project's own notices and, where
//! `GONGWEN_NOTICES` names some, on all real ones.
#![allow(clippy::unwrap_used, reason = "a test's steps that fail are its report")]

use gongwen::document;
use gongwen::notice::{BoilerplateKind, Notice};
use gongwen::span::{CharSpan, Span};
use gongwen::text::clean;
use gongwen::{Options, WarningCode, extract};
use gongwen_batch::Inputs;
use gongwen_tests::{notices, root};

/// The code points of a source.
struct Source {
    text: String,
    /// Byte offset of each code point, and the end.
    starts: Vec<usize>,
}

impl Source {
    fn new(text: &str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self {
            text: text.to_owned(),
            starts,
        }
    }

    fn of(&self, span: CharSpan) -> &str {
        &self.text[self.starts[span.0 as usize]..self.starts[span.1 as usize]]
    }
}

/// The places of a record that together must hold the whole source. A part's own span is left out: it would cover
/// anything.
fn places(notice: &Notice) -> Vec<CharSpan> {
    let mut places: Vec<CharSpan> = Vec::new();
    places.extend(notice.title.iter().map(|title| title.span));
    places.extend(notice.header.iter().chain(&notice.closing).map(|line| line.span));
    for part in &notice.parts {
        places.extend(part.title.iter().map(|title| title.span));
        places.extend(&part.body_spans);
    }
    for heading in &notice.headings {
        places.push(heading.span);
        places.extend(&heading.body_spans);
    }
    places.extend(notice.measures.iter().map(|measure| measure.span));
    places.extend(
        notice
            .untitled
            .iter()
            .flat_map(|node| [&node.body_spans[..], &[node.span]].concat()),
    );
    places.extend(notice.boilerplate.iter().map(|piece| piece.span));
    places
}

/// The pieces of the source that stand nowhere in the record. What cleaning takes out (markup, zero-width characters,
/// a character doubled at a page seam) has no place to stand.
fn dropped(source: &Source, notice: &Notice) -> Vec<String> {
    let mut kept = vec![false; source.starts.len()];
    for CharSpan(start, end) in places(notice) {
        kept[start as usize..end as usize].fill(true);
    }
    let mut cleaned = vec![false; source.text.len()];
    let text = clean(&source.text);
    for (at, c) in text.text.char_indices().filter(|(_, c)| *c != '\n') {
        let from = text.to_source(Span::new(at, at + c.len_utf8()));
        cleaned[from.start..from.end].fill(true);
    }
    let mut lost: Vec<String> = Vec::new();
    let mut last = usize::MAX;
    for (n, c) in source.text.chars().enumerate() {
        if kept[n] || c.is_whitespace() || !cleaned[source.starts[n]] {
            continue;
        }
        if last.wrapping_add(1) == n {
            lost.last_mut().unwrap().push(c)
        } else {
            lost.push(c.to_string())
        }
        last = n;
    }
    lost
}

/// A text as values are compared: without line breaks and blanks, and with punctuation in one width, because that (and
/// whether a dot is a full stop) depends on neighbours which the edge of a span may cut off.
fn squash(text: &str) -> String {
    let fold = |c| match c {
        '，' => ',',
        '：' => ':',
        '；' => ';',
        '（' => '(',
        '）' => ')',
        '！' => '!',
        '？' => '?',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '。' => '.',
        '〈' => '<',
        '〉' => '>',
        c => c,
    };
    let folded: String = text.chars().filter(|c| !c.is_whitespace()).map(fold).collect();
    without_pinyin(&folded)
}

/// A text without the notes of pronunciation that conversion sites print: 办(bàn)公室. Only where a text has several does
/// cleaning know them for what they are, so a piece may keep its own.
fn without_pinyin(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some(open) = rest.find('(') {
        let (before, inner) = rest.split_at(open);
        kept.push_str(before);
        let note = inner.find(')').filter(|&close| {
            let letters = &inner[1..close];
            letters.chars().all(char::is_alphabetic) && letters.chars().any(|c| !c.is_ascii() && c < '\u{300}')
        });
        match note {
            Some(close) => rest = &inner[close + 1..],
            None => {
                kept.push('(');
                rest = &inner[1..];
            }
        }
    }
    kept + rest
}

/// The evidence at `span`. Page numbers inside it are left out: only the pages around them tell what they are.
fn evidence(source: &Source, notice: &Notice, span: CharSpan) -> String {
    let mut text = String::new();
    let mut from = span.0;
    for number in notice
        .boilerplate
        .iter()
        .filter(|piece| piece.kind == BoilerplateKind::PageNumber)
    {
        let CharSpan(start, end) = number.span;
        if from <= start && end <= span.1 {
            text.push_str(source.of(CharSpan(from, start)));
            from = end;
        }
    }
    text.push_str(source.of(CharSpan(from, span.1)));
    text
}

/// Whether the evidence, cleaned, holds the value: as a whole, or line by line, since what a piece of a page leaves of
/// its lines may look like page numbers where the whole page did not.
fn holds(evidence: &str, value: &str) -> bool {
    let value = squash(value);
    let lines: String = evidence.lines().map(|line| squash(&clean(line).text)).collect();
    squash(&clean(evidence).text).contains(&value) || lines.contains(&value)
}

/// The warnings about values that stand beside the text: these alone have no evidence, and their empty span says so.
fn from_metadata(notice: &Notice) -> Vec<&str> {
    let warnings = notice.warnings.iter();
    let told = warnings.filter(|warning| warning.code == WarningCode::FromMetadata);
    told.map(|warning| warning.message.as_str()).collect()
}

/// The values that their evidence, cleaned, does not hold.
fn invented(source: &Source, notice: &Notice) -> Vec<String> {
    let mut values: Vec<(&str, String, CharSpan)> = Vec::new();
    values.extend(
        notice
            .title
            .iter()
            .map(|title| ("title", title.text.clone(), title.span)),
    );
    for (what, names) in [
        ("issuers", &notice.issuers),
        ("addressees", &notice.addressees),
        ("copied_to", &notice.copied_to),
    ] {
        values.extend(names.iter().map(|name| (what, name.name.clone(), name.span)));
    }
    values.extend(
        notice
            .header
            .iter()
            .map(|line| ("header", line.text.clone(), line.span)),
    );
    values.extend(
        notice
            .closing
            .iter()
            .map(|line| ("closing", line.text.clone(), line.span)),
    );
    values.extend(
        notice
            .attachments
            .iter()
            .map(|item| ("attachments", item.title.clone(), item.span)),
    );
    for heading in &notice.headings {
        values.push(("headings", heading.text.clone(), heading.span));
        let paragraphs = heading.body.iter().flat_map(|body| body.split('\n'));
        values.extend(
            paragraphs
                .zip(&heading.body_spans)
                .map(|(text, span)| ("headings.body", text.to_owned(), *span)),
        );
    }
    for part in &notice.parts {
        let paragraphs = part.body.iter().flat_map(|body| body.split('\n'));
        values.extend(
            paragraphs
                .zip(&part.body_spans)
                .map(|(text, span)| ("parts.body", text.to_owned(), *span)),
        );
    }
    for measure in &notice.measures {
        values.extend(
            measure
                .text
                .split('\n')
                .map(|text| ("measures", text.to_owned(), measure.span)),
        );
    }
    let stated = from_metadata(notice);
    values
        .into_iter()
        .filter(|(_, value, span)| {
            !(*span == CharSpan(0, 0) && stated.iter().any(|told| told.contains(value.as_str())))
        })
        .filter(|(_, value, span)| !holds(&evidence(source, notice, *span), value))
        .map(|(what, value, span)| format!("{what}: {value:?} is not {:?}", source.of(span)))
        .collect()
}

fn notice(text: &str) -> (Source, Notice) {
    (
        Source::new(text),
        extract(text.as_bytes(), &Options::default()).unwrap(),
    )
}

const SAMPLE: &str = "云泽市档案局关于做好档案移交工作的通知\n云档〔2031〕7号\n各县（区）档案局：\n为做好档案移交工作,现通知如下:\n\
    一、总体要求\n(一)明确范围。移交范围为２０３０年底前形成的档案。\n(二)按时移交。于6月底前完成移交。\n本通知自印发之日起施行。\n\
    云泽市档案局\n2031年3月1日\n";

#[test]
fn what_is_missing_is_noticed() {
    let (source, mut record) = notice(SAMPLE);
    assert_eq!(dropped(&source, &record), [] as [String; 0]);
    assert_eq!(invented(&source, &record), [] as [String; 0]);
    record.closing.retain(|line| !line.text.contains("2031"));
    record.measures[0].text.push_str("另行通知。");
    assert_eq!(dropped(&source, &record), ["2031年3月1日"]);
    assert_eq!(invented(&source, &record).len(), 1);
}

#[test]
fn only_what_is_told_to_be_stated_may_lack_evidence() {
    let page = "<html><meta name=\"ArticleTitle\" content=\"云泽市教育局关于招生的公告\"><p>请各县教育局于7月3日前报送招生计划。</p></html>";
    let document = document::read(page.as_bytes(), &Options::default()).unwrap();
    let (source, mut record) = (
        Source::new(&document.text),
        extract(page.as_bytes(), &Options::default()).unwrap(),
    );
    assert_eq!(record.title.as_ref().map(|title| title.span), Some(CharSpan(0, 0)));
    assert_eq!(invented(&source, &record), [] as [String; 0]);
    record.warnings.clear();
    // Title and issuing body.
    assert_eq!(invented(&source, &record).len(), 2);
}

/// Checks every notice of the inputs; returns how many there were.
fn check(inputs: &Inputs) -> usize {
    let mut wrong: Vec<String> = Vec::new();
    let mut count = 0;
    for input in inputs.iter() {
        let bytes = input.read().unwrap();
        let Ok(document) = document::read(&bytes, &Options::default()) else {
            continue;
        };
        let record = extract(&bytes, &Options::default()).unwrap();
        let source = Source::new(&document.text);
        count += 1;
        let uri = input.uri().unwrap_or_default().to_owned();
        wrong.extend(
            dropped(&source, &record)
                .into_iter()
                .map(|piece| format!("{uri}: dropped {piece:?}")),
        );
        wrong.extend(
            invented(&source, &record)
                .into_iter()
                .map(|piece| format!("{uri}: {piece}")),
        );
    }
    let first: Vec<&str> = wrong.iter().take(40).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), first.join("\n"));
    count
}

#[test]
fn the_projects_own_notices_are_kept_whole() {
    assert!(check(&Inputs::new([root().join("corpus")])) > 0);
}

#[test]
fn real_notices_are_kept_whole() {
    let Some(folder) = notices() else { return };
    for set in ["seeds", "dev", "wild/text", "wild/hant"] {
        let set = folder.join(set);
        if set.is_dir() {
            assert!(check(&Inputs::new([&set])) > 0);
        }
    }
}
