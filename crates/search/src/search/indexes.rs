//! The index of all kinds of text: what stands in the archive, and where.

use std::collections::BTreeSet;
use std::sync::Arc;

use tantivy::{Index, SegmentReader};

use super::postings::{PartIndex, Terms};
use crate::analysis::{covering, kind_of};
use crate::directory::{Files, ReadOnly};
use crate::error::{Error, Pending, Result};
use crate::layout::TermEnd;
use crate::passage::TextKind;
use crate::query::plan::Clause;
use crate::schema::schema;

/// The index, opened.
pub(crate) struct Indexes {
    terms: Arc<Terms>,
    pub(super) kinds: Vec<PartIndex>,
}

impl Indexes {
    /// Opens tantivy's files.
    pub fn open(files: Arc<dyn Files>) -> Result<Self> {
        let index = Index::open(ReadOnly::new(files))?;
        let (schema, text) = schema();
        if index.schema() != schema {
            return Err(Error::Layout("its fields are others"));
        }
        let segments = index.searchable_segments()?;
        let [segment] = segments.as_slice() else {
            return Err(Error::Layout("it is not one segment"));
        };
        let terms = Arc::new(Terms::open(&SegmentReader::open(segment)?, text)?);
        let kinds = TextKind::ALL.map(|kind| PartIndex::new(&terms, kind));
        Ok(Self {
            terms,
            kinds: kinds.into(),
        })
    }

    /// Forgets what was looked up.
    pub fn forget(&self) {
        self.terms.forget();
    }

    /// Whether a text stands in the archive.
    pub fn occurs(&self, text: &[char]) -> Result<bool> {
        self.held(Clause::new(text))
    }

    /// Whether a word that may stand for another does.
    pub fn can_stand_for(&self, text: &[char]) -> Result<bool> {
        self.held(Clause::standing_for(text))
    }

    fn held(&self, clause: Option<Clause>) -> Result<bool> {
        let Some(clause) = clause else {
            return Ok(false);
        };
        let mut pending = Pending::default();
        for index in &self.kinds {
            if pending.wait(index.holds(&clause), false)? {
                return Ok(true);
            }
        }
        pending.over(false)
    }

    /// Whether a text may stand in the archive: its pairs of neighbours do. Reads no postings.
    pub fn may_occur(&self, text: &[char]) -> Result<bool> {
        let grams = covering(text);
        let mut pending = Pending::default();
        for index in &self.kinds {
            let mut all = true;
            for gram in &grams {
                all = pending.wait(index.frequency(&gram.term), 0)? > 0 && all;
            }
            if all {
                return Ok(true);
            }
        }
        pending.over(false)
    }

    /// Where the postings and positions of each term end.
    pub fn term_ends(&self) -> Result<Vec<TermEnd>> {
        let mut ends = Vec::new();
        let mut before = String::new();
        self.terms.each_term(|term, info| {
            let gram = kind_of(term).map_or(term, |(_, gram)| gram);
            ends.push(TermEnd {
                postings: info.postings_range.end as u64,
                positions: info.positions_range.end as u64,
                begins: gram != before,
            });
            gram.clone_into(&mut before);
        })?;
        Ok(ends)
    }

    /// All pairs of neighbours in the archive.
    pub fn bigrams(&self) -> Result<BTreeSet<[char; 2]>> {
        let mut bigrams = BTreeSet::new();
        self.terms.each_bigram(|bigram| {
            bigrams.insert(bigram);
        })?;
        Ok(bigrams)
    }
}
