//! A difference for people and programs: counts first, then examples.

use super::{Diff, Example, FieldChanges};
use crate::bless::{line, shape_of_item};
use crate::report::page::{Bar, chart, escape, page};
use crate::shape::{NOTICE, Shape};
use serde_json::Value;
use std::fmt::Write as _;

/// The difference as text.
///
/// ```
/// let diff = gongwen_eval::diff::Diff { both: 2, ..Default::default() };
/// assert!(gongwen_eval::diff::text(&diff).starts_with("2 notices in both runs, none changed"));
/// ```
#[must_use]
pub fn text(diff: &Diff) -> String {
    let mut text = format!("{}\n", summary(diff));
    if !diff.fields.is_empty() {
        let _ = writeln!(
            text,
            "\n{:20}{:>9}{:>9}{:>9}{:>13}",
            "field", "notices", "gone", "new", "places only"
        );
    }
    for (field, changes) in sorted(diff) {
        let FieldChanges {
            notices,
            gone,
            new,
            places,
        } = changes;
        let _ = writeln!(text, "{field:20}{notices:9}{gone:9}{new:9}{places:13}");
    }
    if !diff.by_notice.is_empty() {
        text.push_str("\nfields changed  notices\n");
        for (fields, notices) in &diff.by_notice {
            let _ = writeln!(text, "{fields:14}{notices:9}");
        }
    }
    for (field, _) in sorted(diff) {
        for example in diff.examples.iter().filter(|example| example.field == field) {
            let _ = writeln!(text, "\n{field}  {}", example.notice);
            let lines = |sign: char, values: &[Value]| -> String {
                values
                    .iter()
                    .map(|value| format!("  {sign} {}\n", shown(field, value)))
                    .collect()
            };
            text.push_str(&lines('-', &example.gone));
            text.push_str(&lines('+', &example.new));
        }
    }
    text
}

fn summary(diff: &Diff) -> String {
    let mut text = format!("{} notices in both runs, ", diff.both);
    match (diff.changed, diff.moved) {
        (0, 0) => text.push_str("none changed"),
        (changed, 0) => {
            let _ = write!(text, "{changed} changed");
        }
        (changed, moved) => {
            let _ = write!(text, "{changed} changed, {moved} in places only");
        }
    }
    if diff.only_old + diff.only_new > 0 {
        let _ = write!(
            text,
            "; {} only in the old, {} only in the new",
            diff.only_old, diff.only_new
        );
    }
    text
}

/// The fields, those changed in most notices first.
fn sorted(diff: &Diff) -> Vec<(&str, FieldChanges)> {
    let mut fields: Vec<(&str, FieldChanges)> = diff
        .fields
        .iter()
        .map(|(name, &changes)| (name.as_str(), changes))
        .collect();
    fields.sort_by_key(|(_, changes)| std::cmp::Reverse((changes.notices, changes.places)));
    fields
}

/// The difference as JSON.
#[must_use]
pub fn json(diff: &Diff) -> Value {
    serde_json::to_value(diff).unwrap_or_default()
}

/// The difference as one self-contained page that asks for nothing from outside.
#[must_use]
#[allow(clippy::cast_precision_loss, reason = "a bar's length needs no more than 52 bits")]
pub fn html(diff: &Diff) -> String {
    let mut body = format!(
        "<h1>gongwen diff</h1>\n<p class=\"big\">{}</p>\n",
        escape(&summary(diff))
    );
    let share = |notices: u64| notices as f64 / diff.both.max(1) as f64;
    let bars: Vec<Bar> = sorted(diff)
        .into_iter()
        .map(|(name, changes)| Bar {
            name: name.to_owned(),
            value: share(changes.notices),
            whisker: None,
            label: format!("{}  −{} +{}", changes.notices, changes.gone, changes.new),
        })
        .collect();
    if !bars.is_empty() {
        let _ = write!(
            body,
            "<section><h2>Notices changed, by field</h2>\n<p class=\"dim\">share of the notices in both runs; their number; \
             items gone and new</p>\n{}</section>\n",
            chart("Share of notices changed, by field", &bars)
        );
    }
    if !diff.by_notice.is_empty() {
        body.push_str("<h2>Fields changed in one notice</h2>\n<table><thead><tr><th>fields</th><th>notices</th></tr></thead><tbody>\n");
        for (fields, notices) in &diff.by_notice {
            let _ = writeln!(body, "<tr><td>{fields}</td><td>{notices}</td></tr>");
        }
        body.push_str("</tbody></table>\n");
    }
    if !diff.examples.is_empty() {
        body.push_str("<h2>Examples</h2>\n");
    }
    for (field, changes) in sorted(diff) {
        let examples: Vec<&Example> = diff.examples.iter().filter(|example| example.field == field).collect();
        if examples.is_empty() {
            continue;
        }
        let _ = writeln!(
            body,
            "<details open><summary><b>{}</b><span class=\"dim\">{} of {}</span></summary>\n\
             <table><thead><tr><th>notice</th><th>old</th><th>new</th></tr></thead><tbody>",
            escape(field),
            examples.len(),
            changes.notices
        );
        for example in examples {
            let _ = writeln!(
                body,
                "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
                escape(&example.notice),
                side("del", field, &example.gone),
                side("ins", field, &example.new)
            );
        }
        body.push_str("</tbody></table></details>\n");
    }
    page("gongwen diff", &body)
}

/// A value or an item of a field, its names in the order of the contract.
fn shown(field: &str, value: &Value) -> String {
    let shape = NOTICE.below(field).map_or(Shape::Text, shape_of_item);
    value.as_str().map_or_else(|| line(shape, value), str::to_owned)
}

fn side(tag: &str, field: &str, values: &[Value]) -> String {
    let values = values
        .iter()
        .map(|value| format!("<{tag}>{}</{tag}>", escape(&shown(field, value))));
    values.collect::<Vec<_>>().join("<br>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn diff() -> Diff {
        let changes = FieldChanges {
            notices: 2,
            gone: 1,
            new: 3,
            places: 0,
        };
        Diff {
            both: 4,
            changed: 2,
            fields: [("kind".to_owned(), changes)].into_iter().collect(),
            by_notice: [(1, 2)].into_iter().collect(),
            examples: vec![Example {
                notice: "<a>.txt".to_owned(),
                field: "kind".to_owned(),
                gone: vec![json!("<i>")],
                new: vec![json!({"text": "公告"})],
            }],
            ..Diff::default()
        }
    }

    #[test]
    fn counts_come_first() {
        assert_eq!(
            text(&diff()),
            "4 notices in both runs, 2 changed\n\n\
             field                 notices     gone      new  places only\n\
             kind                        2        1        3            0\n\n\
             fields changed  notices\n             1        2\n\n\
             kind  <a>.txt\n  - <i>\n  + {\"text\": \"公告\"}\n"
        );
    }

    #[test]
    fn the_page_escapes_what_it_shows() {
        let page = html(&diff());
        assert!(
            page.contains("&lt;a&gt;.txt") && page.contains("<del>&lt;i&gt;</del>") && page.contains("width=\"210.0\"")
        );
        assert!(!page.contains("<i>") && !page.contains("http:") && !page.contains("https:"));
    }
}
