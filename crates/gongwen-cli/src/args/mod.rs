//! The arguments as they are said, with their help texts.

mod batch;

pub(crate) use batch::{BatchArgs, ReadingArgs};

use bytesize::ByteSize;
use clap::{Parser, Subcommand};
use gongwen::Encoding;
use gongwen_eval::fields::FIELDS;
use gongwen_eval::report::is_known;
use std::path::PathBuf;

/// Turn raw Chinese government notices (公文) into structured records.
#[derive(Debug, Parser)]
#[command(
    name = "gongwen",
    bin_name = "gongwen",
    version,
    arg_required_else_help = true,
    after_help = "\
Examples:
  gongwen extract notice.txt                 one notice, read by people
  curl -s ADDRESS | gongwen extract          a page from the net
  gongwen batch notices -o records.jsonl     a folder, in parallel
  gongwen explain notice.txt                 why a record says what it says
  gongwen rules date                         what the rules read, with examples
  gongwen schema > notice.schema.json        what a record looks like
  gongwen eval corpus                        how right the records are
  gongwen diff old.jsonl new.jsonl           what changed between two runs

Exit status: 0 all good, 1 an input gave no record, a score is lost or too low, or the output could not be written,
2 wrong use, 130 stopped."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Extract(ExtractArgs),
    Batch(BatchArgs),
    Explain(ExplainArgs),
    Rules(RulesArgs),
    Eval(EvalArgs),
    Diff(DiffArgs),
    Bless(BlessArgs),
    /// Print the JSON Schema of the record.
    Schema,
}

/// Print the record of one notice, or of several.
///
/// Pretty on a terminal, otherwise one record a line. A file that gives no record is told on standard error, and the
/// others are still read.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  gongwen extract notice.txt
  gongwen extract --compact one.txt two.html > records.jsonl
  gongwen extract --encoding gb18030 old.txt
  gongwen extract --id 2031-0042 - < notice.txt")]
pub(crate) struct ExtractArgs {
    /// Files to read; `-`, or none, is standard input
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Read the bytes in this encoding instead of finding it out
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(crate) encoding: Option<Encoding>,

    /// The record's id, which is a hash of the text otherwise
    #[arg(long)]
    pub(crate) id: Option<String>,

    /// Indent the record, also into a pipe or file
    #[arg(long, conflicts_with = "compact")]
    pub(crate) pretty: bool,

    /// One record a line, also on a terminal
    #[arg(long)]
    pub(crate) compact: bool,

    /// Put the source text that spans count in into the record, as source.text
    #[arg(long)]
    pub(crate) source_text: bool,

    #[command(flatten)]
    pub(crate) keywords: Keywords,
}

/// How many keywords are asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Keywords {
    /// Add N keywords to the record and to each of its measures [default: none]
    #[cfg(feature = "keywords")]
    #[arg(long = "keywords", value_name = "N", value_parser = clap::value_parser!(u16).range(1..=100))]
    count: Option<u16>,
}

impl Keywords {
    pub(crate) fn count(&self) -> usize {
        #[cfg(feature = "keywords")]
        return self.count.map_or(0, usize::from);
        #[cfg(not(feature = "keywords"))]
        0
    }
}

/// Print why the record of a notice says what it says.
///
/// Every value of the record, in the order of the text: where it stands (line and column, counted in characters from 1),
/// what it is, its value, the text it came from and the rules that made it. Quantities that are no targets are shown
/// with the rule that refused them. The rules are those that `gongwen rules` lists.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  gongwen explain notice.txt
  gongwen explain --json notice.txt | jq '.values[] | select(.what == \"date\")'
  gongwen rules date/bound/before            # the rule that a value names")]
pub(crate) struct ExplainArgs {
    /// File to read; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// Print JSON, indented on a terminal
    #[arg(long)]
    pub(crate) json: bool,

    /// Read the bytes in this encoding instead of finding it out
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(crate) encoding: Option<Encoding>,
}

/// List the rules that turn text into values, with their examples.
///
/// These are the very rules that run: their names, what they read, their patterns, texts they win (✓, and the value they
/// find) and look-alikes they leave alone (✗). In examples ⏎ stands for a line break, and ｜ parts the titles above from
/// the text.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  gongwen rules
  gongwen rules date
  gongwen rules date/absolute/day
  gongwen rules --json | jq -r 'select(.pattern) | .id'")]
pub(crate) struct RulesArgs {
    /// Only this family (date), or the rules whose names begin so (date/absolute)
    #[arg(value_name = "FAMILY")]
    pub(crate) family: Option<String>,

    /// Print JSON Lines, one rule a line
    #[arg(long)]
    pub(crate) json: bool,
}

/// Score the records of notices that have answers.
///
/// CORPUS holds folders NAME with source.txt (or .html, …) and the answer expect.json: a record, or some fields of one.
/// It may also hold NAME.txt beside NAME.gold.json, an answer in brief. Only what an answer states is scored.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  gongwen eval corpus
  gongwen eval corpus --errors dates                      what is wrong with the dates
  gongwen eval corpus --save-baseline before.json         then change something, and
  gongwen eval corpus --baseline before.json              see what it gained and lost
  gongwen eval corpus --fail-under macro=0.98 --fail-under dates.role=0.95

Exit status: 0 all good, 1 something is lost since the saved run or too low, 2 wrong use.")]
pub(crate) struct EvalArgs {
    /// A folder of notices with answers
    #[arg(value_name = "CORPUS")]
    pub(crate) corpus: PathBuf,

    /// Tell what was gained and lost, item by item, since this saved run; a loss is exit status 1
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// Save this run
    #[arg(long, value_name = "FILE")]
    pub(crate) save_baseline: Option<PathBuf>,

    /// Exit status 1 if the F1 of a field, a group of fields or `macro` is lower; may be given several times
    #[arg(long, value_name = "FIELD=F1", value_parser = least)]
    pub(crate) fail_under: Vec<Least>,

    /// List what is wrong in fields whose names begin so, instead of the scores
    #[arg(long, value_name = "FIELD", value_parser = field, conflicts_with = "json")]
    pub(crate) errors: Option<String>,

    /// Print the report as JSON
    #[arg(long)]
    pub(crate) json: bool,

    /// Write one page with charts, and every notice with what was expected and got marked in its source
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
}

/// Tell what changed between two runs over the same notices.
///
/// For trying a new version on your own notices, which have no answers: counts by field and by notice first, then
/// examples. Records are matched by id, else by source.uri. The files are read line by line, however long they are.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  gongwen diff before.jsonl after.jsonl
  gongwen diff before.jsonl after.jsonl --examples 20 --html changes.html

Exit status: 0 compared, whatever has changed, 1 the page could not be written, 2 wrong use.")]
pub(crate) struct DiffArgs {
    /// The records of the older run
    #[arg(value_name = "OLD.jsonl")]
    pub(crate) old: PathBuf,

    /// The records of the newer run
    #[arg(value_name = "NEW.jsonl")]
    pub(crate) new: PathBuf,

    /// How many changed notices to show for each field
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(crate) examples: usize,

    /// Print the difference as JSON
    #[arg(long)]
    pub(crate) json: bool,

    /// Write one page with a chart and the examples
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
}

/// Write what is extracted now as the answers of a corpus.
///
/// Of an answer that is there only the fields it states are written anew. Its `assert` list is left alone, and where one of
/// its assertions does not hold, the case is not blessed. A notice without an answer gets a whole one. Every change is
/// printed: read it, since what is blessed is what later runs are measured by.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  gongwen bless corpus --dry-run           what would change
  gongwen bless corpus fangxun-tongzhi     one case

Exit status: 0 all blessed, 1 a case was not, 2 wrong use.")]
pub(crate) struct BlessArgs {
    /// A folder of notices, as gongwen eval takes it
    #[arg(value_name = "CORPUS")]
    pub(crate) corpus: PathBuf,

    /// The cases [default: all]
    #[arg(value_name = "NAME")]
    pub(crate) names: Vec<String>,

    /// Write every field and value, not only those that the answer states
    #[arg(long)]
    pub(crate) full: bool,

    /// Print what would change and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// `dates.role=0.95`
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Least {
    /// A field, a group, or `macro`.
    pub(crate) field: String,
    /// Its least F1.
    pub(crate) f1: f64,
}

fn least(said: &str) -> Result<Least, String> {
    let (field, f1) = said.split_once('=').ok_or("write FIELD=F1, as in dates.role=0.95")?;
    if !is_known(field) {
        return Err(format!(
            "`{field}` is no field; gongwen eval CORPUS lists them, and `macro` is their mean"
        ));
    }
    let f1: f64 = f1.parse().map_err(|_| format!("`{f1}` is no number"))?;
    if !(0.0..=1.0).contains(&f1) {
        return Err("an F1 lies between 0 and 1".to_owned());
    }
    Ok(Least {
        field: field.to_owned(),
        f1,
    })
}

fn field(prefix: &str) -> Result<String, String> {
    if FIELDS.iter().any(|field| field.name.starts_with(prefix)) {
        Ok(prefix.to_owned())
    } else {
        Err("no field's name begins so; gongwen eval CORPUS lists them".to_owned())
    }
}

/// A number of bytes: `64MiB`, `1.5GB`, `4096`.
fn size(said: &str) -> Result<u64, String> {
    match said.parse::<ByteSize>() {
        Ok(ByteSize(bytes)) if bytes > 0 => Ok(bytes),
        _ => Err("write a size such as 64MiB, 2GB or 4096".to_owned()),
    }
}

fn encoding(name: &str) -> Result<Encoding, String> {
    Encoding::from_label(name)
        .ok_or_else(|| "known are utf-8, gb18030 (gbk, gb2312), big5, utf-16le, utf-16be".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_well_formed() {
        Args::command().debug_assert();
    }

    #[test]
    fn sizes_are_read_with_and_without_units() {
        for (said, bytes) in [
            ("64MiB", 64 << 20),
            ("64 MiB", 64 << 20),
            ("2GB", 2_000_000_000),
            ("4096", 4096),
            ("1.5k", 1500),
        ] {
            assert_eq!(size(said), Ok(bytes), "{said}");
        }
        for wrong in ["", "0", "-1", "many", "64 Miles"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_encoding_the_message_names_is_known() {
        let message = encoding("klingon").unwrap_err();
        let names = message
            .trim_start_matches("known are ")
            .split([' ', ',', '(', ')'])
            .filter(|name| !name.is_empty());
        assert_eq!(names.clone().count(), 7);
        for name in names {
            assert!(encoding(name).is_ok(), "{name}");
        }
    }
}
