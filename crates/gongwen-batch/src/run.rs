//! The run: a window of inputs in work on many threads, their records handed on in input order.

use crate::failure::Failure;
use crate::input::Input;
use crate::output::{Extracted, Sink};
use crate::settings::Settings;
use crate::summary::Summary;
use gongwen::{Encoding, Error, Explanation, Notice, Options, WarningCode};
use rayon::ThreadPool;
use std::collections::BTreeMap;
use std::io;
use std::num::NonZeroUsize;
use std::panic::catch_unwind;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::mpsc;
use std::time::Instant;

/// Names the threads of a run (`gongwen-0`, …), so that a program's panic hook can tell a panic that is caught here.
pub const THREAD_NAME: &str = "gongwen-";

/// Inputs in work for each thread. Enough that one long notice does not starve the others while the records after it
/// wait for their turn; few enough that memory stays a matter of threads, not of inputs.
const WINDOW_PER_THREAD: usize = 16;

/// Bytes of input in work for each thread, so that memory does not follow the inputs' sizes either. One input is always
/// taken, however long.
const BYTES_PER_THREAD: u64 = 4 << 20;

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
        read_with(input, settings, gongwen::extract, |notice, _| notice)
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
    let settings = Settings {
        encoding,
        ..Settings::default()
    };
    guarded(input, || {
        read_with(input, &settings, gongwen::explain, |explanation, _| explanation)
    })
}

/// Extracts all inputs on many threads and hands the records to `sink` in input order; [`Runner::run`] with threads of
/// its own.
///
/// # Errors
///
/// The sink's first error, which ends the run; or that no threads could be started.
pub fn run<S: Sink>(inputs: impl IntoIterator<Item = Input>, settings: &Settings, sink: &mut S) -> io::Result<Summary> {
    Runner::new(settings.jobs)?.run(inputs, settings, sink)
}

/// Threads that extract, for one run after another.
#[derive(Debug)]
pub struct Runner {
    pool: ThreadPool,
}

impl Runner {
    /// Starts `jobs` threads, or as many as the machine has.
    ///
    /// # Errors
    ///
    /// If the system gives no threads.
    pub fn new(jobs: Option<NonZeroUsize>) -> io::Result<Self> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(jobs.map_or(0, NonZeroUsize::get))
            .thread_name(|number| format!("{THREAD_NAME}{number}"))
            .build()
            .map_err(io::Error::other)?;
        Ok(Self { pool })
    }

    /// Extracts all inputs and hands the records to `sink`: in input order, or as they are ready if
    /// [`Settings::unordered`] says so. [`Settings::jobs`] has no say here: the threads are there.
    ///
    /// At any time a bounded number of inputs, and of their bytes, is in work or waiting for its turn, so memory does not
    /// grow with the number of inputs. An input that fails, even by a panic, is handed on as a [`Failure`] in its place.
    ///
    /// # Errors
    ///
    /// The sink's first error, which ends the run.
    pub fn run<S: Sink>(
        &self,
        inputs: impl IntoIterator<Item = Input>,
        settings: &Settings,
        sink: &mut S,
    ) -> io::Result<Summary> {
        self.run_with(inputs, settings, sink, gongwen::extract)
    }

    /// [`Runner::run`] with another way to extract; `extract` is a parameter so that tests can break it.
    fn run_with<S, X>(
        &self,
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
        let threads = self.pool.current_num_threads();
        // Set when the sink fails: what is queued then need not be done any more.
        let abandoned = AtomicBool::new(false);
        let form = sink.form();
        let work = |input: &Input| -> Option<Outcome<S::Prepared>> {
            (!abandoned.load(Relaxed)).then(|| guarded(input, || finish(input, settings, &extract, &form)))
        };

        let mut summary = Summary::default();
        let (sender, receiver) = mpsc::channel();
        self.pool.in_place_scope(|scope| -> io::Result<()> {
            let mut inputs = inputs.into_iter();
            let mut window = Window::new(threads, settings.unordered);
            loop {
                while window.has_room() {
                    if settings.stopped() {
                        summary.stopped = true;
                        break;
                    }
                    let Some(input) = inputs.next() else { break };
                    let (number, sender, work) = (window.begin(input.size()), sender.clone(), &work);
                    // The receiver outlives the scope, so sending cannot fail.
                    scope.spawn(move |_| drop(sender.send((number, work(&input)))));
                }
                if window.is_empty() {
                    return Ok(());
                }
                let Ok((number, outcome)) = receiver.recv() else {
                    return Ok(());
                };
                window.done(number, outcome);
                while let Some(outcome) = window.next() {
                    let Some(outcome) = outcome else { continue };
                    hand_on(outcome, sink, settings, &mut summary).inspect_err(|_| abandoned.store(true, Relaxed))?;
                }
            }
        })?;
        summary.elapsed = began.elapsed();
        Ok(summary)
    }
}

/// What is in work or waits for its turn.
struct Window<T> {
    /// The most inputs and bytes that may be in it.
    inputs: usize,
    bytes: u64,
    unordered: bool,
    /// Sizes of what is in work or waits, by number.
    sizes: BTreeMap<usize, u64>,
    held: u64,
    /// What is done and not yet handed on.
    done: BTreeMap<usize, T>,
    begun: usize,
    handed_on: usize,
}

impl<T> Window<T> {
    const fn new(threads: usize, unordered: bool) -> Self {
        Self {
            inputs: threads * WINDOW_PER_THREAD,
            bytes: threads as u64 * BYTES_PER_THREAD,
            unordered,
            sizes: BTreeMap::new(),
            held: 0,
            done: BTreeMap::new(),
            begun: 0,
            handed_on: 0,
        }
    }

    fn is_empty(&self) -> bool {
        self.sizes.is_empty()
    }

    fn has_room(&self) -> bool {
        self.is_empty() || (self.sizes.len() < self.inputs && self.held < self.bytes)
    }

    /// Takes an input in and gives its number.
    fn begin(&mut self, size: u64) -> usize {
        let number = self.begun;
        self.begun += 1;
        self.sizes.insert(number, size);
        self.held += size;
        number
    }

    fn done(&mut self, number: usize, outcome: T) {
        self.done.insert(number, outcome);
    }

    /// What is to be handed on next, if it is done.
    fn next(&mut self) -> Option<T> {
        let (number, outcome) = if self.unordered {
            self.done.pop_first()?
        } else {
            (self.handed_on, self.done.remove(&self.handed_on)?)
        };
        self.handed_on += 1;
        self.held -= self.sizes.remove(&number).unwrap_or(0);
        Some(outcome)
    }
}

/// What a thread gives back for one input.
type Outcome<P> = Result<Done<P>, Failure>;

struct Done<P> {
    prepared: io::Result<P>,
    bytes: usize,
    warnings: Vec<WarningCode>,
}

/// One input from its bytes to the form the sink wants.
fn finish<P>(
    input: &Input,
    settings: &Settings,
    extract: impl Fn(&[u8], &Options) -> Result<Notice, Error>,
    form: impl Fn(Extracted<'_>) -> io::Result<P>,
) -> Outcome<P> {
    read_with(input, settings, extract, |notice, bytes| {
        let warnings = notice.warnings.iter().map(|warning| warning.code).collect();
        Done {
            prepared: form(Extracted { notice, bytes }),
            bytes: bytes.len(),
            warnings,
        }
    })
}

fn hand_on<S: Sink>(
    outcome: Outcome<S::Prepared>,
    sink: &mut S,
    settings: &Settings,
    summary: &mut Summary,
) -> io::Result<()> {
    let progress = settings.progress.as_deref();
    match outcome {
        Ok(done) => {
            sink.record(done.prepared?)?;
            summary.notices += 1;
            summary.bytes += done.bytes as u64;
            if let Some(progress) = progress {
                progress.record(done.bytes as u64);
            }
            for code in done.warnings {
                *summary.warnings.entry(code).or_default() += 1;
            }
        }
        Err(failure) => {
            *summary.failures_by_code.entry(failure.code.into()).or_default() += 1;
            summary.failures += 1;
            if let Some(progress) = progress {
                progress.failure();
            }
            sink.failure(failure)?;
        }
    }
    Ok(())
}

/// Reads the input's bytes with `read` and goes on with `then`.
fn read_with<T, U>(
    input: &Input,
    settings: &Settings,
    read: impl Fn(&[u8], &Options) -> Result<T, Error>,
    then: impl FnOnce(T, &[u8]) -> U,
) -> Result<U, Failure> {
    let (bytes, options) = input.open(&settings.options())?;
    match read(&bytes, &options) {
        Ok(made) => Ok(then(made, &bytes)),
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
    use crate::output::Collected;
    use std::sync::Arc;
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

    fn run_with<S: Sink>(
        inputs: impl IntoIterator<Item = Input>,
        settings: &Settings,
        sink: &mut S,
        extract: impl Fn(&[u8], &Options) -> Result<Notice, Error> + Sync,
    ) -> io::Result<Summary> {
        Runner::new(settings.jobs)?.run_with(inputs, settings, sink, extract)
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
        impl<'a> Sink for Slow<'a> {
            type Prepared = ();
            fn form(&self) -> impl Fn(Extracted<'_>) -> io::Result<()> + Send + Sync + use<'a> {
                |_| Ok(())
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
            fn form(&self) -> impl Fn(Extracted<'_>) -> io::Result<()> + Send + Sync + use<> {
                |_| Ok(())
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

    #[test]
    fn without_order_a_slow_one_holds_up_nobody() {
        let slow_first = |bytes: &[u8], options: &Options| {
            if options.uri.as_deref() == Some("0") {
                std::thread::sleep(std::time::Duration::from_millis(500));
            }
            gongwen::extract(bytes, options)
        };
        let mut kept = Collected::default();
        let settings = Settings {
            unordered: true,
            ..settings(2)
        };
        let summary = run_with(inputs(40), &settings, &mut kept, slow_first).unwrap();
        assert_eq!(summary.notices, 40);
        assert_ne!(kept.notices[0].source.uri.as_deref(), Some("0"));
        let mut uris: Vec<usize> = kept
            .notices
            .iter()
            .map(|notice| notice.source.uri.as_deref().unwrap().parse().unwrap())
            .collect();
        uris.sort_unstable();
        assert!(uris.into_iter().eq(0..40));
    }

    #[test]
    fn long_inputs_are_taken_a_few_at_a_time() {
        let mut window = Window::<()>::new(1, false);
        let mut taken = 0;
        while window.has_room() {
            window.begin(BYTES_PER_THREAD / 3);
            taken += 1;
        }
        assert_eq!(taken, 4);
        window.done(0, ());
        assert!(window.next().is_some() && window.has_room());
        // One that is longer than all room is taken when nothing else is in work.
        let mut window = Window::<()>::new(1, false);
        window.begin(u64::MAX / 2);
        assert!(!window.has_room());
    }
}
