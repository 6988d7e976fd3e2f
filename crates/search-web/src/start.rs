//! The layout of a published index: the start file, and the engine's files in the parts that it names.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use ayumi_search::{Files, OwnedBytes};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::parts::Parts;
use crate::reply::{Fault, FaultKind};

/// The version of the layout that is read here.
const FORMAT: u32 = 2;

/// A publication.
pub struct Start {
    /// By the name of the part.
    parts: BTreeMap<String, u64>,
    /// The part of each of the engine's files.
    files: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct StartFile {
    format: u32,
    files: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    name: String,
    path: String,
    bytes: u64,
}

impl Start {
    /// Reads a start file.
    pub fn read(json: &[u8]) -> Result<Self, Fault> {
        let damaged = |_| Fault::new(FaultKind::Damaged, "the start file is not one");
        let start: StartFile = serde_json::from_slice(json).map_err(damaged)?;
        if start.format != FORMAT {
            let detail = format!("layout {} instead of {FORMAT}", start.format);
            return Err(Fault::new(FaultKind::Version, detail));
        }
        let mut read = Self {
            parts: BTreeMap::new(),
            files: BTreeMap::new(),
        };
        for entry in start.files {
            read.parts.insert(entry.path.clone(), entry.bytes);
            read.files.insert(entry.name, entry.path);
        }
        Ok(read)
    }

    /// Whether the publication has a part of this name.
    pub fn names(&self, part: &str) -> bool {
        self.parts.contains_key(part)
    }

    /// Whether these are the bytes of a part.
    pub fn check(&self, part: &str, bytes: &[u8]) -> Result<(), Fault> {
        let Some(&length) = self.parts.get(part) else {
            return Err(Fault::new(FaultKind::Internal, format!("no part {part}")));
        };
        let damaged = |what: &str| Fault::new(FaultKind::Damaged, format!("{part}: {what}"));
        if bytes.len() as u64 != length {
            return Err(damaged("its length"));
        }
        let hash = part.split('.').nth_back(1).unwrap_or_default();
        let found = Sha256::digest(bytes);
        // Two digits of the name for each byte.
        let digits = hash.as_bytes().chunks(2).zip(found.iter());
        for (digits, byte) in digits {
            let digits = std::str::from_utf8(digits).unwrap_or_default();
            if u8::from_str_radix(digits, 16) != Ok(*byte) {
                return Err(damaged("its checksum"));
            }
        }
        Ok(())
    }

    /// The engine's files, in the parts that are there.
    pub fn files(&self, parts: Parts) -> impl Files {
        let names = self.files.iter();
        PartFiles {
            files: names
                .map(|(name, part)| (name.clone(), (part.clone(), self.parts[part])))
                .collect(),
            parts,
        }
    }
}

struct PartFiles {
    files: BTreeMap<String, (String, u64)>,
    parts: Parts,
}

impl Files for PartFiles {
    fn length(&self, name: &str) -> io::Result<Option<u64>> {
        Ok(self.files.get(name).map(|(_, length)| *length))
    }

    fn read(&self, name: &str, range: Range<u64>) -> io::Result<OwnedBytes> {
        let (part, _) = self.files.get(name).ok_or(io::ErrorKind::NotFound)?;
        let bytes = self.parts.part(part)?;
        let short = |_| io::Error::from(io::ErrorKind::UnexpectedEof);
        let start = usize::try_from(range.start).map_err(short)?;
        let end = usize::try_from(range.end).map_err(short)?;
        if start > end || end > bytes.len() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(bytes.slice(start..end))
    }
}
