//! Conditions: figures that say who or what qualifies.

use super::kind::PICK;
use super::money::{PAID, PAYS, PAYS_NEAR};
use super::pattern::{has, pattern};
use super::rule::Purpose;
use crate::grammar::quantity::Class;
use crate::notice::{Comparator, TargetKind};

pattern!(
    CONDITIONS,
    "(?:条件|资格|申报范围|门槛|准入|建设标准|认定标准|评定标准|评选标准|设置标准|配置标准|申报要求|报名要求|限制|申请对象|申报对象|推荐对象|参评范围|评选范围|遴选范围|",
    "选拔范围|招聘对象|报考|基本要求|材料)"
);

pub(super) const CONDITION_TITLE: Purpose = Purpose {
    id: "kind/condition-title",
    means: "under a title that names conditions",
    kind: TargetKind::Requirement,
    test: |context| {
        let sum = matches!(context.quantity.class, Class::Money | Class::Share);
        has(&CONDITIONS, context.titles)
            && !(sum && context.quantity.has_rate())
            && !(sum
                && (has(&PAID, context.clause())
                    || context.quantity.class == Class::Money && has(&PAYS, context.clause_to_number())))
            && !has(&PICK, context.clause_before())
    },
    yes: &["申报条件｜上年度营业收入2000万元以上。"],
    no: &["营业收入2000万元以上。"],
};

pattern!(
    IF_DIRECT,
    "^的(?:；|。|、|$|不予|不得|不享受|不再|由|须|应|必须|可|减半|免|取消|给予|再|报|按|禁止|停止|暂停|不超过|不低于|不少于|每|补|奖)"
);
pattern!(IF_AFTER, "^[^，。；：]{0,40}?的(?:，|）)");
pattern!(
    KIND_OF,
    "^的?[^，。；、（]{0,14}?(?:企业|项目|单位|人员|园区|主体|基地|机构|毕业生|大学生|家庭|合同|协议|失业青年|青年|农户|村|学校|医院|人才|合作社|公司|活动点|",
    "俱乐部|团队|平台|职工|退役军人|个人|女性|男性|劳动者|老年人|儿童|残疾人|申请人|孩子|考生|党员|设备|车辆|客车|货车|乘用车|拖拉机|出租房|场所|班级|自然村|管道|干管|房屋|住房|创业者|船舶|建筑)"
);

pub(super) const CONDITIONAL: Purpose = Purpose {
    id: "kind/conditional",
    means: "in a clause that says of whom or what the sentence speaks: …达到25%的，可…; 对200平方米以上的…",
    kind: TargetKind::Requirement,
    test: |context| {
        let quantity = context.quantity;
        let after = context.after_list();
        if quantity.has_rate() && quantity.class == Class::Money {
            return false;
        }
        if has(&IF_AFTER, after) && !has(&PAYS_NEAR, context.own()) {
            return true;
        }
        // 不足10万元的不予补贴: what becomes of those follows without a comma.
        if (quantity.bound.is_some() || quantity.max.is_some())
            && has(
                &IF_DIRECT,
                context.text.get(quantity.span.end..context.sentence.end).unwrap_or(""),
            )
            && !has(&PAYS_NEAR, context.own())
        {
            return true;
        }
        // 以上的企业: the figure tells which ones.
        let sized = quantity.bound.is_some() || quantity.max.is_some() || matches!(quantity.class, Class::Age);
        let before = context.own();
        // 对…200平方米以上，…的…，给予奖励: all of it tells whom.
        if sized && (has(&DEFINES, context.head()) || has(&THEN, after)) && !has(&PAYS_NEAR, before) {
            return true;
        }
        if sized
            && quantity.class != Class::Time
            && context.clause().starts_with(['如', '若', '凡'])
            && !has(&PAYS_NEAR, before)
        {
            return true;
        }
        let dealt =
            context.clause().trim_start_matches("其中").starts_with(['对', '凡']) && has(&DEALT, context.after());
        if sized
            && dealt
            && !(quantity.class == Class::Money && has(&PAYS_NEAR, before))
            && quantity.class != Class::Share
        {
            return true;
        }
        // 10家以上企业实现… sets a goal; 3家以上的企业 and 100人以上企业 tell which.
        let named = match quantity.class {
            Class::Body | Class::Thing | Class::Share => after.starts_with('的') && !has(&RESULT, after),
            // A cap on a loan is no condition: 最高不超过300万元的小微企业贷款.
            Class::Money => quantity.comparator() != Comparator::AtMost || quantity.is_bound_behind(),
            _ => true,
        };
        if sized
            && matches!(quantity.class, Class::Thing | Class::Body)
            && has(&WHOSE, after)
            && !has(&ACTS, before)
            && !has(&PICK, before)
            && !has(&GOALS, before)
        {
            return true;
        }
        sized
            && named
            && !has(&GOALS, before)
            && has(&KIND_OF, after)
            && !has(&PICK, before)
            && !has(&ACTS, before)
            && !(quantity.class == Class::Money && has(&PAYS_NEAR, before))
            || sized
                && context.clause().starts_with('对')
                && context.clause_after().starts_with('的')
                && quantity.class != Class::Share
    },
    yes: &[
        "超过100人的企业适当放宽。",
        "不足10万元的不予补贴。",
        "停车超过3小时的减半收取。",
        "禁止核载20人以上客车通行。",
        "缺勤率超过6%的班级。",
        "对投资5亿元以上的项目给予支持。",
        "新招用人数达到25%的，可申请贷款。",
    ],
    no: &["扶持创业项目500个以上。", "给予每家企业50万元。"],
};

pattern!(DEFINES, "(?:是指|指的是|系指)[^。；]{0,60}$");
pattern!(THEN, "^[^。；0-9]{0,24}(?:方可|才可|才能|方能|即可)");
pattern!(DEALT, "(?:给予|予以|可按|可给|进行授牌|奖励|补助)");
pattern!(
    WHOSE,
    "^[^，。；、]{1,12}的[^，。；、]{0,10}(?:家庭|企业|单位|人员|个人|职工|机构|申请人|缴存人)"
);
pattern!(
    RESULT,
    "^[^，。；、]{0,16}?(?:实现|达到|完成|采用|建立|开展|通过|接入|覆盖|参加|得到|能够|建成|设立)"
);
pattern!(
    ACTS,
    "(?:覆盖|推动|促进|建成|建设|新增|培育|引进|引育|创建|打造|发展|扶持|实施|新建|完成|举办|开展|培训|推进|形成|组建|改造|认定|遴选|推荐|评选|支持|安排|提供|组织|吸纳|",
    "招聘|招录|招收|募集|帮扶|帮助|参与|孵化|设立|整治|创办)[^，。；]{0,16}$"
);
pattern!(WHO_PEOPLE, "(?:带动|吸纳|招用|录用|吸收|安置)[^，。；]{0,10}$");
pattern!(
    WHO_TIME,
    "(?:登记失业|参保|缴费|缴纳|签订|运营|经营|从事|任职|工作|服务|注册|成立|毕业|工龄|居住|持有|取得)"
);
pattern!(
    WHO_SIZE,
    "(?:面积|注册资本|注册资金|实缴资本|资产总额|营业收入|上年度|固定资产投资额?(?:不低于|超过|达到)|投资强度|容积率|限申报|限报|月缴存额|年收入|月收入|家庭收入|销售额|",
    "纳税额|研发投入|实际投资|总价|月供|基金数额|净资产|[应具拥]有$)"
);
pattern!(
    OWNS,
    "(?:购买|可买|购房|拥有|名下|持有|限购|仅有|只有)[^，。；]{0,20}$|有$"
);
pattern!(BUILDING, "(?:建设|筹集|新增|改造|建成|供应|开工|交付|新建)");

pub(super) const HOMES: Purpose = Purpose {
    id: "kind/homes",
    means: "how many homes one may own or buy",
    kind: TargetKind::Requirement,
    test: |context| {
        context.quantity.base_unit() == Some("套")
            && has(&OWNS, context.clause_to_number())
            && !has(&BUILDING, context.clause_to_number())
    },
    yes: &["可再购买1套商品住房。"],
    no: &["建设保障性租赁住房2.6万套。"],
};

pub(super) const WHO: Purpose = Purpose {
    id: "kind/who",
    means: "a bound on what somebody must be, have or have done to qualify",
    kind: TargetKind::Requirement,
    test: |context| {
        let quantity = context.quantity;
        let before = context.clause_to_number();
        let qualifies = match quantity.class {
            Class::People => has(&WHO_PEOPLE, before) && quantity.value < 500.0,
            Class::Time => has(&WHO_TIME, before),
            Class::Share => false,
            // 人均…面积达3平方米 is a goal.
            Class::Area => {
                has(&WHO_SIZE, before) && !before.contains('均') && !before.ends_with('达') && !before.ends_with("达到")
            }
            _ => has(&WHO_SIZE, before),
        };
        (quantity.bound.is_some() || quantity.class == Class::Time)
            && qualifies
            && !(quantity.class == Class::Money && (quantity.has_rate() || has(&PAYS_NEAR, before)))
            && !has(&GOALS, before)
    },
    yes: &["带动3人以上就业。", "注册资本不低于500万元。"],
    no: &["带动就业5万人。"],
};

pattern!(GOALS, "(?:力争|确保|全年|目标|年底前|到20[0-9]{2}年|新增)");
