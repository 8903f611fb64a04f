//! Glob patterns: which paths they match, without reading a folder that they cannot match in.

use super::names::is_hidden;
use super::walk::Walk;
use crate::failure::Failure;
use glob::{MatchOptions, Pattern};
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

/// As shells match: a star stops at the end of a name, and hidden names are matched only by a written dot.
const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// Whether a path may be meant as a pattern.
pub(super) fn is_pattern(path: &Path) -> bool {
    path.as_os_str()
        .as_encoded_bytes()
        .iter()
        .any(|byte| b"*?[".contains(byte))
}

/// A pattern that nothing matches.
pub(super) fn unmatched(path: &Path) -> Failure {
    let message = "there is no such file or folder, and as a pattern it matches none; check the path";
    Failure::new(Some(path.to_string_lossy().into_owned()), "unreadable", message)
}

/// The files and folders that a pattern matches, by name. What lies in a folder that matches is left to the caller.
pub(super) struct Matches {
    whole: Pattern,
    /// For each depth the pattern of the names there; none from the first `**` on.
    names: Vec<Pattern>,
    base: PathBuf,
    walk: Walk<'static>,
}

impl Matches {
    /// The matches of a path that [is a pattern](is_pattern).
    ///
    /// # Errors
    ///
    /// If the pattern is not well formed, such as `[` without `]`.
    pub(super) fn of(path: &Path) -> Result<Self, Failure> {
        let bad = |error: glob::PatternError| {
            let message = format!(
                "there is no such file or folder, and it is no pattern either: {} at its character {}; check the path",
                error.msg, error.pos,
            );
            Failure::new(Some(path.to_string_lossy().into_owned()), "unreadable", message)
        };
        // The folder that is walked: everything before the first name with a wildcard.
        let mut base = PathBuf::new();
        let mut rest: Vec<String> = Vec::new();
        for part in path.components() {
            if rest.is_empty() && !is_pattern(Path::new(part.as_os_str())) {
                base.push(part);
            } else if !matches!(part, Component::CurDir) {
                rest.push(part.as_os_str().to_string_lossy().into_owned());
            }
        }
        let whole = Pattern::new(&rest.join("/")).map_err(bad)?;
        let deep = rest.iter().position(|name| name == "**");
        let names = rest
            .iter()
            .take(deep.unwrap_or(rest.len()))
            .map(|name| Pattern::new(name).map_err(bad));
        let names = names.collect::<Result<Vec<_>, _>>()?;
        let depth = deep.is_none().then_some(rest.len());
        let wants_hidden = rest.iter().any(|name| name.starts_with('.'));
        let root = if base.as_os_str().is_empty() {
            PathBuf::from(".")
        } else {
            base.clone()
        };
        let walk = Walk::new(root, depth, move |name: &OsStr, _| wants_hidden || !is_hidden(name));
        Ok(Self {
            whole,
            names,
            base,
            walk,
        })
    }
}

impl Iterator for Matches {
    type Item = PathBuf;

    fn next(&mut self) -> Option<PathBuf> {
        loop {
            // What cannot be walked is not matched.
            let (found, is_folder) = match self.walk.next()? {
                Ok(found) => found,
                Err(_) => continue,
            };
            let relative = found.strip_prefix(if self.base.as_os_str().is_empty() {
                Path::new(".")
            } else {
                &self.base
            });
            let Ok(relative) = relative else { continue };
            let parts: Vec<_> = relative.iter().map(OsStr::to_string_lossy).collect();
            if self.whole.matches_with(&parts.join("/"), OPTIONS) {
                if is_folder {
                    self.walk.leave();
                }
                return Some(self.base.join(relative));
            }
            let may_lead = parts
                .iter()
                .zip(&self.names)
                .all(|(name, pattern)| pattern.matches_with(name, OPTIONS));
            if is_folder && !may_lead {
                self.walk.leave();
            }
        }
    }
}
