//! Reading the index: which passages hold a clause in a kind of text, and how often.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::termdict::TermStreamer;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

use crate::analysis::Gram;
use crate::error::Result;
use crate::passage::{Part, TextKind};
use crate::query::plan::Clause;
use crate::schema::Fields;

/// A passage that holds a clause, and how often its part does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Occurrence {
    pub passage: DocId,
    pub count: u32,
}

/// The index of one kind of text.
pub(super) struct PartIndex {
    pub kind: TextKind,
    inverted: Arc<InvertedIndexReader>,
    lengths: Option<FieldNormReader>,
    mean_length: f32,
    passages: u32,
    /// Terms that were looked up for the query at hand: the attempts ask for the same ones.
    known: Mutex<BTreeMap<String, Option<TermInfo>>>,
}

impl PartIndex {
    pub fn open(
        segment: &SegmentReader,
        fields: &Fields,
        kind: TextKind,
        mean_length: f32,
    ) -> Result<Self> {
        let field = fields.text(kind);
        Ok(Self {
            kind,
            inverted: segment.inverted_index(field)?,
            lengths: segment.fieldnorms_readers().get_field(field)?,
            mean_length,
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

    /// Where a term's postings are.
    fn info(&self, term: &str) -> Result<Option<TermInfo>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(info) = known.get(term) {
            return Ok(info.clone());
        }
        let info = self.inverted.terms().get(term)?;
        known.insert(term.to_owned(), info.clone());
        Ok(info)
    }

    /// The part under which it is filtered and counted.
    pub fn part(&self) -> Part {
        self.kind.part()
    }

    /// Mean length in terms, over the passages that have such a text.
    pub fn mean_length(&self) -> f32 {
        self.mean_length
    }

    /// The length of a passage's part, in the steps in which the index keeps it.
    pub fn length_code(&self, passage: DocId) -> u8 {
        self.lengths
            .as_ref()
            .map_or(0, |lengths| lengths.fieldnorm_id(passage))
    }

    /// Passages that have a term. Zero for one that is nowhere.
    pub fn frequency(&self, term: &str) -> Result<u32> {
        let info = self.info(term)?;
        Ok(info.map_or(0, |info| info.doc_freq))
    }

    /// Hands on all terms of two characters, sorted.
    pub fn each_bigram(&self, mut each: impl FnMut([char; 2])) -> Result<()> {
        let mut terms = self.inverted.terms().stream()?;
        while let Some((term, _)) = terms.next() {
            let mut characters = std::str::from_utf8(term).unwrap_or_default().chars();
            let three = [characters.next(), characters.next(), characters.next()];
            if let [Some(first), Some(second), None] = three {
                each([first, second]);
            }
        }
        Ok(())
    }

    /// Whether any passage holds the clause. Without postings where the terms alone say no.
    pub fn holds(&self, clause: &Clause) -> Result<bool> {
        let Clause::Phrase { grams, .. } = clause else {
            return Ok(!self.occurrences(clause)?.is_empty());
        };
        let found = match grams.as_slice() {
            [gram] => return Ok(self.info(&gram.term)?.is_some()),
            grams => self.phrase(grams, 1)?,
        };
        Ok(!found.is_empty())
    }

    /// The passages whose text holds the clause, ascending.
    pub fn occurrences(&self, clause: &Clause) -> Result<Vec<Occurrence>> {
        match clause {
            Clause::Character(character) => self.character(*character),
            Clause::Latin { term, .. } => self.term(term),
            Clause::Phrase { grams, .. } => match grams.as_slice() {
                [gram] => self.term(&gram.term),
                grams => self.phrase(grams, usize::MAX),
            },
        }
    }

    /// The highest number of passages for one of the terms that begin with a character.
    pub fn prefix_frequency(&self, character: char) -> Result<u32> {
        let mut highest = 0;
        let mut terms = self.beginning_with(character)?;
        while let Some((_, info)) = terms.next() {
            highest = highest.max(info.doc_freq);
        }
        Ok(highest)
    }

    fn beginning_with(&self, character: char) -> Result<TermStreamer<'_>> {
        let mut range = self.inverted.terms().range().ge(character.to_string());
        // UTF-8 sorts as the characters do.
        if let Some(next) = (character..=char::MAX).nth(1) {
            range = range.lt(next.to_string());
        }
        Ok(range.into_stream()?)
    }

    fn postings(&self, term: &str, option: IndexRecordOption) -> Result<Option<SegmentPostings>> {
        let Some(info) = self.info(term)? else {
            return Ok(None);
        };
        Ok(Some(
            self.inverted.read_postings_from_terminfo(&info, option)?,
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
        let mut counts = vec![0_u32; self.passages as usize];
        let mut terms = self.beginning_with(character)?;
        while let Some((_, info)) = terms.next() {
            let mut postings = self
                .inverted
                .read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
            while postings.doc() != TERMINATED {
                if let Some(count) = counts.get_mut(postings.doc() as usize) {
                    *count += postings.term_freq();
                }
                postings.advance();
            }
        }
        Ok((0..)
            .zip(counts)
            .filter(|&(_, count)| count > 0)
            .map(|(passage, count)| Occurrence { passage, count })
            .collect())
    }

    /// The first passages that hold all of these at their distances.
    fn phrase(&self, grams: &[Gram], most: usize) -> Result<Vec<Occurrence>> {
        // Look all of them up before any postings are read: most phrases that are nowhere have a
        // bigram that is nowhere.
        let mut infos = Vec::with_capacity(grams.len());
        for gram in grams {
            let Some(info) = self.info(&gram.term)? else {
                return Ok(Vec::new());
            };
            infos.push((gram.offset, info));
        }
        infos.sort_by_key(|(offset, info)| (info.doc_freq, *offset));
        let longest = grams.last().map_or(0, |gram| gram.offset);
        let mut lists = Vec::with_capacity(infos.len());
        for (offset, info) in &infos {
            let postings = self
                .inverted
                .read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions)?;
            // Shifted so that all bigrams of one occurrence have the same position.
            lists.push((longest - offset, postings));
        }

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
