//! Numbers in the forms that lists have (`w:numFmt`).

/// A number in a form by its name; `None` for forms that show none (`none`, `bullet`). Forms that are not known are shown in
/// digits, as word processors do.
pub(super) fn number(number: u32, form: &str) -> Option<String> {
    let text = match form {
        "none" | "bullet" => return None,
        "decimalZero" => format!("{number:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => digits(number, &wide()),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            series(number, &[(1, 20, '①'), (21, 35, '㉑'), (36, 50, '㊱')])?
        }
        "decimalEnclosedParen" => series(number, &[(1, 20, '⑴')])?,
        "decimalEnclosedFullstop" => series(number, &[(1, 20, '⒈')])?,
        "ideographEnclosedCircle" => series(number, &[(1, 10, '㊀')])?,
        "chineseCounting" | "taiwaneseCounting" if number >= 100 => digits(number, &CHINESE),
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "koreanCounting" => counting(number),
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" | "koreanDigital2" => {
            digits(number, &CHINESE)
        }
        "chineseLegalSimplified" => formal(
            number,
            ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
            ['拾', '佰', '仟', '万', '亿'],
        ),
        "ideographLegalTraditional" | "japaneseLegal" => formal(
            number,
            ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'],
            ['拾', '佰', '仟', '萬', '億'],
        ),
        "ideographTraditional" => cycle(number, "甲乙丙丁戊己庚辛壬癸")?,
        "ideographZodiac" => cycle(number, "子丑寅卯辰巳午未申酉戌亥")?,
        "upperLetter" => letters(number, 'A')?,
        "lowerLetter" => letters(number, 'a')?,
        "upperRoman" => roman(number)?,
        "lowerRoman" => roman(number)?.to_lowercase(),
        _ => number.to_string(),
    };
    Some(text)
}

const CHINESE: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

fn wide() -> [char; 10] {
    ['０', '１', '２', '３', '４', '５', '６', '７', '８', '９']
}

/// Digit by digit.
fn digits(number: u32, digits: &[char; 10]) -> String {
    let digit = |c: char| c.to_digit(10).and_then(|digit| digits.get(digit as usize));
    number.to_string().chars().filter_map(digit).collect()
}

/// Characters that follow one another in Unicode: the first and last number and the first character. Past the last, digits.
fn series(number: u32, rows: &[(u32, u32, char)]) -> Option<String> {
    let row = rows.iter().find(|(first, last, _)| (*first..=*last).contains(&number));
    match row {
        Some((first, _, c)) => char::from_u32(*c as u32 + (number - first)).map(String::from),
        None => Some(number.to_string()),
    }
}

/// 十, 十一, 二十, 一百零一.
fn counting(number: u32) -> String {
    let text = formal(
        number,
        ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
        ['十', '百', '千', '万', '亿'],
    );
    match text.strip_prefix('一') {
        // 十一, but 一百一十.
        Some(rest) if rest.starts_with('十') => rest.to_owned(),
        _ => text,
    }
}

/// A number as it is read out, in the given digits and units (ten, hundred, thousand, 万, 亿).
fn formal(number: u32, digits: [char; 10], [ten, hundred, thousand, wan, yi]: [char; 5]) -> String {
    let [zero, ..] = digits;
    if number == 0 {
        return zero.to_string();
    }
    let mut text = String::new();
    let mut skipped = false;
    for (unit, group) in [
        (Some(yi), number / 100_000_000),
        (Some(wan), number / 10_000 % 10_000),
        (None, number % 10_000),
    ] {
        for (power, sign) in [(1000, Some(thousand)), (100, Some(hundred)), (10, Some(ten)), (1, None)] {
            let digit = group / power % 10;
            if digit == 0 {
                skipped = !text.is_empty();
                continue;
            }
            if std::mem::take(&mut skipped) {
                text.push(zero);
            }
            text.extend(digits.get(digit as usize));
            text.extend(sign);
        }
        if group > 0 {
            text.extend(unit);
        }
    }
    text
}

/// 甲 to 癸 and on in digits, as word processors do.
fn cycle(number: u32, signs: &str) -> Option<String> {
    let at = usize::try_from(number.checked_sub(1)?).ok()?;
    Some(signs.chars().nth(at).map_or_else(|| number.to_string(), String::from))
}

/// a to z, then aa, bb, ….
fn letters(number: u32, first: char) -> Option<String> {
    let at = number.checked_sub(1)?;
    let letter = char::from_u32(first as u32 + at % 26)?;
    Some(std::iter::repeat_n(letter, (at as usize / 26 + 1).min(30)).collect())
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: &[(u32, &str)] = &[
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 3999 {
        return Some(number.to_string());
    }
    let mut rest = number;
    let mut text = String::new();
    for &(value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn forms() {
        for (form, value, text) in [
            ("decimal", 12, "12"),
            ("decimalZero", 3, "03"),
            ("chineseCounting", 1, "一"),
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 11, "十一"),
            ("chineseCounting", 20, "二十"),
            ("chineseCounting", 99, "九十九"),
            ("chineseCounting", 101, "一〇一"),
            ("chineseCountingThousand", 101, "一百零一"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseCountingThousand", 1_010, "一千零一十"),
            ("japaneseCounting", 12, "十二"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("ideographTraditional", 3, "丙"),
            ("ideographTraditional", 11, "11"),
            ("ideographZodiac", 1, "子"),
            ("ideographDigital", 10, "一〇"),
            ("decimalEnclosedCircleChinese", 1, "①"),
            ("decimalEnclosedCircleChinese", 20, "⑳"),
            ("decimalEnclosedCircle", 21, "㉑"),
            ("decimalEnclosedCircle", 51, "51"),
            ("decimalEnclosedParen", 2, "⑵"),
            ("decimalFullWidth", 10, "１０"),
            ("upperLetter", 27, "AA"),
            ("lowerLetter", 2, "b"),
            ("upperRoman", 14, "XIV"),
            ("lowerRoman", 4, "iv"),
            ("heardOfNowhere", 7, "7"),
        ] {
            assert_eq!(number(value, form).as_deref(), Some(text), "{form}");
        }
        assert_eq!(number(1, "bullet"), None);
        assert_eq!(
            number(u32::MAX, "chineseCountingThousand").as_deref(),
            Some("四十二亿九千四百九十六万七千二百九十五")
        );
    }
}
