//! Per what: 300元/人, 每人每月500元, 每周至少举办一次, 每吸纳1人给予1000元.
//!
//! ```text
//! rate := quantity ('/' | '每') unit (('/' | '·' | '每') unit)*      300元/人·月, 50元每亩
//!       | ('每' '个'? unit)+ words quantity                          每户每年…8000元
//!       | '每' verb ('1' | '一') unit words money                    每吸纳1人给予1000元
//! ```
//!
//! Money is paid per anything; other things are counted per stretch of time only (每个县不超过3名 is three 名).

use super::rule::Rule;
use super::unit::Class;
use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const SLASH: Rule = Rule {
    id: "rate/slash",
    means: "a unit after / or 每, right behind the quantity; several are joined with ·",
    yes: &[
        ("300元/人", "300元/人"),
        ("500元/人·月", "500元/人·月"),
        ("80元/人/天", "80元/人·天"),
        ("50元每亩", "50元/亩"),
        ("每人1600元/月", "1600元/人·月"),
        ("2次/周", "2次/周"),
    ],
    no: &["300元"],
};

pub(super) const EACH: Rule = Rule {
    id: "rate/each",
    means: "每 and a unit earlier in the clause",
    yes: &[
        ("每人每月500元", "500元/人·月"),
        ("每平方米75.5元", "75.5元/平方米"),
        ("给予每家补助12-18万元", "120000..180000元/家"),
        ("每周至少举办一次", ">=1次/周"),
        ("每年不少于2次", ">=2次/年"),
        ("每年用于项目的时间不少于5个月", ">=5个月/年"),
        ("每户每年不高于2万元", "<=20000元/户·年"),
        ("每15天至少检查1次", ">=1次/15天"),
        ("每半月通报一次", "1次/半月"),
        ("超过每秒12.5米", ">12.5米/秒"),
        ("每餐补助6元", "6元/餐"),
        ("每升0.05毫克以内", "<=0.05毫克/升"),
        ("每户不少于1.5个", ">=1.5个/户"),
        ("每100平方米不少于2个", ">=2个/100平方米"),
    ],
    no: &["每个县不超过3名", "每个课题设1名负责人", "每年增长5%"],
};

pub(super) const EACH_ONE: Rule = Rule {
    id: "rate/each-one",
    means: "每, a verb and one of something: money after it is paid for each of them",
    yes: &[
        ("每吸纳1人给予2000元", "1人; 2000元/人"),
        ("每孵化一户企业，奖励5000元", "1户; 5000元/户"),
    ],
    no: &["吸纳1人给予2000元", "每个单位一次性补助15万元"],
};

const TIMES: &str = "半年|半个月|半月|分钟|秒|年度|年|季度|季|月|周|星期|天|日|学期|学年|小时";
const THINGS: &str = "餐|部|处|队|科|升|人次|人|户|家|名|位|个|亩|平方米|平方公里|平米|立方米|公里|吨|公斤|千瓦时|千瓦|度|次|期|场|项|件|台|辆|座|只|头|羽|株|村|县|站|点|校|班|所|对|套|张|床|批次|例|篇|份|间|孩|孩次|生";

static AFTER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!("^(?:[/／每](?:{THINGS}|{TIMES})(?:[/／·•.每、](?:{THINGS}|{TIMES}))*|/\\((?:{THINGS}|{TIMES})(?:·(?:{THINGS}|{TIMES}))*\\))")).ok()
});

static CHAIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(
        "(?:每(?:一|1)?个?(?:[2-9两二三]|[1-9][0-9]{{1,3}})?(?:{THINGS}|{TIMES}))(?:每(?:一)?(?:{THINGS}|{TIMES}))*"
    ))
    .ok()
});

static ONE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("每[\\p{Han}]{1,15}?[1一](?P<unit>人|名|户|家|个|项|件|台|辆|亩|例|场|次|所|张)").ok());

/// The rate words right behind a unit: how long they are and what the unit becomes.
pub(super) fn after(text: &str, unit: &str) -> Option<(usize, String)> {
    let found = AFTER.as_ref()?.find(text)?;
    let words = found.as_str();
    // 每 after a quantity opens a new clause unless a plain unit closes it: 50元每亩, but 3次每次1小时.
    if words.starts_with('每')
        && text
            .get(found.end()..)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    {
        return None;
    }
    let parts: Vec<&str> = words
        .split(['/', '／', '·', '•', '.', '每', '、', '(', ')'])
        .filter(|part| !part.is_empty())
        .collect();
    Some((found.end(), format!("{unit}/{}", parts.join("·"))))
}

/// The rate said earlier in the clause: where it stands and what the unit becomes.
pub(super) fn before(
    clause: &str,
    offset: usize,
    unit: &str,
    class: Class,
    fractional: bool,
) -> Option<(Span, String)> {
    if !clause.contains('每') || matches!(class, Class::Share | Class::None | Class::Age | Class::Structure) {
        return None;
    }
    let found = CHAIN.as_ref()?.find_iter(clause).last()?;
    let gap = clause.get(found.end()..).unwrap_or("");
    let parts: Vec<String> = found
        .as_str()
        .split('每')
        .filter(|part| !part.is_empty())
        .map(|part| {
            // 每1年 is 每年; the 1 of 每10天 is a digit of ten.
            let single = part
                .strip_prefix(['一', '1'])
                .filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
            let part = single.unwrap_or(part);
            let bare = part.strip_prefix('个').filter(|rest| !rest.is_empty()).unwrap_or(part);
            bare.trim_end_matches('度')
                .replace(['两', '二'], "2")
                .replace('三', "3")
        })
        .map(|part| if part == "季" { "季度".to_owned() } else { part })
        .collect();
    let timed = parts.iter().any(|part| {
        TIMES
            .split('|')
            .any(|time| part.trim_start_matches(|c: char| c.is_ascii_digit()) == time)
    });
    let far = gap.chars().count();
    // 每100平方米不少于2个, 每户1.5个, 每升0.05毫克: many of one to one of another is a proportion.
    let proportion = fractional
        || matches!(class, Class::Mass) && far <= 4
        || parts
            .iter()
            .any(|part| part.starts_with(|c: char| c.is_ascii_digit()) && part.contains("平方米"));
    if class == Class::Money || proportion {
        if far > 16 {
            return None;
        }
    } else if !timed || far > 24 || matches!(class, Class::Time) && parts.len() > 1 {
        return None;
    }
    // 每年3月 and 每个月底 name a time, not a rate; a unit may be part of a longer word (每人才).
    if gap.starts_with(['底', '初', '末', '中', '才', '均', '级'])
        || gap.chars().next().is_some_and(|c| c.is_ascii_digit()) && gap.contains('月')
    {
        return None;
    }
    let span = Span::new(offset + found.start(), offset + found.end());
    Some((span, format!("{unit}/{}", parts.join("·"))))
}

/// The one thing named by 每 right before a number: 每人1600元/月 is per person and month.
pub(super) fn right_before(clause: &str) -> Option<&str> {
    let (_, each) = clause.rsplit_once('每')?;
    let each = each.strip_prefix('个').unwrap_or(each);
    THINGS.split('|').find(|thing| *thing == each)
}

/// 每吸纳1人 earlier in the sentence: money after it is per 人.
pub(super) fn each_one(sentence: &str, unit: &str) -> Option<String> {
    if !sentence.contains('每') {
        return None;
    }
    let caps = ONE.as_ref()?.captures_iter(sentence).last()?;
    let end = caps.get(0)?.end();
    let gap = sentence.get(end..).unwrap_or("");
    // 每个单位一次性补助 is paid at once, not per time.
    (gap.chars().count() <= 24 && !gap.starts_with('性'))
        .then(|| format!("{unit}/{}", caps.name("unit").map_or("", |unit| unit.as_str())))
}
