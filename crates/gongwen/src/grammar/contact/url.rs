//! Web addresses, the full-width colon and slashes of `http：／／` repaired.

use super::Item;
use super::rule::Rule;

pub(super) const WEB: Rule = Rule {
    id: "url/web",
    means: "https://www.example.gov.cn/a/b.html, www.example.gov.cn",
    needs: &["http", "HTTP", "www.", "WWW."],
    pattern: concat!(
        r"(?:(?:https?|HTTPS?) ?[:：] ?[/／]{2} ?|(?:www|WWW)\.)",
        r"[A-Za-z0-9][A-Za-z0-9.:：_~%/／?#&=+@!$*-]*[A-Za-z0-9/／=]"
    ),
    build: |m| {
        let repaired = m.value().replace('：', ":").replace('／', "/").replace(' ', "");
        Some(Item::Url(repaired))
    },
    yes: &[
        (
            "网址：http：／／www.example.gov.cn：8081／zc／）",
            "http://www.example.gov.cn:8081/zc/",
        ),
        ("登录www.example.gov.cn。", "www.example.gov.cn"),
        ("（https://example.gov.cn/a?id=1）", "https://example.gov.cn/a?id=1"),
    ],
    no: &["http协议", "www网站"],
};
