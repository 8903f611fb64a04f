//! Inputs: everything that scrapers leave behind becomes a stream of [`Input`]s.
//!
//! # Steps
//!
//! 1. `walk`: [`Inputs`], that is files, folders, glob patterns (`pattern`) and lists of paths (`list`), become paths;
//!    `names` says which files a folder gives;
//! 2. [`reading`]: each path is opened once and looked at; `stream` takes gzip and zstd off, `kind` tells by the first
//!    bytes what is inside;
//! 3. `lines` cuts JSON Lines, `warc` web archives into inputs, each bounded in size; anything else is one input;
//! 4. [`Input::open`], on a worker thread: `json` parses a line, `http` undoes the codings of a web payload.
//!
//! Nothing here stops a run: what cannot be read is an input whose opening fails.

mod http;
mod json;
mod kind;
mod lines;
mod list;
mod names;
mod pattern;
pub mod reading;
mod stream;
mod walk;
mod warc;

#[cfg(test)]
mod tests_lines;
#[cfg(test)]
mod tests_packed;
#[cfg(test)]
mod tests_walk;
#[cfg(test)]
mod tests_warc;

pub use names::{CONTAINERS, EXTENSIONS};
pub(crate) use names::{LEDGER, PLAN};
pub use reading::{Fields, Limits, Reading, Tally};
pub use walk::Inputs;

use crate::failure::Failure;
use gongwen::notice::{Format, Meta};
use gongwen::{Encoding, Options, Stated};
use std::borrow::Cow;
use std::fs::File;
use std::path::PathBuf;

/// One notice to read. Nothing is opened before its turn.
///
/// What an input knows about itself goes before what the run's options say.
#[derive(Debug, Clone)]
pub struct Input {
    id: Option<String>,
    uri: Option<String>,
    format: Option<Format>,
    encoding: Option<Encoding>,
    stated: Stated,
    meta: Option<Meta>,
    content: Content,
}

#[derive(Debug, Clone)]
enum Content {
    /// A file of at most `size` bytes when it was looked at (0 if it was not), read up to a limit.
    File {
        path: PathBuf,
        size: u64,
        limits: Limits,
    },
    Bytes(Vec<u8>),
    /// A line of JSON Lines.
    Line(json::Line),
    /// The body of a web response as it was transferred.
    Payload(http::Payload),
    /// Something that could not be walked or read.
    Lost(Failure),
}

impl Input {
    /// A file that is one notice, whose path as given is the record's `source.uri`. It is neither unpacked nor cut into
    /// several: that is what [`Reading::inputs_of`] does.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self::sized_file(path.into(), 0, Limits::default())
    }

    /// Bytes at hand; the record's `source.uri` is null unless [`Input::with_uri`] names one.
    #[must_use]
    pub fn bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self::new(None, Content::Bytes(bytes.into()))
    }

    /// Sets the record's `source.uri`.
    #[must_use]
    pub fn with_uri(mut self, uri: impl Into<String>) -> Self {
        self.uri = Some(uri.into());
        self
    }

    /// Sets the record's `id`, which is a hash of the text otherwise.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Takes the bytes for this format instead of finding it out.
    #[must_use]
    pub fn with_format(mut self, format: Format) -> Self {
        self.format = Some(format);
        self
    }

    /// Reads the bytes in this encoding instead of finding it out.
    #[must_use]
    pub fn with_encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = Some(encoding);
        self
    }

    /// Sets what is stated about the notice beside its text.
    #[must_use]
    pub fn with_stated(mut self, stated: Stated) -> Self {
        self.stated = stated;
        self
    }

    /// Sets what is carried along into the record's `source.meta`.
    #[must_use]
    pub fn with_meta(mut self, meta: Meta) -> Self {
        self.meta = Some(meta);
        self
    }

    /// The record's `source.uri`, as far as it is known before the input is opened: a line of JSON Lines may hold an
    /// address of its own.
    #[must_use]
    pub fn uri(&self) -> Option<&str> {
        self.uri.as_deref()
    }

    /// The record's `id`, where one was set.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Bytes it holds, or will read: for bounding what is in memory at once. 0 where that is not known ([`Input::file`])
    /// or nothing can be read. A web payload that is still packed counts as packed; unpacked it is longer, up to
    /// [`Limits::input`].
    #[must_use]
    pub fn size(&self) -> u64 {
        match &self.content {
            Content::File { size, .. } => *size,
            Content::Bytes(bytes) => bytes.len() as u64,
            Content::Line(line) => line.len() as u64,
            Content::Payload(payload) => payload.len() as u64,
            Content::Lost(_) => 0,
        }
    }

    /// The bytes of the notice, read now, and the options to extract them with: `base` with what this input knows about
    /// itself.
    ///
    /// A line of JSON Lines is parsed and a web payload unpacked only here. Text from JSON is handed on as UTF-8 whatever
    /// `base.encoding` says, as its encoding is known.
    ///
    /// ```
    /// use gongwen::Options;
    /// use gongwen_batch::input::Reading;
    /// let crawl = br#"{"id":17,"url":"https://www.example.com/17","text":"\u516c\u544a","depth":2}"#;
    /// let inputs: Vec<_> = Reading::default().inputs_from(crawl.as_slice(), Some("crawl.jsonl".to_owned())).collect();
    /// let (bytes, options) = inputs[0].open(&Options::default())?;
    /// assert_eq!(&*bytes, "公告".as_bytes());
    /// assert_eq!(options.id.as_deref(), Some("17"));
    /// assert_eq!(options.uri.as_deref(), Some("https://www.example.com/17"));
    /// assert_eq!(options.meta.unwrap().get(), r#"{"depth":2}"#);
    /// # Ok::<(), gongwen_batch::Failure>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If there is nothing to extract; [`Failure::code`] lists why.
    pub fn open(&self, base: &Options) -> Result<(Cow<'_, [u8]>, Options), Failure> {
        let mut options = base.clone();
        let bytes = match &self.content {
            Content::Bytes(bytes) => Cow::Borrowed(bytes.as_slice()),
            Content::File { path, limits, .. } => Cow::Owned(self.read_file(path, *limits)?),
            Content::Line(line) => line.open(self.uri.as_deref(), &mut options)?,
            Content::Payload(payload) => payload.open(self.uri.as_deref(), &mut options)?,
            Content::Lost(failure) => return Err(failure.clone()),
        };
        self.tell(&mut options);
        Ok((bytes, options))
    }

    /// The bytes of the notice, read now.
    ///
    /// # Errors
    ///
    /// As for [`Input::open`].
    pub fn read(&self) -> Result<Cow<'_, [u8]>, Failure> {
        Ok(self.open(&Options::default())?.0)
    }

    /// Puts what was set on this input into `options`.
    fn tell(&self, options: &mut Options) {
        // A line has chosen between its own address and its place already.
        if self.uri.is_some() && !matches!(self.content, Content::Line(_)) {
            options.uri.clone_from(&self.uri);
        }
        if self.id.is_some() {
            options.id.clone_from(&self.id);
        }
        options.format = self.format.or(options.format);
        options.encoding = self.encoding.or(options.encoding);
        if self.stated != Stated::default() {
            options.stated = self.stated.clone();
        }
        if self.meta.is_some() {
            options.meta.clone_from(&self.meta);
        }
    }

    fn read_file(&self, path: &PathBuf, limits: Limits) -> Result<Vec<u8>, Failure> {
        let unreadable = |error| Failure::unreadable(self.uri.clone(), &error);
        let file = File::open(path).map_err(unreadable)?;
        let size = file.metadata().map_err(unreadable)?.len();
        if size > limits.input {
            return Err(stream::too_large(self.uri.clone(), "it", Some(size), limits));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        // A file may grow while it is read, and a device has no size.
        let mut stream = stream::Stream::of_device(file);
        match stream::read_up_to(&mut stream, limits.input, &mut bytes) {
            Ok(true) => Ok(bytes),
            Ok(false) => Err(stream::too_large(self.uri.clone(), "it", None, limits)),
            Err(error) => Err(stream::broken(self.uri.clone(), &error, bytes.len() as u64, limits)),
        }
    }

    fn new(uri: Option<String>, content: Content) -> Self {
        Self {
            id: None,
            uri,
            format: None,
            encoding: None,
            stated: Stated::default(),
            meta: None,
            content,
        }
    }

    fn sized_file(path: PathBuf, size: u64, limits: Limits) -> Self {
        let uri = Some(path.to_string_lossy().into_owned());
        Self::new(uri, Content::File { path, size, limits })
    }

    pub(crate) fn lost(failure: Failure) -> Self {
        Self::new(failure.uri.clone(), Content::Lost(failure))
    }
}

/// What is known of an input that was cut short: so that nobody takes its record for that of a whole notice.
fn cut_short() -> Option<Meta> {
    Meta::from_json(r#"{"truncated":true}"#.to_owned()).ok()
}

/// What the tests of this room share.
#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    /// A folder of its own for a test, gone when the test is over.
    pub(super) struct Folder(PathBuf);

    impl Folder {
        pub(super) fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("gongwen-input-{name}-{}", std::process::id()));
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        pub(super) fn path(&self) -> &Path {
            &self.0
        }

        /// Writes a file, with the folders above it.
        pub(super) fn file(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> PathBuf {
            let path = self.0.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, bytes).unwrap();
            path
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    /// What became of an input: its text, or the code of its failure.
    pub(super) fn outcome(input: &Input) -> String {
        match input.read() {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(failure) => format!("!{}", failure.code),
        }
    }

    pub(super) fn outcomes(inputs: impl IntoIterator<Item = Input>) -> Vec<String> {
        inputs.into_iter().map(|input| outcome(&input)).collect()
    }

    /// The same bytes as a file and as a stream; both must come to the same.
    pub(super) fn read_both_ways(folder: &Folder, reading: &Reading, bytes: &[u8]) -> Vec<String> {
        let path = folder.file("both", bytes);
        let file = outcomes(reading.inputs_of(&path, None));
        let stream = outcomes(reading.inputs_from(std::io::Cursor::new(bytes.to_vec()), None));
        assert_eq!(file, stream);
        file
    }

    #[test]
    fn bytes_read_as_they_are() {
        let input = Input::bytes(*b"abc").with_uri("u").with_id("i");
        assert_eq!(input.read().unwrap(), Cow::Borrowed(b"abc".as_slice()));
        assert_eq!((input.uri(), input.id(), input.size()), (Some("u"), Some("i"), 3));
    }

    #[test]
    fn an_input_knows_better_than_the_run() {
        let base = Options {
            encoding: Some(Encoding::Gb18030),
            format: Some(Format::Html),
            uri: Some("run".to_owned()),
            keywords: 7,
            ..Options::default()
        };
        let stated = Stated {
            title: Some("公告".to_owned()),
            ..Stated::default()
        };
        let meta = Meta::from_json("{}".to_owned()).unwrap();
        let input = Input::bytes(*b"abc")
            .with_uri("own")
            .with_format(Format::Text)
            .with_encoding(Encoding::Utf8)
            .with_stated(stated.clone())
            .with_meta(meta.clone());
        let (_, options) = input.open(&base).unwrap();
        assert_eq!(
            (options.encoding, options.format),
            (Some(Encoding::Utf8), Some(Format::Text))
        );
        assert_eq!((options.uri.as_deref(), options.keywords), (Some("own"), 7));
        assert_eq!((options.stated, options.meta), (stated, Some(meta)));
        let (_, options) = Input::bytes(*b"abc").open(&base).unwrap();
        assert_eq!(
            (options.encoding, options.uri.as_deref()),
            (Some(Encoding::Gb18030), Some("run"))
        );
    }

    #[test]
    fn a_missing_file_and_a_folder_are_told_apart() {
        for (path, said) in [
            ("no/such/file", "no such file"),
            (env!("CARGO_MANIFEST_DIR"), "it is a folder"),
        ] {
            let failure = Input::file(path).read().unwrap_err();
            assert_eq!(failure.code, "unreadable");
            assert!(failure.message.contains(said), "{failure}");
        }
    }
}
