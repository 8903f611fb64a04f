//! A stream of bytes that can be looked at before it is read, and what unpacks it.

use super::reading::Limits;
use crate::failure::Failure;
use flate2::bufread::GzDecoder;
use std::fmt;
use std::io::{self, BufRead, ErrorKind, Read};

/// Bytes read at once, and the most that is looked at to tell what a file holds.
pub(super) const BUFFER: usize = 64 * 1024;

/// Compressions that may lie around one another. Two occur (a packed file in a packed transfer); a file that unpacks to
/// itself for ever exists.
const LAYERS: usize = 3;

/// Bytes unpacked at once from gzip.
const STEP: usize = 16 * 1024;

const GZIP: &[u8] = &[0x1f, 0x8b, 0x08];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

/// Bytes on their way in, with a look ahead. An error met while looking ahead waits until the bytes before it are read.
pub(super) struct Stream {
    source: Box<dyn Read + Send>,
    buffer: Vec<u8>,
    /// Bytes of `buffer` that have been read.
    start: usize,
    error: Option<io::Error>,
    ended: bool,
    /// Bytes taken from the source so far.
    taken: u64,
}

impl Stream {
    pub(super) fn new(source: impl Read + Send + 'static) -> Self {
        Self {
            source: Box::new(source),
            buffer: Vec::new(),
            start: 0,
            error: None,
            ended: false,
            taken: 0,
        }
    }

    /// A stream whose own errors are the device's fault and not that of damaged data.
    pub(super) fn of_device(source: impl Read + Send + 'static) -> Self {
        Self::new(Device(source))
    }

    /// Up to `most` of the next bytes, fewer only where the stream ends or breaks.
    pub(super) fn peek(&mut self, most: usize) -> &[u8] {
        if self.start > 0 {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        while self.buffer.len() < most && !self.ended {
            self.fill(most - self.buffer.len());
        }
        self.buffer.get(..most.min(self.buffer.len())).unwrap_or_default()
    }

    /// Whether nothing follows what [`Stream::peek`] has shown, as far as is known without reading on.
    pub(super) fn is_whole(&self) -> bool {
        self.ended && self.error.is_none()
    }

    /// Bytes that have been read from this stream.
    pub(super) fn position(&self) -> u64 {
        self.taken - (self.buffer.len() - self.start) as u64
    }

    /// What is left in the buffer of a stream that [is whole](Self::is_whole).
    pub(super) fn into_buffer(mut self) -> Vec<u8> {
        self.buffer.drain(..self.start);
        self.buffer.shrink_to_fit();
        self.buffer
    }

    /// Looks at enough to tell what the stream holds, within [`BUFFER`] bytes: its first line that is not blank, and one
    /// more unless the first may be a whole JSON object. A pipe that gives a line now and then is not waited for longer.
    pub(super) fn peek_lines(&mut self) -> &[u8] {
        loop {
            let shown = self.buffer.get(self.start..).unwrap_or_default();
            let mut lines = shown.trim_ascii_start().split(|&byte| byte == b'\n');
            let first = lines.next().unwrap_or_default();
            let more = lines.count();
            let enough = more > 1 || more == 1 && first.trim_ascii_end().ends_with(b"}");
            if enough || self.ended || shown.len() >= BUFFER {
                break;
            }
            self.fill(BUFFER);
        }
        self.buffer.get(self.start..).unwrap_or_default()
    }

    /// Reads once, up to `most` bytes more, into the buffer.
    fn fill(&mut self, most: usize) {
        let before = self.buffer.len();
        self.buffer.resize(before + most, 0);
        let read = loop {
            let room = self.buffer.get_mut(before..).unwrap_or_default();
            match self.source.read(room) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        let got = match read {
            Ok(got) => got,
            Err(error) => {
                self.error = Some(error);
                0
            }
        };
        self.buffer.truncate(before + got);
        self.taken += got as u64;
        self.ended |= got == 0;
    }
}

impl BufRead for Stream {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start == self.buffer.len() {
            self.buffer.clear();
            self.start = 0;
            if !self.ended {
                self.fill(BUFFER);
            }
            if self.buffer.is_empty()
                && let Some(error) = self.error.take()
            {
                return Err(error);
            }
        }
        Ok(self.buffer.get(self.start..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.start = (self.start + amount).min(self.buffer.len());
    }
}

impl Read for Stream {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut ready = self.fill_buf()?;
        let read = ready.read(out)?;
        self.consume(read);
        Ok(read)
    }
}

/// Whether the first bytes are those of a compression that is taken off here.
pub(super) fn is_packed(first: &[u8]) -> bool {
    first.starts_with(GZIP) || first.starts_with(ZSTD) || is_skippable(first)
}

/// Takes the compressions off, as many as the bytes themselves show.
pub(super) fn unpacked(mut stream: Stream, limits: Limits) -> Stream {
    for _ in 0..LAYERS {
        if !is_packed(stream.peek(4)) {
            break;
        }
        stream = one_unpacked(stream, limits);
    }
    stream
}

/// Takes one compression off a stream that [is packed](is_packed).
pub(super) fn one_unpacked(mut stream: Stream, limits: Limits) -> Stream {
    if stream.peek(4).starts_with(GZIP) {
        return Stream::new(Gzip::Begun(Some(stream)));
    }
    match zstd(stream, limits) {
        Ok(unpacked) => Stream::new(unpacked),
        Err(error) => Stream::new(Broken(Some(error))),
    }
}

/// A zstd frame that holds no data but comes before some.
fn is_skippable(first: &[u8]) -> bool {
    matches!(first, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

fn zstd(stream: Stream, limits: Limits) -> io::Result<impl Read + Send + 'static> {
    let mut decoder = zstd::stream::read::Decoder::with_buffer(stream)?;
    decoder.window_log_max(limits.window_log())?;
    Ok(decoder)
}

/// The members of a gzip file one after the other. Zeros after the last are padding (tapes and some servers fill blocks
/// up), which flate2's own reader of many members takes for a broken member.
enum Gzip {
    Begun(Option<Stream>),
    Member(Box<GzDecoder<Stream>>),
    Done,
}

impl Read for Gzip {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            match self {
                Self::Begun(stream) => {
                    let Some(mut stream) = stream.take() else { return Ok(0) };
                    *self = if after_padding(&mut stream)? {
                        Self::Member(Box::new(GzDecoder::new(stream)))
                    } else {
                        Self::Done
                    };
                }
                Self::Member(member) => {
                    // What a broken member gave in the same step is lost with it: small steps lose little.
                    let step = out.len().min(STEP);
                    let read = member.read(out.get_mut(..step).unwrap_or_default())?;
                    if read > 0 || out.is_empty() {
                        return Ok(read);
                    }
                    let Self::Member(member) = std::mem::replace(self, Self::Done) else {
                        return Ok(0);
                    };
                    *self = Self::Begun(Some(member.into_inner()));
                }
                Self::Done => return Ok(0),
            }
        }
    }
}

/// Goes on to the next member; false at the end.
fn after_padding(stream: &mut Stream) -> io::Result<bool> {
    loop {
        let ready = stream.fill_buf()?;
        let zeros = ready.iter().take_while(|&&byte| byte == 0).count();
        if ready.is_empty() {
            return Ok(false);
        }
        if zeros < ready.len() {
            stream.consume(zeros);
            return Ok(true);
        }
        stream.consume(zeros);
    }
}

/// A source that could not even be begun.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// Marks the errors of files and pipes, so that they are not taken for damaged data above.
struct Device<R>(R);

impl<R: Read> Read for Device<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self.0.read(out) {
            Err(error) if error.kind() != ErrorKind::Interrupted => Err(io::Error::new(error.kind(), Unread(error))),
            read => read,
        }
    }
}

#[derive(Debug)]
struct Unread(io::Error);

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Unread {}

/// What became of a stream after `read` unpacked bytes.
pub(super) fn broken(uri: Option<String>, error: &io::Error, read: u64, limits: Limits) -> Failure {
    let device = error.get_ref().and_then(|inner| inner.downcast_ref::<Unread>());
    if let Some(Unread(error)) = device {
        return Failure::unreadable(uri, error);
    }
    // The only way the crate tells one zstd error from another.
    if error.to_string().contains("too much memory") {
        let message = format!(
            "a zstd frame in it needs a window of more than {}; raise the cap with --max-window, or pack it anew \
             without --long",
            size(limits.window),
        );
        return Failure::new(uri, "window", message);
    }
    if error.kind() == ErrorKind::UnexpectedEof {
        return truncated(uri, read);
    }
    let message = format!(
        "its packed data is damaged after {read} unpacked bytes ({error}); what came before was read; fetch it again"
    );
    Failure::new(uri, "corrupt", message)
}

/// A file that ends in the middle of what it holds.
pub(super) fn truncated(uri: Option<String>, read: u64) -> Failure {
    let message = format!("it is cut short after {read} unpacked bytes; what came before was read; fetch it again");
    Failure::new(uri, "truncated", message)
}

/// An input over the limit; `bytes` is its size, where that is known.
pub(super) fn too_large(uri: Option<String>, what: &str, bytes: Option<u64>, limits: Limits) -> Failure {
    let limit = size(limits.input);
    let message = match bytes {
        Some(bytes) => format!(
            "{what} is {} long, over the limit of {limit}; raise it with --max-size",
            size(bytes)
        ),
        None => format!("{what} is longer than the limit of {limit}; raise it with --max-size"),
    };
    Failure::new(uri, "too_large", message)
}

/// Bytes for people: exact below a KiB, with one digit after the point above it.
fn size(bytes: u64) -> String {
    let units = [(1_u64 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    let Some((unit, name)) = units.into_iter().find(|(unit, _)| bytes >= *unit) else {
        return format!("{bytes} bytes");
    };
    let tenths = u128::from(bytes) * 10 / u128::from(unit);
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole} {name}"),
        (whole, tenth) => format!("{whole}.{tenth} {name}"),
    }
}

/// Appends what is left of `stream`, up to `most` bytes; whether that was all of it.
///
/// # Errors
///
/// The stream's; `out` then holds what came before.
pub(super) fn read_up_to(stream: &mut impl BufRead, most: u64, out: &mut Vec<u8>) -> io::Result<bool> {
    let mut left = most;
    loop {
        let ready = stream.fill_buf()?;
        if ready.is_empty() {
            return Ok(true);
        }
        if left == 0 {
            return Ok(false);
        }
        let taken = ready.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        out.extend_from_slice(ready.get(..taken).unwrap_or_default());
        stream.consume(taken);
        left -= taken as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_for_people() {
        let said = [
            (1023, "1023 bytes"),
            (1024, "1 KiB"),
            (64 << 20, "64 MiB"),
            ((3 << 30) + (1 << 29), "3.5 GiB"),
        ];
        for (bytes, text) in said {
            assert_eq!(size(bytes), text);
        }
        assert!(!size(u64::MAX).is_empty());
    }

    #[test]
    fn what_was_looked_at_is_read_all_the_same() {
        let mut stream = Stream::new(b"0123456789".as_slice());
        assert_eq!(stream.peek(4), b"0123");
        assert_eq!(stream.peek(2), b"01");
        stream.consume(3);
        assert_eq!(stream.peek(4), b"3456");
        assert_eq!(stream.position(), 3);
        let mut rest = String::new();
        stream.read_to_string(&mut rest).unwrap();
        assert_eq!((rest.as_str(), stream.position()), ("3456789", 10));
    }
}
