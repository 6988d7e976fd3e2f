//! What an address of the site means.

use std::fs;
use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::publish::{MANIFEST_NAME, SitePath};

/// What an address means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    File(PathBuf),
    /// A folder asked for without the slash behind it, and its address with the slash.
    Folder(String),
}

/// Everything but letters, digits and what addresses may have as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// What an address of the site means; nothing outside of the site's folder can be meant by any.
pub(super) fn find(site: &Path, address: &str) -> Option<Place> {
    let decoded = percent_decode_str(address.strip_prefix('/')?)
        .decode_utf8()
        .ok()?;
    let path = if decoded.is_empty() || decoded.ends_with('/') {
        format!("{decoded}index.html")
    } else {
        decoded.into_owned()
    };
    let path = SitePath::new(path).ok()?;
    if path.as_str() == MANIFEST_NAME {
        return None;
    }
    let file = path.below(site);
    let kind = fs::symlink_metadata(&file).ok()?;
    if kind.is_file() {
        Some(Place::File(file))
    } else if kind.is_dir() {
        let address = utf8_percent_encode(path.as_str(), PATH);
        Some(Place::Folder(format!("/{address}/")))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_mean_files_of_the_site_alone() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        fs::create_dir_all(site.join("2024/中央")).unwrap();
        fs::write(folder.path().join("secret"), "x").unwrap();
        fs::write(site.join(MANIFEST_NAME), "x").unwrap();
        for file in ["index.html", "2024/中央/index.html", "2024/a b.txt"] {
            fs::write(site.join(file), "x").unwrap();
        }
        let file = |path: &str| Some(Place::File(site.join(path)));
        for (address, place) in [
            ("/", file("index.html")),
            ("/index.html", file("index.html")),
            ("/2024/%E4%B8%AD%E5%A4%AE/", file("2024/中央/index.html")),
            ("/2024/a%20b.txt", file("2024/a b.txt")),
            (
                "/2024/%E4%B8%AD%E5%A4%AE",
                Some(Place::Folder("/2024/%E4%B8%AD%E5%A4%AE/".to_owned())),
            ),
            ("/2024/", None),
            ("/../secret", None),
            ("/%2e%2e/secret", None),
            ("/2024/..%2f../secret", None),
            ("/2024/../index.html", None),
            ("//index.html", None),
            ("//2024", None),
            ("/2024//", None),
            ("/%ff", None),
            ("/index.html%00", None),
            ("/..%5csecret", None),
            ("/.ayumi-manifest", None),
            ("*", None),
        ] {
            assert_eq!(find(&site, address), place, "{address}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path().join("secret"), site.join("link")).unwrap();
            assert_eq!(find(&site, "/link"), None);
        }
    }
}
