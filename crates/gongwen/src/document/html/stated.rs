//! What a page states about its notice where no reader looks: `<meta>` elements and `<title>`.

use super::layout::Line;
use super::page::Page;
use crate::lexicon;
use crate::options::Stated;

/// What parts of a `<title>` are parted by. A bare `-` or `—` stands in titles of notices too (2026-2030年).
const SEPARATORS: &[&str] = &["_", "|", "｜", "丨", "»", " - ", " – ", " — ", "--"];

/// Endings of what names no issuing body: newspapers, sites, stations.
const MEDIA: &[&str] = &["网", "网站", "报", "日报", "社", "台", "号", "平台", "门户"];

/// What the page states; `lines` are its visible ones.
pub(super) fn stated(page: &Page, lines: &[Line]) -> Stated {
    let site = meta(page, "sitename").map(squash);
    let named = |field: &str| by_field(page, field);
    let mut titles = page.metas.iter().filter(|(name, _)| field_of(name) == Some("title"));
    let from_metas = titles.find_map(|(_, title)| title_in(title, site.as_deref(), lines, true));
    let from_title = || title_in(page.title.as_deref()?, site.as_deref(), lines, false);
    Stated {
        title: from_metas.or_else(from_title),
        document_number: named("document_number"),
        issuer: named("issuer").filter(|name| is_body(name)),
        issued_on: named("issued_on"),
        published_on: named("published_on"),
        index_number: named("index_number"),
        topics: named("topics"),
        validity: named("validity"),
    }
}

/// The titles by which the visible title may be known: what the page states, whole and in its parts.
pub(super) fn titles(page: &Page) -> Vec<String> {
    let metas = page.metas.iter().filter(|(name, _)| field_of(name) == Some("title"));
    let stated = metas.map(|(_, title)| title).chain(&page.title);
    let site = meta(page, "sitename").map(squash);
    let mut titles: Vec<String> = stated.flat_map(|title| parts(title)).map(squash).collect();
    titles.retain(|title| site.as_ref() != Some(title) && title.chars().count() >= 6);
    titles
}

/// The content of the first `<meta>` of this name.
fn meta<'p>(page: &'p Page, name: &str) -> Option<&'p str> {
    page.metas
        .iter()
        .find(|(found, _)| found.eq_ignore_ascii_case(name))
        .map(|(_, content)| content.as_str())
}

fn by_field(page: &Page, field: &str) -> Option<String> {
    let found = page.metas.iter().find(|(name, _)| field_of(name) == Some(field))?;
    Some(found.1.clone())
}

/// The field that a `<meta>` of this name fills.
fn field_of(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    lexicon::list(lexicon::PAGE_METAS)
        .into_iter()
        .chain(lexicon::list(lexicon::PAGE_KEYS))
        .filter_map(|line| line.split_once('\t'))
        .find(|(key, field)| *key == lower && *field != "-")
        .map(|(_, field)| field)
}

fn is_body(name: &str) -> bool {
    lexicon::body_suffix(name).is_some() && !MEDIA.iter().any(|ending| name.ends_with(ending))
}

fn squash(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// 文名_栏目_站名 → its parts.
fn parts(title: &str) -> Vec<&str> {
    let mut parts = vec![title];
    for separator in SEPARATORS {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// The title of the notice in a stated one: what the page shows as a line of its own, else the longest part that reads
/// like the title of a document. A stated title that is `told` to be the notice's own needs to look like none.
fn title_in(title: &str, site: Option<&str>, lines: &[Line], told: bool) -> Option<String> {
    let is_site = |part: &str| site.is_some_and(|site| squash(part) == site);
    let shown = |part: &str| lines.iter().any(|line| squash(&line.text) == squash(part));
    let reads = |part: &str| lexicon::kind_of_title(part).is_some() || part.contains("关于");
    let parts: Vec<&str> = parts(title).into_iter().filter(|part| !is_site(part)).collect();
    if told && !is_site(title) && (parts.len() == 1 || shown(title)) {
        return Some(title.trim().to_owned());
    }
    let longest = |fits: &dyn Fn(&str) -> bool| {
        let fitting = parts.iter().filter(|part| part.chars().count() >= 6 && fits(part));
        fitting
            .max_by_key(|part| part.chars().count())
            .map(|part| (*part).to_owned())
    };
    longest(&|part| shown(part) && reads(part))
        .or_else(|| longest(&reads))
        .or_else(|| told.then(|| longest(&|_| true))?)
}
