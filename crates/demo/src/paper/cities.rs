//! Papers borrowed from elsewhere: layouts written down from what is known of how cities publish, without looking at what
//! the program reads. Each kind has its form in `data/forms`.

mod columns;
mod draft;
mod figures;
mod kashiwara;
mod kyoto;
mod matsusaka;
mod nagoya;
mod okazaki;
mod osaka;
mod posts;
#[cfg(test)]
mod sample;
mod sheets;
mod suita;
mod twins;
mod yokohama;

use super::{Layout, Origin, Page};
use crate::content::Content;
use crate::random::Random;
use crate::truth::Document;

#[cfg(test)]
macro_rules! form {
    ($name:literal) => {
        ($name, include_str!(concat!("../../data/forms/", $name)))
    };
}

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

/// The forms that know them: each one's name and text.
#[cfg(test)]
pub const FORMS: &[(&str, &str)] = &[
    form!("shionagi-busho.toml"),
    form!("shionagi-gutai.toml"),
    form!("shionagi-hashira.toml"),
    form!("shionagi-jigyo.toml"),
    form!("shionagi-keiei.toml"),
    form!("shionagi-nidan.toml"),
    form!("shionagi-shisaku.toml"),
    form!("shionagi-suuchi.toml"),
    form!("shionagi-torikumi.toml"),
    form!("shionagi-unei.toml"),
    form!("shionagi-zennendo.toml"),
];

/// All of them.
pub const LAYOUTS: &[Layout] = &[
    layout("osaka-rows", 6, always, osaka::rows),
    layout("osaka-tables", 6, always, osaka::tables),
    layout("osaka-vertical", 2, always, osaka::vertical),
    layout("osaka-vertical-cells", 2, always, osaka::vertical_cells),
    layout("nagoya-merged", 6, always, nagoya::merged),
    layout("nagoya-two-levels", 3, always, nagoya::two_levels),
    layout("nagoya-repeated", 4, always, nagoya::repeated),
    layout("nagoya-blanks", 4, always, nagoya::blanks),
    layout("nagoya-pages", 3, always, sheets::pages),
    layout("nagoya-pasted", 3, always, sheets::pasted),
    layout("nagoya-twin", 4, twins::ties, twins::even),
    layout("nagoya-twin-untied", 1, twins::does_not_tie, twins::uneven),
    layout("yokohama-pillars", 8, yokohama::one_each, yokohama::pillars),
    layout("yokohama-goals", 4, yokohama::has_pillars, yokohama::goals),
    layout("kyoto-definitions", 4, always, kyoto::definitions),
    layout("kyoto-headings", 4, always, kyoto::headings),
    layout("suita-colons", 4, always, suita::colons),
    layout("suita-brackets", 3, always, suita::brackets),
    layout("suita-escapes", 3, always, suita::escapes),
    layout("suita-lost-kana", 2, always, suita::lost_kana),
    layout("kashiwara-table", 5, kashiwara::circled, kashiwara::table),
    layout("kashiwara-numbered", 3, always, kashiwara::numbered),
    layout(
        "kashiwara-transposed",
        3,
        kashiwara::beside,
        kashiwara::transposed_html,
    ),
    layout(
        "kashiwara-transposed-rows",
        3,
        kashiwara::beside,
        kashiwara::transposed_rows,
    ),
    layout("okazaki-tables", 5, always, okazaki::tables),
    layout("okazaki-word", 3, always, okazaki::word),
    layout("matsusaka-rows", 3, matsusaka::fits, matsusaka::rows),
    layout("matsusaka-table", 2, matsusaka::fits, matsusaka::table),
    layout("posts-rows", 3, posts::fits, posts::rows),
    layout("posts-tables", 3, posts::fits, posts::tables),
    layout("columns-across", 3, columns::judged, columns::across),
    layout(
        "columns-alternating",
        1,
        columns::judged,
        columns::alternating,
    ),
    layout(
        "columns-broken-lines",
        1,
        columns::long,
        columns::broken_lines,
    ),
    layout("figures-table", 4, figures::fits, figures::table),
    layout("figures-apart", 3, figures::fits, figures::apart),
    layout("figures-years", 3, figures::fits, figures::years),
];

#[cfg(test)]
mod tests;
