//! Who a stretch of words names: a body, people, or a body and its people.
//!
//! ```text
//! party = [number] { body } { person [office] }       江岚省统计局 人事处 张小青
//!       | body person                                  glued: 青禾县就业局张小青
//!       | statement word body                          …请联系青禾县就业局
//! ```
//!
//! Blanks that the source had between the words part them; a name written with a blank inside (张 青) is joined again.

use super::organization as body;
use super::person::{self, Trust};
use crate::span::Span;
use crate::text::Clean;

/// A name and where it stands in the clean text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name, without blanks.
    pub text: String,
    /// Bytes of the clean text.
    pub span: Span,
}

/// A person and their office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) name: Named,
    pub(super) role: Option<&'static str>,
}

/// What a stretch of words names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Party {
    pub(super) body: Option<Named>,
    pub(super) people: Vec<Person>,
    /// Where the body sits, if its address was written before its name: …路1号江岚省统计局.
    pub(super) place: Option<Named>,
    /// The office of somebody named before: 张小青，人事科副科长.
    pub(super) office: Option<&'static str>,
}

impl Party {
    /// Whether nobody is named.
    pub(super) fn is_empty(&self) -> bool {
        self.body.is_none() && self.people.is_empty()
    }
}

/// Reads the words in `span` of the clean text.
pub(super) fn read(clean: &Clean<'_>, span: Span, trust: Trust) -> Party {
    let mut pieces = pieces(clean, span);
    // A name hidden by the publisher: 产业司 ***.
    while pieces
        .last()
        .is_some_and(|last| last.text.chars().all(|c| "*×某".contains(c)))
    {
        pieces.pop();
    }
    if let Some(last) = pieces.last_mut() {
        // 张小青（负责报名）: the bracket tells what the person does.
        let bare = body::without_bracket(&last.text).len();
        if bare > 0 && bare < last.text.len() && !body::is_body(&last.text) {
            *last = part(last, 0, bare);
        }
    }
    let mut party = Party::default();
    while let Some(last) = pieces.last() {
        if person::is_office(&last.text) && pieces.len() > 1 {
            // 张小青 科长: the office belongs to the name before it.
            let office = person::office_at_end(&last.text);
            let Some(name) = pieces
                .get(pieces.len() - 2)
                .and_then(|piece| person::whole(&piece.text, trust))
            else {
                break;
            };
            pieces.pop();
            let Some(piece) = pieces.pop() else { break };
            party.people.insert(
                0,
                Person {
                    name: part(&piece, name.start, name.end),
                    role: name.role.or(office),
                },
            );
            continue;
        }
        let last_trust = if pieces.len() > 1 && last.text.chars().count() > 3 {
            Trust::Bare
        } else {
            trust
        };
        let Some(name) = person::whole(&last.text, last_trust).filter(|_| !body::is_body(&last.text)) else {
            break;
        };
        let Some(piece) = pieces.pop() else { break };
        party.people.insert(
            0,
            Person {
                name: part(&piece, name.start, name.end),
                role: name.role,
            },
        );
    }
    if let Some(last) = pieces.pop() {
        head(&mut party, last, pieces);
    }
    party
}

/// The words before the people: a body, perhaps with one more name glued to it.
fn head(party: &mut Party, mut last: Named, mut before: Vec<Named>) {
    if let Some(first) = party.people.first_mut()
        && first.role.is_none()
        && person::is_office(&last.text)
    {
        first.role = person::office_at_end(&last.text);
        let Some(next) = before.pop() else { return };
        last = next;
    }
    let with_people = !party.people.is_empty();
    if body::is_body(&last.text) || (with_people && body::is_region(&last.text)) {
        let whole = before
            .last()
            .filter(|owner| is_division(&last.text) && body::is_body(&owner.text))
            .map(|owner| Named {
                text: format!("{}{}", owner.text, last.text),
                span: owner.span.cover(last.span),
            });
        party.body = Some(whole.unwrap_or(last));
    } else if let Some((owner, one)) = glued(&last) {
        // 省统计局 人事处张小青: the body may stand in two pieces here too.
        let whole = before
            .last()
            .filter(|top| is_division(&owner.text) && body::is_body(&top.text))
            .map(|top| Named {
                text: format!("{}{}", top.text, owner.text),
                span: top.span.cover(owner.span),
            });
        party.body = Some(whole.unwrap_or(owner));
        party.people.insert(0, one);
    } else if let Some((office, end)) = held(&last.text).filter(|_| !with_people) {
        party.body = Some(part(&last, 0, end));
        party.office = Some(office);
    } else if let Some(one) = acting(&last).filter(|_| !with_people) {
        party.people.push(one);
    } else if let Some((start, end)) = body::at_end(&last.text) {
        party.body = Some(part(&last, start, end));
    } else if !with_people {
        // …请联系张小青, …联系人张小青.
        let cut = ["联系人", "请联系", "联系", "咨询"]
            .iter()
            .find_map(|word| last.text.rfind(word).map(|at| at + word.len()));
        if let Some(cut) = cut {
            let rest = part(&last, cut, last.text.len());
            if let Some(name) = person::whole(&rest.text, Trust::Bare) {
                party.people.push(Person {
                    name: part(&rest, name.start, name.end),
                    role: name.role,
                });
            } else if let Some((owner, one)) = glued(&rest) {
                party.body = Some(owner);
                party.people.push(one);
            }
        } else if let Some(at) =
            body::after_house(&last.text).filter(|at| body::is_place(last.text.get(..*at).unwrap_or("")))
        {
            party.body = Some(part(&last, at, last.text.len()));
            party.place = Some(part(&last, 0, at));
        } else if let Some(cut) = person::addressed_at_end(&last.text) {
            let name = part(&last, cut, last.text.len());
            party.people.push(Person { name, role: None });
        }
    }
}

/// 人事科副科长 → the office, and where the body's name ends.
fn held(words: &str) -> Option<(&'static str, usize)> {
    let office = person::office_at_end(words)?;
    let head = words.strip_suffix(office)?;
    body::is_body(head).then_some((office, head.len()))
}

/// 办公室主任由张小青同志兼任 → who holds the office.
fn acting(piece: &Named) -> Option<Person> {
    let head = ["兼任", "担任"].iter().find_map(|verb| piece.text.strip_suffix(verb))?;
    let by = head.rfind('由')?;
    let start = by + '由'.len_utf8();
    let name = person::whole(head.get(start..)?, Trust::Labelled)?;
    Some(Person {
        name: part(piece, start + name.start, start + name.end),
        role: name
            .role
            .or_else(|| person::office_at_end(head.get(..by).unwrap_or(""))),
    })
}

/// The words of a span as one name, without blanks and list number.
pub(super) fn words(clean: &Clean<'_>, span: Span) -> Option<Named> {
    pieces(clean, span).into_iter().reduce(|before, next| Named {
        text: before.text + &next.text,
        span: before.span.cover(next.span),
    })
}

/// A division inside a body: its name does not stand without the body's.
fn is_division(name: &str) -> bool {
    name.chars().count() <= 12
        && body::without_bracket(name).ends_with(['处', '科', '室', '司', '股', '办', '组', '部'])
}

/// 青禾县就业局张小青, 就业科副科长张小青 → body and person. The name is the shortest tail of three, two or more
/// characters that leaves a body before it.
fn glued(piece: &Named) -> Option<(Named, Person)> {
    let starts: Vec<usize> = piece.text.char_indices().map(|(at, _)| at).collect();
    for chars in [3_usize, 2, 4, 5, 6] {
        let Some(cut) = starts.len().checked_sub(chars).and_then(|at| starts.get(at)).copied() else {
            continue;
        };
        let (Some(head), Some(tail)) = (piece.text.get(..cut), piece.text.get(cut..)) else {
            continue;
        };
        let Some(name) = person::whole(tail, Trust::Bare) else {
            continue;
        };
        let office = person::office_at_end(head);
        let owner = head
            .strip_suffix(office.unwrap_or(""))
            .unwrap_or(head)
            .trim_end_matches(['的', '：', ':']);
        let at = body::at_end(owner)
            .filter(|(_, end)| *end == owner.len())
            .map(|(start, _)| start);
        let at = at.or_else(|| (body::is_region(owner) && owner.chars().count() > 2).then_some(0));
        let Some(at) = at else { continue };
        let one = Person {
            name: part(piece, cut + name.start, cut + name.end),
            role: name.role.or(office),
        };
        return Some((part(piece, at, owner.len()), one));
    }
    None
}

/// A part of a piece. The span is exact where the piece has no blank inside, else the piece's own.
fn part(piece: &Named, start: usize, end: usize) -> Named {
    let text = piece.text.get(start..end).unwrap_or("").to_owned();
    let span = if piece.span.len() == piece.text.len() {
        Span::new(piece.span.start + start, piece.span.start + end)
    } else {
        piece.span
    };
    Named { text, span }
}

/// The words of a span, parted where the source had blanks, the number of a list item taken off.
fn pieces(clean: &Clean<'_>, span: Span) -> Vec<Named> {
    let text = span.of(&clean.text);
    let mut cuts = vec![0];
    for (at, c) in text.char_indices() {
        let blank = clean
            .gap(span.start + at)
            .is_some_and(|gap| gap.breaks == 0 && gap.blanks > 0);
        if at > 0 && (blank || c.is_whitespace()) {
            cuts.push(at);
        }
    }
    cuts.push(text.len());
    let mut out: Vec<Named> = Vec::new();
    for pair in cuts.windows(2) {
        let (Some(start), Some(end)) = (pair.first(), pair.get(1)) else {
            continue;
        };
        let place = Span::new(span.start + start, span.start + end).trimmed(&clean.text);
        let place = if out.is_empty() {
            without_number(&clean.text, place)
        } else {
            place
        };
        if place.is_empty() {
            continue;
        }
        let word = place.of(&clean.text).to_owned();
        match out.last_mut() {
            // 张 青（材料）: the bracket is no part of the name.
            Some(before) if halves_of_a_name(&before.text, body::without_bracket(&word)) => {
                before.text.push_str(&word);
                before.span.end = place.end;
            }
            _ => out.push(Named {
                text: word,
                span: place,
            }),
        }
    }
    out
}

/// 张 青, 张 小青: one character alone before a blank begins a name that was spread out.
fn halves_of_a_name(before: &str, after: &str) -> bool {
    let (first, second) = (before.chars().count(), after.chars().count());
    let surname = person::starts_with_surname(before);
    let han = |piece: &str| piece.chars().all(|c| c > '\u{2E80}' && c.is_alphabetic());
    han(before) && han(after) && ((first == 1 && second <= 2) || (first == 2 && surname && second == 1))
}

/// The span without a list number (1. （2） 3、 ④) or bullet at its start.
fn without_number(text: &str, span: Span) -> Span {
    let piece = span.of(text);
    let open = piece.strip_prefix(['（', '(']).unwrap_or(piece);
    let digits = open.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let rest = match digits.strip_prefix(['.', '．', '、', '）', ')']) {
        Some(rest) if digits.len() < open.len() => rest,
        // 12青禾县…: a row number glued to its row.
        _ if digits.len() < open.len()
            && open.starts_with(|c: char| c.is_ascii_digit())
            && open.len() - digits.len() <= 3 =>
        {
            digits
        }
        _ => piece,
    };
    let rest = rest.trim_start_matches(|c: char| ('①'..='⑳').contains(&c) || "·•●◆■*-—※★□○/ ".contains(c));
    Span::new(span.end - rest.len(), span.end).trimmed(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    fn party(words: &str, trust: Trust) -> (Option<String>, Vec<String>) {
        let clean = text::clean(words);
        let party = read(&clean, Span::new(0, clean.text.len()), trust);
        (
            party.body.map(|body| body.text),
            party.people.into_iter().map(|one| one.name.text).collect(),
        )
    }

    #[test]
    fn bodies_and_people() {
        let cases: &[(&str, Option<&str>, &[&str])] = &[
            ("青禾县统计局张小青", Some("青禾县统计局"), &["张小青"]),
            (
                "1.江岚省统计局 人事处 张小青 李青禾",
                Some("江岚省统计局人事处"),
                &["张小青", "李青禾"],
            ),
            ("石桐处副处长欧阳小青", Some("石桐处"), &["欧阳小青"]),
            ("张 青", None, &["张青"]),
            ("青禾区", None, &[]),
            ("张 青（材料）", None, &["张青"]),
            ("公共服务科副科长", Some("公共服务科"), &[]),
            ("办公室主任由张小青同志兼任", None, &["张小青"]),
            ("有问题请联系张小青", None, &["张小青"]),
            ("材料统一送到青禾县科技协会", Some("青禾县科技协会"), &[]),
            ("确需到现场办理", None, &[]),
        ];
        for (words, body, people) in cases {
            let (found, names) = party(words, Trust::Bare);
            assert_eq!(found.as_deref(), *body, "{words}");
            assert_eq!(names, *people, "{words}");
        }
    }
}
