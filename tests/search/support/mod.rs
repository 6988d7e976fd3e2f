//! What the search is judged by, and the judging. Part of two programs: `cargo xtask eval search` and
//! `tests/search_quality.rs`.
#![allow(
    dead_code,
    clippy::disallowed_methods,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a tool for developers, in two programs that each use a part of it: what goes wrong ends it"
)]

pub mod archive;
pub mod pairs;
pub mod phrases;
pub mod queries;
pub mod readings;

use std::fs;
use std::path::{Path, PathBuf};

/// The folder with the sets and the city.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search")
}

/// The lines of a table with two columns; empty lines and those that begin with `#` are comments.
pub fn pairs_of(path: &Path) -> Vec<[String; 2]> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let pair = line.split_once('\t');
            let (first, second) = pair.unwrap_or_else(|| panic!("{path:?}: no tab in {line:?}"));
            [first.to_owned(), second.to_owned()]
        })
        .collect()
}

/// The pairs of one of the sets of this folder.
pub fn set(name: &str) -> Vec<[String; 2]> {
    pairs_of(&folder().join(name))
}

/// How many of all are right, and what is wrong.
#[derive(Debug, Default)]
pub struct Judged {
    /// How many were looked at.
    pub all: usize,
    /// A line for each that is wrong.
    pub wrong: Vec<String>,
}

impl Judged {
    /// Which share is right.
    pub fn share(&self) -> f64 {
        share(self.all - self.wrong.len(), self.all)
    }
}

/// A part of a whole; of nothing, all of it.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}
