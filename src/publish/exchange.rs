//! Puts the finished site in the place of the old one.

use std::path::Path;

use super::disk;
use super::error::{Operation, PublishError};

/// Where the old site ends up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Swap {
    /// At the path where the new site was.
    Exchanged,
    /// At the path given for it.
    Renamed,
}

/// Puts `site` at `output`, where a folder stands, in one step if the system can; else in two, between which the
/// old site stands at `old`. On an error the old site stands at `output`.
pub(super) fn swap(site: &Path, output: &Path, old: &Path) -> Result<Swap, PublishError> {
    if exchange(site, output)? {
        return Ok(Swap::Exchanged);
    }
    rename_twice(site, output, old)?;
    Ok(Swap::Renamed)
}

/// One atomic exchange; `false` if the system or the file system has none.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(site: &Path, output: &Path) -> Result<bool, PublishError> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;

    match renameat_with(CWD, site, CWD, output, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(PublishError::io(Operation::Rename, output)(error.into())),
    }
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_site: &Path, _output: &Path) -> Result<bool, PublishError> {
    let _ = Operation::Rename;
    Ok(false)
}

/// The old site goes away, the new one comes. Killed in between, the next start brings the old one back.
pub(super) fn rename_twice(site: &Path, output: &Path, old: &Path) -> Result<(), PublishError> {
    disk::rename(output, old)?;
    disk::rename(site, output).inspect_err(|_| {
        // If this fails too, the next start tries again: it finds `old` and no output.
        let _ = disk::rename(old, output);
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fs;

    use super::*;

    fn folders(root: &Path) {
        for name in ["site", "output"] {
            fs::create_dir(root.join(name)).unwrap();
            fs::write(root.join(name).join("name"), name).unwrap();
        }
    }

    fn name(folder: &Path) -> String {
        fs::read_to_string(folder.join("name")).unwrap()
    }

    #[test]
    fn the_new_site_stands_in_the_place_of_the_old() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        folders(root);
        let (site, output, old) = (root.join("site"), root.join("output"), root.join("old"));
        let place = match swap(&site, &output, &old).unwrap() {
            Swap::Exchanged => &site,
            Swap::Renamed => &old,
        };
        assert_eq!(
            (name(&output), name(place)),
            ("site".into(), "output".into())
        );
    }

    #[test]
    fn two_renames_do_the_same() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        folders(root);
        let (site, output, old) = (root.join("site"), root.join("output"), root.join("old"));
        rename_twice(&site, &output, &old).unwrap();
        assert_eq!(
            (name(&output), name(&old)),
            ("site".into(), "output".into())
        );
        assert!(!site.exists());
    }

    #[test]
    fn a_failed_second_rename_brings_the_old_site_back() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        folders(root);
        let (output, old) = (root.join("output"), root.join("old"));
        let error = rename_twice(&root.join("missing"), &output, &old).unwrap_err();
        assert!(matches!(
            error,
            PublishError::Io {
                operation: Operation::Rename,
                ..
            }
        ));
        assert_eq!(name(&output), "output");
        assert!(!old.exists());
    }
}
