//! Drafts → goals: which piece of text is a goal, and to which goal a result or a direction belongs.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_japanese::numeral::{ItemMarker, MarkerKind, expected_item_marker, item_marker};

use crate::model::{Field, Problem, Role};

use super::draft::Draft;
use super::findings::Findings;

/// A goal that was found; its texts are the drafts that point to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundGoal {
    /// The number as printed, widths folded.
    pub number: Option<String>,
    /// The post or pillar under which it stands.
    pub group: Option<String>,
    /// The line on which it begins.
    pub line: u32,
    /// The row, where columns mean fields.
    record: Option<u32>,
}

/// Splits the markers off items, finds the goals and ties results and directions to them.
pub(super) fn assign(
    drafts: Vec<Draft>,
    findings: &mut Findings<'_>,
) -> (Vec<Draft>, Vec<FoundGoal>) {
    let mut drafts = split_markers(drafts);
    let goals = find_goals(&mut drafts, findings);
    for field in [Field::Result, Field::Direction] {
        tie(&mut drafts, field, &goals, findings);
    }
    (drafts, goals)
}

/// How a number is written: items of one list look alike, items of a list inside it do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `1 `, `1.`, `１、`, 第1
    Plain,
    /// `1-1`
    Dashed,
    /// `(1)`, `1)`
    Bracketed,
    /// `①`
    Circled,
}

fn style(marker: &str) -> Style {
    if marker.contains([')', '）', '(', '（', '】', '〕', ']']) {
        Style::Bracketed
    } else if marker
        .chars()
        .any(|c| ('①'..='⓿').contains(&c) || ('❶'..='➓').contains(&c))
    {
        Style::Circled
    } else if marker
        .trim_end_matches(['-', '－', '―'])
        .contains(['-', '－', '‐', '−', '―', '–'])
    {
        Style::Dashed
    } else {
        Style::Plain
    }
}

/// The number and style of a marker that is a draft of its own.
fn numbered(draft: &Draft) -> Option<(String, Style)> {
    if draft.role != Role::Marker || draft.piece.nested {
        return None;
    }
    // The text behind it was cut off; the marker alone has to be recognised, so give it something to stand before.
    let with_text = format!("{} 文", draft.piece.text);
    let marker = item_marker(&with_text).filter(|marker| marker.kind == MarkerKind::Number)?;
    Some((marker.number?, style(&draft.piece.text)))
}

fn takes_items(draft: &Draft) -> bool {
    let single = matches!(
        draft.field,
        Some(
            Field::Title
                | Field::Organisation
                | Field::Heads
                | Field::Notes
                | Field::EvaluationGoals
                | Field::EvaluationAchieved
        )
    );
    draft.role == Role::Value && !single && draft.column.is_none()
}

fn split_markers(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out = Vec::with_capacity(drafts.len());
    let mut counting = Counting::default();
    for draft in drafts {
        if !takes_items(&draft) {
            out.push(draft);
            continue;
        }
        for line in split_lines(draft) {
            match counting.marker_len(&line) {
                Some(len) if len < line.piece.text.trim_end().len() => {
                    let (head, tail) = line.piece.split_at(len);
                    out.push(Draft {
                        piece: head,
                        role: Role::Marker,
                        ..line.clone()
                    });
                    out.push(Draft {
                        piece: tail,
                        ..line
                    });
                }
                _ => out.push(line),
            }
        }
    }
    out
}

/// Cuts a piece before each line that begins an item: in a cell of a pipe table `<br>` is all there is to separate
/// items.
fn split_lines(draft: Draft) -> Vec<Draft> {
    let begins_item = |at: &usize| item_marker(draft.piece.text[at + 1..].trim_start()).is_some();
    let line_feeds = draft.piece.text.match_indices('\n').map(|(at, _)| at);
    let cuts: Vec<usize> = line_feeds.filter(begins_item).collect();
    let mut lines = Vec::with_capacity(cuts.len() + 1);
    let mut rest = draft;
    // From the end, so that the bytes of the cuts before stay right.
    for cut in cuts.into_iter().rev() {
        let (head, tail) = rest.piece.split_at(cut);
        lines.push(Draft {
            piece: tail,
            ..rest.clone()
        });
        rest.piece = head;
    }
    lines.push(rest);
    lines.reverse();
    lines
}

/// Follows the numbers under one label: where 1 and 2 were, a text that begins with 3 is the third item even if
/// nothing stands between the number and the text (「3能登半島」).
#[derive(Default)]
struct Counting {
    scope: u32,
    last: u32,
}

impl Counting {
    fn marker_len(&mut self, draft: &Draft) -> Option<usize> {
        if self.scope != draft.scope {
            *self = Self {
                scope: draft.scope,
                last: 0,
            };
        }
        let text = &draft.piece.text;
        let of_goals = matches!(
            draft.field,
            Some(Field::Goals | Field::Result | Field::Direction)
        );
        let number = |marker: &ItemMarker| marker.number.as_ref()?.parse::<u32>().ok();
        let is_next = |marker: &ItemMarker| number(marker) == Some(self.last + 1);
        let marker = item_marker(text)
            .or_else(|| expected_item_marker(text).filter(|marker| of_goals && is_next(marker)))?;
        self.last = number(&marker).unwrap_or(self.last);
        Some(marker.len)
    }
}

/// Indices of the drafts that hold a field's values, in order.
fn of_field(drafts: &[Draft], field: Field) -> Vec<usize> {
    let holds = |draft: &Draft| {
        draft.field == Some(field) && matches!(draft.role, Role::Value | Role::Marker)
    };
    (0..drafts.len())
        .filter(|&index| holds(&drafts[index]))
        .collect()
}

fn find_goals(drafts: &mut [Draft], findings: &mut Findings<'_>) -> Vec<FoundGoal> {
    let values = of_field(drafts, Field::Goals);
    let outer = values
        .iter()
        .find_map(|&index| numbered(&drafts[index]))
        .map(|(_, style)| style);
    let any_bullet = values
        .iter()
        .any(|&index| drafts[index].role == Role::Marker);
    let any_item = values.iter().any(|&index| drafts[index].piece.item);
    let mut goals: Vec<FoundGoal> = Vec::new();
    let mut marked = false;
    let mut numbers: BTreeSet<String> = BTreeSet::new();
    let mut scope = None;
    let mut current: Option<usize> = None;
    for &index in &values {
        let draft = &drafts[index];
        if scope.replace(draft.scope) != Some(draft.scope) {
            // Under another label of the same name nothing is carried on.
            current = None;
        }
        let number = numbered(draft);
        let begins = match (draft.record, outer) {
            // One goal a row, however many paragraphs.
            (Some(record), _) => goals
                .last()
                .is_none_or(|goal: &FoundGoal| goal.record != Some(record)),
            (None, Some(outer)) => number.as_ref().is_some_and(|(_, style)| *style == outer),
            (None, None) if any_bullet => draft.role == Role::Marker && !draft.piece.nested,
            (None, None) if any_item => draft.piece.item && !draft.piece.nested,
            (None, None) => true,
        };
        if begins && !marked {
            let number = number.map(|(number, _)| number);
            if let Some(number) = number
                .as_ref()
                .filter(|number| !numbers.insert((*number).clone()))
            {
                let problem = Problem::GoalNumberRepeated {
                    number: number.clone(),
                };
                findings.tell(problem, draft.piece.span());
            }
            let line = findings.source.line(draft.piece.span().start);
            goals.push(FoundGoal {
                number,
                group: None,
                line,
                record: draft.record,
            });
        }
        // The text behind a marker belongs to the goal that the marker began.
        marked = draft.role == Role::Marker;
        if begins {
            current = goals.len().checked_sub(1);
        }
        drafts[index].goal = current;
        if current.is_none() {
            // What stands before the first goal introduces them.
            drafts[index].field = Some(Field::Preface);
        }
    }
    introduce(drafts);
    goals
}

/// Running text between a heading and the label of the goals, that no label explains, introduces the goals.
fn introduce(drafts: &mut [Draft]) {
    let mut pending: Vec<usize> = Vec::new();
    for index in 0..drafts.len() {
        let draft = &drafts[index];
        match (draft.role, draft.field) {
            (Role::Value | Role::Marker, None) if draft.column.is_none() => pending.push(index),
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

/// Ties the values of a field to the goal of the same number, or of the same row.
fn tie(drafts: &mut [Draft], field: Field, goals: &[FoundGoal], findings: &mut Findings<'_>) {
    let values = of_field(drafts, field);
    let outer = values
        .iter()
        .find_map(|&index| numbered(&drafts[index]))
        .map(|(_, style)| style);
    // The first goal of a number or of a row: those that come again are told elsewhere.
    let mut by_number: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_record: BTreeMap<u32, usize> = BTreeMap::new();
    for (index, goal) in goals.iter().enumerate() {
        if let Some(number) = &goal.number {
            by_number.entry(number).or_insert(index);
        }
        if let Some(record) = goal.record {
            by_record.entry(record).or_insert(index);
        }
    }
    let mut current: Option<usize> = None;
    let mut scope = None;
    let mut told_scope = None;
    let labels = labels(drafts, field);
    for &index in &values {
        let draft = &drafts[index];
        if scope != Some(draft.scope) {
            // Under another label of the same name nothing is carried on.
            scope = Some(draft.scope);
            current = None;
        }
        let label = || labels.get(&draft.scope).cloned().unwrap_or_default();
        if let Some(record) = draft.record {
            current = by_record.get(&record).copied();
            if current.is_none() && !is_blank(&draft.piece.text) {
                findings.tell(
                    Problem::UnassignedText { label: label() },
                    draft.piece.span(),
                );
            }
        } else if let Some((number, _)) = numbered(draft).filter(|(_, style)| Some(*style) == outer)
        {
            current = by_number.get(number.as_str()).copied();
            if current.is_none() {
                let problem = Problem::GoalMissing {
                    number,
                    label: label(),
                };
                findings.tell(problem, draft.piece.span());
                told_scope = scope;
            }
        } else if current.is_none() && outer.is_none() && goals.len() == 1 {
            current = Some(0);
        } else if current.is_none() && told_scope != scope && !is_blank(&draft.piece.text) {
            let problem = Problem::UnassignedText { label: label() };
            findings.tell(problem, draft.piece.span());
            told_scope = scope;
        }
        drafts[index].goal = current;
    }
}

/// Whether a text only says that there is nothing.
fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || "-－‐―ー—".contains(c))
}

/// The labels of a field by scope.
fn labels(drafts: &[Draft], field: Field) -> BTreeMap<u32, String> {
    let announces = |draft: &&Draft| {
        draft.field == Some(field) && matches!(draft.role, Role::Label | Role::Heading)
    };
    let labels = drafts.iter().filter(announces);
    labels
        .map(|draft| (draft.scope, draft.piece.text.clone()))
        .collect()
}
