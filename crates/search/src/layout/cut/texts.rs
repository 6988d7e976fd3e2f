//! The columns, and below them the texts.

use super::{Cutter, UNEXPECTED, stretch};
use crate::error::Result;
use crate::layout::node::{Below, Branch, Builder, FileNumber};
use crate::layout::part::pack;
use crate::{columns, texts};

/// Blocks of texts as parts. They are packed as they come, since they are most of what there is.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    pub(super) parts: Vec<(Below, Vec<u8>)>,
    pub(super) length: u64,
}

/// The place of the texts in the list of files: the first, since they are packed before the others are known.
pub(super) const TEXTS: FileNumber = 0;

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

impl Cutter<'_> {
    /// The columns with the index of the texts, and below them the texts.
    pub(super) fn columns(&mut self) -> Result<Branch> {
        let columns = self.file(columns::FILE).ok_or(UNEXPECTED)?;
        let index = self.file(texts::INDEX).ok_or(UNEXPECTED)?;
        let mut parts = Vec::new();
        for (below, published) in &self.whole.texts.parts {
            let name = below.name.to_string();
            self.published.parts.insert(name, published.clone());
            parts.push(below.clone());
        }
        let mut builder = Builder {
            holdings: vec![(columns.0, 0, columns.1)],
            branches: Vec::new(),
        };
        let groups = &self.whole.text_groups;
        if groups.len() <= self.limits.groups {
            builder.holdings.push((index.0, 0, index.1));
            builder.branches.push(Branch {
                files: vec![(TEXTS, 0)],
                parts,
            });
        } else {
            let mut branch = Branch {
                files: vec![(index.0, 0), (TEXTS, 0)],
                parts: Vec::new(),
            };
            let (mut at, mut start) = (0, 0);
            for (group, parts) in groups.iter().zip(parts.chunks(texts::GROUP)) {
                let held = stretch(index, at..at + group.index, 0)?;
                let group_builder = Builder {
                    holdings: vec![held],
                    branches: vec![Branch {
                        files: vec![(TEXTS, start)],
                        parts: parts.to_vec(),
                    }],
                };
                branch.parts.push(Below {
                    lengths: vec![group.index, group.length],
                    name: self.add(&group_builder.bytes()),
                });
                at += group.index;
                start += group.length;
            }
            builder.branches.push(branch);
        }
        let name = self.add(&builder.bytes());
        self.published.opening.push(name.to_string());
        let lengths = [columns.1.len(), index.1.len()].map(|length| length as u64);
        Ok(Branch {
            files: vec![(columns.0, 0), (index.0, 0), (TEXTS, 0)],
            parts: vec![Below {
                lengths: [&lengths[..], &[self.whole.texts.length]].concat(),
                name,
            }],
        })
    }
}
