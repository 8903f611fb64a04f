//! Numbers that name or divide: stages, phases, sizes of plants, “a”, counts of a list.

use super::context::Context;
use super::pattern::{has, pattern};
use super::rule::Refusal;
use crate::grammar::quantity::{Class, Script};

pattern!(
    ABSTRACT,
    "^(?:[大小]?(?:阶段|环节|方面|部分|步骤|层次|层面|层级|类别|类型|意识|自信|维护|全面|坚持|务必|必须|结合|转变|原则|关键|字|问题|时期|行业|领域|统一|不|",
    "共同|生命共同体|月|小时|着力|突出|聚焦|抓手|维度|机制|体系|系统|难题|转移|到位|清单|支撑|板块|节点|要素|档次|等级|模块|单元|季度|梯队|专题|主题|栏目|章节|章|",
    "条款|批|一|附件|党|代表|确保|重点(?:领域|任务|工作|环节|方面|产业|行业)|专项行动|行动|一批|高地|中心任务|基本|文件|通知))",
);
pattern!(
    ITEM,
    "^(?:[^，。；、]{0,6}(?:行动|措施|举措|任务|工作|制度|原则|机制|内容|要求|条件|改革|权利|职责|规定|承诺|政策|意见|标准|程序|指标|事项|职权|权限|能力|",
    "功能|机能|基本|义务|纪律|注意|准备|保障|服务|经费|建议|因素|方针))",
);
pattern!(MEANS, "(?:措施|政策|举措|意见|建议|方面)$");
pattern!(
    MAKES,
    "(?:建设|建成|新建|推荐|遴选|选|确定|设立|举办|完成|新增|申报|组建|成立|创建|打造|培育|实施|推出|提供|报送|配备|支持|认定|评定|开展|引进|每[^，。；]{1,6})[^，。；]{0,8}$"
);

pub(super) const STRUCTURE: Refusal = Refusal {
    id: "name/structure",
    means: "how the text or the work is divided, not how many there are to be: 三个阶段, 五个环节, 两类, 十项行动",
    test: |context| {
        let quantity = context.quantity;
        let after = context.tail();
        let before = context.clause_to_number();
        let word = quantity.base_unit().unwrap_or("");
        // 二次使用 is a second time: counting says 两次.
        if quantity.bound.is_none()
            && !quantity.has_rate()
            && matches!(word, "次" | "批次" | "套")
            && context.text.get(quantity.number.start..quantity.number.end) == Some("二")
        {
            return true;
        }
        if quantity.class == Class::Structure {
            // 6类以上 is bounded, so it counts.
            return !(quantity.script == Script::Arabic && word == "批次" || word == "类" && quantity.bound.is_some());
        }
        if quantity.bound.is_some() || quantity.max.is_some() {
            return word == "个" && after.starts_with("方面");
        }
        let divided = before.ends_with("分")
            || before.ends_with("分为")
            || before.ends_with("分成")
            || before.ends_with("包括")
            || before.ends_with("含")
            || before.ends_with("按照");
        if matches!(word, "项" | "条") && has(&MEANS, before) {
            return true;
        }
        match word {
            "条" if quantity.script == Script::Han && !has(&BUILDS, before) => true,
            "种" => divided || quantity.script == Script::Han,
            "个" => {
                // Three in characters counts what is there (三个中心, 两个市场) unless a verb makes or picks them.
                let idle = quantity.script == Script::Han && quantity.value > 1.0 && !has(&MAKES, before);
                divided || idle || has(&ABSTRACT, after)
            }
            "项" | "条" | "件" => divided || has(&ITEM, after) && !before.ends_with('各'),
            "级" | "大" | "档" => true,
            _ => divided && quantity.class != Class::Share && quantity.class != Class::Money,
        }
    },
    yes: &[
        "活动分三个阶段进行。",
        "由推荐、评审等五个环节组成。",
        "增强“四个意识”。",
        "落实十项行动。",
        "园区分为综合型和特色型两类。",
    ],
    no: &["建成10个示范园区。", "实施5项改造工程。", "提供6类以上适宜技术。"],
};

pattern!(
    GATHERS,
    "(?:等|共|合计|总计|涉及|包括|辖|下设|由|聚焦|围绕|针对|全省|全市|全县|全区|全镇|全乡|全州|全校|全国|所辖的|(?:通过|公布|批准)的|我省|我市|我县|上述|以上|以下|下列|其他|其余|其中|这|该|原有|现有|另|共计|内含)$"
);
pattern!(BUILT, "^[^，。；]{0,8}(?:建设|进度|开工|改造)");
pattern!(TASK, "(?:完成|整治|改造|加固)(?:全省|全市|全县|全区|全镇|全乡)$");
pattern!(COVERS, "(?:涉及|包括|含)[^，。；各]{0,30}$");
pattern!(AROUND, "(?:聚焦|围绕|针对|依托|涉及|包括)$");

/// 围绕37条产业链和40个产业集群: the second stands beside the first.
fn follows_gathered(context: &Context<'_>) -> bool {
    let Some(previous) = context.previous else { return false };
    let gap = context
        .text
        .get(previous.core.end..context.quantity.core.start)
        .unwrap_or("，");
    let ahead = context.text.get(..previous.core.start).unwrap_or("");
    gap.ends_with(['和', '、', '及', '与'])
        && !gap.contains(['，', '。', '；'])
        && gap.chars().count() <= 14
        && has(&AROUND, ahead)
}

pattern!(
    CATALOGUE,
    "(?:取消|下放|收回|保留|承接|废止|修改|公布|清理|赋权|调整)[^。]{0,30}(?:事项|许可|处罚|确认|审批|职权|权限|文件|清单|目录)"
);
pattern!(
    PLACES,
    "^(?:省|市|县|区|部门|单位|行业|领域|地区|地方|镇|乡|街道|村|州|盟|旗|国家|城市|人|同志|名同志|企业|公司|机构|民族)"
);

pub(super) const LISTED: Refusal = Refusal {
    id: "fact/listed",
    means: "counts what stands beside it or exists already: 张某、李某等3人, 全市12个区县",
    test: |context| {
        let quantity = context.quantity;
        if matches!(quantity.base_unit(), Some("项" | "件" | "批次"))
            && has(&CATALOGUE, context.sentence())
            && quantity.bound.is_none()
        {
            return true;
        }
        if quantity.bound.is_some()
            || quantity.max.is_some()
            || quantity.has_rate()
            || !matches!(quantity.class, Class::People | Class::Body | Class::Thing)
        {
            return false;
        }
        let before = context.clause_to_number();
        let after = context.tail();
        let word = quantity.base_unit().unwrap_or("");
        // 混凝土工、焊工、钳工3个项目: as many as are named beside it.
        let named = before.matches('、').count() + 1;
        if named >= 3
            && !has(&BUILT, after)
            && quantity.value == named as f64
            && !before.contains(|c: char| c.is_ascii_digit())
            && before.rsplit('、').next().is_some_and(|last| last.chars().count() <= 8)
        {
            return true;
        }
        // 完成全县300处登记 is a task.
        if has(&TASK, before) {
            return false;
        }
        // 等15个重点项目 under a verb is the object of a task.
        let project = has(&WORKS, after);
        (has(&GATHERS, before) && !project)
            || (word == "个"
                && quantity.script == Script::Han
                && has(&PLACES, after)
                && !before.ends_with(['选', '定', '到']))
            || word == "个" && has(&PLACES, after) && before.ends_with(['省', '市', '县', '区', '州', '盟'])
            || has(&COVERS, before)
            || follows_gathered(context)
            || before.ends_with('以') && context.clause_after().contains('为')
            || after.starts_with("中的")
            || after.starts_with("之一")
    },
    yes: &[
        "拟聘用甲、乙、丙等3人。",
        "覆盖全市12个区县。",
        "石油、钢铁和有色三个行业。",
        "设焊工、钳工、电工3个项目。",
        "经办人、证明人、审批人三人签字。",
        "适用于全镇23个行政村。",
    ],
    no: &[
        "加快理工、师范、医科等3所高校建设进度。",
        "完成全县300处水利设施登记。",
        "推进文化中心等15个重点项目建设。",
        "择优推荐三家企业。",
    ],
};

pattern!(
    WORKS,
    "^[^，。；、]{0,10}(?:项目|工程|高校|基地|园区|平台|建设|医院|学校)"
);
pattern!(
    NAMED_ONE,
    "(?:交|寄送|上报|携带|确定|明确|指定|安排|推荐|配备|选派|选配|选定|落实|报送|提供|提交|附|各|至少|式|申报|推选|限报|只)[^，。；]{0,8}$"
);

pub(super) const ONE: Refusal = Refusal {
    id: "name/one",
    means: "一 with a measure word is mostly “a”: it counts where a bound or a rate is said, where \
            papers are handed in, or where somebody is named",
    test: |context| {
        let quantity = context.quantity;
        if quantity.script != Script::Han
            || quantity.value != 1.0
            || quantity.bound.is_some()
            || quantity.has_rate()
            || quantity.max.is_some()
        {
            return false;
        }
        match quantity.class {
            // 一式五份 says five; 一张蓝图 is a figure of speech.
            Class::Document => {
                let closed = context
                    .clause_after()
                    .chars()
                    .next()
                    .is_none_or(|c| "、（）并和，及".contains(c));
                !(closed || has(&NAMED_ONE, context.clause_to_number()))
            }
            Class::People => !has(&NAMED_ONE, context.clause_to_number()),
            Class::Share | Class::Money | Class::Area => false,
            Class::Time => !has(&TERM, context.clause_to_number()),
            Class::Times if context.clause_before().ends_with("体检") => false,
            _ if has(&ONLY, context.clause_to_number()) => false,
            // An item of a list whose first item is bounded counts as that does.
            _ => {
                let gap = context
                    .previous
                    .and_then(|other| context.text.get(other.core.end..quantity.core.start))
                    .unwrap_or("");
                let bounded = context
                    .previous
                    .is_some_and(|other| other.bound.is_some() && other.script == Script::Han);
                !(bounded && gap.ends_with('、'))
            }
        }
    },
    yes: &["建设一个高水平平台。", "培育一家龙头企业。", "选树一名先进典型。"],
    no: &[
        "申报材料一份。",
        "确定一名联系人。",
        "每周至少举办一次招聘会。",
        "试用期一年。",
    ],
};

pattern!(
    ONLY,
    "只(?:能|可|准|许|开设|支持|设|设立|申报|保留|参加|参与|选择|选|报)?[^，。；]{0,4}$"
);

pub(super) const DENOMINATOR: Refusal = Refusal {
    id: "name/denominator",
    means: "the one of 每吸纳1人给予2000元 is what the sum is paid for",
    test: |context| {
        let quantity = context.quantity;
        quantity.value == 1.0
            && quantity.bound.is_none()
            && !matches!(quantity.class, Class::Time | Class::Money | Class::Share)
            && has(&PER, context.clause_to_number())
            && context.tail().contains('元')
    },
    yes: &["每吸纳1人给予2000元。"],
    no: &["每个课题设1名负责人。", "每县推荐1人。"],
};

pattern!(TERM, "(?:试用期|见习期|服务期|聘期|学制|合同期|有效期)(?:为|限为|限)?$");
pattern!(PER, "每[^，。；个]{1,15}$");

pub(super) const NAME: Refusal = Refusal {
    id: "name/quoted",
    means: "inside a name in “” or 《》",
    test: |context| {
        let head = context.head();
        let tail = context.tail();
        let inside = |open: char, close: char, most: usize| {
            let Some(at) = head.rfind(open) else { return false };
            let name = head.get(at..).unwrap_or("");
            let Some(end) = tail.find(close) else { return false };
            let rest = tail.get(..end).unwrap_or("");
            !name.contains(close) && !rest.contains(open) && name.chars().count() + rest.chars().count() <= most
        };
        inside('“', '”', 24) || inside('《', '》', 90) || inside('〈', '〉', 60) || inside('「', '」', 30)
    },
    yes: &["实施“5个1行动”。", "按照《关于扶持100家企业的意见》执行。"],
    no: &["选出5名“最美职工”。"],
};

pub(super) const PHASE: Refusal = Refusal {
    id: "name/phase",
    means: "一期, 二期 and 三期 without an action before them name the phase of a project; 两次 before a verb \
            tells how often it was done",
    test: |context| {
        let quantity = context.quantity;
        let again = quantity.base_unit() == Some("次") && !has(&COUNTS, context.clause_to_number());
        (quantity.base_unit() == Some("期") || again)
            && quantity.script == Script::Han
            && quantity.value <= 5.0
            && quantity.bound.is_none()
            && !quantity.has_rate()
            && !has(&HOLDS, context.clause_to_number())
    },
    yes: &["推动石桐煤矿二期建设。", "市局两次组成专家组。"],
    no: &["举办三期培训班。"],
};

pattern!(
    COUNTS,
    "(?:举办|开展|组织|提供|进行|召开|享受|举行|安排|限|检查|培训|活动|走访|调度|会|通报|巡查|消毒|体检|公布|报送|更新|申请|参加|变更|提取)[^，。；]{0,6}$"
);
pattern!(HOLDS, "(?:举办|开办|组织|开展|举行|完成|培训|开设|办)$");
pattern!(
    PLANT,
    "^[^，。；]{0,24}?(?:项目|工程|生产线|变电|电站|装置|机组|水库|电厂|线路|技改)"
);
pattern!(
    BUILDS,
    "(?:建成|新增|新建|开工|投产|完成|建设|实现|淘汰|压减|化解|退出|达到|核准|装机|力争|预留|关闭)[^、，。；]{0,6}$"
);

pub(super) const CAPACITY: Refusal = Refusal {
    id: "name/capacity",
    means: "the size by which a plant is called: 甲公司50万吨/年项目, 500千伏输变电工程",
    test: |context| {
        let quantity = context.quantity;
        matches!(quantity.class, Class::Mass | Class::Energy | Class::Volume)
            && quantity.bound.is_none()
            && (quantity.has_rate() || has(&PLANT, context.tail()))
            && !has(&BUILDS, context.clause_to_number())
            || quantity.base_unit() == Some("千伏")
    },
    yes: &["推进甲公司20万吨/年磷酸铁项目。", "建设石桐500千伏输变电工程。"],
    no: &["淘汰水泥产能20万吨。", "新增光伏装机30万千瓦。"],
};

pattern!(
    MARKS,
    "(?:占(?:总成绩|总分|综合成绩|最终成绩)的?|(?:笔试|面试|试讲|技能考核|理论考试|成绩|测评|权重)占?|满分的)$"
);

pub(super) const SCORE: Refusal = Refusal {
    id: "name/score",
    means: "marks of a scoring scheme; a pass mark is a bound and stays",
    test: |context| {
        let quantity = context.quantity;
        // 笔试占40%, 占总成绩的30% weigh marks.
        if quantity.class == Class::Share && has(&MARKS, context.clause_to_number()) {
            return true;
        }
        matches!(quantity.base_unit(), Some("分" | "星"))
            && (quantity.bound.is_none()
                || context
                    .clause_to_number()
                    .ends_with(['扣', '得', '加', '计', '记', '各', '占'])
                || context.clause_to_number().contains("满分")
                || context.clause_to_number().contains("加分"))
    },
    yes: &[
        "每发现一起扣5分。",
        "满分100分。",
        "笔试占40%。",
        "面试成绩占总成绩的60%。",
    ],
    no: &["考核成绩80分以上。"],
};
