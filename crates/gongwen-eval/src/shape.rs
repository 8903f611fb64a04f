//! The shape of an answer: the record's own fields, so that a slip of the pen (`isued_on`) is told and not left unscored.
//! A test holds this table and the record's schema together.

use serde_json::Value;

/// What may stand at a place of an answer. `null` may stand for every value but a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Words.
    Text,
    /// A number.
    Number,
    /// One of a closed list of words.
    OneOf(&'static [&'static str]),
    /// Where something stands, or an id that other fields point to. May be given, is never scored and never blessed.
    Place,
    /// An index of a part: scored, though it is a number that others point to.
    Part,
    /// A list.
    List(&'static Shape),
    /// Named values. One with a `text` or a `name` may also be given as that alone, a plain string.
    Object(&'static [(&'static str, Shape)]),
}

const TEXT: Shape = Shape::Object(&[("text", Shape::Text), ("span", Shape::Place)]);
const NAMES: Shape = Shape::List(&Shape::Object(&[("name", Shape::Text), ("span", Shape::Place)]));
const NUMBER: Shape = Shape::Object(&[
    ("text", Shape::Text),
    ("agency", Shape::Text),
    ("year", Shape::Number),
    ("serial", Shape::Number),
    ("span", Shape::Place),
]);

/// What the answers of `gongwen.notice/1` may say, in the order in which blessing writes it.
pub(crate) const NOTICE: Shape = Shape::Object(&[
    ("schema", Shape::Place),
    ("id", Shape::Place),
    (
        "source",
        Shape::Object(&[
            ("uri", Shape::Place),
            ("format", Shape::OneOf(&["text", "html", "docx"])),
            ("encoding", Shape::Text),
            ("script", Shape::OneOf(&["hans", "hant", "mixed"])),
            ("chars", Shape::Number),
            // What the caller carried along or asked for; nothing that was read out of the notice.
            ("meta", Shape::Place),
            ("text", Shape::Place),
        ]),
    ),
    ("kind", Shape::Text),
    ("title", TEXT),
    ("document_number", NUMBER),
    ("issuers", NAMES),
    ("addressees", NAMES),
    ("copied_to", NAMES),
    ("printed_by", Shape::Text),
    ("signatory", Shape::Text),
    ("disclosure", Shape::Text),
    ("secrecy", Shape::Text),
    ("urgency", Shape::Text),
    ("issued_on", Shape::Text),
    ("printed_on", Shape::Text),
    ("published_on", Shape::Text),
    ("index_number", Shape::Text),
    ("topics", Shape::List(&Shape::Text)),
    ("validity", Shape::Text),
    ("region", Shape::Object(&[("name", Shape::Text), ("code", Shape::Text)])),
    ("evidence", Shape::Place),
    (
        "parts",
        Shape::List(&Shape::Object(&[
            ("id", Shape::Place),
            ("kind", Shape::OneOf(&["notice", "annex"])),
            ("title", TEXT),
            ("document_number", NUMBER),
            ("body", Shape::Text),
            ("body_spans", Shape::Place),
            ("span", Shape::Place),
        ])),
    ),
    (
        "headings",
        Shape::List(&Shape::Object(&[
            ("id", Shape::Place),
            ("part", Shape::Part),
            ("parent", Shape::Place),
            ("level", Shape::Number),
            ("label", Shape::Text),
            ("number", Shape::Number),
            ("path", Shape::Text),
            ("text", Shape::Text),
            ("body", Shape::Text),
            ("body_spans", Shape::Place),
            ("span", Shape::Place),
        ])),
    ),
    (
        "untitled",
        Shape::List(&Shape::Object(&[
            ("id", Shape::Place),
            ("part", Shape::Part),
            ("parent", Shape::Place),
            ("level", Shape::Number),
            ("label", Shape::Text),
            ("number", Shape::Number),
            ("path", Shape::Text),
            ("body", Shape::Text),
            ("body_spans", Shape::Place),
            ("span", Shape::Place),
        ])),
    ),
    (
        "measures",
        Shape::List(&Shape::Object(&[
            ("id", Shape::Place),
            ("part", Shape::Part),
            ("parent", Shape::Place),
            ("level", Shape::Number),
            ("label", Shape::Text),
            ("number", Shape::Number),
            ("path", Shape::Text),
            ("heading", Shape::Text),
            ("text", Shape::Text),
            ("keywords", Shape::Place),
            (
                "agencies",
                Shape::List(&Shape::Object(&[
                    ("name", Shape::Text),
                    ("role", Shape::OneOf(&["lead", "support", "responsible"])),
                    ("span", Shape::Place),
                ])),
            ),
            ("span", Shape::Place),
        ])),
    ),
    // Weighed by the dictionary, and only where asked for: no fact of the notice.
    ("keywords", Shape::Place),
    (
        "dates",
        Shape::List(&Shape::Object(&[
            ("text", Shape::Text),
            (
                "role",
                Shape::OneOf(&[
                    "issued",
                    "printed",
                    "published",
                    "deadline",
                    "scheduled",
                    "recurring",
                    "effective",
                    "expires",
                    "mention",
                ]),
            ),
            ("start_date", Shape::Text),
            ("end_date", Shape::Text),
            ("edtf", Shape::Text),
            ("rrule", Shape::Text),
            ("inferred", Shape::OneOf(&["year", "month"])),
            ("node", Shape::Place),
            ("span", Shape::Place),
        ])),
    ),
    (
        "contacts",
        Shape::List(&Shape::Object(&[
            ("organization", Shape::Text),
            ("person", Shape::Text),
            ("role", Shape::Text),
            (
                "phones",
                Shape::List(&Shape::Object(&[
                    ("text", Shape::Text),
                    ("number", Shape::Text),
                    ("kind", Shape::OneOf(&["mobile", "landline", "fax", "service"])),
                ])),
            ),
            ("emails", Shape::List(&Shape::Text)),
            ("address", Shape::Text),
            ("postcode", Shape::Text),
            ("urls", Shape::List(&Shape::Text)),
            ("qq", Shape::Text),
            ("wechat", Shape::Text),
            ("node", Shape::Place),
            ("span", Shape::Place),
        ])),
    ),
    (
        "targets",
        Shape::List(&Shape::Object(&[
            ("text", Shape::Text),
            ("metric", Shape::Text),
            ("comparator", Shape::OneOf(&["=", ">=", ">", "<=", "<", "~", "range"])),
            ("value", Shape::Number),
            ("max", Shape::Number),
            ("unit", Shape::Text),
            (
                "kind",
                Shape::OneOf(&["goal", "quota", "frequency", "funding", "requirement"]),
            ),
            ("due", Shape::Text),
            ("node", Shape::Place),
            ("span", Shape::Place),
        ])),
    ),
    (
        "citations",
        Shape::List(&Shape::Object(&[
            ("title", Shape::Text),
            ("number", Shape::Text),
            ("alias", Shape::Text),
            ("relation", Shape::OneOf(&["issues", "forwards", "repeals", "amends"])),
            ("mentions", Shape::Number),
            ("span", Shape::Place),
        ])),
    ),
    (
        "attachments",
        Shape::List(&Shape::Object(&[
            ("index", Shape::Number),
            ("title", Shape::Text),
            ("part", Shape::Part),
            ("span", Shape::Place),
        ])),
    ),
    (
        "audience",
        Shape::List(&Shape::Object(&[
            ("text", Shape::Text),
            ("node", Shape::Place),
            ("span", Shape::Place),
        ])),
    ),
    ("header", Shape::List(&TEXT)),
    ("closing", Shape::List(&TEXT)),
    (
        "boilerplate",
        Shape::List(&Shape::Object(&[
            (
                "kind",
                Shape::OneOf(&["navigation", "source_line", "footer", "page_number", "repeat"]),
            ),
            ("span", Shape::Place),
        ])),
    ),
    (
        "warnings",
        Shape::List(&Shape::Object(&[
            (
                "code",
                Shape::OneOf(&[
                    "malformed_bytes",
                    "cut_character",
                    "replacement_characters",
                    "numbering_gap",
                    "numbering_repeat",
                    "numbering_restart",
                    "seam_repeat",
                    "repaired_bracket",
                    "repeated_text",
                    "inferred_date",
                    "impossible_date",
                    "from_metadata",
                    "limit_reached",
                ]),
            ),
            // A sentence for people, free to be put better.
            ("message", Shape::Place),
            ("span", Shape::Place),
        ])),
    ),
    // A matter of what else was in the run.
    ("duplicate_of", Shape::Place),
]);

/// What items cannot be compared without.
const NEEDED: &[(&str, &str)] = &[
    ("parts", "kind"),
    ("headings", "path"),
    ("headings", "text"),
    ("untitled", "path"),
    ("measures", "path"),
    ("agencies", "name"),
    ("agencies", "role"),
    ("dates", "text"),
    ("phones", "text"),
    ("targets", "value"),
    ("attachments", "title"),
    ("audience", "text"),
    ("boilerplate", "kind"),
    ("warnings", "code"),
];

impl Shape {
    /// The names of an object's values.
    pub(crate) const fn names(self) -> &'static [(&'static str, Shape)] {
        match self {
            Self::Object(names) => names,
            _ => &[],
        }
    }

    /// The shape of the value `name`.
    pub(crate) fn below(self, name: &str) -> Option<Self> {
        let find = |(known, _): &&(&str, Self)| *known == name;
        self.names().iter().find(find).map(|&(_, shape)| shape)
    }

    /// Tells every slip in `value`; `path` leads to it.
    pub(crate) fn check(self, value: &Value, path: &str, complaints: &mut Vec<String>) {
        let wrong = |what: &str| format!("{path}: {what} is expected, {} is given", brief(value));
        match (self, value) {
            (Self::Place, _) | (Self::Text, Value::String(_)) | (Self::Number | Self::Part, Value::Number(_)) => {}
            (Self::List(item), Value::Array(values)) => {
                for (at, value) in values.iter().enumerate() {
                    item.check(value, &format!("{path}/{at}"), complaints);
                }
                needed(path, values, complaints);
            }
            (Self::List(_), _) => complaints.push(wrong("a list")),
            (_, Value::Null) => {}
            (Self::Text, _) => complaints.push(wrong("a text")),
            (Self::Number | Self::Part, _) => complaints.push(wrong("a number")),
            (Self::OneOf(words), Value::String(word)) if words.contains(&word.as_str()) => {}
            (Self::OneOf(words), _) => complaints.push(wrong(&format!("one of {}", words.join(", ")))),
            (Self::Object(_), Value::Object(values)) => {
                for (name, value) in values {
                    match self.below(name) {
                        Some(shape) => shape.check(value, &format!("{path}/{name}"), complaints),
                        None => complaints.push(format!("{path}/{name}: the record has no such field")),
                    }
                }
            }
            (Self::Object([("text" | "name", _), ..]), Value::String(_)) => {}
            (Self::Object(_), _) => complaints.push(wrong("an object")),
        }
    }
}

fn needed(path: &str, values: &[Value], complaints: &mut Vec<String>) {
    let list = path.rsplit('/').next().unwrap_or(path);
    for &(_, name) in NEEDED.iter().filter(|(of, _)| *of == list) {
        for (at, value) in values.iter().enumerate() {
            let absent = value
                .as_object()
                .is_some_and(|value| value.get(name).is_none_or(Value::is_null));
            if absent {
                complaints.push(format!("{path}/{at}: it cannot be compared without `{name}`"));
            }
        }
    }
    let stating = |name: &str| values.iter().filter(|value| value.get(name).is_some()).count();
    for name in ["text", "heading"] {
        if list == "measures" && !matches!(stating(name), 0) && stating(name) != values.len() {
            complaints.push(format!("{path}: `{name}` must stand in all of the measures or in none"));
        }
    }
}

/// A value in few words.
fn brief(value: &Value) -> String {
    let mut text = value.to_string();
    if let Some((at, _)) = text.char_indices().nth(40) {
        text.truncate(at);
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn complaints(value: &Value) -> Vec<String> {
        let mut complaints = Vec::new();
        NOTICE.check(value, "", &mut complaints);
        complaints
    }

    #[test]
    fn slips_are_told_with_their_place() {
        let slips = json!({
            "isued_on": "2031-05-08",
            "kind": 3,
            "issuers": null,
            "dates": [{"text": "6月底前", "role": "dead line"}, {"role": "mention"}],
            "targets": [{"value": "3"}],
            "measures": [{"path": "一", "text": "甲。"}, {"path": "二"}],
        });
        assert_eq!(
            complaints(&slips),
            [
                "/dates/0/role: one of issued, printed, published, deadline, scheduled, recurring, effective, expires, \
                 mention is expected, \"dead line\" is given",
                "/dates/1: it cannot be compared without `text`",
                "/issuers: a list is expected, null is given",
                "/isued_on: the record has no such field",
                "/kind: a text is expected, 3 is given",
                "/measures: `text` must stand in all of the measures or in none",
                "/targets/0/value: a number is expected, \"3\" is given",
            ]
        );
    }

    #[test]
    fn a_record_and_short_forms_are_answers() {
        let bytes = "云泽市人民政府关于做好防汛工作的通知\n各县：\n一、加强值守。6月1日前到岗。".as_bytes();
        let record = gongwen::extract(bytes, &gongwen::Options::default()).unwrap();
        assert_eq!(complaints(&serde_json::to_value(record).unwrap()), [""; 0]);
        assert_eq!(
            complaints(&json!({"title": "公告", "issuers": ["云泽市水利局"], "signatory": null})),
            [""; 0]
        );
    }

    /// The shape as the record's JSON Schema has it: a path for every name, with the words of closed lists.
    fn of_schema(schema: &Value, root: &Value, path: &str, found: &mut Vec<String>) {
        if let Some(target) = schema["$ref"].as_str() {
            return of_schema(root.pointer(target.trim_start_matches('#')).unwrap(), root, path, found);
        }
        for choice in schema["anyOf"].as_array().into_iter().flatten() {
            of_schema(choice, root, path, found);
        }
        if schema["items"].is_object() {
            of_schema(&schema["items"], root, path, found);
        }
        for (name, below) in schema["properties"].as_object().into_iter().flatten() {
            found.push(format!("{path}/{name}"));
            of_schema(below, root, &format!("{path}/{name}"), found);
        }
        let words = schema["enum"].as_array().into_iter().flatten();
        let documented = schema["oneOf"].as_array().into_iter().flatten();
        for word in words.chain(documented.filter_map(|one| one.get("const"))) {
            if let Some(word) = word.as_str() {
                found.push(format!("{path}={word}"));
            }
        }
    }

    fn of_shape(shape: Shape, path: &str, found: &mut Vec<String>) {
        match shape {
            Shape::OneOf(words) => found.extend(words.iter().map(|word| format!("{path}={word}"))),
            Shape::List(item) => of_shape(*item, path, found),
            Shape::Object(names) => {
                for (name, below) in names {
                    found.push(format!("{path}/{name}"));
                    of_shape(*below, &format!("{path}/{name}"), found);
                }
            }
            _ => {}
        }
    }

    #[test]
    fn the_shape_is_the_records_own() {
        let schema = serde_json::to_value(schemars::schema_for!(gongwen::Notice)).unwrap();
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        of_shape(NOTICE, "", &mut ours);
        of_schema(&schema, &schema, "", &mut theirs);
        ours.sort();
        theirs.sort();
        assert!(ours.len() > 100);
        assert_eq!(ours, theirs);
    }
}
