use crate::content::{Indicator, Standing, Value, digits};
use crate::language::{IndicatorKind, Topic};
use crate::random::Random;

/// An indicator of a goal through the years.
#[derive(Debug, Clone)]
pub struct Tracked {
    /// Its place among the topic's indicators.
    pub kind: usize,
    /// What was put before its name when its definition changed.
    qualifier: &'static str,
    /// The figure before this year, in tenths; none where it was not measured yet.
    baseline: Option<i64>,
    /// This year's target, in tenths.
    target: i64,
    /// Whether the baseline's absence is printed as 「N/A」 rather than 「-」.
    says_na: bool,
}

const QUALIFIERS: [&str; 3] = ["見直し後の", "新しい数え方による", "実数での"];

impl Tracked {
    /// An indicator that is measured for the first time.
    pub fn new(place: usize, kind: &IndicatorKind, random: &mut Random) -> Self {
        let start = kind.start * random.between(60, 160) / 100;
        let start = neat(start, kind);
        let baseline = (!random.chance(0.12)).then_some(start);
        Self {
            kind: place,
            qualifier: "",
            baseline,
            target: better(start, kind, random),
            says_na: random.chance(0.4),
        }
    }

    /// The name and the target as a sentence says them.
    pub fn target_in_words(&self, topic: &Topic) -> (String, String) {
        let kind = &topic.indicators[self.kind];
        let bound = if kind.more_is_better {
            "以上"
        } else {
            "以下"
        };
        let figure = format!("{}{}{bound}", digits(self.target), kind.unit);
        (format!("{}{}", self.qualifier, kind.name), figure)
    }

    /// This year's figures, and what is carried into the next year.
    pub fn figures(
        &self,
        topic: &Topic,
        standing: Option<Standing>,
        random: &mut Random,
    ) -> (Indicator, Option<i64>) {
        let kind = &topic.indicators[self.kind];
        let actual = standing.map(|standing| self.reached(kind, standing, random));
        let value = |figure: Option<i64>, otherwise| figure.map_or(otherwise, Value::Tenths);
        let unknown = if self.says_na {
            Value::NotAvailable
        } else {
            Value::Dash
        };
        let indicator = Indicator {
            name: format!("{}{}", self.qualifier, kind.name),
            unit: kind.unit.clone(),
            more_is_better: kind.more_is_better,
            baseline: value(self.baseline, unknown),
            target: Value::Tenths(self.target),
            actual: match actual {
                None => Value::Blank,
                Some(actual) => value(actual, unknown),
            },
        };
        (indicator, actual.flatten())
    }

    /// The figure at the year's end; none where nothing took place that could be measured.
    fn reached(
        &self,
        kind: &IndicatorKind,
        standing: Standing,
        random: &mut Random,
    ) -> Option<i64> {
        let before = self.baseline.unwrap_or(self.target);
        let way = self.target - before;
        let reached = match standing {
            Standing::Exceeded => self.target + way * random.between(5, 60) / 100,
            Standing::Achieved => self.target + way * random.between(0, 8) / 100,
            Standing::Partly => before + way * random.between(50, 95) / 100,
            Standing::Missed => before + way * random.between(-40, 45) / 100,
            // What did not take place was nought times, or was not counted.
            Standing::Cancelled => return random.chance(0.4).then_some(0),
        };
        let reached = neat(reached.max(0), kind);
        let kept = matches!(standing, Standing::Exceeded | Standing::Achieved);
        let fulfils = (reached >= self.target) == kind.more_is_better || reached == self.target;
        Some(if kept && !fulfils {
            self.target
        } else {
            reached
        })
    }

    /// The year after: a new target, now and then a lower one or another way of counting.
    pub fn go_on(&mut self, topic: &Topic, reached: Option<i64>, random: &mut Random) {
        let kind = &topic.indicators[self.kind];
        self.baseline = match reached {
            Some(0) | None => self.baseline,
            some => some,
        };
        let from = self.baseline.unwrap_or(self.target);
        match random.below(20) {
            // The target stays.
            0..7 => {}
            // It is lowered.
            7 => self.target = neat(from + (self.target - from) / 2, kind),
            // Counted in another way, so that nothing can be compared.
            8 => {
                self.qualifier = QUALIFIERS[random.below(QUALIFIERS.len())];
                self.baseline = None;
                self.target = neat(self.target * random.between(50, 90) / 100, kind);
            }
            _ => self.target = better(from, kind, random),
        }
    }
}

/// A figure that is better by some per cent.
fn better(from: i64, kind: &IndicatorKind, random: &mut Random) -> i64 {
    let by = random.between(2, 14);
    let by = if kind.more_is_better {
        100 + by
    } else {
        100 - by
    };
    let target = neat(from * by / 100, kind);
    if target == from {
        // At least the smallest step.
        let step = if is_share(kind) { 5 } else { 10 };
        let step = if kind.more_is_better { step } else { -step };
        neat((from + step).max(0), kind)
    } else {
        target
    }
}

/// Figures as offices round them: shares to half a per cent, counts to whole numbers, large ones to tens.
fn neat(tenths: i64, kind: &IndicatorKind) -> i64 {
    if is_share(kind) {
        (tenths / 5 * 5).clamp(0, 1_000)
    } else if tenths >= 50_000 {
        tenths / 1_000 * 1_000
    } else if tenths >= 5_000 {
        tenths / 100 * 100
    } else if kind.start % 10 == 0 {
        (tenths / 10 * 10).max(10)
    } else {
        tenths.max(1)
    }
}

fn is_share(kind: &IndicatorKind) -> bool {
    matches!(&*kind.unit, "％" | "%" | "割")
}
