//! What a contact rule is made of, and how one is tried on a text.

use super::Item;
use crate::span::Span;
use regex::{Captures, Regex};

/// One phrase that tells how somebody is reached.
pub struct Rule {
    /// Family and name: `phone/mobile`. Stable: records of a trace name it.
    pub id: &'static str,
    /// What it reads, in one line, with phrases that show it.
    pub means: &'static str,
    /// Cheap check: one of these literals must occur, or no rule of the family is tried. Empty: the text must hold a
    /// digit.
    pub needs: &'static [&'static str],
    /// The phrase. A group named `v` is the value itself; without one the whole match is.
    pub pattern: &'static str,
    /// What the phrase means, or `None` for a look-alike the pattern alone cannot tell.
    pub(super) build: fn(&Match<'_>) -> Option<Item>,
    /// Texts the rule wins, and the value it finds there.
    pub yes: &'static [(&'static str, &'static str)],
    /// Texts in which neither this rule nor another finds a value.
    pub no: &'static [&'static str],
}

/// A match on its way to becoming an [`Item`].
pub(super) struct Match<'a> {
    /// The whole text.
    pub(super) text: &'a str,
    /// The value's place.
    pub(super) span: Span,
    /// The groups of the pattern.
    pub(super) groups: &'a Captures<'a>,
    /// Width of the blanks that stood before a byte.
    pub(super) gap: &'a dyn Fn(usize) -> u16,
}

impl<'a> Match<'a> {
    /// The matched value as it stands.
    pub(super) fn value(&self) -> &'a str {
        self.span.of(self.text)
    }

    /// A group by name; empty if it took no part.
    pub(super) fn group(&self, name: &str) -> &'a str {
        self.groups.name(name).map_or("", |group| group.as_str())
    }

    /// Whether the value touches no letter or digit, so that it is not cut out of a longer number or word.
    pub(super) fn stands_alone(&self) -> bool {
        let before = self.text.get(..self.span.start).unwrap_or("");
        let after = self.text.get(self.span.end..).unwrap_or("");
        let mut back = before.chars().rev();
        let free_before = match back.next() {
            Some(c) if c.is_ascii_alphanumeric() => false,
            Some('-' | '—' | '–' | '/' | '.' | '_' | '*') => !back.next().is_some_and(|c| c.is_ascii_digit()),
            _ => true,
        };
        let mut ahead = after.chars();
        let free_after = match ahead.next() {
            Some(c) if c.is_ascii_digit() || c == '*' || c == '%' || c == '_' => false,
            Some('-' | '—' | '–' | '.') => !ahead.next().is_some_and(|c| c.is_ascii_digit()),
            _ => true,
        };
        // A value in group `v` follows its own label, which may well end in a letter (QQ).
        (free_before || self.groups.name("v").is_some()) && free_after
    }

    /// Whether the number is followed by a word that makes it a quantity.
    pub(super) fn is_counted(&self) -> bool {
        const UNITS: &[char] = &[
            '元', '万', '亿', '人', '名', '户', '家', '吨', '亩', '个', '项', '年', '月', '日', '米', '平', '立', '条',
            '篇', '册', '次', '台', '辆', '件', '份', '股', '号', '届', '期', '版', '%', '％', '千', '公', '余', '多',
        ];
        self.text
            .get(self.span.end..)
            .and_then(|after| after.chars().next())
            .is_some_and(|c| UNITS.contains(&c))
    }
}

/// A rule with its compiled pattern.
pub(super) struct Compiled {
    pub(super) rule: &'static Rule,
    pub(super) regex: Regex,
}

impl Compiled {
    /// Compiles a rule; a pattern that does not compile yields nothing, and the tests say so.
    pub(super) fn new(rule: &'static Rule) -> Option<Self> {
        let regex = Regex::new(rule.pattern).ok()?;
        Some(Self { rule, regex })
    }
}
