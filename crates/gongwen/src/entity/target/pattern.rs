//! Patterns over the words around a quantity: compiled once, tested to compile.

use regex::Regex;
use std::sync::LazyLock;

/// A pattern by name. A test beside each one proves that it compiles; at run time one that did not would match nothing.
macro_rules! pattern {
    ($name:ident, $($piece:expr),+ $(,)?) => {
        pub(super) static $name: std::sync::LazyLock<Option<regex::Regex>> =
            std::sync::LazyLock::new(|| regex::Regex::new(concat!($($piece),+)).ok());

        #[cfg(test)]
        #[allow(non_snake_case)]
        mod $name {
            #[test]
            fn compiles() {
                assert!(super::$name.is_some());
            }
        }
    };
}
pub(super) use pattern;

/// Whether a pattern occurs.
pub(super) fn has(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|regex| regex.is_match(text))
}
