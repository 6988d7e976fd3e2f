//! What the form reader passes on between its steps.

use crate::model::{Field, Role, TablePlace};

use super::inline::Piece;

/// A piece with what is known of it so far; becomes a [`Part`](crate::model::Part).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub piece: Piece,
    pub role: Role,
    /// The field that it fills or announces.
    pub field: Option<Field>,
    /// Which occurrence of a label announced it: equal for all values under one label.
    pub scope: u32,
    /// The block in which it stands.
    pub block: u32,
    /// The level of a heading; 0 for all else.
    pub level: u8,
    /// The column of a cell in a row that no label explains.
    pub column: Option<u16>,
    /// The row, where a row of labels stands above and columns mean fields.
    pub record: Option<u32>,
    /// Where it stands in such a table.
    pub place: Option<TablePlace>,
    /// The goal to which it belongs, as an index of the goals.
    pub goal: Option<usize>,
    /// The note that explains its footnote mark, as an index of the notes.
    pub note: Option<u32>,
}

impl Draft {
    pub fn new(piece: Piece, role: Role, field: Option<Field>, scope: u32, block: u32) -> Self {
        Self {
            piece,
            role,
            field,
            scope,
            block,
            level: 0,
            column: None,
            record: None,
            place: None,
            goal: None,
            note: None,
        }
    }
}
