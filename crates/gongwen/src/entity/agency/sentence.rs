//! Sentences that tell a body to lead or to be responsible.
//!
//! ```text
//! order    = [ 由 ] bodies [ 要 | 应 | … ] ( 牵头 | 负责 ) …  [ "，" bodies ( 配合 | 参与 | 参加 | 协助 ) ]
//! joint    = [ 由 ] bodies [ 牵头 ] [ "，" ] ( 会同 | 商 ) bodies …
//! ```
//!
//! Every word before the verb must be a body's name: 建立由政府负责人牵头的机制 describes a mechanism, 发挥牵头作用 a virtue, and
//! 由…负责解释 who answers questions.

use super::name;
use crate::lexicon::body_suffix;
use crate::notice::AgencyRole;
use crate::span::Span;

/// What may stand between a name and its verb.
const MODALS: &[&str] = &[
    "要",
    "应当",
    "应",
    "须",
    "具体",
    "共同",
    "统一",
    "统筹",
    "总",
    "将",
    "负责",
    "分别",
    "等部门",
    "等单位",
    "等",
];
/// What follows 牵头 or 负责 where they are no verb of an order.
const NOT_AFTER: &[&str] = &[
    "作用",
    "单位",
    "部门",
    "的",
    "人",
    "医院",
    "机构",
    "企业",
    "高校",
    "学校",
    "抓总",
    "协调作用",
    "同志",
    "解释",
    "制",
    "领导",
    "院校",
    "、",
    "地区",
    "责任",
    "机制",
];
/// Before 由: a mechanism is described, or the sentence speaks of something already there.
const DESCRIBES: &[&str] = &[
    "建立", "成立", "组建", "形成", "健全", "完善", "构建", "组成", "吸收", "机制",
];

/// The bodies told by the sentences of one paragraph, in order.
pub(super) fn bodies(text: &str, piece: Span) -> Vec<(Span, AgencyRole)> {
    let words = piece.of(text);
    let mut found: Vec<(Span, AgencyRole)> = Vec::new();
    if !["牵头", "会同", "负责"].iter().any(|cue| words.contains(cue)) {
        return found;
    }
    let mut start = piece.start;
    for sentence in words.split(['。', '；']) {
        let span = Span::new(start, start + sentence.len());
        start = span.end + '。'.len_utf8();
        let cues = [
            ("牵头", AgencyRole::Lead),
            ("会同", AgencyRole::Responsible),
            ("负责", AgencyRole::Responsible),
        ];
        let first = cues
            .into_iter()
            .filter_map(|(verb, role)| sentence.find(verb).map(|at| (span.start + at, verb, role)))
            .min_by_key(|(at, ..)| *at);
        let Some((at, verb, role)) = first else { continue };
        let after = Span::new(at + verb.len(), span.end);
        // 由甲会同乙负责解释 says whom to ask.
        if NOT_AFTER.iter().any(|word| after.of(text).starts_with(word)) || sentence.ends_with("解释") {
            continue;
        }
        let Some(told) = before(text, Span::new(span.start, at), verb) else {
            continue;
        };
        found.extend(told.into_iter().map(|name| (name, role)));
        if verb == "会同" {
            found.extend(
                together(text, after)
                    .into_iter()
                    .map(|name| (name, AgencyRole::Responsible)),
            );
        } else {
            found.extend(helpers(text, after));
        }
    }
    found
}

/// The names right before a verb, if nothing else stands in their clause.
fn before(text: &str, left: Span, verb: &str) -> Option<Vec<Span>> {
    let words = left.of(text);
    let clause = clause_start(words);
    let opens = words.get(..clause)?.chars().next_back().is_none_or(|mark| mark != '，') || clause == 0;
    let mut words = words.get(clause..)?;
    let mut start = left.start + clause;
    let by = words.rfind('由');
    if let Some(by) = by {
        let ahead = words.get(..by)?;
        if DESCRIBES.iter().any(|word| ahead.contains(word)) || ahead.chars().count() > 24 {
            return None;
        }
        start += by + '由'.len_utf8();
        words = words.get(by + '由'.len_utf8()..)?;
    } else if verb == "负责" && !opens {
        // 市财政局负责 opens its sentence; in the middle of one it tells what somebody does anyway.
        return None;
    }
    let mut end = words.len();
    while let Some(modal) = MODALS
        .iter()
        .find(|modal| words.get(..end).is_some_and(|head| head.ends_with(**modal)))
    {
        end -= modal.len();
    }
    let names = all_bodies(text, Span::new(start, start + end))?;
    Some(names)
}

/// Where the clause that `words` end in begins: after the last ， or ：, or after a bracket that is still open.
fn clause_start(words: &str) -> usize {
    let mut closed = 0_usize;
    for (at, mark) in words.char_indices().rev() {
        match mark {
            '）' | '〕' => closed += 1,
            '（' | '〔' if closed > 0 => closed -= 1,
            '，' | '：' | '（' | '〔' if closed == 0 => return at + mark.len_utf8(),
            _ => {}
        }
    }
    0
}

/// The names of a list that consists of bodies only.
fn all_bodies(text: &str, list: Span) -> Option<Vec<Span>> {
    let items: Vec<Span> = name::items(text, list)
        .into_iter()
        .flat_map(|item| at_and(text, item))
        .collect();
    let names = name::names(text, &items);
    let good = |name: &Span| name::is_named_body(name.of(text)) || name.of(text).ends_with("等部门");
    (!names.is_empty() && names.iter().all(good)).then_some(names)
}

/// 省教育厅和省财政厅 are two where both sides are bodies; 人力资源和社会保障厅 is one.
fn at_and(text: &str, item: Span) -> Vec<Span> {
    for (at, mark) in item
        .of(text)
        .char_indices()
        .filter(|(_, c)| matches!(c, '和' | '与' | '及'))
    {
        let left = Span::new(item.start, item.start + at);
        let right = Span::new(left.end + mark.len_utf8(), item.end);
        if name::is_named_body(left.of(text)) && name::is_named_body(right.of(text)) {
            return vec![left, right];
        }
    }
    vec![item]
}

/// The bodies after 会同: the list ends where its last name does.
fn together(text: &str, after: Span) -> Vec<Span> {
    let words = after.of(text);
    let end = words.find(['，', '：']).unwrap_or(words.len());
    let mut names = Vec::new();
    for item in name::items(text, Span::new(after.start, after.start + end)) {
        if name::is_named_body(item.of(text)) {
            names.push(item);
            continue;
        }
        let words = item.of(text);
        let cut = words
            .find("等")
            .filter(|at| name::is_named_body(words.get(..*at).unwrap_or("")));
        let length = cut.or_else(|| shortest_body(words));
        names.extend(length.map(|length| Span::new(item.start, item.start + length)));
        break;
    }
    names
}

/// The length of the body that `words` begin with, a department of it included: 市财政局制定 → 市财政局.
fn shortest_body(words: &str) -> Option<usize> {
    let ends = words.char_indices().map(|(at, c)| at + c.len_utf8()).skip(2).take(24);
    let mut found = None;
    for end in ends {
        let head = words.get(..end)?;
        match found {
            None if head.ends_with("部门") => found = Some(end),
            None if words
                .get(end..)
                .is_some_and(|rest| head.ends_with('部') && rest.starts_with('门')) => {}
            None if body_suffix(head).is_some_and(|suffix| suffix.len() < head.len()) => found = Some(end),
            // 委 may be followed by the body's own 办公室, 分局.
            Some(_)
                if ["办公室", "办公厅", "分局", "委员会", "总局"]
                    .iter()
                    .any(|suffix| head.ends_with(suffix)) =>
            {
                found = Some(end)
            }
            Some(before) if end > before + 12 => break,
            _ => {}
        }
    }
    found.filter(|end| words.get(..*end).is_some_and(name::is_named_body))
}

/// Bodies that take part, in the same sentence: …牵头，乙、丙配合.
fn helpers(text: &str, after: Span) -> Vec<(Span, AgencyRole)> {
    let words = after.of(text);
    let mut found = Vec::new();
    if let Some(at) = words.find("会同").filter(|at| *at <= "组织，".len()) {
        let from = after.start + at + "会同".len();
        found.extend(
            together(text, Span::new(from, after.end))
                .into_iter()
                .map(|name| (name, AgencyRole::Responsible)),
        );
        return found;
    }
    let Some(rest) = words.strip_prefix('，') else {
        return found;
    };
    let start = after.end - rest.len();
    let verb = ["配合", "参与", "参加", "协助"]
        .iter()
        .filter_map(|verb| rest.find(verb))
        .min();
    if let Some(at) = verb {
        let head = rest.get(..at).unwrap_or("");
        let list = head
            .trim_end_matches("积极")
            .trim_end_matches("密切")
            .trim_end_matches("共同");
        found.extend(
            all_bodies(text, Span::new(start, start + list.len()))
                .unwrap_or_default()
                .into_iter()
                .map(|name| (name, AgencyRole::Support)),
        );
    }
    found
}
