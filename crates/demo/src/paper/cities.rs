//! Papers borrowed from elsewhere: layouts written down from what is known of how cities publish, without looking at what
//! the program reads. Each kind has its form in `data/forms`.

mod draft;
mod kyoto;
mod nagoya;
mod osaka;
#[cfg(test)]
mod sample;
mod suita;
mod twins;
mod yokohama;

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
    layout("nagoya-merged", 6, always, nagoya::merged),
    layout("nagoya-repeated", 4, always, nagoya::repeated),
    layout("nagoya-blanks", 4, always, nagoya::blanks),
    layout("nagoya-pages", 3, always, nagoya::pages),
    layout("nagoya-pasted", 3, always, nagoya::pasted),
    layout("nagoya-twin", 4, twins::ties, twins::even),
    layout("nagoya-twin-untied", 1, twins::does_not_tie, twins::uneven),
    layout("yokohama-pillars", 8, yokohama::one_each, yokohama::pillars),
    layout("yokohama-goals", 4, yokohama::has_pillars, yokohama::goals),
    layout("kyoto-definitions", 4, always, kyoto::definitions),
    layout("kyoto-headings", 4, always, kyoto::headings),
    layout("suita-colons", 4, always, suita::colons),
    layout("suita-escapes", 3, always, suita::escapes),
    layout("suita-lost-kana", 2, always, suita::lost_kana),
];

#[cfg(test)]
mod tests;
