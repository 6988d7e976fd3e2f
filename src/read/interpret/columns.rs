//! Tables by columns: a row of labels, and below it rows in which each column has its field.

use ayumi_japanese::numeral::parse_count;

use crate::config::{LabelText, fold_label};
use crate::model::{Field, FiscalYear, Problem, Role, TablePlace};
use crate::read::blocks::Row;
use crate::read::draft::{Announcement, Column};
use crate::read::inline::{Contents, Piece};

use super::rows::is_of_goal;
use super::{Above, Ahead, Interpreter, Open};

/// A row of labels that is in force.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// What each column of the row means; none for a column of numbers.
    columns: Vec<Option<Open>>,
    /// The tables that stand side by side under it, mostly one.
    tables: Vec<Beside>,
}

/// A cell of the upper row of a head.
pub(super) struct Upper {
    /// The draft of its text.
    draft: Option<usize>,
    /// What it announces, where it is a label.
    label: Option<Announcement>,
    /// The year that it, or the cell that reaches here, prints.
    year: Option<u16>,
}

/// One of the tables side by side: a stretch of columns with records of their own.
#[derive(Debug, Clone)]
struct Beside {
    /// Which table of the document it is, counted from 1.
    table: u32,
    columns: std::ops::Range<usize>,
    /// The last record, and the record with which its goal began.
    record: Option<(u32, u32)>,
}

impl Interpreter<'_, '_> {
    /// Whether a row is made of labels, two or more of them, with rows of the same width below it.
    pub(super) fn is_header(&self, cells: &[Vec<Piece>], row: &Row, ahead: &Ahead<'_>) -> bool {
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
        let as_wide = below.cells.len() == cells.len();
        let below_is_labelled = below_cells
            .iter()
            .flatten()
            .any(|piece| self.label(piece).is_some());
        // A row that lost its last cells, where they were empty.
        let ragged = known >= 3 && (2..cells.len()).contains(&below.cells.len());
        let all_known = known + numbers == filled;
        let measured = fields.iter().flatten().any(|field| is_measured(*field));
        let spread = filled == cells.len()
            || (measured && (!alternates(cells) || self.is_years(below_cells)));
        if all_known && spread && (as_wide || ragged) {
            let heads_labels = below_cells
                .first()
                .and_then(|pieces| pieces.first())
                .is_some_and(|piece| self.label(piece).is_some());
            return !heads_labels;
        }
        // Markdown has to call a table's first row its head, even where it is a row like the others: such a row has
        // values, and rows with labels of their own below it.
        let head =
            row.cells.iter().all(|cell| cell.header) && !below.cells.iter().any(|cell| cell.header);
        let mostly = known >= 3 && known * 2 > filled;
        as_wide && (head || mostly) && !below_is_labelled
    }

    /// Whether a row is the upper one of two that head a table: below its empty and unknown cells stand labels, and
    /// below its labels nothing.
    pub(super) fn is_upper_head(&self, cells: &[Vec<Piece>], ahead: &Ahead<'_>) -> bool {
        let Some((_, below)) = ahead.row() else {
            return false;
        };
        let known = |pieces: &Vec<Piece>| {
            pieces.len() == 1
                && pieces
                    .first()
                    .is_some_and(|piece| self.label(piece).is_some())
        };
        let lower = below.iter().filter(|pieces| known(pieces)).count();
        let fits = |(upper, lower): (&Vec<Piece>, &Vec<Piece>)| {
            if known(upper) {
                lower.is_empty()
            } else {
                known(lower) && upper.len() <= 1
            }
        };
        cells.len() == below.len()
            && lower >= 2
            && cells.iter().filter(|pieces| known(pieces)).count() >= 1
            && cells.iter().any(|upper| upper.len() == 1 && !known(upper))
            && cells.iter().zip(below).all(fits)
    }

    /// Reads both rows of such a head.
    pub(super) fn upper_head(&mut self, cells: Contents) {
        let mut upper = Vec::with_capacity(cells.len());
        let mut year = None;
        for (at, mut pieces) in cells.into_iter().enumerate() {
            let piece = pieces.pop();
            let found = piece
                .as_ref()
                .and_then(|piece| self.find_label(piece).cloned());
            let label = found.map(|found| found.announcement);
            // What stands above several labels may be their year.
            if let Some(piece) = &piece {
                year = label.is_none().then(|| self.year_of(&piece.text)).flatten();
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
    pub(super) fn lower_head(&mut self, cells: Contents, upper: Vec<Upper>) {
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

    pub(super) fn header_row(&mut self, cells: Contents) {
        let fields: Vec<Option<Field>> = cells
            .iter()
            .map(|pieces| pieces.first().and_then(|piece| self.label(piece)))
            .collect();
        let measured = fields.iter().flatten().any(|field| is_measured(*field));
        let named = fields.contains(&Some(Field::IndicatorName));
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
        let tables = self.tables_beside(&columns, &labels);
        let header = Header { columns, tables };
        for (at, piece) in labels {
            let open = header.columns.get(at).copied().flatten();
            let draft = self.push(piece, Role::Label, open.as_ref());
            draft.cell = column_number(at);
            draft.place = header.place(at, 0);
        }
        self.above = Above::Header(header);
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
            });
            self.columns.push(described.collect());
            tables.push(Beside {
                table: u32::try_from(self.columns.len()).unwrap_or(u32::MAX),
                columns: stretch,
                record: None,
            });
        }
        tables
    }

    /// Whether a row holds nothing but years, as the second row of a head does.
    fn is_years(&self, cells: &[Vec<Piece>]) -> bool {
        let mut pieces = cells.iter().flatten().peekable();
        pieces.peek().is_some() && pieces.all(|piece| self.year_of(&piece.text).is_some())
    }

    fn year_of(&self, text: &str) -> Option<u16> {
        LabelText::new(text)
            .year_alone(self.year)
            .map(FiscalYear::year)
    }

    /// The second row of a head: the years of the columns.
    fn years_row(&mut self, cells: Contents, mut header: Header) {
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

    /// A row below a row of labels: each column has its field.
    pub(super) fn record_row(&mut self, mut cells: Contents, row: &Row, mut header: Header) {
        if header.is_new() && self.is_years(&cells) {
            return self.years_row(cells, header);
        }
        if is_alone(&cells, row, header.columns.len()) || is_bracketed(&cells) {
            return self.section_row(cells, header);
        }
        if is_total(&cells) {
            // Sums of what stands above are no record.
            for (at, pieces) in cells.into_iter().enumerate() {
                for piece in pieces {
                    self.push(piece, Role::Value, None).column = Some(column_number(at));
                }
            }
            self.above = Above::Header(header);
            return;
        }
        for beside in 0..header.tables.len() {
            let stretch = header.tables[beside].columns.clone();
            let end = stretch.end.min(cells.len());
            let Some(own) = cells.get_mut(stretch.start..end) else {
                continue;
            };
            let own: Vec<Vec<Piece>> = own.iter_mut().map(std::mem::take).collect();
            self.record(own, &mut header, beside);
        }
        // Cells behind the last column.
        for (at, pieces) in cells.into_iter().enumerate() {
            for piece in pieces {
                self.push(piece, Role::Value, None).column = Some(column_number(at));
            }
        }
        self.above = Above::Header(header);
    }

    /// The cells of one record. Where the cells of the goal and of its number are empty, it goes on with the goal above;
    /// where its own name is empty too, with the record above.
    fn record(&mut self, cells: Vec<Vec<Piece>>, header: &mut Header, beside: usize) {
        if cells.iter().all(Vec::is_empty) {
            return;
        }
        let start = header.tables[beside].columns.start;
        let open = |at: usize| header.columns.get(start + at).copied().flatten();
        let fields: Vec<Option<Field>> = (0..cells.len())
            .map(|at| open(at).map(|open| open.field))
            .collect();
        let has_goals = fields.contains(&Some(Field::Goals));
        let empty = |wanted: &dyn Fn(Option<Field>) -> bool| {
            let mut wanted = fields
                .iter()
                .zip(&cells)
                .filter(|(field, _)| wanted(**field))
                .peekable();
            wanted.peek().is_some() && wanted.all(|(_, pieces)| pieces.is_empty())
        };
        let same_goal = empty(&|field| field.is_none() || field == Some(Field::Goals));
        let has_names = fields.contains(&Some(Field::IndicatorName));
        let of_goals = has_goals
            || self.columns[header.tables[beside].table as usize - 1]
                .iter()
                .any(|column| column.goal_number);
        let unfigured = empty(&|field| {
            field.is_some_and(|field| is_measured(field) && field != Field::IndicatorName)
        });
        let unnamed = if of_goals {
            same_goal && (!has_names || empty(&|field| field == Some(Field::IndicatorName)))
        } else if fields.contains(&None) {
            // 「職員の」 and, behind a page break, 「研修」; a row with figures of its own is a record of its own.
            same_goal
                && (!has_names || unfigured || empty(&|field| field == Some(Field::IndicatorName)))
        } else {
            empty(&|field| field == Some(Field::IndicatorName))
        };
        let table = &mut header.tables[beside];
        let (record, goal_record) = match table.record {
            Some(last) if unnamed => last,
            last => {
                self.records += 1;
                let goal_record = last
                    .filter(|_| same_goal)
                    .map_or(self.records, |(_, goal)| goal);
                (self.records, goal_record)
            }
        };
        table.record = Some((record, goal_record));
        let numbers_field = if has_goals { Some(Field::Goals) } else { None };
        let named = |field: Field| Some(field) == numbers_field || field == Field::IndicatorName;
        let own = header.tables[beside].columns.clone();
        let own = || header.columns[own.clone()].iter().flatten();
        // A column of numbers belongs to what it counts: to goals, to indicators, or to what is said of goals.
        let numbered = own()
            .find(|open| named(open.field))
            .or_else(|| own().find(|open| is_of_goal(open.field)))
            .copied();
        for (at, pieces) in cells.into_iter().enumerate() {
            let open = header.columns.get(start + at).copied().flatten();
            for piece in pieces {
                let place = header.place(start + at, record);
                let draft = match (&open, &numbered) {
                    (None, Some(numbered)) => self.push(piece, Role::Marker, Some(numbered)),
                    _ => self.push(piece, Role::Value, open.as_ref()),
                };
                draft.record = Some(goal_record);
                draft.cell = column_number(start + at);
                draft.place = place;
            }
        }
    }

    /// A row with a label of its own that says something of the goal above.
    pub(super) fn row_of_goal(&mut self, cells: Contents, header: Header) {
        let goal_record = header
            .tables
            .first()
            .and_then(|table| table.record)
            .map(|(_, goal)| goal);
        let mut open = None;
        for mut piece in cells.into_iter().flatten() {
            if let Some(mut announced) = self.take_label(&mut piece) {
                if announced.field == Field::Mark {
                    announced.field = Field::GoalMark;
                    if let Some(label) = self.drafts.last_mut() {
                        label.field = Some(Field::GoalMark);
                    }
                }
                open = Some(announced);
            }
            if !piece.text.is_empty() {
                self.push(piece, Role::Value, open.as_ref()).record = goal_record;
            }
        }
        self.above = Above::Header(header);
    }

    /// A row of one cell across all columns heads the rows below it: a pillar, or a goal.
    fn section_row(&mut self, cells: Contents, header: Header) {
        self.records += 1;
        let place = header.place(0, self.records);
        for mut piece in cells.into_iter().flatten() {
            if piece.text.starts_with('※') {
                self.note(piece);
                continue;
            }
            let open = match self.take_label(&mut piece) {
                Some(open) => open,
                None => self.announce(Field::Group, ""),
            };
            if !piece.text.is_empty() {
                self.push(piece, Role::Value, Some(&open)).place = place;
            }
        }
        self.above = Above::Header(header);
    }

    /// Whether a table goes on with the one above, from which a page break parts it: its first cell is empty, or holds
    /// the next number of a column of numbers.
    pub(super) fn goes_on(&self, cells: &[Vec<Piece>]) -> bool {
        let first = cells.first().and_then(|pieces| pieces.first());
        match &self.above {
            Above::Header(header) if header.columns.len() == cells.len() => {
                let numbers = header.columns.first().is_some_and(Option::is_none);
                first.is_none_or(|piece| numbers && parse_count(&piece.text).is_some())
            }
            Above::Labelled(_) => first.is_none(),
            _ => false,
        }
    }

    /// Tells of a value that may not belong to the row above.
    pub(super) fn report_continuation(&mut self, open: &Open, piece: &Piece) {
        let problem = Problem::UncertainContinuation {
            label: self.announcements.of(open.scope).label.clone(),
        };
        self.findings.tell(problem, piece.span());
    }
}

impl Header {
    /// Whether a row has as many cells.
    pub fn is_as_wide_as(&self, cells: &[Vec<Piece>]) -> bool {
        self.columns.len() == cells.len()
    }

    /// Whether its rows are goals.
    pub fn has_goals(&self) -> bool {
        let mut fields = self.columns.iter().flatten();
        fields.any(|open| open.field == Field::Goals)
    }

    fn place(&self, column: usize, record: u32) -> Option<TablePlace> {
        let table = self
            .tables
            .iter()
            .find(|table| table.columns.contains(&column))?;
        Some(TablePlace {
            table: table.table,
            record,
            column: column_number(column),
        })
    }

    /// Whether a row is one that heads a part of the table, even where it has a label.
    pub fn holds_section(&self, cells: &[Vec<Piece>], row: &Row) -> bool {
        row.cells.len() > 1 && is_alone(cells, row, self.columns.len())
    }

    /// Whether no record was read below it.
    fn is_new(&self) -> bool {
        self.tables.iter().all(|table| table.record.is_none())
    }
}

/// Whether a row has one cell with text only, that reaches across all columns or stands alone on its line.
fn is_alone(cells: &[Vec<Piece>], row: &Row, width: usize) -> bool {
    let filled = cells.iter().filter(|pieces| !pieces.is_empty()).count();
    let across = row.cells.len() > 1 && row.cells.iter().skip(1).all(|cell| cell.across);
    filled == 1 && width > 1 && (row.cells.len() == 1 || across)
}

/// Whether a row has a heading in its first cell, and nothing else: 〈くらし〉
fn is_bracketed(cells: &[Vec<Piece>]) -> bool {
    let mut filled = cells.iter().filter(|pieces| !pieces.is_empty());
    let first = cells.first().and_then(|pieces| pieces.first());
    first.is_some_and(|piece| {
        piece
            .text
            .starts_with(['〈', '＜', '《', '【', '■', '◆', '●'])
    }) && filled.next().is_some()
        && filled.next().is_none()
}

/// Whether a row sums up the rows above.
fn is_total(cells: &[Vec<Piece>]) -> bool {
    let first = cells.iter().flatten().next();
    first.is_some_and(|piece| {
        let text: String = piece.text.chars().filter(|c| !c.is_whitespace()).collect();
        matches!(text.as_str(), "合計" | "小計" | "総計" | "計")
    })
}

/// Whether labels and empty cells alternate: pairs whose values are blank.
fn alternates(cells: &[Vec<Piece>]) -> bool {
    cells
        .iter()
        .enumerate()
        .all(|(at, pieces)| pieces.is_empty() == (at % 2 == 1))
}

/// Whether a field belongs to an indicator.
pub(super) fn is_measured(field: Field) -> bool {
    matches!(
        field,
        Field::IndicatorName
            | Field::IndicatorUnit
            | Field::IndicatorBaseline
            | Field::IndicatorTarget
            | Field::IndicatorActual
            | Field::IndicatorMark
            | Field::IndicatorBetter
    )
}

fn column_number(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
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
