//! One goal back through the years.

use super::{Link, LinkKind};
use crate::model::{Digest, DocumentId, FiscalYear};
use crate::relate::Archive;

/// A goal and those before it, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History<'a> {
    /// What it came from, one step a document. Where several goals became one, the most alike is followed.
    pub steps: Vec<Step<'a>>,
    /// For how many documents before this one its words are the same.
    pub unchanged: usize,
}

impl History<'_> {
    /// For how many of the years held its words are the same, the year of the goal itself included. Two documents of one
    /// year, before and behind a change in mid-year, count once.
    #[must_use]
    pub fn unchanged_years(&self, own: FiscalYear) -> usize {
        let years = self.steps[..self.unchanged].iter();
        let mut years: Vec<FiscalYear> = years.map(|step| step.document.fiscal_year).collect();
        years.push(own);
        years.sort_unstable();
        years.dedup();
        years.len()
    }
}

/// A goal of an earlier document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'a> {
    /// The document.
    pub document: &'a Digest,
    /// The goal there, by its place.
    pub goal: usize,
    /// How the next newer one came out of it.
    pub link: Link,
}

impl Archive {
    /// A goal's history: what is held of it, not what there was.
    #[must_use]
    pub fn history(&self, document: &DocumentId, goal: usize) -> History<'_> {
        let mut steps: Vec<Step<'_>> = Vec::new();
        let (mut at, mut goal) = (document, goal);
        while let Some(step) = self.step(at, goal) {
            // Confirmed links might run in a circle of one year's documents.
            if step.document.id == *document
                || steps
                    .iter()
                    .any(|known| known.document.id == step.document.id)
            {
                break;
            }
            steps.push(step);
            (at, goal) = (&step.document.id, step.goal);
        }
        let same = |step: &&Step<'_>| step.link.kind == LinkKind::Continued;
        let unchanged = steps.iter().take_while(same).count();
        History { steps, unchanged }
    }

    fn step(&self, document: &DocumentId, goal: usize) -> Option<Step<'_>> {
        let comparison = self.comparison(document)?;
        let best = |link: &&Link| {
            let Link { source, from, .. } = **link;
            (
                link.confirmed,
                link.score,
                std::cmp::Reverse((source, from)),
            )
        };
        let link = *comparison.links_to(goal).max_by_key(best)?;
        Some(Step {
            document: self.document(&comparison.with[link.source])?,
            goal: link.from,
            link,
        })
    }
}
