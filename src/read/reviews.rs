//! Marks and reviews of goals.

use super::draft::Draft;
use super::indicators::{Means, mark};
use crate::model::{Field, FiscalYear, Mark, Review, ReviewKind, Role};

/// How the city judged a goal: the first mark that is printed for it.
pub(super) fn mark_of(drafts: &[&Draft], means: &Means<'_>) -> Option<Mark> {
    let raw = drafts
        .iter()
        .find(|draft| draft.role == Role::Value && !draft.piece.text.is_empty())?;
    Some(mark(&raw.piece.text, means.form, means.year))
}

/// What others, or other times, said of a goal: one review for each label.
pub(super) fn reviews_of(drafts: &[&Draft], means: &Means<'_>) -> Vec<Review> {
    let mut reviews: Vec<(u32, Review)> = Vec::new();
    for draft in drafts {
        let Some(kind) = draft.field.and_then(kind_of) else {
            continue;
        };
        let text = draft.piece.text.as_str();
        match reviews.last_mut() {
            Some((scope, review)) if *scope == draft.scope => {
                if !review.text.is_empty() {
                    review.text.push('\n');
                }
                review.text.push_str(text);
            }
            _ => {
                let announcement = means.announcements.of(draft.scope);
                let text = if draft.role == Role::Marker { "" } else { text };
                let review = Review {
                    kind,
                    fiscal_year: announcement.year.map(FiscalYear::from_western),
                    by: announcement.by.clone(),
                    text: text.to_owned(),
                    mark: None,
                };
                reviews.push((draft.scope, review));
            }
        }
    }
    let mut reviews: Vec<Review> = reviews.into_iter().map(|(_, review)| review).collect();
    for review in &mut reviews {
        let year = review.fiscal_year.unwrap_or(means.year);
        let found = mark(&review.text, means.form, year);
        review.mark = Some(found).filter(|mark| mark.scale.is_some() && is_short(&review.text));
    }
    reviews
}

/// Whether a text is a mark and nothing more.
fn is_short(text: &str) -> bool {
    text.chars().count() <= 20 && !text.contains('\n')
}

fn kind_of(field: Field) -> Option<ReviewKind> {
    match field {
        Field::MidyearReview => Some(ReviewKind::Midyear),
        Field::ExternalReview => Some(ReviewKind::External),
        Field::PreviousReview => Some(ReviewKind::Previous),
        _ => None,
    }
}
