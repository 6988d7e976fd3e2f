//! `content/organisations.toml`: which organisations there are, and how they are named.

mod lineage;
mod lookup;

pub use lookup::{Found, fold_name};

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{
    Change, ChangeKind, Date, FiscalYear, Organisation, OrganisationId, OrganisationKind, Slug,
};

/// The file as written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganisationsFile {
    /// The organisations.
    #[serde(default)]
    pub organisation: Vec<Organisation>,
    /// What happened to them.
    #[serde(default)]
    pub change: Vec<Change>,
}

/// All organisations of the archive, in the order of the file: that is the order in which a city lists its wards.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Registry {
    organisations: Vec<Organisation>,
    changes: Vec<Change>,
    by_id: BTreeMap<OrganisationId, usize>,
    /// The changes after which an organisation was there, by their places.
    changes_to: BTreeMap<OrganisationId, Vec<usize>>,
    /// By the organisation above them.
    below: BTreeMap<OrganisationId, Vec<usize>>,
    names: lookup::Names,
}

impl Registry {
    /// A registry; later organisations with an id that is taken are left out.
    #[must_use]
    pub fn new(file: OrganisationsFile) -> Self {
        let mut registry = Self {
            changes: file.change,
            ..Self::default()
        };
        for (at, change) in registry.changes.iter().enumerate() {
            for id in change.to.iter().collect::<BTreeSet<_>>() {
                registry.changes_to.entry(id.clone()).or_default().push(at);
            }
        }
        for organisation in file.organisation {
            registry.add(organisation);
        }
        registry
    }

    /// Adds an organisation, unless its id is taken.
    pub fn add(&mut self, organisation: Organisation) {
        if self.by_id.contains_key(&organisation.id) {
            return;
        }
        let index = self.organisations.len();
        self.names.add(index, &organisation);
        self.by_id.insert(organisation.id.clone(), index);
        if let Some(parent) = &organisation.parent {
            self.below.entry(parent.clone()).or_default().push(index);
        }
        self.organisations.push(organisation);
    }

    /// All organisations, in the order of the file.
    #[must_use]
    pub fn organisations(&self) -> &[Organisation] {
        &self.organisations
    }

    /// What happened to them.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The changes after which an organisation was there, in the order of the file.
    pub fn changes_to(&self, id: &OrganisationId) -> impl Iterator<Item = &Change> {
        let places = self.changes_to.get(id).into_iter().flatten();
        places.map(|&at| &self.changes[at])
    }

    /// The organisation with this id.
    #[must_use]
    pub fn get(&self, id: &OrganisationId) -> Option<&Organisation> {
        self.by_id.get(id).map(|&at| &self.organisations[at])
    }

    /// The organisations directly below one, in the order of the file.
    pub fn below(&self, id: &OrganisationId) -> impl Iterator<Item = &Organisation> {
        let below = self.below.get(id).into_iter().flatten();
        below.map(|&at| &self.organisations[at])
    }

    /// Where the organisation stands in the order of the file.
    #[must_use]
    pub fn position(&self, id: &OrganisationId) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The organisations above one, the nearest first. Ends at a loop.
    #[must_use]
    pub fn ancestors(&self, id: &OrganisationId) -> Vec<&Organisation> {
        let mut above: Vec<&Organisation> = Vec::new();
        let mut next = self
            .get(id)
            .and_then(|organisation| organisation.parent.as_ref());
        while let Some(parent) = next.and_then(|parent| self.get(parent)) {
            if parent.id == *id || above.iter().any(|known| known.id == parent.id) {
                break;
            }
            above.push(parent);
            next = parent.parent.as_ref();
        }
        above
    }

    /// The organisations above one in a fiscal year: those of its first of April, the nearest first; in the registry's
    /// present order where nothing else is known. Ends at a loop.
    #[must_use]
    pub fn ancestors_in(&self, id: &OrganisationId, year: FiscalYear) -> Vec<&Organisation> {
        let mut above: Vec<&Organisation> = Vec::new();
        let mut at = self.get(id);
        while let Some(parent) = at.and_then(|one| self.parents_in(one, year).into_iter().next()) {
            if parent.id == *id || above.iter().any(|known| known.id == parent.id) {
                break;
            }
            above.push(parent);
            at = Some(parent);
        }
        above
    }

    /// The organisations to which one belonged in a fiscal year, one after the other: several where it was moved in
    /// mid-year.
    fn parents_in(&self, organisation: &Organisation, year: FiscalYear) -> Vec<&Organisation> {
        let first = year.first_day();
        let ends_before = |day: Date| day <= first;
        let begins_after =
            |day: Option<Date>| day.is_some_and(|day| day.fiscal_year() > year.year());
        let mut parents = Vec::new();
        let mut since = None;
        for change in self.moves(&organisation.id) {
            if !ends_before(change.date) && !begins_after(since) {
                parents.extend(change.from_parent.as_ref());
            }
            since = Some(change.date);
        }
        if !begins_after(since) {
            parents.extend(organisation.parent.as_ref());
        }
        parents.into_iter().filter_map(|id| self.get(id)).collect()
    }

    /// The moves of an organisation, oldest first.
    fn moves(&self, id: &OrganisationId) -> Vec<&Change> {
        let changes = self.changes_to(id);
        let mut moves: Vec<&Change> = changes
            .filter(|change| change.kind == ChangeKind::Move)
            .collect();
        moves.sort_by_key(|change| change.date);
        moves
    }

    /// Whether an organisation stands directly in a year's folder: wards, the departments of the city, the city itself
    /// and what belongs to no other do; the rest stands in the folder of the organisation to which it belongs.
    #[must_use]
    pub fn is_top(&self, organisation: &Organisation) -> bool {
        self.address(organisation).len() == 1
    }

    /// Whether lists show an organisation among those of its kind: the others show below the one to which they belong.
    #[must_use]
    pub fn is_listed_by_kind(&self, organisation: &Organisation) -> bool {
        organisation.kind != OrganisationKind::Section && self.is_top(organisation)
    }

    /// The slugs that make an organisation's address, from the ward downwards. The city does not show in the address
    /// of a ward; its own is `city`.
    #[must_use]
    pub fn address<'a>(&'a self, organisation: &'a Organisation) -> Vec<&'a str> {
        let mut chain = vec![organisation];
        chain.extend(self.ancestors(&organisation.id));
        let mut slugs: Vec<&str> = in_address(&chain)
            .iter()
            .map(|one| address_slug(one))
            .collect();
        slugs.reverse();
        slugs
    }

    /// The addresses that an organisation had before its slug, its parent or a slug above it changed.
    #[must_use]
    pub fn former_addresses<'a>(&'a self, organisation: &'a Organisation) -> Vec<Vec<&'a str>> {
        let mut found: BTreeSet<Vec<&str>> = BTreeSet::new();
        for chain in self.chains(organisation, &mut Vec::new()) {
            let mut addresses: Vec<Vec<&str>> = vec![Vec::new()];
            for one in in_address(&chain).iter().rev() {
                let former = one.former_slugs.iter().map(Slug::as_str);
                let slugs: Vec<&str> = std::iter::once(address_slug(one)).chain(former).collect();
                let longer = |address: &Vec<&'a str>| {
                    let address = address.clone();
                    let with = move |slug: &&'a str| [address.as_slice(), &[*slug]].concat();
                    slugs.iter().map(with).collect::<Vec<_>>()
                };
                addresses = addresses.iter().flat_map(longer).collect();
            }
            found.extend(addresses);
        }
        found.remove(&self.address(organisation));
        found.into_iter().collect()
    }

    /// Whether any organisation ever changed its address.
    #[must_use]
    pub fn has_former_addresses(&self) -> bool {
        let renamed = |one: &Organisation| !one.former_slugs.is_empty();
        let moved = |change: &Change| change.from_parent.is_some();
        self.organisations.iter().any(renamed) || self.changes.iter().any(moved)
    }

    /// An organisation with those above it, the nearest first: the present ones and those before its moves.
    fn chains<'a>(
        &'a self,
        organisation: &'a Organisation,
        below: &mut Vec<&'a OrganisationId>,
    ) -> Vec<Vec<&'a Organisation>> {
        let former = self.moves(&organisation.id);
        let former = former
            .iter()
            .filter_map(|change| change.from_parent.as_ref());
        let parents: Vec<&Organisation> = organisation
            .parent
            .iter()
            .chain(former)
            .filter(|id| **id != organisation.id && !below.contains(id))
            .filter_map(|id| self.get(id))
            .collect();
        if parents.is_empty() {
            return vec![vec![organisation]];
        }
        below.push(&organisation.id);
        let mut chains = Vec::new();
        for parent in parents {
            for above in self.chains(parent, below) {
                chains.push([&[organisation], above.as_slice()].concat());
            }
        }
        below.pop();
        chains
    }
}

/// Those of an organisation and its ancestors that show in its address. It begins at the ward; without one at the
/// nearest department; without that below the city.
fn in_address<'c, 'a>(chain: &'c [&'a Organisation]) -> &'c [&'a Organisation] {
    let first = |kind| chain.iter().position(|one| one.kind == kind);
    let end = first(OrganisationKind::Ward)
        .or_else(|| first(OrganisationKind::Department))
        .map(|at| at + 1)
        .or_else(|| first(OrganisationKind::City).map(|at| at.max(1)))
        .unwrap_or(chain.len());
    &chain[..end]
}

/// What stands for an organisation in addresses.
fn address_slug(organisation: &Organisation) -> &str {
    match organisation.kind {
        OrganisationKind::City => "city",
        _ => organisation.slug(),
    }
}
