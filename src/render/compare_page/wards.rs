//! All wards of a year.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{compared, document_link, page, wards_folder};
use crate::model::{Date, Document, DocumentId, FiscalYear, Organisation, OrganisationKind};
use crate::render::context::{Link, PageInfo};
use crate::render::document_page::cut;
use crate::render::goal_names::GoalNames;
use crate::render::links::Links;
use crate::render::listing::organisation_link;
use crate::render::standing::Standing;
use crate::render::world::World;

/// What `compare_wards.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct CompareWardsPage {
    /// The year, with the link to its page.
    pub year: Link,
    /// Whether there are wards; else the departments stand in their place.
    pub has_wards: bool,
    /// The wards whose documents are held.
    pub held: Vec<WardCard>,
    /// The names of the others that there were.
    pub missing: Vec<Link>,
    /// The same page of the nearest year held before.
    pub previous: Option<Link>,
    /// The same, after.
    pub next: Option<Link>,
}

/// What a ward set out to do.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct WardCard {
    /// The ward, with the link to its page.
    pub organisation: Link,
    /// Where it began or ended in the middle of the year: its first and last day.
    pub life: Option<String>,
    /// Its document.
    pub document: Link,
    /// The counts that it prints, or why there are none.
    pub standing: Standing,
    /// What it is for, cut where it is long.
    pub purpose: Option<String>,
    /// Its goals.
    pub goals: Vec<GoalLine>,
}

/// A goal in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct GoalLine {
    /// 「目標1」, with the link to it.
    pub name: Link,
    /// The goal, cut where it is long.
    pub text: String,
}

/// How much of a purpose is shown.
const PURPOSE_LENGTH: usize = 160;
/// How much of a goal.
const GOAL_LENGTH: usize = 140;

/// The page, and how much it has to say.
pub(in crate::render) fn wards(
    world: &World<'_>,
    year: FiscalYear,
    documents: &[Document],
) -> (PageInfo, usize, CompareWardsPage) {
    let has_wards = world.compared == OrganisationKind::Ward;
    let label = world.texts.year(year);
    let title = if has_wards {
        "compare_wards_title"
    } else {
        "compare_departments_title"
    };
    let title = world.texts.fill(title, &[("year", &label)]);
    let page = page(world, &wards_folder(year), title);
    let links = page.links();
    let texts: BTreeMap<&DocumentId, &Document> = documents
        .iter()
        .map(|document| (&document.id, document))
        .collect();
    let (mut held, mut missing) = (Vec::new(), Vec::new());
    for one in compared(world) {
        let organisation = organisation_link(world, one, &links);
        if let Some(digest) = world.document(&one.id, year) {
            let document = texts.get(&digest.id);
            let purpose = document.filter(|document| document.withdrawn.is_none());
            let purpose = purpose.and_then(|document| document.purpose.as_deref());
            held.push(WardCard {
                organisation,
                life: life_in(world, one, year),
                document: document_link(world, digest, &links),
                standing: Standing::of(digest, world.newest, world.texts),
                purpose: purpose.map(|text| cut(text, PURPOSE_LENGTH)),
                goals: document.map_or_else(Vec::new, |document| goals(world, document, &links)),
            });
        } else if one.exists_in(year) {
            missing.push(organisation);
        }
    }
    let years: Vec<FiscalYear> = world.archive.years().collect();
    let neighbour = |found: Option<&FiscalYear>| {
        found.map(|year| Link {
            text: world.texts.year(*year),
            href: Some(links.to(&wards_folder(*year))),
        })
    };
    let lines: usize = held.iter().map(|card| card.goals.len() + 4).sum();
    let entries = lines + missing.len();
    let own = CompareWardsPage {
        year: Link {
            text: label,
            href: Some(links.to(&format!("{year}/"))),
        },
        has_wards,
        held,
        missing,
        previous: neighbour(years.iter().rev().find(|other| **other < year)),
        next: neighbour(years.iter().find(|other| **other > year)),
    };
    (page, entries, own)
}

/// 「（2019年1月1日～）」, where a day of it is in this year and is not the first of its days.
fn life_in(world: &World<'_>, organisation: &Organisation, year: FiscalYear) -> Option<String> {
    let here = |date: &Date| date.fiscal_year() == year.year();
    let from = organisation.valid_from.filter(here);
    let from = from.filter(|date| *date != year.first_day());
    let until = organisation.valid_to.filter(here);
    if from.is_none() && until.is_none() {
        return None;
    }
    let day = |date: Option<Date>| date.map(|date| world.texts.date(date)).unwrap_or_default();
    let values = [("from", &*day(from)), ("until", &*day(until))];
    Some(world.texts.fill("life_span", &values))
}

fn goals(world: &World<'_>, document: &Document, links: &Links) -> Vec<GoalLine> {
    // A withdrawn document's text stands on its own page alone.
    if document.withdrawn.is_some() {
        return Vec::new();
    }
    let folder = document.id.folder();
    let names = GoalNames::of_document(document, world.texts);
    let line = |goal: &crate::model::Goal| GoalLine {
        name: Link {
            text: names.get(&goal.id),
            href: Some(links.to(&format!("{folder}#goal-{}", goal.id))),
        },
        text: cut(&goal.text, GOAL_LENGTH),
    };
    document.goals.iter().map(line).collect()
}
