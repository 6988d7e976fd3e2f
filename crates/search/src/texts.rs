//! The texts of the passages, as they are shown: a file of blocks, each with some documents' texts. A hit needs one block.
//!
//! Block: documents, one behind another. Document: the length of what follows; identity, title, page, source, number of
//! passages, and these. Passage: its goal (empty: none), number of texts, and these: kind, anchor, text. See
//! [`crate::bytes`].

use crate::bytes::{Reader, put_number, put_text};
use crate::error::{Error, Result};
use crate::passage::{Passage, PassageText, TextKind};

/// The file of the blocks.
pub(crate) const FILE: &str = "texts";

/// Bytes at which a block is closed. Compressed, a third of it: what one hit costs, unless it stands beside another.
const BLOCK: usize = 8 << 10;

const DAMAGED: Error = Error::Layout("its texts are damaged");

/// A block, as the columns know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block {
    /// Documents in it.
    pub documents: u32,
    /// Its length in bytes.
    pub length: u64,
}

/// Gathers documents into blocks.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    /// The block that takes more.
    open: Vec<u8>,
    documents: u32,
    /// The passages of the document at hand, and how many.
    passages: (Vec<u8>, u64),
    head: Vec<u8>,
}

impl Writer {
    /// Begins a document, which takes what it says of itself from its first passage.
    pub fn begin(&mut self, passage: &Passage) {
        self.end();
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
        if count == 0 {
            return;
        }
        let mut document = std::mem::take(&mut self.head);
        put_number(&mut document, count);
        document.extend(passages);
        put_number(&mut self.open, document.len() as u64);
        self.open.extend(document);
        self.documents += 1;
    }

    /// The block that is full, before the next document begins.
    pub fn full(&mut self) -> Option<(Block, Vec<u8>)> {
        (self.open.len() + self.passages.0.len() >= BLOCK).then(|| self.finish())?
    }

    /// The last block, if there is any.
    pub fn finish(&mut self) -> Option<(Block, Vec<u8>)> {
        self.end();
        let bytes = std::mem::take(&mut self.open);
        let block = Block {
            documents: std::mem::take(&mut self.documents),
            length: bytes.len() as u64,
        };
        (block.documents > 0).then_some((block, bytes))
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

/// A passage of a block: the `passage`-th of its `document`-th document.
pub(crate) fn read(block: &[u8], document: u32, passage: u32) -> Result<Stored> {
    stored(Reader(block), document, passage).ok_or(DAMAGED)
}

fn stored(mut block: Reader<'_>, document: u32, passage: u32) -> Option<Stored> {
    for _ in 0..document {
        let length = block.small()?;
        block.bytes(length)?;
    }
    let length = block.small()?;
    let mut bytes = Reader(block.bytes(length)?);
    let mut head = || Some(bytes.text()?.to_owned());
    let (document, title, page, source) = (head()?, head()?, head()?, head()?);
    (u64::from(passage) < bytes.number()?).then_some(())?;
    for _ in 0..passage {
        skip(&mut bytes)?;
    }
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
