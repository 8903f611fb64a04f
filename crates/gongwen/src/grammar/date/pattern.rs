//! The language the rules' patterns are written in, and the machine that runs it.
//!
//! ```text
//! pattern = branch *("|" branch)          the first branch that fits is taken, and never taken back
//! branch  = *(item ["?" / "+"])
//! item    = character                     itself
//!         / "{" slot "}"                  a closed set or a nested date, see `Slot`
//!         / "(" pattern ")"
//!         / "&(" pattern ")"              must follow, is not taken
//!         / "!(" pattern ")"              must not follow
//! ```
//!
//! Choices are ordered and final, so a pattern reads its text once and cannot run away.

use super::expr::{DateExpr, MonthRef, Part, YearRef};
use super::vocab::Slot;

/// A compiled pattern.
#[derive(Debug)]
pub(super) enum Node {
    Text(String),
    Slot(Slot),
    All(Vec<Node>),
    First(Vec<Node>),
    Maybe(Box<Node>),
    Some(Box<Node>),
    Ahead(Box<Node>),
    Never(Box<Node>),
}

/// Reads a pattern; `None` if it is malformed, which the tests of the registry rule out.
pub(super) fn compile(pattern: &str) -> Option<Node> {
    let mut parser = Parser { rest: pattern };
    let node = parser.choice()?;
    parser.rest.is_empty().then_some(node)
}

struct Parser<'p> {
    rest: &'p str,
}

impl Parser<'_> {
    fn take(&mut self, word: &str) -> bool {
        match self.rest.strip_prefix(word) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn choice(&mut self) -> Option<Node> {
        let mut branches = vec![self.branch()?];
        while self.take("|") {
            branches.push(self.branch()?);
        }
        if branches.len() == 1 {
            branches.pop()
        } else {
            Some(Node::First(branches))
        }
    }

    fn branch(&mut self) -> Option<Node> {
        let mut items: Vec<Node> = Vec::new();
        while let Some(next) = self.rest.chars().next() {
            let item = match next {
                '|' | ')' => break,
                '(' => self.group("(")?,
                '&' => Node::Ahead(Box::new(self.group("&(")?)),
                '!' => Node::Never(Box::new(self.group("!(")?)),
                '{' => {
                    let (name, rest) = self.rest.get(1..)?.split_once('}')?;
                    self.rest = rest;
                    Node::Slot(Slot::named(name)?)
                }
                _ => {
                    self.rest = self.rest.get(next.len_utf8()..)?;
                    Node::Text(next.to_string())
                }
            };
            let item = if self.take("?") {
                Node::Maybe(Box::new(item))
            } else if self.take("+") {
                Node::Some(Box::new(item))
            } else {
                item
            };
            match (items.last_mut(), item) {
                (Some(Node::Text(word)), Node::Text(more)) => word.push_str(&more),
                (_, item) => items.push(item),
            }
        }
        Some(if items.len() == 1 {
            items.pop()?
        } else {
            Node::All(items)
        })
    }

    fn group(&mut self, open: &str) -> Option<Node> {
        if !self.take(open) {
            return None;
        }
        let inner = self.choice()?;
        self.take(")").then_some(inner)
    }
}

/// How many numbers and how many dates one match may hold.
const NUMBERS: usize = 12;
const DATES: usize = 3;

/// What the slots of one match read, in order.
#[derive(Debug, Clone)]
pub(super) struct Caps {
    numbers: [(Slot, u16); NUMBERS],
    count: usize,
    dates: [Option<DateExpr>; DATES],
    dated: usize,
}

impl Default for Caps {
    fn default() -> Self {
        Self {
            numbers: [(Slot::To, 0); NUMBERS],
            count: 0,
            dates: [None; DATES],
            dated: 0,
        }
    }
}

impl Caps {
    /// The `nth` number a slot read, counted from 0.
    pub(super) fn get(&self, slot: Slot, nth: usize) -> Option<u16> {
        let read = self.numbers.get(..self.count)?;
        read.iter()
            .filter(|(of, _)| *of == slot)
            .nth(nth)
            .map(|&(_, number)| number)
    }

    /// The same for numbers that are small by their slot (months, days, quarters).
    pub(super) fn small(&self, slot: Slot, nth: usize) -> Option<i8> {
        self.get(slot, nth).and_then(|number| i8::try_from(number).ok())
    }

    /// The year the match names, or how it leaves it out.
    pub(super) fn year(&self) -> YearRef {
        match (self.get(Slot::Year, 0), self.get(Slot::RelYear, 0).map(i16::try_from)) {
            (Some(year), _) => i16::try_from(year).map_or(YearRef::Unsaid, YearRef::Said),
            (_, Some(Ok(far))) if far >= 200 => YearRef::Named(far - 200),
            (_, Some(Ok(far))) => YearRef::Own(far - 100),
            _ => YearRef::Unsaid,
        }
    }

    /// The `nth` month the match names.
    pub(super) fn month(&self, nth: usize) -> Option<MonthRef> {
        self.small(Slot::Month, nth).map(MonthRef::Said)
    }

    /// 初, 中, 底 as a part of year or month.
    pub(super) fn edge(&self) -> Option<Part> {
        Some(match self.get(Slot::Edge, 0)? {
            1 => Part::Beginning,
            2 => Part::Middle,
            _ => Part::End,
        })
    }

    /// 上旬, 中下旬 as a part of a month.
    pub(super) fn tens(&self) -> Option<Part> {
        let ten = u8::try_from(self.get(Slot::Ten, 0)?).ok()?;
        Some(if ten > 10 {
            Part::Tens(ten / 10, ten % 10)
        } else {
            Part::Tens(ten, ten)
        })
    }

    /// The `nth` nested date, counted from 0.
    pub(super) fn date(&self, nth: usize) -> Option<DateExpr> {
        self.dates.get(nth).copied().flatten()
    }

    pub(super) fn push(&mut self, slot: Slot, number: u16) {
        if let Some(place) = self.numbers.get_mut(self.count) {
            *place = (slot, number);
            self.count += 1;
        }
    }

    pub(super) fn push_date(&mut self, expr: DateExpr) {
        if let Some(place) = self.dates.get_mut(self.dated) {
            *place = Some(expr);
            self.dated += 1;
        }
    }

    const fn mark(&self) -> (usize, usize) {
        (self.count, self.dated)
    }

    fn reset(&mut self, mark: (usize, usize)) {
        self.count = mark.0;
        self.dated = mark.1;
    }
}

/// Reads slots; the registry does, because nested dates are read by its rules.
pub(super) trait Reader {
    /// The text.
    fn text(&self) -> &str;
    /// Where the slot's match at byte `at` ends, its value put into `caps`.
    fn slot(&mut self, slot: Slot, at: usize, caps: &mut Caps) -> Option<usize>;
}

/// Where the match of `node` at byte `at` ends.
pub(super) fn run(node: &Node, reader: &mut impl Reader, at: usize, caps: &mut Caps) -> Option<usize> {
    match node {
        Node::Text(word) => reader
            .text()
            .get(at..)?
            .starts_with(word.as_str())
            .then(|| at + word.len()),
        Node::Slot(slot) => reader.slot(*slot, at, caps),
        Node::All(items) => items.iter().try_fold(at, |at, item| run(item, reader, at, caps)),
        Node::First(branches) => branches.iter().find_map(|branch| attempt(branch, reader, at, caps)),
        Node::Maybe(inner) => Some(attempt(inner, reader, at, caps).unwrap_or(at)),
        Node::Some(inner) => {
            let mut end = attempt(inner, reader, at, caps)?;
            while let Some(next) = attempt(inner, reader, end, caps).filter(|&next| next > end) {
                end = next;
            }
            Some(end)
        }
        Node::Ahead(inner) => look(inner, reader, at, caps).then_some(at),
        Node::Never(inner) => (!look(inner, reader, at, caps)).then_some(at),
    }
}

fn attempt(node: &Node, reader: &mut impl Reader, at: usize, caps: &mut Caps) -> Option<usize> {
    let mark = caps.mark();
    let end = run(node, reader, at, caps);
    if end.is_none() {
        caps.reset(mark);
    }
    end
}

fn look(node: &Node, reader: &mut impl Reader, at: usize, caps: &mut Caps) -> bool {
    let mark = caps.mark();
    let found = run(node, reader, at, caps).is_some();
    caps.reset(mark);
    found
}
