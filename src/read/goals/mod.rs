//! Drafts → goals: which piece of text is a goal, under which pillar or post it stands, and to which goal a result, a
//! direction, a mark or a review belongs.

mod find;
mod groups;
mod markers;
mod tie;

use crate::model::{Field, Role};

pub(super) use markers::Style;

use super::draft::Draft;
use super::findings::Findings;
use super::indicators::Means;

/// A goal that was found; its texts are the drafts that point to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundGoal {
    /// The number as printed, widths folded.
    pub number: Option<String>,
    /// The post or pillar under which it stands, as an index of the groups.
    pub group: Option<usize>,
    /// The line on which it begins.
    pub line: u32,
    /// The row, where columns mean fields.
    record: Option<u32>,
    /// The label under which it was found.
    scope: u32,
}

/// What became of the drafts.
pub(super) struct Assigned {
    pub drafts: Vec<Draft>,
    pub goals: Vec<FoundGoal>,
    /// The pillars and posts, as printed.
    pub groups: Vec<String>,
}

/// The fields whose text belongs to a goal and is tied to it.
pub(super) const TIED: [Field; 6] = [
    Field::Result,
    Field::Direction,
    Field::GoalMark,
    Field::MidyearReview,
    Field::ExternalReview,
    Field::PreviousReview,
];

/// Splits the markers off items, finds the goals and ties to them what belongs to them.
pub(super) fn assign(
    drafts: Vec<Draft>,
    means: &Means<'_>,
    findings: &mut Findings<'_>,
) -> Assigned {
    let announcements = means.announcements;
    let mut drafts = markers::split_markers(drafts, means);
    markers::count(&mut drafts);
    resolve_marks(&mut drafts);
    groups::pillars_by_number(&mut drafts);
    let groups = groups::find(&mut drafts, announcements, means.columns);
    let goals = find::find_goals(&mut drafts, announcements, findings);
    let contexts = tie::contexts(&drafts, &goals);
    let lookup = tie::Lookup::new(&drafts, &goals);
    for field in TIED {
        tie::tie(
            &mut drafts,
            field,
            &lookup,
            &contexts,
            announcements,
            findings,
        );
    }
    let goal_numbers = (1..)
        .zip(means.columns)
        .filter(|(_, columns)| columns.iter().any(|column| column.goal_number))
        .map(|(table, _)| table)
        .collect();
    tie::tie_indicators(
        &mut drafts,
        &lookup,
        &contexts,
        announcements,
        &goal_numbers,
    );
    Assigned {
        drafts,
        goals,
        groups,
    }
}

/// A mark outside of a table by columns is of the indicator above it, or else of a goal.
fn resolve_marks(drafts: &mut [Draft]) {
    let mut of_indicator = false;
    for draft in drafts {
        match draft.field {
            Some(Field::Mark) => {
                draft.field = Some(if of_indicator {
                    Field::IndicatorMark
                } else {
                    Field::GoalMark
                });
            }
            Some(Field::IndicatorName | Field::IndicatorTarget | Field::IndicatorActual) => {
                of_indicator = draft.place.is_none();
            }
            Some(Field::Goals | Field::Group | Field::Result) => of_indicator = false,
            _ if draft.role == Role::Heading => of_indicator = false,
            _ => {}
        }
    }
}

/// Indices of the drafts that hold a field's values, in order.
fn of_field(drafts: &[Draft], field: Field) -> Vec<usize> {
    (0..drafts.len())
        .filter(|&index| drafts[index].holds(field))
        .collect()
}
