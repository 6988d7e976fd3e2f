//! Which goal of one document goes on in a later one: continued, reworded, split, merged, new, ended.
//!
//! 1. `sources`: the documents before a document: those of its organisation's year before that are held, and the last of
//!    the organisations whose place it took.
//! 2. `likeness`: how alike two goals are, by the pairs of characters in their texts and by their indicators.
//! 3. `pairing`: which goals belong together.
//! 4. `history`: one goal back through the years.
//!
//! All of it is found out by a program until `[[lineage]]` of a document confirms it; what `[[lineage]]` denies is not
//! said. Each document is compared with the documents before it and with nothing else, so that what is said of two
//! years does not change when a third one is added.

mod history;
mod likeness;
mod pairing;
mod sources;
#[cfg(test)]
mod tests;

pub use history::{History, Step};

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::Archive;
use crate::model::{Digest, DocumentId, GoalDigest, LineageKind};

/// How a goal and one of a later document belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkKind {
    /// The same goal in the same words.
    Continued,
    /// The same goal in other words.
    Reworded,
    /// One of several goals that one became.
    Split,
    /// One of several goals that became one.
    Merged,
}

/// A goal of an earlier document that goes on in a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Which of the documents before, by its place in [`Comparison::with`].
    pub source: usize,
    /// The goal there, by its place.
    pub from: usize,
    /// The goal of the later document, by its place.
    pub to: usize,
    /// How they belong together.
    pub kind: LinkKind,
    /// How alike they are, from 0 to 100.
    pub score: u8,
    /// Whether somebody looked and confirmed it.
    pub confirmed: bool,
}

/// A document beside those before it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// The documents before; behind those that were compared, those to which somebody confirmed a link.
    pub with: Vec<DocumentId>,
    /// Goals of the later document of which nothing is sure enough to be said.
    doubtful: BTreeSet<usize>,
    /// The same, of the documents before: the document's place and the goal's.
    doubtful_before: BTreeSet<(usize, usize)>,
    /// How many of them were compared as a whole.
    compared: usize,
    /// Which goals belong together, in the order of the later document.
    pub links: Vec<Link>,
    /// The places of the links in the order of the goals before.
    by_source: Vec<usize>,
    /// Whether all goals were compared. Where there are too many only equal words were looked for, and nothing is new
    /// or ended.
    pub complete: bool,
}

impl Comparison {
    /// The documents that were compared as a whole. What is new or ended is said of these alone.
    #[must_use]
    pub fn compared(&self) -> &[DocumentId] {
        &self.with[..self.compared]
    }

    /// The links of a goal of the later document.
    pub fn links_to(&self, goal: usize) -> impl Iterator<Item = &Link> {
        let first = self.links.partition_point(|link| link.to < goal);
        let links = self.links[first..].iter();
        links.take_while(move |link| link.to == goal)
    }

    /// The links of a goal of one of the documents before.
    pub fn links_from(&self, source: usize, goal: usize) -> impl Iterator<Item = &Link> {
        let place = move |at: &usize| (self.links[*at].source, self.links[*at].from);
        let first = self
            .by_source
            .partition_point(|at| place(at) < (source, goal));
        let places = self.by_source[first..].iter();
        places
            .take_while(move |at| place(at) == (source, goal))
            .map(|at| &self.links[*at])
    }

    /// Whether a goal of the later document has none before it.
    #[must_use]
    pub fn is_new(&self, goal: usize) -> bool {
        self.complete
            && self.compared > 0
            && !self.doubtful.contains(&goal)
            && self.links_to(goal).next().is_none()
    }

    /// Whether a goal of one of the documents before does not go on in this one.
    #[must_use]
    pub fn has_ended(&self, source: usize, goal: usize) -> bool {
        self.complete
            && source < self.compared
            && !self.doubtful_before.contains(&(source, goal))
            && self.links_from(source, goal).next().is_none()
    }
}

/// All comparisons of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Comparisons {
    /// By the later document. A document with nothing before it has none.
    pub by_later: BTreeMap<DocumentId, Comparison>,
    /// The documents that were compared with one before them, in order.
    pub after: BTreeMap<DocumentId, Vec<DocumentId>>,
}

/// Compares every main edition with the documents before it.
pub(super) fn compare(archive: &Archive) -> Comparisons {
    let mains: Vec<&Digest> = archive
        .documents()
        .filter(|digest| digest.edition.is_none())
        .collect();
    let judged = judged(archive);
    let compared = mains.par_iter().filter_map(|digest| {
        let mut before = sources::before(archive, digest);
        let compared = before.len();
        let judgements = judged.get(&digest.id).map_or(&[][..], Vec::as_slice);
        // What somebody confirmed may reach further back.
        for judgement in judgements.iter().filter(|one| one.confirmed) {
            if before.iter().all(|known| known.id != judgement.from.id) {
                before.push(judgement.from);
            }
        }
        let compare = || comparison(digest, &before, compared, judgements);
        (!before.is_empty()).then(|| (digest.id.clone(), compare()))
    });
    let by_later: BTreeMap<DocumentId, Comparison> = compared.collect();
    let mut after: BTreeMap<DocumentId, Vec<DocumentId>> = BTreeMap::new();
    for (later, comparison) in &by_later {
        for earlier in &comparison.with {
            after
                .entry(earlier.clone())
                .or_default()
                .push(later.clone());
        }
    }
    Comparisons { by_later, after }
}

/// What somebody found out about two goals, with the earlier one first.
struct Judgement<'a> {
    from: &'a Digest,
    from_goal: usize,
    to_goal: usize,
    confirmed: bool,
}

/// What `[[lineage]]` says, by the later document.
fn judged(archive: &Archive) -> BTreeMap<&DocumentId, Vec<Judgement<'_>>> {
    let by_name: BTreeMap<&str, &Digest> = archive
        .documents()
        .filter(|digest| digest.edition.is_none())
        .map(|digest| (digest.id.as_str(), digest))
        .collect();
    let place = |digest: &Digest, goal: &str| {
        let mut goals = digest.goals.iter();
        goals.position(|one| one.id.as_str() == goal)
    };
    let mut judged: BTreeMap<&DocumentId, Vec<Judgement<'_>>> = BTreeMap::new();
    for digest in by_name.values() {
        for one in &digest.lineage {
            let Some(other) = by_name.get(one.with.document()) else {
                continue;
            };
            let own_goal = place(digest, &one.goal);
            let other_goal = place(other, one.with.goal());
            let (Some(own_goal), Some(other_goal)) = (own_goal, other_goal) else {
                continue;
            };
            let mut ends = [(*digest, own_goal), (*other, other_goal)];
            ends.sort_by_key(|(digest, _)| (digest.fiscal_year, &digest.id));
            // Two goals of one document are not one through the years.
            if digest.id == other.id {
                continue;
            }
            let [(from, from_goal), (to, to_goal)] = ends;
            judged.entry(&to.id).or_default().push(Judgement {
                from,
                from_goal,
                to_goal,
                confirmed: one.kind == LineageKind::Confirm,
            });
        }
    }
    judged
}

fn comparison(
    digest: &Digest,
    before: &[&Digest],
    compared: usize,
    judgements: &[Judgement<'_>],
) -> Comparison {
    let earlier: Vec<(usize, usize, &GoalDigest)> = before
        .iter()
        .enumerate()
        .flat_map(|(source, digest)| {
            let is_linked = move |at: usize| {
                let mut links = judgements.iter().filter(|one| one.confirmed);
                links.any(|one| one.from.id == digest.id && one.from_goal == at)
            };
            let goals = digest.goals.iter().enumerate();
            let goals = goals.filter(move |(at, _)| source < compared || is_linked(*at));
            goals.map(move |(at, goal)| (source, at, goal))
        })
        .collect();
    let goals: Vec<&GoalDigest> = earlier.iter().map(|(_, _, goal)| *goal).collect();
    let later: Vec<&GoalDigest> = digest.goals.iter().collect();
    let place = |judgement: &Judgement<'_>| {
        let is_it = |(source, at, _): &(usize, usize, &GoalDigest)| {
            before[*source].id == judgement.from.id && *at == judgement.from_goal
        };
        Some((earlier.iter().position(is_it)?, judgement.to_goal))
    };
    let of = |confirmed: bool| -> Vec<(usize, usize)> {
        let wanted = judgements.iter().filter(|one| one.confirmed == confirmed);
        wanted.filter_map(place).collect()
    };
    let pairing = pairing::pair(&goals, &later, &of(true), &of(false));
    let mut links: Vec<Link> = pairing
        .pairs
        .iter()
        .map(|pair| {
            let (source, from, _) = earlier[pair.from];
            Link {
                source,
                from,
                to: pair.to,
                kind: pair.kind,
                score: pair.score,
                confirmed: pair.confirmed,
            }
        })
        .collect();
    links.sort_by_key(|link| (link.to, link.source, link.from));
    let doubtful_before = pairing.doubtful_earlier.iter();
    let doubtful_before = doubtful_before.map(|at| (earlier[*at].0, earlier[*at].1));
    let mut by_source: Vec<usize> = (0..links.len()).collect();
    by_source.sort_by_key(|at| (links[*at].source, links[*at].from, links[*at].to));
    Comparison {
        with: before.iter().map(|digest| digest.id.clone()).collect(),
        compared,
        doubtful: pairing.doubtful_later,
        doubtful_before: doubtful_before.collect(),
        links,
        by_source,
        complete: pairing.complete,
    }
}
