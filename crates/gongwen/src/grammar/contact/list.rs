//! What one number tells about the next: the area code said once, the shortened tail, and the cue that makes bare
//! digits a telephone.

use super::{Found, Item, Phone};
use crate::grammar::contact::Fields;
use crate::notice::PhoneKind;
use crate::span::Span;

/// Characters between a cue, or another telephone, and the digits it makes one.
const REACH: usize = 40;
/// Phrases before a number that are asked whether they make it a telephone.
const NEAREST: usize = 16;

/// Decides which bare digits are telephones, hands on area codes, writes out tails, and drops decoys.
pub(super) fn settle(text: &str, found: Vec<Found>) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::with_capacity(found.len());
    let mut address_end = 0;
    for mut one in found {
        match &mut one.item {
            Item::Decoy => continue,
            Item::Address(span) => address_end = span.end,
            // Only whole telephones count inside an address; house numbers and the like do not.
            Item::Phone(phone) if one.span.start < address_end && !phone.cued => continue,
            Item::Phone(phone) => {
                let short = phone.kind == PhoneKind::Service && !phone.cued;
                if !phone.cued && !is_cued(text, &out, one.span, short) {
                    if short {
                        continue;
                    }
                } else {
                    phone.cued = true;
                }
                inherit(text, &out, one.span, phone);
            }
            _ => {}
        }
        let tails = match &one.item {
            Item::Phone(phone) if phone.cued => tails(text, one.span, phone, one.rule),
            _ => Vec::new(),
        };
        out.push(one);
        out.extend(tails);
    }
    out
}

/// Whether a word or a telephone before the digits makes them a telephone. A short number needs the word at its side.
fn is_cued(text: &str, before: &[Found], span: Span, short: bool) -> bool {
    let dated = looks_like_day(span.of(text));
    for other in before.iter().rev().take(NEAREST) {
        let between = text.get(other.span.end..span.start).unwrap_or("");
        let close = between.chars().all(|c| "：:（( 是为、/，,；;“\n".contains(c)) && between.chars().count() <= 3;
        match &other.item {
            Item::Cue(cue)
                if cue
                    .fields
                    .meets(Fields::PHONE.with(Fields::FAX).with(Fields::ANY).with(Fields::PERSON)) =>
            {
                if short || dated {
                    // …, 12351职工热线、12320…: a list of numbers, each before its own word.
                    let said =
                        cue.closed || between.starts_with(['（', '(']) || dated || is_called(text, other.span.start);
                    return close && !between.contains('、') && said && !cue.fields.meets(Fields::PERSON);
                }
                let broken = between.contains('。') || (between.contains('\n') && !cue.closed);
                return close || (!broken && between.chars().count() <= REACH);
            }
            Item::Phone(phone) if phone.cued => {
                // 请拨打0999-5550123或者12345
                let joined = ["或者", "或", "和", "及", "以及"].contains(&between);
                return close
                    || joined
                    || (!short && !dated && !between.contains('。') && between.chars().count() <= REACH);
            }
            Item::Cue(_) | Item::Phone(_) if short => return false,
            Item::Url(_) | Item::Qq(_) | Item::Wechat(_) => return false,
            _ => {}
        }
    }
    let head = text.get(..span.start).unwrap_or("").trim_end();
    // 请与青禾县统计局联系（张小青：5550123）: the bracket tells how.
    let near = head.char_indices().rev().nth(24).map_or(0, |(at, _)| at);
    let bracket = head.get(near..).and_then(|near| near.rsplit_once("联系（"));
    if !short && bracket.is_some_and(|(_, inner)| !inner.contains(['）', '。', '\n'])) {
        return true;
    }
    // 请拨打12345, 致电55501234.
    ["拨打", "致电", "拨打：", "来电"]
        .iter()
        .any(|word| head.ends_with(word))
}

/// Whether the words before a cue tell to call: 请拨打投诉电话12315.
fn is_called(text: &str, at: usize) -> bool {
    let from = text
        .get(..at)
        .and_then(|head| head.char_indices().rev().nth(24))
        .map_or(0, |(at, _)| at);
    let before = text.get(from..at).unwrap_or("");
    ["拨打", "致电", "来电", "开通", "设立", "公布"]
        .iter()
        .any(|word| before.contains(word))
}

/// Eight digits that are also a day of our time.
fn looks_like_day(digits: &str) -> bool {
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<u32>().ok());
    digits.len() == 8
        && matches!(part(0..4), Some(1949..=2035))
        && matches!(part(4..6), Some(1..=12))
        && matches!(part(6..8), Some(1..=31))
}

/// `010-55501234、55505678`: the second has the first one's area code.
fn inherit(text: &str, before: &[Found], span: Span, phone: &mut Phone) {
    let bare = phone.kind == PhoneKind::Landline && !phone.number.starts_with('+');
    let Some(last) = before.last().filter(|_| bare) else {
        return;
    };
    let Item::Phone(first) = &last.item else { return };
    let between = text.get(last.span.end..span.start).unwrap_or("");
    let local = first.number.len().checked_sub(phone.number.len());
    let joined = between.chars().count() <= 6 && !between.contains(['。', '\n']);
    if let Some(area) = local
        .and_then(|at| first.number.get(..at))
        .filter(|area| area.starts_with("+86") && area.len() > 4)
        && first.kind != PhoneKind::Mobile
        && first.kind != PhoneKind::Service
        && joined
        && phone.number.len() >= 7
    {
        phone.number = format!("{area}{}", phone.number);
    }
}

/// `55501234/35/36`: later members give only the digits that change.
fn tails(text: &str, span: Span, phone: &Phone, rule: &'static str) -> Vec<Found> {
    let mut out = Vec::new();
    let mut at = span.end;
    if phone.kind != PhoneKind::Landline {
        return out;
    }
    loop {
        let rest = text.get(at..).unwrap_or("");
        let Some(tail) = rest.strip_prefix('/').or_else(|| rest.strip_prefix('／')) else {
            break;
        };
        let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
        let slash = rest.len() - tail.len();
        let (Some(last), 1..=4) = (tail.get(..digits), digits) else {
            break;
        };
        let keep = |whole: &str| {
            whole
                .get(..whole.len().saturating_sub(digits))
                .map(|head| format!("{head}{last}"))
        };
        let local: String = phone
            .text
            .rsplit(['-', '—', ')', '）', ' '])
            .next()
            .unwrap_or("")
            .to_owned();
        let (Some(number), Some(written)) = (keep(&phone.number), keep(&local)) else {
            break;
        };
        let place = Span::new(at + slash, at + slash + digits);
        let member = Phone {
            text: written,
            number,
            kind: phone.kind,
            cued: true,
        };
        out.push(Found {
            span: place,
            item: Item::Phone(member),
            rule,
        });
        at = place.end;
    }
    out
}
