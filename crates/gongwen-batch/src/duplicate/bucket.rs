//! Where the records that share a key are found: a table of buckets, each one cache line, that never fills up.
//!
//! A bucket holds eight entries; a ninth takes the place of the oldest. That loses an entry of a full bucket, not the
//! record: it stands under some sixteen other keys. In return a look-up costs one cache line whatever is stored, a thousand
//! records of one template crowd only their own buckets, and what is forgotten need not be taken out: its entries are
//! older than the oldest record, and new ones take their places.

/// Entries in a bucket; eight of 8 bytes are a cache line.
const ENTRIES: usize = 8;

/// Entries planned for in a bucket. At five on average one entry in some 25 is lost to a full bucket.
const PLANNED: usize = 5;

/// A place in a bucket: 32 bits of the key above the low 32 bits of the record's place in the run, counted from 1 so that
/// 0 is free.
type Entry = u64;

/// The table.
#[derive(Debug, Default)]
pub(super) struct Buckets {
    buckets: Vec<[Entry; ENTRIES]>,
}

impl Buckets {
    /// A table for `keys` keys.
    pub(super) fn new(keys: usize) -> Self {
        Self {
            buckets: vec![[0; ENTRIES]; Self::count(keys)],
        }
    }

    const fn count(keys: usize) -> usize {
        keys.div_ceil(PLANNED)
    }

    /// Bytes of a table for `keys` keys.
    pub(super) const fn bytes_for(keys: usize) -> u64 {
        (Self::count(keys) * size_of::<[Entry; ENTRIES]>()) as u64
    }

    /// Bytes of this one.
    pub(super) const fn bytes(&self) -> u64 {
        (self.buckets.len() * size_of::<[Entry; ENTRIES]>()) as u64
    }

    /// Which bucket a key belongs to: its high bits, spread over the number of buckets.
    fn place(&self, key: u64) -> usize {
        ((u128::from(key) * self.buckets.len() as u128) >> 64) as usize
    }

    /// Adds to `found` the records under `key`: the low 32 bits of their places in the run. Few of them may have another
    /// key, and some may be forgotten already.
    pub(super) fn find(&self, key: u64, found: &mut Vec<u32>) {
        let bucket = self.buckets.get(self.place(key)).into_iter().flatten();
        found.extend(
            bucket
                .filter(|&&entry| entry != 0 && entry >> 32 == tag(key))
                .map(|&entry| entry as u32),
        );
    }

    /// Puts a record under `key`. `oldest` is the oldest record that is still remembered.
    pub(super) fn put(&mut self, key: u64, record: u32, oldest: u32) {
        let place = self.place(key);
        let Some(bucket) = self.buckets.get_mut(place) else {
            return;
        };
        // Places in the run count on past 32 bits; what matters is how far they are behind.
        let age = |entry: Entry| match entry {
            0 => u32::MAX,
            _ => record.wrapping_sub(entry as u32),
        };
        let remembered = record.wrapping_sub(oldest);
        let free = |entry: &&mut Entry| age(**entry) > remembered;
        let free_or_oldest = match bucket.iter_mut().position(|entry| free(&entry)) {
            Some(free) => bucket.get_mut(free),
            None => bucket.iter_mut().max_by_key(|entry| age(**entry)),
        };
        if let Some(entry) = free_or_oldest {
            *entry = tag(key) << 32 | u64::from(record);
        }
    }
}

/// The 32 bits of a key that are kept with an entry: the low ones, since the high ones choose the bucket.
const fn tag(key: u64) -> u64 {
    // Never 0, so that no entry is.
    (key & 0xFFFF_FFFF) | 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duplicate::sketch::mixed;

    fn found(buckets: &Buckets, key: u64) -> Vec<u32> {
        let mut found = Vec::new();
        buckets.find(key, &mut found);
        found
    }

    #[test]
    fn what_is_put_is_found() {
        let mut buckets = Buckets::new(5000);
        for record in 0..5000 {
            buckets.put(mixed(u64::from(record)), record, 0);
        }
        let kept = (0..5000)
            .filter(|&record| found(&buckets, mixed(u64::from(record))).contains(&record))
            .count();
        assert!(kept > 4700, "{kept}");
        assert!(found(&buckets, mixed(9_999_999)).is_empty());
    }

    #[test]
    fn a_full_bucket_loses_its_oldest() {
        let mut buckets = Buckets::new(1);
        for record in 0..10 {
            buckets.put(7, record, 0);
        }
        let mut kept = found(&buckets, 7);
        kept.sort_unstable();
        assert_eq!(kept, (2..10).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_forgotten_makes_room_first() {
        let mut buckets = Buckets::new(1);
        for record in 0..8 {
            buckets.put(7, record, 0);
        }
        // Records 0 and 1 are forgotten: the places of both are taken before that of 2.
        buckets.put(7, 8, 2);
        buckets.put(7, 9, 2);
        assert!((2..10).all(|record| found(&buckets, 7).contains(&record)));
    }

    #[test]
    fn places_in_the_run_may_wrap() {
        let mut buckets = Buckets::new(1);
        for step in 0..9_u32 {
            buckets.put(7, (u32::MAX - 3).wrapping_add(step), u32::MAX - 3);
        }
        let kept = found(&buckets, 7);
        assert!(!kept.contains(&(u32::MAX - 3)) && kept.contains(&4), "{kept:?}");
    }
}
