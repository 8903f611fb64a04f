//! A number in its surroundings: unit, rate and bounds make it a quantity.

use super::numeral::{self, Numeral};
use super::unit::{self, Class};
use super::{Quantity, Script, comparator, decoy, range, rate};
use crate::notice::Comparator;
use crate::span::Span;

/// A range that these two numbers bound.
pub(super) fn read_range(text: &str, first: &Numeral, second: &Numeral, floor: usize) -> Option<Quantity> {
    if decoy::claims(text, first.span) || first.to.is_some() || second.to.is_some() {
        return None;
    }
    let gap = text.get(first.span.end..second.span.start)?;
    let (own, rest) = match unit::starting(gap) {
        Some(unit) => (Some(unit), gap.get(unit.word.len()..)?),
        None => (None, gap),
    };
    // 50亩（含）至200亩: the bracket says what a range says anyway.
    let rest = ["（含）", "(含)"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    let tail = text.get(second.span.end..)?;
    let found = unit::starting(tail);
    let closed = found.and_then(|unit| tail.get(unit.word.len()..)).unwrap_or("");
    if range::separator(rest) != Some(rest.len()) && !(own.is_some() && range::between(rest, closed)) {
        return None;
    }
    if let (Some(own), Some(unit)) = (own, found)
        && own.word != unit.word
    {
        return None;
    }
    let unit = found?;
    // 12-18万元: the first number takes the scale of the second, unless it would then be the greater.
    let scaled = numeral::multiplied(first.value, second.scale);
    let value = if first.scale == 1.0 && second.scale > 1.0 && own.is_none() && scaled < second.value {
        scaled
    } else {
        first.value
    };
    if value >= second.value {
        return None;
    }
    let after = tail.get(unit.word.len()..)?;
    let before = text.get(..first.span.start)?;
    if !unit::fits(unit, first, before, after) || !unit::fits(unit, second, "", after) {
        return None;
    }
    let core = Span::new(first.span.start, second.span.end + unit.word.len());
    let mut rules = vec![range::RANGE.id, first.rule.id, unit::UNIT.id];
    rules.dedup();
    let draft = Draft {
        number: first.span.cover(second.span),
        core,
        value,
        max: Some(second.value),
        unit: Some(unit.name),
        class: unit.class,
        script: first.script,
        rules,
    };
    Some(dress(text, draft, floor))
}

/// A quantity whose number is this one alone.
pub(super) fn read_one(text: &str, numeral: &Numeral, floor: usize) -> Option<Quantity> {
    if decoy::claims(text, numeral.span) {
        return None;
    }
    let before = text.get(..numeral.span.start)?;
    let tail = text.get(numeral.span.end..)?;
    if let Some(unit) = numeral.unit {
        let draft = Draft::new(numeral, numeral.span.end, Some(unit), Class::Share);
        return Some(dress(text, draft, floor));
    }
    if numeral.rule.id == numeral::FRACTION.id {
        return Some(dress(
            text,
            Draft::new(numeral, numeral.span.end, None, Class::Share),
            floor,
        ));
    }
    // 4200多万 is caught with its scale; 30多家, 10余项 say more than the number but name no bound.
    let vague = ["多", "余", "来"]
        .iter()
        .find(|word| tail.starts_with(**word))
        .map_or(0, |word| word.len());
    let rest = tail.get(vague..)?;
    if let Some(unit) = unit::starting(rest) {
        let end = numeral.span.end + vague + unit.word.len();
        let after = text.get(end..)?;
        if !unit::fits(unit, numeral, before, after) {
            return None;
        }
        let mut draft = Draft::new(numeral, end, Some(unit.name), unit.class);
        draft.rules.push(unit::UNIT.id);
        if unit.class == Class::Time && after.starts_with('半') {
            draft.value += 0.5;
            draft.core.end += '半'.len_utf8();
            draft.rules.push(numeral::HALF.id);
        }
        return Some(dress(text, draft, floor));
    }
    let goes_on = ["提高", "调整", "增加", "上调", "降", "的", "至", "元"]
        .iter()
        .any(|word| tail.starts_with(word));
    if numeral.script == Script::Arabic
        && numeral.scale >= 1e4
        && (goes_on || tail.chars().next().is_none_or(|c| "，。；、）\n".contains(c)))
    {
        let clause = clause_start(text, numeral.span.start, 0, &['，', '。', '；', '\n']);
        if unit::speaks_of_money(text.get(clause..numeral.span.start).unwrap_or("")) {
            let mut draft = Draft::new(numeral, numeral.span.end, Some("元"), Class::Money);
            draft.rules.push(unit::IMPLIED.id);
            return Some(dress(text, draft, floor));
        }
    }
    let closed = tail.chars().next().is_none_or(|c| "，。；、）)\n".contains(c));
    let bare = numeral.script == Script::Arabic && closed && !before.ends_with(['-', '—', '(', '（']);
    let quantity = dress(text, Draft::new(numeral, numeral.span.end, None, Class::None), floor);
    let raised = [
        "提高到",
        "提高至",
        "提升到",
        "提升至",
        "增加到",
        "降低到",
        "降低至",
        "降至",
        "下降到",
    ]
    .iter()
    .any(|word| before.ends_with(word));
    (bare && (quantity.bound.is_some() && !quantity.bound_after || raised)).then(|| {
        let mut quantity = quantity;
        quantity.rules.push(unit::BARE.id);
        quantity
    })
}

/// A quantity before its surroundings are looked at.
struct Draft {
    number: Span,
    core: Span,
    value: f64,
    max: Option<f64>,
    unit: Option<&'static str>,
    class: Class,
    script: Script,
    rules: Vec<&'static str>,
}

impl Draft {
    fn new(numeral: &Numeral, end: usize, unit: Option<&'static str>, class: Class) -> Self {
        let mut rules = vec![numeral.rule.id];
        if numeral.to.is_some() {
            rules.push(range::PAIR.id);
        }
        Self {
            number: numeral.span,
            core: Span::new(numeral.span.start, end),
            value: numeral.value,
            max: numeral.to,
            unit,
            class,
            script: numeral.script,
            rules,
        }
    }
}

/// Where the clause of a number begins: behind the last mark, and behind the last quantity.
fn clause_start(text: &str, number: usize, floor: usize, marks: &[char]) -> usize {
    let head = text.get(floor..number).unwrap_or("");
    let mark = head.rfind(marks).map_or(0, |at| {
        at + head
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8)
    });
    floor + mark
}

/// Adds rate and bounds to a draft. `floor` is the end of the last quantity.
fn dress(text: &str, draft: Draft, floor: usize) -> Quantity {
    let mut rules = draft.rules;
    let mut span = draft.core;
    let mut core = draft.core;
    let mut unit = draft.unit.map(str::to_owned);
    let start = clause_start(
        text,
        draft.number.start,
        floor,
        &[
            '，', '。', '；', '：', '、', '（', '）', '\n', ',', ';', '(', ')', '！', '？',
        ],
    );
    let clause = text.get(start..draft.number.start).unwrap_or("");
    let mut rate_before = false;
    if let Some(base) = draft.unit {
        if let Some((len, name)) = rate::after(text.get(core.end..).unwrap_or(""), base) {
            core.end += len;
            span.end = core.end;
            unit = Some(match rate::right_before(clause) {
                Some(each) if draft.class == Class::Money => name.replacen('/', &format!("/{each}·"), 1),
                _ => name,
            });
            rules.push(rate::SLASH.id);
        } else if let Some((words, name)) = rate::before(
            clause,
            start,
            base,
            draft.class,
            draft.value.fract() != 0.0 && draft.class == Class::Thing,
        ) {
            span.start = words.start;
            unit = Some(name);
            rate_before = true;
            rules.push(rate::EACH.id);
        } else if draft.class == Class::Money {
            let sentence = clause_start(text, draft.number.start, 0, &['。', '；', '\n']);
            if let Some(name) = rate::each_one(text.get(sentence..draft.number.start).unwrap_or(""), base) {
                unit = Some(name);
                rate_before = true;
                rules.push(rate::EACH_ONE.id);
            }
        }
    }
    // A rate may stand between the bound and the number (不低于每平方米500元): it is no obstacle.
    let unrated = if rate_before {
        clause.rfind('每').map(|at| clause.get(..at).unwrap_or(""))
    } else {
        None
    };
    let mut ahead = comparator::before(clause, start, draft.class);
    if ahead.is_none() && matches!(draft.class, Class::Share | Class::Time) {
        // The base of a share may be a list: 不高于同地段、同品质住房租金的90%.
        let wide = clause_start(
            text,
            draft.number.start,
            floor,
            &['，', '。', '；', '：', '（', '）', '\n'],
        );
        ahead = comparator::over_base(text.get(wide..draft.number.start).unwrap_or(""), wide)
            .filter(|bound| draft.class == Class::Share || !bound.soft && bound.comparator != Comparator::LessThan);
    }
    if let (None, Some(head)) = (&ahead, unrated) {
        ahead = comparator::before(head, start, draft.class);
    }
    let behind = comparator::after(text.get(core.end..).unwrap_or(""), core.end, draft.class);
    let (bound, bound_after) = match (ahead, behind) {
        (Some(ahead), Some(behind)) if ahead.soft || behind.comparator != Comparator::About => {
            (Some((behind, ahead.span)), true)
        }
        (Some(ahead), _) => (Some((ahead, ahead.span)), false),
        (None, Some(behind)) => (Some((behind, behind.span)), true),
        (None, None) => (None, false),
    };
    let mut soft = false;
    if let Some((bound, other)) = bound {
        span = span.cover(bound.span).cover(other);
        soft = bound.soft;
        rules.push(bound.rule.id);
    }
    Quantity {
        span,
        number: draft.number,
        core,
        value: draft.value,
        max: draft.max,
        bound: bound.map(|(bound, _)| bound.comparator),
        class: draft.class,
        script: draft.script,
        base: draft.unit.map(str::to_owned),
        unit,
        rules,
        bound_after,
        soft,
        rate_before,
    }
}
