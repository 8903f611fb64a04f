//! Dates in their place: which count, what they mean for the notice, and the year or month they leave out.
//!
//! The grammar ([`crate::grammar::date`]) says what the words are. Here the structure says where they stand: dates in the
//! titles of parts and documents (《…》), in document numbers and in the names of attachments are no dates of the notice.

mod context;
mod cue;
mod role;
#[cfg(test)]
mod tests;

use crate::grammar::date::expr::{Bound, Period, What, YearRef};
use crate::grammar::date::value::{self, Base, Value, resolve};
use crate::grammar::date::{DateExpr, Found, find, yearly};
use crate::notice::{BoilerplateKind, DateRole, Inferred};
use crate::span::Span;
use crate::structure::{Anchor, Stretch, Structure, Zone};
use crate::text::Clean;
use context::Context;
use jiff::civil::Date as Day;
use std::borrow::Cow;

/// A date of the notice. Spans are bytes of the clean text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    /// The date words and 前, 起 or 止.
    pub span: Span,
    /// What the date means for the notice.
    pub role: DateRole,
    /// First day.
    pub start: Option<Day>,
    /// Last day, inclusive.
    pub end: Option<Day>,
    /// The same in EDTF.
    pub edtf: Option<String>,
    /// A repetition as RFC 5545 writes it.
    pub rrule: Option<String>,
    /// What the words themselves do not say.
    pub inferred: Option<Inferred>,
    /// Index into [`Structure::nodes`].
    pub node: Option<usize>,
    /// The id of the grammar's rule that read the words.
    pub rule: &'static str,
    /// The words name a day that the calendar does not have.
    pub impossible: bool,
}

/// The dates of a notice, in order.
#[must_use]
pub fn dates(clean: &Clean<'_>, structure: &Structure) -> Vec<Date> {
    let text: &str = &clean.text;
    let found = find(text);
    let titles = context::cited_titles(text);
    let mut dates: Vec<Date> = Vec::with_capacity(found.len());
    let mut memory = Memory {
        republic: text.contains("民国"),
        ..Memory::default()
    };
    let attached = attached(text, &found, structure);
    let unsigned = structure.anchor.date.is_none();
    let structure = &*anchored(text, &found, structure);
    let mut next = 0;
    for one in &found {
        while structure
            .stretches
            .get(next)
            .is_some_and(|stretch| stretch.span.end <= one.span.start)
        {
            next += 1;
        }
        let Some(stretch) = structure
            .stretches
            .get(next)
            .filter(|stretch| stretch.span.start <= one.span.start)
        else {
            continue;
        };
        if titles.iter().any(|title| title.contains(one.span.start)) {
            continue;
        }
        if attached.contains(&name_opening(text, one.span)) {
            continue;
        }
        let context = Context::new(text, one.span, stretch.span);
        let signed = unsigned && signature(text, one);
        let Some(date) = read(one, stretch, &context, structure, &memory, signed) else {
            continue;
        };
        memory.head(one, &date, stretch, structure);
        memory.keep(one, &date, stretch, &context);
        dates.push(date);
    }
    dates
}

/// The structure with an anchor where it has none: the day that stands as a signature of its own, alone on its line or
/// right behind the name of a body that opens the sentence (…特此公告。江岚省农业厅2024年3月5日).
fn anchored<'s>(text: &str, found: &[Found], structure: &'s Structure) -> Cow<'s, Structure> {
    if structure.anchor.date.is_some() {
        return Cow::Borrowed(structure);
    }
    let signed = found.iter().rev().find(|one| signature(text, one));
    let Some(day) = signed.and_then(|one| resolve(&one.expr, &Base::default()).end) else {
        return Cow::Borrowed(structure);
    };
    let mut own = structure.clone();
    own.anchor = Anchor {
        date: Some(day),
        year: Some(day.year()),
        issued: true,
    };
    Cow::Owned(own)
}

/// Whether a whole day stands as a signature.
fn signature(text: &str, found: &Found) -> bool {
    const BODIES: &[&str] = &[
        "部", "署", "局", "厅", "府", "委", "室", "院", "办", "会", "中心", "组", "司", "行", "处", "社", "队",
    ];
    let day = matches!(found.expr.what, What::Period(period) if period.is_day() && !found.expr.needs_year());
    if !day || found.expr.bound != Bound::None {
        return false;
    }
    let context = Context::new(text, found.span, Span::new(0, text.len()));
    let before = context.lead.trim();
    let closed =
        context.after.trim().is_empty() || context.after.trim_start().starts_with(['（', '[', '附', '—', '关']);
    let opens = context.before.trim() == before;
    let followed = !(opens || closed)
        || context
            .after
            .starts_with(['，', '、', '起', '前', '至', '在', '以', '的', '召', '后', '印']);
    let name = before
        .chars()
        .all(|character| character.is_alphabetic() || character == '、');
    let alone = before.is_empty() && context.after.trim().is_empty();
    !followed && name && (alone || before.chars().count() >= 4 && cue::closes(before, BODIES))
}

/// A date with the words after it, as far as they tell one name from another.
fn name_opening(text: &str, span: Span) -> &str {
    let after = text.get(span.end..).unwrap_or("");
    let words = after.char_indices().nth(8).map_or(after.len(), |(at, _)| at);
    text.get(span.start..span.end + words).unwrap_or("")
}

/// The openings of dates in the 附件 list: named again in the text, they still stand in an attachment's name.
fn attached<'t>(text: &'t str, found: &[Found], structure: &Structure) -> Vec<&'t str> {
    let lists = structure
        .stretches
        .iter()
        .filter(|stretch| stretch.zone == Zone::Attachments);
    let mut openings = Vec::new();
    for list in lists {
        let inside = found.iter().filter(|one| list.span.contains(one.span.start));
        openings.extend(inside.map(|one| name_opening(text, one.span)));
    }
    openings
}

/// The years and months that dates named so far, for those that leave theirs out.
#[derive(Debug, Default)]
struct Memory {
    /// Whether a year of the Republic (民国) was named: short years then are such years.
    republic: bool,
    /// Where the sentence of the last date begins, and the year and month it named.
    sentence: Option<(usize, i16, Option<i8>, DateRole)>,
    /// Where the sentence began in which something was said to come each year.
    yearly: Option<usize>,
    /// Where the sentence began in which something was said to come again.
    again: Option<usize>,
    /// A node whose heading names one year later than the notice's own (2024年重点工作), and that year.
    headed: Option<(usize, i16)>,
    /// The same for the last date of a node that was no mention.
    item: Option<(Option<usize>, usize, i16, Option<i8>)>,
}

impl Memory {
    /// Keeps the year that a heading sets for all beneath it: a plan for the coming year, told before it begins.
    fn head(&mut self, found: &Found, date: &Date, stretch: &Stretch, structure: &Structure) {
        let coming = |year: &i16| structure.anchor.year.is_some_and(|own| *year == own + 1);
        if let (Zone::Heading, Some(node), What::Period(period)) = (stretch.zone, stretch.node, found.expr.what)
            && matches!(period.year, YearRef::Said(_))
            && let Some(year) = date.end.or(date.start).map(Day::year).filter(coming)
        {
            self.headed = Some((node, year));
        }
    }

    /// The year that a heading above the stretch sets.
    fn set_above(&self, stretch: &Stretch, structure: &Structure) -> Option<i16> {
        let (headed, year) = self.headed?;
        let mut above = stretch.node;
        for _ in 0..16 {
            let node = above?;
            if node == headed {
                return Some(year);
            }
            above = structure.nodes.get(node)?.parent;
        }
        None
    }

    fn keep(&mut self, found: &Found, date: &Date, stretch: &Stretch, context: &Context<'_>) {
        if date.rule == "recurring/year-date" {
            self.yearly = Some(context.sentence.start);
        }
        if date.role == DateRole::Recurring {
            self.again = Some(context.sentence.start);
        }
        let years = (date.start.map(Day::year), date.end.map(Day::year));
        let one_year = !matches!(years, (Some(first), Some(last)) if first != last) || found.expr.names_month();
        let timed = !matches!(found.expr.what, What::Offset(_) | What::Recurring(_));
        let Some(day) = date.end.or(date.start).filter(|_| timed && one_year) else {
            return;
        };
        let month = found
            .expr
            .last()
            .filter(|last| last.month != crate::grammar::date::expr::MonthRef::Year);
        let month = month.map(|_| day.month());
        self.sentence = Some((context.sentence.start, day.year(), month, date.role));
        if !matches!(
            date.role,
            DateRole::Mention | DateRole::Published | DateRole::Printed | DateRole::Issued
        ) {
            self.item = Some((stretch.node, context.line, day.year(), month));
        }
    }

    /// The year and month for a date at `context`; whether the year was named in the same sentence by a mention.
    fn nearest(&self, stretch: &Stretch, context: &Context<'_>) -> (Option<(i16, Option<i8>)>, bool) {
        if let Some((sentence, year, month, role)) = self.sentence
            && sentence == context.sentence.start
        {
            return (Some((year, month)), role == DateRole::Mention);
        }
        match self.item {
            Some((node, line, year, month)) if line == context.line || (node.is_some() && node == stretch.node) => {
                (Some((year, month)), false)
            }
            _ => (None, false),
        }
    }
}

/// What one found date means; `None` if it does not count.
fn read(
    found: &Found,
    stretch: &Stretch,
    context: &Context<'_>,
    structure: &Structure,
    memory: &Memory,
    signed: bool,
) -> Option<Date> {
    let anchor = structure.anchor;
    let (nearest, by_mention) = memory.nearest(stretch, context);
    let set_above = memory.set_above(stretch, structure);
    let nearest = nearest.or(set_above.map(|year| (year, None)));
    let own_month = anchor.date.map(Day::month);
    let base = Base {
        year: nearest.map(|(year, _)| year).or(anchor.year),
        month: nearest.and_then(|(_, month)| month).or(own_month),
        own_year: anchor.year,
        own_month,
        republic: memory.republic,
        issued: anchor.date.filter(|_| anchor.issued),
    };
    let mut expr = found.expr;
    // 每年6月、12月: the members of a set come again as its first does.
    let in_set = cue::closes(context.before, &["、", "和", "及"]);
    if memory.yearly == Some(context.sentence.start)
        && (expr.bound == Bound::Before || in_set && expr.bound == Bound::None)
        && expr.names_month()
    {
        expr = yearly(&expr).unwrap_or(expr);
    }
    let mut value = resolve(&expr, &base);
    let needs_year = expr.needs_year();
    if needs_year {
        // A mention of another year in the same sentence must not pull a task into the past.
        let behind = |value: &Value| value.end.is_some_and(|end| anchor.date.is_some_and(|own| end < own));
        if by_mention && (expr.bound == Bound::Before || !expr.names_month()) && behind(&value) {
            let own = resolve(
                &expr,
                &Base {
                    year: anchor.year,
                    ..base
                },
            );
            if !behind(&own) {
                value = own;
            }
        }
        // Year's end: a 1月 said in November or December is the coming one.
        if nearest.is_none() && behind(&value) && own_month.is_some_and(|month| month >= 11) && early(&expr) {
            value = resolve(
                &expr,
                &Base {
                    year: anchor.year.map(|year| year + 1),
                    ..base
                },
            );
        }
    }
    let issue = signed && value.end.is_some() && value.end == anchor.date;
    let role = zone_role(stretch.zone, &expr, context)
        .or(issue.then_some(Some(DateRole::Issued)))
        .unwrap_or_else(|| {
            role::role(&role::Reading {
                expr,
                value: &value,
                context,
                anchor,
            })
        })?;
    // 每季度首月10日前提出申请，当月底前拨付: 当月 is that of the repetition.
    let again = memory.again == Some(context.sentence.start) && role == DateRole::Deadline && follows_month(&expr);
    let role = if again { DateRole::Recurring } else { role };
    let value = role::bounded(role, &expr, value, context);
    let inferred = if expr.needs_month() {
        Some(Inferred::Month)
    } else if needs_year || counts_from_own_year(&expr) {
        Some(Inferred::Year)
    } else {
        None
    };
    Some(Date {
        span: found.span,
        role,
        inferred: inferred.filter(|_| value.start.is_some() || value.end.is_some()),
        start: value.start,
        end: value.end,
        edtf: value.edtf,
        rrule: value.rrule,
        node: stretch.node,
        rule: found.rule,
        impossible: value.impossible,
    })
}

/// Whether the words name January or February without a year.
fn early(expr: &DateExpr) -> bool {
    use crate::grammar::date::expr::MonthRef;
    expr.first()
        .is_some_and(|first| matches!(first.month, MonthRef::Said(1 | 2)))
}

/// Whether the words name 当月 or 次月 of something said before.
fn follows_month(expr: &DateExpr) -> bool {
    use crate::grammar::date::expr::MonthRef;
    expr.last().is_some_and(|last| matches!(last.month, MonthRef::Named(_)))
}

fn counts_from_own_year(expr: &DateExpr) -> bool {
    let own = |period: Option<Period>| {
        period.is_some_and(|period| matches!(period.year, YearRef::Own(_) | YearRef::Named(_)))
    };
    own(expr.first()) || own(expr.last())
}

/// The role that a place gives; `Some(None)` where no date counts, `None` where the words must tell.
fn zone_role(zone: Zone, expr: &DateExpr, context: &Context<'_>) -> Option<Option<DateRole>> {
    let day = matches!(expr.what, What::Period(period) if period.is_day());
    match zone {
        Zone::Title | Zone::Attachments | Zone::Label => Some(None),
        Zone::Boilerplate(BoilerplateKind::SourceLine | BoilerplateKind::Navigation) | Zone::Header => {
            Some(match context.label() {
                _ if !day => None,
                Some(label) if cue::holds(label, &["成文", "发文日期", "签发", "生成日期"]) => {
                    Some(DateRole::Issued)
                }
                Some(label) if cue::holds(label, &["更新", "有效", "废止", "失效"]) => Some(DateRole::Mention),
                Some(label) if cue::holds(label, &["实施", "施行", "生效"]) => Some(DateRole::Effective),
                label if zone != Zone::Boilerplate(BoilerplateKind::SourceLine) => label
                    .filter(|label| cue::holds(label, &["发布时间", "发布日期", "发文时间"]))
                    .map(|_| DateRole::Published),
                _ => Some(DateRole::Published),
            })
        }
        Zone::Boilerplate(_) => Some(None),
        Zone::Signature if day => Some(Some(DateRole::Issued)),
        Zone::Printing if day => Some(Some(DateRole::Printed)),
        _ => None,
    }
}

/// A deadline holds only its last day.
fn until(value: Value) -> Value {
    match value.end {
        Some(end) => Value {
            impossible: value.impossible,
            ..value::until(end)
        },
        None => Value { start: None, ..value },
    }
}

/// A beginning holds only its first day.
fn since(value: Value) -> Value {
    match value.start {
        Some(start) => Value {
            impossible: value.impossible,
            ..value::since(start)
        },
        None => Value { end: None, ..value },
    }
}
