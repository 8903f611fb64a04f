//! Calls the stages in order; the only file that knows them all.

use crate::document;
use crate::entity;
use crate::error::Error;
use crate::explanation::Explanation;
use crate::notice::{Format, Notice};
use crate::options::Options;
use crate::record::{self, Reading};
use crate::structure;
use crate::text;

/// Turns the bytes of one notice into its record.
///
/// # Errors
///
/// If the bytes are no text; see [`Error`].
pub fn extract(bytes: &[u8], options: &Options) -> Result<Notice, Error> {
    read(bytes, options, |reading| record::record(reading, options))
}

/// Tells why the record of a notice says what it says: each of its values with the rules that made it and the text it
/// came from.
///
/// The values are those of [`extract`], which is asked with the same options.
///
/// ```
/// use gongwen::{Options, explain};
/// let text = "一、报送。请于2031年7月6日前报送。";
/// let explanation = explain(text.as_bytes(), &Options::default())?;
/// let date = explanation.values.iter().find(|value| value.what == "date").unwrap();
/// assert_eq!((date.text.as_str(), date.line, date.column), ("2031年7月6日前", 1, 8));
/// assert_eq!(date.rules, ["date/bound/before"]);
/// # Ok::<(), gongwen::Error>(())
/// ```
///
/// # Errors
///
/// If the bytes are no text; see [`Error`].
pub fn explain(bytes: &[u8], options: &Options) -> Result<Explanation, Error> {
    read(bytes, options, |reading| record::explanation(reading, options))
}

/// Runs the stages and hands what they read to the last one.
fn read<T>(bytes: &[u8], options: &Options, last: impl FnOnce(&Reading<'_>) -> T) -> Result<T, Error> {
    let document = document::read(bytes, options)?;
    let clean = text::clean(&document.text);
    let stated = options.stated.or(&document.stated);
    let mut structure = structure::read_told(&clean, stated.title.as_deref(), document.format == Format::Html);
    structure.anchor.learn(&stated);
    let entities = entity::read(&clean, &structure);
    Ok(last(&Reading {
        document: &document,
        stated: &stated,
        clean: &clean,
        structure: &structure,
        entities: &entities,
    }))
}
