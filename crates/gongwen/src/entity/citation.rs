//! Documents that a notice cites, with their numbers, short names and what the notice does with them.
//!
//! Three things name a document: a title in 《》 with or without a number, a number alone (按照云政发〔2021〕7号文件), and a title
//! without marks whose number stands in the bracket behind it. A title in 《》 is no citation if it names a form, a
//! newspaper and the like, if it is only a kind (《通知》: a short name), or if the document is printed in this text or hangs
//! on the notice as its own attachment.

mod form;
mod relation;
mod same;

pub use form::{FORMS, RELATIONS, relation_id};

use crate::grammar::citation::{self as grammar, FoundTitle, Place, TitleNumber};
use crate::grammar::document_number;
use crate::lexicon::{kind_of_title, names_a_document};
use crate::notice::Relation;
use crate::span::Span;
use crate::structure::{Structure, Zone};
use crate::text::Clean;
use same::{is_only_a_kind, same_document};

/// A document cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundCitation {
    /// The title without its outer marks; bytes of the clean text. `None` for one cited by number alone.
    pub title: Option<Span>,
    /// Its number in canonical form.
    pub number: Option<String>,
    /// Its short name, without marks.
    pub alias: Option<Span>,
    /// What the notice does with it.
    pub relation: Option<Relation>,
    /// How often it or its short name is named.
    pub mentions: u32,
    /// Its first place: title with marks, or number.
    pub span: Span,
    /// The id of the way in [`FORMS`] that it is named in.
    pub rule: &'static str,
}

/// The documents cited in a notice, in the order they are first named.
///
/// ```
/// use gongwen::entity::citation::citations;
/// let clean = gongwen::text::clean(
///     "一、根据《关于稳岗的意见》（云政发[2021]7号，以下简称《意见》），填写《申请表》。\n二、按照《意见》和云财函〔2020〕3号文件执行。",
/// );
/// let found = citations(&clean, &gongwen::structure::read(&clean));
/// assert_eq!(found.len(), 2);
/// assert_eq!(found[0].title.unwrap().of(&clean.text), "关于稳岗的意见");
/// assert_eq!((found[0].number.as_deref(), found[0].mentions), (Some("云政发〔2021〕7号"), 2));
/// assert_eq!((found[1].title, found[1].number.as_deref()), (None, Some("云财函〔2020〕3号")));
/// ```
#[must_use]
pub fn citations(clean: &Clean<'_>, structure: &Structure) -> Vec<FoundCitation> {
    let text: &str = &clean.text;
    let titles = grammar::find(text, &read_number);
    let numbers = document_number::find(text);
    let own = Own::new(text, structure);
    let mut found: Vec<FoundCitation> = Vec::new();
    let aliases: Vec<&str> = titles
        .iter()
        .filter_map(|title| title.alias)
        .map(|alias| alias.of(text))
        .collect();
    let mut names = Vec::new();
    for title in &titles {
        let Some(cited) = cited(text, title, &numbers) else {
            continue;
        };
        names.push(Span::new(title.span.start, title.end));
        let whole = cited.title.unwrap_or(cited.span).of(text);
        if !structure_cites(structure, title.span) || own.is_own_attachment(text, title, whole) {
            continue;
        }
        let document = cited.number.is_some() || names_a_document(whole);
        // A short name is counted with the document it stands for.
        let short =
            cited.number.is_none() && cited.alias.is_none() && (is_only_a_kind(whole) || aliases.contains(&whole));
        if !document || short {
            continue;
        }
        let relation = relation::of(text, title.span, title.end);
        if own.is_printed(text, whole, relation, title.end)
            || own.numbers.iter().any(|own| Some(own) == cited.number.as_ref())
        {
            continue;
        }
        add(text, &mut found, FoundCitation { relation, ..cited });
    }
    for number in numbers {
        let inside = names
            .iter()
            .chain(titles.iter().map(|title| &title.span))
            .any(|name| name.overlaps(number.span));
        if inside
            || stands_alone(clean, number.span)
            || number.agency.is_empty()
            || own.numbers.contains(&number.canonical)
            || !structure_cites(structure, number.span)
        {
            continue;
        }
        let title = unmarked_title(text, number.span);
        let whole = title.map_or("", |title| title.of(text));
        let relation = relation::of(text, number.span, number.span.end);
        if title.is_some() && own.is_printed(text, whole, relation, number.span.end) {
            continue;
        }
        let cited = FoundCitation {
            title,
            number: Some(number.canonical),
            alias: None,
            relation,
            mentions: 1,
            span: title.map_or(number.span, |title| title.cover(number.span)),
            rule: title.map_or(form::NUMBER, |_| form::UNMARKED),
        };
        add(text, &mut found, cited);
    }
    found.sort_by_key(|citation| citation.span);
    count_short_names(text, &titles, &mut found);
    found
}

/// Reads the number in a bracket or right behind a title: a full one, or in a bracket one whose code the title spares
/// （2020年第8号）, （〔2022〕428号）.
fn read_number(words: &str, place: Place) -> Option<TitleNumber> {
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

/// What a title in 《》 names, its number looked for in every place it may stand.
fn cited(text: &str, title: &FoundTitle, numbers: &[document_number::FoundNumber]) -> Option<FoundCitation> {
    let inner = title.inner.trimmed(text);
    let mut cited = FoundCitation {
        title: Some(inner),
        number: title.number.as_ref().map(|number| number.canonical.clone()),
        alias: title.alias,
        relation: None,
        mentions: 1,
        span: title.span,
        rule: form::TITLE,
    };
    if cited.number.is_none() {
        // 《…的通知（云政发〔2021〕7号）》, 《云政发〔2021〕7号》
        let inside = numbers
            .iter()
            .rfind(|number| number.span.start >= inner.start && number.span.end <= inner.end);
        if let Some(number) = inside {
            let before = text.get(inner.start..number.span.start)?;
            let after = text.get(number.span.end..inner.end)?;
            if matches!(after, "" | "）" | "文件" | "文") {
                let rest = before.trim_end_matches(['（', ' ']);
                cited.number = Some(number.canonical.clone());
                cited.title = (!rest.is_empty()).then(|| Span::new(inner.start, inner.start + rest.len()));
            }
        }
    }
    if cited.number.is_none() {
        // 云政发〔2021〕7号《…的通知》, 云政发〔2021〕7号文件《…》
        let before = numbers.iter().find(|number| {
            let between = text.get(number.span.end..title.span.start);
            matches!(between, Some("" | "文" | "文件"))
        });
        cited.number = before.map(|number| number.canonical.clone());
    }
    Some(cited).filter(|cited| cited.title.is_none_or(|title| !title.is_empty()))
}

/// Whether blanks or line ends part a number from everything around it, as they part 发文字号 in a flattened header.
fn stands_alone(clean: &Clean<'_>, number: Span) -> bool {
    let text: &str = &clean.text;
    let parted =
        |at: usize| at == 0 || at >= text.len() || clean.gap(at).is_some_and(|gap| gap.breaks > 0 || gap.blanks > 0);
    let next = if text.get(number.end..).is_some_and(|rest| rest.starts_with('\n')) {
        number.end + 1
    } else {
        number.end
    };
    parted(number.start) && parted(next)
}

/// Whether documents named here are cited: in the text of the notice, not in its title block, header or 附件 list.
fn structure_cites(structure: &Structure, span: Span) -> bool {
    let next = structure
        .stretches
        .partition_point(|stretch| stretch.span.end <= span.start);
    structure.stretches.get(next).is_some_and(|stretch| {
        matches!(stretch.zone, Zone::Body | Zone::Heading | Zone::Note | Zone::Formula)
            && stretch.span.start <= span.start
    })
}

/// The start of 关于…的通知 before a number's bracket, bodies before it included, where no marks stand.
fn unmarked_title(text: &str, number: Span) -> Option<Span> {
    let before = text.get(..number.start)?.strip_suffix('（')?;
    let clause = before
        .rfind(['，', '。', '；', '：', '\n', '、', '》', '”', '）'])
        .and_then(|at| {
            let mark = before.get(at..)?.chars().next()?;
            Some(at + mark.len_utf8())
        });
    let clause = clause.unwrap_or(0);
    let words = before.get(clause..)?;
    let about = words.find("关于")?;
    kind_of_title(words)?;
    const VERBS: &[&str] = &[
        "根据", "按照", "依据", "依照", "遵照", "贯彻", "落实", "转发", "印发", "批转", "执行", "将", "参照", "结合",
        "对照", "为", "按",
    ];
    let head = words.get(..about)?;
    let start = VERBS
        .iter()
        .filter_map(|verb| head.rfind(verb).map(|at| at + verb.len()))
        .max()
        .unwrap_or(0);
    // 关于…的通知 may itself name 关于 again; it begins with the first.
    let title = Span::new(clause + start, before.len());
    (title.of(text).chars().count() <= 90).then_some(title)
}

/// Adds a citation, or counts one more naming of a document that is there already.
fn add(text: &str, found: &mut Vec<FoundCitation>, cited: FoundCitation) {
    let title = |citation: &FoundCitation| citation.title.map(|title| title.of(text));
    let known = found.iter_mut().find(|other| match (title(other), title(&cited)) {
        (Some(one), Some(two)) => {
            same_document(one, two)
                && (other.number.is_none() || cited.number.is_none() || other.number == cited.number)
                || other.number.is_some() && other.number == cited.number && other.title.is_none()
        }
        _ => other.number == cited.number,
    });
    let Some(known) = known else {
        found.push(cited);
        return;
    };
    known.mentions += 1;
    known.number = known.number.take().or(cited.number);
    known.alias = known.alias.or(cited.alias);
    known.relation = known.relation.or(cited.relation);
    known.title = known.title.or(cited.title);
    if cited.span.start < known.span.start {
        known.span = cited.span;
    }
}

/// Counts the short names: 《意见》 where 《关于稳岗的意见》 was so called, “意见” if it was called so without 《》.
fn count_short_names(text: &str, titles: &[FoundTitle], found: &mut [FoundCitation]) {
    for citation in found {
        let Some(alias) = citation.alias else { continue };
        let name = alias.of(text);
        let marked = titles
            .iter()
            .filter(|title| title.alias.is_none() && title.inner.of(text) == name)
            .count();
        let quoted = format!("“{name}”");
        let in_quotes = text.get(alias.end..).map_or(0, |rest| rest.matches(&quoted).count());
        citation.mentions += u32::try_from(marked + in_quotes).unwrap_or(u32::MAX);
    }
}

/// What belongs to the notice itself.
struct Own {
    /// Its title and those of the documents printed with it.
    titles: Vec<String>,
    /// Its attachments.
    attachments: Vec<String>,
    /// Numbers of the notice and of what is printed with it.
    numbers: Vec<String>,
    /// Where annexes begin, or where labelled articles do.
    prints_more: bool,
}

impl Own {
    fn new(text: &str, structure: &Structure) -> Self {
        let join = |lines: &[Span]| lines.iter().map(|line| line.of(text)).collect::<String>();
        let headers = structure.headers.iter();
        Self {
            titles: structure
                .parts
                .iter()
                .map(|part| join(&part.title))
                .filter(|title| !title.is_empty())
                .collect(),
            attachments: headers
                .clone()
                .flat_map(|header| &header.attachments)
                .map(|item| item.title.of(text).to_owned())
                .collect(),
            numbers: headers
                .filter_map(|header| Some((header.document_number.as_ref()?, join(&header.title))))
                .flat_map(|(number, title)| {
                    // An order is cited by its title and serial, whatever short code its page has for it: 国令第707号.
                    let order = title.ends_with('令') && number.year.is_none();
                    let cited = number
                        .serial
                        .filter(|_| order)
                        .map(|serial| format!("{title}第{serial}号"));
                    [number.canonical.clone()].into_iter().chain(cited)
                })
                .collect(),
            prints_more: structure.parts.len() > 1,
        }
    }

    /// Whether a title is that of the notice or of something printed with it. What the notice says it issues (现将《方案》印发给
    /// 你们) is printed here if more than its closing follows.
    fn is_printed(&self, text: &str, title: &str, relation: Option<Relation>, end: usize) -> bool {
        const CLOSING: usize = 200;
        if self.titles.iter().any(|own| same_document(own, title)) {
            return true;
        }
        relation == Some(Relation::Issues)
            && (self.prints_more || text.get(end..).is_some_and(|rest| rest.chars().count() > CLOSING))
    }

    /// Whether a title is that of an attachment, or is said to be one: 《方案》（见附件）.
    fn is_own_attachment(&self, text: &str, title: &FoundTitle, whole: &str) -> bool {
        let behind = text.get(title.span.end..).unwrap_or("").trim_start_matches(' ');
        ["（见附件", "（附件", "（附后", "（详见附件", "（见附表"]
            .iter()
            .any(|open| behind.starts_with(open))
            || title.number.is_none() && self.attachments.iter().any(|own| same_document(own, whole))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Title and number.
    type Cited = (Option<&'static str>, Option<&'static str>);

    const CASES: &[(&str, &[Cited])] = &[
        ("一、执行《云泽市养犬条例》。", &[(Some("云泽市养犬条例"), None)]),
        // A number before, behind, inside; damaged.
        (
            "一、按照云政发〔2021〕7号《关于稳岗的意见》办理。",
            &[(Some("关于稳岗的意见"), Some("云政发〔2021〕7号"))],
        ),
        (
            "一、按照《关于稳岗的意见》（云政发[2021]第7号）办理。",
            &[(Some("关于稳岗的意见"), Some("云政发〔2021〕7号"))],
        ),
        (
            "一、按照《关于稳岗的意见（云政发〔2021〕7号）》办理。",
            &[(Some("关于稳岗的意见"), Some("云政发〔2021〕7号"))],
        ),
        // By number alone; once however often.
        (
            "一、按照云财函〔2020〕3号文件执行。\n二、云财函〔2020〕3号不变。",
            &[(None, Some("云财函〔2020〕3号"))],
        ),
        // Without marks.
        (
            "一、根据省教育厅关于做好招生工作的通知（江教发〔2021〕7号）要求执行。",
            &[(Some("省教育厅关于做好招生工作的通知"), Some("江教发〔2021〕7号"))],
        ),
        // The same document by its longer and its shorter title.
        (
            "一、根据《中华人民共和国就业促进法》。\n二、《就业促进法》规定。",
            &[(Some("中华人民共和国就业促进法"), None)],
        ),
        // Two of one name and two numbers.
        (
            "一、《关于稳岗的通知》（云政发〔2020〕1号）、《关于稳岗的通知》（云政发〔2021〕2号）同时废止。",
            &[
                (Some("关于稳岗的通知"), Some("云政发〔2020〕1号")),
                (Some("关于稳岗的通知"), Some("云政发〔2021〕2号")),
            ],
        ),
        // No documents; short names; attachments.
        ("一、填写《推荐表》，持《就业创业证》，见《云泽日报》。", &[]),
        ("一、按照《通知》要求，落实《实施方案》。", &[]),
        (
            "一、按照《监测方案》（见附件）执行，《云泽市监测方案》（附件1）同。",
            &[],
        ),
        // Printed in this text.
        (
            "云泽市教育局关于印发《云泽市招生办法》的通知\n各县区教育局：\n现将《云泽市招生办法》印发给你们，请认真贯彻执行。\n云泽市教育局\n2026年3月1日\n云泽市招生办法\n第一条 为了招生，根据《江岚省招生条例》，制定本办法。\n第二条 略。",
            &[(Some("江岚省招生条例"), None)],
        ),
    ];

    fn read(text: &str) -> (String, Vec<FoundCitation>) {
        let clean = crate::text::clean(text);
        let structure = crate::structure::read(&clean);
        (clean.text.to_string(), citations(&clean, &structure))
    }

    #[test]
    fn documents_and_numbers() {
        for (text, expected) in CASES {
            let (clean, found) = read(text);
            let read: Vec<_> = found
                .iter()
                .map(|cited| (cited.title.map(|title| title.of(&clean)), cited.number.as_deref()))
                .collect();
            assert_eq!(&read, expected, "{text}");
        }
    }

    #[test]
    fn namings_are_counted() {
        let (_, found) = read(
            "一、根据《关于稳岗的意见》（以下简称《意见》）。\n二、按《意见》办。\n三、《关于稳岗的意见》长期有效。",
        );
        assert_eq!(found.iter().map(|cited| cited.mentions).collect::<Vec<_>>(), [3]);
        let (_, found) =
            read("一、申请《协定》税率的，按《云泽市与青禾县贸易协定》（以下简称《协定》）。\n二、《协定》优先。");
        assert_eq!(found.iter().map(|cited| cited.mentions).collect::<Vec<_>>(), [3]);
        let (_, found) = read("一、根据《关于稳岗的意见》（以下简称“意见”）。\n二、按“意见”办。");
        assert_eq!(found.iter().map(|cited| cited.mentions).collect::<Vec<_>>(), [2]);
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in "[《》〈〉（）云政发〔2021〕7号以下简称“”，。\n一、关于的通知印发废止]{0,60}") {
            let (clean, found) = read(&text);
            for cited in found {
                assert!(!cited.span.of(&clean).is_empty() && (cited.title.is_some() || cited.number.is_some()));
            }
        }
    }
}
