//! What only looks like a telephone: numbers that their own words claim.

use super::Item;
use super::rule::Rule;

pub(super) const CLAIMED: Rule = Rule {
    id: "decoy/claimed",
    means: "账号：6222 0000 …, 京ICP备…, 统一社会信用代码…, 编号…",
    needs: &["号", "备", "代码", "证"],
    pattern: concat!(
        r"(?:(?:账|帐|卡|户|税|编|文|单|证|案|机|批|件|书|执照|订单|行|学)号(?:码)?|ICP[备证]|[公网]安备|备案号?|代码|许可证|登记证|资格证|身份证)",
        r"(?:编?号|号码)?(?:为|第|字|：|:| |（|\()*[0-9A-Z][0-9A-Z -]{4,}"
    ),
    build: |_| Some(Item::Decoy),
    yes: &[],
    no: &[
        "账号：55501234567",
        "江ICP备55501234号-1",
        "统一社会信用代码：91199000000015550",
        "编号：55501234",
    ],
};

pub(super) const GROUPS: Rule = Rule {
    id: "decoy/groups",
    means: "6222 0000 5550 1234: groups of four, as cards and accounts are written",
    needs: &[],
    pattern: r"\b[0-9]{4}(?:[ -][0-9]{4}){2,}(?:[ -][0-9]{1,4})?\b",
    build: |_| Some(Item::Decoy),
    yes: &[],
    no: &["电话缴费账户5550 1234 5550 1234"],
};

pub(super) const AMOUNT: Rule = Rule {
    id: "decoy/amount",
    means: "5550000元, 5550000-6660000元: an amount, also where the unit stands only after the second number",
    needs: &["元", "吨", "平方米", "人次"],
    pattern: r"[0-9]{5,}(?:[-—~～至到、][0-9]{5,})*(?:万元|亿元|元|吨|平方米|人次)",
    build: |_| Some(Item::Decoy),
    yes: &[],
    no: &["电话费5550000-6660000元"],
};
