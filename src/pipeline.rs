//! The phases, one after the other: [`check`] reads and relates, [`build`] goes on to render, index and publish.
//!
//! There are two passes over the documents. The first keeps a digest of each and drops the text; the second reads one
//! batch at a time again, renders it and indexes it. So memory grows with the digests, not with the text.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ayumi_search::{IndexWriter, Prepared};
use rayon::prelude::*;

use crate::config::Config;
use crate::index;
use crate::model::{Diagnostic, Digest, Document, DocumentId, Location, Problem, Severity};
use crate::publish::{Output, PublishError, SitePath, Staging, Summary};
use crate::read::{self, Context, Input, Reading, Sidecar};
use crate::relate::Archive;
use crate::render::{Page, Renderer};
use crate::walk::{self, SourceFile};

/// A step of a run, for whoever shows progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Finding the documents.
    Walk,
    /// Reading them and taking their digests; one step a document.
    Read,
    /// Relating the digests.
    Relate,
    /// Reading them again, rendering and indexing; one step a document.
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
    let mut diagnostics = walked.diagnostics;
    let forms = &config.forms;
    let context = Context {
        municipality: &config.settings.archive.code,
        forms,
        registry: &walked.registry,
    };

    progress.begin(Phase::Read, walked.files.len());
    let read: Vec<(Option<Digest>, Vec<Diagnostic>)> = walked
        .files
        .par_iter()
        .map(|file| {
            let result = match read_file(&config.root, file, &context) {
                Ok(reading) => (
                    reading.document.as_ref().map(Digest::of),
                    reading.diagnostics,
                ),
                Err(unreadable) => (None, vec![unreadable]),
            };
            progress.advance(1);
            result
        })
        .collect();

    progress.begin(Phase::Relate, 0);
    let mut digests: Vec<Digest> = Vec::new();
    let mut files: Vec<SourceFile> = Vec::new();
    let mut seen: BTreeMap<DocumentId, String> = BTreeMap::new();
    for (file, (digest, found)) in walked.files.into_iter().zip(read) {
        diagnostics.extend(found);
        let Some(digest) = digest.filter(|digest| selection.drafts || !digest.draft) else {
            continue;
        };
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
    }
    let archive = Archive::new(walked.registry, digests, config.settings.archive.as_of);
    diagnostics.sort_by_cached_key(Diagnostic::order);
    Checked {
        archive,
        files,
        diagnostics,
    }
}

fn read_file(root: &Path, file: &SourceFile, context: &Context<'_>) -> Result<Reading, Diagnostic> {
    let contents = walk::contents(root, file)?;
    let sidecar = file
        .sidecar
        .as_deref()
        .zip(contents.sidecar.as_deref())
        .map(|(path, bytes)| Sidecar { path, bytes });
    let Some(organisation) = context.registry.get(&file.organisation) else {
        // The walk added an entry for every organisation that it found.
        unreachable!("{} is in the registry", file.organisation);
    };
    Ok(read::read(
        &Input {
            path: &file.path,
            bytes: &contents.document,
            sidecar,
            fiscal_year: file.fiscal_year,
            organisation,
            edition: file.edition.as_ref(),
        },
        context,
    ))
}

/// Reads one document of a site again, with everything that is odd about it.
///
/// # Errors
/// The file, where it cannot be read.
pub fn inspect(
    config: &Config,
    checked: &Checked,
    file: &SourceFile,
) -> Result<Reading, Diagnostic> {
    let registry = checked.archive.registry();
    let context = Context {
        municipality: &config.settings.archive.code,
        forms: &config.forms,
        registry,
    };
    read_file(&config.root, file, &context)
}

/// What a build should do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildOptions {
    /// The folder to publish into.
    pub out: PathBuf,
    /// Whether to make the search index.
    pub search: bool,
}

/// What a build did.
#[derive(Debug)]
pub struct Built {
    /// What was published.
    pub summary: Summary,
    /// How many documents.
    pub documents: usize,
    /// How many passages can be found; none where no search index was made.
    pub passages: Option<usize>,
    /// What was left out, and why.
    pub notes: Vec<Diagnostic>,
}

/// Why nothing was published. The site that was there before stands as it was.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The theme or the documents have errors.
    #[error("{} errors", .0.len())]
    Refused(Vec<Diagnostic>),
    /// The output folder could not be written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// The search index could not be made.
    #[error(transparent)]
    Search(#[from] ayumi_search::Error),
}

/// Documents that are rendered at a time: enough to keep all cores busy, few enough to hold.
const BATCH: usize = 512;

/// Renders, indexes and publishes what was checked.
///
/// # Errors
/// What is wrong; nothing was published then.
pub fn build(
    config: &Config,
    checked: &Checked,
    options: &BuildOptions,
    progress: &dyn Progress,
) -> Result<Built, BuildError> {
    let archive = &checked.archive;
    let renderer = Renderer::new(config, archive).map_err(BuildError::Refused)?;
    let staging = Output::open(&options.out, &Config::source_folders(&config.root))?.stage()?;
    let context = Context {
        municipality: &config.settings.archive.code,
        forms: &config.forms,
        registry: archive.registry(),
    };
    progress.begin(Phase::Render, checked.files.len());
    let mut writer = if options.search {
        Some(IndexWriter::new()?)
    } else {
        None
    };
    let mut passages = 0;
    let site = Site {
        config,
        archive,
        context,
        renderer: &renderer,
        staging: &staging,
    };
    for batch in checked.files.chunks(BATCH) {
        let done: Vec<Result<Vec<Prepared>, Failure>> = batch
            .par_iter()
            .map(|file| {
                let prepared = site.document(file, options.search);
                progress.advance(1);
                prepared
            })
            .collect();
        for prepared in collect(done)? {
            passages += prepared.len();
            if let Some(writer) = &mut writer {
                for passage in prepared {
                    writer.add_prepared(passage)?;
                }
            }
        }
    }
    site.pages()?;

    let passages = match writer {
        Some(writer) => {
            progress.begin(Phase::Index, 0);
            let files = writer.finish()?;
            site.write_all(index::files(&files, checked.files.len(), passages))?;
            Some(passages)
        }
        None => None,
    };

    progress.begin(Phase::Publish, 0);
    let notes = renderer.left_out().into_iter().collect();
    let summary = staging.commit()?;
    Ok(Built {
        summary,
        documents: checked.files.len(),
        passages,
        notes,
    })
}

/// Why a page could not be made or written.
enum Failure {
    Diagnostic(Box<Diagnostic>),
    Publish(PublishError),
    Search(ayumi_search::Error),
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Self {
        Self::Publish(error)
    }
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Diagnostic(Box::new(diagnostic))
    }
}

impl From<ayumi_search::Error> for Failure {
    fn from(error: ayumi_search::Error) -> Self {
        Self::Search(error)
    }
}

/// All that went well, or everything that failed: one failure of the disk stops at once, the others are collected.
fn collect<T>(results: Vec<Result<T, Failure>>) -> Result<Vec<T>, BuildError> {
    let mut done = Vec::with_capacity(results.len());
    let mut found = Vec::new();
    for result in results {
        match result {
            Ok(value) => done.push(value),
            Err(Failure::Diagnostic(diagnostic)) => found.push(*diagnostic),
            Err(Failure::Publish(error)) => return Err(error.into()),
            Err(Failure::Search(error)) => return Err(error.into()),
        }
    }
    if found.is_empty() {
        return Ok(done);
    }
    found.sort_by_cached_key(Diagnostic::order);
    Err(BuildError::Refused(found))
}

struct Site<'a> {
    config: &'a Config,
    archive: &'a Archive,
    context: Context<'a>,
    renderer: &'a Renderer<'a>,
    staging: &'a Staging,
}

impl Site<'_> {
    /// Writes a document's pages and attachments; returns its passages.
    fn document(&self, file: &SourceFile, search: bool) -> Result<Vec<Prepared>, Failure> {
        let (document, diagnostics) = self.again(file)?;
        for page in self.renderer.document(&document, &diagnostics)? {
            self.write(&page)?;
        }
        let own_folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for attachment in &file.attachments {
            let name = attachment
                .strip_prefix(own_folder)
                .unwrap_or(attachment)
                .trim_start_matches('/');
            let path = site_path(&format!("{}files/{name}", document.id.folder()), attachment)?;
            self.staging
                .copy_file(&path, &self.config.root.join(attachment))?;
        }
        let prepare = |passage| Ok(Prepared::new(&passage)?);
        let passages = if search {
            index::passages(&document, self.archive.registry())
        } else {
            Vec::new()
        };
        passages.into_iter().map(prepare).collect()
    }

    /// The document whose digest was related. Another text under the same path would not fit the rest of the site.
    fn again(&self, file: &SourceFile) -> Result<(Document, Vec<Diagnostic>), Failure> {
        let changed = || {
            let problem = Problem::ChangedDuringBuild {
                path: file.path.clone(),
            };
            Diagnostic::at(problem, Location::file(&file.path))
        };
        let reading = read_file(&self.config.root, file, &self.context)?;
        let document = reading.document.ok_or_else(changed)?;
        let known = self.archive.document(&document.id);
        if known.is_none_or(|digest| *digest != Digest::of(&document)) {
            return Err(changed().into());
        }
        Ok((document, reading.diagnostics))
    }

    /// Writes everything that is not one document's: lists, organisations, assets.
    fn pages(&self) -> Result<(), BuildError> {
        let pages: Vec<_> = self.renderer.site_pages();
        let written: Vec<Result<(), Failure>> = pages
            .par_iter()
            .map(|page| self.write(&self.renderer.site_page(page)?))
            .collect();
        collect(written)?;
        self.write_all(self.renderer.assets())
    }

    fn write_all(&self, pages: Vec<Page>) -> Result<(), BuildError> {
        collect(pages.par_iter().map(|page| self.write(page)).collect()).map(|_| ())
    }

    fn write(&self, page: &Page) -> Result<(), Failure> {
        let path = site_path(&page.path, &page.path)?;
        self.staging.write(&path, &page.bytes)?;
        Ok(())
    }
}

/// A path of the site; what cannot be one is an error at the file that asked for it.
fn site_path(path: &str, source: &str) -> Result<SitePath, Failure> {
    SitePath::new(path).map_err(|error| {
        let problem = Problem::UnusableName {
            path: path.to_owned(),
            detail: error.to_string(),
        };
        Diagnostic::at(problem, Location::file(source)).into()
    })
}
