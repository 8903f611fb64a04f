//! Every field that is scored: one list of values, walked by the scorer, the reports and the tests.

/// A field that is scored on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in reports: the record's field, and what of it.
    pub name: &'static str,
    /// Whether it counts in the macro F1.
    pub judged: bool,
    /// When an item counts as right.
    pub rule: &'static str,
}

/// The groups whose F1 values the macro F1 is the mean of.
pub const GROUPS: &[&str] = &[
    "header",
    "parts",
    "headings",
    "measures",
    "dates",
    "contacts",
    "targets",
    "citations",
    "attachments",
    "audience",
];

impl Field {
    /// The field's group: its name up to the first dot.
    #[must_use]
    pub fn group(&self) -> &'static str {
        group_of(self.name)
    }
}

/// The group of a field's name.
#[must_use]
pub fn group_of(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// The field of that name.
#[must_use]
pub fn field(name: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.name == name)
}

/// Where the field stands in [`FIELDS`].
#[must_use]
pub fn rank(name: &str) -> usize {
    FIELDS
        .iter()
        .position(|field| field.name == name)
        .unwrap_or(FIELDS.len())
}

macro_rules! fields {
    ($($kind:ident $name:literal $rule:literal;)+) => {
        /// All fields, in the order of reports: those of the macro F1 first, then what is watched besides.
        pub const FIELDS: &[Field] = &[$(Field { name: $name, judged: fields!($kind), rule: $rule },)+];
    };
    (macro_f1) => { true };
    (beside) => { false };
}

fields! {
    macro_f1 "header.title" "equal when folded";
    macro_f1 "header.document_number" "equal when folded";
    macro_f1 "header.kind" "equal when folded";
    macro_f1 "header.printed_by" "equal when folded";
    macro_f1 "header.signatory" "equal when folded";
    macro_f1 "header.disclosure" "equal when folded";
    macro_f1 "header.issued_on" "equal";
    macro_f1 "header.printed_on" "equal";
    macro_f1 "header.published_on" "equal";
    macro_f1 "header.issuers" "each name, in any order, closing punctuation aside";
    macro_f1 "header.addressees" "each name, in any order, closing punctuation aside";
    macro_f1 "header.copied_to" "each name, in any order, closing punctuation aside";
    macro_f1 "parts" "kind and title";
    macro_f1 "headings" "part, path and title";
    macro_f1 "measures.tree" "part and path";
    macro_f1 "measures.text" "part, path, title, and the first and last six characters of the text";
    macro_f1 "dates.found" "one text holds the other";
    macro_f1 "dates.value" "found, with both bounds equal";
    macro_f1 "dates.role" "of those with the right value: the role";
    macro_f1 "contacts.facts" "each telephone number, e-mail, person, body, address and postcode";
    macro_f1 "contacts.links" "each telephone number and e-mail with whom it reaches";
    macro_f1 "targets.found" "value, upper value, and the unit's first character";
    macro_f1 "targets.value" "value, upper value, unit and comparator";
    macro_f1 "targets.kind" "of those with the right value: the kind";
    macro_f1 "citations" "title and number";
    macro_f1 "attachments" "title";
    macro_f1 "audience" "one text holds the other";
    beside "spans" "every value's beginning stands where its span points";
    beside "assert" "the assertion holds";
    beside "document_number.agency" "equal when folded";
    beside "document_number.year" "equal";
    beside "document_number.serial" "equal";
    beside "secrecy" "equal when folded";
    beside "urgency" "equal when folded";
    beside "index_number" "equal when folded";
    beside "topics" "each topic, in any order";
    beside "validity" "equal when folded";
    beside "region" "name and code";
    beside "source.format" "equal";
    beside "source.encoding" "equal";
    beside "source.script" "equal";
    beside "source.chars" "equal";
    beside "parts.body" "of those found: the whole text, folded";
    beside "parts.document_number" "of those found: equal when folded";
    beside "headings.label" "of those found: equal when folded";
    beside "headings.level" "of those found: equal";
    beside "headings.number" "of those found: equal";
    beside "headings.body" "of those found: the whole text, folded";
    beside "measures.label" "of those found: equal when folded";
    beside "measures.level" "of those found: equal";
    beside "measures.number" "of those found: equal";
    beside "measures.full" "of those found: the whole text, folded";
    beside "measures.agencies" "each name and role, with the measure's path";
    beside "untitled" "part and path";
    beside "untitled.label" "of those found: equal when folded";
    beside "untitled.level" "of those found: equal";
    beside "untitled.number" "of those found: equal";
    beside "untitled.body" "of those found: the whole text, folded";
    beside "dates.rrule" "of those with the right value: equal";
    beside "dates.edtf" "of those with the right value: equal";
    beside "dates.inferred" "of those with the right value: equal";
    beside "contacts.role" "of those found: equal when folded";
    beside "contacts.urls" "of those found: each address";
    beside "contacts.qq" "of those found: equal when folded";
    beside "contacts.wechat" "of those found: equal when folded";
    beside "contacts.phone_number" "each number in its dialled form, with the number as printed";
    beside "contacts.phone_kind" "each number's kind, with the number as printed";
    beside "targets.text" "of those with the right value: equal when folded";
    beside "targets.metric" "of those with the right value: equal when folded";
    beside "targets.due" "of those with the right value: equal";
    beside "citations.alias" "of those found: equal when folded";
    beside "citations.relation" "of those found: equal";
    beside "citations.mentions" "of those found: equal";
    beside "attachments.index" "of those found: equal";
    beside "attachments.part" "of those found: equal";
    beside "header.lines" "each line no other field holds, in any order";
    beside "closing" "each closing line, in any order";
    beside "boilerplate" "how many there are of each kind";
    beside "warnings" "how many there are of each code";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_the_groups_are_those_of_the_judged_fields() {
        let names: BTreeSet<&str> = FIELDS.iter().map(|field| field.name).collect();
        assert_eq!(names.len(), FIELDS.len());
        let judged: BTreeSet<&str> = FIELDS.iter().filter(|field| field.judged).map(Field::group).collect();
        assert_eq!(judged, GROUPS.iter().copied().collect());
    }

    #[test]
    fn judged_fields_stand_first() {
        assert!(FIELDS.is_sorted_by_key(|field| !field.judged));
        assert_eq!(rank("header.title"), 0);
        assert_eq!(rank("no such field"), FIELDS.len());
    }
}
