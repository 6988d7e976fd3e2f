//! What can go wrong.

use std::io;

/// An error of writing or reading an index. No query is ever an error.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file of the index could not be read.
    #[error("the search index cannot be read")]
    Read(#[from] io::Error),
    /// The files are no index, or a damaged one.
    #[error("the search index is damaged, or not one of this version")]
    Index(#[source] tantivy::TantivyError),
    /// The files are an index of another layout than this version reads.
    #[error("the search index has another layout than this version reads: {0}")]
    Layout(&'static str),
    /// A stored passage is not what was written.
    #[error("a passage in the search index is damaged")]
    Passage(#[from] serde_json::Error),
}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Self {
        use tantivy::TantivyError::{IoError, OpenReadError};
        use tantivy::directory::error::OpenReadError::IoError as Opening;
        match error {
            // Shared, so rebuilt: a caller that fetches on demand looks at the kind.
            IoError(shared)
            | OpenReadError(Opening {
                io_error: shared, ..
            }) => Self::Read(io::Error::new(shared.kind(), shared)),
            other => Self::Index(other),
        }
    }
}

/// A result with [`Error`].
pub type Result<T> = std::result::Result<T, Error>;
