//! Runs that are stopped in the middle leave no half output.
#![cfg(unix)]

use crate::sandbox::{NOTICE, Sandbox, ended};
use std::fs;
use std::path::Path;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::Duration;

/// A run that has read one notice and waits for a pipe, and the pipe it waits for.
fn waiting(test: &str) -> (Sandbox, Child) {
    let sandbox = Sandbox::new(test);
    sandbox.write("a.txt", NOTICE).write("r.jsonl", "old\n");
    assert!(
        Command::new("mkfifo")
            .arg(sandbox.path("pipe"))
            .status()
            .unwrap()
            .success()
    );
    let mut child = sandbox.spawn(&["batch", "a.txt", "pipe", "a.txt", "-o", "r.jsonl", "--jobs", "1"]);
    let has_part = || {
        sandbox
            .names()
            .iter()
            .any(|name| name.starts_with(".r.jsonl.") && name.ends_with(".part"))
    };
    for _ in 0..1000 {
        if has_part() {
            return (sandbox, child);
        }
        sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    panic!("the run did not begin its output: {:?}", sandbox.names());
}

#[test]
fn a_killed_run_leaves_the_old_output() {
    let (sandbox, mut child) = waiting("stop_kill");
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(sandbox.read("r.jsonl"), "old\n");
}

#[test]
fn ctrl_c_ends_the_run_cleanly() {
    let (sandbox, mut child) = waiting("stop_interrupt");
    assert!(
        Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status()
            .unwrap()
            .success()
    );
    sleep(Duration::from_millis(100));
    assert!(
        child.try_wait().unwrap().is_none(),
        "the first Ctrl-C lets the work in hand end"
    );
    release(&sandbox.path("pipe"));
    let ran = ended(child);
    assert_eq!(
        (ran.status, ran.err.as_str()),
        (130, "gongwen: stopped; r.jsonl was not written\n")
    );
    assert_eq!(sandbox.read("r.jsonl"), "old\n");
    assert_eq!(sandbox.names(), ["a.txt", "pipe", "r.jsonl"]);
}

#[test]
fn without_ctrl_c_the_same_run_gives_its_output() {
    let (sandbox, child) = waiting("stop_not");
    release(&sandbox.path("pipe"));
    let ran = ended(child);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(sandbox.read("r.jsonl").lines().count(), 3);
}

/// Gives the pipe its text; waits for the run to have opened it.
fn release(pipe: &Path) {
    fs::write(pipe, NOTICE).unwrap();
}
