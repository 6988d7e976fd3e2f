//! [`Claims`]: which paths of the new site are taken, so that no file can swallow another.

use std::collections::BTreeMap;
use std::collections::btree_map;

use super::error::{Clash, PublishError};
use super::manifest::{MANIFEST_NAME, Manifest};
use super::site_path::SitePath;
use super::staging::Written;
use super::survey::KEPT;
use crate::hosting::Contents;

/// The taken paths of files, and of the folders they need, by folded spelling.
#[derive(Debug, Default)]
pub(super) struct Claims {
    taken: BTreeMap<String, Claim>,
    failed: Option<SitePath>,
}

#[derive(Debug)]
struct Claim {
    /// As spelled.
    path: SitePath,
    what: What,
}

#[derive(Debug)]
enum What {
    /// A folder, first needed by this file.
    Folder(SitePath),
    /// A file, once it is written.
    File(Option<Written>),
}

impl Claims {
    /// Takes the path of a file. Returns the folders that it is the first to need, outermost first.
    ///
    /// # Errors
    /// [`PublishError::Reserved`] or [`PublishError::Clash`].
    pub(super) fn claim(&mut self, path: &SitePath) -> Result<Vec<SitePath>, PublishError> {
        let folded = path.folded();
        if folded == MANIFEST_NAME || KEPT.contains(&&*folded) {
            return Err(PublishError::Reserved { path: path.clone() });
        }
        let folders = self.missing_folders(path)?;
        match self.taken.entry(folded) {
            btree_map::Entry::Occupied(taken) => return Err(taken.get().clash(path, path, true)),
            btree_map::Entry::Vacant(free) => {
                free.insert(Claim {
                    path: path.clone(),
                    what: What::File(None),
                });
            }
        }
        for folder in &folders {
            let claim = Claim {
                path: folder.clone(),
                what: What::Folder(path.clone()),
            };
            self.taken.insert(folder.folded(), claim);
        }
        Ok(folders)
    }

    fn missing_folders(&self, file: &SitePath) -> Result<Vec<SitePath>, PublishError> {
        let mut missing = Vec::new();
        let mut folder = file.parent();
        while let Some(path) = folder {
            match self.taken.get(&path.folded()) {
                // What lies above was checked when it was taken.
                Some(Claim {
                    path: taken,
                    what: What::Folder(_),
                }) if *taken == path => break,
                Some(taken) => return Err(taken.clash(&path, file, false)),
                None => {}
            }
            folder = path.parent();
            missing.push(path);
        }
        missing.reverse();
        Ok(missing)
    }

    /// Notes that a claimed file is complete.
    pub(super) fn finish(&mut self, path: &SitePath, written: Written) {
        if let Some(claim) = self.taken.get_mut(&path.folded()) {
            claim.what = What::File(Some(written));
        }
    }

    /// Notes that a file could not be written: nothing may be published any more.
    pub(super) fn fail(&mut self, path: &SitePath) {
        if self.failed.as_ref().is_none_or(|first| path < first) {
            self.failed = Some(path.clone());
        }
    }

    /// The files that are complete, with their lengths, by folded spelling.
    pub(super) fn files(&self) -> impl Iterator<Item = (&SitePath, u64)> {
        let all = self.taken.values();
        all.filter_map(|claim| match &claim.what {
            What::File(Some(written)) => Some((&claim.path, written.bytes)),
            What::File(None) | What::Folder(_) => None,
        })
    }

    /// What the complete files amount to, together with the manifest that lists them.
    pub(super) fn contents(&self) -> Contents {
        let mut contents = Contents {
            folders: (self.taken.len() - self.files().count()) as u64,
            files: 1,
            ..Contents::default()
        };
        let mut entries: BTreeMap<&str, u64> = BTreeMap::from([("", 1)]);
        for claim in self.taken.values() {
            let path = claim.path.as_str();
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            *entries.entry(folder).or_default() += 1;
        }
        for (path, bytes) in self.files() {
            contents.files += 1;
            contents.bytes += bytes + Manifest::line_length(path);
            if contents
                .largest
                .as_ref()
                .is_none_or(|(_, most)| bytes > *most)
            {
                contents.largest = Some((path.to_string(), bytes));
            }
        }
        // The first of several that are equal.
        let fullest = entries.into_iter().rev().max_by_key(|(_, count)| *count);
        contents.fullest = fullest.map(|(folder, count)| (folder.to_owned(), count));
        contents
    }

    /// All files, in no particular order.
    ///
    /// # Errors
    /// [`PublishError::Unfinished`] if one failed or was never finished.
    pub(super) fn into_files(self) -> Result<Vec<(SitePath, Written)>, PublishError> {
        if let Some(path) = self.failed {
            return Err(PublishError::Unfinished { path });
        }
        let mut files = Vec::with_capacity(self.taken.len());
        for Claim { path, what } in self.taken.into_values() {
            match what {
                What::Folder(_) => {}
                What::File(Some(written)) => files.push((path, written)),
                What::File(None) => return Err(PublishError::Unfinished { path }),
            }
        }
        Ok(files)
    }
}

impl Claim {
    /// Why `file` cannot have `wanted` (itself, or a folder above it), which folds to the same as this.
    fn clash(&self, wanted: &SitePath, file: &SitePath, wants_file: bool) -> PublishError {
        let (is_file, owner) = match &self.what {
            What::File(_) => (true, &self.path),
            What::Folder(first) => (false, first),
        };
        let clash = if is_file != wants_file {
            Clash::FileAndFolder
        } else if self.path == *wanted {
            Clash::SamePath
        } else {
            Clash::OnlyCase
        };
        // In a fixed order: which of two threads came first must not show.
        let (first, second) = if owner <= file {
            (owner, file)
        } else {
            (file, owner)
        };
        PublishError::Clash {
            clash,
            first: first.clone(),
            second: second.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn path(path: &str) -> SitePath {
        SitePath::new(path).unwrap()
    }

    fn clash(first: &str, second: &str) -> (Clash, String, String) {
        let one_way = |a: &str, b: &str| {
            let mut claims = Claims::default();
            claims.claim(&path(a)).unwrap();
            match claims.claim(&path(b)).unwrap_err() {
                PublishError::Clash {
                    clash,
                    first,
                    second,
                } => (clash, first.to_string(), second.to_string()),
                other => panic!("{other}"),
            }
        };
        let found = one_way(first, second);
        assert_eq!(one_way(second, first), found);
        found
    }

    #[test]
    fn folders_are_made_once() {
        let mut claims = Claims::default();
        let names =
            |folders: Vec<SitePath>| folders.iter().map(SitePath::to_string).collect::<Vec<_>>();
        assert_eq!(names(claims.claim(&path("a/b/c")).unwrap()), ["a", "a/b"]);
        assert_eq!(names(claims.claim(&path("a/b/d")).unwrap()), [""; 0]);
        assert_eq!(names(claims.claim(&path("a/e/f")).unwrap()), ["a/e"]);
        assert_eq!(names(claims.claim(&path("g")).unwrap()), [""; 0]);
    }

    #[test]
    fn clashes_name_both_paths_in_either_order() {
        assert_eq!(
            clash("a/b", "a/b"),
            (Clash::SamePath, "a/b".into(), "a/b".into())
        );
        assert_eq!(
            clash("a/b", "a/B"),
            (Clash::OnlyCase, "a/B".into(), "a/b".into())
        );
        assert_eq!(
            clash("x/A/1", "x/a/2"),
            (Clash::OnlyCase, "x/A/1".into(), "x/a/2".into())
        );
        assert_eq!(
            clash("a", "a/b/c"),
            (Clash::FileAndFolder, "a".into(), "a/b/c".into())
        );
        assert_eq!(
            clash("a/b/c", "A"),
            (Clash::FileAndFolder, "A".into(), "a/b/c".into())
        );
    }

    #[test]
    fn reserved_names_are_refused_in_any_case() {
        for name in [".ayumi-manifest", ".gitkeep", ".GitIgnore"] {
            assert!(
                matches!(
                    Claims::default().claim(&path(name)),
                    Err(PublishError::Reserved { .. })
                ),
                "{name}"
            );
        }
        assert!(Claims::default().claim(&path("a/.gitkeep")).is_ok());
    }

    #[test]
    fn what_was_not_finished_is_not_published() {
        let mut claims = Claims::default();
        claims.claim(&path("a")).unwrap();
        assert!(matches!(
            claims.into_files(),
            Err(PublishError::Unfinished { .. })
        ));
        let mut claims = Claims::default();
        claims.fail(&path("b"));
        claims.fail(&path("a"));
        assert!(
            matches!(claims.into_files(), Err(PublishError::Unfinished { path }) if path.as_str() == "a")
        );
    }
}
