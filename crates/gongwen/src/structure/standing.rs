//! Titles that stand alone on their line without a label (工作目标 ⏎ 到2026年底，…).
//!
//! A short line without closing punctuation may as well be a cell of a flattened table, a caption, a signature. It is a
//! title where a sentence or the first item of a run stands under it, where the line above it ended a sentence, and
//! where the part has several such lines, and not many short lines of another kind (a table).

use super::cue;
use super::day;
use super::draft::{Draft, chars};
use crate::grammar::label::{Label, Style};

/// Gives the standing titles among `blocks` a label of no length, so that the outline takes them for nodes.
pub(super) fn mark(draft: &mut Draft<'_>, blocks: &[usize]) {
    let mut titles = Vec::new();
    let mut others = 0;
    for (n, &i) in blocks.iter().enumerate() {
        if draft.has_label(i) || !is_short_line(draft, i) {
            continue;
        }
        let above = n.checked_sub(1).and_then(|n| blocks.get(n)).copied();
        let below = blocks.get(n + 1).copied();
        if stands(draft, i, above, below) {
            titles.push(i);
        } else {
            others += 1;
        }
    }
    // One alone is a title only in a part that has no other short line at all.
    if titles.is_empty() || others * 2 > titles.len() || (titles.len() == 1 && !is_alone(draft, blocks, titles[0])) {
        return;
    }
    for (n, i) in titles.into_iter().enumerate() {
        let number = u32::try_from(n + 1).unwrap_or(u32::MAX);
        if let Some(block) = draft.blocks.get_mut(i) {
            block.label = Some(Label {
                style: Style::Standing,
                number,
                len: 0,
            });
        }
    }
}

/// Whether a lone standing title is no signature, caption or cell: it stands behind labelled items and is short.
fn is_alone(draft: &Draft<'_>, blocks: &[usize], title: usize) -> bool {
    let labelled = blocks
        .iter()
        .take_while(|&&i| i < title)
        .filter(|&&i| draft.has_label(i))
        .count();
    labelled >= 2 && (3..=12).contains(&chars(draft.text(title)))
}

/// Whether a label goes on the run that stands before the title: 放宽准入 ⏎ 3.….
fn continues(draft: &Draft<'_>, below: usize, label: Label) -> bool {
    let before = draft
        .blocks
        .get(..below)
        .into_iter()
        .flatten()
        .rev()
        .filter_map(|block| block.label);
    before
        .filter(|other| other.style == label.style)
        .map(|other| other.number + 1)
        .next()
        == Some(label.number)
}

/// A line of its own, short, without closing punctuation.
fn is_short_line(draft: &Draft<'_>, i: usize) -> bool {
    let text = draft.text(i);
    draft
        .blocks
        .get(i)
        .is_some_and(|block| block.opens_line && !block.flattened)
        && (2..=28).contains(&chars(text))
        && !text.ends_with(['。', '；', '，', '！', '？', '、', '）', '”'])
        && !text.contains('：')
}

/// Whether the short line `i` has the place of a title.
fn stands(draft: &Draft<'_>, i: usize, above: Option<usize>, below: Option<usize>) -> bool {
    let text = draft.text(i);
    let Some(below) = below else { return false };
    let opens = draft.blocks.get(below).and_then(|block| block.label).map_or_else(
        || is_sentence(draft.text(below)),
        |label| label.number == 1 || continues(draft, below, label),
    );
    let closed = above.is_none_or(|above| draft.text(above).ends_with(['。', '；', '：', '！', '”', '）', '…']));
    opens
        && closed
        && !text.contains(['：', '，', '|'])
        && !cue::is_body(text)
        && !cue::is_contact(text)
        && !cue::is_page_line(text)
        && day::day_at_end(text).is_none()
        && text.chars().any(|c| !c.is_ascii() && c.is_alphabetic())
}

fn is_sentence(text: &str) -> bool {
    chars(text) >= 24 && text.contains('。')
}
