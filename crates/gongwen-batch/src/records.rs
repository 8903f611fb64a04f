//! A run as an iterator, for callers that take records one by one.

use crate::failure::Failure;
use crate::input::Input;
use crate::output::{Extracted, Sink};
use crate::run::Runner;
use crate::settings::Settings;
use gongwen::Notice;
use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Records that may lie ready before the caller takes the first.
const READY: usize = 16;

/// What a run gives, one by one; made by [`records`].
///
/// Dropped before its end, it lets the run end: no further input is begun.
#[derive(Debug)]
pub struct Records {
    results: Receiver<Result<Box<Notice>, Failure>>,
}

/// Extracts all inputs on many threads and gives the records one by one: in input order, unless
/// [`Settings::unordered`] says otherwise. As with [`run()`](crate::run()), a bounded number of inputs is in work, an input
/// that fails is an item, and one that breaks stops no other.
///
/// ```
/// use gongwen_batch::{Input, Settings, records};
/// let inputs = ["青禾县公告", "", "石桐镇通告"].map(Input::bytes);
/// let titles: Vec<_> = records(inputs, Settings::default())?
///     .map(|result| result.ok().and_then(|notice| notice.title).map(|title| title.text))
///     .collect();
/// assert_eq!(titles, [Some("青禾县公告".to_owned()), None, Some("石桐镇通告".to_owned())]);
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// If the system gives no threads.
pub fn records<I>(inputs: I, settings: Settings) -> io::Result<Records>
where
    I: IntoIterator<Item = Input> + Send + 'static,
{
    let runner = Runner::new(settings.jobs)?;
    let (sender, results) = sync_channel(READY);
    thread::Builder::new().name("gongwen-run".to_owned()).spawn(move || {
        // Its only error is that nobody takes the records any more.
        let _ = runner.run(inputs, &settings, &mut Channel(sender));
    })?;
    Ok(Records { results })
}

impl Iterator for Records {
    type Item = Result<Notice, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        self.results.recv().ok().map(|result| result.map(|notice| *notice))
    }
}

struct Channel(SyncSender<Result<Box<Notice>, Failure>>);

impl Channel {
    fn send(&self, result: Result<Box<Notice>, Failure>) -> io::Result<()> {
        self.0.send(result).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

impl Sink for Channel {
    type Prepared = Box<Notice>;

    fn form(&self) -> impl Fn(Extracted<'_>) -> io::Result<Box<Notice>> + Send + Sync + use<> {
        |made| Ok(Box::new(made.notice))
    }

    fn record(&mut self, notice: Box<Notice>) -> io::Result<()> {
        self.send(Ok(notice))
    }

    fn failure(&mut self, failure: Failure) -> io::Result<()> {
        self.send(Err(failure))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
    use std::time::Duration;

    #[test]
    fn a_caller_that_leaves_early_ends_the_run() {
        let taken = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&taken);
        let inputs = (0..100_000).map(move |number| {
            counted.fetch_add(1, Relaxed);
            Input::bytes("青禾县公告").with_id(number.to_string())
        });
        let first: Vec<String> = records(inputs, Settings::default())
            .unwrap()
            .take(3)
            .map(|result| result.unwrap().id)
            .collect();
        assert_eq!(first, ["0", "1", "2"]);
        // The run notices with its next record.
        let mut before = taken.load(Relaxed);
        loop {
            thread::sleep(Duration::from_millis(50));
            let now = taken.load(Relaxed);
            if now == before {
                break;
            }
            before = now;
        }
        assert!(before < 10_000, "{before} inputs were read for three records");
    }
}
