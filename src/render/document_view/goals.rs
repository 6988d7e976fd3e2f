//! Goals as units: what of the source is shown with a goal, and under which heading.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::{Fact, GoalBlock, GoalSection, Line};
use super::flow::{Unit, flow, line};
use super::measures::Measures;
use crate::model::{Field, GoalId, Part, Role};

/// The text of all goals, gathered from wherever the source has it.
pub struct Goals<'a> {
    /// The goals that the source prints themselves; text of others stays where it stands.
    housed: BTreeSet<&'a GoalId>,
    gathered: BTreeMap<&'a GoalId, Vec<Gathered<'a>>>,
}

struct Gathered<'a> {
    unit: Unit<'a>,
    /// The group of the source from which it comes, and its label.
    group: usize,
    label: Option<Unit<'a>>,
}

impl<'a> Goals<'a> {
    /// Finds out which goals have a text of their own.
    pub fn new(parts: &'a [Part]) -> Self {
        let own_text = |part: &&Part| {
            part.field == Some(Field::Goals) && matches!(part.role, Role::Value | Role::Heading)
        };
        let housed = parts
            .iter()
            .filter(own_text)
            .filter_map(|part| part.goal.as_ref())
            .collect();
        Self {
            housed,
            gathered: BTreeMap::new(),
        }
    }

    /// The goal with which a part is shown.
    pub fn home(&self, part: &'a Part) -> Option<&'a GoalId> {
        let goal = part
            .goal
            .as_ref()
            .filter(|goal| self.housed.contains(goal))?;
        let moves = match part.role {
            Role::Value | Role::Note | Role::Marker => true,
            Role::Heading => part.field == Some(Field::Goals),
            Role::Label => false,
        };
        moves.then_some(goal)
    }

    /// Takes a unit to its goal. Says whether it is the first of the goal's own text: there the goal is shown.
    pub fn gather(
        &mut self,
        goal: &'a GoalId,
        unit: Unit<'a>,
        group: usize,
        label: Option<Unit<'a>>,
    ) -> bool {
        let own_text = |unit: &Unit<'_>| {
            unit.part.field == Some(Field::Goals)
                && unit.part.role != Role::Note
                && unit.part.role != Role::Marker
        };
        let gathered = self.gathered.entry(goal).or_default();
        let first = own_text(&unit) && !gathered.iter().any(|before| own_text(&before.unit));
        gathered.push(Gathered { unit, group, label });
        first
    }

    /// The goal's printed marker, or its position.
    pub fn name(&self, goal: &GoalId, position: usize) -> String {
        let marker = self
            .gathered
            .get(goal)
            .and_then(|gathered| gathered.iter().find_map(|one| one.unit.marker));
        marker.map_or_else(|| (position + 1).to_string(), str::to_owned)
    }

    /// The goal as one unit, once everything was gathered.
    pub fn block(
        &self,
        goal: &GoalId,
        level: u8,
        group: Option<String>,
        measures: &Measures<'_>,
        tables: &mut usize,
    ) -> GoalBlock {
        let gathered = self
            .gathered
            .get(goal)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let is_own = |one: &&Gathered<'_>| one.unit.part.field == Some(Field::Goals);
        let own: Vec<Unit<'_>> = gathered.iter().filter(is_own).map(|one| one.unit).collect();
        // The heading is the first text; notes and stray markers before it follow below.
        let head = own
            .iter()
            .position(|unit| matches!(unit.part.role, Role::Value | Role::Heading))
            .unwrap_or_default();
        let line_of_head = own.get(head).map_or(
            Line {
                marker: None,
                text: Vec::new(),
            },
            line,
        );
        let rest: Vec<Unit<'_>> = own
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != head)
            .map(|(_, unit)| *unit)
            .collect();
        let mut facts: Vec<(usize, &Gathered<'_>)> = Vec::new();
        let mut sections: Vec<(GoalSection, Vec<Unit<'_>>, usize)> = Vec::new();
        for one in gathered.iter().filter(|one| !is_own(one)) {
            let field = section_of(one.unit.part.field);
            let is_note = one.unit.part.role == Role::Note;
            match sections.last_mut() {
                Some((section, units, group))
                    if is_note
                        || (section.field == field
                            && (*group == one.group || field == INDICATORS)) =>
                {
                    units.push(one.unit);
                    if field == INDICATORS {
                        facts.push((sections.len() - 1, one));
                    }
                }
                _ => {
                    let first_of_kind = matches!(field, "result" | "direction")
                        && !sections.iter().any(|(section, ..)| section.field == field);
                    let section = GoalSection {
                        field,
                        anchor: first_of_kind.then(|| format!("goal-{goal}-{field}")),
                        level: (level + 1).min(6),
                        heading: one.label.as_ref().filter(|_| field != INDICATORS).map(line),
                        content: Vec::new(),
                        mark: None,
                        facts: Vec::new(),
                    };
                    if field == INDICATORS {
                        facts.push((sections.len(), one));
                    }
                    sections.push((section, vec![one.unit], one.group));
                }
            }
        }
        let content = flow(&rest, tables);
        let mut finished = Vec::with_capacity(sections.len());
        for (at, (mut section, units, _)) in sections.into_iter().enumerate() {
            let own: Vec<&Gathered<'_>> = facts
                .iter()
                .filter(|(section, _)| *section == at)
                .map(|(_, one)| *one)
                .collect();
            if own.is_empty() {
                section.content = flow(&units, tables);
            } else {
                section.facts = facts_of(&own, tables);
            }
            finished.push(section);
        }
        let measured = measures.of_goal(goal, tables);
        if !measured.is_empty() {
            finished.push(GoalSection {
                field: INDICATORS,
                anchor: None,
                level: (level + 1).min(6),
                heading: None,
                content: measured,
                mark: None,
                facts: Vec::new(),
            });
        }
        GoalBlock {
            id: goal.to_string(),
            level,
            group,
            line: line_of_head,
            content,
            sections: finished,
            relations: Vec::new(),
        }
    }
}

const INDICATORS: &str = "indicators";

/// The section of a goal's unit in which a field is shown.
fn section_of(field: Option<Field>) -> &'static str {
    match field {
        Some(Field::Result) => "result",
        Some(Field::Direction) => "direction",
        Some(Field::GoalMark) => "mark",
        Some(Field::MidyearReview | Field::ExternalReview | Field::PreviousReview) => "review",
        Some(field) if field.is_measured() => INDICATORS,
        _ => "other",
    }
}

/// Labels with what stands under each; one that comes again begins another list, and so does the name of another
/// indicator, under whatever label (OCR leaves 測るもの and 測る の in one document).
fn facts_of(gathered: &[&Gathered<'_>], tables: &mut usize) -> Vec<Vec<Fact>> {
    let mut lists: Vec<Vec<Fact>> = Vec::new();
    let mut has_name = false;
    for stretch in gathered.chunk_by(|a, b| a.group == b.group) {
        let units: Vec<Unit<'_>> = stretch.iter().map(|one| one.unit).collect();
        let label = stretch.first().and_then(|one| one.label.as_ref());
        let fact = Fact {
            label: label.map_or(
                Line {
                    marker: None,
                    text: Vec::new(),
                },
                line,
            ),
            content: flow(&units, tables),
            remark: None,
        };
        let is_name = stretch.iter().any(|one| names_indicator(one.unit.part));
        match lists.last_mut() {
            Some(list) if !(has_label(list, &fact.label) || is_name && has_name) => {
                list.push(fact);
                has_name |= is_name;
            }
            _ => {
                lists.push(vec![fact]);
                has_name = is_name;
            }
        }
    }
    lists
}

/// Whether a part is an indicator's name, or the label of one.
pub fn names_indicator(part: &Part) -> bool {
    part.field == Some(Field::IndicatorName)
}

/// Whether a list has a label already: in one list it would not say which of the two is meant.
pub fn has_label(facts: &[Fact], label: &Line) -> bool {
    let again = facts.iter().rev().take(MOST_COMPARED);
    again.into_iter().any(|fact| fact.label == *label)
}

/// With no more labels of a list is another compared.
const MOST_COMPARED: usize = 50;
