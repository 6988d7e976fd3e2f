//! The phases, one after the other: [`check`] reads and relates, [`build`] goes on to render, index and publish.
//!
//! There are two passes over the documents. The first keeps a digest of each and drops the text; the second reads one
//! batch at a time again, renders it and indexes it. So memory grows with the digests, not with the text.

mod build;
mod data;
mod finished;
mod pages;
mod together;

pub use build::{BuildError, BuildOptions, Built, build};
pub use finished::finished;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

use crate::config::Config;
use crate::hosting::Redirect;
use crate::model::{Diagnostic, Digest, Document, DocumentId, Location, Problem, Severity};
use crate::publish::SitePath;
use crate::read::{self, Context, Input, Reading, Sidecar};
use crate::relate::{self, Archive};
use crate::walk::{self, SourceFile};

use together::{Entry, Settings};

/// A step of a run, for whoever shows progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Finding the documents.
    Walk,
    /// Reading them and taking their digests; one step a document.
    Read,
    /// Relating the digests.
    Relate,
    /// Reading them again, rendering and indexing; one step a document, and one for each page that is no document's own.
    Render,
    /// Completing the search index.
    Index,
    /// Putting the site in its place.
    Publish,
}

impl Phase {
    /// The phase's name, as in the folders of the source.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Walk => "walk",
            Self::Read => "read",
            Self::Relate => "relate",
            Self::Render => "render",
            Self::Index => "index",
            Self::Publish => "publish",
        }
    }
}

/// Somebody who wants to know how far a run is.
pub trait Progress: Sync {
    /// A phase begins; it has this many steps.
    fn begin(&self, phase: Phase, steps: usize);
    /// Some steps were taken.
    fn advance(&self, steps: usize);
    /// Whether nobody wants the run's outcome any more: it ends soon, and nothing is published.
    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn begin(&self, _: Phase, _: usize) {}
    fn advance(&self, _: usize) {}
}

/// Which documents to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Selection {
    /// Drafts too.
    pub drafts: bool,
}

/// The archive as it was read, and all that was odd.
#[derive(Debug)]
pub struct Checked {
    /// How the documents relate.
    pub archive: Archive,
    /// Their files.
    pub files: Vec<SourceFile>,
    /// How many drafts were left out.
    pub drafts: usize,
    /// Which of the files holds which document.
    pub places: BTreeMap<DocumentId, usize>,
    /// The addresses that documents had before their organisations changed theirs: `2019/chuou`.
    pub former_addresses: BTreeMap<DocumentId, Vec<String>>,
    /// All addresses that documents had before, with those to which they lead now; sorted.
    pub redirects: Vec<Redirect>,
    /// Everything that was odd, in order.
    pub diagnostics: Vec<Diagnostic>,
}

impl Checked {
    /// How many diagnostics have this weight.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics
            .iter()
            .filter(|one| one.severity() == severity)
            .count()
    }
}

/// Reads and relates all documents of a site.
#[must_use]
pub fn check(config: &Config, selection: Selection, progress: &dyn Progress) -> Checked {
    progress.begin(Phase::Walk, 0);
    let walked = walk::walk(&config.root, &config.registry);
    let mut diagnostics = config.diagnostics.clone();
    diagnostics.extend(walked.diagnostics);
    let forms = &config.forms;
    let context = Context {
        municipality: &config.settings.archive.code,
        forms,
        registry: &walked.registry,
    };

    progress.begin(Phase::Read, walked.files.len());
    let read: Vec<First> = walked
        .files
        .par_iter()
        .map(|file| {
            if progress.is_cancelled() {
                return First::default();
            }
            let first = match read_file(config, file, &context) {
                Ok(read) => First {
                    digest: read.digest(),
                    settings: Settings::of(&read.reading),
                    diagnostics: read.reading.diagnostics,
                },
                Err(unreadable) => First {
                    digest: None,
                    settings: None,
                    diagnostics: vec![unreadable],
                },
            };
            progress.advance(1);
            first
        })
        .collect();

    progress.begin(Phase::Relate, 0);
    let mut digests: Vec<Digest> = Vec::new();
    let mut files: Vec<SourceFile> = Vec::new();
    let mut settings: Vec<Option<Box<Settings>>> = Vec::new();
    let mut seen: BTreeMap<DocumentId, String> = BTreeMap::new();
    let mut drafts = 0;
    for (file, first) in walked.files.into_iter().zip(read) {
        // Nobody has finished a draft: what is odd about one that is not taken is nobody's business yet.
        if !selection.drafts && first.digest.as_ref().is_some_and(|digest| digest.draft) {
            drafts += 1;
            continue;
        }
        diagnostics.extend(first.diagnostics);
        let Some(digest) = first.digest else {
            continue;
        };
        let unusable = attachments(&file, &digest.id).filter_map(|(_, path)| path.err());
        diagnostics.extend(unusable);
        if let Some(other) = seen.get(&digest.id) {
            let problem = Problem::DuplicateDocument {
                document: digest.id.to_string(),
                other: other.clone(),
            };
            diagnostics.push(Diagnostic::at(problem, Location::file(&file.path)));
            continue;
        }
        seen.insert(digest.id.clone(), file.path.clone());
        digests.push(digest);
        files.push(file);
        settings.push(first.settings);
    }
    diagnostics.extend(without_main(&seen));
    let entries: Vec<Entry<'_>> = files
        .iter()
        .zip(&digests)
        .zip(&settings)
        .map(|((file, digest), settings)| Entry {
            file,
            digest,
            settings: settings.as_deref(),
        })
        .collect();
    let (found, moved) = together::check(config, &context, &entries);
    diagnostics.extend(found);
    accept(&files, &mut settings, &mut diagnostics);
    together::hush(&mut diagnostics);
    let places = digests.iter().enumerate();
    let places = places.map(|(at, digest)| (digest.id.clone(), at)).collect();
    let archive = Archive::new(walked.registry, digests, config.settings.archive.as_of)
        .with_figures(&config.figures);
    // A document that could not be read is not missing.
    if diagnostics
        .iter()
        .all(|one| one.severity() != Severity::Error)
    {
        diagnostics.extend(relate::coverage(&archive));
    }
    diagnostics.sort_by_cached_key(Diagnostic::order);
    Checked {
        archive,
        files,
        drafts,
        places,
        former_addresses: moved.former,
        redirects: moved.redirects,
        diagnostics,
    }
}

/// What the first pass keeps of a file.
#[derive(Default)]
struct First {
    digest: Option<Digest>,
    settings: Option<Box<Settings>>,
    diagnostics: Vec<Diagnostic>,
}

/// Leaves out what somebody looked at, whichever phase found it, and tells the entries that met nothing.
fn accept(
    files: &[SourceFile],
    settings: &mut [Option<Box<Settings>>],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut by_path: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, file) in files.iter().enumerate() {
        if settings[at].is_some() {
            let folder = file.path.strip_suffix("/index.md");
            let paths = [Some(&*file.path), file.sidecar.as_deref(), folder];
            by_path.extend(paths.into_iter().flatten().map(|path| (path, at)));
        }
    }
    diagnostics.retain(|diagnostic| {
        let file = diagnostic
            .location
            .as_ref()
            .map(|place| place.file.as_str());
        let at = file.and_then(|file| by_path.get(file));
        let settings = at.and_then(|at| settings[*at].as_mut());
        !settings.is_some_and(|settings| settings.accepts.accepts(diagnostic))
    });
    let unmatched = settings
        .iter()
        .flatten()
        .flat_map(|settings| settings.accepts.unmatched());
    diagnostics.extend(unmatched);
}

/// Editions whose main one is not there: nothing would lead to them.
fn without_main(files: &BTreeMap<DocumentId, String>) -> Vec<Diagnostic> {
    let main = |id: &DocumentId| id.as_str().split_once('@').map(|(main, _)| main.to_owned());
    let known: BTreeSet<&str> = files.keys().map(DocumentId::as_str).collect();
    let alone = files
        .iter()
        .filter_map(|(id, file)| Some((main(id)?, file)));
    alone
        .filter(|(main, _)| !known.contains(main.as_str()))
        .map(|(main, file)| {
            Diagnostic::at(
                Problem::EditionWithoutMain { document: main },
                Location::file(file),
            )
        })
        .collect()
}

/// A document as it was read.
struct Read {
    reading: Reading,
    settings_sha256: Option<String>,
}

impl Read {
    fn digest(&self) -> Option<Digest> {
        let document = self.reading.document.as_ref()?;
        Some(Digest {
            settings_sha256: self.settings_sha256.clone(),
            ..Digest::of(document)
        })
    }
}

fn read_file(
    config: &Config,
    file: &SourceFile,
    context: &Context<'_>,
) -> Result<Read, Diagnostic> {
    let contents = walk::contents(&config.root, file)?;
    let sidecar = file
        .sidecar
        .as_deref()
        .zip(contents.sidecar.as_deref())
        .map(|(path, bytes)| Sidecar { path, bytes });
    let Some(organisation) = context.registry.get(&file.organisation) else {
        // The walk added an entry for every organisation that it found.
        unreachable!("{} is in the registry", file.organisation);
    };
    let mut reading = read::read(
        &Input {
            path: &file.path,
            bytes: &contents.document,
            sidecar,
            fiscal_year: file.fiscal_year,
            organisation,
            rivals: &file.rivals,
            edition: file.edition.as_ref(),
        },
        context,
    );
    if let Some(document) = &mut reading.document {
        document.fictional = config.settings.archive.fictional;
    }
    Ok(Read {
        reading,
        settings_sha256: contents.sidecar.as_deref().map(read::sha256),
    })
}

/// A document's attachments, each with its place in the site, or why it cannot have one.
fn attachments<'a>(
    file: &'a SourceFile,
    document: &'a DocumentId,
) -> impl Iterator<Item = (&'a str, Result<SitePath, Diagnostic>)> {
    file.attachments.iter().map(move |attachment| {
        let name = composed(together::attachment_name(file, attachment));
        let path = format!("{}files/{name}", document.folder());
        (attachment.as_str(), site_path(&path, attachment))
    })
}

/// A name of a file as addresses and pages have it: some systems decompose names; an address has one spelling.
fn composed(name: &str) -> String {
    name.nfc().collect()
}

/// Whether two names are one, whichever normalisation they are in.
fn same_name(a: &str, b: &str) -> bool {
    a.nfc().eq(b.nfc())
}

/// Why a text cannot be a path of the site.
fn site_path_of(path: &str) -> Result<(), String> {
    match SitePath::new(path) {
        Ok(_) => Ok(()),
        Err(error) => Err(error.problem.to_string()),
    }
}

/// A path of the site; what cannot be one is an error at the file that asked for it.
fn site_path(path: &str, source: &str) -> Result<SitePath, Diagnostic> {
    SitePath::new(path).map_err(|error| {
        let problem = Problem::UnusableName {
            path: path.to_owned(),
            detail: error.to_string(),
        };
        Diagnostic::at(problem, Location::file(source))
    })
}

/// Reads one document of a site, and none of the others; `path` is its file below the site's root, with `/`.
///
/// # Errors
/// What is known of the path, where it has no document: nothing where it is no file of the content.
pub fn find(config: &Config, path: &str) -> Result<(Document, Vec<Diagnostic>), Vec<Diagnostic>> {
    let walked = walk::walk(&config.root, &config.registry);
    let exact = walked.files.iter().find(|file| file.path == path);
    // Typed, a name is composed; the disk may have it decomposed.
    let mut files = walked.files.iter();
    let Some(file) = exact.or_else(|| files.find(|file| same_name(&file.path, path))) else {
        let is_here = |one: &Diagnostic| {
            let location = one.location.as_ref();
            location.is_some_and(|location| same_name(&location.file, path))
        };
        return Err(walked.diagnostics.into_iter().filter(is_here).collect());
    };
    let context = Context {
        municipality: &config.settings.archive.code,
        forms: &config.forms,
        registry: &walked.registry,
    };
    let mut reading = read_file(config, file, &context)
        .map_err(|unreadable| vec![unreadable])?
        .reading;
    for told in &walked.diagnostics {
        // Of the walk only what concerns this document can be accepted by it.
        let _ = reading.accepts.accepts(told);
    }
    let unmatched = reading.accepts.unmatched();
    reading.diagnostics.extend(unmatched);
    match reading.document {
        Some(document) => Ok((document, reading.diagnostics)),
        None => Err(reading.diagnostics),
    }
}
