//! Tables by columns: a row of labels, and below it rows in which each column has its field.

mod head;

use ayumi_japanese::numeral::{item_marker, parse_count};

use crate::model::{Field, Problem, Role, TablePlace};
use crate::read::blocks::Row;
use crate::read::draft::Draft;
use crate::read::inline::{Contents, Piece};

use super::rows::{is_counted, is_of_goal};
use super::{Above, Interpreter, Open};
pub(super) use head::Upper;
use head::filled_width;

/// A row of labels that is in force.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// What each column of the row means; none for a column of numbers.
    columns: Vec<Option<Open>>,
    /// The tables that stand side by side under it, mostly one.
    tables: Vec<Beside>,
}

/// One of the tables side by side: a stretch of columns with records of their own.
#[derive(Debug, Clone)]
struct Beside {
    /// Which table of the document it is, counted from 1.
    table: u32,
    columns: std::ops::Range<usize>,
    /// The last record, and the record with which its goal began.
    record: Option<(u32, u32)>,
    /// The same of the table above, with which it goes on: its labels came back.
    carried: Option<(u32, u32)>,
    /// Whether its rows are printed lines: a row without a number goes on with the sentences above.
    lines: bool,
}

impl Interpreter<'_, '_> {
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
            field.is_some_and(|field| field.is_measured() && field != Field::IndicatorName)
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
        let goes_on = self.goes_on_in_lines(&cells, &fields, &mut header.tables[beside]);
        let table = &mut header.tables[beside];
        let (record, goal_record) = match table.record.or(table.carried) {
            Some(last) if unnamed || goes_on => last,
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
        // In a row with a goal and no indicator the mark is the goal's.
        let judges_goal = has_goals && !same_goal && {
            let measures = |field: Option<Field>| {
                field.is_some_and(|field| field.is_measured() && field != Field::IndicatorMark)
            };
            fields.contains(&Some(Field::IndicatorMark)) && empty(&measures)
        };
        for (at, pieces) in cells.into_iter().enumerate() {
            let mut open = header.columns.get(start + at).copied().flatten();
            if judges_goal
                && let Some(open) = &mut open
                && open.field == Field::IndicatorMark
                && self.is_any_mark(open)
            {
                open.field = Field::GoalMark;
            }
            for piece in pieces {
                let place = header.place(start + at, record);
                let draft = match (&open, &numbered) {
                    (None, Some(numbered)) => self.push(piece, Role::Marker, Some(numbered)),
                    _ => self.push(piece, Role::Value, open.as_ref()),
                };
                draft.record = Some(goal_record);
                draft.cell = column_number(start + at);
                draft.place = place;
                draft.goes_on = goes_on;
            }
        }
    }

    /// Whether a label announces the mark of whatever stands there, of a goal or an indicator.
    fn is_any_mark(&self, open: &Open) -> bool {
        self.known(&self.announcements.of(open.scope).label) == Some(Field::Mark)
    }

    /// Whether a row is the next printed line of the texts above: its goal has no number where the goal above has one, and
    /// that stops in the middle of a sentence. Readers are told once.
    fn goes_on_in_lines(
        &mut self,
        cells: &[Vec<Piece>],
        fields: &[Option<Field>],
        table: &mut Beside,
    ) -> bool {
        let texts = fields.iter().all(|field| field.is_some_and(is_counted));
        let at = fields.iter().position(|field| *field == Some(Field::Goals));
        let (Some(at), Some((_, goal_record)), true) = (at, table.record, texts) else {
            return false;
        };
        let goal = cells.get(at).and_then(|pieces| pieces.first());
        let plain = |piece: &Piece| !piece.item && item_marker(&piece.text).is_none();
        if table.lines {
            return cells.iter().filter_map(|pieces| pieces.first()).all(plain);
        }
        let Some(goal) = goal.filter(|goal| plain(goal)) else {
            return false;
        };
        let of_goal =
            |draft: &&Draft| draft.record == Some(goal_record) && draft.field == Some(Field::Goals);
        let above = self.drafts.iter().rev().take(MOST_PIECES).find(of_goal);
        let Some(above) = above.filter(|above| {
            let marker = item_marker(&above.piece.text);
            marker.is_some_and(|marker| marker.number.is_some())
                && !above.piece.text.ends_with(SENTENCE_ENDS)
        }) else {
            return false;
        };
        let problem = Problem::UncertainContinuation {
            label: self.announcements.of(above.scope).label.clone(),
        };
        self.findings.tell(problem, goal.span());
        table.lines = true;
        true
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

    /// Whether a row below a row of labels holds the label of a pillar and its name, and nothing else:
    /// 「基本方針1 | 安全なまち」.
    pub(super) fn is_pillar(&self, cells: &[Vec<Piece>]) -> bool {
        let mut pieces = cells.iter().flatten();
        let (first, name) = (pieces.next(), pieces.next());
        let label = first.and_then(|piece| self.label(piece));
        label == Some(Field::Group)
            && pieces.next().is_none()
            && name.is_some_and(|name| !self.is_labelled(name))
    }

    /// A row of one cell across all columns, or of a label and a name, heads the rows below it: a pillar, or a goal.
    pub(super) fn section_row(&mut self, cells: Contents, header: Header) {
        self.records += 1;
        let place = header.place(0, self.records);
        let mut label = None;
        for mut piece in cells.into_iter().flatten() {
            if piece.text.starts_with('※') {
                self.note(piece);
                continue;
            }
            let open = match self.take_label(&mut piece).or(label) {
                Some(open) => open,
                None => self.announce(Field::Group, ""),
            };
            label = Some(open).filter(|_| piece.text.is_empty());
            if !piece.text.is_empty() {
                self.push(piece, Role::Value, Some(&open)).place = place;
            }
        }
        self.above = Above::Header(header);
    }

    /// Whether a table goes on with the one above, from which a page break parts it: its first cell is empty, or holds
    /// the next number of a column of numbers, or its labels come back.
    pub(super) fn goes_on(&self, cells: &[Vec<Piece>]) -> bool {
        let first = cells.first().and_then(|pieces| pieces.first());
        match &self.above {
            Above::Header(header) if self.comes_back(header, cells) => true,
            Above::Header(header) if header.is_as_wide_as(cells) => {
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
    /// Whether a row has as many cells, empty ones behind them aside.
    pub fn is_as_wide_as(&self, cells: &[Vec<Piece>]) -> bool {
        cells.len() >= self.columns.len() && filled_width(cells) <= self.columns.len()
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
            // A sentence is no heading.
            && !piece.text.ends_with('。')
    }) && filled.next().is_some()
        && filled.next().is_none()
}

/// Bytes of 「合　　　計」.
const LONGEST_TOTAL: usize = 30;

/// Whether a row sums up the rows above.
fn is_total(cells: &[Vec<Piece>]) -> bool {
    let first = cells.iter().flatten().next();
    first.is_some_and(|piece| {
        if piece.text.len() > LONGEST_TOTAL {
            return false;
        }
        let text: String = piece.text.chars().filter(|c| !c.is_whitespace()).collect();
        matches!(text.as_str(), "合計" | "小計" | "総計" | "計")
    })
}

/// With what a sentence ends, or an item that is none.
const SENTENCE_ENDS: [char; 9] = ['。', '．', '.', '！', '？', '）', ')', '」', '】'];

/// Pieces of a row that are looked at for the goal above.
const MOST_PIECES: usize = 50;

fn column_number(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
