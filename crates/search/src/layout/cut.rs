//! Cutting: an index's files → parts.

mod dictionary;
mod texts;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;

use super::Published;
use super::files::MAGIC;
use super::node::{Below, Branch, Builder, FileNumber};
use super::part::{Name, pack};
use crate::bytes::{put_number, put_text};
use crate::dictionary::Block;
use crate::directory::OwnedBytes;
use crate::error::{Error, Result};
use crate::texts::{FILE as TEXTS_FILE, Group};
use crate::vocabulary;

/// Of tantivy's store, which is empty, only the end is read.
const STORE_END: usize = 512;

/// Where tantivy's postings begin in their file.
const POSTINGS_START: u64 = 8;

use texts::TEXTS;
pub(crate) use texts::Texts;

/// What decides how much is asked for at once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// An archive whose files are not more bytes than this is one part: fewer requests are worth more than fewer bytes.
    pub one_file: usize,
    /// Groups of blocks of which the root, or the part of the columns, says itself where they are, with 2 KB for each.
    /// More are parts of their own, which takes another round.
    pub groups: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            one_file: 160 << 10,
            groups: 16,
        }
    }
}

/// What is cut.
pub(crate) struct Whole {
    /// All files but that of the texts, by name.
    pub files: BTreeMap<String, OwnedBytes>,
    /// The blocks of the dictionary, with what stands in a part with what.
    pub blocks: Vec<Block>,
    /// How much of its index is about each group of them.
    pub index_lengths: Vec<u64>,
    /// The blocks of the texts, cut already.
    pub texts: Texts,
    /// Groups of them.
    pub text_groups: Vec<Group>,
}

/// Cuts an index into parts.
///
/// # Errors
/// If tantivy's files are not of the layout that is expected.
pub(crate) fn cut(whole: &Whole, limits: Limits) -> Result<Published> {
    let mut cutter = Cutter {
        whole,
        limits,
        numbers: BTreeMap::new(),
        published: Published::default(),
    };
    let names = std::iter::once(TEXTS_FILE).chain(whole.files.keys().map(String::as_str));
    cutter.numbers = names.zip(0..).collect();
    let size: usize = whole.files.values().map(|bytes| bytes.len()).sum();
    let root = if size + usize::try_from(whole.texts.length).unwrap_or(usize::MAX) / 2
        <= limits.one_file
    {
        cutter.one_file()?
    } else {
        cutter.root()?
    };
    let root = cutter.add(&root).to_string();
    cutter.published.opening.insert(0, root.clone());
    cutter.published.root = root;
    Ok(cutter.published)
}

struct Cutter<'a> {
    whole: &'a Whole,
    limits: Limits,
    numbers: BTreeMap<&'a str, FileNumber>,
    published: Published,
}

const UNEXPECTED: Error = Error::Layout("tantivy's files are of another layout");

impl<'a> Cutter<'a> {
    /// Packs a part.
    fn add(&mut self, bytes: &[u8]) -> Name {
        let (name, published) = pack(bytes);
        self.published.parts.insert(name.to_string(), published);
        name
    }

    fn number(&self, name: &str) -> FileNumber {
        self.numbers.get(name).copied().unwrap_or(FileNumber::MAX)
    }

    fn file(&self, name: &str) -> Option<(FileNumber, &'a [u8])> {
        let bytes = self.whole.files.get(name)?;
        Some((self.number(name), bytes.as_slice()))
    }

    /// One of tantivy's files, by its ending.
    fn tantivy(&self, ending: &str) -> Result<(FileNumber, &'a [u8])> {
        let mut names = self.whole.files.keys();
        let name = names.find(|name| name.rsplit_once('.').is_some_and(|(_, end)| end == ending));
        name.and_then(|name| self.file(name)).ok_or(UNEXPECTED)
    }

    fn head(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let files = self
            .whole
            .files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.len() as u64));
        let files = std::iter::once((TEXTS_FILE, self.whole.texts.length)).chain(files);
        put_number(&mut bytes, files.clone().count() as u64);
        for (name, length) in files {
            put_text(&mut bytes, name);
            put_number(&mut bytes, length);
        }
        bytes
    }

    /// Everything in the root, but for what is never read.
    fn one_file(&mut self) -> Result<Vec<u8>> {
        let mut texts = Vec::new();
        for (below, published) in &self.whole.texts.parts {
            texts.push(super::part::unpack(below.name, published).ok_or(UNEXPECTED)?);
        }
        let mut builder = Builder::default();
        let mut start = 0;
        for ((below, _), part) in self.whole.texts.parts.iter().zip(&texts) {
            // Behind the node is the block itself.
            let length = below.lengths.iter().sum::<u64>();
            let block = usize::try_from(length)
                .ok()
                .and_then(|length| part.len().checked_sub(length));
            let block = block.and_then(|from| part.get(from..)).ok_or(UNEXPECTED)?;
            builder.holdings.push((TEXTS, start, block));
            start += length;
        }
        for (name, bytes) in &self.whole.files {
            let from = if name.ends_with(".store") {
                bytes.len().saturating_sub(STORE_END)
            } else {
                0
            };
            builder
                .holdings
                .push((self.number(name), from as u64, &bytes.as_slice()[from..]));
        }
        Ok([self.head(), builder.bytes()].concat())
    }

    fn root(&mut self) -> Result<Vec<u8>> {
        let mut builder = Builder::default();
        let dictionary = self.dictionary()?;
        let mut blocks = self.whole.blocks.iter().rev();
        let last = blocks.find_map(|block| block.runs.last());
        let (postings_end, positions_end) =
            last.map_or((0, 0), |last| (last.postings.end, last.positions.end));
        builder.branches.push(dictionary);
        builder.branches.push(self.columns()?);
        builder.branches.extend(self.words()?);
        builder.branches.extend(self.alone(vocabulary::FILE));
        let postings_end =
            usize::try_from(POSTINGS_START + postings_end).map_err(|_| UNEXPECTED)?;
        let positions_end = usize::try_from(positions_end).map_err(|_| UNEXPECTED)?;
        let within: Vec<FileNumber> = builder
            .branches
            .iter()
            .flat_map(|branch| branch.files.iter().map(|(file, _)| *file))
            .collect();
        let mut hold = |(number, bytes): (FileNumber, &'a [u8]), range: Range<usize>| {
            let held = bytes.get(range.clone()).ok_or(UNEXPECTED)?;
            builder.holdings.push((number, range.start as u64, held));
            Ok::<_, Error>(())
        };
        let (term, idx, pos) = (
            self.tantivy("term")?,
            self.tantivy("idx")?,
            self.tantivy("pos")?,
        );
        hold(term, blocks_end(term.1)?..term.1.len())?;
        hold(idx, 0..POSTINGS_START as usize)?;
        hold(idx, postings_end..idx.1.len())?;
        hold(pos, positions_end..pos.1.len())?;
        let store = self.tantivy("store")?;
        hold(
            store,
            store.1.len().saturating_sub(STORE_END)..store.1.len(),
        )?;
        for (name, bytes) in &self.whole.files {
            let number = self.number(name);
            let partly = [term.0, store.0].contains(&number);
            if !within.contains(&number) && !partly {
                hold((number, bytes.as_slice()), 0..bytes.len())?;
            }
        }
        Ok([self.head(), builder.bytes()].concat())
    }

    /// A file as one part, which is read before the first answer.
    fn alone(&mut self, name: &str) -> Option<Branch> {
        let (number, bytes) = self.file(name)?;
        let builder = Builder {
            holdings: vec![(number, 0, bytes)],
            ..Builder::default()
        };
        let lengths = vec![bytes.len() as u64];
        let name = self.add(&builder.bytes());
        self.published.opening.push(name.to_string());
        Some(Branch {
            files: vec![(number, 0)],
            parts: vec![Below { lengths, name }],
        })
    }
}

/// Some bytes of a file whose places are counted from `base`.
fn stretch(
    (number, bytes): (FileNumber, &[u8]),
    range: Range<u64>,
    base: u64,
) -> Result<(FileNumber, u64, &[u8])> {
    let from = usize::try_from(base + range.start).map_err(|_| UNEXPECTED)?;
    let to = usize::try_from(base + range.end).map_err(|_| UNEXPECTED)?;
    let held = bytes.get(from..to).ok_or(UNEXPECTED)?;
    Ok((number, base + range.start, held))
}

/// Where the blocks of tantivy's dictionary end, which are not published: ours is read in its place. Each begins with its
/// length, in 4 bytes, little endian; the last one has none.
fn blocks_end(dictionary: &[u8]) -> Result<usize> {
    let mut at = 0;
    loop {
        let length = dictionary.get(at..).and_then(<[u8]>::first_chunk);
        let length = u32::from_le_bytes(*length.ok_or(UNEXPECTED)?);
        let length = usize::try_from(length).map_err(|_| UNEXPECTED)?;
        if length <= 1 {
            return Ok(at);
        }
        at += 4 + length;
    }
}
