//! What the caller knows about an input, and wishes: one struct for every face.

use crate::bytes::Encoding;

/// What the caller knows about an input, and wishes.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Read the bytes in this encoding instead of finding it out.
    pub encoding: Option<Encoding>,
    /// The record's `id`; without one it is a hash of the source text.
    pub id: Option<String>,
    /// The record's `source.uri`.
    pub uri: Option<String>,
    /// How many keywords the notice and each of its measures get; with 0 none are computed and no dictionary is loaded.
    /// Needs the feature `keywords`: without it there are none, whatever is asked for.
    pub keywords: usize,
}
