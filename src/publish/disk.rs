//! Small operations on the disk that differ between systems, with typed errors.

use std::fs::{self, DirBuilder, File, FileType, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::error::{Entry, Operation, PublishError};

/// Permissions of published folders and files, whatever the umask.
#[cfg(unix)]
const FOLDER_MODE: u32 = 0o755;
#[cfg(unix)]
const FILE_MODE: u32 = 0o644;

/// Threads that remove a tree.
const REMOVERS: usize = 8;

/// How a staging folder comes to the same permissions under any umask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Modes {
    /// The umask takes nothing away: what was asked for at creation stands.
    AsCreated,
    /// They have to be set after creation.
    Set,
    /// The file system has no permissions (FAT), or the system (Windows).
    Ignored,
}

impl Modes {
    /// Finds out by a folder that was just created with [`create_folder`].
    pub(super) fn probe(folder: &Path) -> io::Result<Self> {
        #[cfg(unix)]
        {
            if mode(&fs::symlink_metadata(folder)?) == FOLDER_MODE {
                return Ok(Self::AsCreated);
            }
            if set_mode(folder, FOLDER_MODE).is_ok()
                && mode(&fs::symlink_metadata(folder)?) == FOLDER_MODE
            {
                return Ok(Self::Set);
            }
        }
        let _ = folder;
        Ok(Self::Ignored)
    }

    pub(super) fn mend_folder(self, folder: &Path) -> Result<(), PublishError> {
        #[cfg(unix)]
        if self == Self::Set {
            set_mode(folder, FOLDER_MODE)
                .map_err(PublishError::io(Operation::SetPermissions, folder))?;
        }
        let _ = folder;
        Ok(())
    }

    pub(super) fn mend_file(self, path: &Path, file: &File) -> Result<(), PublishError> {
        #[cfg(unix)]
        if self == Self::Set {
            use std::os::unix::fs::PermissionsExt;
            file.set_permissions(fs::Permissions::from_mode(FILE_MODE))
                .map_err(PublishError::io(Operation::SetPermissions, path))?;
        }
        let _ = (path, file);
        Ok(())
    }

    /// Whether an old file has the permissions that a new one would get.
    pub(super) fn fit(self, metadata: &fs::Metadata) -> bool {
        #[cfg(unix)]
        if self != Self::Ignored {
            return mode(metadata) == FILE_MODE;
        }
        let _ = metadata;
        true
    }
}

#[cfg(unix)]
fn mode(metadata: &fs::Metadata) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode() & 0o777
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

pub(super) fn create_folder(path: &Path) -> io::Result<()> {
    #[allow(unused_mut, reason = "changed on Unix only")]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, FOLDER_MODE);
    builder.create(path)
}

/// Creates a file that was not there.
pub(super) fn create_file(path: &Path) -> Result<File, PublishError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, FILE_MODE);
    options
        .open(path)
        .map_err(PublishError::io(Operation::Write, path))
}

/// Opens for reading; fails on a symlink.
pub(super) fn open(path: &Path) -> io::Result<File> {
    no_follow(OpenOptions::new().read(true)).open(path)
}

/// Opens or creates the lock file; fails on a symlink.
pub(super) fn open_lock(path: &Path) -> io::Result<File> {
    no_follow(OpenOptions::new().write(true).create(true).truncate(false)).open(path)
}

fn no_follow(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::CLOEXEC).bits().cast_signed());
    }
    options
}

/// What stands at a path, without following a symlink.
pub(super) fn look(path: &Path) -> Result<Option<FileType>, PublishError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata.file_type())),
        // A file in the middle of the path: nothing stands there either.
        Err(error) if is_missing(&error) => Ok(None),
        Err(error) => Err(PublishError::io(Operation::Inspect, path)(error)),
    }
}

/// Fails with the kind of entry unless a regular file stands there.
pub(super) fn require_file(path: &Path) -> Result<(), PublishError> {
    let metadata =
        fs::symlink_metadata(path).map_err(PublishError::io(Operation::Inspect, path))?;
    if metadata.is_file() {
        return Ok(());
    }
    let found = Entry::of(metadata.file_type());
    Err(PublishError::NotAFile {
        path: path.to_owned(),
        found,
    })
}

/// Removes a folder and all below it, without following symlinks; nothing if it is missing.
///
/// By several threads, more than there are cores: a disk that frees blocks at once (ext4 mounted with
/// `discard`) makes each removal wait, and five times as many go through side by side.
pub(super) fn remove_tree(path: &Path) -> Result<(), PublishError> {
    let folders = folders_below(path);
    let next = AtomicUsize::new(0);
    // What fails here fails again below, and is reported there.
    let work = || {
        while let Some(folder) = folders.get(next.fetch_add(1, Ordering::Relaxed)) {
            let _ = fs::remove_dir_all(folder);
        }
    };
    if folders.len() > 1 {
        thread::scope(|scope| {
            for _ in 0..REMOVERS {
                let _ = thread::Builder::new().spawn_scoped(scope, work);
            }
        });
    }
    let removed = match fs::remove_dir_all(path) {
        // A folder of ours that was made read-only (and then exchanged into staging) must not stay for ever.
        #[cfg(unix)]
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            open_folders(path);
            fs::remove_dir_all(path)
        }
        result => result,
    };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(PublishError::io(Operation::Remove, path)(error))
        }
        _ => Ok(()),
    }
}

/// Lets the owner write to a folder and all below it, as far as the system allows.
#[cfg(unix)]
fn open_folders(path: &Path) {
    let mut left = vec![path.to_owned()];
    while let Some(folder) = left.pop() {
        // What fails here fails again when it is removed, and is reported there.
        let _ = set_mode(&folder, FOLDER_MODE);
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        left.extend(folders.map(|entry| entry.path()));
    }
}

/// Folders that can be removed side by side: those of the first level that has enough of them, down to the third.
fn folders_below(path: &Path) -> Vec<PathBuf> {
    let mut level = vec![path.to_owned()];
    for _ in 0..3 {
        let entries = level
            .iter()
            .filter_map(|folder| fs::read_dir(folder).ok())
            .flatten()
            .flatten();
        let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        let next: Vec<_> = folders.map(|entry| entry.path()).collect();
        if next.is_empty() {
            break;
        }
        level = next;
        if level.len() >= 8 * REMOVERS {
            break;
        }
    }
    level
}

pub(super) fn rename(from: &Path, to: &Path) -> Result<(), PublishError> {
    fs::rename(from, to).map_err(PublishError::io(Operation::Rename, to))
}

/// Whether another file system (or a bind) is mounted exactly here. Then neither a rename nor an
/// exchange is possible, and it is better to know before the work than after it.
pub(crate) fn is_mount_point(path: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
        statx(CWD, path, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::TYPE)
            .is_ok_and(|status| status.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = path;
        false
    }
}

/// Whether an open file is still what its path names.
pub(crate) fn is_still_at(file: &File, path: &Path) -> io::Result<bool> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let open = file.metadata()?;
        match fs::symlink_metadata(path) {
            Ok(named) => Ok(named.dev() == open.dev() && named.ino() == open.ino()),
            Err(error) if is_missing(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        path.try_exists()
    }
}

pub(super) fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
