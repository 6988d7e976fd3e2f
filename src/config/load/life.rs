//! What happened to organisations: `[[change]]` against the life spans.

use std::collections::BTreeSet;

use super::registry::Checks;
use crate::config::Step;
use crate::model::{Change, ChangeKind, Date, OrganisationId, Problem};

/// Looks at every change.
pub(super) fn changes(checks: &mut Checks<'_>) {
    let organisations = checks.organisations;
    for (index, change) in organisations.change.iter().enumerate() {
        let known = ids(checks, index, change);
        let fits = shape(change);
        if !fits {
            let problem = Problem::ChangeShape {
                kind: change.kind.key().to_owned(),
                from: list(&change.from),
                to: list(&change.to),
            };
            checks.tell(problem, &at(index, "kind"));
        }
        if known && fits {
            dates(checks, index, change);
            before_the_move(checks, index, change);
        }
    }
}

fn at(index: usize, key: &str) -> [Step<'_>; 3] {
    [Step::Key("change"), Step::Index(index), Step::Key(key)]
}

fn list(ids: &[OrganisationId]) -> String {
    let ids: Vec<&str> = ids.iter().map(OrganisationId::as_str).collect();
    ids.join(", ")
}

/// Whether all ids exist.
fn ids(checks: &mut Checks<'_>, index: usize, change: &Change) -> bool {
    let mut known = true;
    for (key, named) in [("from", &change.from), ("to", &change.to)] {
        for (position, id) in named.iter().enumerate() {
            if !checks.knows(id) {
                known = false;
                let problem = checks.unknown_id(id);
                let steps = [at(index, key).as_slice(), &[Step::Index(position)]].concat();
                checks.tell(problem, &steps);
            }
        }
    }
    if let Some(parent) = change.from_parent.as_ref().filter(|id| !checks.knows(id)) {
        known = false;
        let problem = checks.unknown_id(parent);
        checks.tell(problem, &at(index, "from_parent"));
    }
    known
}

/// Whether `from` and `to` name as many as such a change has. An organisation that goes on stands in both.
fn shape(change: &Change) -> bool {
    let from: BTreeSet<&OrganisationId> = change.from.iter().collect();
    let to: BTreeSet<&OrganisationId> = change.to.iter().collect();
    if from.len() != change.from.len() || to.len() != change.to.len() {
        return false;
    }
    let moved_only = change.from_parent.is_none() || change.kind == ChangeKind::Move;
    let fits = match change.kind {
        ChangeKind::Rename => from.len() == 1 && to.len() == 1 && from != to,
        ChangeKind::Merge => from.len() >= 2 && to.len() == 1,
        // What is split off may go to one that was there before: then that one stands in both.
        ChangeKind::Split => {
            to.len() >= 2 && (from.len() == 1 || from.difference(&to).count() == 1)
        }
        ChangeKind::Move => !from.is_empty() && from == to,
    };
    moved_only && fits
}

/// Whether the life spans say the same as the change. Whoever ended by it had its last day on the day before, or on
/// the day itself; whoever began by it had its first day then; whoever goes on existed then.
fn dates(checks: &mut Checks<'_>, index: usize, change: &Change) {
    let registry = checks.registry;
    let day = change.date;
    let before = day.day_before().unwrap_or(day);
    let organisations = |ids: &[OrganisationId]| {
        let known = ids.iter().filter_map(|id| registry.get(id));
        known.cloned().collect::<Vec<_>>()
    };
    let mut wrong = Vec::new();
    for one in organisations(&change.from) {
        if change.ends(&one.id) && one.valid_to != Some(before) && one.valid_to != Some(day) {
            wrong.push((one.id, "valid_to", one.valid_to, before));
        } else if !change.ends(&one.id) && one.valid_from.is_some_and(|from| from > day) {
            wrong.push((one.id, "valid_from", one.valid_from, day));
        } else if !change.ends(&one.id) && one.valid_to.is_some_and(|to| to < before) {
            wrong.push((one.id, "valid_to", one.valid_to, day));
        }
    }
    for one in organisations(&change.to) {
        if change.begins(&one.id) && one.valid_from != Some(day) {
            wrong.push((one.id, "valid_from", one.valid_from, day));
        }
    }
    for (id, key, found, expected) in wrong {
        let problem = Problem::ChangeDate {
            id: id.to_string(),
            key: key.to_owned(),
            found: found
                .as_ref()
                .map_or_else(|| "–".to_owned(), Date::to_string),
            expected: expected.to_string(),
        };
        checks.tell(problem, &at(index, "date"));
    }
}

/// Whether those that were moved can have stood where they stood before.
fn before_the_move(checks: &mut Checks<'_>, index: usize, change: &Change) {
    let Some(parent) = &change.from_parent else {
        return;
    };
    let registry = checks.registry;
    for one in change.to.iter().filter_map(|id| registry.get(id)) {
        checks.fits_below(one, parent, &at(index, "from_parent"));
    }
}
