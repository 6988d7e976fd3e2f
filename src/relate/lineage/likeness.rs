//! How alike the goals of two sides are.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_japanese::fold::fold_str;

use crate::model::{GoalDigest, Pair};

/// The goals of one side, ready to be compared with those of the other.
pub(super) struct Side<'a> {
    pub goals: &'a [&'a GoalDigest],
    /// The names of the indicators of each goal that no other goal of this side has.
    indicators: Vec<BTreeSet<String>>,
}

impl<'a> Side<'a> {
    pub fn new(goals: &'a [&'a GoalDigest]) -> Self {
        let names: Vec<BTreeSet<String>> = goals
            .iter()
            .map(|goal| {
                let names = goal.indicators.iter().map(|one| fold_str(&one.name));
                names.filter(|name| !name.is_empty()).collect()
            })
            .collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for name in names.iter().flatten() {
            *counts.entry(name).or_default() += 1;
        }
        let own = |names: &BTreeSet<String>| -> BTreeSet<String> {
            let own = names.iter().filter(|name| counts[name.as_str()] == 1);
            own.cloned().collect()
        };
        Self {
            goals,
            indicators: names.iter().map(own).collect(),
        }
    }
}

/// How much each pair of characters says, given how many goals have it: what stands in every goal of an organisation tells
/// none of them from the others.
pub(super) struct Weights(BTreeMap<Pair, f64>);

impl Weights {
    pub fn new(earlier: &Side<'_>, later: &Side<'_>) -> Self {
        let mut counts: BTreeMap<Pair, [u32; 2]> = BTreeMap::new();
        for (side, goals) in [earlier, later].into_iter().enumerate() {
            for pair in goals.goals.iter().flat_map(|goal| goal.sketch.pairs()) {
                counts.entry(*pair).or_default()[side] += 1;
            }
        }
        let weight = |pair: Pair, counts: [u32; 2]| {
            let others: u32 = counts.iter().map(|count| count.saturating_sub(1)).sum();
            f64::from(pair.weight()) / (1.0 + 0.5 * f64::from(others))
        };
        let all = counts.into_iter();
        Self(
            all.map(|(pair, counts)| (pair, weight(pair, counts)))
                .collect(),
        )
    }

    fn of(&self, pair: Pair) -> f64 {
        self.0.get(&pair).copied().unwrap_or_default()
    }

    fn sum<'a>(&self, pairs: impl IntoIterator<Item = &'a Pair>) -> f64 {
        pairs.into_iter().map(|pair| self.of(*pair)).sum()
    }
}

/// Indicators of one name add so much.
const SAME_INDICATOR: f64 = 0.2;

/// How alike two goals are, from 0 to 1.
pub(super) fn likeness(
    (earlier, from): (&Side<'_>, usize),
    (later, to): (&Side<'_>, usize),
    weights: &Weights,
) -> f64 {
    let (one, other) = (&earlier.goals[from].sketch, &later.goals[to].sketch);
    if one.is_same(other) {
        return 1.0;
    }
    let (left, right) = one.comparable(other);
    let sums = weights.sum(left) * weights.sum(right);
    let text = if sums > 0.0 {
        weights.sum(common(left, right)) / sums.sqrt()
    } else {
        0.0
    };
    let shared = !earlier.indicators[from].is_disjoint(&later.indicators[to]);
    // Only the same words are wholly alike.
    (text + if shared { SAME_INDICATOR } else { 0.0 }).min(0.99)
}

/// How much of a goal stands in what another says beyond its own partner: what was merged into it, or split off it.
/// The first number is a share of the smaller of the two, the second says how much text that is, in pairs of kanji.
pub(super) fn rest_likeness(
    goal: &GoalDigest,
    other: &GoalDigest,
    partner: &GoalDigest,
    weights: &Weights,
) -> (f64, f64) {
    let partner = partner.sketch.pairs();
    let (own, whole) = goal.sketch.comparable(&other.sketch);
    let rest: Vec<Pair> = whole
        .iter()
        .filter(|pair| partner.binary_search(pair).is_err())
        .copied()
        .collect();
    let smaller = weights.sum(own).min(weights.sum(&rest));
    let both = weights.sum(common(own, &rest));
    let share = if smaller > 0.0 { both / smaller } else { 0.0 };
    (share, both / f64::from(FULL_WEIGHT))
}

/// What a pair of kanji weighs.
const FULL_WEIGHT: u32 = 20;

/// The pairs of both; both are sorted.
fn common<'a>(left: &'a [Pair], right: &'a [Pair]) -> impl Iterator<Item = &'a Pair> {
    let mut right = right.iter().peekable();
    left.iter().filter(move |pair| {
        while right.next_if(|other| other < pair).is_some() {}
        right.peek() == Some(pair)
    })
}
