//! Rows: which cells are labels, which cells they explain, and which rows go on with the one above.

use ayumi_japanese::numeral::{item_marker, parse_count};

use super::{Above, Below, Interpreter, Open};
use crate::model::{Field, Problem, Role};
use crate::read::blocks::Row;
use crate::read::inline::{Contents, Piece};

impl Interpreter<'_, '_> {
    pub(super) fn row(&mut self, row: &Row, cells: Contents, below: Option<Below<'_>>) {
        self.open = None;
        let has_label = |pieces: &Vec<Piece>| pieces.iter().any(|piece| self.is_labelled(piece));
        let labelled = cells.iter().any(has_label);
        if row.first && !self.goes_on(&cells) {
            self.above = Above::Nothing;
        }
        if self.is_header(&cells, row, below) {
            self.header_row(cells);
        } else if labelled {
            self.labelled_row(cells);
        } else if let Above::Header { columns, record } = &self.above {
            let (columns, record) = (columns.clone(), *record);
            self.record_row(cells, columns, record);
        } else {
            self.unlabelled_row(cells, row);
        }
    }

    fn is_labelled(&self, piece: &Piece) -> bool {
        self.label(piece).is_some() || self.label_with_colon(piece).is_some()
    }

    /// Whether a table goes on with the one above, from which a page break parts it: its first cell is empty, or holds
    /// the next number of a column of numbers.
    fn goes_on(&self, cells: &[Vec<Piece>]) -> bool {
        let first = cells.first().and_then(|pieces| pieces.first());
        match &self.above {
            Above::Header { columns, .. } if columns.len() == cells.len() => {
                let numbers = columns.first().is_some_and(Option::is_none);
                first.is_none_or(|piece| numbers && parse_count(&piece.text).is_some())
            }
            Above::Labelled(_) => first.is_none(),
            _ => false,
        }
    }

    /// Whether a row is made of labels, two or more of them, with rows of the same width below it.
    fn is_header(&self, cells: &[Vec<Piece>], row: &Row, below: Option<Below<'_>>) -> bool {
        let single = cells.iter().all(|pieces| pieces.len() == 1);
        let Some((below, below_cells)) =
            below.filter(|(below, _)| single && below.cells.len() == cells.len())
        else {
            return false;
        };
        let is_known = |piece: &Piece| self.label(piece).is_some();
        let known = cells
            .iter()
            .flatten()
            .filter(|piece| is_known(piece))
            .count();
        let numbers = cells
            .iter()
            .flatten()
            .filter(|piece| is_number_column(&piece.text))
            .count();
        if known < 2 {
            return false;
        }
        if known + numbers == cells.len() {
            return true;
        }
        // Markdown has to call a table's first row its head, even where it is a row like the others: such a row has
        // values, and rows with labels of their own below it.
        let head =
            row.cells.iter().all(|cell| cell.header) && !below.cells.iter().any(|cell| cell.header);
        head && !below_cells.iter().flatten().any(is_known)
    }

    fn header_row(&mut self, cells: Contents) {
        let mut columns = Vec::new();
        for piece in cells.into_iter().flatten() {
            let open = match self.known(&piece.text) {
                Some(field) => Some(self.announce(field, &piece.text)),
                None if is_number_column(&piece.text) => None,
                None => {
                    self.report_unknown_label(&piece);
                    Some(self.announce(Field::Other, &piece.text))
                }
            };
            self.push(piece, Role::Label, open.as_ref());
            columns.push(open);
        }
        self.above = Above::Header {
            columns,
            record: None,
        };
    }

    /// A row below a row of labels: each column has its field. Where the cells of the goal and of its number are empty,
    /// the row continues the one above.
    fn record_row(&mut self, cells: Contents, columns: Vec<Option<Open>>, above: Option<u32>) {
        let of_goal =
            |open: &Option<Open>| open.as_ref().is_none_or(|open| open.field == Field::Goals);
        let goal_cells = columns.iter().zip(&cells).filter(|(open, _)| of_goal(open));
        let continues = goal_cells.clone().count() > 0
            && goal_cells.clone().all(|(_, pieces)| pieces.is_empty());
        let record = if continues {
            above.unwrap_or(self.block)
        } else {
            self.block
        };
        let goals = columns
            .iter()
            .flatten()
            .find(|open| open.field == Field::Goals)
            .cloned();
        for (column, pieces) in cells.into_iter().enumerate() {
            let open = columns.get(column).cloned().flatten();
            // A column of numbers belongs to the goal of its row.
            let number = columns.get(column).is_some_and(Option::is_none);
            for piece in pieces {
                if number && let Some(goals) = &goals {
                    self.push(piece, Role::Marker, Some(goals)).record = Some(record);
                } else {
                    self.push(piece, Role::Value, open.as_ref()).record = Some(record);
                }
            }
        }
        self.above = Above::Header {
            columns,
            record: Some(record),
        };
    }

    fn labelled_row(&mut self, cells: Contents) {
        let lone_numbers = lone_numbers(&cells);
        let mut columns = Vec::with_capacity(cells.len());
        let mut open: Option<Open> = None;
        for (column, pieces) in cells.into_iter().enumerate() {
            for mut piece in pieces {
                if let Some(announced) = self.labels_of(&mut piece) {
                    open = Some(announced);
                }
                if piece.text.starts_with('※') {
                    self.note(piece);
                } else if !piece.text.is_empty() {
                    let role = role_of(open.as_ref(), lone_numbers.contains(&column));
                    self.push(piece, role, open.as_ref());
                }
            }
            columns.push(open.clone());
        }
        self.above = Above::Labelled(columns);
    }

    /// A row without a label of the form: it continues the labelled row above where its first cell is empty.
    fn unlabelled_row(&mut self, cells: Contents, row: &Row) {
        let empty_first = cells.first().is_some_and(Vec::is_empty);
        if empty_first && let Above::Labelled(columns) = &self.above {
            let columns = columns.clone();
            self.continue_row(cells, &columns);
            return;
        }
        let heads_row = |pieces: &Vec<Piece>| pieces.iter().all(|piece| piece.strong);
        let strong_first = cells
            .first()
            .is_some_and(|pieces| !pieces.is_empty() && heads_row(pieces));
        let header_first = row.cells.first().is_some_and(|cell| cell.header)
            && !row.cells.iter().all(|cell| cell.header);
        let in_labelled_table = matches!(self.above, Above::Labelled(_));
        let looks_like_label = cells.len() > 1
            && cells
                .first()
                .and_then(|pieces| pieces.first())
                .is_some_and(|piece| {
                    let short = piece.text.chars().count() <= 20;
                    short
                        && (strong_first
                            || header_first
                            || (in_labelled_table && self.near_label(&piece.text).is_some()))
                });
        if looks_like_label {
            self.unknown_label_row(cells);
        } else {
            self.above = Above::Plain;
            for (column, pieces) in cells.into_iter().enumerate() {
                for piece in pieces {
                    self.push(piece, Role::Value, None).column =
                        Some(u16::try_from(column).unwrap_or(u16::MAX));
                }
            }
        }
    }

    fn continue_row(&mut self, cells: Contents, columns: &[Option<Open>]) {
        let lone_numbers = lone_numbers(&cells);
        let last = columns.iter().rev().flatten().next().cloned();
        for (column, pieces) in cells.into_iter().enumerate() {
            let open = columns
                .get(column)
                .cloned()
                .flatten()
                .or_else(|| last.clone());
            for piece in pieces {
                if piece.text.starts_with('※') {
                    self.note(piece);
                    continue;
                }
                if let Some(open) = open.as_ref().filter(|open| is_single(open.field)) {
                    let problem = Problem::UncertainContinuation {
                        label: open.label.clone(),
                    };
                    self.findings.tell(problem, piece.span());
                }
                let role = role_of(open.as_ref(), lone_numbers.contains(&column));
                self.push(piece, role, open.as_ref());
            }
        }
    }

    fn unknown_label_row(&mut self, cells: Contents) {
        let mut columns = Vec::new();
        let mut open: Option<Open> = None;
        for (column, pieces) in cells.into_iter().enumerate() {
            for (index, piece) in pieces.into_iter().enumerate() {
                if index == 0
                    && (column == 0
                        || piece.strong && !piece.item && piece.text.chars().count() <= 20)
                {
                    self.report_unknown_label(&piece);
                    let announced = self.announce(Field::Other, &piece.text);
                    self.push(piece, Role::Label, Some(&announced));
                    open = Some(announced);
                } else {
                    self.push(piece, Role::Value, open.as_ref());
                }
            }
            columns.push(open.clone());
        }
        self.above = Above::Labelled(columns);
    }
}

/// The columns of cells that hold a number only, with text in the next: the number of an item in a cell of its own.
fn lone_numbers(cells: &[Vec<Piece>]) -> Vec<usize> {
    let is_number = |pieces: &[Piece]| {
        pieces.len() == 1
            && item_marker(&format!("{} 文", pieces[0].text))
                .is_some_and(|marker| marker.len == pieces[0].text.len())
    };
    let has_text = |pieces: &[Piece]| {
        pieces
            .first()
            .is_some_and(|piece| parse_count(&piece.text).is_none())
    };
    let pairs = cells.windows(2).enumerate();
    pairs
        .filter(|(_, pair)| is_number(&pair[0]) && has_text(&pair[1]))
        .map(|(column, _)| column)
        .collect()
}

fn role_of(open: Option<&Open>, lone_number: bool) -> Role {
    let of_goals = open
        .is_some_and(|open| matches!(open.field, Field::Goals | Field::Result | Field::Direction));
    if of_goals && lone_number {
        Role::Marker
    } else {
        Role::Value
    }
}

/// Whether a field holds one short value, which a row below it hardly continues.
fn is_single(field: Field) -> bool {
    matches!(
        field,
        Field::Organisation | Field::Heads | Field::EvaluationGoals | Field::EvaluationAchieved
    )
}

/// The label of a column that only counts the rows.
fn is_number_column(text: &str) -> bool {
    matches!(
        crate::config::fold_label(text).as_str(),
        "番号" | "no" | "no." | "項番" | "#" | "目標番号"
    )
}
