//! Stretches of time: which are limits, which are dates, which only tell how long.

use super::context::Context;
use super::pattern::{has, pattern};
use super::rule::Refusal;
use crate::grammar::quantity::Class;

pattern!(
    LASTS,
    "(?:公示|公示期|为期|期限|时限|时间|时长|周期|期限?为|时间为|缓缴|延缓|延长|延期|展期|顺延|连续|累计|服务|服务期|任期|试用期|见习期|培育期|过渡期|工期|运营|经营|",
    "缴纳|缴费|签订|从事|任职|工作|注册|成立|居住|参保|就业|间隔|保存|保留|留存|公告|不低于|一次性|每次|见习|培训|培训期|学制|聘期|保持|稳定|给予|发放|补贴|享受|按|",
    "放假|每期|集训|考试|笔试|面试|答辩|学习|证书有效期|满)(?:了|为|期|达|满|期限为)?$"
);
pattern!(
    GRANTS,
    "^(?:的|以上|以内|内)?(?:[^，。；]{0,8})(?:隔离|医学观察|公示|培育期|渐退期|宽限期|过渡期|缓冲期|见习|社会保险费|保险金|失业保险|工资|租金|生活费|标准|补贴|补助|岗前|",
    "培训|试用期|免租|免息|期限|公告|合同|服务期|的?期)"
);
pattern!(
    PLAN,
    "^(?:左右)?(?:时间|的?努力|持续|的?发展|行动|计划|规划|方案|任务|建设|攻坚|工作|滚动|一个周期|来|多来|间|内建成|内基本)"
);
pattern!(SET, "(?:控制在|控制到|压缩|缩短|压减|缩减)(?:至|到|为)?$");
pattern!(PROGRAMME, "^[^，。；、]{0,10}(?:计划|行动|规划|方案|攻坚)");
pattern!(
    BENEFIT,
    "(?:保留|不计|不征|不得|不再|不能|免|补|减|扣|享受|奖|返还|缓|资助|给予|不受理|不予|办结|完成|答复|取消|暂停|禁止|缴|发放|审核|审批|反馈|报送|提交|支付|拨付)"
);

pub(super) const DURATION: Refusal = Refusal {
    id: "fact/duration",
    means: "a plain stretch of time (三年行动, 通过3—5年的发展), where no words make it a limit",
    test: |context| {
        let quantity = context.quantity;
        if quantity.class != Class::Time || quantity.has_rate() {
            return false;
        }
        let before = context.clause_to_number();
        let tail = context.tail();
        // 一年期LPR, 五年期以上贷款: terms of loans and deposits.
        if tail.starts_with('期')
            && (tail.contains("LPR") || tail.contains("利率") || tail.contains("贷款") || tail.contains("存款"))
        {
            return true;
        }
        if has(&VIA, before) || quantity.bound.is_none() && (has(&PLAN, tail) || has(&PROGRAMME, tail)) {
            return true;
        }
        if tail.starts_with('前')
            || tail.starts_with("之前")
            || tail.starts_with("以前")
            || tail.starts_with('后')
            || tail.starts_with("之后")
            || tail.starts_with("以后")
        {
            return true;
        }
        let within = tail.starts_with('内') || tail.starts_with("之内");
        if within {
            // A span of time in which something is done limits only what is granted or forbidden.
            let set = quantity.is_firm() || has(&SET, before);
            return !set && (quantity.max.is_some() || !has(&BENEFIT, tail));
        }
        if quantity.bound.is_none()
            && (tail.starts_with("期满")
                || quantity.base_unit() == Some("小时") && quantity.value == 24.0
                || quantity.value == 365.0)
        {
            return true;
        }
        !(quantity.bound.is_some()
            || has(&LASTS, before)
            || has(&GRANTS, tail)
            || has(&DEPRIVES, before)
            || quantity.class == Class::Time && matches!(quantity.base_unit(), Some("课时" | "学时"))
            || has(&TOTALS, before) && has(&OFF, context.head())
            || in_brackets(context)
            || quantity.max.is_some() && tail.starts_with('的'))
    },
    yes: &[
        "启动三年见习计划。",
        "力争通过3—5年的持续发展形成优势。",
        "在两年内支持流通企业发展。",
        "实行24小时值班。",
    ],
    no: &[
        "公示5个工作日。",
        "签订1年以上合同。",
        "缓缴期限不超过6个月。",
        "在3年内按限额扣减税款。",
        "给予1—2年的培育期。",
        "10月1日至7日放假，共7天。",
        "每期3天。",
        "暂扣证书3个月至6个月。",
        "开设健康课4课时。",
        "公示期为11月9日至15日（5个工作日）。",
        "在3年内不受理申报。",
    ],
};

pattern!(DEPRIVES, "(?:暂扣|扣留|暂停|停止|停业|禁止)[^，。；]{0,10}$");
pattern!(TOTALS, "^共计?$");
pattern!(OFF, "(?:放假|公示|调休|培训|会期)");
pattern!(
    SPELL,
    "(?:公示|报名|培训|活动|集中)[^，。；]{0,8}(?:期|时间|期限)[^，。；]{0,30}[（(]$"
);

/// 公示期为11月9日至15日（5个工作日）: the bracket counts the days of a stretch that is set.
fn in_brackets(context: &Context<'_>) -> bool {
    has(&SPELL, context.head()) && context.tail().starts_with(['）', ')'])
}

pattern!(VIA, "(?:通过|经过|历时|未来|今后|用|近|利用|过去|最近|再用|每隔)$");
pattern!(
    ANCHOR,
    "(?:之日起|日起|起|后|之后|以后|以前|前|届满|收到[^，。；]{0,12}|接到[^，。；]{0,12})[，的]?(?:应|须|需|要)?(?:在|于)?$"
);

pub(super) const EVENT: Refusal = Refusal {
    id: "fact/event",
    means: "a limit counted from an event is a date: 收到通知之日起5个工作日内",
    test: |context| {
        let quantity = context.quantity;
        let tail = context.tail();
        let to_number = context.head();
        // Days and hours run from something, whether or not the clause says so.
        let short = matches!(
            quantity.base_unit(),
            Some("日" | "天" | "工作日" | "个工作日" | "自然日" | "个自然日" | "小时" | "个小时")
        );
        let closes = ["内", "之内", "以内", "前", "止", "后"]
            .iter()
            .any(|word| tail.starts_with(word));
        quantity.class == Class::Time
            && !(quantity.is_firm() || has(&SET, to_number))
            && closes
            && (has(&ANCHOR, to_number) || has(&GOES_ON, to_number) || short)
            || quantity.class == Class::Time && to_number.ends_with("提前")
    },
    yes: &["自收到申请之日起5个工作日内办结。", "在受理后3个工作日内答复。"],
    no: &["在3年内免征税款。"],
};

pattern!(
    GOES_ON,
    "(?:后|起)[0-9一二三四五六七八九十两半]+(?:个?工作日|日|天|个月|年)内[^。；]{0,40}$"
);
pattern!(
    ITSELF,
    "(?:(?:本|该)(?:办法|规定|意见|通知|细则|方案|措施|政策|通告|公告|条例|规划|文件)[^。；]{0,24}(?:有效期|施行|执行|实施|试行)|有效期|试行期|",
    "执行期限?|实施期限|政策期限)[^。；]{0,10}$"
);

pub(super) const EXPIRY: Refusal = Refusal {
    id: "fact/expiry",
    means: "how long the notice itself holds is a date",
    test: |context| {
        context.quantity.class == Class::Time
            && !has(&PAPER, context.clause_to_number())
            && (has(&ITSELF, context.head()) && has(&FORCE, context.text)
                || has(&VALID, context.clause_to_number()) && has(&FORCE, context.text))
    },
    yes: &["本办法自发布之日起施行，有效期5年。"],
    no: &["合同期限不少于5年。", "证书有效期2年，按规定印发。"],
};

pattern!(
    PAPER,
    "(?:证|证书|证件|证明|执照|许可|资格|称号|合同|结果|成绩)的?有效期(?:限)?(?:为)?$"
);
pattern!(FORCE, "(?:施行|执行|实施|试行|印发|公布|发布|废止)");
pattern!(VALID, "^(?:本[^，]{1,8})?有效期(?:限)?(?:为)?$");
