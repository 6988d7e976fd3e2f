//! Adding up, for every passage, what the terms found in its texts.

use tantivy::query::Bm25Weight;

use super::postings::{Occurrence, PartIndex};
use crate::columns::Columns;
use crate::error::{Pending, Result};
use crate::passage::TextKind;
use crate::query::plan::{Clause, Term};

/// What is known of one passage.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    /// BM25, summed over terms, alternatives and kinds of text.
    pub score: f32,
    /// Terms that it holds.
    pub terms: u16,
    /// The last term that was counted, plus one.
    last: u16,
    /// The parts that hold any, as bits.
    pub parts: u8,
    /// Quoted terms that it holds.
    pub quoted: u8,
    /// It holds what must not be held.
    pub excluded: bool,
}

/// One entry for each passage of the index.
pub(super) struct Tally<'a> {
    columns: &'a Columns,
    pub entries: Vec<Entry>,
    /// Quoted terms that were counted. A query has 32 phrases at most.
    required: u8,
}

/// What one alternative of a term found in one kind of text.
pub(super) struct List {
    pub kind: TextKind,
    /// The alternative's place in its term.
    pub alternative: usize,
    /// What an occurrence is worth: the alternative's weight times that of the kind.
    pub worth: f32,
    pub weight: Bm25Weight,
    pub occurrences: Vec<Occurrence>,
}

/// What a term found.
#[derive(Default)]
pub(super) struct Found {
    pub lists: Vec<List>,
    /// How rare the term is: passages that hold it, in whatever part and way.
    pub frequency: u32,
}

/// Looks a term up in some kinds of text.
///
/// A term is weighed by one frequency for all kinds of text and for all alternatives, so that a word
/// does not weigh more for being rare in a part that few passages have, or for a rare spelling.
pub(super) fn look_up(term: &Term, indexes: &[&PartIndex], columns: &Columns) -> Result<Found> {
    let mut lists = Vec::with_capacity(indexes.len());
    let mut pending = Pending::default();
    for (number, alternative) in term.alternatives.iter().enumerate() {
        for index in indexes {
            let occurrences = pending.wait(index.occurrences(&alternative.clause), Vec::new())?;
            if !occurrences.is_empty() {
                lists.push((index, number, alternative.weight, occurrences));
            }
        }
    }
    pending.over(())?;
    let frequency = distinct(lists.iter().map(|(.., occurrences)| occurrences.as_slice()));
    let lists = lists
        .into_iter()
        .map(|(index, alternative, weight, occurrences)| List {
            kind: index.kind,
            alternative,
            worth: weight * worth(index.kind),
            weight: Bm25Weight::for_one_term_without_explain(
                frequency.into(),
                columns.passages().into(),
                columns.mean_length(),
            ),
            occurrences,
        })
        .collect();
    Ok(Found { lists, frequency })
}

/// What an occurrence in a text of a kind is worth. A title says what a document is about, a goal
/// what is aimed at; notes and names come last.
fn worth(kind: TextKind) -> f32 {
    match kind {
        TextKind::Title => 1.5,
        TextKind::Goal => 1.2,
        TextKind::Result => 1.0,
        TextKind::Direction => 0.9,
        TextKind::Other => 0.8,
    }
}

/// What a list adds to the score of one occurrence.
pub(super) fn score(list: &List, columns: &Columns, occurrence: Occurrence) -> f32 {
    let length = columns.length_code(occurrence.passage);
    list.worth * list.weight.score(length, occurrence.count)
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

impl<'a> Tally<'a> {
    pub fn new(columns: &'a Columns) -> Self {
        Self {
            columns,
            entries: vec![Entry::default(); columns.passages() as usize],
            required: 0,
        }
    }

    /// Adds what the term with this number found. Numbers ascend from zero.
    pub fn add(&mut self, number: usize, found: &Found) {
        // A query has at most 512 characters, so fewer terms.
        let stamp = u16::try_from(number + 1).unwrap_or(u16::MAX);
        self.each(found, |entry| {
            if entry.last != stamp {
                entry.last = stamp;
                entry.terms += 1;
            }
        });
    }

    /// Adds what a quoted term found, and counts it apart from the others.
    pub fn require(&mut self, found: &Found) {
        self.required += 1;
        let held = self.required;
        self.each(found, |entry| {
            // In whatever kinds of text a passage holds it: once, and only with all before it.
            if entry.quoted + 1 == held {
                entry.quoted = held;
            }
        });
    }

    /// Adds what a term found to the scores only: a passage need not hold it.
    pub fn reward(&mut self, found: &Found) {
        self.each(found, |_| ());
    }

    fn each(&mut self, found: &Found, mut count: impl FnMut(&mut Entry)) {
        for list in &found.lists {
            for &occurrence in &list.occurrences {
                let Some(entry) = self.entries.get_mut(occurrence.passage as usize) else {
                    continue;
                };
                entry.score += score(list, self.columns, occurrence);
                entry.parts |= list.kind.part().bit();
                count(entry);
            }
        }
    }

    /// Takes every passage for found, with the parts that it has.
    pub fn everything(&mut self, indexes: &[&PartIndex]) {
        for (passage, entry) in (0..).zip(&mut self.entries) {
            for index in indexes {
                if self.columns.has(passage, index.kind) {
                    entry.parts |= index.part().bit();
                    // What a document is about comes before its tables' headings.
                    if matches!(index.kind, TextKind::Title | TextKind::Goal) {
                        entry.score = entry.score.max(worth(index.kind));
                    }
                }
            }
        }
    }

    /// Marks the passages that hold a clause as unwanted.
    pub fn exclude(&mut self, clause: &Clause, indexes: &[&PartIndex]) -> Result<()> {
        let mut pending = Pending::default();
        for index in indexes {
            for occurrence in pending.wait(index.occurrences(clause), Vec::new())? {
                if let Some(entry) = self.entries.get_mut(occurrence.passage as usize) {
                    entry.excluded = true;
                }
            }
        }
        pending.over(())
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
