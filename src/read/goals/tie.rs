//! To which goal a result, a direction, a mark, a review or an indicator belongs.

use std::collections::{BTreeMap, BTreeSet};

use super::{FoundGoal, TIED, of_field};
use crate::model::{Field, Problem, Role};
use crate::read::draft::{Announcements, Draft};
use crate::read::findings::Findings;

/// For each draft the goal whose section it stands in.
pub(super) struct Contexts {
    /// Between one goal's label and the next.
    between: Vec<Option<usize>>,
    /// Below the heading that announces one goal and no other.
    headed: Vec<Option<usize>>,
    /// Below a goal's heading, or in its column.
    sure: Vec<Option<usize>>,
    /// Behind an item in running text.
    likely: Vec<Option<usize>>,
}

pub(super) fn contexts(drafts: &[Draft], goals: &[FoundGoal]) -> Contexts {
    let alternate = goals_alternate(drafts, goals);
    let apart = goals_are_apart(drafts);
    let mut between = Vec::with_capacity(drafts.len());
    let mut headed = Vec::with_capacity(drafts.len());
    let mut sure = Vec::with_capacity(drafts.len());
    let mut likely = Vec::with_capacity(drafts.len());
    let mut current: Option<(usize, u8)> = None;
    let mut last: Option<usize> = None;
    // The goal of the last label of its own, and the level of that label; 0 where it is no heading.
    let mut labelled: Option<(usize, u8)> = None;
    let mut label_level = 0;
    // The goal of the last heading that is one goal's own.
    let mut below: Option<(usize, u8)> = None;
    // Goals side by side in one row, by column.
    let mut beside: BTreeMap<u16, usize> = BTreeMap::new();
    let mut row = None;
    for draft in drafts {
        let ends = draft.announces()
            && current.is_some_and(|(_, level)| 0 < draft.level && draft.level <= level);
        if ends {
            current = None;
        }
        let leaves = |level: u8| level == 0 || draft.level <= level;
        if draft.role == Role::Heading && labelled.is_some_and(|(_, level)| leaves(level)) {
            labelled = None;
        }
        if draft.role == Role::Heading && below.is_some_and(|(_, level)| leaves(level)) {
            below = None;
        }
        if draft.announces() && draft.field == Some(Field::Goals) {
            label_level = draft.level;
        }
        if draft.role == Role::Heading || draft.field == Some(Field::Indicators) {
            last = None;
            beside.clear();
        }
        if draft.holds(Field::Goals)
            && let Some(goal) = draft.goal
            && draft.record.is_none()
        {
            if draft.level > 0 {
                current = Some((goal, draft.level));
            }
            last = Some(goal);
            labelled = Some((goal, label_level)).filter(|_| alternate);
            below = Some((goal, label_level)).filter(|_| (alternate || apart) && label_level > 0);
            if row.replace(draft.block) != Some(draft.block) {
                beside.clear();
            }
            beside.insert(draft.cell, goal);
        }
        let in_column = beside
            .get(&draft.cell)
            .filter(|goal| {
                let others = beside.values().any(|other| other != *goal);
                others && draft.cell > 0 && row != Some(draft.block)
            })
            .copied();
        sure.push(current.map(|(goal, _)| goal).or(in_column));
        likely.push(last);
        between.push(labelled.map(|(goal, _)| goal));
        headed.push(below.map(|(goal, _)| goal));
    }
    Contexts {
        between,
        headed,
        sure,
        likely,
    }
}

/// Whether each of several goals has a label of its own.
fn goals_are_apart(drafts: &[Draft]) -> bool {
    let mut labels: BTreeMap<u32, usize> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| draft.holds(Field::Goals)) {
        if let (Some(goal), None) = (draft.goal, draft.record)
            && labels
                .insert(draft.scope, goal)
                .is_some_and(|other| other != goal)
        {
            return false;
        }
    }
    labels.len() > 1
}

/// Whether each goal has a label of its own, with what belongs to it before the next: then what has no number belongs to
/// the goal above.
fn goals_alternate(drafts: &[Draft], goals: &[FoundGoal]) -> bool {
    let scopes: BTreeSet<u32> = goals.iter().map(|goal| goal.scope).collect();
    if scopes.len() != goals.len() || goals.iter().any(|goal| goal.record.is_some()) {
        return false;
    }
    if goals.len() < 2 {
        return false;
    }
    let mut seen = 0;
    for draft in drafts.iter().filter(|draft| draft.announces()) {
        match draft.field {
            Some(Field::Goals) if scopes.contains(&draft.scope) => seen += 1,
            Some(field)
                if (TIED.contains(&field) || field.is_measured())
                    && (1..goals.len()).contains(&seen) =>
            {
                return true;
            }
            _ => {}
        }
    }
    false
}

/// The goals by number and by row. The first of a number or of a row counts: those that come again are told elsewhere.
pub(super) struct Lookup<'g> {
    by_number: BTreeMap<&'g str, usize>,
    by_group_and_number: BTreeMap<(Option<usize>, &'g str), usize>,
    by_record: BTreeMap<u32, usize>,
    /// The numbers of rows: what stands in a column of numbers.
    numbers: BTreeMap<u32, String>,
    /// The goals that are alone in their post or pillar.
    lonely: BTreeMap<Option<usize>, usize>,
    /// How many goals there are.
    count: usize,
    /// Whether a number stands for goals of several groups.
    ambiguous: BTreeSet<&'g str>,
}

impl<'g> Lookup<'g> {
    pub fn new(drafts: &[Draft], goals: &'g [FoundGoal]) -> Self {
        let mut lookup = Self {
            by_number: BTreeMap::new(),
            by_group_and_number: BTreeMap::new(),
            by_record: BTreeMap::new(),
            numbers: numbers_of_records(drafts),
            lonely: lonely(goals),
            count: goals.len(),
            ambiguous: BTreeSet::new(),
        };
        for (index, goal) in goals.iter().enumerate() {
            if let Some(number) = &goal.number {
                let first = *lookup.by_number.entry(number).or_insert(index);
                if goals[first].group != goal.group {
                    lookup.ambiguous.insert(number);
                }
                lookup
                    .by_group_and_number
                    .entry((goal.group, number))
                    .or_insert(index);
            }
        }
        for draft in drafts.iter().filter(|draft| draft.holds(Field::Goals)) {
            if let (Some(record), Some(goal)) = (draft.record, draft.goal) {
                lookup.by_record.entry(record).or_insert(goal);
            }
        }
        lookup
    }

    fn number(&self, group: Option<usize>, number: &str) -> Option<usize> {
        let in_group = self.by_group_and_number.get(&(group, number)).copied();
        in_group.or_else(|| {
            let known = self.by_number.get(number).copied();
            known.filter(|_| !self.ambiguous.contains(number))
        })
    }
}

/// The numbers of rows: what stands in a column of numbers.
fn numbers_of_records(drafts: &[Draft]) -> BTreeMap<u32, String> {
    let mut numbers = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| draft.role == Role::Marker) {
        if let (Some(record), Some((number, _))) = (draft.record, &draft.number) {
            numbers.entry(record).or_insert_with(|| number.clone());
        }
    }
    numbers
}

/// Ties the values of a field to the goal of the same row, of the section, or of the same number.
pub(super) fn tie(
    drafts: &mut [Draft],
    field: Field,
    lookup: &Lookup<'_>,
    contexts: &Contexts,
    announcements: &Announcements,
    findings: &mut Findings<'_>,
) {
    let values = of_field(drafts, field);
    if values.is_empty() {
        return;
    }
    let outer = values
        .iter()
        .find_map(|&index| drafts[index].number.as_ref())
        .map(|(_, style)| *style);
    let counting = counting_scopes(drafts, &values, lookup);
    let mut current: Option<usize> = None;
    let mut scope = None;
    let mut told_scope = None;
    for &index in &values {
        let draft = &drafts[index];
        if scope != Some(draft.scope) {
            // Under another label of the same name nothing is carried on.
            scope = Some(draft.scope);
            current = None;
        }
        let announcement = announcements.of(draft.scope);
        let label = || announcement.label.clone();
        let own = draft
            .number
            .clone()
            .filter(|(_, style)| Some(*style) == outer);
        if let Some(record) = draft.record {
            let number = || lookup.number(draft.group, lookup.numbers.get(&record)?);
            current = lookup.by_record.get(&record).copied().or_else(number);
            if current.is_none() && !is_blank(&draft.piece.text) {
                let problem = Problem::UnassignedText { label: label() };
                findings.tell(problem, draft.piece.span());
            }
        } else if let Some(number) = &announcement.number {
            current = lookup.number(draft.group, number);
            if current.is_none() && told_scope != scope {
                let problem = Problem::GoalMissing {
                    number: number.clone(),
                    label: label(),
                };
                findings.tell(problem, draft.piece.span());
                told_scope = scope;
            }
        } else if let Some(goal) = contexts.sure[index] {
            current = Some(goal);
        } else if let Some(goal) =
            contexts.between[index].filter(|_| !counting.contains(&draft.scope))
        {
            current = Some(goal);
        } else if let Some((number, _)) = own {
            current = lookup.number(draft.group, &number);
            if current.is_none() {
                let problem = Problem::GoalMissing {
                    number,
                    label: label(),
                };
                findings.tell(problem, draft.piece.span());
                told_scope = scope;
            }
        } else if current.is_none()
            && outer.is_none()
            && let Some(&only) = lookup.lonely.get(&draft.group)
        {
            current = Some(only);
        } else if current.is_none() && outer.is_none() && lookup.count == 1 {
            current = Some(0);
        } else if current.is_none() && told_scope != scope && !is_blank(&draft.piece.text) {
            let problem = Problem::UnassignedText { label: label() };
            findings.tell(problem, draft.piece.span());
            told_scope = scope;
        }
        drafts[index].goal = current;
    }
}

/// The labels whose items have the numbers of several goals.
fn counting_scopes(drafts: &[Draft], values: &[usize], lookup: &Lookup<'_>) -> BTreeSet<u32> {
    let mut goals: BTreeMap<u32, usize> = BTreeMap::new();
    let mut counting = BTreeSet::new();
    for &index in values {
        let draft = &drafts[index];
        let Some((number, _)) = &draft.number else {
            continue;
        };
        if let Some(goal) = lookup.number(draft.group, number)
            && *goals.entry(draft.scope).or_insert(goal) != goal
        {
            counting.insert(draft.scope);
        }
    }
    counting
}

/// The goals that are alone in their post or pillar.
fn lonely(goals: &[FoundGoal]) -> BTreeMap<Option<usize>, usize> {
    let mut lonely: BTreeMap<Option<usize>, Option<usize>> = BTreeMap::new();
    for (index, goal) in goals.iter().enumerate() {
        lonely
            .entry(goal.group)
            .and_modify(|known| *known = None)
            .or_insert(Some(index));
    }
    lonely
        .into_iter()
        .filter_map(|(group, goal)| Some((group, goal?)))
        .collect()
}

/// Ties what measures: by the row, the number, or the section in which it stands. What stands nowhere is the document's.
pub(super) fn tie_indicators(
    drafts: &mut [Draft],
    lookup: &Lookup<'_>,
    contexts: &Contexts,
    announcements: &Announcements,
    goal_numbers: &BTreeSet<u32>,
) {
    let mut likely: Vec<usize> = Vec::new();
    for (index, draft) in drafts.iter_mut().enumerate() {
        let measures = draft.field.is_some_and(Field::is_measured);
        if !measures || !matches!(draft.role, Role::Value | Role::Marker) {
            continue;
        }
        let by_record = draft.record.and_then(|record| {
            let number = || {
                let table = draft.place?.table;
                let number = lookup
                    .numbers
                    .get(&record)
                    .filter(|_| goal_numbers.contains(&table))?;
                lookup.number(draft.group, number)
            };
            lookup.by_record.get(&record).copied().or_else(number)
        });
        let by_number =
            || lookup.number(draft.group, announcements.of(draft.scope).number.as_ref()?);
        let sure = by_record
            .or_else(by_number)
            .or(contexts.sure[index])
            .or(contexts.headed[index])
            .or(contexts.between[index].filter(|_| draft.place.is_none()));
        let goal = sure.or(contexts.between[index]).or(contexts.likely[index]);
        if sure.is_none() && goal.is_some() {
            likely.push(index);
        }
        draft.goal = goal;
    }
    // Behind the last of several items stands what measures all of them, unless others have their own.
    let tied: BTreeSet<usize> = likely
        .iter()
        .filter_map(|&index| drafts[index].goal)
        .collect();
    if lookup.count > 1 && tied.len() == 1 {
        for index in likely {
            drafts[index].goal = None;
        }
    }
}

/// Whether a text only says that there is nothing.
fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || "-－‐―ー—".contains(c))
}
