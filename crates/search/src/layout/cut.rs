//! Cutting: an index's files → parts.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Published;
use super::files::MAGIC;
use super::node::{Below, Branch, Builder, FileNumber};
use super::part::{Name, pack};
use crate::bytes::{put_number, put_text};
use crate::directory::OwnedBytes;
use crate::error::{Error, Result};
use crate::{columns, texts, vocabulary};

/// Bytes of postings and positions at which a part is closed.
const POSTINGS: u64 = 8 << 10;

/// Beyond this, one bigram's terms are cut apart by the kind of text that they are from.
const MOST_POSTINGS: u64 = 32 << 10;

/// Bytes of words at which a part is closed.
const WORDS: u64 = 6 << 10;

/// An archive whose parts are not more than this is one file: fewer requests are worth more than fewer bytes.
const ONE_FILE: usize = 160 << 10;

/// Of tantivy's store, which is empty, only the end is read.
const STORE_END: usize = 512;

/// Where tantivy's postings begin in their file.
const POSTINGS_START: u64 = 8;

/// What is cut.
pub(crate) struct Whole {
    /// All files but that of the texts, by name.
    pub files: BTreeMap<String, OwnedBytes>,
    /// For each term of the dictionary, sorted: where its postings and its positions end, and whether another bigram
    /// begins with it.
    pub terms: Vec<TermEnd>,
    /// The blocks of the texts, cut already.
    pub texts: Texts,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct TermEnd {
    pub postings: u64,
    pub positions: u64,
    pub begins: bool,
}

/// Blocks of texts as parts. They are packed as they come, since they are most of what there is.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    parts: Vec<(Below, Vec<u8>)>,
    length: u64,
}

/// The place of the texts in the list of files: the first, since they are packed before the others are known.
const TEXTS: FileNumber = 0;

impl Texts {
    pub fn push(&mut self, block: &[u8]) {
        let builder = Builder {
            holdings: vec![(TEXTS, self.length, block)],
            ..Builder::default()
        };
        let (name, published) = pack(&builder.bytes());
        let length = block.len() as u64;
        self.length += length;
        let lengths = vec![length];
        self.parts.push((Below { lengths, name }, published));
    }
}

/// Cuts an index into parts.
///
/// # Errors
/// If tantivy's files are not of the layout that is expected.
pub(crate) fn cut(whole: &Whole) -> Result<Published> {
    let mut cutter = Cutter {
        whole,
        numbers: BTreeMap::new(),
        published: Published::default(),
    };
    let names = std::iter::once(texts::FILE).chain(whole.files.keys().map(String::as_str));
    cutter.numbers = names.zip(0..).collect();
    let size: usize = whole.files.values().map(|bytes| bytes.len()).sum();
    let root = if size + usize::try_from(whole.texts.length).unwrap_or(usize::MAX) / 2 <= ONE_FILE {
        cutter.one_file()?
    } else {
        cutter.root()?
    };
    cutter.published.root = cutter.add(&root).to_string();
    Ok(cutter.published)
}

struct Cutter<'a> {
    whole: &'a Whole,
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
        let files = std::iter::once((texts::FILE, self.whole.texts.length)).chain(files);
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
        let (dictionary, terms_end) = self.dictionary()?;
        let last = self.whole.terms.last().copied();
        let (postings_end, positions_end) =
            last.map_or((0, 0), |last| (last.postings, last.positions));
        builder.branches.push(dictionary);
        builder.branches.extend(self.columns());
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
        hold(term, terms_end..term.1.len())?;
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
            if !within.contains(&number) && number != store.0 {
                hold((number, bytes.as_slice()), 0..bytes.len())?;
            }
        }
        Ok([self.head(), builder.bytes()].concat())
    }

    /// The dictionary, a part for each of its blocks, and below each the postings of its terms; and where its blocks end.
    fn dictionary(&mut self) -> Result<(Branch, usize)> {
        let (term, dictionary) = self.tantivy("term")?;
        let (idx, _) = self.tantivy("idx")?;
        let (pos, _) = self.tantivy("pos")?;
        let mut branch = Branch {
            files: vec![(term, 0), (idx, POSTINGS_START), (pos, 0)],
            parts: Vec::new(),
        };
        let terms: &'a [TermEnd] = &self.whole.terms;
        let (mut first, mut at) = (0, 0);
        let mut before = (0, 0);
        while let Some((length, count)) = block(dictionary.get(at..).ok_or(UNEXPECTED)?)? {
            let terms = terms.get(first..first + count).ok_or(UNEXPECTED)?;
            let end = terms
                .last()
                .map_or(before, |last| (last.postings, last.positions));
            let below = Branch {
                files: vec![(idx, POSTINGS_START + before.0), (pos, before.1)],
                parts: self.postings(terms, before)?,
            };
            let held = dictionary.get(at..at + length).ok_or(UNEXPECTED)?;
            let builder = Builder {
                holdings: vec![(term, at as u64, held)],
                branches: vec![below],
            };
            branch.parts.push(Below {
                lengths: vec![length as u64, end.0 - before.0, end.1 - before.1],
                name: self.add(&builder.bytes()),
            });
            (first, at, before) = (first + count, at + length, end);
        }
        if first != terms.len() {
            return Err(UNEXPECTED);
        }
        Ok((branch, at))
    }

    /// The postings of some terms, those of one bigram in one part where they are not too much.
    fn postings(&mut self, terms: &[TermEnd], start: (u64, u64)) -> Result<Vec<Below>> {
        let (idx, pos) = (self.tantivy("idx")?, self.tantivy("pos")?);
        let slice = |(number, bytes): (FileNumber, &'a [u8]), range: Range<u64>, base: u64| {
            let (from, to) = (
                usize::try_from(base + range.start),
                usize::try_from(base + range.end),
            );
            let held = from
                .ok()
                .zip(to.ok())
                .and_then(|(from, to)| bytes.get(from..to));
            Ok::<_, Error>((number, base + range.start, held.ok_or(UNEXPECTED)?))
        };
        let mut parts = Vec::new();
        let mut start = start;
        for (place, term) in terms.iter().enumerate() {
            let length = (term.postings - start.0, term.positions - start.1);
            let size = length.0 + length.1;
            let may_end =
                terms.get(place + 1).is_none_or(|next| next.begins) || size >= MOST_POSTINGS;
            let last = place + 1 == terms.len();
            let ends = last || may_end && size >= POSTINGS;
            if !ends {
                continue;
            }
            let builder = Builder {
                holdings: vec![
                    slice(idx, start.0..term.postings, POSTINGS_START)?,
                    slice(pos, start.1..term.positions, 0)?,
                ],
                ..Builder::default()
            };
            parts.push(Below {
                lengths: vec![length.0, length.1],
                name: self.add(&builder.bytes()),
            });
            start = (term.postings, term.positions);
        }
        Ok(parts)
    }

    /// The columns, and below them the texts.
    fn columns(&mut self) -> Option<Branch> {
        let (number, bytes) = self.file(columns::FILE)?;
        let mut texts = Branch {
            files: vec![(TEXTS, 0)],
            parts: Vec::new(),
        };
        for (below, published) in &self.whole.texts.parts {
            self.published
                .parts
                .insert(below.name.to_string(), published.clone());
            texts.parts.push(below.clone());
        }
        let builder = Builder {
            holdings: vec![(number, 0, bytes)],
            branches: vec![texts],
        };
        let name = self.add(&builder.bytes());
        Some(Branch {
            files: vec![(number, 0), (TEXTS, 0)],
            parts: vec![Below {
                lengths: vec![bytes.len() as u64, self.whole.texts.length],
                name,
            }],
        })
    }

    /// The index of the words, and below it their blocks.
    fn words(&mut self) -> Result<Option<Branch>> {
        let Some((number, index)) = self.file(vocabulary::words::INDEX) else {
            return Ok(None);
        };
        let tables = vocabulary::words::block_ends(index)?;
        let mut files = vec![(number, 0)];
        let mut lengths = vec![index.len() as u64];
        let mut branches = Vec::new();
        for (name, ends) in tables {
            let (number, bytes) = self.file(name).ok_or(UNEXPECTED)?;
            let mut branch = Branch {
                files: vec![(number, 0)],
                parts: Vec::new(),
            };
            let mut start = 0;
            for (place, &end) in ends.iter().enumerate() {
                if end - start < WORDS && place + 1 < ends.len() {
                    continue;
                }
                let range = usize::try_from(start).ok().zip(usize::try_from(end).ok());
                let held = range.and_then(|(from, to)| bytes.get(from..to));
                let builder = Builder {
                    holdings: vec![(number, start, held.ok_or(UNEXPECTED)?)],
                    ..Builder::default()
                };
                branch.parts.push(Below {
                    lengths: vec![end - start],
                    name: self.add(&builder.bytes()),
                });
                start = end;
            }
            files.push((number, 0));
            lengths.push(bytes.len() as u64);
            branches.push(branch);
        }
        let builder = Builder {
            holdings: vec![(number, 0, index)],
            branches,
        };
        let name = self.add(&builder.bytes());
        Ok(Some(Branch {
            files,
            parts: vec![Below { lengths, name }],
        }))
    }

    /// A file as one part.
    fn alone(&mut self, name: &str) -> Option<Branch> {
        let (number, bytes) = self.file(name)?;
        let builder = Builder {
            holdings: vec![(number, 0, bytes)],
            ..Builder::default()
        };
        let lengths = vec![bytes.len() as u64];
        let name = self.add(&builder.bytes());
        Some(Branch {
            files: vec![(number, 0)],
            parts: vec![Below { lengths, name }],
        })
    }
}

/// The length of the first block of a dictionary, and how many terms it has; `None` behind the last.
///
/// A block: its length (4 bytes, little endian), whether it is compressed, its values, its keys. The values begin with
/// their number.
fn block(dictionary: &[u8]) -> Result<Option<(usize, usize)>> {
    let length = dictionary.first_chunk().ok_or(UNEXPECTED)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| UNEXPECTED)?;
    if length <= 1 {
        return Ok(None);
    }
    let content = dictionary.get(4..4 + length).ok_or(UNEXPECTED)?;
    let (0, mut values) = content
        .split_first()
        .map_or((1, content), |(first, rest)| (*first, rest))
    else {
        return Err(UNEXPECTED);
    };
    let count = tantivy_number(&mut values).ok_or(UNEXPECTED)?;
    Ok(Some((4 + length, count)))
}

/// tantivy's numbers end with the byte whose highest bit is set.
fn tantivy_number(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0_u64;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte >= 0x80 {
            return usize::try_from(number).ok();
        }
    }
    None
}
