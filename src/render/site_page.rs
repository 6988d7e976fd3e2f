//! The pages that are no document's own: which there are, and what each of them is made of.

use super::sitemap::Address;
use super::world::World;
use super::{compare_page, status_page};
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
    /// `/wards/`
    Wards,
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
            Self::Wards => "wards.html",
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
            Self::NotFound => "404.html",
            Self::Sitemap | Self::SitemapPart(_) => "sitemap.xml",
            Self::Robots => "robots.txt",
        }
    }
}

/// The documents whose texts a page shows, in the order in which it wants them.
pub(super) fn shows(world: &World<'_>, page: &SitePage) -> Vec<DocumentId> {
    match page {
        SitePage::CompareWards(year) => compare_page::documents_of_wards(world, *year),
        SitePage::CompareYears(id, years) => compare_page::documents_of_years(world, id, *years),
        SitePage::StatusYear(year) => status_page::documents_of(world, *year, None),
        SitePage::StatusPart(year, part) => status_page::documents_of(world, *year, Some(part)),
        _ => Vec::new(),
    }
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
    let fixed = ["", "years/", "wards/", "about/", "about/accessibility/"];
    let report = world.has_report().then_some("about/report/");
    let glossary = world.has_glossary().then_some("about/glossary/");
    let fixed = fixed.into_iter().chain(report).chain(glossary);
    let fixed = fixed.map(move |folder| undated(folder.to_owned()));
    let years = world
        .archive
        .years()
        .map(move |year| undated(format!("{year}/")));
    let organisations = world
        .organisations_with_pages()
        .map(move |id| undated(format!("organisations/{id}/")));
    let documents = world
        .archive
        .documents()
        .filter(|digest| !digest.draft && !digest.withdrawn)
        .map(|digest| Address {
            folder: digest.id.folder(),
            modified: digest.latest_date,
        });
    let more = compared(world).into_iter().chain(of_status(world));
    let more = more.filter_map(|page| folder(world, &page)).map(undated);
    fixed
        .chain(years)
        .chain(organisations)
        .chain(more)
        .chain(documents)
}
