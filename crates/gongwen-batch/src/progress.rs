//! How far a run is, for whoever shows it.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// How far a run is. Counted by the run, read by any thread at any time.
#[derive(Debug, Default)]
pub struct Progress {
    inputs: AtomicU64,
    failures: AtomicU64,
    text: AtomicU64,
}

impl Progress {
    /// Inputs that gave a record or a failure.
    #[must_use]
    pub fn inputs(&self) -> u64 {
        self.inputs.load(Relaxed)
    }

    /// Inputs that gave a failure.
    #[must_use]
    pub fn failures(&self) -> u64 {
        self.failures.load(Relaxed)
    }

    /// Bytes of the inputs that gave a record, unpacked.
    #[must_use]
    pub fn text_bytes(&self) -> u64 {
        self.text.load(Relaxed)
    }

    pub(crate) fn record(&self, bytes: u64) {
        self.inputs.fetch_add(1, Relaxed);
        self.text.fetch_add(bytes, Relaxed);
    }

    pub(crate) fn failure(&self) {
        self.inputs.fetch_add(1, Relaxed);
        self.failures.fetch_add(1, Relaxed);
    }
}
