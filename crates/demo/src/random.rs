//! Chance, the same in every run: each thing that is left to chance has a stream of its own, so that one more question
//! in one place does not change the answers in another.

/// A stream of random numbers.
#[derive(Debug, Clone)]
pub struct Random(fastrand::Rng);

impl Random {
    /// The stream of a seed for a purpose (`"heads"`) and the n-th thing of that kind.
    #[must_use]
    pub fn new(seed: u64, purpose: &str, index: u64) -> Self {
        // FNV-1a over all three, then the generator's own mixing.
        let mut state: u64 = 0xcbf2_9ce4_8422_2325;
        let bytes = purpose.bytes();
        for byte in bytes.chain(seed.to_le_bytes()).chain(index.to_le_bytes()) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        Self(fastrand::Rng::with_seed(state))
    }

    /// A number below `limit`; 0 where `limit` is 0.
    pub fn below(&mut self, limit: usize) -> usize {
        if limit == 0 { 0 } else { self.0.usize(..limit) }
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        if low >= high {
            low
        } else {
            self.0.i64(low..=high)
        }
    }

    /// Whether something happens that has this probability, 0 to 1.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.0.f64() < probability
    }

    /// One of all, each as likely. Panics where there is none: lists are data of this crate, and tested not to be empty.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// One of all, the first more likely than the second, and so on (as Zipf found of words): some words are used
    /// often, most seldom. Panics where there is none.
    pub fn frequent<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.rank(all.len())]
    }

    /// The place of one of `count` things, the n-th about 1/n as likely as the first.
    pub fn rank(&mut self, count: usize) -> usize {
        if count < 2 {
            return 0;
        }
        // The inverse of the logarithmic distribution function that the harmonic one comes close to.
        let place = ((count as f64 + 1.0).ln() * self.0.f64()).exp() - 1.0;
        (place as usize).min(count - 1)
    }

    /// Puts a list into another order.
    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        self.0.shuffle(all);
    }
}
