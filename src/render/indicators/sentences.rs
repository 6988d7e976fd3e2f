//! What tables and charts say in words.

use std::collections::BTreeSet;

use ayumi_japanese::fold::fold_str;
use ayumi_japanese::width::char_to_ascii;

use super::short_year;
use crate::model::{Better, FigureKind, FiscalYear};
use crate::relate::{Lines, Note, Point};
use crate::render::world::World;

/// A printed figure with its unit behind the number, where it does not say it itself: 「10以上」 in 回 is 「10回以上」.
pub(super) fn with_unit(text: &str, unit: Option<&str>) -> String {
    let Some(unit) = unit.filter(|unit| !fold_str(text).contains(&fold_str(unit))) else {
        return text.to_owned();
    };
    let is_of_number = |c: char| char_to_ascii(c).is_ascii_digit() || ".,．，".contains(c);
    let Some(start) = text.find(is_of_number) else {
        return text.to_owned();
    };
    let rest = text[start..].trim_start_matches(is_of_number);
    let number = &text[..text.len() - rest.len()];
    // Latin words stand apart from numbers.
    let latin = unit.starts_with(|c: char| c.is_ascii_alphabetic());
    format!("{number}{}{unit}{rest}", if latin { " " } else { "" })
}

/// What a kind of figure is called.
pub(super) fn kind_name<'a>(world: &World<'a>, kind: FigureKind) -> &'a str {
    world.texts.get(match kind {
        FigureKind::Baseline => "difference_baseline",
        FigureKind::Target => "difference_target",
        FigureKind::Actual => "difference_actual",
    })
}

/// What a chart shows: 「除雪の出動回数：中央区の推移」
pub(super) fn chart_title(world: &World<'_>, indicator: &str, organisation: &str) -> String {
    let values = [("indicator", indicator), ("organisation", organisation)];
    world.texts.fill("chart_title", &values)
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
        Note::Repeated => texts.get("note_repeated").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::with_unit;

    #[test]
    fn a_unit_stands_behind_the_number() {
        for (text, unit, said) in [
            ("10以上", Some("回"), "10回以上"),
            ("約1,450", Some("件"), "約1,450件"),
            ("15以下（R8）", Some("件"), "15件以下（R8）"),
            ("60％", Some("%"), "60％"),
            ("１２．５", Some("％"), "１２．５％"),
            ("30", Some("km"), "30 km"),
            ("全数", Some("件"), "全数"),
            ("8", None, "8"),
        ] {
            assert_eq!(with_unit(text, unit), said);
        }
    }
}
