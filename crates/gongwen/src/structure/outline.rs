//! The tree of headings and measures of one part.
//!
//! Labelled blocks become nodes: a node stands under the nearest node before it whose style stands above its own
//! ([`super::rank`]). A missing or repeated number changes nothing but a warning; a missing label is never made up. Then
//! each node is asked for its title ([`super::heading`]), and every unlabelled block for the node whose text it is.

use super::draft::{Draft, chars};
use super::heading::{self, Close, Opening, Verdict};
use super::{Doubt, Node, Stretch, Zone, paragraph, rank, standing};
use crate::grammar::label::{Label, Style};
use crate::span::Span;
use crate::warning::WarningCode;

/// A node while its part is being read.
#[derive(Debug)]
pub(super) struct Sprout {
    /// The block that opens it.
    pub(super) block: usize,
    pub(super) label: Label,
    pub(super) parent: Option<usize>,
    pub(super) children: bool,
    /// Unlabelled blocks right after it.
    pub(super) paragraphs: Vec<usize>,
    pub(super) opening: Option<Opening>,
    pub(super) verdict: Verdict,
    /// Which run of numbers it belongs to.
    pub(super) run: usize,
}

impl Sprout {
    pub(super) fn titled(&self) -> bool {
        self.verdict != Verdict::No
    }

    /// Whether anything stands under it: a paragraph, an item, or text after its title.
    pub(super) fn has_content(&self) -> bool {
        let run_in = self.titled() && self.opening.is_some_and(|opening| !opening.rest.is_empty());
        self.children || !self.paragraphs.is_empty() || run_in
    }
}

/// Where the unlabelled blocks of a part belong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Part,
    Node(usize),
}

/// Reads the outline of part `part`: adds its nodes to `nodes` and its stretches to `stretches`.
pub(super) fn read(draft: &mut Draft<'_>, part: usize, nodes: &mut Vec<Node>, stretches: &mut Vec<Stretch>) {
    let blocks: Vec<usize> = (0..draft.len())
        .filter(|&i| draft.parts.get(i) == Some(&part) && draft.is_free(i))
        .collect();
    standing::mark(draft, &blocks);
    let mut sprouts = sprout(draft, &blocks);
    judge(draft, &mut sprouts);
    let owners = paragraph::owners(draft, &blocks, &mut sprouts);
    judge(draft, &mut sprouts);
    number_doubts(draft, &sprouts);
    let base = nodes.len();
    for sprout in &sprouts {
        let parent = sprout.parent.map(|parent| base + parent);
        let level = parent
            .and_then(|parent| nodes.get(parent))
            .map_or(1, |parent: &Node| parent.level + 1);
        let span = draft.span(sprout.block);
        let labelled = sprout.label.style != Style::Standing;
        nodes.push(Node {
            part,
            parent,
            level,
            label: labelled
                .then(|| Span::new(span.start, (span.start + sprout.label.len).min(span.end)).trimmed(draft.text)),
            style: sprout.label.style,
            number: labelled.then_some(sprout.label.number),
            title: sprout.opening.filter(|_| sprout.titled()).map(|opening| opening.words),
            text: Vec::new(),
            leaf: !sprout.children,
        });
    }
    for (n, sprout) in sprouts.iter().enumerate() {
        own_stretches(draft, part, base + n, sprout, nodes, stretches);
    }
    for (block, owner) in owners {
        let span = draft.span(block);
        let node = match owner {
            Owner::Part => None,
            Owner::Node(n) => Some(base + n),
        };
        if let Some(node) = node.and_then(|node| nodes.get_mut(node)) {
            node.text.push(span);
        }
        stretches.push(Stretch {
            span,
            zone: Zone::Body,
            part,
            node,
        });
    }
    for i in blocks {
        draft.set(i, Zone::Body);
    }
    for node in nodes.iter_mut().skip(base) {
        node.text.sort();
    }
}

/// Label, title and rest of a node's own block.
fn own_stretches(
    draft: &Draft<'_>,
    part: usize,
    index: usize,
    sprout: &Sprout,
    nodes: &mut [Node],
    stretches: &mut Vec<Stretch>,
) {
    let span = draft.span(sprout.block);
    let Some(node) = nodes.get_mut(index) else { return };
    let label = node.label.unwrap_or(Span::new(span.start, span.start));
    let mut push = |span: Span, zone| {
        if !span.is_empty() {
            stretches.push(Stretch {
                span,
                zone,
                part,
                node: Some(index),
            });
        }
    };
    push(label, Zone::Label);
    let content = Span::new(label.end, span.end).trimmed(draft.text);
    match sprout.opening.filter(|_| sprout.titled()) {
        Some(opening) => {
            // The closing punctuation belongs to the title's stretch: nothing is dropped.
            let end = if opening.rest.is_empty() {
                span.end
            } else {
                opening.rest.start
            };
            push(Span::new(content.start, end).trimmed(draft.text), Zone::Heading);
            push(opening.rest, Zone::Body);
            if !opening.rest.is_empty() {
                node.text.push(opening.rest);
            }
        }
        None => {
            push(content, Zone::Body);
            if !content.is_empty() {
                node.text.push(content);
            }
        }
    }
}

/// The nodes of the labelled blocks, each under its parent.
fn sprout(draft: &Draft<'_>, blocks: &[usize]) -> Vec<Sprout> {
    let labels: Vec<Label> = blocks.iter().filter_map(|&i| draft.blocks.get(i)?.label).collect();
    let standing_over = blocks.windows(2).all(|pair| {
        let label = |n: usize| draft.blocks.get(*pair.get(n)?)?.label;
        label(0).is_none_or(|label| label.style != Style::Standing) || label(1).is_some()
    });
    let order = rank::order(&labels, standing_over);
    let place = |style: Style| order.iter().position(|found| *found == style).unwrap_or(usize::MAX);
    let mut sprouts: Vec<Sprout> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut last_of_style: Vec<(Style, u32, usize)> = Vec::new();
    let mut runs = 0;
    for &block in blocks {
        let Some(label) = draft.blocks.get(block).and_then(|block| block.label) else {
            if let Some(sprout) = sprouts.last_mut() {
                sprout.paragraphs.push(block);
            }
            continue;
        };
        while open
            .last()
            .and_then(|&top| sprouts.get(top))
            .is_some_and(|top| place(top.label.style) >= place(label.style))
        {
            open.pop();
        }
        let parent = open.last().copied();
        if let Some(parent) = parent.and_then(|parent| sprouts.get_mut(parent)) {
            parent.children = true;
        }
        let last = last_of_style.iter_mut().find(|(style, ..)| *style == label.style);
        let run = match last {
            Some((_, number, run)) => {
                if label.number != *number + 1 {
                    runs += 1;
                    *run = runs;
                }
                *number = label.number;
                *run
            }
            None => {
                runs += 1;
                last_of_style.push((label.style, label.number, runs));
                runs
            }
        };
        open.push(sprouts.len());
        let bracketed = || {
            let content = draft.blocks.get(block)?.content().trimmed(draft.text);
            (label.style == Style::Article).then(|| heading::bracket_title(draft, content))?
        };
        let opening = bracketed().or_else(|| heading::opening(draft, block));
        sprouts.push(Sprout {
            block,
            label,
            parent,
            children: false,
            paragraphs: Vec::new(),
            opening,
            verdict: Verdict::No,
            run,
        });
    }
    sprouts
}

fn first_verdicts(draft: &Draft<'_>, sprouts: &mut [Sprout]) {
    for sprout in sprouts {
        let followed = !sprout.paragraphs.is_empty() || sprout.children;
        let bracketed =
            sprout.label.style == Style::Article && sprout.opening.is_some_and(|opening| opening.close == Close::Gap);
        sprout.verdict = match sprout.opening {
            Some(_) if bracketed => Verdict::Strong,
            Some(opening) => heading::judge(draft, &opening, sprout.label.style, followed, sprout.children),
            None => Verdict::No,
        };
    }
}

/// Lets the siblings speak: a long opening sentence is a title only where most items of its run have one; and a line
/// that turned out to have nothing after it is text.
fn judge(draft: &Draft<'_>, sprouts: &mut [Sprout]) {
    first_verdicts(draft, sprouts);
    let count = |run: usize, sprouts: &[Sprout]| {
        let members = sprouts.iter().filter(|sprout| sprout.run == run);
        let (all, titled) = members.fold((0, 0), |(all, titled), sprout| {
            (all + 1, titled + usize::from(sprout.titled()))
        });
        (all, titled)
    };
    for n in 0..sprouts.len() {
        let Some(sprout) = sprouts.get(n) else { continue };
        if sprout.verdict != Verdict::Weak {
            continue;
        }
        let (all, titled) = count(sprout.run, sprouts);
        if all > 1
            && titled * 2 <= all
            && let Some(sprout) = sprouts.get_mut(n)
        {
            sprout.verdict = Verdict::No;
        }
    }
}

/// Numbers that are missing, stand twice or start again where nothing new begins.
fn number_doubts(draft: &mut Draft<'_>, sprouts: &[Sprout]) {
    let mut last: Vec<(Style, u32, Option<usize>)> = Vec::new();
    for sprout in sprouts.iter().filter(|sprout| sprout.label.style != Style::Standing) {
        let span = draft.span(sprout.block);
        let label = Span::new(span.start, (span.start + sprout.label.len).min(span.end));
        let number = sprout.label.number;
        let before = last.iter_mut().find(|(style, ..)| *style == sprout.label.style);
        let doubt = match &before {
            Some((_, last, parent)) => {
                let last = *last;
                if number == last + 1 || (number == 1 && *parent != sprout.parent) {
                    None
                } else if number > last + 1 {
                    Some((WarningCode::NumberingGap, format!("number {} follows {last}", number)))
                } else if number == last {
                    Some((WarningCode::NumberingRepeat, format!("number {number} stands twice")))
                } else {
                    Some((WarningCode::NumberingRestart, format!("number {number} follows {last}")))
                }
            }
            None if number > 1 => Some((WarningCode::NumberingGap, format!("the first number is {number}"))),
            None => None,
        };
        match before {
            Some(entry) => *entry = (sprout.label.style, number, sprout.parent),
            None => last.push((sprout.label.style, number, sprout.parent)),
        }
        if let Some((code, message)) = doubt {
            draft.doubts.push(Doubt::new(code, message, label));
        }
    }
}

/// Whether a block is short enough to be a list item.
pub(super) fn is_short(draft: &Draft<'_>, block: usize) -> bool {
    chars(draft.text(block)) <= 60
}
