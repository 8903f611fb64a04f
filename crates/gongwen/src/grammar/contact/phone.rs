//! Telephone numbers.
//!
//! ```text
//! number   = [country] ( mobile | area local [extension] | toll-free | short )
//! area     = 010 | 02x | 03xx–09xx, bare, in brackets or followed by a dash
//! local    = 7 or 8 digits, perhaps written in two groups
//! list     = number { 、 number | / tail }      later members lack what the first one says
//! ```
//!
//! A local or short number is a telephone only where a word says so: alone it is any number.

use super::rule::{Match, Rule};
use super::{Item, Phone};
use crate::notice::PhoneKind;

pub(super) const MOBILE: Rule = Rule {
    id: "phone/mobile",
    means: "+86 199 0000 0001: eleven digits from 13 to 19, perhaps in groups of three and four",
    needs: &[],
    pattern: r"(?:(?:\+|00)?86[- ]{0,2})?(?P<d>1[3-9][0-9](?:[- ]?[0-9]{4}){2})",
    build: |m| {
        let digits = digits(m.group("d"));
        (m.stands_alone() && !m.is_counted()).then(|| phone(m, format!("+86{digits}"), PhoneKind::Mobile, true))
    },
    yes: &[
        ("张小青19900000001", "+8619900000001"),
        ("手机：199 0000 0002。", "+8619900000002"),
        ("（+86 19900000003）", "+8619900000003"),
        ("+86-199-0000-0004", "+8619900000004"),
    ],
    no: &["账号：199000000015", "统一社会信用代码X19900000001", "19900000001元"],
};

pub(super) const LANDLINE: Rule = Rule {
    id: "phone/landline",
    means: "0999-5550123, 010—55501234转801: a landline with its area code",
    needs: &[],
    pattern: concat!(
        r"(?:(?:\+|00)?86[-— ]{1,2}(?:0|[（(]0[）)])?|[（(]\+?86[）)]0?|0)",
        r"(?P<area>10|2[0-57-9]|[3-9][0-9]{2}) ?(?:[-—–―－‐一]{1,3} ?)?",
        r"(?P<local>[2-9][0-9]{2,3} ?[-—]? ?[0-9]{4})",
        r"(?:[（(](?:转|分机号?)[:：]?[0-9]{1,5}[）)]|(?:(?:转|分机号?)[:：]?|[-—*]{1,2}| ?ext\.? ?)[0-9]{1,5})?"
    ),
    build: |m| {
        // Without anything between them, only a word tells area code and number from one long number.
        let parted = m
            .groups
            .name("area")
            .zip(m.groups.name("local"))
            .is_some_and(|(area, local)| area.end() < local.start());
        parted.then(|| landline(m)).flatten()
    },
    yes: &[
        ("电话0999-5550123", "+869995550123"),
        ("010——55501234", "+861055501234"),
        ("电话：86-10-55501234", "+861055501234"),
        ("010-55501234-300", "+861055501234"),
        ("（010-55501234）", "+861055501234"),
        ("0999-5550123转8012", "+869995550123"),
    ],
    no: &["2010-55501234", "编号0999-55501", "0999-555012345678"],
};

pub(super) const BRACKETED: Rule = Rule {
    id: "phone/bracketed",
    means: "(0999)5550123, （010）5550-1234: the area code in brackets",
    needs: &[],
    pattern: concat!(
        r"[（(] ?0(?P<area>10|2[0-57-9]|[3-9][0-9]{2}) ?[）)] ?[-—–―－‐]{0,2} ?(?P<local>[2-9][0-9]{2,3} ?[-—]? ?[0-9]{4})",
        r"(?:[（(](?:转|分机号?)[:：]?[0-9]{1,5}[）)]|(?:(?:转|分机号?)[:：]?|[-—*]{1,2})[0-9]{1,5})?"
    ),
    build: landline,
    yes: &[
        ("（0999）5550123", "+869995550123"),
        ("(0999)5550123", "+869995550123"),
        ("（010）5550-1234", "+861055501234"),
        ("(0999)-5550123", "+869995550123"),
    ],
    no: &["（0999）555", "（0999）55501234567"],
};

pub(super) const FOREIGN: Rule = Rule {
    id: "phone/foreign",
    means: "+1 (555) 010-0123: a telephone abroad",
    needs: &["+"],
    pattern: r"\+(?:[17]|[2-6][0-9]{1,2}|8[0-57-9][0-9]?|9[0-9]{1,2})[ -]?\(?[0-9]{1,4}\)?[ -]?[0-9]{3,4}[ -]?[0-9]{3,4}",
    build: |m| {
        let number = format!("+{}", digits(m.value()));
        (m.stands_alone() && !m.is_counted()).then(|| phone(m, number, PhoneKind::Landline, true))
    },
    yes: &[
        ("电话:+1 (555) 010-0123", "+15550100123"),
        ("+44 20 5550 0123", "+442055500123"),
    ],
    no: &["1+555 010", "C+1234567890123456"],
};

pub(super) const AREA_SHORT: Rule = Rule {
    id: "phone/area-short",
    means: "0999-12345, 0999-966123: a short number reached through an area code",
    needs: &[],
    pattern: r"[（(]?0(?P<area>10|2[0-57-9]|[3-9][0-9]{2})[）)]?[-—–]{0,2}(?P<local>12[0-9]{3}|9[56][0-9]{3,4})",
    build: |m| {
        let number = format!("+86{}{}", m.group("area"), m.group("local"));
        (m.stands_alone() && !m.is_counted()).then(|| phone(m, number, PhoneKind::Service, true))
    },
    yes: &[
        ("热线：0999-12345", "+8699912345"),
        ("受理电话0999-966123", "+86999966123"),
    ],
    no: &["0999-13345"],
};

pub(super) const TOLL_FREE: Rule = Rule {
    id: "phone/toll-free",
    means: "400-555-0123: ten digits, free or shared by caller and called",
    needs: &[],
    pattern: r"[48]00(?:[- —]?[0-9]{3}[- —]?[0-9]{4}|[- —]?[0-9]{4}[- —]?[0-9]{3})",
    build: |m| (m.stands_alone() && !m.is_counted()).then(|| phone(m, digits(m.value()), PhoneKind::Service, true)),
    yes: &[
        ("客服400-555-0123", "4005550123"),
        ("热线4005550123", "4005550123"),
        ("800-5550-123", "8005550123"),
    ],
    no: &["8005550123456", "4005550123元"],
};

pub(super) const OTHER_AREA: Rule = Rule {
    id: "phone/other-area",
    means: "049-5550123, (02)55501234转102: an area code this side does not know, after a word",
    needs: &["-", "—", ")", "）"],
    pattern: r"(?:[（(] ?0[1-9][0-9]{0,3} ?[）)] ?[-—–]?|0[1-9][0-9]{0,3} ?[-—–]{1,2} ?)[2-9][0-9]{2,3}[- ]?[0-9]{3,4}(?:(?:转|分机|#|-)[0-9]{1,5})?",
    build: |m| {
        let number = digits(m.value().split(['转', '分', '#']).next().unwrap_or(""));
        (m.stands_alone() && !m.is_counted()).then(|| phone(m, number, PhoneKind::Landline, false))
    },
    yes: &[
        ("电话：049-5550123", "0495550123"),
        ("传真：（02）55501234转102", "0255501234"),
    ],
    no: &["批次049-5550123"],
};

pub(super) const RUN_TOGETHER: Rule = Rule {
    id: "phone/run-together",
    means: "0999 5550123 run together: only a word before it tells it from any other number",
    needs: &[],
    pattern: r"0(?P<area>10|2[0-57-9]|[3-9][0-9]{2})(?P<local>[2-9][0-9]{6,7})",
    build: |m| {
        let number = format!("+86{}{}", m.group("area"), m.group("local"));
        (m.stands_alone() && !m.is_counted()).then(|| phone(m, number, PhoneKind::Landline, false))
    },
    yes: &[("联系电话：09995550123", "+869995550123")],
    no: &["订单09995550123"],
};

pub(super) const LOCAL: Rule = Rule {
    id: "phone/local",
    means: "55501234, 5550123: seven or eight digits after a word, or beside another number",
    needs: &[],
    pattern: r"[2-9][0-9]{2,3}[- —]?[0-9]{4}(?:转(?P<ext>[0-9]{1,5}))?",
    build: |m| {
        let whole = m.group("ext").is_empty();
        let head = if whole {
            m.value()
        } else {
            m.value().split('转').next().unwrap_or("")
        };
        let number = digits(head);
        if !(m.stands_alone() || is_of_a_pair(m)) || m.is_counted() || !matches!(number.len(), 7 | 8) {
            return None;
        }
        // 2021-1109, 20211109: a day more likely than a telephone, unless the word stands right before it.
        let year = number.starts_with("19") || number.starts_with("20");
        (!(year && head.len() != number.len())).then(|| phone(m, number, PhoneKind::Landline, false))
    },
    yes: &[
        ("联系电话：55501234", "55501234"),
        ("传真55501234。", "55501234"),
        ("联系人：张小青5550123", "5550123"),
        ("电话：5550123—5550124", "5550124"),
        ("请与市统计局联系（张小青：5550123）", "5550123"),
        ("010-55501234、55505678", "+861055505678"),
        ("0999-5550123，5550124", "+869995550124"),
    ],
    no: &["共计55501234元", "编号55501234", "20260312", "电话会议2026-0312"],
};

pub(super) const SHORT: Rule = Rule {
    id: "phone/short",
    means: "12345: a short number, right after the word that says so",
    needs: &[],
    pattern: r"1[12][0-9]{3}|9[56][0-9]{3,4}|1(?:10|14|19|20|22)\b",
    build: |m| (m.stands_alone() && !m.is_counted()).then(|| phone(m, digits(m.value()), PhoneKind::Service, false)),
    yes: &[
        ("举报电话：12345。", "12345"),
        ("请拨打服务热线12333", "12333"),
        ("请拨打0999-5550123或者12345。", "12345"),
    ],
    no: &["12345热线办理情况", "发放12345份", "共95512人"],
};

/// `5550123—5550124`: two local numbers of one exchange, joined by a dash.
fn is_of_a_pair(m: &Match<'_>) -> bool {
    const DASHES: &[char] = &['-', '—', '–', '～', '~'];
    let value = m.value();
    let plain = value.bytes().all(|byte| byte.is_ascii_digit());
    let digits_after = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count();
    let before = m.text.get(..m.span.start).unwrap_or("");
    let after = m.text.get(m.span.end..).unwrap_or("");
    let same = |other: &str| other.get(..3).is_some_and(|exchange| value.starts_with(exchange));
    let next = after
        .strip_prefix(DASHES)
        .is_some_and(|rest| digits_after(rest) == value.len() && same(rest));
    let last = before.strip_suffix(DASHES).is_some_and(|head| {
        let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        head.len() - start == value.len() && head.get(start..).is_some_and(same)
    });
    let free = |edge: Option<char>| edge.is_none_or(|c| !c.is_ascii_alphanumeric() && !DASHES.contains(&c));
    plain && ((next && free(before.chars().next_back())) || (last && free(after.chars().next())))
}

/// Area code and local number as one.
fn landline(m: &Match<'_>) -> Option<Item> {
    let number = format!("+86{}{}", m.group("area"), digits(m.group("local")));
    (m.stands_alone() && !m.is_counted()).then(|| phone(m, number, PhoneKind::Landline, true))
}

/// The digits of a piece.
pub(super) fn digits(piece: &str) -> String {
    piece.chars().filter(char::is_ascii_digit).collect()
}

/// The item for a match, printed as it stands.
fn phone(m: &Match<'_>, number: String, kind: PhoneKind, cued: bool) -> Item {
    Item::Phone(Phone {
        text: m.value().to_owned(),
        number,
        kind,
        cued,
    })
}
