//! Whether an item opens with a title.
//!
//! A title is the first sentence of an item when it names the item (a noun phrase, or a verb and its object; some 30
//! characters at most), closed by 。, by ：, by the line's end or, in a flattened line, by a blank, with more text after
//! it. A sentence that orders, decides or states is none, and neither are words that end in 为 before ：.

use super::draft::{Draft, chars};
use crate::grammar::label::Style;
use crate::span::Span;

/// What closes the words that may be a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Close {
    Stop,
    Colon,
    Gap,
    LineEnd,
}

/// The opening words of an item that may be its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opening {
    /// Without closing punctuation.
    pub(super) words: Span,
    /// What stands after them in the same block; may be empty.
    pub(super) rest: Span,
    pub(super) close: Close,
}

/// Longest title that a sentence of its own may be, in characters.
const LONGEST_RUN_IN: usize = 31;
/// Longest title that may stand alone on its line.
const LONGEST_ALONE: usize = 60;

/// The opening words of the labelled block `i`.
pub(super) fn opening(draft: &Draft<'_>, i: usize) -> Option<Opening> {
    let block = draft.blocks.get(i)?;
    let content = block.content().trimmed(draft.text);
    if content.is_empty() {
        return None;
    }
    let text = content.of(draft.text);
    let gap = if block.flattened {
        first_gap(draft, content)
    } else {
        None
    };
    let mut depth = 0i32;
    let mut quoted = false;
    for (count, (at, c)) in text.char_indices().enumerate() {
        if gap == Some(content.start + at) && depth == 0 {
            let words = Span::new(content.start, content.start + at).trimmed(draft.text);
            return Some(Opening {
                words,
                rest: Span::new(content.start + at, content.end),
                close: Close::Gap,
            });
        }
        if count > LONGEST_ALONE + 1 {
            return None;
        }
        match c {
            '（' | '《' | '〈' | '【' | '〔' => depth += 1,
            '）' | '》' | '〉' | '】' | '〕' => depth -= 1,
            // A closing quote is often printed as an opening one.
            '“' => quoted = !quoted,
            '”' => quoted = false,
            '。' | '：' if depth <= 0 && !quoted => {
                let words = Span::new(content.start, content.start + at);
                let rest = Span::new(content.start + at + c.len_utf8(), content.end).trimmed(draft.text);
                let close = if c == '。' { Close::Stop } else { Close::Colon };
                return Some(Opening { words, rest, close });
            }
            '；' | '！' | '？' if depth <= 0 && !quoted => return None,
            _ => {}
        }
    }
    Some(Opening {
        words: content,
        rest: Span::new(content.end, content.end),
        close: Close::LineEnd,
    })
}

/// The first gap after the opening words of a flattened item: there a line once ended.
fn first_gap(draft: &Draft<'_>, content: Span) -> Option<usize> {
    draft
        .clean
        .gaps_in(Span::new(content.start + 1, content.end))
        .iter()
        .map(|gap| gap.at)
        .find(|&at| at - content.start >= 6)
}

/// How sure it is that the words are a title, taken alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    No,
    /// A verb phrase of some length: its siblings decide.
    Weak,
    Strong,
}

/// Judges the opening words. `followed` tells whether more text or deeper items follow the block.
pub(super) fn judge(draft: &Draft<'_>, opening: &Opening, style: Style, followed: bool, children: bool) -> Verdict {
    let words = opening.words.of(draft.text);
    let length = chars(words);
    let more = !opening.rest.is_empty() || followed;
    if words.is_empty() {
        return Verdict::No;
    }
    if matches!(style, Style::Book | Style::Chapter | Style::Section | Style::Standing) {
        return Verdict::Strong;
    }
    if style == Style::Article {
        // An article opens with its first sentence, not with a title; only a noun phrase alone above items is one.
        let alone = opening.rest.is_empty() && children && opening.close != Close::Colon && length <= 20;
        return if alone && !is_statement(words, opening.close) {
            Verdict::Strong
        } else {
            Verdict::No
        };
    }
    if !more {
        return Verdict::No;
    }
    match opening.close {
        Close::Gap | Close::LineEnd if length <= LONGEST_ALONE => Verdict::Strong,
        Close::Colon if opening.rest.is_empty() => {
            let names = !is_lead_in(words, opening.close) && !is_statement(words, opening.close);
            if length <= LONGEST_RUN_IN && names {
                Verdict::Strong
            } else {
                Verdict::No
            }
        }
        Close::Stop | Close::Colon
            if length <= LONGEST_RUN_IN && !is_lead_in(words, opening.close) && !is_statement(words, opening.close) =>
        {
            if opening.close == Close::Colon || (length <= 16 && !words.contains('，')) {
                Verdict::Strong
            } else {
                Verdict::Weak
            }
        }
        _ => Verdict::No,
    }
}

/// 申请时应提供以下材料：, 具体流程如下：, 访谈对象为：: these lead in what follows; they do not name it.
fn is_lead_in(words: &str, close: Close) -> bool {
    let open = ["为", "是", "包括", "即", "指", "有", "分别"]
        .iter()
        .any(|ending| words.ends_with(ending));
    (open && close == Close::Colon) || ["以下", "下列", "如下"].iter().any(|word| words.contains(word))
}

/// Words that only sentences hold: orders, decisions, definitions, conditions.
fn is_statement(words: &str, close: Close) -> bool {
    const INSIDE: &[&str] = &[
        "不得",
        "必须",
        "应当",
        "不能",
        "是指",
        "系指",
        "具有",
        "不应",
        "应按",
        "应在",
        "应于",
        "应为",
        "应由",
        "应具",
        "应符",
        "应将",
        "均应",
        "应向",
        "应提",
        "应予",
        "建议",
        "可以",
        "不予",
        "之一的",
        "尚未",
        "已经",
        "须在",
        "须经",
        "均为",
        "不再",
        "属于",
        "应及时",
        "应依法",
        "应严格",
        "应加强",
        "须具",
        "须提",
    ];
    const FIRST: &[&str] = &[
        "请",
        "凡",
        "根据",
        "按照",
        "依据",
        "若",
        "除",
        "本",
        "该",
        "任何",
        "同意",
        "原则同意",
        "各级",
        "各地",
        "各部门",
        "各单位",
        "对于",
        "参加",
        "符合",
        "具备",
        "已",
        "未经",
        "如果",
        "如",
        "由",
        "因此",
        "所有",
        "经审",
        "经评",
        "经批",
        "经核",
        "自发布",
        "自公布",
        "自印发",
        "自2",
        "从2",
        "在2",
        "于2",
        "截至",
        "每",
        "现",
        "上述",
        "以上",
        "到2",
        "到“",
        "力争",
        "严禁",
        "禁止",
        "不准",
    ];
    // 其他事项 and 每周一会 name; a name of a plan may begin with 现.
    const NAMES: &[&str] = &[
        "现代",
        "现场",
        "现状",
        "如何",
        "每日",
        "由来",
        "本地",
        "本级",
        "本科",
        "本次活动",
    ];
    if NAMES.iter().any(|word| words.starts_with(word)) {
        return false;
    }
    if INSIDE.iter().any(|word| words.contains(word)) || FIRST.iter().any(|word| words.starts_with(word)) {
        return true;
    }
    let copula = words.match_indices('是').any(|(at, _)| {
        let before = words.get(..at).and_then(|text| text.chars().next_back());
        let after = words.get(at + '是'.len_utf8()..).and_then(|text| text.chars().next());
        !matches!(before, Some('特' | '尤' | '凡' | '求' | '就' | '国'))
            && !matches!(after, Some('否' | '非'))
            && after.is_some()
    });
    let condition = words.bytes().any(|byte| byte.is_ascii_digit())
        && ["以上", "以下", "以内", "不少于", "不超过", "不低于"]
            .iter()
            .any(|word| outside_brackets(words).contains(word));
    let dated = close == Close::Stop && {
        let bare = outside_brackets(words);
        bare.contains('日') && bare.contains('月')
    };
    copula || condition || dated || words.ends_with('的')
}

fn outside_brackets(words: &str) -> String {
    let mut depth = 0usize;
    words
        .chars()
        .filter(|c| {
            match c {
                '（' => depth += 1,
                '）' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

/// A title in brackets right after the label of an article: 第三条【适用范围】…, 第三条（适用范围）….
pub(super) fn bracket_title(draft: &Draft<'_>, content: Span) -> Option<Opening> {
    let text = content.of(draft.text);
    let close = match text.chars().next()? {
        '【' => '】',
        '（' => '）',
        '〔' => '〕',
        '[' => ']',
        _ => return None,
    };
    let open = text.chars().next()?.len_utf8();
    let end = text.find(close)?;
    let words = text.get(open..end)?;
    let rest = Span::new(content.start + end + close.len_utf8(), content.end).trimmed(draft.text);
    let fits = (2..=16).contains(&chars(words)) && !rest.is_empty() && !words.contains(['，', '。', '；']);
    fits.then_some(Opening {
        words: Span::new(content.start + open, content.start + end),
        rest,
        close: Close::Gap,
    })
}
