//! States the engine's fingerprint: a hash of everything that decides what a record says.
//!
//! Runs that are resumed, and baselines, must know whether they go on with the very engine they began with. A version
//! number does not tell during development, and the program's own bytes differ from machine to machine.

use sha2::{Digest, Sha256};
use std::io;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[expect(
    clippy::disallowed_methods,
    reason = "the build reads the sources; the parser itself opens no file"
)]
fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    println!("cargo::rerun-if-changed=src");
    collect(&root.join("src"), &mut files)?;
    // The dependencies' versions, where this crate is built in its own workspace.
    let lock = root.join("../../Cargo.lock");
    if lock.is_file() {
        println!("cargo::rerun-if-changed=../../Cargo.lock");
        files.push(lock);
    }
    files.sort();

    let mut hash = Sha256::new();
    for feature in ["KEYWORDS", "OPENCC", "HTML", "DOCX"] {
        hash.update([u8::from(env::var_os(format!("CARGO_FEATURE_{feature}")).is_some())]);
    }
    for file in &files {
        let name = file
            .strip_prefix(&root)
            .unwrap_or(file)
            .to_string_lossy()
            .replace('\\', "/");
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(Sha256::digest(fs::read(file)?));
    }
    println!("cargo::rustc-env=GONGWEN_ENGINE={:.16x}", hash.finalize());
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
