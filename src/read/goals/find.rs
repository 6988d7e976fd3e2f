//! Which pieces of text begin a goal.

use std::collections::{BTreeMap, BTreeSet};

use super::FoundGoal;
use super::markers::Style;
use super::of_field;
use crate::model::{Field, Problem, Role};
use crate::read::blocks::is_page_number;
use crate::read::draft::{Announcements, Draft};
use crate::read::findings::Findings;

/// What the goals of one group look like.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    /// How the first number is written.
    outer: Option<Style>,
    any_bullet: bool,
    any_item: bool,
    /// Goals are headings.
    headings: bool,
}

pub(super) fn find_goals(
    drafts: &mut [Draft],
    announcements: &Announcements,
    findings: &mut Findings<'_>,
) -> Vec<FoundGoal> {
    let values = of_field(drafts, Field::Goals);
    let looks = looks(drafts, &values);
    let listed = listed_in_pillars(drafts, &values, &looks);
    let mut finder = Finder {
        in_tables: values.iter().any(|&index| drafts[index].record.is_some()),
        ..Finder::default()
    };
    let mut marked = false;
    let mut scope = None;
    let mut current: Option<usize> = None;
    for (position, &index) in values.iter().enumerate() {
        let draft = &drafts[index];
        let new_scope = scope.replace(draft.scope) != Some(draft.scope);
        if new_scope {
            // Under another label of the same name nothing is carried on.
            current = None;
        }
        let look = looks.get(&draft.group).copied().unwrap_or_default();
        let own = draft.number.clone();
        let announced = announcements.of(draft.scope).number.clone();
        let begins = if let Some(record) = draft.record {
            // One goal a row, however many paragraphs.
            finder.record != Some(record)
        } else if announced.is_some() {
            new_scope
        } else if look.headings {
            draft.level > 0
        } else if let Some(outer) = look.outer {
            own.as_ref().is_some_and(|(_, style)| *style == outer)
        } else if look.any_bullet {
            draft.role == Role::Marker && !draft.piece.nested
        } else if look.any_item {
            draft.piece.item && !draft.piece.nested
        } else if listed.get(&draft.scope) == Some(&draft.group) {
            // A sentence above the first pillar, where the pillars have lists.
            false
        } else {
            true
        };
        if begins && !marked {
            let number = announced.or(own.map(|(number, _)| number));
            let text = match draft.role {
                Role::Marker => values
                    .get(position + 1)
                    .map(|&next| drafts[next].piece.text.as_str()),
                _ => Some(draft.piece.text.as_str()),
            };
            current = Some(match finder.repeated(draft, number.as_deref(), text) {
                Some(known) => known,
                None => finder.add(draft, number, text, findings),
            });
            finder.record = draft.record;
        }
        // The text behind a marker belongs to the goal that the marker began.
        marked = draft.role == Role::Marker;
        let repeats = finder.repeating && draft.record.is_some() && draft.record == finder.record;
        let draft = &mut drafts[index];
        draft.goal = current;
        draft.repeats = repeats;
        if current.is_none() {
            // What stands before the first goal introduces them.
            draft.field = Some(Field::Preface);
        }
    }
    introduce(drafts);
    finder.goals
}

fn looks(drafts: &[Draft], values: &[usize]) -> BTreeMap<Option<usize>, Look> {
    let mut looks: BTreeMap<Option<usize>, Look> = BTreeMap::new();
    for &index in values {
        let draft = &drafts[index];
        let look = looks.entry(draft.group).or_default();
        look.headings |= draft.level > 0;
        if draft.record.is_some() {
            continue;
        }
        if look.outer.is_none() {
            look.outer = draft.number.as_ref().map(|(_, style)| *style);
        }
        look.any_bullet |= draft.role == Role::Marker;
        look.any_item |= draft.piece.item;
    }
    looks
}

/// The labels of goals whose goals are lists below pillars, with the group in which the label itself stands.
fn listed_in_pillars(
    drafts: &[Draft],
    values: &[usize],
    looks: &BTreeMap<Option<usize>, Look>,
) -> BTreeMap<u32, Option<usize>> {
    let labels = drafts
        .iter()
        .filter(|draft| draft.announces() && draft.field == Some(Field::Goals));
    let mut own: BTreeMap<u32, Option<usize>> = BTreeMap::new();
    for label in labels {
        own.entry(label.scope).or_insert(label.group);
    }
    let is_list = |draft: &Draft| {
        let look = looks.get(&draft.group).copied().unwrap_or_default();
        look.outer.is_some() || look.any_bullet || look.any_item
    };
    let listed: BTreeSet<u32> = values
        .iter()
        .map(|&index| &drafts[index])
        .filter(|draft| own.get(&draft.scope) != Some(&draft.group) && is_list(draft))
        .map(|draft| draft.scope)
        .collect();
    own.retain(|scope, _| listed.contains(scope));
    own
}

#[derive(Default)]
struct Finder {
    goals: Vec<FoundGoal>,
    /// The numbers of each group.
    numbers: BTreeSet<(Option<usize>, String)>,
    /// The goals by number and text: merged cells may have been written out in every row.
    known: BTreeMap<(Option<String>, String), usize>,
    /// The row of the goal that was found last.
    record: Option<u32>,
    /// Whether any goal stands in a row of a table by columns.
    in_tables: bool,
    /// Whether that row only repeats a goal.
    repeating: bool,
}

impl Finder {
    /// The goal that a row only repeats.
    fn repeated(
        &mut self,
        draft: &Draft,
        number: Option<&str>,
        text: Option<&str>,
    ) -> Option<usize> {
        self.repeating = false;
        draft.record?;
        let key = (number.map(str::to_owned), squeezed(text?));
        let known = *self.known.get(&key)?;
        // The same words under another pillar are another goal.
        let same_place =
            self.goals[known].group == draft.group || self.goals[known].record.is_none();
        self.repeating = same_place;
        same_place.then_some(known)
    }

    fn add(
        &mut self,
        draft: &Draft,
        number: Option<String>,
        text: Option<&str>,
        findings: &mut Findings<'_>,
    ) -> usize {
        if let Some(number) = &number
            && !self.numbers.insert((draft.group, number.clone()))
        {
            let problem = Problem::GoalNumberRepeated {
                number: number.clone(),
            };
            findings.tell(problem, draft.piece.span());
        }
        // Only rows of tables repeat goals.
        if let Some(text) = text.filter(|_| self.in_tables) {
            let key = (number.clone(), squeezed(text));
            self.known.entry(key).or_insert(self.goals.len());
        }
        self.goals.push(FoundGoal {
            number,
            group: draft.group,
            line: findings.source.line(draft.piece.span().start),
            record: draft.record,
            scope: draft.scope,
        });
        self.goals.len() - 1
    }
}

/// A text as repetitions are compared: a page may break its lines elsewhere.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Running text between a heading and the label of the goals, that no label explains, introduces the goals.
fn introduce(drafts: &mut [Draft]) {
    let mut pending: Vec<usize> = Vec::new();
    for index in 0..drafts.len() {
        let draft = &drafts[index];
        match (draft.role, draft.field) {
            (Role::Value | Role::Marker, None)
                if draft.column.is_none() && !is_page_number(&draft.piece.text) =>
            {
                pending.push(index);
            }
            (Role::Label | Role::Heading, Some(Field::Goals)) => {
                for index in pending.drain(..) {
                    drafts[index].field = Some(Field::Preface);
                }
            }
            (Role::Heading | Role::Label, _) => pending.clear(),
            _ => {}
        }
    }
}
