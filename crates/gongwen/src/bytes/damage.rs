//! Damage as doubts: neighbouring holes are one doubt, and a text that is nothing but damage does not flood its record.

use super::Encoding;
use super::decode::{Cause, Hole};
use crate::span::Span;
use crate::warning::WarningCode;
use memchr::memmem;

/// Doubts listed, before one [`WarningCode::LimitReached`] stands for the rest.
const LIMIT: usize = 64;
/// Bytes between two damaged places that still count as one: two or three characters nobody can read for themselves.
const NEIGHBOURS: usize = 8;
/// U+FFFD in UTF-8.
const REPLACEMENT: &str = "\u{FFFD}";
/// What a pair of replacement characters becomes when their UTF-8 is read as GBK.
const REPLACEMENT_MISREAD: &str = "锟斤拷";
/// What converters write for characters they cannot convert. One alone may be a question.
const QUESTION_MARKS: &str = "??";

/// What stands at a damaged place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Damage {
    Hole(Cause),
    Replacement,
    Misread,
    QuestionMarks,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    damage: Damage,
    count: usize,
    span: Span,
}

/// The doubts of a text, in order of their places.
pub(super) fn doubts(text: &str, encoding: Encoding, holes: Vec<Hole>) -> Vec<(WarningCode, String, Span)> {
    let mut places = lost_before(text, &holes);
    places.extend(holes.into_iter().map(|hole| Place {
        damage: Damage::Hole(hole.cause),
        count: 1,
        span: Span::new(hole.at, hole.at + REPLACEMENT.len()),
    }));
    places.sort_by_key(|place| place.span);
    let mut places = grouped(places);
    let rest = places.split_off(places.len().min(LIMIT));
    let mut doubts: Vec<_> = places
        .into_iter()
        .map(|place| (place.code(), place.message(encoding), place.span))
        .collect();
    if let (Some(first), Some(last)) = (rest.first(), rest.last()) {
        let message = format!("{} more damaged places are not listed one by one.", rest.len());
        doubts.push((WarningCode::LimitReached, message, first.span.cover(last.span)));
    }
    doubts
}

/// Characters that were lost before the bytes reached us. The common case is a text without any, so three plain
/// searches stand here instead of a pass over its characters.
fn lost_before(text: &str, holes: &[Hole]) -> Vec<Place> {
    let bytes = text.as_bytes();
    let mut places = Vec::new();
    let mut found = |damage, start: usize, len: usize| {
        let span = Span::new(start, start + len);
        places.push(Place { damage, count: 1, span });
    };
    for at in memmem::find_iter(bytes, REPLACEMENT) {
        if holes.binary_search_by_key(&at, |hole| hole.at).is_err() {
            found(Damage::Replacement, at, REPLACEMENT.len());
        }
    }
    for at in memmem::find_iter(bytes, REPLACEMENT_MISREAD) {
        found(Damage::Misread, at, REPLACEMENT_MISREAD.len());
    }
    let mut seen = 0;
    for at in memmem::find_iter(bytes, QUESTION_MARKS) {
        if at < seen {
            continue;
        }
        let after = bytes.get(at..).unwrap_or(&[]);
        let len = after.iter().take_while(|&&byte| byte == b'?').count();
        seen = at + len;
        // Beside a Chinese character: in a URL or between spaces nothing Chinese was lost.
        let beyond_ascii = |byte: Option<&u8>| byte.is_some_and(|byte| *byte >= 0x80);
        if beyond_ascii(bytes.get(seen)) || beyond_ascii(at.checked_sub(1).and_then(|before| bytes.get(before))) {
            found(Damage::QuestionMarks, at, len);
        }
    }
    places
}

/// Joins neighbours of the same kind.
fn grouped(places: Vec<Place>) -> Vec<Place> {
    let mut groups: Vec<Place> = Vec::new();
    for place in places {
        match groups.last_mut() {
            Some(last) if last.damage == place.damage && place.span.start <= last.span.end + NEIGHBOURS => {
                last.span.end = place.span.end;
                last.count += place.count;
            }
            _ => groups.push(place),
        }
    }
    groups
}

impl Place {
    const fn code(self) -> WarningCode {
        match self.damage {
            Damage::Hole(Cause::Malformed) => WarningCode::MalformedBytes,
            Damage::Hole(Cause::CutAtStart | Cause::CutAtEnd) => WarningCode::CutCharacter,
            Damage::Replacement | Damage::Misread | Damage::QuestionMarks => WarningCode::ReplacementCharacters,
        }
    }

    fn message(self, encoding: Encoding) -> String {
        let name = encoding.name();
        match (self.damage, self.count) {
            (Damage::Hole(Cause::CutAtStart), _) => {
                "The input begins in the middle of a character, which stands as U+FFFD.".to_owned()
            }
            (Damage::Hole(Cause::CutAtEnd), _) => {
                "The input ends in the middle of a character, which stands as U+FFFD.".to_owned()
            }
            (Damage::Hole(Cause::Malformed), 1) => {
                format!("A byte sequence that is not valid {name} stands here as U+FFFD.")
            }
            (Damage::Hole(Cause::Malformed), count) => {
                format!("{count} byte sequences that are not valid {name} stand here as U+FFFD.")
            }
            (Damage::Replacement, 1) => {
                "A character was lost before the text reached us: the input itself has U+FFFD here.".to_owned()
            }
            (Damage::Replacement, count) => {
                format!(
                    "Characters were lost before the text reached us: the input itself has U+FFFD here {count} times."
                )
            }
            (Damage::Misread, _) => {
                "Characters were lost before the text reached us: 锟斤拷 is what U+FFFD becomes when misread."
                    .to_owned()
            }
            (Damage::QuestionMarks, _) => {
                "Characters may have been lost before the text reached us: question marks stand in a row here."
                    .to_owned()
            }
        }
    }
}
