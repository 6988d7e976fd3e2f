//! Goals as units: what of the source is shown with a goal, and under which heading.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::{GoalBlock, GoalSection, Line};
use super::flow::{Unit, flow, line};
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
    pub fn block(&self, goal: &GoalId, level: u8, tables: &mut usize) -> GoalBlock {
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
        let mut sections: Vec<(GoalSection, Vec<Unit<'_>>, usize)> = Vec::new();
        for one in gathered.iter().filter(|one| !is_own(one)) {
            let field = match one.unit.part.field {
                Some(Field::Result) => "result",
                Some(Field::Direction) => "direction",
                _ => "other",
            };
            let is_note = one.unit.part.role == Role::Note;
            match sections.last_mut() {
                Some((section, units, group))
                    if is_note || (section.field == field && *group == one.group) =>
                {
                    units.push(one.unit);
                }
                _ => {
                    let first_of_kind = field != "other"
                        && !sections.iter().any(|(section, ..)| section.field == field);
                    let section = GoalSection {
                        field,
                        anchor: first_of_kind.then(|| format!("goal-{goal}-{field}")),
                        level: (level + 1).min(6),
                        heading: one.label.as_ref().map(line),
                        content: Vec::new(),
                    };
                    sections.push((section, vec![one.unit], one.group));
                }
            }
        }
        let content = flow(&rest, tables);
        let finished = sections.into_iter().map(|(mut section, units, _)| {
            section.content = flow(&units, tables);
            section
        });
        GoalBlock {
            id: goal.to_string(),
            level,
            line: line_of_head,
            content,
            sections: finished.collect(),
        }
    }
}
