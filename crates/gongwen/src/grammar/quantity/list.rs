//! Quantities that share a word: the bound or the rate said once for all of a list.

use super::Quantity;
use super::rule::Rule;
use super::unit::Class;
use crate::notice::Comparator;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const BACKWARD: Rule = Rule {
    id: "list/backward",
    means: "以上, 以下, 以内 at the end of a list joined by 、 go for every item that differs in its number and label alone",
    yes: &[
        ("分别提高到45%、60%以上", ">=45%; >=60%"),
        (
            "种植类1亿元、加工类4亿元、服务类8亿元以上",
            ">=100000000元; >=400000000元; >=800000000元",
        ),
    ],
    no: &["建成10个中心、50个站点以上的县", "下降12%、18%"],
};

pub(super) const FORWARD: Rule = Rule {
    id: "list/forward",
    means: "不少于, 至少, 最高 and their kind before the first item of a list joined by 、 go for the rest",
    yes: &[
        ("至少提供2次政策宣讲、4次岗位推荐、2次技能体验", ">=2次; >=4次; >=2次"),
        ("分别不低于30%、20%", ">=30%; >=20%"),
        ("产值首次突破2亿元、5亿元的", ">200000000元; >500000000元"),
        ("最高奖励50万元、30万元、20万元", "<=500000元; <=300000元; <=200000元"),
    ],
    no: &["4张以上球台、1张桌子"],
};

pub(super) const CHANGE: Rule = Rule {
    id: "list/change",
    means: "最高, 最低 and 上限 before the old figure bound the new one too",
    yes: &[
        ("贷款最高额度由60万元调整为100万元", "<=600000元; <=1000000元"),
        ("支持比例上限由50%提高至70%", "<=50%; <=70%"),
    ],
    no: &["由60万元调整为100万元", "不低于30%的，调整为20%"],
};

/// 提高到 between the old and the new figure.
static CHANGES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("^(?:统一)?(?:提高|上调|上浮|增加|调整|提升|降低|下调|降|放宽|延长|缩短|变更)(?:到|至|为)$").ok()
});

pub(super) const RATE: Rule = Rule {
    id: "list/rate",
    means: "a rate before the first sum of a list joined by 、 goes for the rest",
    yes: &[("每人每年1000元、800元、500元", "1000元/人·年; 800元/人·年; 500元/人·年")],
    no: &["每人1000元；共500元"],
};

/// 、 and at most a short label: the next item says nothing but another number.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("^(?:、|和|及|与|或)[\\p{Han}]{0,6}$").ok());

/// What the first item counts, then 、: the next item is another thing under the same verb.
static NOUN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("^[\\p{Han}]{0,14}(?:、|和|及|与|或)[\\p{Han}]{0,6}$").ok());

/// Lets items of a list lend one another their bounds and rates.
pub(super) fn share(text: &str, found: &mut [Quantity]) {
    for at in (1..found.len()).rev() {
        let (head, tail) = found.split_at_mut(at);
        let (Some(item), Some(next)) = (head.last_mut(), tail.first()) else {
            continue;
        };
        let gap = text.get(item.span.end..next.span.start).unwrap_or("");
        // Things take a noun behind them, which the label would be read from.
        let plain = matches!(
            next.class,
            Class::Share | Class::Money | Class::Time | Class::Age | Class::Area | Class::Mass
        );
        if item.bound.is_none()
            && next.bound_after
            && plain
            && item.class == next.class
            && item.max.is_none()
            && LABEL.as_ref().is_some_and(|label| label.is_match(gap))
        {
            item.bound = next.bound;
            item.bound_after = true;
            item.rules.push(BACKWARD.id);
        }
    }
    for at in 1..found.len() {
        let (head, tail) = found.split_at_mut(at);
        let (Some(item), Some(next)) = (head.last(), tail.first_mut()) else {
            continue;
        };
        let gap = text.get(item.span.end..next.span.start).unwrap_or("");
        let same = item.class == next.class && item.base == next.base;
        if !same {
            continue;
        }
        let carries = item.bound.is_some_and(|bound| bound != Comparator::About)
            && !item.bound_after
            && (!item.soft || gap == "、" && item.bound == Some(Comparator::MoreThan));
        if carries && next.bound.is_none() && next.max.is_none() && NOUN.as_ref().is_some_and(|noun| noun.is_match(gap))
        {
            next.bound = item.bound;
            next.rules.push(FORWARD.id);
        }
        let changed = CHANGES.as_ref().is_some_and(|change| change.is_match(gap));
        if changed
            && matches!(item.bound, Some(Comparator::AtMost | Comparator::AtLeast))
            && !item.bound_after
            && !item.soft
            && next.bound.is_none()
        {
            next.bound = item.bound;
            next.rules.push(CHANGE.id);
        }
        let label = LABEL.as_ref().is_some_and(|label| label.is_match(gap));
        if label && item.rate_before && next.unit == next.base && item.class == Class::Money {
            next.unit.clone_from(&item.unit);
            next.rate_before = true;
            next.rules.push(RATE.id);
        }
    }
}
