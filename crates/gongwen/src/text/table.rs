//! Reading the committed tables: rows of text, `#` opening a comment.

/// The rows of a table that hold something.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|row| !row.is_empty() && !row.starts_with('#'))
}
