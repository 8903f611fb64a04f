//! Which modules of its crate a source file names.

/// The module a file is, from its path below `src`: `grammar/date/mod.rs` → `grammar`, `date`.
#[must_use]
pub fn module(path: &str) -> Vec<&str> {
    let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
    if matches!(path, "lib" | "main" | "mod") {
        Vec::new()
    } else {
        path.split('/').collect()
    }
}

/// Every path into its own crate that `source`, the text of the module `module`, names in code that is no test: those
/// after `crate::` and `super::`, groups taken apart. Tests begin at the first `#[cfg(test)]` and end the file.
///
/// ```
/// use gongwen_tests::imports::paths;
/// let source = "use crate::{span::Span, text::{self, Clean}};\nuse super::number;\n// crate::entity\n";
/// let found = paths(source, &["grammar", "label"]);
/// assert_eq!(found, ["span::Span", "text::self", "text::Clean", "grammar::number"]);
/// ```
#[must_use]
pub fn paths(source: &str, module: &[&str]) -> Vec<String> {
    let code: Vec<&str> = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let code = code.join("\n");
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = next_path(code, at) {
        let mut rest = code.get(next..).unwrap_or_default();
        let mut prefix: Vec<String> = Vec::new();
        if let Some(after) = rest.strip_prefix("crate::") {
            rest = after;
        } else {
            let mut above = module;
            while let Some(after) = rest.strip_prefix("super::") {
                above = above.get(..above.len().saturating_sub(1)).unwrap_or_default();
                rest = after;
            }
            prefix.extend(above.iter().map(|&name| name.to_owned()));
        }
        at = code.len() - tree(rest, &prefix, &mut found).len();
    }
    found
}

/// Where the next `crate::` or `super::` begins that is no end of a longer name.
fn next_path(code: &str, from: usize) -> Option<usize> {
    let rest = code.get(from..)?;
    let starts = rest
        .match_indices("crate::")
        .chain(rest.match_indices("super::"))
        .map(|(at, _)| at);
    starts
        .filter(|&at| !rest.get(..at).is_some_and(|before| before.ends_with(is_name)))
        .min()
        .map(|at| from + at)
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Reads a use tree (`a::b`, `a::{b, c::d}`) and gives what follows it.
fn tree<'a>(text: &'a str, prefix: &[String], found: &mut Vec<String>) -> &'a str {
    let mut path = prefix.to_vec();
    let mut rest = text.trim_start();
    loop {
        if let Some(mut group) = rest.strip_prefix('{') {
            loop {
                group = group.trim_start();
                match group.chars().next() {
                    None => return group,
                    Some('}') => return group.get(1..).unwrap_or_default(),
                    Some(',') => group = group.get(1..).unwrap_or_default(),
                    Some(_) => {
                        let after = tree(group, &path, found);
                        let closed = after.find([',', '}']).unwrap_or(after.len());
                        group = after.get(closed..).unwrap_or_default();
                    }
                }
            }
        }
        let end = rest.find(|letter| !is_name(letter)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if !name.is_empty() {
            path.push(name.to_owned());
        }
        match after.strip_prefix("::") {
            Some(after) if !name.is_empty() => rest = after,
            _ => {
                found.push(path.join("::"));
                return after;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_from_paths() {
        assert_eq!(module("grammar/date/mod.rs"), ["grammar", "date"]);
        assert_eq!(module("grammar/number.rs"), ["grammar", "number"]);
        assert_eq!(module("span.rs"), ["span"]);
        assert!(module("lib.rs").is_empty());
    }

    #[test]
    fn paths_in_every_position() {
        let source = "fn f(a: crate::span::Span) -> super::super::text::Clean<'_> { $crate::entity!(); }\n\
                      use crate::grammar::{number::*, contact as c, date};\n\
                      /// [`crate::record`]\n\
                      mycrate::x();\n\
                      #[cfg(test)]\nmod tests { use crate::extract; }\n";
        let found = paths(source, &["grammar", "date"]);
        let expected = [
            "span::Span",
            "text::Clean",
            "entity",
            "grammar::number",
            "grammar::contact",
            "grammar::date",
        ];
        assert_eq!(found, expected);
    }
}
