//! Where records go: sinks, and the files behind them.

pub mod compression;
mod rows;
pub mod sink;
pub mod whole_file;

pub use compression::{Compressed, Compression};
pub use rows::Row;
pub(crate) use rows::Rows;
pub use sink::{Collected, Extracted, JsonLines, Sink};
pub use whole_file::WholeFile;
