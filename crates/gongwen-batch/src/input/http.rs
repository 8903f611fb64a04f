//! Header lines as HTTP and web archives write them, and the body of a response with its codings undone.
//!
//! ```text
//! message       = start-line line-break *(field line-break) line-break body
//! field         = name ":" value *(line-break (SP / HTAB) value)      a value may go on in the next line
//! chunked-body  = *(size [";" extension] CRLF data CRLF) "0" …        size in hexadecimal digits
//! ```
//!
//! Read by hand, since a web archive needs the same fields and since archives hold what servers sent: bare line feeds,
//! `HTTP/2 200`, headers that promise a coding which the crawler has undone already. Strict parsers refuse those.

use super::reading::Limits;
use super::stream::{self, Stream};
use crate::failure::Failure;
use flate2::read::{DeflateDecoder, ZlibDecoder};
use gongwen::notice::Format;
use gongwen::{Encoding, Options};
use std::borrow::Cow;
use std::io::Cursor;

/// The fields of a header, in order.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// The line above the fields.
    pub(super) start: String,
    fields: Vec<(String, String)>,
}

impl Header {
    /// Reads the start line and the fields; what has no colon is passed over.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut lines = text.lines();
        let start = lines.next().unwrap_or_default().trim().to_owned();
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in lines {
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Self { start, fields }
    }

    /// The first value of a name, in upper or lower case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        field.map(|(_, value)| value.as_str())
    }

    /// The status of a response: the second word of its start line.
    pub(super) fn status(&self) -> Option<u16> {
        self.start
            .strip_prefix("HTTP/")?
            .split_ascii_whitespace()
            .nth(1)?
            .parse()
            .ok()
    }
}

/// Where the header ends and the body begins: after the first empty line.
pub(super) fn header_end(bytes: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'\n', bytes).find_map(|at| match bytes.get(at + 1..) {
        Some([b'\n', ..]) => Some(at + 2),
        Some([b'\r', b'\n', ..]) => Some(at + 3),
        _ => None,
    })
}

/// The format that a `Content-Type` names: `Ok(None)` where there is none to go by, `Err` for what is no text.
pub(super) fn format(content_type: Option<&str>) -> Result<Option<Format>, ()> {
    let kind = content_type
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default()
        .trim();
    match kind.to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" => Ok(Some(Format::Html)),
        "text/plain" => Ok(Some(Format::Text)),
        "" => Ok(None),
        _ => Err(()),
    }
}

/// The encoding that a `Content-Type` names, if it is one that is read here.
pub(super) fn charset(content_type: Option<&str>) -> Option<Encoding> {
    let mut parameters = content_type?.split(';').skip(1);
    let label = parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    })?;
    Encoding::from_label(label.trim().trim_matches(['"', '\'']))
}

/// The body of a response as it was transferred.
#[derive(Debug, Clone)]
pub(super) struct Payload {
    bytes: Vec<u8>,
    /// Whether it claims to be cut into chunks.
    chunked: bool,
    /// The content codings in the order they were applied, in small letters.
    codings: Vec<String>,
    /// What the server said the encoding is; a caller who names one knows better.
    encoding: Option<Encoding>,
    /// Whether it is known to be cut short: then what there is of it is a body.
    truncated: bool,
    limits: Limits,
}

impl Payload {
    pub(super) fn new(bytes: Vec<u8>, header: &Header, truncated: bool, limits: Limits) -> Self {
        let list = |name| {
            let codings = header.get(name).unwrap_or_default().split(',');
            codings.map(|coding| coding.trim().to_ascii_lowercase())
        };
        let known = |coding: &String| !matches!(coding.as_str(), "" | "identity");
        Self {
            bytes,
            chunked: list("Transfer-Encoding").any(|coding| coding == "chunked"),
            // A transfer coding other than `chunked` packs like a content coding, around it.
            codings: list("Content-Encoding")
                .chain(list("Transfer-Encoding").filter(|coding| coding != "chunked"))
                .filter(known)
                .collect(),
            encoding: charset(header.get("Content-Type")),
            truncated,
            limits,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The body with its codings undone.
    pub(super) fn open(&self, uri: Option<&str>, options: &mut Options) -> Result<Cow<'_, [u8]>, Failure> {
        options.encoding = options.encoding.or(self.encoding);
        let mut body = Cow::Borrowed(self.bytes.as_slice());
        if self.chunked
            && let Some(joined) = joined(&self.bytes)
        {
            body = Cow::Owned(joined);
        }
        for coding in self.codings.iter().rev() {
            body = self.without(coding, body, uri)?;
        }
        Ok(body)
    }

    fn without<'a>(&self, coding: &str, body: Cow<'a, [u8]>, uri: Option<&str>) -> Result<Cow<'a, [u8]>, Failure> {
        let own = || uri.map(str::to_owned);
        let mut unpacked = match coding {
            "gzip" | "x-gzip" | "zstd" => {
                // Undone by the crawler, which kept the header.
                if !stream::is_packed(&body) {
                    return Ok(body);
                }
                stream::one_unpacked(Stream::new(Cursor::new(body.into_owned())), self.limits)
            }
            // Meant is zlib; some servers send it without zlib's header.
            "deflate" if is_zlib(&body) => Stream::new(ZlibDecoder::new(Cursor::new(body.into_owned()))),
            "deflate" if !looks_like_text(&body) => Stream::new(DeflateDecoder::new(Cursor::new(body.into_owned()))),
            "deflate" => return Ok(body),
            _ if looks_like_text(&body) => return Ok(body),
            _ => {
                let message = format!(
                    "its body is packed with `{coding}`, which is not read; have the crawler ask for gzip, or unpack it"
                );
                return Err(Failure::new(own(), "coding", message));
            }
        };
        let mut bytes = Vec::new();
        match stream::read_up_to(&mut unpacked, self.limits.input, &mut bytes) {
            Ok(true) => Ok(Cow::Owned(bytes)),
            Ok(false) => Err(stream::too_large(own(), "its body, unpacked,", None, self.limits)),
            Err(_) if self.truncated && !bytes.is_empty() => Ok(Cow::Owned(bytes)),
            Err(error) => {
                let message = format!(
                    "its body is packed and breaks off after {} unpacked bytes ({error}); fetch the page again",
                    bytes.len(),
                );
                Err(Failure::new(own(), "corrupt", message))
            }
        }
    }
}

/// The chunks joined, as far as they go; `None` if the body is not in chunks after all.
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    let mut rest = body;
    let mut first = true;
    loop {
        let line_end = memchr::memchr(b'\n', rest.get(..rest.len().min(256)).unwrap_or_default());
        let size = line_end.and_then(|end| chunk_size(rest.get(..end)?));
        let (Some(end), Some(size)) = (line_end, size) else {
            return (!first).then_some(joined);
        };
        first = false;
        if size == 0 {
            return Some(joined);
        }
        let data = rest.get(end + 1..).unwrap_or_default();
        let size = size.min(data.len());
        let (chunk, after) = data.split_at(size);
        joined.extend_from_slice(chunk);
        let after = after.strip_prefix(b"\r").unwrap_or(after);
        rest = after.strip_prefix(b"\n").unwrap_or(after);
    }
}

fn chunk_size(line: &[u8]) -> Option<usize> {
    let digits = line.split(|&byte| byte == b';').next()?.trim_ascii();
    usize::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// Whether the two bytes are a zlib header: method 8, and a check that makes them a multiple of 31.
fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [first, second, ..] if first & 0x0f == 8 && u16::from_be_bytes([*first, *second]) % 31 == 0)
}

/// Whether a body was unpacked by the crawler although its header says otherwise: pages begin with markup.
fn looks_like_text(body: &[u8]) -> bool {
    let begin = body.get(..body.len().min(64)).unwrap_or_default();
    let begin = begin.strip_prefix(b"\xef\xbb\xbf").unwrap_or(begin).trim_ascii_start();
    begin.starts_with(b"<") && begin.iter().all(|&byte| byte >= b' ' || byte.is_ascii_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::read::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::io::Read;

    const PAGE: &[u8] = "<p>石桐镇公告</p>".as_bytes();

    fn all(mut reader: impl Read) -> Vec<u8> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).unwrap();
        bytes
    }

    fn open(header: &str, body: &[u8]) -> Result<Vec<u8>, Failure> {
        let header = Header::read(format!("HTTP/1.1 200 OK\r\n{header}\r\n\r\n").as_bytes());
        let limits = Limits {
            input: 1000,
            ..Limits::default()
        };
        let payload = Payload::new(body.to_vec(), &header, false, limits);
        Ok(payload.open(Some("u"), &mut Options::default())?.into_owned())
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        all(GzEncoder::new(bytes, Compression::default()))
    }

    fn chunked(bytes: &[u8]) -> Vec<u8> {
        let chunks = bytes
            .chunks(5)
            .map(|chunk| [format!("{:x};a=b\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat());
        [chunks.collect::<Vec<_>>().concat(), b"0\r\n\r\n".to_vec()].concat()
    }

    #[test]
    fn codings_are_undone_whether_they_are_there_or_only_promised() {
        let zlib = all(ZlibEncoder::new(PAGE, Compression::default()));
        let deflate = all(DeflateEncoder::new(PAGE, Compression::default()));
        let zstd = zstd::encode_all(PAGE, 0).unwrap();
        for (header, body) in [
            ("", PAGE.to_vec()),
            ("Content-Encoding: identity", PAGE.to_vec()),
            ("content-encoding: GZIP", gzip(PAGE)),
            ("Content-Encoding: gzip, gzip", gzip(&gzip(PAGE))),
            ("Content-Encoding: gzip", PAGE.to_vec()),
            ("Content-Encoding: br", PAGE.to_vec()),
            ("Content-Encoding: deflate", zlib),
            ("Content-Encoding: deflate", deflate),
            ("Content-Encoding: deflate", PAGE.to_vec()),
            ("Content-Encoding: zstd", zstd),
            ("Transfer-Encoding: chunked", chunked(PAGE)),
            ("Transfer-Encoding: chunked", PAGE.to_vec()),
            (
                "Transfer-Encoding: chunked\r\nContent-Encoding:\r\n gzip",
                chunked(&gzip(PAGE)),
            ),
            ("Transfer-Encoding: gzip, chunked", chunked(&gzip(PAGE))),
        ] {
            assert_eq!(open(header, &body).unwrap(), PAGE, "{header}");
        }
    }

    #[test]
    fn chunks_that_lie_about_their_size_end_with_the_body() {
        assert_eq!(
            open("Transfer-Encoding: chunked", b"5\r\nabcde\r\nffffffff\r\nfg").unwrap(),
            b"abcdefg"
        );
        assert_eq!(
            open("Transfer-Encoding: chunked", b"5\r\nabcde\r\nno size").unwrap(),
            b"abcde"
        );
        assert_eq!(
            open("Transfer-Encoding: chunked", b"fffffffffffffffffffff\r\nab")
                .unwrap()
                .len(),
            25
        );
    }

    #[test]
    fn bodies_that_cannot_be_unpacked_say_why() {
        for (header, body, code) in [
            ("Content-Encoding: gzip", gzip(&[b' '; 1001]), "too_large"),
            ("Content-Encoding: gzip", gzip(PAGE)[..20].to_vec(), "corrupt"),
            ("Content-Encoding: br", b"\x0b\x05".to_vec(), "coding"),
        ] {
            let failure = open(header, &body).unwrap_err();
            assert_eq!((failure.code, failure.uri.as_deref()), (code, Some("u")), "{failure}");
        }
    }

    #[test]
    fn content_types_name_formats_and_encodings() {
        for (value, of, encoding) in [
            (None, Ok(None), None),
            (Some("text/html"), Ok(Some(Format::Html)), None),
            (
                Some("Text/HTML; Charset=\"GB2312\""),
                Ok(Some(Format::Html)),
                Some(Encoding::Gb18030),
            ),
            (
                Some("text/plain;charset=utf-8"),
                Ok(Some(Format::Text)),
                Some(Encoding::Utf8),
            ),
            (Some("text/html; charset=iso-8859-1"), Ok(Some(Format::Html)), None),
            (Some("image/png"), Err(()), None),
        ] {
            assert_eq!((format(value), charset(value)), (of, encoding), "{value:?}");
        }
    }

    #[test]
    fn statuses_are_read_from_what_servers_send() {
        for (line, status) in [
            ("HTTP/1.1 200 OK", Some(200)),
            ("HTTP/2 404", Some(404)),
            ("ICY 200 OK", None),
            ("", None),
        ] {
            assert_eq!(Header::read(line.as_bytes()).status(), status, "{line}");
        }
    }
}
