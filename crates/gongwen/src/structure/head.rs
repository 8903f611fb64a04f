//! What stands above the text: letterhead, number, title, addressee, and the page's own lines.

use super::cue;
use super::draft::{Draft, chars};
use super::metadata::{self, Metadata};
use super::title;
use super::{Doubt, Header, Zone};
use crate::grammar::document_number::{self, FoundNumber};
use crate::notice::BoilerplateKind;
use crate::span::Span;
use crate::warning::WarningCode;

/// Blocks from which on a header is no longer looked for.
const HEADER_BLOCKS: usize = 160;

/// Reads the header of the part that begins at block `from`; returns the first block of its text.
pub(super) fn read(draft: &mut Draft<'_>, from: usize, header: &mut Header, metadata: &mut Metadata) -> usize {
    split_glued(draft, from);
    split_after_number(draft, from);
    page_lines(draft, from, metadata);
    let mut body = text_start(draft, from);
    split_numbers(draft, from, &mut body);
    let in_table = metadata
        .title
        .filter(|_| metadata.page)
        .map(|title| title.of(draft.text));
    let stated = in_table.or(draft.stated_title.as_deref());
    let title = stated
        .and_then(|stated| title::stated(draft, from, body, stated))
        .or_else(|| title::find(draft, from, body))
        .or_else(|| untold_title(draft, from, body));
    if let Some((first, last)) = title {
        header.title = (first..=last).map(|i| draft.span(i)).collect();
        for i in first..=last {
            draft.set(i, Zone::Title);
        }
        mark_repeats(draft, from, body, first, last);
    }
    let first_title = title.map_or(body, |(first, _)| first);
    for i in from..body {
        if draft.is_free(i) {
            header_line(draft, i, first_title, header);
        }
    }
    if body < draft.len() {
        addressees(draft, &mut body, header);
    }
    body
}

/// Marks the lines of a page's metadata table and its source line, wherever they stand above or right below the title.
fn page_lines(draft: &mut Draft<'_>, from: usize, metadata: &mut Metadata) {
    let mut i = from;
    while i < draft.len().min(from + HEADER_BLOCKS) {
        if is_text(draft, i) {
            break;
        }
        let next = (i + 1 < draft.len()).then(|| draft.span(i + 1));
        let used = metadata.take(draft.text, draft.span(i), next);
        for line in i..i + used {
            draft.set(line, Zone::Boilerplate(BoilerplateKind::SourceLine));
        }
        if used == 0
            && (cue::is_source_line(draft.text(i)) || cue::is_page_line(draft.text(i)))
            && !is_number_line(draft.text(i))
        {
            if let Some((span, date)) = metadata::published(draft.text(i)) {
                let start = draft.span(i).start;
                metadata.published_on = metadata.published_on.or(Some((span.shift(start), date)));
                draft.set(i, Zone::Boilerplate(BoilerplateKind::SourceLine));
            } else if cue::is_page_line(draft.text(i)) {
                draft.set(i, Zone::Boilerplate(BoilerplateKind::Navigation));
            }
        }
        i += used.max(1);
    }
}

/// Whether block `i` is text: a labelled item, an addressee, a sentence of some length, or the opening words of one.
fn is_text(draft: &Draft<'_>, i: usize) -> bool {
    let text = draft.text(i);
    let length = chars(text);
    let leads_in = length >= 16 && (text.ends_with("如下：") || text.ends_with("如下。"));
    let opens = length >= 20
        && text.contains(['，', '《'])
        && super::title::kind(text).is_none()
        && ["为", "根据", "按照", "依据", "依照", "近年", "近期", "近日", "经"]
            .iter()
            .any(|word| text.starts_with(word));
    // The sections of a Taiwan notice: 主旨：, 依据：, 公告事项：.
    let section = ["主旨：", "依据：", "说明：", "公告事项：", "兹"]
        .iter()
        .any(|word| text.starts_with(word));
    let sentence = text.ends_with('。') && (length >= 20 || text.contains('，'));
    section
        || sentence
        || draft.has_label(i)
        || (length >= 40 && text.contains('。'))
        || leads_in
        || opens
        || cue::addressee(text).is_some()
}

/// The first block that is text.
fn text_start(draft: &Draft<'_>, from: usize) -> usize {
    (from..draft.len())
        .find(|&i| draft.is_free(i) && is_text(draft, i))
        .unwrap_or(draft.len())
}

/// A number ends at its 号: what else stands on its line (签发人：…, a registration number) is an element of its own.
fn split_after_number(draft: &mut Draft<'_>, from: usize) {
    for i in from..draft.len().min(from + 30) {
        let text = draft.text(i);
        let start = draft.span(i).start;
        let Some(number) = document_number::at_start(text).filter(|number| number.span.end < text.len()) else {
            continue;
        };
        if draft.clean.gap(start + number.span.end).is_some() {
            draft.cut(i, start + number.span.end);
        }
    }
}

/// The note under the title of a regulation: （2031年1月15日云泽市教育局令第6号公布　自…起施行）, （云泽市人民政府2031年1月3日印发
/// 云政发〔2031〕5号）. It tells number, day and body of the regulation.
fn promulgation(draft: &Draft<'_>, i: usize, header: &mut Header) -> bool {
    let text = draft.text(i);
    let span = draft.span(i);
    let days = super::day::days(text);
    let (Some(inner), Some(day)) = (
        text.strip_prefix('（').filter(|text| text.ends_with('）')),
        days.first(),
    ) else {
        return false;
    };
    let told = ["公布", "发布", "印发", "通过", "令第"]
        .iter()
        .any(|word| inner.contains(word));
    if !told || header.title.is_empty() {
        return false;
    }
    let number = document_number::find(text).into_iter().next();
    let before = Span::new('（'.len_utf8(), day.span.start);
    let after = number.as_ref().map(|number| Span::new(day.span.end, number.span.end));
    let body = [Some(before), after]
        .into_iter()
        .flatten()
        .map(|piece| {
            let name = piece.of(text);
            Span::new(piece.start, piece.start + name.find('令').unwrap_or(name.len())).shift(span.start)
        })
        .find(|piece| cue::is_body(piece.of(draft.text)));
    header.letterhead.extend(body);
    let placed = Some((day.span.shift(span.start), day.date));
    if text.get(day.span.end..).is_some_and(|rest| rest.starts_with("印发")) {
        header.printed_on = header.printed_on.or(placed);
    } else {
        header.issued_on = header.issued_on.or(placed);
    }
    if header.document_number.is_none() {
        header.document_number = number.map(|mut number| {
            number.span = number.span.shift(span.start);
            number
        });
    }
    true
}

/// Title, number and addressee run together without any break (…的意见云府发〔2026〕7号各区县人民政府：…).
fn split_glued(draft: &mut Draft<'_>, from: usize) {
    for i in from..draft.len().min(from + 8) {
        let text = draft.text(i);
        let start = draft.span(i).start;
        if let Some(number) = document_number::find(text).into_iter().next()
            && text
                .get(..number.span.start)
                .is_some_and(|before| title::kind(before).is_some() && chars(before) < 120)
            && !text
                .get(..number.span.start)
                .is_some_and(|before| before.contains(['。', '；', '《', '：']) && !before.contains('》'))
        {
            draft.cut(i, start + number.span.end);
            draft.cut(i, start + number.span.start);
            return;
        }
        if let Some(names) = cue::addressee(text).and_then(|len| text.get(..len))
            && let Some(at) = names
                .match_indices('各')
                .map(|(at, _)| at)
                .find(|&at| names.get(..at).is_some_and(|before| title::kind(before).is_some()))
            && draft.cut(i, start + at)
        {
            return;
        }
        // 关于公开招聘教师的公告为满足…: a kind, and right after it the words that open a text.
        let opens = ["为", "根据", "按照", "经", "依据"]
            .iter()
            .flat_map(|word| text.match_indices(word))
            .map(|(at, _)| at)
            .filter(|&at| {
                let title = text.get(..at).unwrap_or("");
                let long = text.len() - at > 60
                    && (8..=80).contains(&chars(title))
                    && !title.contains(['。', '，', '；', '：', '《']);
                long && title::kind(title).is_some_and(|kind| !matches!(kind, "令" | "函" | "法" | "安排" | "部署"))
            });
        if i == from
            && from == 0
            && let Some(at) = opens.min()
        {
            draft.cut(i, start + at);
            return;
        }
    }
}

/// A number standing in brackets behind a title (…的通知（云教发〔2026〕3号）) becomes a block of its own.
fn split_numbers(draft: &mut Draft<'_>, from: usize, body: &mut usize) {
    let mut i = from;
    while i < *body {
        let text = draft.text(i);
        if draft.is_free(i)
            && text.ends_with('）')
            && let Some(open) = text.rfind('（')
            && text.get(open..).is_some_and(is_number_line)
            && open > 0
            && draft.cut(i, draft.span(i).start + open)
        {
            *body += 1;
        }
        i += 1;
    }
}

/// Whether the line is a document number and nothing else, brackets apart.
fn is_number_line(text: &str) -> bool {
    let bare = text.trim_matches(['（', '）', '(', ')', ' ', '【', '】']);
    document_number::find(bare)
        .first()
        .is_some_and(|found| found.span.len() + 9 >= bare.len())
}

/// A title that ends in no document kind: the only plain line between the page's own lines and the text.
fn untold_title(draft: &Draft<'_>, from: usize, body: usize) -> Option<(usize, usize)> {
    if body >= draft.len() {
        return None;
    }
    let mut lines = (from..body).filter(|&i| draft.is_free(i) && !is_number_line(draft.text(i)));
    let line = lines.next()?;
    let text = draft.text(line);
    let alone = lines.next().is_none();
    let fits = title::is_plain(draft, line) && (6..=60).contains(&chars(text)) && !cue::is_body(text);
    (fits && (alone || text.contains("关于")) && super::day::whole_day(text).is_none()).then_some((line, line))
}

/// The title printed a second time.
fn mark_repeats(draft: &mut Draft<'_>, from: usize, body: usize, first: usize, last: usize) {
    let title = title::joined(draft, first, last);
    let mut i = from;
    while i < body {
        let fits = (i..body).take(6).find(|&end| {
            draft.is_free(end) && title::joined(draft, i, end) == title && (i..=end).all(|line| draft.is_free(line))
        });
        let Some(end) = fits else {
            i += 1;
            continue;
        };
        for line in i..=end {
            draft.set(line, Zone::Boilerplate(BoilerplateKind::Repeat));
        }
        let span = draft.span(i).cover(draft.span(end));
        draft.doubts.push(Doubt::new(
            WarningCode::RepeatedText,
            "the title is printed twice; kept once",
            span,
        ));
        i = end + 1;
    }
}

/// One line above the text that is neither title nor page line.
fn header_line(draft: &mut Draft<'_>, i: usize, first_title: usize, header: &mut Header) {
    let text = draft.text(i);
    let span = draft.span(i);
    let zone = if is_number_line(text) {
        if header.document_number.is_none() {
            header.document_number = document_number::find(text).into_iter().next().map(|mut found| {
                found.span = found.span.shift(span.start);
                found
            });
        }
        Zone::Header
    } else if let Some(number) = document_number::order_number_line(text).filter(|_| i > first_title) {
        // 云泽市教育局令 ⏎ 第7号: the title line and the number make the order's number.
        let title: String = header.title.iter().map(|line| line.of(draft.text)).collect();
        if header.document_number.is_none() && ["令", "公告", "通告"].iter().any(|kind| title.ends_with(kind)) {
            let agency = title::order_agency(&title);
            let canonical = format!("{agency}{}", number.canonical);
            header.document_number = Some(FoundNumber {
                agency,
                canonical,
                span: number.span.shift(span.start),
                ..number
            });
        }
        Zone::Header
    } else if i > first_title && promulgation(draft, i, header) {
        Zone::Header
    } else if let Some(disclosure) = cue::disclosure(text).filter(|_| chars(text) <= 12) {
        header.disclosure = header.disclosure.or(Some((span, disclosure)));
        Zone::Header
    } else if let Some(name) = text.strip_prefix("签发人：") {
        header.signatory = Some(Span::new(span.end - name.len(), span.end).trimmed(draft.text));
        Zone::Header
    } else if ["绝密", "机密", "秘密"].iter().any(|word| text.starts_with(word)) && chars(text) <= 12 {
        header.secrecy = Some(span);
        Zone::Header
    } else if ["特急", "加急", "特提", "平急"]
        .iter()
        .any(|word| text.starts_with(word))
        && chars(text) <= 8
    {
        header.urgency = Some(span);
        Zone::Header
    } else if i < first_title && (cue::is_body(text) || text.ends_with("文件") && chars(text) <= 40) {
        let name = text.strip_suffix("文件").unwrap_or(text);
        if cue::is_body(name) {
            header.letterhead.push(Span::new(span.start, span.start + name.len()));
        }
        Zone::Header
    } else if let Some(day) = super::day::whole_day(text.trim_matches(['（', '）'])).filter(|_| i > first_title) {
        let bracket = if text.starts_with('（') { '（'.len_utf8() } else { 0 };
        header.issued_on = header
            .issued_on
            .or(Some((day.span.shift(span.start + bracket), day.date)));
        Zone::Signature
    } else if i < first_title || cue::is_page_line(text) || cue::is_file_name(text) {
        Zone::Boilerplate(BoilerplateKind::Navigation)
    } else {
        Zone::Header
    };
    draft.set(i, zone);
}

/// The addressees, cut off from the sentence after them where both stand in one block.
fn addressees(draft: &mut Draft<'_>, body: &mut usize, header: &mut Header) {
    let i = *body;
    if draft.has_label(i) {
        return;
    }
    let Some(len) = cue::addressee(draft.text(i)) else {
        return;
    };
    let start = draft.span(i).start;
    draft.cut(i, start + len);
    draft.set(i, Zone::Header);
    *body += 1;
    let names = Span::new(start, start + len - '：'.len_utf8());
    header.addressees = split_names(draft.text, names);
}

/// Splits names at ， and ； (not inside brackets), and at nothing else.
pub(super) fn split_names(text: &str, span: Span) -> Vec<Span> {
    let mut names = Vec::new();
    let mut start = span.start;
    let mut depth = 0usize;
    for (at, c) in span.of(text).char_indices() {
        match c {
            '（' => depth += 1,
            '）' => depth = depth.saturating_sub(1),
            '，' | '；' | ',' | ';' if depth == 0 => {
                names.push(Span::new(start, span.start + at).trimmed(text));
                start = span.start + at + c.len_utf8();
            }
            _ => {}
        }
    }
    names.push(Span::new(start, span.end).trimmed(text));
    names.retain(|name| !name.is_empty());
    names
}
