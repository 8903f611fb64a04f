//! Words that bound a number: 不少于, 最高, 以上, 左右.
//!
//! ```text
//! bounded := before filler* quantity | before verb quantity | quantity after
//! before  := 不少于 | 不超过 | 至少 | 最高 | 超过 | 不满 | 达到 | 控制在 | 约 | …
//! after   := （含）? 及? (以上 | 以下 | 以内 | 内 | 左右 | 为限 | …)
//! ```
//!
//! 以上, 以下 and 以内 include the number, 超过 and 不满 do not (民法典 第一千二百五十九条); 达到 is at least, 控制在 at most.
//! 力争, 原则上, 一般 and the like say how firm the number is, not how it bounds.

use super::rule::Rule;
use super::unit::Class;
use crate::notice::Comparator;
use crate::span::Span;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const AT_LEAST: Rule = Rule {
    id: "bound/at-least",
    means: "不少于, 至少, 达到 before the number, 以上 after it: the number and more",
    yes: &[
        ("不少于10家", ">=10家"),
        ("不得低于50天", ">=50天"),
        ("至少提供1次", ">=1次"),
        ("达到总人数的35%", ">=35%"),
        ("达95%", ">=95%"),
        ("30万人以上", ">=300000人"),
        ("3年（含）以上", ">=3年"),
        ("年满18周岁", ">=18周岁"),
        ("5亿元及以上", ">=500000000元"),
    ],
    no: &["不超过3家", "3家上报"],
};

pub(super) const MORE_THAN: Rule = Rule {
    id: "bound/more-than",
    means: "超过, 高于, 突破: more than the number",
    yes: &[
        ("就业率超过90%", ">90%"),
        ("超过100人", ">100人"),
        ("突破500家", ">500家"),
    ],
    no: &["不超过100人", "超过100人以上"],
};

pub(super) const AT_MOST: Rule = Rule {
    id: "bound/at-most",
    means: "不超过, 最高, 控制在 before the number, 以内 after it: the number and less",
    yes: &[
        ("最高不超过15万元", "<=150000元"),
        ("最高给予50万元", "<=500000元"),
        ("控制在30%", "<=30%"),
        ("3000字以内", "<=3000字"),
        ("限申报1个项目", "<=1个"),
        ("在3年内", "<=3年"),
        ("每年只享受一次", "<=1次/年"),
        ("8000元为限额", "<=8000元"),
        ("可放宽至38周岁", "<=38周岁"),
        ("不超过合同额的50%", "<=50%"),
        ("不高于同地段、同品质住房租金的90%", "<=90%"),
    ],
    no: &["贷款最高额度上浮20%", "期限3年", "有限公司3家", "不少于3家"],
};

pub(super) const LESS_THAN: Rule = Rule {
    id: "bound/less-than",
    means: "不满, 不足, 低于: less than the number",
    yes: &[("不满16周岁", "<16周岁"), ("低于60%", "<60%"), ("不足30人", "<30人")],
    no: &["不低于60%"],
};

pub(super) const ABOUT: Rule = Rule {
    id: "bound/about",
    means: "约 before the number, 左右 after it",
    yes: &[
        ("3000字左右", "~3000字"),
        ("约200家", "~200家"),
        ("300公里左右", "~300公里"),
    ],
    no: &["签约3家", "节约3吨"],
};

/// A bound found beside a quantity, and the bytes it and its words take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bound {
    pub(super) comparator: Comparator,
    pub(super) rule: &'static Rule,
    pub(super) span: Span,
    /// 达到 and 控制在 give way to 左右 and 以上.
    pub(super) soft: bool,
}

fn rule(comparator: Comparator) -> Option<&'static Rule> {
    Some(match comparator {
        Comparator::AtLeast => &AT_LEAST,
        Comparator::MoreThan => &MORE_THAN,
        Comparator::AtMost => &AT_MOST,
        Comparator::LessThan => &LESS_THAN,
        Comparator::About => &ABOUT,
        Comparator::Equal | Comparator::Range => return None,
    })
}

/// Words right before the number. Leftmost wins, so that 不低于 is not read as 低于.
static BEFORE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        "(?:(?P<ge>不(?:得|能|应|可|宜|准)?(?:再)?(?:少于|低于|小于|短于|下于|早于)|至少|最少|最低|起码|大于等于|大于或等于|≥)",
        "|(?P<le>(?:不(?:得|能|应|可|宜|准)?(?:再)?|未)(?:超过|高于|多于|大于|超出|长于|突破|逾)|(?:最高|最多|最长|最大)(?:可|可达|达|为)?|至多|",
        "上限|封顶|限额|控制(?:在|到|为)",
        "|小于等于|小于或等于|≤|只能|只可|仅能|仅可|仅限|只限|只享受|限报|限)",
        "|(?P<lt>低于|少于|小于|短于|不足|不满|未满|不到|未达到|未达|<|＜)",
        "|(?P<gt>超过|超出|高于|多于|大于|长于|突破|逾|超|>|＞)",
        "|(?P<reach>达到|达至|达|年满|满)",
        "|(?P<about>大约|大概|约))$",
    ))
    .ok()
});

/// Words that bound from before a verb: 最高给予50万元, 至少举办一次, 限申报1个.
static VERB: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        "(?:(?P<ge>至少|最少|最低|起码)|(?P<le>最高|最多|最长|至多|上限|只能|只可|仅能|仅可|仅限|只享受|限))",
        "(?P<gap>[\\p{Han}]{1,10})$",
    ))
    .ok()
});

/// A bound and the base of a share: 达到总人口的45%, 不超过合同额的50%, 不低于最低工资标准1.2倍.
static BASE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        "(?:(?P<ge>不(?:得|能|应|可|宜)?(?:少于|低于|小于))|(?P<le>(?:不(?:得|能|应|可|宜)?|未)(?:超过|高于|多于|大于))",
        "|(?P<lt>低于|少于|小于|不足)|(?P<gt>超过|高于|多于|大于)|(?P<reach>达到?))[^，。；：（）0-9]{1,22}$",
    ))
    .ok()
});

static AFTER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        "^(?:（(?:含|不含)[^）]{0,8}）|\\(含\\))?(?:人民币)?(?:及|或|（含）)?",
        "(?:(?P<ge>以上|之上)|(?P<le>以下|以内|之内|以里|封顶|为限额|为限|为上限|的限额|的上限)|(?P<within>内)|(?P<about>左右|上下))",
    ))
    .ok()
});

/// 期限3年 and 有限公司 hold 限 but limit nothing here; 节约 and 签约 hold 约.
const NOT_LIMIT: &[&str] = &[
    "期限", "有限", "年限", "权限", "时限", "界限", "无限", "局限", "极限", "下限", "门限", "限制",
];
const NOT_ABOUT: &[&str] = &[
    "节约",
    "签约",
    "集约",
    "公约",
    "预约",
    "履约",
    "违约",
    "合约",
    "解约",
    "契约",
    "大纲约",
];

/// An age that is relaxed is an upper one.
const RELAXED: &[&str] = &["放宽到", "放宽至", "放宽为"];

/// What may stand between a bound and its number: 不超过人民币50万元, 最低为, 上限为.
const FILLERS: &[&str] = &[
    "人民币",
    "一次性",
    "为",
    "在",
    "到",
    "至",
    "的",
    "：",
    "约",
    "了",
    "总计",
    "累计",
    "合计",
    "各",
];

/// The bound words before a number, looking back over `before` (the clause so far, no earlier quantity in it).
/// `offset` is where `before` starts in the text.
pub(super) fn before(before: &str, offset: usize, class: Class) -> Option<Bound> {
    let regex = BEFORE.as_ref()?;
    let trimmed = trim_fillers(before);
    if class == Class::Age
        && let Some(head) = RELAXED.iter().find_map(|word| before.strip_suffix(word))
    {
        return Some(Bound {
            comparator: Comparator::AtMost,
            rule: &AT_MOST,
            span: Span::new(offset + head.len(), offset + before.len()),
            soft: true,
        });
    }
    for piece in [before, trimmed] {
        let Some(caps) = regex.captures(piece) else { continue };
        let Some(whole) = caps.get(0) else { continue };
        let head = piece.get(..whole.end()).unwrap_or("");
        let (comparator, soft) = if caps.name("ge").is_some() {
            (Comparator::AtLeast, false)
        } else if caps.name("le").is_some() {
            if whole.as_str() == "限" && NOT_LIMIT.iter().any(|word| head.ends_with(word)) {
                continue;
            }
            (Comparator::AtMost, whole.as_str().starts_with("控制"))
        } else if caps.name("lt").is_some() {
            (Comparator::LessThan, false)
        } else if caps.name("gt").is_some() {
            (Comparator::MoreThan, true)
        } else if caps.name("reach").is_some() {
            // 已满 and 充满 are other words; 最高可达 is a cap.
            if head.ends_with("充满")
                || head.ends_with("圆满")
                || head.ends_with("发达")
                || head.ends_with("下达")
                || head.ends_with("到达")
            {
                continue;
            }
            if let Some(cap) = verb(head, offset) {
                return Some(cap);
            }
            (Comparator::AtLeast, true)
        } else {
            if NOT_ABOUT.iter().any(|word| head.ends_with(word)) {
                continue;
            }
            (Comparator::About, false)
        };
        return Some(Bound {
            comparator,
            rule: rule(comparator)?,
            span: Span::new(offset + whole.start(), offset + before.len()),
            soft,
        });
    }
    if class == Class::Share
        && let Some(found) = over_base(before, offset)
    {
        return Some(found);
    }
    if let Some(found) = verb(trimmed, offset) {
        return Some(Bound {
            span: Span::new(found.span.start, offset + before.len()),
            ..found
        });
    }
    None
}

/// The bound whose base stands between it and the share.
pub(super) fn over_base(before: &str, offset: usize) -> Option<Bound> {
    let regex = BASE.as_ref()?;
    // The last one counts: 达到标准的，不超过合同额的50%.
    let mut from = 0;
    let mut last = None;
    while let Some(caps) = before.get(from..).and_then(|rest| regex.captures(rest)) {
        let Some(whole) = caps.get(0) else { break };
        let word = ["ge", "le", "lt", "gt", "reach"]
            .iter()
            .find_map(|name| caps.name(name).map(|word| (*name, word)));
        let Some((name, word)) = word else { break };
        last = Some((name, from + whole.start()));
        from += word.end();
    }
    let (name, start) = last?;
    if before
        .get(..start)
        .is_some_and(|head| head.ends_with(['下', '发', '送', '传', '转', '表', '抵', '到']))
        && name == "reach"
    {
        return None;
    }
    let (comparator, soft) = match name {
        "ge" => (Comparator::AtLeast, false),
        "le" => (Comparator::AtMost, false),
        "lt" => (Comparator::LessThan, false),
        "gt" => (Comparator::MoreThan, true),
        _ => (Comparator::AtLeast, true),
    };
    Some(Bound {
        comparator,
        rule: rule(comparator)?,
        span: Span::new(offset + start, offset + before.len()),
        soft,
    })
}

fn verb(piece: &str, offset: usize) -> Option<Bound> {
    let caps = VERB.as_ref()?.captures(piece)?;
    let whole = caps.get(0)?;
    let gap = caps.name("gap").map_or("", |gap| gap.as_str());
    let head = piece.get(..whole.end() - gap.len()).unwrap_or("");
    let short = gap.chars().count() <= 3;
    // 最高额度上浮20% raises the cap by so much; 最高可上浮20% caps the rise.
    let raised = ["上浮", "增加", "提高", "上调", "下浮", "下调", "降低", "核减", "再"]
        .iter()
        .any(|word| gap.ends_with(word));
    if raised && !gap.starts_with('可') || gap.contains("基础") {
        return None;
    }
    // 最高人民法院 is a court, 限期 and 限制 other words; 限 reaches one short verb.
    if gap.starts_with("人民法") || gap.starts_with("人民检") || gap.contains('的') && !gap.ends_with('的') {
        return None;
    }
    if head.ends_with('限')
        && (!short
            || gap.starts_with(['制', '期', '时', '价', '定', '度'])
            || NOT_LIMIT.iter().any(|word| head.ends_with(word)))
    {
        return None;
    }
    let comparator = if caps.name("ge").is_some() {
        Comparator::AtLeast
    } else {
        Comparator::AtMost
    };
    Some(Bound {
        comparator,
        rule: rule(comparator)?,
        span: Span::new(offset + whole.start(), offset + piece.len()),
        soft: false,
    })
}

fn trim_fillers(mut piece: &str) -> &str {
    'more: loop {
        for filler in FILLERS {
            if let Some(rest) = piece.strip_suffix(filler) {
                piece = rest;
                continue 'more;
            }
        }
        return piece;
    }
}

/// The bound words after a quantity; `after` is the text from its end, which lies at `offset`.
pub(super) fn after(after: &str, offset: usize, class: Class) -> Option<Bound> {
    let caps = AFTER.as_ref()?.captures(after)?;
    let whole = caps.get(0)?;
    let comparator = if caps.name("ge").is_some() {
        Comparator::AtLeast
    } else if caps.name("le").is_some() {
        Comparator::AtMost
    } else if caps.name("within").is_some() {
        // 3年内 and 15%内 are limits; 20家内 hardly ever.
        let rest = after.get(whole.end()..).unwrap_or("");
        if !matches!(class, Class::Time | Class::Share | Class::Length) || rest.starts_with(['容', '部', '控', '设'])
        {
            return None;
        }
        Comparator::AtMost
    } else {
        Comparator::About
    };
    Some(Bound {
        comparator,
        rule: rule(comparator)?,
        span: Span::new(offset, offset + whole.end()),
        soft: false,
    })
}
