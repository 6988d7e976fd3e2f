//! [`Pieces`]: a file of the new site that is written piece by piece, because it may be too large to hold.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::compare::PIECE;
use super::disk;
use super::error::{Operation, PublishError};
use super::manifest::Digest;
use super::site_path::SitePath;
use super::staging::{Staging, Written};

/// Counts and digests what passes by.
#[derive(Debug, Clone, Default)]
pub struct Measure {
    hasher: Sha256,
    bytes: u64,
}

impl Measure {
    /// Some more bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
        self.bytes += bytes.len() as u64;
    }

    /// The digest of all bytes, and their number.
    #[must_use]
    pub fn finish(self) -> (Digest, u64) {
        (Digest::finish(self.hasher), self.bytes)
    }
}

/// A file that is being written. Until [`finish`](Self::finish) nothing can be committed.
///
/// As long as it is the same as the published file, nothing is written: that file is linked, and read side by side. At
/// the first difference what was the same is copied, and from there on it is written.
#[derive(Debug)]
pub struct Pieces<'a> {
    staging: &'a Staging,
    path: SitePath,
    target: PathBuf,
    to: To,
    measure: Measure,
}

#[derive(Debug)]
enum To {
    /// The published file, linked to the target, and read up to here.
    Same(BufReader<File>),
    /// A new file.
    New(BufWriter<File>),
}

impl<'a> Pieces<'a> {
    /// Takes a path that was claimed.
    pub(super) fn begin(
        staging: &'a Staging,
        path: &SitePath,
        target: PathBuf,
    ) -> Result<Self, PublishError> {
        let to = match staging.link_published(path, &target)? {
            Some(old) => To::Same(BufReader::with_capacity(PIECE, old)),
            None => To::New(BufWriter::new(disk::create_file(&target)?)),
        };
        Ok(Self {
            staging,
            path: path.clone(),
            target,
            to,
            measure: Measure::default(),
        })
    }

    /// Writes some more bytes.
    ///
    /// # Errors
    /// [`Io`](PublishError::Io). After it nothing can be committed.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), PublishError> {
        let written = self.take(bytes);
        if written.is_err() {
            self.staging.failed(&self.path);
        }
        written
    }

    /// Completes the file.
    ///
    /// # Errors
    /// [`Io`](PublishError::Io). After it nothing can be committed.
    pub fn finish(mut self) -> Result<Written, PublishError> {
        let reused = match self.complete() {
            Ok(reused) => reused,
            Err(error) => {
                self.staging.failed(&self.path);
                return Err(error);
            }
        };
        let (digest, bytes) = self.measure.finish();
        let written = Written {
            digest,
            bytes,
            reused,
        };
        self.staging.finished(&self.path, written);
        Ok(written)
    }

    fn take(&mut self, bytes: &[u8]) -> Result<(), PublishError> {
        if let To::Same(old) = &mut self.to
            && !goes_on_with(old, bytes)
        {
            self.part()?;
        }
        if let To::New(file) = &mut self.to {
            file.write_all(bytes)
                .map_err(PublishError::io(Operation::Write, &self.target))?;
        }
        self.measure.add(bytes);
        Ok(())
    }

    fn complete(&mut self) -> Result<bool, PublishError> {
        if let To::Same(old) = &mut self.to {
            if is_at_end(old) {
                return Ok(true);
            }
            self.part()?;
        }
        if let To::New(file) = &mut self.to {
            file.flush()
                .map_err(PublishError::io(Operation::Write, &self.target))?;
            self.staging.mend(&self.target, file.get_ref())?;
        }
        Ok(false)
    }

    /// The published file is another one from here on: a new file takes its place in the new site.
    fn part(&mut self) -> Result<(), PublishError> {
        let To::Same(old) = &mut self.to else {
            return Ok(());
        };
        fs::remove_file(&self.target).map_err(PublishError::io(Operation::Remove, &self.target))?;
        let mut file = BufWriter::new(disk::create_file(&self.target)?);
        let copied = copy_beginning(old, &mut file, self.measure.bytes, &self.target)?;
        if copied.finish() != self.measure.clone().finish() {
            // Somebody writes into the published site.
            let changed = io::Error::other("the published file changed while it was read");
            return Err(PublishError::io(Operation::Read, &self.target)(changed));
        }
        self.to = To::New(file);
        Ok(())
    }
}

fn copy_beginning(
    old: &mut BufReader<File>,
    file: &mut BufWriter<File>,
    length: u64,
    target: &Path,
) -> Result<Measure, PublishError> {
    old.rewind()
        .map_err(PublishError::io(Operation::Read, target))?;
    let mut measure = Measure::default();
    let mut piece = vec![0; PIECE];
    let mut left = length;
    while left > 0 {
        let most = usize::try_from(left).map_or(PIECE, |left| left.min(PIECE));
        old.read_exact(&mut piece[..most])
            .map_err(PublishError::io(Operation::Read, target))?;
        file.write_all(&piece[..most])
            .map_err(PublishError::io(Operation::Write, target))?;
        measure.add(&piece[..most]);
        left -= most as u64;
    }
    Ok(measure)
}

/// Whether the old file goes on with these bytes. One that cannot be read does not.
fn goes_on_with(old: &mut BufReader<File>, bytes: &[u8]) -> bool {
    let mut piece = vec![0; bytes.len().min(PIECE)];
    bytes.chunks(PIECE).all(|wanted| {
        let piece = &mut piece[..wanted.len()];
        old.read_exact(piece).is_ok() && piece == wanted
    })
}

fn is_at_end(old: &mut BufReader<File>) -> bool {
    let mut one = Vec::with_capacity(1);
    old.take(1)
        .read_to_end(&mut one)
        .is_ok_and(|read| read == 0)
}
