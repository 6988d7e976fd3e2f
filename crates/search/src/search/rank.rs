//! The order of hits, and the page of them that was asked for.

use std::cmp::Ordering;

use tantivy::DocId;

use crate::query::{HITS_OF_A_DOCUMENT, Request, Sort};

/// A passage that was found, with what decides its rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ranked {
    /// Thousandths: logarithms differ in their last digits between platforms, and the order must
    /// not.
    pub score: i64,
    pub year: u16,
    /// Ordinal of the document's identity among all, sorted.
    pub document: u32,
    pub passage: DocId,
}

impl Ranked {
    /// The order of hits, first to last. It is total, so that pages neither overlap nor leave gaps.
    fn order(&self, other: &Self, sort: Sort) -> Ordering {
        let newest = other.year.cmp(&self.year);
        let best = other.score.cmp(&self.score);
        let place = (self.document, self.passage).cmp(&(other.document, other.passage));
        match sort {
            Sort::Relevance => best.then(newest),
            Sort::Newest => newest.then(best),
            Sort::Oldest => newest.reverse().then(best),
        }
        .then(place)
    }
}

/// The hits asked for.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// In order. Grouped: those of one document one after another.
    pub hits: Vec<Ranked>,
    /// Grouped: for each hit that is its document's first, the passages of the document that are not
    /// on the page.
    pub more: Vec<Option<usize>>,
}

impl Page {
    pub fn new(ranked: Vec<Ranked>, documents: usize, request: &Request) -> Self {
        if request.group {
            return Self::grouped(&ranked, documents, request);
        }
        let hits = cut(ranked, request);
        Self {
            more: vec![None; hits.len()],
            hits,
        }
    }

    /// Documents in the order of their best hits.
    fn grouped(ranked: &[Ranked], documents: usize, request: &Request) -> Self {
        let place = |hit: &Ranked| hit.document as usize;
        let mut best: Vec<Option<Ranked>> = vec![None; documents];
        for hit in ranked {
            let Some(first) = best.get_mut(place(hit)) else {
                continue;
            };
            if first.is_none_or(|first| hit.order(&first, request.sort) == Ordering::Less) {
                *first = Some(*hit);
            }
        }
        let shown = cut(best.into_iter().flatten().collect(), request);
        let mut groups: Vec<Vec<Ranked>> = vec![Vec::new(); shown.len()];
        let mut group_of = vec![None; documents];
        for (group, hit) in shown.iter().enumerate() {
            if let Some(slot) = group_of.get_mut(place(hit)) {
                *slot = Some(group);
            }
        }
        for hit in ranked {
            let group = group_of.get(place(hit)).copied().flatten();
            if let Some(group) = group.and_then(|group| groups.get_mut(group)) {
                group.push(*hit);
            }
        }
        let mut page = Self::default();
        for mut group in groups {
            group.sort_unstable_by(|one, other| one.order(other, request.sort));
            let all = group.len();
            group.truncate(HITS_OF_A_DOCUMENT);
            for (number, hit) in group.iter().enumerate() {
                page.hits.push(*hit);
                page.more.push((number == 0).then(|| all - group.len()));
            }
        }
        page
    }
}

/// What `offset` and `limit` leave, in order.
fn cut(mut ranked: Vec<Ranked>, request: &Request) -> Vec<Ranked> {
    let order = |one: &Ranked, other: &Ranked| one.order(other, request.sort);
    let end = request.offset.saturating_add(request.limit);
    if end < ranked.len() && end > 0 {
        ranked.select_nth_unstable_by(end - 1, order);
    }
    ranked.truncate(end);
    ranked.sort_unstable_by(order);
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
