//! Vertical labels that came out a character a piece: in one cell, or spread over the first cells of rows.

use crate::model::Role;
use crate::read::blocks::Block;
use crate::read::inline::{Contents, Piece};

use super::{Above, Ahead, Interpreter, Open};

/// The label, and how many more rows have a character of it.
#[derive(Debug)]
pub(super) struct Spread {
    open: Open,
    rows_left: usize,
}

impl Interpreter<'_, '_> {
    /// Reads a row that has a character of a spread label in its first cell. Gives the row back where it has none.
    pub(super) fn vertical_row(
        &mut self,
        mut cells: Contents,
        ahead: &Ahead<'_>,
    ) -> Option<Contents> {
        let begins = self.vertical.is_none();
        if begins {
            self.vertical = self.spread_label(&cells, ahead);
        }
        let Some(spread) = &mut self.vertical else {
            return Some(cells);
        };
        let open = spread.open;
        spread.rows_left -= 1;
        if spread.rows_left == 0 {
            self.vertical = None;
        }
        if let Some(first) = cells.first_mut() {
            for piece in std::mem::take(first) {
                self.push(piece, Role::Label, Some(&open));
            }
        }
        if begins {
            self.above = Above::Labelled(vec![Some(open)]);
        }
        if let Above::Labelled(columns) = &self.above {
            let columns = columns.clone();
            self.continue_row(cells, &columns);
        }
        None
    }

    /// The label that the pieces of a cell spell, a character each.
    pub(super) fn spelt_label(&mut self, pieces: &[Piece]) -> Option<Open> {
        if !self.spells_label(pieces) {
            return None;
        }
        let label: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let found = self.announced(&label, label.len(), &label)?;
        Some(self.announce_with(found.field, found.announcement))
    }

    /// Whether the pieces of a cell spell a label, a character each.
    pub(super) fn spells_label(&self, pieces: &[Piece]) -> bool {
        let spelt = (2..=MOST_ROWS).contains(&pieces.len())
            && pieces.iter().all(|piece| is_upright(&piece.text));
        spelt && {
            let label: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
            self.known(&label).is_some()
        }
    }

    /// The longest label that the first cells of this and the next rows spell.
    fn spread_label(&mut self, cells: &Contents, ahead: &Ahead<'_>) -> Option<Spread> {
        let mut spelt = single_character(cells)?.to_owned();
        let mut found = None;
        for (rows, (block, cells)) in ahead
            .blocks
            .iter()
            .zip(ahead.contents)
            .take(MOST_ROWS)
            .enumerate()
        {
            let (Block::Row(_), Some(character)) = (block, single_character(cells)) else {
                break;
            };
            spelt.push_str(character);
            if let Some(known) = self.announced(&spelt, spelt.len(), &spelt) {
                found = Some((known, rows + 2));
            }
        }
        let (known, rows_left) = found?;
        let open = self.announce_with(known.field, known.announcement);
        Some(Spread { open, rows_left })
    }
}

/// Whether a text is one character of an upright label, or a number that stands in it.
fn is_upright(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some()
        && (characters.as_str().is_empty()
            || (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())))
}

/// The first cell of a row, where it holds one character only.
fn single_character(cells: &Contents) -> Option<&str> {
    let [
        Piece {
            text, item: false, ..
        },
    ] = cells.first()?.as_slice()
    else {
        return None;
    };
    let mut characters = text.chars();
    let only = characters.next().filter(|c| c.is_alphabetic())?;
    (characters.next().is_none() && cells.len() > 1 && !only.is_ascii()).then_some(text)
}

/// No label has more characters than this.
const MOST_ROWS: usize = 20;
