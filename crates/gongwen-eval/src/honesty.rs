//! Whether an answer can be true of its notice: what it quotes must stand there.

use crate::expect::Expectation;
use crate::fold::{digits, fold};
use serde_json::Value;

/// Values of an answer that are quotations: the path of each, `*` for every item of a list.
const QUOTED: &[&str] = &[
    "title",
    "document_number/agency",
    "issuers/*/name",
    "addressees/*/name",
    "copied_to/*/name",
    "printed_by",
    "signatory",
    "parts/*/title",
    "parts/*/body",
    "headings/*/text",
    "headings/*/body",
    "measures/*/heading",
    "measures/*/text",
    "measures/*/first",
    "measures/*/last",
    "measures/*/agencies/*/name",
    "dates/*/text",
    "contacts/*/organization",
    "contacts/*/person",
    "contacts/*/role",
    "contacts/*/phones/*/text",
    "contacts/*/emails/*",
    "contacts/*/address",
    "contacts/*/postcode",
    "contacts/*/qq",
    "contacts/*/wechat",
    "targets/*/text",
    "citations/*/title",
    "citations/*/alias",
    "attachments/*/title",
    "audience/*/text",
];

/// The quotations of an answer that do not stand in its notice: path and words. Compared folded, paragraph by paragraph,
/// with the source as it is and as it is when cleaned (wrapped lines joined, page numbers taken out, doubled characters
/// kept once).
///
/// ```
/// use gongwen_eval::{Expectation, honesty::not_in_source};
/// let answer = Expectation::parse(r#"{"kind": "通知", "issuers": ["云泽市水利局", "云泽市财政局"]}"#)?;
/// let wrong = not_in_source(&answer, "雲澤市水利 局通知");
/// assert_eq!(wrong, ["issuers/1/name: 云泽市财政局"]);
/// # Ok::<(), String>(())
/// ```
#[must_use]
pub fn not_in_source(expectation: &Expectation, source: &str) -> Vec<String> {
    let clean = fold(&gongwen::text::clean(source).text);
    let source = fold(source);
    let numbers = digits(&source);
    let stands = |text: &str| source.contains(&fold(text)) || clean.contains(&fold(text));
    let phone_stands = |text: &str| {
        let phone = digits(text);
        // 5550301/02: the second one shares its beginning with the first.
        let shortened = |at: usize| {
            let Some((head, tail)) = phone.split_at_checked(at) else {
                return false;
            };
            let listed = ['/', ',', '-']
                .iter()
                .any(|sign| source.contains(&format!("{sign}{tail}")));
            listed && numbers.contains(head)
        };
        numbers.contains(&phone) || (1..=4).any(|short| phone.len().checked_sub(short).is_some_and(shortened))
    };
    let mut wrong = Vec::new();
    for path in QUOTED {
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        let Some(value) = expectation.fields().get(first) else {
            continue;
        };
        quotations(value, rest, first.to_owned(), &mut |path, text| {
            let found = if path.contains("/phones/") {
                phone_stands(text)
            } else if path.contains("/emails/") {
                // Sites write # or (at) for the sign in the middle; the value is repaired.
                text.split('@').all(stands)
            } else {
                text.split('\n').all(stands)
            };
            if !found {
                wrong.push(format!("{path}: {text}"));
            }
        });
    }
    wrong
}

/// Walks to the texts that `path` leads to.
fn quotations(value: &Value, path: &str, at: String, found: &mut dyn FnMut(&str, &str)) {
    let (step, rest) = path.split_once('/').unwrap_or((path, ""));
    match (value, step) {
        // What a page only states stands nowhere in its text; the answer says so with the empty span.
        (Value::Object(object), _)
            if object
                .get("span")
                .is_some_and(|span| *span == serde_json::json!([0, 0])) => {}
        (Value::Array(items), "*") => {
            for (n, item) in items.iter().enumerate() {
                quotations(item, rest, format!("{at}/{n}"), found);
            }
        }
        (Value::String(text), "" | "name" | "text") => {
            let at = if step.is_empty() { at } else { format!("{at}/{step}") };
            found(&at, text);
        }
        (Value::Object(object), "") => quotations(object.get("text").unwrap_or(&Value::Null), "", at, found),
        (Value::Object(object), step) => {
            let below = object.get(step).unwrap_or(&Value::Null);
            quotations(below, rest, format!("{at}/{step}"), found);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_only_stated_is_quoted_from_nowhere() {
        let answer = r#"{"title": {"text": "甲", "span": [0, 0]}, "issuers": [{"name": "乙", "span": [0, 1]}]}"#;
        let answer = Expectation::parse(answer).unwrap();
        assert_eq!(not_in_source(&answer, "丙"), ["issuers/0/name: 乙"]);
    }

    #[test]
    fn every_quoted_path_is_looked_at() {
        let answer = r#"{
            "title": {"text": "甲"}, "document_number": {"agency": "甲"}, "issuers": ["甲"], "addressees": [{"name": "甲"}],
            "copied_to": ["甲"], "printed_by": "甲", "signatory": "甲",
            "parts": [{"kind": "notice", "title": "甲", "body": "乙\n甲"}],
            "headings": [{"path": "一", "text": "甲", "body": "甲"}],
            "measures": [{"path": "一", "heading": "甲", "text": "甲", "agencies": [{"name": "甲", "role": "lead"}]}],
            "dates": [{"text": "甲"}],
            "contacts": [{"organization": "甲", "person": "甲", "role": "甲", "phones": [{"text": "5550123"}], "emails": ["甲"],
                "address": "甲", "postcode": "甲", "qq": "甲", "wechat": "甲"}],
            "targets": [{"text": "甲", "value": 1}], "citations": [{"title": "甲", "alias": "甲"}],
            "attachments": [{"title": "甲"}], "audience": [{"text": "甲"}]
        }"#;
        let answer = Expectation::parse(answer).unwrap();
        // Two of the paths are those of answers in brief.
        assert_eq!(not_in_source(&answer, "乙").len(), QUOTED.len() - 2);
        assert_eq!(not_in_source(&answer, "乙。甲，555 0123"), [""; 0]);
    }

    #[test]
    fn repaired_addresses_and_shortened_numbers_are_allowed_for() {
        let contact = |phone: &str, email: &str| {
            let answer = format!(r#"{{"contacts": [{{"phones": [{{"text": "{phone}"}}], "emails": ["{email}"]}}]}}"#);
            not_in_source(
                &Expectation::parse(&answer).unwrap(),
                "电话：5550301/02，邮箱：fx#yunze.example",
            )
            .len()
        };
        assert_eq!(contact("5550302", "fx@yunze.example"), 0);
        assert_eq!(contact("5550303", "fx@yunze.example"), 1);
        assert_eq!(contact("5560302", "fx@qinghe.example"), 2);
    }

    #[test]
    fn joined_lines_and_page_numbers_are_allowed_for() {
        let answer = Expectation::parse(r#"{"dates": [{"text": "2031年6月底前"}]}"#).unwrap();
        assert_eq!(not_in_source(&answer, "应当于 2031 年\n6月底前办结。"), [""; 0]);
        assert_eq!(not_in_source(&answer, "应当于2031年7月底前办结。").len(), 1);
    }
}
