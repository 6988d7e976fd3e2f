use ayumi_japanese::fold::fold_str;

/// What is kept of a text so that it can be compared with others without the text: the hashes of its pairs of
/// neighbouring characters, and one of the whole. Widths, case and white space make no difference.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sketch {
    /// Sorted, each once. Of long texts only the smallest are kept, which is a fair sample of them.
    pairs: Box<[u32]>,
    /// How many pairs there were before any were left out.
    total: u32,
    /// Of the whole text.
    whole: u64,
}

/// How many pairs are kept at most. Goals mostly have fewer than half as many.
const MOST: usize = 256;

impl Sketch {
    /// The sketch of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let plain: Vec<char> = fold_str(text)
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        let mut whole = FNV;
        for c in &plain {
            whole = step(whole, *c);
        }
        let mut pairs: Vec<u32> = plain
            .windows(2)
            .map(|pair| fine(step(step(FNV, pair[0]), pair[1])))
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let total = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
        pairs.truncate(MOST);
        Self {
            pairs: pairs.into_boxed_slice(),
            total,
            whole: if plain.is_empty() { 0 } else { whole },
        }
    }

    /// Whether both are of the same text, but for widths, case and white space.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.whole == other.whole && self.total == other.total
    }

    /// Whether the text was empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.whole == 0
    }

    /// The hashes that are kept, sorted.
    #[must_use]
    pub fn pairs(&self) -> &[u32] {
        &self.pairs
    }

    /// How many pairs both have, estimated where one of them is a sample, and how many each of them has.
    #[must_use]
    pub fn common(&self, other: &Self) -> Common {
        let sampled = |one: &Self| one.total as usize > one.pairs.len();
        // Of two samples only what lies below the end of both says something.
        let end = |one: &Self| {
            let last = one.pairs.last().copied().filter(|_| sampled(one));
            last.unwrap_or(u32::MAX)
        };
        let end = end(self).min(end(other));
        let below = |one: &Self| one.pairs.partition_point(|pair| *pair <= end);
        let (left, right) = (&self.pairs[..below(self)], &other.pairs[..below(other)]);
        let (mut at, mut both) = (0, 0_usize);
        for pair in left {
            while right.get(at).is_some_and(|other| other < pair) {
                at += 1;
            }
            both += usize::from(right.get(at) == Some(pair));
        }
        Common {
            both,
            left: left.len(),
            right: right.len(),
        }
    }
}

/// What two sketches have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Common {
    /// Pairs of both.
    pub both: usize,
    /// Pairs of the first.
    pub left: usize,
    /// Pairs of the second.
    pub right: usize,
}

/// Fowler, Noll and Vo's hash (FNV-1a, 64 bits), over whole characters: the same on every machine.
const FNV: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3)
}

/// The last bits of such a hash depend on few bits of its input: all are mixed (the finish of MurmurHash3).
fn fine(hash: u64) -> u32 {
    let mut hash = hash ^ (hash >> 33);
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_and_spaces_make_no_difference() {
        let (plain, wide) = (Sketch::of("DX推進 3件"), Sketch::of("ＤＸ推 進３件"));
        assert!(plain.is_same(&wide));
        assert_eq!(plain.common(&wide).both, plain.pairs().len());
        assert!(!plain.is_same(&Sketch::of("DX推進 4件")));
        assert!(Sketch::of(" \n").is_empty() && !plain.is_empty());
    }

    #[test]
    fn a_sample_estimates_what_long_texts_have_in_common() {
        let text = |from: u32, to: u32| -> String {
            let all = (from..to).filter_map(|n| char::from_u32(0x4e00 + n));
            all.collect()
        };
        let (one, other) = (Sketch::of(&text(0, 3_000)), Sketch::of(&text(1_500, 4_500)));
        let common = one.common(&other);
        let share = common.both as f64 / common.left as f64;
        assert!((0.4..0.6).contains(&share), "{common:?}");
        let same = one.common(&one);
        assert_eq!((same.both, same.left), (MOST, MOST));
    }
}
