//! The styles of a document, as far as they number or hide text.

use super::xml::{Event, Xml};
use crate::error::Error;
use std::collections::HashMap;

/// How many styles may stand on one another; more is a circle.
const LONGEST_CHAIN: usize = 32;

#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

#[derive(Default, Clone)]
struct Style {
    based_on: Option<String>,
    list: Option<u32>,
    level: Option<u32>,
    hidden: Option<bool>,
}

/// Reads `styles.xml`.
pub(super) fn read(xml: &str) -> Result<Styles, Error> {
    let mut styles = Styles::default();
    let mut xml = Xml::new(xml);
    let mut path: Vec<String> = Vec::new();
    let mut open: Option<(String, Style)> = None;
    while let Some(event) = xml.next()? {
        match event {
            Event::Start(element) => {
                let name = element.name().to_owned();
                let parent = path.last().map(String::as_str);
                match (name.as_str(), &mut open) {
                    ("style", None) => {
                        if let Some(id) = element.attribute("styleId") {
                            let is_default =
                                matches!(element.attribute("default").as_deref(), Some("1" | "true" | "on"));
                            if is_default && element.attribute("type").as_deref() == Some("paragraph") {
                                styles.default = Some(id.clone());
                            }
                            open = Some((id, Style::default()));
                        }
                    }
                    ("basedOn", Some((_, style))) => style.based_on = element.value(),
                    ("numId", Some((_, style))) if parent == Some("numPr") => style.list = element.number(),
                    ("ilvl", Some((_, style))) if parent == Some("numPr") => style.level = element.number(),
                    ("vanish", Some((_, style))) if path.ends_with(&["style".to_owned(), "rPr".to_owned()]) => {
                        style.hidden = Some(element.is_on());
                    }
                    _ => {}
                }
                path.push(name);
            }
            Event::End => {
                if path.pop().as_deref() == Some("style")
                    && let Some((id, style)) = open.take()
                {
                    styles.styles.insert(id, style);
                }
            }
            Event::Text(_) => {}
        }
    }
    Ok(styles)
}

impl Styles {
    /// A style and those it is based on.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let get = |id: &'a str| Some((id, self.styles.get(id)?));
        let first = id.or(self.default.as_deref()).and_then(get);
        std::iter::successors(first, move |(_, style)| get(style.based_on.as_deref()?)).take(LONGEST_CHAIN)
    }

    /// The list a paragraph style numbers its paragraphs by, the level where it says one, and the style that says so.
    pub(super) fn list<'a>(&'a self, id: Option<&'a str>) -> Option<(u32, Option<u32>, &'a str)> {
        let level = self.chain(id).find_map(|(_, style)| style.level);
        self.chain(id).find_map(|(id, style)| Some((style.list?, level, id)))
    }

    /// Whether a style hides its text; a run without a style is not asked.
    pub(super) fn hides(&self, id: &str) -> bool {
        self.chain(Some(id))
            .find_map(|(_, style)| style.hidden)
            .unwrap_or(false)
    }
}
