//! The pages that are no document's own: which there are, and what each of them is made of.

use super::feeds::FeedKey;
use super::indicators::parts;
use super::lineage::shown_documents;
use super::sitemap::Address;
use super::world::World;
use super::{compare_page, kana, status_page};
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
    /// `/compare/`
    Compare,
    /// `compare/documents.json`: which documents there are, for the script of that page.
    CompareDocuments,
    /// `/compare/2024/`: all wards of a year.
    CompareWards(FiscalYear),
    /// `/compare/chuo/2023-2024/`: two neighbouring years of an organisation.
    CompareYears(OrganisationId, [FiscalYear; 2]),
    /// `/status/`
    Status,
    /// `/status/2024/`: what was printed of the goals of a year.
    StatusYear(FiscalYear),
    /// `/status/2024/chuo/`: the same of one ward, where a year has too much for one page.
    StatusPart(FiscalYear, OrganisationId),
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
    /// `/search/kana/titles/shi/`: organisations with their documents in the order of kana, one of the pages.
    KanaTitles(usize),
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
            Self::Compare => "compare.html",
            Self::CompareDocuments => compare_page::DOCUMENTS,
            Self::CompareWards(_) => "compare_wards.html",
            Self::CompareYears(..) => "compare_years.html",
            Self::Status => "status.html",
            Self::StatusYear(_) | Self::StatusPart(..) => "status_year.html",
            Self::About => "about.html",
            Self::Report => "report.html",
            Self::Glossary => "glossary.html",
            Self::Accessibility => "accessibility.html",
            Self::Search => "search.html",
            Self::SearchTitles => "titles.json",
            Self::KanaTitles(_) => "kana_titles.html",
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
        SitePage::CompareWards(year) => compare_page::documents_of_wards(world, *year),
        SitePage::CompareYears(id, years) => compare_page::documents_of_years(world, id, *years),
        SitePage::StatusYear(year) => status_page::documents_of(world, *year, None),
        SitePage::StatusPart(year, part) => status_page::documents_of(world, *year, Some(part)),
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

/// The pages on which documents are compared.
pub(super) fn compared(world: &World<'_>) -> Vec<SitePage> {
    let mut pages = vec![SitePage::Compare, SitePage::CompareDocuments];
    pages.extend(world.archive.years().map(SitePage::CompareWards));
    for one in compare_page::compared(world) {
        let pairs = compare_page::neighbours(world, &one.id).into_iter();
        pages.extend(pairs.map(|years| SitePage::CompareYears(one.id.clone(), years)));
    }
    pages
}

/// The pages of what was printed of goals, if the site has them.
pub(super) fn of_status(world: &World<'_>) -> Vec<SitePage> {
    if !world.has_status() {
        return Vec::new();
    }
    let mut pages = vec![SitePage::Status];
    for (year, status) in world.status() {
        pages.push(SitePage::StatusYear(*year));
        let parts = status.parts.iter().cloned();
        pages.extend(parts.map(|part| SitePage::StatusPart(*year, part)));
    }
    pages
}

/// Where such a page stands, if search engines may list it.
fn folder(world: &World<'_>, page: &SitePage) -> Option<String> {
    let is_public = |year: &FiscalYear, id: &OrganisationId| {
        let held = world.document(id, *year);
        held.is_some_and(|digest| !digest.draft && !digest.withdrawn)
    };
    match page {
        SitePage::Compare => Some(compare_page::FOLDER.to_owned()),
        SitePage::CompareWards(year) => Some(compare_page::wards_folder(*year)),
        SitePage::CompareYears(id, years) => years
            .iter()
            .all(|year| is_public(year, id))
            .then(|| compare_page::years_folder(id, *years)),
        SitePage::Status => Some(status_page::FOLDER.to_owned()),
        SitePage::StatusYear(year) => Some(status_page::folder(*year, None)),
        SitePage::StatusPart(year, part) => Some(status_page::folder(*year, Some(part))),
        _ => None,
    }
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
        kana::FOLDER,
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
    let titles = world.title_sheets().iter();
    let titles = titles.map(move |sheet| undated(sheet.info.folder(kana::TITLES)));
    let more = compared(world).into_iter().chain(of_status(world));
    let more = more.filter_map(|page| folder(world, &page)).map(undated);
    fixed
        .chain(years)
        .chain(organisations)
        .chain(indicators)
        .chain(titles)
        .chain(more)
        .chain(documents)
}
