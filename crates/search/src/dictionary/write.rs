//! The writing side of the dictionary, which also says what stands in a part with what.

use std::ops::Range;

use tantivy::postings::TermInfo;

use crate::bytes::{common, put_number, put_text};
use crate::passage::TextKind;

/// Bytes of a block and the postings beside it at which it is closed.
const BLOCK: u64 = 4 << 10;

/// Blocks in a group.
pub(crate) const GROUP: usize = 128;

/// A gram whose postings and positions are more stands apart from them: whoever looks for its neighbours should not pay
/// for it.
const APART: u64 = 2 << 10;

/// And if they are more than this, those from each kind of text apart.
const KINDS_APART: u64 = 32 << 10;

/// Postings and positions side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub postings: Range<u64>,
    pub positions: Range<u64>,
    /// They are a part of their own.
    pub apart: bool,
}

impl Run {
    fn size(&self) -> u64 {
        self.postings.end - self.postings.start + self.positions.end - self.positions.start
    }
}

/// A block, with the postings of its grams.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// Its length in bytes.
    pub length: u64,
    pub runs: Vec<Run>,
}

/// Writes the dictionary, gram by gram.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    bytes: Vec<u8>,
    blocks: Vec<Block>,
    index: Vec<u8>,
    groups: Vec<Group>,
    /// What the index says of the last block.
    first: String,
    /// The last gram.
    last: String,
    /// Where the block at hand begins, if there is one.
    start: Option<usize>,
    runs: Vec<Run>,
    /// Where the next postings and positions begin.
    next: (u64, u64),
}

#[derive(Debug)]
struct Group {
    first: String,
    /// Bytes of the index.
    index: u64,
    /// Bytes of the blocks.
    length: u64,
}

/// A dictionary that is written.
pub(crate) struct Written {
    /// The file of the blocks.
    pub terms: Vec<u8>,
    /// The index of the blocks, group by group.
    pub index: Vec<u8>,
    /// The file of the groups.
    pub groups: Vec<u8>,
    pub blocks: Vec<Block>,
    /// How much of the index is about each group.
    pub index_lengths: Vec<u64>,
}

impl Writer {
    /// Adds a gram, which is above all before it, with its kinds in their order.
    pub fn push(&mut self, gram: &str, infos: &[(TextKind, TermInfo)]) {
        if self.start.is_none() {
            let same = common(&self.last, gram);
            // The shortest beginning that the last block's grams are below.
            let length = same + gram[same..].chars().next().map_or(0, char::len_utf8);
            let length = if self.blocks.is_empty() { 0 } else { length };
            self.begin(&gram[..length]);
        }
        let shared = common(&self.last, gram);
        put_number(&mut self.bytes, shared as u64);
        put_text(&mut self.bytes, &gram[shared..]);
        self.last.clear();
        self.last.push_str(gram);
        let kinds = infos
            .iter()
            .fold(0, |kinds, (kind, _)| kinds | 1 << *kind as u8);
        self.bytes.push(kinds);
        let mut runs = Vec::with_capacity(infos.len());
        for (_, info) in infos {
            let length = |range: &Range<usize>| range.len() as u64;
            let (postings, positions) =
                (length(&info.postings_range), length(&info.positions_range));
            put_number(&mut self.bytes, info.doc_freq.into());
            put_number(&mut self.bytes, postings);
            put_number(&mut self.bytes, positions);
            let end = (self.next.0 + postings, self.next.1 + positions);
            runs.push(Run {
                postings: self.next.0..end.0,
                positions: self.next.1..end.1,
                apart: false,
            });
            self.next = end;
        }
        self.add(runs);
        let start = self.start.unwrap_or(self.bytes.len());
        let beside = self.runs.iter().filter(|run| !run.apart).map(Run::size);
        if (self.bytes.len() - start) as u64 + beside.sum::<u64>() >= BLOCK {
            self.end();
        }
    }

    fn begin(&mut self, first: &str) {
        self.start = Some(self.bytes.len());
        // Blocks are read one by one.
        self.last.clear();
        put_number(&mut self.bytes, self.next.0);
        put_number(&mut self.bytes, self.next.1);
        if self.blocks.len().is_multiple_of(GROUP) {
            // Groups are read one by one.
            self.first.clear();
            self.groups.push(Group {
                first: first.to_owned(),
                index: self.index.len() as u64,
                length: 0,
            });
        }
        let shared = common(&self.first, first);
        put_number(&mut self.index, shared as u64);
        put_text(&mut self.index, &first[shared..]);
        self.first.clear();
        self.first.push_str(first);
    }

    /// Adds the postings of a gram.
    fn add(&mut self, kinds: Vec<Run>) {
        let size: u64 = kinds.iter().map(Run::size).sum();
        let mut kinds = kinds.into_iter();
        if size > KINDS_APART {
            self.runs
                .extend(kinds.map(|run| Run { apart: true, ..run }));
            return;
        }
        let apart = size > APART;
        if apart || self.runs.last().is_none_or(|last| last.apart) {
            self.runs
                .extend(kinds.next().map(|run| Run { apart, ..run }));
        }
        if let Some(last) = self.runs.last_mut() {
            for run in kinds {
                last.postings.end = run.postings.end;
                last.positions.end = run.positions.end;
            }
        }
    }

    fn end(&mut self) {
        if let Some(start) = self.start.take() {
            let length = (self.bytes.len() - start) as u64;
            put_number(&mut self.index, length);
            if let Some(group) = self.groups.last_mut() {
                group.length += length;
            }
            let mut runs = std::mem::take(&mut self.runs);
            runs.retain(|run| run.size() > 0);
            self.blocks.push(Block { length, runs });
        }
    }

    /// The files.
    pub fn finish(mut self) -> Written {
        self.end();
        // They have where they begin in the index; that gives their lengths.
        let ends = self.groups.iter().skip(1).map(|group| group.index);
        let ends: Vec<u64> = ends.chain([self.index.len() as u64]).collect();
        let mut groups = Vec::new();
        let mut index_lengths = Vec::new();
        let mut before = "";
        put_number(&mut groups, self.groups.len() as u64);
        for (group, end) in self.groups.iter().zip(ends) {
            let shared = common(before, &group.first);
            put_number(&mut groups, shared as u64);
            put_text(&mut groups, &group.first[shared..]);
            put_number(&mut groups, end - group.index);
            put_number(&mut groups, group.length);
            index_lengths.push(end - group.index);
            before = &group.first;
        }
        Written {
            terms: self.bytes,
            index: self.index,
            groups,
            blocks: self.blocks,
            index_lengths,
        }
    }
}
