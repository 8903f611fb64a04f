//! Where a body sits, and which body sits there: addresses that hold a name, and names said just before an address.

use super::organization as body;
use super::party::Named;
use crate::span::Span;

/// The words of a span as a name, blanks taken out.
pub(super) fn named(text: &str, span: Span) -> Named {
    let words = span.of(text);
    Named {
        text: words.trim().to_owned(),
        span,
    }
}

/// The body that a sentence right before 寄送地址 names: …寄送江岚省统计局。⏎寄送地址：…. `label` is the label's place, `value`
/// the first byte of the address.
pub(super) fn recipient(text: &str, label: Span, value: usize) -> Option<Named> {
    let words = label.of(text);
    let posted = ["寄送", "邮寄", "报送", "收件", "接收", "提交", "递交", "送达"]
        .iter()
        .any(|word| words.starts_with(word));
    if !posted {
        return None;
    }
    let end = label.start.min(value);
    let from = text.get(..end)?.char_indices().rev().nth(160).map_or(0, |(at, _)| at);
    let before = text.get(from..end)?;
    let verb = [
        "寄送至",
        "寄送到",
        "报送至",
        "报送到",
        "邮寄至",
        "邮寄到",
        "寄至",
        "送至",
        "报至",
        "提交至",
        "寄送",
        "邮寄",
        "报送",
    ]
    .iter()
    .filter_map(|verb| before.rfind(verb).map(|at| at + verb.len()))
    .max()?;
    let rest = before.get(verb..)?;
    let object = rest.get(..rest.find(['。', '，', '；', '\n', '（'])?)?;
    body::is_body(object).then(|| named(text, Span::new(from + verb, from + verb + object.len())))
}

/// Body and place inside the value of an address label, as byte ranges: `body（place）`, `body，place`, `place body`.
pub(super) fn split(text: &str) -> (Option<(usize, usize)>, (usize, usize)) {
    let whole = (0, text.len());
    if let Some(open) = text.rfind(['（', '(']).filter(|open| *open > 0)
        && text.ends_with(['）', ')'])
        && !text.get(..open).is_some_and(body::is_body)
    {
        let width = text
            .get(open..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
        let inner = text
            .get(open + width..)
            .unwrap_or("")
            .trim_end_matches(['）', ')', '收', ' ']);
        // …路1号310室（江岚省统计局人事处收）
        if body::is_body(inner) {
            return (Some((open + width, open + width + inner.len())), (0, open));
        }
    }
    if let Some(open) = text.find(['（', '('])
        && text.ends_with(['）', ')'])
        && text.get(..open).is_some_and(body::is_body)
        && text
            .get(open..)
            .is_some_and(|inner| inner.contains(['路', '街', '号', '道', '楼']))
    {
        let width = text
            .get(open..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
        let last = text.chars().next_back().map_or(0, char::len_utf8);
        return (Some((0, open)), (open + width, text.len() - last));
    }
    if let Some(comma) = text.find(['，', ',', '、'])
        && text
            .get(..comma)
            .is_some_and(|head| body::is_body(head) && !head.contains(['路', '街', '号', '楼']))
    {
        let rest = text.get(comma..).unwrap_or("");
        let blank = rest.len() - rest.trim_start_matches(['，', ',', '、', ' ']).len();
        return (Some((0, comma)), (comma + blank, text.len()));
    }
    match body::after_house(text) {
        Some(at) => (
            Some((at, text.len())),
            (0, text.get(..at).unwrap_or("").trim_end_matches([' ', '，', ',']).len()),
        ),
        None => (None, whole),
    }
}
