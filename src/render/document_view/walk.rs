//! The walk over the parts in the source's order.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::DocumentView;
use super::blocks::{Block, Fact, Moved, Piece};
use super::flow::{Unit, flow, line, text, units};
use super::goals::{Goals, has_label, names_indicator};
use super::measures::Measures;
use crate::model::{Diagnostic, Document, Field, GoalId, Language, Part, Problem, Role, Shape};

/// A heading or label with what follows it up to the next one.
struct Group<'a> {
    head: Option<Unit<'a>>,
    children: Vec<Unit<'a>>,
}

/// A block whose goals are not filled in yet: what belongs to a goal may stand further down in the source.
enum Draft<'a> {
    Block(Block),
    Goal {
        goal: &'a GoalId,
        level: u8,
    },
    /// A label whose text was moved to these goals, to the anchors with this ending.
    MovedLabel {
        level: u8,
        unit: Unit<'a>,
        goals: Vec<&'a GoalId>,
    },
}

/// Where the outline stands: the levels of the last heading and of the last label below it.
struct Outline {
    heading: u8,
    label: Option<u8>,
}

impl Outline {
    /// The level of a heading that the source gives this level: never more than one below the last.
    fn heading(&mut self, source_level: u8) -> u8 {
        let level = source_level.clamp(2, (self.heading + 1).min(6));
        *self = Self {
            heading: level,
            label: None,
        };
        level
    }

    fn label(&mut self, shape: Shape) -> u8 {
        if let Shape::Heading(level) = shape {
            return self.heading(level);
        }
        let level = (self.heading + 1).min(6);
        self.label = Some(level);
        level
    }

    fn goal(&self) -> u8 {
        (self.label.unwrap_or(self.heading) + 1).min(6)
    }
}

struct Walk<'a> {
    measures: &'a Measures<'a>,
    /// The last label or heading that announced something of goals.
    announced: Option<Unit<'a>>,
    /// The pillar or post of each goal.
    groups: BTreeMap<GoalId, String>,
    goals: Goals<'a>,
    drafts: Vec<Draft<'a>>,
    outline: Outline,
    tables: usize,
    /// The role that does not fit the organisation, and what is said of it.
    head_remark: Option<(String, String)>,
    head_remarked: bool,
    /// Whether the list of labels that was begun last has an indicator's name.
    has_name: bool,
}

/// Walks a document's parts.
pub fn walk(document: &Document, diagnostics: &[Diagnostic], language: Language) -> DocumentView {
    let measures = Measures::new(&document.parts, &housed(&document.parts));
    let others: Vec<Part> = document
        .parts
        .iter()
        .filter(|part| !measures.takes(part))
        .cloned()
        .collect();
    let parts = arranged(&others);
    let units = units(&parts);
    let title = parts.iter().find(|part| is_title(part));
    let head_remark = diagnostics
        .iter()
        .find_map(|diagnostic| match &diagnostic.problem {
            Problem::HeadRole { role, .. } => Some((role.clone(), diagnostic.message(language))),
            _ => None,
        });
    let mut walk = Walk {
        measures: &measures,
        announced: None,
        groups: goal_groups(document),
        goals: Goals::new(&parts),
        drafts: Vec::new(),
        outline: Outline {
            heading: 1,
            label: None,
        },
        tables: 0,
        head_remark,
        head_remarked: false,
        has_name: false,
    };
    for (number, group) in groups(&units, &walk.goals, title).into_iter().enumerate() {
        walk.group(number, &group);
    }
    let same = title
        .is_some_and(|printed| without_space(&printed.reading()) == without_space(&document.title));
    let given = || vec![Piece::new(&document.title)];
    let (title, printed_title) = match title {
        Some(printed) if same => (text(printed), None),
        Some(printed) => (given(), Some(text(printed))),
        None => (given(), None),
    };
    let head_remarked = walk.head_remarked;
    DocumentView {
        title,
        printed_title,
        blocks: walk.finish(),
        head_remarked,
    }
}

/// Whether all that stands under a heading is shown elsewhere, with its goals.
fn moves_all(group: &Group<'_>, homes: &[Option<&GoalId>]) -> bool {
    let own = group
        .children
        .iter()
        .any(|unit| unit.part.field == Some(Field::Goals));
    !own && !homes.is_empty() && homes.iter().all(Option::is_some)
}

/// The goals that have a text of their own.
fn housed(parts: &[Part]) -> BTreeSet<GoalId> {
    let goals = Goals::new(parts);
    let homes = parts.iter().filter_map(|part| goals.home(part));
    homes.cloned().collect()
}

/// The pillar or post of each goal, where no heading of the source says it.
fn goal_groups(document: &Document) -> BTreeMap<GoalId, String> {
    let headings: BTreeSet<&str> = document
        .parts
        .iter()
        .filter(|part| part.role == Role::Heading)
        .map(|part| part.text.as_str())
        .collect();
    let unsaid = |goal: &&crate::model::Goal| {
        goal.group
            .as_deref()
            .is_some_and(|group| !headings.contains(group))
    };
    let goals = document.goals.iter().filter(unsaid);
    goals
        .filter_map(|goal| Some((goal.id.clone(), goal.group.clone()?)))
        .collect()
}

/// The parts with each label before what it explains. In a table by columns the source has all labels first, and then
/// the rows; all else is in the source's order already.
fn arranged(parts: &[Part]) -> Cow<'_, [Part]> {
    let is_label = |part: &Part| part.role == Role::Label && part.scope > 0;
    let heads_column = |(label, next): (&Part, &Part)| {
        is_label(label) && is_label(next) && label.block == next.block
    };
    let pairs = parts.iter().zip(parts.iter().skip(1));
    let blocks: BTreeSet<u32> = pairs
        .filter(|pair| heads_column(*pair))
        .map(|(label, _)| label.block)
        .collect();
    if blocks.is_empty() {
        return parts.into();
    }
    let columns: BTreeSet<u32> = parts
        .iter()
        .filter(|part| is_label(part) && blocks.contains(&part.block))
        .map(|part| part.scope)
        .collect();
    let mut below: BTreeMap<u32, Vec<&Part>> = BTreeMap::new();
    let moves = |part: &Part| !is_label(part) && columns.contains(&part.scope);
    for part in parts.iter().filter(|part| moves(part)) {
        below.entry(part.scope).or_default().push(part);
    }
    let mut arranged = Vec::with_capacity(parts.len());
    for part in parts.iter().filter(|part| !moves(part)) {
        let mut part_here = part.clone();
        if part.role == Role::Label && part.scope == 0 && blocks.contains(&part.block) {
            // A column of numbers (番号): its cells stand with the goals, and nothing is missing below it.
            part_here.role = Role::Value;
        }
        arranged.push(part_here);
        if is_label(part) {
            arranged.extend(below.remove(&part.scope).into_iter().flatten().cloned());
        }
    }
    arranged.into()
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a part is a title that may stand above the page.
fn is_title(part: &Part) -> bool {
    part.field == Some(Field::Title) && part.role == Role::Heading
}

fn groups<'a>(units: &[Unit<'a>], goals: &Goals<'a>, title: Option<&Part>) -> Vec<Group<'a>> {
    let mut groups = vec![Group {
        head: None,
        children: Vec::new(),
    }];
    for unit in units {
        let is_page_title =
            title.is_some_and(|title| std::ptr::eq(title, unit.part)) && unit.marker.is_none();
        if is_page_title {
            continue;
        }
        let begins = matches!(unit.part.role, Role::Label | Role::Heading)
            && goals.home(unit.part).is_none();
        match groups.last_mut() {
            Some(group) if !begins => group.children.push(*unit),
            _ => groups.push(Group {
                head: Some(*unit),
                children: Vec::new(),
            }),
        }
    }
    groups
}

impl<'a> Walk<'a> {
    fn group(&mut self, number: usize, group: &Group<'a>) {
        if let Some(head) = group.head
            && let Some(table) = self.measures.in_place(head.part, &mut self.tables)
        {
            if !table.is_empty() {
                self.push(Block::Flow { flow: table });
            }
            let homes: Vec<Option<&'a GoalId>> = group
                .children
                .iter()
                .map(|unit| self.goals.home(unit.part))
                .collect();
            return self.children(number, group, &homes);
        }
        let homes: Vec<Option<&'a GoalId>> = group
            .children
            .iter()
            .map(|unit| self.goals.home(unit.part))
            .collect();
        if let Some(head) = group.head {
            let announces = matches!(
                head.part.field,
                Some(Field::Goals | Field::Result | Field::Direction | Field::Evaluation)
            );
            match head.part.role {
                Role::Heading => {
                    let Shape::Heading(level) = head.part.shape else {
                        return self.headless(number, group, &homes);
                    };
                    // A heading of the form with nothing left under it says where that went.
                    if head.part.field.is_some() && moves_all(group, &homes) {
                        self.label(&head, group, &homes);
                        return self.children(number, group, &homes);
                    }
                    let level = self.outline.heading(level);
                    self.push(Block::Heading {
                        level,
                        line: line(&head),
                    });
                }
                _ if !announces && homes.iter().all(Option::is_none) => {
                    return self.fact(&head, &group.children);
                }
                _ => self.label(&head, group, &homes),
            }
        }
        self.children(number, group, &homes);
    }

    /// A heading that is laid out as something else is shown as that.
    fn headless(&mut self, number: usize, group: &Group<'a>, homes: &[Option<&'a GoalId>]) {
        let head: Vec<Unit<'a>> = group.head.into_iter().collect();
        let content = flow(&head, &mut self.tables);
        self.push(Block::Flow { flow: content });
        self.children(number, group, homes);
    }

    fn label(&mut self, head: &Unit<'a>, group: &Group<'a>, homes: &[Option<&'a GoalId>]) {
        let mut moved: Vec<&'a GoalId> = Vec::new();
        let mut known: BTreeSet<&GoalId> = BTreeSet::new();
        for (unit, home) in group.children.iter().zip(homes) {
            if let Some(goal) = home
                && unit.part.field != Some(Field::Goals)
                && known.insert(goal)
            {
                moved.push(goal);
            }
        }
        let makes_section =
            |unit: &Unit<'_>| unit.part.role != Role::Note && unit.part.field != Some(Field::Goals);
        // A label without a value may stand between.
        let is_facts = |draft: &&Draft<'_>| matches!(draft, Draft::Block(Block::Facts { .. }));
        if let Some(Draft::Goal { goal, .. }) =
            self.drafts.iter().rev().find(|draft| !is_facts(draft))
            && homes.iter().all(|home| home == &Some(*goal))
            && group.children.iter().any(makes_section)
        {
            // The goal's unit, which stands right here, shows the label above this very text.
            return;
        }
        let level = self.outline.label(head.part.shape);
        if moved.is_empty() {
            let awaited = matches!(head.part.field, Some(Field::Result | Field::Direction));
            let empty = awaited && group.children.is_empty();
            self.push(Block::Label {
                level,
                line: line(head),
                moved: Vec::new(),
                empty,
            });
        } else {
            self.drafts.push(Draft::MovedLabel {
                level,
                unit: *head,
                goals: moved,
            });
        }
    }

    fn children(&mut self, number: usize, group: &Group<'a>, homes: &[Option<&'a GoalId>]) {
        // A heading of the form (「取組結果」 as a heading) announces like a label; any other does not.
        let announces =
            |head: &Unit<'_>| head.part.role == Role::Label || head.part.field.is_some();
        let mut label = group.head.filter(announces);
        if label.is_some_and(|head| head.part.field == Some(Field::Group)) {
            // A pillar among results says whose they are, not what.
            label = self.announced;
        } else if group.head.is_some() {
            self.announced = label;
        }
        let mut in_place: Vec<Unit<'a>> = Vec::new();
        for (unit, home) in group.children.iter().zip(homes) {
            let Some(goal) = home else {
                in_place.push(*unit);
                continue;
            };
            if self.goals.gather(goal, *unit, number, label) {
                self.in_place(&mut in_place);
                let level = self.outline.goal();
                self.drafts.push(Draft::Goal { goal, level });
            }
        }
        self.in_place(&mut in_place);
    }

    fn in_place(&mut self, units: &mut Vec<Unit<'a>>) {
        if !units.is_empty() {
            let content = flow(units, &mut self.tables);
            self.push(Block::Flow { flow: content });
            units.clear();
        }
    }

    fn fact(&mut self, head: &Unit<'a>, children: &[Unit<'a>]) {
        let label = line(head);
        let mut remark = None;
        if head.part.field == Some(Field::Heads)
            && let Some((role, message)) = &self.head_remark
            && without_space(&head.part.text).contains(&*without_space(role))
        {
            remark = Some(message.clone());
            self.head_remarked = true;
        }
        let fact = Fact {
            label,
            content: flow(children, &mut self.tables),
            remark,
        };
        let is_name = names_indicator(head.part);
        if let Some(Draft::Block(Block::Facts { facts })) = self.drafts.last_mut()
            && !(has_label(facts, &fact.label) || is_name && self.has_name)
        {
            facts.push(fact);
            self.has_name |= is_name;
        } else {
            self.has_name = is_name;
            self.push(Block::Facts { facts: vec![fact] });
        }
    }

    fn push(&mut self, block: Block) {
        self.drafts.push(Draft::Block(block));
    }

    fn finish(mut self) -> Vec<Block> {
        let order: Vec<&GoalId> = self
            .drafts
            .iter()
            .filter_map(|draft| match draft {
                Draft::Goal { goal, .. } => Some(*goal),
                _ => None,
            })
            .collect();
        let position: BTreeMap<&GoalId, usize> = order
            .iter()
            .enumerate()
            .map(|(at, goal)| (*goal, at))
            .collect();
        let drafts = std::mem::take(&mut self.drafts);
        let mut blocks = Vec::with_capacity(drafts.len());
        for draft in drafts {
            blocks.push(match draft {
                Draft::Block(block) => block,
                Draft::Goal { goal, level } => {
                    let group = self.groups.get(goal).cloned();
                    Block::Goal(self.goals.block(
                        goal,
                        level,
                        group,
                        self.measures,
                        &mut self.tables,
                    ))
                }
                Draft::MovedLabel { level, unit, goals } => {
                    let ending = match unit.part.field {
                        Some(Field::Result) => "-result",
                        Some(Field::Direction) => "-direction",
                        _ => "",
                    };
                    let moved = goals.into_iter().map(|goal| Moved {
                        anchor: format!("goal-{goal}{ending}"),
                        name: self
                            .goals
                            .name(goal, position.get(goal).copied().unwrap_or_default()),
                    });
                    Block::Label {
                        level,
                        line: line(&unit),
                        moved: moved.collect(),
                        empty: false,
                    }
                }
            });
        }
        blocks
    }
}
