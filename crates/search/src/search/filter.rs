//! What passages have to be, and counts of what they are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use crate::columns::Columns;
use crate::query::Request;
use crate::query::understand::Filters;

/// What passages have to be, besides holding the text. Names have become their places in the columns.
pub(super) struct Filter<'a> {
    request: &'a Request,
    understood: &'a Filters,
    /// One of each set.
    organisations: Vec<BTreeSet<u32>>,
    without_organisations: BTreeSet<u32>,
    /// One of each set.
    marks: Vec<BTreeSet<u32>>,
    without_marks: BTreeSet<u32>,
}

impl<'a> Filter<'a> {
    pub fn new(columns: &Columns, request: &'a Request, understood: &'a Filters) -> Self {
        let organisations = |names: &[String]| places(&columns.organisations, names);
        let marks = |names: &[String]| places(&columns.marks, names);
        let sets = understood
            .organisations
            .iter()
            .chain([&request.organisations]);
        let mark_sets = [&understood.marks, &request.marks].into_iter();
        Self {
            request,
            understood,
            organisations: sets
                .filter(|set| !set.is_empty())
                .map(|set| organisations(set))
                .collect(),
            without_organisations: organisations(&understood.without_organisations),
            marks: mark_sets
                .filter(|set| !set.is_empty())
                .map(|set| marks(set))
                .collect(),
            without_marks: marks(&understood.without_marks),
        }
    }

    pub fn passes(&self, columns: &Columns, passage: u32) -> bool {
        let year = columns.year(passage);
        let understood = self.understood;
        let held =
            |ranges: &[RangeInclusive<u16>]| ranges.iter().any(|range| range.contains(&year));
        let asked = |range: &RangeInclusive<u16>| range.contains(&year);
        self.request.years.as_ref().is_none_or(asked)
            && (understood.years.is_empty() || held(&understood.years))
            && !held(&understood.without_years)
            && in_all(
                columns.organisations_of(passage),
                &self.organisations,
                &self.without_organisations,
            )
            && in_all(columns.marks_of(passage), &self.marks, &self.without_marks)
    }
}

/// The places of those names that are there.
fn places(sorted: &[String], names: &[String]) -> BTreeSet<u32> {
    names
        .iter()
        .filter_map(|name| place(sorted, name))
        .collect()
}

/// The place of a name among the sorted ones.
pub(super) fn place(sorted: &[String], name: &str) -> Option<u32> {
    let place = sorted
        .binary_search_by(|known| known.as_str().cmp(name))
        .ok()?;
    u32::try_from(place).ok()
}

/// Whether one of each set is among the values, and none of `without`.
fn in_all(values: &[u32], sets: &[BTreeSet<u32>], without: &BTreeSet<u32>) -> bool {
    let any = |set: &BTreeSet<u32>| values.iter().any(|value| set.contains(value));
    sets.iter().all(any) && !any(without)
}

/// Counts values by their names.
pub(super) struct Counter<'a> {
    names: &'a [String],
    counts: Vec<usize>,
}

impl<'a> Counter<'a> {
    pub fn new(names: &'a [String]) -> Self {
        Self {
            names,
            counts: vec![0; names.len()],
        }
    }

    /// Counts the values of a passage.
    pub fn add(&mut self, values: &[u32]) {
        for &value in values {
            if let Some(count) = self.counts.get_mut(value as usize) {
                *count += 1;
            }
        }
    }

    /// The values that occurred, by name.
    pub fn named(self) -> BTreeMap<String, usize> {
        let counted = self.names.iter().zip(self.counts);
        counted
            .filter(|&(_, count)| count > 0)
            .map(|(name, count)| (name.clone(), count))
            .collect()
    }
}
