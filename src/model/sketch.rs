use ayumi_japanese::fold::fold_str;

/// What is kept of a text so that it can be compared with others without the text: the hashes of its pairs of
/// neighbouring characters, and one of the whole. Widths, case, white space and punctuation make no difference.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sketch {
    /// Sorted, each once. Of long texts only the smallest are kept, which is a fair sample of them.
    pairs: Box<[Pair]>,
    /// Whether any were left out.
    sampled: bool,
    /// Of the whole text; 0 where nothing is in it.
    whole: u64,
}

/// The hash of two neighbouring characters. What they are stands in the last two bits: pairs of kanji say more about
/// what a text is about than endings of verbs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair(u32);

impl Pair {
    fn new(first: char, second: char) -> Self {
        let kinds = match (Kind::of(first), Kind::of(second)) {
            (Kind::Digit, _) | (_, Kind::Digit) => 0,
            (Kind::Hiragana, Kind::Hiragana) => 1,
            (Kind::Hiragana, _) | (_, Kind::Hiragana) => 2,
            (Kind::Other, Kind::Other) => 3,
        };
        Self(fine(step(step(FNV, first), second)) & !3 | kinds)
    }

    /// How much it says, in twentieths of what a pair of kanji says.
    #[must_use]
    pub fn weight(self) -> u32 {
        match self.0 & 3 {
            0 => 2,
            1 => 3,
            2 => 10,
            _ => 20,
        }
    }
}

/// What a character tells about a text.
#[derive(Clone, Copy)]
enum Kind {
    /// Figures change every year.
    Digit,
    /// Endings and particles.
    Hiragana,
    /// Kanji, katakana, Latin letters.
    Other,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            '0'..='9' => Self::Digit,
            'ぁ'..='ゖ' => Self::Hiragana,
            _ => Self::Other,
        }
    }
}

/// How many pairs are kept at most. Goals mostly have fewer than half as many.
const MOST: usize = 256;

impl Sketch {
    /// The sketch of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let folded = fold_str(text);
        let plain: Vec<char> = folded.chars().filter(|c| c.is_alphanumeric()).collect();
        let whole = plain.iter().fold(FNV, |hash, c| step(hash, *c));
        let mut pairs: Vec<Pair> = plain
            .windows(2)
            .map(|pair| Pair::new(pair[0], pair[1]))
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let sampled = pairs.len() > MOST;
        pairs.truncate(MOST);
        Self {
            pairs: pairs.into_boxed_slice(),
            sampled,
            whole: if plain.is_empty() { 0 } else { whole },
        }
    }

    /// Whether both are of the same words, whatever their widths, case, white space and punctuation.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.whole == other.whole && self.whole != 0
    }

    /// A number that only texts of the same words have; none where there are no words.
    #[must_use]
    pub fn whole(&self) -> Option<u64> {
        (self.whole != 0).then_some(self.whole)
    }

    /// The pairs that are kept, sorted.
    #[must_use]
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// The pairs of both that can be compared: of samples only what lies below the ends of both says something.
    #[must_use]
    pub fn comparable<'a>(&'a self, other: &'a Self) -> (&'a [Pair], &'a [Pair]) {
        let end = |one: &Self| one.pairs.last().copied().filter(|_| one.sampled);
        let ends = [end(self), end(other)];
        let below = |one: &'a Self| match ends.into_iter().flatten().min() {
            Some(end) => &one.pairs[..one.pairs.partition_point(|pair| *pair <= end)],
            None => one.pairs(),
        };
        (below(self), below(other))
    }
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

    fn common(one: &Sketch, other: &Sketch) -> (usize, usize) {
        let (left, right) = one.comparable(other);
        let both = left.iter().filter(|pair| right.contains(pair)).count();
        (both, left.len())
    }

    #[test]
    fn widths_spaces_and_punctuation_make_no_difference() {
        let (plain, wide) = (Sketch::of("DX推進、3件"), Sketch::of("ＤＸ推 進，３件。"));
        assert!(plain.is_same(&wide));
        assert_eq!(
            common(&plain, &wide),
            (plain.pairs().len(), plain.pairs().len())
        );
        assert!(!plain.is_same(&Sketch::of("DX推進 4件")));
        let empty = Sketch::of(" 。\n");
        assert!(!empty.is_same(&empty) && empty.whole().is_none());
    }

    #[test]
    fn kanji_say_more_than_endings_and_figures() {
        let weight = |text: &str| Sketch::of(text).pairs()[0].weight();
        assert_eq!(weight("除雪"), 20);
        assert_eq!(weight("を除"), 10);
        assert_eq!(weight("ます"), 3);
        assert_eq!(weight("3人"), 2);
    }

    #[test]
    fn a_sample_estimates_what_long_texts_have_in_common() {
        let text = |from: u32, to: u32| -> String {
            let all = (from..to).filter_map(|n| char::from_u32(0x4e00 + n));
            all.collect()
        };
        let (one, other) = (Sketch::of(&text(0, 3_000)), Sketch::of(&text(1_500, 4_500)));
        let (both, all) = common(&one, &other);
        assert!(
            both * 10 > all * 4 && both * 10 < all * 6,
            "{both} of {all}"
        );
        assert_eq!(common(&one, &one), (MOST, MOST));
        let whole = Sketch::of(&text(0, 100));
        assert_eq!(whole.comparable(&whole).0.len(), 99);
    }
}
