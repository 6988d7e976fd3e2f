//! A city that does not exist, with up to twenty years of goal documents, for trying Ayumi, testing and measuring it.
//!
//! The pipeline: `city` decides which organisations there are and when; `story` lets each of them have goals through
//! the years, in the `language` of such documents; `paper` prints each document in some layout and says the truth
//! about it; `site` makes files of it all. Nothing here knows how documents are read.

mod city;
mod content;
mod language;
mod paper;
mod random;
mod site;
mod story;
mod truth;

use std::ops::RangeInclusive;

/// What city is wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// How many documents, editions included; at least 1.
    pub documents: usize,
    /// The same seed makes the same bytes.
    pub seed: u64,
    /// The fiscal years; by default as many as suit the number of documents, up to twenty, ending with
    /// [`LAST_YEAR`].
    pub years: Option<RangeInclusive<u16>>,
    /// Which share of the documents looks messy, 0 to 1.
    pub mess: f64,
}

/// The newest fiscal year of a demo city, unless others are asked for. It has no results yet.
pub const LAST_YEAR: u16 = 2025;

/// The most documents that a demo city may have.
pub const MOST_DOCUMENTS: usize = 1_000_000;

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Below the site's folder, with `/`.
    pub path: String,
    /// All of it.
    pub bytes: Vec<u8>,
    /// For a document: what is known about it as it was printed.
    pub printed: Option<Printed>,
}

/// What is known about a printed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The name of its layout.
    pub layout: &'static str,
    /// Whether that is one of the messy ones.
    pub messy: bool,
    /// Everything that a reader sees on the page, in the order of the source.
    pub visible: String,
    /// The truth, as JSON.
    pub truth: String,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Documents, editions included.
    pub documents: usize,
    /// How many of them look messy.
    pub messy: usize,
    /// Organisations in the registry.
    pub organisations: usize,
    /// The fiscal years.
    pub years: RangeInclusive<u16>,
}

/// Makes the whole site, file by file, from several threads; each path comes once. Memory does not grow with the number
/// of documents.
///
/// # Errors
/// The first that `write` returned.
pub fn generate<E: Send>(
    options: &Options,
    write: impl Fn(File) -> Result<(), E> + Sync,
) -> Result<Summary, E> {
    site::generate(options, &write)
}
