//! The help texts, as files beside this one. `GONGWEN_BLESS=1 cargo test -p gongwen-cli` writes them anew.

use crate::sandbox::Sandbox;
use std::fs;
use std::path::Path;

fn expect(name: &str, said: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/help").join(name);
    if std::env::var_os("GONGWEN_BLESS").is_some() {
        fs::write(&path, said).unwrap();
    }
    assert_eq!(said, fs::read_to_string(&path).unwrap(), "{name} has changed");
}

// The texts are those of the command with all its features.
#[test]
#[cfg_attr(not(feature = "keywords"), ignore = "the help texts name --keywords")]
fn help_is_as_written() {
    let sandbox = Sandbox::new("help");
    for (file, args) in [
        ("gongwen.txt", &["--help"][..]),
        ("extract.txt", &["extract", "--help"]),
        ("batch.txt", &["batch", "--help"]),
        ("explain.txt", &["explain", "--help"]),
        ("rules.txt", &["rules", "--help"]),
        ("eval.txt", &["eval", "--help"]),
        ("diff.txt", &["diff", "--help"]),
        ("bless.txt", &["bless", "--help"]),
        ("schema.txt", &["schema", "--help"]),
    ] {
        let ran = sandbox.run(args);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        expect(file, &ran.out);
    }
}

#[test]
fn without_a_command_help_goes_to_standard_error() {
    let ran = Sandbox::new("help_bare").run(&[]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("Usage: gongwen <COMMAND>"), "{}", ran.err);
}

#[test]
fn the_version_is_the_crates() {
    let ran = Sandbox::new("version").run(&["--version"]);
    assert_eq!(
        (ran.status, ran.out),
        (0, format!("gongwen {}\n", env!("CARGO_PKG_VERSION")))
    );
}
