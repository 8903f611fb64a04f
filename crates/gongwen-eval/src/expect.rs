//! Answers: what a record of a notice should say.

use crate::assertion::Assertion;
use crate::shape::NOTICE;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// The answer to one notice: a record, or some of its fields, and assertions.
///
/// An `expect.json` is a record of the contract `gongwen.notice/1`, so that a corrected output is an answer:
///
/// - A field that is absent is not scored. A field that is there is scored whole: a list is complete, `null` and `[]` say
///   that there is none.
/// - Items of lists may leave values out; then those are not scored. Places (`span`, `node`, ids) may stand there and are
///   never compared.
/// - Texts and names may be given as plain strings: `"title": "…"`, `"issuers": ["…"]`.
/// - `assert` is a list of [`Assertion`]s, which blessing leaves alone.
///
/// ```
/// use gongwen_eval::Expectation;
/// let answer = Expectation::parse(r#"{
///     "kind": "通知",
///     "issuers": ["云泽市人民政府"],
///     "dates": [{"text": "6月1日前", "role": "deadline", "end_date": "2031-06-01"}],
///     "assert": [{"path": "/dates", "count": 1}]
/// }"#)?;
/// assert_eq!(answer.fields().len(), 3);
/// let error = Expectation::parse(r#"{"isued_on": null}"#).unwrap_err();
/// assert_eq!(error, "/isued_on: the record has no such field");
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone)]
pub struct Expectation {
    fields: Map<String, Value>,
    assertions: Vec<Assertion>,
    /// The list `assert` as it is written, to be written again.
    written: Option<Value>,
}

/// Keys that [`crate::answers`] gives the measures of an answer that states only how a text begins and ends.
pub(crate) const ENDS: [&str; 2] = ["first", "last"];

impl Expectation {
    /// Reads an `expect.json`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, one complaint a line.
    pub fn parse(text: &str) -> Result<Self, String> {
        let value = serde_json::from_str(text).map_err(|error| format!("it is no JSON: {error}"))?;
        Self::read(value)
    }

    /// Reads an answer that is JSON already.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, one complaint a line.
    pub fn read(value: Value) -> Result<Self, String> {
        let Value::Object(mut fields) = value else {
            return Err("it is no JSON object".to_owned());
        };
        let mut complaints = Vec::new();
        let written = fields.remove("assert");
        let mut assertions = Vec::new();
        match &written {
            None => {}
            Some(Value::Array(list)) => {
                for (at, value) in list.iter().enumerate() {
                    match Assertion::read(value) {
                        Ok(assertion) => assertions.push(assertion),
                        Err(complaint) => complaints.push(format!("/assert/{at}: {complaint}")),
                    }
                }
            }
            Some(_) => complaints.push("/assert: it is no list".to_owned()),
        }
        if let Some(schema) = fields.get("schema")
            && schema != gongwen::notice::SCHEMA
        {
            let ours = gongwen::notice::SCHEMA;
            complaints.push(format!("/schema: {schema} is given, this evaluates {ours}"));
        }
        let value = Value::Object(fields);
        NOTICE.check(&value, "", &mut complaints);
        if !complaints.is_empty() {
            return Err(complaints.join("\n"));
        }
        let Value::Object(fields) = value else {
            return Err("it is no JSON object".to_owned());
        };
        Ok(Self {
            fields,
            assertions,
            written,
        })
    }

    /// An answer made by this crate, of a shape known to be right.
    pub(crate) const fn made(fields: Map<String, Value>) -> Self {
        Self {
            fields,
            assertions: Vec::new(),
            written: None,
        }
    }

    /// The fields it states.
    #[must_use]
    pub const fn fields(&self) -> &Map<String, Value> {
        &self.fields
    }

    /// The hand-written assertions.
    #[must_use]
    pub fn assertions(&self) -> &[Assertion] {
        &self.assertions
    }

    /// `assert` as it was written.
    pub(crate) const fn written(&self) -> Option<&Value> {
        self.written.as_ref()
    }

    /// Whether it states nothing that could be scored: such an answer proves nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let scored = |name: &&String| !matches!(name.as_str(), "schema" | "id" | "evidence");
        self.assertions.is_empty() && self.fields.keys().filter(scored).count() == 0
    }

    /// Sixteen hexadecimal digits that differ when the answer does.
    #[must_use]
    pub fn digest(&self) -> String {
        let text = format!("{}{:?}", Value::Object(self.fields.clone()), self.written);
        let hash = Sha256::digest(text.as_bytes());
        hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}
