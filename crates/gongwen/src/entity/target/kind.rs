//! What a target's number is for. The first rule that applies decides; the last takes what is left.

use super::condition::{ACTS, GOALS};
use super::context::Context;
use super::pattern::{has, pattern};
use super::rule::Purpose;
use super::{condition, money};
use crate::grammar::quantity::Class;
use crate::notice::{Comparator, TargetKind};

/// Every purpose, in order.
pub const PURPOSES: &[Purpose] = &[
    FREQUENCY,
    money::TIME_OF_MONEY,
    AGE,
    ONLY,
    MEASURE,
    PAPERS,
    condition::CONDITION_TITLE,
    condition::CONDITIONAL,
    condition::HOMES,
    condition::WHO,
    money::MONEY_GOAL,
    money::MONEY,
    money::SHARE_OF_MONEY,
    SPAN_OF_TIME,
    EQUIPPED,
    CHOSEN,
    GOAL,
];

pub(super) const FREQUENCY: Purpose = Purpose {
    id: "kind/frequency",
    means: "so often in so long",
    kind: TargetKind::Frequency,
    test: |context| {
        context.quantity.class == Class::Times && has(&PER_TIME, context.quantity.unit.as_deref().unwrap_or(""))
    },
    yes: &["每周至少举办一次招聘会。", "每年不少于2次。"],
    no: &["全年举办招聘会40场。"],
};

pattern!(
    PER_TIME,
    "[/·](?:半|[0-9]+)?(?:年|周|月|天|日|季度|学期|星期|学年|小时)$"
);
pattern!(
    MANY,
    "(?:更新|购置|新增|采购|张贴|悬挂|发放|印制|制作|发布|印发|发送|签订|签约|制发|派发|受理|办理|培育|培养|编制)[^，。；]{0,8}$|(?:更新|购置|采购)[^，。；]{0,14}$|(?:提高|增加)到$"
);

pattern!(STOCK, "(?:总量|总容量|存储量|资源量)[^，。；]{0,6}$");

pub(super) const PAPERS: Purpose = Purpose {
    id: "kind/papers",
    means: "how many, how long or how large what is handed in may be",
    kind: TargetKind::Requirement,
    test: |context| match context.quantity.class {
        Class::Data => !has(&STOCK, context.clause_to_number()),
        Class::Text | Class::Score => true,
        Class::Document => {
            !has(&MANY, context.clause_before())
                && !has(&MANY, context.clause_to_number())
                && context.quantity.value < 1000.0
                && !context.clause().contains("床位")
        }
        _ => matches!(context.quantity.base_unit(), Some("分钟" | "秒" | "秒钟")),
    },
    yes: &["材料3000字以内。", "照片3-5张。", "视频时长5分钟以内。"],
    no: &[
        "发放宣传资料5000份。",
        "新增床位4000张。",
        "更新图书300册。",
        "资源总量达到80TB。",
    ],
};

pub(super) const SPAN_OF_TIME: Purpose = Purpose {
    id: "kind/time",
    means: "how long something lasts or must have lasted",
    kind: TargetKind::Requirement,
    test: |context| matches!(context.quantity.class, Class::Time),
    yes: &["公示5个工作日。", "合同期限1年以上。"],
    no: &["新增就业5万人。"],
};

pub(super) const AGE: Purpose = Purpose {
    id: "kind/age",
    means: "how old somebody may be",
    kind: TargetKind::Requirement,
    test: |context| matches!(context.quantity.class, Class::Age),
    yes: &["年龄40岁以内。"],
    no: &["新增就业5万人。"],
};

pub(super) const MEASURE: Purpose = Purpose {
    id: "kind/measure",
    means: "how large, long, far or warm a thing must or may be",
    kind: TargetKind::Requirement,
    test: |context| {
        let quantity = context.quantity;
        let sized = matches!(quantity.class, Class::Length | Class::Volume)
            || quantity.class == Class::Area && quantity.base_unit() == Some("平方米")
            || quantity.base_unit() == Some("℃");
        let must = quantity.bound.is_some() && has(&MUST, context.clause_to_number())
            || quantity.class == Class::Length
                && (has(&APART, context.clause_to_number()) || has(&REACHES, context.tail()));
        // 每户1.2个, 每100平方米1个: how much must stand beside how much.
        if quantity.class == Class::Thing
            && quantity.bound.is_some()
            && quantity.has_rate()
            && !has(&PER_TIME, quantity.unit.as_deref().unwrap_or(""))
        {
            return true;
        }
        if quantity.base_unit() == Some("℃") && quantity.bound.is_some() {
            return true;
        }
        let speed = quantity.class == Class::Length && quantity.has_rate() && has(&SPEED, context.clause_to_number());
        speed || sized && must && !has(&GOALS, context.clause_to_number())
    },
    yes: &[
        "每户不少于1.5个。",
        "体温37.3℃以上。",
        "人与人应保持1.5米以上距离。",
        "建筑面积不少于200平方米。",
    ],
    no: &["新增步道100公里以上。"],
};

pattern!(SPEED, "(?:限速|时速|车速|风速)[^，。；]{0,12}$");
pattern!(REACHES, "^(?:以)?(?:范围|外|内|半径)");
pattern!(
    APART,
    "(?:半径|距|间距|距离|两侧|宽|宽度|高度|长度|厚度|深度|直径)[^，。；]{0,12}$"
);
pattern!(
    MUST,
    "(?:应|须|不得|必须|不少于|不低于|不超过|不小于|不大于|保持|控制在)"
);
pattern!(
    LIMITS,
    "(?:限申报|限报|限带|限购|享受补贴|只能|只可|仅限|仅能|总数|担任|兼任|主持|只享受|只可享受|只能享受|参与申报|同时|每人限|每家限)"
);

pub(super) const ONLY: Purpose = Purpose {
    id: "kind/only",
    means: "how often or how many times one and the same may apply, hold or take part",
    kind: TargetKind::Requirement,
    test: |context| {
        let crowd = context.quantity.class == Class::People && has(&ROOM, context.clause_to_number());
        let again =
            context.quantity.class == Class::Times && context.quantity.is_firm() && !context.quantity.has_rate();
        let full = context.quantity.class == Class::Share && has(&CROWD, context.clause_to_number());
        let in_a_row = context.quantity.class == Class::Times
            && context.clause_to_number().ends_with("连续")
            && context.clause_after().contains('的');
        context.quantity.comparator() == Comparator::AtMost && (crowd || again || full)
            || in_a_row
            || context.quantity.comparator() == Comparator::AtMost
                && has(
                    &LIMITS,
                    context
                        .text
                        .get(context.clause.start..context.quantity.core.start)
                        .unwrap_or(""),
                )
                && !has(&PICK, context.clause_before())
    },
    yes: &[
        "上座率控制在60%以内。",
        "连续2次评估不合格的，取消资格。",
        "补考限1次。",
        "享受次数不得超过3次。",
        "包间用餐不超过10人。",
        "每人限申报1个项目。",
        "在研项目总数不得超过2个。",
    ],
    no: &["每县推荐不超过3个。"],
};

pattern!(
    CROWD,
    "(?:堂食|就餐|入场|在场|上座率|客流|承载量|核定(?:人数|载客|容量|数)|接待量|接待人数)[^，。；]{0,14}$"
);
pattern!(
    ROOM,
    "每(?:间|室|桌|车|场|班|批|组|房|户)|班额|包间|用餐|就餐|聚餐|聚集"
);
pattern!(
    PICK,
    "(?:招生|指派|邀请|限推|限派|限选|参训|参会|推荐|遴选|评选|选派|选拔|选树|选聘|招聘|招募|聘用|录用|录取|招收|招录|引进|名额|上报|报送|评定|评出|表彰|命名|入选|挑选|精准定位|选择|择优|支持$|只支持|",
    "选定|选出|推选|限额|聘请|认定|确定|选取|入围|申报[^，。；]{0,4}不超过|每[^，。；]{1,10}(?:设|设立|配备|选派)$|预留|产生|选育|抽取|抽查|配备|指定|",
    "明确|设[^，。；]{0,8}奖)"
);
pattern!(
    POST,
    "(?:人员|领队|代表|值班员|监考员|岗位|教师|医生|护士|干部|学生|候选人|专家|联系人|联络员|负责人|工作者|辅导员|人选|秘书|队员|讲师|名额)$"
);

pattern!(
    EQUIPS,
    "(?:配备|配置|储备|备有)[^，。；]{0,10}(?:不少于|不得少于|至少)?$"
);

pub(super) const EQUIPPED: Purpose = Purpose {
    id: "kind/equipped",
    means: "how many things somebody must have at the least",
    kind: TargetKind::Requirement,
    test: |context| {
        matches!(
            context.quantity.base_unit(),
            Some("辆" | "台" | "套" | "具" | "盘" | "艘")
        ) && context.quantity.comparator() == Comparator::AtLeast
            && has(&EQUIPS, context.clause_to_number())
            && !has(&GOALS, context.clause_to_number())
    },
    yes: &["配备消防车2辆以上。"],
    no: &["配备联络员2名以上。", "新增消防车2辆以上。"],
};

pub(super) const CHOSEN: Purpose = Purpose {
    id: "kind/chosen",
    means: "places, persons or entries to choose or name",
    kind: TargetKind::Quota,
    test: |context| {
        let quantity = context.quantity;
        let before = context.clause_to_number();
        let counted = matches!(
            quantity.class,
            Class::People | Class::Body | Class::Thing | Class::Document | Class::Mass | Class::Area
        ) || quantity.base_unit() == Some("倍");
        let post = matches!(quantity.base_unit(), Some("名" | "人"))
            && has(&POST, context.clause_before().trim_end_matches(['各', '为']))
            && quantity.value <= 30.0
            || quantity.base_unit() == Some("名")
                && quantity.value <= 10.0
                && has(&POST_AFTER, context.tail())
                && !has(&TRAINS, before);
        let per_place =
            quantity.base_unit() == Some("名") && before.contains('每') && quantity.comparator() == Comparator::AtMost;
        let titled =
            has(&PICK_TITLE, context.titles) && matches!(quantity.base_unit(), Some("名" | "人" | "个" | "家" | "项"));
        // 推荐不超过25个，计划单列市不超过10个: the verb goes on.
        // 推荐…：市区各4名，其他县各2名.
        let short =
            context.own().chars().count() <= 14 && has(&SHARED_OUT, context.own()) && !has(&ACTS, context.own());
        let attends = quantity.class == Class::People && has(&ATTENDS, context.head());
        let more_places = context.tail().starts_with("名额");
        let goes_on = (quantity.comparator() == Comparator::AtMost || short)
            && context
                .previous
                .is_some_and(|other| other.base_unit() == quantity.base_unit())
            && has(&PICK, context.head());
        counted
            && (has(&PICK, before) || post || per_place || titled || goes_on || attends || more_places)
            && !has(&MAKES, before)
    },
    yes: &[
        "遴选10至20个项目。",
        "择优推荐三家企业。",
        "文化站工作人员1名。",
        "确定1名联系人。",
        "每个县不超过3名。",
        "省属高校限推4个。",
        "可增加1个名额。",
        "每校指派1名联络员。",
        "值班表须有1名带班领导。",
        "监考人员不少于2名。",
        "设优秀组织奖6个。",
        "参会人员：各县水务局2人。",
        "初中招生5000人。",
    ],
    no: &[
        "示范单位总数达到180个。",
        "建成10个示范园区。",
        "新增认定高新技术企业50家。",
    ],
};

pattern!(
    PICK_TITLE,
    "(?:名额|参会人员|参训人员|参加人员|参训对象|培训对象|推荐数量|岗位及人数|招聘岗位|招聘计划|招聘人数|推荐名额|申报数量|分配)"
);
pattern!(TRAINS, "(?:培训|培育|引进|帮扶|新增|帮助)[^，。；]{0,8}$");
pattern!(
    POST_AFTER,
    "^[^，。；、0-9]{0,6}(?:代表|联络员|联系人|负责人|领导|科长|处长|局长|干部|值班员|组长|主任|秘书|班主任|管理员|校长)"
);
pattern!(SHARED_OUT, "(?:各|每|其他|其余|其中)");
pattern!(
    ATTENDS,
    "(?:参会人员|参训人员|参加人员|参会范围|参训对象|培训对象|参会单位|参赛队伍)[^。]{0,80}$"
);
pattern!(
    MAKES,
    "(?:总数达|总量达|招生规模|新增|累计|力争|培育|新建|建成|打造|创建|新认定|引进培育)"
);

pub(super) const GOAL: Purpose = Purpose {
    id: "kind/goal",
    means: "a result or a number of actions",
    kind: TargetKind::Goal,
    test: |_| true,
    yes: &["新增就业30万人以上。", "举办40场招聘会。", "就业率超过90%。"],
    no: &["每人300元。"],
};

/// The purpose that decides.
pub(super) fn of(context: &Context<'_>) -> (TargetKind, &'static str) {
    PURPOSES
        .iter()
        .find(|rule| (rule.test)(context))
        .map_or((TargetKind::Goal, GOAL.id), |rule| (rule.kind, rule.id))
}
