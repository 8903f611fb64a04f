//! Page numbers: lines of their own, or run into the text where pages were pasted together.

use super::Gap;
use super::lines::{Line, ends_closed};
use crate::span::{EditBuilder, EditMap, Span};
use memchr::memmem;
use std::borrow::Cow;

/// A lone number is a page number only if as many bytes of text stand between it and its like.
const PAGE: usize = 400;
/// How many lone numbers are looked at; a text with more is a table.
const MOST: usize = 600;
/// How many runs of page numbers a text may have.
const RUNS: usize = 3;
/// A line of this width that breaks off before a number was torn.
const TORN: usize = 30;

/// What [`page`] makes of a text.
pub(super) struct Paged<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) map: EditMap,
    /// The gaps of the input, shifted.
    pub(super) gaps: Vec<Gap>,
    /// Page numbers taken out; spans into the input.
    pub(super) numbers: Vec<Span>,
    /// Where they stood; offsets into the output.
    pub(super) seams: Vec<usize>,
}

/// Takes page numbers out, and with a line of its own its line break.
pub(super) fn page<'a>(text: &'a str, gaps: Vec<Gap>, lines: &[Line]) -> Paged<'a> {
    let numbers = page_numbers(text, lines);
    let mut out = EditBuilder::new(text);
    let mut seams = Vec::new();
    for &number in &numbers {
        let starts = number.start == 0 || text.as_bytes().get(number.start - 1) == Some(&b'\n');
        let taken = match text.as_bytes().get(number.end) {
            Some(b'\n') if starts => Span::new(number.start, number.end + 1),
            None if starts => Span::new(number.start.saturating_sub(1), number.end),
            _ => number,
        };
        out.replace(taken, "");
        seams.push(out.output_offset(taken.end));
    }
    let (output, map) = out.finish();
    let gaps = shifted(gaps, &map);
    Paged {
        text: output,
        map,
        gaps,
        numbers,
        seams,
    }
}

/// The gaps of a filter's input in its output: what a deletion brings together is one gap.
pub(super) fn shifted(gaps: Vec<Gap>, map: &EditMap) -> Vec<Gap> {
    if map.is_identity() {
        return gaps;
    }
    let mut moved: Vec<Gap> = Vec::with_capacity(gaps.len());
    for gap in gaps {
        let at = map.to_output(gap.at);
        match moved.last_mut() {
            Some(last) if last.at == at => {
                last.breaks = last.breaks.saturating_add(gap.breaks);
                last.blanks = gap.blanks;
            }
            _ => moved.push(Gap { at, ..gap }),
        }
    }
    moved
}

/// The page numbers of a text in order: whole lines, or pieces of a line where pages were run together.
fn page_numbers(text: &str, lines: &[Line]) -> Vec<Span> {
    let mut found: Vec<Span> = lines
        .iter()
        .map(|line| line.span)
        .filter(|span| is_dressed_number(span.of(text)))
        .collect();
    inside_lines(text, &mut found);
    lone_numbers(text, lines, &mut found);
    found.sort_unstable();
    found.dedup();
    found
}

/// `—1—`, `- 2 -`, `第3页`, `第3页共5页`.
fn is_dressed_number(line: &str) -> bool {
    if line.len() > 40 {
        return false;
    }
    let dash = |c: char| matches!(c, '—' | '-' | '–' | '－' | '―' | '─' | '·' | '~' | '～');
    let inner = line.trim_matches(|c| dash(c) || c == ' ');
    let dashed = line.starts_with(dash) && line.ends_with(dash) && is_number(inner);
    let paged = line
        .strip_prefix('第')
        .and_then(|rest| rest.split_once('页'))
        .is_some_and(|(number, rest)| {
            let rest = rest.trim_start_matches(['，', ',', '/', ' ', '（']);
            is_number(number.trim())
                && (rest.is_empty()
                    || rest
                        .strip_prefix('共')
                        .and_then(|rest| rest.split_once('页'))
                        .is_some_and(|(all, rest)| is_number(all.trim()) && matches!(rest, "" | "）")))
        });
    dashed || paged
}

fn is_number(text: &str) -> bool {
    matches!(text.len(), 1..=3) && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0')
}

/// `—1—` inside a line: at its end, or anywhere if the numbers count up.
fn inside_lines(text: &str, found: &mut Vec<Span>) {
    let mut pieces: Vec<(Span, usize)> = Vec::new();
    let mut after = 0;
    for at in memmem::find_iter(text.as_bytes(), "—".as_bytes()) {
        let rest = text.get(at + 3..).unwrap_or("");
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number = rest.get(..digits).unwrap_or("");
        let tail = rest.get(digits..).unwrap_or("");
        // `——1` is a dash, and 2024—1—3 no page number.
        let dash = text.get(..at).is_some_and(|front| front.ends_with('—')) || tail.starts_with("——");
        if at >= after && !dash && is_number(number) && tail.starts_with('—') {
            let span = Span::new(at, at + 3 + digits + 3);
            after = span.end;
            if let Ok(number) = number.parse() {
                pieces.push((span, number));
            }
        }
    }
    for (i, &(span, number)) in pieces.iter().enumerate() {
        let ends_line = text.as_bytes().get(span.end).is_none_or(|b| *b == b'\n');
        let follows = |other: Option<&(Span, usize)>, step: usize| {
            other.is_some_and(|&(_, other)| other.abs_diff(number) == step)
        };
        let counted = follows(pieces.get(i + 1), 1) || i > 0 && follows(pieces.get(i - 1), 1);
        if ends_line || counted {
            found.push(span);
        }
    }
}

/// A line that is nothing but a number, where numbers count up a page apart.
fn lone_numbers(text: &str, lines: &[Line], found: &mut Vec<Span>) {
    let candidates: Vec<(usize, usize)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.span.len() <= 3 && is_number(line.span.of(text)))
        .filter_map(|(i, line)| Some((i, line.span.of(text).parse().ok()?)))
        .collect();
    let apart = |a: usize, b: usize| match (lines.get(a), lines.get(b)) {
        (Some(a), Some(b)) => b.span.start - a.span.end >= PAGE && b.span.start - a.span.end < 10_000,
        _ => false,
    };
    // The longest run that counts up, and after it the next: annexes have pages of their own.
    let mut rest: Vec<(usize, usize)> = candidates.into_iter().take(MOST).collect();
    let mut chains: Vec<Vec<usize>> = Vec::new();
    while rest.len() >= 2 && chains.len() < RUNS {
        let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(rest.len());
        for (i, &(line, number)) in rest.iter().enumerate() {
            let earlier = rest.iter().zip(&best).enumerate().take(i);
            let follows = earlier
                .filter(|(_, ((at, before), _))| (1..=2).contains(&number.saturating_sub(*before)) && apart(*at, line));
            let longest = follows.max_by_key(|(_, (_, (length, _)))| *length);
            best.push(longest.map_or((1, None), |(at, (_, (length, _)))| (length + 1, Some(at))));
        }
        let Some((last, _)) = best.iter().enumerate().max_by_key(|(_, (length, _))| *length) else {
            break;
        };
        let mut chain = Vec::new();
        let mut next = Some(last);
        while let Some(at) = next {
            chain.push(at);
            next = best.get(at).and_then(|(_, before)| *before);
        }
        chain.reverse();
        chains.push(
            chain
                .iter()
                .filter_map(|&at| rest.get(at))
                .map(|&(line, _)| line)
                .collect(),
        );
        let taken = |line: &usize| chains.last().is_some_and(|chain| chain.contains(line));
        rest.retain(|(line, _)| !taken(line));
    }
    // Numbers of a list may be as far apart, but stand between whole sentences.
    let tears = |&at: &usize| {
        let before = at.checked_sub(1).and_then(|at| lines.get(at));
        before.is_some_and(|line| !ends_closed(line.span.of(text)) && line.width >= TORN)
    };
    for chain in chains.into_iter().filter(|chain| chain.len() >= 2) {
        if chain.iter().filter(|at| tears(at)).count() * 3 >= chain.len() {
            found.extend(chain.iter().filter_map(|&at| lines.get(at)).map(|line| line.span));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_dressed_number, page, page_numbers};
    use crate::text::Gap;
    use crate::text::lines::lines;

    #[test]
    fn whole_lines() {
        for line in ["—1—", "-2-", "- 3 -", "第3页", "第3页共5页", "第3页，共5页"] {
            assert!(is_dressed_number(line), "{line}");
        }
        for line in ["1", "—", "--", "—2026—", "第3页背面", "-0-", "第三条"] {
            assert!(!is_dressed_number(line), "{line}");
        }
    }

    #[test]
    fn a_line_goes_with_its_break() {
        let gap = |at, breaks| Gap { at, blanks: 0, breaks };
        let text = "一\n—1—\n二\n—2—";
        let gaps = vec![gap(4, 2), gap(12, 1), gap(16, 1)];
        let lines = lines(text, &gaps);
        let paged = page(text, gaps, &lines);
        assert_eq!(paged.text, "一\n二");
        assert_eq!(paged.gaps, [gap(4, 3), gap(7, 1)]);
        assert_eq!(paged.seams, [4, 7]);
    }

    #[test]
    fn pieces_of_lines() {
        for (text, numbers) in [
            ("发放价值3200—1—\n元的慰问品", vec!["—1—"]),
            ("各县区要—1—落实责任，按时—2—报送", vec!["—1—", "—2—"]),
            ("面积5—8—10亩", vec![]),
            ("改革——2—创新", vec![]),
        ] {
            let found = page_numbers(text, &lines(text, &[]));
            let found: Vec<&str> = found.iter().map(|span| span.of(text)).collect();
            assert_eq!(found, numbers, "{text}");
        }
    }

    #[test]
    fn lone_numbers_count_up() {
        let whole = "各县区要落实责任，按时报送材料。\n".repeat(10);
        let page = format!("{whole}各县区要落实责任，按时将有关材料报\n");
        let text = format!("{page}1\n{page}2\n{page}");
        assert_eq!(page_numbers(&text, &lines(&text, &[])).len(), 2);
        for text in [
            format!("{page}7\n{page}"),
            "1\n2\n3\n4".to_owned(),
            format!("{page}2\n{page}1\n"),
        ] {
            assert!(page_numbers(&text, &lines(&text, &[])).is_empty(), "{text}");
        }
    }
}
