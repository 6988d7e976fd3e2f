//! The dictionary: each gram of the texts, and for each kind of text in how many passages it stands and where its
//! postings and positions are in tantivy's files.
//!
//! tantivy has a dictionary of its own, in blocks of some 10 KB, and knows each gram once for each kind of text. Here what
//! is known of a gram stands together, and blocks are as large as is good for a browser: with the postings of their
//! grams, as far as these are few, they make one part (see [`crate::layout`]). So most words are found with one small
//! read for each pair of characters.
//!
//! Block: where its postings and its positions begin; then grams in order. Gram: bytes shared with the one before it,
//! what it adds, its kinds as bits, and for each of them: passages, bytes of postings, bytes of positions.
//!
//! The index is in groups, so that no archive is too large for it to be read. For each block: a text that is above the
//! grams before it and not above its own, and its length. The groups: for each such a text, the length of what the index
//! says of its blocks, and the length of these. See [`crate::bytes`].

mod write;

use std::ops::Range;
use std::sync::Arc;

use tantivy::postings::TermInfo;

use crate::bytes::Reader;
use crate::directory::Files;
use crate::error::{Error, Pending, Result};
use crate::passage::TextKind;

pub(crate) use write::{Block, GROUP, Writer, Written};

/// The file of the blocks, as [`Files`] know it.
pub(crate) const FILE: &str = "terms";
/// The file that tells which block holds what.
pub(crate) const INDEX: &str = "terms.index";
/// The file of the groups of blocks.
pub(crate) const GROUPS: &str = "terms.groups";

const DAMAGED: Error = Error::Layout("its dictionary is damaged");

/// What is known of a gram, by the kind of text.
pub(crate) type Found = [Option<TermInfo>; TextKind::ALL.len()];

/// The dictionary, of which the groups were read.
pub(crate) struct Dictionary {
    files: Arc<dyn Files>,
    groups: Vec<Group>,
}

/// Some blocks, one behind another.
struct Group {
    /// Not above its first gram, and above the last one before it.
    first: String,
    /// What the index says of its blocks.
    index: Range<u64>,
    /// Its blocks.
    blocks: Range<u64>,
}

/// A block.
struct Place {
    /// Not above its first gram, and above the last one before it.
    first: String,
    /// Its bytes.
    block: Range<u64>,
}

impl Dictionary {
    /// Reads the groups.
    pub fn open(files: Arc<dyn Files>) -> Result<Self> {
        let length = files
            .length(GROUPS)?
            .ok_or(Error::Layout("it has no dictionary"))?;
        let bytes = files.read(GROUPS, 0..length)?;
        let groups = groups(Reader(bytes.as_slice())).ok_or(DAMAGED)?;
        Ok(Self { files, groups })
    }

    /// What is known of a gram. Reads one block.
    pub fn get(&self, gram: &str) -> Result<Found> {
        let mut found = Found::default();
        let group = last_of(&self.groups, |group| group.first.as_str() <= gram);
        let Some(group) = group else {
            return Ok(found);
        };
        let places = self.places(group)?;
        if let Some(place) = last_of(&places, |place| place.first.as_str() <= gram) {
            self.each_of(place, |other, infos| {
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
        let mut found = Vec::new();
        let mut pending = Pending::default();
        for group in overlapping(&self.groups, |group| &group.first, &beginning, after) {
            let places = pending.wait(self.places(group), Vec::new())?;
            for place in overlapping(&places, |place| &place.first, &beginning, after) {
                let read = self.each_of(place, |gram, infos| {
                    if gram.starts_with(&beginning) {
                        found.push(infos.clone());
                    }
                    !after(gram)
                });
                pending.wait(read, ())?;
            }
        }
        pending.over(found)
    }

    /// Hands on all grams, sorted.
    pub fn each(&self, mut each: impl FnMut(&str)) -> Result<()> {
        for group in &self.groups {
            for place in self.places(group)? {
                self.each_of(&place, |gram, _| {
                    each(gram);
                    true
                })?;
            }
        }
        Ok(())
    }

    fn places(&self, group: &Group) -> Result<Vec<Place>> {
        let index = self.files.read(INDEX, group.index.clone())?;
        places(Reader(index.as_slice()), &group.blocks).ok_or(DAMAGED)
    }

    /// Hands on the grams of a block, as long as they are wanted.
    fn each_of(&self, place: &Place, each: impl FnMut(&str, &Found) -> bool) -> Result<()> {
        let bytes = self.files.read(FILE, place.block.clone())?;
        grams(Reader(bytes.as_slice()), each).ok_or(DAMAGED)
    }
}

/// The last of those that fulfil a condition, all of which stand first.
fn last_of<T>(all: &[T], condition: impl FnMut(&T) -> bool) -> Option<&T> {
    let after = all.partition_point(condition);
    all.get(after.checked_sub(1)?)
}

/// Those in which grams may stand that begin with a text.
fn overlapping<'a, T>(
    all: &'a [T],
    first: impl Fn(&T) -> &String,
    beginning: &String,
    after: impl Fn(&str) -> bool,
) -> &'a [T] {
    let start = all.partition_point(|one| first(one) <= beginning);
    let end = all.partition_point(|one| !after(first(one)));
    &all[start.saturating_sub(1).min(end)..end]
}

fn groups(mut bytes: Reader<'_>) -> Option<Vec<Group>> {
    let mut groups = Vec::new();
    let mut first = String::new();
    let (mut index, mut blocks) = (0_u64, 0_u64);
    for _ in 0..bytes.count()? {
        first = bytes.shared(&first)?;
        let index_end = index.checked_add(bytes.number()?)?;
        let blocks_end = blocks.checked_add(bytes.number()?)?;
        groups.push(Group {
            first: first.clone(),
            index: index..index_end,
            blocks: blocks..blocks_end,
        });
        (index, blocks) = (index_end, blocks_end);
    }
    bytes.0.is_empty().then_some(groups)
}

fn places(mut index: Reader<'_>, blocks: &Range<u64>) -> Option<Vec<Place>> {
    let mut places = Vec::new();
    let mut first = String::new();
    let mut start = blocks.start;
    while !index.0.is_empty() {
        first = index.shared(&first)?;
        let end = start.checked_add(index.number()?)?;
        places.push(Place {
            first: first.clone(),
            block: start..end,
        });
        start = end;
    }
    (start == blocks.end).then_some(places)
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
