//! Which engine made a record: what a run that is resumed is held against.

use crate::notice::SCHEMA;
use crate::rules::rules;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The fingerprint of this engine. Two engines with the same fingerprint give the same records.
///
/// ```
/// use gongwen::Identity;
/// let engine = Identity::of_this_engine();
/// assert_eq!(engine.schema, "gongwen.notice/1");
/// assert_eq!(engine, Identity::of_this_engine());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The version of this crate.
    pub version: String,
    /// Hash of this crate's sources, word lists, features and the versions of its dependencies: 16 hexadecimal digits.
    pub engine: String,
    /// Hash of the rules as `gongwen rules` lists them: 16 hexadecimal digits. Tells whether two engines differ in what
    /// they read or only in how.
    pub rules: String,
    /// The contract's name and version, [`SCHEMA`].
    pub schema: String,
}

impl Identity {
    /// Of the engine that is running.
    #[must_use]
    pub fn of_this_engine() -> Self {
        let mut hash = Sha256::new();
        for rule in rules() {
            hash.update(rule.name());
            hash.update([0]);
            hash.update(rule.what);
            hash.update([0]);
            hash.update(rule.pattern.unwrap_or(""));
            hash.update([0]);
        }
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            engine: env!("GONGWEN_ENGINE").to_owned(),
            rules: format!("{:.16x}", hash.finalize()),
            schema: SCHEMA.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_have_sixteen_digits() {
        let identity = Identity::of_this_engine();
        for hash in [&identity.engine, &identity.rules] {
            assert_eq!(hash.len(), 16, "{hash}");
            assert!(hash.bytes().all(|b| b.is_ascii_hexdigit()), "{hash}");
        }
    }
}
