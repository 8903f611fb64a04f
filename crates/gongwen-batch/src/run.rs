//! The run: a window of inputs in work on many threads, their records handed on in input order.

use crate::failure::Failure;
use crate::input::Input;
use crate::sink::Sink;
use crate::summary::Summary;
use gongwen::{Encoding, Error, Explanation, Notice, Options, WarningCode};
use std::collections::BTreeMap;
use std::io;
use std::num::NonZeroUsize;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::mpsc;
use std::time::Instant;

/// Names the threads of a run (`gongwen-0`, …), so that a program's panic hook can tell a panic that is caught here.
pub const THREAD_NAME: &str = "gongwen-";

/// Inputs in work for each thread. Enough that one long notice does not starve the others while the records after it
/// wait for their turn; few enough that memory stays a matter of threads, not of inputs.
const WINDOW_PER_THREAD: usize = 16;

/// How a run is done.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Threads that extract; as many as the machine has without it. The records are the same with any number.
    pub jobs: Option<NonZeroUsize>,
    /// Read every input in this encoding instead of finding it out.
    pub encoding: Option<Encoding>,
    /// Keywords for each notice and each of its measures; see [`Options::keywords`].
    pub keywords: usize,
    /// Once true, no further input is begun and the run ends with what is in work.
    pub stop: Option<Arc<AtomicBool>>,
}

/// Extracts one input as the settings say, on this thread. A panic is caught and becomes a failure.
///
/// # Errors
///
/// If the input cannot be read or is no text.
///
/// ```
/// use gongwen_batch::{Input, Settings, extract};
/// let notice = extract(&Input::bytes("石桐镇人民政府通告").with_uri("a.txt"), &Settings::default())?;
/// assert_eq!(notice.source.uri.as_deref(), Some("a.txt"));
/// # Ok::<(), gongwen_batch::Failure>(())
/// ```
pub fn extract(input: &Input, settings: &Settings) -> Result<Notice, Failure> {
    guarded(input, || {
        read_with(input, settings, gongwen::extract).map(|(notice, _)| notice)
    })
}

/// Explains the record of one input. A panic is caught and becomes a failure.
///
/// # Errors
///
/// If the input cannot be read or is no text.
///
/// ```
/// use gongwen_batch::{Input, explain};
/// let explanation = explain(&Input::bytes("石桐镇人民政府通告"), None)?;
/// assert_eq!(explanation.values[0].what, "title");
/// # Ok::<(), gongwen_batch::Failure>(())
/// ```
pub fn explain(input: &Input, encoding: Option<Encoding>) -> Result<Explanation, Failure> {
    guarded(input, || {
        let settings = Settings {
            encoding,
            ..Settings::default()
        };
        read_with(input, &settings, gongwen::explain).map(|(explanation, _)| explanation)
    })
}

/// Extracts all inputs on many threads and hands the records to `sink` in input order.
///
/// At any time a bounded number of inputs is in work or waiting for its turn, so memory does not grow with the number of
/// inputs. An input that fails, even by a panic, is handed on as a [`Failure`] in its place.
///
/// # Errors
///
/// The sink's first error, which ends the run; or that no threads could be started.
pub fn run<S: Sink>(inputs: impl IntoIterator<Item = Input>, settings: &Settings, sink: &mut S) -> io::Result<Summary> {
    run_with(inputs, settings, sink, gongwen::extract)
}

/// What a thread gives back for one input.
type Outcome<P> = Result<Done<P>, Failure>;

struct Done<P> {
    prepared: io::Result<P>,
    bytes: usize,
    warnings: Vec<WarningCode>,
}

/// [`run`] with another way to extract; `extract` is a parameter so that tests can break it.
fn run_with<S, X>(
    inputs: impl IntoIterator<Item = Input>,
    settings: &Settings,
    sink: &mut S,
    extract: X,
) -> io::Result<Summary>
where
    S: Sink,
    X: Fn(&[u8], &Options) -> Result<Notice, Error> + Sync,
{
    let began = Instant::now();
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(settings.jobs.map_or(0, NonZeroUsize::get))
        .thread_name(|number| format!("{THREAD_NAME}{number}"))
        .build()
        .map_err(io::Error::other)?;
    let window = pool.current_num_threads() * WINDOW_PER_THREAD;
    let stop = settings.stop.as_deref();
    // Set when the sink fails: what is queued then need not be done any more.
    let abandoned = AtomicBool::new(false);
    let work = |input: &Input| -> Option<Outcome<S::Prepared>> {
        (!abandoned.load(Relaxed)).then(|| guarded(input, || finish::<S>(input, settings, &extract)))
    };

    let mut summary = Summary::default();
    let (sender, receiver) = mpsc::channel();
    pool.in_place_scope(|scope| -> io::Result<()> {
        let mut inputs = inputs.into_iter();
        let mut early = BTreeMap::new();
        let (mut begun, mut handed_on) = (0_usize, 0_usize);
        loop {
            while begun - handed_on < window {
                if stop.is_some_and(|stop| stop.load(Relaxed)) {
                    summary.stopped = true;
                    break;
                }
                let Some(input) = inputs.next() else { break };
                let (number, sender, work) = (begun, sender.clone(), &work);
                // The receiver outlives the scope, so sending cannot fail.
                scope.spawn(move |_| drop(sender.send((number, work(&input)))));
                begun += 1;
            }
            if handed_on == begun {
                return Ok(());
            }
            let Ok((number, outcome)) = receiver.recv() else {
                return Ok(());
            };
            early.insert(number, outcome);
            while let Some(outcome) = early.remove(&handed_on) {
                handed_on += 1;
                let Some(outcome) = outcome else { continue };
                hand_on(outcome, sink, &mut summary).inspect_err(|_| abandoned.store(true, Relaxed))?;
            }
        }
    })?;
    summary.elapsed = began.elapsed();
    Ok(summary)
}

/// One input from its bytes to the form the sink wants.
fn finish<S: Sink>(
    input: &Input,
    settings: &Settings,
    extract: impl Fn(&[u8], &Options) -> Result<Notice, Error>,
) -> Outcome<S::Prepared> {
    let (notice, bytes) = read_with(input, settings, extract)?;
    let warnings = notice.warnings.iter().map(|warning| warning.code).collect();
    Ok(Done {
        prepared: S::prepare(notice),
        bytes,
        warnings,
    })
}

fn hand_on<S: Sink>(outcome: Outcome<S::Prepared>, sink: &mut S, summary: &mut Summary) -> io::Result<()> {
    match outcome {
        Ok(done) => {
            sink.record(done.prepared?)?;
            summary.notices += 1;
            summary.bytes += done.bytes as u64;
            for code in done.warnings {
                *summary.warnings.entry(code).or_default() += 1;
            }
        }
        Err(failure) => {
            sink.failure(failure)?;
            summary.failures += 1;
        }
    }
    Ok(())
}

/// The record and how many bytes it was read from.
fn read_with<T>(
    input: &Input,
    settings: &Settings,
    read: impl Fn(&[u8], &Options) -> Result<T, Error>,
) -> Result<(T, usize), Failure> {
    let bytes = input.read()?;
    let uri = input.uri().map(str::to_owned);
    let options = Options {
        encoding: settings.encoding,
        id: input.id().map(str::to_owned),
        uri,
        keywords: settings.keywords,
        ..Options::default()
    };
    match read(&bytes, &options) {
        Ok(made) => Ok((made, bytes.len())),
        Err(error) => Err(Failure::refused(options.uri, &error)),
    }
}

/// Runs `work`; its panic becomes a failure of `input`. Nothing that `work` changes is used after a panic.
fn guarded<T>(input: &Input, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(std::panic::AssertUnwindSafe(work))
        .unwrap_or_else(|payload| Err(Failure::panic(input.uri().map(str::to_owned), payload.as_ref())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sink::Collected;
    use std::sync::atomic::AtomicUsize;

    fn inputs(count: usize) -> impl Iterator<Item = Input> {
        (0..count).map(|number| Input::bytes(format!("青禾县公告第{number}号")).with_uri(number.to_string()))
    }

    fn settings(jobs: usize) -> Settings {
        Settings {
            jobs: NonZeroUsize::new(jobs),
            ..Settings::default()
        }
    }

    /// Works longer on early inputs than on late ones, so that the order is wrong unless it is restored.
    fn early_ones_slowly(bytes: &[u8], options: &Options) -> Result<Notice, Error> {
        let number: u64 = options.uri.as_deref().unwrap().parse().unwrap();
        std::thread::sleep(std::time::Duration::from_micros(200 * (7 - number % 8)));
        gongwen::extract(bytes, options)
    }

    #[test]
    fn records_come_in_input_order() {
        let mut kept = Collected::default();
        let summary = run_with(inputs(300), &settings(4), &mut kept, early_ones_slowly).unwrap();
        assert_eq!(summary.notices, 300);
        let order: Vec<usize> = kept
            .notices
            .iter()
            .map(|notice| notice.source.uri.as_deref().unwrap().parse().unwrap())
            .collect();
        assert!(order.iter().copied().eq(0..300));
    }

    #[test]
    fn a_panic_is_a_failure_of_its_input_alone() {
        let breaks = |bytes: &[u8], options: &Options| {
            assert_ne!(options.uri.as_deref(), Some("3"), "broken on purpose");
            gongwen::extract(bytes, options)
        };
        let mut kept = Collected::default();
        let summary = run_with(inputs(10), &settings(2), &mut kept, breaks).unwrap();
        assert_eq!((summary.notices, summary.failures), (9, 1));
        let failure = &kept.failures[0];
        assert_eq!((failure.uri.as_deref(), failure.code), (Some("3"), "panic"));
        assert!(failure.message.contains("broken on purpose"), "{failure}");
    }

    #[test]
    fn no_more_inputs_are_taken_than_the_window_holds() {
        struct Slow<'a> {
            taken: &'a AtomicUsize,
            written: usize,
            ahead: usize,
        }
        impl Sink for Slow<'_> {
            type Prepared = ();
            fn prepare(_: Notice) -> io::Result<()> {
                Ok(())
            }
            fn record(&mut self, (): ()) -> io::Result<()> {
                self.ahead = self.ahead.max(self.taken.load(Relaxed) - self.written);
                self.written += 1;
                Ok(())
            }
            fn failure(&mut self, failure: Failure) -> io::Result<()> {
                Err(io::Error::other(failure))
            }
        }
        let taken = AtomicUsize::new(0);
        let mut sink = Slow {
            taken: &taken,
            written: 0,
            ahead: 0,
        };
        let counted = inputs(1000).inspect(|_| {
            taken.fetch_add(1, Relaxed);
        });
        run(counted, &settings(2), &mut sink).unwrap();
        assert_eq!(sink.written, 1000);
        assert!(sink.ahead <= 2 * WINDOW_PER_THREAD, "{} inputs ahead", sink.ahead);
    }

    #[test]
    fn a_sink_that_fails_ends_the_run() {
        struct Full;
        impl Sink for Full {
            type Prepared = ();
            fn prepare(_: Notice) -> io::Result<()> {
                Ok(())
            }
            fn record(&mut self, (): ()) -> io::Result<()> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn failure(&mut self, _: Failure) -> io::Result<()> {
                Ok(())
            }
        }
        let taken = AtomicUsize::new(0);
        let counted = inputs(1000).inspect(|_| {
            taken.fetch_add(1, Relaxed);
        });
        assert_eq!(
            run(counted, &settings(1), &mut Full).unwrap_err().kind(),
            io::ErrorKind::StorageFull
        );
        assert!(taken.load(Relaxed) <= WINDOW_PER_THREAD);
    }

    #[test]
    fn a_stopped_run_ends_with_what_is_in_work() {
        let stop = Arc::new(AtomicBool::new(false));
        let settings = Settings {
            stop: Some(Arc::clone(&stop)),
            ..settings(1)
        };
        let mut kept = Collected::default();
        let stopping = inputs(1000).inspect(|input| {
            if input.uri() == Some("40") {
                stop.store(true, Relaxed);
            }
        });
        let summary = run(stopping, &settings, &mut kept).unwrap();
        assert!(summary.stopped);
        assert_eq!(kept.notices.len(), 41);
    }

    #[test]
    fn the_summary_counts_good_notices_only() {
        let mut kept = Collected::default();
        let inputs = [Input::bytes("公告"), Input::bytes(""), Input::bytes("公告")];
        let summary = run(inputs, &settings(2), &mut kept).unwrap();
        assert_eq!((summary.notices, summary.failures, summary.bytes), (2, 1, 12));
    }
}
