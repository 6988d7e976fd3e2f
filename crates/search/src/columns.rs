//! What is known of every passage besides its text: year, organisations, marks, kinds of text, length, and where to look
//! for its texts. All of it is read before the first answer, so it is small: some two bytes for a passage, four for a
//! document, before they are compressed.
//!
//! Passages of one document stand side by side and share what the document says of itself.

mod write;

use std::ops::Range;

use crate::bytes::{Reader, unfolded};
use crate::directory::Files;
use crate::error::{Error, Result};
use crate::passage::TextKind;
use crate::texts::Group;

pub(crate) use write::Writer;

/// The file, as [`Files`] know it.
pub(crate) const FILE: &str = "columns";

const DAMAGED: Error = Error::Layout("its columns are damaged");

/// The columns, read.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    /// Names of organisations, sorted.
    pub organisations: Vec<String>,
    /// Marks with their scales, sorted.
    pub marks: Vec<String>,
    documents: Vec<Document>,
    /// For each passage its document.
    document_of: Vec<u32>,
    /// For each passage its shape.
    shape_of: Vec<u32>,
    /// For each passage the code of its length, see [`Columns::length_code`].
    lengths: Vec<u8>,
    placements: Vec<Vec<u32>>,
    shapes: Vec<Shape>,
    /// The blocks of the texts, in groups.
    texts: Vec<Group>,
    identities: usize,
    mean_length: f32,
}

#[derive(Debug, Clone, Copy)]
struct Document {
    year: u16,
    placement: u32,
    /// The place of its identity among all, sorted.
    rank: u32,
}

/// Which kinds of text a passage has, and which marks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    kinds: u8,
    marks: Vec<u32>,
}

/// Where the texts of a passage stand.
pub(crate) struct Place {
    /// What the index of the texts says of a group of blocks.
    pub index: Range<u64>,
    /// Where the first of these blocks begins.
    pub start: u64,
    /// Which passage of the group.
    pub passage: u32,
}

/// The bit of a kind of text in a set of them.
fn bit(kind: TextKind) -> u8 {
    1 << kind as u8
}

/// Every fourth of tantivy's codes for lengths, some two for each doubling: a length decides little, and has to be there
/// for every passage.
fn coarse(code: u8) -> u8 {
    code / 4
}

impl Columns {
    /// Reads the file.
    pub fn open(files: &dyn Files) -> Result<Self> {
        let length = files
            .length(FILE)?
            .ok_or(Error::Layout("it has no columns"))?;
        let bytes = files.read(FILE, 0..length)?;
        Self::read(Reader(bytes.as_slice())).ok_or(DAMAGED)
    }

    fn read(mut bytes: Reader<'_>) -> Option<Self> {
        let bytes = &mut bytes;
        let mut columns = Self::default();
        let passages: u32 = bytes.small()?;
        columns.identities = bytes.small()?;
        let terms: u64 = bytes.number()?;
        columns.mean_length = terms as f32 / passages.max(1) as f32;
        for _ in 0..bytes.count()? {
            columns.organisations.push(bytes.text()?.to_owned());
        }
        for _ in 0..bytes.count()? {
            columns.marks.push(bytes.text()?.to_owned());
        }
        let (organisations, marks) = (columns.organisations.len(), columns.marks.len());
        for _ in 0..bytes.count()? {
            columns.placements.push(ordinals(bytes, organisations)?);
        }
        for _ in 0..bytes.count()? {
            columns.shapes.push(Shape {
                kinds: bytes.byte()?,
                marks: ordinals(bytes, marks)?,
            });
        }
        columns.read_documents(bytes, passages)?;
        for _ in 0..passages {
            let shape: u32 = bytes.small()?;
            columns.shapes.get(shape as usize)?;
            columns.shape_of.push(shape);
        }
        columns.lengths = bytes.bytes(passages as usize)?.to_vec();
        for _ in 0..bytes.count()? {
            columns.texts.push(Group {
                passages: bytes.small()?,
                index: bytes.number()?,
                length: bytes.number()?,
            });
        }
        bytes.0.is_empty().then_some(columns)
    }

    fn read_documents(&mut self, bytes: &mut Reader<'_>, passages: u32) -> Option<()> {
        let documents = bytes.count()?;
        let mut counts = Vec::with_capacity(documents);
        for _ in 0..documents {
            counts.push(bytes.small::<u32>()?);
        }
        let mut years = Vec::with_capacity(documents);
        let mut year = 0_i64;
        for _ in 0..documents {
            year += unfolded(bytes.number()?);
            years.push(u16::try_from(year).ok()?);
        }
        let mut placements = Vec::with_capacity(documents);
        for _ in 0..documents {
            let placement: u32 = bytes.small()?;
            self.placements.get(placement as usize)?;
            placements.push(placement);
        }
        let mut expected = 0_i64;
        let mut first = 0_u32;
        for ((number, count), (year, placement)) in
            (0_u32..).zip(counts).zip(years.into_iter().zip(placements))
        {
            let rank = expected + unfolded(bytes.number()?);
            expected = rank + 1;
            let rank = u32::try_from(rank).ok()?;
            ((rank as usize) < self.identities).then_some(())?;
            self.documents.push(Document {
                year,
                placement,
                rank,
            });
            first = first.checked_add(count)?;
            (first <= passages).then_some(())?;
            self.document_of.resize(first as usize, number);
        }
        (first == passages).then_some(())
    }

    /// Passages in the index.
    pub fn passages(&self) -> u32 {
        // There are no more: it was read as such a number.
        self.lengths.len() as u32
    }

    /// How many documents there are, by their identities.
    pub fn identities(&self) -> usize {
        self.identities
    }

    fn document(&self, passage: u32) -> Option<&Document> {
        let document = *self.document_of.get(passage as usize)?;
        self.documents.get(document as usize)
    }

    pub fn year(&self, passage: u32) -> u16 {
        self.document(passage).map_or(0, |document| document.year)
    }

    /// The place of the document's identity among all, sorted.
    pub fn rank(&self, passage: u32) -> u32 {
        self.document(passage).map_or(0, |document| document.rank)
    }

    /// The organisations of a passage, the publisher first, as places in their names.
    pub fn organisations_of(&self, passage: u32) -> &[u32] {
        self.document(passage)
            .and_then(|document| self.placements.get(document.placement as usize))
            .map_or(&[], Vec::as_slice)
    }

    /// The marks of a passage, as places in their names.
    pub fn marks_of(&self, passage: u32) -> &[u32] {
        self.shape(passage).map_or(&[], |shape| &shape.marks)
    }

    fn shape(&self, passage: u32) -> Option<&Shape> {
        self.shapes
            .get(*self.shape_of.get(passage as usize)? as usize)
    }

    /// Whether a passage has a text of a kind.
    pub fn has(&self, passage: u32, kind: TextKind) -> bool {
        self.shape(passage)
            .is_some_and(|shape| shape.kinds & bit(kind) != 0)
    }

    /// tantivy's code for the length of all texts of a passage, in terms.
    pub fn length_code(&self, passage: u32) -> u8 {
        let code = self.lengths.get(passage as usize).copied().unwrap_or(0);
        code.saturating_mul(4).saturating_add(2)
    }

    /// The mean of these lengths.
    pub fn mean_length(&self) -> f32 {
        self.mean_length
    }

    /// Where the texts of a passage stand.
    pub fn place(&self, mut passage: u32) -> Option<Place> {
        let (mut index, mut start) = (0_u64, 0_u64);
        for group in &self.texts {
            let end = index.checked_add(group.index)?;
            if passage < group.passages {
                return Some(Place {
                    index: index..end,
                    start,
                    passage,
                });
            }
            passage -= group.passages;
            index = end;
            start = start.checked_add(group.length)?;
        }
        None
    }
}

/// Places in a list of names.
fn ordinals(bytes: &mut Reader<'_>, names: usize) -> Option<Vec<u32>> {
    let mut ordinals = Vec::new();
    for _ in 0..bytes.count()? {
        let ordinal: u32 = bytes.small()?;
        ((ordinal as usize) < names).then_some(())?;
        ordinals.push(ordinal);
    }
    Some(ordinals)
}
