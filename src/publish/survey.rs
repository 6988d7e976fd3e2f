//! What stands in the output folder, and whether all of it is ours.

use std::fs;
use std::path::{Path, PathBuf};

use super::disk;
use super::error::{Entry, Operation, PublishError};
use super::manifest::{MANIFEST_NAME, Manifest};

/// Files that keep an output folder in a repository; ours to carry over, not to write.
pub(super) const KEPT: [&str; 2] = [".gitignore", ".gitkeep"];

/// At most this many unlisted entries are named.
const NAMED_AT_MOST: usize = 20;

/// An output folder that may be published into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Survey {
    /// There is none.
    Missing,
    /// It holds nothing but, perhaps, [`KEPT`] files.
    Blank,
    /// It holds what this manifest lists, and nothing else but [`KEPT`] files.
    Published(Manifest),
}

/// Looks at the whole folder.
///
/// # Errors
/// Foreign, unlisted or broken content; or the system refused.
pub(super) fn survey(output: &Path) -> Result<Survey, PublishError> {
    if let Some(found) = glance(output)? {
        return Ok(found);
    }
    let Some(manifest) = Manifest::read(output)? else {
        return Ok(Survey::Missing);
    };
    let mut unlisted = unlisted(output, &manifest)?;
    if unlisted.is_empty() {
        return Ok(Survey::Published(manifest));
    }
    unlisted.sort();
    let more = unlisted.len().saturating_sub(NAMED_AT_MOST);
    unlisted.truncate(NAMED_AT_MOST);
    Err(PublishError::Unlisted {
        path: output.to_owned(),
        entries: unlisted,
        more,
    })
}

/// Looks at the top of the folder only: nothing is known yet (`None`) if it has a manifest.
///
/// # Errors
/// [`PublishError::NotAFolder`], [`PublishError::Foreign`], or the system refused.
pub(super) fn glance(output: &Path) -> Result<Option<Survey>, PublishError> {
    match disk::look(output)? {
        None => return Ok(Some(Survey::Missing)),
        Some(kind) if kind.is_dir() => {}
        Some(kind) => {
            return Err(PublishError::NotAFolder {
                path: output.to_owned(),
                found: Entry::of(kind),
            });
        }
    }
    if disk::look(&output.join(MANIFEST_NAME))?.is_some_and(|kind| kind.is_file()) {
        return Ok(None);
    }
    let mut foreign: Option<PathBuf> = None;
    for (name, entry) in list(output)? {
        let kept = entry.is_file() && KEPT.iter().any(|kept| name == Path::new(kept));
        if !kept && foreign.as_ref().is_none_or(|least| name < *least) {
            foreign = Some(name);
        }
    }
    match foreign {
        Some(entry) => Err(PublishError::Foreign {
            path: output.to_owned(),
            entry,
        }),
        None => Ok(Some(Survey::Blank)),
    }
}

/// Everything that is neither a folder nor listed, relative to the output, in no order. Empty folders
/// are nothing that could be lost.
fn unlisted(output: &Path, manifest: &Manifest) -> Result<Vec<PathBuf>, PublishError> {
    let mut found = Vec::new();
    // Relative paths with `/`; the root is empty.
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for (name, kind) in list(&output.join(&folder))? {
            let Some(text) = name.to_str() else {
                found.push(Path::new(&folder).join(name));
                continue;
            };
            let path = if folder.is_empty() {
                text.to_owned()
            } else {
                format!("{folder}/{text}")
            };
            if kind.is_dir() {
                folders.push(path);
            } else if !(kind.is_file()
                && (manifest.get(&path).is_some()
                    || path == MANIFEST_NAME
                    || KEPT.contains(&&*path)))
            {
                found.push(PathBuf::from(path));
            }
        }
    }
    Ok(found)
}

/// Names and kinds of a folder's entries, in no order.
pub(super) fn list(folder: &Path) -> Result<Vec<(PathBuf, fs::FileType)>, PublishError> {
    let read = || -> std::io::Result<Vec<_>> {
        fs::read_dir(folder)?
            .map(|entry| entry.and_then(|e| Ok((PathBuf::from(e.file_name()), e.file_type()?))))
            .collect()
    };
    read().map_err(PublishError::io(Operation::List, folder))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::publish::{Digest, SitePath};

    fn published(folder: &Path, paths: &[&str]) -> Manifest {
        let manifest: Manifest = paths
            .iter()
            .map(|path| (SitePath::new(*path).unwrap(), Digest::of(b"x")))
            .collect();
        for (path, _) in manifest.iter() {
            let file = path.below(folder);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "x").unwrap();
        }
        fs::write(folder.join(MANIFEST_NAME), manifest.to_string()).unwrap();
        manifest
    }

    #[test]
    fn missing_empty_kept_and_published_folders_are_ours() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        assert_eq!(survey(&folder.join("missing")).unwrap(), Survey::Missing);
        assert_eq!(survey(folder).unwrap(), Survey::Blank);
        fs::write(folder.join(".gitkeep"), "").unwrap();
        fs::write(folder.join(".gitignore"), "*").unwrap();
        assert_eq!(survey(folder).unwrap(), Survey::Blank);
        let manifest = published(folder, &["index.html", "2024/chuo/index.html"]);
        fs::create_dir(folder.join("empty")).unwrap();
        fs::remove_file(folder.join("index.html")).unwrap();
        assert_eq!(survey(folder).unwrap(), Survey::Published(manifest));
    }

    #[test]
    fn a_foreign_folder_is_named_by_its_first_entry() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["thesis.docx", "photos.zip", ".gitkeep"] {
            fs::write(folder.path().join(name), "mine").unwrap();
        }
        let Err(PublishError::Foreign { entry, .. }) = survey(folder.path()) else {
            panic!()
        };
        assert_eq!(entry, Path::new("photos.zip"));
    }

    #[test]
    fn a_kept_name_that_is_no_file_is_foreign() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(".gitkeep")).unwrap();
        assert!(matches!(
            survey(folder.path()),
            Err(PublishError::Foreign { .. })
        ));
    }

    #[test]
    fn unlisted_files_are_all_named_up_to_a_bound() {
        let folder = tempfile::tempdir().unwrap();
        published(folder.path(), &["index.html", "2024/index.html"]);
        fs::write(folder.path().join("2024/mine.txt"), "").unwrap();
        fs::create_dir_all(folder.path().join("notes/deep")).unwrap();
        fs::write(folder.path().join("notes/deep/.gitkeep"), "").unwrap();
        let Err(PublishError::Unlisted { entries, more, .. }) = survey(folder.path()) else {
            panic!()
        };
        assert_eq!(
            (entries, more),
            (
                vec!["2024/mine.txt".into(), "notes/deep/.gitkeep".into()],
                0
            )
        );

        for index in 0..30 {
            fs::write(folder.path().join(format!("{index:02}")), "").unwrap();
        }
        let Err(PublishError::Unlisted { entries, more, .. }) = survey(folder.path()) else {
            panic!()
        };
        assert_eq!((entries.len(), more), (20, 12));
        assert_eq!(entries[0], Path::new("00"));
    }

    #[cfg(unix)]
    #[test]
    fn symlinks_and_names_that_are_no_text_are_unlisted() {
        use std::os::unix::ffi::OsStrExt;
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        published(folder, &["index.html", "2024/index.html"]);
        fs::remove_file(folder.join("index.html")).unwrap();
        symlink("/etc/hosts", folder.join("index.html")).unwrap();
        symlink("/etc", folder.join("etc")).unwrap();
        symlink("/nowhere", folder.join(".gitkeep")).unwrap();
        let odd = std::ffi::OsStr::from_bytes(b"2024/\xff");
        fs::write(folder.join(odd), "").unwrap();
        let Err(PublishError::Unlisted { entries, .. }) = survey(folder) else {
            panic!()
        };
        assert_eq!(
            entries,
            [
                Path::new(".gitkeep"),
                Path::new(odd),
                Path::new("etc"),
                Path::new("index.html")
            ]
        );
    }
}
