//! Counts that disagree with the goals or with each other.

use crate::model::{Document, Field, Problem, Role};

use super::super::draft::Draft;
use super::super::findings::Findings;

pub(super) fn check(drafts: &[Draft], document: &Document, findings: &mut Findings<'_>) {
    let Some(evaluation) = document.evaluation else {
        return;
    };
    let place = |field| {
        let value = drafts
            .iter()
            .find(|draft| draft.field == Some(field) && draft.role == Role::Value);
        value.map_or(0..0, |draft| draft.piece.span())
    };
    let goals = u32::try_from(document.goals.len()).unwrap_or(u32::MAX);
    if let Some(printed) = evaluation.goals.filter(|printed| *printed != goals) {
        let problem = Problem::CountsDisagree {
            printed,
            found: goals,
        };
        findings.tell(problem, place(Field::EvaluationGoals));
    }
    let all = evaluation.goals.unwrap_or(goals);
    if let Some(achieved) = evaluation.achieved.filter(|achieved| *achieved > all) {
        let problem = Problem::AchievedExceedsGoals {
            achieved,
            goals: all,
        };
        findings.tell(problem, place(Field::EvaluationAchieved));
    }
}
