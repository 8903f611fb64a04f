//! A bar on standard error: how far, how fast, how long yet.

use gongwen_batch::input::Tally;
use gongwen_batch::{Inputs, Progress};
use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressStyle};
use std::fs;
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Shown if standard error is a terminal, unless the records run over the same screen.
pub(super) struct Bar {
    bar: ProgressBar,
    progress: Arc<Progress>,
    tally: Tally,
}

/// Keeps the bar moving until it is dropped.
pub(super) struct Watching(Option<(Sender<()>, JoinHandle<()>)>);

impl Bar {
    pub(super) fn new(to_file: bool, tally: Tally) -> Self {
        let hidden = !io::stderr().is_terminal() || (!to_file && io::stdout().is_terminal());
        Self {
            bar: if hidden {
                ProgressBar::hidden()
            } else {
                ProgressBar::no_length()
            },
            progress: Arc::default(),
            tally,
        }
    }

    /// What the run counts in.
    pub(super) fn progress(&self) -> Arc<Progress> {
        Arc::clone(&self.progress)
    }

    /// What reading the inputs has counted.
    pub(super) const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Says something on standard error without tearing the bar.
    pub(super) fn suspend(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    /// Shows how far the run over `inputs` is. Their sizes are asked for only if there is anybody to see it.
    pub(super) fn watch(&self, inputs: &Inputs) -> Watching {
        if self.bar.is_hidden() || !inputs.can_be_walked_again() {
            return self.watch_bytes(0);
        }
        let files = inputs.files().flatten();
        let sizes = files.map(|path| fs::metadata(path).map_or(0, |meta| meta.len()));
        self.watch_bytes(sizes.sum())
    }

    /// Shows how much of so many bytes on the disk is read; without bytes only what is done.
    pub(super) fn watch_bytes(&self, bytes: u64) -> Watching {
        if self.bar.is_hidden() {
            return Watching(None);
        }
        let template = if bytes > 0 {
            self.bar.set_length(bytes);
            "{bar:30} {percent:>3} % {msg}, {eta} left"
        } else {
            "{spinner} {msg}"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style);
        }
        let (bar, progress, tally) = (self.bar.clone(), self.progress(), self.tally.clone());
        let (stop, stopped) = mpsc::channel();
        let thread = thread::spawn(move || {
            while stopped.recv_timeout(Duration::from_millis(200)) == Err(RecvTimeoutError::Timeout) {
                show(&bar, &progress, &tally);
            }
            bar.finish_and_clear();
        });
        Watching(Some((stop, thread)))
    }
}

fn show(bar: &ProgressBar, progress: &Progress, tally: &Tally) {
    let seconds = bar.elapsed().as_secs_f64().max(0.001);
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "for people"
    )]
    let rate = HumanBytes((progress.text_bytes() as f64 / seconds) as u64);
    let failed = match progress.failures() {
        0 => String::new(),
        count => format!(" ({} failed)", HumanCount(count)),
    };
    bar.set_message(format!("{} notices{failed}, {rate}/s", HumanCount(progress.inputs())));
    bar.set_position(tally.read());
}

impl Drop for Watching {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.0.take() {
            drop(stop);
            // It only shows; if it broke, the bar stays on the screen.
            let _ = thread.join();
        }
    }
}
