//! What only looks like a quantity: ordinals, ranks, parts of codes and ratios.

use super::rule::Rule;
use crate::span::Span;

/// What makes the number behind it an ordinal, a rank, a window that looks back or a denominator.
const ORDINAL: &[&str] = &[
    "第",
    "前",
    "近",
    "每",
    "最后",
    "届",
    "小数点后",
    "编号",
    "图",
    "见表",
    "附表",
    "附件",
    "公式",
];

/// The rule that says so; it shapes nothing, so it has only refusals.
pub(super) const DECOY: Rule = Rule {
    id: "decoy",
    means: "第三批, 前三名, 16:9, PM2.5, A4 and 〔2031〕18 are no quantities",
    yes: &[],
    no: &[
        "第3批次",
        "前三名",
        "第二至三名",
        "第四、五名",
        "第十二次会议",
        "16:9",
        "PM2.5",
        "A3纸",
        "C3座",
        "2031年",
        "5月6日",
        "上午9:00",
        "近5年来",
    ],
};

/// Whether the number at `number` stands in something else: after 第 or 前, inside a code, a ratio or a time of day.
pub(super) fn claims(text: &str, number: Span) -> bool {
    let before = text.get(..number.start).unwrap_or("");
    let after = text.get(number.end..).unwrap_or("");
    if ORDINAL.iter().any(|word| before.ends_with(word)) {
        // 近5年, 前三名: ranks and windows that look back. 达到之前 and 以上 are other words.
        return !(before.ends_with("之前") || before.ends_with("目前") || before.ends_with("提前"));
    }
    // 第二至三名: the second number of a range of ranks.
    let joined = before.trim_end_matches(['至', '到', '-', '—', '、']);
    let numerals = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    if joined.len() < before.len() && joined.trim_end_matches(numerals).ends_with('第') && joined.ends_with(numerals) {
        return true;
    }
    let last = before.chars().next_back().unwrap_or('\0');
    let next = after.chars().next().unwrap_or('\0');
    let joins =
        |c: char| c.is_ascii_alphabetic() || matches!(c, ':' | '：' | '.' | '_' | '@' | '+' | '#' | '=' | '×' | '±');
    // Letters and marks of codes, ratios, addresses; a full-width colon before a number opens a value instead.
    (joins(last) && last != '：' && !(last == '.' && label_before(before)))
        || matches!(last, '〔' | '[' | '№')
        || last == '/'
        || (matches!(next, ':' | '：') && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit()))
        || (last == '：' && before.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit()))
        || before.ends_with("零")
}

/// `1.` at the start of a line is a label, not the start of a decimal.
fn label_before(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or("");
    let digits = line.trim_end_matches('.');
    !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
}
