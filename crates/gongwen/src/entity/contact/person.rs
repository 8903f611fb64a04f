//! Names of people: 张小青, 欧阳小青, 艾力·买买提, 张老师; and the offices beside them.

use crate::lexicon::surname;
use std::sync::LazyLock;

/// Offices that are worth telling: they become the record's `role`.
static OFFICES: LazyLock<Vec<&'static str>> = LazyLock::new(|| words(include_str!("../../lexicon/offices.txt")));

/// Forms of address: part of a bare surname's name (张老师), dropped after a full name.
const COURTESIES: &[&str] = &[
    "老师",
    "先生",
    "女士",
    "小姐",
    "同志",
    "同学",
    "医生",
    "律师",
    "警官",
    "师傅",
    "工",
    "经理",
    "总经理",
];

/// Words of two or three characters that begin with a surname and are no name.
static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| words(include_str!("../../lexicon/not_names.txt")));

/// The words of a list, remarks left out.
fn words(list: &'static str) -> Vec<&'static str> {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
}

/// Surnames that far more often begin an ordinary word; they need a label before them.
const RARE: &[char] = &[
    '公', '国', '空', '海', '都', '通', '从', '能', '经', '应', '由', '展', '来', '年', '门', '有', '法', '相', '后',
    '别', '益', '信', '区', '过', '但', '官', '植', '税', '查', '居', '第', '向', '充', '归', '水',
];

/// A person as named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// Bytes into the piece the name was read from.
    pub(super) start: usize,
    /// One past the name's last byte.
    pub(super) end: usize,
    /// The office beside the name.
    pub(super) role: Option<&'static str>,
}

/// How much must speak for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// Nothing but its place says that it is a name: it needs a surname.
    Bare,
    /// It follows 联系人：, so two to four characters will do.
    Labelled,
}

/// Reads a whole piece as one person, an office before or after the name allowed.
pub(super) fn whole(piece: &str, trust: Trust) -> Option<Name> {
    let mut start = 0;
    let mut end = piece.len();
    let mut role = None;
    if let Some(office) = OFFICES.iter().find(|office| piece.starts_with(**office)) {
        start = office.len();
        role = Some(*office);
    }
    let body = piece.get(start..end)?;
    for title in COURTESIES.iter().chain(OFFICES.iter()) {
        let Some(rest) = body.strip_suffix(title) else { continue };
        // 张老师: the surname alone is no name, so the title stays with it.
        if is_surname(rest) {
            return Some(Name {
                start,
                end,
                role: role.or_else(|| office(title)),
            });
        }
        if is_name(rest, trust) {
            end = start + rest.len();
            return Some(Name {
                start,
                end,
                role: role.or_else(|| office(title)),
            });
        }
    }
    is_name(body, trust).then_some(Name { start, end, role })
}

/// A surname and a form of address at the end of other words: 技术人员何先生 → 何先生. Gives its first byte.
pub(super) fn addressed_at_end(piece: &str) -> Option<usize> {
    let starts: Vec<usize> = piece.char_indices().map(|(at, _)| at).collect();
    [3_usize, 4].iter().find_map(|chars| {
        let cut = *starts.get(starts.len().checked_sub(*chars)?)?;
        let tail = piece.get(cut..)?;
        let surname = ["老师", "先生", "女士", "小姐", "同志"]
            .iter()
            .find_map(|title| tail.strip_suffix(title))?;
        is_surname(surname).then_some(cut)
    })
}

/// The office glued to the end of a body's name: 市运管处副处长 → 副处长.
pub(super) fn office_at_end(piece: &str) -> Option<&'static str> {
    OFFICES.iter().copied().find(|office| piece.ends_with(office))
}

/// Whether a piece is nothing but an office.
pub(super) fn is_office(piece: &str) -> bool {
    OFFICES.contains(&piece)
}

/// Whether the first character, or the first two, are a surname.
pub(super) fn starts_with_surname(piece: &str) -> bool {
    surname_chars(piece) > 0
}

fn office(title: &str) -> Option<&'static str> {
    OFFICES.iter().copied().find(|office| *office == title)
}

fn is_surname(piece: &str) -> bool {
    surname(piece) == Some(piece)
}

/// Characters of the surname a piece begins with: 2, 1 or 0.
fn surname_chars(piece: &str) -> usize {
    surname(piece).map_or(0, |name| name.chars().count())
}

fn is_name(piece: &str, trust: Trust) -> bool {
    let chars = piece.chars().count();
    if piece.contains('·') {
        return (4..=16).contains(&chars) && piece.chars().all(|c| is_han(c) || c == '·');
    }
    // 张某某, 张**: names hidden by the publisher are still the person's place in the list.
    if !piece.chars().all(is_han)
        || WORDS.contains(&piece)
        || WORDS.iter().any(|word| chars == 3 && piece.starts_with(word))
    {
        return false;
    }
    const NEVER_LAST: &[char] = &[
        '区', '县', '市', '镇', '乡', '村', '局', '处', '科', '室', '厅', '司', '办', '组', '站', '队', '所', '股',
        '部', '的', '为', '者', '号', '楼', '层', '话', '箱', '址', '网', '们', '员', '人', '厂', '店', '馆', '州',
    ];
    const NEVER: &[char] = &[
        '的', '了', '在', '及', '等', '各', '是', '我', '您', '你', '请', '将', '并', '或', '与', '和', '本', '该',
        '第',
    ];
    // 欧阳致和: joined to nothing, 和 closes a name.
    let core = match surname_chars(piece) {
        2.. => piece.strip_suffix('和').unwrap_or(piece),
        _ => piece,
    };
    if piece.ends_with(NEVER_LAST) || core.chars().any(|c| NEVER.contains(&c)) {
        return false;
    }
    match (surname_chars(piece), trust) {
        (2.., _) => (3..=4).contains(&chars),
        (1, Trust::Bare) if piece.starts_with(RARE) => false,
        (1, _) if (2..=3).contains(&chars) => true,
        (_, Trust::Labelled) => (2..=4).contains(&chars),
        _ => false,
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(piece: &str, trust: Trust) -> Option<(&str, Option<&'static str>)> {
        whole(piece, trust).map(|name| (piece.get(name.start..name.end).unwrap_or(""), name.role))
    }

    #[test]
    fn names_and_their_offices() {
        let cases = [
            ("张小青", Some(("张小青", None))),
            ("欧阳小青", Some(("欧阳小青", None))),
            ("欧阳致和", Some(("欧阳致和", None))),
            ("张老师", Some(("张老师", None))),
            ("张小青老师", Some(("张小青", None))),
            ("张小青科长", Some(("张小青", Some("科长")))),
            ("副处长张小青", Some(("张小青", Some("副处长")))),
            ("艾力·买买提", Some(("艾力·买买提", None))),
            ("单位", None),
            ("高新区", None),
            ("青禾", None),
        ];
        for (piece, want) in cases {
            assert_eq!(read(piece, Trust::Bare), want, "{piece}");
        }
        assert_eq!(read("青禾", Trust::Labelled), Some(("青禾", None)));
    }
}
