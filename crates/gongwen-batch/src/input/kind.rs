//! What a file holds, told from its first bytes.

/// What the unpacked bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One JSON object on each line.
    JsonLines,
    /// gongwen's own records or failures, written by an earlier run.
    Records,
    /// One JSON value over many lines: an array of objects, or one object printed for people.
    Json,
    /// Web archive records, of a WARC or a WET file.
    Warc,
    /// One notice: text, a page, an office document, or what the parser will refuse.
    Document,
}

/// How the JSON of gongwen's own records begins, without blanks.
const RECORD: &[u8] = br#"{"schema":"gongwen.notice/"#;

/// Tells what a file is by how it begins; `first` may be cut anywhere.
pub(super) fn of(first: &[u8]) -> Kind {
    let first = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first);
    if first.starts_with(b"WARC/") {
        return Kind::Warc;
    }
    let first = first.trim_ascii_start();
    match (first.first(), after_bracket(first)) {
        (Some(b'{'), None | Some(b'"' | b'}')) => of_object(first),
        (Some(b'['), Some(b'{')) => Kind::Json,
        _ => Kind::Document,
    }
}

/// The first byte after the opening bracket that is no blank.
fn after_bracket(first: &[u8]) -> Option<u8> {
    first.get(1..)?.trim_ascii_start().first().copied()
}

fn of_object(first: &[u8]) -> Kind {
    let begin: Vec<u8> = first
        .iter()
        .copied()
        .filter(|byte| !byte.is_ascii_whitespace())
        .take(RECORD.len())
        .collect();
    if begin == RECORD {
        return Kind::Records;
    }
    let mut lines = first.split(|&byte| byte == b'\n');
    let line = lines.next().unwrap_or_default();
    let next = lines.map(<[u8]>::trim_ascii).find(|line| !line.is_empty());
    if is_failure(line) {
        return Kind::Records;
    }
    // An object that goes on in the second line. A second line with an object of its own shows that the first is
    // merely damaged.
    let goes_on = next.is_some_and(|next| !next.starts_with(b"{"))
        && serde_json::from_slice::<serde::de::IgnoredAny>(line).is_err_and(|error| error.is_eof());
    if goes_on { Kind::Json } else { Kind::JsonLines }
}

/// Whether a line is a failure as gongwen writes it, with just these fields.
fn is_failure(line: &[u8]) -> bool {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Written {
        #[serde(rename = "uri")]
        _uri: serde::de::IgnoredAny,
        #[serde(rename = "code")]
        _code: serde::de::IgnoredAny,
        #[serde(rename = "message")]
        _message: serde::de::IgnoredAny,
    }
    line.starts_with(br#"{"uri":"#) && serde_json::from_slice::<Written>(line).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_how_they_begin() {
        for (first, kind) in [
            (r#"{"text":"公告"}"#, Kind::JsonLines),
            ("\u{feff}\r\n\r\n{\"text\":\"公告\"}\r\n{}", Kind::JsonLines),
            (r#"{"text":"公告，后面的字节没有看到"#, Kind::JsonLines),
            ("{\"text\":\"cut\n{\"text\":\"whole\"}\n", Kind::JsonLines),
            ("{}\n", Kind::JsonLines),
            ("{", Kind::JsonLines),
            ("{\"schema\": \"gongwen.notice/1\",\"id\":\"x\"}\n", Kind::Records),
            ("{\"uri\":null,\"code\":\"empty\",\"message\":\"x\"}\n", Kind::Records),
            ("{\"uri\":\"u\",\"message\":\"x\"}\n", Kind::JsonLines),
            ("{\n  \"text\": \"公告\"\n}\n", Kind::Json),
            ("{\"text\": \"公告\",\n \"id\": 1}\n", Kind::Json),
            ("[{\"text\":\"公告\"}]", Kind::Json),
            ("[\n  {\n", Kind::Json),
            ("WARC/1.0\r\nWARC-Type: warcinfo\r\n", Kind::Warc),
            ("[江岚省]公告", Kind::Document),
            ("{标题}", Kind::Document),
            ("关于WARC/1.0的公告", Kind::Document),
            ("<html>", Kind::Document),
            ("PK\u{3}\u{4}", Kind::Document),
            ("", Kind::Document),
        ] {
            assert_eq!(of(first.as_bytes()), kind, "{first}");
        }
    }
}
