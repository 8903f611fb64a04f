//! Runs the rules over a text: one pass that stops only where some rule may begin.

use super::expr::{DateExpr, What};
use super::pattern::{Caps, Node, Reader, compile, run};
use super::rule::{Level, Rule};
use super::vocab::{self, Slot};
use super::{Found, RULES};
use crate::span::Span;
use std::sync::LazyLock;

/// A rule with its pattern compiled.
struct Compiled {
    rule: &'static Rule,
    node: Node,
    level: Level,
    /// Bits of `KEYS`, a set for each of the rule's `needs`: one of them must stand in the text whole.
    needs: Vec<u64>,
}

/// Characters that the rules' `needs` are made of; a text without them is not searched.
const KEYS: &str =
    "年月日号旬季度半期间前后起止底末初中内每全今明去即天周星隔学之收接受五时点上下晚届近两、-./—–．:：（个第国";

struct Grammar {
    rules: Vec<Compiled>,
    /// First characters, sorted, each with the rules that may begin with it, in order of precedence.
    /// The second list is for numbers of four figures, which are years or nothing.
    starts: Vec<(char, Vec<usize>, Vec<usize>)>,
    /// What each character of the basic plane is to the search: bits of [`BEGINS`], [`NUMBER`], [`FOLLOWS`], [`KEY`], [`LINKS`].
    classes: Vec<u8>,
    /// The bit of each key character.
    keys: Vec<(char, u64)>,
}

/// Some rule may begin with the character.
const BEGINS: u8 = 1;
/// A figure or a Chinese numeral.
const NUMBER: u8 = 2;
/// A character of [`AFTER_NUMBER`].
const FOLLOWS: u8 = 4;
/// A character of [`KEYS`].
const KEY: u8 = 8;
/// A character of [`BETWEEN_NUMBERS`].
const LINKS: u8 = 16;

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| {
    let mut rules = Vec::new();
    for rule in RULES.iter().copied() {
        let Some(node) = compile(rule.pattern) else { continue };
        let needs = rule
            .needs
            .iter()
            .map(|word| word.chars().filter_map(key).fold(0, |bits, bit| bits | bit))
            .collect();
        rules.push(Compiled {
            rule,
            node,
            level: rule.level(),
            needs,
        });
    }
    let firsts: Vec<Vec<char>> = rules.iter().map(|compiled| first_of(&compiled.node, &rules)).collect();
    let mut all: Vec<char> = firsts.iter().flatten().copied().collect();
    all.extend(FIGURES.chars().chain(NUMERALS.chars()));
    all.sort_unstable();
    all.dedup();
    let mut classes = vec![0_u8; 0x1_0000];
    let mut mark = |character: char, class: u8| {
        if let Some(of) = classes.get_mut(character as usize) {
            *of |= class;
        }
    };
    let mut starts = Vec::new();
    for first in all {
        let number = FIGURES.contains(first) || NUMERALS.contains(first);
        let begins = |rule: &usize, kind: char| {
            firsts
                .get(*rule)
                .is_some_and(|of| of.contains(&first) || number && of.contains(&kind))
        };
        let numbers = (0..rules.len()).filter(|rule| begins(rule, A_NUMBER)).collect();
        let years = (0..rules.len()).filter(|rule| begins(rule, A_YEAR)).collect();
        starts.push((first, numbers, years));
        mark(first, BEGINS);
    }
    FIGURES
        .chars()
        .chain(NUMERALS.chars())
        // Letters stand for 〇 inside a year, and begin none.
        .chain("OＯ".chars())
        .for_each(|number| mark(number, NUMBER));
    AFTER_NUMBER.chars().for_each(|after| mark(after, FOLLOWS));
    BETWEEN_NUMBERS.chars().for_each(|link| mark(link, LINKS));
    KEYS.chars().for_each(|character| mark(character, KEY));
    let mut keys: Vec<(char, u64)> = KEYS
        .chars()
        .filter_map(|character| Some((character, key(character)?)))
        .collect();
    keys.sort_unstable();
    Grammar {
        rules,
        starts,
        classes,
        keys,
    }
});

impl Grammar {
    fn is(&self, character: char, class: u8) -> bool {
        self.classes.get(character as usize).is_some_and(|of| of & class != 0)
    }

    /// The key characters of a text.
    fn keys_of(&self, text: &str) -> u64 {
        let keys = text.chars().filter(|&character| self.is(character, KEY));
        keys.fold(0, |all, character| {
            let place = self.keys.binary_search_by_key(&character, |(key, _)| *key);
            all | place
                .ok()
                .and_then(|place| self.keys.get(place))
                .map_or(0, |(_, bit)| *bit)
        })
    }

    /// Whether what follows the number that `rest` begins with may go on to a date.
    fn goes_on(&self, rest: &str) -> bool {
        let mut after = rest
            .chars()
            .skip_while(|&character| self.is(character, NUMBER))
            .peekable();
        match after.peek() {
            Some(&first) if self.is(first, LINKS) => after
                .find(|&character| !self.is(character, LINKS))
                .is_some_and(|next| self.is(next, NUMBER)),
            Some(&first) => self.is(first, FOLLOWS),
            None => false,
        }
    }

    /// The rules that may begin with `rest`.
    fn starting(&self, rest: &str) -> &[usize] {
        let Some(first) = rest.chars().next() else { return &[] };
        let Ok(place) = self.starts.binary_search_by_key(&first, |(first, ..)| *first) else {
            return &[];
        };
        let Some((_, numbers, years)) = self.starts.get(place) else {
            return &[];
        };
        let figures = |character: &char| self.is(*character, NUMBER);
        let year = figures(&first) && rest.chars().take(5).take_while(figures).count() == 4;
        if year { years } else { numbers }
    }
}

fn key(character: char) -> Option<u64> {
    KEYS.chars()
        .position(|key| key == character)
        .filter(|&place| place < 64)
        .map(|place| 1 << place)
}

/// What may follow the figures or numerals that a date begins with; all others are passed over at once.
const AFTER_NUMBER: &str = "年月日号个季半时点天周工小前旬底学中第届级期末初规后”’\"";

/// The same, where another number must follow: 2018.4, 5、6月, 4月16-20日.
const BETWEEN_NUMBERS: &str = ".．-—－–―─‐−﹣~～至到、和及与或，,/ :：";

/// Stands for a number of four figures, and for any other, among the first characters of a pattern.
const A_YEAR: char = '\u{1}';
const A_NUMBER: char = '\u{2}';

const FIGURES: &str = "0123456789";
const NUMERALS: &str = "一二三四五六七八九十〇○零两";

/// The characters a match may begin with.
fn first_of(node: &Node, rules: &[Compiled]) -> Vec<char> {
    let nested = |level: Level| {
        rules
            .iter()
            .filter(|rule| rule.level <= level && !rule.rule.is_decoy())
            .fold(Vec::new(), |mut all, rule| {
                all.extend(first_of(&rule.node, rules));
                all
            })
    };
    match node {
        Node::Text(word) => word.chars().take(1).collect(),
        Node::All(items) => {
            let mut all = Vec::new();
            for item in items {
                all.extend(first_of(item, rules));
                let passes = match item {
                    Node::Maybe(_) | Node::Ahead(_) | Node::Never(_) => true,
                    Node::Slot(slot) => matches!(
                        slot,
                        Slot::Event | Slot::Condition | Slot::Closing | Slot::Step | Slot::Alone | Slot::After
                    ),
                    _ => false,
                };
                if !passes {
                    break;
                }
            }
            all
        }
        Node::First(branches) => branches.iter().flat_map(|branch| first_of(branch, rules)).collect(),
        Node::Maybe(inner) | Node::Some(inner) => first_of(inner, rules),
        Node::Ahead(_) | Node::Never(_) => Vec::new(),
        Node::Slot(slot) => match slot {
            Slot::Date => nested(Level::Date),
            Slot::When => nested(Level::When),
            Slot::Span => nested(Level::Span),
            Slot::Year => vec![A_YEAR],
            Slot::Month | Slot::Day | Slot::Count | Slot::Quarter => vec![A_NUMBER],
            Slot::RelYear => "今本明后去上前当同次翌第".chars().collect(),
            Slot::RelMonth => "本下上当次".chars().collect(),
            Slot::Half => "上下".chars().collect(),
            Slot::Season => "春夏秋冬".chars().collect(),
            Slot::PlanNumber => "“\"「'‘”十九八七".chars().collect(),
            Slot::Edge => "底末初中".chars().collect(),
            _ => Vec::new(),
        },
    }
}

/// What stood at a place, up to a level: where it ends and what it says.
type Read = (usize, Level, Option<(usize, DateExpr)>);

/// One text being searched.
struct Scan<'t> {
    text: &'t str,
    /// Bits of `KEYS` that the text has.
    keys: u64,
    /// End of the last date found, and whether a day of a month stood there.
    floor: usize,
    day_before: bool,
    /// Whether the last date found was counted from an event.
    counted_before: bool,
    /// Nested dates already read: place, level, and what stood there.
    memo: Vec<Read>,
    /// Where the match being tried begins.
    origin: usize,
    /// Where the words of an event begin, once `{event}` has read them.
    event: Option<Span>,
}

impl Reader for Scan<'_> {
    fn text(&self) -> &str {
        self.text
    }

    fn slot(&mut self, slot: Slot, at: usize, caps: &mut Caps) -> Option<usize> {
        match slot {
            Slot::Date => self.nested(Level::Date, at, caps),
            Slot::When => self.nested(Level::When, at, caps),
            Slot::Span => self.nested(Level::Span, at, caps),
            Slot::Alone => (at == self.floor && at > 0 || vocab::alone(self.text.get(..at)?)).then_some(at),
            Slot::After => {
                let between = self.text.get(self.floor..at)?;
                let parted = matches!(between, "、" | "和" | "及" | "与" | "," | "，" | "或");
                (self.day_before && parted).then_some(at)
            }
            Slot::Condition => {
                let start = vocab::condition(self.text.get(self.floor..self.origin)?)?;
                self.event = Some(Span::new(self.floor + start, self.origin));
                Some(at)
            }
            Slot::Closing => vocab::closing(self.text.get(self.floor..self.origin)?).then_some(at),
            Slot::Step => {
                let between = self.text.get(self.floor..self.origin)?;
                let counted = self.counted_before && !between.contains(['。', '；', '\n']);
                counted.then_some(at)
            }
            Slot::Event => {
                let (issue, start) = vocab::event(self.text.get(self.floor..self.origin)?)?;
                self.event = Some(Span::new(self.floor + start, self.origin));
                caps.push(slot, issue);
                Some(at)
            }
            _ => {
                let (value, length) = vocab::read(slot, self.text.get(at..)?)?;
                caps.push(slot, value);
                Some(at + length)
            }
        }
    }
}

impl Scan<'_> {
    fn nested(&mut self, level: Level, at: usize, caps: &mut Caps) -> Option<usize> {
        let known = self
            .memo
            .iter()
            .find(|(place, of, _)| *place == at && *of == level)
            .map(|(.., read)| *read);
        let read = match known {
            Some(read) => read,
            None => {
                let read = self.best(level, at).map(|(_, end, expr)| (end, expr));
                self.memo.push((at, level, read));
                read
            }
        };
        let (end, expr) = read?;
        caps.push_date(expr);
        Some(end)
    }

    /// The first rule up to `level` that reads something at byte `at`.
    fn best(&mut self, level: Level, at: usize) -> Option<(&'static Rule, usize, DateExpr)> {
        let rest = self.text.get(at..)?;
        let grammar = &*GRAMMAR;
        for compiled in grammar
            .starting(rest)
            .iter()
            .filter_map(|&rule| grammar.rules.get(rule))
        {
            if compiled.level > level || !compiled.needs.iter().any(|need| need & self.keys == *need) {
                continue;
            }
            if compiled.level == Level::Whole {
                self.event = None;
            }
            let mut caps = Caps::default();
            if let Some(end) = run(&compiled.node, self, at, &mut caps)
                && let Some(expr) = (compiled.rule.build)(&caps)
            {
                return Some((compiled.rule, end, expr));
            }
        }
        None
    }
}

/// Everything the rules read, decoys too.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let grammar = &*GRAMMAR;
    let mut scan = Scan {
        text,
        keys: grammar.keys_of(text),
        floor: 0,
        origin: 0,
        day_before: false,
        counted_before: false,
        memo: Vec::new(),
        event: None,
    };
    let mut at = 0;
    let mut number_before = false;
    while let Some(rest) = text.get(at..)
        && let Some(character) = rest.chars().next()
    {
        let number = grammar.is(character, NUMBER);
        let figure = character.is_ascii_digit();
        // A number is read from its first figure on, and only where it is not the tail of something longer.
        let inside = number_before && at != scan.floor;
        let may = grammar.is(character, BEGINS)
            && !(number && (inside || !grammar.goes_on(rest)))
            && !(figure && at != scan.floor && !vocab::fresh(text.get(..at).unwrap_or(""), rest));
        number_before = number;
        if may {
            scan.memo.clear();
            scan.origin = at;
            if let Some((rule, end, expr)) = scan.best(Level::Whole, at)
                && end > at
            {
                let (start, expr) = with_event(at, expr, scan.event);
                found.push(Found {
                    span: Span::new(start, end),
                    expr,
                    rule: rule.id,
                });
                scan.day_before = expr.last().is_some_and(|period| period.is_day());
                scan.counted_before = matches!(expr.what, What::Offset(_));
                scan.floor = end;
                number_before = false;
                at = end;
                continue;
            }
        }
        at += character.len_utf8();
    }
    found
}

/// An offset begins where the words of its event do.
fn with_event(at: usize, expr: DateExpr, event: Option<Span>) -> (usize, DateExpr) {
    let What::Offset(offset) = expr.what else {
        return (at, expr);
    };
    let event = event.unwrap_or(Span::new(at, at));
    (
        event.start,
        DateExpr {
            what: What::Offset(super::expr::Offset { event, ..offset }),
            ..expr
        },
    )
}
