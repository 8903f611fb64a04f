//! Targets: the numbers a notice sets for the future.
//!
//! Quantities come from [`crate::grammar::quantity`]. Each is read in its place — sentence, clause, titles above — and
//! refused if it tells what was, names something or divides the text ([`REFUSALS`]); what is left is a target, and
//! [`PURPOSES`] say what for. The record's contract decides: a number to reach, keep under, allot, repeat or pay.

mod clause;
mod condition;
mod context;
mod due;
mod duration;
mod fact;
mod kind;
mod money;
mod name;
mod old;
mod pattern;
mod refuse;
mod rule;

pub use due::Dated;
pub use kind::PURPOSES;
pub use refuse::REFUSALS;
pub use rule::{Purpose, Refusal};

use crate::grammar::quantity::{self, Quantity};
use crate::notice::{Comparator, TargetKind};
use crate::span::Span;
use crate::structure::{Stretch, Structure, Zone};
use context::{Context, Notice};
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// A target. Spans are byte offsets into the clean text.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The shortest clause that states it; its text is the record's `text`.
    pub span: Span,
    /// The number with its unit and bound words.
    pub quantity: Span,
    /// What is counted.
    pub metric: Option<String>,
    /// How the value bounds it.
    pub comparator: Comparator,
    /// The number.
    pub value: f64,
    /// The upper number of a range.
    pub max: Option<f64>,
    /// The unit as records write it.
    pub unit: Option<String>,
    /// What the number is for.
    pub kind: TargetKind,
    /// When it is due.
    pub due: Option<Date>,
    /// Index into [`Structure::nodes`].
    pub node: Option<usize>,
    /// The rule that said what it is for.
    pub rule: &'static str,
    /// The rules of [`quantity::RULES`] that read the number, its unit and its bounds.
    pub read_by: Vec<&'static str>,
}

/// A quantity that is no target.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// The number with its unit and bound words; bytes of the clean text.
    pub span: Span,
    /// What it says.
    pub quantity: Quantity,
    /// Index into [`Structure::nodes`].
    pub node: Option<usize>,
    /// The rule of [`REFUSALS`] that refused it.
    pub rule: &'static str,
}

/// Every target of the clean text, in order. `dates` are the dates found in it, in order.
#[must_use]
pub fn find(text: &str, structure: &Structure, dates: &[Dated]) -> Vec<Target> {
    let mut found = Vec::new();
    walk(text, structure, |stretch, context| {
        if refuse::refused(context).is_some() {
            return;
        }
        let (kind, rule) = kind::of(context);
        let span = clause::span(context);
        let quantity = context.quantity;
        let words = quantity.span.shift(stretch.span.start);
        found.push(Target {
            metric: clause::metric(context, span),
            span: span.shift(stretch.span.start),
            quantity: words,
            comparator: quantity.comparator(),
            value: quantity.value,
            max: quantity.max,
            unit: quantity.unit.clone(),
            kind,
            due: due::of(dates, context.sentence.shift(stretch.span.start), words),
            node: stretch.node,
            rule,
            read_by: quantity.rules.clone(),
        });
    });
    found
}

/// Every quantity of the text that is no target, in order.
#[must_use]
pub fn refused(text: &str, structure: &Structure) -> Vec<Refused> {
    let mut found = Vec::new();
    walk(text, structure, |stretch, context| {
        found.extend(refuse::refused(context).map(|rule| Refused {
            span: context.quantity.span.shift(stretch.span.start),
            quantity: context.quantity.clone(),
            node: stretch.node,
            rule,
        }));
    });
    found
}

/// Shows every quantity in its place.
fn walk(text: &str, structure: &Structure, mut see: impl FnMut(&Stretch, &Context<'_>)) {
    let plans = plans_from(text);
    let reports = reports(text, structure);
    for stretch in &structure.stretches {
        if !matches!(stretch.zone, Zone::Body | Zone::Heading) {
            continue;
        }
        let piece = stretch.span.of(text);
        if !has_number(piece) {
            continue;
        }
        let quantities = quantity::find(piece);
        if quantities.is_empty() {
            continue;
        }
        let notice = Notice {
            year: structure.anchor.year,
            reports: plans.is_none() && reports,
            reviews: plans.is_some_and(|from| stretch.span.end <= from),
        };
        let titles = titles(text, structure, stretch.node);
        for at in 0..quantities.len() {
            if let Some(context) = Context::new(piece, &quantities, at, &titles, &notice) {
                see(stretch, &context);
            }
        }
    }
}

fn has_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit() || "一二三四五六七八九十两半百千".contains(c))
}

/// The titles from the part's top down to the node, joined by `/`.
fn titles(text: &str, structure: &Structure, node: Option<usize>) -> String {
    let mut titles = Vec::new();
    let mut next = node;
    while let Some(node) = next.and_then(|at| structure.nodes.get(at)) {
        titles.extend(node.title.map(|title| title.of(text)));
        // A parent stands before its child; anything else would be a circle.
        next = node.parent.filter(|parent| Some(*parent) < next);
    }
    titles.reverse();
    titles.join("/")
}

static REPORT_TITLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        "(?:工作报告|情况报告|情况的报告|执行情况|决算|预算|总结|统计公报|通报|纪实|述职|综述|调研报告)$",
        "|部门预算|部门决算|经费预算|预算公开|决算公开|(?:预算|决算)[^的]{0,6}说明|表彰|通报表扬|获奖|先进[^，。]{0,16}(?:决定|通报|命令)$",
        "|(?:抽检|监测结果|评估结果|抽查情况|检查情况)[^，。]{0,12}(?:通告|公告|通报|公示)?$",
    ))
    .ok()
});

static DELIVERED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("报告工作，请").ok());
static PLANS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let years = "(?:今年|明年|20[0-9]{2}年|今后五年|未来五年)";
    let plans =
        "(?:预期目标|主要目标|奋斗目标|总体要求|总体思路|工作安排|重点工作|主要任务|工作思路|目标任务|主要工作)";
    Regex::new(&format!("{years}[^。\\n]{{0,24}}{plans}")).ok()
});

/// Where a report delivered to a congress (各位代表…报告工作) turns from the past to the plan; `None` for other texts.
fn plans_from(text: &str) -> Option<usize> {
    let opening: usize = text.char_indices().nth(600).map_or(text.len(), |(at, _)| at);
    DELIVERED.as_ref()?.find(text.get(..opening)?)?;
    // The first pages may say 一年来重点工作; the plan comes after a fifth of the report.
    let skip = text
        .char_indices()
        .nth(text.chars().count() / 5)
        .map_or(0, |(at, _)| at);
    PLANS
        .as_ref()?
        .find(text.get(skip..)?)
        .map(|found| skip + found.start())
}

static NEWS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("(?:记者|新华社|本报讯|日讯|日电|据介绍|据悉|报道|通讯员|讯）|讯\\()").ok());

/// Whether the notice as a whole tells what happened: its title says so, or it is a piece of news.
fn reports(text: &str, structure: &Structure) -> bool {
    let title: String = structure
        .parts
        .first()
        .map(|part| part.title.iter().map(|line| line.of(text)).collect())
        .unwrap_or_default();
    if REPORT_TITLE.as_ref().is_some_and(|regex| regex.is_match(&title)) {
        return true;
    }
    // News quotes people and has neither nodes nor a document number.
    structure.nodes.len() < 4
        && !text.chars().take(400).any(|c| c == '〔')
        && NEWS.as_ref().is_some_and(|regex| regex.find_iter(text).count() >= 2)
}

#[cfg(test)]
mod tests;
