//! The metadata table and the source line that a web page prints around a notice.
//!
//! ```text
//! table = { key "：" value }         索引号：… 主题分类：… 发文机关：… 成文日期：… 标题：… 发文字号：… 发布日期：…
//! source line = 发布时间：2026-03-01 来源：… 浏览次数：…
//! ```

use super::day;
use crate::lexicon;
use crate::span::Span;
use jiff::civil::Date;
use std::sync::LazyLock;

/// What a page says about its notice. Spans are bytes of the clean text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata {
    /// 索引号
    pub index_number: Option<Span>,
    /// 主题分类
    pub topics: Option<Span>,
    /// 有效性
    pub validity: Option<Span>,
    /// 发文机关
    pub issuer: Option<Span>,
    /// 标题
    pub title: Option<Span>,
    /// 发文字号
    pub document_number: Option<Span>,
    /// 成文日期
    pub issued_on: Option<(Span, Date)>,
    /// 发布日期
    pub published_on: Option<(Span, Date)>,
    /// Whether the text was taken out of a page, where a table's row is one line.
    pub(super) page: bool,
    /// Whether keys and values stand on one line on this page: then a key alone on its line has no value.
    pub(super) paired: bool,
}

/// The keys, and the field each fills.
static KEYS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    lexicon::list(lexicon::PAGE_KEYS)
        .into_iter()
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

/// Where the keys of a table stand in `text`: (start, end of the colon, field).
fn keys(text: &str) -> Vec<(usize, usize, &'static str)> {
    let mut found: Vec<(usize, usize, &'static str)> = Vec::new();
    // 索引号：…, or [索引号] … as some cities print it.
    for (at, close) in text.match_indices(['：', ']', '】']) {
        let before = text.get(..at).unwrap_or("");
        let bare = before.trim_end_matches(['*', ' ']);
        let best = KEYS
            .iter()
            .filter(|(key, _)| bare.ends_with(key))
            .max_by_key(|(key, _)| key.len());
        if let Some((key, field)) = best {
            let start = bare.len() - key.len();
            if close != "：" && !text.get(..start).is_some_and(|before| before.ends_with(['[', '【'])) {
                continue;
            }
            if found.last().is_none_or(|(_, end, _)| *end <= start) {
                found.push((start, at + close.len(), field));
            }
        }
    }
    if found.is_empty() { bare_keys(text) } else { found }
}

/// Keys without colons, as tables leave them when their cells are joined: 索引号 X 主题分类 Y 发文机关 Z. Only a line that
/// begins with a key and holds three of them is such a table.
fn bare_keys(text: &str) -> Vec<(usize, usize, &'static str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let key = KEYS
            .iter()
            .filter(|(key, _)| rest.starts_with(key))
            .max_by_key(|(key, _)| key.len());
        match key {
            Some((key, field)) => {
                found.push((at, at + key.len(), *field));
                at += key.len();
            }
            None if found.is_empty() => return Vec::new(),
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    if found.len() >= 3 { found } else { Vec::new() }
}

impl Metadata {
    /// Takes what the line at `span` of `text` says; `next` is the line after it, for a key standing alone. Returns how
    /// many lines were used: 0 if this is no line of a table, 2 if the value stood on the next line.
    pub(super) fn take(&mut self, text: &str, span: Span, next: Option<Span>) -> usize {
        let line = span.of(text);
        let keys = keys(line);
        let Some((first, ..)) = keys.first() else { return 0 };
        // A sentence that happens to hold 名称： or 时效性： is no table.
        if *first > 12 || line.contains('。') {
            return 0;
        }
        let mut used = 1;
        for (n, (_, from, field)) in keys.iter().enumerate() {
            let to = keys.get(n + 1).map_or(line.len(), |(start, ..)| *start);
            let value = Span::new(span.start + from, span.start + to);
            let bare = value.of(text).trim_start_matches(['*', ' ', '：']);
            let start = value.end - bare.len();
            let mut value = Span::new(start, start + bare.trim_end_matches(['[', '【', '*', ' ']).len());
            if value.is_empty()
                && n + 1 == keys.len()
                && !self.paired
                && let Some(next) = next
                && next.len() < 300
                && self::keys(next.of(text)).is_empty()
                && !next.of(text).ends_with('：')
            {
                value = next;
                used = 2;
            }
            self.paired |= self.page && !value.is_empty() && used == 1;
            if !value.is_empty() {
                self.set(field, value, text);
            }
        }
        used
    }

    fn set(&mut self, field: &str, value: Span, text: &str) {
        let day = || {
            day::days(value.of(text))
                .first()
                .map(|day| (day.span.shift(value.start), day.date))
        };
        match field {
            "index_number" => self.index_number = self.index_number.or(Some(value)),
            "topics" => self.topics = self.topics.or(Some(value)),
            "validity" => self.validity = self.validity.or(Some(value)),
            "issuer" => self.issuer = self.issuer.or(Some(value)),
            "title" => self.title = self.title.or(Some(value)),
            "document_number" => self.document_number = self.document_number.or(Some(value)),
            "issued_on" => self.issued_on = self.issued_on.or_else(day),
            "published_on" => self.published_on = self.published_on.or_else(day),
            _ => {}
        }
    }
}

/// The day of publication that a source line states: 2026年3月1日 来源：…, 时间：2026-03-01; not 更新时间：….
pub(super) fn published(text: &str) -> Option<(Span, Date)> {
    let first = *day::days(text).first()?;
    let before = text.get(..first.span.start)?;
    let before = before.trim_end_matches(['*', '：', ':', ' ', '[', '【']);
    (!before.ends_with("更新时间") && !before.ends_with("更新日期") && !before.ends_with("成文日期"))
        .then_some((first.span, first.date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_on_one_line_or_on_many() {
        let text = "索引号：000123/2026-00001 主题分类：教育 发布日期：2026年03月02日";
        let mut metadata = Metadata::default();
        assert_eq!(metadata.take(text, Span::new(0, text.len()), None), 1);
        assert_eq!(
            metadata.index_number.map(|span| span.of(text)),
            Some("000123/2026-00001")
        );
        assert_eq!(metadata.topics.map(|span| span.of(text)), Some("教育"));
        assert_eq!(
            metadata.published_on.map(|(_, date)| date.to_string()).as_deref(),
            Some("2026-03-02")
        );

        let text = "发文字号：\n云教发〔2026〕3号";
        let mut metadata = Metadata::default();
        let line = Span::new(0, "发文字号：".len());
        let next = Span::new(line.end + 1, text.len());
        assert_eq!(metadata.take(text, line, Some(next)), 2);
        assert_eq!(
            metadata.document_number.map(|span| span.of(text)),
            Some("云教发〔2026〕3号")
        );
    }

    #[test]
    fn a_sentence_is_no_table() {
        let text = "项目名称：须与申报书一致。";
        assert_eq!(Metadata::default().take(text, Span::new(0, text.len()), None), 0);
    }

    #[test]
    fn an_update_is_no_publication() {
        assert_eq!(published("更新时间：2026-03-01"), None);
        assert_eq!(published("**更新时间**: 2026-03-01"), None);
        assert!(published("发布时间：2026-03-01 来源：云泽市教育局").is_some());
    }
}
