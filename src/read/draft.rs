//! What the form reader passes on between its steps.

use crate::model::{Field, Role, TablePlace};

use super::goals::Style;
use super::inline::Piece;

/// A piece with what is known of it so far; becomes a [`Part`](crate::model::Part).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    pub piece: Piece,
    pub role: Role,
    /// The field that it fills or announces.
    pub field: Option<Field>,
    /// Which occurrence of a label announced it: equal for all values under one label. 0 where none did.
    pub scope: u32,
    /// The block in which it stands.
    pub block: u32,
    /// The level of a heading; 0 for all else. A value with a level is a heading that is a goal.
    pub level: u8,
    /// The column of a cell in a row that no label explains.
    pub column: Option<u16>,
    /// The column of a cell in any row.
    pub cell: u16,
    /// The row, where a row of labels stands above and columns mean fields. Rows that continue a goal have the first
    /// one's.
    pub record: Option<u32>,
    /// Where it stands in such a table.
    pub place: Option<TablePlace>,
    /// The pillar or post under which it stands, as an index of the groups.
    pub group: Option<usize>,
    /// The goal to which it belongs, as an index of the goals.
    pub goal: Option<usize>,
    /// For a marker: its number, and how that is written.
    pub number: Option<(String, Style)>,
    /// Whether it only repeats its goal's text: merged cells that were written out again in every row.
    pub repeats: bool,
    /// Whether it goes on with the sentence above, without anything between.
    pub goes_on: bool,
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
            cell: 0,
            record: None,
            place: None,
            group: None,
            goal: None,
            number: None,
            repeats: false,
            goes_on: false,
            note: None,
        }
    }

    /// Another piece that stood at the same place.
    pub fn beside(&self, piece: Piece, role: Role) -> Self {
        Self {
            level: self.level,
            column: self.column,
            cell: self.cell,
            record: self.record,
            place: self.place,
            ..Self::new(piece, role, self.field, self.scope, self.block)
        }
    }

    /// Whether it is text that fills a field.
    pub fn holds(&self, field: Field) -> bool {
        self.field == Some(field) && matches!(self.role, Role::Value | Role::Marker)
    }

    /// Whether it announces.
    pub fn announces(&self) -> bool {
        matches!(self.role, Role::Label | Role::Heading)
    }
}

/// A column of a table by columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    /// Its place in the rows, counted from 0.
    pub column: u16,
    /// What it holds; none for a column of numbers.
    pub field: Option<Field>,
    /// Which label announced it.
    pub scope: u32,
    /// Whether it holds the numbers of goals.
    pub goal_number: bool,
    /// Whether its table goes on with the one before: the labels came back on another page.
    pub goes_on: bool,
}

/// What a label announced, besides its field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Announcement {
    /// The label as printed.
    pub label: String,
    /// The fiscal year printed in it.
    pub year: Option<u16>,
    /// The goal's number printed in it.
    pub number: Option<String>,
    /// For a review: who speaks.
    pub by: Option<String>,
}

/// The announcements of a document, by scope.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Announcements(Vec<Announcement>);

impl Announcements {
    /// Adds one, and gives its scope.
    pub fn add(&mut self, announcement: Announcement) -> u32 {
        self.0.push(announcement);
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }

    /// Notes a year that was printed apart from the label, unless the label has one.
    pub fn set_year(&mut self, scope: u32, year: u16) {
        let index = (scope as usize).wrapping_sub(1);
        if let Some(announcement) = self.0.get_mut(index) {
            announcement.year.get_or_insert(year);
        }
    }

    /// The announcement of a scope; an empty one where no label announced it.
    pub fn of(&self, scope: u32) -> &Announcement {
        static NONE: Announcement = Announcement {
            label: String::new(),
            year: None,
            number: None,
            by: None,
        };
        let index = (scope as usize).wrapping_sub(1);
        self.0.get(index).unwrap_or(&NONE)
    }
}
