//! Where the records of a run are, so that none of them need be kept.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, Seek, SeekFrom};

/// What a record is known by. Hashes stand for the strings: of a million records two share one with a chance of one in
/// thirty million.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    id: Option<u64>,
    uri: Option<u64>,
}

impl Key {
    fn new(id: Option<&str>, uri: Option<&str>) -> Self {
        let hash = |text: &str| {
            let mut hasher = DefaultHasher::new();
            text.hash(&mut hasher);
            hasher.finish()
        };
        Self {
            id: id.map(hash),
            uri: uri.map(hash),
        }
    }

    pub(super) fn of(record: &Value) -> Self {
        Self::new(record["id"].as_str(), record["source"]["uri"].as_str())
    }
}

/// The little of a record that its key needs; the rest is skipped unread.
#[derive(Deserialize)]
struct Known {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    source: Option<Place>,
}

#[derive(Deserialize)]
struct Place {
    #[serde(default)]
    uri: Option<String>,
}

impl Known {
    fn key(&self) -> Key {
        let uri = self.source.as_ref().and_then(|source| source.uri.as_deref());
        Key::new(self.id.as_deref(), uri)
    }
}

/// Lines of a file with their offsets, blank ones left out.
pub(super) struct Lines<'a, R> {
    reader: &'a mut R,
    offset: u64,
    number: u64,
}

impl<'a, R: BufRead> Lines<'a, R> {
    pub(super) const fn new(reader: &'a mut R) -> Self {
        Self {
            reader,
            offset: 0,
            number: 0,
        }
    }

    /// The next line and where it begins.
    pub(super) fn next(&mut self) -> io::Result<Option<(u64, Vec<u8>)>> {
        loop {
            let mut line = Vec::new();
            let read = self.reader.read_until(b'\n', &mut line)?;
            if read == 0 {
                return Ok(None);
            }
            let start = self.offset;
            self.offset += u64::try_from(read).map_err(io::Error::other)?;
            self.number += 1;
            if !line.trim_ascii().is_empty() {
                return Ok(Some((start, line)));
            }
        }
    }

    /// A line of JSON; what is wrong with it is told with its number.
    pub(super) fn parse<T: DeserializeOwned>(&self, line: Vec<u8>) -> io::Result<T> {
        // Serde reads a list as an object's values in order; a record is an object.
        let begins = line.trim_ascii_start().first();
        let parsed = match begins {
            Some(b'{') => serde_json::from_slice(&line).map_err(|error| error.to_string()),
            _ => Err("it is no JSON object".to_owned()),
        };
        parsed.map_err(|error| io::Error::other(format!("line {}: no record: {error}", self.number)))
    }
}

/// The ids of a run, sorted.
pub(super) fn ids<R: BufRead>(run: &mut R) -> io::Result<Vec<u64>> {
    let mut ids = Vec::new();
    let mut lines = Lines::new(run);
    while let Some((_, line)) = lines.next()? {
        ids.extend(lines.parse::<Known>(line)?.key().id);
    }
    ids.sort_unstable();
    Ok(ids)
}

/// One record of the older run.
#[derive(Debug, Clone, Copy)]
struct Slot {
    offset: u64,
    key: Key,
    taken: bool,
}

/// The older run.
pub(super) struct Index {
    slots: Vec<Slot>,
    ids: Numbers,
    uris: Numbers,
}

/// Hashes and the slots that have them, sorted by both.
#[derive(Default)]
struct Numbers(Vec<(u64, u32)>);

impl Numbers {
    fn of(&self, hash: Option<u64>) -> impl Iterator<Item = u32> + '_ {
        let first = hash.map_or(self.0.len(), |hash| self.0.partition_point(|&(other, _)| other < hash));
        let listed = self.0.get(first..).unwrap_or(&[]).iter();
        let same = listed.take_while(move |(other, _)| Some(*other) == hash);
        same.map(|&(_, number)| number)
    }
}

impl Index {
    pub(super) fn read<R: BufRead>(run: &mut R) -> io::Result<Self> {
        let mut index = Self {
            slots: Vec::new(),
            ids: Numbers::default(),
            uris: Numbers::default(),
        };
        let mut lines = Lines::new(run);
        while let Some((offset, line)) = lines.next()? {
            let key = lines.parse::<Known>(line)?.key();
            let number = u32::try_from(index.slots.len()).map_err(io::Error::other)?;
            index.ids.0.extend(key.id.map(|id| (id, number)));
            index.uris.0.extend(key.uri.map(|uri| (uri, number)));
            index.slots.push(Slot {
                offset,
                key,
                taken: false,
            });
        }
        index.ids.0.sort_unstable();
        index.uris.0.sort_unstable();
        Ok(index)
    }

    /// The record that matches `key`, read now and not given out again: one of its id, with its uri where several have
    /// it; else one of its uri whose own id the newer run (`ids`, sorted) has not.
    pub(super) fn take<R: BufRead + Seek>(&mut self, key: Key, ids: &[u64], run: &mut R) -> io::Result<Option<Value>> {
        let of_id: Vec<u32> = self.free(&self.ids, key.id).collect();
        let same_uri = |number: &&u32| self.slot(**number).is_some_and(|slot| slot.key.uri == key.uri);
        let lonely = |slot: &Slot| slot.key.id.is_none_or(|id| ids.binary_search(&id).is_err());
        let by_id = of_id.iter().find(same_uri).or(of_id.first()).copied();
        let found = by_id.or_else(|| {
            let mut of_uri = self.free(&self.uris, key.uri);
            of_uri.find(|&number| self.slot(number).is_some_and(lonely))
        });
        let slot = found.and_then(|number| self.slots.get_mut(usize::try_from(number).ok()?));
        let Some(slot) = slot else { return Ok(None) };
        slot.taken = true;
        run.seek(SeekFrom::Start(slot.offset))?;
        let mut lines = Lines::new(run);
        match lines.next()? {
            Some((_, line)) => lines.parse(line).map(Some),
            None => Err(io::Error::other("the file has become shorter while it was read")),
        }
    }

    fn free<'a>(&'a self, numbers: &'a Numbers, hash: Option<u64>) -> impl Iterator<Item = u32> + 'a {
        let free = |number: &u32| self.slot(*number).is_some_and(|slot| !slot.taken);
        numbers.of(hash).filter(free)
    }

    fn slot(&self, number: u32) -> Option<&Slot> {
        self.slots.get(usize::try_from(number).ok()?)
    }

    /// How many records nothing matched.
    pub(super) fn left(&self) -> u64 {
        let left = self.slots.iter().filter(|slot| !slot.taken).count();
        u64::try_from(left).unwrap_or(u64::MAX)
    }
}
