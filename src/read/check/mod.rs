//! What looks wrong in a document that was read: a list of separate checks, each of which only reports.

mod counts;
mod heads;
mod misreading;
mod place;
mod spaces;

use crate::model::{Diagnostic, Document};

use super::Place;
use super::draft::Draft;
use super::source::Source;

/// Runs all checks.
pub(super) fn check(
    source: &Source<'_>,
    drafts: &[Draft],
    document: &Document,
    place: &Place<'_>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    counts::check(source, drafts, document, &mut found);
    heads::check(source, drafts, document, &mut found);
    misreading::check(source, drafts, document, &mut found);
    place::check(source, drafts, document, place, &mut found);
    spaces::check(source, drafts, &mut found);
    found
}
