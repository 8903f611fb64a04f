//! The source text of a notice with its items marked in it.

use super::page::escape;
use crate::evaluate::Scored;
use crate::tally::{Item, Outcome};
use std::fmt::Write as _;

/// A stretch of the source that an item stands for, in code points.
struct Mark {
    start: usize,
    end: usize,
    /// Which item.
    item: usize,
    outcome: Outcome,
}

/// The marked source.
pub(super) struct Marked {
    /// As HTML.
    pub(super) html: String,
    /// For each item whether the source has the anchor [`anchor`] names.
    pub(super) placed: Vec<bool>,
}

/// The anchor of an item: its notice and its place among the notice's items.
pub(super) fn anchor(notice: usize, item: usize) -> String {
    format!("n{notice}i{item}")
}

/// Marks every item where its span says, and missed ones where their words stand. What covers whole paragraphs when it is
/// right (measures, bodies) is marked only when it is wrong, or it would hide the rest.
pub(super) fn marked(number: usize, notice: &Scored) -> Marked {
    let text: Vec<char> = notice.source.chars().collect();
    let items = &notice.tally.items;
    let mut marks: Vec<Mark> = items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| place(at, item, notice, text.len()))
        .collect();
    marks.sort_by_key(|mark| (mark.start, mark.end, mark.item));
    let mut placed = vec![false; items.len()];
    for mark in &marks {
        if let Some(placed) = placed.get_mut(mark.item) {
            *placed = true;
        }
    }

    let mut borders: Vec<usize> = marks.iter().flat_map(|mark| [mark.start, mark.end]).collect();
    borders.extend([0, text.len()]);
    borders.sort_unstable();
    borders.dedup();
    let mut html = String::new();
    for (&start, &end) in borders.iter().zip(borders.iter().skip(1)) {
        for mark in marks.iter().filter(|mark| mark.start == start) {
            let _ = write!(html, "<span class=\"at\" id=\"{}\"></span>", anchor(number, mark.item));
        }
        let piece: String = text.get(start..end).unwrap_or(&[]).iter().collect();
        let over: Vec<&Mark> = marks
            .iter()
            .filter(|mark| mark.start <= start && end <= mark.end)
            .collect();
        match over.iter().map(|mark| mark.outcome).max() {
            None => html.push_str(&escape(&piece)),
            Some(worst) => {
                let names = said(&over, items);
                let _ = write!(
                    html,
                    "<mark class=\"{}\" title=\"{}\">{}</mark>",
                    class(worst),
                    escape(&names),
                    escape(&piece)
                );
            }
        }
    }
    Marked { html, placed }
}

/// The class of an outcome, as the page's style names it.
pub(super) const fn class(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Hit => "hit",
        Outcome::Missed => "missed",
        Outcome::Extra => "extra",
        Outcome::Differs => "differs",
    }
}

/// What stands over a piece: fields and outcomes, each once.
fn said(over: &[&Mark], items: &[Item]) -> String {
    let mut names: Vec<String> = Vec::new();
    for mark in over {
        if let Some(item) = items.get(mark.item) {
            let name = match item.outcome {
                Outcome::Hit => item.field.to_owned(),
                outcome => format!("{} {}", item.field, class(outcome)),
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names.join(", ")
}

fn place(at: usize, item: &Item, notice: &Scored, chars: usize) -> Option<Mark> {
    let whole = item.field.starts_with("measures.") || item.field.ends_with(".body") || item.field == "spans";
    if whole && item.outcome == Outcome::Hit {
        return None;
    }
    let spanned = item.got.as_ref().and_then(|got| got.span).and_then(|(start, end)| {
        let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
        (start < end && end <= chars).then_some((start, end))
    });
    let (start, end) = match spanned {
        Some(span) => span,
        None => words(item.expected.as_ref()?.shown.as_str(), &notice.source)?,
    };
    Some(Mark {
        start,
        end,
        item: at,
        outcome: item.outcome,
    })
}

/// Where the longest of the words of `shown` stands that the source has.
fn words(shown: &str, source: &str) -> Option<(usize, usize)> {
    let pieces = shown.split([' ', '｜', '…', '→', '[', ']', '\n']);
    let mut pieces: Vec<&str> = pieces.filter(|piece| piece.chars().count() > 1).collect();
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.chars().count()));
    pieces.into_iter().find_map(|piece| {
        let before = source.get(..source.find(piece)?)?.chars().count();
        Some((before, before + piece.chars().count()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Case, Expectation, evaluate};

    #[test]
    fn items_are_marked_where_they_stand_and_the_source_stays_whole() {
        let notice = "云泽市水利局关于<防汛>工作的通知\n各县：\n一、加强值守。6月1日前到岗，甲班&乙班轮换。\n云泽市水利局\n2031年5月8日";
        let answer = Expectation::parse(
            r#"{"issuers": ["云泽市水利局"], "addressees": ["各县", "甲班&乙班轮换"], "dates": [{"text": "2031年5月8日"}]}"#,
        );
        let evaluation = evaluate(&[Case::new("a", notice, answer.unwrap())]);
        let marked = marked(0, &evaluation.notices[0]);
        assert!(
            marked
                .html
                .contains("<mark class=\"hit\" title=\"header.addressees, spans\">各县</mark>")
                || marked
                    .html
                    .contains("<mark class=\"hit\" title=\"header.addressees\">各县</mark>"),
            "{}",
            marked.html
        );
        assert!(marked.html.contains("class=\"missed\"") && marked.html.contains("&amp;乙班轮换"));
        let mut plain = String::new();
        let mut inside = false;
        for c in marked.html.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => plain.push(c),
                _ => {}
            }
        }
        let plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        assert_eq!(plain, notice);
    }
}
