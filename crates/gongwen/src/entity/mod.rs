//! What phrases mean in their place: the entities of the record. Each kind is read by one room, from the clean text and
//! its structure; none asks another, but for the days that targets are due by.

pub mod agency;
pub mod audience;
pub mod citation;
pub mod contact;
pub mod date;
#[cfg(feature = "keywords")]
pub mod keyword;
pub mod target;

use crate::structure::Structure;
use crate::text::Clean;

/// Everything that a notice says, in the order of its text. Spans are bytes of the clean text.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    /// Bodies told to carry out measures.
    pub agencies: Vec<agency::FoundAgency>,
    /// Dates and deadlines.
    pub dates: Vec<date::Date>,
    /// Bodies and persons to reach.
    pub contacts: Vec<contact::Contact>,
    /// Numbers set for the future.
    pub targets: Vec<target::Target>,
    /// Documents cited.
    pub citations: Vec<citation::FoundCitation>,
    /// Whom the notice is for.
    pub audience: Vec<audience::FoundAudience>,
}

/// Reads all entities.
#[must_use]
pub fn read(clean: &Clean<'_>, structure: &Structure) -> Entities {
    let dates = date::dates(clean, structure);
    let due: Vec<_> = dates.iter().map(|date| (date.span, date.end)).collect();
    Entities {
        agencies: agency::agencies(clean, structure),
        contacts: contact::contacts(clean, structure),
        targets: target::find(&clean.text, structure, &due),
        citations: citation::citations(clean, structure),
        audience: audience::audience(&clean.text, structure),
        dates,
    }
}
