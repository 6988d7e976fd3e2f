//! What is missing where it should be: nothing was lost, but something may have been read as what it is not.

use crate::model::{Document, Field, Goal, Indicator, OtherSection, Problem, Role};

use super::super::blocks::is_page_number;
use super::super::draft::Draft;
use super::super::findings::Findings;

/// Tells each kind once, at its first place.
pub(super) fn check(drafts: &[Draft], document: &Document, findings: &mut Findings<'_>) {
    goals(drafts, document, findings);
    results(drafts, document, findings);
    indicators(drafts, document, findings);
}

/// A document that has labels of the form and other text besides, and no goal.
fn goals(drafts: &[Draft], document: &Document, findings: &mut Findings<'_>) {
    let known = |draft: &Draft| {
        let field = draft.field;
        draft.role == Role::Label && field.is_some_and(|field| field != Field::Other)
    };
    if document.goals.is_empty() && !document.other.is_empty() && drafts.iter().any(known) {
        findings.tell_of_file(Problem::NoGoals);
    }
}

/// A goal without a result, where most have one, and there is text that nothing explains. An office may as well have
/// left it blank.
fn results(drafts: &[Draft], document: &Document, findings: &mut Findings<'_>) {
    let goals = &document.goals;
    let unexplained =
        |section: &OtherSection| section.heading.is_none() && !is_page_number(&section.text);
    if !document.other.iter().any(unexplained) {
        return;
    }
    let with = goals.iter().filter(|goal| goal.result.is_some()).count();
    if with == goals.len() || with * 2 < goals.len() || with < 2 {
        return;
    }
    let missing = |goal: &(usize, &Goal)| goal.1.result.is_none();
    if let Some((index, goal)) = goals.iter().enumerate().find(missing) {
        let own = drafts.iter().find(|draft| draft.goal == Some(index));
        let problem = Problem::ResultMissing {
            goal: goal.id.as_str().to_owned(),
        };
        findings.tell(problem, own.map_or(0..0, |draft| draft.piece.span()));
    }
}

/// An indicator without a name, or one without any figure.
fn indicators(drafts: &[Draft], document: &Document, findings: &mut Findings<'_>) {
    let of_goals = document.goals.iter().enumerate();
    let of_goals = of_goals.map(|(index, goal)| (Some(index), &goal.indicators));
    let mut all = of_goals
        .chain([(None, &document.indicators)])
        .flat_map(|(goal, indicators)| indicators.iter().map(move |one| (goal, one)));
    let Some((goal, one)) = all.find(|(_, one)| is_incomplete(one)) else {
        return;
    };
    let measured = |draft: &&Draft| {
        draft.goal == goal && !draft.announces() && draft.field.is_some_and(Field::is_measured)
    };
    let named = |draft: &&Draft| measured(draft) && draft.piece.text == one.name;
    let place = drafts
        .iter()
        .find(named)
        .or_else(|| drafts.iter().find(measured));
    let problem = Problem::IndicatorIncomplete {
        name: one.name.clone(),
    };
    findings.tell(problem, place.map_or(0..0, |draft| draft.piece.span()));
}

fn is_incomplete(indicator: &Indicator) -> bool {
    let figures = [&indicator.baseline, &indicator.target, &indicator.actual];
    let mut figures = figures.into_iter().flatten();
    indicator.name.is_empty() || !figures.any(|figure| !figure.text.is_empty())
}
