//! Where the text of the notice stands on its page: in a container that government pages are known to use, else where
//! the extractor finds it, else anywhere.
//!
//! The extractor (dom_smoothie, after Mozilla's readability) says which texts it would keep. What it cleans away is often
//! part of a notice (tables, short lines, signatures), so it only points: the text is all of the smallest element that
//! holds what it kept.

use super::around::is_about;
use super::layout::Line;
use super::page::{Kind, Page};
use dom_query::{Document, NodeId};
use dom_smoothie::{Config, Readability};
use std::collections::HashSet;

/// Shorter lines are furniture as often as text, and do not tell where the text stands.
const LINE_OF_TEXT: usize = 12;
/// What a container must hold at the least.
const LEAST: usize = 20;
/// Pages with more elements are not given to the extractor, which walks them many times.
const MOST_NODES: usize = 60_000;

/// Signs of what a site prints under each of its pages.
const FOOTERS: &[&str] = &[
    "ICP备",
    "公网安备",
    "版权所有",
    "网站标识码",
    "主办单位",
    "技术支持",
    "Copyright",
];

/// Where the text stands: nodes from the first to the one after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The box that holds the text and nothing else; empty where the page has none that is known.
    pub(super) text: (usize, usize),
    /// The widest element around it in which there is still more said than linked.
    pub(super) around: (usize, usize),
}

/// Where the text of the notice stands. Where nothing tells, it may be anywhere.
pub(super) fn find(document: Document, page: &Page, lines: &[Line]) -> Place {
    let weight = Weight::of_text(page, lines);
    let whole = (0, page.nodes.len());
    let holds_most = |(start, end): &(usize, usize)| {
        let part = weight.of(*start, *end);
        part >= LEAST && part * 2 >= weight.of(whole.0, whole.1)
    };
    if let Some(text) = known(page, &weight).into_iter().find(holds_most) {
        return Place {
            text,
            around: widened(page, lines, text),
        };
    }
    // What no editor's box holds may have menus in it.
    let around = extracted(document, page)
        .filter(holds_most)
        .map_or(whole, |found| widened(page, lines, found));
    Place { text: (0, 0), around }
}

/// The elements around the text, as long as what each adds is said and not linked: a title, a source line, a signature
/// that the editor's box left out. Menus and lists of other pages end it, and so does the site's footer.
fn widened(page: &Page, lines: &[Line], text: (usize, usize)) -> (usize, usize) {
    let mut wide = text;
    let around = page.nodes.iter().enumerate().take(text.0).rev();
    for (start, node) in around.filter(|(_, node)| node.end >= text.1) {
        let (mut said, mut linked) = (0, 0);
        let added = lines_of(lines, start, wide.0)
            .iter()
            .chain(lines_of(lines, wide.1, node.end));
        for line in added {
            if line.furniture || is_footer(line) {
                return wide;
            }
            let file = if line.file { line.linked } else { 0 };
            said += line.chars - line.linked + file;
            linked += line.linked - file;
        }
        if linked > said {
            return wide;
        }
        wide = (start, node.end);
    }
    wide
}

fn is_footer(line: &Line) -> bool {
    FOOTERS.iter().any(|sign| line.text.contains(sign))
}

/// The lines whose text begins in the nodes from `start` to `end`.
fn lines_of(lines: &[Line], start: usize, end: usize) -> &[Line] {
    let at = |node: usize| lines.partition_point(|line| line.node < node);
    lines.get(at(start)..at(end).max(at(start))).unwrap_or(&[])
}

/// Characters up to each node, so that those in any element are one subtraction.
struct Weight(Vec<usize>);

impl Weight {
    fn new(weights: impl Iterator<Item = usize>) -> Self {
        let mut sum = 0;
        let sums = weights.map(|weight| {
            sum += weight;
            sum
        });
        Self([0].into_iter().chain(sums).collect())
    }

    /// What is text and no menu: lines of some length; links, headings, footers and what is said about the notice left out.
    fn of_text(page: &Page, lines: &[Line]) -> Self {
        let mut weights = vec![0; page.nodes.len()];
        for line in lines {
            if line.chars >= LINE_OF_TEXT
                && line.linked * 3 < line.chars
                && !(line.heading || line.furniture || is_footer(line) || is_about(line))
                && let Some(weight) = weights.get_mut(line.node)
            {
                *weight += line.chars;
            }
        }
        Self::new(weights.into_iter())
    }

    fn of(&self, start: usize, end: usize) -> usize {
        let at = |node: usize| self.0.get(node).copied().unwrap_or(0);
        at(end).saturating_sub(at(start))
    }
}

/// The known containers, the surest first; of several of one name the fullest.
fn known(page: &Page, weight: &Weight) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (at, node) in page.nodes.iter().enumerate() {
        let Some(rank) = node.container else { continue };
        match found.iter_mut().find(|(other, ..)| *other == rank) {
            Some(best) if weight.of(best.1, best.2) < weight.of(at, node.end) => *best = (rank, at, node.end),
            Some(_) => {}
            None => found.push((rank, at, node.end)),
        }
    }
    found.sort_unstable();
    found.into_iter().map(|(_, start, end)| (start, end)).collect()
}

/// The smallest element that holds nearly all of what the extractor keeps.
fn extracted(document: Document, page: &Page) -> Option<(usize, usize)> {
    if page.nodes.len() > MOST_NODES {
        return None;
    }
    let config = Config {
        // Chinese says in 100 characters what English says in 500.
        char_threshold: 100,
        disable_json_ld: true,
        ..Config::default()
    };
    let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
    readability.parse().ok()?;
    let root = readability.doc.select("#readability-page-1").nodes().first().copied()?;
    let kept: HashSet<NodeId> = root.descendants_it().map(|node| node.id).collect();
    let weight = Weight::new(page.nodes.iter().zip(&page.ids).map(|(node, id)| match node.kind {
        kind @ Kind::Text(..) if kept.contains(id) => page.words(kind).chars().filter(|c| !c.is_whitespace()).count(),
        _ => 0,
    }));
    let all = weight.of(0, page.nodes.len());
    // The elements that hold so much stand inside one another: the last one is the smallest.
    let holds = |(start, node): &(usize, &super::page::Node)| {
        !matches!(node.kind, Kind::Text(..)) && weight.of(*start, node.end) * 20 >= all * 19
    };
    let (start, node) = page.nodes.iter().enumerate().rfind(holds)?;
    (all > 0).then_some((start, node.end))
}
