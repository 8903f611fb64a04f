//! The sketch of a text: 256 codes of 4 bits, of which two texts share about as many as they share pieces.
//!
//! The pieces (shingles) are all runs of five characters. This is MinHash, drawn the fast way: each round throws every
//! piece into one of the 256 places by its hash, where the smallest stays, and rounds go on until no place is empty
//! (Dahlgaard, Knudsen, Thorup: Fast Similarity Sketching, 2017); one round is enough for most notices. Of each smallest
//! hash 4 bits are kept (Li, König: b-Bit Minwise Hashing, 2010), so that unlike texts agree in one place of 16 by chance.

/// Characters in a piece. Shorter pieces survive more noise, but stand in every filling of a template too: with pieces of
/// three the most alike of the different notices measured (see [`duplicate`](super)) are almost 90 % alike, with five 81 %.
const PIECE: usize = 5;

/// Codes in a sketch.
const PLACES: usize = 256;

/// Words of 64 bits that hold the codes, 16 in each.
pub(super) const WORDS: usize = PLACES / 16;

/// Enough to fill all places for any text that is compared; a place that is empty still holds the code 0.
const ROUNDS: u64 = 64;

/// The sketch of one text.
pub(super) type Sketch = [u64; WORDS];

/// The sketch of `text`, which is what [`compared`](super::text::compared) gives.
pub(super) fn sketch(text: &str) -> Sketch {
    let pieces = pieces(text);
    let mut smallest = [u64::MAX; PLACES];
    let mut empty = PLACES;
    for round in 0..ROUNDS {
        for &piece in &pieces {
            let hash = mixed(piece ^ mixed(round));
            // The round stands above the hash: a later round never outdoes an earlier one.
            let (place, rest) = ((hash >> 56) as usize, round << 56 | hash & 0x00FF_FFFF_FFFF_FFFF);
            if let Some(kept) = smallest.get_mut(place) {
                empty -= usize::from(*kept == u64::MAX);
                *kept = (*kept).min(rest);
            }
        }
        if empty == 0 {
            break;
        }
    }
    let mut sketch = [0; WORDS];
    for (word, codes) in sketch.iter_mut().zip(smallest.chunks_exact(16)) {
        *word = codes.iter().fold(0, |word, least| word << 4 | mixed(*least) >> 60);
    }
    sketch
}

/// The share of pieces two texts have in common (their Jaccard similarity), as their sketches tell it: 0 to 1, with a
/// standard error of 0.025 at 0.8.
pub(super) fn similarity(one: &Sketch, other: &Sketch) -> f32 {
    let unlike: u32 = one.iter().zip(other).map(|(a, b)| unlike(a ^ b)).sum();
    let equal = 1.0 - unlike as f32 / PLACES as f32;
    ((equal - 1.0 / 16.0) / (15.0 / 16.0)).max(0.0)
}

/// How many of the 16 codes in `difference` are not 0.
const fn unlike(difference: u64) -> u32 {
    let pairs = difference | difference >> 1;
    ((pairs | pairs >> 2) & 0x1111_1111_1111_1111).count_ones()
}

/// The pieces of a text, hashed, each once.
fn pieces(text: &str) -> Vec<u64> {
    let chars: Vec<u64> = text.chars().map(u64::from).collect();
    let mut pieces: Vec<u64> = chars
        .windows(PIECE)
        .map(|piece| piece.iter().fold(0, |hash, &c| mixed(hash ^ c)))
        .collect();
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

/// The finaliser of SplitMix64 (Steele, Lea, Flood, 2014) after its increment: every bit of the result depends on every
/// bit of `x`. Fingerprints are stored, so this must never change.
pub(super) const fn mixed(x: u64) -> u64 {
    let x = x.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mixer_is_splitmix64() {
        // The first numbers of the reference generator from the seed 0.
        assert_eq!(mixed(0), 0xE220_A839_7B1D_CDAF);
        assert_eq!(mixed(0x9E37_79B9_7F4A_7C15), 0x6E78_9E6A_A1B9_65F4);
    }

    /// A text of `length` characters in which every piece is another one.
    fn text(seed: u64, length: u64) -> String {
        (0..length)
            .filter_map(|at| char::from_u32(0x4E00 + (mixed(seed << 32 | at) % 20_000) as u32))
            .collect()
    }

    #[test]
    fn similarity_is_the_share_of_common_pieces() {
        for length in [60, 400, 4000] {
            let (mut worst, mut sum) = (0.0_f32, 0.0_f32);
            for seed in 0..50 {
                let one = text(seed, length);
                let other: String = one
                    .chars()
                    .take(length as usize * 9 / 10)
                    .chain(text(seed + 1000, length / 10).chars())
                    .collect();
                let (a, b) = (pieces(&one), pieces(&other));
                let common = a.iter().filter(|piece| b.contains(piece)).count() as f32;
                let truth = common / (a.len() + b.len()) as f32 / (1.0 - common / (a.len() + b.len()) as f32);
                let error = similarity(&sketch(&one), &sketch(&other)) - truth;
                worst = worst.max(error.abs());
                sum += error;
            }
            assert!(
                worst < 0.1 && (sum / 50.0).abs() < 0.015,
                "{length}: worst {worst}, mean {}",
                sum / 50.0
            );
        }
        assert_eq!(similarity(&sketch(&text(1, 90)), &sketch(&text(1, 90))), 1.0);
        assert!(similarity(&sketch(&text(1, 900)), &sketch(&text(2, 900))) < 0.12);
    }
}
