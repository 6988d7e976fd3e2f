//! Tallied passages → filtered, counted and ranked.

use std::collections::BTreeMap;

use super::filter::{Counter, Filter};
use super::rank::{Page, Ranked, thousandths};
use super::tally::{Entry, Tally};
use crate::answer::Facets;
use crate::columns::Columns;
use crate::passage::Part;
use crate::query::Request;

/// The outcome of one mode.
pub(super) struct Collected {
    pub total: usize,
    pub documents: usize,
    pub facets: Facets,
    /// The hits that were asked for.
    pub page: Page,
}

/// Counts and ranks the passages whose entry is wanted and that pass the filter; `None` if there are
/// none.
pub(super) fn collect(
    columns: &Columns,
    tally: &Tally<'_>,
    filter: &Filter<'_>,
    request: &Request,
    wanted: impl Fn(&Entry) -> bool,
) -> Option<Collected> {
    let mut ranked = Vec::new();
    let mut years = BTreeMap::new();
    let mut parts = [0_usize; Part::ALL.len()];
    let mut organisations = Counter::new(&columns.organisations);
    let mut marks = Counter::new(&columns.marks);
    let mut documents = vec![false; columns.identities()];
    for (passage, entry) in (0..).zip(&tally.entries) {
        if entry.excluded || !wanted(entry) {
            continue;
        }
        let year = columns.year(passage);
        if !filter.passes(columns, passage) {
            continue;
        }
        *years.entry(year).or_default() += 1;
        organisations.add(columns.organisations_of(passage));
        marks.add(columns.marks_of(passage));
        for part in Part::ALL {
            parts[part as usize] += usize::from(entry.parts & part.bit() != 0);
        }
        let document = columns.rank(passage);
        if let Some(seen) = documents.get_mut(document as usize) {
            *seen = true;
        }
        ranked.push(Ranked {
            score: thousandths(entry.score),
            year,
            document,
            passage,
        });
    }
    if ranked.is_empty() {
        return None;
    }
    Some(Collected {
        total: ranked.len(),
        documents: documents.into_iter().filter(|&seen| seen).count(),
        facets: Facets {
            year: years,
            organisation: organisations.named(),
            part: Part::ALL
                .into_iter()
                .zip(parts)
                .filter(|&(_, count)| count > 0)
                .collect(),
            mark: marks.named(),
        },
        page: Page::new(ranked, columns.identities(), request),
    })
}
