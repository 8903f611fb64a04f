//! Which labels open a node.
//!
//! A label at the start of a line does, with few exceptions. A label inside a line does only where the line could have
//! been broken before it (after the end of a sentence, or at a gap) and where its number goes on a run: `一、` opens a
//! node there if a `二、` comes later, `（四）` if a `（三）` was opened before. So `（一）` in `第二条第（一）项`, `1.` in
//! `1.5%` and a lone `3.` never do. An enumeration after a colon or between semicolons (：（1）…；（2）…) is running text
//! in a notice that kept its lines; only where lines were lost may it be a list.

use super::flat::is_long;
use crate::grammar::label::{Label, Style, label};
use crate::span::Span;
use crate::text::Clean;
use std::collections::BTreeMap;

/// A place where a label stands and might open a node.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    at: usize,
    label: Label,
    place: Place,
}

/// What stands before a candidate, from the surest to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    LineStart,
    /// A gap after the end of a sentence, or a wide gap anywhere.
    Gap,
    /// The end of a sentence, without a gap.
    Sentence,
    /// A colon, a semicolon or a narrow gap in mid-sentence.
    Clause,
}

/// The labels that open nodes, with their offsets, in order.
pub(super) fn labels(clean: &Clean<'_>, lines: &[Span]) -> Vec<(usize, Label)> {
    let candidates = candidates(clean, lines);
    let mut last: BTreeMap<Style, u32> = BTreeMap::new();
    let mut accepted = Vec::new();
    let mut chapter_at = None;
    // The end of the last label, if it was 一、.
    let mut outer = None;
    let mut end = 0;
    for (n, candidate) in candidates.iter().enumerate() {
        let Candidate { at, label, place } = *candidate;
        if at < end {
            continue;
        }
        let opens = match place {
            Place::LineStart => true,
            _ => {
                let follows = last.get(&label.style).is_some_and(|before| before + 1 == label.number);
                let leads = label.number == 1
                    && candidates[n + 1..]
                        .iter()
                        .take_while(|next| !(next.label.style < label.style && next.place <= Place::Gap))
                        .any(|next| next.label.style == label.style && next.label.number == 2);
                // 第三章认定程序第九条…: an article opens right after the title of its chapter.
                let after_chapter = label.style == Style::Article
                    && chapter_at.is_some_and(|chapter: usize| at.saturating_sub(chapter) < 90);
                // 四、检疫要求（一）基地管理。…: in a line that lost its breaks, （一） right behind a title.
                let after_title = outer.is_some_and(|outer: usize| {
                    let between = clean.text.get(outer..at).unwrap_or("。");
                    at.saturating_sub(outer) < 120 && !between.contains(['。', '；', '：', '，'])
                });
                match place {
                    Place::Clause if label.style == Style::Article => follows && after_chapter,
                    Place::Clause if label.style == Style::ChineseBracket => leads && after_title,
                    // …管理要求五、出口管理…六、…: no border at all, but the run goes on before and after it.
                    Place::Clause => {
                        follows
                            && (label.number >= 3
                                || candidates[n + 1..].iter().any(|next| {
                                    next.label.style == label.style && next.label.number == label.number + 1
                                }))
                    }
                    _ => follows || leads,
                }
            }
        };
        if !opens {
            continue;
        }
        last.insert(label.style, label.number);
        // A new outer label lets inner runs begin again; runs that go on across it keep their count in `last`.
        chapter_at = (label.style == Style::Chapter || label.style == Style::Section).then_some(at);
        outer = (label.style == Style::Chinese).then_some(at + label.len);
        end = at + label.len;
        accepted.push((at, label));
    }
    accepted
}

fn candidates(clean: &Clean<'_>, lines: &[Span]) -> Vec<Candidate> {
    let text: &str = &clean.text;
    let mut found = Vec::new();
    for line in lines {
        let opening = label(line.of(text)).filter(|label| {
            let end = line.start + label.len;
            label.style != Style::Stage
                || text.get(..end).is_some_and(|text| text.ends_with('：'))
                || end == line.end
                || clean.gap(end).is_some()
                || text.get(end..).is_some_and(|rest| rest.starts_with('（'))
        });
        if let Some(label) = opening {
            found.push(Candidate {
                at: line.start,
                label,
                place: Place::LineStart,
            });
        }
        let long = is_long(clean, *line);
        let gaps = clean.gaps_in(Span::new(line.start + 1, line.end));
        let mut gaps = gaps.iter().peekable();
        for at in borders(line.of(text)).map(|at| at + line.start) {
            while let Some(gap) = gaps.next_if(|gap| gap.at < at) {
                push(text, gap.at, gap.blanks.max(gap.breaks), long, &mut found);
            }
            let blanks = gaps
                .next_if(|gap| gap.at == at)
                .map_or(0, |gap| gap.blanks.max(gap.breaks));
            push(text, at, blanks, long, &mut found);
        }
        for gap in gaps {
            push(text, gap.at, gap.blanks.max(gap.breaks), long, &mut found);
        }
    }
    found
}

/// Adds the label at `at`, if there is one and what stands before it lets it open a node.
fn push(text: &str, at: usize, blanks: u16, long: bool, found: &mut Vec<Candidate>) {
    if found.last().is_some_and(|last| last.at >= at) {
        return;
    }
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else {
        return;
    };
    let Some(label) = label(after) else { return };
    let place = match before.chars().next_back() {
        Some('。' | '！' | '？' | '…') if blanks > 0 => Place::Gap,
        Some('；' | '：' | '”' | '）' | '》') if blanks > 0 && long => Place::Gap,
        Some('。' | '！' | '？') => Place::Sentence,
        _ if blanks >= 2 && long => Place::Gap,
        Some('；' | '：') if long => Place::Sentence,
        _ if blanks > 0 && long => Place::Gap,
        _ if label.style == Style::Article => Place::Clause,
        _ if label.style == Style::ChineseBracket && label.number == 1 && long => Place::Clause,
        Some(before) if label.style == Style::Chinese && long && !"第一二三四五六七八九十、".contains(before) => {
            Place::Clause
        }
        _ => return,
    };
    // 第九条 in mid-sentence and 二、三产业 are everywhere; only a stage with its colon may stand inside a line.
    let rest = after.get(label.len..).unwrap_or("");
    let refused = match label.style {
        Style::Stage => !after.get(..label.len).is_some_and(|label| label.ends_with('：')),
        Style::Chinese => rest
            .chars()
            .next()
            .is_some_and(|next| "一二三四五六七八九十".contains(next)),
        _ => rest.is_empty(),
    };
    if !refused {
        found.push(Candidate { at, label, place });
    }
}

/// Offsets right after a character that may end what stands before a label, and right before 第, （ and numerals.
fn borders(line: &str) -> impl Iterator<Item = usize> + '_ {
    line.char_indices().filter_map(|(at, c)| match c {
        '。' | '！' | '？' | '；' | '：' | '”' | '）' | '》' | '…' => Some(at + c.len_utf8()),
        '第' | '（' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' if at > 0 => {
            Some(at)
        }
        _ => None,
    })
}
