//! The number itself: Arabic or Chinese, 万 and 亿 multiplied out, parts of a hundred and of a thousand, 半.
//!
//! ```text
//! number   := arabic scale? | han | fraction | 半
//! arabic   := digits (',' digit digit digit)* ('.' digits)?
//! scale    := ('十' | '百' | '千' | '万' | '亿')+          30万, 1万亿, 3百
//! fraction := han '分之' (han | arabic)                   百分之五, 千分之三, 三分之二
//! ```

use super::rule::Rule;
use crate::grammar::number;
use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const ARABIC: Rule = Rule {
    id: "number/arabic",
    means: "digits, with or without thousands commas and decimals; 万 and 亿 multiply",
    yes: &[
        ("30万人", "300000人"),
        ("1,200元", "1200元"),
        ("6.5%", "6.5%"),
        ("1万亿元", "1000000000000元"),
        ("2.6万套", "26000套"),
        ("18.6亿元", "1860000000元"),
    ],
    no: &["云政发〔2031〕18号", "2031年5月6日", "电话0999-5550123"],
};

pub(super) const HAN: Rule = Rule {
    id: "number/han",
    means: "a number in Chinese characters",
    yes: &[
        ("三家企业", "3家"),
        ("两百人", "200人"),
        ("十二场", "12场"),
        ("一千五百亩", "1500亩"),
    ],
    no: &["十分重视", "第三批次", "千方百计"],
};

pub(super) const FRACTION: Rule = Rule {
    id: "number/fraction",
    means: "百分之五 is 5 %, 千分之三 is 3 ‰; other fractions are divided out and have no unit",
    yes: &[
        ("百分之五", "5%"),
        ("千分之三", "3‰"),
        ("百分之八十五", "85%"),
        ("四分之三", "0.75"),
    ],
    no: &["部分之间"],
};

pub(super) const HALF: Rule = Rule {
    id: "number/half",
    means: "半 before or after a unit of time is 0.5",
    yes: &[("半年", "0.5年"), ("半个月", "0.5个月"), ("一年半", "1.5年")],
    no: &["上半年", "下半年", "过半数"],
};

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// 40万.
    Arabic,
    /// 四十.
    Han,
}

/// A number found in text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numeral {
    pub(super) span: Span,
    pub(super) value: f64,
    /// The second of two neighbouring digits: 三五.
    pub(super) to: Option<f64>,
    /// What 万 or 亿 at its end multiplied by; 1 without one. A range lends it to its first number.
    pub(super) scale: f64,
    pub(super) script: Script,
    /// `%` or `‰` of 百分之, 千分之.
    pub(super) unit: Option<&'static str>,
    pub(super) rule: &'static Rule,
}

static NUMERAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        "(?P<part>[一二三四五六七八九十百千万]+)分之(?P<of>[一二三四五六七八九十百零点]+|[0-9]+(?:[.][0-9]+)?)",
        "|(?P<arabic>[0-9]{1,3}(?:,[0-9]{3})+(?:[.][0-9]+)?|[0-9]+(?:[.][0-9]+)?)(?P<scale>[十百千万亿]*)",
        "|(?P<half>半)",
        "|(?P<han>[一二三四五六七八九两〇零十百千万亿]+)",
    ))
    .ok()
});

/// Every number of `text`, in order.
pub(super) fn find(text: &str) -> Vec<Numeral> {
    let Some(regex) = NUMERAL.as_ref() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for caps in regex.captures_iter(text) {
        let Some(whole) = caps.get(0) else { continue };
        // 千 before 瓦, 克 and the like begins the unit: 1.5亿千瓦.
        let rest = text.get(whole.end()..).unwrap_or("");
        let kilo = whole.as_str().ends_with('千') && rest.starts_with(['瓦', '克', '米', '伏', '帕', '卡', '焦']);
        let cut = if kilo { '千'.len_utf8() } else { 0 };
        let span = Span::new(whole.start(), whole.end() - cut);
        let group = |name| {
            let part = caps.name(name)?;
            text.get(part.start()..part.end().min(span.end))
        };
        let numeral = if let (Some(part), Some(of)) = (group("part"), group("of")) {
            fraction(part, of).map(|(value, unit)| Numeral {
                span,
                value,
                to: None,
                scale: 1.0,
                script: Script::Han,
                unit,
                rule: &FRACTION,
            })
        } else if let Some(arabic) = group("arabic") {
            let scale = group("scale").unwrap_or("").chars().map(magnitude).product();
            number::parse_decimal(arabic).map(|value| Numeral {
                span,
                value: multiplied(value, scale),
                to: None,
                scale,
                script: Script::Arabic,
                unit: None,
                rule: &ARABIC,
            })
        } else if group("half").is_some() {
            Some(Numeral {
                span,
                value: 0.5,
                to: None,
                scale: 1.0,
                script: Script::Han,
                unit: None,
                rule: &HALF,
            })
        } else {
            let han = group("han").unwrap_or("");
            let read = pair(han)
                .map(|(value, to)| (value, Some(to)))
                .or_else(|| cardinal(han).map(|value| (value, None)));
            read.map(|(value, to)| Numeral {
                span,
                value,
                to,
                scale: 1.0,
                script: Script::Han,
                unit: None,
                rule: &HAN,
            })
        };
        found.extend(numeral);
    }
    found
}

fn fraction(part: &str, of: &str) -> Option<(f64, Option<&'static str>)> {
    let value = of.parse().ok().or_else(|| decimal(of))?;
    match part {
        "百" => Some((value, Some("%"))),
        "千" => Some((value, Some("‰"))),
        _ => {
            let whole = cardinal(part)?;
            (whole > value && value > 0.0).then(|| (value / whole, None))
        }
    }
}

/// 八点五, 三十.
fn decimal(text: &str) -> Option<f64> {
    let Some((whole, rest)) = text.split_once('点') else {
        return cardinal(text);
    };
    let mut value = cardinal(whole)?;
    let mut place = 0.1;
    for c in rest.chars() {
        value += place * f64::from(number::digit(c)?);
        place /= 10.0;
    }
    Some(value)
}

/// `value` times `scale`, whole where it is whole but for the last binary digits: 18.6亿 is 1860000000.
pub(super) fn multiplied(value: f64, scale: f64) -> f64 {
    let product = value * scale;
    let whole = product.round();
    if (product - whole).abs() <= product.abs() * 1e-12 {
        whole
    } else {
        product
    }
}

fn magnitude(c: char) -> f64 {
    match c {
        '十' => 10.0,
        '百' => 100.0,
        '千' => 1e3,
        '万' => 1e4,
        '亿' => 1e8,
        _ => 1.0,
    }
}

/// 一千二百 as a number.
fn cardinal(text: &str) -> Option<f64> {
    // Sums above 2⁵³ lose their last digits, which no notice prints.

    number::parse_cardinal(text).map(|value| value as f64)
}

/// The two numbers of 三五, 两三 before a unit: neighbours or nearly so, the smaller first.
fn pair(text: &str) -> Option<(f64, f64)> {
    let mut chars = text.chars();
    let (first, second) = (
        f64::from(number::digit(chars.next()?)?),
        f64::from(number::digit(chars.next()?)?),
    );
    (chars.next().is_none() && first > 0.0 && (second - first == 1.0 || (first, second) == (3.0, 5.0)))
        .then_some((first, second))
}
