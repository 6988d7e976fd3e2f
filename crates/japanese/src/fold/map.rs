//! From offsets in the folded text back to offsets in the original.

/// Where a run of units begins in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    folded: usize,
    original: usize,
    /// Every unit of the run is one character on both sides, of the same length: offsets inside it
    /// differ by a constant. Otherwise the run is one single unit, and is not divided.
    one_to_one: bool,
}

/// Runs in ascending order, the end of both texts last. Ordinary Japanese text is a handful of runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OffsetMap {
    runs: Vec<Run>,
}

impl OffsetMap {
    /// Adds the unit that begins at these offsets; they never descend.
    pub(super) fn push(&mut self, original: usize, folded: usize, one_to_one: bool) {
        let continues = one_to_one && self.runs.last().is_some_and(|run| run.one_to_one);
        if !continues {
            self.runs.push(Run {
                folded,
                original,
                one_to_one,
            });
        }
    }

    /// Closes the map with the lengths of both texts.
    pub(super) fn finish(&mut self, original: usize, folded: usize) {
        self.runs.push(Run {
            folded,
            original,
            one_to_one: false,
        });
    }

    /// The original offset where the unit around `folded` (a character boundary) begins.
    pub(super) fn start(&self, folded: usize) -> usize {
        let next = self.runs.partition_point(|run| run.folded <= folded);
        match next.checked_sub(1).and_then(|index| self.runs.get(index)) {
            Some(run) if run.one_to_one => run.original + (folded - run.folded),
            Some(run) => run.original,
            None => 0,
        }
    }

    /// The original offset where the unit that ends at or around `folded` (a character boundary) ends.
    pub(super) fn end(&self, folded: usize) -> usize {
        let next = self.runs.partition_point(|run| run.folded < folded);
        let inside = next
            .checked_sub(1)
            .and_then(|index| self.runs.get(index))
            .filter(|run| run.one_to_one);
        match (inside, self.runs.get(next)) {
            (_, Some(next)) if next.folded == folded => next.original,
            (Some(run), _) => run.original + (folded - run.folded),
            (None, next) => next.map_or(0, |run| run.original),
        }
    }
}
