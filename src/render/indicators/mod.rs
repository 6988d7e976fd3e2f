//! The pages of indicators: the list of all, and one for each with its figures, organisation by organisation.

mod chart;
mod list;
mod page;
mod row;
mod sentences;

pub(super) use list::{IndicatorsPage, indicators};
pub(super) use page::{IndicatorPage, indicator, parts};

use std::collections::BTreeSet;

use super::context::Link;
use super::links::Links;
use super::world::World;
use crate::model::{Document, FiscalYear, Language, OrganisationId, OrganisationKind};
use crate::relate::{Archive, IndicatorEntry};

/// The indicators that a document names, each once, in its order.
pub(super) fn indicators_of(document: &Document, archive: &Archive, links: &Links) -> Vec<Link> {
    let policy = document.policy_indicators.iter();
    let policy = policy.map(|text| (text.as_str(), None));
    let goals = document.goals.iter().flat_map(|goal| &goal.indicators);
    let measured = document.indicators.iter().chain(goals);
    let measured = measured.map(|one| (one.name.as_str(), one.unit.as_deref()));
    let mut seen = BTreeSet::new();
    policy
        .chain(measured)
        .filter_map(|(name, unit)| archive.indicators().called(name, unit))
        .filter(|entry| seen.insert(&entry.slug))
        .map(|entry| Link {
            text: entry.name.clone(),
            href: Some(links.to(&folder(entry))),
        })
        .collect()
}

/// Where an indicator's page stands.
pub(super) fn folder(entry: &IndicatorEntry) -> String {
    format!("indicators/{}/", entry.slug)
}

/// A year by one name: what stands in a row of years has no room for two.
fn short_year(world: &World<'_>, year: FiscalYear) -> String {
    match world.texts.language {
        Language::Japanese => year.label(),
        Language::English => year.to_string(),
    }
}

/// From the first year to the last, in words.
fn period(world: &World<'_>, mut years: impl Iterator<Item = FiscalYear>) -> Option<String> {
    let first = years.next()?;
    let (first, last) = years.fold((first, first), |(first, last), year| {
        (first.min(year), last.max(year))
    });
    let (from, to) = (short_year(world, first), short_year(world, last));
    Some(if first == last {
        from
    } else {
        world.texts.fill("period", &[("from", &from), ("to", &to)])
    })
}

/// An organisation's name with those above it, the city left out: sections of two wards have one name.
fn full_name(world: &World<'_>, id: &OrganisationId) -> String {
    let Some(organisation) = world.registry().get(id) else {
        return id.to_string();
    };
    world.full_name(organisation, None)
}

/// The ward or department to which an organisation belongs: itself, where nothing but the city is above it.
fn top<'a>(world: &World<'a>, id: &'a OrganisationId) -> &'a OrganisationId {
    let above = world.registry().ancestors(id);
    let below_city = above
        .into_iter()
        .rfind(|one| one.kind != OrganisationKind::City);
    below_city.map_or(id, |one| &one.id)
}
