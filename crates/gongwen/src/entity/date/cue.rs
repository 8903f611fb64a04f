//! The words beside a date that tell what it means, from `lexicon/date_cues.txt`.

use std::sync::LazyLock;

/// The word lists, by their sections.
pub(super) struct Cues {
    pub(super) task: Vec<&'static str>,
    pub(super) qualify: Vec<&'static str>,
    pub(super) report: Vec<&'static str>,
}

pub(super) static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let text = include_str!("../../lexicon/date_cues.txt");
    Cues {
        task: section(text, "[task]"),
        qualify: section(text, "[qualify]"),
        report: section(text, "[report]"),
    }
});

fn section(text: &'static str, name: &str) -> Vec<&'static str> {
    let inside = text.lines().skip_while(|line| *line != name).skip(1);
    inside
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

/// Whether `text` holds one of `words`.
pub(super) fn holds(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether `text` begins with one of `words`.
pub(super) fn opens(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// Whether `text` ends with one of `words`.
pub(super) fn closes(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}
