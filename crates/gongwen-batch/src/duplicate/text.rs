//! What is compared of a record: what the notice says, without what a site, a screen or a typist made of it.

use gongwen::Notice;

/// The title, then for each part its title, its body and its nodes in order: headings, the text under them, measures.
///
/// Labels stay out, since copies that went through a word processor lose them; so do the closing block and the header,
/// of which [`Identity`](super::identity::Identity) keeps what tells notices apart. Kept of each text is what
/// [`Text::push`] keeps.
pub(super) fn compared(notice: &Notice) -> String {
    let mut text = Text::default();
    let title = notice.title.as_ref().map(|title| title.text.as_str());
    text.add(title);
    for part in &notice.parts {
        let own = part.title.as_ref().map(|title| title.text.as_str());
        text.add(own.filter(|_| own != title));
        text.add(part.body.as_deref());
        let mut nodes: Vec<(u32, u8, Option<&str>, Option<&str>)> = Vec::new();
        let here = |of: u32| of == part.id;
        nodes.extend(
            (notice.headings.iter().filter(|node| here(node.part)))
                .map(|node| (node.id, 0, Some(node.text.as_str()), node.body.as_deref())),
        );
        nodes.extend(
            (notice.untitled.iter().filter(|node| here(node.part)))
                .map(|node| (node.id, 1, None, node.body.as_deref())),
        );
        nodes.extend(
            (notice.measures.iter().filter(|node| here(node.part)))
                .map(|node| (node.id, 2, Some(node.text.as_str()), None)),
        );
        nodes.sort_unstable_by_key(|&(id, list, ..)| (id, list));
        for (_, _, first, second) in nodes {
            text.add(first);
            text.add(second);
        }
    }
    text.kept
}

/// The text as far as it is read.
#[derive(Default)]
struct Text {
    kept: String,
    /// A mark that stands after a digit: kept if a digit follows it.
    waiting: Option<char>,
}

impl Text {
    /// Adds what counts of `text`.
    fn add(&mut self, text: Option<&str>) {
        self.waiting = None;
        for c in text.unwrap_or_default().chars() {
            self.push(c);
        }
    }

    /// Letters, digits and signs with a meaning (`%`, `℃`, `√`) count, in lower case. Blanks and punctuation do not, since
    /// every hand sets them another way; but between two digits a mark is kept, the same for all ways to write it: 1.5 is
    /// not 15, and 3—5 not 35.
    fn push(&mut self, c: char) {
        if !is_layout(c) {
            let mark = self.waiting.take();
            if let Some(mark) = mark.filter(|_| c.is_ascii_digit()) {
                self.kept.push(mark);
            }
            self.kept.push(c.to_ascii_lowercase());
        } else if self.waiting.is_none() && !c.is_whitespace() && self.kept.ends_with(|c: char| c.is_ascii_digit()) {
            self.waiting = match c {
                '.' | '．' => Some('.'),
                // Grouping: 1,000 is 1000.
                ',' => None,
                _ => Some('-'),
            };
        }
    }
}

/// Blanks, controls, and punctuation of ASCII, Chinese and typography.
fn is_layout(c: char) -> bool {
    match c {
        '%' | '+' | '<' | '=' | '>' | '‰' | '〇' | '々' => false,
        '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{303F}' | '·' | '\u{FEFF}' | '\u{FFFD}' => true,
        '\u{FF00}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}' => true,
        _ => c.is_ascii_punctuation() || c.is_whitespace() || c.is_control(),
    }
}
