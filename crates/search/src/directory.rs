//! Where the files of an index come from: a read-only view through which tantivy reads ranges of
//! named files, from a disk, from memory or over a network.

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

pub use tantivy::directory::OwnedBytes;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, WatchCallback, WatchHandle, WritePtr,
};

/// Named files that can be read in parts. Their content must not change while they are in use.
pub trait Files: Send + Sync + 'static {
    /// The length of a file in bytes; `None` if there is no such file.
    ///
    /// # Errors
    /// If it cannot be told.
    fn length(&self, name: &str) -> io::Result<Option<u64>>;

    /// Some bytes of a file. The range lies within the length that was given.
    ///
    /// # Errors
    /// If they cannot be read, all of them. [`io::ErrorKind::WouldBlock`]: they are not there yet. Then the engine asks for
    /// whatever else it knows to need before it fails, and whoever can fetch it all does so and asks again.
    fn read(&self, name: &str, range: Range<u64>) -> io::Result<OwnedBytes>;
}

impl<T: Files> Files for Arc<T> {
    fn length(&self, name: &str) -> io::Result<Option<u64>> {
        T::length(self, name)
    }

    fn read(&self, name: &str, range: Range<u64>) -> io::Result<OwnedBytes> {
        T::read(self, name, range)
    }
}

/// [`Files`] as a directory of tantivy's: no writing, no locks, no watching.
#[derive(Clone)]
pub(crate) struct ReadOnly(Arc<dyn Files>);

impl ReadOnly {
    pub fn new(files: Arc<dyn Files>) -> Self {
        Self(files)
    }

    fn open(&self, path: &Path) -> Result<OpenFile, OpenReadError> {
        let missing = || OpenReadError::FileDoesNotExist(path.to_owned());
        let name = path.to_str().ok_or_else(missing)?;
        let failed = |error| OpenReadError::wrap_io_error(error, path.to_owned());
        let length = self.0.length(name).map_err(failed)?.ok_or_else(missing)?;
        let length = usize::try_from(length)
            .map_err(|_| failed(io::Error::other("the file is too large for this machine")))?;
        Ok(OpenFile {
            files: Arc::clone(&self.0),
            name: name.to_owned(),
            length,
        })
    }
}

impl fmt::Debug for ReadOnly {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ReadOnly")
    }
}

fn refused() -> io::Error {
    io::Error::new(
        io::ErrorKind::PermissionDenied,
        "a published index is read-only",
    )
}

impl Directory for ReadOnly {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(self.open(path)?))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        match self.open(path) {
            Ok(_) => Ok(true),
            Err(OpenReadError::FileDoesNotExist(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let file = self.open(path)?;
        file.read_bytes(0..file.length)
            .map(|bytes| bytes.as_slice().to_vec())
            .map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError {
            io_error: Arc::new(refused()),
            filepath: path.to_owned(),
        })
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(refused(), path.to_owned()))
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(refused())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    // The default writes a lock file, and sleeps.
    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

struct OpenFile {
    files: Arc<dyn Files>,
    name: String,
    length: usize,
}

impl fmt::Debug for OpenFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({} bytes)", self.name, self.length)
    }
}

impl tantivy::HasLen for OpenFile {
    fn len(&self) -> usize {
        self.length
    }
}

impl FileHandle for OpenFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.length {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                format!("{} ends at {}, not {}", self.name, self.length, range.end),
            ));
        }
        if range.is_empty() {
            return Ok(OwnedBytes::empty());
        }
        let expected = range.len();
        // A usize fits into a u64 on every platform that Rust knows.
        let bytes = self
            .files
            .read(&self.name, range.start as u64..range.end as u64)?;
        if bytes.len() == expected {
            Ok(bytes)
        } else {
            Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                format!("{} gave {} of {expected} bytes", self.name, bytes.len()),
            ))
        }
    }
}
