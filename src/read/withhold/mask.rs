//! Diagnostics of a document that withholds words: they show lines of the source, and may be read in a public log.

use std::ops::Range;

use super::super::source::Source;
use super::{Squeezed, Withheld};
use crate::model::{Diagnostic, Location, Problem, Span};

/// What stands in the place of each character.
const MASK: char = '〓';

/// Masks the words in the lines that diagnostics show. `hidden` is where they stand in the source. A message that
/// names them in spite of everything becomes an error that does not.
pub fn mask(
    withheld: &Withheld,
    source: &Source<'_>,
    hidden: &[Range<usize>],
    diagnostics: &mut [Diagnostic],
) {
    for diagnostic in diagnostics {
        let places = [&mut diagnostic.location, &mut diagnostic.related];
        for location in places.into_iter().flatten() {
            mask_location(withheld, source, hidden, location);
        }
        if names(withheld, &diagnostic.problem) {
            diagnostic.problem = Problem::WithheldTextRemains {
                place: diagnostic.problem.code(),
            };
        }
    }
}

fn names(withheld: &Withheld, problem: &Problem) -> bool {
    // A derived serialisation of strings and integers always succeeds.
    serde_json::to_string(problem).is_ok_and(|text| withheld.occurs_in(&text))
}

fn mask_location(
    withheld: &Withheld,
    source: &Source<'_>,
    hidden: &[Range<usize>],
    location: &mut Location,
) {
    let own = location.file == source.path;
    let Some(span) = &mut location.span else {
        return;
    };
    if own {
        let (start, line) = source.shown_line(span.line as usize - 1);
        let cut = span.cut as usize;
        let hides = |at: usize| hidden.iter().any(|range| range.contains(&(start + at)));
        let masked = line.char_indices().skip(cut).map(|(at, _)| hides(at));
        let text = span
            .text
            .chars()
            .zip(masked.chain(std::iter::repeat(false)));
        span.text = text.map(|(c, hide)| if hide { MASK } else { c }).collect();
    }
    // Comments, front matter and settings are no pieces.
    let squeezed = Squeezed::new(&span.text);
    let places: Vec<Range<usize>> = withheld
        .needles()
        .flat_map(|entry| squeezed.find(&entry.needle))
        .collect();
    if !places.is_empty() {
        let hides = |at: usize| places.iter().any(|range| range.contains(&at));
        let text = span.text.char_indices();
        span.text = text
            .map(|(at, c)| if hides(at) { MASK } else { c })
            .collect();
    }
}

/// Leaves out the lines that diagnostics show: what is withheld could not be read.
pub fn blank(diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics {
        let places = [&mut diagnostic.location, &mut diagnostic.related];
        for span in places
            .into_iter()
            .flatten()
            .filter_map(|place| place.span.as_mut())
        {
            blank_span(span);
        }
    }
}

fn blank_span(span: &mut Span) {
    span.text = "…".to_owned();
    span.cut = span.column.saturating_sub(1);
    span.length = 1;
}
