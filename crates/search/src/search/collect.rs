//! Tallied passages → filtered, counted and ranked.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use super::tally::{Entry, Tally};
use crate::answer::Facets;
use crate::error::{Error, Result};
use crate::passage::Part;
use crate::query::Request;
use crate::schema::{DOCUMENT, ORGANISATION, YEAR};

/// The columns that filters, facets and ties need.
pub(super) struct Columns {
    years: Column<u64>,
    organisations: StrColumn,
    documents: StrColumn,
}

/// A passage that was found, with what decides its rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ranked {
    /// Thousandths: logarithms differ in their last digits between platforms, and the order must
    /// not.
    pub score: i64,
    pub year: u16,
    /// Ordinal of the document's identity among all, sorted.
    document: u64,
    pub passage: DocId,
}

impl Ord for Ranked {
    /// Best first.
    fn cmp(&self, other: &Self) -> Ordering {
        (other.score, other.year, self.document, self.passage).cmp(&(
            self.score,
            self.year,
            other.document,
            other.passage,
        ))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The outcome of one mode.
pub(super) struct Collected {
    pub total: usize,
    pub documents: usize,
    pub facets: Facets,
    /// The hits that were asked for.
    pub page: Vec<Ranked>,
}

/// The filters of a request, in the columns' own numbers.
pub(super) struct Filter<'a> {
    request: &'a Request,
    organisations: Option<BTreeSet<u64>>,
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
        }))
    }

    pub fn filter<'a>(&self, request: &'a Request) -> Result<Filter<'a>> {
        let mut organisations = BTreeSet::new();
        for organisation in &request.organisations {
            organisations.extend(self.organisations.dictionary().term_ord(organisation)?);
        }
        Ok(Filter {
            request,
            organisations: (!request.organisations.is_empty()).then_some(organisations),
        })
    }

    fn year(&self, passage: DocId) -> u16 {
        let year = self.years.first(passage).unwrap_or(0);
        u16::try_from(year).unwrap_or(0)
    }

    fn passes(&self, filter: &Filter<'_>, passage: DocId, year: u16) -> bool {
        let in_years = filter
            .request
            .years
            .as_ref()
            .is_none_or(|years| years.contains(&year));
        in_years
            && filter.organisations.as_ref().is_none_or(|wanted| {
                self.organisations
                    .term_ords(passage)
                    .any(|organisation| wanted.contains(&organisation))
            })
    }

    /// Counts and ranks the passages whose entry is wanted and that pass the filter; `None` if
    /// there are none.
    pub fn collect(
        &self,
        tally: &Tally,
        filter: &Filter<'_>,
        wanted: impl Fn(&Entry) -> bool,
    ) -> Result<Option<Collected>> {
        let mut ranked = Vec::new();
        let mut years = BTreeMap::new();
        let mut parts = [0_usize; Part::ALL.len()];
        let mut organisations = vec![0_usize; self.organisations.num_terms()];
        let mut documents = vec![false; self.documents.num_terms()];
        for (passage, entry) in (0..).zip(&tally.entries) {
            if !wanted(entry) {
                continue;
            }
            let year = self.year(passage);
            if !self.passes(filter, passage, year) {
                continue;
            }
            *years.entry(year).or_default() += 1;
            for organisation in self.organisations.term_ords(passage) {
                if let Some(count) = usize::try_from(organisation)
                    .ok()
                    .and_then(|ordinal| organisations.get_mut(ordinal))
                {
                    *count += 1;
                }
            }
            for part in Part::ALL {
                parts[part as usize] += usize::from(entry.parts & part.bit() != 0);
            }
            let document = self.documents.term_ords(passage).next().unwrap_or(0);
            if let Some(seen) = usize::try_from(document)
                .ok()
                .and_then(|ordinal| documents.get_mut(ordinal))
            {
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
            return Ok(None);
        }
        let total = ranked.len();
        Ok(Some(Collected {
            total,
            documents: documents.into_iter().filter(|&seen| seen).count(),
            facets: Facets {
                year: years,
                organisation: self.named(&organisations)?,
                part: Part::ALL
                    .into_iter()
                    .zip(parts)
                    .filter(|&(_, count)| count > 0)
                    .collect(),
                mark: BTreeMap::new(),
            },
            page: page(ranked, filter.request),
        }))
    }

    fn named(&self, counts: &[usize]) -> Result<BTreeMap<String, usize>> {
        let mut named = BTreeMap::new();
        for (ordinal, &count) in (0..).zip(counts) {
            if count > 0 {
                let mut name = String::new();
                self.organisations.ord_to_str(ordinal, &mut name)?;
                named.insert(name, count);
            }
        }
        Ok(named)
    }
}

/// The hits asked for, in order. The order is total, so that pages neither overlap nor leave gaps.
fn page(mut ranked: Vec<Ranked>, request: &Request) -> Vec<Ranked> {
    let end = request.offset.saturating_add(request.limit);
    if end < ranked.len() && end > 0 {
        ranked.select_nth_unstable(end - 1);
    }
    ranked.truncate(end);
    ranked.sort_unstable();
    ranked.into_iter().skip(request.offset).collect()
}
/// A score in thousandths, rounded.
pub(super) fn thousandths(score: f32) -> i64 {
    (f64::from(score) * 1000.0).round() as i64
}

/// Thousandths as they are shown.
pub(super) fn rounded(thousandths: i64) -> f64 {
    thousandths as f64 / 1000.0
}
