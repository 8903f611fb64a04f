//! Makes as much input as is asked for out of the project's invented notices, no two alike.
//!
//! ```text
//! scale lines 1000000000 > notices.jsonl     JSON Lines, at least so many bytes
//! scale files 1000000 FOLDER                 so many small files, a thousand in each folder
//! ```

use gongwen_benches::{corpus, vary};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["lines", bytes] => bytes.parse().map(lines),
        ["files", count, folder] => count.parse().map(|count| files(count, Path::new(folder))),
        _ => {
            eprintln!("usage: scale lines BYTES | scale files COUNT FOLDER");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            eprintln!("scale: {error}");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("scale: {error}");
            ExitCode::from(2)
        }
    }
}

/// The corpus over and over, each time with other numbers. Only texts: a page's frame is the same in all its variants.
fn variants() -> io::Result<impl Iterator<Item = Vec<u8>>> {
    let mut sources = corpus()?;
    sources.retain(|(path, _)| path.extension().is_some_and(|ending| ending == "txt"));
    sources.retain(|(_, source)| std::str::from_utf8(source).is_ok());
    Ok((1..).flat_map(move |seed| {
        let round: Vec<Vec<u8>> = sources.iter().map(|(_, source)| vary(source, seed)).collect();
        round
    }))
}

fn lines(bytes: u64) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut written = 0;
    for (number, text) in variants()?.enumerate() {
        let text = String::from_utf8_lossy(&text);
        let line = serde_json::json!({
            "url": format!("https://www.example.com/notices/{number}.html"),
            "fetched_at": "2031-06-01T08:00:00Z",
            "text": text,
        })
        .to_string();
        writeln!(out, "{line}")?;
        written += line.len() as u64 + 1;
        if written >= bytes {
            break;
        }
    }
    out.flush()
}

/// The beginning of each notice: what matters here is that they are many.
fn files(count: usize, folder: &Path) -> io::Result<()> {
    for (number, text) in variants()?.take(count).enumerate() {
        let place = folder.join(format!("{:04}", number / 1000));
        if number % 1000 == 0 {
            fs::create_dir_all(&place)?;
        }
        let text = String::from_utf8_lossy(&text);
        let short: String = text.chars().take(300).collect();
        fs::write(
            place.join(format!("{number:07}.txt")),
            format!("{short}\n第{number}号\n"),
        )?;
    }
    Ok(())
}
