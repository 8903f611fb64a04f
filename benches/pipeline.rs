//! How fast the whole way from bytes to record is, on one thread.
//!
//! Measured: [`gongwen::extract`] alone, over many variants of the project's invented notices, each read once a round;
//! no file is read and no JSON written meanwhile. The figure is the median round. Asserted: every variant has as many
//! headings, measures, dates and contacts as the notice it was made from, so that a fast wrong answer is no result.
//!
//! What it does not say: invented notices are shorter and cleaner than scraped ones, so `gongwen batch` on a folder of
//! your own, whose summary states MB/s, is the figure to trust for your own data.
//!
//! `cargo bench --manifest-path benches/Cargo.toml` from the project's folder; `-- --quick` runs one round.

use gongwen::{Notice, Options, extract};
use gongwen_benches::{corpus, vary};
use std::hint::black_box;
use std::time::{Duration, Instant};

const VARIANTS: u64 = 40;
const ROUNDS: usize = 15;

fn main() {
    let quick = std::env::args().any(|arg| arg == "--quick");
    let corpus = corpus().expect("the project's folder corpus can be read");
    assert!(!corpus.is_empty(), "the corpus holds no notice");
    let options = Options::default();

    let mut texts = Vec::new();
    for (path, source) in &corpus {
        let expected = shape(&read(source, &options));
        for seed in 1..=VARIANTS {
            let text = vary(source, seed);
            let found = shape(&read(&text, &options));
            assert_eq!(
                found,
                expected,
                "{}, variant {seed}: headings, measures, dates, contacts",
                path.display()
            );
            texts.push(text);
        }
    }

    let bytes: usize = texts.iter().map(Vec::len).sum();
    let mut rounds: Vec<Duration> = (0..if quick { 1 } else { ROUNDS })
        .map(|_| {
            let began = Instant::now();
            for text in &texts {
                black_box(read(black_box(text), &options));
            }
            began.elapsed()
        })
        .collect();
    rounds.sort();
    let median = rounds[rounds.len() / 2].as_secs_f64();
    println!(
        "pipeline: {:.1} MB/s, {:.0} notices/s (median of {} rounds over {} notices, {:.2} MB, one thread)",
        bytes as f64 / 1e6 / median,
        texts.len() as f64 / median,
        rounds.len(),
        texts.len(),
        bytes as f64 / 1e6,
    );
}

fn read(text: &[u8], options: &Options) -> Notice {
    extract(text, options).expect("the corpus is text")
}

fn shape(notice: &Notice) -> [usize; 4] {
    [
        notice.headings.len(),
        notice.measures.len(),
        notice.dates.len(),
        notice.contacts.len(),
    ]
}
