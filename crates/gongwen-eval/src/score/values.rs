//! Reading values of answers and records alike, both JSON, and turning them into what is compared.

use crate::fold::fold;
use crate::tally::{Entry, Tally};
use serde_json::Value;

/// One side of a comparison.
pub(super) fn one(key: String, shown: &str, span: Option<(u32, u32)>) -> Entry {
    Entry {
        key,
        shown: shown.to_owned(),
        span,
    }
}

/// A text, given as such or as an object's `text`; an empty one is none.
pub(super) fn text_of(value: &Value) -> Option<&str> {
    value
        .as_str()
        .or_else(|| value["text"].as_str())
        .filter(|text| !text.is_empty())
}

/// What an object says under `name`, nothing as an empty text.
pub(super) fn said<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// Where an item stands.
pub(super) fn span(value: &Value) -> Option<(u32, u32)> {
    range(&value["span"])
}

/// A pair of offsets.
pub(super) fn range(value: &Value) -> Option<(u32, u32)> {
    let offset = |at: usize| value.get(at)?.as_u64()?.try_into().ok();
    Some((offset(0)?, offset(1)?))
}

/// The items of a list, none of what is no list.
pub(super) fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A value that stands alone: a text, a number, or an object's `text`.
pub(super) fn scalar(value: &Value) -> Option<Entry> {
    match value {
        Value::Null => None,
        Value::Number(number) => {
            let shown = number.as_f64().unwrap_or_default().to_string();
            Some(one(shown.clone(), &shown, None))
        }
        value => match text_of(value) {
            Some(text) => Some(one(fold(text), text, span(value))),
            None if value.is_string() => None,
            None => Some(one(value.to_string(), &value.to_string(), None)),
        },
    }
}

/// A list as a bag, if the answer states it.
pub(super) fn bag_of(
    tally: &mut Tally,
    field: &'static str,
    expected: Option<&Value>,
    got: &Value,
    entry: impl Fn(&Value) -> Option<Entry>,
) {
    if let Some(expected) = expected {
        let entries = |list: &Value| items(list).iter().filter_map(&entry).collect();
        tally.bag(field, entries(expected), entries(got));
    }
}

/// Items of both sides that are one by their key, one to one and in order.
pub(super) fn pairs<'a, K: PartialEq>(
    expected: &'a [Value],
    got: &'a [Value],
    key: impl Fn(&Value) -> K,
) -> Vec<(&'a Value, &'a Value)> {
    pairs_by(expected, got, |expected, got| key(expected) == key(got))
}

/// Items of both sides that are one, one to one and in order.
pub(super) fn pairs_by<'a>(
    expected: &'a [Value],
    got: &'a [Value],
    alike: impl Fn(&Value, &Value) -> bool,
) -> Vec<(&'a Value, &'a Value)> {
    let mut free: Vec<Option<&Value>> = got.iter().map(Some).collect();
    let partner = |expected| {
        let found = free
            .iter_mut()
            .find(|got| got.is_some_and(|got| alike(expected, got)))
            .and_then(Option::take);
        found.map(|got| (expected, got))
    };
    expected.iter().filter_map(partner).collect()
}

/// What the answer states of items that were found: fields and the values behind them. `name` names an item.
pub(super) fn attributes(
    tally: &mut Tally,
    pairs: &[(&Value, &Value)],
    known: &[(&'static str, &str)],
    name: impl Fn(&Value) -> String,
) {
    for &(expected, got) in pairs {
        let stated: Vec<_> = known.iter().filter(|(_, key)| expected.get(key).is_some()).collect();
        if stated.is_empty() {
            continue;
        }
        let shown = name(expected);
        let of = one(fold(&shown), &shown, span(got));
        for (field, key) in stated {
            tally.attribute(field, &of, scalar(&expected[key]), scalar(&got[key]));
        }
    }
}
