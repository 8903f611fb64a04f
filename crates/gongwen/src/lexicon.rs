//! Open word lists: places, family names, document kinds, endings of the names of bodies.
//!
//! The lists are text files beside this one (`lexicon/*.txt`), with `#` before remarks; each is read when first asked
//! for. What is closed (figures, brackets, labels) is code and stands with its grammar.

mod region;

pub use region::{Region, RegionLevel, region_of_agency_code, region_of_body};

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Words of which the longest that a text ends in is asked for.
struct Endings {
    words: HashSet<&'static str>,
    longest: usize,
}

impl Endings {
    fn new(list: &'static str) -> Self {
        let words: HashSet<_> = lines(list)
            .map(|line| line.split('\t').next().unwrap_or(line))
            .collect();
        let longest = lines(list).map(|line| line.chars().count()).max().unwrap_or(0);
        Self { words, longest }
    }

    /// The longest word of the list that `text` ends in.
    fn longest_at_end<'a>(&self, text: &'a str) -> Option<&'a str> {
        let starts: Vec<usize> = text.char_indices().rev().take(self.longest).map(|(at, _)| at).collect();
        starts
            .into_iter()
            .rev()
            .filter_map(|at| text.get(at..))
            .find(|word| self.words.contains(word))
    }
}

/// Lines of a word list without remarks and blank lines.
fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Lines that web pages print around a notice.
pub(crate) const PAGE_WORDS: &str = include_str!("lexicon/page_words.txt");
/// Keys of a page's metadata table, a tab and the field each fills.
pub(crate) const PAGE_KEYS: &str = include_str!("lexicon/page_keys.txt");
/// Elements that hold the text of a notice on pages.
#[cfg(feature = "html")]
pub(crate) const PAGE_CONTAINERS: &str = include_str!("lexicon/page_containers.txt");
/// Names of a page's `<meta>` elements, a tab and the field each fills.
#[cfg(feature = "html")]
pub(crate) const PAGE_METAS: &str = include_str!("lexicon/page_metas.txt");
/// Words of a page's source line.
pub(crate) const SOURCE_LINES: &str = include_str!("lexicon/source_lines.txt");
/// Endings of bodies in header lines.
pub(crate) const HEADER_BODIES: &str = include_str!("lexicon/header_bodies.txt");
/// Further endings of those addressed.
pub(crate) const ADDRESSEES: &str = include_str!("lexicon/addressees.txt");
/// Openings of lines with a colon that address nobody.
pub(crate) const NOT_ADDRESSEES: &str = include_str!("lexicon/not_addressees.txt");
/// Openings of contact lines.
pub(crate) const CONTACT_OPENINGS: &str = include_str!("lexicon/contact_openings.txt");

/// The entries of a word list in order.
pub(crate) fn list(list: &'static str) -> Vec<&'static str> {
    lines(list).collect()
}

static KINDS: LazyLock<Endings> = LazyLock::new(|| Endings::new(include_str!("lexicon/kinds.txt")));
/// Kinds that are another kind by a longer name: 会议纪要 → 纪要.
static SAME_KINDS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    lines(include_str!("lexicon/kinds.txt"))
        .filter_map(|line| line.split_once('\t'))
        .collect()
});
static DOCUMENTS: LazyLock<Endings> = LazyLock::new(|| Endings::new(include_str!("lexicon/documents.txt")));
static PAPERS: LazyLock<Endings> = LazyLock::new(|| Endings::new(include_str!("lexicon/papers.txt")));
static BODIES: LazyLock<Endings> = LazyLock::new(|| Endings::new(include_str!("lexicon/body_suffixes.txt")));
static SURNAMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    lines(include_str!("lexicon/surnames.txt"))
        .flat_map(|line| line.split(' '))
        .collect()
});

/// A title without the closing marks and brackets that follow its kind: （试行）, （2024年本）, 〉, 》.
fn without_tail(title: &str) -> &str {
    let mut rest = title.trim();
    loop {
        let before = rest;
        rest = rest.trim_end_matches(['》', '〉', '>', '”', '"', '。', ' ']);
        if rest.ends_with(['）', ')'])
            && let Some(open) = rest.rfind(['（', '('])
            && open > 0
        {
            rest = rest.get(..open).unwrap_or(rest);
        }
        if rest == before {
            return rest;
        }
    }
}

/// 文种: the kind of document that `title` ends in, the longest word first; brackets after it are passed over.
///
/// ```
/// use gongwen::lexicon::kind_of_title;
/// assert_eq!(kind_of_title("云泽市就业补助资金管理办法（试行）"), Some("办法"));
/// assert_eq!(kind_of_title("关于设立云泽新区的复函"), Some("函"));
/// assert_eq!(kind_of_title("云泽市情"), None);
/// ```
#[must_use]
pub fn kind_of_title(title: &str) -> Option<&str> {
    let word = KINDS.longest_at_end(without_tail(title))?;
    Some(SAME_KINDS.get(word).copied().unwrap_or(word))
}

/// Whether a title that stands in 《》 is a document's, which can be cited, and not that of a form, a certificate, a
/// newspaper, a book or a programme.
///
/// The longest known ending decides: 书 is a paper to hand in, 议定书 a document. A title with 关于 in it is a
/// document's whatever it ends in.
///
/// ```
/// use gongwen::lexicon::names_a_document;
/// assert!(names_a_document("云泽市产业结构调整目录（2024年本）"));
/// assert!(!names_a_document("云泽市先进个人推荐表"));
/// assert!(!names_a_document("云泽日报"));
/// ```
#[must_use]
pub fn names_a_document(title: &str) -> bool {
    let end = without_tail(title);
    let length = |endings: &Endings| endings.longest_at_end(end).map_or(0, str::len);
    let (document, paper) = (length(&DOCUMENTS).max(length(&KINDS)), length(&PAPERS));
    if document == 0 && paper == 0 {
        return end.starts_with("关于") || end.contains("关于") && end.contains('的');
    }
    document > paper
}

/// The longest known ending of a body's name that `name` ends in: 人民政府, 厅, 委员会, 公司.
///
/// ```
/// use gongwen::lexicon::body_suffix;
/// assert_eq!(body_suffix("云泽市人民政府"), Some("人民政府"));
/// assert_eq!(body_suffix("各县区"), None);
/// ```
#[must_use]
pub fn body_suffix(name: &str) -> Option<&str> {
    BODIES.longest_at_end(name)
}

/// The family name that `name` begins with, compound names first.
///
/// ```
/// use gongwen::lexicon::surname;
/// assert_eq!(surname("欧阳某"), Some("欧阳"));
/// assert_eq!(surname("张某某"), Some("张"));
/// assert_eq!(surname("各位"), None);
/// ```
#[must_use]
pub fn surname(name: &str) -> Option<&str> {
    let ends: Vec<usize> = name
        .char_indices()
        .take(4)
        .map(|(at, first)| at + first.len_utf8())
        .collect();
    ends.into_iter()
        .rev()
        .filter_map(|end| name.get(..end))
        .find(|word| SURNAMES.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_no_line_twice() {
        for list in [
            include_str!("lexicon/regions.txt"),
            include_str!("lexicon/counties.txt"),
            include_str!("lexicon/kinds.txt"),
            include_str!("lexicon/documents.txt"),
            include_str!("lexicon/papers.txt"),
            include_str!("lexicon/body_suffixes.txt"),
            PAGE_WORDS,
            PAGE_KEYS,
            include_str!("lexicon/page_containers.txt"),
            include_str!("lexicon/page_metas.txt"),
            SOURCE_LINES,
            HEADER_BODIES,
            ADDRESSEES,
            NOT_ADDRESSEES,
            CONTACT_OPENINGS,
        ] {
            let mut seen = HashSet::new();
            for line in lines(list) {
                assert!(seen.insert(line), "{line} stands twice");
                assert_eq!(line.trim(), line);
            }
        }
    }

    #[test]
    fn kinds() {
        for (title, kind) in [
            ("云泽市人民政府关于印发《云泽市就业方案》的通知", Some("通知")),
            ("云泽市稳岗实施意见", Some("意见")),
            ("云泽市稳岗若干措施（试行）", Some("措施")),
            ("青禾县专职教师招聘简章", Some("简章")),
            ("云泽市人民政府令", Some("令")),
            ("云泽市养犬管理条例", Some("条例")),
            ("云泽市专题会议纪要", Some("纪要")),
            ("青禾县工作动态", None),
            ("", None),
        ] {
            assert_eq!(kind_of_title(title), kind, "{title}");
        }
    }

    #[test]
    fn documents_and_papers() {
        for title in [
            "中华人民共和国就业促进法",
            "云泽市就业补助办法",
            "关于呈报〈云泽新区规划（2018—2035年）〉的请示",
            "云泽公约",
            "关于青禾县若干问题",
            "双边检疫议定书",
            "民生领域白皮书",
            "区域合作协议",
            "市场准入负面清单",
            "工作报告",
            "稳岗二十条",
            "关于印发〈云泽市方案〉的通知",
        ] {
            assert!(names_a_document(title), "{title}");
        }
        for title in [
            "推荐表",
            "就业创业证",
            "云泽日报",
            "江岚时报",
            "诚信承诺书",
            "申报材料",
            "报名登记表（附件2）",
            "食品经营许可证",
            "石桐文艺",
            "就业故事",
            "劳动合同",
            "户口簿",
            "成绩单",
            "",
        ] {
            assert!(!names_a_document(title), "{title}");
        }
    }
}
