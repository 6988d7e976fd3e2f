//! **Relate**: digests → [`Archive`]. What only shows when documents are seen together: which years there are, who
//! published in them, what comes before and after. It sees digests only, so that its memory grows with their number and
//! not with the text.

mod coverage;
mod gaps;
mod indicators;
mod lineage;
mod marks;
#[cfg(test)]
pub(crate) mod samples;
mod scales;
mod status;
mod timeline;

pub use coverage::coverage;
pub use gaps::{Gaps, gaps, missing_years};
pub use indicators::{IndicatorEntry, Indicators, Line, Lines, Note, Origin, Point, Row, Series};
pub use lineage::{Comparison, History, Link, LinkKind, Step};
pub use marks::{Outcome, outcome_of};
pub use scales::ScaleUse;
pub use status::{
    Judged, List, Stated, Tally, awaits_evaluation, is_bare, is_left_out,
    of_year as status_of_year, speaking, states_evaluation,
};
pub use timeline::{Kin, kin};

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Registry;
use crate::model::{Date, Digest, DocumentId, FiscalYear, Organisation, OrganisationId};

/// All documents of one municipality and how they relate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive {
    registry: Registry,
    documents: BTreeMap<DocumentId, Digest>,
    /// Main editions by year, in the order in which the city lists its organisations.
    by_year: BTreeMap<FiscalYear, Vec<DocumentId>>,
    /// Main editions by organisation, oldest first.
    by_organisation: BTreeMap<OrganisationId, Vec<DocumentId>>,
    /// Other editions by the identity of the main one.
    editions: BTreeMap<String, Vec<DocumentId>>,
    /// How goals go on, by the later document.
    comparisons: lineage::Comparisons,
    indicators: Indicators,
    as_of: Option<Date>,
}

impl Archive {
    /// Relates documents to each other. `as_of` is the day whose state the archive shows, where the site sets it; else
    /// it is the latest date that any document states.
    #[must_use]
    pub fn new(registry: Registry, digests: Vec<Digest>, as_of: Option<Date>) -> Self {
        let documents: BTreeMap<DocumentId, Digest> = digests
            .into_iter()
            .map(|digest| (digest.id.clone(), digest))
            .collect();
        let mut by_year: BTreeMap<FiscalYear, Vec<DocumentId>> = BTreeMap::new();
        let mut by_organisation: BTreeMap<OrganisationId, Vec<DocumentId>> = BTreeMap::new();
        let mut editions: BTreeMap<String, Vec<DocumentId>> = BTreeMap::new();
        for digest in documents.values() {
            if let Some((main, _)) = digest.id.as_str().split_once('@') {
                editions
                    .entry(main.to_owned())
                    .or_default()
                    .push(digest.id.clone());
                continue;
            }
            by_year
                .entry(digest.fiscal_year)
                .or_default()
                .push(digest.id.clone());
            by_organisation
                .entry(digest.organisation.clone())
                .or_default()
                .push(digest.id.clone());
        }
        let position = |id: &DocumentId| {
            documents
                .get(id)
                .and_then(|digest| registry.position(&digest.organisation))
        };
        for ids in by_year.values_mut() {
            ids.sort_by_key(|id| (position(id).unwrap_or(usize::MAX), id.clone()));
        }
        for ids in by_organisation.values_mut() {
            ids.sort_by_key(|id| {
                (
                    documents.get(id).map(|digest| digest.fiscal_year),
                    id.clone(),
                )
            });
        }
        let as_of = as_of.or_else(|| {
            documents
                .values()
                .filter_map(|digest| digest.latest_date)
                .max()
        });
        let mut archive = Self {
            indicators: Indicators::new(documents.values()),
            registry,
            documents,
            by_year,
            by_organisation,
            editions,
            comparisons: lineage::Comparisons::default(),
            as_of,
        };
        archive.comparisons = lineage::compare(&archive);
        archive
    }

    /// The organisations.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// The day whose state the archive shows, where any is known.
    #[must_use]
    pub fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// All documents, by identity.
    pub fn documents(&self) -> impl ExactSizeIterator<Item = &Digest> {
        self.documents.values()
    }

    /// The document with this identity.
    #[must_use]
    pub fn document(&self, id: &DocumentId) -> Option<&Digest> {
        self.documents.get(id)
    }

    /// The fiscal years with documents, oldest first.
    pub fn years(&self) -> impl DoubleEndedIterator<Item = FiscalYear> + '_ {
        self.by_year.keys().copied()
    }

    /// The main editions of a year, in the order in which the city lists its organisations.
    pub fn in_year(&self, year: FiscalYear) -> impl Iterator<Item = &Digest> {
        self.by_year
            .get(&year)
            .into_iter()
            .flatten()
            .filter_map(|id| self.documents.get(id))
    }

    /// The main editions of an organisation, oldest first.
    pub fn of_organisation(&self, id: &OrganisationId) -> impl DoubleEndedIterator<Item = &Digest> {
        self.by_organisation
            .get(id)
            .into_iter()
            .flatten()
            .filter_map(|id| self.documents.get(id))
    }

    /// The other editions of the document to which `id` belongs, by their names.
    pub fn other_editions(&self, id: &DocumentId) -> impl Iterator<Item = &Digest> {
        let main = id
            .as_str()
            .split_once('@')
            .map_or(id.as_str(), |(main, _)| main);
        self.editions
            .get(main)
            .into_iter()
            .flatten()
            .filter_map(|id| self.documents.get(id))
    }

    /// The same organisation's documents of the nearest years held before and after.
    #[must_use]
    pub fn neighbours(&self, id: &DocumentId) -> (Option<&Digest>, Option<&Digest>) {
        let Some(digest) = self.documents.get(id) else {
            return (None, None);
        };
        let before = self
            .of_organisation(&digest.organisation)
            .rev()
            .find(|other| other.fiscal_year < digest.fiscal_year);
        let after = self
            .of_organisation(&digest.organisation)
            .find(|other| other.fiscal_year > digest.fiscal_year);
        (before, after)
    }

    /// How the goals of a main edition came out of those of the documents before; none where nothing before is held.
    #[must_use]
    pub fn comparison(&self, id: &DocumentId) -> Option<&Comparison> {
        self.comparisons.by_later.get(id)
    }

    /// The comparisons of the documents after a main edition, in which its goals go on, oldest first.
    pub fn comparisons_after(
        &self,
        id: &DocumentId,
    ) -> impl Iterator<Item = (&DocumentId, &Comparison)> {
        let after = self.comparisons.after.get(id).into_iter().flatten();
        after.filter_map(|later| self.comparisons.by_later.get_key_value(later))
    }

    /// The organisations that have a page: all that published something, and all that stand above one of those or
    /// did so then, in the order in which the city lists them.
    #[must_use]
    pub fn organisations_with_pages(&self) -> Vec<&Organisation> {
        let mut ids: BTreeSet<&OrganisationId> = BTreeSet::new();
        for id in self.by_organisation.keys() {
            ids.insert(id);
            ids.extend(self.registry.ancestors(id).iter().map(|above| &above.id));
        }
        for digest in self.documents.values() {
            let above = self
                .registry
                .ancestors_in(&digest.organisation, digest.fiscal_year);
            ids.extend(above.iter().map(|above| &above.id));
        }
        self.registry
            .organisations()
            .iter()
            .filter(|organisation| ids.contains(&organisation.id))
            .collect()
    }
}
