//! The memory of a run: the first record of each kind.

use super::bucket::Buckets;
use super::fingerprint::Fingerprint;
use super::identity::Identity;
use super::sketch::{Sketch, mixed, similarity};
use super::{Dedupe, DuplicateOf};
use std::collections::VecDeque;

/// How alike two texts must be whose records state nothing that tells them apart; see the measurements in
/// [`duplicate`](super).
const ALIKE: f32 = 0.85;

/// How alike they must be where the records themselves say that they are one notice.
const ALIKE_BY_NAME: f32 = 0.5;

/// Keys made of a sketch: one of each of its words.
const BANDS: usize = super::sketch::WORDS;

/// Keys of a record: one for each band, two for what it says about itself.
const KEYS: usize = BANDS + 2;

/// The first record of each kind, in the order records are handed in.
///
/// Holds at most the memory it was given, and while its tables double for a moment half of that again; when the memory is
/// full the oldest record is forgotten for each new one. With [`Dedupe::Near`] a record takes 454 bytes (590,000 of them in
/// 256 MiB), with [`Dedupe::Exact`] 96 bytes (2.8 million), as long as ids are 32 hexadecimal digits; other ids take their
/// length and 16 bytes more.
///
/// What it answers depends on what was handed in and in which order, and on nothing else.
pub struct Seen {
    mode: Dedupe,
    memory: u64,
    records: VecDeque<Record>,
    /// One for each record with [`Dedupe::Near`], else none.
    sketches: VecDeque<Sketch>,
    /// For each class of texts the number of the latest record, plus 1; 0 for none. The records of a class are linked.
    texts: Vec<u64>,
    buckets: Buckets,
    /// Records that may be remembered before the tables have to grow.
    room: usize,
    /// How many have been forgotten, and with it the number of the oldest that is not.
    forgotten: u64,
    /// Bytes of ids that are kept outside their records.
    outside: u64,
}

struct Record {
    text: [u64; 2],
    identity: Identity,
    id: Id,
    /// The number of the last record before it in its class of texts, plus 1; 0 for none.
    before: u64,
}

/// An id, in half the space if it is what ids mostly are.
enum Id {
    /// 32 lower-case hexadecimal digits.
    Hash([u8; 16]),
    Text(Box<str>),
}

impl std::fmt::Debug for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let records = self.records.len();
        f.debug_struct("Seen")
            .field("mode", &self.mode)
            .field("records", &records)
            .finish_non_exhaustive()
    }
}

impl Seen {
    /// Remembers as many records as fit into `memory` bytes.
    #[must_use]
    pub fn new(mode: Dedupe, memory: u64) -> Self {
        Self {
            mode,
            memory,
            records: VecDeque::new(),
            sketches: VecDeque::new(),
            texts: Vec::new(),
            buckets: Buckets::default(),
            room: 0,
            forgotten: 0,
            outside: 0,
        }
    }

    /// What counts as a repeat.
    #[must_use]
    pub const fn mode(&self) -> Dedupe {
        self.mode
    }

    /// The earlier record that this one repeats. If there is none, this one is remembered under `id`; a repeat is not, so
    /// that all repeats of a notice name the same record.
    ///
    /// A fingerprint made for [`Dedupe::Exact`] finds only exact repeats, whatever the mode.
    pub fn check(&mut self, fingerprint: &Fingerprint, id: &str) -> Option<DuplicateOf> {
        let sketch = match self.mode {
            Dedupe::Exact => None,
            Dedupe::Near => fingerprint.sketch.as_deref(),
        };
        if let Some(first) = self.same_text(fingerprint) {
            return Some(self.repeats(first, None));
        }
        let keys = sketch.map(|sketch| keys(sketch, &fingerprint.identity));
        if let (Some(sketch), Some(keys)) = (sketch, &keys)
            && let Some((first, similarity)) = self.alike(fingerprint, sketch, keys)
        {
            return Some(self.repeats(first, Some(similarity)));
        }
        self.remember(fingerprint, keys, id);
        None
    }

    /// How many records were forgotten because the memory was full, the oldest first.
    #[must_use]
    pub const fn forgotten(&self) -> u64 {
        self.forgotten
    }

    /// Bytes of memory it holds.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let records = self.records.capacity() * size_of::<Record>() + self.sketches.capacity() * size_of::<Sketch>();
        (records + self.texts.len() * size_of::<u64>()) as u64 + self.buckets.bytes() + self.outside
    }

    fn repeats(&self, first: u64, similarity: Option<f32>) -> DuplicateOf {
        let id = self.record(first).map_or_else(String::new, |record| record.id.read());
        DuplicateOf { id, similarity }
    }

    /// A record by its number.
    fn record(&self, number: u64) -> Option<&Record> {
        self.records.get(self.index(number)?)
    }

    fn index(&self, number: u64) -> Option<usize> {
        usize::try_from(number.checked_sub(self.forgotten)?).ok()
    }

    /// The first record with the same text that may be the same notice.
    fn same_text(&self, fingerprint: &Fingerprint) -> Option<u64> {
        let mut link = self
            .texts
            .get(self.class(fingerprint.text))
            .copied()
            .unwrap_or_default();
        let mut first = None;
        // Links lead back in time, so that the first one to a forgotten record ends them.
        for _ in 0..MOST_LINKS {
            let Some(number) = link.checked_sub(1) else { break };
            let Some(record) = self.record(number) else { break };
            if record.text == fingerprint.text && record.identity.may_be(&fingerprint.identity) {
                first = Some(number);
            }
            link = record.before;
        }
        first
    }

    /// The record most like this one, of those equally like it the first.
    fn alike(&self, fingerprint: &Fingerprint, sketch: &Sketch, keys: &Keys) -> Option<(u64, f32)> {
        let mut found = Vec::with_capacity(KEYS);
        for key in keys.iter().flatten() {
            self.buckets.find(*key, &mut found);
        }
        let oldest = self.forgotten as u32;
        let mut ages: Vec<usize> = found.iter().map(|low| low.wrapping_sub(oldest) as usize).collect();
        ages.sort_unstable();
        ages.dedup();
        let mut best: Option<(u64, f32)> = None;
        for index in ages {
            let (Some(record), Some(other)) = (self.records.get(index), self.sketches.get(index)) else {
                continue;
            };
            let least = match () {
                () if record.identity.is(&fingerprint.identity) => ALIKE_BY_NAME,
                () if record.identity.may_be(&fingerprint.identity) => ALIKE,
                () => continue,
            };
            let alike = similarity(sketch, other);
            if alike >= least && best.is_none_or(|(_, most)| alike > most) {
                best = Some((self.forgotten + index as u64, alike));
            }
        }
        best
    }

    fn remember(&mut self, fingerprint: &Fingerprint, keys: Option<Keys>, id: &str) {
        let id = Id::of(id);
        let outside = id.outside();
        while self.bytes() + outside > self.memory || self.records.len() >= self.room && !self.grow(outside) {
            if !self.forget() {
                // Not even this one fits.
                self.forgotten += 1;
                return;
            }
        }
        let number = self.forgotten + self.records.len() as u64;
        let class = self.class(fingerprint.text);
        let before = self
            .texts
            .get_mut(class)
            .map(|latest| std::mem::replace(latest, number + 1));
        self.records.push_back(Record {
            text: fingerprint.text,
            identity: fingerprint.identity,
            id,
            before: before.unwrap_or_default(),
        });
        self.outside += outside;
        if self.mode == Dedupe::Near {
            // A record without a sketch keeps its place; no key leads to it.
            self.sketches
                .push_back(fingerprint.sketch.as_deref().copied().unwrap_or_default());
        }
        for key in keys.iter().flatten().flatten() {
            self.buckets.put(*key, number as u32, self.forgotten as u32);
        }
    }

    /// Forgets the oldest record; false if there is none.
    fn forget(&mut self) -> bool {
        let Some(oldest) = self.records.pop_front() else {
            return false;
        };
        self.sketches.pop_front();
        self.outside -= oldest.id.outside();
        self.forgotten += 1;
        true
    }

    /// Doubles the room, up to what fits beside `outside` more bytes; false if nothing more does. The old tables go before
    /// the new ones are made.
    fn grow(&mut self, outside: u64) -> bool {
        let fits = fitting(self.mode, self.memory.saturating_sub(self.outside + outside));
        let room = (self.room * 2).max(LEAST_ROOM).min(fits);
        let Some(more) = room.checked_sub(self.records.len()).filter(|&more| more > 0) else {
            return false;
        };
        self.room = room;
        self.records.reserve_exact(more);
        self.texts = Vec::new();
        self.texts = vec![0; room];
        for at in 0..self.records.len() {
            let class = self.records.get(at).map_or(0, |record| self.class(record.text));
            if let (Some(record), Some(latest)) = (self.records.get_mut(at), self.texts.get_mut(class)) {
                record.before = std::mem::replace(latest, self.forgotten + at as u64 + 1);
            }
        }
        if self.mode == Dedupe::Near {
            self.sketches.reserve_exact(more);
            self.buckets = Buckets::default();
            self.buckets = Buckets::new(room * KEYS);
            let oldest = self.forgotten as u32;
            for (at, (record, sketch)) in self.records.iter().zip(&self.sketches).enumerate() {
                if *sketch != Sketch::default() {
                    for key in keys(sketch, &record.identity).iter().flatten() {
                        self.buckets.put(*key, oldest.wrapping_add(at as u32), oldest);
                    }
                }
            }
        }
        true
    }

    /// The class of a text: as many as there is room for records.
    fn class(&self, text: [u64; 2]) -> usize {
        let [high, _] = text;
        ((u128::from(high) * self.texts.len() as u128) >> 64) as usize
    }
}

/// Records of one class of texts that are looked at. A class holds two or three; only a form with thousands of numbers has
/// more, and of that the latest are looked at.
const MOST_LINKS: usize = 4096;

/// Records the tables are first made for.
const LEAST_ROOM: usize = 1024;

type Keys = [Option<u64>; KEYS];

/// What a record is found by: for each band half a word of its sketch, so that texts with 85 % of their pieces in common
/// share at least one of them 99.6 times in 100; and what it says about itself.
fn keys(sketch: &Sketch, identity: &Identity) -> Keys {
    let mut keys = [None; KEYS];
    for (band, (key, word)) in keys.iter_mut().zip(sketch).enumerate() {
        *key = Some(mixed(word >> 32 ^ mixed(band as u64)));
    }
    let [.., number, title] = &mut keys;
    [*number, *title] = identity.keys();
    keys
}

/// How many records fit into `memory` bytes, ids outside their records aside.
fn fitting(mode: Dedupe, memory: u64) -> usize {
    let (mut fit, mut step) = (0_usize, 1_usize << 31);
    while step > 0 {
        // Entries of the buckets tell records apart by 32 bits.
        if fit + step <= 1 << 31 && planned(mode, fit + step) <= memory {
            fit += step;
        }
        step /= 2;
    }
    fit
}

/// Bytes that `records` records take, ids outside their records aside.
const fn planned(mode: Dedupe, records: usize) -> u64 {
    let each = size_of::<Record>() + size_of::<u64>();
    match mode {
        Dedupe::Exact => (records * each) as u64,
        Dedupe::Near => (records * (each + size_of::<Sketch>())) as u64 + Buckets::bytes_for(records * KEYS),
    }
}

impl Id {
    fn of(id: &str) -> Self {
        let mut bytes = [0; 16];
        let digits = id.as_bytes();
        let hash = digits.len() == 32
            && bytes.iter_mut().zip(digits.chunks_exact(2)).all(|(byte, pair)| {
                let value = |digit: &u8| match digit {
                    b'0'..=b'9' => Some(digit - b'0'),
                    b'a'..=b'f' => Some(digit - b'a' + 10),
                    _ => None,
                };
                match pair {
                    [high, low] => value(high)
                        .zip(value(low))
                        .map(|(high, low)| *byte = high << 4 | low)
                        .is_some(),
                    _ => false,
                }
            });
        if hash { Self::Hash(bytes) } else { Self::Text(id.into()) }
    }

    fn read(&self) -> String {
        match self {
            Self::Hash(bytes) => format!("{:032x}", u128::from_be_bytes(*bytes)),
            Self::Text(text) => text.to_string(),
        }
    }

    /// Bytes outside the record: the text and what an allocator takes beside it.
    const fn outside(&self) -> u64 {
        match self {
            Self::Hash(_) => 0,
            Self::Text(text) => text.len() as u64 + 16,
        }
    }
}
