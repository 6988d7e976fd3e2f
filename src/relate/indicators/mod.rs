//! Indicators (指標) through the years: which documents speak of which, under one name. What each of them prints is
//! looked up in the digests when a page is made; here only the places are kept.
//!
//! An indicator is its name with the spelling folded ([`name`]). Names that only mean nearly the same stay apart.

mod lines;
mod name;
mod notes;
mod series;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

pub use lines::{Line, Lines, Point};
use name::Name;
pub use series::{Note, Origin, Row, Series};

use super::Archive;
use crate::model::{
    Digest, DocumentId, FiscalYear, GivenFigure, GoalDigest, Indicator, Mark, OrganisationId,
};

/// All indicators of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Indicators {
    /// By folded name.
    all: BTreeMap<String, IndicatorEntry>,
    /// The folded names by the names of their pages.
    slugs: BTreeMap<String, String>,
}

/// An indicator, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorEntry {
    /// The name of its page: made of the folded name alone.
    pub slug: String,
    /// Its name, in the spelling that most documents have.
    pub name: String,
    /// The documents that refer to it as a policy indicator (政策指標), without figures; one a year and organisation.
    pub policy: Vec<DocumentId>,
    /// Where documents print it with figures.
    mentions: Vec<Mention>,
    /// Figures from elsewhere.
    given: Vec<GivenFigure>,
    spellings: BTreeMap<String, usize>,
}

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Mention {
    document: DocumentId,
    /// Which goal, counted from 0; none for an indicator of the document as a whole.
    goal: Option<u32>,
    /// Which of the goal's or the document's indicators.
    at: u32,
}

impl Indicators {
    /// The indicators of documents, given in the order of their identities.
    pub(super) fn new<'a>(documents: impl Iterator<Item = &'a Digest>) -> Self {
        let mut all = Self::default();
        for digest in documents {
            for text in &digest.policy_indicators {
                all.add_policy(text, digest);
            }
            let mut add = |goal: Option<u32>, indicators: &[Indicator]| {
                for (at, indicator) in (0..).zip(indicators) {
                    let document = digest.id.clone();
                    all.add(indicator, Mention { document, goal, at });
                }
            };
            add(None, &digest.indicators);
            for (goal, own) in (0..).zip(&digest.goals) {
                add(Some(goal), &own.indicators);
            }
        }
        all.finish();
        all
    }

    /// The same, with figures from elsewhere.
    pub(super) fn with(mut self, figures: &[GivenFigure]) -> Self {
        for given in figures {
            let name = Name::of(&given.name, given.unit.as_deref());
            if let Some(entry) = self.entry(&name) {
                entry.given.push(given.clone());
            }
        }
        self.finish();
        self
    }

    fn entry(&mut self, name: &Name) -> Option<&mut IndicatorEntry> {
        if name.key.is_empty() {
            return None;
        }
        let entry = self.all.entry(name.key.clone());
        let entry = entry.or_insert_with(|| IndicatorEntry {
            slug: name::slug(&name.key),
            name: String::new(),
            policy: Vec::new(),
            mentions: Vec::new(),
            given: Vec::new(),
            spellings: BTreeMap::new(),
        });
        *entry.spellings.entry(name.base.clone()).or_default() += 1;
        Some(entry)
    }

    fn add_policy(&mut self, text: &str, digest: &Digest) {
        let name = Name::of(text, None);
        let Some(entry) = self.entry(&name) else {
            return;
        };
        // Documents come in the order of their identities, a main one before its editions.
        let main = digest.id.main();
        let last = entry.policy.last().is_some_and(|last| last.main() == main);
        if !last && entry.policy.binary_search(&main).is_err() {
            entry.policy.push(digest.id.clone());
        }
    }

    fn add(&mut self, indicator: &Indicator, mention: Mention) {
        let name = Name::of(&indicator.name, indicator.unit.as_deref());
        if let Some(entry) = self.entry(&name) {
            entry.mentions.push(mention);
        }
    }

    fn finish(&mut self) {
        self.slugs.clear();
        for (key, entry) in &mut self.all {
            let order = |one: &GivenFigure| {
                let place = (one.fiscal_year, one.organisation.clone(), one.kind);
                let words = (one.figure.text.clone(), one.source.clone(), one.url.clone());
                (place, one.unit.clone(), words, one.note.clone())
            };
            entry.given.sort_by_cached_key(order);
            self.slugs.insert(entry.slug.clone(), key.clone());
            let best = entry
                .spellings
                .iter()
                .min_by_key(|(spelling, count)| (std::cmp::Reverse(**count), *spelling));
            if let Some((spelling, _)) = best {
                entry.name.clone_from(spelling);
            }
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All of them, in the order of their folded names.
    pub fn all(&self) -> impl ExactSizeIterator<Item = &IndicatorEntry> {
        self.all.values()
    }

    /// The one whose page has this name.
    #[must_use]
    pub fn by_slug(&self, slug: &str) -> Option<&IndicatorEntry> {
        self.all.get(self.slugs.get(slug)?)
    }

    /// The one that a document prints under this name.
    #[must_use]
    pub fn called(&self, printed: &str, unit: Option<&str>) -> Option<&IndicatorEntry> {
        self.all.get(&Name::of(printed, unit).key)
    }
}

impl IndicatorEntry {
    /// The fiscal years of figures from elsewhere.
    pub fn given_years(&self) -> impl Iterator<Item = FiscalYear> {
        self.given.iter().map(|given| given.fiscal_year)
    }

    /// Whether any document or other source has a figure of it, or a place for one.
    #[must_use]
    pub fn is_measured(&self) -> bool {
        !self.mentions.is_empty() || !self.given.is_empty()
    }

    /// The documents that speak of it, each year's and organisation's editions as one.
    #[must_use]
    pub fn documents(&self) -> BTreeSet<DocumentId> {
        let measured = self.mentions.iter().map(|mention| &mention.document);
        let all = measured.chain(&self.policy);
        all.map(DocumentId::main).collect()
    }

    /// The organisations that have figures of it; those of the municipality as a whole are not among them.
    #[must_use]
    pub fn organisations<'a>(&'a self, archive: &'a Archive) -> BTreeSet<&'a OrganisationId> {
        let mentions = self.mentions.iter().map(|mention| &mention.document);
        let digests = mentions.filter_map(|id| archive.document(id));
        let given = self.given.iter();
        let given = given.filter_map(|given| given.organisation.as_ref());
        digests
            .map(|digest| &digest.organisation)
            .chain(given)
            .collect()
    }
}

impl Mention {
    /// The document, the goal and the indicator that stand there.
    fn look_up<'a>(
        &self,
        archive: &'a Archive,
    ) -> Option<(&'a Digest, Option<&'a GoalDigest>, &'a Indicator)> {
        let digest = archive.document(&self.document)?;
        let at = self.at as usize;
        match self.goal {
            None => Some((digest, None, digest.indicators.get(at)?)),
            Some(goal) => {
                let goal = digest.goals.get(goal as usize)?;
                Some((digest, Some(goal), goal.indicators.get(at)?))
            }
        }
    }
}

impl Archive {
    /// The indicators of all documents.
    #[must_use]
    pub fn indicators(&self) -> &Indicators {
        &self.indicators
    }

    /// The same archive, with figures that no document prints.
    #[must_use]
    pub fn with_figures(mut self, figures: &[GivenFigure]) -> Self {
        self.indicators = self.indicators.with(figures);
        self
    }
}

/// All marks that a document prints: of its goals, of their reviews, and of its indicators.
pub(super) fn marks(digest: &Digest) -> impl Iterator<Item = &Mark> {
    let of_goals = digest.goals.iter().flat_map(|goal| {
        let reviews = goal
            .reviews
            .iter()
            .filter_map(|review| review.mark.as_ref());
        let indicators = goal.indicators.iter().filter_map(|one| one.mark.as_ref());
        goal.mark.iter().chain(reviews).chain(indicators)
    });
    let own = digest.indicators.iter();
    of_goals.chain(own.filter_map(|one| one.mark.as_ref()))
}
