//! Everything that can go wrong at the output edge.

use std::fmt;
use std::io;
use std::path::PathBuf;

use super::manifest::ManifestProblem;
use super::site_path::SitePath;

/// Why a site was not published or not removed. Unless a variant says otherwise, the site that was
/// there before is untouched.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The operating system refused; among others a full disk ([`io::ErrorKind::StorageFull`]).
    #[error("cannot {operation} {}: {source}", path.display())]
    Io {
        /// What was tried.
        operation: Operation,
        /// On what.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// The output path has no name that a staging folder could be derived from: `/`, or nothing.
    #[error("{} cannot be an output folder: it has no name", path.display())]
    NoName {
        /// The path as given.
        path: PathBuf,
    },
    /// Something that is not a folder stands at the output path.
    #[error("the output {} is {found}, not a folder", path.display())]
    NotAFolder {
        /// The output path.
        path: PathBuf,
        /// What stands there.
        found: Entry,
    },
    /// Another file system is mounted at the output path, so that it cannot be exchanged.
    #[error("the output folder {} is a mount point and cannot be exchanged; choose a folder inside it", path.display())]
    MountPoint {
        /// The output path.
        path: PathBuf,
    },
    /// The output is, holds or lies inside a folder that is read.
    #[error("the output folder {} overlaps the source folder {}", path.display(), source_folder.display())]
    OverlapsSource {
        /// The output path.
        path: PathBuf,
        /// The folder that must not be written.
        source_folder: PathBuf,
    },
    /// The output folder has no manifest of ours but holds something.
    #[error("the output folder {} was not made by Ayumi: it holds {}; choose another folder or empty it",
        path.display(), entry.display())]
    Foreign {
        /// The output path.
        path: PathBuf,
        /// The first entry that is not ours, in byte order; relative to the folder.
        entry: PathBuf,
    },
    /// The output folder is ours but holds what we did not publish.
    #[error("the output folder {} holds what Ayumi did not publish and would lose: {}{}; move it away",
        path.display(), list(entries), and_more(*.more))]
    Unlisted {
        /// The output path.
        path: PathBuf,
        /// Files, symlinks and others, in byte order, relative to the folder; at most 20.
        entries: Vec<PathBuf>,
        /// How many more there are.
        more: usize,
    },
    /// The manifest in the output folder cannot be read as one.
    #[error("{}:{line}: {problem}; if this folder holds nothing but the site, delete it and build again", path.display())]
    BrokenManifest {
        /// The manifest file.
        path: PathBuf,
        /// Counted from 1.
        line: usize,
        /// What is wrong in that line.
        problem: ManifestProblem,
    },
    /// Something that is not ours stands where the staging folder has to be.
    #[error("{} stands where the site is prepared and was not made by Ayumi; move it away", path.display())]
    ForeignStaging {
        /// The staging path, or the entry inside it that is not ours.
        path: PathBuf,
    },
    /// Another build, or `clean`, is at work on the same output.
    #[error("another build is running into {}", path.display())]
    AnotherBuild {
        /// The output path.
        path: PathBuf,
    },
    /// Two files of the site cannot stand together.
    #[error("{first} and {second} {clash}")]
    Clash {
        /// Why.
        clash: Clash,
        /// One of the two, the lesser in byte order.
        first: SitePath,
        /// The other.
        second: SitePath,
    },
    /// A page wants the name of a file that is not a page: the manifest, `.gitkeep`, `.gitignore`.
    #[error("the name {path} is reserved")]
    Reserved {
        /// The path asked for.
        path: SitePath,
    },
    /// An attachment is a folder, a symlink or a device.
    #[error("{} is {found}, not a file, and cannot be published", path.display())]
    NotAFile {
        /// The attachment.
        path: PathBuf,
        /// What it is.
        found: Entry,
    },
    /// A commit was asked for although a file had failed.
    #[error("{path} was not written, so nothing is published")]
    Unfinished {
        /// The first such file that failed.
        path: SitePath,
    },
}

/// What was tried when the system refused; reads as "cannot … PATH".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Find where a path leads, or what stands there.
    Inspect,
    /// List a folder.
    List,
    /// Read a file.
    Read,
    /// Create a folder.
    CreateFolder,
    /// Create or write a file.
    Write,
    /// Set permissions.
    SetPermissions,
    /// Take the lock.
    Lock,
    /// Put a finished folder in its place.
    Rename,
    /// Remove a file or folder.
    Remove,
}

/// Why two paths cannot be published together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash {
    /// The same path twice.
    SamePath,
    /// They, or folders they lie in, differ only in case: one of them would be lost on macOS and Windows.
    OnlyCase,
    /// One is a file where the other needs a folder.
    FileAndFolder,
}

/// What stands at a path, without following symlinks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, wherever it leads.
    Symlink,
    /// A device, pipe or socket.
    Special,
}

impl PublishError {
    /// For `map_err`: the operation and path of a refused call.
    pub(super) fn io(
        operation: Operation,
        path: impl Into<PathBuf>,
    ) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            operation,
            path: path.into(),
            source,
        }
    }
}

impl Entry {
    pub(super) fn of(kind: std::fs::FileType) -> Self {
        if kind.is_symlink() {
            Self::Symlink
        } else if kind.is_dir() {
            Self::Folder
        } else if kind.is_file() {
            Self::File
        } else {
            Self::Special
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Inspect => "inspect",
            Self::List => "list",
            Self::Read => "read",
            Self::CreateFolder => "create the folder",
            Self::Write => "write",
            Self::SetPermissions => "set permissions of",
            Self::Lock => "lock",
            Self::Rename => "put in place",
            Self::Remove => "remove",
        })
    }
}

impl fmt::Display for Clash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SamePath => "are the same path, written twice",
            Self::OnlyCase => "differ only in upper and lower case",
            Self::FileAndFolder => {
                "cannot both exist: one is a file where the other needs a folder"
            }
        })
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::File => "a file",
            Self::Folder => "a folder",
            Self::Symlink => "a symbolic link",
            Self::Special => "a device, pipe or socket",
        })
    }
}

fn list(entries: &[PathBuf]) -> String {
    let names: Vec<_> = entries
        .iter()
        .map(|entry| entry.display().to_string())
        .collect();
    names.join(", ")
}

fn and_more(more: usize) -> String {
    if more == 0 {
        String::new()
    } else {
        format!(" and {more} more")
    }
}
