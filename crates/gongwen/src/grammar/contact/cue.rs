//! Cues: the words that say what the next value is. `联系人：`, `咨询电话`, `电话及传真：`, `联系（传真）电话：`.
//!
//! ```text
//! cue       = {qualifier} noun { joint {qualifier} noun } [")"] [":"]
//! joint     = 及 | 和 | 与 | 、 | / | 或 | （
//! qualifier = 联系, 咨询, 监督, 技术 …      what it is for
//! noun      = 电话, 传真, 邮箱, 地址 …      what it is
//! ```

use super::Item;
use super::rule::{Match, Rule};

/// What a cue announces: a set, since 联系人及电话 announces two things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fields(u16);

impl Fields {
    /// 联系人, 负责人, 收件人.
    pub const PERSON: Self = Self(1);
    /// 联系单位, 承办部门.
    pub const BODY: Self = Self(1 << 1);
    /// 电话, 热线, 手机.
    pub const PHONE: Self = Self(1 << 2);
    /// 传真.
    pub const FAX: Self = Self(1 << 3);
    /// 邮箱, 电子邮件.
    pub const EMAIL: Self = Self(1 << 4);
    /// 地址, 报送地点.
    pub const ADDRESS: Self = Self(1 << 5);
    /// 邮编.
    pub const POSTCODE: Self = Self(1 << 6);
    /// 网址.
    pub const URL: Self = Self(1 << 7);
    /// QQ, 微信.
    pub const HANDLE: Self = Self(1 << 8);
    /// 联系方式: anything may follow.
    pub const ANY: Self = Self(1 << 9);

    /// Whether the sets share a member.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A cue met in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cue {
    /// What it announces.
    pub fields: Fields,
    /// Whether a colon closes it: then its value follows, and it is a label.
    pub closed: bool,
    /// Whether 分别 stands with it: the first value is the first person's, the second the second's.
    pub respectively: bool,
    /// Whether it is for complaints (监督, 举报, 投诉), whose office is seldom the one that answers questions.
    pub complaint: bool,
}

/// The nouns, longest first where one begins another, with what they announce.
const NOUNS: &[(&str, Fields)] = &[
    ("联系方式", Fields::ANY),
    ("联络方式", Fields::ANY),
    ("联系方法", Fields::ANY),
    ("咨询方式", Fields::ANY),
    ("联系单位", Fields::BODY),
    ("联系部门", Fields::BODY),
    ("咨询单位", Fields::BODY),
    ("咨询部门", Fields::BODY),
    ("接收单位", Fields::BODY),
    ("承办单位", Fields::BODY),
    ("承办机关", Fields::BODY),
    ("承办部门", Fields::BODY),
    ("接收部门", Fields::BODY),
    ("受理单位", Fields::BODY),
    ("受理部门", Fields::BODY),
    ("联系人", Fields::PERSON),
    ("联络人", Fields::PERSON),
    ("联络员", Fields::PERSON),
    ("负责人", Fields::PERSON),
    ("经办人", Fields::PERSON),
    ("承办人", Fields::PERSON),
    ("咨询人", Fields::PERSON),
    ("收件人", Fields::PERSON),
    ("接收人", Fields::PERSON),
    ("收信人", Fields::PERSON),
    ("电话", Fields::PHONE),
    ("电活", Fields::PHONE),
    ("热线", Fields::PHONE),
    ("专线", Fields::PHONE),
    ("手机", Fields::PHONE),
    ("座机", Fields::PHONE),
    ("固话", Fields::PHONE),
    ("TEL", Fields::PHONE),
    ("Tel", Fields::PHONE),
    ("传真", Fields::FAX),
    ("FAX", Fields::FAX),
    ("Fax", Fields::FAX),
    ("邮箱", Fields::EMAIL),
    ("信箱", Fields::EMAIL),
    ("电邮", Fields::EMAIL),
    ("电子邮件", Fields::EMAIL),
    ("邮件", Fields::EMAIL),
    ("mail", Fields::EMAIL),
    ("MAIL", Fields::EMAIL),
    ("地址", Fields::ADDRESS),
    ("地点", Fields::ADDRESS),
    ("邮编", Fields::POSTCODE),
    ("邮政编码", Fields::POSTCODE),
    ("网址", Fields::URL),
    ("网站", Fields::URL),
    ("官网", Fields::URL),
    ("QQ", Fields::HANDLE),
    ("微信", Fields::HANDLE),
];

/// The id of the rule that reads cues.
pub const ID: &str = "cue";

pub(super) const CUE: Rule = Rule {
    id: ID,
    means: "联系人：, 咨询电话, 电话及传真: words that announce a value; they are none themselves",
    needs: &[],
    pattern: concat!(
        r"(?:(?:联系|咨询|业务|政策|技术|支持|服务|监督|举报|投诉|信访|办公|值班|报名|报送|预约|受理|查询|办理|客服|申报|评审|维护|操作|使用|答疑",
        r"|纪检|检举|救援|固定|移动|电子|通信|通讯|邮寄|寄送|回函|反馈|收件|材料|接收|提交|递交|免费|专用|统一|24小时|考务|资格审查)(?:和|及|与|或|、|/)?)*",
        r"(?P<n>联系方式|联络方式|联系方法|咨询方式|(?:联系|咨询|受理|接收|承办)(?:单位|部门|机关)|联系人员?|联络[人员]|负责人|经办人|承办人|咨询人|收件人|接收人|收信人",
        r"|联系[（(](?:传真|手机)[）)]电话",
        r"|(?:热线|专线)?电[话活](?:号码)?|热线(?:号码)?|专线|手机(?:号码?)?|座机|固话|TEL|Tel|传真(?:号码?)?|FAX|Fax|邮箱(?:地址)?|信箱|电邮|电子邮件(?:地址)?|[Ee]-?mail|E-?MAIL|地址",
        r"|(?:报送|受理|提交|递交|交件|寄送|邮寄|报名|办公|办理|接收|领取)地点|邮编|邮政编码|网址|官网|QQ群?号?|微信号?)",
        r"(?:(?:及其?|和|与|、|/|／|或|兼|暨)(?:联系|咨询|移动|电子|办公|通讯|通信|邮寄)*",
        r"(?:联系方式|联系人|姓名|电话|热线|手机(?:号码?)?|传真|邮箱|电子邮件|地址|邮编|微信号?|QQ号?|网址)(?:电话|号码?)?)*",
        r"(?:[（(](?:传真|传真号码?|微信|微信同号|微信号|姓名|区号[0-9]{3,4}|带传真|同传真|兼传真|可传真|工作日|工作时间|手机|固话|办公|座机|[0-9—:：小时-]{2,12})[）)])?",
        r"(?P<c>\.? ?[:：;；]|(?:分别)?[是为][:：]?)?"
    ),
    build,
    yes: &[],
    no: &[
        "联系人：张小青",
        "咨询电话：见附件",
        "电话及传真",
        "召开电话会议",
        "联系人是否在岗",
    ],
};

/// Reads a cue off its words.
#[expect(clippy::unnecessary_wraps, reason = "every rule builds an option")]
fn build(m: &Match<'_>) -> Option<Item> {
    let words = m.value();
    let mut fields = Fields::default();
    for (noun, field) in NOUNS {
        if words.contains(noun) {
            fields = fields.with(*field);
        }
    }
    // 电话及传真 is one number for both; 邮寄地址 is an address, 邮箱地址 and 电子邮件地址 are not.
    if fields.meets(Fields::EMAIL) && !words.contains("通") && words.contains("地址") && !words.contains('及') {
        fields = Fields::EMAIL;
    }
    // 联系人是否…: a question about them.
    let closed = !m.group("c").is_empty();
    Some(Item::Cue(Cue {
        fields,
        closed: closed && !m.text.get(m.span.end..).unwrap_or("").starts_with('否'),
        respectively: words.contains("分别"),
        complaint: ["监督", "举报", "投诉", "信访", "纪检", "检举"]
            .iter()
            .any(|word| words.contains(word)),
    }))
}
