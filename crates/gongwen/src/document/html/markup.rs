//! The tags of a text, found without a parser: enough to tell a page from a text and to see how deep a page is nested,
//! in one pass over bytes that nobody has checked.

use memchr::{memchr, memmem};

/// A tag as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    /// Byte offset of its `<`.
    pub(super) start: usize,
    /// The byte after its `>`.
    pub(super) end: usize,
    /// Its name in small letters.
    pub(super) name: String,
    /// `</…>`.
    pub(super) closing: bool,
    /// `<…/>`.
    pub(super) closed: bool,
    /// How many words stand in it behind its name, quoted ones left out: no fewer than its attributes.
    pub(super) attributes: usize,
}

/// Elements that hold no others and need no closing tag.
pub(super) const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
];

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "noembed", "noframes"];

/// Walks over the tags of a text; comments, declarations and what stands in scripts and styles are passed over.
#[derive(Debug)]
pub(super) struct Tags<'t> {
    text: &'t str,
    at: usize,
}

/// The tags of `text`, in order.
pub(super) fn tags(text: &str) -> Tags<'_> {
    Tags { text, at: 0 }
}

impl Iterator for Tags<'_> {
    type Item = Tag;

    fn next(&mut self) -> Option<Tag> {
        loop {
            let start = self.at + memchr(b'<', self.text.as_bytes().get(self.at..)?)?;
            let rest = self.text.get(start..)?;
            if let Some(len) = no_element(rest) {
                self.at = start + len;
                continue;
            }
            let Some(name) = name(rest) else {
                self.at = start + 1;
                continue;
            };
            // A tag that is never closed swallows the rest, as it does in browsers.
            let Some(tag) = tag(rest, name, start) else {
                self.at = self.text.len();
                return None;
            };
            self.at = tag.end;
            if !tag.closing && !tag.closed && RAW.contains(&tag.name.as_str()) {
                self.at += raw_len(self.text.get(tag.end..).unwrap_or(""), &tag.name);
            }
            return Some(tag);
        }
    }
}

/// The length of the comment, declaration or server's template (`<%@ page … %>`) that `text` begins with; what is not
/// closed runs to the end, as it does in browsers.
pub(super) fn no_element(text: &str) -> Option<usize> {
    for (open, close) in [("<!--", "-->"), ("<%", "%>"), ("<!", ">"), ("<?", ">")] {
        if text.starts_with(open) {
            let found = memmem::find(text.as_bytes(), close.as_bytes());
            return Some(found.map_or(text.len(), |at| at + close.len()));
        }
    }
    None
}

/// The name of the tag that `text` begins with, and whether it closes.
fn name(text: &str) -> Option<(&str, bool)> {
    let inner = text.get(1..)?;
    let closing = inner.starts_with('/');
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let bytes = inner.as_bytes();
    bytes.first().filter(|byte| byte.is_ascii_alphabetic())?;
    let len = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'_'))
        .count();
    // `<土地管理法>` and `<a和b>` are no tags.
    matches!(bytes.get(len)?, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r' | 0x0C).then_some((inner.get(..len)?, closing))
}

/// The tag that `text` begins with, once its name is known; `at` is where it stands.
fn tag(text: &str, (name, closing): (&str, bool), at: usize) -> Option<Tag> {
    let from = 1 + usize::from(closing) + name.len();
    let bytes = text.as_bytes();
    let mut quote = None;
    let mut len = None;
    let mut attributes = 0;
    for (n, byte) in bytes.iter().enumerate().skip(from) {
        match (quote, byte) {
            (None, b'>') => {
                len = Some(n + 1);
                break;
            }
            // A quote opens a value only behind `=`; elsewhere it is a slip.
            (None, b'"' | b'\'') if bytes.get(..n).is_some_and(opens_value) => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            (None, byte) if byte.is_ascii_whitespace() => attributes += 1,
            _ => {}
        }
    }
    let len = len?;
    Some(Tag {
        start: at,
        end: at + len,
        name: name.to_ascii_lowercase(),
        closing,
        attributes,
        closed: bytes.get(len.checked_sub(2)?) == Some(&b'/'),
    })
}

fn opens_value(before: &[u8]) -> bool {
    before.trim_ascii_end().ends_with(b"=")
}

/// How much of `text` is content of the raw element `name`, its closing tag left out.
fn raw_len(text: &str, name: &str) -> usize {
    memchr::memchr_iter(b'<', text.as_bytes())
        .find(|at| {
            let close = text.as_bytes().get(at + 1..at + 2 + name.len());
            close.is_some_and(|close| {
                close.first() == Some(&b'/')
                    && close
                        .get(1..)
                        .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            })
        })
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::tags;

    fn names(text: &str) -> Vec<String> {
        tags(text)
            .map(|tag| format!("{}{}", if tag.closing { "/" } else { "" }, tag.name))
            .collect()
    }

    #[test]
    fn tags_and_what_is_none() {
        for (text, found) in [
            ("<P class='a>b'>一</P>", vec!["p", "/p"]),
            ("<!-- <p> --><br/>", vec!["br"]),
            ("<script>if (a<b) '<div>'</script><p>", vec!["script", "/script", "p"]),
            ("<%@ page import=\"x\" %><o:p>", vec!["o:p"]),
            ("印发<关于春耕的方案>的通知，占比<95%", vec![]),
            ("当a<b和c>d时", vec![]),
            ("<p class=\"a\"b\">一</p>", vec!["p", "/p"]),
            ("<div", vec![]),
            ("<!-- <p>", vec![]),
        ] {
            assert_eq!(names(text), found, "{text}");
        }
    }
}
