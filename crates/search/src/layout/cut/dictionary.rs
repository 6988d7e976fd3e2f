//! The dictionary, with the postings of its grams.

use super::{Cutter, POSTINGS_START, UNEXPECTED, stretch};
use crate::dictionary;
use crate::error::Result;
use crate::layout::node::{Below, Branch, Builder, FileNumber};

/// A file, by its number.
type File<'a> = (FileNumber, &'a [u8]);

impl<'a> Cutter<'a> {
    /// The dictionary, as branches of the root, or of what else it is part of: a part for each of its blocks.
    pub(super) fn dictionary(&mut self) -> Result<Branch> {
        let terms = self.file(dictionary::FILE).ok_or(UNEXPECTED)?;
        let index = self.file(dictionary::INDEX).ok_or(UNEXPECTED)?;
        let (idx, pos) = (self.tantivy("idx")?, self.tantivy("pos")?);
        let files = vec![(terms.0, 0), (idx.0, POSTINGS_START), (pos.0, 0)];
        let blocks = self.dictionary_blocks(terms, idx, pos)?;
        if self.whole.index_lengths.len() <= self.limits.groups {
            return Ok(Branch {
                files,
                parts: blocks,
            });
        }
        let mut branch = Branch {
            files: [vec![(index.0, 0)], files.clone()].concat(),
            parts: Vec::new(),
        };
        let mut starts = files;
        let mut at = 0;
        let groups = blocks.chunks(dictionary::GROUP);
        for (&index_length, blocks) in self.whole.index_lengths.iter().zip(groups) {
            let builder = Builder {
                holdings: vec![stretch(index, at..at + index_length, 0)?],
                branches: vec![Branch {
                    files: starts.clone(),
                    parts: blocks.to_vec(),
                }],
            };
            at += index_length;
            let mut lengths = vec![index_length];
            for (column, (_, start)) in starts.iter_mut().enumerate() {
                let length = blocks.iter().filter_map(|block| block.lengths.get(column));
                let length: u64 = length.sum();
                *start += length;
                lengths.push(length);
            }
            branch.parts.push(Below {
                lengths,
                name: self.add(&builder.bytes()),
            });
        }
        Ok(branch)
    }

    /// A part for each block: with the postings of its grams, and below it those that are too much.
    fn dictionary_blocks(
        &mut self,
        terms: File<'a>,
        idx: File<'a>,
        pos: File<'a>,
    ) -> Result<Vec<Below>> {
        let mut parts = Vec::with_capacity(self.whole.blocks.len());
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
            parts.push(Below {
                lengths,
                name: self.add(&builder.bytes()),
            });
        }
        Ok(parts)
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
}
