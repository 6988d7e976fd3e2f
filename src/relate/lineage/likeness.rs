//! How alike the goals of two sides are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ayumi_japanese::fold::fold_str;

use crate::model::{GoalDigest, Pair};

/// The goals of both sides, ready to be compared.
pub(super) struct Sides<'a> {
    pub earlier: Side<'a>,
    pub later: Side<'a>,
}

impl<'a> Sides<'a> {
    pub fn new(earlier: &'a [&'a GoalDigest], later: &'a [&'a GoalDigest]) -> Self {
        let mut counts: HashMap<Pair, [u32; 2]> = HashMap::new();
        for (side, goals) in [earlier, later].into_iter().enumerate() {
            for pair in goals.iter().flat_map(|goal| goal.sketch.pairs()) {
                counts.entry(*pair).or_default()[side] += 1;
            }
        }
        // What stands in every goal of an organisation tells none of them from the others.
        let weight = |pair: &Pair| {
            let counts = counts.get(pair).copied().unwrap_or_default();
            let others: u32 = counts.iter().map(|count| count.saturating_sub(1)).sum();
            f64::from(pair.weight()) / (1.0 + 0.5 * f64::from(others))
        };
        Self {
            earlier: Side::new(earlier, weight),
            later: Side::new(later, weight),
        }
    }
}

/// The goals of one side.
pub(super) struct Side<'a> {
    pub goals: &'a [&'a GoalDigest],
    /// How much each pair of characters of a goal says.
    weights: Vec<Vec<f64>>,
    /// The names of the indicators of each goal that no other goal of this side has.
    indicators: Vec<BTreeSet<String>>,
}

impl<'a> Side<'a> {
    fn new(goals: &'a [&'a GoalDigest], weight: impl Fn(&Pair) -> f64) -> Self {
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
        let weights = |goal: &&GoalDigest| goal.sketch.pairs().iter().map(&weight).collect();
        Self {
            goals,
            weights: goals.iter().map(weights).collect(),
            indicators: names.iter().map(own).collect(),
        }
    }

    /// The pairs of a goal that can be compared, with what each of them says.
    fn weighed(&self, goal: usize, pairs: &'a [Pair]) -> (&'a [Pair], &[f64]) {
        (pairs, &self.weights[goal][..pairs.len()])
    }
}

/// Indicators of one name add so much.
const SAME_INDICATOR: f64 = 0.2;

/// How alike two goals are, from 0 to 1.
pub(super) fn likeness(sides: &Sides<'_>, from: usize, to: usize) -> f64 {
    let Sides { earlier, later } = sides;
    let (one, other) = (&earlier.goals[from].sketch, &later.goals[to].sketch);
    if one.is_same(other) {
        return 1.0;
    }
    let (left, right) = one.comparable(other);
    let (left, weights) = earlier.weighed(from, left);
    let (right, others) = later.weighed(to, right);
    let sums = weights.iter().sum::<f64>() * others.iter().sum::<f64>();
    let text = if sums > 0.0 {
        common(left, weights, right) / sums.sqrt()
    } else {
        0.0
    };
    let shared = !earlier.indicators[from].is_disjoint(&later.indicators[to]);
    // Only the same words are wholly alike.
    (text + if shared { SAME_INDICATOR } else { 0.0 }).min(0.99)
}

/// How much of a goal stands in what another one, of the other side, says beyond its own partner: what was merged into
/// it, or split off it. The first number is a share of the smaller of the two, the second says how much text that is, in
/// pairs of kanji.
pub(super) fn rest_likeness(
    (side, goal): (&Side<'_>, usize),
    (other_side, other): (&Side<'_>, usize),
    partner: &GoalDigest,
) -> (f64, f64) {
    let partner = partner.sketch.pairs();
    let (own, whole) = side.goals[goal]
        .sketch
        .comparable(&other_side.goals[other].sketch);
    let (own, weights) = side.weighed(goal, own);
    let (whole, others) = other_side.weighed(other, whole);
    let mut rest: Vec<Pair> = Vec::new();
    let mut rest_weight = 0.0;
    for (pair, weight) in whole.iter().zip(others) {
        if partner.binary_search(pair).is_err() {
            rest.push(*pair);
            rest_weight += weight;
        }
    }
    let smaller = weights.iter().sum::<f64>().min(rest_weight);
    let both = common(own, weights, &rest);
    let share = if smaller > 0.0 { both / smaller } else { 0.0 };
    (share, both / FULL_WEIGHT)
}

/// What a pair of kanji weighs.
const FULL_WEIGHT: f64 = 20.0;

/// How much the pairs of both say; both are sorted.
fn common(left: &[Pair], weights: &[f64], right: &[Pair]) -> f64 {
    let mut right = right.iter().peekable();
    let mut sum = 0.0;
    for (pair, weight) in left.iter().zip(weights) {
        while right.next_if(|other| *other < pair).is_some() {}
        if right.peek() == Some(&pair) {
            sum += weight;
        }
    }
    sum
}
