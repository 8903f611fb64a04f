//! What a date means, by the words beside it.

use super::context::Context;
use super::cue::{CUES, closes, holds, opens};
use super::{since, until};
use crate::grammar::date::DateExpr;
use crate::grammar::date::expr::{
    Bound, Days, Frequency, MonthRef, Offset, OffsetEnd, Part, PlanSlice, Recurrence, Unit, What, YearRef,
};
use crate::grammar::date::value::Value;
use crate::notice::DateRole;
use crate::structure::Anchor;
use jiff::civil::Date as Day;

/// A date and all that may tell its role.
pub(super) struct Reading<'r> {
    pub(super) expr: DateExpr,
    pub(super) value: &'r Value,
    pub(super) context: &'r Context<'r>,
    pub(super) anchor: Anchor,
}

/// The document speaking of itself.
const SELF: &[&str] = &[
    "本通知",
    "本意见",
    "本办法",
    "本规定",
    "本细则",
    "本条例",
    "本方案",
    "本公告",
    "本通告",
    "本决定",
    "本措施",
    "本规则",
    "本标准",
    "本政策",
    "本文件",
    "本规范",
    "本制度",
    "本函",
    "本复函",
    "本批复",
    "本实施",
    "本暂行",
    "本管理",
    "本若干",
    "本指引",
    "本目录",
    "本规程",
    "本章程",
    "本命令",
    "本令",
    "本清单",
    "本指导意见",
    "本指南",
];

/// The role; `None` where the words make no date of the notice.
pub(super) fn role(reading: &Reading<'_>) -> Option<DateRole> {
    match reading.expr.what {
        What::Recurring(recurrence) => recurring(recurrence, reading.context),
        // 取得证书之日起12个月内的: a window that qualifies, not a limit.
        What::Offset(_) if reading.context.tail.starts_with('的') => None,
        // 6个月内不得转让: how long something is barred.
        What::Offset(_)
            if opens(
                reading.context.after.trim_start_matches('，'),
                &["不得", "不予", "不再", "禁止"],
            ) =>
        {
            None
        }
        // 自关闭之日起1年内完成修复 is a limit; 取得证书之日起3年内 says who qualifies.
        What::Offset(offset) if offset.unit == Unit::Year && !offset.issue => {
            let near: String = reading.context.tail.chars().take(8).collect();
            let ordered = holds(&near, &CUES.task) && !names(reading.context);
            ordered.then(|| counted(offset, reading.context))
        }
        What::Offset(offset) => Some(counted(offset, reading.context)),
        _ => Some(dated(reading)),
    }
}

/// The value with the bounds that its role leaves it.
pub(super) fn bounded(role: DateRole, expr: &DateExpr, value: Value, context: &Context<'_>) -> Value {
    match role {
        DateRole::Deadline | DateRole::Expires => until(value),
        DateRole::Effective => since(value),
        _ if expr.bound == Bound::None && runs_on(context) => since(value),
        _ => value,
    }
}

/// 以后 and its kin after a date: from then on.
fn runs_on(context: &Context<'_>) -> bool {
    opens(
        context.tail,
        &[
            "以后",
            "之后",
            "及以后",
            "（含）以后",
            "及之后",
            "后",
            "以来",
            "开始",
            "及其以后",
            "或以后",
        ],
    ) && !opens(context.tail, &["后三", "后两", "后五", "后续", "后期"])
}

/// A repetition counts unless its clause counts how often or how much: that is a target.
fn recurring(recurrence: Recurrence, context: &Context<'_>) -> Option<DateRole> {
    let day = recurrence.months != 0 || recurrence.days != Days::Any;
    if day {
        return Some(DateRole::Recurring);
    }
    if counts(context.tail) || closes(context.lead, &["人", "户", "名", "家", "元", "平均", "次"]) {
        return None;
    }
    // 每日报告制度, 每月工资: days, weeks and months need an order to be more than a measure.
    let short = !matches!(recurrence.frequency, Frequency::Yearly) && recurrence.interval == 1;
    let near: String = context.tail.chars().take(14).collect();
    if short && (!holds(&near, &CUES.task) || near.contains("制度")) {
        return None;
    }
    // 每年的, 每月工资: a measure of something else, nothing that is done.
    (!context.tail.is_empty() && !context.tail.starts_with(['的', '、', '末', '内'])).then_some(DateRole::Recurring)
}

/// Whether a clause holds a number of times, things or money.
fn counts(clause: &str) -> bool {
    if clause.bytes().any(|byte| byte.is_ascii_digit()) {
        return true;
    }
    let mut characters = clause.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied().unwrap_or(' ');
        let measure = "次场期轮遍回名个天篇项家户元万亿百千人倍成条件份批班列辆分点".contains(next);
        let counted = match character {
            '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => measure,
            // 一批 and 一定 count nothing.
            '一' => measure && next != '批' && next != '件',
            _ => false,
        };
        if counted {
            return true;
        }
    }
    false
}

fn counted(offset: Offset, context: &Context<'_>) -> DateRole {
    let force = force_follows(context);
    match offset.end {
        // Only this document can be in force from its issue on.
        OffsetEnd::Open | OffsetEnd::After if force || offset.issue && enters_force(context) => DateRole::Effective,
        OffsetEnd::Open | OffsetEnd::After => DateRole::Scheduled,
        OffsetEnd::Within if offset.issue && lasts(context) => DateRole::Expires,
        OffsetEnd::Within | OffsetEnd::Before => DateRole::Deadline,
    }
}

/// 施行 or 生效 follows: the date begins the force of a document. 实施 and 执行 may have an object, and then something else
/// begins.
fn force_follows(context: &Context<'_>) -> bool {
    let tail = context.after.trim_start_matches(['，', ',']);
    let tail = ["起", "开始", "正式", "全面", "之日起"]
        .iter()
        .fold(tail, |tail, word| tail.strip_prefix(word).unwrap_or(tail));
    if opens(tail, &["施行", "生效", "试行"]) {
        return !foreign(context);
    }
    ["实施", "执行"].iter().any(|word| {
        tail.strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['，', '。', '；', '）', '、', ',']))
    }) && (holds(context.before, SELF)
        || context.before.trim_matches(['自', '从', ' ']).is_empty() && !foreign(context))
}

/// 施行, 执行 or 实施 follows and closes its clause.
fn enters_force(context: &Context<'_>) -> bool {
    let tail = context.tail.trim_start_matches("起").trim_start_matches("正式");
    // 自发布之日起执行至…止: the document tells its whole time.
    let whole = opens(tail, &["施行至", "执行至", "实施至", "有效至"]) && holds(context.before, SELF);
    whole || ["施行", "生效", "试行", "执行", "实施"].contains(&tail)
}

/// Whether the sentence speaks of another document than this one: 《…》 before the date, and no 本通知.
fn foreign(context: &Context<'_>) -> bool {
    // 《…办法》已经…通过，现予公布，自…起施行: the decree speaks of what it brings.
    context.before.contains('》')
        && !holds(context.before, SELF)
        && !holds(
            context.before,
            &["现予", "现公布", "现发布", "现印发", "公布，", "发布，"],
        )
}

/// Whether the words before speak of how long the document is in force.
fn lasts(context: &Context<'_>) -> bool {
    // 持有有效期内的证件: what someone holds is in force, not the document.
    !context.before.contains("有效期内")
        && holds(
            context.before,
            &["有效期", "执行期限", "施行期", "执行期", "有效至", "试行期", "实施期限"],
        )
        || (context.lead.contains("有效") && closes(context.lead, &["至", "到", "自", "为"]))
        || closes(context.lead, &["执行至", "施行至", "实施至", "执行到", "适用至"])
        || (says_until(context) && holds(context.before, SELF))
}

fn dated(reading: &Reading<'_>) -> DateRole {
    let Reading { expr, context, .. } = reading;
    if lasts(context) && !past(reading) && !qualifies(context) && (expr.bound == Bound::Before || ends_there(context)) {
        return DateRole::Expires;
    }
    if force_follows(context) && matches!(expr.what, What::Period(_) | What::Issue) && expr.bound != Bound::Before {
        return if long_past(reading) {
            DateRole::Mention
        } else {
            DateRole::Effective
        };
    }
    if opens(context.tail, &["废止", "失效", "自动失效", "自行废止"]) && !foreign(context) && !past(reading)
    {
        return DateRole::Expires;
    }
    if foreign_force(context) {
        return DateRole::Mention;
    }
    if compared(context) || announced(context) || measured_on(context) {
        return DateRole::Mention;
    }
    if forwarded(reading) {
        return DateRole::Issued;
    }
    if expr.bound == Bound::Before || heads_limits(context) {
        let kept = !past(reading) && !qualifies(context);
        return if kept { DateRole::Deadline } else { DateRole::Mention };
    }
    // 截至3月4日，已有…: a count, no limit.
    let tallied = closes(context.lead, &["截至", "截止", "截止到"])
        && holds(
            context.after,
            &[
                "已有", "已经", "累计", "共有", "共计", "仍有", "尚有", "已", "，全", "，共",
            ],
        )
        && !holds(context.after, &["力争", "确保"]);
    let come = match (reading.value.end, reading.anchor.date) {
        (Some(day), Some(own)) => day <= own,
        _ => reading.anchor.date.is_none(),
    };
    if tallied && (come || past(reading)) {
        return DateRole::Mention;
    }
    if expr.bound == Bound::From {
        return point(reading);
    }
    if opens(context.tail, &["截止", "止", "为止"])
        || closes(context.before.trim_end_matches(['：', ':', '为']), UNTIL)
        || (says_until(context) && matches!(expr.what, What::Period(_)))
    {
        let kept = !past(reading) && !qualifies(context);
        return if kept { DateRole::Deadline } else { DateRole::Mention };
    }
    match expr.what {
        What::Period(period) => match (period.month, period.part) {
            (_, Part::Plan(..)) if past(reading) => DateRole::Mention,
            (_, Part::Plan(_, slice)) => planned(slice, context),
            (MonthRef::Year, Part::Whole) => year(reading, period.year),
            (_, Part::End | Part::QuarterEnd(_)) => {
                if past(reading) || qualifies(context) {
                    DateRole::Mention
                } else {
                    DateRole::Deadline
                }
            }
            _ => point(reading),
        },
        What::Range(crate::grammar::date::expr::From::Period(from), to)
            if from.month == MonthRef::Year && to.month == MonthRef::Year && from.part == Part::Whole =>
        {
            year(reading, to.year)
        }
        _ => point(reading),
    }
}

const UNTIL: &[&str] = &[
    "截至",
    "截止到",
    "截止至",
    "截止",
    "截止时间",
    "截止日期",
    "延长至",
    "延期至",
    "延续至",
    "推迟至",
    "截至到",
];

/// `截止时间为：`, `报名截止日期（以到达时间为准）为`: what the date is said to be.
fn says_until(context: &Context<'_>) -> bool {
    let before = context.before.trim_end_matches(['：', ':', '为', '是', '在', '于']);
    before.len() < context.before.len()
        && holds(
            before,
            &["截止时间", "截止日期", "截止日", "最后期限", "完成时限", "完成时间"],
        )
}

/// `6月10日` in `6月10日、12月10日前`: what closes a set of days holds for each of them.
fn heads_limits(context: &Context<'_>) -> bool {
    let Some(set) = context.after.strip_prefix(['、', '和', '及']) else {
        return false;
    };
    let rest = set.trim_start_matches(|c: char| c.is_ascii_digit() || "年月日号底末、和及".contains(c));
    rest.len() < set.len() && rest.starts_with('前') && !rest.starts_with("前后")
}

/// 至 or 到 before the date, with nothing to begin from.
fn ends_there(context: &Context<'_>) -> bool {
    closes(context.before, &["至", "到", "截至", "截止", "至：", "为"])
}

/// `现就2021年度下半年申领事项通知如下`: the date names what the notice is about.
fn announced(context: &Context<'_>) -> bool {
    holds(context.lead, &["现就", "现将", "就做好"]) && context.tail.contains("如下")
}

/// `连续缴费满6个月（截至2026年4月30日）`: the day on which a condition is measured.
fn measured_on(context: &Context<'_>) -> bool {
    let Some(condition) = context
        .before
        .trim_end_matches(['截', '至', '止', '到'])
        .strip_suffix(['（', '('])
    else {
        return false;
    };
    let clause = condition.rsplit(['，', '。', '；', '：']).next().unwrap_or("");
    context.lead.starts_with('截') && context.tail.is_empty() && holds(clause, &["满", "周岁", "年龄", "连续", "累计"])
}

/// `（江岚省商务厅　2021年6月3日）` as a line of its own: the body and day of a document that this one brings.
fn forwarded(reading: &Reading<'_>) -> bool {
    const BODIES: &[&str] = &["部", "局", "厅", "委", "办公室", "中心", "委员会", "人民政府", "会"];
    let context = reading.context;
    let Some(body) = context.before.trim_start().strip_prefix(['（', '(']) else {
        return false;
    };
    let day = matches!(reading.expr.what, What::Period(period) if period.is_day() && !reading.expr.needs_year());
    let body = body.trim_end();
    let name = body.chars().count() >= 4
        && body
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '\u{3000}' | '、'));
    day && reading.expr.bound == Bound::None
        && name
        && closes(body, BODIES)
        && matches!(context.after.trim(), "）" | ")")
}

/// The force of another document: 《…》自…起施行.
fn foreign_force(context: &Context<'_>) -> bool {
    opens(context.tail.trim_start_matches("起"), &["施行", "生效", "废止"]) && foreign(context)
}

/// Whether the date is what something else is held against.
fn compared(context: &Context<'_>) -> bool {
    opens(
        context.tail,
        &["同期", "相比", "水平", "的水平", "基础上", "的基础", "同比"],
    ) || closes(context.before, &["较", "比", "相比", "相当于", "低于", "高于"])
        || (closes(context.before, &["与"]) && context.tail.contains("相比"))
}

/// Whether the date is over for the notice. A page's own date tells less than the day of issue: pages are put up late.
fn past(reading: &Reading<'_>) -> bool {
    let Some(last) = reading.value.end.or(reading.value.start) else {
        return false;
    };
    before_anchor(last, &reading.anchor)
}

fn before_anchor(day: Day, anchor: &Anchor) -> bool {
    match (anchor.date, anchor.year) {
        (Some(own), _) if anchor.issued => day < own,
        (Some(own), _) => day < own && (own - day).get_days() > 90,
        (None, Some(year)) => day.year() < year,
        (None, None) => false,
    }
}

/// Whether the date is over by a year and more.
fn long_past(reading: &Reading<'_>) -> bool {
    let (Some(first), Some(own)) = (reading.value.start, reading.anchor.year) else {
        return false;
    };
    first.year() < own - 1
}

/// Whether what begins here began more than half a year before the notice.
fn long_begun(reading: &Reading<'_>) -> bool {
    let Some(first) = reading.value.start else { return false };
    match (reading.anchor.date, reading.anchor.year) {
        (Some(own), _) => first < own && (own - first).get_days() > 180,
        (None, Some(year)) => first.year() < year,
        (None, None) => false,
    }
}

/// Whether the date qualifies people or things: 2020年5月31日前到期的…, 注册时间为2018年3月31日前.
fn qualifies(context: &Context<'_>) -> bool {
    let tail = ["期间", "以后", "之后", "及以后", "以前", "之前", "间", "内", "（含）"]
        .iter()
        .fold(context.tail, |tail, word| tail.strip_prefix(word).unwrap_or(tail));
    let cues = &*CUES;
    // 到期的, 取得证书的: a short clause that ends in 的 and orders nothing.
    let short: String = tail.chars().take(18).collect();
    if let Some((clause, _)) = short.split_once('的')
        && (!holds(clause, &cues.task) || opens(clause, &cues.qualify) || clause.chars().count() <= 4)
        // 拨付余下的40%: 的 belongs to the object.
        && !closes(clause, &["余下", "剩余", "其余", "全部", "相应"])
    {
        return true;
    }
    // 以后出生, 前注册: a clause of hardly more than the verb.
    // 办理补录 has its object and is done on the day.
    let done = tail.starts_with("办理") && tail != "办理";
    if opens(tail, &cues.qualify)
        && !done
        && tail.chars().count() <= 4
        && !holds(context.lead, &["力争", "确保", "争取"])
    {
        return true;
    }
    let lead = context
        .lead
        .trim_end_matches(['为', '在', '是', '于', '均', '须', '应', '需', '：', ':']);
    closes(lead, &["时间", "日期"]) && holds(lead, &cues.qualify)
}

fn planned(slice: PlanSlice, context: &Context<'_>) -> DateRole {
    let to = closes(context.lead, &["到", "至", "力争"]);
    match slice {
        PlanSlice::End if to || context.after.starts_with('，') => DateRole::Deadline,
        PlanSlice::End if holds(context.tail, &CUES.task) => DateRole::Deadline,
        PlanSlice::Whole if context.after.starts_with('，') && !holds(context.after, &CUES.report) => {
            DateRole::Scheduled
        }
        PlanSlice::Whole | PlanSlice::Beginning
            if opens(context.tail.trim_start_matches("重点"), &CUES.task)
                && context.lead.trim().is_empty()
                && !names(context) =>
        {
            DateRole::Scheduled
        }
        PlanSlice::First(_) | PlanSlice::Last(_) => DateRole::Scheduled,
        _ => DateRole::Mention,
    }
}

/// Whether the words after the date end in 的 and a name: 期间建成投产的项目.
fn names(context: &Context<'_>) -> bool {
    context.tail.chars().take(12).any(|character| character == '的')
}

/// Whether the clause after the date tells what has been done.
fn reported(context: &Context<'_>) -> bool {
    let told = context
        .tail
        .char_indices()
        .take(24)
        .any(|(at, character)| character == '了' && at > 0);
    told || holds(context.tail, &CUES.report)
}

/// A year as a whole names more often than it plans.
fn year(reading: &Reading<'_>, year: YearRef) -> DateRole {
    let Reading { context, expr, .. } = reading;
    // 会议指出，2022年完成…: minutes tell of the year before.
    let ended = reading.value.end.zip(reading.anchor.date);
    let minutes =
        holds(context.before, &["会议指出", "会议认为", "会议听取"]) && ended.is_some_and(|(end, own)| end < own);
    if past(reading) || tells_growth(reading) || minutes {
        return DateRole::Mention;
    }
    let rest = past_set(context.after);
    let tail = past_set(context.tail);
    // 2018年、2019年每年各实施5个, 2018年增速不低于5%: each has its number to reach.
    let shared = opens(tail, &["每年", "分别", "各"]);
    let bounded = holds(tail, &["不低于", "不少于", "不超过", "控制在"]) && context.lead.trim().is_empty();
    // 2020年对每个市安排1000万元: for whom it is meant stands first.
    let meant = opens(tail, &["对", "给", "向"]) && holds(tail, &["安排", "补助", "下达", "拨付", "奖励"]);
    if (shared || bounded || meant) && counts(tail) && !tail.contains('的') {
        return DateRole::Scheduled;
    }
    // 2019年：建成30个: a plan by years.
    if let Some(plan) = rest.strip_prefix(['：', ':'])
        && context.before.trim().is_empty()
        && opens(plan, &CUES.task)
        && counts(plan)
    {
        return DateRole::Scheduled;
    }
    if closes(context.lead, &["从", "自"]) && (expr.bound == Bound::From || context.tail.starts_with("开始")) {
        return point(reading);
    }
    if matches!(year, YearRef::Own(by) if by < 0) {
        return DateRole::Mention;
    }
    if context.tail.starts_with("以来") || context.tail.starts_with('是') {
        return DateRole::Mention;
    }
    if closes(context.lead, &["到", "至"]) && matches!(expr.what, What::Period(_)) {
        return if qualifies(context) {
            DateRole::Mention
        } else {
            DateRole::Deadline
        };
    }
    // 全年 and 年内 name the time of a task.
    if matches!(reading.expr.what, What::Period(period) if period.year == YearRef::Unsaid) {
        return DateRole::Scheduled;
    }
    if rest.starts_with(['，', ',']) {
        let sentence = rest.trim_start_matches(['，', ',']);
        return if sentence.starts_with('是') || holds(sentence, &CUES.report) {
            DateRole::Mention
        } else {
            DateRole::Scheduled
        };
    }
    // 2020年初步建成90个: the result stands right behind.
    let near: String = context.tail.chars().take(7).collect();
    let result = holds(&near, &["建成", "完成", "实现", "达到", "新增", "启动", "出台"]) && !near.contains('的');
    if result && context.lead.trim().is_empty() {
        return DateRole::Scheduled;
    }
    let ordered = opens(context.tail, &CUES.task) && !qualifies(context);
    if ordered
        && (closes(context.lead, &["在", "于", "拟"]) || context.lead.trim().is_empty() || year != YearRef::Unsaid)
    {
        return DateRole::Scheduled;
    }
    if matches!(year, YearRef::Own(_)) {
        return if qualifies(context) {
            DateRole::Mention
        } else {
            DateRole::Scheduled
        };
    }
    let promised = closes(context.lead, &["确保", "力争", "争取", "预计"]) && !opens(context.before, &["年"]);
    if promised && reading.alone_in_clause() {
        return DateRole::Scheduled;
    }
    let tasked = holds(context.tail, &["任务", "目标"]) && counts(context.after);
    if context.lead.trim().is_empty() && tasked {
        return DateRole::Scheduled;
    }
    DateRole::Mention
}

/// What follows the other years of a set: `每年各…` behind `、2019年`.
fn past_set(after: &str) -> &str {
    let mut rest = after;
    while let Some(next) = rest
        .strip_prefix(['、', '和', '及'])
        .and_then(|set| set.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix('年'))
    {
        rest = next;
    }
    rest
}

/// Reports of what was reached, in texts whose own day nobody knows: 全年…增长5%.
fn tells_growth(reading: &Reading<'_>) -> bool {
    let context = reading.context;
    reading.anchor.year.is_none()
        && holds(
            context.after,
            &["增长", "突破", "同比", "未发生", "没有发生", "提升", "下降"],
        )
        && !holds(
            context.after,
            &["以上", "左右", "目标", "预期", "力争", "确保", "争取", "不低于"],
        )
        && !holds(context.before, &["力争", "确保", "争取", "目标", "预期"])
}

impl Reading<'_> {
    /// Whether no other date frames the same clause from before.
    fn alone_in_clause(&self) -> bool {
        !holds(self.context.lead, &["月底前", "年底前", "日前", "月前"])
    }
}

/// Days, months, halves, quarters and their ranges: planned unless they are over or only qualify.
fn point(reading: &Reading<'_>) -> DateRole {
    let Reading { expr, context, .. } = reading;
    // Told as done: any day before the notice's own.
    let own = reading.anchor.date;
    let told = (reported(context) || context.after.contains("主持召开"))
        && reading.value.end.is_some_and(|end| own.is_some_and(|own| end < own));
    if told && expr.bound == Bound::None {
        return DateRole::Mention;
    }
    // 2006年3月9日印发的《…》: what the date names has been issued, whenever this notice is.
    let issued = ["印发的", "发布的", "公布的", "颁布的", "下发的", "通过的"];
    if expr.bound == Bound::None && holds(context.tail, &issued) {
        return DateRole::Mention;
    }
    let over = past(reading);
    let begun = expr.bound == Bound::From || closes(context.lead, &["从", "自"]);
    if begun && matches!(expr.what, What::Period(_)) {
        return if long_begun(reading) {
            DateRole::Mention
        } else {
            DateRole::Scheduled
        };
    }
    // A window still open is a plan, whoever it is for.
    let open = matches!(expr.what, What::Range(..)) && reading.anchor.date.is_some();
    if over || tells_growth(reading) || (qualifies(context) && !open) {
        return DateRole::Mention;
    }
    if closes(context.lead, &["到", "至"]) && matches!(expr.what, What::Period(_)) {
        return DateRole::Deadline;
    }
    // 将3月份申报期限延长, 按照5月9日印发的: the object of the sentence.
    let object = closes(
        context.lead,
        &["将", "把", "对", "对于", "由", "按", "按照", "根据", "依据"],
    );
    if object && expr.bound == Bound::None && matches!(expr.what, What::Period(_)) {
        return DateRole::Mention;
    }
    let undated = reading.anchor.year.is_none();
    let told = reported(context)
        || holds(
            context.after,
            &["印发《", "发布《", "下发《", "出台《", "印发了", "发布了", "主持召开"],
        );
    if undated && told {
        return DateRole::Mention;
    }
    DateRole::Scheduled
}
