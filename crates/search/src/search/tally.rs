//! Adding up, for every passage, what the clauses found in its parts.

use tantivy::query::Bm25Weight;

use super::postings::{Occurrence, PartIndex};
use crate::error::Result;
use crate::passage::TextKind;
use crate::query::plan::Clause;

/// What is known of one passage.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    /// BM25, summed over clauses and parts.
    pub score: f32,
    /// Clauses that it holds.
    pub clauses: u16,
    /// The last clause that was counted, plus one.
    last: u16,
    /// The parts that hold any, as bits.
    pub parts: u8,
}

/// One entry for each passage of the index.
pub(super) struct Tally {
    pub entries: Vec<Entry>,
}

/// What one clause found in the parts that are searched.
pub(super) struct Found {
    /// By part: the occurrences, and the weight of the clause there.
    pub parts: Vec<(TextKind, Bm25Weight, Vec<Occurrence>)>,
    /// How rare the clause is: passages that hold it, in whatever part.
    pub frequency: u32,
}

/// Looks one clause up in some parts.
///
/// A clause is weighed by one frequency for all parts, so that a word does not weigh more for
/// being rare in a part that few passages have.
pub(super) fn look_up(clause: &Clause, parts: &[&PartIndex], passages: u32) -> Result<Found> {
    let mut lists = Vec::with_capacity(parts.len());
    for index in parts {
        let occurrences = index.occurrences(clause)?;
        if !occurrences.is_empty() {
            lists.push((index, occurrences));
        }
    }
    let frequency = distinct(lists.iter().map(|(_, occurrences)| occurrences.as_slice()));
    let parts = lists
        .into_iter()
        .map(|(index, occurrences)| {
            let weight = Bm25Weight::for_one_term_without_explain(
                frequency.into(),
                passages.into(),
                index.mean_length(),
            );
            (index.kind, weight, occurrences)
        })
        .collect();
    Ok(Found { parts, frequency })
}

/// The number of passages in some ascending lists.
fn distinct<'a>(lists: impl Iterator<Item = &'a [Occurrence]>) -> u32 {
    let mut lists: Vec<_> = lists.map(|list| list.iter().peekable()).collect();
    let mut count = 0;
    while let Some(next) = lists
        .iter_mut()
        .filter_map(|list| list.peek().map(|occurrence| occurrence.passage))
        .min()
    {
        count += 1;
        for list in &mut lists {
            list.next_if(|occurrence| occurrence.passage == next);
        }
    }
    count
}

impl Tally {
    pub fn new(passages: u32) -> Self {
        Self {
            entries: vec![Entry::default(); passages as usize],
        }
    }

    /// Adds what the clause with this number found. Numbers ascend from zero.
    pub fn add(&mut self, number: usize, found: &Found, indexes: &[&PartIndex]) {
        // A query has at most 512 characters, so fewer clauses.
        let stamp = u16::try_from(number + 1).unwrap_or(u16::MAX);
        for (kind, weight, occurrences) in &found.parts {
            let Some(index) = indexes.iter().find(|index| index.kind == *kind) else {
                continue;
            };
            for occurrence in occurrences {
                let Some(entry) = self.entries.get_mut(occurrence.passage as usize) else {
                    continue;
                };
                entry.score +=
                    weight.score(index.length_code(occurrence.passage), occurrence.count);
                entry.parts |= kind.part().bit();
                if entry.last != stamp {
                    entry.last = stamp;
                    entry.clauses += 1;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_counts_once_in_whatever_parts() {
        let list = |passages: &[u32]| -> Vec<Occurrence> {
            passages
                .iter()
                .map(|&passage| Occurrence { passage, count: 1 })
                .collect()
        };
        let lists = [list(&[1, 4, 9]), list(&[]), list(&[0, 4, 9, 10])];
        assert_eq!(distinct(lists.iter().map(Vec::as_slice)), 5);
        assert_eq!(distinct([].into_iter()), 0);
    }
}
