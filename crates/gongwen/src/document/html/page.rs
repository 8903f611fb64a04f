//! The parsed page as a flat list of what a reader sees: elements and texts in page order, each knowing where its own
//! content ends. No stage after this one walks a tree, so none can run out of stack.

use crate::lexicon;
use dom_query::{Document, Element, NodeData, NodeId, NodeRef};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A page, parsed and made flat.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// What is visible, in page order.
    pub(super) nodes: Vec<Node>,
    /// The parser's name of each node.
    pub(super) ids: Vec<NodeId>,
    /// The text of all text nodes, one after the other.
    pub(super) text: String,
    /// `<meta name=… content=…>`, in order.
    pub(super) metas: Vec<(String, String)>,
    /// `<title>`
    pub(super) title: Option<String>,
}

/// An element or a text.
#[derive(Debug)]
pub(super) struct Node {
    /// What it is.
    pub(super) kind: Kind,
    /// The index after its last descendant.
    pub(super) end: usize,
    /// The place in the list of known containers that this element has, 0 the surest.
    pub(super) container: Option<usize>,
}

/// What an element does to the lines of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text; bytes of [`Page::text`].
    Text(usize, usize),
    /// Nothing: `span`, `b`, `sup`, and every name nobody knows.
    Inline,
    /// `a`; with true one that leads to a file.
    Link(bool),
    /// Begins and ends a line.
    Block,
    /// `h1` to `h6`, and blocks that call themselves a title.
    Heading,
    /// `br`
    Break,
    /// `table`
    Table,
    /// `tr`
    Row,
    /// `td`, `th`
    Cell,
    /// `ol`; the number before that of its first item.
    Numbered(i32),
    /// `ul`, `menu`
    Bulleted,
    /// `li`; the number it states for itself.
    Item(Option<i32>),
    /// `pre`: its line breaks are meant.
    Preformatted,
    /// What the page says about itself in so many words: `nav`, `footer`, `aside`.
    Furniture,
}

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "form",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "main",
    "p",
    "section",
    "summary",
    "tbody",
    "tfoot",
    "thead",
    "ucapcontent",
    "ucaptitle",
];

/// Elements of which a reader sees nothing, or nothing that is text: choices of a form are not said.
const UNSEEN: &[&str] = &[
    "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "map", "math", "meta", "link",
    "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title", "video", "xml",
];

/// Endings of addresses of files that are offered beside a page.
const FILES: &[&str] = &[
    ".doc", ".docx", ".wps", ".pdf", ".ofd", ".xls", ".xlsx", ".et", ".zip", ".rar", ".7z", ".ppt", ".pptx", ".ceb",
    ".tif", ".jpg",
];

/// Known containers (`id:zoom`, `class:trs_editor`, `ucapcontent`), with their place in the list.
static CONTAINERS: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    lexicon::list(lexicon::PAGE_CONTAINERS)
        .into_iter()
        .enumerate()
        .map(|(rank, name)| (name.to_ascii_lowercase(), rank))
        .collect()
});

/// Makes a parsed page flat. Hidden elements, comments, scripts and styles are left out with all they hold.
pub(super) fn flatten(document: &Document) -> Page {
    let mut page = Page::default();
    let mut open: Vec<usize> = Vec::new();
    let root = document.root();
    let mut next = Some(root);
    while let Some(node) = next {
        let entered = page.take(&node);
        if let Some(index) = entered {
            open.push(index);
        }
        next = entered.and_then(|_| node.first_child());
        let mut here = node;
        let mut is_open = entered.is_some();
        while next.is_none() {
            if is_open && let Some(index) = open.pop() {
                let end = page.nodes.len();
                if let Some(slot) = page.nodes.get_mut(index) {
                    slot.end = end;
                }
            }
            if here.id == root.id {
                break;
            }
            next = here.next_sibling();
            if next.is_none() {
                let Some(parent) = here.parent() else { break };
                here = parent;
                is_open = true;
            }
        }
    }
    page
}

impl Page {
    /// Adds a node; `None` if a reader does not see it.
    fn take(&mut self, node: &NodeRef<'_>) -> Option<usize> {
        let (kind, container) = node.query_or(None, |inner| match &inner.data {
            NodeData::Document | NodeData::Fragment => Some((Kind::Block, None)),
            NodeData::Text { contents } => {
                let start = self.text.len();
                self.text.push_str(contents);
                Some((Kind::Text(start, self.text.len()), None))
            }
            NodeData::Element(element) => {
                self.state(element, node);
                seen(element)
            }
            _ => None,
        })?;
        self.nodes.push(Node {
            kind,
            end: self.nodes.len() + 1,
            container,
        });
        self.ids.push(node.id);
        Some(self.nodes.len() - 1)
    }

    /// Keeps what a page states in its head, and some in their bodies.
    fn state(&mut self, element: &Element, node: &NodeRef<'_>) {
        match &*element.name.local {
            "head" => {
                for child in node.children_it(false) {
                    child.query(|inner| {
                        if let Some(element) = inner.as_element() {
                            self.state(element, &child);
                        }
                    });
                }
            }
            "meta" => {
                let name = ["name", "property", "itemprop"]
                    .iter()
                    .find_map(|name| attr(element, name));
                if let (Some(name), Some(content)) = (name, attr(element, "content"))
                    && !content.trim().is_empty()
                {
                    self.metas.push((name.trim().to_owned(), content.trim().to_owned()));
                }
            }
            "title" if self.title.is_none() => {
                let title = node.text();
                self.title =
                    Some(title.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|title| !title.is_empty());
            }
            _ => {}
        }
    }

    /// The text of a text node.
    pub(super) fn words(&self, kind: Kind) -> &str {
        match kind {
            Kind::Text(start, end) => self.text.get(start..end).unwrap_or(""),
            _ => "",
        }
    }
}

fn attr<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    element
        .attrs
        .iter()
        .find(|attr| &*attr.name.local == name)
        .map(|attr| attr.value.as_ref())
}

/// What a visible element is; `None` for one that is not seen.
fn seen(element: &Element) -> Option<(Kind, Option<usize>)> {
    let name = &*element.name.local;
    if UNSEEN.contains(&name) || is_hidden(element) {
        return None;
    }
    let number = |name| attr(element, name).and_then(|value| value.trim().parse::<i32>().ok());
    let kind = match name {
        // Without an address it is the aim of a link.
        "a" => attr(element, "href").map_or(Kind::Inline, |href| Kind::Link(is_file(href))),
        "br" => Kind::Break,
        "table" => Kind::Table,
        "tr" => Kind::Row,
        "td" | "th" => Kind::Cell,
        "ol" => Kind::Numbered(number("start").unwrap_or(1).saturating_sub(1)),
        "ul" | "menu" => Kind::Bulleted,
        "li" => Kind::Item(number("value")),
        "pre" | "xmp" | "plaintext" | "listing" => Kind::Preformatted,
        "nav" | "footer" | "aside" => Kind::Furniture,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading,
        _ if BLOCKS.contains(&name) => Kind::Block,
        _ if is_block_by_style(element) => Kind::Block,
        _ => Kind::Inline,
    };
    Some((kind, container(element, name)))
}

fn is_file(href: &str) -> bool {
    let path = href
        .split(['?', '#'])
        .next()
        .unwrap_or(href)
        .trim_end()
        .to_ascii_lowercase();
    // download.jsp?file=….pdf names its file behind the question mark.
    let whole = href.trim_end().to_ascii_lowercase();
    FILES
        .iter()
        .any(|ending| path.ends_with(ending) || whole.ends_with(ending))
}

/// The declarations of a `style`, without blanks and in small letters.
fn style(element: &Element) -> Option<String> {
    let style = attr(element, "style").filter(|style| style.len() < 4096)?;
    Some(
        style
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_lowercase())
            .collect(),
    )
}

fn is_hidden(element: &Element) -> bool {
    attr(element, "hidden").is_some()
        || style(element).is_some_and(|style| {
            ["display:none", "visibility:hidden"]
                .iter()
                .any(|hidden| style.split(';').any(|one| one.starts_with(hidden)))
        })
}

fn is_block_by_style(element: &Element) -> bool {
    style(element).is_some_and(|style| style.split(';').any(|one| one.starts_with("display:block")))
}

/// The place of an element in the list of known containers.
fn container(element: &Element, name: &str) -> Option<usize> {
    let known = |sign: &str, value: &str| {
        CONTAINERS
            .get(&format!("{sign}{}", value.to_ascii_lowercase()))
            .copied()
    };
    let by_id = attr(element, "id").and_then(|id| known("id:", id.trim()));
    let by_class = attr(element, "class").and_then(|classes| {
        classes
            .split_ascii_whitespace()
            .filter_map(|class| known("class:", class))
            .min()
    });
    by_id.into_iter().chain(by_class).chain(known("", name)).min()
}
