//! Binary formats known by their first bytes, so that the error can say what to do with them.
//!
//! A signature stands here only if no text in any of our encodings begins with it: `BM` (bitmaps) and `MZ` (programs)
//! are left to the general rule, since a text may well begin with two letters.

/// A format, worded to follow “the input is”, and how its files begin.
const FORMATS: &[(&str, &[u8])] = &[
    ("a PDF document", b"%PDF-"),
    ("an OFD or Office document, or a ZIP archive", b"PK\x03\x04"),
    ("an empty ZIP archive", b"PK\x05\x06"),
    (
        "a legacy Word, Excel or WPS document (OLE)",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
    ),
    ("an RTF document", b"{\\rtf"),
    ("gzip data", b"\x1F\x8B\x08"),
    ("bzip2 data", b"BZh91AY&SY"),
    ("xz data", b"\xFD7zXZ\0"),
    ("Zstandard data", b"\x28\xB5\x2F\xFD"),
    ("a 7-Zip archive", b"7z\xBC\xAF\x27\x1C"),
    ("a RAR archive", b"Rar!\x1A\x07"),
    ("a PNG image", b"\x89PNG\r\n\x1A\n"),
    ("a JPEG image", b"\xFF\xD8\xFF"),
    ("a GIF image", b"GIF87a"),
    ("a GIF image", b"GIF89a"),
    ("a TIFF image", b"II*\0"),
    ("a TIFF image", b"MM\0*"),
    ("an ELF program", b"\x7FELF"),
    ("an SQLite database", b"SQLite format 3\0"),
];

/// How far into a file a PDF may begin: readers accept junk before it, such as a byte order mark or blank lines.
const PDF_JUNK: usize = 16;

/// What binary format `bytes` are in, if their beginning tells. RTF and PDF are written in ASCII, yet their words are
/// not the notice's: they count as binary.
pub(super) fn binary_format(bytes: &[u8]) -> Option<&'static str> {
    let junk = |&byte: &u8| byte.is_ascii_whitespace() || matches!(byte, 0xEF | 0xBB | 0xBF);
    let skipped = bytes.iter().take(PDF_JUNK).take_while(|byte| junk(byte)).count();
    if bytes.get(skipped..).is_some_and(|rest| rest.starts_with(b"%PDF-")) {
        return Some("a PDF document");
    }
    FORMATS
        .iter()
        .find(|(_, start)| bytes.starts_with(start))
        .map(|&(what, _)| what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_named() {
        assert_eq!(binary_format(b"%PDF-1.7\n"), Some("a PDF document"));
        assert_eq!(binary_format(b"\xEF\xBB\xBF\r\n%PDF-1.4"), Some("a PDF document"));
        assert_eq!(binary_format(b"{\\rtf1\\ansi"), Some("an RTF document"));
        assert_eq!(
            binary_format(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest"),
            Some(FORMATS[3].0)
        );
        for text in ["PK赛通知", "BM", "MZ", "GIF 图片", "", "%", "PDF-", "{rtf"] {
            assert_eq!(binary_format(text.as_bytes()), None, "{text}");
        }
    }
}
