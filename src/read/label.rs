//! A label that a text is or begins with.

use crate::model::Field;

use super::draft::Announcement;

/// A label, what it announces, and where its value begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub field: Field,
    pub announcement: Announcement,
    /// The bytes of the label with its colon; the value begins behind it.
    pub end: usize,
    /// The whole label, where the printed one lost kana.
    pub whole: Option<String>,
}
