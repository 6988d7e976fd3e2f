//! A sorted table in blocks: keys in order, each with words, cut into blocks of about [`BLOCK`]
//! bytes of which a browser fetches those it needs. Which block holds which keys is told by a small
//! index that is read once.
//!
//! tantivy's own sstable would do the same, but it reads a whole range before it gives the first
//! entry, holds one value for a key, and panics on a damaged file. This one is small.
//!
//! A key's words stand in one block, so that a key is found with one read. A key may also carry the
//! *best* words of all keys that begin with it. They are there where these keys fill more than a
//! block; so whoever looks for a beginning reads two blocks at most.
//!
//! Block: groups, one behind another. Group: bytes shared with the key before it, length and bytes
//! of what the key adds; number of best words, number of words, and these. Word: flags, passages,
//! text, reading. See [`crate::bytes`].

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::Word;
use crate::bytes::{Reader, common, put_number, put_text};
use crate::directory::Files;
use crate::error::{Error, Result};

/// Bytes at which a block is closed.
pub(super) const BLOCK: usize = 4096;

const DAMAGED: Error = Error::Layout("a table of words is damaged");

/// The words of a key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Group {
    /// The best words of all keys that begin with this one.
    pub best: Vec<Word>,
    /// The words of this key.
    pub words: Vec<Word>,
}

const ORGANISATION: u64 = 1;
/// The reading is the key itself, and is not written.
const READ_AS_KEY: u64 = 2;
/// The text is the key itself.
const WRITTEN_AS_KEY: u64 = 4;
/// Where the two bits of the reading's rank are.
const RANK: u64 = 3;
/// The lowest rank that is told apart.
const MOST_RANK: u8 = 3;

/// Writes a table, key by key.
#[derive(Debug, Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    /// For each block, what the index says of its first key, and its length.
    blocks: Vec<(String, usize)>,
    /// Where the last block begins.
    start: usize,
    /// Whether the last block takes more.
    open: bool,
    last: String,
}

impl Writer {
    /// Adds a key, which is above all before it.
    pub fn push<'a>(
        &mut self,
        key: &str,
        best: &[&'a Word],
        words: impl ExactSizeIterator<Item = &'a Word>,
    ) {
        let same = common(&self.last, key);
        let shared = if self.open {
            same
        } else {
            // The shortest beginning that the last block's keys are below.
            let next = key[same..].chars().next();
            let length = same + next.map_or(0, char::len_utf8);
            let length = if self.blocks.is_empty() { 0 } else { length };
            self.blocks.push((key[..length].to_owned(), 0));
            0
        };
        let bytes = &mut self.bytes;
        put_number(bytes, shared as u64);
        put_text(bytes, &key[shared..]);
        put_number(bytes, best.len() as u64);
        put_number(bytes, words.len() as u64);
        for word in best.iter().copied().chain(words) {
            put_word(bytes, key, word);
        }
        self.last.clear();
        self.last.push_str(key);
        let length = bytes.len() - self.start;
        self.open = length < BLOCK;
        if let Some((_, end)) = self.blocks.last_mut() {
            *end = length;
        }
        if !self.open {
            self.start = bytes.len();
        }
    }

    /// The blocks. What tells which of them holds what is added to the index.
    pub fn finish(self, index: &mut Vec<u8>) -> Vec<u8> {
        put_number(index, self.blocks.len() as u64);
        let mut before = "";
        for (first, length) in &self.blocks {
            let shared = common(before, first);
            put_number(index, shared as u64);
            put_text(index, &first[shared..]);
            put_number(index, *length as u64);
            before = first;
        }
        self.bytes
    }
}

fn put_word(bytes: &mut Vec<u8>, key: &str, word: &Word) {
    let read_as_key = word.reading == key;
    let written_as_key = word.text == key;
    let flag = |set, flag| if set { flag } else { 0 };
    let flags = flag(word.organisation, ORGANISATION)
        | flag(read_as_key, READ_AS_KEY)
        | u64::from(word.rank.min(MOST_RANK)) << RANK
        | flag(written_as_key, WRITTEN_AS_KEY);
    put_number(bytes, flags);
    put_number(bytes, word.passages.into());
    if !written_as_key {
        put_text(bytes, &word.text);
    }
    if !read_as_key {
        put_text(bytes, &word.reading);
    }
}

fn read_word(bytes: &mut Reader<'_>, key: &str) -> Option<Word> {
    let flags = bytes.number()?;
    let passages = bytes.small()?;
    let text = if flags & WRITTEN_AS_KEY != 0 {
        key
    } else {
        bytes.text()?
    };
    let reading = if flags & READ_AS_KEY != 0 {
        key
    } else {
        bytes.text()?
    };
    Some(Word {
        text: text.to_owned(),
        reading: reading.to_owned(),
        rank: ((flags >> RANK) & u64::from(MOST_RANK)) as u8,
        passages,
        organisation: flags & ORGANISATION != 0,
    })
}

fn read_groups(mut bytes: Reader<'_>, groups: &mut BTreeMap<String, Group>) -> Option<()> {
    let mut key = String::new();
    while !bytes.0.is_empty() {
        key = bytes.shared(&key)?;
        let (best, words) = (bytes.number()?, bytes.number()?);
        let mut group = Group::default();
        for _ in 0..best {
            group.best.push(read_word(&mut bytes, &key)?);
        }
        for _ in 0..words {
            group.words.push(read_word(&mut bytes, &key)?);
        }
        groups.insert(key.clone(), group);
    }
    Some(())
}

/// A table whose index was read.
pub(super) struct Table {
    files: Arc<dyn Files>,
    name: &'static str,
    /// For each block a text that is not above its first key and above the last key before it.
    firsts: Vec<String>,
    /// For each block, where it ends.
    ends: Vec<u64>,
}

impl Table {
    /// Reads the table's part of the index.
    pub fn open(files: Arc<dyn Files>, name: &'static str, index: &mut Reader<'_>) -> Result<Self> {
        let (firsts, ends) = read_index(index).ok_or(DAMAGED)?;
        let length = files.length(name)?;
        if length != Some(ends.last().copied().unwrap_or(0)) {
            return Err(DAMAGED);
        }
        Ok(Self {
            files,
            name,
            firsts,
            ends,
        })
    }

    /// The blocks in which keys can stand that begin with `beginning`.
    pub fn blocks(&self, beginning: &str) -> Range<usize> {
        let after = self
            .firsts
            .partition_point(|first| first.as_str() <= beginning);
        let end = self
            .firsts
            .partition_point(|first| first.as_str() <= beginning || first.starts_with(beginning));
        after.saturating_sub(1)..end.max(after)
    }

    /// The block in which this key stands, if it is there.
    pub fn block(&self, key: &str) -> Range<usize> {
        let after = self.firsts.partition_point(|first| first.as_str() <= key);
        after.saturating_sub(1)..after
    }

    /// The keys of some blocks. All blocks are asked for before a failure is told, so that whoever
    /// fetches them knows of all.
    pub fn read(&self, blocks: &BTreeSet<usize>) -> Result<BTreeMap<String, Group>> {
        let mut groups = BTreeMap::new();
        let mut failed = None;
        for &block in blocks {
            match self.read_block(block, &mut groups) {
                Ok(()) => {}
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        failed.map_or(Ok(groups), Err)
    }

    fn read_block(&self, block: usize, groups: &mut BTreeMap<String, Group>) -> Result<()> {
        let Some(&end) = self.ends.get(block) else {
            return Ok(());
        };
        let start = block.checked_sub(1).map_or(0, |before| self.ends[before]);
        let bytes = self.files.read(self.name, start..end)?;
        if bytes.len() as u64 != end - start {
            return Err(DAMAGED);
        }
        read_groups(Reader(bytes.as_slice()), groups).ok_or(DAMAGED)
    }
}

pub(super) fn read_index(index: &mut Reader<'_>) -> Option<(Vec<String>, Vec<u64>)> {
    let (mut firsts, mut ends) = (Vec::new(), Vec::new());
    let (mut first, mut end) = (String::new(), 0u64);
    for _ in 0..index.number()? {
        first = index.shared(&first)?;
        end = end.checked_add(index.number()?)?;
        firsts.push(first.clone());
        ends.push(end);
    }
    Some((firsts, ends))
}
