//! Web archives (WARC, and the WET files made from them) → a page or text each.
//!
//! ```text
//! warc-file   = 1*warc-record                                  ISO 28500:2017
//! warc-record = header CRLF block CRLF CRLF
//! header      = "WARC/" version CRLF *(name ":" value CRLF)
//! block       = as many bytes as the field Content-Length says
//! ```
//!
//! Of a record only what is wanted comes into memory: the header, then a response's own header, then the body if it is
//! a page or text within the limit. Anything else is passed over as it streams by. Where no record begins at the place
//! where one should, the reader goes on to the next line that begins one.

use super::http::{self, Header, Payload};
use super::reading::{Limits, Reading, Tally};
use super::stream::{self, Stream};
use super::{Content, Input};
use crate::failure::Failure;
use gongwen::notice::{Format, Meta};
use serde::Serialize;
use std::collections::VecDeque;
use std::io::{self, BufRead};

/// How a record begins.
const BEGIN: &[u8] = b"WARC/";

/// The longest header of a record or response.
const HEADER: usize = 64 * 1024;

/// The pages and texts of an archive.
pub(super) struct Records {
    stream: Stream,
    limits: Limits,
    tally: Tally,
    name: Option<String>,
    /// Records begun so far.
    number: u64,
    ready: VecDeque<Input>,
    done: bool,
}

/// Why a record could not be read to its end.
enum Stop {
    Broken(io::Error),
    /// The stream ends inside the record.
    Cut,
    /// No record begins here, or its header has no length.
    Lost,
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Broken(error)
    }
}

/// What is carried of a record into `source.meta`.
#[derive(Serialize)]
struct Known<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    warc_date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    warc_record_id: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    truncated: bool,
}

/// What a block holds that is wanted.
struct Wanted {
    format: Option<Format>,
    /// The header of the response that the block is.
    response: Option<Header>,
}

impl Records {
    pub(super) fn new(stream: Stream, reading: &Reading, name: Option<String>) -> Self {
        Self {
            stream,
            limits: reading.limits,
            tally: reading.tally.clone(),
            name,
            number: 0,
            ready: VecDeque::new(),
            done: false,
        }
    }

    /// Reads the next record; false at the end of the archive.
    fn step(&mut self) -> Result<bool, Stop> {
        if !self.at_record()? {
            return Ok(false);
        }
        self.number += 1;
        if self.stream.peek(BEGIN.len()) != BEGIN {
            return Err(Stop::Lost);
        }
        let (header, whole) = self.header(u64::MAX)?;
        if !whole {
            self.stream.consume(BEGIN.len());
            return Err(Stop::Lost);
        }
        let header = Header::read(&header);
        let length = header
            .get("Content-Length")
            .and_then(|length| length.parse::<u64>().ok());
        let length = length.ok_or(Stop::Lost)?;
        let block = self.stream.position();
        let end = block.saturating_add(length);
        let Some(wanted) = self.wanted(&header, length)? else {
            self.pass(end)?;
            return Ok(true);
        };
        let uri = self.uri(&header);
        let left = end.saturating_sub(self.stream.position());
        if left > self.limits.input {
            let failure = stream::too_large(uri, "it", Some(left), self.limits);
            self.ready.push_back(Input::lost(failure));
            self.pass(end)?;
            return Ok(true);
        }
        let mut bytes = Vec::new();
        let read = stream::read_up_to(&mut self.stream, left, &mut bytes);
        let stop = match read {
            Err(error) => Some(Stop::Broken(error)),
            Ok(_) if (bytes.len() as u64) < left => Some(Stop::Cut),
            Ok(_) => None,
        };
        // A crawler that stopped at a limit of its own says so.
        let truncated = stop.is_some() || header.get("WARC-Truncated").is_some();
        if stop.is_none() || !bytes.trim_ascii().is_empty() {
            self.ready
                .push_back(self.input(bytes, uri, &header, &wanted, truncated));
        }
        stop.map_or(Ok(true), Err)
    }

    fn input(&self, bytes: Vec<u8>, uri: Option<String>, header: &Header, wanted: &Wanted, truncated: bool) -> Input {
        let known = Known {
            warc_date: header.get("WARC-Date"),
            warc_record_id: header.get("WARC-Record-ID"),
            truncated,
        };
        let content = match &wanted.response {
            Some(response) => Content::Payload(Payload::new(bytes, response, truncated, self.limits)),
            None => Content::Bytes(bytes),
        };
        let meta = serde_json::to_string(&known).ok().filter(|known| known != "{}");
        let encoding = match wanted.response {
            Some(_) => None,
            None => http::charset(header.get("Content-Type")),
        };
        Input {
            format: wanted.format,
            encoding,
            meta: meta.and_then(|meta| Meta::from_json(meta).ok()),
            ..Input::new(uri, content)
        }
    }

    /// What is wanted of the block, whose own header is read if it is a response.
    fn wanted(&mut self, header: &Header, length: u64) -> Result<Option<Wanted>, Stop> {
        let kind = header.get("WARC-Type").unwrap_or_default().to_ascii_lowercase();
        let (content_type, response) = match kind.as_str() {
            // The text that a WET file has for a page.
            "conversion" | "resource" => (header.get("Content-Type").map(str::to_owned), None),
            "response" => {
                let (bytes, whole) = self.header(length)?;
                let response = Header::read(&bytes);
                if !whole || response.status() != Some(200) {
                    self.tally.skip();
                    return Ok(None);
                }
                (response.get("Content-Type").map(str::to_owned), Some(response))
            }
            _ => return Ok(None),
        };
        let format = http::format(content_type.as_deref());
        if format.is_err() {
            self.tally.skip();
        }
        Ok(format.ok().map(|format| Wanted { format, response }))
    }

    /// A header up to and with its empty line, from the next `most` bytes; false if it has no end there.
    fn header(&mut self, most: u64) -> Result<(Vec<u8>, bool), Stop> {
        let most = usize::try_from(most).unwrap_or(HEADER).min(HEADER);
        // Most headers are much shorter than what is looked at at most.
        let mut look = 4096.min(most);
        loop {
            let shown = self.stream.peek(look);
            let (length, end) = (shown.len(), http::header_end(shown));
            if let Some(end) = end {
                let header = shown.get(..end).unwrap_or_default().to_vec();
                self.stream.consume(end);
                return Ok((header, true));
            }
            if length < look {
                // All that is left of the stream. Reading it tells whether it ends or breaks here.
                return Err(self.pass(u64::MAX).err().unwrap_or(Stop::Cut));
            }
            if look == most {
                return Ok((shown.to_vec(), false));
            }
            look = (look * 4).min(most);
        }
    }

    /// Passes over the line breaks between records; false at the end of the archive.
    fn at_record(&mut self) -> io::Result<bool> {
        loop {
            let ready = self.stream.fill_buf()?;
            if ready.is_empty() {
                return Ok(false);
            }
            let blank = ready.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let all = blank == ready.len();
            self.stream.consume(blank);
            if !all {
                return Ok(true);
            }
        }
    }

    /// Passes over everything before `end`.
    fn pass(&mut self, end: u64) -> Result<(), Stop> {
        loop {
            let left = end.saturating_sub(self.stream.position());
            if left == 0 {
                return Ok(());
            }
            let ready = self.stream.fill_buf()?.len();
            if ready == 0 {
                return Err(Stop::Cut);
            }
            self.stream.consume(ready.min(usize::try_from(left).unwrap_or(ready)));
        }
    }

    /// Goes to the next line that begins a record; false if there is none.
    fn resume(&mut self) -> io::Result<bool> {
        while self.stream.peek(BEGIN.len()) != BEGIN {
            loop {
                let ready = self.stream.fill_buf()?;
                let end = memchr::memchr(b'\n', ready);
                let passed = end.map_or(ready.len(), |end| end + 1);
                if passed == 0 {
                    return Ok(false);
                }
                self.stream.consume(passed);
                if end.is_some() {
                    break;
                }
            }
        }
        Ok(true)
    }

    /// The address of the record's page; without one its place in the archive.
    fn uri(&self, header: &Header) -> Option<String> {
        // WARC 1.0 wrote addresses in angle brackets, as its own examples do.
        let target = header.get("WARC-Target-URI").map(|uri| uri.trim_matches(['<', '>']));
        match target {
            Some(target) if !target.is_empty() => Some(target.to_owned()),
            _ => self.place(),
        }
    }

    fn place(&self) -> Option<String> {
        self.name.as_ref().map(|name| format!("{name}:{}", self.number))
    }

    fn stop(&mut self, stop: &Stop) {
        let position = self.stream.position();
        let failure = match stop {
            Stop::Broken(error) => stream::broken(self.name.clone(), error, position, self.limits),
            Stop::Cut => stream::truncated(self.name.clone(), position),
            Stop::Lost => {
                let message = format!(
                    "record {} of the archive is damaged: no record with a length begins at its unpacked byte \
                     {position}; reading goes on at the next record",
                    self.number,
                );
                Failure::new(self.place(), "corrupt", message)
            }
        };
        self.ready.push_back(Input::lost(failure));
        self.done = true;
        if matches!(stop, Stop::Lost) {
            match self.resume() {
                Ok(found) => self.done = !found,
                Err(error) => {
                    let failure = stream::broken(self.name.clone(), &error, self.stream.position(), self.limits);
                    self.ready.push_back(Input::lost(failure));
                }
            }
        }
    }
}

impl Iterator for Records {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            if let Some(input) = self.ready.pop_front() {
                return Some(input);
            }
            if self.done {
                return None;
            }
            match self.step() {
                Ok(more) => self.done = !more,
                Err(stop) => self.stop(&stop),
            }
        }
    }
}
