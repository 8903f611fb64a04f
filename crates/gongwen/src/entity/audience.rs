//! Whom a notice is for, where its text states it as such.
//!
//! ```text
//! stated    = heading statement | label [ 主要 ] ( 为 | 是 | 包括 ) [ "：" ] statement | label "：" statement
//!           | 本 … 适用于 statement
//! heading   = label [ ( 和 | 及 | 与 | 、 ) ( 条件 | 标准 | 范围 | … ) ]          the title of a node
//! items     = { item "：" statement }                  under a heading: 小学一年级：年满六岁的儿童
//! label     = what is done ( 对象 | 范围 ) | 征集 … ( 高校 | 单位 | 人员 | … )
//! statement = up to 。 or the paragraph's end
//! ```
//!
//! A title that orders (扩大补贴范围, 明确保障对象) is no label, nor is a range of things (核算范围, 业务范围). 适用于 without a label counts only
//! where the statement names people or bodies: 适用于提取管理工作 says what, not whom.

mod form;

pub use form::FORMS;

use crate::span::Span;
use crate::structure::{Node, Structure, Zone};
use regex::Regex;
use std::sync::LazyLock;

/// A statement of whom the notice is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundAudience {
    /// The statement without its label and its full stop; bytes of the clean text.
    pub statement: Span,
    /// Index into [`Structure::nodes`].
    pub node: Option<usize>,
    /// The id of the way in [`FORMS`] that it is stated in.
    pub rule: &'static str,
}

fn pattern(pattern: &str) -> Regex {
    #[expect(
        clippy::expect_used,
        reason = "the patterns are constants, and each is compiled by a test"
    )]
    Regex::new(pattern).expect("a constant pattern")
}

/// What is done with those whom a range (范围) takes in; ranges of other things are many.
const TAKES_IN: &str = "适用|遴选|申报|推荐|评选|招聘|招生|招录|参评|参赛|参加|参训|参会|参与|申请|申领|评审|选拔|选调|报名|表彰|培训|享受|对象|人员|评定|推选|选聘|引进|招募";

/// A label at the start of a title, alone or with what a notice joins to it.
static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        "^(?:本次)?(?:[一-龥]{{0,8}}对象|(?:适用|目标|服务|面向|补贴|申请|保障|接种)人群|[一-龥]{{0,4}}(?:{TAKES_IN})(?:的)?范围)(?:(?:和|及|与|、|以及)[一-龥]{{0,4}}(?:条件|标准|范围|对象|期限|数量|名额|岗位|人数|时间|资格|要求|额度|比例|区域|方式|内容))*$|^[一-龥]{{2,4}}(?:条件|标准|范围|期限|区域|额度|时间)(?:和|及|与|、)(?:[一-龥]{{0,4}})对象$"
    ))
});

/// A label in a sentence, with the word that joins the statement to it. 参加单位： names who takes part in the work.
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    let is = "(?:主要|原则上|限|暂|具体|应|应当|须)?(?:为|是|包括|限于)：?";
    pattern(&format!(
        "(?:(?:[一-龥]{{2,6}}对象|(?:{TAKES_IN})(?:人员|的)?范围)(?:{is}|：)|(?:征集|申报|申请|参加|参赛|参与|招聘|报名|推荐|遴选|培训|邀请|参会|参训)(?:高校|院校|学校|单位|企业|人员|机构|主体|团队|学员){is})(?:是指|指)?"
    ))
});

/// 本办法适用于, 本通知适用于
static APPLIES: LazyLock<Regex> = LazyLock::new(|| pattern("(?:本|该|上述|以上)[一-龥]{2,8}?适用于"));

/// Words with which a title orders instead of naming.
const ORDERS: &[&str] = &[
    "关注", "关爱", "强化", "抓好", "突破", "扩大", "明确", "拓展", "放宽", "突出", "落实", "加强", "优化", "调整",
    "聚焦", "精准", "完善", "规范", "严格", "确定", "锁定", "扩展", "增加", "界定", "把握", "统一", "拓宽", "细化",
    "提高",
];

/// Objects of work or of the law, not those whom a notice is for.
const NOT_SERVED: &[&str] = &[
    "隔离",
    "预警",
    "征收",
    "管控",
    "走访",
    "检查",
    "处罚",
    "询问",
    "重点",
    "工作",
    "保护",
    "培育",
    "监督",
    "侵害",
    "研究",
    "投资",
    "合作",
    "标注",
    "抽查",
    "执法",
    "计量",
    "交易",
    "比较",
    "主要",
    "等对象",
    "监管",
    "收费",
];

/// With what the statement of 适用于 must end, or hold before a bracket, to name somebody.
const SOMEBODY: &[&str] = &[
    "人员",
    "企业",
    "单位",
    "机构",
    "个人",
    "职工",
    "家庭",
    "毕业生",
    "者",
    "户",
    "组织",
    "部门",
    "学生",
    "人",
    "法人",
    "居民",
    "青年",
    "人才",
    "学校",
    "高校",
    "院校",
    "公司",
    "银行",
    "主体",
    "群众",
    "教师",
    "医院",
    "政府",
    "协会",
    "公民",
    "行政村",
    "乡镇",
    "街道",
    "社区",
];

/// The statements of whom a notice is for, in order.
///
/// ```
/// use gongwen::entity::audience::audience;
/// let clean = gongwen::text::clean("一、活动对象\n全省各普通高等学校。\n二、活动内容\n开展访谈。");
/// let found = audience(&clean.text, &gongwen::structure::read(&clean));
/// assert_eq!(found[0].statement.of(&clean.text), "全省各普通高等学校");
/// assert_eq!(found.len(), 1);
/// ```
#[must_use]
pub fn audience(text: &str, structure: &Structure) -> Vec<FoundAudience> {
    let mut found: Vec<FoundAudience> = Vec::new();
    if !["对象", "范围", "适用于", "人群"].iter().any(|cue| text.contains(cue))
        && !["征集", "申报", "参加", "招聘", "报名", "遴选"]
            .iter()
            .any(|cue| text.contains(cue))
    {
        return found;
    }
    for stretch in structure.stretches.iter().filter(|stretch| stretch.zone == Zone::Body) {
        found.extend(in_sentences(text, stretch.span).map(|(statement, rule)| FoundAudience {
            statement,
            node: stretch.node,
            rule,
        }));
    }
    let said = found.len();
    for (n, node) in structure.nodes.iter().enumerate() {
        if !node.title.is_some_and(|title| is_label(title.of(text))) {
            continue;
        }
        if found.iter().take(said).any(|other| other.node == Some(n)) {
            continue;
        }
        match node.text.first() {
            Some(first) => found.extend(statement(text, *first, Some(n))),
            // 申报对象 over a list: each of its items states one.
            None => {
                found.extend(items(text, structure, n).flat_map(|(child, first)| statement(text, first, Some(child))))
            }
        }
    }
    found.sort_by_key(|audience| (audience.statement, audience.node));
    found.dedup_by(|next, before| next.statement.overlaps(before.statement));
    found
}

/// Whether a title is a label and not an order.
fn is_label(title: &str) -> bool {
    let title = title.trim_matches(['【', '】', '[', ']', '（', '）', ' ', '：']);
    title.chars().count() <= 20
        && !ORDERS.iter().any(|verb| title.starts_with(verb))
        && !NOT_SERVED.iter().any(|other| title.contains(other))
        && TITLE.is_match(title)
}

/// The items right below node `n` that have no title, or a colon after it, with their first paragraphs.
fn items(text: &str, structure: &Structure, n: usize) -> impl Iterator<Item = (usize, Span)> {
    const FEW: usize = 6;
    let children: Vec<(usize, &Node)> = structure
        .nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| node.parent == Some(n))
        .collect();
    // 个人借款人：… names who is meant and says more; 申报条件：… says something else.
    const OTHER: &[&str] = &[
        "条件", "要求", "标准", "数量", "名额", "程序", "时间", "期限", "材料", "方式", "比例", "额度",
    ];
    let named = |node: &Node| {
        node.title.is_none_or(|title| {
            let between = node.text.first().and_then(|first| text.get(title.end..first.start));
            between.is_some_and(|between| between.starts_with('：'))
                && !OTHER.iter().any(|word| title.of(text).contains(word))
        })
    };
    let plain = children.len() <= FEW && children.iter().all(|(_, node)| node.leaf && named(node));
    children
        .into_iter()
        .filter(move |_| plain)
        .filter_map(|(child, node)| Some((child, *node.text.first()?)))
        .collect::<Vec<_>>()
        .into_iter()
}

/// The statements that sentences of a paragraph make with a label, each with its form.
fn in_sentences(text: &str, paragraph: Span) -> impl Iterator<Item = (Span, &'static str)> {
    let words = paragraph.of(text);
    let mut found = Vec::new();
    let labels = SENTENCE.find_iter(words).filter(|label| {
        let said = label.as_str();
        let before = words.get(..label.start()).unwrap_or("");
        let opens = before
            .rsplit(['。', '；', '，', '：', '\n', '（', '、'])
            .next()
            .unwrap_or("");
        // 引导资金的支持对象: the label may reach back into the words that say whose it is.
        let whose = said.rsplit_once('的').map_or("", |(head, _)| head);
        let own = (["本次", "此次", "本", "的", "其"]
            .iter()
            .any(|word| opens.contains(word))
            || !whose.is_empty())
            && opens.chars().count() + whose.chars().count() <= 12;
        (opens.is_empty() || own)
            && !ORDERS.iter().any(|word| said.starts_with(word))
            && !NOT_SERVED
                .iter()
                .any(|word| said.split("对象").next().unwrap_or(said).contains(word))
            && !words
                .get(label.end()..)
                .is_some_and(|rest| rest.starts_with(['否', '由']))
            && !said.contains("与")
            && !said.contains("和")
    });
    for label in labels {
        let statement = until_stop(text, Span::new(paragraph.start + label.end(), paragraph.end));
        found.extend(statement.map(|statement| (statement, form::SENTENCE)));
    }
    if words.contains("适用于") {
        for label in APPLIES.find_iter(words) {
            let statement = until_stop(text, Span::new(paragraph.start + label.end(), paragraph.end));
            let named = statement.filter(|statement| names_somebody(statement.of(text)));
            found.extend(named.map(|statement| (statement, form::APPLIES)));
        }
    }
    found.into_iter()
}

/// Whether the first clause of a statement ends with people or bodies.
fn names_somebody(statement: &str) -> bool {
    let clause = statement.split(['，', '；']).next().unwrap_or(statement);
    let bare = clause
        .strip_suffix('）')
        .and_then(|open| open.rfind('（').and_then(|at| open.get(..at)))
        .unwrap_or(clause);
    SOMEBODY
        .iter()
        .any(|ending| bare.trim_end_matches('等').ends_with(ending))
}

/// What stands up to the full stop, if it says anything.
fn until_stop(text: &str, rest: Span) -> Option<Span> {
    let words = rest.of(text);
    let end = words.find(['。', '\n']).unwrap_or(words.len());
    let span = Span::new(rest.start, rest.start + end);
    let said = span.of(text).trim_end_matches(['；', '：', '，', ' ', ';', '.']);
    let span = Span::new(span.start, span.start + said.len()).trimmed(text);
    let enough = span.of(text).chars().count() >= 2;
    (enough && !said.contains("见附件")).then_some(span)
}

/// The statement that a paragraph under a label makes: its first sentence. 对甲，按…给予补贴 names 甲 and then says what is paid.
fn statement(text: &str, paragraph: Span, node: Option<usize>) -> Option<FoundAudience> {
    let whole = until_stop(text, paragraph)?;
    let defined = ["是指", "指", "为"]
        .iter()
        .find(|word| whole.of(text).starts_with(**word));
    let whole = Span::new(whole.start + defined.map_or(0, |word| word.len()), whole.end);
    let words = whole.of(text);
    // 本规定所称…，是指… defines a word.
    if words.contains("是指") {
        return None;
    }
    let applied = APPLIES
        .find(words)
        .filter(|label| label.start() == 0)
        .map(|label| label.end());
    if let Some(past) = applied {
        return Some(FoundAudience {
            statement: Span::new(whole.start + past, whole.end),
            node,
            rule: form::HEADING,
        });
    }
    let paid = words.strip_prefix('对').and_then(|_| {
        ["，按", "，给予", "，予以", "，一次性", "，每", "，可"]
            .iter()
            .filter_map(|cut| words.find(cut))
            .min()
    });
    let statement = match paid {
        Some(end) => Span::new(whole.start + '对'.len_utf8(), whole.start + end),
        None => whole,
    };
    Some(FoundAudience {
        statement,
        node,
        rule: form::HEADING,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASES: &[(&str, &[&str])] = &[
        // Under a heading.
        (
            "一、活动对象\n全省各普通高等学校\n二、其他\n无。",
            &["全省各普通高等学校"],
        ),
        (
            "一、遴选范围。在基层工作5年以上的毕业生，含村官。同等条件从优。\n二、遴选标准。略去。",
            &["在基层工作5年以上的毕业生，含村官"],
        ),
        (
            "一、补贴对象及补贴标准\n对在云泽市购买新房的购房人（不含单位），按照契税的50%给予补贴。\n二、其他\n无。",
            &["在云泽市购买新房的购房人（不含单位）"],
        ),
        (
            "一、申报对象\n（一）制造企业。\n（二）软件企业。\n二、其他\n无。",
            &["制造企业", "软件企业"],
        ),
        (
            "一、申报的对象和范围\n申报对象为在岗统计人员；自由职业者。退休者不得申报。\n二、其他\n无。",
            &["在岗统计人员；自由职业者"],
        ),
        (
            "一、贷款对象\n（一）个人借款人：失业人员、返乡农民。\n（二）企业借款人：招用上述人员的小企业。\n二、额度\n最高20万元。",
            &["失业人员、返乡农民", "招用上述人员的小企业"],
        ),
        // In a sentence.
        (
            "一、安排\n创业资金的支持对象为在本县注册的企业。其余从略。",
            &["在本县注册的企业"],
        ),
        (
            "一、附则\n以上规定适用于全镇12个行政村，由镇政府解释。",
            &["全镇12个行政村，由镇政府解释"],
        ),
        (
            "一、概况。以苹果为主，监测对象主要为果品企业和种植大户。安排800批次。",
            &["果品企业和种植大户"],
        ),
        (
            "一、安排\n1.征集高校为：全省高校\n2.访谈对象为：书记、校长。",
            &["全省高校", "书记、校长"],
        ),
        ("一、安排\n本措施的支持对象为中小企业。", &["中小企业"]),
        (
            "第一条 为了规范，制定本办法。\n第二条 本办法适用于从事支付业务的机构。",
            &["从事支付业务的机构"],
        ),
        ("一、补贴对象：是指购买新房的自然人。", &["购买新房的自然人"]),
        // Orders, ranges of things, objects of work.
        ("一、扩大补贴范围\n将青年纳入。\n二、明确保障对象\n促进供需适配。", &[]),
        ("一、扩岗。做好服务。（牵头单位：省商务厅，参加单位：省农业厅）", &[]),
        (
            "第一条【适用范围】本规定所称预售，是指出售在建商品房。\n第二条 略去。",
            &[],
        ),
        ("一、隔离对象\n密切接触者。\n二、关注重点人群\n略去。", &[]),
        ("一、费用。核算范围为设备购置费。检查人员与检查对象应当回避。", &[]),
        (
            "第一条 为了规范，制定本办法。\n第二条 本办法适用于公积金的提取管理。",
            &[],
        ),
    ];

    #[test]
    fn statements() {
        for (text, expected) in CASES {
            let clean = crate::text::clean(text);
            let structure = crate::structure::read(&clean);
            let found = audience(&clean.text, &structure);
            let read: Vec<_> = found
                .iter()
                .map(|audience| audience.statement.of(&clean.text))
                .collect();
            assert_eq!(&read, expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in "[一二、1.（）申报对象范围为是：适用于本办法，。；对按给予\n ]{0,60}") {
            let clean = crate::text::clean(&text);
            for audience in audience(&clean.text, &crate::structure::read(&clean)) {
                assert!(!audience.statement.of(&clean.text).is_empty());
            }
        }
    }
}
