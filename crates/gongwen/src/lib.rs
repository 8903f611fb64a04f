//! Turns raw Chinese government notices (公文) into structured records, exact to the character.
//!
//! ```
//! use gongwen::{Options, extract};
//!
//! let text = "云泽市档案局关于做好档案移交工作的通知\n云档〔2031〕7号\n各县（区）档案局：\n\
//!             一、明确范围。移交范围为2030年底前形成的档案。\n二、按时移交。于6月底前完成移交。\n\
//!             云泽市档案局\n2031年3月1日\n";
//! let notice = extract(text.as_bytes(), &Options::default())?;
//! assert_eq!(notice.document_number.unwrap().text, "云档〔2031〕7号");
//! assert_eq!(notice.issued_on.as_deref(), Some("2031-03-01"));
//! assert_eq!(notice.measures[1].heading.as_deref(), Some("按时移交"));
//! assert_eq!(notice.dates[1].end_date.as_deref(), Some("2031-06-30"));
//! # Ok::<(), gongwen::Error>(())
//! ```
//!
//! # Steps
//!
//! 1. [`bytes`] and [`document`]: bytes → source text. Finds the encoding and the format; the only step that may fail.
//! 2. [`text`]: source text → clean text. One filter a file, each handing on its map, so that every value's span leads
//!    back into the untouched source.
//! 3. [`block`]: clean text → blocks: paragraphs, header lines, labelled items.
//! 4. [`structure`]: blocks → documents inside the text, their headers and tails, the tree of headings and measures.
//! 5. [`entity`]: what the text says: dates, contacts, targets, citations, audience, who is told to do what.
//! 6. The record: values rendered, spans in code points of the source ([`notice`]).
//!
//! [`grammar`] says what a phrase means without context; structure and entities both stand on it. [`extract()`] calls the
//! steps in order.
//!
//! The crate is a pure function of its input: it opens no file, reads no clock and no environment, and starts no thread.
//! The same bytes give the same record on every machine, at any time.

pub mod block;
pub mod bytes;
pub mod document;
pub mod entity;
mod error;
pub mod explanation;
mod extract;
pub mod form;
pub mod grammar;
mod identity;
pub mod lexicon;
pub mod notice;
mod options;
mod record;
pub mod rules;
pub mod span;
pub mod structure;
pub mod text;
mod warning;

pub use bytes::Encoding;
pub use error::Error;
pub use explanation::Explanation;
pub use extract::{explain, extract};
pub use identity::Identity;
pub use notice::Notice;
pub use options::{Options, Stated};
pub use warning::{Warning, WarningCode};
