//! Numbers as Japanese documents print them, and the markers before list items.
//!
//! Nothing is rounded: a [`Number`] is a decimal fraction, with or without a percent sign.

mod counter;
mod enclosed;
mod kanji;
mod marker;
mod number;

pub use enclosed::enclosed_number;
pub use marker::{ItemMarker, MarkerKind, expected_item_marker, item_marker, next_item_marker};
pub use number::{Number, Unit, parse_count, parse_number};

pub(crate) use kanji::is_kanji_numeral;
