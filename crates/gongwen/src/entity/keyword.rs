//! Keywords of a notice and of its measures: the words that stand out in it (TF-IDF over a word list with frequencies).
//!
//! Built only with the feature `keywords`, and loaded only when first asked for: the dictionaries of `jieba-rs` are part
//! of the program, and unpacking them takes about a third of a second once and some 60 MB while the program runs.

use crate::span::Span;
use crate::structure::{Node, Structure, Zone};
use jieba_rs::{Jieba, KeywordExtract, KeywordExtractConfig, TfIdf};
use std::sync::LazyLock;

/// The words of the language, by which a text is cut into its own.
static WORDS: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// How rare each word is elsewhere.
static RARITY: LazyLock<TfIdf> = LazyLock::new(|| {
    let mut rarity = TfIdf::default();
    let list = include_str!("../lexicon/not_keywords.txt").lines();
    let ignored = list.filter(|line| !line.is_empty() && !line.starts_with('#'));
    *rarity.config_mut() = ignored
        .fold(KeywordExtractConfig::builder(), |all, word| all.add_stop_word(word))
        .build();
    rarity
});

/// The `count` words of two and more characters that stand out most in `text`, the first most of all. Figures are none.
///
/// ```
/// use gongwen::entity::keyword::keywords;
/// let found = keywords("做好高校毕业生就业工作。促进毕业生就业，加强就业培训。", 2);
/// assert_eq!(found, ["就业", "毕业生"]);
/// assert!(keywords("", 5).is_empty());
/// ```
#[must_use]
pub fn keywords(text: &str, count: usize) -> Vec<String> {
    // Figures stand among the words that stand out and are left out afterwards.
    const SPARE: usize = 16;
    if count == 0 || text.is_empty() {
        return Vec::new();
    }
    RARITY
        .extract_keywords(&WORDS, text, count.saturating_add(SPARE), Vec::new())
        .into_iter()
        .map(|found| found.keyword)
        .filter(|word| word.chars().any(char::is_alphabetic))
        .take(count)
        .collect()
}

/// What the notice itself says: titles, headings and text, without headers, closing blocks and page furniture.
pub(crate) fn of_notice(text: &str, structure: &Structure, count: usize) -> Vec<String> {
    let said = structure
        .stretches
        .iter()
        .filter(|stretch| matches!(stretch.zone, Zone::Title | Zone::Heading | Zone::Body));
    keywords(&joined(text, said.map(|stretch| stretch.span)), count)
}

/// What one node says: its title and its paragraphs.
pub(crate) fn of_node(text: &str, node: &Node, count: usize) -> Vec<String> {
    keywords(
        &joined(text, node.title.into_iter().chain(node.text.iter().copied())),
        count,
    )
}

fn joined(text: &str, spans: impl Iterator<Item = Span>) -> String {
    spans.map(|span| span.of(text)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_notice_and_figures_are_none() {
        let found = keywords(
            "请各单位根据通知要求做好2026年林产品质量监测工作，监测林产品950批次。",
            4,
        );
        assert!(
            found.contains(&"林产品".to_owned()) && found.contains(&"监测".to_owned()),
            "{found:?}"
        );
        assert!(
            !found
                .iter()
                .any(|word| ["通知", "要求", "工作", "单位", "2026", "950"].contains(&word.as_str())),
            "{found:?}"
        );
        assert_eq!(found.len(), 4);
    }

    #[test]
    fn the_same_text_gives_the_same_words() {
        let text = "青禾县石桐镇开展春季招聘、夏季培训、秋季竞赛、冬季慰问。";
        assert!((0..20).all(|_| keywords(text, 6) == keywords(text, 6)));
    }

    #[test]
    fn what_stands_around_the_notice_gives_none() {
        let clean = crate::text::clean(
            "云泽市教育局关于做好招生工作的通知\n各县区教育局：\n一、招生计划。公布招生计划。\n云泽市教育局\n2026年3月1日",
        );
        let structure = crate::structure::read(&clean);
        let found = of_notice(&clean.text, &structure, 3);
        assert_eq!(found.first().map(String::as_str), Some("招生"), "{found:?}");
        let of_measure: Vec<_> = structure
            .nodes
            .iter()
            .map(|node| of_node(&clean.text, node, 2))
            .collect();
        assert_eq!(of_measure, [["招生", "计划"]]);
    }
}
