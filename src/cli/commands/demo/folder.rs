//! A folder that appears whole or not at all: it is filled beside its place, under a name that begins with a dot, and
//! put there in the end.

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::publish::{is_mount_point, is_still_at};

/// In the staging folder: says that it is ours, and is locked while somebody works in it.
const MARKER: &str = "ayumi-demo.lock";
/// In the staging folder: what becomes the folder.
const SITE: &str = "site";

/// Why no folder was made. Nothing is left then.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refused {
    #[error("{} names no folder", path.display())]
    NoName { path: PathBuf },
    #[error("{} is not a folder", path.display())]
    NotAFolder { path: PathBuf },
    #[error("{} is not empty: {entry}", path.display())]
    NotEmpty { path: PathBuf, entry: String },
    #[error("{} is a mount point", path.display())]
    MountPoint { path: PathBuf },
    #[error("{} does not exist", parent.display())]
    NoParent { parent: PathBuf },
    #[error("{} is not a folder", parent.display())]
    ParentNotAFolder { parent: PathBuf },
    /// Something that we did not make stands where the folder is prepared.
    #[error("{} is not ours", path.display())]
    Foreign { path: PathBuf },
    #[error("somebody is at work in {}", path.display())]
    AnotherRun { path: PathBuf },
    #[error("{}: {source}", path.display())]
    NotAllowed { path: PathBuf, source: io::Error },
    #[error("{}: {source}", path.display())]
    Full { path: PathBuf, source: io::Error },
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
}

fn io(path: &Path) -> impl FnOnce(io::Error) -> Refused {
    let path = path.to_owned();
    move |source| match source.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Refused::NotAllowed { path, source }
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            Refused::Full { path, source }
        }
        _ => Refused::Io { path, source },
    }
}

/// A folder on its way. Dropped before it is finished, it leaves nothing.
#[derive(Debug)]
pub(super) struct NewFolder {
    /// Its place, and how whoever asked for it calls it.
    place: PathBuf,
    shown: PathBuf,
    /// Where it is filled.
    staging: PathBuf,
    site: PathBuf,
    /// The folders made so far, below the site.
    made: Mutex<BTreeSet<String>>,
    /// Only held: the lock ends with it.
    _lock: File,
}

impl NewFolder {
    /// Checks the place and prepares the staging folder; removes what a killed run left in it.
    pub fn begin(path: &Path) -> Result<Self, Refused> {
        let place = place_of(path)?;
        let (Some(parent), Some(name)) = (place.parent(), place.file_name()) else {
            return Err(Refused::NoName {
                path: path.to_owned(),
            });
        };
        let mut staging_name = OsStr::new(".").to_owned();
        staging_name.push(name);
        staging_name.push(".ayumi-demo");
        let staging = parent.join(staging_name);
        let lock = acquire(&staging)?;
        let site = staging.join(SITE);
        let folder = Self {
            place,
            shown: path.to_owned(),
            staging,
            site,
            made: Mutex::new(BTreeSet::new()),
            _lock: lock,
        };
        match fs::remove_dir_all(&folder.site) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(io(&folder.site)(error));
            }
            _ => {}
        }
        fs::create_dir(&folder.site).map_err(io(&folder.site))?;
        Ok(folder)
    }

    /// Writes a file below the folder. May be called from many threads.
    pub fn write(&self, file: &ayumi_demo::File) -> Result<(), Refused> {
        if let Some((folder, _)) = file.path.rsplit_once('/') {
            self.create(folder)?;
        }
        let path = self.site.join(&file.path);
        // No file may take the place of another, also where names are compared without case.
        let opened = OpenOptions::new().write(true).create_new(true).open(&path);
        opened
            .and_then(|mut opened| opened.write_all(&file.bytes))
            .map_err(io(&path))
    }

    /// Creates a folder below the site, once.
    fn create(&self, folder: &str) -> Result<(), Refused> {
        let mut made = match self.made.lock() {
            Ok(made) => made,
            // A set that lacks an entry only means one more call.
            Err(poisoned) => poisoned.into_inner(),
        };
        if !made.contains(folder) {
            let path = self.site.join(folder);
            fs::create_dir_all(&path).map_err(io(&path))?;
            made.insert(folder.to_owned());
        }
        Ok(())
    }

    /// Puts the folder in its place.
    pub fn finish(self) -> Result<(), Refused> {
        if is_current(&self.place) {
            return self.fill_current();
        }
        #[cfg(not(unix))]
        match fs::remove_dir(&self.place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(io(&self.shown)(error));
            }
            _ => {}
        }
        // An empty folder gives way; any other does not.
        fs::rename(&self.site, &self.place).map_err(|error| match error.kind() {
            io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists => Refused::NotEmpty {
                path: self.shown.clone(),
                entry: first_entry(&self.place).unwrap_or_default(),
            },
            _ => io(&self.shown)(error),
        })
    }

    /// Whoever stands in the folder would be left in one that is gone: it stays, and is filled. `ayumi.toml` comes
    /// last, so that the folder is no site before it is whole.
    fn fill_current(&self) -> Result<(), Refused> {
        let entries = fs::read_dir(&self.site).map_err(io(&self.site))?;
        let names = entries.map(|entry| entry.map(|entry| entry.file_name()));
        let mut names: Vec<_> = names.collect::<Result<_, _>>().map_err(io(&self.site))?;
        names.sort_by_key(|name| (name == "ayumi.toml", name.clone()));
        for name in names {
            let to = self.place.join(&name);
            fs::rename(self.site.join(&name), &to).map_err(io(&to))?;
        }
        Ok(())
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        // What cannot be removed is removed by the next run.
        let _ = fs::remove_dir_all(&self.site);
        let _ = fs::remove_file(self.staging.join(MARKER));
        let _ = fs::remove_dir(&self.staging);
    }
}

/// The place that a path means: missing, or an empty folder.
fn place_of(path: &Path) -> Result<PathBuf, Refused> {
    let shown = || path.to_owned();
    if path.as_os_str().is_empty() {
        return Err(Refused::NoName { path: shown() });
    }
    if fs::symlink_metadata(path).is_ok() {
        let metadata = fs::metadata(path);
        if !metadata.is_ok_and(|metadata| metadata.is_dir()) {
            return Err(Refused::NotAFolder { path: shown() });
        }
        match first_entry(path) {
            Ok(entry) if entry.is_empty() => {}
            Ok(entry) => {
                return Err(Refused::NotEmpty {
                    path: shown(),
                    entry,
                });
            }
            Err(error) => return Err(io(path)(error)),
        }
        let place = fs::canonicalize(path).map_err(io(path))?;
        if is_mount_point(&place) {
            return Err(Refused::MountPoint { path: shown() });
        }
        return Ok(place);
    }
    let Some(name) = path.file_name() else {
        return Err(Refused::NoName { path: shown() });
    };
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let metadata = fs::metadata(parent);
    match metadata {
        Ok(metadata) if !metadata.is_dir() => Err(Refused::ParentNotAFolder {
            parent: parent.to_owned(),
        }),
        Ok(_) => {
            let parent = fs::canonicalize(parent).map_err(io(parent))?;
            Ok(parent.join(name))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Refused::NoParent {
            parent: parent.to_owned(),
        }),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(Refused::ParentNotAFolder {
                parent: parent.to_owned(),
            })
        }
        Err(error) => Err(io(parent)(error)),
    }
}

/// The name of something in the folder, the first in order; empty where it is.
fn first_entry(folder: &Path) -> io::Result<String> {
    let names = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name()));
    let first = names.collect::<io::Result<Vec<_>>>()?.into_iter().min();
    Ok(first.map_or_else(String::new, |name| name.to_string_lossy().into_owned()))
}

fn is_current(place: &Path) -> bool {
    let current = env::current_dir().and_then(fs::canonicalize);
    current.is_ok_and(|current| current == place)
}

/// Makes the staging folder, or takes over one that a killed run left: nobody works in it any more, and it holds
/// nothing but what we put there.
fn acquire(staging: &Path) -> Result<File, Refused> {
    let foreign = || Refused::Foreign {
        path: staging.to_owned(),
    };
    match fs::create_dir(staging) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let metadata = fs::symlink_metadata(staging).map_err(io(staging))?;
            if !metadata.is_dir() {
                return Err(foreign());
            }
            let entries = fs::read_dir(staging).map_err(io(staging))?;
            let names = entries.map(|entry| entry.map(|entry| entry.file_name()));
            let names: Vec<_> = names.collect::<Result<_, _>>().map_err(io(staging))?;
            let marked = names.iter().any(|name| name == MARKER);
            let ours = names.iter().all(|name| name == MARKER || name == SITE);
            if !(names.is_empty() || marked && ours) {
                return Err(foreign());
            }
        }
        Err(error) => return Err(io(staging)(error)),
    }
    let path = staging.join(MARKER);
    let another = || Refused::AnotherRun {
        path: staging.to_owned(),
    };
    let opened = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path);
    let lock = opened.map_err(|error| {
        // An empty folder without a marker would be taken over by the next run all the same.
        let _ = fs::remove_dir(staging);
        io(&path)(error)
    })?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(another()),
        Err(TryLockError::Error(error)) => return Err(io(&path)(error)),
    }
    // A run that ended in between has removed it.
    match is_still_at(&lock, &path) {
        Ok(true) => Ok(lock),
        Ok(false) => Err(another()),
        Err(error) => Err(io(&path)(error)),
    }
}
