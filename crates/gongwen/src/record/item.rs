//! What the text says: agencies, dates, contacts, targets and attachments of the record.

use super::id;
use super::render::Render;
use crate::entity::Entities;
use crate::notice::{self, Agency, Attachment, Audience, Citation, Inferred, Notice, PartKind};
use crate::structure::Structure;
use crate::warning::{Warning, WarningCode};

/// Fills the record's lists with the entities that were found.
pub(super) fn fill(notice: &mut Notice, entities: &Entities, render: &Render<'_>) {
    agencies(notice, entities, render);
    dates(notice, entities, render);
    notice.citations = citations(entities, render);
    notice.audience = audience(entities, render);
    notice.contacts = entities
        .contacts
        .iter()
        .map(|contact| contact.to_notice(contact.node.map(id), render.place(contact.span)))
        .collect();
    notice.targets = entities
        .targets
        .iter()
        .map(|target| notice::Target {
            text: render.line(target.span),
            metric: target.metric.clone(),
            comparator: target.comparator,
            value: target.value,
            max: target.max,
            unit: target.unit.clone(),
            kind: target.kind,
            due: target.due.map(|day| day.to_string()),
            node: target.node.map(id),
            span: render.place(target.span),
        })
        .collect();
}

/// The documents cited.
fn citations(entities: &Entities, render: &Render<'_>) -> Vec<Citation> {
    entities
        .citations
        .iter()
        .map(|cited| Citation {
            title: cited.title.map(|title| render.line(title)),
            number: cited.number.clone(),
            alias: cited.alias.map(|alias| render.line(alias)),
            relation: cited.relation,
            mentions: cited.mentions,
            span: render.place(cited.span),
        })
        .collect()
}

/// The statements of whom the notice is for.
fn audience(entities: &Entities, render: &Render<'_>) -> Vec<Audience> {
    entities
        .audience
        .iter()
        .map(|found| Audience {
            text: render.line(found.statement),
            node: found.node.map(id),
            span: render.place(found.statement),
        })
        .collect()
}

/// The dates, and a warning for each that had to be completed or that no calendar has.
fn dates(notice: &mut Notice, entities: &Entities, render: &Render<'_>) {
    for date in &entities.dates {
        let text = render.line(date.span);
        let span = render.place(date.span);
        let doubt = match date.inferred {
            _ if date.impossible => Some((
                WarningCode::ImpossibleDate,
                format!("{text} is a day that no calendar has"),
            )),
            Some(Inferred::Year) => Some((
                WarningCode::InferredDate,
                format!("the year of {text} is not printed with it"),
            )),
            Some(Inferred::Month) => Some((
                WarningCode::InferredDate,
                format!("the month of {text} is not printed with it"),
            )),
            None => None,
        };
        notice
            .warnings
            .extend(doubt.map(|(code, message)| Warning { code, message, span }));
        notice.dates.push(notice::Date {
            text,
            role: date.role,
            start_date: date.start.map(|day| day.to_string()),
            end_date: date.end.map(|day| day.to_string()),
            edtf: date.edtf.clone(),
            rrule: date.rrule.clone(),
            inferred: date.inferred,
            node: date.node.map(id),
            span,
        });
    }
}

/// Gives each measure the bodies told to carry it out.
fn agencies(notice: &mut Notice, entities: &Entities, render: &Render<'_>) {
    let mut found = entities.agencies.iter().peekable();
    for measure in &mut notice.measures {
        while let Some(agency) = found.next_if(|agency| id(agency.node) <= measure.id) {
            if id(agency.node) == measure.id {
                measure.agencies.push(Agency {
                    name: render.line(agency.name),
                    role: agency.role,
                    span: render.place(agency.name),
                });
            }
        }
    }
}

/// Gives the notice and each measure its keywords, where any are asked for.
#[cfg(feature = "keywords")]
pub(super) fn keywords(notice: &mut Notice, structure: &Structure, render: &Render<'_>, count: usize) {
    use crate::entity::keyword;
    if count == 0 {
        return;
    }
    let text: &str = &render.clean.text;
    notice.keywords = keyword::of_notice(text, structure, count);
    for measure in &mut notice.measures {
        let node = usize::try_from(measure.id).ok().and_then(|n| structure.nodes.get(n));
        measure.keywords = node.map(|node| keyword::of_node(text, node, count)).unwrap_or_default();
    }
}

/// The 附件 list, each entry with the part it is printed as.
pub(super) fn attachments(structure: &Structure, render: &Render<'_>) -> Vec<Attachment> {
    let mut attachments = Vec::new();
    for header in &structure.headers {
        for item in &header.attachments {
            let title = render.line(item.title);
            let printed = structure.parts.iter().position(|part| {
                part.kind == PartKind::Annex
                    && render
                        .lines(&part.title)
                        .is_some_and(|printed| same_title(&printed.text, &title))
            });
            attachments.push(Attachment {
                index: item.index,
                span: render.place(item.title),
                part: printed.map(id),
                title,
            });
        }
    }
    attachments
}

/// Whether two titles name the same document, brackets and marks apart.
fn same_title(one: &str, other: &str) -> bool {
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (one, other) = (bare(one), bare(other));
    !one.is_empty() && !other.is_empty() && (one.contains(&other) || other.contains(&one))
}
