//! QQ numbers and WeChat names: never without their word, or they eat telephones.

use super::Item;
use super::phone::digits;
use super::rule::Rule;

pub(super) const QQ: Rule = Rule {
    id: "handle/qq",
    means: "QQ群：555012345, 工作QQ 55501234",
    needs: &["QQ", "qq", "Qq"],
    pattern: r"(?i:QQ)(?:工作|交流|咨询|答疑|业务)?群?(?:号码?|联系)?[:：为是]? ?(?P<v>[1-9][0-9]{4,11})",
    build: |m| m.stands_alone().then(|| Item::Qq(digits(m.value()))),
    yes: &[
        ("QQ群：555012345", "555012345"),
        ("工作QQ55501234。", "55501234"),
        ("QQ交流群号为555012345", "555012345"),
    ],
    no: &["QQ上传2026年", "55501234份"],
};

pub(super) const WECHAT: Rule = Rule {
    id: "handle/wechat",
    means: "微信号：qinghe_01, 微信公众号：青禾发布, “青禾发布”微信公众号",
    needs: &["微信"],
    pattern: r"微信(?:公众账?号|公众平台|订阅号|号)?[:：] ?[“「]?(?P<v>[A-Za-z][A-Za-z0-9_-]{5,19}|[\p{Han}A-Za-z0-9]{2,16})[”」]?",
    build: |m| {
        // 电话及微信号：19900000001 is a telephone first.
        let letters = m.value().chars().any(|c| !c.is_ascii_digit());
        letters.then(|| Item::Wechat(m.value().to_owned()))
    },
    yes: &[
        ("微信号：qinghe_01", "qinghe_01"),
        ("微信公众号：“青禾发布”", "青禾发布"),
    ],
    no: &["通过微信公众号办理", "微信群"],
};
