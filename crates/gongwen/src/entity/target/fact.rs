//! Figures that tell how things are: reported, described, expected.

use super::context::Context;
use super::pattern::{has, pattern};
use super::rule::Refusal;
use crate::grammar::quantity::Class;
use crate::notice::Comparator;

pattern!(
    DONE,
    "(?:已(?:经)?(?:[^注签满具]|签订|签署)|业已|共?(?:完成|实现|增长|下降|达到|达|提高|建成|新增|发放|降低|增加|减少|取得|获得|突破|超过|收到|筹集|投入|",
    "兑现|拨付|落实|查处|培训|开展|举办|组织|审核|受理|整治|关闭|解决|覆盖|帮助|接待|办理|减免|发现|吸引|选派)了",
    "|截至|截止(?:20|19|到|目前)|比上年|比去年|较上年|较去年|上年同期|去年同期|以来|近年|近[0-9一二三四五六七八九十两]+年|目前|迄今|至今|去年|前年|过去|一度|曾|",
    "此前|当时|先后|累计已|均已|现已|此次.{0,12}共|本次.{0,12}共)",
);
pattern!(
    FUTURE,
    "(?:力争|争取|确保|目标|努力|不少于|不低于|不得|应当|应|必须|须|至少|以内|今年|全年|年内|年底前|月底前|底前|到20[2-9][0-9]年|到203|将|拟|要求|",
    "要(?:[^求点素件])|可|给予|按|每年|控制在|推进|实施|继续|进一步|加快|新增|建设)",
);
pattern!(
    STRONG,
    "(?:力争|争取|确保|目标|努力|原则上|到20[0-9]{2}年|到“|年底前|月底前|底前|应当|必须|不得|至少|要达到|将达到|预期|给予|可按|按照)"
);

pub(super) const ZERO: Refusal = Refusal {
    id: "fact/zero",
    means: "nothing at all: no number is set, though bounds of zero are",
    test: |context| context.quantity.comparator() == Comparator::Equal && context.quantity.value == 0.0,
    yes: &["新增欠费0元。"],
    no: &["新增欠费不超过1元。"],
};

pub(super) const REPORTED: Refusal = Refusal {
    id: "fact/reported",
    means: "what has been done or measured: 已, …了, 截至, 同比, 近年来 before it in its sentence",
    test: |context| {
        let clause = context.clause_to_number();
        // 本次共招聘36名 allots; 本次共清理12家 tells.
        if has(&THIS_TIME, context.head()) {
            return false;
        }
        let before = context.before();
        let to_number = context.head();
        // 对已签约2亿元以上的项目 says which projects; the figure still bounds them.
        if has(&TERMS_TITLE, context.titles) || clause.starts_with(['对', '凡']) || clause.contains("对已") {
            return false;
        }
        if has(&YEAR_ON_YEAR, clause)
            && !has(&STRONG, context.head())
            && !matches!(context.quantity.comparator(), Comparator::AtLeast | Comparator::AtMost)
        {
            return true;
        }
        if has(&TERMS, context.after()) || has(&OUGHT, context.head()) {
            return false;
        }
        let clause = &without_attributes(clause);
        if has(&CLAUSE_DONE, clause) || has(&DONE_AFTER, context.clause_after()) {
            return true;
        }
        // Papers to hand in and limits in so many words are no reports, whatever else the sentence tells.
        if context.quantity.is_firm() || context.quantity.class == Class::Document && has(&PAPERS, context.sentence()) {
            return false;
        }
        // …的，可… tells on what terms, however the terms are worded.
        if has(&PAYABLE, context.tail()) {
            return false;
        }
        let to_number = without_attributes(to_number);
        let to_number = to_number.as_str();
        if !has(&DONE, to_number) {
            return told_before(context);
        }
        // The words that set a figure may stand after those that tell how things are.
        let from = DONE
            .as_ref()
            .and_then(|regex| regex.find_iter(to_number).last())
            .map_or(0, |found| found.end());
        let since = to_number.get(from..).unwrap_or("");
        let own = context.clause_to_number();
        !(has(&STRONG, since) || has(&FUTURE, own) || has(&STRONG, before.get(from..).unwrap_or("")))
    },
    yes: &[
        "全市已建成示范园区12个。",
        "累计发放了补贴300万元。",
        "截至6月底，完成投资20亿元。",
        "工业产值同比增长6.5%。",
        "近年来，全市举办招聘会40场。",
    ],
    no: &[
        "建成示范园区12个。",
        "力争全年完成投资20亿元。",
        "本次共招聘教师36名。",
        "此次共下达专项经费300万元，其中省级补助200万元。",
        "任现职以来完成水利工程2项。",
        "目前就业压力较大，要确保新增就业5万人。",
    ],
};

pattern!(
    THIS_TIME,
    "(?:此次|本次|这次|本批|此批)[^。；]{0,10}?共?(?:计划|拟|需)?(?:招聘|招收|招录|招募|选聘|选拔|遴选|推荐|下达|安排|拨付)[^。；了]*$"
);
pattern!(TERMS_TITLE, "(?:条件|资格|申报要求|申报范围|认定标准)[^/]*$");
pattern!(
    OUGHT,
    "(?:原则上|任现职以来|任职以来|应具备|须具备|需具备|应当具备|应符合|须符合|应满足|须满足)"
);
pattern!(YEAR_ON_YEAR, "(?:同比|环比)");
pattern!(PAPERS, "(?:一式|复印件|原件|提交|报送|材料|提供|打印|装订)");
pattern!(
    PAYABLE,
    "^(?:以上|以内|左右)?(?:的[^，。；]{0,6})?(?:标准|比例)?(?:给予|予以|奖励|补助|补贴|返还)"
);
pattern!(ATTRIBUTE, "(?:已|目前|现有)(?:经)?[^，。；]{1,20}?的");

/// The text without 已…的 before a noun: 已缴纳的税款 says which, not that it was done.
fn without_attributes(text: &str) -> String {
    ATTRIBUTE
        .as_ref()
        .map_or_else(|| text.to_owned(), |regex| regex.replace_all(text, "").into_owned())
}

pattern!(
    DONE_AFTER,
    "^[^，。；]{0,16}(?:进行|办理|开展|组织|提供|参加|出席|获得|完成|实现|得到|参与|通过|达到|取得|领取|享受|成为)了"
);
pattern!(
    TERMS,
    "的[^，。；]{0,8}，(?:可|给予|按|由|应|须|不得|将|一次性|予以|享受|每|最高)"
);

/// A sentence without a word for the future goes on telling what the one before it told.
fn told_before(context: &Context<'_>) -> bool {
    let earlier = context
        .text
        .get(..context.sentence.start)
        .unwrap_or("")
        .trim_end_matches(['。', '！', '？']);
    let last = earlier.rsplit(['。', '！', '？', '\n']).next().unwrap_or("");
    !last.is_empty() && has(&TOLD, last) && !has(&FUTURE, last) && !has(&FUTURE, context.sentence())
}

pattern!(
    TOLD,
    "(?:已(?:经)?[^注签满具]|截至|同比|近年|近[0-9一二三四五六七八九十两]+年|[成现长降到高加少得放]了[0-9])"
);
pattern!(
    CLAUSE_DONE,
    "(?:已(?:经)?(?:[^注签满具]|签订|签署)|[完实增下达提建新发降减取获突超收筹投兑拨落查培开举组审受整关解覆帮接办发吸选][成现长降到高成增放低加少得得破过到集入现付实处训展办织核理治闭决盖助待理现引派]了)",
);
pattern!(
    PAID_OUT,
    "(?:补贴|补助|奖励|给予|返还|减免|贷款|利率|首付|公积金|下调|上调)"
);
pattern!(
    SINCE,
    "^(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:（含）)?(?:起|及?以后|之后|及?以前|之前|前|至|-)"
);
pattern!(YEAR, "(?P<year>(?:19|20)[0-9]{2})年");

pub(super) const PAST_YEAR: Refusal = Refusal {
    id: "fact/past-year",
    means: "a figure of a year before the notice's own, unless the year is a base of comparison or a \
            limit on who counts",
    test: |context| {
        let Some(year) = context.notice.year else { return false };
        let before = context.head();
        let Some(found) = YEAR.as_ref().and_then(|regex| regex.captures_iter(before).last()) else {
            return false;
        };
        let Some(whole) = found.get(0) else { return false };
        let named: i16 = found
            .name("year")
            .and_then(|year| year.as_str().parse().ok())
            .unwrap_or(year);
        let (head, tail) = (
            before.get(..whole.start()).unwrap_or(""),
            before.get(whole.end()..).unwrap_or(""),
        );
        let based = head.ends_with([
            '较', '比', '自', '从', '由', '以', '在', '于', '至', '到', '与', '按', '《', '〔',
        ]) || has(&SINCE, tail)
            || tail.starts_with(['以', '后', '起', '前', '底', '至', '-']);
        // 到2030年底 looks back, however it begins.
        let ended = head.ends_with(['到', '至']) && tail.starts_with(['底', '末']);
        let based = based && !ended;
        let terms = context.quantity.is_firm()
            || has(&PAID_OUT, context.clause())
            || has(&TERMS_TITLE, context.titles)
            || has(&TERMS, context.after());
        named < year && !based && !terms && !has(&STRONG, tail) && !tail.contains('《')
    },
    yes: &["2028年全市污水处理率达到42%。", "到2028年底，年成交额18.6亿元。"],
    no: &["2031年新增就业5万人。", "能耗较2025年下降16%。"],
};

pattern!(
    TELLS,
    "(?:^|/)[^/]{0,10}(?:回顾|工作总结|[^的]成效|工作成绩|现状|基本情况|[^实牢]发展基础|存在.{0,4}问题|主要问题|背景|面临的?形势|形势分析|工作情况|",
    "完成情况|执行情况|进展情况|典型经验|主要做法|案例)(?:/|$)"
);

pub(super) const SITUATION: Refusal = Refusal {
    id: "fact/situation",
    means: "under a title that tells how things are or what was done, or before a report turns to its plans",
    test: |context| {
        context.notice.reviews
            || has(&TELLS, context.titles) && !has(&AIM, context.titles) && !has(&STRONG, context.sentence())
    },
    yes: &["2030年工作回顾｜建成示范园区12个。", "基本情况｜全市有企业300家。"],
    no: &["力争建成示范园区12个。"],
};

pub(super) const UNSET: Refusal = Refusal {
    id: "fact/unset",
    means: "in a report or a piece of news, a figure that no word sets",
    test: |context| {
        context.notice.reports
            && !has(
                &STRONG,
                context
                    .text
                    .get(context.sentence.start..context.quantity.core.end)
                    .unwrap_or(""),
            )
            && !has(&AIM, context.titles)
    },
    yes: &["建成示范园区12个。"],
    no: &["力争建成示范园区12个。", "工作目标｜建成示范园区12个。"],
};

pattern!(AIM, "(?:目标|任务|安排|要求|计划|措施|标准)");
pattern!(
    EXPECTED,
    "(?:预计|估计|预测|据测算|经测算|[^复]有望[^，、。；]|约合|折合)"
);
pattern!(
    DESCRIBES,
    "(?:人口|编制人数|人数小计|在职人数|退休人数|离休人数|注册资本|注册资金|认缴|出资|出资占比|出资比例|持有|持股|股权|用地面积|占地面积|占地总面积|占地|总建筑面积|建筑面积|",
    "计容面积|土石方|挖方|填方量|弃方量|开挖总量|设计流量|面积|全长|海拔|高程|位于|[东西南北]距|总投资|工程造价|土建投资|小数点后)[^，。；]{0,10}$"
);
pattern!(PEOPLE_OF, "(?:人口|居委会|村委会|社区|行政村|自然村)[^。；]{0,16}$");

pub(super) const DESCRIBED: Refusal = Refusal {
    id: "fact/described",
    means: "what a thing measures or who lives there, told without a bound or a verb that sets it",
    test: |context| {
        let quantity = context.quantity;
        let open = quantity.bound.is_none() || quantity.bound == Some(Comparator::About);
        let clause = context.clause_to_number();
        open && quantity.max.is_none()
            && !quantity.has_rate()
            && !has(&SETS, clause)
            && !has(&PAID_OUT, context.clause())
            && (has(&DESCRIBES, clause) && quantity.base_unit() != Some("亩")
                || quantity.class == Class::People && clause.chars().count() <= 2 && has(&PEOPLE_OF, context.head()))
    },
    yes: &[
        "新设浮桥坊社区，人口360户，1100人。",
        "公司注册资本2000万元。",
        "项目总用地面积约4万平方米。",
    ],
    no: &[
        "注册资本不低于500万元。",
        "完成总投资20亿元。",
        "单位建筑面积能耗下降10%。",
    ],
};

pattern!(
    SETS,
    "(?:达到|达|完成|力争|确保|新增|控制在|提高|降低|下降|减少|增加到|稳定在|保持在|应|须|要|争取|实现|建成|目标|不再|增长)"
);

pattern!(
    BEFELL,
    "(?:发生[^，。；不]{0,14}|(?:死亡|受伤|遇难|失踪)(?:人数)?|(?:仅为|仅有|仅占|仍有|尚有|还有)[^，。；]{0,10}|报告[^，。；]{0,10}(?:疫情|病例|事件|事故))$"
);

pub(super) const BEFELL_RULE: Refusal = Refusal {
    id: "fact/befell",
    means: "what befell or is still so: 发生事故14起、死亡9人, 仍有3000人, 仅为38%",
    test: |context| {
        let quantity = context.quantity;
        let share = quantity.class == Class::Share && has(&STILL, context.clause_to_number());
        (share || matches!(quantity.class, Class::People | Class::Thing | Class::Body))
            && quantity.bound.is_none()
            && quantity.max.is_none()
            && !quantity.has_rate()
            && has(&BEFELL, context.clause_to_number())
            && (share || !has(&STRONG, context.head()))
            && !context.clause_after().contains('的')
    },
    yes: &[
        "全市发生事故14起。",
        "全县仍有3000人饮用高氟水。",
        "蓄水量仅为可用库容的38%。",
    ],
    no: &[
        "确保事故控制在3起以内。",
        "发生2起以上事故的，取消资格。",
        "排查隐患14起。",
    ],
};

pattern!(STILL, "(?:仅为|仅占|仍有|尚有)");

pub(super) const ASKED: Refusal = Refusal {
    id: "fact/asked",
    means: "a figure that is asked about: …是否合理",
    test: |context| context.clause_after().contains("是否"),
    yes: &["从业人员不少于5人的规定是否合理。"],
    no: &["从业人员不少于5人。"],
};

pub(super) const FORECAST: Refusal = Refusal {
    id: "fact/forecast",
    means: "what is expected to come of itself",
    test: |context| !context.quantity.is_firm() && !has(&TERMS, context.after()) && has(&EXPECTED, context.before()),
    yes: &["预计每年可节约资金200万元。"],
    no: &["预算安排资金200万元。"],
};
