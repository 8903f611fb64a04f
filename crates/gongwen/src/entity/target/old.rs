//! Figures in force before the notice: funds that exist, old standards, limits that are lifted.

use super::pattern::{has, pattern};
use super::rule::Refusal;
use crate::grammar::quantity::Class;

pattern!(
    USES,
    "(?:用好|发挥|统筹|管好|盘活|依托|利用|借助|通过|整合|设立的|已设立)[^，。；]{0,30}$"
);
pattern!(POT, "^[^，。；]{0,16}(?:基金|经费|额度|资金|贷款)");

pub(super) const FUND: Refusal = Refusal {
    id: "fact/fund",
    means: "a sum that only names a fund to be put to use",
    test: |context| {
        let quantity = context.quantity;
        quantity.class == Class::Money
            && !quantity.is_firm()
            && has(&USES, context.clause_to_number())
            && has(&POT, context.tail())
    },
    yes: &["发挥10亿元发展基金带动作用。", "用好省级5亿元前期工作经费。"],
    no: &["设立10亿元发展基金。"],
};

pattern!(FROM, "(?:由|从)[^，。；]{0,30}$");
pattern!(
    TO,
    "^[^，。；]{0,40}?(?:提高|扩大|放宽|增加|上调|下调|降低|下降|降|调整|缩短|延长|压缩|扩展|扩容|扩|上浮|提升|增长|增|减少|压减|变更|改)(?:到|至|为)"
);

pub(super) const BASE: Refusal = Refusal {
    id: "fact/base",
    means: "the old figure of 由A提高到B, or a standard that is in force",
    test: |context| {
        let clause = context.clause_to_number();
        has(&FROM, clause) && has(&TO, &without_brackets(context.tail()))
            || has(&OLD, clause) && context.quantity.class != Class::Share
    },
    yes: &[
        "补贴标准由每人300元提高到500元。",
        "参保条件由3年以上放宽至参保1年以上。",
        "在原1000元的基础上适当提高。",
    ],
    no: &["补贴标准提高到500元。"],
};

pattern!(
    OLD,
    "(?:原先?来?的?|原标准|现行(?:标准)?|(?:原有|现有|共有|现已有)[^，。；、]{0,6})$"
);
pattern!(
    DROPS,
    "^(?:[^，。；]{0,4}(?:取消|打破|不受|不再执行|废止|停止执行)|不受)"
);
pattern!(RESTRAINT, "(?:限制|规定|要求|约束|做法)");

/// The text without what stands in （）.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let kept = |c: &char| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    text.chars().filter(kept).collect()
}

pub(super) const LIFTED: Refusal = Refusal {
    id: "fact/lifted",
    means: "a limit that is lifted: 取消…10个月的限制, 不受…60%的限制",
    test: |context| {
        let clause = context.clause();
        has(&DROPS, clause) && has(&RESTRAINT, clause) || context.clause_to_number().contains("不受")
    },
    yes: &["取消须间隔10个月及以上的限制。", "不受60%资金比例限制。"],
    no: &["须间隔10个月及以上。"],
};
