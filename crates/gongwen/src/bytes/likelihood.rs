//! How likely a reading of some bytes is: the bits it takes to describe the text it gives.
//!
//! Every reading accounts for the same bytes, so their costs can be compared directly, and with the eight bits a byte
//! that bytes cost when they mean nothing. The costs are rounded logarithms of how often official texts use a class of
//! characters, divided by the size of the class: half of a Chinese text is some 200 characters (8 bits each), nearly
//! all of the rest a few thousand (13 bits), while the other twenty thousand ideographs hardly occur (20 bits).

use std::sync::LazyLock;

/// A character that was cut at the start: it may happen to any piece of text, but only once.
pub(super) const CUT: u32 = 12;
/// Bytes that the encoding does not allow. Damaged texts have them, but other readings have them all over.
const MALFORMED: u32 = 36;
/// Control characters other than tabs and line breaks.
const CONTROL: u32 = 26;
/// Added where Traditional text comes in an encoding of the mainland.
const UNUSUAL_SCRIPT: u32 = 10;
/// Added for Big5, the rarest of the encodings: where only a dash or a quotation mark tells, it is not the one.
const BIG5: u32 = 6;

const COMMON: u8 = 8;
const USUAL: u8 = 13;
const RARE: u8 = 20;

/// The script a text is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Model {
    Hans,
    Hant,
}

/// First and last of the ideographs that have a cost of their own.
const IDEOGRAPHS: (u32, u32) = (0x4E00, 0x9FFF);

/// The cost of each ideograph: for Simplified, then for Traditional.
static COSTS: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
    // 一级汉字 of GB 2312 and 常用字 of Big5: what each standard itself held to be in common use.
    let hans = costs(encoding_rs::GB18030, 0xB0..=0xD7, include_str!("common_hans.txt"));
    let hant = costs(encoding_rs::BIG5, 0xA4..=0xC6, include_str!("common_hant.txt"));
    [hans, hant]
});

fn costs(codec: &'static encoding_rs::Encoding, leads: std::ops::RangeInclusive<u8>, common: &str) -> Vec<u8> {
    let mut table = vec![RARE; (IDEOGRAPHS.1 - IDEOGRAPHS.0 + 1) as usize];
    let mut set = |c: char, cost: u8| {
        let place = u32::from(c)
            .checked_sub(IDEOGRAPHS.0)
            .and_then(|place| table.get_mut(place as usize));
        if let Some(place) = place {
            *place = cost;
        }
    };
    let big5 = codec == encoding_rs::BIG5;
    for lead in leads {
        // Big5 has characters after 0x40–0x7E too; in GB18030 those are the rare ones that GBK added.
        for trail in if big5 { 0x40..=0xFE } else { 0xA1..=0xFE } {
            let pair = [lead, trail];
            let (text, _) = codec.decode_without_bom_handling(&pair);
            let mut chars = text.chars();
            if let (Some(c), None) = (chars.next(), chars.next()) {
                set(c, USUAL);
            }
        }
    }
    for line in common.lines().filter(|line| !line.starts_with('#')) {
        line.chars().for_each(|c| set(c, COMMON));
    }
    table
}

/// Bits it takes to describe `text`, read from an encoding of either script.
pub(super) fn of_either(text: &str) -> u32 {
    cost(text, Model::Hans).min(cost(text, Model::Hant) + UNUSUAL_SCRIPT)
}

/// Bits it takes to describe `text`, read from Big5, which has no Simplified characters.
pub(super) fn of_big5(text: &str) -> u32 {
    cost(text, Model::Hant) + BIG5
}

fn cost(text: &str, model: Model) -> u32 {
    let [hans, hant] = &*COSTS;
    let table = if model == Model::Hans { hans } else { hant };
    let mut in_ascii = true;
    let mut before = '\0';
    let mut sum = 0_u32;
    for c in text.chars() {
        let bits = match c {
            ' ' | '\n' | '\r' | '\t' => 6,
            '\u{21}'..='\u{7E}' => {
                // A lone letter between ideographs is what a misread second byte looks like.
                let bits = if in_ascii { 6 } else { 10 };
                in_ascii = true;
                bits
            }
            '\u{0}'..='\u{7F}' => CONTROL,
            _ => {
                in_ascii = false;
                beyond_ascii(c, table)
            }
        };
        // Blanks, dashes, dots, boxes come in rows.
        let in_row = c == before && bits < CONTROL;
        sum = sum.saturating_add(if in_row { bits.min(6) } else { bits });
        before = c;
    }
    sum
}

fn beyond_ascii(c: char, table: &[u8]) -> u32 {
    match c {
        '\u{4E00}'..='\u{9FFF}' => {
            let place = u32::from(c) - IDEOGRAPHS.0;
            u32::from(table.get(place as usize).copied().unwrap_or(RARE))
        }
        // ，。、（）： and full-width letters and digits; “” ‘’ — … · × come from elsewhere.
        '\u{3000}'..='\u{301F}' | '\u{FF01}'..='\u{FF5E}' => 9,
        '\u{2014}' | '\u{2018}'..='\u{201D}' | '\u{2026}' | '\u{B7}' | '\u{A0}' | '\u{2000}'..='\u{200B}' => 10,
        // Lines of tables drawn in characters.
        '\u{2500}'..='\u{257F}' => 13,
        '\u{80}'..='\u{9F}' => CONTROL,
        '\u{FFFD}' | '\u{FFFE}' | '\u{FFFF}' => MALFORMED,
        // ①, Ⅰ, ㎡, ℃, ■, →; Latin with marks, Greek, Cyrillic, kana.
        '\u{A1}'..='\u{4FF}' | '\u{2010}'..='\u{27BF}' | '\u{3040}'..='\u{33FF}' => 20,
        '\u{3400}'..='\u{4DBF}' | '\u{E000}'..='\u{F8FF}' => 28,
        '\u{F900}'..='\u{FAFF}' | '\u{FE10}'..='\u{FE6F}' => 24,
        _ => 28,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_lists_hold_each_character_once_and_only_usual_ones() {
        let lists = [
            (include_str!("common_hans.txt"), encoding_rs::GBK),
            (include_str!("common_hant.txt"), encoding_rs::BIG5),
        ];
        for (list, codec) in lists {
            let characters: Vec<char> = list
                .lines()
                .filter(|line| !line.starts_with('#'))
                .flat_map(str::chars)
                .collect();
            let set: BTreeSet<char> = characters.iter().copied().collect();
            assert_eq!(set.len(), characters.len());
            assert!((150..=300).contains(&set.len()), "{}", set.len());
            for c in set {
                let mut buffer = [0; 4];
                let (bytes, _, lossy) = codec.encode(c.encode_utf8(&mut buffer));
                assert!(!lossy && bytes.len() == 2, "{c}");
            }
        }
    }

    #[test]
    fn sense_is_cheaper_than_nonsense_and_than_bytes() {
        let sense = "关于做好2026年春季学期有关工作的通知";
        let nonsense = "賱雿憟賢戊";
        assert!(of_either(sense) < 8 * 2 * 18);
        assert!(of_either(nonsense) >= 8 * 2 * 5);
        assert!(of_either("□□□□□□□□┌──────┬──┐") < 8 * 2 * 18);
        assert!(of_big5("關於辦理相關事項之公告") < of_big5("关于办理相关事项之公告"));
    }
}
