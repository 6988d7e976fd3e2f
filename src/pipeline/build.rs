//! The second pass: render, index and publish what was checked.

use std::collections::BTreeSet;
use std::path::PathBuf;

use ayumi_search::{IndexWriter, Prepared};
use rayon::prelude::*;

use super::together::{attachment_name, is_published};
use super::{Checked, Phase, Progress, attachments, composed, read_file, site_path};
use crate::config::Config;
use crate::index;
use crate::model::{Diagnostic, Document, Location, Problem};
use crate::publish::{Output, PublishError, Staging, Summary};
use crate::read::{Context, Reading};
use crate::relate::Archive;
use crate::render::{Attachment, Beside, Page, Renderer};
use crate::walk::{self, SourceFile};

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
    /// Nobody wants the site any more, see [`Progress::is_cancelled`].
    #[error("cancelled")]
    Cancelled,
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
        checked,
    };
    for batch in checked.files.chunks(BATCH) {
        let done: Vec<Result<Vec<Prepared>, Failure>> = batch
            .par_iter()
            .map(|file| {
                if progress.is_cancelled() {
                    return Err(Failure::Cancelled);
                }
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
            let contents = index::Contents {
                documents: checked.files.len(),
                passages,
                organisations: organisations(archive),
                fictional: config.settings.archive.fictional,
            };
            site.write_all(index::files(&files, contents))?;
            Some(passages)
        }
        None => None,
    };

    if progress.is_cancelled() {
        return Err(BuildError::Cancelled);
    }
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

/// The ids of all organisations that published something, and of those above them.
fn organisations(archive: &Archive) -> BTreeSet<String> {
    archive
        .organisations_with_pages()
        .iter()
        .map(|organisation| organisation.id.to_string())
        .collect()
}

/// Why a page could not be made or written.
enum Failure {
    Diagnostic(Box<Diagnostic>),
    Publish(PublishError),
    Search(ayumi_search::Error),
    Cancelled,
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
            Err(Failure::Cancelled) => return Err(BuildError::Cancelled),
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
    checked: &'a Checked,
}

impl Site<'_> {
    /// Writes a document's pages and attachments; returns its passages.
    fn document(&self, file: &SourceFile, search: bool) -> Result<Vec<Prepared>, Failure> {
        let (mut document, reading) = self.again(file)?;
        let former = self.checked.former_addresses.get(&document.id);
        document
            .aliases
            .extend(former.into_iter().flatten().cloned());
        let main = match self.checked.mains.get(&document.id.main()) {
            Some(at) if document.edition.is_some() => {
                let (main, _) = self.again(&self.checked.files[*at])?;
                Some(main)
            }
            _ => None,
        };
        let withholds = self.withholds(&document);
        let mut listed = Vec::new();
        for (attachment, path) in attachments(file, &document.id) {
            let name = attachment_name(file, attachment);
            if is_published(name, withholds, &reading.released) {
                let path = path?;
                listed.push(Attachment {
                    name: composed(name),
                    path: path.as_str().to_owned(),
                    bytes: walk::size(&self.config.root, attachment)?,
                });
                self.staging
                    .copy_file(&path, &self.config.root.join(attachment))?;
            }
        }
        let beside = Beside {
            main: main.as_ref(),
            attachments: &listed,
        };
        let pages = self
            .renderer
            .document_with(&document, &reading.diagnostics, beside)?;
        for page in pages {
            self.write(&page)?;
        }
        let prepare = |passage| Ok(Prepared::new(&passage)?);
        let passages = if search {
            index::passages(&document, self.archive.registry())
        } else {
            Vec::new()
        };
        passages.into_iter().map(prepare).collect()
    }

    /// Whether any edition of a document withholds words.
    fn withholds(&self, document: &Document) -> bool {
        let main = self.archive.document(&document.id.main());
        let mut editions = main
            .into_iter()
            .chain(self.archive.other_editions(&document.id));
        editions.any(|digest| digest.withholds)
    }

    /// The document whose digest was related. Another text under the same path would not fit the rest of the site.
    fn again(&self, file: &SourceFile) -> Result<(Document, Reading), Failure> {
        let changed = || {
            let problem = Problem::ChangedDuringBuild {
                path: file.path.clone(),
            };
            Diagnostic::at(problem, Location::file(&file.path))
        };
        let read = read_file(self.config, file, &self.context)?;
        let digest = read.digest().ok_or_else(changed)?;
        if self.archive.document(&digest.id) != Some(&digest) {
            return Err(changed().into());
        }
        let mut reading = read.reading;
        let document = reading.document.take().ok_or_else(changed)?;
        Ok((document, reading))
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
