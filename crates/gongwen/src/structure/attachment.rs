//! The 附件 list, and the line 附件 that opens an annex.
//!
//! ```text
//! list   = ( "附件" | "附" ) "：" item { item }              items on one line each, numbered or not
//!        | "附件" number [ "：" ] title { … }                each item under its own word
//! marker = "附件" [ number ] [ "：" ]                        alone on its line: an annex follows
//! ```

use super::cue;
use super::day;
use super::draft::{Draft, chars};
use crate::grammar::label::{Style, label};
use crate::grammar::number::numeral_prefix;
use crate::span::Span;

/// An entry of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Its number.
    pub index: Option<u32>,
    /// Its title, without number, file ending and title marks.
    pub title: Span,
}

/// What a block that begins with 附件 says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Opening {
    /// 附件2
    index: Option<u32>,
    /// Whether a colon stands after it.
    colon: bool,
    /// Where the rest begins, from the start of the block.
    rest: usize,
}

fn opening(text: &str) -> Option<Opening> {
    let word = ["附件", "附表", "附："].iter().find(|word| text.starts_with(**word))?;
    if *word == "附：" {
        return Some(Opening {
            index: None,
            colon: true,
            rest: word.len(),
        });
    }
    let mut rest = word.len();
    let after = text.get(rest..)?;
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let mut index = after.get(..digits).and_then(|digits| digits.parse().ok());
    if digits > 0 {
        rest += digits;
    } else if let Some((number, len)) = numeral_prefix(after) {
        index = u32::try_from(number).ok();
        rest += len;
    }
    let after = text.get(rest..)?;
    let colon = after.starts_with(['：', ':', '【', '[']);
    let mark = after
        .chars()
        .next()
        .filter(|c| matches!(c, '：' | ':' | '.' | '、' | ' ' | '【' | '['));
    // 附件：1.…: the number belongs to the first item, not to the word.
    rest += mark.map_or(0, char::len_utf8);
    Some(Opening { index, colon, rest })
}

/// Whether block `i` is the line 附件 (附件1) that stands alone above an annex.
pub(super) fn is_marker(draft: &Draft<'_>, i: usize) -> bool {
    let text = draft.text(i);
    chars(text) <= 8 && opening(text).is_some_and(|opening| opening.rest == text.len())
}

/// The list that begins at block `i`: its items and the first block after it.
pub(super) fn list(draft: &Draft<'_>, i: usize) -> Option<(Vec<Item>, usize)> {
    let text = draft.text(i);
    if draft.has_label(i) {
        return None;
    }
    let opening = opening(text)?;
    let mut items = Vec::new();
    let mut next = i + 1;
    if opening.rest < text.len() {
        let rest = Span::new(draft.span(i).start + opening.rest, draft.span(i).end);
        // 附件1中…, 附件所列…: a sentence, not a list.
        if (!opening.colon && opening.index.is_none()) || text.ends_with('。') && chars(text) > 60 {
            return None;
        }
        let mut start = rest.start;
        for cut in inline_items(draft, rest) {
            items.push(item(
                draft.text,
                Span::new(start, cut),
                opening.index.filter(|_| start == rest.start),
            ));
            start = cut;
        }
        items.push(item(
            draft.text,
            Span::new(start, rest.end),
            opening.index.filter(|_| start == rest.start),
        ));
    } else if !opening.colon {
        return None;
    }
    while next < draft.len() && draft.is_free(next) {
        let text = draft.text(next);
        let span = draft.span(next);
        let ends = chars(text) > 120
            || text.ends_with(['。', '：'])
            || day::day_at_end(text).is_some()
            || cue::is_note(text)
            || cue::is_page_line(text)
            || cue::is_contact(text);
        if ends {
            break;
        }
        if let Some(again) = self::opening(text)
            && (again.index.is_some() || text.ends_with(['】', ']']))
            && again.rest < text.len()
        {
            items.push(item(
                draft.text,
                Span::new(span.start + again.rest, span.end),
                again.index,
            ));
        } else if label(text).is_some_and(|label| follows(label.style, label.number, &items))
            || (items.is_empty() && !cue::is_body(text))
        {
            items.push(item(draft.text, span, None));
        } else {
            break;
        }
        next += 1;
    }
    // 附件1 and a title on one line, then text: an annex with its marker, unless further entries show a list.
    let single = items.len() == 1 && opening.index.is_some() && next < draft.len();
    let list_goes_on = next >= draft.len() || !draft.is_free(next) || is_closing(draft.text(next));
    items.retain(|item: &Item| !item.title.is_empty());
    if items.is_empty() || (single && !opening.colon && !list_goes_on) {
        return None;
    }
    Some((items, next))
}

/// Where further items begin on the line of the first: 附件：1.推荐表 2.汇总表.
fn inline_items(draft: &Draft<'_>, rest: Span) -> Vec<usize> {
    let mut next = match label(rest.of(draft.text)) {
        Some(first) if first.number == 1 => 2,
        _ => return Vec::new(),
    };
    let mut cuts = Vec::new();
    for gap in draft.clean.gaps_in(Span::new(rest.start + 1, rest.end)) {
        if label(Span::new(gap.at, rest.end).of(draft.text)).is_some_and(|label| label.number == next) {
            cuts.push(gap.at);
            next += 1;
        }
    }
    cuts
}

/// Whether a label is the next one of the list: 1. first, then 2. and so on.
fn follows(style: Style, number: u32, items: &[Item]) -> bool {
    let expected = items.last().map_or(1, |last| last.index.unwrap_or(0) + 1);
    matches!(
        style,
        Style::Arabic | Style::ArabicBracket | Style::Chinese | Style::ChineseBracket | Style::ArabicClose
    ) && (number == expected || number == expected + 1)
}

fn is_closing(text: &str) -> bool {
    cue::is_body(text)
        || cue::is_note(text)
        || day::day_at_end(text).is_some()
        || cue::is_page_line(text)
        || cue::is_contact(text)
}

/// The item at `span`: its number, and its title without what is printed around it.
fn item(text: &str, span: Span, index: Option<u32>) -> Item {
    let mut span = span.trimmed(text);
    let mut index = index;
    if let Some(label) = label(span.of(text)) {
        index = index.or(Some(label.number));
        span = Span::new(span.start + label.len, span.end).trimmed(text);
    }
    let title = span.of(text).trim_end_matches(['】', ']']);
    let title = cue::without_file_ending(title).trim_end_matches(['；', '。', '，', '、', ' ']);
    let mut span = Span::new(span.start, span.start + title.len());
    let whole = span.of(text);
    if whole.starts_with('《') && whole.ends_with('》') && whole.matches('《').count() == 1 {
        span = Span::new(span.start + '《'.len_utf8(), span.end - '》'.len_utf8());
    }
    Item { index, title: span }
}
