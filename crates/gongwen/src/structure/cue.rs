//! What single lines look like: bodies, addressees, page furniture, notes. No line is judged here by where it stands.

use super::draft::chars;
use crate::lexicon;
use std::sync::LazyLock;

static PAGE_WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lexicon::list(lexicon::PAGE_WORDS));
static SOURCE_LINES: LazyLock<Vec<&'static str>> = LazyLock::new(|| lexicon::list(lexicon::SOURCE_LINES));
static BODY_ENDINGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lexicon::list(lexicon::HEADER_BODIES));
static ADDRESSEE_ENDINGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lexicon::list(lexicon::ADDRESSEES));
static NOT_ADDRESSEES: LazyLock<Vec<&'static str>> = LazyLock::new(|| lexicon::list(lexicon::NOT_ADDRESSEES));
static CONTACT_OPENINGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lexicon::list(lexicon::CONTACT_OPENINGS));

/// Whether `text` may be the name of a body: short, without sentence punctuation, with a body's ending.
pub(super) fn is_body(text: &str) -> bool {
    let text = without_brackets(text.trim());
    let length = chars(text);
    (3..=45).contains(&length) && !text.contains(['。', '；', '：', '！', '？', '\n', '.', '@']) && ends_like_body(text)
}

/// Whether `text` ends as the name of a body does.
pub(super) fn ends_like_body(text: &str) -> bool {
    BODY_ENDINGS.iter().any(|ending| text.ends_with(ending))
}

/// Whether a line begins with the name of a body and goes on: 云泽市人民政府办公室对市政协….
pub(super) fn begins_with_body(text: &str) -> bool {
    let opening: String = text.chars().take(16).collect();
    !is_body(text)
        && ["人民政府", "办公厅", "办公室", "委员会", "厅", "局", "部", "国务院"]
            .iter()
            .any(|ending| opening.find(ending).is_some_and(|at| at > 0 || *ending == "国务院"))
}

/// `text` without a closing bracket and what stands in it: 云泽市教育局（代章） → 云泽市教育局.
pub(super) fn without_brackets(text: &str) -> &str {
    let mut text = text.trim_end();
    while text.ends_with('）') {
        let Some(open) = matching_open(text) else { break };
        text = text.get(..open).unwrap_or("").trim_end();
    }
    text
}

/// Offset of the bracket that the last `）` of `text` closes.
fn matching_open(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices().rev() {
        match c {
            '）' => depth += 1,
            '（' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The byte length of the addressee that `text` begins with, its colon included.
///
/// ```text
/// addressee = name { ( "，" | "；" | "、" ) name } "："      at most 300 characters, no full stop before the colon
/// ```
pub(super) fn addressee(text: &str) -> Option<usize> {
    let colon = text.find('：')?;
    let names = text.get(..colon)?.trim();
    if names.is_empty() || names.contains(['。', '《', '！', '？', '“']) || chars(names) > 500 {
        return None;
    }
    // 现将有关事项通知如下：, 联系电话：, 为…：, 一是…：
    if NOT_ADDRESSEES.iter().any(|word| names.starts_with(word)) || names.ends_with("如下") || names.ends_with("下列")
    {
        return None;
    }
    // 单位：万元 heads a column; 各有关单位： addresses.
    let told_unit = [
        "有关", "各", "直", "属", "关", "驻", "成员", "相", "责任", "建设", "会员",
    ]
    .iter()
    .any(|word| names.contains(word));
    if names.ends_with("单位") && !told_unit {
        return None;
    }
    let last = names.rsplit(['，', '；', '、', ',']).next().unwrap_or(names);
    let last = without_brackets(last);
    let is_name = BODY_ENDINGS
        .iter()
        .chain(ADDRESSEE_ENDINGS.iter())
        .any(|ending| last.ends_with(ending));
    // 各…, 全体…: whoever is addressed so needs no ending of a body; but 各单位要做到： is a sentence.
    let told = names
        .split(['，', '；', '、', ','])
        .any(|name| name.starts_with(['各', '全']))
        && !["应", "须", "请", "以下", "如下", "要求", "要", "将"]
            .iter()
            .any(|word| names.contains(word));
    // A short noun before a colon is a label (联系单位：).
    (told || (is_name && chars(names) >= 4) || names == "国务院").then_some(colon + '：'.len_utf8())
}

/// Whether the line belongs to the page and not to the notice: a menu entry, a button, a footer line.
pub(super) fn is_page_line(text: &str) -> bool {
    let text = text.trim_start_matches(['*', '#', '|', '>', '【', '[', '　', ' ']);
    chars(text) <= 120 && PAGE_WORDS.iter().any(|word| text.starts_with(word))
}

/// Whether the line holds a sign that only page furniture has.
pub(super) fn is_footer(text: &str) -> bool {
    chars(text) <= 160
        && [
            "ICP备",
            "公网安备",
            "版权所有",
            "网站标识码",
            "浏览次数",
            "扫一扫",
            "打印本页",
            "关闭窗口",
            "主办单位：",
        ]
        .iter()
        .any(|word| text.contains(word))
}

/// Whether the line names the source, the date or the number of visits of a page.
pub(super) fn is_source_line(text: &str) -> bool {
    chars(text) <= 160 && SOURCE_LINES.iter().any(|word| text.contains(word))
}

/// Whether the line is a page number: -14-, — 3 —.
pub(super) fn is_page_number(text: &str) -> bool {
    let bare = text.trim_matches(['-', '—', '－', '–', ' ']);
    bare.len() < text.len() && (1..=3).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the block is a file name, as download links are; a paragraph that ends in one is none.
pub(super) fn is_file_name(text: &str) -> bool {
    const LONGEST: usize = 120;
    if text.chars().nth(LONGEST).is_some() || text.contains('。') {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    [
        ".doc", ".docx", ".pdf", ".xls", ".xlsx", ".wps", ".zip", ".rar", ".ofd", ".ppt", ".pptx", ".jpg", ".png",
    ]
    .iter()
    .any(|ending| lower.ends_with(ending))
}

/// `title` without a file ending.
pub(super) fn without_file_ending(title: &str) -> &str {
    if !is_file_name(title) {
        return title;
    }
    title.rfind('.').and_then(|dot| title.get(..dot)).unwrap_or(title)
}

/// 特此通知。 and its kin: the formulas that close a notice.
pub(super) fn is_formula(text: &str) -> bool {
    let text = text.trim_end_matches(['。', '！', '.', '，']);
    chars(text) <= 14
        && (text.starts_with("特此")
            || matches!(
                text,
                "此复"
                    | "请予支持"
                    | "妥否，请批示"
                    | "请审议"
                    | "专此函达"
                    | "盼复"
                    | "此致"
                    | "敬礼"
                    | "以上意见如无不妥，请批转"
                    | "请遵照执行"
                    | "请认真贯彻执行"
            ))
}

/// （此件公开发布）, （联系单位：…） and other notes standing in a bracket of their own; also 此件公开发布 without one.
pub(super) fn is_note(text: &str) -> bool {
    let bracketed = text.starts_with('（') && (text.ends_with('）') || text.ends_with("）。")) && chars(text) <= 200;
    (bracketed && without_brackets(text.trim_end_matches('。')).is_empty())
        || (chars(text) <= 20 && disclosure(text).is_some())
}

/// 公开属性, in the three words that 政府信息公开 knows.
pub(super) fn disclosure(text: &str) -> Option<&'static str> {
    if [
        "主动公开",
        "此件公开发布",
        "公开发布",
        "此件可公开",
        "此件公开",
        "可公开",
    ]
    .iter()
    .any(|word| text.contains(word))
    {
        Some("主动公开")
    } else if text.contains("依申请公开") {
        Some("依申请公开")
    } else if text.contains("不予公开") || text.contains("不公开") || text.contains("此件不公开") {
        Some("不予公开")
    } else {
        None
    }
}

/// Whether the block says how to reach somebody, as the lines of a closing block do.
pub(super) fn is_contact(text: &str) -> bool {
    let start = text.trim_start_matches(['（', '(', '1', '2', '3', '4', '.', '、']);
    let cued = CONTACT_OPENINGS.iter().any(|cue| {
        start.starts_with(cue)
            && start.get(cue.len()..).is_some_and(|rest| {
                rest.chars()
                    .take(12)
                    .any(|c| c == '：' || c == ':' || c.is_ascii_digit())
            })
    });
    let has_number = crate::structure::cue::phone_like(text);
    cued || (chars(text) <= 80 && has_number && !text.ends_with('。'))
}

/// Seven and more digits in a row, a hyphen after an area code allowed, or a mail address.
pub(super) fn phone_like(text: &str) -> bool {
    if text.contains('@') {
        return true;
    }
    let mut digits = 0;
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => digits += 1,
            b'-' if (3..=4).contains(&digits) => {}
            _ => digits = 0,
        }
        if digits >= 7 {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addressees_end_at_their_colon() {
        for (text, names) in [
            (
                "各县（市、区）人民政府，市直有关单位：",
                "各县（市、区）人民政府，市直有关单位：",
            ),
            (
                "各乡镇人民政府、县直各单位：根据《云泽市档案工作规定》精神",
                "各乡镇人民政府、县直各单位：",
            ),
            ("江岚省人民政府：", "江岚省人民政府："),
            ("许某某副主席：", "许某某副主席："),
            (
                "机关各部门，各分支机构、代办网点：",
                "机关各部门，各分支机构、代办网点：",
            ),
        ] {
            assert_eq!(addressee(text).and_then(|len| text.get(..len)), Some(names));
        }
        for text in [
            "现将有关事项通知如下：",
            "联系单位：云泽市档案局",
            "为做好工作，各单位要：",
            "附件：推荐表",
            "申报条件：",
            "各单位要做到：",
        ] {
            assert_eq!(addressee(text), None, "{text}");
        }
    }

    #[test]
    fn bodies_and_what_is_none() {
        for name in [
            "云泽市人民政府办公室",
            "江岚省教育厅",
            "青禾县档案局（代章）",
            "云泽市防汛抗旱指挥部",
        ] {
            assert!(is_body(name), "{name}");
        }
        for text in ["加强组织领导", "请各部门遵照执行。", "总则", "2026年3月1日"] {
            assert!(!is_body(text), "{text}");
        }
    }

    #[test]
    fn notes_stand_in_brackets() {
        assert!(is_note("（此件公开发布）"));
        assert!(is_note("（联系人：甘某某，电话：0999-5550123）"));
        assert!(is_note("此件主动公开"));
        assert!(!is_note("（一）加强领导"));
        assert_eq!(disclosure("（此件依申请公开）"), Some("依申请公开"));
    }
}
