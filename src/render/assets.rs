//! Assets carry the hash of their bytes in their names, so that hosts may let browsers keep them for ever.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::utf8_percent_encode;
use sha2::{Digest as _, Sha256, Sha384};

use super::links::PATH;
use super::{Page, style_sheet};
use crate::config::{Asset, Integrity, Theme};
use crate::model::Diagnostic;

/// A theme's assets under the names that they are published by.
#[derive(Debug, Clone)]
pub(super) struct Assets<'a> {
    /// By the theme's name (`style.css`).
    by_name: BTreeMap<&'a str, Published<'a>>,
}

/// An asset as it is published.
#[derive(Debug, Clone)]
struct Published<'a> {
    /// Where, below the site's root.
    path: String,
    bytes: Cow<'a, [u8]>,
}

impl<'a> Assets<'a> {
    /// Makes style sheets whole, and names all assets.
    ///
    /// # Errors
    /// Everything that style sheets name and the theme does not have.
    pub fn new(theme: &'a Theme) -> Result<Self, Vec<Diagnostic>> {
        let is_sheet = |name: &str| name.ends_with(".css");
        let (sheets, others): (Vec<_>, Vec<_>) = theme
            .assets
            .iter()
            .partition(|(name, _)| is_sheet(name.as_str()));
        let as_it_is = |(name, asset): (&'a String, &'a Asset)| {
            let published = Published::new(name, Cow::Borrowed(asset.bytes.as_slice()));
            (name.as_str(), published)
        };
        let mut by_name: BTreeMap<&str, Published<'_>> = others.into_iter().map(as_it_is).collect();
        let mut made = Vec::new();
        let mut wrong = Vec::new();
        for (name, _) in sheets {
            let up = "../".repeat(name.matches('/').count());
            let find = |target: &str| {
                let path = by_name.get(target)?.path.strip_prefix(FOLDER)?;
                Some(format!("{up}{}", utf8_percent_encode(path, PATH)))
            };
            match style_sheet::bundle(theme, name, &find) {
                Ok(text) => made.push((
                    name.as_str(),
                    Published::new(name, Cow::Owned(text.into_bytes())),
                )),
                Err(found) => wrong.extend(found),
            }
        }
        if !wrong.is_empty() {
            // A sheet that several others import is read for each of them.
            wrong.sort_by_cached_key(Diagnostic::order);
            wrong.dedup();
            return Err(wrong);
        }
        by_name.extend(made);
        Ok(Self { by_name })
    }

    /// The path at which an asset is published.
    pub fn path(&self, name: &str) -> Option<&str> {
        self.by_name.get(name).map(|asset| &*asset.path)
    }

    /// The names that the theme gives them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().copied()
    }

    /// The value of an asset's `integrity` attribute: `sha384-…`; none for what should have no such attribute.
    pub fn integrity(&self, name: &str, integrity: Integrity) -> Option<String> {
        let asset = self.by_name.get(name)?;
        let wanted = match integrity {
            Integrity::None => false,
            Integrity::Scripts => Theme::is_script(name),
            Integrity::All => Theme::is_script(name) || name.ends_with(".css"),
        };
        let hash = || STANDARD.encode(Sha384::digest(&asset.bytes));
        wanted.then(|| format!("sha384-{}", hash()))
    }

    /// All assets as files.
    pub fn pages(&self) -> Vec<Page> {
        self.by_name
            .values()
            .map(|asset| Page {
                path: asset.path.clone(),
                bytes: asset.bytes.to_vec(),
            })
            .collect()
    }
}

/// The folder in which assets are published.
const FOLDER: &str = "assets/";

impl<'a> Published<'a> {
    fn new(name: &str, bytes: Cow<'a, [u8]>) -> Self {
        Self {
            path: format!("{FOLDER}{}", fingerprinted(name, &bytes)),
            bytes,
        }
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
