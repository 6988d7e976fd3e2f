//! A folder as a value: sorted, without links, with everything told that could not be read.

use std::collections::BTreeMap;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;
use walkdir::WalkDir;

use crate::model::{Diagnostic, Location, Problem};
use crate::publish::fold_case;

/// A folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Folder {
    /// Its name, in Unicode's composed normalisation.
    pub name: String,
    /// Its path below the site's root, with `/`, as it is written on the disk.
    pub path: String,
    /// What is in it, by name.
    pub entries: Vec<Entry>,
}

/// Something in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entry {
    Folder(Folder),
    File(File),
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct File {
    /// Its name, in Unicode's composed normalisation.
    pub name: String,
    /// Its path below the site's root.
    pub path: String,
}

impl Entry {
    fn order(&self) -> (&str, &str) {
        match self {
            Self::Folder(folder) => (&folder.name, &folder.path),
            Self::File(file) => (&file.name, &file.path),
        }
    }
}

/// The order of paths, whichever normalisation their names are in.
pub(super) fn order(path: &str) -> (String, String) {
    (path.nfc().collect(), path.to_owned())
}

impl Folder {
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.entries.iter().filter_map(|entry| {
            if let Entry::File(file) = entry {
                Some(file)
            } else {
                None
            }
        })
    }

    pub fn folders(&self) -> impl Iterator<Item = &Folder> {
        self.entries.iter().filter_map(|entry| {
            if let Entry::Folder(folder) = entry {
                Some(folder)
            } else {
                None
            }
        })
    }

    /// Puts what is in it into the order of the composed names: the disk's own order depends on how it spells them.
    fn sort(&mut self) {
        self.entries.sort_by(|a, b| a.order().cmp(&b.order()));
    }

    /// Whether a document stands in it, at any depth.
    pub fn has_documents(&self) -> bool {
        self.files()
            .any(|file| super::markdown_stem(&file.name).is_some())
            || self.folders().any(Self::has_documents)
    }

    /// The paths of all files in it, at any depth.
    pub fn all_files(&self) -> Vec<String> {
        let mut paths: Vec<String> = self.files().map(|file| file.path.clone()).collect();
        paths.extend(self.folders().flat_map(Self::all_files));
        paths
    }
}

/// Folders deeper than this are not looked into; no document can be there.
const DEEPEST: usize = 16;

/// The folder `path` below `root`; none where there is no such folder.
pub(super) fn read(root: &Path, path: &str, found: &mut Vec<Diagnostic>) -> Option<Folder> {
    let top = root.join(path);
    if top
        .symlink_metadata()
        .is_ok_and(|metadata| metadata.is_symlink())
    {
        tell(
            Problem::SymbolicLink {
                path: path.to_owned(),
            },
            path,
            found,
        );
        return None;
    }
    if !top.is_dir() {
        return None;
    }
    // Folders that are open, outermost first; a folder is closed when something outside of it comes.
    let mut open = vec![Folder {
        name: path.to_owned(),
        path: path.to_owned(),
        entries: Vec::new(),
    }];
    let walk = WalkDir::new(&top)
        .min_depth(1)
        .max_depth(DEEPEST)
        .sort_by_file_name()
        .into_iter();
    // What begins with a dot belongs to the system or to an editor.
    let visible =
        walk.filter_entry(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."));
    for entry in visible {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let shown = error
                    .path()
                    .map_or_else(|| path.to_owned(), |path| below(root, path));
                let detail = error
                    .io_error()
                    .map_or_else(|| error.to_string(), ToString::to_string);
                tell(
                    Problem::Unreadable {
                        path: shown.clone(),
                        detail,
                    },
                    &shown,
                    found,
                );
                continue;
            }
        };
        while open.len() > entry.depth() {
            close(&mut open);
        }
        let shown = below(root, entry.path());
        let Some(name) = entry.file_name().to_str() else {
            tell(
                Problem::NameNotUnicode {
                    path: shown.clone(),
                },
                &shown,
                found,
            );
            continue;
        };
        let name: String = name.nfc().collect();
        if entry.file_type().is_symlink() {
            tell(
                Problem::SymbolicLink {
                    path: shown.clone(),
                },
                &shown,
                found,
            );
        } else if entry.file_type().is_dir() {
            open.push(Folder {
                name,
                path: shown,
                entries: Vec::new(),
            });
        } else if entry.file_type().is_file() {
            if let Some(folder) = open.last_mut() {
                folder.entries.push(Entry::File(File { name, path: shown }));
            }
        } else {
            // A pipe, a socket or a device: reading it might never end.
            tell(
                Problem::StrayFile {
                    path: shown.clone(),
                },
                &shown,
                found,
            );
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    let mut content = open.pop()?;
    content.sort();
    clashes(&content, found);
    Some(content)
}

fn close(open: &mut Vec<Folder>) {
    if let Some(mut folder) = open.pop()
        && let Some(above) = open.last_mut()
    {
        folder.sort();
        above.entries.push(Entry::Folder(folder));
    }
}

fn below(root: &Path, path: &Path) -> String {
    path.strip_prefix(root)
        .unwrap_or(path)
        .to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "/")
}

fn tell(problem: Problem, path: &str, found: &mut Vec<Diagnostic>) {
    found.push(Diagnostic::at(problem, Location::file(path)));
}

/// Names that are one name on systems that fold case or normalisation.
fn clashes(folder: &Folder, found: &mut Vec<Diagnostic>) {
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for entry in &folder.entries {
        let (name, path) = entry.order();
        if let Some(other) = names.insert(fold_case(name), path) {
            tell(
                Problem::NameClash {
                    name: path.to_owned(),
                    other: other.to_owned(),
                },
                path,
                found,
            );
        }
    }
    folder.folders().for_each(|inner| clashes(inner, found));
}
