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

impl Error {
    /// Whether nothing is wrong but that bytes are not there yet: see [`Files::read`](crate::Files::read).
    pub fn is_pending(&self) -> bool {
        matches!(self, Self::Read(error) if error.kind() == io::ErrorKind::WouldBlock)
    }
}

/// Goes on where bytes are not there yet, so that whoever fetches them knows of all that are needed, and fails in the
/// end.
#[derive(Debug, Default)]
pub(crate) struct Pending(Option<Error>);

impl Pending {
    /// The result, or something to go on with.
    ///
    /// # Errors
    /// Any other error.
    pub fn wait<T>(&mut self, result: Result<T>, meanwhile: T) -> Result<T> {
        match result {
            Err(error) if error.is_pending() => {
                self.0.get_or_insert(error);
                Ok(meanwhile)
            }
            other => other,
        }
    }

    /// What was made of the results.
    ///
    /// # Errors
    /// If any of them was not there.
    pub fn over<T>(self, made: T) -> Result<T> {
        self.0.map_or(Ok(made), Err)
    }
}

/// A result with [`Error`].
pub type Result<T> = std::result::Result<T, Error>;
