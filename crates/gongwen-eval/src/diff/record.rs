//! Two records of one notice.

use super::Example;
use crate::bless::difference;
use crate::shape::{NOTICE, Shape};
use serde_json::{Map, Value};

/// The fields that differ, in the order of the contract; fields that only a later contract knows come last. Where values
/// are equal and places differ, nothing is gone and nothing new.
pub(super) fn compare(old: &Value, new: &Value) -> Vec<Example> {
    let names: Vec<&str> = NOTICE.names().iter().map(|&(name, _)| name).collect();
    let empty = Map::new();
    let (old, new) = (old.as_object().unwrap_or(&empty), new.as_object().unwrap_or(&empty));
    let unknown = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
    let unknown = unknown.map(String::as_str).filter(|name| !names.contains(name));
    let all = names.iter().copied().chain(unknown);
    all.filter_map(|name| {
        let nothing = &Value::Null;
        let (old, new) = (old.get(name).unwrap_or(nothing), new.get(name).unwrap_or(nothing));
        if old == new {
            None
        } else {
            Some(changed(name, old, new))
        }
    })
    .collect()
}

fn changed(field: &str, old: &Value, new: &Value) -> Example {
    let shape = NOTICE.below(field).unwrap_or(Shape::Text);
    // A field that is itself a place counts as a value: another id is another id.
    let bare = |value: &Value| {
        if shape == Shape::Place && field != "evidence" {
            value.clone()
        } else {
            without_places(shape, value)
        }
    };
    let (old, new) = (listed(bare(old)), listed(bare(new)));
    let (gone, come) = difference(&old, &new);
    let (mut gone, mut new_items): (Vec<Value>, Vec<Value>) =
        (gone.into_iter().cloned().collect(), come.into_iter().cloned().collect());
    if gone.is_empty() && new_items.is_empty() && old != new {
        // The same items in another order: shown whole.
        (gone, new_items) = (old, new);
    }
    Example {
        notice: String::new(),
        field: field.to_owned(),
        gone,
        new: new_items,
    }
}

fn listed(value: Value) -> Vec<Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(items) => items,
        value => vec![value],
    }
}

fn without_places(shape: Shape, value: &Value) -> Value {
    match (shape, value) {
        (Shape::Place, _) => Value::Null,
        (Shape::List(item), Value::Array(items)) => items.iter().map(|value| without_places(*item, value)).collect(),
        (Shape::Object(_), Value::Object(values)) => {
            let kept = values.iter().filter_map(|(name, value)| {
                let below = shape.below(name);
                // What a warning says counts here, though answers do not score it.
                if below == Some(Shape::Place) && name != "message" && name != "uri" {
                    return None;
                }
                Some((
                    name.clone(),
                    below.map_or_else(
                        || value.clone(),
                        |below| match below {
                            Shape::Place => value.clone(),
                            below => without_places(below, value),
                        },
                    ),
                ))
            });
            Value::Object(kept.collect())
        }
        (_, value) => value.clone(),
    }
}
