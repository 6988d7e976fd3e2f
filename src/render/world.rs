//! What all views look things up in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::Serialize;

use super::context::PageInfo;
use super::feeds::{FeedKey, Feeds, feed_link};
use super::kana::{Sheet, title_sheets};
use super::links;
use super::report::can_report;
use super::status_page::{YearStatus, status_of_years};
use super::texts::Texts;
use crate::config::{Config, Registry};
use crate::model::{Digest, FiscalYear, Organisation, OrganisationId, OrganisationKind};
use crate::relate::Archive;

/// Settings, archive and words, with what would be costly to find out for every page.
#[derive(Debug)]
pub(super) struct World<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The archive.
    pub archive: &'a Archive,
    /// The words.
    pub texts: Texts<'a>,
    /// The newest year of which a document is held.
    pub newest: Option<FiscalYear>,
    /// The feeds; none where the site has no address.
    pub feeds: Feeds<'a>,
    /// What is compared with each other: wards, or where there are none departments.
    pub compared: OrganisationKind,
    with_pages: BTreeSet<&'a OrganisationId>,
    status: OnceLock<BTreeMap<FiscalYear, YearStatus>>,
    titles: OnceLock<Vec<Sheet<OrganisationId>>>,
}

/// What `about.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct AboutPage {
    /// How many documents are held, other editions not counted.
    pub documents: usize,
    /// How many organisations have documents.
    pub organisations: usize,
    /// The first year held.
    pub first: Option<String>,
    /// The last year held.
    pub last: Option<String>,
    /// The years between them of which nothing is held.
    pub missing: Vec<String>,
}

impl<'a> World<'a> {
    /// The world of one site.
    pub fn new(config: &'a Config, archive: &'a Archive, texts: Texts<'a>) -> Self {
        let with_pages = archive
            .organisations_with_pages()
            .into_iter()
            .map(|one| &one.id)
            .collect();
        let registry = archive.registry();
        let is_ward = |one: &Organisation| {
            one.kind == OrganisationKind::Ward && registry.is_listed_by_kind(one)
        };
        let has_wards = registry.organisations().iter().any(is_ward);
        Self {
            config,
            archive,
            texts,
            newest: archive.years().next_back(),
            feeds: match config.settings.site.base_url {
                Some(_) => Feeds::new(archive),
                None => Feeds::default(),
            },
            compared: if has_wards {
                OrganisationKind::Ward
            } else {
                OrganisationKind::Department
            },
            with_pages,
            status: OnceLock::new(),
            titles: OnceLock::new(),
        }
    }

    /// The organisations.
    pub fn registry(&self) -> &'a Registry {
        self.archive.registry()
    }

    /// An organisation with those above it, in a year or now, the city left out: 「中央区 総務課」. Sections of two wards may
    /// have one name.
    pub fn full_name(&self, organisation: &Organisation, year: Option<FiscalYear>) -> String {
        let registry = self.registry();
        let above = match year {
            Some(year) => registry.ancestors_in(&organisation.id, year),
            None => registry.ancestors(&organisation.id),
        };
        let above = above.into_iter().rev();
        let below_city = |one: &&Organisation| one.kind != OrganisationKind::City;
        let names = above.filter(below_city).chain([organisation]);
        names.map(|one| &*one.name).collect::<Vec<_>>().join(" ")
    }

    /// Whether an organisation has a page of its own.
    pub fn has_page(&self, id: &OrganisationId) -> bool {
        self.with_pages.contains(id)
    }

    /// The organisations that have a page.
    pub fn organisations_with_pages(&self) -> impl Iterator<Item = &'a OrganisationId> {
        self.registry()
            .organisations()
            .iter()
            .map(|one| &one.id)
            .filter(|id| self.has_page(id))
    }

    /// The organisations of which a main edition is held.
    pub fn organisations_with_documents(&self) -> impl Iterator<Item = &'a OrganisationId> {
        let archive = self.archive;
        let has_documents =
            move |id: &&OrganisationId| archive.of_organisation(id).next().is_some();
        self.organisations_with_pages().filter(has_documents)
    }

    /// Whether an organisation's years, and it and others in a year, are compared.
    pub fn is_compared(&self, organisation: &Organisation) -> bool {
        organisation.kind == self.compared && self.registry().is_listed_by_kind(organisation)
    }

    /// Whether there are pages that list what the city printed of goals.
    pub fn has_status(&self) -> bool {
        self.config.settings.pages.status
    }

    /// How much was printed of the goals of each year, counted once.
    pub fn status(&self) -> &BTreeMap<FiscalYear, YearStatus> {
        self.status.get_or_init(|| status_of_years(self))
    }

    /// The organisations with documents in the order of kana, on their pages; put in order once.
    pub fn title_sheets(&self) -> &[Sheet<OrganisationId>] {
        self.titles.get_or_init(|| title_sheets(self))
    }

    /// The document of an organisation for a year.
    pub fn document(&self, id: &OrganisationId, year: FiscalYear) -> Option<&'a Digest> {
        self.archive
            .of_organisation(id)
            .find(|digest| digest.fiscal_year == year)
    }

    /// The site's address, ending with `/`.
    pub fn base_url(&self) -> Option<&'a str> {
        self.config.settings.site.base_url.as_deref()
    }

    /// The whole address of a folder below the site's root; its place there, where the site's address is not known.
    pub fn address(&self, folder: &str) -> String {
        match self.base_url() {
            Some(base_url) => links::absolute(base_url, folder),
            None => folder.to_owned(),
        }
    }

    /// Whether the municipality does not exist. Whatever leaves the site says so: pages, JSON, and every other kind of
    /// file that shows what documents say (`tests/fictional.rs` asks of each kind how it does).
    pub fn is_fictional(&self) -> bool {
        self.config.settings.archive.fictional
    }

    /// Whether a page says how to report a misreading.
    pub fn has_report(&self) -> bool {
        let contact = self.config.settings.site.contact.as_ref();
        can_report(contact, self.registry().organisations())
    }

    /// Whether a page has the hard words.
    pub fn has_glossary(&self) -> bool {
        !self.config.glossary.is_empty()
    }

    /// A kind of organisation in words.
    pub fn kind(&self, kind: OrganisationKind) -> &'a str {
        self.texts.get(match kind {
            OrganisationKind::City => "kind_city",
            OrganisationKind::Ward => "kind_ward",
            OrganisationKind::Department => "kind_department",
            OrganisationKind::Section => "kind_section",
        })
    }

    /// The page in `folder`, see [`PageInfo::new`]; with the feed of the whole site.
    pub fn page(
        &self,
        folder: &str,
        title: Option<String>,
        way: &[(String, Option<String>)],
    ) -> PageInfo {
        let mut page = PageInfo::new(folder, title, way, self.base_url(), self.texts);
        self.add_feed(&mut page, &FeedKey::Site);
        page
    }

    /// Names a feed on a page, if there is such a feed.
    pub fn add_feed(&self, page: &mut PageInfo, feed: &FeedKey) {
        page.feeds.extend(feed_link(feed, &page.links(), self));
    }

    /// The first and the last year held, as one text: 「令和元年度（2019年度）から令和6年度（2024年度）まで」
    pub fn coverage(&self) -> Option<String> {
        let first = self.archive.years().next()?;
        let last = self.newest.filter(|last| *last != first);
        Some(match last {
            Some(last) => {
                let values = [
                    ("from", &*self.texts.year(first)),
                    ("to", &*self.texts.year(last)),
                ];
                self.texts.fill("period", &values)
            }
            None => self.texts.year(first),
        })
    }

    /// The years between the first and the last held of which nothing is held.
    pub fn missing_years(&self) -> Vec<String> {
        let held: Vec<u16> = self.archive.years().map(FiscalYear::year).collect();
        let gaps = held.windows(2).flat_map(|pair| pair[0] + 1..pair[1]);
        gaps.map(|year| self.texts.year(FiscalYear::from_western(year)))
            .collect()
    }

    /// The context of `about.html`.
    pub fn about(&self) -> AboutPage {
        let main = |digest: &&Digest| digest.edition.is_none();
        let organisations: BTreeSet<&OrganisationId> = self
            .archive
            .documents()
            .filter(main)
            .map(|digest| &digest.organisation)
            .collect();
        AboutPage {
            documents: self.archive.documents().filter(main).count(),
            organisations: organisations.len(),
            first: self
                .archive
                .years()
                .next()
                .map(|year| self.texts.year(year)),
            last: self.newest.map(|year| self.texts.year(year)),
            missing: self.missing_years(),
        }
    }
}
