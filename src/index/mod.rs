//! **Index**: Documents → the search engine's passages → static files; and back: the published files as the engine
//! reads them.
//!
//! The words of the index at the end of the book (`search/kana/`) are taken from the finished search files.
//!
//! A passage is one goal with its result and direction, or one other section. Everything that a document says is in one
//! of its passages, so that everything can be found.

mod engine;
mod passages;
mod published;
mod site;
mod words;

pub use engine::{engine, engine_files};
pub use passages::passages;
pub use published::{OpenError, Opened, open};
pub use site::site;
pub use words::words;

use ayumi_search::IndexFiles;
use ayumi_search::layout::{Start, part_path};
use serde::{Deserialize, Serialize};

use crate::render::Page;

/// The folder of the search files below the site's root.
pub const FOLDER: &str = "search/index/";
/// The one file whose name is fixed: what else there is, it says.
pub const START: &str = "start.json";

/// The terms of the dictionary from which readings were taken.
const NOTICE: &str = "NOTICE.txt";

/// The start file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct StartFile {
    #[serde(flatten)]
    start: Start,
    /// How many documents the index holds.
    documents: usize,
    /// How many passages.
    passages: usize,
    /// Whether the municipality does not exist; left out where it is real.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    fictional: bool,
}

/// What an index holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contents {
    /// How many documents.
    pub documents: usize,
    /// How many passages.
    pub passages: usize,
    /// Whether the municipality does not exist.
    pub fictional: bool,
}

/// The index as files of the site. Names of parts are hashes of their content, so that they may be cached for ever; only
/// the start file's does not change.
#[must_use]
pub fn files(index: &IndexFiles, contents: Contents) -> Vec<Page> {
    let published = index.published();
    let mut pages: Vec<Page> = published
        .parts
        .iter()
        .map(|(name, bytes)| Page {
            path: format!("{FOLDER}{}", part_path(name)),
            bytes: bytes.clone(),
        })
        .collect();
    pages.push(Page {
        path: format!("{FOLDER}{NOTICE}"),
        bytes: ayumi_search::NOTICE.as_bytes().to_vec(),
    });
    let start = StartFile {
        start: Start::new(published),
        documents: contents.documents,
        passages: contents.passages,
        fictional: contents.fictional,
    };
    // Numbers and strings always serialise.
    let mut bytes = serde_json::to_vec(&start).expect("the start file is plain data");
    bytes.push(b'\n');
    pages.push(Page {
        path: format!("{FOLDER}{START}"),
        bytes,
    });
    pages
}
