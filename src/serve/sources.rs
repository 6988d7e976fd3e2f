//! What a build reads, as far as it shows from outside: names, sizes and times.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

/// The folders of a site that a build may read.
pub(super) const FOLDERS: [&str; 6] = [
    "content",
    "themes",
    "templates",
    "strings",
    "assets",
    "forms",
];

/// The settings of a site.
pub(super) const SETTINGS: &str = "ayumi.toml";

/// All sources of a site at one moment. Two that are equal make the same site.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sources(BTreeMap<PathBuf, Stamp>);

/// What tells a file from the one that stood there before.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    is_folder: bool,
    length: u64,
    modified: Option<SystemTime>,
    /// Which file it is, and when anything about it changed last: editors that save by renaming, and tools that set
    /// times back, show here. Zero where the system does not say.
    identity: (u64, i64, i64),
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        if metadata.is_dir() {
            // What is in a folder has stamps of its own.
            return Self {
                is_folder: true,
                length: 0,
                modified: None,
                identity: (0, 0, 0),
            };
        }
        Self {
            is_folder: false,
            length: metadata.len(),
            modified: metadata.modified().ok(),
            identity: identity(metadata),
        }
    }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt as _;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

impl Sources {
    /// Looks at the site in `root`. What cannot be looked at is not there; the build says why.
    pub fn look(root: &Path) -> Self {
        let mut found = BTreeMap::new();
        let settings = root.join(SETTINGS);
        if let Ok(metadata) = settings.metadata() {
            found.insert(settings, Stamp::of(&metadata));
        }
        for name in FOLDERS {
            below(&root.join(name), &mut found);
        }
        // A theme may be a link to a folder elsewhere; no other link is followed.
        for theme in linked_themes(root) {
            below(&theme, &mut found);
        }
        Self(found)
    }

    /// What is new, gone or different since `before`.
    pub fn changes_since(&self, before: &Self) -> Changes {
        let new = self
            .0
            .iter()
            .filter(|(path, stamp)| before.0.get(*path) != Some(*stamp));
        let gone = before.0.keys().filter(|path| !self.0.contains_key(*path));
        let mut paths: Vec<&PathBuf> = new.map(|(path, _)| path).chain(gone).collect();
        paths.sort();
        let files = paths.iter().filter(|path| !self.is_folder(path));
        let first = files.clone().next().or(paths.first());
        Changes {
            first: first.map(|path| (*path).clone()).unwrap_or_default(),
            count: files.count().max(usize::from(!paths.is_empty())),
        }
    }

    fn is_folder(&self, path: &Path) -> bool {
        self.0.get(path).is_some_and(|stamp| stamp.is_folder)
    }
}

/// What changed in the sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The first file in the order of paths.
    pub first: PathBuf,
    /// How many files.
    pub count: usize,
}

fn below(folder: &Path, found: &mut BTreeMap<PathBuf, Stamp>) {
    for entry in WalkDir::new(folder).into_iter().filter_map(Result::ok) {
        if let Ok(metadata) = entry.metadata() {
            found.insert(entry.into_path(), Stamp::of(&metadata));
        }
    }
}

/// The themes of a site that are links to folders.
pub(super) fn linked_themes(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root.join("themes")).into_iter().flatten();
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let mut linked: Vec<PathBuf> = paths
        .filter(|path| path.is_symlink() && path.is_dir())
        .filter_map(|path| path.canonicalize().ok())
        .collect();
    linked.sort();
    linked
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn site() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("content/2024")).unwrap();
        fs::write(folder.path().join(SETTINGS), "a").unwrap();
        fs::write(folder.path().join("content/2024/chuo.md"), "a").unwrap();
        folder
    }

    #[test]
    fn every_change_of_a_source_shows() {
        let folder = site();
        let root = folder.path();
        let document = root.join("content/2024/chuo.md");
        let mut before = Sources::look(root);
        let mut changed = |what: &str| {
            let now = Sources::look(root);
            let changes = now.changes_since(&before);
            assert_ne!(now, before, "{what}");
            before = now;
            changes
        };
        fs::write(&document, "ab").unwrap();
        assert_eq!(changed("written").first, document);
        let other = root.join("content/2024/.chuo.tmp");
        fs::write(&other, "xy").unwrap();
        fs::rename(&other, &document).unwrap();
        assert_eq!(changed("saved by renaming").count, 1);
        fs::remove_file(&document).unwrap();
        assert_eq!(changed("removed").first, document);
        fs::remove_dir_all(root.join("content")).unwrap();
        assert!(
            changed("folder removed")
                .first
                .starts_with(root.join("content"))
        );
        fs::create_dir(root.join("forms")).unwrap();
        assert_eq!(changed("folder made").first, root.join("forms"));
    }

    #[test]
    fn what_is_no_source_does_not_count() {
        let folder = site();
        let before = Sources::look(folder.path());
        fs::create_dir(folder.path().join("public")).unwrap();
        fs::write(folder.path().join("public/index.html"), "x").unwrap();
        fs::write(folder.path().join("README.md"), "x").unwrap();
        fs::read(folder.path().join(SETTINGS)).unwrap();
        assert_eq!(Sources::look(folder.path()), before);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed_but_to_themes() {
        let (folder, elsewhere) = (site(), site());
        let link = |name: &str, to: &Path| {
            std::os::unix::fs::symlink(to, folder.path().join(name)).unwrap();
        };
        fs::create_dir(folder.path().join("themes")).unwrap();
        link("content/2024/loop", folder.path());
        link("content/elsewhere", elsewhere.path());
        let before = Sources::look(folder.path());
        fs::write(elsewhere.path().join("x.md"), "x").unwrap();
        assert_eq!(Sources::look(folder.path()), before);
        link("themes/mine", elsewhere.path());
        let before = Sources::look(folder.path());
        fs::write(elsewhere.path().join("x.md"), "xy").unwrap();
        assert_ne!(Sources::look(folder.path()), before);
    }
}
