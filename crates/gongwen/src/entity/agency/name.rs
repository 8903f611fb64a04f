//! The names in a list of bodies.
//!
//! ```text
//! list  = name { ( "、" | "，" | "；" | "以及" | "等和" | "和各" ) name } [ "等" [ ["有关"] "部门" [ "和单位" ] ] ]
//! name  = body | place { "、" place } ( 人民政府 | … ) | field { "、" field } "等部门"
//! ```
//!
//! A body lacking its region's prefix stays as printed. A place alone is told nothing: 各市、各县人民政府 is one name, which
//! the two places share, and so is 公安、市场监管等部门.

use crate::lexicon::body_suffix;
use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Longest name, in characters.
const LONGEST: usize = 40;

/// 等, 等部门, 等有关部门和单位 at the end of a list.
static AND_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "等(?:[各多数一二两三四五六七八九十]*(?:个|家)?(?:省直|市直|区直|县直|中央|省级|市级)?(?:有关|相关)?(?:单位|部门|地方|方面|机构|企业|地区)(?:(?:和|及|、|与)(?:有关|相关)?(?:单位|部门|地方|企业|机构))?)?$",
    )
});

pub(super) fn pattern(pattern: &str) -> Regex {
    #[expect(
        clippy::expect_used,
        reason = "the patterns are constants, and each is compiled by a test"
    )]
    Regex::new(pattern).expect("a constant pattern")
}

/// The items of a list, unjoined: pieces between the marks that stand outside brackets.
pub(super) fn items(text: &str, list: Span) -> Vec<Span> {
    let mut items = Vec::new();
    let mut depth = 0_usize;
    let mut start = list.start;
    let mut past = list.start;
    for (at, mark) in list.of(text).char_indices() {
        let at = list.start + at;
        if at < past {
            continue;
        }
        let after = at + mark.len_utf8();
        let rest = text.get(after..list.end).unwrap_or("");
        match mark {
            '（' | '〔' | '［' | '(' | '[' => depth += 1,
            '）' | '〕' | '］' | ')' | ']' => depth = depth.saturating_sub(1),
            '、' | '，' | '；' | ',' | ';' if depth == 0 => {
                items.push(Span::new(start, at));
                start = after;
            }
            '以' if depth == 0 && rest.starts_with('及') => {
                items.push(Span::new(start, at));
                start = after + '及'.len_utf8();
                past = start;
            }
            '和' | '及' if depth == 0 && rest.starts_with('各') => {
                items.push(Span::new(start, at));
                start = after;
            }
            '等' if depth == 0 && (rest.starts_with('和') || rest.starts_with('及')) => {
                items.push(Span::new(start, at));
                start = after + '和'.len_utf8();
                past = start;
            }
            _ => {}
        }
    }
    items.push(Span::new(start, list.end));
    items
        .into_iter()
        .map(|item| item.trimmed(text))
        .filter(|item| !item.is_empty())
        .collect()
}

/// Items made names: places and fields that share their last word are joined, 等 and what follows it is cut off.
pub(super) fn names(text: &str, items: &[Span]) -> Vec<Span> {
    let mut names: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    for item in items {
        let whole = open.map_or(*item, |open| open.cover(*item));
        let word = item.of(text);
        let last = is_shared_ending(word, open.map(|open| open.of(text)));
        if open.is_some() && last {
            names.push(cut(text, whole));
            open = None;
        } else if is_part(word) {
            open = Some(whole);
        } else {
            // What looked like a beginning was none.
            names.extend(
                open.take()
                    .into_iter()
                    .flat_map(|open| self::items(text, open))
                    .map(|name| cut(text, name)),
            );
            names.push(cut(text, *item));
        }
    }
    names.extend(
        open.into_iter()
            .flat_map(|open| self::items(text, open))
            .map(|name| cut(text, name)),
    );
    names.retain(|name| !name.is_empty());
    names
}

/// Whether an item is no body by itself but may share the last word of the list: 各市〔州〕, 公安.
fn is_part(word: &str) -> bool {
    is_places(word) || is_field(word)
}

/// 各市, 各县〔市、区〕
fn is_places(word: &str) -> bool {
    word.starts_with('各') && without_brackets(word).ends_with(['省', '市', '州', '县', '区', '旗', '盟', '镇', '乡'])
}

/// 公安, 市场监管: a field of work, no body.
fn is_field(word: &str) -> bool {
    word.chars().count() <= 6
        && body_suffix(word).is_none()
        && !is_general(word)
        && !word.contains(['（', '〔', '各', '等'])
}

/// Whether an item ends a name that began with `open`.
fn is_shared_ending(word: &str, open: Option<&str>) -> bool {
    let Some(open) = open else { return false };
    if is_places(open) || open.starts_with('各') {
        return word.ends_with("政府") || word.ends_with("管委会");
    }
    AND_OTHERS
        .find(word)
        .is_some_and(|others| others.as_str().contains("部门") && is_field(word.get(..others.start()).unwrap_or("")))
}

/// A name without the short name given to it, and without 等 and what follows; a field of work keeps its 等部门, which makes it one.
fn cut(text: &str, name: Span) -> Span {
    let word = name.of(text);
    // 云泽市公积金中心（以下简称中心）
    if let Some((bare, note)) = word.split_once('（')
        && ["以下", "下称", "简称"].iter().any(|open| note.starts_with(open))
    {
        return Span::new(name.start, name.start + bare.len());
    }
    match AND_OTHERS.find(word) {
        Some(others) if is_body(word.get(..others.start()).unwrap_or("")) || others.len() == "等".len() => {
            Span::new(name.start, name.start + others.start())
        }
        _ => name,
    }
    .trimmed(text)
}

fn without_brackets(word: &str) -> &str {
    let trimmed = word.trim_end_matches(['）', '〕', '］']);
    if trimmed.len() == word.len() {
        return word;
    }
    trimmed
        .rfind(['（', '〔', '［'])
        .and_then(|open| trimmed.get(..open))
        .unwrap_or(trimmed)
}

/// 各部门, 有关单位, 地方政府: bodies told without their names.
fn is_general(word: &str) -> bool {
    [
        "部门",
        "单位",
        "政府",
        "机构",
        "企业",
        "机关",
        "组织",
        "高校",
        "院校",
        "学校",
        "主体",
        "地区",
        "园区",
        "开发区",
        "成员单位",
        "功能区",
        "街道",
    ]
    .iter()
    .any(|ending| word.ends_with(ending))
}

/// Whether a word may be the name of a body, or of bodies in general, where a list of them is expected.
pub(super) fn is_body(word: &str) -> bool {
    let bare = without_brackets(word);
    (2..=LONGEST).contains(&word.chars().count())
        && (body_suffix(bare).is_some() || is_general(bare) || is_places(bare) || bare.ends_with('办'))
        && !word.contains(['。', '：', '《', '》', '“', '?', '？'])
}

/// Words that no name of a body holds, but sentences before one do.
const NOT_IN_NAMES: &[&str] = &[
    "不",
    "得",
    "让",
    "使",
    "向",
    "把",
    "被",
    "须",
    "是",
    "将",
    "由",
    "请",
    "对于",
    "以上",
    "的",
    "要求",
    "通过",
    "经过",
    "按照",
    "根据",
    "配合",
    "协助",
    "并",
    "加强",
    "积极",
    "充分",
    "切实",
    "发挥",
    "推动",
    "负责",
    "带队",
    "设立",
    "成立",
    "领导和",
];

/// Words that point at bodies without naming one, and verbs whose object a body is: 鼓励科研院所.
const NOT_FIRST: &[&str] = &[
    "相关", "有关", "各", "本", "该", "其", "等", "同级", "所在", "上级", "下级", "支持", "鼓励", "引导", "着力",
    "组织", "允许", "督促", "指导", "推进", "成立", "经", "报",
];

/// Whether a word is plainly the name of a body where any words may stand.
pub(super) fn is_named_body(word: &str) -> bool {
    let bare = without_brackets(word);
    let general = bare.ends_with("部门") || bare.ends_with("政府") || bare.ends_with("分支机构");
    (3..=25).contains(&word.chars().count())
        && (body_suffix(bare).is_some() || general || bare.ends_with('办'))
        && !NOT_IN_NAMES.iter().any(|other| word.contains(other))
        && !NOT_FIRST.iter().any(|open| word.starts_with(open))
        && !word.contains(['。', '：', '《', '》', '“', '”', '，', '】', '【'])
        && !word.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists() {
        for (list, expected) in [
            (
                "省教育厅、财政厅，各市州人民政府；省直有关单位",
                &["省教育厅", "财政厅", "各市州人民政府", "省直有关单位"][..],
            ),
            (
                "省能源局，各市〔州〕、各县〔市、区、特区〕人民政府",
                &["省能源局", "各市〔州〕、各县〔市、区、特区〕人民政府"],
            ),
            ("财政部等有关部门和单位", &["财政部"]),
            ("公安、市场监管等部门", &["公安、市场监管等部门"]),
            ("市教育局以及市财政局等", &["市教育局", "市财政局"]),
            ("各市州、省教育厅", &["各市州", "省教育厅"]),
            ("云泽市公积金中心（以下简称中心）", &["云泽市公积金中心"]),
            ("云投集团、高等学校", &["云投集团", "高等学校"]),
        ] {
            let items = items(list, Span::new(0, list.len()));
            let names: Vec<_> = names(list, &items).iter().map(|name| name.of(list)).collect();
            assert_eq!(names, expected, "{list}");
        }
    }

    #[test]
    fn bodies() {
        for name in [
            "省教育厅",
            "国网云泽供电公司",
            "市减负办",
            "地方金融管理部门",
            "云泽市人民政府",
        ] {
            assert!(is_body(name) && is_named_body(name), "{name}");
        }
        for name in ["各有关部门和单位", "各市州"] {
            assert!(is_body(name) && !is_named_body(name), "{name}");
        }
        for name in ["申请人", "政府负责人", "切实发挥", "不得要求学校", ""] {
            assert!(!is_named_body(name), "{name}");
        }
    }
}
