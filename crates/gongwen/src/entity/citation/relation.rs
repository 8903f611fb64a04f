//! What a notice does with a document it names: issues, forwards, repeals or amends it.
//!
//! ```text
//! repeals  = 废止 title { "、" title } | title { "、" title } [ 同时 | 自…起 ] ( 废止 | 失效 | 停止执行 )
//! amends   = 修改 title | 将 title 修改如下 | 对 title 作如下修改
//! forwards = title 转发给 … | 现转发 title
//! issues   = title 印发给 … | 现印发 title
//! ```
//!
//! What is done is done to the nearest title: 为落实《甲意见》，制定了《乙方案》，现印发 issues 乙 and cites 甲, and so does 根据《甲意见》，现印发《乙方案》.
//!
//! Only what the notice itself does counts: 国务院印发的《…》 and 《…》印发后 tell what others did or what comes later.

use crate::notice::Relation;
use crate::span::Span;

/// How far a verb may stand behind the title, in characters; lists of titles may come between.
const REACH: usize = 400;

/// The relation to the title at `span`, whose number and short name end at byte `end`.
pub(super) fn of(text: &str, span: Span, end: usize) -> Option<Relation> {
    let before = text.get(..span.start)?;
    let before = before.rsplit(['。', '；', '\n']).next().unwrap_or(before);
    let after = text.get(end..)?;
    let after = after
        .char_indices()
        .nth(REACH)
        .and_then(|(at, _)| after.get(..at))
        .unwrap_or(after);
    let after = after.split(['。', '\n']).next().unwrap_or(after);
    let clause = past_list(after);
    let behind = |words: &[&str]| words.iter().any(|word| clause.starts_with(word));
    let ahead = |words: &[&str]| words.iter().any(|word| before.ends_with(word));

    if behind(&[
        "同时废止",
        "废止",
        "即行废止",
        "予以废止",
        "一并废止",
        "失效",
        "同时失效",
        "停止执行",
        "不再执行",
        "自行废止",
        "相应废止",
        "宣布失效",
        "同步废止",
    ]) || ahead(&["废止", "废止了", "决定废止"])
        || starts_repeal(clause)
    {
        return Some(Relation::Repeals);
    }
    if behind(&[
        "作如下修改",
        "作出如下修改",
        "修改如下",
        "进行修订",
        "进行修改",
        "进行了修订",
        "进行了修改",
        "予以修改",
        "作以下修改",
        "作出修改",
        "部分条款",
    ]) && before.contains(['对', '将'])
        || ahead(&["修改", "修订"]) && !before.ends_with("关于修改")
        || clause.starts_with('第') && before.ends_with('将') && after.contains("修改为")
    {
        return Some(Relation::Amends);
    }
    let given = |verb: &str| {
        [("给你们", true), ("你们", true), ("，请", true), ("各", true)]
            .iter()
            .any(|(to, _)| clause.strip_prefix(verb).is_some_and(|rest| rest.starts_with(to)))
    };
    if ["转发", "批转", "现转发", "予以转发"].into_iter().any(given) || ahead(&["现转发", "现批转"]) {
        return Some(Relation::Forwards);
    }
    let issued = ["印发", "现印发", "予以印发", "下发", "发布", "公布"]
        .into_iter()
        .any(given)
        || [
            "现印发",
            "现予印发",
            "现予以印发",
            "现予公布",
            "现予发布",
            "现予以公布",
            "现予以发布",
            "现公布",
            "现发布",
            "现下发",
        ]
        .iter()
        .any(|verb| {
            clause.starts_with(verb)
                || clause
                    .find(&format!("，{verb}"))
                    .is_some_and(|at| is_object(clause, at, verb))
        })
        || ahead(&["现印发", "现发布", "现公布"]);
    issued.then_some(Relation::Issues)
}

/// Whether the title before `clause` is what the verb after the comma at byte `at` is about: no other title follows the
/// verb, and none before it is said to have been made.
fn is_object(clause: &str, at: usize, verb: &str) -> bool {
    const MADE: &[&str] = &[
        "制定", "制订", "拟订", "拟定", "编制", "起草", "研究", "形成", "修订", "汇编",
    ];
    let own = clause
        .get(at + '，'.len_utf8() + verb.len()..)
        .is_some_and(|rest| rest.starts_with('《'));
    let made = clause.get(..at).unwrap_or("").match_indices('《').any(|(title, _)| {
        let head = clause.get(..title).unwrap_or("");
        let head = head.strip_suffix('了').unwrap_or(head);
        MADE.iter().any(|word| head.ends_with(word))
    });
    !own && !made
}

/// What follows once further titles, commas and 的 are passed over: 、《…》（…号）同时废止 → 同时废止.
fn past_list(mut rest: &str) -> &str {
    loop {
        let trimmed = rest.trim_start_matches(['，', '、', ' ', '》', '和', '及', '与', '等']);
        let past = match trimmed.chars().next() {
            Some('《') => trimmed
                .find('》')
                .and_then(|close| trimmed.get(close + '》'.len_utf8()..)),
            Some('（') => trimmed
                .find('）')
                .and_then(|close| trimmed.get(close + '）'.len_utf8()..)),
            _ => None,
        };
        match past {
            Some(past) => rest = past,
            None => return trimmed,
        }
    }
}

/// 自2026年1月1日起废止, 自本办法施行之日起同时废止
fn starts_repeal(clause: &str) -> bool {
    let Some(rest) = clause.strip_prefix('自').or_else(|| clause.strip_prefix("从")) else {
        return false;
    };
    let near = rest
        .char_indices()
        .nth(24)
        .and_then(|(at, _)| rest.get(..at))
        .unwrap_or(rest);
    near.split_once('起').is_some_and(|(_, then)| {
        let then = then.trim_start_matches('，');
        then.starts_with("废止")
            || then.starts_with("同时废止")
            || then.starts_with("失效")
            || then.starts_with("停止执行")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations() {
        for (text, expected) in [
            (
                "本办法自发布之日起施行。《甲办法》（云政发〔2021〕7号）同时废止。",
                Some(Relation::Repeals),
            ),
            (
                "《甲办法》、《乙办法》（云政发〔2021〕7号）同时废止。",
                Some(Relation::Repeals),
            ),
            ("决定废止《甲办法》。", Some(Relation::Repeals)),
            ("《甲办法》自2026年1月1日起废止。", Some(Relation::Repeals)),
            ("对《甲办法》作如下修改：", Some(Relation::Amends)),
            ("将《甲办法》第三条修改为", Some(Relation::Amends)),
            ("现将《甲办法》转发给你们，请执行。", Some(Relation::Forwards)),
            ("现将《甲办法》印发给你们，请执行。", Some(Relation::Issues)),
            ("《甲办法》已经同意，现印发给你们。", Some(Relation::Issues)),
            (
                "为落实《甲意见》（云政发〔2021〕7号），我们制定了《乙方案》，现印发给你们。",
                None,
            ),
            ("根据《甲意见》要求，现印发《乙方案》，请执行。", None),
            ("根据国务院印发的《甲办法》，制定本办法。", None),
            ("按照《甲办法》执行，原规定同时废止。", None),
            ("《甲办法》印发后，各地反映良好。", None),
        ] {
            let start = text.find('《').unwrap();
            let end = text.find('》').unwrap() + '》'.len_utf8();
            let bracket = text[end..].starts_with('（');
            let tail = if bracket {
                text[end..].find('）').unwrap() + '）'.len_utf8()
            } else {
                0
            };
            assert_eq!(of(text, Span::new(start, end), end + tail), expected, "{text}");
        }
    }
}
