//! Whether a text is a page, a piece of one, or a text in which tags were left over.
//!
//! ```text
//! page  = [ comment | declaration ] ( "<!doctype html" | "<html" | "<head" | "<body" ) …
//!       | … "<html" … "</html>" …  or the same with body        rubbish before the page
//! piece = element { element }                                  nothing but blanks stands outside
//! ```
//!
//! `<…>` are title marks too, and texts copied from pages keep a `<br>` here and there: what begins with text is a text.

use super::markup::{self, VOID};

/// Bytes of the beginning in which a page that does not open with its own tags must show them.
const BEGINNING: usize = 64 * 1024;
/// Of a piece of a page at most one character in so many stands outside its elements.
const OUTSIDE: usize = 20;

/// Elements that a piece of a page begins with. What begins with `<a>` or `<br>` may well be a text.
const OPENERS: &[&str] = &[
    "div",
    "p",
    "table",
    "tbody",
    "tr",
    "td",
    "section",
    "article",
    "main",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "span",
    "font",
    "strong",
    "b",
    "center",
    "blockquote",
    "style",
    "script",
    "meta",
    "link",
    "title",
    "form",
    "ucapcontent",
];

/// Whether `text` is a page or a piece of one.
pub(in crate::document) fn is_page(text: &str) -> bool {
    let opening = without_prologue(text);
    if !opening.starts_with('<') && !opening.bytes().take(BEGINNING).any(|byte| byte == b'<') {
        return false;
    }
    let mut beginning = markup::tags(text).take_while(|tag| tag.start < BEGINNING);
    let first = markup::tags(opening)
        .next()
        .filter(|tag| tag.start == 0 && !tag.closing);
    if let Some(first) = &first
        && matches!(first.name.as_str(), "html" | "head" | "body")
    {
        return true;
    }
    if beginning.any(|tag| !tag.closing && matches!(tag.name.as_str(), "html" | "body")) {
        let close = |tag: &markup::Tag| tag.closing && matches!(tag.name.as_str(), "html" | "body");
        if markup::tags(text).any(|tag| close(&tag)) {
            return true;
        }
    }
    first.is_some_and(|first| OPENERS.contains(&first.name.as_str())) && is_piece(opening)
}

/// `text` without the comments, declarations and blanks that it begins with.
fn without_prologue(text: &str) -> &str {
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    while let Some(next) = markup::no_element(rest).and_then(|len| rest.get(len..)) {
        rest = next.trim_start();
    }
    rest
}

/// Whether all of `text` stands in elements.
fn is_piece(text: &str) -> bool {
    let mut depth = 0usize;
    let mut outside = 0;
    let mut inside = 0;
    let mut closed = 0;
    let mut from = 0;
    for tag in markup::tags(text) {
        let between = text.get(from..tag.start).map_or(0, length);
        if depth == 0 {
            outside += between
        } else {
            inside += between
        }
        from = tag.end;
        if tag.closing {
            depth = depth.saturating_sub(1);
            closed += 1;
        } else if !tag.closed && !VOID.contains(&tag.name.as_str()) {
            depth += 1;
        }
    }
    let rest = text.get(from..).map_or(0, length);
    if depth == 0 {
        outside += rest
    } else {
        inside += rest
    }
    closed > 0 && outside * OUTSIDE <= inside + outside
}

/// Characters without blanks; comments do not count.
fn length(text: &str) -> usize {
    let mut count = 0;
    let mut rest = text;
    while let Some(at) = rest.find("<!--") {
        count += rest.get(..at).map_or(0, solid);
        let comment = rest.get(at..).unwrap_or("");
        rest = comment
            .get(markup::no_element(comment).unwrap_or(comment.len())..)
            .unwrap_or("");
    }
    count + solid(rest)
}

fn solid(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::is_page;

    #[test]
    fn pages_and_pieces() {
        for page in [
            "<!DOCTYPE html><html><body>云泽市</body></html>",
            "\u{FEFF}  <HTML lang=zh><p>云泽市",
            "<!-- saved --><html><head></head></html>",
            "<%@ page language=\"java\" %>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0\">\n<html xmlns=\"x\"></html>",
            "<?xml version=\"1.0\"?><html></html>",
            "<body>云泽市教育局</body>",
            "Content-Type: text/html\n\n<html><body>云泽市</body></html>",
            "<p style=\"a\">云泽市教育局公告</p><p>现公告如下。</p>",
            "<!--begin-->\n<div class=\"a\"><table><tr><td>索引号</td></tr></table></div>\n<!--end-->",
            "<div>云泽市</div> <div>未闭合",
        ] {
            assert!(is_page(page), "{page}");
        }
    }

    #[test]
    fn texts_with_tags_left_in_them() {
        for text in [
            "",
            "云泽市教育局公告",
            "关于印发<云泽市养犬办法>的通知\n各县区：<br>现予印发。",
            "<关于春耕的方案>已经同意。",
            "<br>云泽市教育局公告<br>现公告如下。",
            "<p>云泽市教育局公告\n现公告如下。\n",
            "<p>云泽市</p>\n云泽市教育局关于做好招生工作的通知，各县区教育局：现将有关事项通知如下。",
            "云泽市教育局公告<p>现公告如下。</p><p>特此公告。</p>",
            "<%@ page language=\"java\" %>\n云泽市公告\n首页\n",
            "占比<95%，其余>5%",
            "网页模板须包含<html>和<body>标签。",
            "<!-- INFO END -->\n# 云泽市办法\n第一条 总则。",
        ] {
            assert!(!is_page(text), "{text}");
        }
    }
}
