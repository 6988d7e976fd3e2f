//! The dictionary: each gram of the texts, and for each kind of text in how many passages it stands and where its
//! postings and positions are in tantivy's files.
//!
//! tantivy has a dictionary of its own, in blocks of some 10 KB, and knows each gram once for each kind of text. Here what
//! is known of a gram stands together, and blocks are as large as is good for a browser: with the postings of their
//! grams, as far as these are few, they make one part (see [`crate::layout`]). So most words are found with one small
//! read for each pair of characters.
//!
//! Block: where its postings and its positions begin; then grams in order. Gram: bytes shared with the one before it,
//! what it adds, its kinds as bits, and for each of them: passages, bytes of postings, bytes of positions. The index: for
//! each block a text that is above the grams before it and not above its own, and its length. See [`crate::bytes`].

mod write;

use std::ops::Range;
use std::sync::Arc;

use tantivy::postings::TermInfo;

use crate::bytes::Reader;
use crate::directory::Files;
use crate::error::{Error, Pending, Result};
use crate::passage::TextKind;

pub(crate) use write::{Block, Writer};

/// The file of the blocks, as [`Files`] know it.
pub(crate) const FILE: &str = "terms";
/// The file that tells which block holds what.
pub(crate) const INDEX: &str = "terms.index";

const DAMAGED: Error = Error::Layout("its dictionary is damaged");

/// What is known of a gram, by the kind of text.
pub(crate) type Found = [Option<TermInfo>; TextKind::ALL.len()];

/// The dictionary, of which the index was read.
pub(crate) struct Dictionary {
    files: Arc<dyn Files>,
    /// For each block a text that is not above its first gram and above the last one before it.
    firsts: Vec<String>,
    /// For each block, where it ends.
    ends: Vec<u64>,
}

impl Dictionary {
    /// Reads the index.
    pub fn open(files: Arc<dyn Files>) -> Result<Self> {
        let length = files
            .length(INDEX)?
            .ok_or(Error::Layout("it has no dictionary"))?;
        let index = files.read(INDEX, 0..length)?;
        let (firsts, ends) = index_of(Reader(index.as_slice())).ok_or(DAMAGED)?;
        if files.length(FILE)? != Some(ends.last().copied().unwrap_or(0)) {
            return Err(DAMAGED);
        }
        Ok(Self {
            files,
            firsts,
            ends,
        })
    }

    /// What is known of a gram. Reads one block.
    pub fn get(&self, gram: &str) -> Result<Found> {
        let after = self.firsts.partition_point(|first| first.as_str() <= gram);
        let mut found = Found::default();
        if let Some(block) = after.checked_sub(1) {
            self.each_of(block, |other, infos| {
                if other == gram {
                    found.clone_from(infos);
                }
                other < gram
            })?;
        }
        Ok(found)
    }

    /// What is known of the grams that begin with a character. All blocks are asked for before one fails.
    pub fn beginning_with(&self, character: char) -> Result<Vec<Found>> {
        let beginning = character.to_string();
        let after = |gram: &str| gram > beginning.as_str() && !gram.starts_with(&beginning);
        let start = self.firsts.partition_point(|first| *first <= beginning);
        let end = self.firsts.partition_point(|first| !after(first));
        let mut found = Vec::new();
        let mut pending = Pending::default();
        for block in start.saturating_sub(1)..end {
            let read = self.each_of(block, |gram, infos| {
                if gram.starts_with(&beginning) {
                    found.push(infos.clone());
                }
                !after(gram)
            });
            pending.wait(read, ())?;
        }
        pending.over(found)
    }

    /// Hands on all grams, sorted.
    pub fn each(&self, mut each: impl FnMut(&str)) -> Result<()> {
        (0..self.ends.len()).try_for_each(|block| {
            self.each_of(block, |gram, _| {
                each(gram);
                true
            })
        })
    }

    /// Hands on the grams of a block, as long as they are wanted.
    fn each_of(&self, block: usize, each: impl FnMut(&str, &Found) -> bool) -> Result<()> {
        let Some(range) = self.range(block) else {
            return Ok(());
        };
        let bytes = self.files.read(FILE, range)?;
        grams(Reader(bytes.as_slice()), each).ok_or(DAMAGED)
    }

    fn range(&self, block: usize) -> Option<Range<u64>> {
        let start = match block.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        Some(start..*self.ends.get(block)?)
    }
}

fn index_of(mut index: Reader<'_>) -> Option<(Vec<String>, Vec<u64>)> {
    let (mut firsts, mut ends) = (Vec::new(), Vec::new());
    let (mut first, mut end) = (String::new(), 0_u64);
    for _ in 0..index.count()? {
        first = index.shared(&first)?;
        end = end.checked_add(index.number()?)?;
        firsts.push(first.clone());
        ends.push(end);
    }
    index.0.is_empty().then_some((firsts, ends))
}

fn grams(mut block: Reader<'_>, mut each: impl FnMut(&str, &Found) -> bool) -> Option<()> {
    let mut postings: usize = block.small()?;
    let mut positions: usize = block.small()?;
    let mut gram = String::new();
    while !block.0.is_empty() {
        gram = block.shared(&gram)?;
        let kinds = block.byte()?;
        let mut found = Found::default();
        for (kind, info) in found.iter_mut().enumerate() {
            if kinds & 1 << kind == 0 {
                continue;
            }
            let doc_freq = block.small()?;
            let postings_end = postings.checked_add(block.small()?)?;
            let positions_end = positions.checked_add(block.small()?)?;
            *info = Some(TermInfo {
                doc_freq,
                postings_range: postings..postings_end,
                positions_range: positions..positions_end,
            });
            (postings, positions) = (postings_end, positions_end);
        }
        if !each(&gram, &found) {
            break;
        }
    }
    Some(())
}

#[cfg(test)]
mod tests;
