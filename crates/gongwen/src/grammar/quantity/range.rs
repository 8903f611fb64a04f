//! Two numbers that bound a quantity from both sides: 15-20场, 10至20个, 16周岁至24周岁, 三五家.

use super::rule::Rule;

pub(super) const RANGE: Rule = Rule {
    id: "range",
    means: "two rising numbers with a dash, 至 or 到 between them, or 以上 and 以下 behind them; 万 and the unit are shared",
    yes: &[
        ("15-20场", "15..20场"),
        ("10至20个", "10..20个"),
        ("3~4倍", "3..4倍"),
        ("2—3个", "2..3个"),
        ("12-18万元", "120000..180000元"),
        ("16周岁至24周岁", "16..24周岁"),
        ("30%到50%", "30..50%"),
        ("1～2名", "1..2名"),
        ("三至五家", "3..5家"),
        ("50亩（含）至200亩", "50..200亩"),
        ("1.1-1.3亿元", "110000000..130000000元"),
        ("1倍以上3倍以下", "1..3倍"),
        ("16周岁以上35周岁以下", "16..35周岁"),
    ],
    no: &["2031-2033年", "20-15场", "3家和4家"],
};

pub(super) const PAIR: Rule = Rule {
    id: "range/pair",
    means: "two neighbouring digits in Chinese characters: 三五家 is three to five",
    yes: &[("两三次", "2..3次"), ("三五家", "3..5家")],
    no: &["十二次", "三家"],
};

/// The separator that `text` begins with, if it can stand between the two numbers of a range.
pub(super) fn separator(text: &str) -> Option<usize> {
    ["——", "--", "-", "—", "–", "－", "~", "～", "至", "到", "―", "─", "﹣"]
        .iter()
        .find(|word| text.starts_with(**word))
        .map(|word| word.len())
}

/// 1万元以上5万元以下: the words between the two quantities, if `gap` is nothing else and 以下 follows the second.
pub(super) fn between(gap: &str, tail: &str) -> bool {
    let gap = gap.replace("（含）", "");
    matches!(gap.as_str(), "以上" | "以上、" | "以上，" | "以上至" | "及以上")
        && tail.trim_start_matches("（含）").starts_with("以下")
}
