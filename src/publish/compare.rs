//! Comparing and copying files piece by piece.

use std::fs::File;
use std::io::{self, BufReader, Read, Write as _};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::error::{Operation, PublishError};
use super::manifest::Digest;

/// Files are read in pieces of this many bytes.
pub(super) const PIECE: usize = 64 * 1024;

/// Whether a file has these bytes and no others.
pub(super) fn same_bytes(old: &mut File, bytes: &[u8]) -> io::Result<bool> {
    if old.metadata()?.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let mut read = Vec::with_capacity(bytes.len() + 1);
    old.take(bytes.len() as u64 + 1).read_to_end(&mut read)?;
    Ok(read == bytes)
}

/// Digest and length if two files hold the same bytes.
pub(super) fn same_files(old: &mut File, new: &mut File) -> io::Result<Option<(Digest, u64)>> {
    if old.metadata()?.len() != new.metadata()?.len() {
        return Ok(None);
    }
    let mut old = BufReader::with_capacity(PIECE, old);
    let mut piece = vec![0; PIECE];
    let mut same = Vec::with_capacity(PIECE);
    let (mut hasher, mut bytes) = (Sha256::new(), 0);
    loop {
        let count = read_piece(new, &mut piece)?;
        let wanted = &piece[..count];
        same.clear();
        old.by_ref()
            .take(if count == 0 { 1 } else { count as u64 })
            .read_to_end(&mut same)?;
        if same != wanted {
            return Ok(None);
        }
        if count == 0 {
            return Ok(Some((Digest::finish(hasher), bytes)));
        }
        hasher.update(wanted);
        bytes += count as u64;
    }
}

/// Copies everything; digest and length of what was written.
pub(super) fn copy(
    (from, from_path): (&mut File, &Path),
    (to, to_path): (&mut File, &Path),
) -> Result<(Digest, u64), PublishError> {
    let mut piece = vec![0; PIECE];
    let (mut hasher, mut bytes) = (Sha256::new(), 0);
    loop {
        let count =
            read_piece(from, &mut piece).map_err(PublishError::io(Operation::Read, from_path))?;
        if count == 0 {
            return Ok((Digest::finish(hasher), bytes));
        }
        to.write_all(&piece[..count])
            .map_err(PublishError::io(Operation::Write, to_path))?;
        hasher.update(&piece[..count]);
        bytes += count as u64;
    }
}

fn read_piece(file: &mut File, piece: &mut [u8]) -> io::Result<usize> {
    loop {
        match file.read(piece) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}
