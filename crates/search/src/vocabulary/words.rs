//! The words of the archive and how they are read.
//!
//! Two tables, written by [`tables`] and read by [`Words`]: by comparable reading (see
//! [`ayumi_japanese::reading`]) and by written word. They are read in blocks of some 4 KB, of which
//! no question needs more than a few, whatever is typed.

mod table;
mod write;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use ayumi_japanese::reading::{comparable, plain};

use crate::bytes::Reader;
use crate::directory::Files;
use crate::error::{Error, Result};
use table::{Group, Table};

pub use write::tables;

/// The file that tells which block of the tables holds what.
pub(crate) const INDEX: &str = "words.index";
const BY_READING: &str = "words.readings";
const BY_TEXT: &str = "words.texts";

/// What the index begins with; its digit counts up with the layout.
const MAGIC: &[u8] = b"ayumi words 1\n";

/// Blocks that are read in search of words that are nearly what was typed.
const MOST_BLOCKS_NEAR: usize = 12;

/// Blocks of one beginning among them.
const MOST_BLOCKS_OF_A_BEGINNING: usize = 3;

/// A word that occurs in the archive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    /// The word, normalised as [`analysis::normalise`](crate::analysis::normalise) does.
    pub text: String,
    /// How it is read, in hiragana.
    pub reading: String,
    /// Which of the word's readings this is, the likeliest being 0.
    pub rank: u8,
    /// Passages that hold it.
    pub passages: u32,
    /// Whether it is the name of an organisation, whose reading is certain.
    pub organisation: bool,
}

/// The words of an index. What tells which block of their tables holds what is read when the first word is looked for:
/// some 10 bytes for each block.
pub struct Words {
    files: Arc<dyn Files>,
    /// `None`: the index was made without words.
    tables: OnceLock<Option<Tables>>,
}

struct Tables {
    by_reading: Table,
    by_text: Table,
}

impl Tables {
    fn open(files: &Arc<dyn Files>) -> Result<Option<Self>> {
        let Some(length) = files.length(INDEX)? else {
            return Ok(None);
        };
        let index = files.read(INDEX, 0..length)?;
        let index = index
            .as_slice()
            .strip_prefix(MAGIC)
            .ok_or(Error::Layout("its tables of words are of another version"))?;
        let mut index = Reader(index);
        Ok(Some(Self {
            by_reading: Table::open(Arc::clone(files), BY_READING, &mut index)?,
            by_text: Table::open(Arc::clone(files), BY_TEXT, &mut index)?,
        }))
    }
}

/// Of each table its file, and where its blocks end.
pub(crate) fn block_ends(index: &[u8]) -> Result<[(&'static str, Vec<u64>); 2]> {
    let damaged = || Error::Layout("the tables of words are damaged");
    let mut index = Reader(index.strip_prefix(MAGIC).ok_or_else(damaged)?);
    let mut ends = || Some(table::read_index(&mut index)?.1);
    let (readings, texts) = (ends().ok_or_else(damaged)?, ends().ok_or_else(damaged)?);
    Ok([(BY_READING, readings), (BY_TEXT, texts)])
}

impl Words {
    /// The words of an index. Nothing is read yet.
    pub fn new(files: Arc<dyn Files>) -> Self {
        Self {
            files,
            tables: OnceLock::new(),
        }
    }

    fn tables(&self) -> Result<Option<&Tables>> {
        if self.tables.get().is_none() {
            // Whoever came first at the same moment read the same.
            let _ = self.tables.set(Tables::open(&self.files)?);
        }
        Ok(self.tables.get().and_then(Option::as_ref))
    }

    /// All words that are read so, as far as comparable readings tell, and places whose name without
    /// 市 or 区 is; the most alike first, then organisations, then those in more passages. Reads one
    /// block.
    ///
    /// # Errors
    /// If a block cannot be read.
    pub fn with_reading(&self, kana: &str) -> Result<Vec<Word>> {
        let Some(tables) = self.tables()? else {
            return Ok(Vec::new());
        };
        let key = comparable(kana);
        let blocks = tables.by_reading.block(&key).collect();
        let mut groups = tables.by_reading.read(&blocks)?;
        let mut words = groups.remove(&key).unwrap_or_default().words;
        words.sort_by_cached_key(|word| likeness(word, kana));
        Ok(words)
    }

    /// Words whose reading begins with one of these: all of them where they are few, else the most
    /// frequent, with those that are read exactly so. In no particular order; a word may stand there
    /// twice. Reads three blocks at most for each.
    ///
    /// # Errors
    /// If a block cannot be read.
    pub fn beginning(&self, kana: &[String]) -> Result<Vec<Word>> {
        let Some(tables) = self.tables()? else {
            return Ok(Vec::new());
        };
        let keys = kana.iter().map(|kana| (plain(kana), comparable(kana)));
        beginning(&tables.by_reading, &keys.collect::<Vec<_>>())
    }

    /// The same by the written word. Hiragana and katakana are the same. Reads two blocks at most.
    ///
    /// # Errors
    /// If a block cannot be read.
    pub fn written(&self, text: &str) -> Result<Vec<Word>> {
        let Some(tables) = self.tables()? else {
            return Ok(Vec::new());
        };
        let key = write::text_key(text);
        beginning(&tables.by_text, &[(key.clone(), key)])
    }

    /// All words with all their readings, in the order of how they are written. Reads a whole table.
    ///
    /// # Errors
    /// If a block cannot be read.
    pub fn all(&self) -> Result<Vec<Word>> {
        let Some(tables) = self.tables()? else {
            return Ok(Vec::new());
        };
        let groups = tables.by_text.read(&tables.by_text.blocks("").collect())?;
        Ok(groups.into_values().flat_map(|group| group.words).collect())
    }

    /// Words whose comparable reading begins much like one of these: what stands in the blocks around
    /// them. Reads 12 blocks at most, the first ones' before the others'.
    pub(crate) fn read_near(&self, readings: &[String]) -> Result<Vec<Word>> {
        match self.tables()? {
            Some(tables) => near(&tables.by_reading, readings),
            None => Ok(Vec::new()),
        }
    }

    /// The same by the written word.
    pub(crate) fn written_near(&self, texts: &[String]) -> Result<Vec<Word>> {
        let keys: Vec<String> = texts.iter().map(|text| write::text_key(text)).collect();
        match self.tables()? {
            Some(tables) => near(&tables.by_text, &keys),
            None => Ok(Vec::new()),
        }
    }
}

/// How a word's reading is like what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// It is the same, or is without the 区 of its name.
    Same,
    /// It is the same without long vowels.
    Comparable,
}

/// How a word that was found by its comparable reading is like the reading that was typed.
pub(crate) fn likeness(word: &Word, kana: &str) -> Likeness {
    let typed = plain(kana);
    if plain(&word.reading) == typed || short_reading(word) == Some(typed) {
        Likeness::Same
    } else {
        Likeness::Comparable
    }
}

/// The order of words that are equally close to what is typed: organisations first, then those that
/// are most likely read so, then those in more passages.
pub(crate) fn rank(word: &Word) -> impl Ord + use<'_> {
    (
        !word.organisation,
        word.rank,
        Reverse(word.passages),
        word.text.as_str(),
        word.reading.as_str(),
    )
}

/// What names of places end with, and how that is read. People leave it out.
const PLACES: [(char, &[&str]); 8] = [
    ('市', &["し"]),
    ('区', &["く"]),
    ('町', &["ちょう", "まち"]),
    ('村', &["むら", "そん"]),
    ('郡', &["ぐん"]),
    ('県', &["けん"]),
    ('府', &["ふ"]),
    ('都', &["と"]),
];

/// The plain reading of a place's name without its last character: ちゅうおう for 中央区.
pub(crate) fn short_reading(word: &Word) -> Option<String> {
    let last = word.organisation.then(|| word.text.chars().next_back())??;
    let (_, endings) = PLACES.iter().find(|(place, _)| *place == last)?;
    let reading = plain(&word.reading);
    let short = endings.iter().find_map(|end| reading.strip_suffix(end))?;
    (!short.is_empty()).then(|| short.to_owned())
}

/// Words that begin so. Of each pair: the beginning as written, and its key.
fn beginning(table: &Table, beginnings: &[(String, String)]) -> Result<Vec<Word>> {
    let mut blocks = BTreeSet::new();
    for (exact, key) in beginnings {
        if key.is_empty() {
            continue;
        }
        blocks.extend(table.block(exact));
        blocks.extend(table.blocks(key).take(2));
    }
    let groups = table.read(&blocks)?;
    let mut found = Vec::new();
    for (exact, key) in beginnings {
        if key.is_empty() {
            continue;
        }
        let best = |key: &str| groups.get(key).map_or(&[][..], |group| &group.best);
        found.extend_from_slice(best(exact));
        if exact != key {
            found.extend_from_slice(best(key));
        }
        // Where there is a list of the best, only what is the whole key is missing in it.
        let range = groups.range(key.clone()..);
        let others = range
            .take_while(|(other, _)| other.starts_with(key))
            .take_while(|(other, _)| *other == key || best(key).is_empty());
        for (_, group) in others {
            found.extend_from_slice(&group.words);
        }
    }
    Ok(found)
}

/// The words of the blocks around some keys.
fn near(table: &Table, keys: &[String]) -> Result<Vec<Word>> {
    let mut blocks = BTreeSet::new();
    for key in keys {
        let beginnings = key.char_indices().map(|(at, c)| &key[..at + c.len_utf8()]);
        let range = beginnings
            .map(|beginning| table.blocks(beginning))
            .find(|range| range.len() <= MOST_BLOCKS_OF_A_BEGINNING);
        for block in range.into_iter().flatten() {
            if blocks.len() < MOST_BLOCKS_NEAR {
                blocks.insert(block);
            }
        }
    }
    let groups: BTreeMap<String, Group> = table.read(&blocks)?;
    Ok(groups.into_values().flat_map(|group| group.words).collect())
}

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
