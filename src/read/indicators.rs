//! Drafts → indicators: rows of tables by columns, and names with figures under labels of their own.

use std::collections::BTreeMap;

use crate::config::{Form, mark_head};
use crate::model::{Field, FiscalYear, Indicator, Mark, Role};

use super::draft::{Announcements, Column, Draft};
use super::figures::{better, better_of_target, figure, measure, unit_in_name};

/// An indicator, and the goal to which it belongs.
pub(super) struct Found {
    pub goal: Option<usize>,
    pub indicator: Indicator,
}

/// What the indicators of a document are read with.
pub(super) struct Means<'a> {
    pub form: &'a Form,
    pub year: FiscalYear,
    pub announcements: &'a Announcements,
    pub columns: &'a [Vec<Column>],
}

/// The indicators of a document, in its order.
pub(super) fn indicators(drafts: &[Draft], means: &Means<'_>) -> Vec<Found> {
    let mut raws = Vec::new();
    let mut rows: BTreeMap<u32, usize> = BTreeMap::new();
    let mut labelled = Labelled::default();
    for draft in drafts {
        let Some(field) = draft.field.filter(|field| field.is_measured()) else {
            if draft.role == Role::Heading
                || matches!(draft.field, Some(Field::Goals | Field::Group))
            {
                labelled.end();
            }
            continue;
        };
        match draft.place {
            // A row of labels.
            Some(place) if place.record == 0 => {}
            Some(place) => {
                let at = *rows.entry(place.record).or_insert_with(|| {
                    let columns = means.columns.get(place.table as usize - 1);
                    raws.push(Raw::of_row(columns.map_or(&[][..], Vec::as_slice)));
                    raws.len() - 1
                });
                raws[at].add(draft, field);
            }
            None => labelled.add(draft, field, &mut raws),
        }
    }
    let finished = raws.into_iter().filter_map(|raw| raw.finish(means));
    finished.collect()
}

/// The texts of an indicator as they are gathered: for each label the text under it, empty where it is blank.
#[derive(Debug, Clone, Default)]
struct Raw {
    goal: Option<usize>,
    name: Vec<String>,
    texts: Vec<(Field, u32, Vec<String>)>,
}

impl Raw {
    /// An indicator in a row of a table: every column is there, if blank.
    fn of_row(columns: &[Column]) -> Self {
        let mut raw = Self::default();
        for column in columns {
            if let Some(field) = column.field.filter(|field| field.is_measured()) {
                raw.expect(field, column.scope);
            }
        }
        raw
    }

    fn expect(&mut self, field: Field, scope: u32) {
        let known = |(other, of, _): &&(Field, u32, Vec<String>)| *other == field && *of == scope;
        if field != Field::IndicatorName && !self.texts.iter().any(|text| known(&text)) {
            self.texts.push((field, scope, Vec::new()));
        }
    }

    fn add(&mut self, draft: &Draft, field: Field) {
        self.goal = self.goal.or(draft.goal);
        if draft.role != Role::Value {
            return;
        }
        let text = draft.piece.text.clone();
        if field == Field::IndicatorName {
            self.name.push(text);
            return;
        }
        self.expect(field, draft.scope);
        let own = self
            .texts
            .iter_mut()
            .find(|(other, scope, _)| *other == field && *scope == draft.scope);
        if let Some((_, _, texts)) = own {
            texts.push(text);
        }
    }

    fn has(&self, field: Field) -> bool {
        self.texts.iter().any(|(other, _, _)| *other == field)
    }

    fn text(&self, field: Field) -> Option<String> {
        let mut of_field = self.texts.iter().filter(|(other, _, _)| *other == field);
        of_field.find_map(|(_, _, texts)| Some(texts.join(" ")).filter(|text| !text.is_empty()))
    }

    /// The figure of a field: where several years are printed, the document's own, else the first with a text.
    fn figure(
        &self,
        field: Field,
        year: FiscalYear,
        announcements: &Announcements,
    ) -> Option<(usize, String, Option<u16>)> {
        let of_field = || {
            self.texts
                .iter()
                .enumerate()
                .filter(move |(_, (other, _, _))| *other == field)
                .map(|(at, (_, scope, texts))| (at, texts.join(" "), announcements.of(*scope).year))
        };
        let own = of_field().find(|(_, _, printed)| *printed == Some(year.year()));
        own.or_else(|| of_field().find(|(_, text, _)| !text.is_empty()))
            .or_else(|| of_field().next())
    }

    fn finish(self, means: &Means<'_>) -> Option<Found> {
        let Means {
            form,
            year,
            announcements,
            ..
        } = *means;
        let empty = self.texts.iter().all(|(_, _, texts)| texts.is_empty());
        if self.name.is_empty() && empty {
            return None;
        }
        let name = self.name.join("\n");
        let target = self.figure(Field::IndicatorTarget, year, announcements);
        let actual = self.figure(Field::IndicatorActual, year, announcements);
        let mut baseline = self.figure(Field::IndicatorBaseline, year, announcements);
        if baseline.is_none()
            && let Some((own, _, Some(of))) = &actual
        {
            // Of several printed years the one before the document's own is where it began.
            let earlier = self
                .texts
                .iter()
                .enumerate()
                .filter(|(at, (field, scope, _))| {
                    let printed = announcements.of(*scope).year;
                    *field == Field::IndicatorActual
                        && at != own
                        && printed.is_some_and(|printed| printed < *of)
                });
            let latest = earlier.max_by_key(|(_, (_, scope, _))| announcements.of(*scope).year);
            baseline = latest.map(|(at, (_, scope, texts))| {
                (at, texts.join(" "), announcements.of(*scope).year)
            });
        }
        let figures = [&baseline, &target, &actual];
        let unit = self
            .text(Field::IndicatorUnit)
            .or_else(|| unit_in_name(&name).map(str::to_owned))
            .or_else(|| {
                let texts = figures.iter().filter_map(|figure| figure.as_ref());
                common_unit(texts.map(|(_, text, _)| text.as_str()))
            });
        let better = self
            .text(Field::IndicatorBetter)
            .and_then(|text| better(&text))
            .or_else(|| better_of_target(&target.as_ref()?.1));
        let mark = self
            .text(Field::IndicatorMark)
            .map(|raw| mark(&raw, form, year));
        let printed = |found: Option<(usize, String, Option<u16>)>| {
            found.map(|(_, text, year)| figure(&text, year))
        };
        Some(Found {
            goal: self.goal,
            indicator: Indicator {
                name,
                unit,
                baseline: printed(baseline),
                target: printed(target),
                actual: printed(actual),
                mark,
                better,
            },
        })
    }
}

/// The unit that is printed behind all figures that are numbers.
fn common_unit<'a>(texts: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut units = texts.filter_map(measure).map(|measured| measured.unit);
    let first = units.next()??;
    units
        .all(|unit| unit.as_ref() == Some(&first))
        .then_some(first)
}

/// A mark as printed, with its scale where the form has one.
pub(super) fn mark(raw: &str, form: &Form, year: FiscalYear) -> Mark {
    let scale = form
        .scale_of(raw, year)
        .or_else(|| form.scale_of(mark_head(raw), year));
    Mark {
        raw: raw.to_owned(),
        scale: scale.map(|scale| scale.id.clone()),
    }
}

/// Indicators under labels: 「指標」, then 「目標値」 and the like. A row may hold several, a cell each.
#[derive(Default)]
struct Labelled {
    /// The indicators of the last name's label, by cell.
    open: Vec<(u16, usize)>,
    scope: u32,
    /// The block of that label.
    block: u32,
}

impl Labelled {
    fn end(&mut self) {
        self.open.clear();
        self.scope = 0;
    }

    fn add(&mut self, draft: &Draft, field: Field, raws: &mut Vec<Raw>) {
        if draft.announces() {
            // A label without a value is a blank.
            if field != Field::IndicatorName {
                for (_, at) in &self.open {
                    raws[*at].expect(field, draft.scope);
                }
            }
            return;
        }
        if field == Field::IndicatorName {
            if draft.role != Role::Value {
                return;
            }
            // Names side by side in one row are measured side by side below. A name behind figures begins anew, even in
            // one block, such as a list of definitions.
            let measured = self.open.iter().any(|(_, at)| !raws[*at].texts.is_empty());
            if draft.scope != self.scope && (draft.block != self.block || measured) {
                self.end();
            }
            (self.scope, self.block) = (draft.scope, draft.block);
            raws.push(Raw::default());
            self.open.push((draft.cell, raws.len() - 1));
            raws[self.open[self.open.len() - 1].1].add(draft, field);
            return;
        }
        if self.open.is_empty() || self.is_taken(draft, field, raws) {
            // Figures side by side in one row are of several.
            if self.block != draft.block
                || !self.open.iter().all(|(_, at)| raws[*at].name.is_empty())
            {
                self.end();
            }
            self.block = draft.block;
            raws.push(Raw::default());
            self.open.push((draft.cell, raws.len() - 1));
        }
        let at = self.place(draft, field, raws);
        raws[at].add(draft, field);
    }

    /// Whether the only indicator has such a figure already, under another label of the same years.
    fn is_taken(&self, draft: &Draft, field: Field, raws: &[Raw]) -> bool {
        let own = self.open.iter().find(|(cell, _)| *cell == draft.cell);
        let all_nameless = self.open.iter().all(|(_, at)| raws[*at].name.is_empty());
        if own.is_none() && draft.block == self.block && all_nameless {
            return true;
        }
        let [(_, only)] = self.open[..] else {
            return false;
        };
        let nameless = raws[only].name.is_empty();
        nameless
            && raws[only].has(field)
            && !raws[only]
                .texts
                .iter()
                .any(|(other, scope, _)| *other == field && *scope == draft.scope)
    }

    /// The indicator of a value: that of its column; where all names stand in one cell, the next without the figure.
    fn place(&self, draft: &Draft, field: Field, raws: &[Raw]) -> usize {
        let in_column: Vec<usize> = self
            .open
            .iter()
            .filter(|(cell, _)| *cell == draft.cell)
            .map(|(_, at)| *at)
            .collect();
        let candidates: Vec<usize> = if in_column.is_empty() {
            self.open.iter().map(|(_, at)| *at).collect()
        } else {
            in_column
        };
        let lacks = |at: &&usize| {
            !raws[**at].texts.iter().any(|(other, scope, texts)| {
                *other == field && *scope == draft.scope && !texts.is_empty()
            })
        };
        let free = candidates.iter().find(lacks).or(candidates.last());
        free.copied().unwrap_or_default()
    }
}
