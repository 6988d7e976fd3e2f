//! An index as static files: its own files, cut into parts that a browser fetches one by one.
//!
//! The files that tantivy writes, and ours beside them, stay what they are; parts hold stretches of them. Each part is
//! named after its content, so that it can be kept for ever and tells whether it is whole; and it may say in which other
//! parts stretches stand that are below it (see `node`). So the *root* is small, whatever the archive:
//!
//! ```text
//! root                  tantivy's ends of files, which block of the dictionary holds which terms
//! ├─ columns            what filters, facets and ranking need of every passage
//! │  └─ texts …         blocks of passages' texts
//! ├─ vocabulary         what understanding a query needs
//! ├─ words              which block holds which words
//! │  └─ blocks …        words and their readings
//! └─ dictionary …       a block of grams each, with their postings and positions
//!    └─ postings …      those of one gram, where they are many
//! ```
//!
//! Whoever looks a word up reads a part for each of its bigrams, and another one for those that are frequent.
//!
//! A small archive is one file: the root holds everything. In a large one there is another part between the root and the
//! blocks of the dictionary, and between the columns and the texts, for some blocks each.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

mod cut;
mod files;
mod node;
mod part;

pub(crate) use cut::{Limits, Texts, Whole, cut};
pub use files::{Damaged, PartFiles, Parts};

/// The version of the layout. It counts up with every change of what stands in the files or how they are cut.
const FORMAT: u32 = 4;

/// What the one file of a fixed name says: where to begin. Whoever publishes may say more in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    format: u32,
    /// The name of the root. It changes with anything in the index.
    pub root: String,
    /// The paths of the parts without which no question is answered, so that they need not wait for the engine.
    pub opening: Vec<String>,
}

impl Start {
    /// The start of an index of this version.
    pub fn new(published: &Published) -> Self {
        let opening = published.opening.iter().map(|part| part_path(part));
        Self {
            format: FORMAT,
            root: published.root.clone(),
            opening: opening.collect(),
        }
    }

    /// Reads the file.
    ///
    /// # Errors
    /// If it is none, or of another version.
    pub fn read(file: &[u8]) -> Result<Self> {
        let other = |_| Error::Layout("its start file is of another version");
        let start: Self = serde_json::from_slice(file).map_err(other)?;
        if start.format == FORMAT {
            Ok(start)
        } else {
            Err(Error::Layout("its start file is of another version"))
        }
    }
}

/// The folder of the parts beside the start file: what is in it may be kept for ever.
const FOLDER: &str = "parts/";
/// What the names of the parts' files end with.
const ENDING: &str = ".bin";

/// The path of a part's file, from the folder of the start file.
pub fn part_path(part: &str) -> String {
    format!("{FOLDER}{part}{ENDING}")
}

/// The part whose file has this path.
pub fn part_at(path: &str) -> Option<&str> {
    path.strip_prefix(FOLDER)?.strip_suffix(ENDING)
}

/// Whether these are the published bytes of a part.
pub fn is_whole(part: &str, published: &[u8]) -> bool {
    part::Name::parse(part).is_some_and(|name| name == part::Name::of(published))
}

/// What a part holds, as far as it is one: for those who look for something in all that is published.
pub fn unpacked(part: &str, published: &[u8]) -> Option<Vec<u8>> {
    part::unpack(part::Name::parse(part)?, published)
}

/// An index in parts, as it is published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// The name of the part that knows of all others.
    pub root: String,
    /// The parts that are read before the first answer, the root among them.
    pub opening: Vec<String>,
    /// Name and bytes of each part, by name.
    pub parts: BTreeMap<String, Vec<u8>>,
}

#[cfg(test)]
mod tests;
