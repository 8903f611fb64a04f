//! How files become inputs: the names of the fields, the limits, and the one place where a file's kind is acted upon.

use super::kind::{self, Kind};
use super::lines::Lines;
use super::stream::{self, BUFFER, Stream};
use super::warc::Records;
use super::{Content, Input, cut_short};
use crate::failure::Failure;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::iter;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex};

/// Inputs one by one, each made when it is asked for.
pub type Stock = Box<dyn Iterator<Item = Input> + Send>;

/// How inputs are read. Part of what a run is: equal readings give equal inputs.
///
/// What a file holds is told by its first bytes, whatever its name: gzip (any number of members) and zstd (any number of
/// frames) are taken off first, also around one another; then
///
/// - **JSON Lines** give an input for each line, see [`Fields`];
/// - **WARC and WET** give an input for each page or text in them: responses with status 200 and HTML or plain text,
///   `resource` and `conversion` records. Others are counted in [`Tally::skipped`]. The input's uri is the record's
///   address; the record's date and id are carried in `source.meta`;
/// - **anything else** (text, a page, an office document) is one input whose uri is the path.
///
/// Files of gongwen's own records or failures and of JSON over many lines are one failure each, which says what to do.
///
/// A file that is cut short or damaged gives what is whole in it; then, with `{"truncated":true}` in `source.meta`, the
/// part that there is of the text or page it breaks off in (but no part of a line); then one failure.
///
/// ```
/// use gongwen_batch::input::Reading;
/// let crawl = "{\"text\":\"青禾县公告\"}\n\n{\"headline\":\"通告\"}\n";
/// let inputs: Vec<_> = Reading::default().inputs_from(crawl.as_bytes(), Some("crawl.jsonl".to_owned())).collect();
/// assert_eq!(inputs[0].read()?.as_ref(), "青禾县公告".as_bytes());
/// assert_eq!(inputs[1].uri(), Some("crawl.jsonl:3"));
/// assert_eq!(inputs[1].read().unwrap_err().code, "no_text_field");
/// # Ok::<(), gongwen_batch::Failure>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The fields of JSON Lines.
    pub fields: Fields,
    /// Sizes that nothing goes beyond.
    pub limits: Limits,
    /// What has been counted so far; shared by all clones, equal to every other and never written down.
    #[serde(skip)]
    pub tally: Tally,
}

/// The names of the fields in JSON Lines, tried in order. A name that no field has stands for one that differs in upper
/// and lower case only (`URL`).
///
/// A notice is the first of the `text` fields that is a string with something in it, or a list of strings, which are
/// then lines; without one, the first of the `html` fields. The text comes first: whoever wrote both chose the text
/// as the notice and kept the page as it was met, with menus and other notices' titles on it, and a value from those
/// is worse than one that is missing. A text may itself be HTML; the parser tells.
///
/// The record's `id` is the first `id` field with a string or a whole number, otherwise a hash of the text. Its
/// `source.uri` is the first `uri` field; without one it is the place, `PATH:LINE`. The others, where they hold a
/// string (or a list of just one; or a whole number, for a day only as 20310509), fill header fields on which the
/// text is silent.
///
/// Everything else is carried along as it is into `source.meta`: all fields in source order, but for the `id` and `uri`
/// that were taken and for what is a text in any of the `text` and `html` fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields {
    /// The text of the notice.
    pub text: Vec<String>,
    /// The page of the notice.
    pub html: Vec<String>,
    /// What the record is known by.
    pub id: Vec<String>,
    /// Where the notice is found.
    pub uri: Vec<String>,
    /// 标题
    pub title: Vec<String>,
    /// 发文字号
    pub document_number: Vec<String>,
    /// 发文机关. A news source (来源, `source`) is none.
    pub issuer: Vec<String>,
    /// 成文日期
    pub issued_on: Vec<String>,
    /// 发布日期
    pub published_on: Vec<String>,
    /// 索引号
    pub index_number: Vec<String>,
    /// 主题分类
    pub topics: Vec<String>,
    /// 有效性
    pub validity: Vec<String>,
}

impl Default for Fields {
    fn default() -> Self {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        Self {
            text: names(&[
                "text",
                "content",
                "body",
                "main_text",
                "maintext",
                "article",
                "full_text",
                "content_text",
                "raw_text",
                "正文",
                "内容",
                "全文",
                "正文内容",
                "文本",
            ]),
            html: names(&[
                "html",
                "raw_html",
                "content_html",
                "html_content",
                "page_html",
                "page",
                "网页",
                "源码",
            ]),
            id: names(&["id", "_id", "doc_id", "docid", "uuid", "guid"]),
            uri: names(&[
                "url",
                "uri",
                "link",
                "href",
                "source_url",
                "page_url",
                "网址",
                "链接",
                "原文链接",
            ]),
            title: names(&["title", "标题", "文件名称"]),
            document_number: names(&["document_number", "doc_number", "发文字号", "文号", "文件编号"]),
            issuer: names(&["issuer", "发文机关", "发文机构", "发文单位", "制发机关"]),
            issued_on: names(&["issued_on", "issue_date", "成文日期", "成文时间"]),
            published_on: names(&[
                "published_on",
                "published_at",
                "published",
                "publishDate",
                "date_publish",
                "publish_date",
                "publish_time",
                "pub_date",
                "pubdate",
                "pub_time",
                "release_date",
                "发布日期",
                "发布时间",
                "公开日期",
            ]),
            index_number: names(&["index_number", "索引号", "信息索引号"]),
            topics: names(&["topics", "主题分类"]),
            validity: names(&["validity", "有效性", "效力状态"]),
        }
    }
}

impl Fields {
    /// The texts and pages that somebody names: where either is named, no other field is tried for a text or page.
    ///
    /// ```
    /// use gongwen_batch::input::Fields;
    /// let fields = Fields::default().named(Vec::new(), vec!["raw".to_owned()]);
    /// assert!(fields.text.is_empty());
    /// assert_eq!(Fields::default().named(Vec::new(), Vec::new()), Fields::default());
    /// ```
    #[must_use]
    pub fn named(self, text: Vec<String>, html: Vec<String>) -> Self {
        if text.is_empty() && html.is_empty() {
            return self;
        }
        Self { text, html, ..self }
    }
}

/// Sizes in bytes that nothing goes beyond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// The longest single input, unpacked: a file, a line, a web archive's record. What is longer is a failure and never
    /// in memory. 64 MiB unless set.
    pub input: u64,
    /// The greatest window of a zstd frame, which the decoder holds in memory; rounded down to a power of two. 2 GiB
    /// unless set, the format's greatest usual one: `zstd --long=31`.
    pub window: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            input: 64 << 20,
            window: 2 << 30,
        }
    }
}

impl Limits {
    /// The window as zstd counts it, within what zstd takes on this machine.
    pub(super) fn window_log(self) -> u32 {
        let most = if usize::BITS > 32 { 31 } else { 30 };
        self.window.max(1).ilog2().clamp(10, most)
    }
}

/// What reading has counted so far. Clones count together.
#[derive(Debug, Clone, Default)]
pub struct Tally(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    skipped: AtomicU64,
    read: AtomicU64,
    /// For files read in ranges: how many lines end before an offset at which a line begins.
    lines: Mutex<BTreeMap<PathBuf, BTreeMap<u64, u64>>>,
}

impl Tally {
    /// Pages in web archives that were passed over: with a status other than 200, or neither HTML nor plain text.
    #[must_use]
    pub fn skipped(&self) -> u64 {
        self.0.skipped.load(Relaxed)
    }

    /// Bytes read of files and streams, packed as they are: what the rest of a run can be foretold by.
    #[must_use]
    pub fn read(&self) -> u64 {
        self.0.read.load(Relaxed)
    }

    /// Counts bytes that need not be read, or will be elsewhere.
    pub(crate) fn pass(&self, bytes: u64) {
        self.0.read.fetch_add(bytes, Relaxed);
    }

    pub(super) fn skip(&self) {
        self.0.skipped.fetch_add(1, Relaxed);
    }

    /// Keeps that `lines` lines end before `offset`.
    pub(super) fn keep_lines(&self, path: &Path, offset: u64, lines: u64) {
        if let Ok(mut known) = self.0.lines.lock() {
            known.entry(path.to_path_buf()).or_default().insert(offset, lines);
        }
    }

    /// The last offset up to `offset` of which is known how many lines end before it.
    fn lines_before(&self, path: &Path, offset: u64) -> (u64, u64) {
        let known = self.0.lines.lock().ok();
        let last = known
            .as_ref()
            .and_then(|known| known.get(path)?.range(..=offset).next_back());
        last.map_or((0, 0), |(&at, &lines)| (at, lines))
    }
}

/// Counts what is read through it.
struct Counted<R> {
    source: R,
    tally: Tally,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(out)?;
        self.tally.pass(read as u64);
        Ok(read)
    }
}

/// Counts do not tell one reading from another.
impl PartialEq for Tally {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Tally {}

impl Reading {
    /// All inputs that one file holds, in order. The file is opened now, and read as the inputs are asked for.
    ///
    /// With `range` it must be plain JSON Lines ([`Reading::is_splittable`]), and the inputs are those of the lines
    /// whose first byte lies inside the range, in bytes of the file: ranges that cover a file without overlapping give
    /// each line exactly once. Lines are numbered in the whole file all the same; where the range before was not read by
    /// a clone of this reading, the file is passed through up to the range for that.
    pub fn inputs_of(&self, path: &Path, range: Option<Range<u64>>) -> Stock {
        let uri = path.to_string_lossy();
        let opened = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
        let (about, file) = match opened {
            Ok(opened) => opened,
            Err(error) => return lost(Failure::unreadable(Some(uri.into_owned()), &error)),
        };
        if let Some(range) = range {
            return self.range_of(path, file, range);
        }
        let mut stream = self.stream(file);
        if !about.is_file() {
            return self.inputs_in(stream, Some(uri.into_owned()));
        }
        let size = about.len();
        // One byte more than there is shows the end, too. Files that the system makes up have no size.
        let look = match usize::try_from(size) {
            Ok(size @ 1..) => BUFFER.min(size.saturating_add(1)),
            _ => BUFFER,
        };
        let first = stream.peek(look);
        let first_look = first.len() as u64;
        if stream::is_packed(first) || kind::of(first) != Kind::Document {
            return self.inputs_in(stream, Some(uri.into_owned()));
        }
        if size > self.limits.input {
            return lost(stream::too_large(Some(uri.into_owned()), "it", Some(size), self.limits));
        }
        let input = if stream.is_whole() {
            Input::new(Some(uri.into_owned()), Content::Bytes(stream.into_buffer()))
        } else {
            self.tally.pass(size.saturating_sub(first_look));
            Input::sized_file(path.to_path_buf(), size, self.limits)
        };
        Box::new(iter::once(input))
    }

    /// All inputs that a stream such as standard input holds, in order, read as they are asked for; `uri` names it. What
    /// it holds is told by its first line or its first 64 KiB.
    pub fn inputs_from(&self, stream: impl Read + Send + 'static, uri: Option<String>) -> Stock {
        self.inputs_in(self.stream(stream), uri)
    }

    /// Whether the file is plain (uncompressed) JSON Lines, which may be read in ranges. False where it cannot be read.
    #[must_use]
    pub fn is_splittable(&self, path: &Path) -> bool {
        let Ok(about) = path.metadata() else { return false };
        about.is_file()
            && File::open(path).is_ok_and(|file| {
                let mut stream = Stream::of_device(file);
                let first = stream.peek(BUFFER);
                !stream::is_packed(first) && kind::of(first) == Kind::JsonLines
            })
    }

    /// Whether a file of many notices has anything to read that gongwen did not write itself. True where it cannot be
    /// told, so that what is wrong with the file is told when its turn comes.
    pub(super) fn may_hold_notices(&self, path: &Path) -> bool {
        if !path.is_file() {
            return true;
        }
        File::open(path).map_or(true, |file| {
            let mut stream = stream::unpacked(Stream::of_device(file), self.limits);
            let first = stream.peek_lines().trim_ascii();
            let (own, empty) = (kind::of(first) == Kind::Records, first.is_empty());
            !(own || empty && stream.is_whole())
        })
    }

    fn stream(&self, source: impl Read + Send + 'static) -> Stream {
        let tally = self.tally.clone();
        Stream::of_device(Counted { source, tally })
    }

    fn inputs_in(&self, stream: Stream, uri: Option<String>) -> Stock {
        let mut stream = stream::unpacked(stream, self.limits);
        match kind::of(stream.peek_lines()) {
            Kind::JsonLines => Box::new(Lines::new(stream, self, uri.as_deref())),
            Kind::Warc => Box::new(Records::new(stream, self, uri)),
            Kind::Document => self.document(stream, uri),
            Kind::Records => lost(Failure::new(
                uri,
                "records",
                "it holds gongwen's own records or failures, not notices; give the files that they were made from",
            )),
            Kind::Json => lost(Failure::new(
                uri,
                "json",
                "it is one JSON value over many lines; make JSON Lines of it, one object a line, for example with \
                 jq -c '.[]? // .'",
            )),
        }
    }

    /// A stream that is one notice: it cannot be opened again, so it is read now.
    fn document(&self, mut stream: Stream, uri: Option<String>) -> Stock {
        let mut bytes = Vec::new();
        let read = stream::read_up_to(&mut stream, self.limits.input, &mut bytes);
        let failure = match read {
            Ok(true) => return Box::new(iter::once(Input::new(uri, Content::Bytes(bytes)))),
            Ok(false) => return lost(stream::too_large(uri, "it", None, self.limits)),
            Err(error) => stream::broken(uri.clone(), &error, stream.position(), self.limits),
        };
        let part = (!bytes.trim_ascii().is_empty()).then(|| Input {
            meta: cut_short(),
            ..Input::new(uri, Content::Bytes(bytes))
        });
        Box::new(part.into_iter().chain([Input::lost(failure)]))
    }

    fn range_of(&self, path: &Path, file: File, range: Range<u64>) -> Stock {
        let begun = self.line_at(path, &file, range.start);
        let seek = |(offset, lines): (u64, u64)| -> io::Result<_> {
            (&file).seek(SeekFrom::Start(offset))?;
            Ok((offset, lines))
        };
        match begun.and_then(seek) {
            Ok((offset, lines)) => {
                let uri = path.to_string_lossy();
                let lines = Lines::new(Stream::of_device(file), self, Some(&uri)).from(offset, lines);
                Box::new(lines.up_to(range.end, path))
            }
            Err(error) => lost(Failure::unreadable(Some(path.to_string_lossy().into_owned()), &error)),
        }
    }

    /// Where the first line begins at or after `start`, and how many lines end before it.
    fn line_at(&self, path: &Path, mut file: &File, start: u64) -> io::Result<(u64, u64)> {
        let (mut at, mut lines) = self.tally.lines_before(path, start);
        if at == start {
            return Ok((at, lines));
        }
        file.seek(SeekFrom::Start(at))?;
        let mut buffer = vec![0; 4 * BUFFER];
        loop {
            let read = match file.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            if read == 0 {
                return Ok((at, lines));
            }
            let chunk = buffer.get(..read).unwrap_or_default();
            // The byte before the start counts: if it ends a line, the next line begins at the start itself.
            let before = usize::try_from(start - 1 - at.min(start - 1)).map_or(read, |before| before.min(read));
            let (passed, rest) = chunk.split_at(before);
            lines += memchr::memchr_iter(b'\n', passed).count() as u64;
            if let Some(end) = memchr::memchr(b'\n', rest) {
                return Ok((at + (before + end + 1) as u64, lines + 1));
            }
            at += read as u64;
        }
    }
}

fn lost(failure: Failure) -> Stock {
    Box::new(iter::once(Input::lost(failure)))
}
