//! **Walk**: the content tree → source files, each with the fiscal year, organisation and edition that its place says.
//! The input edge: this is the only phase that reads documents.
//!
//! `content/<fiscal year>/<organisation>.md` or `…/<organisation>/index.md`; below a ward,
//! `…/<ward>/<section>.md` or `…/<ward>/<section>/index.md`, and the same below its departments. `<name>@<edition>.md` is another edition, `<name>.toml`
//! the settings beside `<name>.md`. Symbolic links are never followed. Names that begin with a dot, files called
//! `README.md` and figures of indicators (`content/indicators.csv`) are not looked at; everything else that is not understood is told.
#![allow(
    clippy::disallowed_methods,
    reason = "the input edge: documents are read here"
)]

mod names;
mod tree;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::config::{CONTENT, FIGURES, Registry, seems_to_withhold};
use crate::model::{
    Diagnostic, Edition, FiscalYear, Location, OrganisationId, OrganisationKind, Problem,
};

use names::{Named, Names};
use tree::{Entry, Folder};

/// A document's file, and what its place says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// The file below the site's root, with `/`.
    pub path: String,
    /// The settings beside it.
    pub sidecar: Option<String>,
    /// The fiscal year of its folder.
    pub fiscal_year: FiscalYear,
    /// The organisation that its name means; in the registry of [`Walked`].
    pub organisation: OrganisationId,
    /// Others that its name means as well in that year.
    pub rivals: Vec<OrganisationId>,
    /// The edition in its name.
    pub edition: Option<Edition>,
    /// Files in its own folder, to be published with it.
    pub attachments: Vec<String>,
}

/// What was found in the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walked {
    /// The documents, in the order of their paths, whichever Unicode normalisation those are in.
    pub files: Vec<SourceFile>,
    /// The registry, with an entry for each organisation that was found but not registered.
    pub registry: Registry,
    /// What was odd.
    pub diagnostics: Vec<Diagnostic>,
}

/// A file's bytes and those of the settings beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// The document.
    pub document: Vec<u8>,
    /// The settings beside it.
    pub sidecar: Option<Vec<u8>>,
}

/// Reads a document's file.
///
/// # Errors
/// The path that could not be read, and why.
pub fn contents(root: &Path, file: &SourceFile) -> Result<Contents, Diagnostic> {
    let read = |path: &str| fs::read(root.join(path)).map_err(|error| unreadable(path, &error));
    Ok(Contents {
        document: read(&file.path)?,
        sidecar: file.sidecar.as_deref().map(read).transpose()?,
    })
}

/// Reads an attachment.
///
/// # Errors
/// The path that could not be read, and why.
pub fn attachment(root: &Path, path: &str) -> Result<Vec<u8>, Diagnostic> {
    fs::read(root.join(path)).map_err(|error| unreadable(path, &error))
}

/// The length of an attachment in bytes.
///
/// # Errors
/// The path that could not be read, and why.
pub fn size(root: &Path, path: &str) -> Result<u64, Diagnostic> {
    let metadata = fs::metadata(root.join(path)).map_err(|error| unreadable(path, &error))?;
    Ok(metadata.len())
}

fn unreadable(path: &str, error: &io::Error) -> Diagnostic {
    let problem = Problem::Unreadable {
        path: path.to_owned(),
        detail: error.to_string(),
    };
    Diagnostic::at(problem, Location::file(path))
}

/// Finds the documents of the site in `root`.
#[must_use]
pub fn walk(root: &Path, registry: &Registry) -> Walked {
    let mut found = Vec::new();
    let Some(content) = tree::read(root, CONTENT, &mut found) else {
        found.push(Diagnostic::new(Problem::MissingContent {
            folder: CONTENT.to_owned(),
        }));
        return Walked {
            files: Vec::new(),
            registry: registry.clone(),
            diagnostics: found,
        };
    };
    let mut walker = Walker {
        root: root.to_owned(),
        names: Names::new(registry.clone()),
        files: Vec::new(),
        diagnostics: found,
    };
    walker.content(&content);
    let Walker {
        names,
        mut files,
        mut diagnostics,
        ..
    } = walker;
    diagnostics.extend(names.diagnostics);
    files.sort_by_cached_key(|file| tree::order(&file.path));
    diagnostics.sort_by_cached_key(Diagnostic::order);
    Walked {
        files,
        registry: names.registry,
        diagnostics,
    }
}

struct Walker {
    /// The site.
    root: std::path::PathBuf,
    names: Names,
    files: Vec<SourceFile>,
    diagnostics: Vec<Diagnostic>,
}

/// A document's name without its ending: the organisation's name and the edition.
fn split_edition(stem: &str) -> (&str, Option<&str>) {
    stem.split_once('@')
        .map_or((stem, None), |(name, edition)| (name, Some(edition)))
}

fn markdown_stem(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    (ending.eq_ignore_ascii_case("md") && !stem.eq_ignore_ascii_case("readme")).then_some(stem)
}

impl Walker {
    fn tell(&mut self, problem: Problem, path: &str) {
        self.diagnostics
            .push(Diagnostic::at(problem, Location::file(path)));
    }

    fn stray(&mut self, path: &str) {
        self.tell(
            Problem::StrayFile {
                path: path.to_owned(),
            },
            path,
        );
    }

    fn content(&mut self, content: &Folder) {
        for entry in &content.entries {
            match entry {
                Entry::Folder(folder) => match FiscalYear::parse(&folder.name) {
                    Some(year) => self.year(year, folder),
                    None => self.tell(
                        Problem::UnknownYear {
                            name: folder.name.clone(),
                        },
                        &folder.path,
                    ),
                },
                Entry::File(file) if file.name.ends_with(".toml") || is_readme(&file.name) => {}
                Entry::File(file) if file.name == FIGURES => {}
                Entry::File(file) => self.stray(&file.path),
            }
        }
    }

    /// Documents right in a year's folder are those of wards, departments and the city.
    fn year(&mut self, year: FiscalYear, folder: &Folder) {
        self.documents_of(year, folder, None, None);
        for inner in folder.folders() {
            self.organisation_folder(year, inner, None);
        }
    }

    /// The folder of an organisation: its own `index.md`, the documents of those below it, and what is attached to its
    /// own. `above` is the organisation in whose folder it stands.
    fn organisation_folder(&mut self, year: FiscalYear, folder: &Folder, above: Option<&Named>) {
        if !folder.has_documents() {
            for path in folder.all_files() {
                self.stray(&path);
            }
            return;
        }
        let within = above.map(|above| &above.organisation);
        let Some(owner) = self
            .names
            .organisation(&folder.name, within, year, &folder.path)
        else {
            return;
        };
        let own_index = self.documents_of(year, folder, Some(&owner), above);
        let mut attached: Vec<String> = Vec::new();
        for inner in folder.folders() {
            if may_have_folders(&owner, above) && inner.has_documents() {
                self.organisation_folder(year, inner, Some(&owner));
            } else {
                attached.extend(inner.all_files());
            }
        }
        attached.extend(
            folder
                .files()
                .filter(|file| is_attachment(&file.name))
                .map(|file| file.path.clone()),
        );
        attached.sort_by_cached_key(|path| tree::order(path));
        match own_index {
            Some(index) => self.files[index].attachments = attached,
            None => attached.iter().for_each(|path| self.stray(path)),
        }
    }

    /// The documents that stand right in a folder. `owner` is the organisation whose folder it is, `above` the one in
    /// whose folder that one stands. Returns which file is the owner's own main document.
    fn documents_of(
        &mut self,
        year: FiscalYear,
        folder: &Folder,
        owner: Option<&Named>,
        above: Option<&Named>,
    ) -> Option<usize> {
        let mut own_index = None;
        let mut used: BTreeMap<String, ()> = BTreeMap::new();
        for file in folder.files() {
            let Some(stem) = markdown_stem(&file.name) else {
                continue;
            };
            let sidecar_name = format!("{stem}.toml");
            used.insert(sidecar_name.clone(), ());
            let (name, edition) = split_edition(stem);
            let edition = match edition.map(Edition::new).transpose() {
                Ok(edition) => edition,
                Err(error) => {
                    self.tell(Problem::InvalidEdition { edition: error.0 }, &file.path);
                    continue;
                }
            };
            let named = match owner {
                Some(owner) if name == "index" => owner.clone(),
                // Below a section there are no organisations: a document there has no place.
                Some(owner) if !may_have_folders(owner, above) => {
                    self.stray(&file.path);
                    continue;
                }
                owner => {
                    let within = owner.map(|owner| &owner.organisation);
                    match self.names.organisation(name, within, year, &file.path) {
                        Some(named) => named,
                        None => continue,
                    }
                }
            };
            let sidecar = folder
                .files()
                .find(|other| other.name == sidecar_name)
                .map(|other| other.path.clone());
            if owner.is_some() && name == "index" && edition.is_none() {
                own_index = Some(self.files.len());
            }
            self.files.push(SourceFile {
                path: file.path.clone(),
                sidecar,
                fiscal_year: year,
                organisation: named.organisation.id,
                rivals: named.rivals,
                edition,
                attachments: Vec::new(),
            });
        }
        self.leftovers(folder, owner.is_some(), &used);
        own_index
    }

    /// Settings without their document, and in a year's folder whatever is no document.
    fn leftovers(&mut self, folder: &Folder, owned: bool, used: &BTreeMap<String, ()>) {
        for file in folder.files() {
            let lower = file.name.to_ascii_lowercase();
            let meant = [".toml", ".toml.txt", ".tml"]
                .iter()
                .any(|end| lower.ends_with(end));
            if meant && !used.contains_key(&file.name) && may_withhold(&self.root, &file.path) {
                // Whatever its name should have been: what it withholds would be published.
                let path = file.path.clone();
                self.tell(Problem::UnusedWithhold { path }, &file.path);
                continue;
            }
            if let Some(stem) = file.name.strip_suffix(".toml") {
                if !used.contains_key(&file.name) {
                    let document = format!("{}/{stem}.md", folder.path);
                    self.tell(
                        Problem::OrphanSidecar {
                            path: file.path.clone(),
                            document,
                        },
                        &file.path,
                    );
                }
            } else if !owned && is_attachment(&file.name) {
                self.stray(&file.path);
            }
        }
    }
}

/// Whether a file of settings seems to withhold words, or cannot be read.
fn may_withhold(root: &Path, path: &str) -> bool {
    let bytes = fs::read(root.join(path)).unwrap_or_else(|_| b"hold".to_vec());
    seems_to_withhold(&bytes)
}

/// Whether those below an organisation may have documents in its folder: what stands in a year's folder has sections,
/// and so have the departments below it. What is deeper is attached.
fn may_have_folders(owner: &Named, above: Option<&Named>) -> bool {
    above.is_none() || owner.organisation.kind == OrganisationKind::Department
}

fn is_readme(name: &str) -> bool {
    name.eq_ignore_ascii_case("readme.md")
}

fn is_attachment(name: &str) -> bool {
    markdown_stem(name).is_none() && !is_readme(name) && !name.ends_with(".toml")
}

#[cfg(test)]
mod tests;
