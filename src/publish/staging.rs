//! [`Staging`]: a site being put together, out of sight.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::claims::Claims;
use super::compare::{copy, same_bytes, same_files};
use super::disk::{self, Modes};
use super::error::{Operation, PublishError};
use super::exchange::swap;
use super::manifest::{Digest, MANIFEST_NAME, Manifest};
use super::output::Output;
use super::pieces::Pieces;
use super::site_path::SitePath;
use super::survey::{KEPT, Survey, survey};
use super::workspace::Workspace;
use crate::hosting::Contents;

/// The next site. Many threads may write into it; nobody sees it before [`commit`](Staging::commit).
/// Dropped instead, it is removed and the old site stands.
#[derive(Debug)]
pub struct Staging {
    output: PathBuf,
    published: Manifest,
    workspace: Workspace,
    site: PathBuf,
    modes: Modes,
    claims: Mutex<Claims>,
}

/// A file of the new site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// Digest of its bytes.
    pub digest: Digest,
    /// Its length.
    pub bytes: u64,
    /// Whether it is the same file as in the old site.
    pub reused: bool,
}

/// What a commit, or [`clean`](super::clean), did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files of the site, without the manifest.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Files that are new or changed.
    pub written: usize,
    /// Files taken over from the old site.
    pub reused: usize,
    /// Files of the old site whose paths are gone.
    pub removed: usize,
    /// The site stands, but this folder with the rest of the old one could not be removed. The next
    /// build will try again and say why.
    pub leftover: Option<PathBuf>,
}

impl Staging {
    pub(super) fn start(output: Output) -> Result<Self, PublishError> {
        let Output {
            path: output,
            published,
            workspace,
        } = output;
        let site = workspace.site();
        disk::create_folder(&site).map_err(PublishError::io(Operation::CreateFolder, &site))?;
        let modes = Modes::probe(&site).map_err(PublishError::io(Operation::Inspect, &site))?;
        Ok(Self {
            output,
            published,
            workspace,
            site,
            modes,
            claims: Mutex::default(),
        })
    }

    /// Writes a file, or links the published one if it has the same bytes.
    ///
    /// # Errors
    /// [`Clash`](PublishError::Clash), [`Reserved`](PublishError::Reserved) or
    /// [`Io`](PublishError::Io). After any of them nothing can be committed.
    pub fn write(&self, path: &SitePath, bytes: &[u8]) -> Result<Written, PublishError> {
        self.place(path, |target| {
            let digest = Digest::of(bytes);
            let length = bytes.len() as u64;
            let reused = self.published.get(path.as_str()) == Some(digest)
                && self.reuse(path, target, |old| same_bytes(old, bytes))?;
            if !reused {
                let mut file = disk::create_file(target)?;
                file.write_all(bytes)
                    .map_err(PublishError::io(Operation::Write, target))?;
                self.modes.mend_file(target, &file)?;
            }
            Ok(Written {
                digest,
                bytes: length,
                reused,
            })
        })
    }

    /// Copies a file in pieces, or links the published one if it has the same bytes. A symlink is not followed.
    ///
    /// # Errors
    /// As [`write`](Staging::write); [`NotAFile`](PublishError::NotAFile).
    pub fn copy_file(&self, path: &SitePath, from: &Path) -> Result<Written, PublishError> {
        let open = || disk::open(from).map_err(PublishError::io(Operation::Read, from));
        self.place(path, |target| {
            disk::require_file(from)?;
            if self.published.get(path.as_str()).is_some() {
                let mut source = open()?;
                let mut same = None;
                if self.reuse(path, target, |old| {
                    same = same_files(old, &mut source)?;
                    Ok(same.is_some())
                })? && let Some((digest, bytes)) = same
                {
                    return Ok(Written {
                        digest,
                        bytes,
                        reused: true,
                    });
                }
            }
            let mut file = disk::create_file(target)?;
            let (digest, bytes) = copy((&mut open()?, from), (&mut file, target))?;
            self.modes.mend_file(target, &file)?;
            Ok(Written {
                digest,
                bytes,
                reused: false,
            })
        })
    }

    /// Begins a file that is written in pieces, whatever its length. The published one is linked if it has the same bytes.
    ///
    /// # Errors
    /// As [`write`](Staging::write).
    pub fn begin(&self, path: &SitePath) -> Result<Pieces<'_>, PublishError> {
        let begun = self
            .claim(path)
            .and_then(|()| Pieces::begin(self, path, path.below(&self.site)));
        if begun.is_err() {
            self.failed(path);
        }
        begun
    }

    /// The paths of all files so far.
    pub fn paths(&self) -> BTreeSet<String> {
        self.claims()
            .files()
            .map(|(path, _)| path.to_string())
            .collect()
    }

    /// What the site amounts to so far, with the manifest that [`commit`](Staging::commit) will add.
    pub fn contents(&self) -> Contents {
        self.claims().contents()
    }

    /// Puts the new site in the place of the old one and removes that.
    ///
    /// # Errors
    /// [`Unfinished`](PublishError::Unfinished) if any file failed; what [`Output::open`] finds wrong with the
    /// output folder, if it changed meanwhile; or [`Io`](PublishError::Io). The old site is untouched then.
    pub fn commit(self) -> Result<Summary, PublishError> {
        let Self {
            output,
            published,
            workspace,
            site,
            modes,
            claims,
        } = self;
        let files = claims
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
            .into_files()?;
        let mut summary = Summary {
            files: files.len(),
            ..Summary::default()
        };
        for (_, written) in &files {
            summary.bytes += written.bytes;
            summary.reused += usize::from(written.reused);
        }
        summary.written = summary.files - summary.reused;
        let manifest: Manifest = files
            .into_iter()
            .map(|(path, file)| (path, file.digest))
            .collect();
        summary.removed = published
            .iter()
            .filter(|(path, _)| manifest.get(path.as_str()).is_none())
            .count();
        write_manifest(&site.join(MANIFEST_NAME), &manifest, modes)?;

        // Looked at again, because what someone put there during the build would be lost.
        if survey(&output)? == Survey::Missing {
            disk::rename(&site, &output)?;
        } else {
            carry_over(&output, &site)?;
            swap(&site, &output, &workspace.old())?;
        }
        summary.leftover = close(workspace);
        Ok(summary)
    }

    /// Takes the path, has `fill` put the file there, and notes how that went.
    fn place(
        &self,
        path: &SitePath,
        fill: impl FnOnce(&Path) -> Result<Written, PublishError>,
    ) -> Result<Written, PublishError> {
        let result = self
            .claim(path)
            .and_then(|()| fill(&path.below(&self.site)));
        let mut claims = self.claims();
        match &result {
            Ok(written) => claims.finish(path, *written),
            Err(_) => claims.fail(path),
        }
        result
    }

    /// Takes the path and creates the folders it needs, under one lock, so that no other thread
    /// finds a folder taken that is not there yet.
    fn claim(&self, path: &SitePath) -> Result<(), PublishError> {
        let mut claims = self.claims();
        for folder in claims.claim(path)? {
            let folder = folder.below(&self.site);
            disk::create_folder(&folder)
                .map_err(PublishError::io(Operation::CreateFolder, &folder))?;
            self.modes.mend_folder(&folder)?;
        }
        Ok(())
    }

    /// Links the published file to `target` and keeps it there if it proves to be what is wanted. Linked
    /// first and read afterwards: what is checked is what is kept, whatever happens in the old site.
    fn reuse(
        &self,
        path: &SitePath,
        target: &Path,
        is_same: impl FnOnce(&mut File) -> io::Result<bool>,
    ) -> Result<bool, PublishError> {
        let Some(mut old) = self.link_published(path, target)? else {
            return Ok(false);
        };
        if is_same(&mut old).unwrap_or(false) {
            return Ok(true);
        }
        fs::remove_file(target).map_err(PublishError::io(Operation::Remove, target))?;
        Ok(false)
    }

    /// Links the published file to `target`, and opens it there, if there is one that could be kept.
    pub(super) fn link_published(
        &self,
        path: &SitePath,
        target: &Path,
    ) -> Result<Option<File>, PublishError> {
        if self.published.get(path.as_str()).is_none()
            || fs::hard_link(path.below(&self.output), target).is_err()
        {
            // It is gone, or this file system has no links. Then it is written: the bytes are at hand.
            return Ok(None);
        }
        let open = || {
            let old = disk::open(target)?;
            let metadata = old.metadata()?;
            Ok::<_, io::Error>((metadata.is_file() && self.modes.fit(&metadata)).then_some(old))
        };
        if let Ok(Some(old)) = open() {
            return Ok(Some(old));
        }
        fs::remove_file(target).map_err(PublishError::io(Operation::Remove, target))?;
        Ok(None)
    }

    /// Gives a complete file the permissions of all.
    pub(super) fn mend(&self, target: &Path, file: &File) -> Result<(), PublishError> {
        self.modes.mend_file(target, file)
    }

    /// Notes that a file is complete.
    pub(super) fn finished(&self, path: &SitePath, written: Written) {
        self.claims().finish(path, written);
    }

    /// Notes that a file could not be written.
    pub(super) fn failed(&self, path: &SitePath) {
        self.claims().fail(path);
    }

    fn claims(&self) -> MutexGuard<'_, Claims> {
        // Claims are consistent at every point where a panic could happen.
        self.claims.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Closes the workspace after the work is done; what could not be removed.
pub(super) fn close(workspace: Workspace) -> Option<PathBuf> {
    match workspace.close() {
        Ok(()) => None,
        Err(PublishError::Io { path, .. }) => Some(path),
        Err(_) => None,
    }
}

/// Copies `.gitkeep` and `.gitignore`, and the folder's own permissions, to the next site.
pub(super) fn carry_over(output: &Path, site: &Path) -> Result<(), PublishError> {
    for name in KEPT {
        let from = output.join(name);
        if disk::look(&from)?.is_some() {
            disk::require_file(&from)?;
            fs::copy(&from, site.join(name))
                .map_err(PublishError::io(Operation::Write, site.join(name)))?;
        }
    }
    let permissions = fs::metadata(output)
        .map_err(PublishError::io(Operation::Inspect, output))?
        .permissions();
    fs::set_permissions(site, permissions)
        .map_err(PublishError::io(Operation::SetPermissions, site))
}

fn write_manifest(path: &Path, manifest: &Manifest, modes: Modes) -> Result<(), PublishError> {
    let mut file = disk::create_file(path)?;
    file.write_all(manifest.to_string().as_bytes())
        .map_err(PublishError::io(Operation::Write, path))?;
    modes.mend_file(path, &file)
}
