//! What understanding a query needs to know of the archive: its organisations, its years, which
//! words stand for which others, and its words with their readings. Published beside the index, and
//! read by the same [`Files`](crate::Files).
//!
//! The writing side ([`Site`], given to [`IndexWriter::finish`](crate::IndexWriter::finish)) says what
//! the site knows; the reading side answers the query.

mod groups;
mod site;
pub(crate) mod words;

pub use groups::{Group, GroupKind};
pub use site::{OrganisationEntry, Site};
pub use words::{Word, Words, tables};
