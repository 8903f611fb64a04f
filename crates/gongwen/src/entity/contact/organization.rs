//! Names of bodies: what a phrase must look like to be one, and where one is hidden in a sentence or an address.

use crate::lexicon::body_suffix;
use std::sync::LazyLock;

/// Endings that make a body to reach although they end no body's name elsewhere: a desk, a programme, a platform.
static DESKS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let list = include_str!("../../lexicon/desks.txt");
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// Words no body's name holds: with one of them a phrase is a statement.
const STATEMENTS: &[&str] = &[
    "请",
    "应当",
    "可以",
    "可向",
    "可到",
    "可拨",
    "如有",
    "如遇",
    "需要",
    "有关",
    "相关",
    "各有",
    "各级",
    "及时",
    "进行",
    "拨打",
    "报送",
    "联系",
    "寄送",
    "邮寄",
    "提交",
    "送至",
    "寄至",
    "送到",
    "交至",
    "按照",
    "根据",
    "通过",
    "登录",
    "的",
    "我局",
    "设在",
    "前报",
    "位于",
    "负责",
    "我厅",
    "本局",
    "是否",
    "或者",
    "全部",
    "机会",
    "大会",
    "会议",
    "社会公",
    "住所",
    "场所",
    "以上",
    "以下",
    "期间",
    "我市",
    "我省",
    "我县",
    "如下",
    "要求",
    "必须",
    "不得",
    "加盖",
    "填写",
    "名单",
];

/// Words after which a body's name begins: 送至X, 请与X联系.
const BEFORE: &[&str] = &[
    "寄送至",
    "寄送到",
    "报送至",
    "报送到",
    "邮寄至",
    "邮寄到",
    "提交至",
    "提交到",
    "送达",
    "送至",
    "送到",
    "寄至",
    "寄到",
    "交至",
    "交到",
    "发送至",
    "发送到",
    "发至",
    "报至",
    "寄送",
    "报送",
    "邮寄",
    "联系人",
    "联系",
    "咨询",
    "拨打",
    "反馈至",
    "前报",
    "反馈到",
    "反馈",
    "请与",
    "请向",
    "可向",
    "请到",
    "可到",
    "可与",
    "由",
    "向",
];

/// Ends of a street address: what follows them is no longer the place but who sits there.
const HOUSE: &[&str] = &[
    "号楼", "号院", "号", "楼", "层", "室", "座", "大厦", "院内", "大堂", "右侧", "左侧",
];

/// Whether the whole phrase is a body's name; a bracket at its end (…中心（监督处）) belongs to it.
pub(super) fn is_body(phrase: &str) -> bool {
    let chars = phrase.chars().count();
    // 联席会议 is a body that meets, not a meeting.
    let joint = phrase.contains("联席会议").then(|| phrase.replace("联席会议", ""));
    let said = joint.as_deref().unwrap_or(phrase);
    if !(3..=48).contains(&chars) || phrase == "办公室" || STATEMENTS.iter().any(|word| said.contains(word)) {
        return false;
    }
    let core = without_quote(without_bracket(phrase));
    if core.chars().count() < 2
        || phrase.starts_with([
            '及', '等', '由', '号', '第', '楼', '层', '并', '在', '于', '从', '对', '以', '与', '至', '到', '或', '）',
            '》', '”',
        ])
    {
        return false;
    }
    // …主办, 中小企业: what somebody does, or a kind of bodies; 1号楼…: a place.
    let kind = ["主办", "承办", "协办", "举办", "经办", "督办", "代办"]
        .iter()
        .any(|word| core.ends_with(word))
        || (core.ends_with("企业") && !core.ends_with("合伙企业"));
    let place = ["号", "室", "楼", "层"].iter().any(|word| {
        core.find(word)
            .and_then(|at| core.get(..at))
            .is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()))
    });
    if kind || place {
        return false;
    }
    if core.chars().filter(char::is_ascii_digit).count() > 4 || core.contains(['：', ':', '，', '。', '；']) {
        return false;
    }
    DESKS
        .iter()
        .any(|ending| core.ends_with(ending) && core.len() > ending.len())
        || body_suffix(core).is_some_and(|ending| core.len() > ending.len())
}

/// Whether a phrase names a region alone: 青禾县, 云泽市; such a word heads a row of a list.
pub(super) fn is_region(phrase: &str) -> bool {
    let chars = phrase.chars().count();
    (2..=12).contains(&chars)
        && phrase.ends_with(['省', '市', '县', '区', '州', '旗', '盟'])
        && !STATEMENTS.iter().any(|word| phrase.contains(word))
        && ![
            "全省", "全市", "全县", "全区", "各市", "各县", "各区", "本市", "外省", "外市",
        ]
        .contains(&phrase)
        && !phrase.starts_with(['各', '全'])
}

/// The body's name at the end of a statement: 统一送到青禾县科技协会 → 青禾县科技协会. Gives its bytes.
pub(super) fn at_end(statement: &str) -> Option<(usize, usize)> {
    if is_body(statement) {
        return Some((0, statement.len()));
    }
    // 请先与青禾县红十字会联系.
    for verb in ["联系", "咨询", "反映", "反馈", "报名"] {
        let with = statement.strip_suffix(verb).and_then(|head| {
            let at = ["与", "向", "到", "和"]
                .iter()
                .filter_map(|word| head.rfind(word).map(|at| at + word.len()))
                .max()?;
            head.get(at..)
                .filter(|name| is_body(name))
                .map(|name| (at, at + name.len()))
        });
        if with.is_some() {
            return with;
        }
    }
    // 青禾县水利局设立群众监督电话: who opens a line answers it.
    let opens = ["设立", "开通", "公布", "开设", "设置", "设有"]
        .iter()
        .filter_map(|verb| statement.rfind(verb).map(|at| (at, at + verb.len())))
        .max();
    if let Some((verb, past)) = opens
        && statement.get(past..).is_some_and(|rest| rest.chars().count() <= 6)
        && let Some(subject) = statement.get(..verb)
    {
        return is_body(subject).then_some((0, verb));
    }
    // 名单报青禾县图书馆: 报 before a region or rank.
    let handed = statement.rfind('报').map(|at| at + '报'.len_utf8()).filter(|at| {
        let above = |c: char| "省市县区州镇乡".contains(c);
        let rest = statement.get(*at..).unwrap_or("");
        rest.starts_with(above) || rest.chars().take(6).any(above)
    });
    let cut = BEFORE
        .iter()
        .filter_map(|word| statement.rfind(word).map(|at| at + word.len()))
        .chain(handed)
        .max()?;
    statement
        .get(cut..)
        .is_some_and(is_body)
        .then_some((cut, statement.len()))
}

/// The body called by the number right before the words: （拨打0999-5550123）向青禾县水利局举报 → 青禾县水利局. Gives its bytes.
pub(super) fn called(words: &str) -> Option<(usize, usize)> {
    let rest = words.strip_prefix('向')?;
    let end = ["举报", "投诉", "反映", "咨询", "报告", "求助", "反馈"]
        .iter()
        .filter_map(|verb| rest.find(verb))
        .min()?;
    let start = '向'.len_utf8();
    rest.get(..end).is_some_and(is_body).then_some((start, start + end))
}

/// The body that is the subject of a statement: 青禾县就业服务窗口开通专线 → 青禾县就业服务窗口. Gives one past its
/// last byte.
///
/// Only unmistakable endings count: 处 or 会 inside a sentence are as often a part of other words.
pub(super) fn at_start(statement: &str) -> Option<usize> {
    const SURE: &[&str] = &[
        "服务窗口",
        "窗口",
        "办公室",
        "管理局",
        "分局",
        "委员会",
        "服务中心",
        "中心",
        "有限公司",
        "协会",
        "管理处",
        "服务大厅",
        "银行",
        "管委会",
        "人民政府",
    ];
    let end = SURE
        .iter()
        .filter_map(|word| statement.find(word).map(|at| at + word.len()))
        .min()?;
    let head = statement.get(..end)?;
    (head.chars().count() >= 5 && is_body(head)).then_some(end)
}

/// Where the name of the body begins that closes an address, if one does: …路1号3号楼江岚省统计局 → 江岚省统计局.
///
/// A body in the middle (…路1号统计局大院201室) is a part of the place.
pub(super) fn after_house(address: &str) -> Option<usize> {
    let core = without_bracket(address);
    let cut = HOUSE
        .iter()
        .filter_map(|word| core.rfind(word).map(|at| at + word.len()))
        .max()?;
    let tail = address.get(cut..)?.trim_start_matches([' ', '，', ',']);
    let at = address.len() - tail.len();
    // …3楼人事科: a room of the house, not the body that sits there.
    let strong = [
        "局",
        "厅",
        "部",
        "委",
        "公司",
        "中心",
        "协会",
        "学会",
        "大学",
        "研究院",
        "政府",
        "银行",
        "学院",
        "医院",
        "研究所",
    ];
    let sure = strong.iter().any(|word| tail.contains(word));
    (sure && without_bracket(tail).chars().count() >= 4 && is_body(tail)).then_some(at)
}

/// What must end a phrase for it to be quoted by its own name: 数据中心“云泽通”平台, 数据中心“云泽通”.
fn without_quote(phrase: &str) -> &str {
    let Some(open) = phrase.strip_suffix('”').and_then(|inner| inner.rfind('“')) else {
        return phrase;
    };
    let (Some(before), Some(inner)) = (
        phrase.get(..open),
        phrase.get(open + '“'.len_utf8()..phrase.len() - '”'.len_utf8()),
    ) else {
        return phrase;
    };
    if before.is_empty() { inner } else { before }
}

/// Whether two names mean one body: equal, or the one without the names of the bodies above it.
pub(super) fn is_same(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short == long || (short.chars().count() >= 4 && long.ends_with(short))
}

/// Whether words begin as a postal address does: a region, and a street or a number.
pub(super) fn is_place(words: &str) -> bool {
    let chars = words.chars().count();
    (5..=60).contains(&chars)
        && words.contains(['省', '市', '区', '县', '镇'])
        && words.contains(['路', '街', '道', '巷', '村'])
        && words
            .chars()
            .any(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
        && !STATEMENTS.iter().any(|word| words.contains(word))
}

/// The phrase without a bracket that closes it.
pub(super) fn without_bracket(phrase: &str) -> &str {
    if !phrase.ends_with(['）', ')']) {
        return phrase;
    }
    phrase
        .rfind(['（', '('])
        .and_then(|at| phrase.get(..at))
        .unwrap_or(phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_and_what_only_ends_like_one() {
        for body in [
            "青禾县统计局",
            "江岚省科技中心（监督处）",
            "云泽科技有限公司",
            "科技处",
            "“云泽制造”重点专项",
        ] {
            assert!(is_body(body), "{body}");
        }
        for other in [
            "请与青禾县统计局",
            "所在地的县级林业局",
            "召开会议",
            "张小青",
            "办公室",
            "下午2026-0301-0405局",
        ] {
            assert!(!is_body(other), "{other}");
        }
    }

    #[test]
    fn bodies_inside_statements_and_addresses() {
        let cut = |text: &'static str| at_end(text).and_then(|(start, end)| text.get(start..end));
        assert_eq!(cut("由科技部门统一送到青禾县科技协会"), Some("青禾县科技协会"));
        assert_eq!(cut("请先与青禾县红十字会联系"), Some("青禾县红十字会"));
        assert_eq!(cut("将联络员名单报县图书馆"), Some("县图书馆"));
        assert_eq!(cut("名单于4月2日前报省联席会议办公室"), Some("省联席会议办公室"));
        assert_eq!(cut("青禾县水利局设立群众"), Some("青禾县水利局"));
        assert_eq!(cut("云泽市科技情报研究中心"), Some("云泽市科技情报研究中心"));
        assert_eq!(cut("本局将另行通知"), None);
        let head = |text: &'static str| at_start(text).and_then(|end| text.get(..end));
        assert_eq!(head("青禾县就业服务窗口开通专线"), Some("青禾县就业服务窗口"));
        let tail = |text: &'static str| after_house(text).and_then(|at| text.get(at..));
        assert_eq!(
            tail("云泽市石桐路1号3号楼江岚省统计局（监督处）"),
            Some("江岚省统计局（监督处）")
        );
        assert_eq!(tail("云泽市书院路8号青禾学院人事处"), Some("青禾学院人事处"));
        assert_eq!(tail("云泽市石桐路1号统计局大院201室"), None);
    }
}
