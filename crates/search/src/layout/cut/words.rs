//! The words of the archive.

use super::{Cutter, UNEXPECTED};
use crate::error::Result;
use crate::layout::node::{Below, Branch, Builder};
use crate::vocabulary;

/// Bytes of words at which a part is closed.
const WORDS: u64 = 6 << 10;

impl Cutter<'_> {
    /// The index of the words, and below it their blocks.
    pub(super) fn words(&mut self) -> Result<Option<Branch>> {
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
}
