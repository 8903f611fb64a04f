//! Traditional → Simplified, as OpenCC's `t2s` does it.
//!
//! A text without a character that only Traditional texts have costs nothing: the survey saw none, and neither are
//! dictionaries loaded nor is anything converted. In a Traditional text every line is converted whole. In a Simplified
//! text with leftovers of a bad converter (缓解後, 其馀) only those characters are taken from the conversion of their
//! line: 打坏, 显著 and 乾隆 are right as they stand, though a Traditional text would have them changed.

use super::{survey, table};
use crate::notice::Script;
use crate::span::{EditBuilder, EditMap, Span};
use std::borrow::Cow;
use std::sync::LazyLock;

const CHARACTERS: &str = include_str!("script/characters.txt");

/// Characters that t2s has no say about, and that converters leave in Simplified texts.
const LEFT_OVER: &[(char, char)] = &[('馀', '余')];

/// Words in which 著 is no particle; elsewhere a Traditional 著 is 着 (隨著, 著力).
const ZHU: &[&str] = &[
    "著名",
    "著作",
    "著者",
    "著称",
    "著述",
    "著录",
    "著书",
    "著有",
    "显著",
    "卓著",
    "昭著",
    "土著",
    "原著",
    "名著",
    "专著",
    "论著",
    "编著",
    "译著",
    "合著",
    "遗著",
    "拙著",
    "巨著",
    "执著",
    "遐迩著闻",
];

/// Sorted: in Traditional texts only.
static TRADITIONAL: LazyLock<Vec<char>> = LazyLock::new(|| section("[traditional]"));

fn section(name: &str) -> Vec<char> {
    let rows = table::rows(CHARACTERS).skip_while(|row| *row != name).skip(1);
    let mut characters: Vec<char> = rows
        .take_while(|row| !row.starts_with('['))
        .flat_map(str::chars)
        .collect();
    characters.extend(
        LEFT_OVER
            .iter()
            .map(|&(from, _)| from)
            .filter(|_| name == "[traditional]"),
    );
    characters.sort_unstable();
    characters
}

/// Whether only Traditional texts (or faulty conversions) have `c`.
pub(super) fn is_traditional(c: char) -> bool {
    TRADITIONAL.binary_search(&c).is_ok()
}

/// All such characters.
pub(super) fn traditional_characters() -> impl Iterator<Item = char> {
    TRADITIONAL.iter().copied()
}

/// All characters that only Simplified texts have.
pub(super) fn simplified_characters() -> impl Iterator<Item = char> {
    section("[simplified]").into_iter()
}

/// OpenCC's dictionaries in pure Rust, matched longest first.
static CONVERTER: LazyLock<opencc_fmmseg::OpenCC> = LazyLock::new(|| {
    let mut converter = opencc_fmmseg::OpenCC::new();
    // Threads are for the caller to start.
    converter.set_parallel(false);
    converter
});

/// The system's OpenCC, if it can be opened.
#[cfg(feature = "opencc")]
static SYSTEM: LazyLock<Option<opencc_rust::OpenCC>> =
    LazyLock::new(|| opencc_rust::OpenCC::new(opencc_rust::DefaultConfig::T2S).ok());

/// `text` in Simplified characters.
fn simplify(text: &str) -> String {
    // A C library ends its text at the first NUL, and the binding panics before it.
    #[cfg(feature = "opencc")]
    if let Some(system) = SYSTEM.as_ref().filter(|_| !text.contains('\0')) {
        return system.convert(text);
    }
    CONVERTER.t2s(text, false)
}

/// The script `text` is written in, counted over the characters that tell.
pub(super) fn detect(text: &str) -> Script {
    let mut traditional = 0_usize;
    let mut simplified = 0_usize;
    for c in text.chars().filter(|c| *c >= '\u{2e80}') {
        let signs = survey::signs(c);
        traditional += usize::from(signs & survey::TRADITIONAL != 0);
        simplified += usize::from(signs & survey::SIMPLIFIED != 0);
    }
    match traditional {
        0 => Script::Hans,
        // A few 台 or 里 of a word list's making do not make a Traditional text a mixed one.
        _ if simplified * 20 <= traditional => Script::Hant,
        _ => Script::Mixed,
    }
}

/// Simplifies a text in which the survey saw a Traditional character.
pub(super) fn script(text: &str) -> (Cow<'_, str>, EditMap, Script) {
    let script = detect(text);
    let mut out = EditBuilder::new(text);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let whole = match script {
            Script::Hans => break,
            Script::Hant => true,
            // A mixed text may hold whole Traditional paragraphs.
            Script::Mixed => detect(line) == Script::Hant,
        };
        if whole || survey::survey(line) & survey::TRADITIONAL != 0 {
            convert(line, start, whole, &mut out);
        }
        start += line.len();
    }
    let (text, map) = out.finish();
    (text, map, script)
}

/// Converts `line`, which begins at `start`: all that changes if `whole`, else only what no Simplified text has.
fn convert(line: &str, start: usize, whole: bool, out: &mut EditBuilder<'_>) {
    let simple = simplify(line);
    if simple.chars().count() != line.chars().count() {
        return;
    }
    let mut run: Option<Span> = None;
    let mut last = '\0';
    let mut with = String::new();
    for ((at, from), (to_at, to)) in line.char_indices().zip(simple.char_indices()) {
        let to = match LEFT_OVER.iter().find(|(left, _)| *left == from) {
            Some(&(_, with)) => with,
            // The dictionaries differ here: some take every 著 for 着, some none.
            None if from == '著' => {
                if whole && !is_zhu(&simple, to_at) {
                    '着'
                } else {
                    '著'
                }
            }
            // 著於 is kept as a phrase of old books; here it is 附著於.
            None if from == '於' && last == '著' => '于',
            None if !whole && !is_traditional(from) => from,
            None => to,
        };
        last = from;
        if to == from {
            continue;
        }
        let span = Span::new(start + at, start + at + from.len_utf8());
        match &mut run {
            Some(run) if run.end == span.start => run.end = span.end,
            _ => {
                if let Some(run) = run.take() {
                    out.replace(run, &with);
                }
                with.clear();
                run = Some(span);
            }
        }
        with.push(to);
    }
    if let Some(run) = run {
        out.replace(run, &with);
    }
}

/// Whether the character at byte `at` of the simplified line, a 著 in the source, belongs to a word of [`ZHU`].
fn is_zhu(simple: &str, at: usize) -> bool {
    ZHU.iter().any(|word| {
        let Some(inside) = word.find('著') else { return false };
        let (before, after) = (
            word.get(..inside).unwrap_or(""),
            word.get(inside + '著'.len_utf8()..).unwrap_or(""),
        );
        let rest = simple
            .get(at..)
            .and_then(|rest| rest.get('著'.len_utf8()..))
            .unwrap_or("");
        simple.get(..at).is_some_and(|front| front.ends_with(before)) && rest.starts_with(after)
    })
}

#[cfg(test)]
mod tests {
    use super::{CHARACTERS, CONVERTER, detect, script, section};
    use crate::notice::Script;

    #[test]
    fn scripts() {
        for (text, script) in [
            ("各县人民政府：", Script::Hans),
            ("2026", Script::Hans),
            ("乾隆年间的著作", Script::Hans),
            ("各縣人民政府：", Script::Hant),
            ("各县人民政府要努力缓解後续压力", Script::Mixed),
        ] {
            assert_eq!(detect(text), script, "{text}");
        }
    }

    /// What OpenCC's own `t2s` gives for these; phrases decide the characters that have two.
    pub(super) const SENTENCES: &[(&str, &str)] = &[
        ("改進頭髮檢測，促進經濟發展。", "改进头发检测，促进经济发展。"),
        ("乾隆年間的乾燥設備", "乾隆年间的干燥设备"),
        (
            "皇后鎮以後每三公里設一處，在鎮裡面",
            "皇后镇以后每三公里设一处，在镇里面",
        ),
        ("系統建設關係民生，須加強聯繫", "系统建设关系民生，须加强联系"),
        ("瞭解情況，答覆來信，反覆核對", "了解情况，答复来信，反复核对"),
        ("計畫單列，制定並發布", "计划单列，制定并发布"),
        ("檯面與颱風，臺灣與台階", "台面与台风，台湾与台阶"),
        ("麵粉與方面，鬥爭與北斗", "面粉与方面，斗争与北斗"),
        ("沈陽的沉澱與沈默", "沈阳的沉淀与沉默"),
    ];

    #[test]
    fn sentences() {
        for (before, after) in SENTENCES {
            assert_eq!(script(before).0, *after, "{before}");
        }
    }

    #[test]
    fn mixed_texts_keep_what_is_right() {
        for (before, after) in [
            ("努力缓解後续压力，其馀不变", "努力缓解后续压力，其余不变"),
            (
                "成效显著的单位不得打坏设备，关於乾隆的著作",
                "成效显著的单位不得打坏设备，关于乾隆的著作",
            ),
        ] {
            assert_eq!(script(before).0, after, "{before}");
        }
    }

    #[test]
    fn the_particle_and_the_work() {
        for (before, after) in [
            ("隨著經濟發展，成效顯著", "随着经济发展，成效显著"),
            ("著名學者的專著，附著於原料", "著名学者的专著，附着于原料"),
        ] {
            assert_eq!(script(before).0, after, "{before}");
        }
    }

    /// The default converter says what OpenCC itself says.
    #[cfg(feature = "opencc")]
    #[test]
    fn the_system_agrees() {
        let system = super::SYSTEM.as_ref().expect("the feature needs OpenCC installed");
        for (before, after) in SENTENCES {
            assert_eq!(system.convert(before), *after, "{before}");
            assert_eq!(CONVERTER.t2s(before, false), *after, "{before}");
        }
        assert_eq!(super::simplify("國\0號"), "国\0号");
    }

    /// The committed list and the converter's dictionary are the same set.
    #[test]
    fn the_list_is_the_dictionary() {
        let listed: Vec<char> = section("[traditional]")
            .into_iter()
            .chain(section("[shared]"))
            .collect();
        for code in (0x3400..0x2fa20).filter(|code| !(0xd800..0xfb00).contains(code)) {
            let Some(c) = char::from_u32(code).filter(|c| !('\u{2f800}'..='\u{2fa1f}').contains(c)) else {
                continue;
            };
            let changed = CONVERTER.t2s(&c.to_string(), false) != c.to_string();
            assert_eq!(changed, listed.contains(&c) && c != '馀', "{c} U+{code:X}");
        }
        assert!(CHARACTERS.contains("[simplified]"));
    }
}
