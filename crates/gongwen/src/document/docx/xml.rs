//! XML as events, with bounds: no deeper than any document goes, no entity but those of XML itself.

use super::damaged;
use crate::error::Error;
use quick_xml::events::{BytesStart, Event as Raw};
use quick_xml::{Reader, XmlVersion};

/// How deep elements may nest. Tables within tables take ten levels each.
const DEEPEST: usize = 400;

pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
}

/// What is read next. An empty element gives a start and an end.
pub(super) enum Event<'a> {
    Start(Element<'a>),
    End,
    Text(String),
}

pub(super) struct Element<'a>(BytesStart<'a>);

impl<'a> Xml<'a> {
    pub(super) fn new(xml: &'a str) -> Self {
        let mut reader = Reader::from_str(xml.trim_start_matches('\u{FEFF}'));
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().allow_dangling_amp = true;
        Self { reader, depth: 0 }
    }

    /// The next event; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Event<'a>>, Error> {
        loop {
            let event = match self.reader.read_event().map_err(|_| damaged("its XML is broken"))? {
                Raw::Start(element) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(damaged("its elements nest too deep"));
                    }
                    Event::Start(Element(element))
                }
                Raw::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Event::End
                }
                Raw::Text(text) => Event::Text(text.xml_content(XmlVersion::Implicit1_0).into_owned()),
                Raw::CData(text) => Event::Text(text.xml_content(XmlVersion::Implicit1_0).into_owned()),
                Raw::GeneralRef(entity) => {
                    let named = match &*entity {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        // Others would have to be declared, which documents may not do.
                        _ => entity.resolve_char_ref().ok().flatten(),
                    };
                    Event::Text(named.map(String::from).unwrap_or_default())
                }
                Raw::Eof if self.depth > 0 => return Err(damaged("its XML is cut off")),
                Raw::Eof => return Ok(None),
                Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) | Raw::DocType(_) => continue,
                _ => continue,
            };
            return Ok(Some(event));
        }
    }
}

impl Element<'_> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &str {
        let name = self.0.name().into_inner();
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// Whether the name has this prefix.
    pub(super) fn has_prefix(&self, prefix: &str) -> bool {
        self.0
            .name()
            .into_inner()
            .split_once(':')
            .is_some_and(|(own, _)| own == prefix)
    }

    /// The value of an attribute by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let attribute = attributes.with_checks(false).flatten().find(|attribute| {
            let key = attribute.key.into_inner();
            key.rsplit_once(':').map_or(key, |(_, local)| local) == name
        })?;
        Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
    }

    /// The attribute `val`, which most properties are.
    pub(super) fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// The number that is the value.
    pub(super) fn number(&self) -> Option<u32> {
        self.value()?.trim().parse().ok()
    }

    /// Whether a property is switched on: it is where it stands, unless it says otherwise.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off"))
    }
}
