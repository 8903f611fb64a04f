//! Clauses made to say who is responsible.
//!
//! ```text
//! clause  = "（" body "）" | body at the start of a line or after 。； up to its 。
//! body    = label list { "；" label list } [ remark ] | list verb { "，" list verb } [ remark ]
//! label   = ( 牵头 | 责任 | 配合 | 参与 | 协助 | … ) [ 单位 | 部门 | … ] "："
//! verb    = [ 按职责分工 ] ( 牵头 | 负责 | 配合 | 参与 | … )
//! remark  = 列第一位者为牵头单位 [ ，下同 ] | 以下不再列出 | …
//! ```
//!
//! Another label (完成时限：, 责任人：) ends a list. What a bracket says with verbs counts only if all its items look like bodies:
//! （申请人负责） and （由学校配合提供） are remarks.

use super::form;
use super::name::{self, pattern};
use crate::notice::AgencyRole;
use crate::span::Span;
use crate::text::Clean;
use regex::Regex;
use std::sync::LazyLock;

/// Without one of these no text tells anybody to do anything.
pub(super) const CUES: &[&str] = &["牵头", "责任", "负责", "配合", "会同", "参与", "落实", "协助", "主办"];

/// A clause and its bodies; those without a label or verb of their own have no role yet.
#[derive(Debug)]
pub(super) struct Clause {
    pub(super) bodies: Vec<(Span, Option<AgencyRole>)>,
    /// The id of its form.
    pub(super) rule: &'static str,
    /// 列第一位者为牵头单位
    pub(super) first_leads: bool,
    /// …，下同
    pub(super) from_here_on: bool,
}

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:牵头责任|牵头落实|责任落实|牵头|责任|配合|协助|协作|协同|参与|参加|协办|主办|承办|主责|落实|实施|负责|支持|完成)(?:单位|部门|处室|科室|机构|主体|股室)(?:及分工)?：|(?:牵头|责任|配合|协助|参与|负责)：",
    )
});

static VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:(?:(?:按照|依据|根据|按|依)?(?:各自|部门|本部门|工作)?(?:职责|职能|任务|责任)(?:任务|权限|范围)?(?:和)?(?:分工|权限)?|按分工|分别|共同|具体|统筹|联合|协同|总体)+(?:(?:牵头负责|牵头|负责落实|负责|配合|参与|参加|协助|组织实施|抓好落实|推进落实|落实|实施)(?:推进|落实|实施)?)?|牵头(?:负责|组织|落实|实施|推进)?(?:落实|实施)?|负责(?:落实|组织实施|实施|推进)?|配合(?:落实|实施)?|积极配合|密切配合|参与(?:配合)?|参加|协助|组织实施|推进落实|落实)$",
    )
});

/// 列第一位者为牵头单位, 排在首位的单位为牵头单位, 第一个单位为牵头单位
static FIRST_LEADS: LazyLock<Regex> = LazyLock::new(|| {
    pattern("(?:第一|首)(?:位|个|名|家)?(?:的|者)?(?:责任)?(?:单位|部门)?(?:的|者)?(?:为|是|系|负责)(?:总)?牵头")
});

/// What a clause says about itself and not about bodies.
static REMARK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "以下(?:均)?同|下同|不再(?:列|赘|一一|重复|单独)|(?:排|排名|列|排列)?在?(?:第一|首)(?:位|个|名|家)(?:的|者)|第一责任单位为|均(?:包括|涉及|由)|各负其责",
    )
});

/// Whether words say that the first body of a clause leads.
pub(super) fn first_leads(words: &str) -> bool {
    words.contains("牵头") && FIRST_LEADS.is_match(words)
}

/// The clauses of one paragraph.
pub(super) fn clauses(clean: &Clean<'_>, piece: Span) -> Vec<Clause> {
    let text: &str = &clean.text;
    let words = piece.of(text);
    let mut clauses = Vec::new();
    if !CUES.iter().any(|cue| words.contains(cue)) {
        return clauses;
    }
    let mut past = piece.start;
    for (at, mark) in words.char_indices() {
        let at = piece.start + at;
        if at < past {
            continue;
        }
        let inside = if matches!(mark, '（' | '〔' | '［' | '【' | '(' | '[') {
            let (inside, end) = bracket(text, Span::new(at, piece.end), mark);
            match read(clean, inside) {
                Some(clause) => {
                    clauses.push(clause);
                    past = end;
                    continue;
                }
                None => continue,
            }
        } else {
            let open = at == piece.start
                || clean.gap(at).is_some()
                || text
                    .get(..at)
                    .is_some_and(|before| before.ends_with(['。', '；', '！', '：', '）', '\n']));
            let labelled = open
                && text
                    .get(at..piece.end)
                    .is_some_and(|rest| LABEL.find(near(rest)).is_some_and(|label| label.start() == 0));
            if !labelled {
                continue;
            }
            let rest = text.get(at..piece.end).unwrap_or("");
            Span::new(at, at + rest.find('。').unwrap_or(rest.len()))
        };
        past = inside.end;
        clauses.extend(read(clean, inside));
    }
    clauses
}

/// The first characters of a text, in which a label must begin.
fn near(text: &str) -> &str {
    text.char_indices()
        .nth(12)
        .and_then(|(at, _)| text.get(..at))
        .unwrap_or(text)
}

/// What stands in the bracket that opens `rest`, and one past its end; a bracket never closed ends with its paragraph.
fn bracket(text: &str, rest: Span, open: char) -> (Span, usize) {
    let start = rest.start + open.len_utf8();
    let mut depth = 0_usize;
    for (at, mark) in rest.of(text).char_indices() {
        match mark {
            '（' | '〔' | '［' | '【' | '(' | '[' => depth += 1,
            '）' | '〕' | '］' | '】' | ')' | ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return (Span::new(start, rest.start + at), rest.start + at + mark.len_utf8());
                }
            }
            _ => {}
        }
    }
    (Span::new(start.min(rest.end), rest.end), rest.end)
}

/// Reads what a clause says; `None` for any other words.
fn read(clean: &Clean<'_>, inside: Span) -> Option<Clause> {
    let text: &str = &clean.text;
    let words = inside.of(text);
    let labels: Vec<(Span, Option<AgencyRole>)> = LABEL
        .find_iter(words)
        .map(|label| {
            (
                Span::new(label.start(), label.end()).shift(inside.start),
                role_of_label(label.as_str()),
            )
        })
        .collect();
    let mut bodies = Vec::new();
    let Some((first, _)) = labels.first() else {
        bodies.extend(with_verbs(clean, inside, None)?);
        return Some(finish(bodies, words, form::VERB));
    };
    // 省教育厅牵头，配合单位：省财政厅
    let before = Span::new(inside.start, first.start);
    bodies.extend(with_verbs(clean, before, None).unwrap_or_default());
    for (n, (label, role)) in labels.iter().enumerate() {
        let end = labels.get(n + 1).map_or(inside.end, |(next, _)| next.start);
        bodies.extend(labelled(clean, Span::new(label.end, end), *role));
    }
    (!bodies.is_empty()).then(|| finish(bodies, words, form::LABEL))
}

fn finish(bodies: Vec<(Span, Option<AgencyRole>)>, words: &str, rule: &'static str) -> Clause {
    let first_leads = first_leads(words);
    Clause {
        bodies,
        rule,
        first_leads,
        from_here_on: first_leads && ["下同", "以下均同", "以下相同"].iter().any(|word| words.contains(word)),
    }
}

/// The list after a label.
fn labelled(clean: &Clean<'_>, list: Span, role: Option<AgencyRole>) -> Vec<(Span, Option<AgencyRole>)> {
    let text: &str = &clean.text;
    if let Some(bodies) = with_verbs(clean, list, role) {
        return bodies;
    }
    let items = spaced(clean, &said(text, list));
    let names = name::names(text, &items);
    // A sentence may open with what looks like a label.
    let plausible =
        |name: &Span| name::is_body(name.of(text)) || name.of(text).chars().count() <= 12 && !has_figure(name.of(text));
    names.into_iter().filter(plausible).map(|name| (name, role)).collect()
}

fn has_figure(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

/// The items of a list up to its first full stop, remark or other label (完成时限：).
fn said(text: &str, list: Span) -> Vec<Span> {
    let words = list.of(text);
    let end = words.find(['。', '\n']).unwrap_or(words.len());
    let mut items = name::items(text, Span::new(list.start, list.start + end));
    let stop = items
        .iter()
        .position(|item| item.of(text).contains('：') || REMARK.is_match(item.of(text)));
    items.truncate(stop.unwrap_or(items.len()));
    items
}

/// Items in which blanks of the source stand between two bodies are two.
fn spaced(clean: &Clean<'_>, items: &[Span]) -> Vec<Span> {
    let text: &str = &clean.text;
    let mut all = Vec::with_capacity(items.len());
    for item in items {
        let mut start = item.start;
        for gap in clean.gaps_in(*item) {
            let (left, right) = (Span::new(start, gap.at), Span::new(gap.at, item.end));
            if gap.at > start && gap.breaks == 0 && name::is_body(left.of(text)) && name::is_body(right.of(text)) {
                all.push(left);
                start = gap.at;
            }
        }
        all.push(Span::new(start, item.end));
    }
    all
}

/// A list with verbs; `None` if it has none, or if an item is no body.
fn with_verbs(clean: &Clean<'_>, list: Span, fallback: Option<AgencyRole>) -> Option<Vec<(Span, Option<AgencyRole>)>> {
    let text: &str = &clean.text;
    let mut bodies: Vec<(Span, Option<AgencyRole>)> = Vec::new();
    let mut waiting: Vec<Span> = Vec::new();
    let mut verbs = 0;
    for item in said(text, list) {
        let words = item.of(text);
        let lead_in = ["由", "请"]
            .iter()
            .find(|word| words.starts_with(**word))
            .map_or(0, |word| word.len());
        let item = Span::new(item.start + lead_in, item.end);
        match VERB.find(item.of(text)) {
            Some(verb) => {
                verbs += 1;
                let name = Span::new(item.start, item.start + verb.start()).trimmed(text);
                waiting.extend((!name.is_empty()).then_some(name));
                let role = role_of_verb(verb.as_str()).or(fallback);
                bodies.extend(name::names(text, &waiting).into_iter().map(|name| (name, role)));
                waiting.clear();
            }
            None => waiting.push(item),
        }
    }
    bodies.extend(name::names(text, &waiting).into_iter().map(|name| (name, fallback)));
    let all = bodies.iter().all(|(name, _)| name::is_body(name.of(text)));
    (verbs > 0 && all && !bodies.is_empty()).then_some(bodies)
}

fn role_of_label(label: &str) -> Option<AgencyRole> {
    let starts = |words: &[&str]| words.iter().any(|word| label.starts_with(word));
    if starts(&["牵头", "主办", "主责"]) {
        Some(AgencyRole::Lead)
    } else if starts(&["配合", "协助", "协作", "协同", "参与", "参加", "协办", "支持"]) {
        Some(AgencyRole::Support)
    } else {
        None
    }
}

/// The role that a verb gives; `None` for words that begin with no such verb.
pub(super) fn role_of_verb(words: &str) -> Option<AgencyRole> {
    let first = [
        "牵头",
        "配合",
        "参与",
        "参加",
        "协助",
        "负责",
        "落实",
        "实施",
        "职责",
        "分工",
        "分别",
        "共同",
        "组织实施",
    ]
    .into_iter()
    .filter_map(|verb| words.find(verb).filter(|at| *at <= 36).map(|at| (at, verb)))
    .min_by_key(|(at, _)| *at)?;
    let has = |word: &str| {
        words
            .char_indices()
            .nth(16)
            .and_then(|(at, _)| words.get(..at))
            .unwrap_or(words)
            .contains(word)
    };
    Some(match first.1 {
        "牵头" => AgencyRole::Lead,
        "配合" | "参与" | "参加" | "协助" => AgencyRole::Support,
        _ if has("牵头") => AgencyRole::Lead,
        _ if has("配合") && !has("负责") => AgencyRole::Support,
        _ => AgencyRole::Responsible,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_that_make_the_first_the_lead() {
        for words in [
            "列第一位者为牵头责任单位，下同",
            "列首位的为牵头单位",
            "排在第一位的单位为牵头单位",
            "第一个单位为牵头单位",
            "排名第一的为牵头单位",
        ] {
            assert!(first_leads(words), "{words}");
        }
        assert!(!first_leads("第一季度为牵头准备期") && !first_leads("首次由市教育局牵头"));
    }

    #[test]
    fn verbs_at_the_end() {
        for (words, verb) in [
            ("各市州人民政府按职责分工负责", Some("按职责分工负责")),
            ("省教育厅牵头负责", Some("牵头负责")),
            ("市财政局等部门按照各自职责配合", Some("按照各自职责配合")),
            ("省教育厅", None),
            ("责任单位", None),
        ] {
            assert_eq!(VERB.find(words).map(|found| found.as_str()), verb, "{words}");
        }
    }
}
