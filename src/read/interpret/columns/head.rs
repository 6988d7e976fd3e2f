//! The labels above a table by columns: in one row, or in two.

use crate::config::{LabelText, fold_label};
use crate::model::{Field, FiscalYear, Role};
use crate::read::blocks::Row;
use crate::read::draft::{Announcement, Column};
use crate::read::inline::{Contents, Piece};

use super::super::detached::announces_only;
use super::super::{Above, Ahead, Interpreter, Open};
use super::{Beside, Header, column_number};

/// A cell of the upper row of a head.
pub(in crate::read::interpret) struct Upper {
    /// The draft of its text.
    draft: Option<usize>,
    /// What it announces, where it is a label.
    label: Option<Announcement>,
    /// The year that it, or the cell that reaches here, prints.
    year: Option<u16>,
}

impl Interpreter<'_, '_> {
    /// Whether a row is made of labels, two or more of them, with rows of the same width below it.
    pub(in crate::read::interpret) fn is_header(
        &self,
        cells: &[Vec<Piece>],
        row: &Row,
        ahead: &Ahead<'_>,
    ) -> bool {
        let Some((below, below_cells)) = ahead.row() else {
            return false;
        };
        if cells.iter().any(|pieces| pieces.len() > 1) {
            return false;
        }
        let fields: Vec<Option<Field>> = cells
            .iter()
            .map(|pieces| pieces.first().and_then(|piece| self.label(piece)))
            .collect();
        let known = fields.iter().flatten().count();
        let filled = cells.iter().filter(|pieces| !pieces.is_empty()).count();
        let numbers = cells
            .iter()
            .flatten()
            .filter(|piece| is_number_column(&piece.text))
            .count();
        if known == 0 || known + numbers < 2 {
            return false;
        }
        // A tab at a line's end is no column.
        let width = filled_width(cells);
        let filled_below = filled_width(below_cells);
        let as_wide = below.cells.len() == cells.len()
            || filled_below == width
            || (filled_below..below.cells.len()).contains(&cells.len());
        let below_is_labelled = below_cells
            .iter()
            .flatten()
            .any(|piece| self.label(piece).is_some());
        // A row that lost its last cells, where they were empty.
        let ragged = known >= 3 && (2..cells.len()).contains(&below.cells.len());
        let all_known = known + numbers == filled;
        let measured = fields.iter().flatten().any(|field| field.is_measured());
        let spread =
            filled == width || (measured && (!alternates(cells) || self.is_years(below_cells)));
        if all_known && spread && (as_wide || ragged) {
            let heads_labels = below_cells
                .first()
                .and_then(|pieces| pieces.first())
                .is_some_and(|piece| self.label(piece).is_some());
            return !heads_labels || self.is_pillar(below_cells);
        }
        // Markdown has to call a table's first row its head, even where it is a row like the others: such a row has
        // values, and rows with labels of their own below it.
        let head =
            row.cells.iter().all(|cell| cell.header) && !below.cells.iter().any(|cell| cell.header);
        let mostly = known >= 3 && known * 2 > filled;
        ((as_wide && head) || ((as_wide || ragged) && mostly)) && !below_is_labelled
    }

    /// Whether a row is the upper one of two that head a table: below its empty and unknown cells, and below labels that
    /// stand above others (「数値」 above 「目標値」), stand labels; below its other labels nothing.
    pub(in crate::read::interpret) fn is_upper_head(
        &self,
        cells: &[Vec<Piece>],
        ahead: &Ahead<'_>,
    ) -> bool {
        let known = |pieces: &Vec<Piece>| {
            pieces.len() == 1
                && pieces
                    .first()
                    .is_some_and(|piece| self.label(piece).is_some())
        };
        // Most rows have no label at all.
        if !cells.iter().any(known) {
            return false;
        }
        let Some((_, below)) = ahead.row() else {
            return false;
        };
        let lower = below.iter().filter(|pieces| known(pieces)).count();
        let own = |pieces: &Vec<Piece>| {
            let label = pieces.first().and_then(|piece| self.label(piece));
            pieces.len() == 1 && label.is_some_and(|field| !announces_only(field))
        };
        let fits = |(upper, lower): (&Vec<Piece>, &Vec<Piece>)| {
            if own(upper) {
                lower.is_empty()
            } else {
                known(lower) && upper.len() <= 1
            }
        };
        cells.len() == below.len()
            && lower >= 2
            && cells.iter().any(|upper| upper.len() == 1 && !own(upper))
            && cells.iter().zip(below).all(fits)
    }

    /// Reads both rows of such a head.
    pub(in crate::read::interpret) fn upper_head(&mut self, cells: Contents) {
        let mut upper = Vec::with_capacity(cells.len());
        let mut year = None;
        for (at, mut pieces) in cells.into_iter().enumerate() {
            let piece = pieces.pop();
            let found = piece
                .as_ref()
                .and_then(|piece| self.find_label(piece).cloned());
            let above = found.as_ref().filter(|found| announces_only(found.field));
            let above_year = above.and_then(|found| found.announcement.year);
            let label = found
                .filter(|found| !announces_only(found.field))
                .map(|found| found.announcement);
            // What stands above several labels may be their year.
            if let Some(piece) = &piece {
                let printed = label.is_none().then(|| self.year_of(&piece.text));
                year = above_year.or(printed.flatten());
            }
            let draft = piece.map(|piece| {
                self.push(piece, Role::Label, None).cell = column_number(at);
                self.drafts.len() - 1
            });
            upper.push(Upper { draft, label, year });
        }
        self.upper = Some(upper);
    }

    /// The lower row of a head of two rows, with what the upper one said.
    pub(in crate::read::interpret) fn lower_head(&mut self, cells: Contents, upper: Vec<Upper>) {
        let mut merged: Contents = Vec::with_capacity(cells.len());
        for (pieces, above) in cells.into_iter().zip(&upper) {
            let from_above = above.draft.filter(|_| above.label.is_some());
            merged.push(match from_above {
                // Looked up again under the upper row's text; the draft that stands there already takes its place.
                Some(draft) => vec![self.drafts[draft].piece.clone()],
                None => pieces,
            });
        }
        let first = self.drafts.len();
        self.header_row(merged);
        // What was pushed a second time for the upper row's labels goes to where they stand.
        let mut at = first;
        for above in &upper {
            let Some(pushed) = self.drafts.get(at) else {
                break;
            };
            let (cell, scope, field, place) =
                (pushed.cell, pushed.scope, pushed.field, pushed.place);
            match above.draft.filter(|_| above.label.is_some()) {
                Some(draft) => {
                    self.drafts.remove(at);
                    let kept = &mut self.drafts[draft];
                    (kept.cell, kept.scope, kept.field, kept.place) = (cell, scope, field, place);
                }
                None => {
                    if let Some(year) = above.year {
                        self.announcements.set_year(scope, year);
                    }
                    at += 1;
                }
            }
            if let (Some(draft), None) = (above.draft, &above.label) {
                // Over the columns below it, as the first of them.
                self.drafts[draft].place = place;
                self.drafts[draft].field = Some(Field::Indicators);
            }
        }
    }

    pub(in crate::read::interpret) fn header_row(&mut self, cells: Contents) {
        let fields: Vec<Option<Field>> = cells
            .iter()
            .map(|pieces| pieces.first().and_then(|piece| self.label(piece)))
            .collect();
        let measured = fields.iter().flatten().any(|field| field.is_measured());
        let named = fields.contains(&Some(Field::IndicatorName));
        // Labels that come back on the next page head the same table.
        let before = match std::mem::replace(&mut self.above, Above::Nothing) {
            Above::Header(header) if self.comes_back(&header, &cells) => Some(header.tables),
            _ => None,
        };
        let mut columns: Vec<Option<Open>> = Vec::with_capacity(cells.len());
        let mut labels = Vec::new();
        for (at, pieces) in cells.into_iter().enumerate() {
            let Some(piece) = pieces.into_iter().next() else {
                // An empty corner stands above the names; any other empty cell belongs to the label at its left.
                let open = if at == 0 && measured && !named {
                    Some(self.announce(Field::IndicatorName, ""))
                } else {
                    columns.last().copied().flatten()
                };
                columns.push(open);
                continue;
            };
            let found = self
                .find_label(&piece)
                .cloned()
                .filter(|found| found.end == piece.text.len());
            let open = match found {
                Some(found) => {
                    self.tell_worn(&found, &piece);
                    let field = match found.field {
                        Field::Mark if measured => Field::IndicatorMark,
                        Field::Mark => Field::GoalMark,
                        field => field,
                    };
                    Some(self.announce_with(field, found.announcement))
                }
                None if is_number_column(&piece.text) => None,
                None => {
                    self.report_unknown_label(&piece);
                    Some(self.announce(Field::Other, &piece.text))
                }
            };
            labels.push((at, piece));
            columns.push(open);
        }
        let mut tables = self.tables_beside(&columns, &labels);
        for (table, before) in tables.iter_mut().zip(before.iter().flatten()) {
            table.carried = before.record.or(before.carried);
            if let Some(columns) = self.columns.get_mut(table.table as usize - 1) {
                columns.iter_mut().for_each(|column| column.goes_on = true);
            }
        }
        let header = Header { columns, tables };
        for (at, piece) in labels {
            let open = header.columns.get(at).copied().flatten();
            let draft = self.push(piece, Role::Label, open.as_ref());
            draft.cell = column_number(at);
            draft.place = header.place(at, 0);
        }
        self.above = Above::Header(header);
    }

    /// Whether a row has the labels of the row of labels that is in force.
    pub(super) fn comes_back(&self, header: &Header, cells: &[Vec<Piece>]) -> bool {
        let same = |(at, (column, pieces)): (usize, (&Option<Open>, &Vec<Piece>))| {
            let left = at.checked_sub(1).and_then(|left| header.columns.get(left));
            match (column, pieces.as_slice()) {
                (None, []) => true,
                (None, [piece]) => is_number_column(&piece.text),
                (Some(open), [piece]) => self.announcements.of(open.scope).label == piece.text,
                (Some(open), []) => {
                    left == Some(column) || self.announcements.of(open.scope).label.is_empty()
                }
                _ => false,
            }
        };
        let width = filled_width(cells);
        let (labels, behind) = header.columns.split_at(width.min(header.columns.len()));
        // What stands behind the last label belongs to it.
        labels.len() == width
            && behind.iter().all(|column| Some(column) == labels.last())
            && labels.iter().zip(cells).enumerate().all(same)
    }

    /// The tables that a row of labels heads: one, or several where its first label comes again.
    fn tables_beside(
        &mut self,
        columns: &[Option<Open>],
        labels: &[(usize, Piece)],
    ) -> Vec<Beside> {
        let field = |at: usize| columns[at].as_ref().map(|open| open.field);
        let first = labels.first().map(|(at, _)| field(*at));
        let repeats = matches!(
            first,
            Some(None | Some(Field::IndicatorName | Field::Goals | Field::Group))
        );
        let mut starts: Vec<usize> = vec![0];
        if repeats {
            let again = labels.iter().skip(1).map(|(at, _)| *at);
            starts.extend(again.filter(|at| first == Some(field(*at))));
        }
        let ends = starts.iter().skip(1).copied().chain([columns.len()]);
        let stretches: Vec<std::ops::Range<usize>> = starts
            .iter()
            .zip(ends)
            .map(|(start, end)| *start..end)
            .collect();
        let mut tables = Vec::new();
        for stretch in stretches {
            let numbers = |at: &usize| {
                let label = labels.iter().find(|(column, _)| column == at);
                label.is_some_and(|(_, piece)| is_goal_number(&piece.text))
            };
            let goal_numbers = stretch.clone().find(numbers);
            let described = stretch.clone().map(|at| Column {
                column: column_number(at),
                field: field(at),
                scope: columns[at].as_ref().map_or(0, |open| open.scope),
                goal_number: goal_numbers == Some(at),
                goes_on: false,
            });
            self.columns.push(described.collect());
            tables.push(Beside {
                table: u32::try_from(self.columns.len()).unwrap_or(u32::MAX),
                columns: stretch,
                record: None,
                carried: None,
                lines: false,
            });
        }
        tables
    }

    /// Whether a row holds nothing but years, as the second row of a head does.
    pub(super) fn is_years(&self, cells: &[Vec<Piece>]) -> bool {
        let mut pieces = cells.iter().flatten().peekable();
        pieces.peek().is_some() && pieces.all(|piece| self.year_of(&piece.text).is_some())
    }

    fn year_of(&self, text: &str) -> Option<u16> {
        LabelText::new(text)
            .year_alone(self.year)
            .map(FiscalYear::year)
    }

    /// The second row of a head: the years of the columns.
    pub(super) fn years_row(&mut self, cells: Contents, mut header: Header) {
        for (at, pieces) in cells.into_iter().enumerate() {
            for piece in pieces {
                let year = self.year_of(&piece.text);
                let above = header.columns.get(at).copied().flatten();
                let open = above.map(|above| {
                    let of_above = self.announcements.of(above.scope).clone();
                    self.announce_with(above.field, Announcement { year, ..of_above })
                });
                for columns in &mut self.columns {
                    let here = columns.iter_mut().find(|column| {
                        usize::from(column.column) == at
                            && header.columns[at]
                                .as_ref()
                                .is_some_and(|above| above.scope == column.scope)
                    });
                    if let (Some(column), Some(open)) = (here, &open) {
                        column.scope = open.scope;
                    }
                }
                let place = header.place(at, 0);
                let draft = self.push(piece, Role::Label, open.as_ref());
                draft.cell = column_number(at);
                draft.place = place;
                if let Some(column) = header.columns.get_mut(at) {
                    *column = open;
                }
            }
        }
        self.above = Above::Header(header);
    }
}

/// How many cells a row has, without the empty ones at its end.
pub(super) fn filled_width(cells: &[Vec<Piece>]) -> usize {
    let last = cells.iter().rposition(|pieces| !pieces.is_empty());
    last.map_or(0, |last| last + 1)
}

/// Whether labels and empty cells alternate: pairs whose values are blank.
fn alternates(cells: &[Vec<Piece>]) -> bool {
    cells
        .iter()
        .enumerate()
        .all(|(at, pieces)| pieces.is_empty() == (at % 2 == 1))
}

/// The label of a column that only counts the rows.
fn is_number_column(text: &str) -> bool {
    matches!(
        fold_label(text).as_str(),
        "番号" | "no" | "no." | "項番" | "#" | "連番"
    ) || is_goal_number(text)
}

/// The label of a column of goals' numbers.
fn is_goal_number(text: &str) -> bool {
    matches!(
        fold_label(text).as_str(),
        "目標番号" | "重点目標番号" | "目標no" | "目標no."
    )
}
