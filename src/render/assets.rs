//! Assets carry the hash of their bytes in their names, so that hosts may let browsers keep them for ever.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::Page;

/// A theme's assets under the names that they are published by.
#[derive(Debug, Clone)]
pub(super) struct Assets<'a> {
    /// By the theme's name (`style.css`): the published path and the bytes.
    by_name: BTreeMap<&'a str, (String, &'a [u8])>,
}

impl<'a> Assets<'a> {
    /// Names all assets.
    pub fn new(assets: &'a BTreeMap<String, Vec<u8>>) -> Self {
        let named = assets.iter().map(|(name, bytes)| {
            (
                name.as_str(),
                (
                    format!("assets/{}", fingerprinted(name, bytes)),
                    bytes.as_slice(),
                ),
            )
        });
        Self {
            by_name: named.collect(),
        }
    }

    /// The path at which an asset is published.
    pub fn path(&self, name: &str) -> Option<&str> {
        self.by_name.get(name).map(|(path, _)| path.as_str())
    }

    /// The names that the theme gives them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().copied()
    }

    /// All assets as files.
    pub fn pages(&self) -> Vec<Page> {
        self.by_name
            .values()
            .map(|(path, bytes)| Page {
                path: path.clone(),
                bytes: bytes.to_vec(),
            })
            .collect()
    }
}

/// `style.css` → `style.0123456789abcdef.css`: 16 hexadecimal digits of the SHA-256 before the extension.
fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    let mut digits = String::with_capacity(16);
    for byte in &hash[..8] {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    let file_start = name.rfind('/').map_or(0, |slash| slash + 1);
    match name[file_start..].rfind('.').filter(|dot| *dot > 0) {
        Some(dot) => format!(
            "{}.{digits}{}",
            &name[..file_start + dot],
            &name[file_start + dot..]
        ),
        None => format!("{name}.{digits}"),
    }
}

#[cfg(test)]
mod tests {
    use super::fingerprinted;

    #[test]
    fn the_hash_stands_before_the_extension() {
        // SHA-256 of nothing: e3b0c44298fc1c14…
        assert_eq!(
            fingerprinted("style.css", b""),
            "style.e3b0c44298fc1c14.css"
        );
        assert_eq!(fingerprinted("a.b/mark", b""), "a.b/mark.e3b0c44298fc1c14");
        assert_eq!(fingerprinted("a/.x", b""), "a/.x.e3b0c44298fc1c14");
    }
}
