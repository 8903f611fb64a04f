//! Postal addresses: what stands after 地址：, up to the end of the value.
//!
//! ```text
//! address = label ("：" | 为) value
//! end     = 。 | ； | line end | a bracket that closes none of the value | the next label (邮编, 联系电话 …)
//! ```

use super::Item;
use super::rule::{Match, Rule};
use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const LABELLED: Rule = Rule {
    id: "address/labelled",
    means: "通信地址：云泽市青禾路1号201室，邮编…",
    needs: &["地址", "地点", "寄"],
    pattern: concat!(
        r"(?:地址(?:[（(][^（）()]{1,8}[）)])?(?:[:：]|为[:：]?)|地址及(?:邮编|邮政编码|收件人|联系人)[:：]",
        r"|(?:报送|受理|提交|递交|交件|寄送|邮寄|报名|办公|办理|接收|送达|领取)地点(?:[:：]|为[:：]?)|(?:邮?寄|寄送|邮寄送)[至往到][:：])(?P<v>[^\n。；;]+)"
    ),
    build: |m| {
        let span = value(m);
        looks_like_one(span.of(m.text)).then_some(Item::Address(span))
    },
    yes: &[
        (
            "地址：云泽市青禾区石桐路1号201室，邮编：999001。",
            "云泽市青禾区石桐路1号201室",
        ),
        ("通讯地址：云泽市石桐路1号（邮编：999001）", "云泽市石桐路1号"),
        (
            "报送地点：江岚省统计局（云泽市石桐路1号）；电话",
            "江岚省统计局（云泽市石桐路1号）",
        ),
        ("地址：云泽市石桐路1号（二）接收捐款", "云泽市石桐路1号"),
        (
            "材料寄至：云泽市石桐路18号技能大厦402室，邮编999001",
            "云泽市石桐路18号技能大厦402室",
        ),
        ("地址：云泽市石桐路9号邮编：999001", "云泽市石桐路9号"),
        ("（地址：云泽市石桐路1号,联系电话：0999-5550123）", "云泽市石桐路1号"),
    ],
    no: &[
        "地址变更的，应当报告",
        "地址：详见附件",
        "邮箱地址：无",
        "网上地址：江岚省信访办公室官网",
    ],
};

/// Where an address must stop: another label or another kind of statement begins.
static NEXT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"[，,、：:（(\s]*(?:\p{Han}{0,6}(?:邮编|邮政编码)|\p{Han}{0,6}(?:联系|咨询|值班|办公|热线|服务|报名|举报|监督)?(?:电话|热线|联系人|传真|邮箱)",
        r"|[，,](?:需|请|并|以|收|逾)|[（(][一二三四五六七八九十]{1,2}[）)]|[（(](?:请|注明)|[一二三四五六七八九十]、|联系方式|联系单位|联系人|收件人|收信人|负责人|手机|电子邮[箱件]|网址|官网|[Ee]-?[Mm]ail|(?:TEL|Tel)\b|QQ|微信|[0-9]{11}|\(?0[0-9]{2,3}-[0-9]{7}",
        r"|(?:上班|办公|受理|报名|接待|工作|办理)时间|截止时间|附件|抄送|备注|特此|乘车|公交路线|https?)",
    ))
    .ok()
});

/// The address inside everything that stands up to the sentence's end.
fn value(m: &Match<'_>) -> Span {
    let mut rest = m.value();
    if let Some(next) = NEXT.as_ref().and_then(|regex| regex.find(rest)) {
        // 石桐路9号邮编：…: the blank before the label is gone, and the house is no part of the label.
        let house = next
            .as_str()
            .char_indices()
            .rfind(|(_, c)| matches!(c, '号' | '室' | '楼' | '层' | '座' | '厦' | '院'));
        let end = next.start() + house.map_or(0, |(at, c)| at + c.len_utf8());
        rest = rest.get(..end).unwrap_or(rest);
    }
    let mut depth = 0_i32;
    let mut end = rest.len();
    for (at, c) in rest.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            _ => {}
        }
        // A wide blank after a house number ends the value in texts whose lines were run together.
        let blanks = (m.gap)(m.span.start + at);
        let before = rest.get(..at).unwrap_or("");
        let closed = before.ends_with(['号', '室', '楼', '层', '座', '厦', '院', '）']) || before.ends_with("中心");
        if depth < 0 || (at > 0 && blanks >= 2 && closed) {
            end = at;
            break;
        }
    }
    let kept = rest
        .get(..end)
        .unwrap_or(rest)
        .trim_end_matches(['，', ',', '、', '：', ':', '（', '(', ' ', '.', '；']);
    let blank = kept.len() - kept.trim_start().len();
    Span::new(m.span.start + blank, m.span.start + kept.len())
}

/// Whether a piece names a place: a word for road or house in it, and no sentence.
fn looks_like_one(piece: &str) -> bool {
    const PLACES: &[char] = &[
        '路', '街', '道', '号', '楼', '室', '层', '院', '座', '厦', '巷', '弄', '村', '镇', '乡', '旁', '侧', '园',
    ];
    let chars = piece.chars().count();
    let named = piece.replace("办公室", "");
    (4..=90).contains(&chars)
        && named.chars().any(|c| PLACES.contains(&c))
        && !["官网", "网站", "系统", "详见", "附后", "见附", "另行", "http"]
            .iter()
            .any(|word| piece.contains(word))
}
