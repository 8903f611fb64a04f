//! HTML tags left over in text. What starts a line on a page starts a line here; other tags go.
//!
//! `<` is a title mark too (印发<关于…>的通知) and means "less than" (占比<95%), so only names that HTML, Word's
//! pages or a server's templates have are tags, and only where the rest looks like attributes.

use crate::span::{EditBuilder, EditMap, Span};
use memchr::{memchr, memchr_iter, memmem};
use std::borrow::Cow;

/// Tags that begin or end a line.
const BREAKING: &[&str] = &[
    "br",
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "tr",
    "table",
    "tbody",
    "thead",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "center",
    "section",
    "article",
    "blockquote",
    "dl",
    "dt",
    "dd",
    "title",
    "html",
    "head",
    "body",
];

/// Tags inside a line.
const INLINE: &[&str] = &[
    "span",
    "strong",
    "b",
    "i",
    "u",
    "s",
    "em",
    "font",
    "a",
    "img",
    "sup",
    "sub",
    "big",
    "small",
    "del",
    "ins",
    "code",
    "input",
    "label",
    "nobr",
    "wbr",
    "meta",
    "link",
    "col",
    "colgroup",
    "button",
    "iframe",
    "object",
    "param",
    "embed",
    "ucapcontent",
    "ucaptitle",
    "td",
    "th",
    "style",
    "script",
    "xml",
];

/// Elements whose text is not for readers.
const HIDDEN: &[(&str, &str)] = &[("style", "</style>"), ("script", "</script>"), ("xml", "</xml>")];

/// No real tag left in a text is longer.
const LONGEST: usize = 2000;
/// No comment or script either.
const HIDDEN_LONGEST: usize = 20_000;

/// Takes the tags out.
pub(super) fn tag(text: &str) -> (Cow<'_, str>, EditMap) {
    let mut out = EditBuilder::new(text);
    let mut done = 0;
    for at in memchr_iter(b'<', text.as_bytes()) {
        if at >= done
            && let Some((len, with)) = text.get(at..).and_then(read)
        {
            done = at + len;
            out.replace(Span::new(at, done), with);
        }
    }
    out.finish()
}

/// Reads the tag at the start of `text`: its length and what stands for it.
fn read(text: &str) -> Option<(usize, &'static str)> {
    let near = text.as_bytes().get(..HIDDEN_LONGEST.min(text.len()))?;
    for (open, close) in [("<!--", "-->"), ("<%", "%>"), ("<!DOCTYPE", ">"), ("<?xml", ">")] {
        if text.starts_with(open) {
            return Some((memmem::find(near, close.as_bytes())? + close.len(), ""));
        }
    }
    let end = memchr(b'>', text.as_bytes().get(..LONGEST.min(text.len()))?)?;
    let inner = text.get(1..end)?;
    let closing = inner.starts_with('/');
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let letters = inner
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b':')
        .count();
    let (name, rest) = inner.split_at_checked(letters)?;
    let lower = name.to_ascii_lowercase();
    // `<p 且>`: attributes have a `=`, or at least no Chinese.
    if rest.contains('<') || !rest.contains('=') && !rest.is_ascii() {
        return None;
    }
    if let Some((_, close)) = HIDDEN.iter().find(|(hidden, _)| !closing && lower == *hidden)
        && let Some(found) = memmem::find(near, close.as_bytes())
    {
        return Some((found + close.len(), ""));
    }
    if BREAKING.contains(&lower.as_str()) {
        return Some((end + 1, "\n"));
    }
    if matches!(lower.as_str(), "td" | "th") {
        return Some((end + 1, " "));
    }
    // `<o:p>`, `<st1:chsdate …>`: Word's own.
    let words_own = lower
        .split_once(':')
        .is_some_and(|(space, tag)| !space.is_empty() && !tag.is_empty());
    (INLINE.contains(&lower.as_str()) || words_own).then_some((end + 1, ""))
}

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn cases() {
        for (before, after) in [
            ("关于春耕<br>工作的通知", "关于春耕\n工作的通知"),
            ("一<BR/>二<br />三</p><p class=\"a\">四", "一\n二\n三\n\n四"),
            ("<span style=\"color:red\">云泽市</span>", "云泽市"),
            ("<strong>云泽市</strong><o:p></o:p>", "云泽市"),
            ("<!-- INFO END -->附件", "附件"),
            ("<%@ page language=\"java\" %>附件", "附件"),
            ("<script>var a=1<2;</script>附件", "附件"),
            ("印发<关于春耕的方案>的通知", "印发<关于春耕的方案>的通知"),
            ("<土地管理法>", "<土地管理法>"),
            ("占比<95%时，占比>90%", "占比<95%时，占比>90%"),
            ("当a<p 且b>c时", "当a<p 且b>c时"),
            ("<Xyz>", "<Xyz>"),
            ("<", "<"),
            ("<>", "<>"),
            ("<!--", "<!--"),
        ] {
            assert_eq!(tag(before).0, after, "{before}");
        }
    }
}
