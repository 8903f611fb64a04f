//! `gongwen batch` as it is said.

use super::{Keywords, encoding, size};
use clap::{Args, ValueEnum};
use gongwen::Encoding;
use gongwen_batch::Compression;
use gongwen_batch::duplicate::Dedupe;
use std::path::PathBuf;

/// Turn many notices into JSON Lines, in parallel.
///
/// INPUT is a file, a folder with all folders below it, a pattern ('2031/*.html') or `-` for standard input. What a file
/// holds is told by its content: text or HTML, a Word document (.docx), JSON Lines of a scraper, a web archive (WARC,
/// WET), each also packed by gzip or zstd. Of folders those files are taken whose names say so (.txt, .html, .jsonl,
/// .warc.gz, …) and files without an ending, sorted by path, hidden ones and gongwen's own outputs left out; a file named on
/// the command line is always read.
///
/// The records stand in the order of the inputs, whatever the number of jobs. An input that gives no record (unreadable,
/// binary, empty, too large) never stops the others: it becomes a line of the failures file, or of standard error when
/// the records go to standard output.
///
/// Into a folder (-o DIR/) a run survives anything: it is planned first, each finished part stays finished, and the same
/// command with --resume goes on where a killed run was.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  gongwen batch notices > records.jsonl
  gongwen batch notices more/one.txt -o records.jsonl.zst
  gongwen batch crawl.jsonl.gz --html-field page -o records.jsonl
  zcat crawl.warc.gz | gongwen batch - | jq -r .title.text
  gongwen batch notices -o parts/ --part-size 256MiB
  gongwen batch notices -o parts/ --part-size 256MiB --resume")]
pub(crate) struct BatchArgs {
    /// Files, folders, patterns; `-` is standard input
    #[arg(value_name = "INPUT", required_unless_present = "files_from")]
    pub(crate) inputs: Vec<PathBuf>,

    /// Read more inputs from this list, one path a line, or parted by NUL; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) files_from: Option<PathBuf>,

    /// Write the records here instead of to standard output: a file, which appears when all is done, or a folder of parts
    /// (DIR/, or a folder that is there)
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,

    /// Pack the records [default: as the output's name ends, .gz or .zst]
    #[arg(long, value_name = "HOW")]
    pub(crate) compress: Option<Packing>,

    /// Write the failures here as JSON Lines [default with -o FILE: the output's name with .failures.jsonl after it]
    #[arg(long, value_name = "FILE")]
    pub(crate) failures: Option<PathBuf>,

    /// Write what came of the run here, as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) summary: Option<PathBuf>,

    /// Threads [default: as many as the machine has]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,

    /// Write records as they are ready, not in the order of the inputs
    #[arg(long, conflicts_with = "dedupe")]
    pub(crate) unordered: bool,

    /// Mark records that repeat an earlier one, by `duplicate_of` with its id: word for word, or nearly
    #[arg(long, value_name = "HOW")]
    pub(crate) dedupe: Option<Repeats>,

    /// Memory for telling repeats; the oldest are forgotten when it is full
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "256MiB", requires = "dedupe")]
    pub(crate) dedupe_memory: u64,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,

    #[command(flatten)]
    pub(crate) keywords: Keywords,

    #[command(flatten)]
    pub(crate) folder: FolderArgs,
}

/// How inputs are read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reading")]
pub(crate) struct ReadingArgs {
    /// Read all inputs in this encoding instead of finding it out
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(crate) encoding: Option<Encoding>,

    /// The field of JSON Lines that holds the text; may be given several times, the first that is there counts
    #[arg(long, value_name = "NAME")]
    pub(crate) text_field: Vec<String>,

    /// The field of JSON Lines that holds the page
    #[arg(long, value_name = "NAME")]
    pub(crate) html_field: Vec<String>,

    /// The field of JSON Lines that becomes the record's id
    #[arg(long, value_name = "NAME")]
    pub(crate) id_field: Vec<String>,

    /// Refuse single inputs that are longer, unpacked
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "64MiB")]
    pub(crate) max_size: u64,

    /// Refuse zstd files that need more memory to unpack
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "2GiB")]
    pub(crate) max_window: u64,

    /// Put the source text that spans count in into each record, as source.text
    #[arg(long)]
    pub(crate) source_text: bool,
}

/// Only for a folder of parts.
#[derive(Debug, Args)]
#[command(next_help_heading = "A folder of parts")]
pub(crate) struct FolderArgs {
    /// Input for each part; makes PATH a folder [default: 64MiB]
    #[arg(long, value_name = "SIZE", value_parser = size, requires = "output")]
    pub(crate) part_size: Option<u64>,

    /// Go on with the run in the folder
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,
}

/// [`Compression`] as it is said.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Packing {
    None,
    Gzip,
    Zstd,
}

impl From<Packing> for Compression {
    fn from(said: Packing) -> Self {
        match said {
            Packing::None => Self::None,
            Packing::Gzip => Self::Gzip,
            Packing::Zstd => Self::Zstd,
        }
    }
}

/// [`Dedupe`] as it is said.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Repeats {
    Exact,
    Near,
}

impl From<Repeats> for Dedupe {
    fn from(said: Repeats) -> Self {
        match said {
            Repeats::Exact => Self::Exact,
            Repeats::Near => Self::Near,
        }
    }
}
