//! The pages of what was checked, one document at a time: for whoever writes them, and for whoever only looks at them.

use crate::audit::PageDigest;
use crate::config::Config;
use crate::data::describe::Summary;
use crate::data::{DocumentLines, Rows};
use crate::hosting::Redirects;
use crate::model::{Diagnostic, Document, DocumentId, Location, Problem};
use crate::publish::{PublishError, SitePath};
use crate::read::{Context, Reading};
use crate::relate::Archive;
use crate::render::{Attachment, Beside, KanaKey, Page, Renderer, SitePage, WordIndex};
use crate::walk::{self, SourceFile};

use super::together::{attachment_name, is_published};
use super::{Checked, attachments, composed, read_file, same_name};

/// Why a page could not be made or written.
pub(super) enum Failure {
    Diagnostic(Box<Diagnostic>),
    Publish(PublishError),
    Search(ayumi_search::Error),
    /// Nobody wants the site any more.
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

/// The template of the page that leads to the data.
pub(super) const DATA_TEMPLATE: &str = "data.html";

/// A page that was looked at, with the template that made it.
pub(super) type Seen = (PageDigest, &'static str);

/// What a document becomes.
pub(super) struct Made {
    pub document: Document,
    /// Its rows in the tables of the data.
    pub rows: DocumentLines,
    /// Its page, its JSON, and the pages at its former addresses.
    pub pages: Vec<Page>,
    /// What was found on those that are pages.
    pub seen: Vec<Seen>,
    /// Its attachments: their files below the root of the sources, and their places in the site.
    pub attachments: Vec<(String, SitePath)>,
}

/// Makes the pages of a site.
pub(super) struct Pages<'a> {
    pub config: &'a Config,
    pub archive: &'a Archive,
    pub checked: &'a Checked,
    pub renderer: &'a Renderer<'a>,
    pub redirects: &'a Redirects,
    context: Context<'a>,
}

impl<'a> Pages<'a> {
    pub fn new(
        config: &'a Config,
        checked: &'a Checked,
        renderer: &'a Renderer<'a>,
        redirects: &'a Redirects,
    ) -> Self {
        let archive = &checked.archive;
        let context = Context {
            municipality: &config.settings.archive.code,
            forms: &config.forms,
            registry: archive.registry(),
        };
        Self {
            config,
            archive,
            checked,
            renderer,
            redirects,
            context,
        }
    }

    /// A document's pages and attachments.
    pub fn document(&self, file: &SourceFile) -> Result<Made, Failure> {
        let (mut document, reading) = self.again(file)?;
        let former = self.checked.former_addresses.get(&document.id);
        document
            .aliases
            .extend(former.into_iter().flatten().cloned());
        document
            .aliases
            .retain(|alias| self.redirects.needs_page(alias));
        let main = match document.edition {
            Some(_) => self.texts(vec![document.id.main()])?.pop(),
            None => None,
        };
        let withholds = self.withholds(&document);
        let (mut listed, mut left_out) = (Vec::new(), 0);
        let mut published = Vec::new();
        for (attachment, path) in attachments(file, &document.id) {
            let name = attachment_name(file, attachment);
            if is_published(name, withholds, &reading.released) {
                let path = path?;
                listed.push(Attachment {
                    name: composed(name),
                    path: path.as_str().to_owned(),
                    bytes: walk::size(&self.config.root, attachment)?,
                    described: reading
                        .attachments
                        .iter()
                        .find(|entry| same_name(&entry.file, name))
                        .cloned(),
                    released: withholds,
                });
                published.push((attachment.to_owned(), path));
            } else {
                left_out += 1;
            }
        }
        let beside = Beside {
            main: main.as_ref(),
            attachments: &listed,
            attachments_withheld: left_out,
        };
        let pages = self
            .renderer
            .document_with(&document, &reading.diagnostics, beside)?;
        let own = format!("{}index.html", document.id.folder());
        let seen = pages.iter().filter_map(|page| {
            let template = if page.path == own {
                "document.html"
            } else {
                "former.html"
            };
            self.look(page, template)
        });
        Ok(Made {
            seen: seen.collect(),
            rows: Rows::new(self.config, self.archive).document(&document),
            document,
            pages,
            attachments: published,
        })
    }

    /// A page that is no document's own: made of the archive, and of the documents whose texts it shows.
    pub fn site_page(&self, page: &SitePage) -> Result<Page, Failure> {
        let documents = self.texts(self.renderer.shows(page))?;
        Ok(self.renderer.site_page(page, &documents)?)
    }

    /// The page that leads to the data.
    pub fn data_page(&self, summary: &Summary) -> Result<Page, Failure> {
        Ok(self.renderer.data_page(summary)?)
    }

    /// A page of the index in the order of kana.
    pub fn kana_page(&self, key: KanaKey, index: Option<&WordIndex>) -> Result<Page, Failure> {
        Ok(self.renderer.kana_page(key, index)?)
    }

    /// The documents with these identities, read again. One that is not there is left out.
    fn texts(&self, ids: Vec<DocumentId>) -> Result<Vec<Document>, Failure> {
        let places = ids.iter().filter_map(|id| self.checked.places.get(id));
        places
            .map(|at| Ok(self.again(&self.checked.files[*at])?.0))
            .collect()
    }

    /// Looks at a file, if it is a page.
    pub fn look(&self, page: &Page, template: &'static str) -> Option<Seen> {
        let base_url = self.config.settings.site.base_url.as_deref();
        page.path
            .ends_with(".html")
            .then(|| (PageDigest::of(&page.path, &page.bytes, base_url), template))
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
        let mut reading = read.reading;
        let document = reading.document.take().ok_or_else(changed)?;
        // The same bytes read the same way are the same document.
        let digest = self.archive.document(&document.id);
        let is_same = digest.is_some_and(|digest| {
            document.source.sha256.as_ref() == Some(&digest.sha256)
                && read.settings_sha256 == digest.settings_sha256
        });
        if !is_same {
            return Err(changed().into());
        }
        Ok((document, reading))
    }
}
