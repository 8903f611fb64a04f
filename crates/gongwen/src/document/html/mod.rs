//! Pages: told from texts, parsed, and turned into the lines that a reader of the notice sees.
//!
//! ```text
//! page ──► flat nodes ──► lines ──► where the text stands ──► what else belongs to it ──► source text
//!        page           layout    main_text                around
//! ```
//!
//! What a page only states and does not show (`<meta>`, `<title>`) is no source text; it goes to [`Stated`].
//!
//! [`Stated`]: crate::options::Stated

#[cfg(feature = "html")]
mod around;
mod detect;
#[cfg(feature = "html")]
mod layout;
#[cfg(feature = "html")]
mod limit;
#[cfg(feature = "html")]
mod main_text;
mod markup;
#[cfg(feature = "html")]
mod page;
#[cfg(feature = "html")]
mod stated;
#[cfg(test)]
#[cfg(feature = "html")]
mod tests;

pub(super) use detect::is_page;

use super::Document;
use crate::bytes::Decoded;
use crate::notice::Format;
use crate::options::Stated;

/// Takes the notice out of a page.
#[cfg(feature = "html")]
pub(super) fn read(decoded: Decoded<'_>) -> Document<'_> {
    use crate::span::Span;
    use crate::warning::WarningCode;
    use std::borrow::Cow;

    if let Some(beyond) = limit::beyond(&decoded.text) {
        let mut document = filtered(decoded);
        let message = format!("{beyond}; the tags were taken out without parsing the page");
        document
            .doubts
            .push((WarningCode::LimitReached, message, Span::default()));
        return document;
    }
    let (text, stated) = notice(&decoded.text);
    let doubts = moved(decoded.doubts, &text);
    Document {
        text: Cow::Owned(text),
        format: Format::Html,
        encoding: decoded.encoding,
        doubts,
        stated,
    }
}

/// Without the parser the tags are left to the filter of the clean text, and spans count in the page as it is.
#[cfg(not(feature = "html"))]
pub(super) fn read(decoded: Decoded<'_>) -> Document<'_> {
    filtered(decoded)
}

fn filtered(decoded: Decoded<'_>) -> Document<'_> {
    Document {
        text: decoded.text,
        format: Format::Html,
        encoding: decoded.encoding,
        doubts: decoded.doubts,
        stated: Stated::default(),
    }
}

/// The text of the notice on a page, and what the page states about it.
#[cfg(feature = "html")]
fn notice(source: &str) -> (String, Stated) {
    let document = dom_query::Document::from(source);
    let page = page::flatten(&document);
    let lines = layout::lines(&page);
    let stated = stated::stated(&page, &lines);
    let place = main_text::find(document, &page, &lines);
    let mut kept = around::choose(&lines, place, &stated::titles(&page));
    if !kept.contains(&true) {
        // A page of links and menus alone: better all of it than nothing.
        kept.fill(true);
    }
    let mut text = String::new();
    // Blank lines stay where they stand between two lines of the notice.
    let (mut follows, mut blank) = (false, false);
    for (line, kept) in lines.iter().zip(kept) {
        if line.chars == 0 {
            blank = follows;
            continue;
        }
        if kept {
            if blank {
                text.push('\n');
            }
            text.push_str(&line.text);
            text.push('\n');
        }
        follows = kept;
        blank = false;
    }
    (text, stated)
}

/// Damage to the page's bytes, told where it shows in the text; what does not show there is nobody's doubt.
#[cfg(feature = "html")]
fn moved(
    doubts: Vec<(crate::warning::WarningCode, String, crate::span::Span)>,
    text: &str,
) -> Vec<(crate::warning::WarningCode, String, crate::span::Span)> {
    let mut places = text.match_indices('\u{FFFD}');
    doubts
        .into_iter()
        .map_while(|(code, message, _)| {
            let (at, sign) = places.next()?;
            Some((code, message, crate::span::Span::new(at, at + sign.len())))
        })
        .collect()
}
