//! The shape of the code base: what ARCHITECTURE and CONTRIBUTING promise about its files is kept here.
//!
//! Each rule is a function from a text to complaints, so that each can be shown to complain.
#![allow(clippy::unwrap_used, reason = "a test's steps that fail are its report")]

use gongwen_tests::imports::{module, paths};
use gongwen_tests::{files, read, root};
use std::fs;

fn sources() -> impl Iterator<Item = String> {
    files().into_iter().filter(|path| path.ends_with(".rs"))
}

fn hold(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

const MOST_LINES: usize = 800;

fn size_and_docs(path: &str, source: &str) -> Vec<String> {
    let lines = source.lines().count();
    let long = (lines > MOST_LINES).then(|| format!("{path}: {lines} lines; split it by subject"));
    let silent = (!source.starts_with("//! ")).then(|| format!("{path}: does not begin with its `//!` docs"));
    long.into_iter().chain(silent).collect()
}

#[test]
fn files_are_short_and_say_what_they_are() {
    assert_eq!(size_and_docs("a.rs", &"x\n".repeat(801)).len(), 2);
    assert_eq!(size_and_docs("a.rs", &"//! x\n".repeat(800)).len(), 0);
    assert!(sources().count() > 20, "the walk does not find the sources");
    hold(
        &sources()
            .flat_map(|path| size_and_docs(&path, &read(&path)))
            .collect::<Vec<_>>(),
    );
}

fn says_nothing(path: &str) -> bool {
    path.split('/').any(|name| {
        matches!(
            name.split('.').next(),
            Some("util" | "utils" | "helper" | "helpers" | "misc")
        )
    })
}

#[test]
fn no_file_is_named_after_nothing() {
    assert!(says_nothing("crates/x/src/utils.rs") && says_nothing("tests/helpers/mod.rs"));
    assert!(!says_nothing("crates/x/src/futility.rs"));
    hold(
        &files()
            .into_iter()
            .filter(|path| says_nothing(path))
            .collect::<Vec<_>>(),
    );
}

/// The modules of the parser from the ground up. A module imports only from floors below its own.
const FLOORS: &[&[&str]] = &[
    &["span", "error", "form"],
    &["warning"],
    &["notice"],
    &["explanation"],
    &["bytes", "lexicon"],
    &["options", "text"],
    &["document"],
    &["grammar"],
    &["block"],
    &["structure"],
    &["entity"],
    &["record"],
    &["extract", "rules"],
    &["identity"],
];

fn floor(name: &str) -> Option<usize> {
    FLOORS.iter().position(|names| names.contains(&name))
}

/// The module behind a name that `lib.rs` re-exports: `Notice` → `notice`.
fn reexported(name: &str, lib: &str) -> Option<String> {
    lib.lines()
        .filter_map(|line| line.strip_prefix("pub use ")?.trim_end_matches(';').split_once("::"))
        .find_map(|(from, names)| {
            names
                .trim_matches(['{', '}'])
                .split(", ")
                .any(|exported| exported == name)
                .then(|| from.to_owned())
        })
}

fn upward_imports(path: &str, source: &str, lib: &str, families: &[String]) -> Vec<String> {
    let module = module(path);
    let Some(&own) = module.first() else { return Vec::new() };
    let Some(own_floor) = floor(own) else {
        return vec![format!("{path}: `{own}` has no floor; give it one")];
    };
    let mut complaints = Vec::new();
    for used in paths(source, &module) {
        let mut names = used.split("::");
        let first = names.next().unwrap_or_default();
        let target = if floor(first).is_some() {
            first.to_owned()
        } else {
            reexported(first, lib).unwrap_or_default()
        };
        match floor(&target) {
            _ if target == own => {}
            None => complaints.push(format!("{path}: `{used}` is on no floor")),
            Some(floor) if floor >= own_floor => complaints.push(format!("{path}: imports upward: `{used}`")),
            Some(_) => {}
        }
        // The families of the grammar know numbers and nothing of one another.
        if own == "grammar" && target == "grammar" && module.len() > 1 {
            let family = names.next().unwrap_or_default();
            let known = family.is_empty() || family == "number" || module.get(1) == Some(&family);
            if !known && families.iter().any(|other| other == family) {
                complaints.push(format!("{path}: a family of the grammar imports another: `{used}`"));
            }
        }
    }
    complaints
}

/// The families of the grammar: the modules right below it, but for the numbers that all share.
fn families() -> Vec<String> {
    let below = |path: String| {
        Some(
            path.strip_prefix("crates/gongwen/src/grammar/")?
                .split(['/', '.'])
                .next()?
                .to_owned(),
        )
    };
    sources()
        .filter_map(below)
        .filter(|family| !matches!(family.as_str(), "mod" | "number"))
        .collect()
}

#[test]
fn imports_run_downward() {
    let lib = "pub use notice::Notice;\npub use extract::{Options, extract};\n";
    let families = ["label".to_owned(), "date".to_owned()];
    let complaints = |path, source| upward_imports(path, source, lib, &families).len();
    assert_eq!(complaints("text/space.rs", "use crate::{span::Span, entity::date};"), 1);
    assert_eq!(
        complaints("text/space.rs", "use super::Clean;\nuse crate::notice::Script;"),
        0
    );
    assert_eq!(complaints("bytes/html.rs", "fn f(o: &crate::Options) {}"), 1);
    assert_eq!(complaints("bytes/html.rs", "fn f(n: &crate::Notice) {}"), 0);
    assert_eq!(complaints("lexicon.rs", "use crate::bytes::Encoding;"), 1);
    assert_eq!(complaints("somewhere.rs", ""), 1);
    assert_eq!(
        complaints(
            "grammar/label.rs",
            "use super::number;\nuse crate::grammar::{number::X, date::Y};"
        ),
        1
    );
    assert_eq!(
        complaints(
            "grammar/date/range.rs",
            "use super::value;\nuse super::super::label::Z;"
        ),
        1
    );
    assert_eq!(
        complaints(
            "grammar/date/range.rs",
            "use super::{rule, value::V};\nuse crate::grammar::Phrase;"
        ),
        0
    );

    let lib = read("crates/gongwen/src/lib.rs");
    let parser = sources().filter_map(|path| Some(path.strip_prefix("crates/gongwen/src/")?.to_owned()));
    // Test modules that are files of their own may look at anything.
    let stages = parser.filter(|path| !path.rsplit('/').next().unwrap().starts_with("tests"));
    let read = |path: &str| read(&format!("crates/gongwen/src/{path}"));
    let families = self::families();
    hold(
        &stages
            .flat_map(|path| upward_imports(&path, &read(&path), &lib, &families))
            .collect::<Vec<_>>(),
    );
}

/// Places that exist on one machine only. Put together here so that this file does not hold them.
fn machine_paths() -> impl Iterator<Item = String> {
    ["work", "tmp", "home", "root", "Users"]
        .into_iter()
        .map(|name| format!("/{name}/"))
}

fn names_a_machine(text: &str) -> Option<String> {
    // Inside an address or a longer path the same letters name something else.
    let absolute =
        |at: usize| !text[..at].ends_with(|before: char| before.is_alphanumeric() || "./_-}$*".contains(before));
    machine_paths().find(|path| text.match_indices(path.as_str()).any(|(at, _)| absolute(at)))
}

#[test]
fn no_file_names_a_place_of_one_machine() {
    let sample = machine_paths().next().unwrap();
    assert!(names_a_machine(&format!("see {sample}x")).is_some());
    assert!(names_a_machine(&format!("https://example.cn{sample}x")).is_none());
    let texts = files()
        .into_iter()
        .filter_map(|path| Some((fs::read_to_string(root().join(&path)).ok()?, path)));
    let complaints =
        texts.filter_map(|(text, path)| Some(format!("{path}: names a path in {}", names_a_machine(&text)?)));
    hold(&complaints.collect::<Vec<_>>());
}

/// The commands of the first `sh` block of a Markdown text.
fn first_commands(markdown: &str) -> Vec<&str> {
    let mut lines = markdown.lines().skip_while(|line| *line != "```sh").skip(1);
    lines
        .by_ref()
        .take_while(|line| *line != "```")
        .filter(|line| !line.is_empty())
        .collect()
}

#[test]
fn what_the_readme_tells_newcomers_to_run_is_run_by_ci() {
    assert_eq!(first_commands("a\n```sh\nx y\n\nz\n```\n```sh\nq\n```\n"), ["x y", "z"]);
    let readme = read("README.md");
    let commands = first_commands(&readme);
    assert!(commands.len() >= 2, "the README begins with no commands");
    let ci = read(".ci/run");
    for command in commands {
        let runs = |line: &str| {
            let line = line.trim();
            line == command || line.strip_prefix(command).is_some_and(|rest| rest.starts_with(" >"))
        };
        assert!(ci.lines().any(runs), "`{command}` stands in the README, not in .ci/run");
    }
}

#[test]
fn every_script_is_called_by_ci() {
    let ci = read(".ci/run");
    let scripts: Vec<String> = files()
        .into_iter()
        .filter(|path| path.starts_with("scripts/"))
        .collect();
    assert!(!scripts.is_empty());
    let called = |script: &String| {
        ci.lines()
            .any(|line| line.split_whitespace().any(|word| word == script))
    };
    hold(&scripts.into_iter().filter(|script| !called(script)).collect::<Vec<_>>());
}

/// Programs the benches may measure us against, and the harnesses they may use.
const PEERS: &[&str] = &[
    "chrono",
    "criterion",
    "dateparser",
    "divan",
    "html2text",
    "phonenumber",
    "scraper",
];

/// The names under `[dependencies]` and the like of a manifest.
fn dependencies(manifest: &str) -> Vec<&str> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if inside && let Some((name, _)) = line.split_once(['=', '.']) {
            found.push(name.trim());
        }
    }
    found
}

#[test]
fn the_lock_file_holds_no_peers() {
    let lock = read("Cargo.lock");
    let locks = |name: &str| lock.contains(&format!("\nname = \"{name}\"\n"));
    assert!(locks("gongwen") && locks("serde"), "the lock file is not read right");
    let manifest = read("Cargo.toml");
    let ours = dependencies(&manifest);
    assert!(ours.contains(&"serde"), "the manifest is not read right");
    let benches = read("benches/Cargo.toml");
    let theirs = dependencies(&benches).into_iter().filter(|name| !ours.contains(name));
    hold(
        &theirs
            .chain(PEERS.iter().copied())
            .filter(|name| locks(name))
            .map(str::to_owned)
            .collect::<Vec<_>>(),
    );
}
