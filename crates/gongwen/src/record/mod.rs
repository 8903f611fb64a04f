//! Structure and entities → the record: values rendered, spans turned into code points of the source.

mod explain;
mod header;
mod item;
mod node;
mod render;
mod stated;

pub(crate) use explain::explanation;

use crate::document::Document;
use crate::entity::Entities;
use crate::notice::{Boilerplate, BoilerplateKind, DocumentNumber, Notice, SCHEMA, Source};
use crate::options::{Options, Stated};
use crate::structure::{Header, Structure, Zone, document_kind};
use crate::text::Clean;
use crate::warning::{Warning, WarningCode};
use node::Nodes;
use render::Render;
use std::collections::BTreeMap;

/// Everything the record is made from.
#[derive(Debug)]
pub(crate) struct Reading<'r> {
    pub(crate) document: &'r Document<'r>,
    /// What is stated beside the text, by the caller or by the file.
    pub(crate) stated: &'r Stated,
    pub(crate) clean: &'r Clean<'r>,
    pub(crate) structure: &'r Structure,
    pub(crate) entities: &'r Entities,
}

/// Makes the record of what was read.
pub(crate) fn record(reading: &Reading<'_>, options: &Options) -> Notice {
    let render = Render::new(&reading.document.text, reading.clean);
    let structure = reading.structure;
    let fallback = Header::default();
    let own = structure.headers.first().unwrap_or(&fallback);
    let title = render.lines(&own.title);
    let Nodes {
        headings,
        untitled,
        measures,
    } = node::nodes(structure, &render);
    let mut notice = Notice {
        schema: SCHEMA.to_owned(),
        id: options.id.clone().unwrap_or_else(|| content_id(&reading.document.text)),
        source: Source {
            uri: options.uri.clone(),
            format: reading.document.format,
            encoding: reading.document.encoding.name().to_owned(),
            script: reading.clean.script,
            chars: render.index.chars(),
            meta: options.meta.clone(),
            text: options.source_text.then(|| reading.document.text.clone().into_owned()),
        },
        kind: title
            .as_ref()
            .and_then(|title| document_kind(&title.text))
            .map(str::to_owned),
        title,
        document_number: own.document_number.as_ref().map(|number| DocumentNumber {
            text: number.canonical.clone(),
            agency: number.agency.clone(),
            year: number.year,
            serial: number.serial,
            span: render.place(number.span),
        }),
        issuers: header::issuers(structure, own, &render),
        addressees: own.addressees.iter().map(|span| render.name(*span)).collect(),
        copied_to: structure
            .headers
            .iter()
            .flat_map(|header| &header.copied_to)
            .map(|span| render.name(*span))
            .collect(),
        printed_by: None,
        signatory: None,
        disclosure: None,
        secrecy: None,
        urgency: None,
        issued_on: None,
        printed_on: None,
        published_on: None,
        index_number: None,
        topics: Vec::new(),
        validity: None,
        region: header::region(structure, own, &render).map(|(region, _)| region),
        evidence: BTreeMap::new(),
        parts: node::parts(structure, &render),
        headings,
        untitled,
        measures,
        keywords: Vec::new(),
        dates: Vec::new(),
        contacts: Vec::new(),
        targets: Vec::new(),
        citations: Vec::new(),
        attachments: item::attachments(structure, &render),
        audience: Vec::new(),
        header: Vec::new(),
        closing: Vec::new(),
        boilerplate: Vec::new(),
        warnings: Vec::new(),
        duplicate_of: None,
    };
    header::plain_fields(&mut notice, structure, own, &render);
    zones(&mut notice, structure, &render);
    item::fill(&mut notice, reading.entities, &render);
    #[cfg(feature = "keywords")]
    item::keywords(&mut notice, structure, &render, options.keywords);
    notice
        .boilerplate
        .extend(reading.clean.page_numbers.iter().map(|span| Boilerplate {
            kind: BoilerplateKind::PageNumber,
            span: render.index.span(*span),
        }));
    notice.boilerplate.sort_by_key(|piece| piece.span);
    stated::fill(&mut notice, reading.stated);
    warnings(&mut notice, reading, &render);
    notice
}

/// The first 32 hexadecimal digits of the SHA-256 of the source text.
fn content_id(source: &str) -> String {
    use sha2::{Digest, Sha256};
    use std::fmt::Write;
    let mut id = String::with_capacity(32);
    for byte in Sha256::digest(source.as_bytes()).iter().take(16) {
        // Writing to a String cannot fail.
        let _ = write!(id, "{byte:02x}");
    }
    id
}

/// Header and closing lines and boilerplate, as they stand.
fn zones(notice: &mut Notice, structure: &Structure, render: &Render<'_>) {
    for stretch in &structure.stretches {
        match stretch.zone {
            Zone::Header => notice.header.push(render.text(stretch.span)),
            Zone::Contact | Zone::Signature | Zone::Note | Zone::Printing | Zone::Formula | Zone::Attachments => {
                notice.closing.push(render.text(stretch.span));
            }
            Zone::Boilerplate(kind) => notice.boilerplate.push(Boilerplate {
                kind,
                span: render.place(stretch.span),
            }),
            Zone::Title | Zone::Heading | Zone::Label | Zone::Body => {}
        }
    }
}

fn warnings(notice: &mut Notice, reading: &Reading<'_>, render: &Render<'_>) {
    let of_source = reading.document.doubts.iter().chain(&reading.clean.doubts);
    notice.warnings.extend(of_source.map(|(code, message, span)| Warning {
        code: *code,
        message: message.clone(),
        span: render.index.span(*span),
    }));
    notice
        .warnings
        .extend(reading.structure.doubts.iter().map(|doubt| Warning {
            code: doubt.code,
            message: doubt.message.clone(),
            span: render.place(doubt.span),
        }));
    let numbers = reading
        .structure
        .headers
        .iter()
        .filter_map(|header| header.document_number.as_ref());
    notice
        .warnings
        .extend(numbers.filter(|number| number.repaired).map(|number| Warning {
            code: WarningCode::RepairedBracket,
            message: "the brackets of a document number are damaged; read as 〔〕".to_owned(),
            span: render.place(number.span),
        }));
    notice.warnings.sort_by_key(|warning| (warning.span, warning.code));
}

/// Positions become ids as they are; a notice has far fewer than 2³² of anything.
fn id(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
