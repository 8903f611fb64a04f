//! Which encoding bytes are in, and where their first whole character begins.

use super::{Encoding, likelihood};
use std::borrow::Cow;

/// How some bytes are to be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'a> {
    /// The bytes after the byte order mark.
    pub(super) body: &'a [u8],
    /// The encoding of `body`.
    pub(super) encoding: Encoding,
    /// How many bytes at the start of `body` are the rest of a character that was cut.
    pub(super) cut: usize,
    /// `body` as text, where finding the encoding has already shown it to be valid UTF-8.
    pub(super) valid: Option<&'a str>,
}

/// Bytes looked at first, and bytes looked at where those leave doubt: some hundred characters nearly always decide.
const WINDOWS: [usize; 2] = [1024, 16 * 1024];
/// Bits by which the best encoding must be cheaper than the next for the first window to decide.
const CLEAR: u32 = 128;
/// Bits a text may cost above its bare bytes before it is no text: a name in rare characters is short, yet a text.
const ALLOWANCE: usize = 32;
/// Bits that assuming a cut must save where the caller named the encoding: two characters may be rare by chance.
const TOLD_MARGIN: u32 = 64;
/// Bytes in which valid UTF-8 is searched for controls.
const CONTROLS_WITHIN: usize = 1024;
/// One control in so many bytes, and valid UTF-8 must prove itself.
const CONTROLS_ONE_IN: usize = 16;

const BYTE_ORDER_MARKS: &[(Encoding, &[u8])] = &[
    (Encoding::Utf8, b"\xEF\xBB\xBF"),
    (Encoding::Utf16Le, b"\xFF\xFE"),
    (Encoding::Utf16Be, b"\xFE\xFF"),
    (Encoding::Gb18030, b"\x84\x31\x95\x33"),
];

fn byte_order_mark(bytes: &[u8]) -> Option<(Encoding, &[u8])> {
    BYTE_ORDER_MARKS
        .iter()
        .find_map(|&(encoding, mark)| Some((encoding, bytes.strip_prefix(mark)?)))
}

/// The reading in the encoding the caller names; see [`super::decode`] for the part of a byte order mark.
pub(super) fn told(bytes: &[u8], encoding: Encoding) -> Reading<'_> {
    let utf16 = [Encoding::Utf16Le, Encoding::Utf16Be];
    let marked = byte_order_mark(bytes)
        .filter(|(marked, _)| *marked == encoding || (utf16.contains(marked) && utf16.contains(&encoding)));
    if let Some((encoding, body)) = marked {
        return Reading {
            body,
            encoding,
            cut: 0,
            valid: None,
        };
    }
    // Whatever the caller calls text is whole, unless a third of its cost goes when a cut is assumed.
    let mut readings = readings(window(bytes, WINDOWS[0]), encoding);
    let (whole, cost) = readings.next().unwrap_or((0, 0));
    let cut = readings
        .min_by_key(|&(_, cost)| cost)
        .filter(|&(_, cut_cost)| cut_cost.saturating_mul(3) < cost.saturating_mul(2) && cut_cost + TOLD_MARGIN <= cost)
        .map_or(whole, |(cut, _)| cut);
    Reading {
        body: bytes,
        encoding,
        cut,
        valid: None,
    }
}

/// The reading the bytes show, or `None` if they are no text.
pub(super) fn detect(bytes: &[u8]) -> Option<Reading<'_>> {
    let (marked, body) = match byte_order_mark(bytes) {
        Some((encoding, body)) => (Some(encoding), body),
        None => (None, bytes),
    };
    // A mark may lie: programs put that of UTF-8 before whatever they write.
    if let Some(encoding @ (Encoding::Utf16Le | Encoding::Utf16Be | Encoding::Gb18030)) = marked {
        let piece = window(body, WINDOWS[0]);
        let whole = readings(piece, encoding).find(|&(cut, _)| cut == 0);
        if whole.is_some_and(|(_, cost)| is_text(cost, piece)) {
            return Some(Reading {
                body,
                encoding,
                cut: 0,
                valid: None,
            });
        }
    }
    let valid = valid_utf8(body);
    if valid.is_some() && !control_rich(body) {
        return Some(Reading {
            body,
            encoding: Encoding::Utf8,
            cut: 0,
            valid,
        });
    }
    let (encoding, cut) = cheapest(body)?;
    let valid = valid.filter(|_| encoding == Encoding::Utf8 && cut == 0);
    Some(Reading {
        body,
        encoding,
        cut,
        valid,
    })
}

/// The bytes as text if they are valid UTF-8, in one pass.
pub(super) fn valid_utf8(bytes: &[u8]) -> Option<&str> {
    // An order of magnitude faster on Chinese than the standard library's check.
    match encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(bytes)? {
        Cow::Borrowed(text) => Some(text),
        Cow::Owned(_) => None,
    }
}

/// Whether the head has a NUL or many controls, which UTF-16 and binary data have while being valid UTF-8 by chance.
fn control_rich(bytes: &[u8]) -> bool {
    let head = bytes.get(..CONTROLS_WITHIN).unwrap_or(bytes);
    let control = |byte: u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    let controls = head.iter().filter(|&&byte| control(byte)).count();
    controls > head.len() / CONTROLS_ONE_IN || memchr::memchr(0, head).is_some()
}

/// A piece of the bytes that shows their encoding.
#[derive(Debug, Clone, Copy)]
struct Window<'a> {
    bytes: &'a [u8],
    /// Whether it begins with the input's first byte, before which the rest of a character may be missing.
    first: bool,
}

/// The window around the first byte that ASCII text has not. It begins before that byte, since UTF-16 has sequences
/// that look like ASCII (此公 is `dklQ`), and at an even offset, so that units of UTF-16 stay whole.
fn window(body: &[u8], size: usize) -> Window<'_> {
    let telling = body.iter().position(|&byte| byte >= 0x80 || byte == 0).unwrap_or(0);
    let start = telling.saturating_sub(size / 4) & !1;
    let rest = body.get(start..).unwrap_or(body);
    Window {
        bytes: rest.get(..size).unwrap_or(rest),
        first: start == 0,
    }
}

/// The encoding, and the bytes of a cut first character, under which the bytes are cheapest to describe. `None` if
/// they are cheaper as bare bytes.
fn cheapest(body: &[u8]) -> Option<(Encoding, usize)> {
    let mut winner = None;
    for size in WINDOWS {
        let piece = window(body, size);
        let mut ranks: Vec<(u32, Encoding, usize)> = Vec::with_capacity(Encoding::ALL.len());
        for &encoding in Encoding::ALL {
            let best = readings(piece, encoding).min_by_key(|&(_, cost)| cost);
            ranks.extend(best.map(|(cut, cost)| (cost, encoding, cut)));
        }
        // Stable, so that of equals the encoding wins that stands first in `Encoding::ALL`.
        ranks.sort_by_key(|&(cost, ..)| cost);
        let &(cost, encoding, cut) = ranks.first()?;
        winner = is_text(cost, piece).then_some((encoding, cut));
        let clear = ranks.get(1).is_some_and(|&(next, ..)| next - cost >= CLEAR);
        if (clear && winner.is_some()) || piece.bytes.len() < size {
            break;
        }
    }
    winner
}

fn is_text(cost: u32, piece: Window<'_>) -> bool {
    cost as usize <= 8 * piece.bytes.len() + ALLOWANCE
}

/// The possible cuts of a window's first character in `encoding`, each with what the window then costs in bits.
fn readings(piece: Window<'_>, encoding: Encoding) -> impl Iterator<Item = (usize, u32)> {
    (0..=3)
        .filter(move |&cut| may_be_cut(piece, encoding, cut))
        .map(move |cut| {
            let text = peek(piece.bytes.get(cut..).unwrap_or(&[]), encoding);
            let cost = match encoding {
                Encoding::Big5 => likelihood::of_big5(&text),
                _ => likelihood::of_either(&text),
            };
            let price = if cut == 0 { 0 } else { likelihood::CUT };
            (cut, cost.saturating_add(price))
        })
}

/// Whether the first `cut` bytes may be the last ones of a character that began before the window. Where they are all
/// ASCII (the second byte of 镕 in GBK is `F`), they cannot be told from letters and stay.
fn may_be_cut(piece: Window<'_>, encoding: Encoding, cut: usize) -> bool {
    let high = |byte: u8| byte >= 0x80;
    match (encoding, cut) {
        // The bytes of UTF-8 say themselves which of them continue a character.
        (Encoding::Utf8, _) => {
            let inner = piece.bytes.iter().take(3).take_while(|&&byte| byte & 0xC0 == 0x80);
            cut == if piece.first { inner.count() } else { 0 }
        }
        (_, 0) => true,
        (Encoding::Utf16Le | Encoding::Utf16Be, 1) => piece.bytes.len() > 1,
        (Encoding::Gb18030 | Encoding::Big5, 1) => piece.first && matches!(*piece.bytes, [first, ..] if high(first)),
        // Four bytes, of which the second and the last are digits.
        (Encoding::Gb18030, 2) => {
            piece.first && matches!(*piece.bytes, [third, fourth, ..] if high(third) && fourth.is_ascii_digit())
        }
        (Encoding::Gb18030, 3) => {
            piece.first
                && matches!(*piece.bytes, [second, third, fourth, ..]
                    if second.is_ascii_digit() && high(third) && fourth.is_ascii_digit())
        }
        _ => false,
    }
}

/// The window's text, as far as its characters are whole: what is cut off at its end counts neither for nor against.
fn peek(bytes: &[u8], encoding: Encoding) -> String {
    let mut decoder = encoding.codec().new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(0);
    let mut text = String::with_capacity(room);
    // The buffer has room for the worst case, so one call reads everything.
    let _ = decoder.decode_to_string(bytes, &mut text, false);
    text
}
