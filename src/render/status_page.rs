//! Four lists of what the city itself printed of its goals: not reached, given up, not yet evaluated, not stated. Nobody is
//! ranked, no officer is named, and what a mark means is only said where its scale says it.

mod overview;
mod year;

pub(super) use overview::{StatusPage, overview};
pub(super) use year::{StatusYearPage, documents_of, year};

use std::collections::{BTreeMap, BTreeSet};

use super::world::World;
use crate::model::{Digest, FiscalYear, OrganisationId, OrganisationKind};
use crate::relate::{List, Outcome, Stated, Tally, is_left_out, status_of_year};

/// Where the overview is, and below it the years.
pub(super) const FOLDER: &str = "status/";
/// A year with more entries than this has a page for each ward. It depends on the documents alone.
const MOST_ENTRIES: usize = 400;

/// How much was printed of the goals of a year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct YearStatus {
    /// What stands in each of the lists, in their order.
    pub lists: [Tally; 4],
    /// Goals whose marks do not say in which list they belong.
    pub unknown: usize,
    /// Drafts and withdrawn documents, which are in no list.
    pub left_out: usize,
    /// The wards and departments that have pages of their own; empty where one page has room for all.
    pub parts: Vec<OrganisationId>,
}

/// Where a year's lists are, or those of one ward.
pub(super) fn folder(year: FiscalYear, part: Option<&OrganisationId>) -> String {
    match part {
        Some(part) => format!("{FOLDER}{year}/{part}/"),
        None => format!("{FOLDER}{year}/"),
    }
}

/// The same for every year held.
pub(super) fn status_of_years(world: &World<'_>) -> BTreeMap<FiscalYear, YearStatus> {
    let years = world.archive.years();
    years.map(|year| (year, status_of(world, year))).collect()
}

fn status_of(world: &World<'_>, year: FiscalYear) -> YearStatus {
    let all = status_of_year(world.archive, year, &world.config.forms, &|_| true);
    let mut status = YearStatus {
        left_out: world
            .archive
            .in_year(year)
            .filter(|main| is_left_out(main))
            .count(),
        ..YearStatus::default()
    };
    for stated in &all {
        for (sum, list) in status.lists.iter_mut().zip(List::ALL) {
            let tally = stated.tally(list);
            sum.goals += tally.goals;
            sum.documents += tally.documents;
        }
        status.unknown += unknown(stated).count();
    }
    let entries: usize = status.lists.iter().map(|tally| tally.entries()).sum();
    if entries > MOST_ENTRIES {
        let tops = all.iter().map(|one| top_of(world, one.document, year));
        let tops: BTreeSet<(Option<usize>, OrganisationId)> = tops
            .map(|top| (world.registry().position(top), top.clone()))
            .collect();
        status.parts = tops.into_iter().map(|(_, top)| top).collect();
    }
    status
}

/// The ward or department to which an organisation belonged in a year, or itself.
fn top_of<'a>(world: &World<'a>, digest: &'a Digest, year: FiscalYear) -> &'a OrganisationId {
    let above = world.registry().ancestors_in(&digest.organisation, year);
    let mut above = above.into_iter().rev();
    let top = above.find(|above| above.kind != OrganisationKind::City);
    top.map_or(&digest.organisation, |top| &top.id)
}

/// Goals whose marks do not say in which list they belong.
fn unknown<'s, 'a>(stated: &'s Stated<'a>) -> impl Iterator<Item = &'s crate::relate::Judged<'a>> {
    let judged = stated.judged.iter();
    judged.filter(|one| one.outcome == Outcome::Unknown)
}

/// How much stands in a list, in words.
fn tally_text(world: &World<'_>, tally: Tally) -> String {
    let (goals, documents) = (tally.goals.to_string(), tally.documents.to_string());
    let key = match (tally.goals, tally.documents) {
        (0, 0) => return world.texts.get("status_nothing").to_owned(),
        (_, 0) => "status_goals",
        (0, _) => "status_documents",
        _ => "status_both",
    };
    let values = [("goals", &*goals), ("documents", &*documents)];
    world.texts.fill(key, &values)
}

/// A list's name in addresses, words and templates.
fn key(list: List) -> &'static str {
    match list {
        List::Missed => "missed",
        List::Stopped => "stopped",
        List::Pending => "pending",
        List::NotStated => "not-stated",
    }
}

/// A list's name in words.
fn title<'a>(world: &World<'a>, list: List) -> &'a str {
    world.texts.get(match list {
        List::Missed => "status_missed",
        List::Stopped => "status_stopped",
        List::Pending => "status_pending",
        List::NotStated => "status_not_stated",
    })
}
