//! E-mail addresses, as printed and as protected against harvesting.

use super::Item;
use super::rule::Rule;

pub(super) const PLAIN: Rule = Rule {
    id: "email/plain",
    means: "qinghe@example.gov.cn, blanks around the sign allowed",
    needs: &["@"],
    pattern: concat!(
        r"[A-Za-z0-9](?:[A-Za-z0-9._+-]*[A-Za-z0-9_])? ?@ ?[A-Za-z0-9-]+",
        r"(?: ?\.[A-Za-z0-9-]+)*(?:\.[A-Za-z]{2,}| ?\. ?(?:com|cn|net|org|gov|edu)\b)(?:\. ?cn\b)?"
    ),
    build: |m| Some(Item::Email(plain(m.value(), ""))),
    yes: &[
        ("邮箱：qinghe@example.gov.cn。", "qinghe@example.gov.cn"),
        ("Email：qh_01 @ example.com", "qh_01@example.com"),
        ("邮箱qh.01@example. com", "qh.01@example.com"),
    ],
    no: &["@青禾发布", "a@b"],
};

pub(super) const GUARDED: Rule = Rule {
    id: "email/guarded",
    means: "qinghe#example.com, qinghe(at)example.com: another sign, so that machines do not read it",
    needs: &["#", "at", "AT", "＃", "☆"],
    pattern: concat!(
        r"[A-Za-z0-9](?:[A-Za-z0-9._+-]*[A-Za-z0-9_])?(?P<sign> ?(?:[#＃☆]| ?[(（\[【] ?(?:at|AT|#|＃) ?[)）\]】]) ?)",
        r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
    ),
    build: |m| Some(Item::Email(plain(m.value(), m.group("sign")))),
    yes: &[
        ("邮箱：qinghe#example.com", "qinghe@example.com"),
        ("qinghe(at)example.gov.cn", "qinghe@example.gov.cn"),
        ("qinghe[at]example.com", "qinghe@example.com"),
    ],
    no: &["C#语言", "5#楼example"],
};

/// The address without blanks, `sign` turned into @.
fn plain(printed: &str, sign: &str) -> String {
    let joined = if sign.is_empty() {
        printed.to_owned()
    } else {
        printed.replacen(sign, "@", 1)
    };
    joined.chars().filter(|c| !c.is_whitespace()).collect()
}
