//! What a name in the content means, as of the fiscal year in whose folder it stands.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_japanese::fold::fold_str;

use super::Registry;
use crate::model::{FiscalYear, Organisation, OrganisationId, OrganisationKind, Slug};

/// What folders and files may be called for organisations, in the order of the registry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Names {
    /// Slug, id and name.
    own: BTreeMap<String, Vec<usize>>,
    /// Abbreviations and former slugs.
    other: BTreeMap<String, Vec<usize>>,
}

impl Names {
    pub fn add(&mut self, index: usize, organisation: &Organisation) {
        let mut own = BTreeSet::from([
            organisation.slug().to_owned(),
            organisation.id.to_string(),
            fold_name(&organisation.name),
        ]);
        if organisation.kind == OrganisationKind::City {
            own.insert("city".to_owned());
        }
        let abbreviations = organisation
            .abbreviations
            .iter()
            .map(|name| fold_name(name));
        let slugs = organisation.former_slugs.iter().map(Slug::as_str);
        let other: BTreeSet<String> = slugs.map(str::to_owned).chain(abbreviations).collect();
        for (names, table) in [(own, &mut self.own), (other, &mut self.other)] {
            for name in names {
                table.entry(name).or_default().push(index);
            }
        }
    }
}

/// What a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'a> {
    /// The organisation. It may have ended before the year or begun after it, where nobody else has the name.
    pub organisation: &'a Organisation,
    /// Others that have the name in the same place and year.
    pub rivals: Vec<&'a Organisation>,
}

impl Registry {
    /// The organisation that a folder or file name means in a fiscal year: a slug, an id or a name, in any Unicode
    /// normalisation; where nobody then had it, an abbreviation, a former slug, or the name before a change of name.
    /// `within` is the organisation in whose folder it stands. Right in a year's folder an id means its organisation,
    /// whatever it is. Of several, whoever existed on the first of April comes first.
    #[must_use]
    pub fn find(
        &self,
        name: &str,
        within: Option<&OrganisationId>,
        year: FiscalYear,
    ) -> Option<Found<'_>> {
        let folded = fold_name(name);
        let in_place = |one: &&Organisation| match within {
            None => self.is_top(one) || one.id.as_str() == name,
            Some(within) => self.stood_below(one, within, year),
        };
        let listed = |table: &BTreeMap<String, Vec<usize>>| -> Vec<&Organisation> {
            let indices = table.get(&folded).into_iter().flatten();
            let organisations = indices.map(|&index| &self.organisations[index]);
            organisations.filter(in_place).collect()
        };
        let (own, other) = (listed(&self.names.own), listed(&self.names.other));
        let lived = |one: &&Organisation| one.exists_in(year);
        // An id never means anybody else.
        if let Some(organisation) = own.iter().find(|one| lived(one) && one.id.as_str() == name) {
            let rivals = Vec::new();
            return Some(Found {
                organisation,
                rivals,
            });
        }
        choose(own.iter().copied().filter(lived), year)
            .or_else(|| choose(other.iter().copied().filter(lived), year))
            .or_else(|| {
                let named = own.iter().chain(&other);
                choose(named.filter_map(|one| self.renamed_in(&one.id, year)), year)
            })
            .or_else(|| choose(own.iter().chain(&other).copied(), year))
    }

    /// Whether an organisation was below another on any day of the year.
    fn stood_below(
        &self,
        organisation: &Organisation,
        above: &OrganisationId,
        year: FiscalYear,
    ) -> bool {
        let mut open = vec![organisation];
        let mut seen: BTreeSet<&OrganisationId> = BTreeSet::new();
        while let Some(one) = open.pop() {
            for parent in self.parents_in(one, year) {
                if parent.id == *above {
                    return true;
                }
                if seen.insert(&parent.id) {
                    open.push(parent);
                }
            }
        }
        false
    }
}

/// The first of those who existed on the first of April, else the first; the others are its rivals.
fn choose<'a>(
    named: impl Iterator<Item = &'a Organisation>,
    year: FiscalYear,
) -> Option<Found<'a>> {
    let mut rivals: Vec<&Organisation> = Vec::new();
    for one in named {
        if !rivals.iter().any(|known| known.id == one.id) {
            rivals.push(one);
        }
    }
    rivals.sort_by_key(|one| !one.exists_on(year.first_day()));
    if rivals.is_empty() {
        return None;
    }
    let organisation = rivals.remove(0);
    Some(Found {
        organisation,
        rivals,
    })
}

/// A name as names are compared: widths, case and composition folded, white space removed.
#[must_use]
pub fn fold_name(name: &str) -> String {
    fold_str(name)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect()
}

#[cfg(test)]
mod tests;
