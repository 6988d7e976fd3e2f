//! Reading the index: which passages hold a clause in a kind of text, and how often.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

use crate::analysis::{Gram, covering};
use crate::dictionary::{Dictionary, Found};
use crate::error::{Error, Pending, Result};
use crate::passage::{Part, TextKind};
use crate::query::plan::Clause;

/// A passage that holds a clause, and how often its part does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Occurrence {
    pub passage: DocId,
    pub count: u32,
}

/// A term is in no text of a kind.
struct Nowhere;

/// The dictionary and its postings, of all kinds of text.
pub(super) struct Terms {
    inverted: Arc<InvertedIndexReader>,
    dictionary: Dictionary,
    passages: u32,
    /// Grams that were looked up for the query at hand: the attempts ask for the same ones.
    known: Mutex<BTreeMap<String, Found>>,
}

impl Terms {
    pub fn open(segment: &SegmentReader, text: Field, dictionary: Dictionary) -> Result<Self> {
        Ok(Self {
            inverted: segment.inverted_index(text)?,
            dictionary,
            passages: segment.max_doc(),
            known: Mutex::default(),
        })
    }

    /// Forgets what was looked up.
    pub fn forget(&self) {
        self.known
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    /// Where a gram's postings are in a kind of text.
    fn info(&self, gram: &str, kind: TextKind) -> Result<Option<TermInfo>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(gram) {
            return Ok(found[kind as usize].clone());
        }
        let found = self.dictionary.get(gram)?;
        let info = found[kind as usize].clone();
        known.insert(gram.to_owned(), found);
        Ok(info)
    }

    /// Hands on all grams of two characters, sorted.
    pub fn each_bigram(&self, mut each: impl FnMut([char; 2])) -> Result<()> {
        self.dictionary.each(|gram| {
            let mut characters = gram.chars();
            let three = [characters.next(), characters.next(), characters.next()];
            if let [Some(first), Some(second), None] = three {
                each([first, second]);
            }
        })
    }
}

/// The index of one kind of text.
pub(super) struct PartIndex {
    pub kind: TextKind,
    terms: Arc<Terms>,
}

impl PartIndex {
    pub fn new(terms: &Arc<Terms>, kind: TextKind) -> Self {
        Self {
            kind,
            terms: Arc::clone(terms),
        }
    }

    fn info(&self, term: &str) -> Result<Option<TermInfo>> {
        self.terms.info(term, self.kind)
    }

    /// The part under which it is filtered and counted.
    pub fn part(&self) -> Part {
        self.kind.part()
    }

    /// Passages that have a term. Zero for one that is nowhere.
    pub fn frequency(&self, term: &str) -> Result<u32> {
        let info = self.info(term)?;
        Ok(info.map_or(0, |info| info.doc_freq))
    }

    /// Whether any passage holds the clause. Without postings where the terms alone say no.
    pub fn holds(&self, clause: &Clause) -> Result<bool> {
        let Clause::Phrase { grams, .. } = clause else {
            return Ok(!self.occurrences(clause)?.is_empty());
        };
        let found = match grams.as_slice() {
            [gram] => return Ok(self.info(&gram.term)?.is_some()),
            grams => self.phrase(grams, 1, |_| true)?,
        };
        Ok(!found.is_empty())
    }

    /// The passages whose first text is this and nothing else, ascending.
    pub fn whole(&self, text: &[char]) -> Result<Vec<DocId>> {
        let mut grams = covering(text);
        // The last character stands alone besides.
        if let Some((last, before)) = text.split_last() {
            grams.push(Gram {
                offset: u32::try_from(before.len()).unwrap_or(u32::MAX),
                term: last.to_string(),
            });
        }
        let found = self.phrase(&grams, usize::MAX, |start| start == 0)?;
        Ok(found
            .into_iter()
            .map(|occurrence| occurrence.passage)
            .collect())
    }

    /// The passages whose text holds the clause, ascending.
    pub fn occurrences(&self, clause: &Clause) -> Result<Vec<Occurrence>> {
        match clause {
            Clause::Character(character) => self.character(*character),
            Clause::Latin { term, .. } => self.term(term),
            Clause::Phrase { grams, .. } => match grams.as_slice() {
                [gram] => self.term(&gram.term),
                grams => self.phrase(grams, usize::MAX, |_| true),
            },
        }
    }

    /// The highest number of passages for one of the terms that begin with a character.
    pub fn prefix_frequency(&self, character: char) -> Result<u32> {
        let infos = self.beginning_with(character)?.into_iter();
        Ok(infos.map(|info| info.doc_freq).max().unwrap_or(0))
    }

    fn beginning_with(&self, character: char) -> Result<Vec<TermInfo>> {
        let found = self.terms.dictionary.beginning_with(character)?.into_iter();
        let infos = found.filter_map(|mut found| found[self.kind as usize].take());
        Ok(infos.collect())
    }

    fn postings(&self, term: &str, option: IndexRecordOption) -> Result<Option<SegmentPostings>> {
        let Some(info) = self.info(term)? else {
            return Ok(None);
        };
        Ok(Some(
            self.terms
                .inverted
                .read_postings_from_terminfo(&info, option)?,
        ))
    }

    fn term(&self, term: &str) -> Result<Vec<Occurrence>> {
        let Some(mut postings) = self.postings(term, IndexRecordOption::WithFreqs)? else {
            return Ok(Vec::new());
        };
        let mut found = Vec::with_capacity(postings.doc_freq() as usize);
        while postings.doc() != TERMINATED {
            found.push(Occurrence {
                passage: postings.doc(),
                count: postings.term_freq(),
            });
            postings.advance();
        }
        Ok(found)
    }

    fn character(&self, character: char) -> Result<Vec<Occurrence>> {
        let mut counts = vec![0_u32; self.terms.passages as usize];
        let mut pending = Pending::default();
        for info in self.beginning_with(character)? {
            let postings = self
                .terms
                .inverted
                .read_postings_from_terminfo(&info, IndexRecordOption::WithFreqs);
            let postings = pending.wait(postings.map(Some).map_err(Error::from), None)?;
            let Some(mut postings) = postings else {
                continue;
            };
            while postings.doc() != TERMINATED {
                if let Some(count) = counts.get_mut(postings.doc() as usize) {
                    *count += postings.term_freq();
                }
                postings.advance();
            }
        }
        let found = (0..)
            .zip(counts)
            .filter(|&(_, count)| count > 0)
            .map(|(passage, count)| Occurrence { passage, count });
        pending.over(found.collect())
    }

    /// The first passages that hold all of these at their distances, where the phrase may begin.
    fn phrase(
        &self,
        grams: &[Gram],
        most: usize,
        may_begin: impl Fn(u32) -> bool,
    ) -> Result<Vec<Occurrence>> {
        // Look all of them up before any postings are read: most phrases that are nowhere have a
        // bigram that is nowhere.
        let mut infos = Vec::with_capacity(grams.len());
        let mut pending = Pending::default();
        for gram in grams {
            let info = self.info(&gram.term).map(|info| info.ok_or(Nowhere));
            match pending.wait(info.map(Some), None)? {
                Some(Ok(info)) => infos.push((gram.offset, info)),
                Some(Err(Nowhere)) => return Ok(Vec::new()),
                None => {}
            }
        }
        std::mem::take(&mut pending).over(())?;
        infos.sort_by_key(|(offset, info)| (info.doc_freq, *offset));
        let longest = grams.last().map_or(0, |gram| gram.offset);
        let mut lists = Vec::with_capacity(infos.len());
        for (offset, info) in &infos {
            let postings = self
                .terms
                .inverted
                .read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions);
            // Shifted so that all bigrams of one occurrence have the same position.
            if let Some(postings) = pending.wait(postings.map(Some).map_err(Error::from), None)? {
                lists.push((longest - offset, postings));
            }
        }
        pending.over(())?;

        let mut found = Vec::new();
        let (mut starts, mut positions) = (Vec::new(), Vec::new());
        while let Some(passage) = align(&mut lists) {
            let mut lists_left = lists.iter_mut();
            if let Some((shift, first)) = lists_left.next() {
                first.positions_with_offset(*shift, &mut starts);
            }
            for (shift, list) in lists_left {
                if starts.is_empty() {
                    break;
                }
                list.positions_with_offset(*shift, &mut positions);
                intersect(&mut starts, &positions);
            }
            starts.retain(|start| may_begin(start - longest));
            if !starts.is_empty() {
                found.push(Occurrence {
                    passage,
                    count: u32::try_from(starts.len()).unwrap_or(u32::MAX),
                });
                if found.len() == most {
                    break;
                }
            }
            if let Some((_, first)) = lists.first_mut() {
                first.advance();
            }
        }
        Ok(found)
    }
}

/// Moves all lists to the next passage that is in all of them; the first list leads.
fn align(lists: &mut [(u32, SegmentPostings)]) -> Option<DocId> {
    let (lead, others) = lists.split_first_mut()?;
    let mut passage = lead.1.doc();
    'candidate: while passage != TERMINATED {
        for (_, list) in others.iter_mut() {
            let next = if list.doc() < passage {
                list.seek(passage)
            } else {
                list.doc()
            };
            if next != passage {
                passage = if next == TERMINATED {
                    TERMINATED
                } else {
                    lead.1.seek(next)
                };
                continue 'candidate;
            }
        }
        return Some(passage);
    }
    None
}

/// Keeps what is in both; both ascend.
fn intersect(starts: &mut Vec<u32>, positions: &[u32]) {
    let mut positions = positions.iter().copied().peekable();
    starts.retain(|&start| {
        while positions.next_if(|&position| position < start).is_some() {}
        positions.peek() == Some(&start)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intersection_keeps_the_common() {
        let mut starts = vec![1, 4, 9, 12];
        intersect(&mut starts, &[0, 4, 5, 9, 13]);
        assert_eq!(starts, [4, 9]);
        intersect(&mut starts, &[]);
        assert!(starts.is_empty());
    }
}
