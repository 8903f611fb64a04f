//! One self-contained HTML page: style inside, no script, nothing fetched. A content security policy in the page itself
//! forbids any request, so that texts of notices cannot cause one.

use std::fmt::Write as _;

const STYLE: &str = include_str!("page.css");

/// The page around `body`, which is HTML; `title` is text.
pub(crate) fn page(title: &str, body: &str) -> String {
    let title = escape(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

/// Text as HTML, in elements and in quoted attributes. What cannot stand in a page (controls) becomes U+FFFD.
pub(crate) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\t' | '\n' => html.push(c),
            '\r' => html.push_str("&#13;"),
            c if c.is_control() => html.push('\u{fffd}'),
            c => html.push(c),
        }
    }
    html
}

/// One bar of a chart.
pub(crate) struct Bar {
    pub(crate) name: String,
    /// How long it is, between 0 and 1.
    pub(crate) value: f64,
    /// The ends of a whisker, between 0 and 1.
    pub(crate) whisker: Option<(f64, f64)>,
    /// What stands at its end.
    pub(crate) label: String,
}

const ROW: u32 = 20;
const LEFT: f64 = 190.0;
const LENGTH: f64 = 420.0;

/// Bars from 0 to 1, one below the other, as inline SVG.
pub(crate) fn chart(title: &str, bars: &[Bar]) -> String {
    let height = ROW * u32::try_from(bars.len()).unwrap_or(0) + 4;
    let mut svg = format!(
        "<svg class=\"chart\" viewBox=\"0 0 760 {height}\" role=\"img\" aria-label=\"{}\">\n",
        escape(title)
    );
    for tick in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let x = LEFT + LENGTH * tick;
        let _ = writeln!(
            svg,
            "<line class=\"tick\" x1=\"{x}\" y1=\"0\" x2=\"{x}\" y2=\"{height}\"/>"
        );
    }
    for (bar, top) in bars.iter().zip((0..).step_by(20)) {
        let width = LENGTH * bar.value.clamp(0.0, 1.0);
        let (text, middle) = (top + 15, top + 11);
        let _ = write!(
            svg,
            "<g><text class=\"name\" x=\"{}\" y=\"{text}\">{}</text>\
             <rect class=\"bar\" x=\"{LEFT}\" y=\"{}\" width=\"{width:.1}\" height=\"12\"/>",
            LEFT - 8.0,
            escape(&bar.name),
            top + 5
        );
        if let Some((low, high)) = bar.whisker {
            let (low, high) = (LEFT + LENGTH * low, LEFT + LENGTH * high);
            let _ = write!(
                svg,
                "<path class=\"whisker\" d=\"M{low:.1} {}v8m0 -4H{high:.1}m0 -4v8\"/>",
                middle - 4
            );
        }
        let _ = writeln!(
            svg,
            "<text class=\"value\" x=\"{}\" y=\"{text}\">{}</text></g>",
            LEFT + LENGTH + 10.0,
            escape(&bar.label)
        );
    }
    svg.push_str("</svg>\n");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_becomes_markup() {
        assert_eq!(
            escape("<b a='1' c=\"2\">&amp;\u{0}\u{8}"),
            "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;amp;\u{fffd}\u{fffd}"
        );
        assert!(page("</title><script>", "").contains("<title>&lt;/title&gt;&lt;script&gt;</title>"));
    }

    #[test]
    fn a_bar_is_as_long_as_its_value() {
        let bar = Bar {
            name: "dates <&>".to_owned(),
            value: 0.5,
            whisker: Some((0.25, 0.75)),
            label: "0.500".to_owned(),
        };
        let svg = chart("F1", &[bar]);
        assert!(svg.contains("width=\"210.0\"") && svg.contains("M295.0 ") && svg.contains("H505.0"));
        assert!(svg.contains("dates &lt;&amp;&gt;"));
    }
}
