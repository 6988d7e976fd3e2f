//! The index of all kinds of text: what stands in the archive, and where.

use std::collections::BTreeSet;
use std::sync::Arc;

use tantivy::schema::Field;
use tantivy::{Index, SegmentReader};

use super::postings::{PartIndex, Terms};
use crate::analysis::{covering, kind_of};
use crate::dictionary::{self, Dictionary};
use crate::directory::{Files, ReadOnly};
use crate::error::{Error, Pending, Result};
use crate::passage::TextKind;
use crate::query::plan::Clause;
use crate::schema::schema;

/// The index, opened.
pub(crate) struct Indexes {
    terms: Arc<Terms>,
    pub(super) kinds: Vec<PartIndex>,
}

impl Indexes {
    /// Opens the dictionary, and tantivy's files.
    pub fn open(files: Arc<dyn Files>) -> Result<Self> {
        let dictionary = Dictionary::open(Arc::clone(&files));
        let (segment, text) = segment(files)?;
        let terms = Arc::new(Terms::open(&segment, text, dictionary?)?);
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

    /// All pairs of neighbours in the archive.
    pub fn bigrams(&self) -> Result<BTreeSet<[char; 2]>> {
        let mut bigrams = BTreeSet::new();
        self.terms.each_bigram(|bigram| {
            bigrams.insert(bigram);
        })?;
        Ok(bigrams)
    }
}

/// tantivy's one segment, and its field.
fn segment(files: Arc<dyn Files>) -> Result<(SegmentReader, Field)> {
    let index = Index::open(ReadOnly::new(files))?;
    let (schema, text) = schema();
    if index.schema() != schema {
        return Err(Error::Layout("its fields are others"));
    }
    let segments = index.searchable_segments()?;
    let [segment] = segments.as_slice() else {
        return Err(Error::Layout("it is not one segment"));
    };
    Ok((SegmentReader::open(segment)?, text))
}

/// Writes the dictionary of tantivy's files anew, gram by gram.
pub(crate) fn dictionary_of(files: Arc<dyn Files>) -> Result<dictionary::Written> {
    let (segment, text) = segment(files)?;
    let inverted = segment.inverted_index(text)?;
    let mut terms = inverted.terms().stream()?;
    let mut writer = dictionary::Writer::default();
    let mut gram = String::new();
    let mut infos = Vec::new();
    while let Some((term, info)) = terms.next() {
        let term = std::str::from_utf8(term).ok().and_then(kind_of);
        let (kind, other) = term.ok_or(Error::Layout("a term of no kind"))?;
        if other != gram && !infos.is_empty() {
            writer.push(&gram, &infos);
            infos.clear();
        }
        other.clone_into(&mut gram);
        infos.push((kind, info.clone()));
    }
    if !infos.is_empty() {
        writer.push(&gram, &infos);
    }
    Ok(writer.finish())
}
