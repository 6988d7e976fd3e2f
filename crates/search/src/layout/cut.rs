//! Cutting: an index's files → parts.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Published;
use super::files::MAGIC;
use super::node::{Below, Branch, Builder, FileNumber};
use super::part::{Name, pack};
use crate::bytes::{put_number, put_text};
use crate::dictionary::{self, Block};
use crate::directory::OwnedBytes;
use crate::error::{Error, Result};
use crate::{columns, texts, vocabulary};

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
    /// The blocks of the dictionary, with what stands in a part with what.
    pub blocks: Vec<Block>,
    /// The blocks of the texts, cut already.
    pub texts: Texts,
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
        let dictionary = self.dictionary()?;
        let mut blocks = self.whole.blocks.iter().rev();
        let last = blocks.find_map(|block| block.runs.last());
        let (postings_end, positions_end) =
            last.map_or((0, 0), |last| (last.postings.end, last.positions.end));
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

    /// The dictionary, a part for each of its blocks: with the postings of its grams, and below it those that are too
    /// much.
    fn dictionary(&mut self) -> Result<Branch> {
        let terms = self.file(dictionary::FILE).ok_or(UNEXPECTED)?;
        let (idx, pos) = (self.tantivy("idx")?, self.tantivy("pos")?);
        let mut branch = Branch {
            files: vec![(terms.0, 0), (idx.0, POSTINGS_START), (pos.0, 0)],
            parts: Vec::new(),
        };
        let mut at = 0;
        for block in &self.whole.blocks {
            let end = at + block.length;
            let mut builder = Builder {
                holdings: vec![stretch(terms, at..end, 0)?],
                branches: Vec::new(),
            };
            at = end;
            let mut lengths = vec![block.length, 0, 0];
            for run in &block.runs {
                lengths[1] += run.postings.end - run.postings.start;
                lengths[2] += run.positions.end - run.positions.start;
                let held = [
                    stretch(idx, run.postings.clone(), POSTINGS_START)?,
                    stretch(pos, run.positions.clone(), 0)?,
                ];
                if run.apart {
                    let below = self.below(held);
                    builder.branches.push(below);
                } else {
                    builder.holdings.extend(held);
                }
            }
            branch.parts.push(Below {
                lengths,
                name: self.add(&builder.bytes()),
            });
        }
        Ok(branch)
    }

    /// Stretches of files as a part of their own.
    fn below(&mut self, held: [(FileNumber, u64, &'a [u8]); 2]) -> Branch {
        let files = held.iter().map(|(file, start, _)| (*file, *start));
        let files = files.collect();
        let lengths = held.iter().map(|(_, _, bytes)| bytes.len() as u64);
        let lengths = lengths.collect();
        let builder = Builder {
            holdings: held.into(),
            ..Builder::default()
        };
        let name = self.add(&builder.bytes());
        Branch {
            files,
            parts: vec![Below { lengths, name }],
        }
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

/// Some bytes of a file whose places are counted from `base`.
fn stretch<'a>(
    (number, bytes): (FileNumber, &'a [u8]),
    range: Range<u64>,
    base: u64,
) -> Result<(FileNumber, u64, &'a [u8])> {
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
