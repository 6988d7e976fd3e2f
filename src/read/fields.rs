//! Drafts → the document's fields. Fields are views: whatever they hold stands in the parts too.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_japanese::numeral;

use crate::model::{
    Evaluation, Field, Goal, GoalId, Head, OtherSection, Part, Problem, Role, Shape,
};

use super::draft::Draft;
use super::findings::Findings;
use super::goals::FoundGoal;
use super::source::Source;

/// The fields that a document's text fills.
pub(super) struct Fields {
    pub title: Option<String>,
    pub heads: Vec<Head>,
    pub purpose: Option<String>,
    pub policy_indicators: Vec<String>,
    pub preface: Option<String>,
    pub goals: Vec<Goal>,
    pub evaluation: Option<Evaluation>,
    pub notes: Vec<String>,
    pub other: Vec<OtherSection>,
    pub parts: Vec<Part>,
}

/// Views onto the drafts, and the drafts as parts.
pub(super) fn fields(
    drafts: &[Draft],
    found: Vec<FoundGoal>,
    findings: &mut Findings<'_>,
) -> Fields {
    let source = findings.source;
    let ids = goal_ids(&found);
    let goals = goals(drafts, found, &ids);
    Fields {
        title: title(drafts),
        heads: heads(drafts),
        purpose: text_of(drafts, Field::Purpose),
        policy_indicators: items_of(drafts, Field::PolicyIndicators),
        preface: text_of(drafts, Field::Preface),
        evaluation: evaluation(drafts, findings),
        notes: notes(drafts),
        other: other(source, drafts),
        parts: parts(source, drafts, &ids),
        goals,
    }
}

fn values(drafts: &[Draft], field: Field) -> impl Iterator<Item = &Draft> {
    drafts
        .iter()
        .filter(move |draft| draft.role == Role::Value && draft.field == Some(field))
}

fn title(drafts: &[Draft]) -> Option<String> {
    let of_title = |draft: &&Draft| draft.field == Some(Field::Title);
    drafts
        .iter()
        .find(of_title)
        .map(|draft| draft.piece.text.clone())
}

/// The values under one label after another: (label, values).
fn labelled(drafts: &[Draft], field: Field) -> Vec<(&Draft, Vec<&Draft>)> {
    let mut found: Vec<(&Draft, Vec<&Draft>)> = Vec::new();
    let mut by_scope: BTreeMap<u32, usize> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| draft.field == Some(field)) {
        match draft.role {
            Role::Label | Role::Heading => {
                by_scope.insert(draft.scope, found.len());
                found.push((draft, Vec::new()));
            }
            Role::Value => {
                if let Some(&at) = by_scope.get(&draft.scope) {
                    found[at].1.push(draft);
                }
            }
            Role::Marker | Role::Note => {}
        }
    }
    found
}

/// The label is the role, the value the name. In a table of people each row is a head of its own.
fn heads(drafts: &[Draft]) -> Vec<Head> {
    let mut heads = Vec::new();
    for (label, values) in labelled(drafts, Field::Heads) {
        let role = label
            .piece
            .text
            .trim_end_matches([':', '：'])
            .trim()
            .to_owned();
        if label.record.is_some() || values.iter().any(|value| value.record.is_some()) {
            heads.extend(values.iter().map(|value| Head {
                role: role.clone(),
                name: value.piece.text.clone(),
            }));
        } else if !values.is_empty() {
            heads.push(Head {
                role,
                name: join(values.iter().copied(), " "),
            });
        }
    }
    heads
}

fn join<'a>(drafts: impl Iterator<Item = &'a Draft>, separator: &str) -> String {
    drafts
        .map(|draft| draft.piece.text.as_str())
        .collect::<Vec<_>>()
        .join(separator)
}

/// Paragraphs and items, one a line; markers stand before their items where `markers` says so.
fn lines<'a>(drafts: impl Iterator<Item = &'a Draft>, markers: bool) -> String {
    let mut text = String::new();
    let mut after_marker = false;
    for draft in drafts {
        let is_marker = draft.role == Role::Marker;
        if is_marker && !markers {
            continue;
        }
        if !text.is_empty() {
            text.push(if after_marker { ' ' } else { '\n' });
        }
        text.push_str(&draft.piece.text);
        after_marker = is_marker;
    }
    text
}

fn holds(draft: &Draft, field: Field) -> bool {
    draft.field == Some(field) && matches!(draft.role, Role::Value | Role::Marker)
}

fn text_of(drafts: &[Draft], field: Field) -> Option<String> {
    Some(lines(
        drafts.iter().filter(|draft| holds(draft, field)),
        true,
    ))
    .filter(|text| !text.is_empty())
}

fn items_of(drafts: &[Draft], field: Field) -> Vec<String> {
    values(drafts, field)
        .map(|draft| draft.piece.text.clone())
        .collect()
}

fn goal_ids(found: &[FoundGoal]) -> Vec<GoalId> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let id = |(index, goal): (usize, &FoundGoal)| {
        let number = goal.number.as_deref();
        // A number that comes back takes its place in the document: the search for a free id stays short.
        let repeated = number.is_some_and(|number| taken.contains(number));
        let number = number.filter(|_| !repeated);
        let id = GoalId::new(number, index + 1, |id| taken.contains(id));
        taken.insert(id.as_str().to_owned());
        id
    };
    found.iter().enumerate().map(id).collect()
}

fn goals(drafts: &[Draft], found: Vec<FoundGoal>, ids: &[GoalId]) -> Vec<Goal> {
    // One pass over the drafts, however many goals there are.
    let mut texts: Vec<[Vec<&Draft>; 3]> = vec![Default::default(); found.len()];
    for draft in drafts {
        let slot = match draft.field {
            Some(Field::Goals) => 0,
            Some(Field::Result) => 1,
            Some(Field::Direction) => 2,
            _ => continue,
        };
        if let Some(texts) = draft.goal.and_then(|goal| texts.get_mut(goal)) {
            texts[slot].push(draft);
        }
    }
    let text = |drafts: &[&Draft]| {
        // The marker with which the text begins is the goal's number, not part of what it says.
        let own_marker = usize::from(
            drafts
                .first()
                .is_some_and(|draft| draft.role == Role::Marker),
        );
        lines(drafts[own_marker..].iter().copied(), true)
    };
    let build =
        |((goal, id), [own, result, direction]): ((FoundGoal, &GoalId), [Vec<&Draft>; 3])| Goal {
            id: id.clone(),
            number: goal.number,
            group: goal.group,
            text: text(&own),
            result: Some(text(&result)).filter(|text| !text.is_empty()),
            direction: Some(text(&direction)).filter(|text| !text.is_empty()),
            mark: None,
            reviews: Vec::new(),
            indicators: Vec::new(),
            line: goal.line,
        };
    found.into_iter().zip(ids).zip(texts).map(build).collect()
}

/// The two counts; 「4件」 counts as 4, and what says that there is none counts as nothing.
fn evaluation(drafts: &[Draft], findings: &mut Findings<'_>) -> Option<Evaluation> {
    let mut count = |field: Field| {
        let (label, values) = labelled(drafts, field)
            .into_iter()
            .find(|(_, values)| !values.is_empty())?;
        let text = join(values.iter().copied(), "");
        let bare = text.trim_end_matches(['件', '個', '目']).trim();
        let number = numeral::parse_count(bare);
        let blank = bare
            .chars()
            .all(|c| "-－‐―ー—/／".contains(c) || c.is_whitespace());
        if number.is_none() && !blank {
            let label = label.piece.text.clone();
            let span = values.first().map_or(0..0, |value| value.piece.span());
            findings.tell(Problem::CountNotNumber { label, text }, span);
        }
        number
    };
    let evaluation = Evaluation {
        goals: count(Field::EvaluationGoals),
        achieved: count(Field::EvaluationAchieved),
    };
    (evaluation != Evaluation::default()).then_some(evaluation)
}

fn notes(drafts: &[Draft]) -> Vec<String> {
    drafts
        .iter()
        .filter(|draft| draft.role == Role::Note)
        .map(|draft| draft.piece.text.clone())
        .collect()
}

fn is_other(draft: &Draft) -> bool {
    matches!(draft.role, Role::Value | Role::Marker)
        && matches!(draft.field, None | Some(Field::Other))
}

/// What no label explains, together with the heading or unknown label above it.
fn other(source: &Source<'_>, drafts: &[Draft]) -> Vec<OtherSection> {
    let mut sections: Vec<OtherSection> = Vec::new();
    let mut heading: Option<&Draft> = None;
    let mut open = false;
    let mut previous: Option<&Draft> = None;
    let mut by_column: BTreeMap<u32, usize> = BTreeMap::new();
    let labels: BTreeMap<u32, &str> = drafts
        .iter()
        .filter(|draft| draft.role == Role::Label)
        .map(|draft| (draft.scope, draft.piece.text.as_str()))
        .collect();
    for draft in drafts {
        match draft.role {
            Role::Heading | Role::Label => {
                let of_title = draft.field == Some(Field::Title);
                let names_it = draft.role == Role::Heading || draft.field == Some(Field::Other);
                if names_it {
                    heading = (!of_title).then_some(draft);
                }
                open = false;
            }
            _ if is_other(draft) => {
                let text = &draft.piece.text;
                if let Some(&at) = draft.record.and_then(|_| by_column.get(&draft.scope)) {
                    // Tables by columns come row by row.
                    let section: &mut OtherSection = &mut sections[at];
                    section.text.push('\n');
                    section.text.push_str(text);
                    continue;
                }
                if draft.record.is_some() {
                    by_column.insert(draft.scope, sections.len());
                    open = false;
                }
                match sections.last_mut().filter(|_| open) {
                    Some(section) => {
                        section.text.push_str(separator(previous, draft));
                        section.text.push_str(text);
                    }
                    None => sections.push(OtherSection {
                        heading: match draft.record {
                            Some(_) => labels.get(&draft.scope).map(|label| (*label).to_owned()),
                            None => heading.map(|heading| heading.piece.text.clone()),
                        },
                        text: text.clone(),
                        line: source.line(draft.piece.span().start),
                    }),
                }
                open = true;
                previous = Some(draft);
            }
            _ => {}
        }
    }
    sections
}

/// Cells of one row are separated by tabs, a marker from its item by a space, all else by line feeds.
fn separator(previous: Option<&Draft>, draft: &Draft) -> &'static str {
    match previous {
        Some(previous) if previous.role == Role::Marker => " ",
        Some(previous)
            if previous.block == draft.block
                && previous.column.is_some()
                && previous.column != draft.column =>
        {
            "\t"
        }
        _ => "\n",
    }
}

fn parts(source: &Source<'_>, drafts: &[Draft], ids: &[GoalId]) -> Vec<Part> {
    let part = |draft: &Draft| {
        let span = draft.piece.span();
        let shape = match (draft.role, draft.column) {
            (Role::Heading, _) => Shape::Heading(draft.level),
            (_, Some(column)) => Shape::Cell(column),
            _ if draft.piece.item => Shape::Item,
            _ => Shape::Paragraph,
        };
        Part {
            line: source.line(span.start),
            role: draft.role,
            text: draft.piece.text.clone(),
            field: draft
                .field
                .or((draft.role != Role::Heading).then_some(Field::Other)),
            goal: draft.goal.and_then(|goal| ids.get(goal).cloned()),
            note: draft.note,
            corrections: Vec::new(),
            shape,
            place: draft.place,
            block: draft.block,
            scope: draft.scope,
            span,
        }
    };
    drafts.iter().map(part).collect()
}
