//! Organisations by years: the table of the home page and of the page of all years.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Link;
use super::links::Links;
use super::listing::{organisation_link, year_link};
use super::standing::Standing;
use super::world::World;
use crate::model::{FiscalYear, Organisation, OrganisationKind};

/// Organisations by years.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Table {
    /// The columns: the years, newest first, with the links to their pages.
    pub years: Vec<Link>,
    /// The rows.
    pub rows: Vec<TableRow>,
}

/// An organisation's row.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct TableRow {
    /// The organisation, with the link to its page, if it has one.
    pub organisation: Link,
    /// One cell a year.
    pub cells: Vec<Cell>,
}

/// What is said of one organisation in one year.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Cell {
    /// The state and its words.
    pub standing: Standing,
    /// The link to the document, if it is held.
    pub href: Option<String>,
    /// The link's name out of context: 「中央区 令和6年度（2024年度）：4件中4件達成」
    pub label: String,
}

/// The wards of which the site shows something, whether they still exist or not; where there are none, the departments.
pub(super) fn wards_or_departments<'a>(world: &World<'a>) -> (bool, Vec<&'a Organisation>) {
    let of_kind = |kind| -> Vec<&'a Organisation> {
        let all = world.registry().organisations().iter();
        all.filter(|one| one.kind == kind && world.registry().is_listed_by_kind(one))
            .collect()
    };
    let mut wards = of_kind(OrganisationKind::Ward);
    let has_wards = !wards.is_empty();
    if !has_wards {
        wards = of_kind(OrganisationKind::Department);
    }
    // A ward that no longer exists and of which nothing is held is of no use to anybody.
    wards.retain(|ward| {
        world.has_page(&ward.id) || world.newest.is_none_or(|year| ward.exists_in(year))
    });
    (has_wards, wards)
}

/// Organisations by years. An organisation that neither existed nor published in any of these years has no row.
pub(super) fn table(
    world: &World<'_>,
    organisations: &[&Organisation],
    years: &[FiscalYear],
    links: &Links,
) -> Table {
    let is_of_these = |one: &&&Organisation| {
        let here =
            |year: &FiscalYear| one.exists_in(*year) || world.document(&one.id, *year).is_some();
        years.iter().any(here)
    };
    let rows = organisations.iter().filter(is_of_these);
    Table {
        years: years
            .iter()
            .map(|year| year_link(world, *year, links))
            .collect(),
        rows: rows
            .map(|one| TableRow {
                organisation: organisation_link(world, one, links),
                cells: years
                    .iter()
                    .map(|year| cell(world, one, *year, links))
                    .collect(),
            })
            .collect(),
    }
}

fn cell(world: &World<'_>, organisation: &Organisation, year: FiscalYear, links: &Links) -> Cell {
    let held = world.document(&organisation.id, year);
    let standing = match held {
        Some(digest) => Standing::of(digest, world.newest, world.texts),
        None if organisation.exists_in(year) => Standing::not_held(world.texts),
        None => Standing::no_organisation(world.texts),
    };
    let label = world.texts.fill(
        "cell_label",
        &[
            ("organisation", &organisation.name),
            ("year", &world.texts.year(year)),
            ("standing", &standing.text),
        ],
    );
    Cell {
        standing,
        href: held.map(|digest| links.to(&digest.id.folder())),
        label,
    }
}
