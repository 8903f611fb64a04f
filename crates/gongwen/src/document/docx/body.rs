//! The text of the main part: paragraphs, tables and text boxes as lines.

use super::numbering::Numbering;
use super::style::Styles;
use super::xml::{Element, Event, Xml};
use crate::error::Error;
use std::collections::BTreeSet;

/// Where a note stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NoteKind {
    Foot,
    End,
}

/// The notes that the text refers to, by kind and id.
pub(super) type Notes = BTreeSet<(NoteKind, String)>;

pub(super) struct Body<'a> {
    styles: &'a Styles,
    numbering: Numbering,
    lines: Vec<String>,
    notes: Notes,
    /// The names of the elements that are open, outermost first.
    path: Vec<String>,
    /// Paragraphs that are open: more than one where a text box hangs on one.
    paragraphs: Vec<Paragraph>,
    /// Table rows that are open: more than one where tables nest.
    rows: Vec<Row>,
    /// For each open run whether its text is hidden.
    hidden: Vec<bool>,
    /// For each open field whether its code is read, and not yet its result.
    fields: Vec<bool>,
    /// How many of them are.
    codes: usize,
    /// For each open choice between contents whether one was taken.
    taken: Vec<bool>,
    /// The text of a paragraph whose end was deleted, which belongs to the next one.
    joined: String,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    list: Option<u32>,
    level: Option<u32>,
    /// Its end is deleted: it goes on in the next paragraph.
    goes_on: bool,
}

#[derive(Default)]
struct Row {
    /// The lines of each cell.
    cells: Vec<Vec<String>>,
    deleted: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(styles: &'a Styles, numbering: Numbering) -> Self {
        Self {
            styles,
            numbering,
            lines: Vec::new(),
            notes: Notes::new(),
            path: Vec::new(),
            paragraphs: Vec::new(),
            rows: Vec::new(),
            hidden: Vec::new(),
            fields: Vec::new(),
            codes: 0,
            taken: Vec::new(),
            joined: String::new(),
        }
    }

    /// Reads the main part.
    pub(super) fn read(&mut self, xml: &str) -> Result<(), Error> {
        self.read_where(xml, |_| true)
    }

    /// The notes referred to so far.
    pub(super) fn notes(&mut self) -> Notes {
        std::mem::take(&mut self.notes)
    }

    /// Reads those of a part's notes that are referred to; the part also holds the line above notes and the like.
    pub(super) fn read_notes(&mut self, xml: &str, kind: NoteKind, wanted: &Notes) -> Result<(), Error> {
        self.read_where(xml, |element| match element.name() {
            "footnote" | "endnote" => element.attribute("id").is_some_and(|id| wanted.contains(&(kind, id))),
            _ => true,
        })
    }

    /// The lines read.
    pub(super) fn text(self) -> String {
        let mut text = self.lines.join("\n");
        text.push_str(&self.joined);
        text.push('\n');
        text
    }

    fn read_where(&mut self, xml: &str, wanted: impl Fn(&Element<'_>) -> bool) -> Result<(), Error> {
        let mut xml = Xml::new(xml);
        // How many elements are open inside one that is left out, itself included.
        let mut left_out = 0_usize;
        while let Some(event) = xml.next()? {
            match event {
                Event::Start(_) if left_out > 0 => left_out += 1,
                Event::End if left_out > 0 => left_out -= 1,
                Event::Text(_) if left_out > 0 => {}
                Event::Start(element) => {
                    if wanted(&element) && self.open(&element) {
                        self.path.push(element.name().to_owned());
                    } else {
                        left_out = 1;
                    }
                }
                Event::End => self.close(),
                Event::Text(text) => {
                    if self.path.last().is_some_and(|name| name == "t") {
                        // A line break in the file is a blank, as all white space in XML.
                        self.write(&text.replace(['\n', '\r', '\t'], " "));
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether the innermost open elements are these.
    fn within(&self, names: &[&str]) -> bool {
        let Some(begin) = self.path.len().checked_sub(names.len()) else {
            return false;
        };
        self.path.iter().skip(begin).eq(names.iter())
    }

    /// Takes notice of an element; false if it and all in it is left out.
    fn open(&mut self, element: &Element<'_>) -> bool {
        match element.name() {
            // Text of drawings that is no text box: the labels of a chart.
            "p" if element.has_prefix("a") => return false,
            "p" => self.paragraphs.push(Paragraph::default()),
            "r" => self.hidden.push(self.hidden.last().copied().unwrap_or(false)),
            "tr" => self.rows.push(Row::default()),
            "tc" => {
                if let Some(row) = self.rows.last_mut() {
                    row.cells.push(Vec::new());
                }
            }
            // How a ruby annotation is read out, codes, what was deleted.
            "rt" | "instrText" | "delText" | "delInstrText" => return false,
            "tab" | "ptab" if self.within(&["r"]) => self.write("\t"),
            "br" | "cr" if self.within(&["r"]) => self.write("\n"),
            "noBreakHyphen" => self.write("-"),
            "fldChar" => self.field(element.attribute("fldCharType").as_deref()),
            "footnoteReference" => self.refer(NoteKind::Foot, element),
            "endnoteReference" => self.refer(NoteKind::End, element),
            "AlternateContent" => self.taken.push(false),
            "Choice" | "Fallback" => {
                return self
                    .taken
                    .last_mut()
                    .is_none_or(|taken| !std::mem::replace(taken, true));
            }
            "del" | "moveFrom" => return self.mark_deleted(),
            "vanish" if self.within(&["r", "rPr"]) => {
                if let Some(hidden) = self.hidden.last_mut() {
                    *hidden = element.is_on();
                }
            }
            "rStyle" if self.within(&["r", "rPr"]) => {
                let hides = element.value().is_some_and(|style| self.styles.hides(&style));
                if let Some(hidden) = self.hidden.last_mut() {
                    *hidden |= hides;
                }
            }
            "pStyle" if self.within(&["pPr"]) => self.with_paragraph(|paragraph| paragraph.style = element.value()),
            "numId" if self.within(&["pPr", "numPr"]) => {
                self.with_paragraph(|paragraph| paragraph.list = element.number())
            }
            "ilvl" if self.within(&["pPr", "numPr"]) => {
                self.with_paragraph(|paragraph| paragraph.level = element.number())
            }
            // What a paragraph looked like before a change.
            name => return !name.ends_with("PrChange"),
        }
        true
    }

    fn close(&mut self) {
        let Some(name) = self.path.pop() else { return };
        match name.as_str() {
            "p" => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.end_paragraph(paragraph);
                }
            }
            "r" => {
                self.hidden.pop();
            }
            "tr" => {
                if let Some(row) = self.rows.pop() {
                    self.end_row(row);
                }
            }
            "AlternateContent" => {
                self.taken.pop();
            }
            _ => {}
        }
    }

    fn with_paragraph(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            change(paragraph);
        }
    }

    /// Adds text to the open paragraph, if it is shown.
    fn write(&mut self, text: &str) {
        let hidden = self.codes > 0 || self.hidden.last().copied().unwrap_or(false);
        if !hidden {
            self.with_paragraph(|paragraph| paragraph.text.push_str(text));
        }
    }

    fn field(&mut self, part: Option<&str>) {
        match part {
            Some("begin") => {
                self.fields.push(true);
                self.codes += 1;
            }
            Some("separate") => {
                if let Some(code) = self.fields.last_mut() {
                    self.codes -= usize::from(std::mem::replace(code, false));
                }
            }
            Some("end") => self.codes -= usize::from(self.fields.pop().unwrap_or(false)),
            _ => {}
        }
    }

    fn refer(&mut self, kind: NoteKind, element: &Element<'_>) {
        if let Some(id) = element.attribute("id") {
            self.notes.insert((kind, id));
        }
    }

    /// What the mark of a deletion means where it stands: the end of a paragraph, a row; or else all that it holds.
    fn mark_deleted(&mut self) -> bool {
        if self.within(&["pPr", "rPr"]) {
            self.with_paragraph(|paragraph| paragraph.goes_on = true);
            return true;
        }
        if self.within(&["trPr"]) {
            if let Some(row) = self.rows.last_mut() {
                row.deleted = true;
            }
            return true;
        }
        false
    }

    fn end_paragraph(&mut self, paragraph: Paragraph) {
        // A field's code never goes beyond its paragraph; one without an end must not swallow the rest.
        if self.paragraphs.is_empty() && self.codes > 0 {
            self.fields.retain(|code| !code);
            self.codes = 0;
        }
        let text = std::mem::take(&mut self.joined) + &paragraph.text;
        if paragraph.goes_on {
            self.joined = text;
            return;
        }
        let label = self.label(&paragraph);
        let line = match label {
            Some(label) if !text.trim().is_empty() => label + &text,
            _ => text,
        };
        self.place(line);
    }

    /// The paragraph's number, from itself or its style.
    fn label(&mut self, paragraph: &Paragraph) -> Option<String> {
        let by_style = self.styles.list(paragraph.style.as_deref());
        match (paragraph.list, by_style) {
            // A list of its own; 0 is none at all.
            (Some(0), _) => None,
            (Some(list), by_style) => {
                let level = paragraph.level.or(by_style.and_then(|(_, level, _)| level)).or(Some(0));
                self.numbering.label(list, level, None)
            }
            (None, Some((0, ..))) | (None, None) => None,
            (None, Some((list, level, style))) => self.numbering.label(list, paragraph.level.or(level), Some(style)),
        }
    }

    /// Puts a line where it belongs: into the open cell, or the text.
    fn place(&mut self, line: String) {
        match self.rows.last_mut().and_then(|row| row.cells.last_mut()) {
            Some(cell) => cell.push(line),
            None => self.lines.push(line),
        }
    }

    fn end_row(&mut self, row: Row) {
        if row.deleted {
            return;
        }
        if row.cells.len() == 1 {
            for line in row.cells.into_iter().flatten() {
                self.place(line);
            }
            return;
        }
        let cell = |lines: &Vec<String>| {
            let shown = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
            shown.collect::<Vec<_>>().join(" ").replace(['\n', '\t'], " ")
        };
        let line = row.cells.iter().map(cell).collect::<Vec<_>>().join("\t");
        self.place(line.trim_end().to_owned());
    }
}
