//! The folder of a new site: nothing that stands there is ever overwritten, and what was begun in vain is removed.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Why the folder cannot become a site.
#[derive(Debug)]
pub(super) enum Refused {
    /// It is one already.
    Site {
        path: PathBuf,
    },
    /// Something stands there; the first names.
    NotEmpty {
        path: PathBuf,
        entries: Vec<String>,
    },
    NotAFolder {
        path: PathBuf,
    },
    Io {
        path: PathBuf,
        source: io::Error,
    },
}

/// A site on its way. Dropped before [`keep`](Begun::keep), it leaves nothing.
#[derive(Debug)]
pub(super) struct Begun {
    root: PathBuf,
    /// What was made, in that order.
    made: Vec<Made>,
}

#[derive(Debug)]
enum Made {
    Folder(PathBuf),
    File(PathBuf),
}

/// So many names tell what stands there.
const NAMED: usize = 3;

impl Begun {
    /// A folder that is missing, or empty but for names that begin with a dot.
    pub fn new(root: &Path) -> Result<Self, Refused> {
        let path = || root.to_owned();
        match fs::metadata(root) {
            Ok(metadata) if !metadata.is_dir() => return Err(Refused::NotAFolder { path: path() }),
            Ok(_) => {
                if fs::symlink_metadata(root.join("ayumi.toml")).is_ok() {
                    return Err(Refused::Site { path: path() });
                }
                let entries = entries(root).map_err(io_at(root))?;
                if !entries.is_empty() {
                    return Err(Refused::NotEmpty {
                        path: path(),
                        entries,
                    });
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Err(Refused::NotAFolder { path: path() });
            }
            Err(error) => return Err(io_at(root)(error)),
        }
        let mut begun = Self {
            root: path(),
            made: Vec::new(),
        };
        begun.create(root)?;
        Ok(begun)
    }

    /// Writes a file, unless one stands there: then it says so.
    pub fn write(&mut self, path: &str, bytes: &[u8]) -> Result<bool, Refused> {
        let path = self.root.join(path);
        if let Some(folder) = path.parent() {
            self.create(folder)?;
        }
        let opened = OpenOptions::new().write(true).create_new(true).open(&path);
        let mut file = match opened {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
            Err(error) => return Err(io_at(&path)(error)),
        };
        self.made.push(Made::File(path.clone()));
        file.write_all(bytes).map_err(io_at(&path))?;
        Ok(true)
    }

    /// The site is whole.
    pub fn keep(mut self) {
        self.made.clear();
    }

    /// Creates a folder and those above it.
    fn create(&mut self, folder: &Path) -> Result<(), Refused> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(above) = folder.parent() {
            self.create(above)?;
        }
        match fs::create_dir(folder) {
            Ok(()) => {
                self.made.push(Made::Folder(folder.to_owned()));
                Ok(())
            }
            Err(error) => Err(io_at(folder)(error)),
        }
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        for made in self.made.iter().rev() {
            // What cannot be removed is told by the next run, which finds it in its way.
            let _ = match made {
                Made::File(path) => fs::remove_file(path),
                Made::Folder(path) => fs::remove_dir(path),
            };
        }
    }
}

fn io_at(path: &Path) -> impl FnOnce(io::Error) -> Refused {
    let path = path.to_owned();
    move |source| Refused::Io { path, source }
}

/// The first names in a folder that do not begin with a dot, in order.
fn entries(folder: &Path) -> io::Result<Vec<String>> {
    let names = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name()));
    let names = names.collect::<io::Result<Vec<_>>>()?;
    let mut names: Vec<String> = names
        .iter()
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    names.truncate(NAMED);
    Ok(names)
}
