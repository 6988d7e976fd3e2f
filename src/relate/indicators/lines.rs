//! What of a series can be drawn: numbers of one unit, joined where one year follows the other and nothing changed between.

use std::collections::BTreeMap;

use super::series::{Row, Series};
use crate::model::{FigureKind, FiscalYear};

/// The numbers of one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines<'a> {
    /// The unit as printed; none where none is.
    pub unit: Option<&'a str>,
    /// Points that are joined with each other.
    pub lines: Vec<Line<'a>>,
}

/// Points that are joined: one alone where its neighbours are missing, or are counted otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'a> {
    /// Which figure they are.
    pub kind: FigureKind,
    /// The points, oldest first.
    pub points: Vec<Point<'a>>,
}

/// A number of a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point<'a> {
    /// The year.
    pub year: FiscalYear,
    /// The number.
    pub value: f64,
    /// As printed.
    pub text: &'a str,
}

/// A point, and the scale by which it was judged.
type Judged<'a> = (Point<'a>, Option<&'a str>);

impl<'a> Series<'a> {
    /// What can be drawn, unit by unit, in the order in which the units appear.
    #[must_use]
    pub fn lines(&self) -> Vec<Lines<'a>> {
        let mut units: Vec<(Option<String>, Option<&'a str>)> = Vec::new();
        for row in &self.rows {
            let unit = row.folded_unit();
            if !units.iter().any(|(known, _)| *known == unit) {
                units.push((unit, row.unit));
            }
        }
        let of_unit = |(folded, unit): (Option<String>, Option<&'a str>)| {
            let mut lines = Vec::new();
            for kind in [FigureKind::Target, FigureKind::Actual, FigureKind::Baseline] {
                let own = |row: &&Row<'a>| row.folded_unit() == folded;
                lines.extend(lines_of(self.rows.iter().filter(own), kind));
            }
            (!lines.is_empty()).then_some(Lines { unit, lines })
        };
        units.into_iter().filter_map(of_unit).collect()
    }
}

fn lines_of<'r, 'a: 'r>(
    rows: impl Iterator<Item = &'r Row<'a>>,
    kind: FigureKind,
) -> Vec<Line<'a>> {
    let mut by_definition: BTreeMap<&'r str, BTreeMap<FiscalYear, Vec<Judged<'a>>>> =
        BTreeMap::new();
    let mut actual: Vec<(&'r str, FiscalYear, f64)> = Vec::new();
    for row in rows {
        if let Some((value, _)) = row.number(FigureKind::Actual) {
            actual.push((&row.definition, row.year, value));
        }
        let Some((value, text)) = row.number(kind) else {
            continue;
        };
        let point = Point {
            year: row.year,
            value,
            text,
        };
        let scale = row.mark.and_then(|mark| mark.scale.as_deref());
        let years = by_definition.entry(&row.definition).or_default();
        let points = years.entry(row.year).or_default();
        // Two sources that agree are one point.
        match points.iter_mut().find(|(known, _)| known.value == value) {
            Some((_, known)) => *known = known.or(scale),
            None => points.push((point, scale)),
        }
    }
    if kind == FigureKind::Baseline {
        for (definition, years) in &mut by_definition {
            for (year, points) in years {
                points.retain(|(point, _)| !actual.contains(&(definition, *year, point.value)));
            }
        }
    }
    by_definition
        .into_values()
        .flat_map(|years| joined(years, kind))
        .collect()
}

/// Joins the points of years that follow each other. Of a year with several numbers none is joined, and the value before is
/// never joined: each stands for itself.
fn joined(years: BTreeMap<FiscalYear, Vec<Judged<'_>>>, kind: FigureKind) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut last: Option<Judged<'_>> = None;
    for points in years.into_values() {
        let alone = points.len() == 1 && kind != FigureKind::Baseline;
        for (point, scale) in points {
            let goes_on = last.is_some_and(|(before, scale_before)| {
                let judged_alike = match (scale_before, scale) {
                    (Some(before), Some(now)) => before == now,
                    _ => true,
                };
                alone && before.year.year() + 1 == point.year.year() && judged_alike
            });
            match lines.last_mut() {
                Some(line) if goes_on => line.points.push(point),
                _ => lines.push(Line {
                    kind,
                    points: vec![point],
                }),
            }
            last = alone.then_some((point, scale));
        }
    }
    lines
}
