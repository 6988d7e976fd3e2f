//! [`Workspace`]: the locked staging folder beside the output, and what a killed build left in it.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::disk;
use super::error::{Operation, PublishError};
use super::survey::{KEPT, Survey, glance, list};

const LOCK: &str = "ayumi.lock";
const SITE: &str = "site";
const OLD: &str = "old";

/// The staging folder, held by this process alone until it is dropped or closed, which removes it.
#[derive(Debug)]
pub(super) struct Workspace {
    output: PathBuf,
    folder: PathBuf,
    /// Only held: the lock ends with it.
    _lock: File,
    open: bool,
}

impl Workspace {
    /// Takes the lock, brings back an old site that a killed build had set aside, and removes the rest of
    /// what it left. Creates the folders above the output.
    ///
    /// # Errors
    /// [`PublishError::AnotherBuild`], [`PublishError::ForeignStaging`], or the system refused.
    pub(super) fn acquire(output: &Path) -> Result<Self, PublishError> {
        let folder = staging_path(output);
        if let Some(parent) = output.parent() {
            fs::create_dir_all(parent)
                .map_err(PublishError::io(Operation::CreateFolder, parent))?;
        }
        // Another process may remove its staging folder at any moment in here; then begin again.
        for _ in 0..100 {
            let Some(lock) = try_acquire(&folder)? else {
                continue;
            };
            match lock.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(PublishError::AnotherBuild {
                        path: output.to_owned(),
                    });
                }
                Err(TryLockError::Error(error)) => {
                    return Err(PublishError::io(Operation::Lock, folder.join(LOCK))(error));
                }
            }
            let path = folder.join(LOCK);
            if !disk::is_still_at(&lock, &path).map_err(PublishError::io(Operation::Lock, &path))? {
                continue;
            }
            let workspace = Self {
                output: output.to_owned(),
                folder,
                _lock: lock,
                open: true,
            };
            workspace.recover()?;
            workspace.sweep()?;
            return Ok(workspace);
        }
        Err(PublishError::AnotherBuild {
            path: output.to_owned(),
        })
    }

    /// Whether a build is running or was killed here.
    pub(super) fn is_left_at(output: &Path) -> Result<bool, PublishError> {
        Ok(disk::look(&staging_path(output))?.is_some())
    }

    /// Where the next site is put together.
    pub(super) fn site(&self) -> PathBuf {
        self.folder.join(SITE)
    }

    /// Where the old site stands between two renames.
    pub(super) fn old(&self) -> PathBuf {
        self.folder.join(OLD)
    }

    /// Removes the staging folder and ends the lock.
    ///
    /// # Errors
    /// What could not be removed. The next start will try again.
    pub(super) fn close(mut self) -> Result<(), PublishError> {
        self.finish()
    }

    fn finish(&mut self) -> Result<(), PublishError> {
        self.open = false;
        self.recover()?;
        self.sweep()?;
        let lock = self.folder.join(LOCK);
        fs::remove_file(&lock).map_err(PublishError::io(Operation::Remove, lock))?;
        match fs::remove_dir(&self.folder) {
            // The next build has already begun in it.
            Err(error)
                if error.kind() == io::ErrorKind::DirectoryNotEmpty || disk::is_missing(&error) =>
            {
                Ok(())
            }
            result => result.map_err(PublishError::io(Operation::Remove, &self.folder)),
        }
    }

    /// If no site stands at the output and an old one was set aside, puts that one back.
    fn recover(&self) -> Result<(), PublishError> {
        let old = self.old();
        if disk::look(&old)?.is_none() {
            return Ok(());
        }
        match glance(&self.output) {
            Ok(Some(Survey::Missing)) => disk::rename(&old, &self.output),
            // Someone, such as a checkout, made the folder anew in the meantime.
            Ok(Some(Survey::Blank)) => {
                for name in KEPT {
                    let kept = self.output.join(name);
                    if disk::look(&kept)?.is_some() {
                        disk::rename(&kept, &old.join(name))?;
                    }
                }
                fs::remove_dir(&self.output)
                    .map_err(PublishError::io(Operation::Remove, &self.output))?;
                disk::rename(&old, &self.output)
            }
            // A whole site stands there: the swap had been finished.
            Ok(_) => Ok(()),
            // Something foreign stands there. The old site stays aside until that is gone.
            Err(error) => Err(error),
        }
    }

    fn sweep(&self) -> Result<(), PublishError> {
        disk::remove_tree(&self.site())?;
        disk::remove_tree(&self.old())
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        if self.open {
            // Nothing to tell it to; the next start tries again and tells.
            let _ = self.finish();
        }
    }
}

fn staging_path(output: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(output.file_name().unwrap_or_default());
    name.push(".ayumi-staging");
    output.with_file_name(name)
}

/// Creates or enters the staging folder and opens its lock file; nothing if the folder vanished meanwhile.
fn try_acquire(folder: &Path) -> Result<Option<File>, PublishError> {
    match disk::create_folder(folder) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match foreign_entry(folder) {
            Ok(None) => {}
            Ok(Some(path)) => return Err(PublishError::ForeignStaging { path }),
            Err(PublishError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                return Ok(None);
            }
            Err(error) => return Err(error),
        },
        Err(error) => return Err(PublishError::io(Operation::CreateFolder, folder)(error)),
    }
    let path = folder.join(LOCK);
    match disk::open_lock(&path) {
        Ok(lock) => Ok(Some(lock)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(PublishError::io(Operation::Lock, path)(error)),
    }
}

/// The path that shows that a staging folder is not ours. Ours holds a lock file (or nothing, if killed
/// before it was made) and no other names than the two folders.
fn foreign_entry(folder: &Path) -> Result<Option<PathBuf>, PublishError> {
    let Some(kind) = disk::look(folder)? else {
        return Ok(None);
    };
    if !kind.is_dir() {
        return Ok(Some(folder.to_owned()));
    }
    let entries = list(folder)?;
    let is_ours = |name: &Path, kind: fs::FileType| {
        (kind.is_file() && name == Path::new(LOCK))
            || (kind.is_dir() && (name == Path::new(SITE) || name == Path::new(OLD)))
    };
    if let Some((name, _)) = entries.iter().find(|(name, kind)| !is_ours(name, *kind)) {
        return Ok(Some(folder.join(name)));
    }
    // The lock file is made first and removed last: folders without it are someone else's.
    let locked = entries.iter().any(|(_, kind)| kind.is_file());
    Ok(entries
        .first()
        .filter(|_| !locked)
        .map(|(name, _)| folder.join(name)))
}
