//! Reading files whose parts come one by one.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use super::node::{Found, Node};
use super::part::{Name, unpack};
use crate::bytes::Reader;
use crate::directory::{Files, OwnedBytes};
use crate::error::{Error, Result};

/// Where parts come from.
pub trait Parts: Send + Sync + 'static {
    /// The published bytes of a part, by its name: 16 hexadecimal digits.
    ///
    /// # Errors
    /// [`io::ErrorKind::WouldBlock`] if they are not there yet; anything else if they never will be.
    fn part(&self, name: &str) -> io::Result<Vec<u8>>;
}

/// A part is not what was published under its name. The error inside of an [`io::Error`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the part {0} of the search index is damaged")]
pub struct Damaged(
    /// The name of the part.
    pub String,
);

const NO_INDEX: Error = Error::Layout("its parts are of another version");

/// What the root begins with; its digit counts up with the layout.
pub(super) const MAGIC: &[u8] = b"ayumi index 1\n";

/// The files of an index in parts, as [`Searcher::open`](crate::Searcher::open) takes them.
pub struct PartFiles<P> {
    parts: P,
    root: Arc<Part>,
    /// The names of the files, and their lengths.
    files: Vec<(String, u64)>,
    unpacked: Mutex<Unpacked>,
}

/// Parts that were unpacked, with when each was last of use.
#[derive(Debug, Default)]
struct Unpacked {
    parts: BTreeMap<Name, (Arc<Part>, u64)>,
    /// Counts what was looked up.
    now: u64,
}

#[derive(Debug)]
struct Part {
    bytes: OwnedBytes,
    node: Node,
}

impl Part {
    fn new(bytes: Vec<u8>) -> Option<Self> {
        Some(Self {
            node: Node::read(&bytes)?,
            bytes: OwnedBytes::new(bytes),
        })
    }
}

fn damaged(name: Name) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, Damaged(name.to_string()))
}

impl<P: Parts> PartFiles<P> {
    /// Opens an index by the name of its root.
    ///
    /// # Errors
    /// If the root is not there (yet), or is none of this version.
    pub fn open(root: &str, parts: P) -> Result<Self> {
        let name = Name::parse(root).ok_or(NO_INDEX)?;
        let published = parts.part(root)?;
        let bytes = unpack(name, &published).ok_or_else(|| damaged(name))?;
        let mut head = Reader(bytes.strip_prefix(MAGIC).ok_or(NO_INDEX)?);
        let files = names(&mut head).ok_or(NO_INDEX)?;
        let root = Part::new(head.0.to_vec()).ok_or(NO_INDEX)?;
        Ok(Self {
            parts,
            root: Arc::new(root),
            files,
            unpacked: Mutex::default(),
        })
    }

    /// Where the parts come from.
    pub fn parts(&self) -> &P {
        &self.parts
    }

    /// Forgets the parts that were of no use for longest, until what is kept is not more than so many bytes.
    pub fn trim(&self, most: usize) {
        let mut unpacked = self.unpacked.lock().unwrap_or_else(PoisonError::into_inner);
        let mut size: usize = unpacked
            .parts
            .values()
            .map(|(part, _)| part.bytes.len())
            .sum();
        while size > most {
            let oldest = unpacked.parts.iter().min_by_key(|(_, (_, used))| *used);
            let Some(oldest) = oldest.map(|(name, _)| *name) else {
                return;
            };
            if let Some((part, _)) = unpacked.parts.remove(&oldest) {
                size -= part.bytes.len();
            }
        }
    }

    fn part(&self, name: Name) -> io::Result<Arc<Part>> {
        let mut unpacked = self.unpacked.lock().unwrap_or_else(PoisonError::into_inner);
        unpacked.now += 1;
        let now = unpacked.now;
        if let Some((part, used)) = unpacked.parts.get_mut(&name) {
            *used = now;
            return Ok(Arc::clone(part));
        }
        let published = self.parts.part(&name.to_string())?;
        let part = unpack(name, &published).and_then(Part::new);
        let part = Arc::new(part.ok_or_else(|| damaged(name))?);
        unpacked.parts.insert(name, (Arc::clone(&part), now));
        Ok(part)
    }

    /// The part that holds a place of a file, where in the part, and how many bytes from there on.
    fn locate(&self, file: u32, at: u64) -> io::Result<Located> {
        let mut part = Arc::clone(&self.root);
        // Parts below parts: as deep as the tree is, and a damaged one is no deeper.
        for _ in 0..4 {
            match part.node.find(file, at) {
                Some(Found::Here(place, length)) => return Ok(Located::Here(part, place, length)),
                Some(Found::Below(name, end)) => match self.part(name) {
                    Ok(below) => part = below,
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                        return Ok(Located::Pending(error, end));
                    }
                    Err(error) => return Err(error),
                },
                None => break,
            }
        }
        Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "no part holds these bytes",
        ))
    }

    fn number(&self, name: &str) -> Option<(u32, u64)> {
        let place = self.files.iter().position(|(known, _)| known == name)?;
        Some((u32::try_from(place).ok()?, self.files.get(place)?.1))
    }
}

enum Located {
    Here(Arc<Part>, usize, u64),
    /// The part is not there yet; it holds what is before this place.
    Pending(io::Error, u64),
}

fn names(head: &mut Reader<'_>) -> Option<Vec<(String, u64)>> {
    let mut files = Vec::new();
    for _ in 0..head.count()? {
        files.push((head.text()?.to_owned(), head.number()?));
    }
    Some(files)
}

impl<P: Parts> Files for PartFiles<P> {
    fn length(&self, name: &str) -> io::Result<Option<u64>> {
        Ok(self.number(name).map(|(_, length)| length))
    }

    fn read(&self, name: &str, range: Range<u64>) -> io::Result<OwnedBytes> {
        let (file, length) = self.number(name).ok_or(io::ErrorKind::NotFound)?;
        if range.start > range.end || range.end > length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut pieces: Vec<OwnedBytes> = Vec::new();
        let mut pending = None;
        let mut at = range.start;
        while at < range.end {
            match self.locate(file, at)? {
                Located::Here(part, place, length) => {
                    let length = length.min(range.end - at);
                    // No longer than the part.
                    let end = place + length as usize;
                    if end > part.bytes.len() || length == 0 {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                    pieces.push(part.bytes.slice(place..end));
                    at += length;
                }
                // What comes after is asked for, too.
                Located::Pending(error, end) => {
                    if end <= at {
                        return Err(io::ErrorKind::InvalidData.into());
                    }
                    pending.get_or_insert(error);
                    at = end;
                }
            }
        }
        match (pending, pieces.as_slice()) {
            (Some(error), _) => Err(error),
            (None, [piece]) => Ok(piece.clone()),
            (None, pieces) => Ok(OwnedBytes::new(
                pieces
                    .iter()
                    .flat_map(|piece| piece.iter().copied())
                    .collect::<Vec<u8>>(),
            )),
        }
    }
}
