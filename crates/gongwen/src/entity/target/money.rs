//! Money and rates: paid, charged or let off, or to be earned.

use super::context::Context;
use super::pattern::{has, pattern};
use super::rule::Purpose;
use crate::grammar::quantity::Class;
use crate::notice::{Comparator, TargetKind};

pattern!(
    PAYS,
    "(?:补贴|补助|奖励|奖补|给予|返还|资助|减免|免征|扣减|贷款|贴息|发放|支付|收费|收取|缴|[^消]费|罚|扶持资金|专项资金|资金支持|经费|救助|补偿|报销|定额|限额|",
    "奖金|酬|工资|薪|保障金|保险金|代偿|担保|租金|价格|安排)",
);
pattern!(
    PAYS_NEAR,
    "(?:补贴|补助|奖励|奖补|给予|返还|资助|减免|贴息|发放|支付|收取|按照?)[^，。；]{0,8}$"
);
pattern!(
    EARNS,
    "(?:完成[^，。；]{0,8}投资|投资[^，。；]{0,6}(?:完成|达到|达|增长|突破|超过)|产值|增加值|销售|收入|到位资金|争取|融资|生产总值|GDP|进出口|出口额|",
    "营收|规模|交易额|撬动|带动|转移支付|新增贷款|贷款余额|成交额|零售总额|贸易总额|交易总额|利润总额|税收|利润|完成投资|消费|总投资|投资额|外资|节约)",
);

pub(super) const MONEY_GOAL: Purpose = Purpose {
    id: "kind/money-goal",
    means: "money to be earned, invested or raised",
    kind: TargetKind::Goal,
    test: |context| {
        let quantity = context.quantity;
        let before = context.clause_to_number();
        quantity.class == Class::Money
            && !quantity.has_rate()
            && (has(&EARNS, before) || has(&RAISES, before))
            && !has(&PAID, context.clause())
            && !before.ends_with('奖')
            && quantity.comparator() != Comparator::AtMost
    },
    yes: &[
        "确保工业投资上半年完成160亿元。",
        "全年完成320亿元。",
        "产值突破100亿元。",
    ],
    no: &[
        "给予50万元一次性奖励。",
        "最高不超过15万元的贷款。",
        "配套总额不超过200万元。",
        "产值增长的再奖5万元。",
    ],
};

pattern!(RAISES, "(?:完成|实现|达到|突破|力争|新增|争取)(?:投资)?$|[^不得]超过$");
pattern!(
    PAID,
    "(?:补贴|补助|奖励|奖补|给予|返还|资助|减免|扣减|贴息|收费|收取|罚款|定额|限额|救助|补偿)"
);

pub(super) const MONEY: Purpose = Purpose {
    id: "kind/money",
    means: "money paid, lent, charged or let off",
    kind: TargetKind::Funding,
    test: |context| context.quantity.class == Class::Money,
    yes: &["给予50万元一次性奖励。", "每人300元。", "最高不超过15万元的贷款。"],
    no: &["新增就业5万人。"],
};

pattern!(
    RATES,
    "(?:减按|加计|补偿|代偿|补贴|补助|奖励|奖补|返还|税率|税|费率|利率|贴息|贷款|保险费|保费|契税|出让底价|最低价|评估价|租金|报销|减免|免收|下浮|上浮|承担|分担|",
    "担保费|按.{0,16}(?:给予|收取|执行|确定|标准)|给予|奖|征收|提取|提成|首付|资金[^，。；]{0,4}$|基金(?:的|中)?$|投向|工资|定额|实际投入的|投资额的|",
    "拨付|扣减|扣发|扣除|预付|(?:总投资|投资|收入|造价)的$|支付|总额的|费用的|金额的|缴)",
);
pattern!(
    RATIO_GOAL,
    "(?:代偿率|增速|增幅|不良率|逾期率|使用率|执行率|到位率|支出进度|投放|下达|占比|比重|覆盖率|合格率|完成率|就业率|增长|提高|降低|比例达到|比例不低于|达到|参保率|综合利用率|满意|占[^，。；]{0,20}$)"
);

pub(super) const SHARE_OF_MONEY: Purpose = Purpose {
    id: "kind/rate",
    means: "a rate of subsidy, tax, interest or fee",
    kind: TargetKind::Funding,
    test: |context| {
        let quantity = context.quantity;
        let before = context.clause_to_number();
        let after = context.clause_after();
        if quantity.class != Class::Share {
            return false;
        }
        let rated = has(&RATES, before) || has(&RATES_AFTER, context.after_list()) || has(&RATES_AFTER, after);
        let spent = after.contains("用于") && has(&INCOME, before);
        let result = has(&RATIO_GOAL, before) && !has(&PAID, context.clause());
        let times = quantity.base_unit() == Some("倍") && has(&SUMS, context.sentence());
        rated && !result || spent || inherits(context) || has(&SURE, before) || times
    },
    yes: &[
        "按缴纳总额的50%给予补贴。",
        "返还失业保险费的50%。",
        "担保费率按1%收取。",
        "首年拨付50%。",
        "扣减绩效10%。",
        "水费收入的30%用于管护。",
    ],
    no: &[
        "就业率超过90%。",
        "资金使用率达60%以上。",
        "担保代偿率控制在6%以内。",
        "贷款增速高于3个百分点。",
    ],
};

pattern!(
    SURE,
    "(?:首付|税率|费率|利率|贴息|缴存比例|提取额度|贷款额度|贷款最高额度|贷款比例|支持比例|补助比例|补贴比例|奖励比例|收费标准|保证金|违约金|手续费)[^，。；]{0,16}$"
);
pattern!(INCOME, "(?:费|收入|资金|经费|收益|利润)(?:总额)?的$");
pattern!(SUMS, "(?:贷款|罚款|余额|缴存|工资|违法所得|货值|保险金|租金|限额|补偿)");
pattern!(
    RATES_AFTER,
    "^(?:的)?(?:标准|比例|税率|利率|费率|预征率|征收率)?(?:给予|奖励|补贴|补助|收取|征收|执行|确定|返还|贴息|资助|减免|投向|支付|予以|奖补|计提|安排|支持|",
    "列支|预缴|的预缴|退还|退回|缴纳|计算|结算)"
);

/// 80%、100%给予补贴: a later item of the list says what they are for.
fn inherits(context: &Context<'_>) -> bool {
    let clause = context.clause();
    clause.contains('、') && has(&PAID, clause) && !has(&RATIO_GOAL, context.clause_to_number())
}

pattern!(
    WAGES,
    "^(?:的|以上|以内|左右)?[^，。；]{0,18}(?:社会保险费|保险金|保险费|工资|租金|补贴|补助|标准|奖励|生活费|养老金|薪)"
);

pub(super) const TIME_OF_MONEY: Purpose = Purpose {
    id: "kind/months-of-money",
    means: "so many months of wages, rent or contributions are a sum",
    kind: TargetKind::Funding,
    test: |context| {
        context.quantity.class == Class::Time
            && context.quantity.base_unit() == Some("个月")
            && has(&WAGES, context.clause_after())
            && !context.clause_after().starts_with("的就业")
    },
    yes: &["按6个月的社会保险费返还。", "不超过3个月当地失业保险金标准。"],
    no: &["补贴期限不超过6个月。"],
};
