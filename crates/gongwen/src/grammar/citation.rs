//! Titles in 《》, with the number and the short name given in the bracket after them.
//!
//! ```text
//! cited   = 《 title 》 [ （ [number] [， alias] ） [ （ alias ） ] | number | ， alias ]
//! cited   = ( 依据 | 根据 | 依 … ) 「 title 」 …                   where 「」 are the marks in use
//! title   = any text without 。 and line break, at most 120 characters; 《》 and 〈〉 nest inside
//! alias   = 以下简称 ( 《…》 | “…” | words )
//! ```
//!
//! Marks are often out of balance: an inner 》 is lost (`《关于印发《方案的通知》`), an outer one (`《办法、《细则》`), or one stands twice
//! (`…的通知》》`). A title never leaves its sentence to find its partner.

use crate::span::Span;

/// Longest title, in characters.
const LONGEST_TITLE: usize = 120;
/// Longest bracket behind a title that is searched, in characters.
const LONGEST_BRACKET: usize = 160;
/// What announces a short name; the longer before the shorter.
const ALIAS_WORDS: &[&str] = &[
    "以下简称为",
    "以下简称",
    "以下统称",
    "以下合称",
    "以下称",
    "下称",
    "简称",
];

/// Where a document number is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Anywhere in the bracket behind a title.
    Bracket,
    /// Right behind a title.
    Behind,
}

/// A document number that belongs to a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleNumber {
    /// Bytes of the text it was looked for in; in a [`FoundTitle`], of the text searched.
    pub span: Span,
    /// Its canonical form.
    pub canonical: String,
}

/// A title in 《》.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTitle {
    /// The title with its outer marks; bytes of the text searched.
    pub span: Span,
    /// The title without its outer marks.
    pub inner: Span,
    /// The number in the bracket after the title, or right after it.
    pub number: Option<TitleNumber>,
    /// The short name the text gives it, without marks.
    pub alias: Option<Span>,
    /// One past the last byte that speaks of this title: number and short name with their brackets included.
    pub end: usize,
}

/// All titles of a clean text, in order. Titles inside titles and the short names where they are introduced are not
/// listed on their own. What a document number looks like is not this grammar's to know: `number` reads it.
///
/// ```
/// use gongwen::grammar::citation::{TitleNumber, find};
/// use gongwen::grammar::document_number;
/// let text = "根据《关于稳岗的意见》（云政发〔2021〕7号，以下简称《意见》）要求";
/// let found = find(text, &|words, _place| {
///     let number = document_number::find(words).into_iter().next()?;
///     Some(TitleNumber { span: number.span, canonical: number.canonical })
/// });
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].inner.of(text), "关于稳岗的意见");
/// assert_eq!(found[0].number.as_ref().unwrap().canonical, "云政发〔2021〕7号");
/// assert_eq!(found[0].alias.unwrap().of(text), "意见");
/// ```
#[must_use]
pub fn find(text: &str, number: &dyn Fn(&str, Place) -> Option<TitleNumber>) -> Vec<FoundTitle> {
    let mut found = Vec::new();
    let mut free = 0;
    let corners = memchr::memmem::find_iter(text.as_bytes(), "「").filter(|start| is_basis(text, *start));
    let mut starts: Vec<usize> = memchr::memmem::find_iter(text.as_bytes(), "《")
        .chain(corners)
        .collect();
    starts.sort_unstable();
    for start in starts {
        if start < free {
            continue;
        }
        let title = if text.get(start..).is_some_and(|rest| rest.starts_with('「')) {
            cornered_at(text, start)
        } else {
            title_at(text, start)
        };
        if let Some((span, inner)) = title {
            let title = with_tail(text, span, inner, number);
            free = title.end;
            found.push(title);
        }
    }
    found
}

/// Whether the words before byte `at` make what is quoted there the ground of something: 依据「青禾市补助要点」. Elsewhere 「」 are
/// marks of speech.
fn is_basis(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    ["依据", "依", "根据", "按照", "依照", "参照", "遵照", "修正", "修订"]
        .iter()
        .any(|word| before.ends_with(word))
}

/// The title whose 「 stands at byte `start`; it holds no other marks.
fn cornered_at(text: &str, start: usize) -> Option<(Span, Span)> {
    let from = start + "「".len();
    let rest = text.get(from..)?;
    let (length, mark) = rest
        .char_indices()
        .take(LONGEST_TITLE)
        .find(|(_, c)| matches!(c, '」' | '「' | '《' | '。' | '\n'))?;
    let end = from + length;
    (mark == '」' && length > 0).then(|| (Span::new(start, end + "」".len()), Span::new(from, end)))
}

/// The title whose 《 stands at byte `start`.
fn title_at(text: &str, start: usize) -> Option<(Span, Span)> {
    let from = start + "《".len();
    let mut depth = 1_usize;
    let mut last_close = None;
    let mut new_start = None;
    let mut before = '《';
    for (at, character) in text.get(from..)?.char_indices().take(LONGEST_TITLE + 2) {
        let at = from + at;
        match character {
            '《' => {
                // 《办法、《细则》: the first was never closed. Right after 》 a list inside a title may go on.
                if matches!(before, '、' | '，' | '；' | '和' | '及' | '与') && last_close.is_none() {
                    new_start.get_or_insert(at);
                }
                depth += 1;
            }
            '》' => {
                depth -= 1;
                last_close = Some(at);
                if depth == 0 {
                    return Some(closed(text, start, from, at));
                }
            }
            '。' | '\n' => break,
            _ => {}
        }
        before = character;
    }
    // Out of balance: what follows the list mark is a title of its own; else the last mark closes the outer title.
    match (new_start, last_close) {
        (None, Some(at)) => Some(closed(text, start, from, at)),
        _ => None,
    }
}

/// The spans of a title closed by the 》 at `at`, with a second 》 that closes nothing.
fn closed(text: &str, start: usize, from: usize, at: usize) -> (Span, Span) {
    let mut end = at + "》".len();
    if text.get(end..).is_some_and(|rest| rest.starts_with('》')) {
        end += "》".len();
    }
    (Span::new(start, end), Span::new(from, at))
}

/// Reads number and short name behind a title.
fn with_tail(text: &str, span: Span, inner: Span, read: &dyn Fn(&str, Place) -> Option<TitleNumber>) -> FoundTitle {
    let mut title = FoundTitle {
        span,
        inner,
        number: None,
        alias: None,
        end: span.end,
    };
    let rest = |at: usize| text.get(at..).unwrap_or("");
    for _ in 0..2 {
        let blank = rest(title.end).len() - rest(title.end).trim_start_matches(' ').len();
        let Some(bracket) = bracket_at(text, title.end + blank) else {
            break;
        };
        let number = title
            .number
            .is_none()
            .then(|| number_in(text, bracket.1, read))
            .flatten();
        let alias = title.alias.is_none().then(|| alias_in(text, bracket.1)).flatten();
        // A bracket that says neither is no part of the citation.
        if number.is_none() && alias.is_none() {
            break;
        }
        title.number = title.number.or(number);
        title.alias = title.alias.or(alias);
        title.end = bracket.0.end;
    }
    if title.end == span.end
        && let Some(mut number) = read(rest(span.end), Place::Behind)
    {
        number.span = number.span.shift(span.end);
        title.end = number.span.end;
        title.number = Some(number);
    }
    let after = rest(title.end);
    let clause = after.trim_start_matches(['，', ',']);
    if title.alias.is_none() && ALIAS_WORDS.iter().any(|word| clause.starts_with(word)) {
        let from = title.end + (after.len() - clause.len());
        let length = clause.find(['。', '\n']).unwrap_or(clause.len());
        title.alias = alias_in(text, Span::new(from, from + length));
        if let Some(alias) = title.alias {
            let close = rest(alias.end)
                .chars()
                .next()
                .filter(|mark| matches!(mark, '》' | '”' | '"'));
            title.end = alias.end + close.map_or(0, char::len_utf8);
        }
    }
    title
}

/// The round bracket that begins at byte `at`: with and without its marks. One that is never closed ends with its
/// sentence. A line may end inside it: （〔2018〕⏎4号）.
fn bracket_at(text: &str, at: usize) -> Option<(Span, Span)> {
    let rest = text.get(at..)?;
    let open = rest
        .chars()
        .next()
        .filter(|mark| matches!(mark, '（' | '('))?
        .len_utf8();
    let mut depth = 0_usize;
    let mut wraps = 0_usize;
    for (offset, character) in rest.char_indices().take(LONGEST_BRACKET) {
        match character {
            '\n' if wraps == 0 && is_closed_below(rest.get(offset + 1..).unwrap_or("")) => wraps += 1,
            '（' | '(' => depth += 1,
            '）' | ')' => {
                depth -= 1;
                if depth == 0 {
                    let end = at + offset;
                    return Some((Span::new(at, end + character.len_utf8()), Span::new(at + open, end)));
                }
            }
            '。' | '\n' => return Some((Span::new(at, at + offset), Span::new(at + open, at + offset))),
            _ => {}
        }
    }
    None
}

/// Whether the line below closes a bracket before it opens one or ends a sentence.
fn is_closed_below(line: &str) -> bool {
    let mark = line
        .chars()
        .take(60)
        .find(|c| matches!(c, '（' | '(' | '）' | ')' | '。' | '\n'));
    matches!(mark, Some('）' | ')'))
}

/// The number a bracket gives. One that a line end cuts is read without it.
fn number_in(text: &str, inside: Span, read: &dyn Fn(&str, Place) -> Option<TitleNumber>) -> Option<TitleNumber> {
    let words = inside.of(text);
    let Some(wrap) = words.find('\n') else {
        let mut number = read(words, Place::Bracket)?;
        number.span = number.span.shift(inside.start);
        return Some(number);
    };
    let mut number = read(&words.replacen('\n', "", 1), Place::Bracket)?;
    if number.span.start >= wrap {
        number.span.start += 1;
    }
    if number.span.end > wrap {
        number.span.end += 1;
    }
    number.span = number.span.shift(inside.start);
    Some(number)
}

/// The short name that stands after 以下简称 in `inside`.
fn alias_in(text: &str, inside: Span) -> Option<Span> {
    let words = inside.of(text);
    let (at, word) = ALIAS_WORDS
        .iter()
        .filter_map(|word| words.find(word).map(|at| (at, word)))
        .min_by_key(|found| found.0)?;
    let start = at + word.len();
    let rest = words.get(start..)?;
    let name = rest.trim_start_matches(['：', ':', '为', ' ']);
    let start = inside.start + start + (rest.len() - name.len());
    let mark = name.chars().next()?;
    let close = match mark {
        '《' => '》',
        '“' | '”' => '”',
        '"' => '"',
        '‘' => '’',
        '「' => '」',
        '〈' => '〉',
        _ => {
            let length = name
                .find(['，', ',', '。', '；', '）', ')', '、'])
                .unwrap_or(name.len());
            let plain = (2..=20).contains(&name.get(..length)?.chars().count());
            return plain.then_some(Span::new(start, start + length));
        }
    };
    let from = mark.len_utf8();
    let length = name.get(from..)?.find(close)?;
    let span = Span::new(start + from, start + from + length);
    // “《通知》” has both marks.
    let bare = span
        .of(text)
        .strip_prefix('《')
        .and_then(|name| name.strip_suffix('》'));
    let span = bare.map_or(span, |_| Span::new(span.start + "《".len(), span.end - "》".len()));
    (!span.is_empty()).then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::document_number;

    fn read(words: &str, place: Place) -> Option<TitleNumber> {
        let number = match place {
            Place::Behind => document_number::at_start(words),
            Place::Bracket => {
                let full = document_number::find(words).into_iter().next();
                full.or_else(|| document_number::bare_at_start(words))
            }
        }?;
        Some(TitleNumber {
            span: number.span,
            canonical: number.canonical,
        })
    }

    fn find(text: &str) -> Vec<FoundTitle> {
        super::find(text, &read)
    }

    /// Title, number and short name of a citation.
    type Cited = (&'static str, Option<&'static str>, Option<&'static str>);

    /// A text and the citations in it.
    const CASES: &[(&str, &[Cited])] = &[
        ("按照《就业促进法》执行", &[("就业促进法", None, None)]),
        (
            "《关于稳岗的意见》（云政发〔2021〕7号）",
            &[("关于稳岗的意见", Some("云政发〔2021〕7号"), None)],
        ),
        (
            "《云泽市办法》(云政发[2021]7号,以下简称《办法》)和《细则》",
            &[
                ("云泽市办法", Some("云政发〔2021〕7号"), Some("办法")),
                ("细则", None, None),
            ],
        ),
        (
            "《云泽市办法》（云政发〔2021〕7号）（以下简称“办法”）",
            &[("云泽市办法", Some("云政发〔2021〕7号"), Some("办法"))],
        ),
        (
            "《云泽市办法》（以下简称办法）要求",
            &[("云泽市办法", None, Some("办法"))],
        ),
        (
            "《云泽市办法》，以下简称《办法》，现印发",
            &[("云泽市办法", None, Some("办法"))],
        ),
        (
            "《云泽市办法》云政发〔2021〕7号",
            &[("云泽市办法", Some("云政发〔2021〕7号"), None)],
        ),
        (
            "《关于捐赠政策的公告》（2020年第9号）",
            &[("关于捐赠政策的公告", Some("2020年第9号"), None)],
        ),
        (
            "依据「青禾市补助要点」第五点办理，所称「据点」如下",
            &[("青禾市补助要点", None, None)],
        ),
        (
            "根据《云泽市细则》（云政发〔2021〕\n7号，以下简称《细则》），现将",
            &[("云泽市细则", Some("云政发〔2021〕7号"), Some("细则"))],
        ),
        ("《云泽市细则》（修订\n一、总则（试行）", &[("云泽市细则", None, None)]),
        (
            "《关于监管的意见》（〔2022〕428号）",
            &[("关于监管的意见", Some("〔2022〕428号"), None)],
        ),
        (
            "《工伤条例》（国务院令第586号公布，2021年修订）",
            &[("工伤条例", Some("国务院令第586号"), None)],
        ),
        // Nesting.
        (
            "印发《〈关于稳岗的意见〉宣传方案》的通知",
            &[("〈关于稳岗的意见〉宣传方案", None, None)],
        ),
        (
            "《关于印发《稳岗方案》的通知》（云政发〔2021〕7号）",
            &[("关于印发《稳岗方案》的通知", Some("云政发〔2021〕7号"), None)],
        ),
        (
            "《关于废止《甲办法》、《乙办法》的决定》",
            &[("关于废止《甲办法》、《乙办法》的决定", None, None)],
        ),
        ("《《云泽市条例》实施细则》", &[("《云泽市条例》实施细则", None, None)]),
        // Out of balance.
        (
            "《关于印发《稳岗方案的通知》（云政发〔2021〕7号）",
            &[("关于印发《稳岗方案的通知", Some("云政发〔2021〕7号"), None)],
        ),
        (
            "《稳岗通知》》（云政发〔2021〕7号）",
            &[("稳岗通知", Some("云政发〔2021〕7号"), None)],
        ),
        ("《甲办法、《乙办法》", &[("乙办法", None, None)]),
        ("《甲办法。《乙办法》", &[("乙办法", None, None)]),
        ("《甲办法\n乙办法》", &[]),
        ("》《", &[]),
        // A bracket of another kind.
        ("《云泽市办法》（见附件）", &[("云泽市办法", None, None)]),
        (
            "《云泽市办法》（云政发〔2021〕7号。",
            &[("云泽市办法", Some("云政发〔2021〕7号"), None)],
        ),
    ];

    #[test]
    fn titles_numbers_and_short_names() {
        for (text, expected) in CASES {
            let found = find(text);
            let read: Vec<_> = found
                .iter()
                .map(|title| {
                    let number = title.number.as_ref().map(|number| number.canonical.as_str());
                    (title.inner.of(text), number, title.alias.map(|alias| alias.of(text)))
                })
                .collect();
            assert_eq!(&read, expected, "{text}");
        }
    }

    #[test]
    fn spans() {
        let text = "见《稳岗通知》》（云政发〔2021〕7号，以下简称《通知》）等";
        let found = &find(text)[0];
        assert_eq!(found.span.of(text), "《稳岗通知》》");
        assert_eq!(found.number.as_ref().unwrap().span.of(text), "云政发〔2021〕7号");
        assert_eq!(&text[found.end..], "等");
    }

    #[test]
    fn a_title_ends_within_its_length() {
        assert_eq!(find(&format!("《{}》", "长".repeat(LONGEST_TITLE))).len(), 1);
        assert_eq!(find(&format!("《{}》", "长".repeat(LONGEST_TITLE + 2))).len(), 0);
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in "[《》〈〉（）()云政发〔2021〕7号以下简称“”，。\n]{0,40}") {
            let mut end = 0;
            for title in find(&text) {
                assert!(title.span.start >= end && title.end >= title.span.end && !title.inner.of(&text).contains('\n'));
                end = title.end;
            }
        }
    }
}
