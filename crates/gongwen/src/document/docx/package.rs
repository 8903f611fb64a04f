//! The ZIP archive: which of its files are the document's parts, unpacked within bounds.

use super::body::NoteKind;
use super::damaged;
use super::xml::{Event, Xml};
use crate::bytes;
use crate::error::{Error, ErrorKind};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// How the main part's type ends: documents, templates, both with macros.
const MAIN: &[&str] = &[
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroenabled.main+xml",
    "ms-word.template.macroenabledtemplate.main+xml",
];

/// Files an archive may have. Documents have some twenty and one for each picture.
const MOST_FILES: usize = 20_000;

pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The names of the parts and their types, in lower case.
    types: Vec<(String, String)>,
    main: String,
    /// Bytes that may still be unpacked.
    left: u64,
    limit: u64,
}

impl<'a> Package<'a> {
    /// The package, if `bytes` are an archive that holds a Word document.
    pub(super) fn open(bytes: &'a [u8], limit: u64) -> Result<Option<Self>, Error> {
        if !bytes.starts_with(b"PK\x03\x04") {
            return Ok(None);
        }
        // The list of files stands at an archive's end. Without it the names before the files must tell what it was.
        let broken = || match memchr::memmem::find(bytes, b"word/document.xml") {
            Some(_) => Err(damaged("its archive is cut off or broken")),
            None => Ok(None),
        };
        let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else {
            return broken();
        };
        if archive.len() > MOST_FILES {
            return broken();
        }
        let mut package = Self {
            archive,
            types: Vec::new(),
            main: "word/document.xml".to_owned(),
            left: limit,
            limit,
        };
        if let Some(xml) = package.unpack("[Content_Types].xml")? {
            package.types = types(&xml)?;
        }
        let is_main = |kind: &str| MAIN.iter().any(|main| kind.ends_with(main));
        match package.types.iter().find(|(_, kind)| is_main(kind)) {
            Some((name, _)) => package.main.clone_from(name),
            // A list that names another main part is that of another office format.
            None if package.types.iter().any(|(_, kind)| kind.ends_with(".main+xml")) => return Ok(None),
            None if package.archive.index_for_name(&package.main).is_none() => return Ok(None),
            None => {}
        }
        Ok(Some(package))
    }

    pub(super) fn document(&mut self) -> Result<String, Error> {
        let name = self.main.clone();
        self.unpack(&name)?.ok_or(damaged("its main part is missing"))
    }

    pub(super) fn styles(&mut self) -> Result<Option<String>, Error> {
        self.part("wordprocessingml.styles+xml", "word/styles.xml")
    }

    pub(super) fn numbering(&mut self) -> Result<Option<String>, Error> {
        self.part("wordprocessingml.numbering+xml", "word/numbering.xml")
    }

    /// Footnotes, then endnotes.
    pub(super) fn notes(&mut self) -> Result<Vec<(NoteKind, String)>, Error> {
        let foot = self.part("wordprocessingml.footnotes+xml", "word/footnotes.xml")?;
        let end = self.part("wordprocessingml.endnotes+xml", "word/endnotes.xml")?;
        let notes = [(NoteKind::Foot, foot), (NoteKind::End, end)];
        Ok(notes.into_iter().filter_map(|(kind, xml)| Some((kind, xml?))).collect())
    }

    /// A part by its type, else by the name it mostly has.
    fn part(&mut self, kind: &str, name: &str) -> Result<Option<String>, Error> {
        let listed = self.types.iter().find(|(_, listed)| listed.ends_with(kind));
        let name = listed.map_or_else(|| name.to_owned(), |(name, _)| name.clone());
        self.unpack(&name)
    }

    /// The text of a file in the archive; `None` if there is no such file.
    fn unpack(&mut self, name: &str) -> Result<Option<String>, Error> {
        let too_large = Error::new(ErrorKind::TooLarge { limit: self.limit });
        // Names differ in case between the list and the archive at times; parts are named without regard to it.
        let same = |file: &str| file.eq_ignore_ascii_case(name);
        let index = self.archive.index_for_name(name).or_else(|| {
            let mut names = self.archive.file_names();
            names.position(|file| file.is_ok_and(|file| same(&file)))
        });
        let Some(index) = index else { return Ok(None) };
        let Ok(file) = self.archive.by_index(index) else {
            return Err(damaged("one of its parts cannot be unpacked"));
        };
        if file.size() > self.left {
            return Err(too_large);
        }
        let mut unpacked = Vec::new();
        // What a file says about its size may be a lie.
        let read = file.take(self.left + 1).read_to_end(&mut unpacked);
        if unpacked.len() as u64 > self.left {
            return Err(too_large);
        }
        if read.is_err() {
            return Err(damaged("one of its parts cannot be unpacked"));
        }
        self.left -= unpacked.len() as u64;
        let text = match String::from_utf8(unpacked) {
            Ok(text) => text,
            Err(other) => bytes::decode(other.as_bytes(), None)
                .map(|decoded| decoded.text.into_owned())
                .map_err(|_| damaged("one of its parts is no text"))?,
        };
        Ok(Some(text))
    }
}

/// What `[Content_Types].xml` says of the single parts.
fn types(xml: &str) -> Result<Vec<(String, String)>, Error> {
    let mut types = Vec::new();
    let mut xml = Xml::new(xml);
    while let Some(event) = xml.next()? {
        if let Event::Start(element) = event
            && element.name() == "Override"
            && let (Some(name), Some(kind)) = (element.attribute("PartName"), element.attribute("ContentType"))
        {
            types.push((name.trim_start_matches('/').to_owned(), kind.to_ascii_lowercase()));
        }
    }
    Ok(types)
}
