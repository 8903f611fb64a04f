//! Runs gongwen over many notices: in parallel, in order, and never stopped by one of them.
//!
//! # Steps
//!
//! 1. [`input`]: files and folders become a stream of [`Input`]s, sorted and lazy;
//! 2. [`run()`]: a bounded window of them is in work at any time, on as many threads as asked for; a panic in one notice
//!    is caught and becomes a [`Failure`];
//! 3. [`output`]: a [`Sink`] gets the records in input order, whatever the thread count;
//! 4. [`summary`]: what came of it, in numbers.
//!
//! [`records()`] is the same as an iterator.
//!
//! [`folder`] is a run that survives anything: its inputs are planned in units, each unit becomes one part, and what is
//! done stays done.
//!
//! ```
//! use gongwen_batch::{Input, JsonLines, Settings, run};
//!
//! let notices = ["江岚省教育厅关于开展春季招聘活动的通知", "", "云泽市人民政府公告"];
//! let inputs = notices.iter().enumerate().map(|(at, text)| {
//!     Input::bytes(text.as_bytes().to_vec()).with_uri(format!("notice-{at}"))
//! });
//! let mut sink = JsonLines::new(Vec::new(), Vec::new());
//! let summary = run(inputs, &Settings::default(), &mut sink)?;
//!
//! assert_eq!((summary.notices, summary.failures), (2, 1));
//! let (records, failures) = sink.into_inner();
//! assert_eq!(String::from_utf8_lossy(&records).lines().count(), 2);
//! assert_eq!(
//!     String::from_utf8_lossy(&failures),
//!     "{\"uri\":\"notice-1\",\"code\":\"empty\",\"message\":\"the input holds no text\"}\n",
//! );
//! # Ok::<(), std::io::Error>(())
//! ```

pub mod duplicate;
pub mod failure;
pub mod folder;
pub mod input;
pub mod output;
pub mod progress;
pub mod records;
pub mod run;
pub mod settings;
pub mod summary;

pub use failure::Failure;
pub use folder::Folder;
pub use input::{Input, Inputs, Reading};
pub use output::{Collected, Compressed, Compression, Extracted, JsonLines, Row, Sink, WholeFile};
pub use progress::Progress;
pub use records::{Records, records};
pub use run::{Runner, explain, extract, run};
pub use settings::Settings;
pub use summary::Summary;
