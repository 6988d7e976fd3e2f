//! The texts of the passages, as they are shown: a file of blocks, each with some passages. A hit needs one block.
//!
//! Block: documents, one behind another. Document: identity, title, page, source, number of passages, and these. Passage:
//! its goal (empty: none), number of texts, and these: kind, anchor, text. A document that is more than a block goes on in
//! the next one.
//!
//! The index of the blocks is in groups, so that no archive is too large for it to be read: for each block the number of
//! its passages, and its length. See [`crate::bytes`].

use std::ops::Range;

use crate::bytes::{Reader, put_number, put_text};
use crate::error::{Error, Result};
use crate::passage::{Passage, PassageText, TextKind};

/// The file of the blocks.
pub(crate) const FILE: &str = "texts";
/// The file that tells which block holds what.
pub(crate) const INDEX: &str = "texts.index";

/// Bytes at which a block is closed. Compressed, a third of it or half: what one hit costs, unless it stands beside
/// another.
const BLOCK: usize = 4 << 10;

/// Blocks in a group.
pub(crate) const GROUP: usize = 128;

const DAMAGED: Error = Error::Layout("its texts are damaged");

/// What the index says of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block {
    /// Passages in it.
    pub passages: u32,
    /// Its length in bytes.
    pub length: u64,
}

/// Some blocks, one behind another, as the columns know them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Group {
    /// Passages in it.
    pub passages: u32,
    /// Bytes of the index.
    pub index: u64,
    /// Bytes of its blocks.
    pub length: u64,
}

/// Gathers passages into blocks.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    /// The block that takes more.
    open: Vec<u8>,
    /// Passages in it.
    count: u32,
    /// What the document at hand says of itself.
    head: Vec<u8>,
    /// Its passages for this block, and how many.
    passages: (Vec<u8>, u64),
}

impl Writer {
    /// Begins a document, which takes what it says of itself from its first passage.
    pub fn begin(&mut self, passage: &Passage) {
        self.end();
        self.head.clear();
        for text in [
            &passage.document,
            &passage.title,
            &passage.page,
            &passage.source,
        ] {
            put_text(&mut self.head, text);
        }
    }

    /// Adds a passage to the document that was begun last.
    pub fn add(&mut self, passage: &Passage) {
        let (bytes, count) = &mut self.passages;
        *count += 1;
        self.count += 1;
        put_text(bytes, passage.goal.as_deref().unwrap_or_default());
        put_number(bytes, passage.texts.len() as u64);
        for text in &passage.texts {
            bytes.push(text.kind as u8);
            put_text(bytes, &text.anchor);
            put_text(bytes, &text.text);
        }
    }

    fn end(&mut self) {
        let (passages, count) = std::mem::take(&mut self.passages);
        if count > 0 {
            self.open.extend_from_slice(&self.head);
            put_number(&mut self.open, count);
            self.open.extend(passages);
        }
    }

    /// The block that is full, before the next passage comes.
    pub fn full(&mut self) -> Option<(Block, Vec<u8>)> {
        (self.open.len() + self.passages.0.len() >= BLOCK).then(|| self.finish())?
    }

    /// The last block, if there is any.
    pub fn finish(&mut self) -> Option<(Block, Vec<u8>)> {
        self.end();
        let bytes = std::mem::take(&mut self.open);
        let block = Block {
            passages: std::mem::take(&mut self.count),
            length: bytes.len() as u64,
        };
        (block.passages > 0).then_some((block, bytes))
    }
}

/// The index of blocks, and its groups.
pub(crate) fn index(blocks: &[Block]) -> (Vec<u8>, Vec<Group>) {
    let mut bytes = Vec::new();
    let mut groups = Vec::new();
    for blocks in blocks.chunks(GROUP) {
        let start = bytes.len();
        let mut group = Group::default();
        for block in blocks {
            put_number(&mut bytes, block.passages.into());
            put_number(&mut bytes, block.length);
            group.passages += block.passages;
            group.length += block.length;
        }
        group.index = (bytes.len() - start) as u64;
        groups.push(group);
    }
    (bytes, groups)
}

/// Which of a group's blocks holds its `passage`-th passage, as a range of the group's bytes, and which passage of the
/// block that is.
pub(crate) fn find(index: &[u8], passage: u32) -> Result<(Range<u64>, u32)> {
    found(Reader(index), passage).ok_or(DAMAGED)
}

fn found(mut index: Reader<'_>, mut passage: u32) -> Option<(Range<u64>, u32)> {
    let mut start = 0_u64;
    loop {
        let passages: u32 = index.small()?;
        let end = start.checked_add(index.number()?)?;
        if passage < passages {
            return Some((start..end, passage));
        }
        passage -= passages;
        start = end;
    }
}

/// What a passage says, without what the columns know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    pub document: String,
    pub title: String,
    pub page: String,
    pub source: String,
    pub goal: Option<String>,
    pub texts: Vec<PassageText>,
}

/// The `passage`-th passage of a block.
pub(crate) fn read(block: &[u8], passage: u32) -> Result<Stored> {
    stored(Reader(block), passage).ok_or(DAMAGED)
}

fn stored(mut bytes: Reader<'_>, passage: u32) -> Option<Stored> {
    let mut left = u64::from(passage);
    let [document, title, page, source] = loop {
        let head = [bytes.text()?, bytes.text()?, bytes.text()?, bytes.text()?];
        let count = bytes.number()?;
        for _ in 0..left.min(count) {
            skip(&mut bytes)?;
        }
        if left < count {
            break head.map(str::to_owned);
        }
        left -= count;
    };
    let goal = bytes.text()?;
    let mut texts = Vec::new();
    for _ in 0..bytes.count()? {
        texts.push(PassageText {
            kind: *TextKind::ALL.get(usize::from(bytes.byte()?))?,
            anchor: bytes.text()?.to_owned(),
            text: bytes.text()?.to_owned(),
        });
    }
    Some(Stored {
        document,
        title,
        page,
        source,
        goal: (!goal.is_empty()).then(|| goal.to_owned()),
        texts,
    })
}

fn skip(bytes: &mut Reader<'_>) -> Option<()> {
    bytes.text()?;
    for _ in 0..bytes.count()? {
        bytes.byte()?;
        bytes.text()?;
        bytes.text()?;
    }
    Some(())
}
