//! [`Manifest`]: what was published, in the format of `sha256sum`.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::error::{Operation, PublishError};
use super::site_path::{SitePath, SitePathProblem};

/// Name of the manifest in the output folder. `sha256sum -c .ayumi-manifest` checks the site.
pub const MANIFEST_NAME: &str = ".ayumi-manifest";

/// SHA-256 of a file's bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

/// Every published file with its digest, in byte order of the paths; the manifest itself and a kept
/// `.gitkeep` or `.gitignore` are not in it.
///
/// One line a file: 64 lower-case hexadecimal digits, two spaces, the path, a line feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    files: Vec<(SitePath, Digest)>,
}

/// What is wrong with a line of a manifest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ManifestProblem {
    /// Not UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// The last line has no line feed: the file was cut off.
    #[error("the file is cut off here")]
    CutOff,
    /// Not `<64 hexadecimal digits>  <path>`.
    #[error("not a SHA-256 digest, two spaces and a path")]
    NotAnEntry,
    /// The path is none that we publish.
    #[error("no path of a site: {0}")]
    Path(SitePathProblem),
    /// The path does not follow the one before it in byte order, or is the same.
    #[error("not in order, or listed twice")]
    OutOfOrder,
}

impl Digest {
    /// Digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    pub(super) fn finish(hasher: Sha256) -> Self {
        Self(hasher.finalize().into())
    }

    fn from_hex(hex: &str) -> Option<Self> {
        let nibble = |byte: u8| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'a'..=b'f' => Some(byte - b'a' + 10),
            _ => None,
        };
        let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
        if pairs.len() != 32 || !rest.is_empty() {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = nibble(*high)? << 4 | nibble(*low)?;
        }
        Some(Self(bytes))
    }
}

impl Manifest {
    /// Reads the manifest of an output folder, or nothing if it has none.
    ///
    /// # Errors
    /// [`PublishError::BrokenManifest`], [`PublishError::NotAFile`] or [`PublishError::Io`].
    pub fn read(folder: &Path) -> Result<Option<Self>, PublishError> {
        let path = folder.join(MANIFEST_NAME);
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_file() => {}
            Ok(metadata) => {
                let found = super::error::Entry::of(metadata.file_type());
                return Err(PublishError::NotAFile { path, found });
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(PublishError::io(Operation::Inspect, path)(error)),
        }
        let bytes = fs::read(&path).map_err(PublishError::io(Operation::Read, &path))?;
        match Self::parse(&bytes) {
            Ok(manifest) => Ok(Some(manifest)),
            Err((line, problem)) => Err(PublishError::BrokenManifest {
                path,
                line,
                problem,
            }),
        }
    }

    /// Reads a manifest's bytes.
    ///
    /// # Errors
    /// The first broken line, counted from 1, and what is wrong with it.
    pub fn parse(bytes: &[u8]) -> Result<Self, (usize, ManifestProblem)> {
        let mut files: Vec<(SitePath, Digest)> = Vec::new();
        for (index, line) in bytes.split_inclusive(|&byte| byte == b'\n').enumerate() {
            let (path, digest) = parse_line(line).map_err(|problem| (index + 1, problem))?;
            if files.last().is_some_and(|(last, _)| *last >= path) {
                return Err((index + 1, ManifestProblem::OutOfOrder));
            }
            files.push((path, digest));
        }
        Ok(Self { files })
    }

    /// The digest under which a path was published.
    pub fn get(&self, path: &str) -> Option<Digest> {
        let at = self
            .files
            .binary_search_by(|(listed, _)| listed.as_str().cmp(path))
            .ok()?;
        Some(self.files[at].1)
    }

    /// Number of files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether nothing was published.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Files and digests, in byte order of the paths.
    pub fn iter(&self) -> impl Iterator<Item = (&SitePath, Digest)> {
        self.files.iter().map(|(path, digest)| (path, *digest))
    }
}

impl FromIterator<(SitePath, Digest)> for Manifest {
    /// Sorts; of a path given twice the first is kept.
    fn from_iter<I: IntoIterator<Item = (SitePath, Digest)>>(files: I) -> Self {
        let mut files: Vec<_> = files.into_iter().collect();
        files.sort_by(|(a, _), (b, _)| a.cmp(b));
        files.dedup_by(|(a, _), (b, _)| a == b);
        Self { files }
    }
}

fn parse_line(line: &[u8]) -> Result<(SitePath, Digest), ManifestProblem> {
    let line = std::str::from_utf8(line).map_err(|_| ManifestProblem::NotUtf8)?;
    let line = line.strip_suffix('\n').ok_or(ManifestProblem::CutOff)?;
    let (hex, path) = line.split_once("  ").ok_or(ManifestProblem::NotAnEntry)?;
    let digest = Digest::from_hex(hex).ok_or(ManifestProblem::NotAnEntry)?;
    let path = SitePath::new(path).map_err(|error| ManifestProblem::Path(error.problem))?;
    Ok((path, digest))
}

impl Manifest {
    /// How many bytes the line of a file has: its digest, two spaces, its path, the line's end.
    pub(super) fn line_length(path: &SitePath) -> u64 {
        (64 + 2 + path.as_str().len() + 1) as u64
    }
}

impl fmt::Display for Manifest {
    /// The file's content.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.files
            .iter()
            .try_for_each(|(path, digest)| writeln!(f, "{digest}  {path}"))
    }
}

impl fmt::Display for Digest {
    /// 64 lower-case hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn digest(byte: u8) -> String {
        format!("{byte:02x}").repeat(32)
    }

    fn problem(text: &str) -> (usize, ManifestProblem) {
        Manifest::parse(text.as_bytes()).unwrap_err()
    }

    #[test]
    fn digest_of_a_known_text() {
        // FIPS 180-4 example.
        assert_eq!(
            Digest::of(b"abc").to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn what_is_written_is_read_back_sorted() {
        let files = ["b", "a/c", "a", "a-b", "中央区/index.html"];
        let manifest: Manifest = files
            .iter()
            .map(|path| (SitePath::new(*path).unwrap(), Digest::of(path.as_bytes())))
            .collect();
        let text = manifest.to_string();
        let paths: Vec<_> = text.lines().map(|line| &line[66..]).collect();
        assert_eq!(paths, ["a", "a-b", "a/c", "b", "中央区/index.html"]);
        assert_eq!(Manifest::parse(text.as_bytes()).unwrap(), manifest);
        assert_eq!(manifest.get("a/c"), Some(Digest::of(b"a/c")));
        assert_eq!(manifest.get("a/d"), None);
    }

    #[test]
    fn an_empty_site_has_an_empty_manifest() {
        assert!(Manifest::parse(b"").unwrap().is_empty());
    }

    #[test]
    fn every_broken_line_is_named() {
        let good = format!("{}  a\n", digest(1));
        assert_eq!(
            problem(&format!("{good}\n")),
            (2, ManifestProblem::NotAnEntry)
        );
        assert_eq!(
            problem(&format!("{good}{}  b", digest(2))),
            (2, ManifestProblem::CutOff)
        );
        assert_eq!(
            problem(&good.replace("  ", " ")),
            (1, ManifestProblem::NotAnEntry)
        );
        assert_eq!(
            problem(&good.replacen('0', "g", 1)),
            (1, ManifestProblem::NotAnEntry)
        );
        assert_eq!(problem(&good[1..]), (1, ManifestProblem::NotAnEntry));
        assert_eq!(
            problem(&format!("0{good}")),
            (1, ManifestProblem::NotAnEntry)
        );
        assert_eq!(
            problem(&format!("{good}{good}")),
            (2, ManifestProblem::OutOfOrder)
        );
        assert_eq!(
            problem(&format!("{}  b\n{good}", digest(2))),
            (2, ManifestProblem::OutOfOrder)
        );
        assert_eq!(
            problem(&format!("{}  ../a\n", digest(1))),
            (
                1,
                ManifestProblem::Path(SitePathProblem::Dots {
                    component: "..".to_owned()
                })
            )
        );
        // What a checkout with line ends of Windows makes of it.
        assert_eq!(
            problem(&good.replace('\n', "\r\n")),
            (
                1,
                ManifestProblem::Path(SitePathProblem::InvisibleCharacter { character: '\r' })
            )
        );
        assert_eq!(
            Manifest::parse(b"\xff\n"),
            Err((1, ManifestProblem::NotUtf8))
        );
    }
}
