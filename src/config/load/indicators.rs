//! `content/indicators.csv`: figures of indicators that no document prints, each row looked at.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use super::read;
use crate::config::csv::{CsvFault, CsvField, Record, records};
use crate::config::{CONTENT, FIGURES, Registry, suggest};
use crate::model::{
    Diagnostic, FigureKind, FiscalYear, GivenFigure, Location, OrganisationId, Problem,
};
use crate::read::printed_figure;

/// The columns, and whether each has to be there.
const COLUMNS: [(&str, bool); 9] = [
    ("name", true),
    ("organisation", false),
    ("fiscal_year", true),
    ("kind", true),
    ("value", true),
    ("unit", false),
    ("source", true),
    ("url", false),
    ("note", false),
];

pub(super) fn load(
    root: &Path,
    registry: &Registry,
    found: &mut Vec<Diagnostic>,
) -> Vec<GivenFigure> {
    let path = format!("{CONTENT}/{FIGURES}");
    let Some(text) = read(root, &path, found) else {
        return Vec::new();
    };
    let mut table = Table {
        path: &path,
        text: &text,
        registry,
        found,
    };
    table.read()
}

struct Table<'a> {
    path: &'a str,
    text: &'a str,
    registry: &'a Registry,
    found: &'a mut Vec<Diagnostic>,
}

/// What makes two rows one: name, organisation, year, kind, unit and source.
type Key = (
    String,
    Option<OrganisationId>,
    FiscalYear,
    FigureKind,
    Option<String>,
    String,
);

impl Table<'_> {
    fn tell(&mut self, problem: Problem, place: Range<usize>) {
        let location = Location::in_text(self.path, self.text, place);
        self.found.push(Diagnostic::at(problem, location));
    }

    fn read(&mut self) -> Vec<GivenFigure> {
        let (records, faults) = records(self.text);
        for fault in faults {
            let (CsvFault::Unclosed(place) | CsvFault::Behind(place)) = fault;
            self.tell(Problem::CsvQuotation, place);
        }
        let mut records = records.into_iter();
        let head = records.next().unwrap_or_default();
        let columns = self.columns(&head);
        let mut rows: BTreeMap<Key, usize> = BTreeMap::new();
        let mut figures = Vec::new();
        for record in records {
            if record.len() != head.len() {
                let problem = Problem::CsvFields {
                    found: record.len() as u64,
                    expected: head.len() as u64,
                };
                self.tell(problem, extent(&record));
                continue;
            }
            let row = Row {
                record: &record,
                columns: &columns,
            };
            let Some(given) = self.figure(&row) else {
                continue;
            };
            let key = (
                given.name.clone(),
                given.organisation.clone(),
                given.fiscal_year,
                given.kind,
                given.unit.clone(),
                given.source.clone(),
            );
            let start = record.first().map_or(0, |first| first.place.start);
            if let Some(first) = rows.get(&key).copied() {
                let line = self.text[..first].matches('\n').count() + 1;
                let problem = Problem::IndicatorRowRepeated {
                    name: given.name.clone(),
                    line: line as u64,
                };
                self.tell(problem, extent(&record));
                continue;
            }
            rows.insert(key, start);
            figures.push(given);
        }
        figures
    }

    /// The columns by name: where each stands.
    fn columns(&mut self, head: &Record<'_>) -> BTreeMap<&'static str, usize> {
        let mut columns = BTreeMap::new();
        for (at, field) in head.iter().enumerate() {
            let known = COLUMNS.iter().find(|(name, _)| *name == field.text.trim());
            match known {
                Some((name, _)) if !columns.contains_key(name) => {
                    columns.insert(*name, at);
                }
                _ => {
                    let names = COLUMNS.map(|(name, _)| name);
                    let problem = Problem::CsvColumn {
                        column: field.text.trim().to_owned(),
                        suggestion: suggest(field.text.trim(), names)
                            .filter(|near| near != field.text.trim()),
                        known: names.join(", "),
                    };
                    self.tell(problem, field.place.clone());
                }
            }
        }
        for (name, required) in COLUMNS {
            if required && !columns.contains_key(name) {
                let problem = Problem::CsvColumnMissing {
                    column: name.to_owned(),
                };
                self.tell(problem, extent(head));
            }
        }
        columns
    }

    /// A row as a figure. All that is wrong with it is told.
    fn figure(&mut self, row: &Row<'_, '_>) -> Option<GivenFigure> {
        let before = self.found.len();
        let name = self.needed(row, "name", "…");
        let value = self.needed(row, "value", "12.5");
        let year = self.needed(row, "fiscal_year", "2024");
        let year = year.and_then(|text| {
            let year = FiscalYear::parse(&text);
            if year.is_none() {
                self.unusable(row, "fiscal_year", "2024, R6, 令和6年度");
            }
            year
        });
        let kind = self.needed(row, "kind", "target");
        let kind = kind.and_then(|text| {
            let kind = FigureKind::ALL.into_iter().find(|kind| kind.key() == text);
            if kind.is_none() {
                self.unusable(row, "kind", "baseline, target, actual");
            }
            kind
        });
        let source = row.text("source");
        if source.is_none() && row.columns.contains_key("source") {
            let problem = Problem::FigureWithoutSource {
                name: name.clone().unwrap_or_default(),
            };
            self.tell(problem, row.place("source"));
        }
        let organisation = row.text("organisation");
        let organisation = organisation.and_then(|text| self.organisation(row, text));
        let url = row.text("url");
        let is_web = |url: &str| {
            let known = url.starts_with("https://") || url.starts_with("http://");
            known && !url.contains(char::is_whitespace)
        };
        if url.as_deref().is_some_and(|url| !is_web(url)) {
            self.unusable(row, "url", "https://www.example.jp/");
        }
        if self.found.len() > before {
            return None;
        }
        Some(GivenFigure {
            name: name?,
            organisation,
            fiscal_year: year?,
            kind: kind?,
            figure: printed_figure(&value?, None),
            unit: row.text("unit"),
            source: source?,
            url,
            note: row.text("note"),
        })
    }

    fn organisation(&mut self, row: &Row<'_, '_>, text: String) -> Option<OrganisationId> {
        let id = OrganisationId::new(text.clone()).ok();
        let id = id.filter(|id| self.registry.get(id).is_some());
        if id.is_none() {
            let ids = self
                .registry
                .organisations()
                .iter()
                .map(|one| one.id.as_str());
            let problem = Problem::UnknownOrganisationId {
                suggestion: suggest(&text, ids),
                id: text,
            };
            self.tell(problem, row.place("organisation"));
        }
        id
    }

    /// The text of a column that has to say something. A missing column was told once.
    fn needed(&mut self, row: &Row<'_, '_>, column: &str, example: &str) -> Option<String> {
        let text = row.text(column);
        if text.is_none() && row.columns.contains_key(column) {
            self.unusable(row, column, example);
        }
        text
    }

    fn unusable(&mut self, row: &Row<'_, '_>, column: &str, expected: &str) {
        let problem = Problem::InvalidValue {
            key: column.to_owned(),
            value: format!("{:?}", row.text(column).unwrap_or_default()),
            expected: expected.to_owned(),
        };
        self.tell(problem, row.place(column));
    }
}

/// A record, and where its columns stand.
struct Row<'r, 't> {
    record: &'r [CsvField<'t>],
    columns: &'r BTreeMap<&'static str, usize>,
}

impl Row<'_, '_> {
    fn field(&self, column: &str) -> Option<&CsvField<'_>> {
        self.record.get(*self.columns.get(column)?)
    }

    /// What a column says; none where it says nothing.
    fn text(&self, column: &str) -> Option<String> {
        let text = self.field(column)?.text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn place(&self, column: &str) -> Range<usize> {
        self.field(column)
            .map_or_else(|| extent(self.record), |field| field.place.clone())
    }
}

/// From the first field to the last.
fn extent(record: &[CsvField<'_>]) -> Range<usize> {
    let start = record.first().map_or(0, |first| first.place.start);
    start..record.last().map_or(start, |last| last.place.end)
}
