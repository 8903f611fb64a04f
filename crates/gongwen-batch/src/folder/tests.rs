//! Runs into folders: whole, interrupted, resumed, refused.

use super::{Folder, FolderError, Job, LOCK, Piece, SUCCESS, Unit, plan};
use crate::duplicate::Dedupe;
use crate::input::{Inputs, Reading};
use crate::output::Compression;
use crate::progress::Progress;
use crate::run::Runner;
use crate::settings::Settings;
use crate::summary::Summary;
use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// A folder for one test, with notices in it.
struct Place(PathBuf);

impl Place {
    fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("gongwen-folder-{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("in")).unwrap();
        for number in 0..60 {
            // Every fifth is a repeat of the first, every seventh gives no record.
            let text = match number {
                n if n % 7 == 3 => String::new(),
                n if n % 5 == 0 => notice(0),
                n => notice(n),
            };
            fs::write(path.join(format!("in/{number:03}.txt")), text).unwrap();
        }
        let lines = (100..140).map(|number| format!("{{\"id\":{number},\"text\":{:?}}}\n", notice(number)));
        fs::write(path.join("in/lines.jsonl"), lines.collect::<String>()).unwrap();
        Self(path)
    }

    fn inputs(&self) -> Inputs {
        Inputs::new([self.0.join("in")])
    }

    fn job(&self) -> Job {
        Job {
            part_size: 1500,
            ..Job::new(vec!["in".to_owned()], &Settings::default(), Reading::default())
        }
    }

    fn open(&self, name: &str, job: &Job, resume: bool) -> Result<Folder, FolderError> {
        Folder::open(&self.0.join(name), job, &self.inputs(), resume)
    }

    fn run(&self, name: &str, job: &Job, resume: bool) -> Summary {
        let mut folder = self.open(name, job, resume).unwrap();
        folder.run(&runner(2), &Settings::default()).unwrap()
    }

    /// What the folder holds, but for the lock.
    fn files(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        let entries = fs::read_dir(self.0.join(name)).unwrap().map(Result::unwrap);
        entries
            .map(|entry| {
                (
                    entry.file_name().into_string().unwrap(),
                    fs::read(entry.path()).unwrap(),
                )
            })
            .filter(|(name, _)| name != LOCK)
            .collect()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn notice(number: usize) -> String {
    format!(
        "青禾县人民政府关于第{number}号水库维修工作的通知\n青政发〔2031〕{number}号\n各镇人民政府：\n一、维修。请于2031年6月{}日前完成\
         第{number}号水库的维修。\n青禾县人民政府\n2031年5月8日\n",
        1 + number % 28
    )
}

fn runner(jobs: usize) -> Runner {
    Runner::new(NonZeroUsize::new(jobs)).unwrap()
}

#[test]
fn every_unit_gives_one_part_and_success_comes_last() {
    let place = Place::new("whole");
    let summary = place.run("out", &place.job(), false);
    assert_eq!((summary.notices, summary.failures), (91, 9));
    assert_eq!(summary.failures_by_code, BTreeMap::from([("empty".into(), 9)]));
    let files = place.files("out");
    let parts: Vec<&String> = files.keys().filter(|name| name.starts_with("part-")).collect();
    assert_eq!(parts.len() as u64, summary.parts);
    assert!(parts.len() > 5, "{parts:?}");
    let rows: usize = parts
        .iter()
        .map(|name| files[*name].split_inclusive(|b| *b == b'\n').count())
        .sum();
    assert_eq!(rows, 91);
    let failures = files.iter().filter(|(name, _)| name.starts_with("_failures-"));
    assert_eq!(
        failures
            .map(|(_, text)| text.iter().filter(|b| **b == b'\n').count())
            .sum::<usize>(),
        9
    );
    assert_eq!(files[SUCCESS], b"");
    assert_eq!(
        files["_ledger.jsonl"].iter().filter(|b| **b == b'\n').count(),
        parts.len()
    );
}

#[test]
fn parts_do_not_depend_on_the_number_of_threads() {
    let place = Place::new("threads");
    let job = Job {
        dedupe: Some(Dedupe::Exact),
        ..place.job()
    };
    for (name, jobs) in [("one", 1), ("five", 5)] {
        place
            .open(name, &job, false)
            .unwrap()
            .run(&runner(jobs), &Settings::default())
            .unwrap();
    }
    assert_eq!(place.files("one"), place.files("five"));
}

#[test]
fn a_run_taken_up_after_any_part_ends_as_if_it_had_never_stopped() {
    let place = Place::new("resume");
    for compression in [Compression::None, Compression::Zstd] {
        let job = Job {
            dedupe: Some(Dedupe::Exact),
            compression,
            ..place.job()
        };
        let name = |what: &str| format!("{what}-{}", compression.suffix());
        let whole = place.run(&name("whole"), &job, false);
        assert!(whole.duplicates > 0);
        let files = place.files(&name("whole"));
        let lines: Vec<&[u8]> = files["_ledger.jsonl"].split_inclusive(|b| *b == b'\n').collect();
        for done in 0..lines.len() {
            // As a kill leaves it: so many parts done, the next one written but not in the ledger, its line torn.
            let broken = name(&format!("broken{done}"));
            let out = place.0.join(&broken);
            fs::create_dir(&out).unwrap();
            for (name, content) in &files {
                let number = name.split('-').nth(1).and_then(|number| number.parse().ok());
                if name == plan::NAME || number.is_some_and(|number: usize| number <= done) {
                    fs::write(out.join(name), content).unwrap();
                }
            }
            let torn = &lines[done][..lines[done].len() / 2];
            fs::write(out.join("_ledger.jsonl"), [&lines[..done].concat(), torn].concat()).unwrap();
            fs::write(out.join(".part-000009-0.jsonl.77.part"), "half").unwrap();
            fs::write(out.join(LOCK), "").unwrap();

            let resumed = place.run(&broken, &job, true);
            assert_eq!(resumed.parts_kept, done as u64);
            assert_eq!((resumed.notices, resumed.duplicates), (whole.notices, whole.duplicates));
            assert!(place.files(&broken) == files, "{broken} differs");
        }
    }
}

#[test]
fn a_part_that_is_gone_or_cut_short_is_written_again() {
    let place = Place::new("gone");
    let job = place.job();
    place.run("out", &job, false);
    let files = place.files("out");
    let mut parts = files.keys().filter(|name| name.starts_with("part-"));
    fs::remove_file(place.0.join("out").join(parts.next().unwrap())).unwrap();
    fs::write(place.0.join("out").join(parts.next().unwrap()), "{").unwrap();
    let resumed = place.run("out", &job, true);
    assert_eq!(resumed.parts - resumed.parts_kept, 2);
    let mut again = place.files("out");
    // The ledger tells the same parts twice; the later line counts.
    again.insert("_ledger.jsonl".to_owned(), files["_ledger.jsonl"].clone());
    assert!(again == files);
}

#[test]
fn a_stopped_run_keeps_its_parts_and_goes_on() {
    let place = Place::new("stop");
    let job = place.job();
    let stop = Arc::new(AtomicBool::new(true));
    let settings = Settings {
        stop: Some(Arc::clone(&stop)),
        ..Settings::default()
    };
    let mut folder = place.open("out", &job, false).unwrap();
    let summary = folder.run(&runner(2), &settings).unwrap();
    assert!(summary.stopped);
    assert!(!place.files("out").contains_key(SUCCESS));
    drop(folder);
    stop.store(false, Relaxed);
    let progress = Arc::new(Progress::default());
    let settings = Settings {
        progress: Some(Arc::clone(&progress)),
        ..settings
    };
    let summary = place
        .open("out", &job, true)
        .unwrap()
        .run(&runner(2), &settings)
        .unwrap();
    assert_eq!(summary.notices, 91);
    assert_eq!(progress.inputs(), 100);
    assert_eq!(progress.failures(), 9);
}

#[test]
fn only_the_same_engine_settings_and_inputs_may_go_on() {
    let place = Place::new("other");
    let job = place.job();
    place.run("out", &job, false);
    let mut engine = job.clone();
    engine.engine.rules = "0123456789abcdef".to_owned();
    let keywords = Job {
        keywords: 3,
        ..job.clone()
    };
    let inputs = Job {
        inputs: vec!["elsewhere".to_owned()],
        ..job.clone()
    };
    for (other, name) in [(engine, "engine"), (keywords, "keywords"), (inputs, "inputs")] {
        let error = place.open("out", &other, true).unwrap_err().to_string();
        assert!(error.contains(&format!("({name} ")), "{error}");
    }
}

#[test]
fn a_folder_that_holds_something_is_not_begun_in() {
    let place = Place::new("full");
    let job = place.job();
    place.run("out", &job, false);
    let said = |name: &str, resume| place.open(name, &job, resume).unwrap_err().to_string();
    assert!(said("out", false).ends_with("it holds a finished run; name another folder"));
    fs::remove_file(place.0.join("out").join(SUCCESS)).unwrap();
    assert!(said("out", false).contains("--resume"));
    for resume in [false, true] {
        assert!(
            said("in", resume).contains("holds no run of gongwen's"),
            "{}",
            said("in", resume)
        );
    }
    fs::write(place.0.join("file"), "").unwrap();
    assert!(matches!(place.open("file", &job, false), Err(FolderError::Io(..))));
}

#[test]
fn a_plan_that_was_never_whole_is_made_again() {
    let place = Place::new("no-plan");
    let out = place.0.join("out");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("._plan.jsonl.77.part"), "half").unwrap();
    fs::write(out.join(LOCK), "").unwrap();
    let job = place.job();
    place.run("out", &job, true);
    place.run("whole", &job, false);
    assert!(place.files("out") == place.files("whole"));
}

#[test]
fn a_folder_among_its_own_inputs_is_left_out() {
    let place = Place::new("inside");
    let summary = place.run("in/out", &place.job(), false);
    assert_eq!((summary.notices, summary.failures), (91, 9));
}

#[test]
fn two_runs_never_work_in_one_folder() {
    let place = Place::new("lock");
    let job = place.job();
    let first = place.open("out", &job, false).unwrap();
    let error = place.open("out", &job, true).unwrap_err().to_string();
    assert!(error.contains("another run works in this folder"), "{error}");
    drop(first);
    place.open("out", &job, true).unwrap();
}

#[test]
fn a_file_that_changed_since_it_was_planned_gives_a_failure() {
    let place = Place::new("changed");
    let job = place.job();
    let mut folder = place.open("out", &job, false).unwrap();
    fs::write(place.0.join("in/001.txt"), notice(5555)).unwrap();
    fs::remove_file(place.0.join("in/002.txt")).unwrap();
    let summary = folder.run(&runner(2), &Settings::default()).unwrap();
    assert_eq!((summary.notices, summary.failures), (89, 11));
    assert_eq!(summary.failures_by_code["changed"], 1);
    assert_eq!(summary.failures_by_code["unreadable"], 1);
}

#[test]
fn long_json_lines_are_cut_into_even_ranges_and_small_files_put_together() {
    let place = Place::new("units");
    let folder = place.open("out", &place.job(), false).unwrap();
    let units: Vec<Unit> = folder
        .plan()
        .units(&place.0.join("out"))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let of = |name: &str| -> Vec<Piece> {
        let pieces = units.iter().flat_map(|unit| unit.pieces.clone());
        pieces.filter(|piece| piece.path.ends_with(name)).collect()
    };
    let ranges = of("lines.jsonl");
    let size = fs::metadata(place.0.join("in/lines.jsonl")).unwrap().len();
    assert_eq!(ranges.len() as u64, size.div_ceil(1500));
    assert_eq!(ranges[0].from, Some(0));
    assert_eq!(ranges.last().unwrap().to, Some(size));
    for pair in ranges.windows(2) {
        assert_eq!(pair[0].to, pair[1].from);
    }
    assert_eq!(of("000.txt").len(), 1);
    assert!(units.iter().all(|unit| unit.bytes() <= 1500));
    assert!(units[0].pieces.len() > 1);
    assert_eq!(folder.plan().parts(), units.len() as u64);
    assert_eq!(folder.plan().bytes(), units.iter().map(Unit::bytes).sum::<u64>());
}

#[cfg(unix)]
#[test]
fn a_path_that_is_no_text_goes_through_the_plan() {
    use std::os::unix::ffi::OsStrExt;
    let path = Path::new(std::ffi::OsStr::from_bytes(b"in/\xCD\xA8\xD6\xAA.txt")).to_path_buf();
    for path in [path, "in/通知.txt".into()] {
        let piece = Piece {
            path,
            bytes: None,
            from: None,
            to: None,
        };
        let json = serde_json::to_string(&piece).unwrap();
        assert_eq!(serde_json::from_str::<Piece>(&json).unwrap(), piece, "{json}");
    }
}
