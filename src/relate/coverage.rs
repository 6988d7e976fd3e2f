//! What the archive does not hold: organisations without any document, years between those that are held.

use std::collections::BTreeSet;

use super::{Archive, gaps};
use crate::model::{Diagnostic, FiscalYear, Location, Organisation, OrganisationId, Problem};

/// How many are named; the rest is counted.
const NAMED: usize = 12;
/// The file that lists the organisations.
const REGISTRY: &str = "content/organisations.toml";

/// What the archive does not hold and might: at most one note of each kind, however large the archive.
#[must_use]
pub fn coverage(archive: &Archive) -> Vec<Diagnostic> {
    let unused = unused(archive).map(|problem| Diagnostic::at(problem, Location::file(REGISTRY)));
    let missing = missing(archive).map(Diagnostic::new);
    unused.into_iter().chain(missing).collect()
}

/// Organisations that existed in a year of the archive, with nothing held of them or of any below. Those below another
/// such are not named.
fn unused(archive: &Archive) -> Option<Problem> {
    let registry = archive.registry();
    let years: Vec<FiscalYear> = archive.years().collect();
    let used: BTreeSet<&OrganisationId> = archive
        .organisations_with_pages()
        .into_iter()
        .map(|one| &one.id)
        .collect();
    let is_unused = |one: &Organisation| {
        !used.contains(&one.id) && years.iter().any(|year| one.exists_in(*year))
    };
    let names: Vec<String> = registry
        .organisations()
        .iter()
        .filter(|one| is_unused(one))
        .filter(|one| {
            !registry
                .ancestors(&one.id)
                .iter()
                .any(|above| is_unused(above))
        })
        .map(|one| one.name.to_string())
        .collect();
    (!names.is_empty()).then(|| Problem::UnusedOrganisations {
        count: names.len() as u64,
        names: listed(names),
    })
}

/// Organisations with documents of years before and after those that are missing.
fn missing(archive: &Archive) -> Option<Problem> {
    let gaps: Vec<String> = archive
        .registry()
        .organisations()
        .iter()
        .filter_map(|organisation| {
            let years = gaps::missing_years(archive, organisation).into_iter();
            let years: Vec<String> = years.map(|year| year.to_string()).collect();
            (!years.is_empty()).then(|| format!("{} ({})", organisation.name, years.join(", ")))
        })
        .collect();
    (!gaps.is_empty()).then(|| Problem::MissingYears {
        count: gaps.len() as u64,
        list: listed(gaps),
    })
}

/// The first of many.
fn listed(mut all: Vec<String>) -> String {
    let more = all.len().saturating_sub(NAMED);
    all.truncate(NAMED);
    let mut text = all.join(", ");
    if more > 0 {
        text.push_str(&format!(" … +{more}"));
    }
    text
}
