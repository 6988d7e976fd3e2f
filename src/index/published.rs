//! The published search files, as the engine reads them: ranges of files, on demand. An input edge.
#![allow(
    clippy::disallowed_methods,
    reason = "the input edge of searching: published files are read here"
)]

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use ayumi_search::Searcher;
use ayumi_search::layout::{PartFiles, Parts, Start, part_path};

use super::{FOLDER, START, StartFile};

/// Why the search files of a site cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Nothing was published there, or it was without search.
    #[error("there is no search index in {}", folder.display())]
    Missing {
        /// The site's folder.
        folder: PathBuf,
    },
    /// The start file is of another version, or broken.
    #[error("the search index in {} is not of this version", folder.display())]
    OtherVersion {
        /// The site's folder.
        folder: PathBuf,
    },
    /// The system refused.
    #[error("cannot read {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// The engine refused.
    #[error(transparent)]
    Search(#[from] ayumi_search::Error),
}

/// A site's search, opened.
pub struct Opened {
    /// Answers requests.
    pub searcher: Searcher,
    /// The ids by which answers can be filtered.
    pub organisations: BTreeSet<String>,
    /// Whether the municipality does not exist.
    pub fictional: bool,
}

/// Opens the search of the site published in `folder`.
///
/// # Errors
/// A folder without search files, or with ones that cannot be read.
pub fn open(folder: &Path) -> Result<Opened, OpenError> {
    let base = folder.join(FOLDER);
    let path = base.join(START);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(OpenError::Missing {
                folder: folder.to_owned(),
            });
        }
        Err(source) => return Err(OpenError::Io { path, source }),
    };
    let other_version = || OpenError::OtherVersion {
        folder: folder.to_owned(),
    };
    let file: StartFile = serde_json::from_slice(&bytes).map_err(|_| other_version())?;
    let start = Start::read(&bytes).map_err(|_| other_version())?;
    let searcher = Searcher::open(PartFiles::open(&start.root, Folder(base))?)?;
    Ok(Opened {
        organisations: searcher.organisations().iter().cloned().collect(),
        searcher,
        fictional: file.fictional,
    })
}

/// The folder of the parts.
struct Folder(PathBuf);

impl Parts for Folder {
    fn part(&self, name: &str) -> io::Result<Vec<u8>> {
        // The engine asks for hexadecimal digits only.
        let path = self.0.join(part_path(name));
        std::fs::read(&path).map_err(|source| {
            io::Error::new(source.kind(), format!("{}: {source}", path.display()))
        })
    }
}
