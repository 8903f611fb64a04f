//! Numbers in words and figures: 二十七, 二〇一八, 1,200, 6．5.
//!
//! ```text
//! cardinal  = [ section 亿 ] [ section 万 ] section          一亿二千万, 三万五, 一百零三, 十一
//! section   = digit 千 · digit 百 · [digit] 十 · digit       each part may be missing; 零 stands for a missing one
//! digits    = digit { digit }                                二〇一八, one figure a character
//! ```
//!
//! A unit alone is no number, because 百日, 千家万户 and 万众 count nothing; only 十 may stand without a digit before it.
//! 半 is no numeral here: what it halves (年, 月, a unit) is for the families above to say.

/// Characters that stand for nought in dates and serials: the right one and what scanners and keyboards make of it.
const NOUGHTS: &[char] = &['〇', '零', '○', '◯', 'О', 'Ο', 'O', 'o', 'о', 'ο'];

/// The value of a Chinese digit, nought included; `两` and the banker's figures count too.
///
/// ```
/// use gongwen::grammar::number::digit;
/// assert_eq!(digit('七'), Some(7));
/// assert_eq!(digit('十'), None);
/// ```
#[must_use]
pub fn digit(character: char) -> Option<u8> {
    Some(match character {
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        nought if NOUGHTS.contains(&nought) => 0,
        _ => return None,
    })
}

/// The value of a unit below 万.
const fn unit(character: char) -> Option<u64> {
    match character {
        '十' | '拾' => Some(10),
        '百' | '佰' => Some(100),
        '千' | '仟' => Some(1000),
        _ => None,
    }
}

/// A cardinal that fills the whole text, or a single digit; `None` for everything else, runs of digits included.
///
/// ```
/// use gongwen::grammar::number::parse_cardinal;
/// assert_eq!(parse_cardinal("一百零三"), Some(103));
/// assert_eq!(parse_cardinal("二〇一八"), None);
/// ```
#[must_use]
pub fn parse_cardinal(text: &str) -> Option<u64> {
    let (value, length) = cardinal_prefix(text)?;
    (length == text.len()).then_some(value)
}

/// A number written figure by figure that fills the whole text: `二〇一八` is 2018. The noughts may be any of 〇 ○ 零 O o 0,
/// and Arabic figures may be mixed in; at least one figure must be no nought.
///
/// ```
/// use gongwen::grammar::number::parse_digits;
/// assert_eq!(parse_digits("二O一八"), Some(2018));
/// assert_eq!(parse_digits("二十"), None);
/// ```
#[must_use]
pub fn parse_digits(text: &str) -> Option<u64> {
    let mut value: u64 = 0;
    let mut certain = false;
    for character in text.chars() {
        let figure = match character.to_digit(10) {
            Some(figure) => figure,
            None if character == '两' => return None,
            None => u32::from(digit(character)?),
        };
        certain |= figure != 0;
        value = value.checked_mul(10)?.checked_add(u64::from(figure))?;
    }
    certain.then_some(value)
}

/// An Arabic number that fills the whole text, with thousands commas in the right places (`1,200`) and a decimal point
/// (`2.5`, full-width `6．5` too).
///
/// ```
/// use gongwen::grammar::number::parse_decimal;
/// assert_eq!(parse_decimal("1,200.5"), Some(1200.5));
/// assert_eq!(parse_decimal("1,20"), None);
/// ```
#[must_use]
pub fn parse_decimal(text: &str) -> Option<f64> {
    let (whole, fraction) = match text.split_once(['.', '．']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let mut plain = String::with_capacity(text.len());
    for (index, group) in whole.split([',', '，']).enumerate() {
        // A comma that does not part thousands parts two numbers of a list.
        let fits = if index == 0 {
            !group.is_empty()
        } else {
            group.len() == 3
        };
        if !fits || !group.bytes().all(|byte| byte.is_ascii_digit()) || (index == 1 && plain.len() > 3) {
            return None;
        }
        plain.push_str(group);
    }
    if let Some(fraction) = fraction {
        if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        plain.push('.');
        plain.push_str(fraction);
    }
    plain.parse().ok()
}

/// The longest Chinese numeral at the start of `text`: its value and its length in bytes. A run of two or more digits
/// without a unit is read figure by figure (`二〇一八年` → 2018, 12).
///
/// ```
/// use gongwen::grammar::number::numeral_prefix;
/// assert_eq!(numeral_prefix("二十七条"), Some((27, 9)));
/// assert_eq!(numeral_prefix("百日行动"), None);
/// ```
#[must_use]
pub fn numeral_prefix(text: &str) -> Option<(u64, usize)> {
    match (figures_prefix(text), cardinal_prefix(text)) {
        (Some(figures), Some(cardinal)) if cardinal.1 >= figures.1 => Some(cardinal),
        (Some(figures), _) => Some(figures),
        (None, cardinal) => cardinal,
    }
}

/// Two or more digits in a row at the start of `text`, not followed by a unit that would need the last of them.
fn figures_prefix(text: &str) -> Option<(u64, usize)> {
    let mut end = text.len();
    let mut last = 0;
    for (at, character) in text.char_indices() {
        if unit(character).is_some() {
            // 二三十: the last digit belongs to the unit, and what is left is no number one could write.
            return None;
        }
        if digit(character).is_none() {
            end = at;
            break;
        }
        last = at;
    }
    if last == 0 {
        return None;
    }
    Some((parse_digits(text.get(..end)?)?, end))
}

/// The longest cardinal at the start of `text`.
fn cardinal_prefix(text: &str) -> Option<(u64, usize)> {
    let first = text.chars().next()?;
    // Letters that stand for nought do so only after a Chinese digit.
    if first.is_alphabetic() && NOUGHTS.contains(&first) && !matches!(first, '〇' | '零') {
        return None;
    }
    if !matches!(first, '十' | '拾') && digit(first).is_none() {
        return None;
    }
    if digit(first) == Some(0) {
        return Some((0, first.len_utf8()));
    }
    let mut total: u64 = 0; // closed by 万 or 亿
    let mut section: u64 = 0; // below 万
    let mut pending: Option<u64> = None; // a digit waiting for its unit
    let mut nought = false; // 零 seen since the last unit
    let mut below: u64 = u64::MAX; // units must fall: this one and higher are used up
    let mut short: u64 = 0; // what one digit without unit is worth after 百, 千, 万: 三万五 is 35,000
    let mut best = None;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        if let Some(value) = digit(character) {
            if value == 0 {
                // 一百零三: only after a unit, and only before a digit.
                if pending.is_some() || nought || section + total == 0 {
                    break;
                }
                nought = true;
                continue;
            }
            if pending.is_some() {
                break;
            }
            pending = Some(u64::from(value));
            let worth = if nought || short == 0 { 1 } else { short };
            best = total
                .checked_add(section + u64::from(value) * worth)
                .map(|value| (value, end));
        } else if let Some(size) = unit(character) {
            if size >= below {
                break;
            }
            let count = match pending.take() {
                Some(count) => count,
                None if size == 10 && (section == 0 || nought) => 1,
                None => break,
            };
            section += count * size;
            (below, short, nought) = (size, if size == 10 { 1 } else { size / 10 }, false);
            best = total.checked_add(section).map(|value| (value, end));
        } else if matches!(character, '万' | '亿') {
            let size: u64 = if character == '万' { 10_000 } else { 100_000_000 };
            let count = section + pending.take().unwrap_or(0);
            if count == 0 || nought && section == 0 {
                break;
            }
            // 一千万亿 multiplies what stands before it; 三亿二千万 adds to it.
            let grown = if character == '亿' {
                total.checked_add(count).and_then(|all| all.checked_mul(size))
            } else {
                count.checked_mul(size).and_then(|all| total.checked_add(all))
            };
            let Some(grown) = grown else { break };
            if character == '万' && !total.is_multiple_of(100_000_000) || character == '亿' && total >= 100_000_000 {
                break;
            }
            total = grown;
            (section, below, short, nought) = (0, u64::MAX, size / 10, false);
            best = Some((total, end));
        } else {
            break;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text, value and length of the numeral at its start.
    const PREFIXES: &[(&str, Option<(u64, usize)>)] = &[
        ("三、", Some((3, 3))),
        ("十一）", Some((11, 6))),
        ("二十七条", Some((27, 9))),
        ("一百零三条", Some((103, 12))),
        ("一百一十条", Some((110, 12))),
        ("一百二", Some((120, 9))),
        ("一千二百元", Some((1200, 12))),
        ("一千零一十", Some((1010, 15))),
        ("三万人", Some((30_000, 6))),
        ("三万五", Some((35_000, 9))),
        ("三万五千", Some((35_000, 12))),
        ("三万零五", Some((30_005, 12))),
        ("一亿二千万", Some((120_000_000, 15))),
        ("两个", Some((2, 3))),
        ("两千", Some((2000, 6))),
        ("十万", Some((100_000, 6))),
        ("二〇一八年", Some((2018, 12))),
        ("二○二三年", Some((2023, 12))),
        ("二O一八", Some((2018, 10))),
        ("二零二零年", Some((2020, 12))),
        ("〇", Some((0, 3))),
        ("十五五", Some((15, 6))),
        ("叁佰", Some((300, 6))),
        // 三十五十 is two numbers, and the first ends before the second begins.
        ("三十十", Some((30, 6))),
        // A unit without a digit counts nothing.
        ("百日行动", None),
        ("千家万户", None),
        ("万众", None),
        ("半年", None),
        ("个", None),
        ("Office", None),
        ("", None),
    ];

    #[test]
    fn prefixes() {
        for (text, expected) in PREFIXES {
            assert_eq!(numeral_prefix(text), *expected, "{text}");
        }
    }

    #[test]
    fn cardinals_fill_the_text() {
        for (text, expected) in [
            ("三", Some(3)),
            ("十一", Some(11)),
            ("二十七", Some(27)),
            ("九百九十九", Some(999)),
            ("两", Some(2)),
            ("零", Some(0)),
            ("三十条", None),
            ("一二", None),
            ("一百零", None),
            ("", None),
        ] {
            assert_eq!(parse_cardinal(text), expected, "{text}");
        }
    }

    #[test]
    fn digits_and_decimals() {
        for text in [
            "二〇一八",
            "二○一八",
            "二O一八",
            "二o一八",
            "二0一八",
            "二零一八",
            "二О一八",
            "2018",
        ] {
            assert_eq!(parse_digits(text), Some(2018), "{text}");
        }
        for text in ["", "二十", "O", "两〇", "年"] {
            assert_eq!(parse_digits(text), None, "{text}");
        }
        for (text, expected) in [
            ("1,200", Some(1200.0)),
            ("12,345,678", Some(12_345_678.0)),
            ("2.5", Some(2.5)),
            ("6．5", Some(6.5)),
            ("1，200", Some(1200.0)),
            ("40", Some(40.0)),
            ("1,20", None),
            ("1234,500", None),
            ("1.", None),
            (".5", None),
            ("1.2.3", None),
            ("", None),
        ] {
            assert_eq!(parse_decimal(text), expected, "{text}");
        }
    }

    #[test]
    fn every_number_reads_back() {
        for value in 1..=9999_u64 {
            assert_eq!(parse_cardinal(&in_words(value)), Some(value), "{}", in_words(value));
        }
    }

    /// `value` (1–9999) as a document writes it.
    fn in_words(value: u64) -> String {
        const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let mut words = String::new();
        let mut gap = false;
        for (size, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let figure = value / size % 10;
            if figure == 0 {
                gap = !words.is_empty();
                continue;
            }
            if gap {
                words.push('零');
                gap = false;
            }
            if !(size == 10 && figure == 1 && words.is_empty()) {
                words.push_str(DIGITS[usize::try_from(figure).unwrap()]);
            }
            words.push_str(unit);
        }
        words
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in "[一二三十百千万亿零〇两O0-9,.半 ]{0,12}") {
            let _ = (parse_cardinal(&text), parse_digits(&text), parse_decimal(&text));
            if let Some((_, length)) = numeral_prefix(&text) {
                assert!(text.is_char_boundary(length) && length > 0);
            }
        }
    }
}
