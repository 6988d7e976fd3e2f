//! The page on which two documents are chosen.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{DOCUMENTS, FOLDER, compared, neighbours, wards_folder, years_folder};
use crate::model::{FiscalYear, Organisation, OrganisationKind};
use crate::render::context::{Link, PageInfo};
use crate::render::listing::organisation_link;
use crate::render::world::World;

/// What `compare.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct ComparePage {
    /// Whether there are wards; else the departments stand in their place.
    pub has_wards: bool,
    /// The pages on which all wards of a year are compared, newest first.
    pub years: Vec<Link>,
    /// The wards, each with the pages on which its neighbouring years are compared.
    pub organisations: Vec<ComparedOrganisation>,
    /// How many documents are held.
    pub documents: usize,
    /// The link to the list of documents that the script reads.
    pub list: String,
}

/// An organisation with what can be compared.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct ComparedOrganisation {
    /// Its name, with the link to its page.
    pub organisation: Link,
    /// Two neighbouring years each, newest first; none where fewer than two are held.
    pub pairs: Vec<Link>,
}

/// The start page, and how much it has to say.
pub(in crate::render) fn start(world: &World<'_>) -> (PageInfo, usize, ComparePage) {
    let title = world.texts.get("compare_title").to_owned();
    let mut page = world.page(FOLDER, Some(title), &[]);
    page.description = Some(world.texts.get("compare_description").to_owned());
    let links = page.links();
    let organisations: Vec<ComparedOrganisation> = compared(world)
        .filter(|one| world.archive.of_organisation(&one.id).next().is_some())
        .map(|one| {
            let pairs = neighbours(world, &one.id).into_iter().rev();
            let link = |years: [FiscalYear; 2]| Link {
                text: world.texts.fill(
                    "compare_pair",
                    &[
                        ("before", &world.texts.short_year(years[0])),
                        ("after", &world.texts.short_year(years[1])),
                    ],
                ),
                href: Some(links.to(&years_folder(&one.id, years))),
            };
            ComparedOrganisation {
                organisation: organisation_link(world, one, &links),
                pairs: pairs.map(link).collect(),
            }
        })
        .collect();
    let years: Vec<Link> = world
        .archive
        .years()
        .rev()
        .map(|year| Link {
            text: world.texts.year(year),
            href: Some(links.to(&wards_folder(year))),
        })
        .collect();
    let pairs: usize = organisations.iter().map(|one| one.pairs.len() + 1).sum();
    let entries = pairs + years.len();
    let main = world.archive.documents();
    let own = ComparePage {
        has_wards: world.compared == OrganisationKind::Ward,
        documents: main.filter(|digest| digest.edition.is_none()).count(),
        years,
        organisations,
        list: links.to(DOCUMENTS),
    };
    (page, entries, own)
}

/// The list of documents, for the script.
#[derive(Serialize)]
struct Documents<'a> {
    schema: u32,
    municipality: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    fictional: bool,
    /// What the years are called, by the Western year.
    years: BTreeMap<u16, String>,
    organisations: Vec<Publisher<'a>>,
}

#[derive(Serialize)]
struct Publisher<'a> {
    name: &'a str,
    /// The ward or department to which it belongs; none of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    /// What stands behind the year in the addresses of its documents.
    path: String,
    /// The years of which a document is held, newest first.
    years: Vec<u16>,
}

/// `compare/documents.json`: which documents there are. One line, and a line feed at its end.
pub(in crate::render) fn documents_json(world: &World<'_>) -> Vec<u8> {
    let registry = world.registry();
    let publisher = |one: &'_ Organisation| {
        let years = world.archive.of_organisation(&one.id).rev();
        let years: Vec<u16> = years.map(|digest| digest.fiscal_year.year()).collect();
        (!years.is_empty()).then_some(years)
    };
    let mut organisations: Vec<_> = registry
        .organisations()
        .iter()
        .filter_map(|one| {
            let above = registry.ancestors(&one.id);
            let mut above = above.into_iter().rev();
            let top = above.find(|above| above.kind != OrganisationKind::City);
            let order = registry.position(&top.unwrap_or(one).id);
            let entry = Publisher {
                name: &one.name,
                group: top.map(|top| top.name.as_str()),
                path: registry.address(one).join("/"),
                years: publisher(one)?,
            };
            Some((order, entry))
        })
        .collect();
    // A ward stands before its sections, which keep the order of the registry.
    organisations.sort_by_key(|(order, entry)| (*order, entry.group.is_some()));
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut publishers: Vec<Publisher<'_>> = Vec::new();
    for (_, entry) in organisations {
        match places.get(&entry.path) {
            // Two that lived one after the other may have one address; they share no year.
            Some(&at) => {
                publishers[at].years.extend(entry.years);
                publishers[at]
                    .years
                    .sort_unstable_by_key(|year| Reverse(*year));
            }
            None => {
                places.insert(entry.path.clone(), publishers.len());
                publishers.push(entry);
            }
        }
    }
    let years = world.archive.years();
    let documents = Documents {
        schema: 1,
        municipality: &world.config.settings.archive.code,
        fictional: world.is_fictional(),
        years: years
            .map(|year| (year.year(), world.texts.year(year)))
            .collect(),
        organisations: publishers,
    };
    // Names and numbers can always be written.
    let mut json = serde_json::to_vec(&documents).unwrap_or_default();
    json.push(b'\n');
    json
}
