//! What a part knows of where bytes of files are: some it holds itself, others are in parts below it.
//!
//! Node: number of holdings, each: file, first byte, length. Number of branches, each: number of files, each: file, first
//! byte; number of parts, each: for each file how many bytes, and the part's name. After all that, the bytes of the
//! holdings. See [`crate::bytes`].

use std::ops::Range;

use super::part::Name;
use crate::bytes::{Reader, put_number};

/// A file of the index, by its place in the list of names.
pub(crate) type FileNumber = u32;

/// A stretch of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub file: FileNumber,
    pub range: Range<u64>,
}

/// A part below, with how much of each of the branch's files it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Below {
    pub lengths: Vec<u64>,
    pub name: Name,
}

/// Parts that cover stretches of the same files, one after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Branch {
    /// Each file, and where the first part begins in it.
    pub files: Vec<(FileNumber, u64)>,
    pub parts: Vec<Below>,
}

/// What a part consists of, before it is packed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Builder<'a> {
    pub holdings: Vec<(FileNumber, u64, &'a [u8])>,
    pub branches: Vec<Branch>,
}

impl Builder<'_> {
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let holdings = self.holdings.iter().filter(|(_, _, held)| !held.is_empty());
        put_number(&mut bytes, holdings.clone().count() as u64);
        for (file, start, held) in holdings.clone() {
            put_number(&mut bytes, u64::from(*file));
            put_number(&mut bytes, *start);
            put_number(&mut bytes, held.len() as u64);
        }
        put_number(&mut bytes, self.branches.len() as u64);
        for branch in &self.branches {
            put_number(&mut bytes, branch.files.len() as u64);
            for (file, start) in &branch.files {
                put_number(&mut bytes, u64::from(*file));
                put_number(&mut bytes, *start);
            }
            put_number(&mut bytes, branch.parts.len() as u64);
            for part in &branch.parts {
                part.lengths
                    .iter()
                    .for_each(|&length| put_number(&mut bytes, length));
                part.name.put(&mut bytes);
            }
        }
        for (_, _, held) in holdings {
            bytes.extend_from_slice(held);
        }
        bytes
    }
}

/// A node that was read.
#[derive(Debug)]
pub(crate) struct Node {
    /// Stretches, each with where its bytes begin in the part.
    holdings: Vec<(Stretch, usize)>,
    branches: Vec<OpenBranch>,
}

#[derive(Debug)]
struct OpenBranch {
    files: Vec<FileNumber>,
    /// For each file the ends of the parts in it, and where the first begins.
    ends: Vec<(u64, Vec<u64>)>,
    names: Vec<Name>,
}

/// Where the next bytes of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// In the part itself: where there, and how many.
    Here(usize, u64),
    /// In another part, up to this place in the file.
    Below(Name, u64),
}

impl Node {
    /// Reads the node of a part.
    pub fn read(part: &[u8]) -> Option<Self> {
        let mut bytes = Reader(part);
        let mut holdings = Vec::new();
        let mut held = 0_usize;
        for _ in 0..bytes.count()? {
            let file = bytes.small()?;
            let (start, length) = (bytes.number()?, bytes.number()?);
            let range = start..start.checked_add(length)?;
            holdings.push((Stretch { file, range }, held));
            held = held.checked_add(usize::try_from(length).ok()?)?;
        }
        let mut branches = Vec::new();
        for _ in 0..bytes.count()? {
            branches.push(OpenBranch::read(&mut bytes)?);
        }
        let first = part.len() - bytes.0.len();
        (bytes.0.len() == held).then_some(())?;
        holdings.iter_mut().for_each(|(_, at)| *at += first);
        Some(Self { holdings, branches })
    }

    /// Where the bytes of a file from some place on are. `None`: this part does not know.
    pub fn find(&self, file: FileNumber, at: u64) -> Option<Found> {
        let here = |(stretch, place): &(Stretch, usize)| {
            let holds = stretch.file == file && stretch.range.contains(&at);
            // Within the length of the part, which is a usize.
            holds.then(|| {
                Found::Here(
                    place + (at - stretch.range.start) as usize,
                    stretch.range.end - at,
                )
            })
        };
        self.holdings.iter().find_map(here).or_else(|| {
            self.branches
                .iter()
                .find_map(|branch| branch.find(file, at))
        })
    }
}

impl OpenBranch {
    fn read(bytes: &mut Reader<'_>) -> Option<Self> {
        let count = bytes.count()?;
        let mut files = Vec::new();
        let mut ends = Vec::new();
        for _ in 0..count {
            files.push(bytes.small()?);
            ends.push((bytes.number()?, Vec::new()));
        }
        let mut places: Vec<u64> = ends.iter().map(|(start, _)| *start).collect();
        let mut names = Vec::new();
        for _ in 0..bytes.count()? {
            for ((_, ends), place) in ends.iter_mut().zip(&mut places) {
                *place = place.checked_add(bytes.number()?)?;
                ends.push(*place);
            }
            names.push(Name::read(bytes)?);
        }
        Some(Self { files, ends, names })
    }

    fn find(&self, file: FileNumber, at: u64) -> Option<Found> {
        let column = self.files.iter().position(|one| *one == file)?;
        let (start, ends) = self.ends.get(column)?;
        if at < *start {
            return None;
        }
        let part = ends.partition_point(|&end| end <= at);
        Some(Found::Below(*self.names.get(part)?, *ends.get(part)?))
    }
}
