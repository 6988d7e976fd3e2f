//! The forms as they come out of offices and OCR: what the real document shows, and what is usual besides.

mod breaks;
mod html;
mod lines;
mod loose;
mod merged;
mod rows;

use super::{Layout, Origin, Print};
use crate::content::Content;

/// All such layouts.
pub static LAYOUTS: [Layout; 25] = [
    seen("ocr-rows", 10, any, rows::plain),
    seen("ocr-rows-broken", 8, several, rows::broken),
    seen("ocr-sentence-broken", 3, judged, rows::sentence),
    seen("ocr-page-numbers", 3, several, rows::page_numbers),
    seen("ocr-spaced", 4, any, rows::spaced),
    seen("ocr-lying-role", 3, any, rows::lying),
    seen("ocr-counts-only", 5, any, rows::counts_only),
    seen("ocr-goal-blocks", 5, any, rows::blocks),
    seen("vertical-lines", 5, any, lines::vertical),
    seen("colon-lines", 5, any, lines::colons),
    seen("bracket-lines", 4, any, lines::brackets),
    seen("square-lines", 3, any, lines::squares),
    seen("all-headings", 3, any, lines::headings),
    seen("merged-repeated", 5, measured, merged::repeated),
    seen("merged-blank", 5, measured, merged::blank_below),
    seen("head-again", 4, several_measured, merged::head_again),
    seen("two-columns", 3, several_judged, merged::two_columns),
    seen("bullet-rows", 4, any, merged::bullets),
    seen(
        "branch-list",
        4,
        |content| several(content) && !content.pillars.is_empty(),
        loose::branches,
    ),
    seen("untied-bullets", 2, several_judged, loose::untied),
    seen("bare-title", 4, any, loose::bare_title),
    seen("html-spans", 5, measured, html::spans),
    seen("html-stacked", 4, any, html::stacked),
    seen("html-nested", 5, any, html::nested),
    seen("html-broken", 4, several, html::broken),
];

const fn seen(name: &'static str, weight: u32, fits: fn(&Content) -> bool, print: Print) -> Layout {
    Layout {
        name,
        origin: Origin::Seen,
        weight,
        fits,
        print,
    }
}

fn any(_: &Content) -> bool {
    true
}

fn judged(content: &Content) -> bool {
    content.judged
}

/// Whether there is something between which a page can end.
fn several(content: &Content) -> bool {
    content.goals.len() > 1
}

fn several_judged(content: &Content) -> bool {
    several(content) && content.judged
}

fn measured(content: &Content) -> bool {
    super::measure::all_measured(content)
}

fn several_measured(content: &Content) -> bool {
    several(content) && measured(content)
}
