//! How the rows of one series differ from each other. Only what both years print is compared.

use std::collections::BTreeMap;

use super::series::{Note, Origin, Row};
use crate::model::{Better, FigureKind, FiscalYear};

/// Says of each row how it differs.
pub(super) fn add(rows: &mut [Row<'_>]) {
    let mut own: BTreeMap<FiscalYear, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        if row.is_own() {
            own.entry(row.year).or_default().push(at);
        }
    }
    let years: Vec<(FiscalYear, Vec<usize>)> = own.into_iter().collect();
    let mut found = Vec::new();
    for pair in years.windows(2) {
        let (before, earlier) = &pair[0];
        let (year, later) = &pair[1];
        let breaks = breaks(rows, *before, earlier, later);
        found.extend(breaks.into_iter().map(|note| (later[0], note)));
        if before.year() + 1 == year.year() {
            let targets = later.iter();
            found.extend(targets.filter_map(|at| Some((*at, target(rows, earlier, later, *at)?))));
        }
    }
    found.extend(differing(rows));
    for (at, note) in found {
        rows[at].notes.push(note);
    }
}

/// What is another than in the year before: the unit, the way of counting, the scale of marks. Where a year has several of
/// one, nobody knows which goes on.
fn breaks<'a>(
    rows: &[Row<'a>],
    before: FiscalYear,
    earlier: &[usize],
    later: &[usize],
) -> Vec<Note<'a>> {
    let mut notes = Vec::new();
    let unit = |row: &Row<'a>| Some((row.folded_unit()?, row.unit?));
    if let Some((from, to)) = changed(rows, earlier, later, unit) {
        notes.push(Note::Unit { before, from, to });
    }
    let definition = |row: &Row<'a>| Some((row.definition.clone(), row.name));
    if let Some((from, to)) = changed(rows, earlier, later, definition) {
        notes.push(Note::Definition { before, from, to });
    }
    let scale = |row: &Row<'a>| {
        let scale = row.mark?.scale.as_deref()?;
        Some((scale.to_owned(), scale))
    };
    if let Some((from, to)) = changed(rows, earlier, later, scale) {
        notes.push(Note::Scale { before, from, to });
    }
    notes
}

/// The two texts of what all rows of one year have in common and those of the other have otherwise.
fn changed<'a>(
    rows: &[Row<'a>],
    earlier: &[usize],
    later: &[usize],
    of: impl Fn(&Row<'a>) -> Option<(String, &'a str)>,
) -> Option<(&'a str, &'a str)> {
    let common = |those: &[usize]| {
        let all = those.iter().filter_map(|at| of(&rows[*at]));
        let all: BTreeMap<String, &str> = all.collect();
        let mut all = all.into_iter();
        all.next().filter(|_| all.next().is_none())
    };
    let (from, to) = (common(earlier)?, common(later)?);
    (from.0 != to.0).then_some((from.1, to.1))
}

/// How a target differs from that of the year before. A target that is harder to reach is not told.
fn target<'a>(rows: &[Row<'a>], earlier: &[usize], later: &[usize], at: usize) -> Option<Note<'a>> {
    let row = &rows[at];
    let only = |those: &[usize]| {
        let same = those.iter().map(|at| &rows[*at]).filter(|other| {
            other.definition == row.definition && other.folded_unit() == row.folded_unit()
        });
        let all: Vec<(f64, &'a str, Option<Better>)> = same
            .filter_map(|other| {
                let (value, text) = other.number(FigureKind::Target)?;
                Some((value, text, other.better))
            })
            .collect();
        let first = *all.first()?;
        all.iter().all(|one| one.0 == first.0).then_some(first)
    };
    row.number(FigureKind::Target)?;
    let (from, to) = (only(earlier)?, only(later)?);
    if from.0 == to.0 {
        return None;
    }
    let larger = to.0 > from.0;
    let better = match (from.2, to.2) {
        (Some(then), Some(now)) if then != now => None,
        (then, now) => now.or(then),
    };
    let harder = match better {
        Some(Better::Up) => larger,
        Some(Better::Down) => !larger,
        None => false,
    };
    (!harder).then_some(Note::Target {
        from: from.1,
        to: to.1,
        larger,
        better,
    })
}

/// The rows for whose year there is another figure, in the same document or in another source. What one document gives as
/// the value before is compared with what another gives as the actual one.
fn differing<'a>(rows: &[Row<'a>]) -> Vec<(usize, Note<'a>)> {
    type Key = (FiscalYear, String, Option<String>, FigureKind);
    let mut known: BTreeMap<Key, Vec<(usize, f64)>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        for kind in FigureKind::ALL {
            let Some((value, _)) = row.number(kind) else {
                continue;
            };
            let kind = match kind {
                FigureKind::Target => FigureKind::Target,
                FigureKind::Baseline | FigureKind::Actual => FigureKind::Actual,
            };
            let key = (row.year, row.definition.clone(), row.folded_unit(), kind);
            known.entry(key).or_default().push((at, value));
        }
    }
    let mut notes = Vec::new();
    for ((.., kind), all) in known {
        for (at, value) in &all {
            let others = || all.iter().filter(|(_, other)| other != value);
            let is_here = |other: &usize| is_one_document(&rows[*at], &rows[*other]);
            if others().any(|(other, _)| is_here(other)) {
                let known = notes.contains(&(*at, Note::Repeated));
                if !known {
                    notes.push((*at, Note::Repeated));
                }
            }
            if others().any(|(other, _)| !is_here(other)) {
                notes.push((*at, Note::Differs { kind }));
            }
        }
    }
    notes
}

fn is_one_document(one: &Row<'_>, other: &Row<'_>) -> bool {
    match (one.origin, other.origin) {
        (Origin::Document(one, _), Origin::Document(other, _)) => one.id == other.id,
        _ => false,
    }
}
