//! Drafts → the document's fields. Fields are views: whatever they hold stands in the parts too.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_japanese::numeral::{self, MarkerKind, item_marker};

use crate::model::{
    Evaluation, Field, Goal, GoalId, Head, Indicator, OtherSection, Part, Problem, Role, Shape,
};

use super::blocks::is_page_number;
use super::draft::Draft;
use super::findings::Findings;
use super::goals::{Assigned, FoundGoal, TIED};
use super::indicators::{Means, indicators};
use super::reviews::{mark_of, reviews_of};
use super::source::Source;

/// The fields that a document's text fills.
pub(super) struct Fields {
    pub title: Option<String>,
    pub heads: Vec<Head>,
    pub purpose: Option<String>,
    pub policy_indicators: Vec<String>,
    pub preface: Option<String>,
    pub goals: Vec<Goal>,
    /// Indicators that belong to no single goal.
    pub indicators: Vec<Indicator>,
    pub evaluation: Option<Evaluation>,
    pub notes: Vec<String>,
    pub other: Vec<OtherSection>,
    pub parts: Vec<Part>,
}

/// Views onto the drafts, and the drafts as parts.
pub(super) fn fields(
    assigned: &Assigned,
    means: &Means<'_>,
    findings: &mut Findings<'_>,
) -> Fields {
    let source = findings.source;
    let drafts = assigned.drafts.as_slice();
    let ids = goal_ids(&assigned.goals);
    let (goals, indicators) = goals(drafts, assigned, &ids, means);
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
        indicators,
    }
}

fn values(drafts: &[Draft], field: Field) -> impl Iterator<Item = &Draft> {
    drafts
        .iter()
        .filter(move |draft| draft.role == Role::Value && draft.field == Some(field))
}

fn title(drafts: &[Draft]) -> Option<String> {
    let of_title = |draft: &&Draft| {
        draft.field == Some(Field::Title) && matches!(draft.role, Role::Value | Role::Heading)
    };
    drafts
        .iter()
        .find(of_title)
        .map(|draft| draft.piece.text.clone())
}

/// The values under one label after another: (label, values). A label may be spread over several pieces.
fn labelled(drafts: &[Draft], field: Field) -> Vec<(String, Vec<&Draft>)> {
    let mut found: Vec<(String, Vec<&Draft>)> = Vec::new();
    let mut by_scope: BTreeMap<u32, usize> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| draft.field == Some(field)) {
        match draft.role {
            Role::Label | Role::Heading => {
                if let Some(&at) = by_scope.get(&draft.scope) {
                    found[at].0.push_str(&draft.piece.text);
                } else {
                    by_scope.insert(draft.scope, found.len());
                    found.push((draft.piece.text.clone(), Vec::new()));
                }
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
        let role = role_of(&label);
        if values.iter().any(|value| value.record.is_some()) {
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

/// The role that a label names. A sign before it, brackets, a colon and the spaces between its characters belong to the layout.
fn role_of(label: &str) -> String {
    let sign = item_marker(label).filter(|marker| marker.kind == MarkerKind::Bullet);
    let label = &label[sign.map_or(0, |sign| sign.len)..];
    let label = label.trim_end_matches([':', '：']).trim();
    let bare = [
        ('【', '】'),
        ('［', '］'),
        ('[', ']'),
        ('〔', '〕'),
        ('<', '>'),
        ('＜', '＞'),
    ]
    .into_iter()
    .find_map(|(opens, closes)| label.strip_prefix(opens)?.strip_suffix(closes))
    .unwrap_or(label);
    let mut words = bare.split_whitespace();
    // 「課 長」 is 課長.
    if words.all(|word| word.chars().count() == 1) {
        bare.split_whitespace().collect()
    } else {
        bare.trim().replace('\n', "")
    }
}

fn join<'a>(drafts: impl Iterator<Item = &'a Draft>, separator: &str) -> String {
    drafts
        .map(|draft| draft.piece.text.as_str())
        .collect::<Vec<_>>()
        .join(separator)
}

/// Paragraphs and items, one a line; markers stand before their items where `markers` says so. A sentence that breaks
/// off behind a comma goes on with what follows.
fn lines<'a>(drafts: impl Iterator<Item = &'a Draft>, markers: bool) -> String {
    let mut text = String::new();
    let mut after_marker = false;
    for draft in drafts {
        let is_marker = draft.role == Role::Marker;
        if is_marker && !markers {
            continue;
        }
        let goes_on = draft.goes_on || !is_marker && text.ends_with(['、', '，']);
        if !text.is_empty() && !goes_on {
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

/// The ids of the goals. Where a number comes back under another pillar or post, the number of the pillar or post stands
/// before it.
fn goal_ids(found: &[FoundGoal]) -> Vec<GoalId> {
    let mut first_group: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    let comes_back = found.iter().any(|goal| {
        let number = goal.number.as_deref();
        number.is_some_and(|number| *first_group.entry(number).or_insert(goal.group) != goal.group)
    });
    // Groups are counted as they have goals.
    let mut order: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    for goal in found {
        let next = order.len() + 1;
        order.entry(goal.group).or_insert(next);
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let id = |(index, goal): (usize, &FoundGoal)| {
        let number = goal.number.as_deref().map(|number| {
            if comes_back {
                format!("{}-{number}", order[&goal.group])
            } else {
                number.to_owned()
            }
        });
        // A number that comes back takes its place in the document: the search for a free id stays short.
        let number = number.filter(|number| !taken.contains(number));
        let id = GoalId::new(number.as_deref(), index + 1, |id| taken.contains(id));
        taken.insert(id.as_str().to_owned());
        id
    };
    found.iter().enumerate().map(id).collect()
}

/// The texts that belong to a goal, by what they are.
#[derive(Debug, Clone, Default)]
struct Texts<'d> {
    own: Vec<&'d Draft>,
    result: Vec<&'d Draft>,
    direction: Vec<&'d Draft>,
    mark: Vec<&'d Draft>,
    reviews: Vec<&'d Draft>,
}

/// Adds a text, but not what a merged cell says again in the next row.
fn add<'d>(texts: &mut Vec<&'d Draft>, draft: &'d Draft) {
    let again = |known: &&Draft| {
        known.record != draft.record
            && known.scope == draft.scope
            && known.piece.text == draft.piece.text
    };
    if draft.record.is_none() || !texts.iter().take(MOST_COMPARED).any(again) {
        texts.push(draft);
    }
}

/// Of one goal no more texts are compared.
const MOST_COMPARED: usize = 50;

fn goals(
    drafts: &[Draft],
    assigned: &Assigned,
    ids: &[GoalId],
    means: &Means<'_>,
) -> (Vec<Goal>, Vec<Indicator>) {
    // One pass over the drafts, however many goals there are.
    let mut texts: Vec<Texts<'_>> = vec![Texts::default(); assigned.goals.len()];
    for draft in drafts
        .iter()
        .filter(|draft| !draft.announces() && !draft.repeats)
    {
        let Some(texts) = draft.goal.and_then(|goal| texts.get_mut(goal)) else {
            continue;
        };
        match draft.field {
            Some(Field::Goals) => add(&mut texts.own, draft),
            Some(Field::Result) => add(&mut texts.result, draft),
            Some(Field::Direction) => add(&mut texts.direction, draft),
            Some(Field::GoalMark) => add(&mut texts.mark, draft),
            Some(Field::MidyearReview | Field::ExternalReview | Field::PreviousReview) => {
                add(&mut texts.reviews, draft);
            }
            _ => {}
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
    let build = |((goal, id), texts): ((&FoundGoal, &GoalId), Texts<'_>)| Goal {
        id: id.clone(),
        number: goal.number.clone(),
        group: goal
            .group
            .and_then(|group| assigned.groups.get(group).cloned()),
        text: text(&texts.own),
        result: Some(text(&texts.result)).filter(|text| !text.is_empty()),
        direction: Some(text(&texts.direction)).filter(|text| !text.is_empty()),
        mark: mark_of(&texts.mark, means),
        reviews: reviews_of(&texts.reviews, means),
        indicators: Vec::new(),
        line: goal.line,
    };
    let found = assigned.goals.iter().zip(ids).zip(texts);
    let mut goals: Vec<Goal> = found.map(build).collect();
    let mut of_document = Vec::new();
    for found in indicators(drafts, means) {
        match found.goal.and_then(|goal| goals.get_mut(goal)) {
            Some(goal) => goal.indicators.push(found.indicator),
            None => of_document.push(found.indicator),
        }
    }
    (goals, of_document)
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
        && matches!(
            draft.field,
            None | Some(Field::Other | Field::Scale | Field::Indicators)
        )
}

/// Whether a text belongs to some goal, and to which cannot be told. `numbered` are the labels whose items have numbers.
fn is_untied(draft: &Draft, numbered: &BTreeSet<u32>) -> bool {
    !numbered.contains(&draft.scope)
        && matches!(draft.role, Role::Value | Role::Marker)
        && draft.goal.is_none()
        && draft.field.is_some_and(|field| TIED.contains(&field))
}

/// What no label explains, together with the heading or unknown label above it; and below its own label what belongs to
/// a goal, and to which cannot be told.
fn other(source: &Source<'_>, drafts: &[Draft]) -> Vec<OtherSection> {
    let mut sections: Vec<OtherSection> = Vec::new();
    let mut heading: Option<&Draft> = None;
    let mut open = false;
    let mut previous: Option<&Draft> = None;
    let mut by_column: BTreeMap<u32, usize> = BTreeMap::new();
    let labels: BTreeMap<u32, &str> = drafts
        .iter()
        .filter(|draft| draft.announces() && draft.scope > 0)
        .map(|draft| (draft.scope, draft.piece.text.as_str()))
        .collect();
    let numbered: BTreeSet<u32> = drafts
        .iter()
        .filter(|draft| draft.number.is_some())
        .map(|draft| draft.scope)
        .collect();
    for draft in drafts {
        match draft.role {
            Role::Heading | Role::Label => {
                let of_title = draft.field == Some(Field::Title);
                let names_it = draft.role == Role::Heading
                    || matches!(
                        draft.field,
                        Some(Field::Other | Field::Scale | Field::Indicators)
                    );
                if names_it {
                    heading = (!of_title).then_some(draft);
                }
                open = false;
            }
            _ if is_other(draft) || is_untied(draft, &numbered) => {
                let apart = is_untied(draft, &numbered);
                open &= previous.is_none_or(|previous| {
                    apart == is_untied(previous, &numbered)
                        && (!apart || previous.scope == draft.scope)
                });
                let text = &draft.piece.text;
                if draft.field.is_none() && draft.column.is_none() && is_page_number(text) {
                    // No heading stands above it: the page ends.
                    sections.push(OtherSection {
                        heading: None,
                        text: text.clone(),
                        line: source.line(draft.piece.span().start),
                    });
                    open = false;
                    continue;
                }
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
                            _ if apart => labels.get(&draft.scope).map(|label| (*label).to_owned()),
                            Some(_) => labels.get(&draft.scope).map(|label| (*label).to_owned()),
                            // A label heads what it explains, and nothing else.
                            None => heading
                                .filter(|heading| {
                                    heading.role == Role::Heading || draft.field.is_some()
                                })
                                .map(|heading| heading.piece.text.clone()),
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
