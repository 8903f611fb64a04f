//! The page as lines, the way it is printed: blocks and `<br>` begin lines, a table's row is one line with tabs between
//! its cells, blanks run together as HTML says.
//!
//! Many pages are laid out in tables. A table in which fewer than two rows have several cells is layout, and so is a row of
//! which one cell alone holds text, or that holds another table or many lines; its cells' lines stand as they are.

use super::page::{Kind, Page};
use std::collections::HashSet;

/// One line of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// Its text; empty where a page shows a blank line.
    pub(super) text: String,
    /// The first node of its text; of a blank line that of the line before it.
    pub(super) node: usize,
    /// Characters without blanks.
    pub(super) chars: usize,
    /// Those of them that stand in links.
    pub(super) linked: usize,
    /// Whether a link to a file stands in it.
    pub(super) file: bool,
    /// Whether it stands in a heading.
    pub(super) heading: bool,
    /// Whether it stands in what the page calls its own furniture.
    pub(super) furniture: bool,
}

impl Line {
    /// Whether most of it is links.
    pub(super) fn is_links(&self) -> bool {
        self.linked * 2 > self.chars
    }
}

/// More lines in one cell are a text and no entry of a table.
const MOST_LINES_OF_A_CELL: usize = 8;

/// A row that is being read.
struct Row {
    /// Whether its table is one of entries, not of layout.
    entries: bool,
    /// The lines before each of its cells, and before what follows the last.
    cells: Vec<usize>,
    /// Whether a table stands in it.
    nested: bool,
}

/// What is known while the nodes are walked.
#[derive(Default)]
struct Layout {
    lines: Vec<Line>,
    /// The line being written.
    line: Line,
    /// Whether blanks were met since the last character of the line.
    blank: bool,
    rows: Vec<Row>,
    /// The numbers of the lists that are open; `None` for lists without numbers.
    lists: Vec<Option<i32>>,
    links: usize,
    files: usize,
    headings: usize,
    preformatted: usize,
    furniture: usize,
    /// The number to print before the next text of the item.
    number: Option<i32>,
}

/// The lines of a page, in order.
pub(super) fn lines(page: &Page) -> Vec<Line> {
    let mut layout = Layout::default();
    let entries = rows_of_entries(page);
    let mut open: Vec<(usize, Kind)> = Vec::new();
    for (at, node) in page.nodes.iter().enumerate() {
        while let Some((_, kind)) = open.pop_if(|(end, _)| *end <= at) {
            layout.leave(kind);
        }
        match node.kind {
            Kind::Text(..) => layout.text(page.words(node.kind), at),
            kind => {
                layout.enter(kind, entries.contains(&at));
                open.push((node.end, kind));
            }
        }
    }
    while let Some((_, kind)) = open.pop() {
        layout.leave(kind);
    }
    layout.finish_line();
    let (chars, linked) = layout.lines.iter().fold((0, 0), |(chars, linked), line| {
        (chars + line.chars, linked + line.linked)
    });
    // A link that was never closed makes a link of all that follows, and tells nothing.
    if linked * 10 > chars * 9 {
        for line in &mut layout.lines {
            line.linked = 0;
        }
    }
    layout.lines
}

/// The rows of the tables in which at least two rows have several cells.
fn rows_of_entries(page: &Page) -> HashSet<usize> {
    /// A table that is being read: where it ends, its rows, how many cells the last has, how many rows have several.
    struct Table(usize, Vec<usize>, usize, usize);
    let mut found = HashSet::new();
    let mut open: Vec<Table> = Vec::new();
    let mut close = |table: Table| {
        if table.3 >= 2 {
            found.extend(table.1);
        }
    };
    for (at, node) in page.nodes.iter().enumerate() {
        while let Some(table) = open.pop_if(|table| table.0 <= at) {
            close(table);
        }
        match (node.kind, open.last_mut()) {
            (Kind::Table, _) => open.push(Table(node.end, Vec::new(), 0, 0)),
            (Kind::Row, Some(table)) => {
                table.1.push(at);
                table.2 = 0;
            }
            (Kind::Cell, Some(table)) => {
                table.2 += 1;
                table.3 += usize::from(table.2 == 2);
            }
            _ => {}
        }
    }
    open.into_iter().for_each(close);
    found
}

impl Layout {
    /// Opens an element; `entries` tells of a row whether its table is one of entries.
    fn enter(&mut self, kind: Kind, entries: bool) {
        match kind {
            Kind::Text(..) | Kind::Inline => {}
            Kind::Link(file) => {
                self.links += 1;
                self.files += usize::from(file);
            }
            Kind::Break => self.break_line(),
            Kind::Block | Kind::Table => self.finish_line(),
            Kind::Heading => {
                self.finish_line();
                self.headings += 1;
            }
            Kind::Furniture => {
                self.finish_line();
                self.furniture += 1;
            }
            Kind::Preformatted => {
                self.finish_line();
                self.preformatted += 1;
            }
            Kind::Row => {
                self.finish_line();
                if let Some(outer) = self.rows.last_mut() {
                    outer.nested = true;
                }
                self.rows.push(Row {
                    entries,
                    cells: Vec::new(),
                    nested: false,
                });
            }
            Kind::Cell => {
                self.finish_line();
                let before = self.lines.len();
                if let Some(row) = self.rows.last_mut() {
                    row.cells.push(before);
                }
            }
            Kind::Numbered(before) => {
                self.finish_line();
                self.lists.push(Some(before));
            }
            Kind::Bulleted => {
                self.finish_line();
                self.lists.push(None);
            }
            Kind::Item(stated) => {
                self.finish_line();
                if let Some(Some(number)) = self.lists.last_mut() {
                    *number = stated.unwrap_or(number.saturating_add(1));
                    self.number = Some(*number);
                }
            }
        }
    }

    fn leave(&mut self, kind: Kind) {
        match kind {
            Kind::Text(..) | Kind::Inline | Kind::Break => {}
            Kind::Link(file) => {
                self.links -= 1;
                self.files -= usize::from(file);
            }
            Kind::Block | Kind::Table | Kind::Cell => self.finish_line(),
            Kind::Heading => {
                self.finish_line();
                self.headings -= 1;
            }
            Kind::Furniture => {
                self.finish_line();
                self.furniture -= 1;
            }
            Kind::Preformatted => {
                self.finish_line();
                self.preformatted -= 1;
            }
            Kind::Row => {
                self.finish_line();
                if let Some(row) = self.rows.pop() {
                    self.join(&row);
                }
            }
            Kind::Numbered(_) | Kind::Bulleted => {
                self.finish_line();
                self.lists.pop();
                self.number = None;
            }
            Kind::Item(_) => {
                self.finish_line();
                self.number = None;
            }
        }
    }

    fn text(&mut self, text: &str, node: usize) {
        for c in text.chars() {
            if self.preformatted > 0 && c == '\n' {
                self.break_line();
            } else if c.is_ascii_whitespace() {
                self.blank = true;
            } else {
                self.push(c, node);
            }
        }
    }

    fn push(&mut self, c: char, node: usize) {
        let solid = !c.is_whitespace();
        if self.line.text.is_empty() {
            self.line.node = node;
        } else if self.blank {
            self.line.text.push(' ');
        }
        self.blank = false;
        if solid
            && self.line.chars == 0
            && let Some(number) = self.number.take()
        {
            // A reader sees the numbers of a list; an item that brings its own is not numbered twice.
            if !is_label_opening(c) {
                self.line.text.push_str(&format!("{number}."));
                self.line.chars += 1;
            }
        }
        self.line.text.push(c);
        self.line.chars += usize::from(solid);
        self.line.linked += usize::from(solid && self.links > 0);
        self.line.file |= self.files > 0;
        self.line.heading |= self.headings > 0;
        self.line.furniture |= self.furniture > 0;
    }

    /// Ends the line at a `<br>`; a line with nothing in it is a blank line.
    fn break_line(&mut self) {
        if self.line.chars > 0 {
            self.finish_line();
        } else {
            self.line = Line::default();
            self.blank_line();
        }
        self.blank = false;
    }

    /// Ends the line at a block's border. A paragraph of nothing but fixed blanks is a blank line.
    fn finish_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        let fixed = !line.text.is_empty();
        line.text.truncate(line.text.trim_end().len());
        if line.chars > 0 {
            self.lines.push(line);
        } else if fixed {
            self.blank_line();
        }
        self.blank = false;
    }

    fn blank_line(&mut self) {
        if let Some(last) = self.lines.last().filter(|line| line.chars > 0) {
            let node = last.node;
            self.lines.push(Line {
                node,
                ..Line::default()
            });
        }
    }

    /// Joins the cells of a row to one line, unless the row is layout.
    fn join(&mut self, row: &Row) {
        let ends = row.cells.iter().skip(1).copied().chain([self.lines.len()]);
        let cells: Vec<&[Line]> = row
            .cells
            .iter()
            .zip(ends)
            .map(|(start, end)| self.lines.get(*start..end).unwrap_or(&[]))
            .collect();
        let full = |cell: &&[Line]| cell.iter().filter(|line| line.chars > 0).count();
        let filled = cells.iter().filter(|cell| full(cell) > 0).count();
        if !row.entries || row.nested || filled < 2 || cells.iter().any(|cell| full(cell) > MOST_LINES_OF_A_CELL) {
            return;
        }
        let mut joined = Line::default();
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                joined.text.push('\t');
            }
            for (n, line) in cell.iter().filter(|line| line.chars > 0).enumerate() {
                if n > 0 {
                    joined.text.push(' ');
                }
                if joined.chars == 0 {
                    joined.node = line.node;
                }
                joined.text.push_str(line.text.trim());
                joined.chars += line.chars;
                joined.linked += line.linked;
                joined.file |= line.file;
                joined.heading |= line.heading;
                joined.furniture |= line.furniture;
            }
        }
        let kept = joined.text.trim_end_matches('\t').len();
        joined.text.truncate(kept);
        if let Some(first) = row.cells.first() {
            self.lines.truncate(*first);
        }
        self.lines.push(joined);
    }
}

/// Whether a label may open with `c`: 1., 第一条, 一、, （一）, ①.
fn is_label_opening(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(c, '０'..='９' | '①'..='⑳' | '（' | '(' | '第' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}
