//! One line of JSON Lines → the bytes of a notice and what is known beside them. Runs on a worker thread.
//!
//! The line is walked once; values are slices of it until one is wanted, and a text without escapes is handed on as it
//! lies there.

use super::reading::Fields;
use crate::failure::Failure;
use gongwen::notice::{Format, Meta};
use gongwen::{Encoding, Options, Stated};
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// Names of fields that a failure lists at most.
const LISTED: usize = 20;

/// Fields that a line may have. Without a bound, a line of nothing but fields would take many times its own length.
const FIELDS: usize = 10_000;

/// A line as it was read, without its line break.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) bytes: Vec<u8>,
    /// Counted from 1 in the whole file.
    pub(super) number: u64,
    /// The file.
    pub(super) name: Option<Arc<str>>,
    pub(super) fields: Arc<Fields>,
}

impl Line {
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The text or page in the line; what the line says beside it goes into `options`. `place` is the uri of a line
    /// without an address of its own.
    pub(super) fn open(&self, place: Option<&str>, options: &mut Options) -> Result<Cow<'_, [u8]>, Failure> {
        let record: Record<'_> = serde_json::from_slice(&self.bytes).map_err(|error| self.no_json(place, &error))?;
        let fields = &self.fields;
        if let Some(uri) = record.word(&fields.uri).as_deref().or(place) {
            options.uri = Some(uri.to_owned());
        }
        let (format, found) = match record.first(&fields.text) {
            text @ Found::Text(_) => (None, text),
            other => match record.first(&fields.html) {
                Found::Nothing => (None, other),
                html => (Some(Format::Html), html),
            },
        };
        let text = match found {
            Found::Text(text) => text,
            Found::Blank(name) => {
                let message = format!("{} has no text: its field `{name}` is empty", self.place());
                return Err(Failure::new(options.uri.take(), "empty", message));
            }
            Found::Nothing => return Err(self.no_text(&record, options.uri.take())),
        };
        if let Some(id) = record.word(&fields.id) {
            options.id = Some(id.into_owned());
        }
        options.format = format.or(options.format);
        // JSON is Unicode, whatever the page was before a scraper put it there and whatever its `meta` still says.
        options.encoding = Some(Encoding::Utf8);
        let stated = record.stated(fields);
        if stated != Stated::default() {
            options.stated = stated;
        }
        if let Some(meta) = record.meta(fields) {
            options.meta = Some(meta);
        }
        Ok(text)
    }

    /// The line for people.
    fn place(&self) -> String {
        match &self.name {
            Some(name) => format!("line {} of {name}", self.number),
            None => format!("line {}", self.number),
        }
    }

    fn no_json(&self, place: Option<&str>, error: &serde_json::Error) -> Failure {
        let line = self.place();
        let message = if std::str::from_utf8(&self.bytes).is_err() {
            format!("{line} is not UTF-8, which JSON Lines are; convert it, for example with iconv")
        } else if error.is_eof() {
            format!("{line} ends inside its JSON object; an object must stand on one line, whole")
        } else {
            format!(
                "{line} is no JSON object: {} at its byte {}; mend it or leave it out",
                reason(error),
                error.column()
            )
        };
        Failure::new(place.map(str::to_owned), "json", message)
    }

    fn no_text(&self, record: &Record<'_>, uri: Option<String>) -> Failure {
        let names: Vec<&str> = record.0.iter().map(|(name, _)| &**name).take(LISTED).collect();
        let more = if record.0.len() > LISTED { ", …" } else { "" };
        let has = if names.is_empty() {
            "no field".to_owned()
        } else {
            format!("the fields {}{more}", names.join(", "))
        };
        let message = format!(
            "{} has no text: it has {has}; name the field of the text with --text-field, or of the page with --html-field",
            self.place(),
        );
        Failure::new(uri, "no_text_field", message)
    }
}

/// What serde_json says without the place, which it counts in lines of its own.
fn reason(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.split_once(" at line ")
        .map_or(said.clone(), |(what, _)| what.to_owned())
}

/// The fields of an object, in source order.
struct Record<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

enum Found<'a> {
    Text(Cow<'a, [u8]>),
    /// Fields of the names are there, but empty or null; this is the first.
    Blank(&'a str),
    Nothing,
}

impl<'a> Record<'a> {
    /// The field of a name; without one, of the name in other letters (`URL`). Where it is there twice the last one counts,
    /// as in most readers of JSON.
    fn find(&self, name: &str) -> Option<usize> {
        let exact = self.0.iter().rposition(|(known, _)| known == name);
        exact.or_else(|| self.0.iter().rposition(|(known, _)| known.eq_ignore_ascii_case(name)))
    }

    fn value(&self, field: usize) -> Option<&'a str> {
        self.0.get(field).map(|(_, value)| value.get())
    }

    /// The first of the names whose value is a string with something in it.
    fn first<'n>(&self, names: &'n [String]) -> Found<'n>
    where
        'a: 'n,
    {
        let mut blank = Found::Nothing;
        for name in names {
            let Some(value) = self.find(name).and_then(|field| self.value(field)) else {
                continue;
            };
            match text(value) {
                Some(text) if !text.trim_ascii().is_empty() => return Found::Text(text),
                None if value != "null" => {}
                _ if matches!(blank, Found::Nothing) => blank = Found::Blank(name),
                _ => {}
            }
        }
        blank
    }

    /// The first of the names that holds a word: its field, and the word.
    fn worded(&self, names: &[String]) -> Option<(usize, Cow<'a, str>)> {
        names.iter().find_map(|name| {
            let field = self.find(name)?;
            let word = word(self.value(field)?)?;
            (!word.is_empty()).then_some((field, word))
        })
    }

    fn word(&self, names: &[String]) -> Option<Cow<'a, str>> {
        self.worded(names).map(|(_, word)| word)
    }

    fn stated(&self, fields: &Fields) -> Stated {
        let word = |names: &[String]| self.word(names).map(Cow::into_owned);
        // A number is a day only if it is written as one (20310509): seconds since 1970 are not read as a date.
        let day = |names: &[String]| {
            let day = word(names)?;
            (!day.bytes().all(|byte| byte.is_ascii_digit()) || day.len() == 8).then_some(day)
        };
        Stated {
            title: word(&fields.title),
            document_number: word(&fields.document_number),
            issuer: word(&fields.issuer),
            issued_on: day(&fields.issued_on),
            published_on: day(&fields.published_on),
            index_number: word(&fields.index_number),
            topics: word(&fields.topics),
            validity: word(&fields.validity),
        }
    }

    /// The object without the texts and without what the record says in its own `id` and `source.uri`.
    fn meta(&self, fields: &Fields) -> Option<Meta> {
        let texts = fields.text.iter().chain(&fields.html);
        let texts: Vec<usize> = texts.filter_map(|name| self.find(name)).collect();
        let said = [&fields.id, &fields.uri].map(|names| self.worded(names).map(|(field, _)| field));
        let mut meta = String::new();
        for (field, (name, value)) in self.0.iter().enumerate() {
            if said.contains(&Some(field)) || texts.contains(&field) && is_text(value.get()) {
                continue;
            }
            meta.push(if meta.is_empty() { '{' } else { ',' });
            meta.push_str(&serde_json::to_string(name).ok()?);
            meta.push(':');
            meta.push_str(value.get());
        }
        if meta.is_empty() {
            return None;
        }
        meta.push('}');
        Meta::from_json(meta).ok()
    }
}

/// A string, a list of just one, or a whole number as it is written.
fn word(value: &str) -> Option<Cow<'_, str>> {
    Some(match string(value) {
        Some(Cow::Borrowed(text)) => Cow::Borrowed(std::str::from_utf8(text).ok()?.trim()),
        Some(Cow::Owned(text)) => Cow::Owned(String::from_utf8(text).ok()?.trim().to_owned()),
        None if is_whole_number(value) => Cow::Borrowed(value),
        None => match strings(value)?.as_slice() {
            [only] => Cow::Owned(String::from_utf8(only.clone()).ok()?.trim().to_owned()),
            _ => return None,
        },
    })
}

fn is_text(value: &str) -> bool {
    value.starts_with('"') || strings(value).is_some()
}

fn is_whole_number(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or(value);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The text of a JSON string; `None` if the value is something else. Half a surrogate pair, which JSON can write and
/// UTF-8 cannot, becomes U+FFFD.
fn string(value: &str) -> Option<Cow<'_, [u8]>> {
    let inside = value.strip_prefix('"')?.strip_suffix('"')?;
    if memchr::memchr(b'\\', inside.as_bytes()).is_none() {
        return Some(Cow::Borrowed(inside.as_bytes()));
    }
    let text: Unescaped = serde_json::from_str(value).ok()?;
    Some(Cow::Owned(text.0))
}

/// The strings of a JSON list; `None` if the value is something else. Scrapers that select by path give lists.
fn strings(value: &str) -> Option<Vec<Vec<u8>>> {
    let list: Vec<Unescaped> = value.starts_with('[').then(|| serde_json::from_str(value).ok())??;
    Some(list.into_iter().map(|text| text.0).collect())
}

/// A string, or a list of strings as lines.
fn text(value: &str) -> Option<Cow<'_, [u8]>> {
    string(value).or_else(|| Some(Cow::Owned(strings(value)?.join(&b'\n'))))
}

/// A surrogate in the three bytes that UTF-8 would have for it, `ED A0..BF xx`, becomes U+FFFD, which has three as well.
fn without_surrogates(bytes: &[u8]) -> Vec<u8> {
    let mut text = bytes.to_vec();
    for at in 0..text.len().saturating_sub(2) {
        if let Some(place) = text.get_mut(at..at + 3)
            && place[0] == 0xed
            && place[1] >= 0xa0
        {
            place.copy_from_slice("\u{fffd}".as_bytes());
        }
    }
    text
}

/// The bytes of a JSON string: asked for bytes, serde_json lets half a surrogate pair pass.
struct Unescaped(Vec<u8>);

impl<'de> Deserialize<'de> for Unescaped {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Unescaped;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Unescaped, E> {
                Ok(Unescaped(match std::str::from_utf8(bytes) {
                    Ok(_) => bytes.to_vec(),
                    Err(_) => without_surrogates(bytes),
                }))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

impl<'de> Deserialize<'de> for Record<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Record<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record<'de>, A::Error> {
                let mut fields = Vec::with_capacity(16);
                while let Some((Name(name), value)) = map.next_entry()? {
                    if fields.len() == FIELDS {
                        return Err(de::Error::custom(format_args!("more than {FIELDS} fields")));
                    }
                    fields.push((name, value));
                }
                Ok(Record(fields))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// The name of a field, borrowed where it has no escapes.
struct Name<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrowed;
        impl<'de> Visitor<'de> for Borrowed {
            type Value = Name<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }
            fn visit_borrowed_str<E: de::Error>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }
            fn visit_str<E: de::Error>(self, name: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }
        deserializer.deserialize_str(Borrowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line {
            bytes: text.as_bytes().to_vec(),
            number: 7,
            name: Some("crawl.jsonl".into()),
            fields: Arc::default(),
        }
    }

    fn open(text: &str) -> Result<(String, Options), Failure> {
        let mut options = Options::default();
        let line = line(text);
        let bytes = line.open(Some("crawl.jsonl:7"), &mut options)?;
        Ok((String::from_utf8(bytes.into_owned()).unwrap(), options))
    }

    #[test]
    fn the_text_is_found_by_the_names_of_its_field() {
        for (object, text, format) in [
            (r#"{"text":"公告"}"#, "公告", None),
            (r#"{"id":1,"content":"一、报送\n二、联系"}"#, "一、报送\n二、联系", None),
            (r#"{"正文":"公告"}"#, "公告", None),
            (r#"{"\u6b63\u6587":"公告"}"#, "公告", None),
            (r#"{"html":"<p>公告</p>"}"#, "<p>公告</p>", Some(Format::Html)),
            (r#"{"html":"<p>页</p>","text":"文"}"#, "文", None),
            (r#"{"html":"<p>页</p>","text":" "}"#, "<p>页</p>", Some(Format::Html)),
            (r#"{"html":"<p>页</p>","text":null}"#, "<p>页</p>", Some(Format::Html)),
            (r#"{"body":"全文","text":""}"#, "全文", None),
            (r#"{"text":"旧","text":"新"}"#, "新", None),
            (
                r#"{"text":"a\u0000b\ud83d!\udc00\ud83d\ude00"}"#,
                "a\0b\u{fffd}!\u{fffd}😀",
                None,
            ),
            (r#"  {"text" : "公告"}  "#, "公告", None),
            (r#"{"text":["一、报送","二、\u8054系"]}"#, "一、报送\n二、联系", None),
            (
                r#"{"text":[" "],"html":["<p>页</p>"]}"#,
                "<p>页</p>",
                Some(Format::Html),
            ),
            (r#"{"text":[1],"content":"公告"}"#, "公告", None),
            (r#"{"Text":"甲","TEXT":"乙"}"#, "乙", None),
            (r#"{"text":"甲","TEXT":"乙"}"#, "甲", None),
        ] {
            let (found, options) = open(object).unwrap();
            assert_eq!((found.as_str(), options.format), (text, format), "{object}");
            assert_eq!(options.encoding, Some(Encoding::Utf8));
        }
    }

    #[test]
    fn ids_and_addresses() {
        for (object, id, uri) in [
            (r#"{"text":"公告"}"#, None, "crawl.jsonl:7"),
            (r#"{"text":"公告","id":17,"url":""}"#, Some("17"), "crawl.jsonl:7"),
            (
                r#"{"text":"公告","id":null,"_id":"a7","link":"https://www.example.com/7"}"#,
                Some("a7"),
                "https://www.example.com/7",
            ),
            (r#"{"text":"公告","id":-3,"url":false,"uri":"x"}"#, Some("-3"), "x"),
            (r#"{"text":"公告","id":{"$oid":"1"}}"#, None, "crawl.jsonl:7"),
            (r#"{"text":"公告","id":1.5}"#, None, "crawl.jsonl:7"),
            (r#"{"text":"公告","id":["a","b"],"url":["u"]}"#, None, "u"),
        ] {
            let (_, options) = open(object).unwrap();
            assert_eq!(
                (options.id.as_deref(), options.uri.as_deref()),
                (id, Some(uri)),
                "{object}"
            );
        }
    }

    #[test]
    fn what_is_stated_and_what_is_carried() {
        let (_, options) = open(
            r#"{"z": [1, {"a":null}],"id":"1","_id":2,"title":"关于\u300c冬修\u300d的通告","content":"公告","html":"<p>",
            "pubdate":"2031-05-09","文号":"青政发〔2031〕5号","索引号":"AB/2031","source":"example","page":3,"成文日期":20310508,
            "url":"https://www.example.com/1","k":"\u4e00"}"#,
        )
        .unwrap();
        let stated = options.stated;
        assert_eq!(stated.title.as_deref(), Some("关于「冬修」的通告"));
        assert_eq!(stated.published_on.as_deref(), Some("2031-05-09"));
        assert_eq!(stated.issued_on.as_deref(), Some("20310508"));
        assert_eq!(stated.document_number.as_deref(), Some("青政发〔2031〕5号"));
        assert_eq!(stated.index_number.as_deref(), Some("AB/2031"));
        assert_eq!(stated.issuer, None);
        assert_eq!(
            options.meta.unwrap().get(),
            r#"{"z":[1, {"a":null}],"_id":2,"title":"关于\u300c冬修\u300d的通告","pubdate":"2031-05-09","文号":"青政发〔2031〕5号","索引号":"AB/2031","source":"example","page":3,"成文日期":20310508,"k":"\u4e00"}"#
        );
        let (_, options) = open(r#"{"text":"公告","publish_time":1936051200}"#).unwrap();
        assert_eq!(options.stated, Stated::default());
        assert_eq!(open(r#"{"text":"公告","id":1}"#).unwrap().1.meta, None);
    }

    #[test]
    fn lines_without_a_text_say_what_to_do() {
        for (object, code, uri, said) in [
            (
                "[1]",
                "json",
                "crawl.jsonl:7",
                "line 7 of crawl.jsonl is no JSON object: invalid type: sequence",
            ),
            (r#""公告""#, "json", "crawl.jsonl:7", "no JSON object"),
            (r#"{"text":"公"#, "json", "crawl.jsonl:7", "ends inside its JSON object"),
            (
                r#"{"text":"公告"}{"text":"公告"}"#,
                "json",
                "crawl.jsonl:7",
                "trailing characters at its byte",
            ),
            (r#"{"text":"a" "b":1}"#, "json", "crawl.jsonl:7", "expected"),
            (
                r#"{"url":"u","headline":"a"}"#,
                "no_text_field",
                "u",
                "it has the fields url, headline; name",
            ),
            ("{}", "no_text_field", "crawl.jsonl:7", "--text-field"),
            (r#"{"text":5}"#, "no_text_field", "crawl.jsonl:7", "--text-field"),
            (r#"{"text":null,"url":"u"}"#, "empty", "u", "its field `text` is empty"),
            (r#"{"text":"\n","html":""}"#, "empty", "crawl.jsonl:7", "line 7"),
            (r#"{"text":[],"url":"u"}"#, "empty", "u", "line 7"),
        ] {
            let failure = open(object).unwrap_err();
            assert_eq!((failure.code, failure.uri.as_deref()), (code, Some(uri)), "{object}");
            assert!(failure.message.contains(said), "{object}: {failure}");
        }
        let many = format!("{{{}\"text\":\"a\"}}", "\"\":1,".repeat(FIELDS));
        assert!(open(&many).unwrap_err().message.contains("more than 10000 fields"));
        let broken = Line {
            bytes: b"{\"text\":\"\xb9\xab\xb8\xe6\"}".to_vec(),
            ..line("")
        };
        let failure = broken.open(None, &mut Options::default()).unwrap_err();
        assert!(failure.message.contains("not UTF-8"), "{failure}");
    }

    #[test]
    fn fields_that_are_named_are_the_only_ones() {
        let object = r#"{"text":"一","html":"二","raw":"三"}"#;
        for (text, html, found, format) in [
            (None, None, "一", None),
            (Some("raw"), None, "三", None),
            (None, Some("raw"), "三", Some(Format::Html)),
            (Some("none"), Some("html"), "二", Some(Format::Html)),
        ] {
            let named = |name: Option<&str>| name.map(str::to_owned).into_iter().collect::<Vec<_>>();
            let line = Line {
                fields: Arc::new(Fields::default().named(named(text), named(html))),
                ..line(object)
            };
            let mut options = Options::default();
            assert_eq!(line.open(None, &mut options).unwrap(), found.as_bytes());
            assert_eq!(options.format, format);
        }
    }
}
