//! What documents and other sources print of an indicator, organisation by organisation and year by year.

use std::collections::BTreeMap;

use super::name::{self, Name};
use super::{IndicatorEntry, Mention};
use crate::model::{
    Better, Digest, DocumentId, Figure, FigureKind, FiscalYear, GivenFigure, GoalDigest, Indicator,
    Mark, OrganisationId,
};
use crate::relate::Archive;

/// One organisation's figures of an indicator, oldest first. Figures of two organisations are never put together: what
/// an organisation was called before is another series.
#[derive(Debug, Clone, PartialEq)]
pub struct Series<'a> {
    /// Whose they are; none is the municipality as a whole.
    pub organisation: Option<&'a OrganisationId>,
    /// The figures.
    pub rows: Vec<Row<'a>>,
}

/// What one source says of one year.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'a> {
    /// The fiscal year of which it says so.
    pub year: FiscalYear,
    /// Where it is said.
    pub origin: Origin<'a>,
    /// The name as printed there.
    pub name: &'a str,
    /// How it is counted, folded; empty where nothing is said.
    pub definition: String,
    /// The unit as printed.
    pub unit: Option<&'a str>,
    /// Baseline, target and actual; none where there is no place for one.
    pub figures: [Option<&'a Figure>; 3],
    /// Which of these are drawn and compared: not those that another edition only says again, nor those of drafts and
    /// withdrawn documents.
    pub counted: [bool; 3],
    /// How the city judged it.
    pub mark: Option<&'a Mark>,
    /// Which way is better, where that is known.
    pub better: Option<Better>,
    /// How it differs from the year before and from other sources.
    pub notes: Vec<Note<'a>>,
}

/// Where something is said.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Origin<'a> {
    /// In a document, under a goal or not.
    Document(&'a Digest, Option<&'a GoalDigest>),
    /// Elsewhere.
    Given(&'a GivenFigure),
}

/// How a row differs from others of its series.
#[derive(Debug, Clone, PartialEq)]
pub enum Note<'a> {
    /// Since the year before that is held it is counted in another unit.
    Unit {
        /// That year.
        before: FiscalYear,
        /// The unit then.
        from: &'a str,
        /// The unit now.
        to: &'a str,
    },
    /// Likewise, it is counted in another way.
    Definition {
        /// That year.
        before: FiscalYear,
        /// The name then.
        from: &'a str,
        /// The name now.
        to: &'a str,
    },
    /// Likewise, marks belong to another scale.
    Scale {
        /// That year.
        before: FiscalYear,
        /// The scale's id then.
        from: &'a str,
        /// The scale's id now.
        to: &'a str,
    },
    /// The target is another than that of the year before: an easier one where it is known which way is better.
    Target {
        /// That target as printed.
        from: &'a str,
        /// The target as printed.
        to: &'a str,
        /// Whether it is the larger of the two.
        larger: bool,
        /// Which way is better, where that is known.
        better: Option<Better>,
    },
    /// The same document has other figures for this year under the same name.
    Repeated,
    /// Another source has another figure for this year.
    Differs {
        /// Which figure: target or actual.
        kind: FigureKind,
    },
}

impl<'a> Row<'a> {
    /// A figure's number, where it has one and counts.
    pub(super) fn number(&self, kind: FigureKind) -> Option<(f64, &'a str)> {
        let figure = self.figures[kind as usize].filter(|_| self.counted[kind as usize])?;
        Some((figure.value.as_ref()?.as_f64()?, &*figure.text))
    }

    /// A figure, if there is a place for one.
    #[must_use]
    pub fn figure(&self, kind: FigureKind) -> Option<&'a Figure> {
        self.figures[kind as usize]
    }

    /// Whether it is what a main document says of its own year, to be compared with the year before.
    pub(super) fn is_own(&self) -> bool {
        match self.origin {
            Origin::Document(digest, _) => {
                digest.fiscal_year == self.year && digest.edition.is_none() && counts(digest)
            }
            Origin::Given(_) => false,
        }
    }

    /// The unit as units are compared.
    pub(super) fn folded_unit(&self) -> Option<String> {
        self.unit.map(name::plain)
    }

    fn order(&self) -> (FiscalYear, u8, Option<DocumentId>) {
        match self.origin {
            Origin::Document(digest, _) => {
                let rank = match (digest.fiscal_year == self.year, digest.edition.is_some()) {
                    (true, false) => 0,
                    (true, true) => 1,
                    (false, _) => 2,
                };
                (self.year, rank, Some(digest.id.clone()))
            }
            Origin::Given(_) => (self.year, 3, None),
        }
    }
}

/// Whether a document's figures are compared with others: nobody has finished a draft, and nobody should use a withdrawn
/// document as it stands.
fn counts(digest: &Digest) -> bool {
    !digest.draft && !digest.withdrawn
}

impl Archive {
    /// The figures of an indicator, the municipality's own first, then in the city's order of organisations.
    #[must_use]
    pub fn series<'a>(&'a self, entry: &'a IndicatorEntry) -> Vec<Series<'a>> {
        let mut rows: BTreeMap<Option<&OrganisationId>, Vec<Row<'a>>> = BTreeMap::new();
        let printed = Printed::of(self, entry);
        for mention in &entry.mentions {
            let Some((digest, _, _)) = mention.look_up(self) else {
                continue;
            };
            let of_organisation = rows.entry(Some(&digest.organisation)).or_default();
            of_organisation.extend(printed.rows(self, mention));
        }
        for given in &entry.given {
            add_given(given, rows.entry(given.organisation.as_ref()).or_default());
        }
        let mut all: Vec<Series<'a>> = rows
            .into_iter()
            .filter(|(_, rows)| !rows.is_empty())
            .map(|(organisation, mut rows)| {
                // Stable: mentions of one document stay in its order.
                rows.sort_by_key(Row::order);
                super::notes::add(&mut rows);
                Series { organisation, rows }
            })
            .collect();
        all.sort_by_key(|series| {
            let position = |id| self.registry().position(id).unwrap_or(usize::MAX);
            (series.organisation.map(position), series.organisation)
        });
        all
    }
}

/// Which figures main documents print: other editions only add to them.
struct Printed(BTreeMap<(DocumentId, String, Option<String>), [bool; 3]>);

impl Printed {
    fn of(archive: &Archive, entry: &IndicatorEntry) -> Self {
        let mut all: BTreeMap<_, [bool; 3]> = BTreeMap::new();
        for mention in &entry.mentions {
            let Some((digest, _, indicator)) = mention.look_up(archive) else {
                continue;
            };
            if digest.edition.is_none() {
                let known = all.entry(Self::key(digest, indicator)).or_default();
                for (known, figure) in known.iter_mut().zip(figures(indicator)) {
                    *known |= is_printed(figure);
                }
            }
        }
        Self(all)
    }

    fn key(digest: &Digest, indicator: &Indicator) -> (DocumentId, String, Option<String>) {
        let unit = indicator.unit.as_deref();
        let definition = Name::of(&indicator.name, unit).definition;
        (digest.id.main(), definition, unit.map(name::plain))
    }

    /// The rows of one mention: one for the document's own year, and one for each other year of which it has figures.
    fn rows<'a>(&self, archive: &'a Archive, mention: &Mention) -> Vec<Row<'a>> {
        let Some((digest, goal, indicator)) = mention.look_up(archive) else {
            return Vec::new();
        };
        let figures = figures(indicator);
        let mut counted = [counts(digest); 3];
        if digest.edition.is_some()
            && let Some(main) = self.0.get(&Self::key(digest, indicator))
        {
            for ((counted, figure), main) in counted.iter_mut().zip(figures).zip(main) {
                *counted &= !main && is_printed(figure);
            }
            if !figures
                .iter()
                .zip(main)
                .any(|(one, main)| !main && is_printed(*one))
            {
                return Vec::new();
            }
        }
        let unit = indicator.unit.as_deref();
        let definition = Name::of(&indicator.name, unit).definition;
        let row = |year: FiscalYear, figures| Row {
            year,
            origin: Origin::Document(digest, goal),
            name: &indicator.name,
            definition: definition.clone(),
            unit,
            figures,
            counted,
            mark: None,
            better: indicator.better,
            notes: Vec::new(),
        };
        let mut by_year: BTreeMap<FiscalYear, [Option<&'a Figure>; 3]> = BTreeMap::new();
        for (at, figure) in figures.into_iter().enumerate() {
            if let Some(figure) = figure {
                let year = figure.year.map(FiscalYear::from_western);
                let year = year.unwrap_or(digest.fiscal_year);
                by_year.entry(year).or_default()[at] = Some(figure);
            }
        }
        if indicator.mark.is_some() || by_year.is_empty() {
            by_year.entry(digest.fiscal_year).or_default();
        }
        let mut rows: Vec<Row<'a>> = by_year
            .into_iter()
            .map(|(year, figures)| row(year, figures))
            .collect();
        for row in &mut rows {
            if row.year == digest.fiscal_year {
                row.mark = indicator.mark.as_ref();
                // A value without a year of its own was measured before, and nobody says when.
                let undated = figures[0].is_some_and(|baseline| baseline.year.is_none());
                row.counted[FigureKind::Baseline as usize] &= !undated;
            }
        }
        rows
    }
}

fn figures(indicator: &Indicator) -> [Option<&Figure>; 3] {
    let figures = [&indicator.baseline, &indicator.target, &indicator.actual];
    figures.map(Option::as_ref)
}

fn is_printed(figure: Option<&Figure>) -> bool {
    figure.is_some_and(|figure| !figure.text.trim().is_empty())
}

/// Adds a figure from elsewhere: to the row of the same source, if there is one with room.
fn add_given<'a>(given: &'a GivenFigure, rows: &mut Vec<Row<'a>>) {
    let at = given.kind as usize;
    let same = |row: &&mut Row<'a>| match row.origin {
        Origin::Given(other) => {
            let words =
                |one: &'a GivenFigure| (&one.source, &one.url, &one.note, &one.unit, &one.name);
            row.year == given.fiscal_year
                && words(other) == words(given)
                && row.figures[at].is_none()
        }
        Origin::Document(..) => false,
    };
    if let Some(row) = rows.iter_mut().find(same) {
        row.figures[at] = Some(&given.figure);
        return;
    }
    let mut figures = [None; 3];
    figures[at] = Some(&given.figure);
    rows.push(Row {
        year: given.fiscal_year,
        origin: Origin::Given(given),
        name: &given.name,
        definition: Name::of(&given.name, given.unit.as_deref()).definition,
        unit: given.unit.as_deref(),
        figures,
        counted: [true; 3],
        mark: None,
        better: None,
        notes: Vec::new(),
    });
}
