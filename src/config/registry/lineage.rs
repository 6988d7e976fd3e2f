//! Who came before and after an organisation.

use std::collections::BTreeSet;

use super::Registry;
use crate::model::{Change, ChangeKind, FiscalYear, Organisation, OrganisationId};

impl Registry {
    /// The organisations that took the place of one that ended, in the order of the changes.
    #[must_use]
    pub fn successors(&self, id: &OrganisationId) -> Vec<&Organisation> {
        let changes = self.changes.iter().filter(|change| change.ends(id));
        self.each_once(id, changes.flat_map(|change| &change.to))
    }

    /// The organisations whose place one took when it began, in the order of the changes.
    #[must_use]
    pub fn predecessors(&self, id: &OrganisationId) -> Vec<&Organisation> {
        let changes = self.changes.iter().filter(|change| change.begins(id));
        self.each_once(id, changes.flat_map(|change| &change.from))
    }

    fn each_once<'a>(
        &'a self,
        own: &OrganisationId,
        ids: impl Iterator<Item = &'a OrganisationId>,
    ) -> Vec<&'a Organisation> {
        let mut seen = BTreeSet::from([own]);
        ids.filter(|id| seen.insert(id))
            .filter_map(|id| self.get(id))
            .collect()
    }

    /// What stands for an organisation in a fiscal year in which it did not exist: those that came out of it, or out of
    /// which it came.
    #[must_use]
    pub fn kin_in(&self, organisation: &Organisation, year: FiscalYear) -> Vec<&Organisation> {
        let ended = organisation
            .valid_to
            .is_some_and(|to| to < year.first_day());
        if ended {
            self.reach(&organisation.id, year, |one| self.successors(one))
        } else {
            self.reach(&organisation.id, year, |one| self.predecessors(one))
        }
    }

    /// Goes on from organisation to organisation until they existed in the year.
    fn reach<'a>(
        &'a self,
        id: &OrganisationId,
        year: FiscalYear,
        next: impl Fn(&OrganisationId) -> Vec<&'a Organisation>,
    ) -> Vec<&'a Organisation> {
        let mut open: Vec<&Organisation> = next(id);
        let mut seen = BTreeSet::from([id]);
        let mut found = Vec::new();
        while !open.is_empty() {
            open.retain(|one| seen.insert(&one.id));
            let (living, others): (Vec<_>, Vec<_>) =
                open.into_iter().partition(|one| one.exists_in(year));
            found.extend(living);
            open = others.iter().flat_map(|one| next(&one.id)).collect();
        }
        found
    }

    /// What an organisation was called in a fiscal year after changes of name.
    pub(super) fn renamed_in(
        &self,
        id: &OrganisationId,
        year: FiscalYear,
    ) -> Option<&Organisation> {
        let renamed = |change: &&Change, from: &OrganisationId| {
            change.kind == ChangeKind::Rename && change.ends(from)
        };
        let mut at = self.get(id)?;
        // A chain without a loop is at most as long as there are changes.
        for _ in &self.changes {
            let change = self.changes.iter().find(|change| renamed(change, &at.id))?;
            at = change.to.first().and_then(|id| self.get(id))?;
            if at.exists_in(year) {
                return Some(at);
            }
        }
        None
    }
}
