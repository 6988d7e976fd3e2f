//! **Index**: Documents → the search engine's passages → static files; and back: the published files as the engine
//! reads them.
//!
//! A passage is one goal with its result and direction, or one other section. Everything that a document says is in one
//! of its passages, so that everything can be found.

mod passages;
mod published;
mod site;

pub use passages::passages;
pub use published::{OpenError, Opened, open};
pub use site::site;

use std::collections::BTreeSet;

use ayumi_search::IndexFiles;
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
struct Start {
    /// The version of this layout.
    format: u32,
    /// How many documents the index holds.
    documents: usize,
    /// How many passages.
    passages: usize,
    /// The ids of the organisations that published them, and of those above.
    organisations: BTreeSet<String>,
    /// Whether the municipality does not exist; left out where it is real.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    fictional: bool,
    /// The files, by the name that the engine knows them by.
    files: Vec<StartFile>,
}

/// A file that the start file names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct StartFile {
    /// The engine's name for it.
    name: String,
    /// Its name in the folder; it changes with the content.
    path: String,
    /// Its length.
    bytes: u64,
}

const FORMAT: u32 = 2;

/// What an index holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contents {
    /// How many documents.
    pub documents: usize,
    /// How many passages.
    pub passages: usize,
    /// The ids of the organisations that published them, and of those above.
    pub organisations: BTreeSet<String>,
    /// Whether the municipality does not exist.
    pub fictional: bool,
}

/// The index as files of the site. Names carry the content's hash, so that they may be cached for ever; only the start
/// file's does not.
#[must_use]
pub fn files(index: &IndexFiles, contents: Contents) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut start = Start {
        format: FORMAT,
        documents: contents.documents,
        passages: contents.passages,
        organisations: contents.organisations,
        fictional: contents.fictional,
        files: Vec::new(),
    };
    for (name, bytes) in index.iter() {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let hash = &crate::read::sha256(bytes)[..16];
        // The segment's own name is a hash of all its files: it adds nothing to the file's.
        let stem = if stem.len() == 32 { "segment" } else { stem };
        let path = format!("{stem}.{hash}.{ending}");
        start.files.push(StartFile {
            name: name.to_owned(),
            path: path.clone(),
            bytes: bytes.len() as u64,
        });
        pages.push(Page {
            path: format!("{FOLDER}{path}"),
            bytes: bytes.to_vec(),
        });
    }
    pages.push(Page {
        path: format!("{FOLDER}{NOTICE}"),
        bytes: ayumi_search::NOTICE.as_bytes().to_vec(),
    });
    // Numbers and strings always serialise.
    let mut bytes = serde_json::to_vec(&start).expect("the start file is plain data");
    bytes.push(b'\n');
    pages.push(Page {
        path: format!("{FOLDER}{START}"),
        bytes,
    });
    pages
}
