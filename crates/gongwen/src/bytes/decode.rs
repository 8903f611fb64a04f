//! Reads bytes in a known encoding, and keeps where they did not fit it.

use super::Encoding;
use super::detect::{Reading, valid_utf8};
use std::borrow::Cow;

/// Where one U+FFFD was written for bytes that give no character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hole {
    /// Byte offset of the U+FFFD in the text.
    pub(super) at: usize,
    /// What was wrong with the bytes.
    pub(super) cause: Cause,
}

/// Why bytes give no character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// The input begins after the character's first byte.
    CutAtStart,
    /// The input ends before the character's last byte.
    CutAtEnd,
    /// The encoding has no such sequence.
    Malformed,
}

/// The text and its holes in order. Valid UTF-8 is borrowed.
pub(super) fn read(reading: Reading<'_>) -> (Cow<'_, str>, Vec<Hole>) {
    if reading.encoding == Encoding::Utf8
        && reading.cut == 0
        && let Some(text) = reading.valid.or_else(|| valid_utf8(reading.body))
    {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut output = Output::default();
    if reading.cut > 0 {
        output.hole(Cause::CutAtStart);
    }
    let mut decoder = reading.encoding.codec().new_decoder_without_bom_handling();
    let mut rest = reading.body.get(reading.cut..).unwrap_or(&[]);
    // All bytes are read before the decoder hears that they are all: what it then still complains about is a
    // character cut at the end.
    let mut ended = false;
    loop {
        let room = decoder.max_utf8_buffer_length_without_replacement(rest.len());
        output.text.reserve(room.unwrap_or(rest.len()).max(16));
        let (result, used) = decoder.decode_to_string_without_replacement(rest, &mut output.text, ended);
        rest = rest.get(used..).unwrap_or(&[]);
        match result {
            encoding_rs::DecoderResult::InputEmpty if ended => break,
            encoding_rs::DecoderResult::InputEmpty => ended = true,
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::Malformed(..) if ended => output.hole(Cause::CutAtEnd),
            // The second half of a surrogate pair, or the last two bytes of a four-byte sequence. UTF-8 has had its
            // cut taken off already.
            encoding_rs::DecoderResult::Malformed(..)
                if output.text.is_empty() && reading.encoding != Encoding::Utf8 =>
            {
                output.hole(Cause::CutAtStart);
            }
            encoding_rs::DecoderResult::Malformed(..) => output.hole(Cause::Malformed),
        }
    }
    (Cow::Owned(output.text), output.holes)
}

#[derive(Debug, Default)]
struct Output {
    text: String,
    holes: Vec<Hole>,
}

impl Output {
    fn hole(&mut self, cause: Cause) {
        let at = self.text.len();
        self.holes.push(Hole { at, cause });
        self.text.push('\u{FFFD}');
    }
}
