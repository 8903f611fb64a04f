//! How a run is done: one struct for every face.

use crate::progress::Progress;
use gongwen::{Encoding, Options};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// How a run is done.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Threads that extract; as many as the machine has without it. The records are the same with any number.
    pub jobs: Option<NonZeroUsize>,
    /// Read every input in this encoding instead of finding it out.
    pub encoding: Option<Encoding>,
    /// How many keywords each notice and each measure gets; see [`Options::keywords`].
    pub keywords: usize,
    /// Put the source text into each record; see [`Options::source_text`].
    pub source_text: bool,
    /// Hand records on as they are ready, not in the order of the inputs: no thread waits for a long notice.
    pub unordered: bool,
    /// Told as the run goes on, for whoever shows it.
    pub progress: Option<Arc<Progress>>,
    /// Once true, no further input is begun and the run ends with what is in work.
    pub stop: Option<Arc<AtomicBool>>,
}

impl Settings {
    /// What the parser is told about every input.
    pub(crate) fn options(&self) -> Options {
        Options {
            encoding: self.encoding,
            keywords: self.keywords,
            source_text: self.source_text,
            ..Options::default()
        }
    }

    /// Whether the run was asked to stop.
    pub(crate) fn stopped(&self) -> bool {
        self.stop.as_deref().is_some_and(|stop| stop.load(Relaxed))
    }
}
