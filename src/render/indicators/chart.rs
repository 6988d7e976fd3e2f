//! Lines of figures → what a template draws: places in a picture of fixed size, as text without noise.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::sentences;
use crate::model::{FigureKind, FiscalYear};
use crate::relate::{Lines, Point};
use crate::render::world::World;

/// A line chart of one organisation's figures in one unit. Its axis is its own: two charts cannot be compared by eye.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct ChartView {
    /// Its anchor, unique on the page.
    pub id: String,
    /// What it shows, in one line.
    pub title: String,
    /// The unit as printed.
    pub unit: Option<String>,
    /// The same in words: first, last, lowest and highest figures, years without any.
    pub summary: Vec<String>,
    /// Whether its axis begins elsewhere than at nought.
    pub cut: bool,
    /// The kinds of figures in it: `target`, `actual`, `baseline`.
    pub kinds: Vec<&'static str>,
    /// Where the figures' area begins, from the left.
    pub left: String,
    /// The levels of the axis, with their places from above.
    pub levels: Vec<Tick>,
    /// The years of the axis, with their places from the left.
    pub years: Vec<Tick>,
    /// Figures that are joined.
    pub lines: Vec<LineView>,
    /// All figures.
    pub markers: Vec<Marker>,
}

/// A labelled place on an axis.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::render) struct Tick {
    /// Where it is.
    pub at: String,
    /// What it says.
    pub label: String,
}

/// Figures that are joined.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct LineView {
    /// Which figures: `target`, `actual`
    pub kind: &'static str,
    /// Their places, as `points` of a polyline has them.
    pub points: String,
}

/// A figure in the chart.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct Marker {
    /// Which figure: `target`, `actual`, `baseline`
    pub kind: &'static str,
    /// Its place from the left, and from above.
    pub x: String,
    /// The same, from above.
    pub y: String,
    /// The corner of a square around it, from the left.
    pub corner_x: String,
    /// The same, from above.
    pub corner_y: String,
}

/// The picture: as wide as a phone, so that its letters stay large there. `indicator.html` has the same numbers.
const WIDTH: f64 = 320.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 172.0;
/// How wide a letter of the axis is, and the room beside it.
const LETTER: f64 = 9.5;
const BESIDE: f64 = 14.0;
/// From the middle of a target's square to its edge: around the dot of an actual figure of the same value.
const MARKER: f64 = 6.0;
/// So many spaces between levels at most.
const MOST_SPACES: f64 = 4.0;
/// So many labelled years at most.
const MOST_YEARS: usize = 5;

/// The chart, or none where there are not two years to be seen.
pub(super) fn chart(
    world: &World<'_>,
    id: String,
    title: String,
    lines: &Lines<'_>,
) -> Option<ChartView> {
    let points = || lines.lines.iter().flat_map(|line| &line.points);
    let years: BTreeSet<FiscalYear> = points().map(|point| point.year).collect();
    let (first, last) = (years.first()?.year(), years.last()?.year());
    if first == last {
        return None;
    }
    let low = points()
        .map(|point| point.value)
        .fold(f64::INFINITY, f64::min);
    let high = points()
        .map(|point| point.value)
        .fold(f64::NEG_INFINITY, f64::max);
    let axis = Axis::over(low, high)?;
    let labels: Vec<String> = axis.levels.iter().map(|level| axis.label(*level)).collect();
    let longest = labels.iter().map(|label| label.chars().count()).max()?;
    let left = LETTER * longest as f64 + BESIDE;
    let right = WIDTH - 2.0 * BESIDE + 4.0;
    let x = |year: u16| {
        left + 8.0 + (right - left - 8.0) * f64::from(year - first) / f64::from(last - first)
    };
    let y = |value: f64| BOTTOM - (BOTTOM - TOP) * (value - axis.low) / (axis.high - axis.low);
    let place = |point: &Point<'_>| (x(point.year.year()), y(point.value));
    let joined = lines.lines.iter().filter(|line| line.points.len() > 1);
    let kinds = FigureKind::ALL
        .into_iter()
        .rev()
        .filter(|kind| lines.lines.iter().any(|line| line.kind == *kind));
    Some(ChartView {
        title,
        unit: lines.unit.map(str::to_owned),
        summary: sentences::chart_summary(world, lines),
        cut: axis.low > 0.0 || axis.high < 0.0,
        kinds: kinds.map(FigureKind::key).collect(),
        left: number(left),
        levels: axis
            .levels
            .iter()
            .zip(labels)
            .map(|(level, label)| Tick {
                at: number(y(*level)),
                label,
            })
            .collect(),
        years: labelled_years(first, last)
            .into_iter()
            .map(|year| Tick {
                at: number(x(year)),
                label: year.to_string(),
            })
            .collect(),
        lines: joined
            .map(|line| LineView {
                kind: line.kind.key(),
                points: line
                    .points
                    .iter()
                    .map(|point| {
                        let (x, y) = place(point);
                        format!("{},{}", number(x), number(y))
                    })
                    .collect::<Vec<_>>()
                    .join(" "),
            })
            .collect(),
        markers: lines
            .lines
            .iter()
            .flat_map(|line| line.points.iter().map(|point| (line.kind, point)))
            .map(|(kind, point)| {
                let (x, y) = place(point);
                Marker {
                    kind: kind.key(),
                    x: number(x),
                    y: number(y),
                    corner_x: number(x - MARKER),
                    corner_y: number(y - MARKER),
                }
            })
            .collect(),
        id,
    })
}

/// A place with one decimal, and none where it is nought.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let short = text.strip_suffix(".0").unwrap_or(&text);
    if short == "-0" {
        "0".to_owned()
    } else {
        short.to_owned()
    }
}

/// The years that are labelled: the last one, and back from it in steps of one length.
fn labelled_years(first: u16, last: u16) -> Vec<u16> {
    let span = usize::from(last - first);
    let step = span.div_ceil(MOST_YEARS - 1).max(1);
    let mut years: Vec<u16> = (first..=last).rev().step_by(step).collect();
    years.reverse();
    years
}

/// The axis of figures: round levels.
#[derive(Debug, PartialEq)]
struct Axis {
    low: f64,
    high: f64,
    levels: Vec<f64>,
    decimals: usize,
}

impl Axis {
    /// An axis that has room for both; none where they are no numbers to be shown.
    fn over(low: f64, high: f64) -> Option<Self> {
        if !(low.is_finite() && high.is_finite()) || low.abs().max(high.abs()) > 1e15 {
            return None;
        }
        let span = if high > low {
            high - low
        } else {
            high.abs().max(MOST_SPACES)
        };
        let (step, decimals) = step(span / MOST_SPACES);
        let mut from = (low / step).floor();
        let mut to = (high / step).ceil();
        if from == to {
            (from, to) = (from - 1.0, to + 1.0);
        }
        // Nobody counts below nought who has nothing below it.
        if low >= 0.0 {
            from = from.max(0.0);
        }
        let count = (to - from) as usize;
        let levels: Vec<f64> = (0..=count).map(|at| (from + at as f64) * step).collect();
        Some(Self {
            low: from * step,
            high: to * step,
            levels,
            decimals,
        })
    }

    fn label(&self, level: f64) -> String {
        let text = format!("{level:.*}", self.decimals);
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) if rest.chars().any(|c| c.is_ascii_digit() && c != '0') => ("−", rest),
            Some(rest) => ("", rest),
            None => ("", &*text),
        };
        let (whole, part) = rest.split_once('.').unwrap_or((rest, ""));
        let mut grouped = String::from(sign);
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        if !part.is_empty() {
            grouped.push('.');
            grouped.push_str(part);
        }
        grouped
    }
}

/// The smallest of 1, 2 and 5 by a power of ten that is not less, and how many decimals it has. By multiplication only:
/// logarithms differ between machines.
fn step(least: f64) -> (f64, usize) {
    let (mut power, mut decimals) = (1.0, 0);
    while power > least && decimals < 6 {
        decimals += 1;
        power = 1.0 / [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6][decimals];
    }
    while power * 10.0 <= least {
        power *= 10.0;
    }
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .find(|one| one * power >= least);
    let step = step.unwrap_or(10.0);
    let decimals = if step == 10.0 {
        decimals.saturating_sub(1)
    } else {
        decimals
    };
    (step * power, decimals)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn labels(low: f64, high: f64) -> Vec<String> {
        let axis = Axis::over(low, high);
        axis.map(|axis| axis.levels.iter().map(|level| axis.label(*level)).collect())
            .unwrap_or_default()
    }

    #[test]
    fn levels_are_round_and_few() {
        assert_eq!(labels(12.0, 47.0), ["10", "20", "30", "40", "50"]);
        assert_eq!(labels(0.0, 3.0), ["0", "1", "2", "3"]);
        assert_eq!(labels(1450.0, 9800.0), ["0", "5,000", "10,000"]);
        assert_eq!(
            labels(97.2, 99.1),
            ["97.0", "97.5", "98.0", "98.5", "99.0", "99.5"]
        );
        assert_eq!(labels(-3.0, 2.0), ["−4", "−2", "0", "2"]);
        assert_eq!(labels(100.0, 100.0), ["50", "100", "150"]);
        assert_eq!(labels(0.0, 0.0), ["0", "1"].map(str::to_owned).to_vec());
        assert_eq!(labels(f64::NAN, 1.0), Vec::<String>::new());
    }

    #[test]
    fn the_last_year_is_always_labelled() {
        assert_eq!(labelled_years(2019, 2024), [2020, 2022, 2024]);
        assert_eq!(labelled_years(2023, 2024), [2023, 2024]);
        assert_eq!(labelled_years(2006, 2025), [2010, 2015, 2020, 2025]);
    }

    proptest! {
        #[test]
        fn every_figure_has_room(a in -1e9..1e9_f64, b in -1e9..1e9_f64) {
            let (low, high) = (a.min(b), a.max(b));
            let axis = Axis::over(low, high);
            prop_assert!(axis.is_some());
            if let Some(axis) = axis {
                let slack = (axis.high - axis.low) * 1e-9;
                prop_assert!(axis.low <= low + slack && axis.high >= high - slack);
                prop_assert!((2..=7).contains(&axis.levels.len()), "{:?}", axis.levels);
            }
        }

        #[test]
        fn years_are_few_and_in_order(first in 1950..2050_u16, span in 1..80_u16) {
            let years = labelled_years(first, first + span);
            prop_assert!(years.len() <= MOST_YEARS && years.is_sorted());
            prop_assert_eq!(years.last(), Some(&(first + span)));
        }
    }
}
