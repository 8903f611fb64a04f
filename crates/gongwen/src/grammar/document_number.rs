//! 发文字号 and the numbers of orders and announcements.
//!
//! ```text
//! number    = code open YEAR close [第] N 号              江人社函〔2031〕92号; canonical without 第
//! order     = bodies 令|公告|通告 [YEAR 年] [（] 第 N 号 [）]   国务院令第768号, 海关总署公告2031年第2号
//!           | bodies [YEAR 年] 第 N 号 令|公告|通告            国务院第586号令; canonical as above
//! taiwan    = code 字第 N 号                              院授人给字第1050012345号
//! open      = 〔 ﹝ （ ( ［ [ 【 「 …                       any shape, doubled, damaged (? □) or lost
//! ```
//!
//! A year in 〔〕 is a number wherever it stands; in other brackets the code before it and the 号 after it must bear it
//! out. `2021年25号楼`, `（2018—2035年）`, `(2019)京01民初1号` (a court's number: the code follows the bracket), licences (`…证第12号`),
//! standards (`GB/T 9704—2012`) and registrations (`京ICP备19004913号`) are none.

mod agency;
mod form;

pub use form::FORMS;

use super::number::numeral_prefix;
use crate::span::Span;

/// A document number found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundNumber {
    /// From the first character of the code to 号; bytes of the text searched.
    pub span: Span,
    /// 机关代字 (`江人社函`), or the bodies and the kind of their order (`国务院令`); empty for a number that stands alone.
    pub agency: String,
    /// The year, where the number has one.
    pub year: Option<u16>,
    /// The serial number; `None` if it does not fit.
    pub serial: Option<u32>,
    /// `江人社函〔2031〕92号`, `国务院令第768号`, `海关总署公告2031年第2号`.
    pub canonical: String,
    /// Whether a bracket was missing, damaged, or of another shape than its partner, or 号 was missing.
    pub repaired: bool,
    /// The id of the form in [`FORMS`] that it was read as.
    pub rule: &'static str,
}

/// The kinds of papers that are numbered by year or from the first one on; the longer before the shorter.
const ORDER_KINDS: &[&str] = &["联合公告", "联合通告", "公告", "通告", "命令", "令"];
/// Bracket pairs that are printed on purpose, round and square ones half-width.
const PAIRS: &[(char, char)] = &[
    ('〔', '〕'),
    ('﹝', '﹞'),
    ('（', '）'),
    ('(', ')'),
    ('［', '］'),
    ('[', ']'),
    ('【', '】'),
    ('〖', '〗'),
    ('「', '」'),
    ('『', '』'),
];
/// What stands at the opening place in damaged texts besides the opening brackets.
const BROKEN_OPEN: &[char] = &['〈', '<', '〕', '﹞', '{', '?', '？', '□', '\u{FFFD}'];
/// What stands at the closing place in damaged texts besides the closing brackets.
const BROKEN_CLOSE: &[char] = &['〉', '>', '〔', '﹝', '[', '(', '（', '}', '?', '？', '□', '\u{FFFD}'];

/// All document numbers of a clean text, in order.
///
/// ```
/// use gongwen::grammar::document_number::find;
/// let found = find("根据《云泽市就业补助办法》（云政发[2021]第 7 号）和国务院令第768号");
/// assert_eq!(found[0].canonical, "云政发〔2021〕7号");
/// assert_eq!(found[1].agency, "国务院令");
/// ```
#[must_use]
pub fn find(text: &str) -> Vec<FoundNumber> {
    let mut found = Vec::new();
    // Every number with a bracketed year has the figures 19 or 20; everything else ends in 号.
    for at in memchr::memchr2_iter(b'1', b'2', text.as_bytes()) {
        found.extend(bracketed(text, at).filter(|number| !number.agency.is_empty()));
    }
    let dated = found.len();
    for at in memchr::memmem::find_iter(text.as_bytes(), "号") {
        if let Some(number) = order(text, at)
            && !found.iter().take(dated).any(|other| other.span.overlaps(number.span))
        {
            found.push(number);
        }
    }
    found.sort_by_key(|number: &FoundNumber| number.span);
    let mut end = 0;
    found.retain(|number| {
        let free = number.span.start >= end;
        end = end.max(number.span.end);
        free
    });
    found
}

/// The document number that begins with the first character of `text`.
///
/// ```
/// use gongwen::grammar::document_number::at_start;
/// assert_eq!(at_start("云政办发〔2013〕158号云泽市人民政府办公室").unwrap().span.end, "云政办发〔2013〕158号".len());
/// assert!(at_start("根据云政办发〔2013〕158号").is_none());
/// ```
#[must_use]
pub fn at_start(text: &str) -> Option<FoundNumber> {
    let near = text
        .char_indices()
        .nth(90)
        .map_or(text, |(at, _)| text.get(..at).unwrap_or(text));
    find(near).into_iter().next().filter(|number| number.span.start == 0)
}

/// A number whose code stands elsewhere, at the start of `text`: `〔2024〕第3号`, `2020年第8号`, `第8号`.
///
/// It means something only where the context says so: right under an order's title, or in the bracket after a cited
/// title. The agency is empty.
///
/// ```
/// use gongwen::grammar::document_number::bare_at_start;
/// assert_eq!(bare_at_start("2020年第8号）").unwrap().canonical, "2020年第8号");
/// ```
#[must_use]
pub fn bare_at_start(text: &str) -> Option<FoundNumber> {
    let digits = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    if let Some(number) = bracketed(text, digits).filter(|number| number.agency.is_empty() && number.span.start == 0) {
        return Some(number);
    }
    let (year, rest) = year_prefix(text).map_or((None, text), |(year, length)| {
        (Some(year), text.get(length..).unwrap_or(""))
    });
    let rest = rest.strip_prefix('第')?.trim_start_matches(' ');
    let (serial, figures, length) = serial_prefix(rest)?;
    let rest = rest.get(length..)?.trim_start_matches(' ').strip_prefix('号')?;
    Some(FoundNumber {
        span: Span::new(0, text.len() - rest.len()),
        agency: String::new(),
        year,
        serial,
        canonical: written(year, &figures),
        repaired: false,
        rule: form::BARE,
    })
}

/// The number of an order that fills a line under its title: `第8号`, `（第8号）`, `2020年第8号`, `〔2024〕第3号`.
///
/// ```
/// use gongwen::grammar::document_number::order_number_line;
/// assert_eq!(order_number_line("（第8号）").unwrap().serial, Some(8));
/// assert!(order_number_line("第8号文件").is_none());
/// ```
#[must_use]
pub fn order_number_line(line: &str) -> Option<FoundNumber> {
    let inner = line
        .strip_prefix(['（', '('])
        .and_then(|rest| rest.strip_suffix(['）', ')']));
    let (text, by) = inner.map_or((line, 0), |inner| (inner, line.find(inner).unwrap_or(0)));
    let mut number = bare_at_start(text).filter(|number| number.span.end == text.len())?;
    number.span = number.span.shift(by);
    Some(number)
}

/// The number whose year stands at byte `at`, with the code before it; the code is empty if none stands there.
fn bracketed(text: &str, at: usize) -> Option<FoundNumber> {
    let left = text.get(..at)?;
    if left.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.') {
        return None;
    }
    let year = year_figures(text.get(at..)?)?;
    let right = text.get(at + 4..)?;

    let opening = |c: char| PAIRS.iter().any(|pair| pair.0 == half(c)) || BROKEN_OPEN.contains(&c);
    let closing = |c: char| PAIRS.iter().any(|pair| pair.1 == half(c)) || BROKEN_CLOSE.contains(&c);
    let tight = left.trim_end_matches(' ');
    let before = tight.trim_end_matches(opening);
    let open = tight.get(before.len()..)?;
    let code_end = before.trim_end_matches(' ').len();

    // 〔2021年〕7号, but （2020年第8号） is an announcement's number and （2018年） a date.
    let dated = right
        .strip_prefix('年')
        .filter(|rest| !open.is_empty() && rest.starts_with(closing));
    let loose = dated.unwrap_or(right).trim_start_matches(' ');
    let after = loose.trim_start_matches(closing);
    let close = loose.get(..loose.len() - after.len())?;
    let spaced = after.len() < right.len();
    let after = after.trim_start_matches(' ');
    // 令〔2010〕年第2号 says the year's word again behind its bracket.
    let again = after.strip_prefix("年第").filter(|_| !close.is_empty());
    let after = again.or_else(|| after.strip_prefix('第')).unwrap_or(after);
    let after = after.trim_start_matches(' ');
    let figures: String = after.chars().take_while(char::is_ascii_digit).collect();
    let rest = after.get(figures.len()..)?.trim_start_matches(' ');
    if figures.is_empty() || figures.len() > 5 || open.chars().count() > 3 || close.chars().count() > 3 {
        return None;
    }

    let pair = (single(open), single(close));
    let whole = matches!(pair, (Some(open), Some(close)) if PAIRS.contains(&(half(open), half(close))));
    let official = [open, close].iter().any(|side| side.contains(['〔', '〕', '﹝', '﹞']));
    let square = whole && open.contains(['[', '［', '【']);
    let (end, marked) = match rest.strip_prefix('号') {
        Some(rest) => (text.len() - rest.len(), true),
        None => (at + 4 + right.len() - after.len() + figures.len(), false),
    };
    let next = text.get(end..)?.chars().next();
    // 〔2018〕92 at a line's end or before the bracket that closes it; elsewhere figures after a year mean something else.
    if !marked && !(whole && (official || square) && matches!(next, None | Some('\n' | '）' | ')' | '》' | '〉'))) {
        return None;
    }
    // 2021（2）5号楼, 3号线: a house, a line.
    if matches!(next, Some('楼' | '栋' | '幢' | '线' | '门' | '院' | '房' | '库')) {
        return None;
    }
    let code = agency::code_before(text, code_end);
    let order = order_before(text, code_end);
    let (start, agency) = match (order, code) {
        (Some(span), _) | (None, Some(span)) => (span.start, span.of(text)),
        // A code may have been lost before sure brackets, or stand elsewhere; never before brackets that may mean a date.
        (None, None) if whole && (official || square) => (before.len(), ""),
        (None, None) => return None,
    };
    // Brackets that any phrase may have, or none, need a code that is plainly one.
    let letters = agency.chars().count();
    if letters == 1 && !(official && whole) {
        return None;
    }
    let sure = official || square || ends_like_a_code(agency);
    if !(sure || whole && letters <= 10)
        || (open.is_empty() && close.is_empty() && !(spaced && ends_like_a_code(agency)))
    {
        return None;
    }
    Some(FoundNumber {
        span: Span::new(start, end),
        agency: agency.to_owned(),
        year: Some(year),
        serial: figures.parse().ok(),
        canonical: format!("{agency}〔{year}〕{figures}号"),
        repaired: !whole || !marked,
        rule: if agency.is_empty() { form::BARE } else { form::BRACKETED },
    })
}

/// The number at the start of what is known to be one, as the value of a metadata table is: the code of an order need not
/// be a body's name there (国令第707号). In running text such a code could be any word before 令.
///
/// ```
/// use gongwen::grammar::document_number::{at_start, stated_at_start};
/// assert_eq!(stated_at_start("青令第7号").unwrap().canonical, "青令第7号");
/// assert_eq!(stated_at_start("云政发〔2031〕7号"), at_start("云政发〔2031〕7号"));
/// assert!(stated_at_start("暂无").is_none());
/// ```
#[must_use]
pub fn stated_at_start(text: &str) -> Option<FoundNumber> {
    at_start(text).or_else(|| {
        let code = text.find('第')?;
        let agency = text.get(..code)?.trim_end_matches(' ');
        let is_code = agency.ends_with('令') && agency.chars().count() <= 8 && agency.chars().all(char::is_alphabetic);
        let bare = bare_at_start(text.get(code..)?).filter(|_| is_code)?;
        Some(FoundNumber {
            span: Span::new(0, code + bare.span.end),
            agency: agency.to_owned(),
            canonical: format!("{agency}{}", bare.canonical),
            rule: form::ORDER,
            ..bare
        })
    })
}

/// The order, announcement or Taiwan number whose 号 stands at byte `at`.
fn order(text: &str, at: usize) -> Option<FoundNumber> {
    let left = text.get(..at)?.trim_end_matches(' ');
    let figures = figures_before(left);
    let before = left.get(..left.len() - figures.len())?.trim_end_matches(' ');
    if figures.is_empty() {
        return None;
    }
    let serial = if figures.is_ascii() {
        figures.parse().ok()
    } else {
        numeral_prefix(figures)
            .filter(|(_, length)| *length == figures.len())
            .and_then(|(value, _)| u32::try_from(value).ok())
    };
    let (before, ordinal) = before
        .strip_suffix('第')
        .map_or((before, false), |before| (before, true));
    let before = before.trim_end_matches(' ');
    let end = at + "号".len();
    let after = text.get(end..)?;
    let found = |rule, start: usize, end: usize, agency: &str, year: Option<u16>| FoundNumber {
        span: Span::new(start, end),
        agency: agency.to_owned(),
        year,
        serial,
        canonical: format!("{agency}{}", written(year, figures)),
        repaired: false,
        rule,
    };

    // Taiwan numbers count from the year and run to seven figures and more; a licence (…证字第0234号) has fewer.
    if ordinal && before.ends_with('字') && figures.is_ascii() && figures.len() >= 7 {
        let code = agency::code_before(text, before.len()).filter(|code| code.len() >= "工程字".len())?;
        return Some(found(form::SERIAL, code.start, end, code.of(text), None));
    }
    // 第586号令, 2021年第2号公告
    if let Some(kind) = ORDER_KINDS.iter().copied().find(|kind| after.starts_with(kind)) {
        let (before, year) = year_suffix(before);
        let bodies = agency::bodies_before(text, before.len());
        let end = end + kind.len();
        return match bodies {
            Some(bodies) => {
                let agency = format!("{}{kind}", bodies.of(text));
                Some(found(form::NUMBER_FIRST, bodies.start, end, &agency, year))
            }
            // 2020年第8号公告 says whose it is elsewhere.
            None if year.is_some() && ordinal && kind != "令" => {
                let start = before.len();
                Some(found(form::NUMBER_FIRST, start, end, kind, year))
            }
            None => None,
        };
    }
    // 令第768号, 令（第5号）, 公告2021年第2号, 公告（2020年第8号）
    let (head, year) = year_suffix(before);
    let (head, closed) = match (head.strip_suffix(['（', '(']), after.chars().next()) {
        (Some(head), Some(close @ ('）' | ')'))) => (head.trim_end_matches(' '), close.len_utf8()),
        _ => (head, 0),
    };
    let kind = ORDER_KINDS.iter().copied().find(|kind| head.ends_with(kind))?;
    if !(ordinal || (kind.ends_with('令') && year.is_none())) {
        return None;
    }
    let (start, agency) = match order_before(text, head.len()) {
        Some(span) => (span.start, span.of(text)),
        None => {
            // A letterhead may end in the kind alone: 公告2021年第2号 on its line.
            let lone = head.len() - kind.len();
            let begins = text.get(..lone)?.chars().next_back().is_none_or(|c| !agency::is_han(c));
            if year.is_none() || !begins || kind.ends_with('令') {
                return None;
            }
            (lone, kind)
        }
    };
    Some(found(form::ORDER, start, end + closed, agency, year))
}

/// The span of bodies and kind (`国务院令`) that ends at `end`.
fn order_before(text: &str, end: usize) -> Option<Span> {
    let left = text.get(..end)?;
    let kind = ORDER_KINDS.iter().find(|kind| left.ends_with(*kind))?;
    let bodies = agency::bodies_before(text, end - kind.len())?;
    Some(Span::new(bodies.start, end))
}

/// Whether a code ends in the character that names its form: 发, 函, 办, 字, 规, 电 and their kin.
fn ends_like_a_code(code: &str) -> bool {
    code.ends_with([
        '发', '函', '办', '字', '规', '电', '令', '告', '通', '秘', '综', '文', '会', '联', '传', '批', '纪', '复',
        '请', '议',
    ])
}

/// The half-width shape of a round or square bracket: a pair may be mixed of both widths and is still whole.
const fn half(bracket: char) -> char {
    match bracket {
        '（' => '(',
        '）' => ')',
        '［' => '[',
        '］' => ']',
        other => other,
    }
}

/// `2021年第2号` or `第768号`.
fn written(year: Option<u16>, figures: &str) -> String {
    year.map_or_else(|| format!("第{figures}号"), |year| format!("{year}年第{figures}号"))
}

/// The one character of `side`, if it is one.
fn single(side: &str) -> Option<char> {
    let mut characters = side.chars();
    characters.next().filter(|_| characters.next().is_none())
}

/// Four figures at the start that may be a year of issue, followed by no further figure.
fn year_figures(text: &str) -> Option<u16> {
    let year: u16 = text.get(..4)?.parse().ok()?;
    let longer = text.as_bytes().get(4).is_some_and(u8::is_ascii_digit);
    ((1949..=2099).contains(&year) && !longer).then_some(year)
}

/// `2021年` at the start: the year and its length in bytes.
fn year_prefix(text: &str) -> Option<(u16, usize)> {
    let year = year_figures(text)?;
    text.get(4..)?.starts_with('年').then_some((year, 4 + "年".len()))
}

/// Takes `2021年` from the end of `text`.
fn year_suffix(text: &str) -> (&str, Option<u16>) {
    let Some(figures) = text.strip_suffix('年').map(|left| left.trim_end_matches(' ')) else {
        return (text, None);
    };
    let head = figures.trim_end_matches(|c: char| c.is_ascii_digit());
    match figures
        .get(head.len()..)
        .filter(|year| year.len() == 4)
        .and_then(year_figures)
    {
        Some(year) => (head.trim_end_matches(' '), Some(year)),
        None => (text, None),
    }
}

/// A serial at the start, in figures or words: its value, as written, and its length.
fn serial_prefix(text: &str) -> Option<(Option<u32>, String, usize)> {
    let figures: String = text.chars().take_while(char::is_ascii_digit).collect();
    if !figures.is_empty() {
        let length = figures.len();
        return Some((figures.parse().ok(), figures, length));
    }
    let (value, length) = numeral_prefix(text)?;
    Some((u32::try_from(value).ok(), text.get(..length)?.to_owned(), length))
}

/// The figures, or else the Chinese numeral, that `text` ends in.
fn figures_before(text: &str) -> &str {
    let arabic = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let start = if arabic < text.len() {
        arabic
    } else {
        text.trim_end_matches([
            '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '〇', '零', '○',
        ])
        .len()
    };
    text.get(start..).unwrap_or("")
}

#[cfg(test)]
#[path = "document_number/tests.rs"]
mod tests;
