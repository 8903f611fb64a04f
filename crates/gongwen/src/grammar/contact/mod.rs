//! Contacts as phrases: telephones, e-mail and web addresses, postcodes, postal addresses, QQ and WeChat names, and the
//! cues (联系人：, 咨询电话) that announce them.
//!
//! [`find`] reads clean text in one pass and gives what each phrase says; who is reached by it is the entity stage's
//! question. [`RULES`] is the registry: rules are values, each with texts it wins and look-alikes it must leave.

mod address;
mod cue;
mod decoy;
mod email;
mod handle;
mod list;
mod phone;
mod postcode;
mod rule;
mod url;
mod window;

pub use cue::{Cue, Fields, ID as CUE};
pub use rule::Rule;

use crate::notice::PhoneKind;
use crate::span::Span;
use rule::{Compiled, Match};
use std::sync::LazyLock;

/// A telephone number as a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// As printed; the shortened member of a list (`55501234/35`) is written out.
    pub text: String,
    /// E.164 where the area code is known, else digits. An extension shows in `text` only.
    pub number: String,
    /// What answers there, as far as the number itself and the cue before it tell.
    pub kind: PhoneKind,
    /// Whether number or cue make it a telephone; `false` for bare digits that only a name before them could.
    pub cued: bool,
}

/// What a phrase says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A word that announces values.
    Cue(Cue),
    /// A telephone number.
    Phone(Phone),
    /// An e-mail address, repaired.
    Email(String),
    /// A web address, repaired.
    Url(String),
    /// A postal code.
    Postcode(String),
    /// A postal address after its label; the span holds the value, the label being a cue of its own.
    Address(Span),
    /// A QQ number or group.
    Qq(String),
    /// A WeChat name or public account.
    Wechat(String),
    /// A number claimed by other words; never returned.
    Decoy,
}

/// A phrase met in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its place in the text.
    pub span: Span,
    /// What it says.
    pub item: Item,
    /// The rule that read it.
    pub rule: &'static str,
}

/// All rules in order of precedence: what an earlier rule has claimed no later one reads.
///
/// Web addresses come first, since mail hosts and numbers stand inside them; decoys before numbers; the longer number
/// before the shorter that it contains; handles before telephones, since a QQ number looks like one.
pub static RULES: &[&Rule] = &[
    &url::WEB,
    &email::PLAIN,
    &email::GUARDED,
    &handle::QQ,
    &handle::WECHAT,
    &postcode::LABELLED,
    &decoy::CLAIMED,
    &decoy::GROUPS,
    &decoy::AMOUNT,
    &phone::FOREIGN,
    &phone::BRACKETED,
    &phone::LANDLINE,
    &phone::AREA_SHORT,
    &phone::TOLL_FREE,
    &phone::MOBILE,
    &phone::OTHER_AREA,
    &phone::RUN_TOGETHER,
    &phone::LOCAL,
    &phone::SHORT,
    &address::LABELLED,
    &cue::CUE,
];

static COMPILED: LazyLock<Vec<Compiled>> =
    LazyLock::new(|| RULES.iter().filter_map(|rule| Compiled::new(rule)).collect());

/// Finds every contact phrase of a clean text (or a piece of one), in order.
///
/// `gap` gives the width of the blanks that the source had right before a byte of `text` (0 for none): blanks between
/// Chinese characters are gone from clean text, but a wide one still ends an address.
///
/// Telephones that only a word can make so come with [`Phone::cued`] unset where no word does. The values of
/// [`Item::Address`] may overlap nothing but cues inside them.
///
/// ```
/// use gongwen::grammar::contact::{Item, find};
/// let found = find("咨询电话：0999-5550123", &|_| 0);
/// let Item::Phone(phone) = &found[1].item else { panic!("no telephone") };
/// assert_eq!(phone.number, "+869995550123");
/// ```
#[must_use]
pub fn find(text: &str, gap: &dyn Fn(usize) -> u16) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for window in window::windows(text) {
        read(text, window, gap, &mut found);
    }
    found.sort_by_key(|one| (one.span.start, one.span.end));
    list::settle(text, found)
}

/// Tries every rule on one window of the text.
fn read(text: &str, window: Span, gap: &dyn Fn(usize) -> u16, found: &mut Vec<Found>) {
    let piece = window.of(text);
    let digits = piece.bytes().any(|byte| byte.is_ascii_digit());
    let mut claims: Vec<Span> = Vec::new();
    for Compiled { rule, regex } in COMPILED.iter() {
        let may = if rule.needs.is_empty() {
            digits || rule.id == cue::CUE.id
        } else {
            rule.needs.iter().any(|word| piece.contains(word))
        };
        if !may {
            continue;
        }
        let before = found.len();
        for groups in regex.captures_iter(piece) {
            let Some(hit) = groups.name("v").or_else(|| groups.get(0)) else {
                continue;
            };
            let span = Span::new(hit.start(), hit.end()).shift(window.start);
            let one = Match {
                text,
                span,
                groups: &groups,
                gap,
            };
            let Some(item) = (rule.build)(&one) else { continue };
            // A postal address may hold numbers that a later rule would want, and cues stand anywhere.
            let span = if let Item::Address(place) = &item { *place } else { span };
            if matches!(item, Item::Address(_)) || !is_claimed(&claims, span) {
                found.push(Found {
                    span,
                    item,
                    rule: rule.id,
                });
            }
        }
        claims.extend(found.get(before..).unwrap_or(&[]).iter().map(|one| one.span));
        claims.sort_unstable();
    }
}

/// Whether one of the claims, sorted by their starts, shares a byte with a span. Only postal addresses hold other
/// claims, and few of them, so a look at the nearest ones tells.
fn is_claimed(claims: &[Span], span: Span) -> bool {
    let next = claims.partition_point(|claim| claim.start < span.end);
    claims
        .iter()
        .take(next)
        .rev()
        .take(16)
        .any(|claim| claim.overlaps(span))
}

#[cfg(test)]
mod tests;
