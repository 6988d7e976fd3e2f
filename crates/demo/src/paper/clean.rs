//! The demo city's own forms as a careful office fills them in: Markdown, and tidy HTML tables.

mod headings;
pub mod tables;

use super::{Layout, Origin};
use crate::content::{Content, Series};

/// All clean layouts.
pub static LAYOUTS: [Layout; 10] = [
    clean("goals-lists", 6, is_goals, headings::lists),
    clean(
        "goals-table",
        8,
        |content| is_goals(content) && measured(content),
        tables::indicators,
    ),
    clean("goals-sections", 4, is_goals, headings::sections),
    clean("goals-html", 4, is_goals, tables::html_form),
    clean(
        "policy-pillars",
        6,
        |content| is_policy(content) && !content.pillars.is_empty(),
        headings::sections,
    ),
    clean(
        "policy-tables",
        6,
        |content| is_policy(content) && measured(content),
        tables::pillars,
    ),
    clean("policy-lists", 4, is_policy, headings::lists),
    clean("manifesto-promises", 6, is_manifesto, headings::sections),
    clean("manifesto-columns", 4, is_manifesto, tables::columns),
    clean("manifesto-sheet", 4, is_manifesto, tables::label_values),
];

const fn clean(
    name: &'static str,
    weight: u32,
    fits: fn(&Content) -> bool,
    print: super::Print,
) -> Layout {
    Layout {
        name,
        origin: Origin::Form,
        weight,
        fits,
        print,
    }
}

fn is_goals(content: &Content) -> bool {
    content.series == Series::Goals
}

fn is_policy(content: &Content) -> bool {
    content.series == Series::Policy
}

fn is_manifesto(content: &Content) -> bool {
    content.series == Series::Manifesto
}

/// Whether a table of indicators is worth it.
fn measured(content: &Content) -> bool {
    super::measure::all_measured(content)
}
