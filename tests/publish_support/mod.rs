//! A place to publish in, and what stands in it. Shared by the tests of the output edge.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use ayumi::publish::{MANIFEST_NAME, Output, PublishError, SitePath, Summary};

/// An empty folder in which `public` is published.
pub struct Place {
    pub folder: tempfile::TempDir,
}

impl Place {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(name)
    }

    pub fn public(&self) -> PathBuf {
        self.path("public")
    }

    pub fn open(&self) -> Result<Output, PublishError> {
        Output::open(&self.public(), &[self.path("content")])
    }

    pub fn build(&self, files: &[(&str, &str)]) -> Result<Summary, PublishError> {
        let staging = self.open()?.stage()?;
        for (path, text) in files {
            staging.write(&site_path(path), text.as_bytes())?;
        }
        staging.commit()
    }

    /// Everything in the folder with its content; symlinks with where they lead. Folders with a slash.
    pub fn tree(&self) -> BTreeMap<String, String> {
        let root = self.folder.path();
        let entries = walkdir::WalkDir::new(root)
            .min_depth(1)
            .into_iter()
            .map(Result::unwrap);
        entries
            .map(|entry| {
                let name = entry
                    .path()
                    .strip_prefix(root)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned();
                let kind = entry.file_type();
                if kind.is_dir() {
                    (name + "/", String::new())
                } else if kind.is_symlink() {
                    (
                        name,
                        format!("-> {}", fs::read_link(entry.path()).unwrap().display()),
                    )
                } else {
                    (
                        name,
                        String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned(),
                    )
                }
            })
            .collect()
    }

    /// Names of everything but the manifest.
    pub fn names(&self) -> Vec<String> {
        let names = self.tree().into_keys();
        names
            .filter(|name| !name.ends_with(MANIFEST_NAME))
            .collect()
    }
}

pub fn site_path(path: &str) -> SitePath {
    SitePath::new(path).unwrap()
}

pub fn counts(summary: &Summary) -> [usize; 4] {
    assert_eq!(summary.leftover, None);
    [
        summary.files,
        summary.written,
        summary.reused,
        summary.removed,
    ]
}
