//! What tables and charts say in words.

use std::collections::BTreeSet;

use ayumi_japanese::fold::fold_str;

use super::short_year;
use crate::model::{Better, FigureKind, FiscalYear};
use crate::relate::{Lines, Note, Point};
use crate::render::world::World;

/// A printed figure with its unit, where it does not say it itself.
pub(super) fn with_unit(text: &str, unit: Option<&str>) -> String {
    match unit {
        Some(unit) if !fold_str(text).contains(&fold_str(unit)) => {
            // Latin words stand apart from numbers.
            let space = if unit.starts_with(|c: char| c.is_ascii_alphabetic()) {
                " "
            } else {
                ""
            };
            format!("{text}{space}{unit}")
        }
        _ => text.to_owned(),
    }
}

/// What a kind of figure is called.
pub(super) fn kind_name<'a>(world: &World<'a>, kind: FigureKind) -> &'a str {
    world.texts.get(match kind {
        FigureKind::Baseline => "difference_baseline",
        FigureKind::Target => "difference_target",
        FigureKind::Actual => "difference_actual",
    })
}

/// What a chart shows: 「中央区の推移（単位：人）」
pub(super) fn chart_title(world: &World<'_>, name: &str, unit: Option<&str>) -> String {
    match unit {
        Some(unit) => {
            let values = [("name", name), ("unit", unit)];
            world.texts.fill("chart_title_unit", &values)
        }
        None => world.texts.fill("chart_title", &[("name", name)]),
    }
}

/// What a chart says, a sentence for each kind of figure.
pub(super) fn chart_summary(world: &World<'_>, lines: &Lines<'_>) -> Vec<String> {
    let of_kind = |kind: FigureKind| {
        let of_kind = lines.lines.iter().filter(|line| line.kind == kind);
        let mut points: Vec<Point<'_>> = of_kind.flat_map(|line| line.points.clone()).collect();
        points.sort_by_key(|point| point.year);
        (!points.is_empty()).then(|| kind_summary(world, kind, &points, lines.unit))
    };
    [FigureKind::Actual, FigureKind::Target, FigureKind::Baseline]
        .into_iter()
        .filter_map(of_kind)
        .collect()
}

/// The first, the last, the lowest and the highest of some figures, oldest first, and the years between without any.
fn kind_summary(
    world: &World<'_>,
    kind: FigureKind,
    points: &[Point<'_>],
    unit: Option<&str>,
) -> String {
    let texts = world.texts;
    let kind = kind_name(world, kind);
    let year = |point: &Point<'_>| short_year(world, point.year);
    let value = |point: &Point<'_>| with_unit(point.text, unit);
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return String::new();
    };
    if points.len() == 1 {
        let values = [
            ("kind", kind),
            ("year", &*year(first)),
            ("value", &*value(first)),
        ];
        return texts.fill("chart_only", &values);
    }
    // Of equal ones the first.
    let lowest = points.iter().fold(
        first,
        |best, one| if one.value < best.value { one } else { best },
    );
    let highest = points.iter().fold(
        first,
        |best, one| if one.value > best.value { one } else { best },
    );
    let ends = [
        ("kind", kind),
        ("from", &*year(first)),
        ("first", &*value(first)),
        ("to", &*year(last)),
        ("last", &*value(last)),
    ];
    let known: BTreeSet<u16> = points.iter().map(|point| point.year.year()).collect();
    // Which of several figures of a year began, or came last, nobody can say.
    let mut text = if known.len() == points.len() {
        texts.fill("chart_ends", &ends)
    } else {
        texts.fill("chart_several", &[("kind", kind)])
    };
    if lowest.value < highest.value {
        let extremes = [
            ("low", &*value(lowest)),
            ("low_year", &*year(lowest)),
            ("high", &*value(highest)),
            ("high_year", &*year(highest)),
        ];
        text.push_str(&texts.fill("chart_extremes", &extremes));
    } else {
        text.push_str(texts.get("chart_level"));
    }
    let missing: Vec<String> = (first.year.year()..last.year.year())
        .filter(|year| !known.contains(year))
        .map(|year| short_year(world, FiscalYear::from_western(year)))
        .collect();
    if !missing.is_empty() {
        let list = missing.join(texts.get("chart_separator"));
        text.push_str(&texts.fill("chart_missing", &[("years", &list)]));
    }
    text
}

/// How a row differs from others, in a sentence.
pub(super) fn note(world: &World<'_>, note: &Note<'_>, unit: Option<&str>) -> String {
    let texts = world.texts;
    let since = |key: &str, before: FiscalYear, from: &str, to: &str| {
        let before = short_year(world, before);
        texts.fill(key, &[("before", &before), ("from", from), ("to", to)])
    };
    match *note {
        Note::Unit { before, from, to } => since("note_unit", before, from, to),
        Note::Definition { before, from, to } => since("note_definition", before, from, to),
        Note::Scale { before, from, to } => {
            let name = |id: &str| {
                let mut scales = world.config.forms.iter().flat_map(|form| &form.scales);
                let scale = scales.find(|scale| scale.id == id);
                scale.map_or_else(|| id.to_owned(), |scale| scale.name.clone())
            };
            since("note_scale", before, &name(from), &name(to))
        }
        Note::Target {
            from,
            to,
            larger,
            better,
        } => {
            let key = match (better, larger) {
                (Some(Better::Up), false) => "note_target_lowered",
                (Some(Better::Down), true) => "note_target_raised",
                (_, false) => "note_target_smaller",
                (_, true) => "note_target_larger",
            };
            let (from, to) = (with_unit(from, unit), with_unit(to, unit));
            texts.fill(key, &[("from", &from), ("to", &to)])
        }
        Note::Differs { kind } => {
            let key = match kind {
                FigureKind::Target => "note_differs_target",
                FigureKind::Baseline | FigureKind::Actual => "note_differs_actual",
            };
            texts.get(key).to_owned()
        }
        Note::Repeated { kind } => {
            let name = kind_name(world, kind);
            texts.fill("note_repeated", &[("kind", name)])
        }
    }
}
