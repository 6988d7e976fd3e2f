//! How Japanese municipalities write years, numbers and words, made comparable.

pub mod fold;
pub mod kana;
pub mod numeral;
pub mod spacing;
pub mod width;
