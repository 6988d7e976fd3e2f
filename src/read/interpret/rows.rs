//! Rows: which cells are labels, which cells they explain, and which rows go on with the one above.

use ayumi_japanese::numeral::{item_marker, parse_count};

use super::labels::is_single;
use super::{Above, Ahead, Interpreter, Open};
use crate::model::{Field, Role};
use crate::read::blocks::{Listed, Row};
use crate::read::inline::{Contents, Piece};

impl Interpreter<'_, '_> {
    pub(super) fn row(&mut self, row: &Row, cells: Contents, ahead: &Ahead<'_>) {
        self.open = None;
        if self.drafts.is_empty() && self.is_title_row(&cells) {
            return self.text(Listed::No, cells, ahead);
        }
        if is_note_row(&cells) {
            return cells
                .into_iter()
                .flatten()
                .for_each(|piece| self.note(piece));
        }
        if row.first && !self.goes_on(&cells) {
            self.above = Above::Nothing;
        }
        if let Some(upper) = self.upper.take() {
            return self.lower_head(cells, upper);
        }
        let Some(cells) = self.vertical_row(cells, ahead) else {
            return;
        };
        if self.is_upper_head(&cells, ahead) {
            return self.upper_head(cells);
        }
        if self.is_header(&cells, row, ahead) {
            return self.header_row(cells);
        }
        if let Above::Header(header) = &self.above
            && header.has_goals()
            && header.is_as_wide_as(&cells)
            && self.is_below_goal(&cells)
        {
            // 「取組結果 | 進めた」 in a row of its own below the goal's.
            if let Above::Header(header) = std::mem::replace(&mut self.above, Above::Nothing) {
                self.row_of_goal(cells, header);
            }
            return;
        }
        if matches!(self.above, Above::Header(_)) && self.is_pillar(&cells) {
            if let Above::Header(header) = std::mem::replace(&mut self.above, Above::Nothing) {
                self.section_row(cells, header);
            }
            return;
        }
        if let Above::Header(header) = &self.above
            && (!self.has_labels(&cells) || header.holds_section(&cells, row))
        {
            if let Above::Header(header) = std::mem::replace(&mut self.above, Above::Nothing) {
                self.record_row(cells, row, header);
            }
        } else if self.has_labels(&cells) {
            let first = self.drafts.len();
            self.labelled_row(cells);
            self.detach_row(first, ahead);
        } else {
            self.unlabelled_row(cells, row);
        }
    }

    /// Whether a row has one text, and that is the title: a line of a spreadsheet has as many cells as its table.
    fn is_title_row(&self, cells: &[Vec<Piece>]) -> bool {
        let mut pieces = cells.iter().flatten();
        pieces.next().is_some_and(|piece| self.is_title_line(piece)) && pieces.next().is_none()
    }

    /// Whether a row has one label, in its first cell, that says something of the goal above.
    fn is_below_goal(&self, cells: &[Vec<Piece>]) -> bool {
        let mut pieces = cells.iter().flatten();
        let first = cells.first().and_then(|pieces| pieces.first());
        let of_goal = |piece: &Piece| self.label(piece).is_some_and(is_of_goal);
        first.is_some_and(of_goal)
            && pieces.next().is_some()
            && pieces.all(|piece| !self.is_labelled(piece))
    }

    /// Whether a row has labels. Below a row of labels they end the table by columns.
    fn has_labels(&self, cells: &[Vec<Piece>]) -> bool {
        cells.iter().any(|pieces| {
            self.spells_label(pieces) || pieces.iter().any(|piece| self.is_labelled(piece))
        })
    }

    fn labelled_row(&mut self, cells: Contents) {
        let lone_numbers = lone_numbers(&cells);
        let mut columns = Vec::with_capacity(cells.len());
        let mut open: Option<Open> = None;
        for (column, pieces) in cells.into_iter().enumerate() {
            if let Some(announced) = self.spelt_label(&pieces) {
                for piece in pieces {
                    self.push(piece, Role::Label, Some(&announced));
                }
                open = Some(announced);
                columns.push(open);
                continue;
            }
            for mut piece in pieces {
                if let Some(announced) = self.take_label(&mut piece) {
                    open = Some(announced);
                }
                self.value(piece, open.as_ref(), column, lone_numbers.contains(&column));
            }
            columns.push(open);
        }
        self.above = Above::Labelled(columns);
    }

    fn value(&mut self, piece: Piece, open: Option<&Open>, column: usize, lone_number: bool) {
        if piece.text.starts_with('※') {
            self.note(piece);
        } else if !piece.text.is_empty() {
            let role = role_of(open, lone_number);
            self.push(piece, role, open).cell = u16::try_from(column).unwrap_or(u16::MAX);
        }
    }

    /// A row without a label of the form: it continues the labelled row above where its first cell is empty.
    fn unlabelled_row(&mut self, mut cells: Contents, row: &Row) {
        let empty_first = cells.first().is_some_and(Vec::is_empty);
        if empty_first && let Above::Labelled(columns) = &self.above {
            let columns = columns.clone();
            self.continue_row(cells, &columns);
            return;
        }
        if let Above::Labelled(columns) = &self.above
            && let ([Some(open)], [pieces]) = (columns.as_slice(), cells.as_mut_slice())
        {
            // A table of one column: each row below the label is an item.
            let open = *open;
            if let Some(first) = pieces.first_mut() {
                first.item |= is_counted(open.field);
            }
            self.continue_row(cells, &[Some(open)]);
            return;
        }
        if let Above::Labelled(columns) = &self.above
            && cells.len() == 2
            && lone_numbers(&cells) == [0]
            && columns
                .iter()
                .rev()
                .flatten()
                .next()
                .is_some_and(|open| is_counted(open.field))
        {
            // Its items are numbered in cells of their own.
            let last = columns.iter().rev().flatten().next().copied();
            self.continue_row(cells, &[last]);
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

    pub(super) fn continue_row(&mut self, cells: Contents, columns: &[Option<Open>]) {
        let lone_numbers = lone_numbers(&cells);
        let last = columns.iter().rev().flatten().next().copied();
        for (column, pieces) in cells.into_iter().enumerate() {
            let open = columns.get(column).copied().flatten().or(last);
            for piece in pieces {
                if let Some(open) = open.as_ref().filter(|open| is_single(open.field))
                    && !piece.text.starts_with('※')
                {
                    self.report_continuation(open, &piece);
                }
                self.value(piece, open.as_ref(), column, lone_numbers.contains(&column));
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
            columns.push(open);
        }
        self.above = Above::Labelled(columns);
    }
}

/// Whether a row has one text, and that is a note: a line of a spreadsheet has as many cells as its table.
fn is_note_row(cells: &[Vec<Piece>]) -> bool {
    let mut pieces = cells.iter().flatten();
    pieces
        .next()
        .is_some_and(|piece| piece.text.starts_with('※'))
        && pieces.next().is_none()
}

/// The columns of cells that hold a number only, with text in the next: the number of an item in a cell of its own.
fn lone_numbers(cells: &[Vec<Piece>]) -> Vec<usize> {
    let is_number = |pieces: &[Piece]| {
        pieces.len() == 1
            && pieces[0].text.len() <= LONGEST_NUMBER
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

/// No number of an item has more bytes than this.
const LONGEST_NUMBER: usize = 24;

/// Whether a field says something of a goal.
pub(super) fn is_of_goal(field: Field) -> bool {
    is_counted(field) && field != Field::Goals || matches!(field, Field::GoalMark | Field::Mark)
}

/// Whether the items of a field are counted by the goals' numbers.
pub(super) fn is_counted(field: Field) -> bool {
    matches!(
        field,
        Field::Goals
            | Field::Result
            | Field::Direction
            | Field::MidyearReview
            | Field::ExternalReview
            | Field::PreviousReview
    )
}

fn role_of(open: Option<&Open>, lone_number: bool) -> Role {
    if lone_number && open.is_some_and(|open| is_counted(open.field)) {
        Role::Marker
    } else {
        Role::Value
    }
}
