//! The second pass: render, index and publish what was checked.

use std::path::PathBuf;

use ayumi_search::{IndexWriter, Prepared};
use rayon::prelude::*;

use super::data::DataFiles;
use super::pages::{DATA_TEMPLATE, Failure, Pages, Seen};
use super::{Checked, Phase, Progress, site_path};
use crate::audit::Audit;
use crate::config::{Config, Host};
use crate::data::DocumentLines;
use crate::hosting::{self, Delivery, Limits, Redirects};
use crate::index;
use crate::model::{Diagnostic, Problem, Severity};
use crate::publish::{Output, PublishError, Staging, Summary};
use crate::render::{KanaKey, Page, Renderer, WordIndex};
use crate::walk::SourceFile;

/// What a build should do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildOptions {
    /// The folder to publish into.
    pub out: PathBuf,
    /// Whether to make the search index.
    pub search: bool,
    /// Whether warnings about the finished pages keep the site from being published.
    pub strict: bool,
}

/// What a build did.
#[derive(Debug)]
pub struct Built {
    /// What was published.
    pub summary: Summary,
    /// How many documents.
    pub documents: usize,
    /// How many drafts were left out.
    pub drafts: usize,
    /// How many passages can be found; none where no search index was made.
    pub passages: Option<usize>,
    /// What was left out and why, what is odd about the finished pages, what comes near a limit of the host.
    pub notes: Vec<Diagnostic>,
}

/// Why nothing was published. The site that was there before stands as it was.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The theme or the documents have errors, or the host takes less than the site has.
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
pub(super) const BATCH: usize = 512;

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
    let renderer = Renderer::new(config, archive)
        .map_err(BuildError::Refused)?
        .with_search_engine(index::engine(config).filter(|_| options.search));
    let redirects = redirects(config, checked);
    let staging = Output::open(&options.out, &Config::source_folders(&config.root))?.stage()?;
    let steps = checked.files.len() + renderer.site_pages().len();
    progress.begin(Phase::Render, steps);
    let mut writer = if options.search {
        Some(IndexWriter::new()?)
    } else {
        None
    };
    let mut passages = 0;
    let mut audit = Audit::default();
    let site = Site {
        pages: Pages::new(config, checked, &renderer, &redirects),
        staging: &staging,
    };
    let mut data = DataFiles::new(config, archive, Some(&staging))?;
    for batch in in_order(checked).chunks(BATCH) {
        let done: Vec<Result<Done, Failure>> = batch
            .par_iter()
            .map(|file| {
                if progress.is_cancelled() {
                    return Err(Failure::Cancelled);
                }
                let done = site.document(file, options.search);
                progress.advance(1);
                done
            })
            .collect();
        for (seen, prepared, rows) in collect(done)? {
            add(&mut audit, seen);
            data.add(rows)?;
            passages += prepared.len();
            if let Some(writer) = &mut writer {
                for passage in prepared {
                    writer.add_prepared(passage)?;
                }
            }
        }
    }
    site.others(&mut audit, progress)?;
    site.data(data, &mut audit)?;

    let passages = match writer {
        Some(writer) => {
            progress.begin(Phase::Index, 0);
            let files = writer.finish(&index::site(
                &config.synonyms,
                archive,
                &renderer.answering(),
            ))?;
            let contents = index::Contents {
                documents: checked.files.len(),
                passages,
                fictional: config.settings.archive.fictional,
            };
            let words = index::words(&files, archive, &config.glossary)?;
            site.kana(Some(&WordIndex::new(words)), &mut audit)?;
            site.write_all(index::files(&files, contents))?;
            if let Some(engine) = index::engine(config) {
                site.write_all(index::engine_files(&engine))?;
            }
            Some(passages)
        }
        None => {
            site.kana(None, &mut audit)?;
            None
        }
    };

    if progress.is_cancelled() {
        return Err(BuildError::Cancelled);
    }
    progress.begin(Phase::Publish, 0);
    let notes = notes(&site, audit, options.strict)?;
    let summary = staging.commit()?;
    Ok(Built {
        summary,
        documents: checked.files.len(),
        drafts: checked.drafts,
        passages,
        notes,
    })
}

/// The files of the documents in the order of the archive, which is that of the data: it begins with the year.
pub(super) fn in_order(checked: &Checked) -> Vec<&SourceFile> {
    let places = checked.places.values();
    places.map(|at| &checked.files[*at]).collect()
}

/// The former addresses from which the host leads on by itself.
fn redirects(config: &Config, checked: &Checked) -> Redirects {
    let base_path = base_path(config);
    Redirects::new(config.settings.publish.host, base_path, &checked.redirects)
}

fn base_path(config: &Config) -> Option<&str> {
    let base_url = config.settings.site.base_url.as_deref();
    base_url.map(hosting::base_path)
}

/// Everything that shows on the finished site.
///
/// # Errors
/// What keeps it from being published.
fn notes(site: &Site<'_>, audit: Audit, strict: bool) -> Result<Vec<Diagnostic>, BuildError> {
    let config = site.pages.config;
    let mut notes = audit.finish(&site.staging.paths());
    if let Some(host) = config.settings.publish.host {
        let limits = Limits::of(host, &config.settings.publish.limits);
        notes.extend(hosting::judge(host, &limits, &site.staging.contents()));
        let redirects = site.pages.redirects;
        let unknown = host == Host::Gitlab && base_path(config).is_none();
        if unknown && !site.pages.checked.redirects.is_empty() {
            // Its rules begin with the path of the site.
            let left_out = "_redirects".to_owned();
            notes.push(Diagnostic::new(Problem::NoBaseUrl { left_out }));
        }
        let path = base_path(config).unwrap_or("/");
        if matches!(host, Host::Cloudflare | Host::Netlify) && path != "/" {
            notes.push(Diagnostic::new(Problem::HostWithoutPath {
                host: host.title().to_owned(),
                path: path.to_owned(),
            }));
        }
        if redirects.left_to_pages > 0 {
            notes.push(Diagnostic::new(Problem::RedirectsLeftToPages {
                host: host.title().to_owned(),
                redirects: redirects.by_host.len() as u64,
                left: redirects.left_to_pages as u64,
            }));
        }
    }
    let grave = |one: &Diagnostic| match one.severity() {
        Severity::Error => true,
        Severity::Warning => strict,
        Severity::Note => false,
    };
    if notes.iter().any(grave) {
        return Err(BuildError::Refused(notes));
    }
    notes.extend(site.pages.renderer.left_out());
    Ok(notes)
}

/// All that went well, or everything that failed: one failure of the disk stops at once, the others are collected.
pub(super) fn collect<T>(results: Vec<Result<T, Failure>>) -> Result<Vec<T>, BuildError> {
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

/// What becomes of a document besides its files: what was found on its pages, its passages, and its rows in the data.
type Done = (Vec<Seen>, Vec<Prepared>, DocumentLines);

fn add(audit: &mut Audit, seen: impl IntoIterator<Item = Seen>) {
    for (digest, template) in seen {
        audit.add(digest, template);
    }
}

struct Site<'a> {
    pages: Pages<'a>,
    staging: &'a Staging,
}

impl Site<'_> {
    /// Writes a document's pages and attachments.
    fn document(&self, file: &SourceFile, search: bool) -> Result<Done, Failure> {
        let made = self.pages.document(file)?;
        for (attachment, path) in &made.attachments {
            let from = self.pages.config.root.join(attachment);
            self.staging.copy_file(path, &from)?;
        }
        for page in &made.pages {
            self.write(page)?;
        }
        let prepare = |passage| Ok(Prepared::new(passage)?);
        let passages = if search {
            index::passages(&made.document, self.pages.archive.registry())
        } else {
            Vec::new()
        };
        let prepared: Result<Vec<Prepared>, Failure> = passages.into_iter().map(prepare).collect();
        Ok((made.seen, prepared?, made.rows))
    }

    /// Writes everything that is not one document's: lists, organisations, assets, what the host wants.
    fn others(&self, audit: &mut Audit, progress: &dyn Progress) -> Result<(), BuildError> {
        let renderer = self.pages.renderer;
        let pages = renderer.site_pages();
        let written: Vec<Result<Option<Seen>, Failure>> = pages
            .par_iter()
            .map(|key| {
                if progress.is_cancelled() {
                    return Err(Failure::Cancelled);
                }
                let page = self.pages.site_page(key)?;
                self.write(&page)?;
                progress.advance(1);
                Ok(self.pages.look(&page, key.template()))
            })
            .collect();
        add(audit, collect(written)?.into_iter().flatten());
        let assets = renderer.assets();
        for asset in assets.iter().filter(|asset| asset.path.ends_with(".css")) {
            audit.add_style(&asset.path, &asset.bytes);
        }
        self.write_all(assets)?;
        self.write_all(self.for_host())
    }

    /// Writes what is left of the data, and the page that leads to all of them.
    fn data(&self, data: DataFiles<'_>, audit: &mut Audit) -> Result<(), BuildError> {
        let summary = data.finish()?;
        let made = self.pages.data_page(&summary);
        let page = collect(vec![made])?.remove(0);
        collect(vec![self.write(&page)])?;
        add(audit, self.pages.look(&page, DATA_TEMPLATE));
        Ok(())
    }

    /// Writes the pages of the index in the order of kana that show words, and the page that leads to all of it.
    fn kana(&self, index: Option<&WordIndex>, audit: &mut Audit) -> Result<(), BuildError> {
        let keys = index.map_or_else(|| vec![KanaKey::Start], WordIndex::pages);
        let written: Vec<Result<Option<Seen>, Failure>> = keys
            .par_iter()
            .map(|key| {
                let page = self.pages.kana_page(*key, index)?;
                self.write(&page)?;
                Ok(self.pages.look(&page, key.template()))
            })
            .collect();
        add(audit, collect(written)?.into_iter().flatten());
        Ok(())
    }

    /// The files that the host reads.
    fn for_host(&self) -> Vec<Page> {
        let config = self.pages.config;
        let policy = self.pages.renderer.content_security_policy();
        let delivery = Delivery {
            policy: &policy,
            unlisted: config.settings.archive.fictional,
            base_path: base_path(config),
            redirects: &self.pages.redirects.by_host,
        };
        let host = config.settings.publish.host;
        host.map_or_else(Vec::new, |host| hosting::files(host, &delivery))
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
