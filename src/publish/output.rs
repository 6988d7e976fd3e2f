//! [`Output`]: the output folder, checked and locked.

use std::path::{Path, PathBuf};

use super::error::PublishError;
use super::location::{keep_apart, resolve_output};
use super::manifest::Manifest;
use super::staging::Staging;
use super::survey::{Survey, glance, survey};
use super::workspace::Workspace;

/// An output folder that is ours to publish into, locked against other builds until this or the
/// [`Staging`] made from it is gone.
#[derive(Debug)]
pub struct Output {
    pub(super) path: PathBuf,
    pub(super) published: Manifest,
    pub(super) workspace: Workspace,
}

impl Output {
    /// Checks and locks the output folder, and mends what a killed build left behind.
    ///
    /// `path` may be relative, end with a slash, or not exist; its parents are created. The folder must
    /// be missing, empty, hold only `.gitkeep` or `.gitignore`, or have our manifest and
    /// nothing that it does not list. `guarded` are folders that are read and must stay apart from it.
    /// Nothing is written before the first four of the checks below.
    ///
    /// # Errors
    /// [`NotAFolder`](PublishError::NotAFolder), [`MountPoint`](PublishError::MountPoint),
    /// [`OverlapsSource`](PublishError::OverlapsSource), [`Foreign`](PublishError::Foreign),
    /// [`ForeignStaging`](PublishError::ForeignStaging), [`AnotherBuild`](PublishError::AnotherBuild),
    /// [`BrokenManifest`](PublishError::BrokenManifest), [`Unlisted`](PublishError::Unlisted),
    /// [`NoName`](PublishError::NoName) or [`Io`](PublishError::Io).
    pub fn open(path: &Path, guarded: &[PathBuf]) -> Result<Self, PublishError> {
        let path = resolve_output(path)?;
        keep_apart(&path, guarded)?;
        glance(&path)?;
        let workspace = Workspace::acquire(&path)?;
        // Again: before the lock was ours, another build may have been at work.
        let published = match survey(&path)? {
            Survey::Missing | Survey::Blank => Manifest::default(),
            Survey::Published(manifest) => manifest,
        };
        Ok(Self {
            path,
            published,
            workspace,
        })
    }

    /// The folder's absolute path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is published there now; empty if nothing is.
    pub fn published(&self) -> &Manifest {
        &self.published
    }

    /// Starts an empty site beside the folder.
    ///
    /// # Errors
    /// [`PublishError::Io`].
    pub fn stage(self) -> Result<Staging, PublishError> {
        Staging::start(self)
    }
}
