//! One line as a row of tokens: words, cues, values and what stands between them.

use crate::grammar::contact::{Cue, Found, Item, Phone};
use crate::span::Span;

/// What a token is.
#[derive(Debug, Clone)]
pub(super) enum Kind<'a> {
    /// Words that are no cue and no value.
    Words,
    /// A label.
    Cue(Cue),
    /// A telephone.
    Phone(&'a Phone),
    /// An e-mail address.
    Email(&'a str),
    /// A web address.
    Url(&'a str),
    /// A postal code.
    Postcode(&'a str),
    /// A postal address.
    Address,
    /// A QQ number.
    Qq(&'a str),
    /// A WeChat name.
    Wechat(&'a str),
    /// A bracket right after a value, without a value in it: （传真）, （人事科）.
    Note,
    /// A bracket opens before values.
    Open,
    /// A bracket closes.
    Close,
    /// `，`, `、`, `/`.
    Comma,
    /// `；`.
    Semicolon,
    /// `：` after words that are no cue.
    Colon,
    /// `。`, `！`.
    Stop,
}

/// A token and its place in the clean text.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) span: Span,
    pub(super) rule: &'static str,
}

impl Token<'_> {
    /// Whether it is something to reach somebody by.
    pub(super) fn is_value(&self) -> bool {
        matches!(
            self.kind,
            Kind::Phone(_) | Kind::Email(_) | Kind::Postcode(_) | Kind::Address | Kind::Qq(_) | Kind::Wechat(_)
        )
    }
}

/// Cuts the line `line` of `text` into tokens, `found` being the phrases that start in it.
pub(super) fn tokens<'a>(text: &str, line: Span, found: &'a [Found]) -> Vec<Token<'a>> {
    let mut out = Vec::new();
    let mut at = line.start;
    for (index, one) in found.iter().enumerate() {
        // Cues inside an address, and whatever else an earlier token has covered, are spoken for.
        if one.span.start < at {
            continue;
        }
        let Some(kind) = kind(text, line, found, index) else {
            continue;
        };
        words(text, Span::new(at, one.span.start), found, &mut out);
        out.push(Token {
            kind,
            span: one.span,
            rule: one.rule,
        });
        at = one.span.end;
    }
    words(text, Span::new(at, line.end), found, &mut out);
    out
}

/// The token of a phrase; `None` for a cue without a value, which is a word like any other (召开电话会议).
fn kind<'a>(text: &str, line: Span, found: &'a [Found], index: usize) -> Option<Kind<'a>> {
    let one = found.get(index)?;
    Some(match &one.item {
        Item::Cue(cue) => {
            let alone = text
                .get(one.span.end..line.end)
                .is_some_and(|rest| rest.trim().is_empty())
                && text
                    .get(line.start..one.span.start)
                    .is_some_and(|head| head.len() <= 24 && head.chars().count() <= 6);
            let next = found
                .iter()
                .skip(index + 1)
                .find(|next| next.span.start >= one.span.end);
            let leads = next.is_some_and(|next| {
                !matches!(next.item, Item::Cue(_)) && {
                    let between = text.get(one.span.end..next.span.start).unwrap_or("\n");
                    between.chars().count() <= 2 && !between.contains(['。', '\n', '、'])
                }
            });
            if !(cue.closed || alone || leads) {
                return None;
            }
            Kind::Cue(*cue)
        }
        Item::Phone(phone) => Kind::Phone(phone),
        Item::Email(value) => Kind::Email(value),
        Item::Url(value) => Kind::Url(value),
        Item::Postcode(value) => Kind::Postcode(value),
        Item::Address(_) => Kind::Address,
        Item::Qq(value) => Kind::Qq(value),
        Item::Wechat(value) => Kind::Wechat(value),
        Item::Decoy => return None,
    })
}

/// Cuts what stands between two phrases. A bracket without a phrase in it belongs to the words before it, or is a note
/// on the value before it.
fn words(text: &str, span: Span, found: &[Found], out: &mut Vec<Token<'_>>) {
    let piece = span.of(text);
    let mut start = 0;
    let mut skip = 0;
    for (at, c) in piece.char_indices() {
        if at < skip {
            continue;
        }
        let kind = match c {
            '，' | ',' | '、' | '/' | '／' | '|' | '｜' => Kind::Comma,
            '；' | ';' => Kind::Semicolon,
            '：' | ':' => Kind::Colon,
            '。' | '！' | '？' => Kind::Stop,
            '）' | ')' | '】' | ']' => Kind::Close,
            '（' | '(' | '【' | '[' => {
                let tail = piece.get(at..).unwrap_or("");
                let close = tail
                    .char_indices()
                    .take(40)
                    .find(|(_, c)| matches!(c, '）' | ')' | '】' | ']' | '。'))
                    .map(|(end, _)| end);
                let inner = close.map(|end| Span::new(span.start + at, span.start + at + end));
                let closed = inner.is_some_and(|inner| !text.get(inner.end..).unwrap_or("").starts_with('。'));
                match inner {
                    Some(inner)
                        if closed
                            && !found
                                .iter()
                                .any(|one| one.span.overlaps(inner) && !matches!(one.item, Item::Cue(_))) =>
                    {
                        let width = text
                            .get(inner.end..)
                            .and_then(|rest| rest.chars().next())
                            .map_or(0, char::len_utf8);
                        skip = inner.end + width - span.start;
                        let after_value = piece.get(start..at).is_some_and(|words| words.trim().is_empty())
                            && out
                                .last()
                                .is_some_and(|last| last.is_value() && last.span.end + 1 >= span.start + start);
                        if after_value {
                            let place = Span::new(inner.start + c.len_utf8(), inner.end);
                            out.push(Token {
                                kind: Kind::Note,
                                span: place,
                                rule: "note",
                            });
                            start = skip;
                        }
                        continue;
                    }
                    _ => Kind::Open,
                }
            }
            _ => continue,
        };
        push(text, Span::new(span.start + start, span.start + at), out);
        start = at + c.len_utf8();
        out.push(Token {
            kind,
            span: Span::new(span.start + at, span.start + start),
            rule: "",
        });
    }
    push(text, Span::new(span.start + start, span.end), out);
}

/// Words, unless there are none.
fn push(text: &str, span: Span, out: &mut Vec<Token<'_>>) {
    let span = span.trimmed(text);
    if !span.is_empty() {
        out.push(Token {
            kind: Kind::Words,
            span,
            rule: "words",
        });
    }
}
