//! One look over the text that decides which filters have anything to do.
//!
//! Every character is looked up once in a table over the Basic Multilingual Plane; what is seen anywhere is or-ed
//! together. A filter whose sign does not show is not called at all.

use super::{chinese, script, width};
use std::sync::LazyLock;

/// `&` or `<`.
pub(super) const ENTITY: u8 = 1;
/// A compatibility form.
pub(super) const WIDTH: u8 = 1 << 1;
/// A character no Simplified text has.
pub(super) const TRADITIONAL: u8 = 1 << 2;
/// A Latin vowel with the mark of a tone.
pub(super) const TONE: u8 = 1 << 3;
/// A character no Traditional text has.
pub(super) const SIMPLIFIED: u8 = 1 << 5;
/// Half-width punctuation.
pub(super) const PUNCTUATION: u8 = 1 << 4;

static TABLE: LazyLock<Box<[u8]>> = LazyLock::new(|| {
    let mut table = vec![0; 0x1_0000].into_boxed_slice();
    let mut mark = |c: char, sign: u8| {
        if let Some(entry) = table.get_mut(c as usize) {
            *entry |= sign;
        }
    };
    "&<".chars().for_each(|c| mark(c, ENTITY));
    ",:;?!()\"<".chars().for_each(|c| mark(c, PUNCTUATION));
    chinese::TONED_VOWELS.chars().for_each(|c| mark(c, TONE));
    width::folded_characters().for_each(|c| mark(c, WIDTH));
    script::traditional_characters().for_each(|c| mark(c, TRADITIONAL));
    script::simplified_characters().for_each(|c| mark(c, SIMPLIFIED));
    table
});

/// The signs seen in `text`.
pub(super) fn survey(text: &str) -> u8 {
    let table: &[u8] = &TABLE;
    text.chars().fold(0, |seen, c| {
        seen | match table.get(c as usize) {
            Some(&signs) => signs,
            None => astral(c),
        }
    })
}

/// The signs of one character.
pub(super) fn signs(c: char) -> u8 {
    TABLE.get(c as usize).copied().unwrap_or_else(|| astral(c))
}

/// The signs of a character beyond the Basic Multilingual Plane.
#[cold]
fn astral(c: char) -> u8 {
    let mut signs = 0;
    if width::folded(c).is_some() {
        signs |= WIDTH;
    }
    if script::is_traditional(c) {
        signs |= TRADITIONAL;
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::{ENTITY, PUNCTUATION, SIMPLIFIED, TONE, TRADITIONAL, WIDTH, survey};

    #[test]
    fn signs() {
        for (text, signs) in [
            ("关于2026年春耕工作的通知。\n", 0),
            ("甲&乙", ENTITY),
            ("一,二", PUNCTUATION),
            ("２０２６年", WIDTH),
            ("\u{2f800}", WIDTH),
            ("云澤市", TRADITIONAL),
            ("国guó", TONE),
            ("(一)頭髮", PUNCTUATION | TRADITIONAL),
        ] {
            assert_eq!(survey(text) & !SIMPLIFIED, signs, "{text}");
        }
    }
}
