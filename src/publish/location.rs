//! From a path as someone typed it to the one place on disk that it means.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk;
use super::error::{Entry, Operation, PublishError};

/// The absolute path of an output folder that may not exist yet: symlinks above it are resolved, it
/// itself is not one. `public`, `public/`, `./public` and `../x/public` all work, and so does `.`.
pub(super) fn resolve_output(path: &Path) -> Result<PathBuf, PublishError> {
    let resolved = resolve(path)?;
    if resolved.file_name().is_none() {
        return Err(PublishError::NoName {
            path: path.to_owned(),
        });
    }
    match disk::look(&resolved)? {
        None => Ok(resolved),
        Some(kind) if kind.is_dir() => {
            if disk::is_mount_point(&resolved) {
                return Err(PublishError::MountPoint { path: resolved });
            }
            // Once more, for the spelling on disk where case does not matter.
            fs::canonicalize(&resolved).map_err(PublishError::io(Operation::Inspect, resolved))
        }
        Some(kind) => Err(PublishError::NotAFolder {
            path: resolved,
            found: Entry::of(kind),
        }),
    }
}

/// Fails if the output is, holds, or lies inside one of the folders that are read.
pub(super) fn keep_apart(output: &Path, guarded: &[PathBuf]) -> Result<(), PublishError> {
    for source_folder in guarded {
        let real = match fs::canonicalize(source_folder) {
            Ok(real) => real,
            Err(error) if disk::is_missing(&error) => resolve(source_folder)?,
            Err(error) => return Err(PublishError::io(Operation::Inspect, source_folder)(error)),
        };
        if output.starts_with(&real) || real.starts_with(output) {
            return Err(PublishError::OverlapsSource {
                path: output.to_owned(),
                source_folder: source_folder.clone(),
            });
        }
    }
    Ok(())
}

/// Resolves all but the last component, of which some may not exist yet.
fn resolve(path: &Path) -> Result<PathBuf, PublishError> {
    let canonical = |path: &Path| fs::canonicalize(path);
    let io = PublishError::io(Operation::Inspect, path);
    let (Some(name), Some(parent)) = (path.file_name(), path.parent()) else {
        if path.as_os_str().is_empty() {
            return Err(PublishError::NoName {
                path: path.to_owned(),
            });
        }
        // `.`, `..`, `/`: must exist.
        return canonical(path).map_err(io);
    };
    let parent = if parent.as_os_str().is_empty() {
        Path::new(".")
    } else {
        parent
    };
    match canonical(parent) {
        Ok(parent) => Ok(parent.join(name)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(resolve(parent)?.join(name)),
        Err(error) => Err(io(error)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_spelling_leads_to_the_same_place() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        fs::create_dir(root.join("site")).unwrap();
        for spelling in [
            "public",
            "public/",
            "./public",
            "site/../public",
            "public/.",
            ".//public//",
        ] {
            assert_eq!(
                resolve_output(&root.join(spelling)).unwrap(),
                root.join("public"),
                "{spelling}"
            );
        }
        assert_eq!(
            resolve_output(&root.join("site/.")).unwrap(),
            root.join("site")
        );
        assert_eq!(
            resolve_output(&root.join("site/x/.."))
                .unwrap_err()
                .to_string()
                .lines()
                .count(),
            1
        );
        assert_eq!(
            resolve_output(&root.join("new/deep/public")).unwrap(),
            root.join("new/deep/public")
        );
        assert_eq!(
            resolve_output(Path::new(".")).unwrap(),
            fs::canonicalize(".").unwrap()
        );
        assert_eq!(
            resolve_output(Path::new("ayumi-no-such-folder")).unwrap(),
            fs::canonicalize(".").unwrap().join("ayumi-no-such-folder")
        );
        for path in ["/", ""] {
            assert!(
                matches!(
                    resolve_output(Path::new(path)),
                    Err(PublishError::NoName { .. })
                ),
                "{path:?}"
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn symlinks_above_are_resolved_and_itself_refused() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        fs::create_dir(root.join("real")).unwrap();
        std::os::unix::fs::symlink(root.join("real"), root.join("link")).unwrap();
        assert_eq!(
            resolve_output(&root.join("link/public")).unwrap(),
            root.join("real/public")
        );
        for spelling in ["link", "link/"] {
            assert!(matches!(
                resolve_output(&root.join(spelling)),
                Err(PublishError::NotAFolder {
                    found: Entry::Symlink,
                    ..
                })
            ));
        }
    }

    #[test]
    fn source_folders_are_kept_apart() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        fs::create_dir_all(root.join("content/2024")).unwrap();
        let guarded = [root.join("content"), root.join("themes")];
        for output in [
            "content",
            "content/public",
            "content/2024/x",
            "themes",
            "themes/x",
            "",
        ] {
            let output = root.join(output);
            assert!(
                matches!(
                    keep_apart(&output, &guarded),
                    Err(PublishError::OverlapsSource { .. })
                ),
                "{output:?}"
            );
        }
        for output in ["public", "content-old", "theme"] {
            assert!(keep_apart(&root.join(output), &guarded).is_ok(), "{output}");
        }
    }
}
