//! What organisations want, year after year: goals begin, go on, are reworded, split, merged and dropped, and what comes
//! of them fits what was wanted.
//!
//! Everything about one family of organisations (those bound by renames, merges and splits) is told in one go, because
//! goals are handed on inside it.

mod figures;
mod links;
mod telling;
mod thread;

pub use links::{Link, links};
pub use telling::{Assignment, Narrator};
pub use thread::Genealogy;

#[cfg(test)]
mod tests;
