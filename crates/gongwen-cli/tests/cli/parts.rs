//! `gongwen batch -o DIR/`: runs that are killed, run out of disk, are stopped, and go on.
#![cfg(unix)]

use crate::sandbox::{NOTICE, Ran, Sandbox, records, uris};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Notices in files and in JSON Lines, some of them repeats, some without text.
fn notices(test: &str) -> Sandbox {
    let sandbox = Sandbox::new(test);
    let notice = |number: usize| NOTICE.replace("7号", &format!("{}号", number / 3));
    for number in 0..90 {
        let text = if number % 20 == 7 {
            String::new()
        } else {
            notice(number)
        };
        sandbox.write(&format!("in/{number:02}.txt"), text);
    }
    let lines = (90..180).map(|number| format!("{{\"id\":{number},\"text\":{:?}}}\n", notice(number)));
    sandbox.write("in/lines.jsonl", lines.collect::<String>());
    sandbox
}

const RUN: &[&str] = &["batch", "in", "--part-size", "3KiB", "--dedupe", "exact", "--jobs", "2"];

fn run_into(sandbox: &Sandbox, folder: &str, more: &[&str]) -> Ran {
    sandbox.run(&[RUN, &["-o", folder], more].concat())
}

/// What a folder holds, but for the lock.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| {
            (
                entry.file_name().into_string().unwrap(),
                fs::read(entry.path()).unwrap(),
            )
        })
        .filter(|(name, _)| name != "_lock")
        .collect()
}

/// Which file on the disk each part is that the ledger holds.
fn finished(folder: &Path) -> BTreeMap<String, u64> {
    let ledger = fs::read_to_string(folder.join("_ledger.jsonl")).unwrap_or_default();
    let whole = ledger.split_inclusive('\n').filter(|line| line.ends_with('\n'));
    let parts = whole.map(|line| records(line)[0]["part"].as_str().unwrap().to_owned());
    parts
        .map(|part| (part.clone(), fs::metadata(folder.join(part)).unwrap().ino()))
        .collect()
}

#[test]
fn a_run_killed_at_any_moment_ends_as_if_it_had_not_been() {
    const KILLS: usize = 24;
    let sandbox = notices("parts_kill");
    let began = Instant::now();
    let ran = run_into(&sandbox, "whole/", &[]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    let whole = files(&sandbox.path("whole"));
    let undisturbed = u64::try_from(began.elapsed().as_micros()).unwrap();
    assert!(whole.keys().filter(|name| name.starts_with("part-")).count() > 10);

    // The same moments in every run of this test, as far as a machine's speed allows.
    let mut moment = 0x2031_0607_u64;
    let (mut killed, mut kept) = (0, 0);
    for round in 0..200 {
        if killed >= KILLS {
            break;
        }
        let name = format!("killed{round}");
        let folder = sandbox.path(&name);
        for _ in 0..50 {
            let before = finished(&folder);
            let mut child = sandbox
                .command(&[RUN, &["-o", &name, "--resume"]].concat())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            moment = moment
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            sleep(Duration::from_micros((moment >> 33) % undisturbed));
            let ended = child.try_wait().unwrap();
            // SIGKILL: the program has no say in it.
            child.kill().unwrap();
            child.wait().unwrap();
            let after = finished(&folder);
            for (part, file) in &before {
                assert_eq!(after.get(part), Some(file), "{name}: {part} was done again");
            }
            kept += before.len();
            if ended.is_some() {
                break;
            }
            killed += 1;
        }
        assert_eq!(run_into(&sandbox, &name, &["--resume"]).status, 1);
        assert!(files(&folder) == whole, "{name} is not what an undisturbed run gives");
        fs::remove_dir_all(&folder).unwrap();
    }
    assert!(killed >= KILLS, "the runs ended before they could be killed: {killed}");
    assert!(kept > 0, "no killed run had finished a part: its moments are no test");
}

#[test]
fn a_full_disk_stops_the_run_and_room_lets_it_go_on() {
    let sandbox = notices("parts_disk");
    assert_eq!(run_into(&sandbox, "whole/", &[]).status, 1);
    fs::create_dir(sandbox.path("small")).unwrap();
    // A small file system of the test's own, seen by nobody else and gone with the shell.
    let script = format!(
        "mount -t tmpfs -o size=120k tmpfs small || exit 77
        {gongwen} {run} -o small/out/; echo full $?
        ls -a small/out | grep -c '\\.part$'
        mount -o remount,size=8m small
        {gongwen} {run} -o small/out/ --resume; echo room $?
        cp -r small/out from-small",
        gongwen = env!("CARGO_BIN_EXE_gongwen"),
        run = RUN.join(" "),
    );
    let ran = Command::new("unshare")
        .args(["-Urm", "sh", "-c", &script])
        .current_dir(sandbox.path(""))
        .output();
    let ran = match ran {
        Ok(ran) if ran.status.code() == Some(77) || String::from_utf8_lossy(&ran.stderr).contains("unshare") => {
            return eprintln!("skipped: no file system can be mounted here");
        }
        Ok(ran) => ran,
        Err(_) => return eprintln!("skipped: no command unshare here"),
    };
    let err = String::from_utf8_lossy(&ran.stderr);
    // No half file takes the room that is missing.
    assert_eq!(String::from_utf8_lossy(&ran.stdout), "full 1\n0\nroom 1\n", "{err}");
    assert!(err.contains("No space left on device"), "{err}");
    assert!(err.contains("--resume goes on with the rest"), "{err}");
    assert!(files(&sandbox.path("from-small")) == files(&sandbox.path("whole")));
}

#[test]
fn ctrl_c_leaves_finished_parts_and_says_how_to_go_on() {
    let sandbox = notices("parts_stop");
    let whole = run_into(&sandbox, "whole/", &[]);
    assert_eq!(whole.status, 1);
    // A list that never ends keeps the run in its planning; so a pipe among the inputs holds it in its first part.
    assert!(
        Command::new("mkfifo")
            .arg(sandbox.path("pipe"))
            .status()
            .unwrap()
            .success()
    );
    let child = sandbox.spawn(&[
        "batch",
        "in/00.txt",
        "pipe",
        "-o",
        "out/",
        "--jobs",
        "1",
        "--part-size",
        "1",
    ]);
    for _ in 0..1000 {
        if sandbox
            .path("out/_ledger.jsonl")
            .metadata()
            .is_ok_and(|meta| meta.len() > 0)
        {
            break;
        }
        sleep(Duration::from_millis(10));
    }
    let interrupt = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(interrupt.unwrap().success());
    sleep(Duration::from_millis(100));
    fs::write(sandbox.path("pipe"), NOTICE).unwrap();
    let ran = crate::sandbox::ended(child);
    assert_eq!(
        (ran.status, ran.err.as_str()),
        (
            130,
            "gongwen: stopped; 1 of 2 parts are done; the same command with --resume goes on with the rest\n"
        )
    );
    assert!(!sandbox.path("out/_SUCCESS").exists());
}

#[test]
fn parts_hold_the_records_in_order_and_the_failures_stand_beside_them() {
    let sandbox = notices("parts_order");
    let ran = run_into(&sandbox, "out/", &["--compress", "gzip", "--summary", "summary.json"]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.err
            .ends_with("gongwen: the failures are in out/_failures-*.jsonl\n"),
        "{}",
        ran.err
    );
    let plain = sandbox.run(&["batch", "in", "--dedupe", "exact"]);
    let files = files(&sandbox.path("out"));
    let mut unpacked = Vec::new();
    for (_, part) in files.iter().filter(|(name, _)| name.starts_with("part-")) {
        std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(part.as_slice()), &mut unpacked).unwrap();
    }
    assert!(String::from_utf8(unpacked).unwrap() == plain.out);
    let failures: Vec<&Vec<u8>> = files
        .iter()
        .filter(|(name, _)| name.starts_with("_failures-"))
        .map(|(_, text)| text)
        .collect();
    let rows: usize = failures
        .iter()
        .map(|text| records(std::str::from_utf8(text).unwrap()).len())
        .sum();
    let summary = &records(&sandbox.read("summary.json").replace('\n', ""))[0];
    assert_eq!(rows, 5);
    assert_eq!(summary["failures_by_code"]["empty"], 5);
    assert_eq!(summary["notices"], 175);
    assert!(summary["duplicates"].as_u64().unwrap() > 100);
    assert_eq!(summary["stopped"], false);
}

#[test]
fn a_finished_folder_is_left_as_it_is() {
    let sandbox = notices("parts_finished");
    run_into(&sandbox, "out/", &[]);
    let before = files(&sandbox.path("out"));
    let again = run_into(&sandbox, "out/", &[]);
    assert_eq!(
        (again.status, again.err.as_str()),
        (2, "gongwen: out/: it holds a finished run; name another folder\n")
    );
    let resumed = run_into(&sandbox, "out/", &["--resume"]);
    assert_eq!(resumed.status, 1);
    assert!(files(&sandbox.path("out")) == before);
    let other = run_into(&sandbox, "out/", &["--resume", "--compress", "zstd"]);
    assert_eq!(other.status, 2);
    assert!(
        other
            .err
            .contains("begun otherwise (compression \"none\" is \"zstd\" now)"),
        "{}",
        other.err
    );
}

#[test]
fn what_parts_cannot_be_is_told() {
    let sandbox = notices("parts_misuse");
    sandbox.write("file", "");
    for (args, why) in [
        (
            &["in", "-o", "file", "--part-size", "1MiB"][..],
            "file: it is a file; parts need a folder",
        ),
        (&["in", "-o", "out/", "--unordered"], "leave --unordered out"),
        (&["in", "-o", "out/", "--failures", "f"], "leave --failures out"),
        (&["-", "-o", "out/"], "standard input cannot be planned"),
        (&["in", "-o", "none/out/"], "no such folder; create it first"),
        (&["in", "-o", "in/"], "holds no run of gongwen's"),
    ] {
        let ran = sandbox.run(&[&["batch"], args].concat());
        assert_eq!(ran.status, 2, "{}", ran.err);
        assert!(ran.err.contains(why), "{}", ran.err);
        assert!(!sandbox.path("out").exists());
    }
    assert_eq!(uris(&sandbox.run(&["batch", "in/00.txt"]).out), ["in/00.txt"]);
}
