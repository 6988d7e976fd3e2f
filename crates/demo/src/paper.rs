//! Printing: what a document says becomes a page as some office laid it out, together with the truth about that page.
//!
//! A *layout* is one way to print. Clean layouts are how the demo city's own forms should look; the others are how pages
//! look after offices, PDF programs and OCR had their way. Whatever else can happen to any page (encodings, line ends,
//! widths) is in [`wear`].

mod cities;
mod clean;
mod facts;
mod grid;
mod measure;
mod order;
mod page;
#[cfg(test)]
mod proof;
#[cfg(test)]
mod samples;
mod seen;
mod sheet;
mod wear;
mod words;

pub use page::Page;
pub use wear::{Spelling, Wear, respell};

use std::sync::LazyLock;

use crate::content::Content;
use crate::random::Random;
use crate::truth::Document;

/// How a layout prints: onto the page, and the truth about what it printed.
pub type Print = fn(&Content, &mut Random, &mut Page) -> Document;

/// One way to print.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Its name in reports: `ocr-rows`.
    pub name: &'static str,
    /// Where it is known from.
    pub origin: Origin,
    /// How often it is chosen among those that fit.
    pub weight: u32,
    /// Whether this content can be printed so.
    pub fits: fn(&Content) -> bool,
    /// Prints it.
    pub print: Print,
}

/// Where a layout is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The demo city's forms, as they should look.
    Form,
    /// The real document, and what is usual in OCR.
    Seen,
    /// Written down from descriptions of how cities publish, without looking at what the program reads.
    Described,
}

/// All ways to print.
pub static LAYOUTS: LazyLock<Vec<Layout>> =
    LazyLock::new(|| [&clean::LAYOUTS, seen::LAYOUTS.as_slice(), cities::LAYOUTS].concat());
