//! Postal codes: six digits that only their label tells from other numbers.

use super::Item;
use super::phone::digits;
use super::rule::Rule;

pub(super) const LABELLED: Rule = Rule {
    id: "postcode/labelled",
    means: "邮编：999001, 邮政编码999001",
    needs: &["邮编", "邮政编码", "邮码"],
    pattern: r"(?:邮政?编码?|邮码)[:：为是]? ?(?P<v>[0-9](?: ?[0-9]){5})",
    build: |m| m.stands_alone().then(|| Item::Postcode(digits(m.value()))),
    yes: &[
        ("邮编：999001", "999001"),
        ("（邮政编码999001）", "999001"),
        ("邮编：9 9 9 0 0 1", "999001"),
    ],
    no: &["编码：999001", "邮编：99900123"],
};
