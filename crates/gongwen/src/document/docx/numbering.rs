//! Automatic numbers: the lists of `numbering.xml` and how far each has counted.
//!
//! A paragraph names a list (`w:num`), which stands on a definition (`w:abstractNum`) of up to nine levels. Lists of one
//! definition count on together, unless a list says that it starts anew.

use super::label;
use super::style::Styles;
use super::xml::{Element, Event, Xml};
use crate::error::Error;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Levels of a list.
const LEVELS: usize = 9;

/// Characters a label's pattern and the other words about a level may have; longer ones are cut, so that no document grows
/// by its labels.
const LONGEST: usize = 40;

/// Definitions and lists that are read of each; what stands beyond has no numbers. Long documents have some hundred.
const MOST_LISTS: usize = 5000;

#[derive(Default)]
pub(super) struct Numbering {
    definitions: HashMap<u32, Definition>,
    lists: BTreeMap<u32, List>,
    /// How far each definition has counted, level by level; `None` where it has not begun.
    counted: HashMap<u32, [Option<u32>; LEVELS]>,
    /// The lists and levels that have started anew.
    started: HashSet<(u32, usize)>,
}

#[derive(Default, Clone)]
struct Definition {
    levels: [Option<Level>; LEVELS],
    /// The numbering style that holds the levels in its stead.
    link: Option<String>,
}

#[derive(Default, Clone)]
struct List {
    definition: u32,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

#[derive(Clone)]
struct Level {
    start: u32,
    form: String,
    /// `第%1条`: a place for the number of each level, counted from 1.
    pattern: String,
    /// The outermost level, counted from 1, that makes this one start anew; 0 for none.
    restart: Option<u32>,
    /// The paragraph style that this level belongs to.
    style: Option<String>,
    /// All numbers are shown in digits.
    legal: bool,
    /// What follows the label, as the file says it.
    suffix: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            form: "decimal".to_owned(),
            pattern: String::new(),
            restart: None,
            style: None,
            legal: false,
            suffix: None,
        }
    }
}

/// Reads `numbering.xml`.
pub(super) fn read(xml: &str, styles: &Styles) -> Result<Numbering, Error> {
    let mut numbering = Numbering::default();
    let mut xml = Xml::new(xml);
    let mut path: Vec<String> = Vec::new();
    let mut definition: Option<(u32, Definition)> = None;
    let mut list: Option<(u32, List)> = None;
    // The level that is read, and the one whose start is overridden.
    let (mut level, mut at): (Option<Level>, usize) = (None, 0);
    while let Some(event) = xml.next()? {
        match event {
            Event::Start(element) => {
                let name = element.name().to_owned();
                let number = |name: &str| {
                    element
                        .attribute(name)
                        .and_then(|value| value.trim().parse::<u32>().ok())
                };
                match name.as_str() {
                    "abstractNum" => definition = number("abstractNumId").map(|id| (id, Definition::default())),
                    "num" => list = number("numId").map(|id| (id, List::default())),
                    "lvl" => {
                        at = number("ilvl").map_or(usize::MAX, |level| level as usize);
                        level = Some(Level::default());
                    }
                    "lvlOverride" => at = number("ilvl").map_or(usize::MAX, |level| level as usize),
                    "startOverride" => {
                        let start = list.as_mut().and_then(|(_, list)| list.starts.get_mut(at));
                        if let Some(start) = start {
                            *start = element.number();
                        }
                    }
                    "abstractNumId" => {
                        if let (Some((_, list)), Some(id)) = (&mut list, element.number()) {
                            list.definition = id;
                        }
                    }
                    "numStyleLink" => {
                        if let Some((_, definition)) = &mut definition {
                            definition.link = element.value();
                        }
                    }
                    _ => {
                        if let Some(level) = &mut level {
                            level.read(&name, &element);
                        }
                    }
                }
                path.push(name);
            }
            Event::End => match path.pop().as_deref() {
                Some("lvl") => {
                    let levels = match (&mut list, &mut definition) {
                        (Some((_, list)), _) => Some(&mut list.levels),
                        (None, Some((_, definition))) => Some(&mut definition.levels),
                        (None, None) => None,
                    };
                    if let Some(place) = levels.and_then(|levels| levels.get_mut(at)) {
                        *place = level.take();
                    }
                    level = None;
                }
                Some("abstractNum") if numbering.definitions.len() < MOST_LISTS => {
                    numbering.definitions.extend(definition.take());
                }
                Some("num") if numbering.lists.len() < MOST_LISTS => numbering.lists.extend(list.take()),
                Some("abstractNum") => definition = None,
                Some("num") => list = None,
                _ => {}
            },
            Event::Text(_) => {}
        }
    }
    numbering.follow_links(styles);
    Ok(numbering)
}

impl Level {
    fn read(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "start" => self.start = element.number().unwrap_or(1),
            "numFmt" => self.form = short(element).unwrap_or_default(),
            "lvlText" => self.pattern = short(element).unwrap_or_default(),
            "lvlRestart" => self.restart = element.number(),
            "pStyle" => self.style = short(element),
            "isLgl" => self.legal = element.is_on(),
            "suff" => self.suffix = short(element),
            _ => {}
        }
    }
}

/// The value of an element, if need be cut.
fn short(element: &Element<'_>) -> Option<String> {
    Some(element.value()?.chars().take(LONGEST).collect())
}

impl Numbering {
    /// Puts the levels of numbering styles where definitions only name the style.
    fn follow_links(&mut self, styles: &Styles) {
        let mut linked: Vec<(u32, Definition)> = Vec::new();
        for list in self.lists.values() {
            let Some(definition) = self.definitions.get(&list.definition) else {
                continue;
            };
            let target = definition.link.as_deref().and_then(|link| styles.list(Some(link)));
            let holder = target.and_then(|(target, ..)| self.lists.get(&target));
            if let Some(found) = holder.and_then(|holder| self.definitions.get(&holder.definition)) {
                linked.push((list.definition, found.clone()));
            }
        }
        self.definitions.extend(linked);
    }

    /// Counts one paragraph and gives its label, and what parts it from the text. `style` is the paragraph style that names
    /// the list, where it was not the paragraph itself; it may choose the level.
    pub(super) fn label(&mut self, list: u32, level: Option<u32>, style: Option<&str>) -> Option<String> {
        let own = self.lists.get(&list)?;
        let definition = self.definitions.get(&own.definition)?;
        let levels: Vec<Option<&Level>> = own
            .levels
            .iter()
            .zip(&definition.levels)
            .map(|(own, shared)| own.as_ref().or(shared.as_ref()))
            .collect();
        let by_style = || {
            levels
                .iter()
                .position(|level| level.is_some_and(|level| style.is_some() && level.style.as_deref() == style))
        };
        let at = match level {
            Some(level) => level as usize,
            None => by_style().unwrap_or(0),
        };
        let shown = (*levels.get(at)?)?;
        let start = |at: usize| {
            let level = levels.get(at).copied().flatten();
            own.starts
                .get(at)
                .copied()
                .flatten()
                .or(level.map(|level| level.start))
                .unwrap_or(1)
        };

        let counted = self.counted.entry(own.definition).or_default();
        let anew = own.starts.get(at).copied().flatten().is_some() && self.started.insert((list, at));
        if let Some(count) = counted.get_mut(at) {
            *count = Some(match *count {
                Some(count) if !anew => count.saturating_add(1),
                _ => start(at),
            });
        }
        for (inner, count) in counted.iter_mut().enumerate().skip(at + 1) {
            let restart = levels.get(inner).copied().flatten().and_then(|level| level.restart);
            let stays = restart.is_some_and(|restart| restart == 0 || at + 1 > restart as usize);
            if !stays {
                *count = None;
            }
        }

        let mut label = String::new();
        let mut chars = shown.pattern.chars().peekable();
        while let Some(c) = chars.next() {
            let place = chars
                .peek()
                .filter(|_| c == '%')
                .and_then(|digit| digit.to_digit(10))
                .filter(|&digit| digit > 0);
            let Some(place) = place else {
                label.push(c);
                continue;
            };
            chars.next();
            let of = place as usize - 1;
            let form = match levels.get(of).copied().flatten() {
                Some(level) if !shown.legal || of == at => level.form.as_str(),
                _ => "decimal",
            };
            let count = counted.get(of).copied().flatten().unwrap_or_else(|| start(of));
            label.extend(label::number(count, form));
        }
        // Bullets of symbol fonts stand for no character.
        label.retain(|c| !('\u{E000}'..='\u{F8FF}').contains(&c));
        let label = label.trim();
        if label.is_empty() {
            return None;
        }
        let parted =
            shown.suffix.as_deref() != Some("nothing") && label.ends_with(|c: char| c.is_alphanumeric() || c == '.');
        Some(if parted { format!("{label} ") } else { label.to_owned() })
    }
}
