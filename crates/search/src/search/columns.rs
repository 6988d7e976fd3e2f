//! Columns of the index, and filters in their own numbers.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use crate::error::{Error, Result};
use crate::query::Request;
use crate::query::understand::Filters;
use crate::schema::{DOCUMENT, MARK, ORGANISATION, YEAR};

/// The columns that filters, facets and ties need.
pub(super) struct Columns {
    years: Column<u64>,
    organisations: StrColumn,
    documents: StrColumn,
    /// `None`: no passage has a mark.
    marks: Option<StrColumn>,
}

/// What passages have to be, besides holding the text.
pub(super) struct Filter<'a> {
    request: &'a Request,
    understood: &'a Filters,
    /// One of each set.
    organisations: Vec<BTreeSet<u64>>,
    without_organisations: BTreeSet<u64>,
    /// One of each set.
    marks: Vec<BTreeSet<u64>>,
    without_marks: BTreeSet<u64>,
}

impl Columns {
    /// Opens the columns; `None` for an index without passages.
    pub fn open(segment: &SegmentReader) -> Result<Option<Self>> {
        if segment.max_doc() == 0 {
            return Ok(None);
        }
        let columns = segment.fast_fields();
        let missing = || Error::Layout("a column is missing");
        Ok(Some(Self {
            years: columns.u64(YEAR)?,
            organisations: columns.str(ORGANISATION)?.ok_or_else(missing)?,
            documents: columns.str(DOCUMENT)?.ok_or_else(missing)?,
            marks: columns.str(MARK)?,
        }))
    }

    pub fn filter<'a>(&self, request: &'a Request, understood: &'a Filters) -> Result<Filter<'a>> {
        let organisations = |names: &[String]| ordinals(Some(&self.organisations), names);
        let marks = |names: &[String]| ordinals(self.marks.as_ref(), names);
        let mut filter = Filter {
            request,
            understood,
            organisations: Vec::new(),
            without_organisations: organisations(&understood.without_organisations)?,
            marks: Vec::new(),
            without_marks: marks(&understood.without_marks)?,
        };
        let sets = understood
            .organisations
            .iter()
            .chain([&request.organisations]);
        for set in sets.filter(|set| !set.is_empty()) {
            filter.organisations.push(organisations(set)?);
        }
        for set in [&understood.marks, &request.marks] {
            if !set.is_empty() {
                filter.marks.push(marks(set)?);
            }
        }
        Ok(filter)
    }

    pub fn year(&self, passage: DocId) -> u16 {
        let year = self.years.first(passage).unwrap_or(0);
        u16::try_from(year).unwrap_or(0)
    }

    /// The number of a passage's document, in the order of the documents' identities.
    pub fn document(&self, passage: DocId) -> u64 {
        self.documents.term_ords(passage).next().unwrap_or(0)
    }

    /// How many documents there are.
    pub fn documents(&self) -> usize {
        self.documents.num_terms()
    }

    /// The organisation that published a passage's document.
    pub fn publisher(&self, passage: DocId) -> Option<u64> {
        // In the order in which they were added; see `Prepared`.
        self.organisations.term_ords(passage).next()
    }

    /// The number of an organisation.
    pub fn organisation(&self, id: &str) -> Result<Option<u64>> {
        Ok(self.organisations.dictionary().term_ord(id)?)
    }

    pub fn organisations(&self) -> Counter<'_> {
        Counter::new(Some(&self.organisations))
    }

    pub fn marks(&self) -> Counter<'_> {
        Counter::new(self.marks.as_ref())
    }

    pub fn passes(&self, filter: &Filter<'_>, passage: DocId, year: u16) -> bool {
        let understood = filter.understood;
        let held = |ranges: &[std::ops::RangeInclusive<u16>]| {
            ranges.iter().any(|range| range.contains(&year))
        };
        let asked = |range: &std::ops::RangeInclusive<u16>| range.contains(&year);
        filter.request.years.as_ref().is_none_or(asked)
            && (understood.years.is_empty() || held(&understood.years))
            && !held(&understood.without_years)
            && in_all(
                Some(&self.organisations),
                passage,
                &filter.organisations,
                &filter.without_organisations,
            )
            && in_all(
                self.marks.as_ref(),
                passage,
                &filter.marks,
                &filter.without_marks,
            )
    }
}

fn ordinals(column: Option<&StrColumn>, names: &[String]) -> Result<BTreeSet<u64>> {
    let mut ordinals = BTreeSet::new();
    if let Some(column) = column {
        for name in names {
            ordinals.extend(column.dictionary().term_ord(name)?);
        }
    }
    Ok(ordinals)
}

/// Whether a passage has one of each set, and none of `without`.
fn in_all(
    column: Option<&StrColumn>,
    passage: DocId,
    sets: &[BTreeSet<u64>],
    without: &BTreeSet<u64>,
) -> bool {
    if sets.is_empty() && without.is_empty() {
        return true;
    }
    let Some(column) = column else {
        return sets.is_empty();
    };
    let any = |set: &BTreeSet<u64>| {
        column
            .term_ords(passage)
            .any(|ordinal| set.contains(&ordinal))
    };
    sets.iter().all(any) && !any(without)
}

/// Counts the values of a column.
pub(super) struct Counter<'a> {
    column: Option<&'a StrColumn>,
    counts: Vec<usize>,
}

impl<'a> Counter<'a> {
    fn new(column: Option<&'a StrColumn>) -> Self {
        Self {
            column,
            counts: vec![0; column.map_or(0, |column| column.num_terms())],
        }
    }

    /// Counts the values of a passage.
    pub fn add(&mut self, passage: DocId) {
        let Some(column) = self.column else {
            return;
        };
        for value in column.term_ords(passage) {
            let place = usize::try_from(value).ok();
            if let Some(count) = place.and_then(|place| self.counts.get_mut(place)) {
                *count += 1;
            }
        }
    }

    /// The values that occurred, by name.
    pub fn named(self) -> Result<BTreeMap<String, usize>> {
        let mut named = BTreeMap::new();
        let Some(column) = self.column else {
            return Ok(named);
        };
        for (ordinal, &count) in (0..).zip(&self.counts) {
            if count > 0 {
                let mut name = String::new();
                column.ord_to_str(ordinal, &mut name)?;
                named.insert(name, count);
            }
        }
        Ok(named)
    }
}
