//! Parts, headings, untitled nodes and measures of the record.

use super::id;
use super::render::Render;
use crate::notice::{DocumentNumber, Heading, Measure, Part, PartKind, Untitled};
use crate::span::Span;
use crate::structure::{Node, Structure, Zone};

pub(super) fn parts(structure: &Structure, render: &Render<'_>) -> Vec<Part> {
    structure
        .parts
        .iter()
        .enumerate()
        .map(|(n, part)| {
            let body: Vec<Span> = structure
                .stretches
                .iter()
                .filter(|stretch| stretch.part == n && stretch.zone == Zone::Body && stretch.node.is_none())
                .map(|stretch| stretch.span)
                .collect();
            let number = structure
                .headers
                .get(n)
                .and_then(|header| header.document_number.as_ref());
            Part {
                id: id(n),
                kind: part.kind,
                title: render.lines(&part.title),
                document_number: number
                    .filter(|_| part.kind == PartKind::Annex)
                    .map(|number| DocumentNumber {
                        text: number.canonical.clone(),
                        agency: number.agency.clone(),
                        year: number.year,
                        serial: number.serial,
                        span: render.place(number.span),
                    }),
                body: render.paragraphs(&body),
                body_spans: render.places(&body),
                span: render.place(part.span),
            }
        })
        .collect()
}

/// The nodes as the record lists them.
#[derive(Debug, Default)]
pub(super) struct Nodes {
    pub(super) headings: Vec<Heading>,
    pub(super) untitled: Vec<Untitled>,
    pub(super) measures: Vec<Measure>,
}

pub(super) fn nodes(structure: &Structure, render: &Render<'_>) -> Nodes {
    let text: &str = &render.clean.text;
    let mut paths: Vec<String> = Vec::with_capacity(structure.nodes.len());
    let mut nodes = Nodes::default();
    for (n, node) in structure.nodes.iter().enumerate() {
        let segment = match (node.label, node.title) {
            (Some(label), _) => crate::grammar::label::path_segment(label.of(text)).to_owned(),
            (None, Some(title)) => render.line(title),
            (None, None) => String::new(),
        };
        let path = match node.parent.and_then(|parent| paths.get(parent)) {
            Some(above) => format!("{above}/{segment}"),
            None => segment,
        };
        let is_measure = node.leaf && node.label.is_some();
        if let Some(title) = node.title {
            nodes.headings.push(Heading {
                id: id(n),
                part: id(node.part),
                parent: node.parent.map(id),
                level: node.level,
                label: node.label.map(|label| render.line(label)),
                number: node.number,
                path: path.clone(),
                text: render.line(title),
                body: if is_measure {
                    None
                } else {
                    render.paragraphs(&node.text)
                },
                body_spans: if is_measure {
                    Vec::new()
                } else {
                    render.places(&node.text)
                },
                span: render.place(
                    node.label
                        .map_or(title, |label| label.cover(title))
                        .cover(closed(title, text)),
                ),
            });
        }
        if is_measure {
            nodes.measures.push(measure(n, node, &path, render));
        } else if node.title.is_none() {
            nodes.untitled.push(Untitled {
                id: id(n),
                part: id(node.part),
                parent: node.parent.map(id),
                level: node.level,
                label: node.label.map(|label| render.line(label)),
                number: node.number,
                path: path.clone(),
                body: render.paragraphs(&node.text),
                body_spans: render.places(&node.text),
                span: render.place(node.label.unwrap_or_default()),
            });
        }
        paths.push(path);
    }
    nodes
}

/// A title with the punctuation that closes it.
fn closed(title: Span, text: &str) -> Span {
    let after = text.get(title.end..).unwrap_or("");
    let mark: usize = after
        .chars()
        .take_while(|c| matches!(c, '。' | '：' | ':' | '】' | '）'))
        .map(char::len_utf8)
        .sum();
    Span::new(title.start, title.end + mark)
}

fn measure(n: usize, node: &Node, path: &str, render: &Render<'_>) -> Measure {
    let label = node.label.unwrap_or_default();
    let whole = node
        .text
        .iter()
        .chain(node.title.iter())
        .fold(label, |whole, span| whole.cover(*span));
    Measure {
        id: id(n),
        part: id(node.part),
        parent: node.parent.map(id),
        level: node.level,
        label: render.line(label),
        number: node.number,
        path: path.to_owned(),
        heading: node.title.map(|title| render.line(title)),
        text: render.paragraphs(&node.text).unwrap_or_default(),
        keywords: Vec::new(),
        agencies: Vec::new(),
        span: render.place(whole),
    }
}
