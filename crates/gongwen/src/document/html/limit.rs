//! Pages that are not parsed. Parsing takes time with the square of how deep a page is nested (each new block looks for a
//! paragraph to close among all elements still open) and of how many attributes an element has (each is compared with those
//! before it), so what goes beyond any real page is seen before.

use super::markup::{self, VOID};

/// Elements open at once. Browsers flatten what is nested deeper (512 levels), so no page can mean it.
const DEEPEST: usize = 512;
/// Attributes of one element.
const MOST_ATTRIBUTES: usize = 1000;

/// Elements that the next of their kind closes: pages leave their closing tags out, and still are not nested.
const CLOSES_ITSELF: &[&str] = &[
    "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup", "rp", "rt", "html",
    "head", "body", "a",
];

/// What is beyond the limits in `text`, in words; `None` where the page may be parsed.
pub(super) fn beyond(text: &str) -> Option<String> {
    let mut depth = 0usize;
    for tag in markup::tags(text) {
        if tag.attributes > MOST_ATTRIBUTES {
            return Some(format!("an element has more than {MOST_ATTRIBUTES} attributes"));
        }
        let name = tag.name.as_str();
        if VOID.contains(&name) || CLOSES_ITSELF.contains(&name) {
            continue;
        }
        // `<div/>` opens a `div`: the stroke has no meaning in HTML.
        depth = if tag.closing {
            depth.saturating_sub(1)
        } else {
            depth + 1
        };
        if depth > DEEPEST {
            return Some(format!("more than {DEEPEST} elements stand inside one another"));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::beyond;

    fn is_beyond(text: &str) -> bool {
        beyond(text).is_some()
    }

    #[test]
    fn long_pages_are_not_deep_ones() {
        assert!(is_beyond(&format!("<p {}>", "a=1 ".repeat(2_000))));
        assert!(!is_beyond(&format!("<p style='{}'>", "a:1; ".repeat(2_000))));
        assert!(is_beyond(&"<div>".repeat(600)));
        assert!(is_beyond(&"<p><font>一".repeat(600)));
        assert!(!is_beyond(&"<p>一".repeat(60_000)));
        assert!(!is_beyond(&"<ul><li>一<li>二</ul>".repeat(6_000)));
        assert!(!is_beyond(&"<br><img src=a>".repeat(6_000)));
        assert!(!is_beyond("<script>\"<div><div>\"</script>".repeat(600).as_str()));
    }
}
