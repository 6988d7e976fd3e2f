//! Tables of indicators: shown as tables, with their heads. Where a table has goals in its rows, each goal shows its own.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::{Flow, Line};
use super::flow::text;
use crate::model::{Field, GoalId, Part, Role};

/// The tables of indicators of a document, taken out of its parts.
#[derive(Default)]
pub struct Measures<'a> {
    tables: BTreeMap<u32, Table<'a>>,
}

struct Table<'a> {
    /// The parts that are shown as a table, in the source's order.
    parts: Vec<&'a Part>,
    /// Whether rows are shown with their goals.
    by_goal: bool,
}

impl<'a> Measures<'a> {
    /// Finds the tables; `housed` are the goals that are shown as units.
    pub fn new(parts: &'a [Part], housed: &BTreeSet<GoalId>) -> Self {
        let heads =
            |part: &&Part| part.role == Role::Label && part.field.is_some_and(Field::is_measured);
        let with_place = |part: &'a Part| part.place.map(|place| (place, part));
        let measured: BTreeSet<u32> = parts
            .iter()
            .filter(heads)
            .filter_map(with_place)
            .filter(|(place, _)| place.record == 0)
            .map(|(place, _)| place.table)
            .collect();
        let mut of_table: BTreeMap<u32, Vec<&Part>> = BTreeMap::new();
        for (place, part) in parts.iter().filter_map(with_place) {
            if measured.contains(&place.table) {
                of_table.entry(place.table).or_default().push(part);
            }
        }
        let table = |(number, mut parts): (u32, Vec<&'a Part>)| {
            let is_housed = |part: &&Part| {
                let housed = |goal| housed.contains(goal);
                part.field == Some(Field::Goals)
                    && part.role != Role::Label
                    && part.goal.as_ref().is_some_and(housed)
            };
            let by_goal = parts.iter().any(is_housed);
            if by_goal {
                parts.retain(|part| part.field.is_some_and(Field::is_measured));
            }
            let table = Table { parts, by_goal };
            (number, table)
        };
        Self {
            tables: of_table.into_iter().map(table).collect(),
        }
    }

    /// Whether a part is shown in one of the tables, and nowhere else. The first label of a table stays in its place among
    /// the other parts, to say where the table stands.
    pub fn takes(&self, part: &Part) -> bool {
        let table = part.place.and_then(|place| self.tables.get(&place.table));
        table.is_some_and(|table| {
            let shown = !table.by_goal || part.field.is_some_and(Field::is_measured);
            shown
                && !table
                    .parts
                    .first()
                    .is_some_and(|first| std::ptr::eq(*first, part))
        })
    }

    /// The table whose first label a part is, without the rows that goals show.
    pub fn in_place(&self, label: &Part, number: &mut usize) -> Option<Vec<Flow>> {
        let table = self.tables.get(&label.place?.table)?;
        let first = table.parts.first()?;
        if label.role != Role::Label || first.span != label.span {
            return None;
        }
        let shown = |part: &&&Part| !table.by_goal || part.goal.is_none();
        let parts: Vec<&Part> = table.parts.iter().filter(shown).copied().collect();
        let only_heads = parts.iter().all(|part| is_head(part));
        if only_heads && table.by_goal && table.parts.len() > parts.len() {
            return Some(Vec::new());
        }
        Some(vec![grid(&parts, number)])
    }

    /// The tables of a goal: the rows that are its own, under the heads.
    pub fn of_goal(&self, goal: &GoalId, number: &mut usize) -> Vec<Flow> {
        let tables = self.tables.values().filter(|table| table.by_goal);
        let own = tables.filter_map(|table| {
            let own = |part: &&&Part| is_head(part) || part.goal.as_ref() == Some(goal);
            let parts: Vec<&Part> = table.parts.iter().filter(own).copied().collect();
            parts.iter().any(|part| !is_head(part)).then_some(parts)
        });
        own.map(|parts| grid(&parts, number)).collect()
    }
}

fn is_head(part: &Part) -> bool {
    part.place.is_some_and(|place| place.record == 0)
}

/// Parts with places → a table. Rows that go on with the one above are one row with it.
fn grid(parts: &[&Part], number: &mut usize) -> Flow {
    let columns: BTreeSet<u16> = parts
        .iter()
        .filter_map(|part| Some(part.place?.column))
        .collect();
    let at: BTreeMap<u16, usize> = columns.iter().copied().zip(0..).collect();
    let empty = || vec![Vec::new(); columns.len()];
    // Heads by their row in the source, records by their number, both in the order in which they come.
    let mut head: Vec<(u32, Vec<Vec<Line>>)> = Vec::new();
    let mut rows: Vec<(u32, Vec<Vec<Line>>)> = Vec::new();
    let mut marker: Option<(u32, u16, &str)> = None;
    for part in parts {
        let Some(place) = part.place else { continue };
        let (key, rows) = if place.record == 0 {
            (part.block, &mut head)
        } else {
            (place.record, &mut rows)
        };
        if rows.last().is_none_or(|(last, _)| *last != key) {
            rows.push((key, empty()));
        }
        let Some(cell) = rows
            .last_mut()
            .and_then(|(_, cells)| cells.get_mut(*at.get(&place.column)?))
        else {
            continue;
        };
        let before = marker
            .take()
            .filter(|(record, column, _)| (*record, *column) == (place.record, place.column));
        if part.role == Role::Marker {
            marker = Some((place.record, place.column, &part.text));
            // A column of numbers has nothing behind the number.
            cell.push(alone(&part.text));
            continue;
        }
        if let Some((_, _, text)) = before {
            cell.pop();
            cell.push(Line {
                marker: Some(text.to_owned()),
                text: self::text(part),
            });
        } else {
            cell.push(Line {
                marker: None,
                text: self::text(part),
            });
        }
    }
    *number += 1;
    Flow::Table {
        number: *number,
        head: head.into_iter().map(|(_, cells)| cells).collect(),
        rows: rows.into_iter().map(|(_, cells)| cells).collect(),
    }
}

fn alone(marker: &str) -> Line {
    Line {
        marker: Some(marker.to_owned()),
        text: Vec::new(),
    }
}
