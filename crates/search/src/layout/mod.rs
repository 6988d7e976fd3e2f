//! An index as static files: its own files, cut into parts that a browser fetches one by one.
//!
//! The files that tantivy writes, and ours beside them, stay what they are; parts hold stretches of them. Each part is
//! named after its content, so that it can be kept for ever and tells whether it is whole; and it may say in which other
//! parts stretches stand that are below it (see [`node`]). So the *root* is small, whatever the archive:
//!
//! ```text
//! root                  tantivy's ends of files, which block of the dictionary holds which terms
//! ├─ columns            what filters, facets and ranking need of every passage
//! │  └─ texts …         blocks of documents' texts
//! ├─ vocabulary         what understanding a query needs
//! ├─ words              which block holds which words
//! │  └─ blocks …        words and their readings
//! └─ dictionary …       a block of terms each
//!    └─ postings …      postings and positions of some of these terms
//! ```
//!
//! Terms end with the kind of text they are from, so all that is known of a bigram stands side by side, in one part as
//! long as it is not too much. Whoever looks a word up reads a block of the dictionary and then, known from there, a part
//! of postings for each of its bigrams.
//!
//! A small archive is one file: the root holds everything.

mod cut;
mod files;
mod node;
mod part;

pub(crate) use cut::{TermEnd, Texts, Whole, cut};
pub use files::{Damaged, PartFiles, Parts};

/// An index in parts, as it is published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// The name of the part that knows of all others.
    pub root: String,
    /// Name and bytes of each part, by name.
    pub parts: std::collections::BTreeMap<String, Vec<u8>>,
}
