//! The published search files, as the engine reads them: ranges of files, on demand. An input edge.
#![allow(
    clippy::disallowed_methods,
    reason = "the input edge of searching: published files are read here"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use ayumi_search::{Files, OwnedBytes, Searcher};

use super::{FOLDER, FORMAT, START, Start};

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
    let start: Start = serde_json::from_slice(&bytes).map_err(|_| other_version())?;
    if start.format != FORMAT {
        return Err(other_version());
    }
    let mut files = BTreeMap::new();
    for file in start.files {
        // The start file says names, never paths.
        if file.path.contains(['/', '\\']) || file.path.starts_with('.') {
            return Err(other_version());
        }
        let path = base.join(&file.path);
        let handle = File::open(&path).map_err(|source| OpenError::Io { path, source })?;
        files.insert(
            file.name,
            Published {
                handle: Mutex::new(handle),
                bytes: file.bytes,
            },
        );
    }
    Ok(Opened {
        searcher: Searcher::open(PublishedFiles(files))?,
        organisations: start.organisations,
        fictional: start.fictional,
    })
}

struct Published {
    handle: Mutex<File>,
    bytes: u64,
}

struct PublishedFiles(BTreeMap<String, Published>);

impl Files for PublishedFiles {
    fn length(&self, name: &str) -> io::Result<Option<u64>> {
        Ok(self.0.get(name).map(|file| file.bytes))
    }

    fn read(&self, name: &str, range: Range<u64>) -> io::Result<OwnedBytes> {
        let file = self.0.get(name).ok_or(io::ErrorKind::NotFound)?;
        let length = usize::try_from(range.end - range.start).map_err(io::Error::other)?;
        let mut bytes = vec![0; length];
        let mut handle = file
            .handle
            .lock()
            .map_err(|_| io::Error::other("a reader of this file panicked"))?;
        handle.seek(SeekFrom::Start(range.start))?;
        handle.read_exact(&mut bytes)?;
        Ok(OwnedBytes::new(bytes))
    }
}
