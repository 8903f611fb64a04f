//! A saved run: what was wrong then, item by item, so that a later run can tell gains from losses.
//!
//! What was right is not saved: an item is right unless it is among the errors, and so the file stays small.

use crate::evaluate::Evaluation;
use crate::tally::{Counts, Item, Outcome};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The file's name and version.
pub const FORMAT: &str = "gongwen.baseline/1";

/// A saved run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    format: String,
    /// Counts by field: hits, extra, missed.
    fields: BTreeMap<String, Counts>,
    notices: BTreeMap<String, Saved>,
}

/// One notice of a saved run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Saved {
    /// The answer's digest: with another answer, other things are wrong.
    answer: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    missed: BTreeMap<String, Vec<String>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    extra: BTreeMap<String, Vec<String>>,
}

/// One item that was right and is wrong, or the other way round.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Change {
    /// The case.
    pub notice: String,
    /// The field.
    pub field: String,
    /// Whether the item is, or was, missed or extra.
    pub error: Outcome,
    /// The item, folded.
    pub item: String,
}

impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let error = if self.error == Outcome::Missed {
            "missed"
        } else {
            "extra"
        };
        write!(f, "{}  {}  {error}: {}", self.field, self.notice, self.item)
    }
}

/// What has changed since a saved run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Wrong then and right now.
    pub gains: Vec<Change>,
    /// Right then and wrong now, in notices whose answers are the same.
    pub losses: Vec<Change>,
    /// Cases that the saved run had with another answer, or not at all; what is wrong in them is no loss.
    pub new: Vec<String>,
    /// Cases that the saved run had and this one has not.
    pub gone: Vec<String>,
}

impl Comparison {
    /// Whether the saved run is as good as saved now.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.gains.is_empty() && self.losses.is_empty() && self.new.is_empty() && self.gone.is_empty()
    }
}

/// What is wrong in a notice: (field, error, item), with how often.
type Errors = BTreeMap<(String, Outcome, String), usize>;

fn errors<'a>(items: impl Iterator<Item = &'a Item>) -> Errors {
    let mut errors = Errors::new();
    for item in items {
        let mut count = |error, key: &str| {
            *errors
                .entry((item.field.to_owned(), error, key.to_owned()))
                .or_default() += 1;
        };
        match (item.outcome, &item.expected, &item.got) {
            (Outcome::Missed, Some(expected), _) => count(Outcome::Missed, &expected.key),
            (Outcome::Extra, _, Some(got)) => count(Outcome::Extra, &got.key),
            // Another wrong value in the place of a wrong one changes nothing.
            (Outcome::Differs, Some(expected), _) => {
                count(Outcome::Missed, &expected.key);
                count(Outcome::Extra, &format!("≠ {}", expected.key));
            }
            _ => {}
        }
    }
    errors
}

impl Saved {
    fn errors(&self) -> Errors {
        let mut errors = Errors::new();
        for (error, fields) in [(Outcome::Missed, &self.missed), (Outcome::Extra, &self.extra)] {
            for (field, items) in fields {
                for item in items {
                    *errors.entry((field.clone(), error, item.clone())).or_default() += 1;
                }
            }
        }
        errors
    }
}

impl Baseline {
    /// What is to be saved of a run.
    #[must_use]
    pub fn of(evaluation: &Evaluation) -> Self {
        let notice = |notice: &crate::Scored| {
            let (mut missed, mut extra) = (BTreeMap::new(), BTreeMap::new());
            for ((field, error, item), times) in errors(notice.tally.errors()) {
                let fields: &mut BTreeMap<String, Vec<String>> = match error {
                    Outcome::Missed => &mut missed,
                    _ => &mut extra,
                };
                let items = fields.entry(field).or_default();
                items.extend(std::iter::repeat_n(item, times));
            }
            let saved = Saved {
                answer: notice.answer.clone(),
                missed,
                extra,
            };
            (notice.name.clone(), saved)
        };
        Self {
            format: FORMAT.to_owned(),
            fields: evaluation
                .fields
                .iter()
                .map(|(&field, &counts)| (field.to_owned(), counts))
                .collect(),
            notices: evaluation.notices.iter().map(notice).collect(),
        }
    }

    /// Reads a saved run.
    ///
    /// # Errors
    ///
    /// If it is none, or one of another version.
    pub fn parse(text: &str) -> Result<Self, String> {
        let baseline: Self =
            serde_json::from_str(text).map_err(|error| format!("it is no saved run of gongwen eval: {error}"))?;
        if baseline.format == FORMAT {
            Ok(baseline)
        } else {
            Err(format!(
                "its format is {}, this reads {FORMAT}; save it anew",
                baseline.format
            ))
        }
    }

    /// The file's text: one line a field and a notice, so that its changes can be read in a review.
    #[must_use]
    pub fn render(&self) -> String {
        let mut text = format!("{{\n \"format\": \"{FORMAT}\",\n \"fields\": {{");
        lines(&mut text, &self.fields);
        text.push_str("\n },\n \"notices\": {");
        lines(&mut text, &self.notices);
        text.push_str("\n }\n}\n");
        text
    }

    /// The counts of a field then; zero of one that was not scored.
    #[must_use]
    pub fn counts(&self, field: &str) -> Option<Counts> {
        self.fields.get(field).copied()
    }

    /// What has changed from this saved run to `evaluation`.
    #[must_use]
    pub fn compare(&self, evaluation: &Evaluation) -> Comparison {
        let mut comparison = Comparison::default();
        for notice in &evaluation.notices {
            let now = errors(notice.tally.errors());
            let saved = self
                .notices
                .get(&notice.name)
                .filter(|saved| saved.answer == notice.answer);
            let Some(saved) = saved else {
                comparison.new.push(notice.name.clone());
                continue;
            };
            let then = saved.errors();
            comparison.losses.extend(more(&notice.name, &now, &then));
            comparison.gains.extend(more(&notice.name, &then, &now));
        }
        let still = |name: &&String| evaluation.notices.iter().all(|notice| notice.name != **name);
        comparison.gone = self.notices.keys().filter(still).cloned().collect();
        comparison.losses.sort_by_key(order);
        comparison.gains.sort_by_key(order);
        comparison
    }
}

fn order(change: &Change) -> (usize, Change) {
    (crate::fields::rank(&change.field), change.clone())
}

/// What `one` has more often than `other`.
fn more<'a>(notice: &'a str, one: &'a Errors, other: &'a Errors) -> impl Iterator<Item = Change> {
    one.iter().flat_map(move |(key, &times)| {
        let (field, error, item) = key;
        let change = Change {
            notice: notice.to_owned(),
            field: field.clone(),
            error: *error,
            item: item.clone(),
        };
        let more = times.saturating_sub(other.get(key).copied().unwrap_or(0));
        std::iter::repeat_n(change, more)
    })
}

fn lines<T: Serialize>(text: &mut String, values: &BTreeMap<String, T>) {
    for (at, (name, value)) in values.iter().enumerate() {
        let name = serde_json::Value::from(name.as_str());
        let value = serde_json::to_string(value).unwrap_or_default();
        let comma = if at == 0 { "" } else { "," };
        text.push_str(&format!("{comma}\n  {name}: {value}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Case, Expectation, evaluate};

    const NOTICE: &str =
        "云泽市水利局关于做好防汛工作的通知\n各县：\n一、加强值守。6月1日前到岗。\n云泽市水利局\n2031年5月8日";

    fn run(name: &str, notice: &str, answer: &str) -> Evaluation {
        evaluate(&[Case::new(name, notice, Expectation::parse(answer).unwrap())])
    }

    #[test]
    fn gains_and_losses_are_told_item_by_item() {
        let answer = r#"{"kind": "通知", "issuers": ["云泽市水利局"], "dates": [{"text": "6月1日前"}, {"text": "2031年5月8日"}]}"#;
        let good = run("a", NOTICE, answer);
        let bad = run("a", &NOTICE.replace("6月1日前", "及时").replace("通知", "通告"), answer);
        let saved = Baseline::of(&good);
        assert_eq!(saved.compare(&good), Comparison::default());

        let losses = saved.compare(&bad).losses;
        let told: Vec<String> = losses.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "header.kind  a  missed: 通知",
                "header.kind  a  extra: ≠ 通知",
                "dates.found  a  missed: 6月1日前",
                "dates.value  a  missed: 6月1日前 [–, –]",
            ]
        );
        let back = Baseline::of(&bad).compare(&good);
        assert_eq!((back.gains, back.losses), (losses, vec![]));
    }

    #[test]
    fn another_answer_is_another_case() {
        let saved = Baseline::of(&run("a", NOTICE, r#"{"kind": "通知"}"#));
        let now = run("a", NOTICE, r#"{"kind": "通告"}"#);
        let comparison = saved.compare(&now);
        assert_eq!(comparison.new, ["a"]);
        assert!(comparison.losses.is_empty() && comparison.gone.is_empty());
        assert_eq!(saved.compare(&Evaluation::default()).gone, ["a"]);
    }

    #[test]
    fn what_is_written_is_read() {
        let saved = Baseline::of(&run("a \"b\"", NOTICE, r#"{"kind": "通告", "topics": ["防汛"]}"#));
        assert_eq!(Baseline::parse(&saved.render()), Ok(saved.clone()));
        assert_eq!(saved.counts("topics"), Some(Counts::from([0, 0, 1])));
        let other = saved.render().replace(FORMAT, "gongwen.baseline/9");
        assert_eq!(
            Baseline::parse(&other).unwrap_err(),
            "its format is gongwen.baseline/9, this reads gongwen.baseline/1; save it anew"
        );
        assert!(
            Baseline::parse("[]")
                .unwrap_err()
                .starts_with("it is no saved run of gongwen eval: ")
        );
    }
}
