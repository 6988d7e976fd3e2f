//! Comparison: two neighbouring years of an organisation, all wards of a year, and the page on which any two documents
//! are chosen, with the list of documents that its script reads.

mod any;
mod wards;
mod years;

pub(super) use any::{ComparePage, documents_json, start};
pub(super) use wards::{CompareWardsPage, wards};
pub(super) use years::{CompareYearsPage, years};

use super::context::{Link, PageInfo};
use super::links::Links;
use super::world::World;
use crate::model::{Digest, DocumentId, FiscalYear, Organisation, OrganisationId};

/// Where the start page is, and below it all others.
pub(super) const FOLDER: &str = "compare/";
/// The list of documents, for the script.
pub(super) const DOCUMENTS: &str = "compare/documents.json";

/// The organisations that are compared: wards, or where there are none departments, in the city's order.
pub(super) fn compared<'a>(world: &World<'a>) -> impl Iterator<Item = &'a Organisation> {
    let all = world.registry().organisations().iter();
    all.filter(|one| world.is_compared(one))
}

/// An organisation's neighbouring years, oldest first.
pub(super) fn neighbours(world: &World<'_>, id: &OrganisationId) -> Vec<[FiscalYear; 2]> {
    let years = world.archive.of_organisation(id);
    let years: Vec<FiscalYear> = years.map(|digest| digest.fiscal_year).collect();
    years.windows(2).map(|pair| [pair[0], pair[1]]).collect()
}

/// Where two neighbouring years of an organisation are compared, if they are.
pub(super) fn neighbours_folder(
    world: &World<'_>,
    id: &OrganisationId,
    older: FiscalYear,
    newer: FiscalYear,
) -> Option<String> {
    let organisation = world.registry().get(id)?;
    world
        .is_compared(organisation)
        .then(|| years_folder(id, [older, newer]))
}

/// The link to the comparison of a document with that of the nearest year held before, where there is one.
pub(super) fn with_year_before(world: &World<'_>, id: &DocumentId, links: &Links) -> Option<Link> {
    let newer = world.archive.document(id)?;
    let older = world.archive.neighbours(id).0?.fiscal_year;
    let folder = neighbours_folder(world, &newer.organisation, older, newer.fiscal_year)?;
    let values = [
        ("before", &*world.texts.short_year(older)),
        ("after", &*world.texts.short_year(newer.fiscal_year)),
    ];
    Some(Link {
        text: world.texts.fill("compare_with", &values),
        href: Some(links.to(&folder)),
    })
}

/// Where two years are compared.
pub(super) fn years_folder(id: &OrganisationId, [older, newer]: [FiscalYear; 2]) -> String {
    format!("{FOLDER}{id}/{older}-{newer}/")
}

/// Where all wards of a year are compared.
pub(super) fn wards_folder(year: FiscalYear) -> String {
    format!("{FOLDER}{year}/")
}

/// The documents of two years of an organisation.
pub(super) fn documents_of_years(
    world: &World<'_>,
    id: &OrganisationId,
    years: [FiscalYear; 2],
) -> Vec<DocumentId> {
    let held = years.iter().filter_map(|year| world.document(id, *year));
    held.map(|digest| digest.id.clone()).collect()
}

/// The documents of all wards of a year.
pub(super) fn documents_of_wards(world: &World<'_>, year: FiscalYear) -> Vec<DocumentId> {
    let held = compared(world).filter_map(|one| world.document(&one.id, year));
    held.map(|digest| digest.id.clone()).collect()
}

/// A page of the comparison, with the way to it.
fn page(world: &World<'_>, folder: &str, title: String) -> PageInfo {
    let way = [(
        world.texts.get("compare_title").to_owned(),
        Some(FOLDER.to_owned()),
    )];
    world.page(folder, Some(title), &way)
}

fn document_link(world: &World<'_>, digest: &Digest, links: &Links) -> Link {
    Link {
        text: world.texts.marked(digest, digest.title.clone()),
        href: Some(links.to(&digest.id.folder())),
    }
}
