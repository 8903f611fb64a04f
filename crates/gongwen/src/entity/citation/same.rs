//! When two titles name one document.

/// Words that may stand before a kind without telling what it is about: 《实施意见》 is a short name.
const EMPTY: &[&str] = &[
    "实施",
    "若干",
    "暂行",
    "管理",
    "指导",
    "工作",
    "试行",
    "行动",
    "总体",
    "专项",
    "本",
    "该",
    "国家",
    "有关",
    "政策",
    "联合",
    "实施性",
    "正式",
    "补充",
    "紧急",
    "建设",
    "考核",
    "评价",
    "操作",
];

/// Whether a title says nothing but what kind of document it is: 通知, 实施意见, 管理办法（试行）.
pub(super) fn is_only_a_kind(title: &str) -> bool {
    let mut rest = title.split(['（', '(']).next().unwrap_or(title);
    if rest.chars().count() > 8 {
        return false;
    }
    if let Some(kind) = crate::lexicon::kind_of_title(rest) {
        rest = rest.strip_suffix(kind).unwrap_or(rest);
    } else {
        return false;
    }
    while let Some(shorter) = EMPTY.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    rest.is_empty()
}

/// Letters, digits and Chinese characters of a title, without 中华人民共和国 at its start and a bracket at its end.
fn bare(title: &str) -> String {
    let title = title.trim_start_matches(['《', '〈', '<']);
    let title = title.strip_prefix("中华人民共和国").unwrap_or(title);
    let title = title.trim_end_matches(['》', '〉', '>', '。', ' ']);
    let end = ["（试行）", "（暂行）", "（修订）", "（征求意见稿）"]
        .iter()
        .find_map(|tail| title.strip_suffix(tail));
    end.unwrap_or(title).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two titles name the same document: equal but for marks, 中华人民共和国 and （试行）, or one with the issuing body before
/// 关于 and one without.
pub(super) fn same_document(one: &str, two: &str) -> bool {
    let (one, two) = (bare(one), bare(two));
    let (long, short) = if one.len() >= two.len() {
        (&one, &two)
    } else {
        (&two, &one)
    };
    if short.is_empty() {
        return false;
    }
    long == short
        || (short.starts_with("关于")
            && long
                .strip_suffix(short.as_str())
                .is_some_and(|bodies| bodies.chars().count() <= 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_alone() {
        for title in ["通知", "实施意见", "管理办法（试行）", "若干措施", "工作方案"] {
            assert!(is_only_a_kind(title), "{title}");
        }
        for title in [
            "体育法",
            "土地管理法",
            "云泽市办法",
            "民法典",
            "预算法实施条例",
            "云泽市实施方案",
        ] {
            assert!(!is_only_a_kind(title), "{title}");
        }
    }

    #[test]
    fn one_document() {
        for (one, two) in [
            ("中华人民共和国体育法", "体育法"),
            ("云泽市教育局关于招生的通知", "关于招生的通知"),
            ("云泽市招生办法（试行）", "云泽市招生办法"),
        ] {
            assert!(same_document(one, two) && same_document(two, one), "{one}");
        }
        for (one, two) in [
            ("云泽市招生办法", "招生办法"),
            ("〈关于稳岗的意见〉宣传方案", "关于稳岗的意见"),
            ("云泽市招生条例实施细则", "云泽市招生条例"),
            ("", ""),
        ] {
            assert!(!same_document(one, two), "{one}");
        }
    }
}
