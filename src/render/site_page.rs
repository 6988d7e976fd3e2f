//! The pages that are no document's own: which there are, and what each of them is made of.

use super::lineage::shown_documents;
use super::feeds::FeedKey;
use super::indicators::parts;
use super::sitemap::Address;
use super::world::World;
use crate::model::{DocumentId, FiscalYear, OrganisationId};

/// A page that is no document's own: a cheap key, to be given to [`Renderer::site_page`](super::Renderer::site_page).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SitePage {
    /// `/`
    Home,
    /// `/2024/`
    Year(FiscalYear),
    /// `/years/`
    Years,
    /// `/organisations/chuo/`
    Organisation(OrganisationId),
    /// `/organisations/chuo/changes/`: its goals from year to year.
    Changes(OrganisationId),
    /// `/wards/`
    Wards,
    /// `/indicators/`
    Indicators,
    /// `/indicators/0123456789/`, by the name of the page; below it, where there are many organisations, a ward's own.
    Indicator(String, Option<OrganisationId>),
    /// `/scales/`
    Scales,
    /// `/about/`
    About,
    /// `/about/accessibility/`
    Accessibility,
    /// `/about/report/`: how to report a misreading.
    Report,
    /// `/about/glossary/`: the hard words.
    Glossary,
    /// `/search/`: ways in, and the search in titles and names.
    Search,
    /// `search/titles.json`: what the script of that page searches.
    SearchTitles,
    /// `/feeds/`: all feeds.
    Feeds,
    /// An Atom feed.
    Feed(FeedKey),
    /// `opensearch.xml`
    OpenSearch,
    /// `404.html`
    NotFound,
    /// `sitemap.xml`: all addresses, or where they are too many the list of the files that have them.
    Sitemap,
    /// `sitemap-1.xml` …: one file of a sitemap in several files, counted from 0.
    SitemapPart(usize),
    /// `robots.txt`
    Robots,
}

impl SitePage {
    /// The template that makes it, or its own name where none does.
    #[must_use]
    pub fn template(&self) -> &'static str {
        match self {
            Self::Home => "home.html",
            Self::Year(_) => "year.html",
            Self::Years => "years.html",
            Self::Organisation(_) => "organisation.html",
            Self::Changes(_) => "changes.html",
            Self::Wards => "wards.html",
            Self::Indicators => "indicators.html",
            Self::Indicator(..) => "indicator.html",
            Self::Scales => "scales.html",
            Self::About => "about.html",
            Self::Report => "report.html",
            Self::Glossary => "glossary.html",
            Self::Accessibility => "accessibility.html",
            Self::Search => "search.html",
            Self::SearchTitles => "titles.json",
            Self::Feeds => "feeds.html",
            Self::Feed(_) => "feed.xml",
            Self::OpenSearch => "opensearch.xml",
            Self::NotFound => "404.html",
            Self::Sitemap | Self::SitemapPart(_) => "sitemap.xml",
            Self::Robots => "robots.txt",
        }
    }
}

/// The documents whose texts a page shows, in the order in which it wants them.
pub(super) fn shows(world: &World<'_>, page: &SitePage) -> Vec<DocumentId> {
    match page {
        SitePage::Changes(id) => shown_documents(world, id),
        _ => Vec::new(),
    }
}

/// The pages of indicators: of each its own, and those of its wards where there are too many organisations for one.
pub(super) fn indicator_pages<'a>(
    world: &'a World<'_>,
) -> impl Iterator<Item = (&'a str, Option<OrganisationId>)> + 'a {
    world.archive.indicators().all().flat_map(|entry| {
        let parts = parts(world, entry).into_iter().map(Some);
        std::iter::once(None)
            .chain(parts)
            .map(|part| (&*entry.slug, part))
    })
}

/// The pages that a sitemap lists, with the dates that their content states. Drafts and withdrawn documents are not
/// listed.
pub(super) fn addresses<'a>(world: &'a World<'_>) -> impl Iterator<Item = Address> + 'a {
    let undated = |folder: String| Address {
        folder,
        modified: None,
    };
    let fixed = [
        "",
        "years/",
        "wards/",
        "data/",
        "search/",
        "indicators/",
        "scales/",
        "about/",
        "about/accessibility/",
    ];
    let report = world.has_report().then_some("about/report/");
    let glossary = world.has_glossary().then_some("about/glossary/");
    let feeds = (!world.feeds.is_empty()).then_some("feeds/");
    let fixed = fixed.into_iter().chain(report).chain(glossary).chain(feeds);
    let fixed = fixed.map(move |folder| undated(folder.to_owned()));
    let years = world
        .archive
        .years()
        .map(move |year| undated(format!("{year}/")));
    let organisations = world
        .organisations_with_pages()
        .map(move |id| undated(format!("organisations/{id}/")));
    let changes = world
        .organisations_with_documents()
        .map(move |id| undated(format!("organisations/{id}/changes/")));
    let organisations = organisations.chain(changes);
    let documents = world
        .archive
        .documents()
        .filter(|digest| !digest.draft && !digest.withdrawn)
        .map(|digest| Address {
            folder: digest.id.folder(),
            modified: digest.latest_date,
        });
    let indicators = indicator_pages(world).map(move |(slug, part)| {
        undated(match part {
            Some(part) => format!("indicators/{slug}/{part}/"),
            None => format!("indicators/{slug}/"),
        })
    });
    fixed
        .chain(years)
        .chain(organisations)
        .chain(indicators)
        .chain(documents)
}
