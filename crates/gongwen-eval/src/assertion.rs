//! Hand-written assertions: what must hold of a record whatever is blessed.

use crate::fold::fold;
use serde_json::{Map, Value};

/// One statement about the value at a place of the record.
#[derive(Debug, Clone, PartialEq)]
pub struct Assertion {
    /// A JSON Pointer into the record: `/title/text`, `/dates`, `/targets/0/value`.
    pub path: String,
    /// What must hold there.
    pub claim: Claim,
}

/// What must hold of a value. Texts are compared folded; of objects only the values stated count.
#[derive(Debug, Clone, PartialEq)]
pub enum Claim {
    /// It is this value.
    Equals(Value),
    /// The list has such an item, or the text holds this text.
    Contains(Value),
    /// The list has no such item, or the text does not hold this text.
    Lacks(Value),
    /// The list has so many items.
    Count(u64),
}

impl Assertion {
    /// Reads `{"path": "/dates", "contains": {"text": "6月底前", "role": "deadline"}, "why": "…"}`.
    ///
    /// # Errors
    ///
    /// What is wrong with it, for people.
    pub fn read(value: &Value) -> Result<Self, String> {
        let fields = value.as_object().ok_or("it is no object")?;
        let path = fields.get("path").and_then(Value::as_str).ok_or("it has no `path`")?;
        if !path.is_empty() && !path.starts_with('/') {
            return Err(format!("its path `{path}` does not begin with `/`"));
        }
        let mut claims = fields
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "path" | "why"));
        let (Some(claim), None) = (claims.next(), claims.next()) else {
            return Err("it must state one of `equals`, `contains`, `lacks` and `count`".to_owned());
        };
        let (name, value) = claim;
        let claim = match name.as_str() {
            "equals" => Claim::Equals(value.clone()),
            "contains" => Claim::Contains(value.clone()),
            "lacks" => Claim::Lacks(value.clone()),
            "count" => Claim::Count(value.as_u64().ok_or("`count` is no whole number")?),
            _ => {
                return Err(format!(
                    "it states `{name}`; known are `equals`, `contains`, `lacks` and `count`"
                ));
            }
        };
        Ok(Self {
            path: path.to_owned(),
            claim,
        })
    }

    /// Whether it holds of `record`. Nothing holds of a place that is not there, except that it lacks something.
    ///
    /// ```
    /// use gongwen_eval::Assertion;
    /// use serde_json::json;
    /// let assertion = Assertion::read(&json!({"path": "/dates", "contains": {"text": "6月底前", "role": "deadline"}}))?;
    /// let record = json!({"dates": [{"text": "6月底前", "role": "deadline", "end_date": "2031-06-30"}]});
    /// assert!(assertion.holds(&record));
    /// assert!(!assertion.holds(&json!({"dates": []})));
    /// # Ok::<(), String>(())
    /// ```
    #[must_use]
    pub fn holds(&self, record: &Value) -> bool {
        let found = record.pointer(&self.path);
        match (&self.claim, found) {
            (Claim::Lacks(_), None) => true,
            (_, None) => false,
            (Claim::Equals(wanted), Some(found)) => fits(wanted, found),
            (Claim::Contains(wanted), Some(found)) => contains(wanted, found),
            (Claim::Lacks(wanted), Some(found)) => !contains(wanted, found),
            (Claim::Count(wanted), Some(found)) => found
                .as_array()
                .is_some_and(|items| u64::try_from(items.len()) == Ok(*wanted)),
        }
    }
}

impl std::fmt::Display for Assertion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let path = &self.path;
        match &self.claim {
            Claim::Equals(value) => write!(f, "{path} equals {value}"),
            Claim::Contains(value) => write!(f, "{path} contains {value}"),
            Claim::Lacks(value) => write!(f, "{path} lacks {value}"),
            Claim::Count(count) => write!(f, "{path} has {count} items"),
        }
    }
}

/// Whether `found` is `wanted`, values of objects that `wanted` does not state aside.
fn fits(wanted: &Value, found: &Value) -> bool {
    match (wanted, found) {
        (Value::String(wanted), Value::String(found)) => fold(wanted) == fold(found),
        (Value::Number(wanted), Value::Number(found)) => wanted.as_f64() == found.as_f64(),
        (Value::Object(wanted), Value::Object(found)) => states(wanted, found),
        (Value::Array(wanted), Value::Array(found)) => {
            wanted.len() == found.len() && wanted.iter().zip(found).all(|(wanted, found)| fits(wanted, found))
        }
        _ => wanted == found,
    }
}

fn states(wanted: &Map<String, Value>, found: &Map<String, Value>) -> bool {
    wanted
        .iter()
        .all(|(name, wanted)| found.get(name).is_some_and(|found| fits(wanted, found)))
}

fn contains(wanted: &Value, found: &Value) -> bool {
    match (wanted, found) {
        (_, Value::Array(items)) => items.iter().any(|found| fits(wanted, found)),
        (Value::String(wanted), Value::String(found)) => fold(found).contains(&fold(wanted)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn holds(assertion: &Value) -> bool {
        let record = json!({
            "title": {"text": "云泽市公告（试行）", "span": [0, 9]},
            "issued_on": null,
            "targets": [{"value": 3.0, "unit": "人"}, {"value": 5.0, "unit": "家"}],
        });
        Assertion::read(assertion).unwrap().holds(&record)
    }

    #[test]
    fn every_claim_can_hold_and_fail() {
        for (claim, right, wrong) in [
            ("equals", json!("云泽市公告(试行)"), json!("云泽市公告")),
            ("contains", json!("公告"), json!("通告")),
            ("lacks", json!("通告"), json!("公告")),
        ] {
            assert!(holds(&json!({"path": "/title/text", claim: right})));
            assert!(!holds(&json!({"path": "/title/text", claim: wrong})));
        }
        assert!(holds(&json!({"path": "/targets", "count": 2})) && !holds(&json!({"path": "/targets", "count": 1})));
        assert!(holds(
            &json!({"path": "/targets", "contains": {"value": 5, "unit": "家"}})
        ));
        assert!(!holds(
            &json!({"path": "/targets", "contains": {"value": 5, "unit": "人"}})
        ));
        assert!(holds(
            &json!({"path": "/targets", "lacks": {"value": 4}, "why": "4 counts chapters"})
        ));
        assert!(holds(&json!({"path": "/issued_on", "equals": null})));
        assert!(!holds(&json!({"path": "/printed_on", "equals": null})));
        assert!(holds(
            &json!({"path": "/title", "equals": {"text": "云泽市公告（试行）"}})
        ));
    }

    #[test]
    fn what_cannot_be_meant_is_told() {
        for (assertion, message) in [
            (json!(3), "it is no object"),
            (json!({"equals": 3}), "it has no `path`"),
            (
                json!({"path": "title", "equals": 3}),
                "its path `title` does not begin with `/`",
            ),
            (
                json!({"path": "/a"}),
                "it must state one of `equals`, `contains`, `lacks` and `count`",
            ),
            (
                json!({"path": "/a", "equals": 1, "count": 1}),
                "it must state one of `equals`, `contains`, `lacks` and `count`",
            ),
            (json!({"path": "/a", "count": -1}), "`count` is no whole number"),
            (
                json!({"path": "/a", "is": 1}),
                "it states `is`; known are `equals`, `contains`, `lacks` and `count`",
            ),
        ] {
            assert_eq!(Assertion::read(&assertion).unwrap_err(), message);
        }
    }
}
