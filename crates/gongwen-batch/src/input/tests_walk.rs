//! Folders, patterns, lists and what they must not fall into.

use super::tests::{Folder, outcome, outcomes};
use super::{Input, Inputs, Reading};
use std::fs;
use std::path::{Path, PathBuf};

/// The files by their paths below a folder, and the codes of what failed.
fn files(inputs: &Inputs, below: &Path) -> Vec<String> {
    let told = |file: Result<PathBuf, crate::Failure>| match file {
        Ok(path) => path.strip_prefix(below).unwrap_or(&path).to_string_lossy().into_owned(),
        Err(failure) => format!("!{}", failure.code),
    };
    inputs.files().map(told).collect()
}

#[test]
fn folders_are_walked_by_name() {
    let folder = Folder::new("walk");
    for name in [
        "b.txt",
        "a/2.html",
        "a/1.txt",
        "a/.git/config",
        ".hidden.txt",
        "c.jsonl",
        "a.txt",
        "d.pdf",
        "e/f/通知",
        "z.txt.gz",
    ] {
        folder.file(name, "公告");
    }
    let inputs = Inputs::new([folder.path()]).except(&folder.path().join("b.txt"));
    let all = ["a/1.txt", "a/2.html", "a.txt", "c.jsonl", "e/f/通知", "z.txt.gz"];
    assert_eq!(files(&inputs, folder.path()), all);
    assert_eq!(
        inputs.iter().filter_map(|input| input.uri().map(str::to_owned)).count(),
        6
    );
    assert_eq!(inputs.empty_folder(), None);
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    assert_eq!(
        Inputs::new([folder.path(), &empty]).empty_folder(),
        Some(empty.as_path())
    );
    assert_eq!(
        files(&Inputs::new([folder.path().join("d.pdf")]), folder.path()),
        ["d.pdf"]
    );
}

#[test]
fn every_kind_of_file_is_told_by_its_content() {
    let folder = Folder::new("kinds");
    folder.file("1.txt", "公告一");
    folder.file("2.txt", "{\"text\":\"公告二\"}\n{\"text\":\"公告三\"}\n");
    folder.file("3.html", zstd::encode_all("公告四".as_bytes(), 0).unwrap());
    folder.file("4.txt", "公告".repeat(50_000));
    folder.file("5.docx", b"PK\x03\x04rest");
    let inputs: Vec<Input> = Inputs::new([folder.path()]).iter().collect();
    let read: Vec<String> = inputs.iter().map(outcome).collect();
    assert_eq!(read[..4], ["公告一", "公告二", "公告三", "公告四"]);
    assert_eq!((read[4].len(), inputs[4].size()), (300_000, 300_000));
    assert_eq!(read[5], "PK\u{3}\u{4}rest");
}

#[test]
fn a_missing_path_is_one_failing_input() {
    let inputs: Vec<Input> = Inputs::new(["no/such/folder"]).iter().collect();
    assert_eq!(outcomes(inputs), ["!unreadable"]);
    let folder = Folder::new("as-file");
    assert_eq!(
        outcomes(Reading::default().inputs_of(folder.path(), None)),
        ["!unreadable"]
    );
}

#[test]
fn patterns_match_as_in_a_shell() {
    let folder = Folder::new("glob");
    for name in [
        "a/1.txt",
        "a/2.txt",
        "a/2.pdf",
        "b/1.txt",
        "b/c/1.txt",
        "b/.d/1.txt",
        "x[1].txt",
        "x1.txt",
    ] {
        folder.file(name, "公告");
    }
    for (pattern, found) in [
        ("*/1.txt", vec!["a/1.txt", "b/1.txt"]),
        ("a/*", vec!["a/1.txt", "a/2.pdf", "a/2.txt"]),
        ("**/1.txt", vec!["a/1.txt", "b/1.txt", "b/c/1.txt"]),
        ("b/**/1.txt", vec!["b/1.txt", "b/c/1.txt"]),
        ("?", vec!["a/1.txt", "a/2.txt", "b/1.txt", "b/c/1.txt"]),
        ("b/.*/1.txt", vec!["b/.d/1.txt"]),
        ("a/[12].txt", vec!["a/1.txt", "a/2.txt"]),
        // A file of that very name comes first.
        ("x[1].txt", vec!["x[1].txt"]),
        ("a/*.doc", vec!["!unreadable"]),
        ("a/[.doc", vec!["!unreadable"]),
        ("no/*/1.txt", vec!["!unreadable"]),
    ] {
        let inputs = Inputs::new([folder.path().join(pattern)]);
        assert_eq!(files(&inputs, folder.path()), found, "{pattern}");
    }
    let unmatched = Inputs::new([folder.path().join("a/*.doc")])
        .files()
        .next()
        .unwrap()
        .unwrap_err();
    assert!(
        unmatched.message.contains("as a pattern it matches none"),
        "{unmatched}"
    );
}

#[test]
fn lists_name_files_and_folders() {
    let folder = Folder::new("list");
    let (a, b) = (folder.file("a[1].pdf", "公告"), folder.file("sub/b.txt", "公告"));
    let sub = b.parent().unwrap();
    let list = format!(
        "{}\r\n\r\n{}\r\n{}/no\r\n",
        a.display(),
        sub.display(),
        folder.path().display()
    );
    let inputs = Inputs::from_list(std::io::Cursor::new(list.clone()));
    assert_eq!(outcomes(inputs.iter()), ["公告", "公告", "!unreadable"]);
    let file = folder.file("list", list.replace("\r\n", "\0"));
    let inputs = Inputs::default().and_list_file(file);
    for _ in 0..2 {
        assert_eq!(files(&inputs, folder.path()), ["a[1].pdf", "sub/b.txt", "no"]);
    }
    let inputs = Inputs::default().and_list_file("no/such/list");
    assert_eq!(files(&inputs, folder.path()), ["!unreadable"]);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn pipe(path: &Path) {
        assert!(
            std::process::Command::new("mkfifo")
                .arg(path)
                .status()
                .unwrap()
                .success()
        );
    }

    #[test]
    fn links_are_followed_and_loops_told_once() {
        let folder = Folder::new("links");
        folder.file("a/1.txt", "公告");
        let elsewhere = Folder::new("elsewhere");
        elsewhere.file("2.txt", "公告");
        symlink(elsewhere.path(), folder.path().join("a/there")).unwrap();
        symlink(folder.path(), folder.path().join("a/up")).unwrap();
        symlink("a", folder.path().join("b.txt")).unwrap();
        symlink("nowhere", folder.path().join("c.txt")).unwrap();
        symlink("nowhere", folder.path().join("c.pdf")).unwrap();
        symlink("a/1.txt", folder.path().join("d.txt")).unwrap();
        symlink(folder.path().join("a/1.txt"), folder.path().join("d.pdf")).unwrap();
        let told = files(&Inputs::new([folder.path()]), folder.path());
        assert_eq!(
            told,
            [
                "a/1.txt",
                "a/there/2.txt",
                "!unreadable",
                "b.txt/1.txt",
                "b.txt/there/2.txt",
                "!unreadable",
                "!unreadable",
                "d.txt"
            ]
        );
    }

    #[test]
    fn pipes_in_folders_are_left_and_pipes_named_are_read() {
        let folder = Folder::new("pipes");
        folder.file("a.txt", "公告");
        let path = folder.path().join("b.txt");
        pipe(&path);
        assert_eq!(files(&Inputs::new([folder.path()]), folder.path()), ["a.txt"]);
        let writer = {
            let path = path.clone();
            std::thread::spawn(move || fs::write(path, "{\"text\":\"一\"}\n{\"text\":\"二\"}\n").unwrap())
        };
        assert_eq!(outcomes(Inputs::new([&path]).iter()), ["一", "二"]);
        writer.join().unwrap();
    }

    #[test]
    fn names_need_not_be_utf_8() {
        let folder = Folder::new("names");
        let name = OsStr::from_bytes(b"\xb9\xab\xb8\xe6.txt");
        folder.file(name, "公告");
        for path in [
            folder.path().to_path_buf(),
            folder.path().join("*.txt"),
            folder.path().join(name),
        ] {
            let inputs: Vec<Input> = Inputs::new([path]).iter().collect();
            assert_eq!(outcomes(inputs.clone()), ["公告"]);
            assert!(inputs[0].uri().unwrap().ends_with("\u{fffd}.txt"));
        }
        let list = [folder.path().as_os_str().as_bytes(), b"/", name.as_bytes()].concat();
        assert_eq!(outcomes(Inputs::from_list(std::io::Cursor::new(list)).iter()), ["公告"]);
    }

    #[test]
    fn what_may_not_be_read_is_told() {
        let folder = Folder::new("closed");
        let path = folder.file("sub/a.txt", "公告");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).unwrap();
        // The superuser may read everything.
        if fs::read(&path).is_err() {
            assert_eq!(outcomes(Inputs::new([folder.path()]).iter()), ["!unreadable"]);
        }
    }
}
