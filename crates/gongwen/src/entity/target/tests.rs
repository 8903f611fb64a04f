//! The rules walked: each wins its own examples and leaves the look-alikes alone.

use super::context::{Context, Notice};
use super::{PURPOSES, REFUSALS, find, kind, refuse};
use crate::grammar::quantity;
use crate::notice::TargetKind;
use crate::span::Span;
use crate::structure::{Stretch, Structure, Zone};

const NOTICE: Notice = Notice {
    year: Some(2031),
    reports: false,
    reviews: false,
};

#[test]
fn ids_are_unique() {
    let ids: Vec<&str> = REFUSALS
        .iter()
        .map(|rule| rule.id)
        .chain(PURPOSES.iter().map(|rule| rule.id))
        .collect();
    for (at, id) in ids.iter().enumerate() {
        assert!(!ids[at + 1..].contains(id), "{id} stands twice");
    }
}

/// An example may begin with the titles above it: 申报条件｜营业收入2000万元以上。
fn example(text: &str) -> (&str, &str) {
    text.split_once('｜').unwrap_or(("", text))
}

#[test]
fn refusals_refuse_their_own() {
    let mut wrong = Vec::new();
    for rule in REFUSALS {
        assert!(
            !rule.yes.is_empty() && !rule.no.is_empty(),
            "{} lacks examples",
            rule.id
        );
        let notice = Notice {
            reports: rule.id == "fact/unset",
            ..NOTICE
        };
        for text in rule.yes {
            let (titles, text) = example(text);
            let quantities = quantity::find(text);
            let won = (0..quantities.len())
                .filter_map(|at| Context::new(text, &quantities, at, titles, &notice))
                .any(|context| (rule.test)(&context));
            if !won {
                wrong.push(format!("{} leaves {text}", rule.id));
            }
        }
        for text in rule.no {
            let (titles, text) = example(text);
            let quantities = quantity::find(text);
            if quantities.is_empty() {
                wrong.push(format!("{}: no quantity in {text}", rule.id));
            }
            for at in 0..quantities.len() {
                let context = Context::new(text, &quantities, at, titles, &notice);
                if let Some(id) = context.and_then(|context| refuse::refused(&context)) {
                    wrong.push(format!("{}: {text} is refused by {id}", rule.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn purposes_decide_their_own() {
    let mut wrong = Vec::new();
    for rule in PURPOSES {
        assert!(
            !rule.yes.is_empty() && !rule.no.is_empty(),
            "{} lacks examples",
            rule.id
        );
        for (texts, want) in [(rule.yes, true), (rule.no, false)] {
            for text in texts {
                let (titles, text) = example(text);
                let quantities = quantity::find(text);
                let Some(context) = Context::new(text, &quantities, 0, titles, &NOTICE) else {
                    wrong.push(format!("{}: no quantity in {text}", rule.id));
                    continue;
                };
                let id = kind::of(&context).1;
                if (id == rule.id) != want {
                    wrong.push(format!("{}: {text} is decided by {id}", rule.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn whole(text: &str) -> Structure {
    let stretch = Stretch {
        span: Span::new(0, text.len()),
        zone: Zone::Body,
        part: 0,
        node: None,
    };
    Structure {
        stretches: vec![stretch],
        ..Structure::default()
    }
}

#[test]
fn a_clause_is_as_short_as_it_can_be() {
    let text = "力争全年新增就业30万人以上，至少提供2次政策宣讲、4次岗位推荐，按300元/人、500元/人给予补贴。";
    let found = find(text, &whole(text), &[]);
    let clauses: Vec<(&str, TargetKind)> = found.iter().map(|target| (target.span.of(text), target.kind)).collect();
    assert_eq!(
        clauses,
        [
            ("力争全年新增就业30万人以上", TargetKind::Goal),
            ("至少提供2次政策宣讲", TargetKind::Goal),
            ("4次岗位推荐", TargetKind::Goal),
            ("按300元/人", TargetKind::Funding),
            ("500元/人给予补贴", TargetKind::Funding),
        ]
    );
}

#[test]
fn a_date_before_it_in_the_sentence_is_its_due() {
    let text = "到2033年，建成10个园区。另建5个站点。";
    let end = jiff::civil::date(2033, 12, 31);
    let found = find(text, &whole(text), &[(Span::new(3, 10), Some(end))]);
    assert_eq!(
        found.iter().map(|target| target.due).collect::<Vec<_>>(),
        [Some(end), None]
    );
}

/// Reads the answered notices that `GONGWEN_NOTICES` points to and holds the scores that were reached.
#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "real notices stay outside the project; a test may read them"
)]
fn real_notices_keep_their_scores() {
    let Ok(folder) = std::env::var("GONGWEN_NOTICES") else {
        println!("skipped: GONGWEN_NOTICES is not set");
        return;
    };
    for (set, value, kind) in [("seeds", 0.96, 0.93), ("dev", 0.95, 0.95)] {
        let (mut right, mut wanted, mut given, mut kinds) = (0_u32, 0_u32, 0_u32, 0_u32);
        let folder = std::path::Path::new(&folder).join(set);
        for entry in folder.read_dir().expect("the folder of notices") {
            let path = entry.expect("a notice").path();
            if path.extension().is_none_or(|extension| extension != "txt") {
                continue;
            }
            let answer = std::fs::read(path.with_extension("gold.json")).expect("an answer");
            let answer: serde_json::Value = serde_json::from_slice(&answer).expect("JSON");
            let source = std::fs::read(&path).expect("a text");
            let source = String::from_utf8_lossy(&source);
            let clean = crate::text::clean(source.trim_start_matches('\u{feff}'));
            let mut found = find(&clean.text, &crate::structure::read(&clean), &[]);
            given += u32::try_from(found.len()).unwrap();
            for want in answer["targets"].as_array().expect("targets") {
                wanted += 1;
                let same = |target: &super::Target| {
                    want["value"].as_f64() == Some(target.value)
                        && want["max"].as_f64() == target.max
                        && want["unit"].as_str() == target.unit.as_deref()
                        && want["comparator"] == serde_json::to_value(target.comparator).unwrap()
                };
                if let Some(at) = found.iter().position(same) {
                    right += 1;
                    kinds += u32::from(want["kind"] == serde_json::to_value(found.remove(at).kind).unwrap());
                }
            }
        }
        let f1 = 2.0 * f64::from(right) / f64::from(wanted + given);
        let named = f64::from(kinds) / f64::from(right.max(1));
        println!("{set}: values {f1:.3}, kinds {named:.3}");
        assert!(f1 >= value && named >= kind, "{set}: values {f1:.3}, kinds {named:.3}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_survived(text in "[0-9.一二三半百万每人年月日元%个项名家份（）。，；：、至以上不超过达到由提高补贴的可“”《》已了\n]{0,60}") {
        let structure = whole(&text);
        for target in find(&text, &structure, &[]) {
            proptest::prop_assert!(text.get(target.span.start..target.span.end).is_some_and(|clause| !clause.is_empty()));
            proptest::prop_assert!(target.span.start <= target.quantity.start && target.quantity.end <= target.span.end);
        }
        let _ = super::refused(&text, &structure);
    }
}
