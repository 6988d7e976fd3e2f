//! The documents before a document.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::model::{Change, ChangeKind, Digest, FiscalYear, OrganisationId};
use crate::relate::Archive;

/// The document of the same organisation's nearest year before that is held, and the last documents of the organisations
/// that became part of it since then. Those of one year may be on both sides of a change in mid-year.
pub(super) fn before<'a>(archive: &'a Archive, digest: &'a Digest) -> Vec<&'a Digest> {
    let own = archive
        .of_organisation(&digest.organisation)
        .rev()
        .find(|other| other.fiscal_year < digest.fiscal_year);
    let mut found: Vec<&Digest> = own.into_iter().collect();
    let mut open = vec![&digest.organisation];
    let mut seen: BTreeSet<&OrganisationId> = BTreeSet::from([&digest.organisation]);
    while let Some(id) = open.pop() {
        for change in archive.registry().changes_to(id) {
            if !joins(
                change,
                id,
                digest.fiscal_year,
                own.map(|own| own.fiscal_year),
            ) {
                continue;
            }
            for from in change.from.iter().filter(|from| *from != id) {
                if !seen.insert(from) {
                    continue;
                }
                match last(archive, from, change) {
                    Some(last) => found.push(last),
                    // Of an organisation without documents those before it stand in its place.
                    None => open.push(from),
                }
            }
        }
    }
    found[own.iter().len()..].sort_by_key(|digest| {
        (
            archive.registry().position(&digest.organisation),
            &digest.id,
        )
    });
    found
}

/// Whether others became part of an organisation by this change, in time for a document of `year` and after the document
/// of `since`.
fn joins(
    change: &Change,
    id: &OrganisationId,
    year: FiscalYear,
    since: Option<FiscalYear>,
) -> bool {
    let took_effect = change.date.fiscal_year();
    let is_new = since.is_none_or(|since| {
        // Whoever began by it published nothing before it.
        let began = change.begins(id);
        let mid_year = change.date > since.first_day();
        !began && (took_effect > since.year() || took_effect == since.year() && mid_year)
    });
    change.kind != ChangeKind::Move && took_effect <= year.year() && is_new
}

/// The last document of an organisation before a change: whoever goes on behind it goes on for itself. That of the year
/// of a change in mid-year was published before it.
fn last<'a>(archive: &'a Archive, id: &OrganisationId, change: &Change) -> Option<&'a Digest> {
    let year = FiscalYear::from_western(change.date.fiscal_year());
    let mid_year = change.date > year.first_day();
    let is_before = |other: &&Digest| match other.fiscal_year.cmp(&year) {
        Ordering::Less => true,
        Ordering::Equal => mid_year,
        Ordering::Greater => false,
    };
    archive.of_organisation(id).rev().find(is_before)
}
