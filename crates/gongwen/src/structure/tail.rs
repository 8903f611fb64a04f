//! What closes a part: formulas, signatures and their date, notes, 版记.
//!
//! ```text
//! signature = { body } day [ note ]            one a line, or on one line with blanks between
//! printing  = "抄送" "：" names | [ body ] day "印发"
//! ```

use super::cue;
use super::day;
use super::draft::{Draft, chars};
use super::head::split_names;
use super::{Header, Zone};
use crate::span::Span;
use jiff::civil::Date;

/// A signature found at a block that ends in a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Signature {
    /// The first block of it.
    pub(super) first: usize,
    /// The bodies.
    pub(super) bodies: Vec<Span>,
    /// The day.
    pub(super) day: Option<(Span, Date)>,
}

/// The signature whose day stands in block `i`. A note glued to the day is cut off first.
pub(super) fn signature(draft: &mut Draft<'_>, from: usize, i: usize) -> Option<Signature> {
    if draft.has_label(i) || chars(draft.text(i)) > 140 {
        return None;
    }
    cut_note(draft, i);
    let text = draft.text(i);
    let start = draft.span(i).start;
    let found = day::day_at_end(text.trim_end_matches(['。', ' ']))?;
    let day = Some((found.span.shift(start), found.date));
    let before = text.get(..found.span.start)?.trim_end_matches([' ', '，']);
    if !before.is_empty() {
        // On one line with its bodies; what stands before the day must be names and nothing else.
        if before.contains(['。', '；', '：', '，']) || !cue::is_body(before.rsplit(' ').next().unwrap_or(before)) {
            return None;
        }
        let mut bodies = split_bodies(draft, Span::new(start, start + before.len()));
        let (first, mut above) = bodies_above(draft, from, i);
        above.append(&mut bodies);
        return Some(Signature {
            first,
            bodies: above,
            day,
        });
    }
    let (first, bodies) = bodies_above(draft, from, i);
    if bodies.is_empty() && !may_stand_alone(draft, from, i) {
        return None;
    }
    Some(Signature { first, bodies, day })
}

/// …2026年3月1日（此件公开发布）: the note is a block of its own.
fn cut_note(draft: &mut Draft<'_>, i: usize) {
    let text = draft.text(i);
    if text.ends_with('）')
        && let Some(open) = text.rfind('（')
        && text.get(open..).is_some_and(cue::is_note)
        && text
            .get(..open)
            .is_some_and(|before| day::day_at_end(before.trim_end()).is_some())
    {
        draft.cut(i, draft.span(i).start + open);
    }
}

/// A day without a signature closes a part only where nothing shows that it is an answer to a heading (三、活动时间).
fn may_stand_alone(draft: &Draft<'_>, from: usize, i: usize) -> bool {
    let after = draft.text(i + 1);
    let above = if i > from { draft.text(i - 1) } else { "" };
    let heading_above = i > from
        && draft.is_free(i - 1)
        && draft.has_label(i - 1)
        && chars(above) <= 30
        && !above.ends_with(['。', '；']);
    let closes = i + 1 >= draft.len()
        || after.starts_with("附")
        || cue::is_note(after)
        || cue::is_page_line(after)
        || cue::is_contact(after)
        || after.starts_with("抄送")
        || super::title::kind(after).is_some();
    !heading_above && (closes || (i > from && matches!(draft.zone(i - 1), Some(Zone::Attachments | Zone::Formula))))
}

/// The bodies that sign, in the blocks right above `i`, and the first of these blocks.
fn bodies_above(draft: &Draft<'_>, from: usize, i: usize) -> (usize, Vec<Span>) {
    let mut first = i;
    let mut names: Vec<Span> = Vec::new();
    while first > from && first + 24 > i && draft.is_free(first - 1) && !draft.has_label(first - 1) {
        let text = draft.text(first - 1);
        let sentence = text.contains(['。', '；', '：', '！']) || chars(text) > 60;
        // A long name broken in two: …退役人员为 ⏎ 基层单位人员工作领导小组办公室.
        let first_half = !names.is_empty()
            && draft.blocks.get(first - 1).is_some_and(|block| block.flattened)
            && text.ends_with(['为', '和', '及', '与', '的', '、'])
            || names.first().is_some_and(|next| {
                begins_with_place(text) && !cue::is_body(text) && !begins_with_place(next.of(draft.text))
            });
        if sentence
            || !(cue::is_body(text) || first_half || is_signer(text))
            || cue::is_contact(text)
            || text.starts_with("附")
        {
            break;
        }
        first -= 1;
        if is_signer(text) && !cue::is_body(text) {
            continue;
        }
        if first_half && !cue::is_body(text) {
            if let Some(next) = names.first_mut() {
                *next = next.cover(draft.span(first));
            }
            continue;
        }
        if let (Some(next), true) = (names.first_mut(), is_central(text))
            && is_branch(next.of(draft.text))
        {
            *next = next.cover(draft.span(first));
            continue;
        }
        let mut split = split_bodies(draft, draft.span(first));
        split.append(&mut names);
        names = split;
    }
    (first, names)
}

/// Whether a name begins with a place: the first line of a body's long name does, its second does not.
fn begins_with_place(text: &str) -> bool {
    let opening: String = text.chars().take(6).collect();
    opening.contains(['省', '市', '县', '区', '州', '旗', '镇'])
        || opening.starts_with("中共")
        || opening.starts_with("国家")
        || opening.starts_with("教育部")
}

/// A central body whose branches sign as one name over two lines: 国家税务总局 ⏎ 云泽市税务局.
fn is_central(text: &str) -> bool {
    matches!(
        text,
        "国家税务总局" | "国家金融监督管理总局" | "中国人民银行" | "国家外汇管理局" | "中国银保监会" | "中国证监会"
    )
}

fn is_branch(text: &str) -> bool {
    ["监管分局", "监管局", "税务局", "分行", "支行", "分局"]
        .iter()
        .any(|ending| text.ends_with(ending))
        && !text.starts_with("国家")
        && !text.starts_with("中国")
}

/// Whether the line is an office and a name, as orders are signed: 省长 许某某.
fn is_signer(text: &str) -> bool {
    [
        "总理",
        "省长",
        "市长",
        "县长",
        "区长",
        "州长",
        "主席",
        "主任",
        "部长",
        "局长",
        "行长",
        "署长",
        "会长",
        "厅长",
        "院长",
        "代省长",
        "代市长",
    ]
    .iter()
    .any(|office| {
        text.strip_prefix(office)
            .is_some_and(|name| (2..=5).contains(&chars(name)))
    })
}

/// Bodies on one line: split at gaps where both sides are names.
fn split_bodies(draft: &Draft<'_>, span: Span) -> Vec<Span> {
    let text = draft.text;
    let mut cuts = vec![span.start];
    for gap in draft.clean.gaps_in(Span::new(span.start + 1, span.end)) {
        let from = cuts.last().copied().unwrap_or(span.start);
        let left = Span::new(from, gap.at).trimmed(text);
        let right = Span::new(gap.at, span.end).trimmed(text);
        if cue::is_body(left.of(text)) && !right.is_empty() {
            cuts.push(gap.at);
        }
    }
    if cuts.len() == 1 {
        cuts.extend(same_region(text, span));
    }
    cuts.push(span.end);
    cuts.windows(2)
        .filter_map(|pair| {
            Some(without_seal(
                text,
                Span::new(*pair.first()?, *pair.get(1)?).trimmed(text),
            ))
        })
        .filter(|span| !span.is_empty())
        .collect()
}

/// A name without the remark that another body's seal stands for its own: （代章）.
fn without_seal(text: &str, span: Span) -> Span {
    let name = span.of(text);
    let bare = ["（代章）", "（盖章）", "（公章）", "（章）"]
        .iter()
        .find_map(|seal| name.strip_suffix(seal))
        .unwrap_or(name);
    Span::new(span.start, span.start + bare.len())
}

/// Where names glued together part: 云泽市教育局云泽市财政局, each beginning with the same place.
fn same_region(text: &str, span: Span) -> Vec<usize> {
    let name = span.of(text);
    let Some(place) = name
        .find(['省', '市', '县', '区'])
        .and_then(|at| name.get(..at + '省'.len_utf8()))
    else {
        return Vec::new();
    };
    if chars(place) < 2 || chars(place) > 5 {
        return Vec::new();
    }
    let again = name.match_indices(place).skip(1).map(|(at, _)| at);
    again
        .filter(|&at| name.get(..at).is_some_and(cue::ends_like_body))
        .map(|at| span.start + at)
        .collect()
}

/// Reads block `i` as a line of the 版记; true if it is one.
pub(super) fn printing(draft: &Draft<'_>, i: usize, header: &mut Header) -> bool {
    let text = draft.text(i);
    let span = draft.span(i);
    for word in ["抄送：", "抄报：", "分送：", "抄送"] {
        if let Some(rest) = text.strip_prefix(word) {
            let rest = Span::new(span.end - rest.len(), span.end);
            let names = rest.of(draft.text).trim_end_matches(['。', ' ']);
            header
                .copied_to
                .extend(split_names(draft.text, Span::new(rest.start, rest.start + names.len())));
            return true;
        }
    }
    let Some(before) = text.trim_end_matches(['。', ' ']).strip_suffix("印发") else {
        return false;
    };
    let Some(found) = day::day_at_end(before) else {
        return false;
    };
    let printer = before.get(..found.span.start).unwrap_or("").trim();
    if chars(printer) > 40 || printer.contains(['。', '，']) {
        return false;
    }
    if header.printed_on.is_none() {
        header.printed_on = Some((found.span.shift(span.start), found.date));
        if !printer.is_empty() {
            header.printed_by = Some(Span::new(span.start, span.start + found.span.start).trimmed(draft.text));
        } else if i > 0 && cue::is_body(draft.text(i - 1)) {
            header.printed_by = Some(draft.span(i - 1));
        }
    }
    true
}

/// A signature without a day: bodies after the last sentence of the part, page lines apart.
pub(super) fn undated(draft: &Draft<'_>, from: usize, to: usize) -> Option<Signature> {
    let mut last = to;
    while last > from && draft.zone(last - 1).is_some() {
        last -= 1;
    }
    let (first, bodies) = bodies_above(draft, from, last);
    let after_sentence =
        first > from && (draft.text(first - 1).ends_with(['。', '）', '！', '”']) || !draft.is_free(first - 1));
    (!bodies.is_empty() && after_sentence && first < last).then_some(Signature {
        first,
        // 本案依分层负责规定授权业务主管决行 closes Taiwan notices and signs none.
        bodies: bodies
            .into_iter()
            .filter(|body| !body.of(draft.text).ends_with("决行"))
            .collect(),
        day: None,
    })
}
