//! Papers borrowed from elsewhere: layouts written down from what is known of how cities publish, without looking at what
//! the program reads. Each kind has its form in `data/forms`.

mod draft;
mod osaka;
#[cfg(test)]
mod sample;

use super::{Layout, Origin, Page};
use crate::content::Content;
use crate::random::Random;
use crate::truth::Document;

const fn layout(
    name: &'static str,
    weight: u32,
    fits: fn(&Content) -> bool,
    print: fn(&Content, &mut Random, &mut Page) -> Document,
) -> Layout {
    Layout {
        name,
        origin: Origin::Described,
        weight,
        fits,
        print,
    }
}

fn always(_: &Content) -> bool {
    true
}

/// All of them.
pub const LAYOUTS: &[Layout] = &[
    layout("osaka-rows", 6, always, osaka::rows),
    layout("osaka-tables", 6, always, osaka::tables),
    layout("osaka-vertical", 2, always, osaka::vertical),
    layout("osaka-vertical-cells", 2, always, osaka::vertical_cells),
];

#[cfg(test)]
mod tests;
