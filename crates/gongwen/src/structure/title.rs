//! The title block.
//!
//! ```text
//! title = { issuing body } [ "关于" matter [ "的" ] ] kind [ "（" 试行 … "）" ]
//! ```
//!
//! It may run over several lines and may be printed twice. Its last line ends in a document kind (文种); from there it
//! is read upwards: a line belongs to it while its brackets are open, while 关于 (or 印发, 转发 …) has not come, and, once
//! it has, as long as the lines above are names of bodies.

use super::cue;
use super::draft::{Draft, chars};
use crate::lexicon;
use crate::span::Span;

/// Openings of the matter of a title.
const MATTER: &[&str] = &["关于", "印发", "转发", "批转", "公布", "发布", "废止", "表彰", "授予"];

/// The document kind a title ends in: 关于…的若干意见（试行） → 意见, …的复函 → 函.
#[must_use]
pub(super) fn kind(title: &str) -> Option<&str> {
    lexicon::kind_of_title(title.trim_end_matches(['*', ' ', '。']))
}

/// Where the title stands among the blocks `from..to`: first and last block.
pub(super) fn find(draft: &Draft<'_>, from: usize, to: usize) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    let mut matter = false;
    for last in from..to {
        if !is_plain(draft, last) || kind(draft.text(last)).is_none() {
            continue;
        }
        let first = start(draft, from, last);
        let text = joined(draft, first, last);
        let has_matter = MATTER.iter().any(|word| text.contains(word));
        // A title with its matter beats one without; among equals the one next to the text is the notice's own.
        if has_matter || !matter {
            best = Some((first, last));
            matter = has_matter;
        }
    }
    best
}

/// The lines that together say what the page states as the title of the notice; the last of them, if the page prints it
/// twice.
pub(super) fn stated(draft: &Draft<'_>, from: usize, to: usize, title: &str) -> Option<(usize, usize)> {
    const MOST_LINES: usize = 6;
    (from..to).rev().find_map(|last| {
        let mut rest = title;
        let mut first = last + 1;
        while !rest.is_empty() && first > from && last + 1 - first < MOST_LINES {
            first -= 1;
            let line = draft.text(first);
            rest = rest
                .strip_suffix(line)
                .filter(|_| draft.is_free(first) && !line.is_empty())?;
        }
        rest.is_empty().then_some((first, last))
    })
}

/// Whether the block can be a line of a title at all.
pub(super) fn is_plain(draft: &Draft<'_>, i: usize) -> bool {
    let text = draft.text(i);
    draft.is_free(i)
        && !draft.has_label(i)
        && chars(text) <= 160
        && !text.ends_with(['。', '；', '：', '，', '！', '？'])
        && !cue::is_file_name(text)
        && !text.contains("如下")
        && text.chars().any(char::is_alphabetic)
}

/// The first block of the title whose last block is `last`.
fn start(draft: &Draft<'_>, from: usize, last: usize) -> usize {
    let mut first = last;
    while first > from && is_plain(draft, first - 1) {
        let above = draft.text(first - 1);
        let text = joined(draft, first, last);
        let goes_on = if !is_balanced(&text)
            || text.starts_with('的')
            || above.ends_with("关于")
            || above.ends_with(['、', '和', '及', '与', '（', '《'])
        {
            true
        } else if kind(above).is_some() && !above.ends_with("关于") {
            false
        } else if !MATTER.iter().any(|word| outside_marks(&text).contains(word)) {
            opens_matter(draft, from, first)
                || (first == last && cue::is_body(above) && !above.ends_with("文件") && !cue::begins_with_body(&text))
                || (first == last
                    && cue::begins_with_body(above)
                    && !cue::begins_with_body(&text)
                    && !cue::is_page_line(above))
        } else if MATTER.iter().any(|word| text.starts_with(word)) {
            cue::is_body(above) && !above.ends_with("文件")
        } else {
            // 江岚省教育厅 ⏎ 江岚省财政厅关于…: a body right above a line that itself begins with one.
            cue::is_body(above) && before_matter(&text).is_some_and(cue::ends_like_body) && !text.starts_with(above)
        };
        if !goes_on {
            break;
        }
        first -= 1;
    }
    first
}

/// What stands before 关于 (印发, 转发 …) in a title.
fn before_matter(title: &str) -> Option<&str> {
    let at = MATTER.iter().filter_map(|word| title.find(word)).min()?;
    title.get(..at)
}

/// Whether one of the up to four plain lines above `first` opens the matter (关于…), no other title ending between.
fn opens_matter(draft: &Draft<'_>, from: usize, first: usize) -> bool {
    for i in (from..first).rev().take(4) {
        if !is_plain(draft, i) || kind(draft.text(i)).is_some() {
            return false;
        }
        if MATTER.iter().any(|word| draft.text(i).contains(word)) {
            return true;
        }
    }
    false
}

/// The text of the blocks `first..=last`, joined as a title is.
pub(super) fn joined(draft: &Draft<'_>, first: usize, last: usize) -> String {
    (first..=last).map(|i| draft.text(i)).collect()
}

/// What an order's number counts: 云泽市教育局令, and 云泽市教育局公告 for 云泽市教育局关于开学时间的公告.
pub(super) fn order_agency(title: &str) -> String {
    match (before_matter(title), kind(title)) {
        (Some(bodies), Some(kind)) if !bodies.is_empty() => format!("{bodies}{kind}"),
        _ => title.to_owned(),
    }
}

/// The bodies that the title on these lines begins with: whole lines, and what stands before 关于 on a line.
pub(super) fn bodies(text: &str, lines: &[Span]) -> Vec<Span> {
    let mut bodies = Vec::new();
    for line in lines {
        let words = line.of(text);
        let matter = MATTER.iter().filter_map(|word| words.find(word)).min();
        let before = words.get(..matter.unwrap_or(words.len())).unwrap_or("");
        if cue::is_body(before) {
            bodies.push(Span::new(line.start, line.start + before.len()));
        }
        if matter.is_some() || !cue::is_body(before) {
            break;
        }
    }
    // 云泽市教育局公告: a body and a kind, nothing between.
    if let ([line], true) = (lines, bodies.is_empty()) {
        let words = line.of(text);
        let name = kind(words).and_then(|kind| words.strip_suffix(kind)).unwrap_or("");
        if cue::is_body(name) {
            bodies.push(Span::new(line.start, line.start + name.len()));
        }
    }
    bodies
}

fn is_balanced(text: &str) -> bool {
    [('《', '》'), ('（', '）'), ('“', '”'), ('〈', '〉')]
        .iter()
        .all(|(open, close)| text.matches(*open).count() >= text.matches(*close).count())
}

/// `text` without what stands inside 《》: a 关于 in there belongs to another document's title.
fn outside_marks(text: &str) -> String {
    let mut depth = 0usize;
    text.chars()
        .filter(|c| {
            match c {
                '《' => depth += 1,
                '》' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_off_the_end() {
        for (title, want) in [
            ("云泽市教育局关于做好招生工作的通知", Some("通知")),
            ("关于加快发展的若干意见（试行）", Some("意见")),
            ("关于节水建议的复函", Some("函")),
            ("《云泽市档案管理办法》", Some("办法")),
            ("云泽市2026年公开招聘教师公告", Some("公告")),
            ("加强组织领导", None),
        ] {
            assert_eq!(kind(title), want, "{title}");
        }
    }
}
