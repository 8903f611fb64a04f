//! Times counted from an event: 收到通知之日起5个工作日内, 缴纳后30日内, 发布之日起30日内.
//!
//! A match begins at 之日起, 后 or the number; the words of the event stand before it. `{event}` reads them backwards from
//! there, last of all, because that costs most.

use super::expr::{DateExpr, Offset, OffsetEnd, Unit, What};
use super::pattern::Caps;
use super::rule::Rule;
use super::vocab::Slot;
use crate::span::Span;

pub(super) const SINCE_DAY: Rule = Rule {
    id: "offset/since-day",
    means: "收到通知之日起5个工作日内, 发布之日起3个月止, 发布之日起30日后",
    needs: &["日起"],
    pattern: "(之日|之次日|次日|当日|即日)起，?的?(之?后)?，?(在|于)?{n}{unit}{within}{event}",
    build: since_day,
    yes: &[
        ("收到通知之日起5个工作日内", "-"),
        ("关闭之日起1年内", "-"),
        ("发布之日起30日内", "../2021-07-13"),
        ("公布之日起30日后", "2021-07-13/.."),
        ("印发之日起3个月止", "../2021-09-13"),
    ],
    no: &["起30日内"],
};

pub(super) const AFTER: Rule = Rule {
    id: "offset/after",
    means: "缴纳后30日内, 补正材料后的60日内, 收到通知后5个工作日内",
    needs: &["后内", "后以内", "后的"],
    pattern: "(之后|以后|后|满|起)的?，?(在|于)?{n}{unit}(以内|之内|内){event}",
    build: counted,
    yes: &[
        ("缴纳后30日内", "-"),
        ("补正材料后的60日内", "-"),
        ("收到申请后十五个工作日内", "-"),
        ("会后3日内", "-"),
        ("接警后2分钟内", "-"),
        ("质保期满一年后20日内", "-"),
    ],
    no: &["今后30年内", "最后3天内", "毕业后2年内"],
};

pub(super) const ON_RECEIPT: Rule = Rule {
    id: "offset/on-receipt",
    means: "收到材料5个工作日内: events that need no 后",
    needs: &["收到", "接到", "受理"],
    pattern: "(收到|接到){words}{n}{unit}(以内|之内|内)",
    build: counted,
    yes: &[("收到材料5个工作日内", "-")],
    no: &["收到捐款5万元"],
};

pub(super) const ON_CONDITION: Rule = Rule {
    id: "offset/on-condition",
    means: "材料不符的，申请人应在8日内: the event is a condition, a clause that ends in 的",
    needs: &["的内"],
    pattern: "&({n}(个工作日|工作日|日|天|小时|个小时|个月)){n}{unit}(以内|之内|内){condition}",
    build: counted,
    yes: &[
        ("材料不符的，申请人应在8日内", "-"),
        ("材料不齐全的，应当在五个工作日内", "-"),
        ("拒不整改的，2小时内", "-"),
        ("不合格的应在10日内", "-"),
        ("超过标准的必须在3日内", "-"),
        ("接到投诉的单位应当在7个工作日内", "-"),
        ("整治完成的村要在2个月内", "-"),
    ],
    no: &["好的，7日内", "申请人应在7日内", "我市的单位要在7日内", "乡镇的7日内"],
};

pub(super) const BEFORE_EVENT: Rule = Rule {
    id: "offset/before-event",
    means: "开标前15日, 会议召开前5个工作日内: counted back from an event",
    needs: &["前日", "前天"],
    pattern: "(之日|之)?前{n}({unit}&(向|将|报|书面|通知|告知|提交|送)|&(工作日|个工作日){unit}(以内|之内|内|&(，|。|；))){event}",
    build: backward,
    yes: &[
        ("会议召开前5个工作日内", "-"),
        ("期满前30日向主管部门申请", "-"),
        ("会前2日报名单", "-"),
    ],
    no: &["前3日", "截至目前30日内", "员工上岗前14天隔离"],
};

pub(super) const BEFORE_END: Rule = Rule {
    id: "offset/before-end",
    means: "有效期届满30日前: the count stands before 前",
    needs: &["日前", "月前"],
    pattern: "{n}(个工作日|工作日|个自然日|日|天|个月)(之前|以前|前){closing}{event}",
    build: before_end,
    yes: &[
        ("有效期届满30日前", "-"),
        ("合同到期3个月前", "-"),
        ("会议召开5日前", "-"),
    ],
    no: &["合同30日前", "6个月前"],
};

pub(super) const NEXT_STEP: Rule = Rule {
    id: "offset/next-step",
    means: "3个工作日内 in 自受理之日起2个工作日内完成初审，县局3个工作日内完成复审: the next step of what an event began",
    needs: &["日内", "天内", "内小时"],
    pattern: "{n}(个工作日|工作日|日|天|小时|个小时)(以内|之内|内){step}",
    build: next_step,
    yes: &[("受理之日起2个工作日内初审，县局3个工作日内复审", "-")],
    no: &["县局3个工作日内完成", "收到材料。县局3个工作日内完成"],
};

pub(super) const SINCE_ISSUE: Rule = Rule {
    id: "offset/since-issue",
    means: "发布之日起 without a count",
    needs: &["日起"],
    pattern: "之日起{event}",
    build: open,
    yes: &[("发布之日起", "2021-06-13/.."), ("本办法印发之日起", "2021-06-13/..")],
    no: &["合同签订之日起"],
};

/// The units, by the number the slot `{unit}` reads.
const UNIT_NAMES: [Unit; 6] = [
    Unit::Day,
    Unit::WorkDay,
    Unit::Week,
    Unit::Month,
    Unit::Year,
    Unit::Hour,
];

fn offset(caps: &Caps, count: u16, unit: Unit, end: OffsetEnd) -> Option<DateExpr> {
    let issue = caps.get(Slot::Event, 0) == Some(1);
    Some(DateExpr::plain(What::Offset(Offset {
        event: Span::default(),
        issue,
        count,
        unit,
        end,
    })))
}

fn since_day(caps: &Caps) -> Option<DateExpr> {
    let unit = UNIT_NAMES.get(usize::from(caps.get(Slot::Unit, 0)?)).copied()?;
    let end = if caps.get(Slot::Within, 0) == Some(2) {
        OffsetEnd::After
    } else {
        OffsetEnd::Within
    };
    offset(caps, caps.get(Slot::Count, 0)?, unit, end)
}

fn counted(caps: &Caps) -> Option<DateExpr> {
    let unit = UNIT_NAMES.get(usize::from(caps.get(Slot::Unit, 0)?)).copied()?;
    // 毕业后2年内 tells who qualifies, not when something is due; 之日起1年内 may be either, as its clause tells.
    if unit == Unit::Year && caps.get(Slot::Event, 0) != Some(1) {
        return None;
    }
    since_day(caps)
}

fn backward(caps: &Caps) -> Option<DateExpr> {
    // 申报前3年内 and 前6个月 look back on who qualifies; only days are counted back from what is to come.
    let unit = UNIT_NAMES.get(usize::from(caps.get(Slot::Unit, 0)?)).copied()?;
    let days = matches!(unit, Unit::Day | Unit::WorkDay);
    days.then(|| offset(caps, caps.get(Slot::Count, 0)?, unit, OffsetEnd::Before))?
}

fn before_end(caps: &Caps) -> Option<DateExpr> {
    offset(caps, caps.get(Slot::Count, 0)?, Unit::Day, OffsetEnd::Before)
}

fn next_step(caps: &Caps) -> Option<DateExpr> {
    offset(caps, caps.get(Slot::Count, 0)?, Unit::WorkDay, OffsetEnd::Within)
}

fn open(caps: &Caps) -> Option<DateExpr> {
    let expr = offset(caps, 0, Unit::Day, OffsetEnd::Open)?;
    matches!(expr.what, What::Offset(offset) if offset.issue).then_some(expr)
}
