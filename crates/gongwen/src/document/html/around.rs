//! Which lines outside the text belong to the notice all the same: its title, the metadata table and the source line
//! above, the files offered below.

use super::layout::Line;
use super::main_text::Place;
use crate::lexicon;
use std::sync::LazyLock;

static SOURCE_LINES: LazyLock<Vec<&'static str>> = LazyLock::new(|| lexicon::list(lexicon::SOURCE_LINES));
/// Keys of a metadata table, without the fields they fill.
static KEYS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    lexicon::list(lexicon::PAGE_KEYS)
        .into_iter()
        .map(|line| line.split('\t').next().unwrap_or(line))
        .collect()
});

/// A source line is not longer.
const LONGEST_SOURCE_LINE: usize = 160;
/// A title of so many characters is told by them alone.
const SHORTEST_TITLE: usize = 8;

/// Which of `lines` belong to the notice: those of its text, what is said around it, and what belongs to it elsewhere on
/// the page. Blank lines belong to none.
pub(super) fn choose(lines: &[Line], place: Place, titles: &[String]) -> Vec<bool> {
    let (start, end) = place.around;
    let above = |line: &Line| line.chars > 0 && line.node < start;
    let titles: Vec<String> = titles.iter().map(|title| squash(title)).collect();
    let is_title = |line: &Line| {
        let text = squash(&line.text);
        text.chars().count() >= SHORTEST_TITLE
            && titles.iter().any(|title| title.contains(&text) || text.contains(title))
    };
    // Between its title and its text a page prints what belongs to both.
    let title = lines
        .iter()
        .position(|line| above(line) && !line.is_links() && !line.furniture && is_title(line))
        .or_else(|| {
            lines
                .iter()
                .rposition(|line| above(line) && !line.is_links() && !line.furniture && line.heading && names(line))
        });
    let belongs = |(n, line): (usize, &Line)| {
        if line.chars == 0 {
            false
        } else if (place.text.0..place.text.1).contains(&line.node) {
            true
        } else if (start..end).contains(&line.node) {
            !line.furniture && (!line.is_links() || line.file || is_attachment(&line.text) || is_linked_body(line))
        } else if line.furniture {
            false
        } else if line.node >= end {
            line.file || is_attachment(&line.text)
        } else {
            let in_head = title.is_some_and(|title| title <= n);
            !line.is_links() && (in_head || is_about(line))
        }
    };
    lines.iter().enumerate().map(belongs).collect()
}

/// Whether a line says something about the notice rather than in it: a metadata table's, a source line, a number.
pub(super) fn is_about(line: &Line) -> bool {
    opens_with_key(&line.text) || is_source_line(line) || is_number(&line.text)
}

/// Whether a heading reads like the title of a document.
fn names(line: &Line) -> bool {
    // 通知公告 heads a menu.
    line.chars >= SHORTEST_TITLE && (lexicon::kind_of_title(&line.text).is_some() || line.text.contains("关于"))
}

/// A title in which the body links to its site: <a>云泽市教育局</a>公告. Entries of menus are links as a whole.
fn is_linked_body(line: &Line) -> bool {
    line.chars > line.linked && lexicon::kind_of_title(&line.text).is_some()
}

fn squash(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// 索引号：…, [索引号] …, 索引号 ⇥ …
fn opens_with_key(text: &str) -> bool {
    let bare: String = squash(text.split('\t').next().unwrap_or(text));
    let bare = bare.trim_start_matches(['[', '【', '*', '·']);
    KEYS.iter().any(|key| {
        bare.strip_prefix(key)
            .is_some_and(|rest| rest.starts_with(['：', ':', ']', '】']) || rest.is_empty() && text.contains('\t'))
    })
}

fn is_source_line(line: &Line) -> bool {
    let dated = line.text.bytes().filter(u8::is_ascii_digit).count() >= 4;
    line.chars <= LONGEST_SOURCE_LINE
        && SOURCE_LINES.iter().any(|word| line.text.contains(word))
        && (dated || line.text.contains("来源"))
}

/// A line that holds a document number and little else.
fn is_number(text: &str) -> bool {
    text.chars().count() <= 40 && text.contains('〔') && text.contains('〕') && text.trim_end().ends_with('号')
}

fn is_attachment(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= 120 && (text.starts_with("附件") || text.starts_with("附："))
}
