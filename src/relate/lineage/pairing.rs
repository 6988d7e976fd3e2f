//! Which goals of two sides belong together.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::LinkKind;
use super::likeness::{Sides, likeness, rest_likeness};
use crate::model::GoalDigest;

/// From how much likeness on two goals are one. Chosen on demo cities whose truth is known (`docs/lineage-quality.md`).
const SAME: f64 = 0.42;
/// From how much likeness on two goals might be one: nothing is said of them then, not even that they are new or ended.
const DOUBT: f64 = 0.25;
/// From how much likeness on a goal is part of what another says beyond its partner.
const PART: f64 = 0.3;
/// So much text has to be the same then, in pairs of kanji: a phrase, not a word.
const LEAST_PART: f64 = 5.0;
/// More comparisons than this are not made: then only the same words are looked for.
const MOST_COMPARISONS: usize = 250_000;

/// Two goals that belong together, by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paired {
    pub from: usize,
    pub to: usize,
    pub kind: LinkKind,
    /// From 0 to 100.
    pub score: u8,
    pub confirmed: bool,
}

/// What was found.
pub(super) struct Pairing {
    pub pairs: Vec<Paired>,
    /// Goals before that might go on in a later one, without anything being sure enough to be said.
    pub doubtful_earlier: BTreeSet<usize>,
    /// The same, of the later goals.
    pub doubtful_later: BTreeSet<usize>,
    /// Whether all were compared with all.
    pub complete: bool,
}

/// Pairs two sides. `confirmed` belong together whatever they say, `denied` do not.
pub(super) fn pair(
    earlier: &[&GoalDigest],
    later: &[&GoalDigest],
    confirmed: &[(usize, usize)],
    denied: &[(usize, usize)],
) -> Pairing {
    let complete = earlier.len() * later.len() <= MOST_COMPARISONS;
    let mut state = State {
        edges: BTreeMap::new(),
        partner_of_earlier: vec![None; earlier.len()],
        partner_of_later: vec![None; later.len()],
        doubtful_earlier: BTreeSet::new(),
        doubtful_later: BTreeSet::new(),
        denied,
    };
    for &(from, to) in confirmed {
        state.add(from, to, 1.0);
    }
    if complete {
        state.one_to_one(&Sides::new(earlier, later));
    } else {
        state.same_words(earlier, later);
    }
    let (mut feeds, mut fed) = (vec![0; earlier.len()], vec![0; later.len()]);
    for (from, to) in state.edges.keys() {
        feeds[*from] += 1;
        fed[*to] += 1;
    }
    let pairs = state.edges.iter().map(|(&(from, to), &likeness)| {
        let is_same = earlier[from].sketch.is_same(&later[to].sketch);
        let kind = match (fed[to], feeds[from]) {
            (2.., _) => LinkKind::Merged,
            (_, 2..) => LinkKind::Split,
            _ if is_same => LinkKind::Continued,
            _ => LinkKind::Reworded,
        };
        Paired {
            from,
            to,
            kind,
            score: percent(likeness),
            confirmed: confirmed.contains(&(from, to)),
        }
    });
    Pairing {
        pairs: pairs.collect(),
        doubtful_earlier: state.doubtful_earlier,
        doubtful_later: state.doubtful_later,
        complete,
    }
}

fn percent(likeness: f64) -> u8 {
    // At most 100.
    (likeness.clamp(0.0, 1.0) * 100.0).round() as u8
}

struct State<'a> {
    /// With how alike they are.
    edges: BTreeMap<(usize, usize), f64>,
    partner_of_earlier: Vec<Option<usize>>,
    partner_of_later: Vec<Option<usize>>,
    doubtful_earlier: BTreeSet<usize>,
    doubtful_later: BTreeSet<usize>,
    denied: &'a [(usize, usize)],
}

impl State<'_> {
    fn add(&mut self, from: usize, to: usize, likeness: f64) {
        self.edges.insert((from, to), likeness);
        self.partner_of_earlier[from].get_or_insert(to);
        self.partner_of_later[to].get_or_insert(from);
    }

    fn is_free(&self, from: usize, to: usize) -> bool {
        self.partner_of_earlier[from].is_none() && self.partner_of_later[to].is_none()
    }

    /// The most alike first; of equals those in the order of the documents.
    fn one_to_one(&mut self, sides: &Sides<'_>) {
        let Sides { earlier, later } = sides;
        let mut found = Vec::new();
        for from in 0..earlier.goals.len() {
            for to in 0..later.goals.len() {
                let alike = likeness(sides, from, to);
                if alike >= DOUBT && !self.denied.contains(&(from, to)) {
                    let numbers = (&earlier.goals[from].number, &later.goals[to].number);
                    let same_number = numbers.0.is_some() && numbers.0 == numbers.1;
                    found.push((alike, same_number, from, to));
                }
            }
        }
        found.sort_by(|a, b| {
            let key = |one: &(f64, bool, usize, usize)| {
                (Reverse(one.1), one.2.abs_diff(one.3), one.2, one.3)
            };
            b.0.total_cmp(&a.0).then_with(|| key(a).cmp(&key(b)))
        });
        let sure = found.partition_point(|(alike, ..)| *alike >= SAME);
        for &(alike, _, from, to) in &found[..sure] {
            if self.is_free(from, to) {
                self.add(from, to, alike);
            }
        }
        self.parts(sides);
        for &(_, _, from, to) in &found[sure..] {
            if self.is_free(from, to) {
                self.doubtful_earlier.insert(from);
                self.doubtful_later.insert(to);
            }
        }
    }

    /// Goals without a partner that were merged into another goal, or split off one.
    fn parts(&mut self, sides: &Sides<'_>) {
        let Sides { earlier, later } = sides;
        let mut found = Vec::new();
        for from in 0..earlier.goals.len() {
            for to in 0..later.goals.len() {
                let partners = (self.partner_of_earlier[from], self.partner_of_later[to]);
                let (share, text) = match partners {
                    (None, Some(partner)) => {
                        rest_likeness((earlier, from), (later, to), earlier.goals[partner])
                    }
                    (Some(partner), None) => {
                        rest_likeness((later, to), (earlier, from), later.goals[partner])
                    }
                    _ => continue,
                };
                if share >= PART && text >= LEAST_PART && !self.denied.contains(&(from, to)) {
                    found.push((share, from, to));
                }
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (share, from, to) in found {
            let has_both =
                self.partner_of_earlier[from].is_some() && self.partner_of_later[to].is_some();
            if !has_both {
                self.add(from, to, share.min(0.99));
            }
        }
    }

    /// The n-th goal of some words is the n-th of the same words.
    fn same_words(&mut self, earlier: &[&GoalDigest], later: &[&GoalDigest]) {
        let mut places: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for (from, goal) in earlier.iter().enumerate().rev() {
            if let (Some(words), None) = (goal.sketch.whole(), self.partner_of_earlier[from]) {
                places.entry(words).or_default().push(from);
            }
        }
        for (to, goal) in later.iter().enumerate() {
            let same = goal.sketch.whole().and_then(|words| places.get_mut(&words));
            if self.partner_of_later[to].is_none()
                && let Some(from) = same.and_then(Vec::pop)
                && !self.denied.contains(&(from, to))
            {
                self.add(from, to, 1.0);
            }
        }
    }
}
