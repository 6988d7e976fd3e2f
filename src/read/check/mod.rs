//! What looks wrong in a document that was read: a list of separate checks, each of which only reports.

mod counts;
mod gaps;
mod heads;
mod misreading;
mod place;
mod settings;
mod spaces;

pub(super) use settings::check as settings;

use crate::model::Document;

use super::Place;
use super::draft::Draft;
use super::findings::Findings;

/// Runs all checks.
pub(super) fn check(
    drafts: &[Draft],
    document: &Document,
    place: &Place<'_>,
    findings: &mut Findings<'_>,
) {
    counts::check(drafts, document, findings);
    gaps::check(drafts, document, findings);
    heads::check(drafts, document, findings);
    misreading::check(drafts, document, findings);
    place::check(drafts, document, place, findings);
    spaces::check(drafts, findings);
}
