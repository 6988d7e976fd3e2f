//! Labels that a text twin prints apart from their values: first all labels, a line each, then all values.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use ayumi_japanese::numeral::item_marker;

use crate::model::{Field, Problem, Role};
use crate::read::blocks::{self, Block, Listed};
use crate::read::draft::Draft;
use crate::read::inline::Piece;

use super::rows::is_counted;
use super::{Ahead, Interpreter, Open};

/// Labels that wait for their values.
#[derive(Debug, Default)]
pub(super) struct Detached {
    /// How many labels of the run are still to come.
    labels_left: usize,
    /// Labels that are known not to begin a run: they stand behind one that did not match.
    skipped: usize,
    /// Whether what follows them belongs to none of them for sure.
    unknown: bool,
    open: VecDeque<Open>,
}

impl Detached {
    /// The label of the next value, once all labels of the run were read.
    pub fn value(&mut self) -> Option<Open> {
        if self.labels_left == 0 {
            self.open.pop_front()
        } else {
            None
        }
    }
}

impl Interpreter<'_, '_> {
    /// Notes a label of running text; the first of a run looks ahead whether as many values follow as labels.
    /// Says whether what follows belongs to no label for sure.
    pub(super) fn detach(&mut self, open: &Open, rest: &Piece, ahead: &Ahead<'_>) -> bool {
        if self.detached.labels_left > 0 {
            self.detached.labels_left -= 1;
            self.detached.open.push_back(*open);
            return false;
        }
        if self.detached.skipped > 0 {
            self.detached.skipped -= 1;
            return self.detached.unknown && self.detached.skipped == 0;
        }
        if !rest.text.is_empty() || announces_only(open.field) {
            return false;
        }
        let single = |index: usize| match (ahead.blocks.get(index), ahead.contents.get(index)) {
            (Some(Block::Text { .. }), Some(cells)) => match cells.as_slice() {
                [pieces] if pieces.len() == 1 => pieces.first(),
                _ => None,
            },
            _ => None,
        };
        let is_label = |piece: &Piece| {
            self.known(&piece.text)
                .is_some_and(|field| !announces_only(field))
        };
        let labels = (0..MOST_LABELS)
            .take_while(|&index| single(index).is_some_and(&is_label))
            .count();
        if labels == 0 {
            return false;
        }
        self.detached.unknown = false;
        let values: Vec<usize> = (labels..labels + MOST_LABELS)
            .take_while(|&index| single(index).is_some_and(|piece| self.look_up(piece).is_none()))
            .filter(|&index| {
                single(index).is_some_and(|piece| !blocks::is_page_number(&piece.text))
            })
            .collect();
        let is_item = |index: usize| matches!(ahead.blocks.get(index), Some(Block::Text { list, .. }) if *list != Listed::No);
        if values.iter().copied().all(is_item) {
            // Items belong to the last label; the ones before have nothing under them.
            self.detached.skipped = labels;
        } else if values.len() == labels + 1 {
            self.detached.labels_left = labels;
            self.detached.open.push_back(*open);
            let problem = Problem::LabelsDetached {
                label: self.announcements.of(open.scope).label.clone(),
                count: u32::try_from(labels + 1).unwrap_or(u32::MAX),
            };
            let span = self.drafts.last().map_or(0..0, |draft| draft.piece.span());
            self.findings.tell(problem, span);
        } else {
            // Which value is whose cannot be known.
            self.detached.skipped = labels;
            self.detached.unknown = true;
        }
        false
    }
}

impl Interpreter<'_, '_> {
    /// Below a row of labels only, the drafts from `first` on, its columns may follow as numbered lines of text, in which
    /// each number comes once for each column. Readers are told.
    pub(super) fn detach_row(&mut self, first: usize, ahead: &Ahead<'_>) {
        let labels = &self.drafts[first..];
        let counted =
            |draft: &Draft| draft.role == Role::Label && draft.field.is_some_and(is_counted);
        if labels.len() < 2 || !labels.iter().all(counted) {
            return;
        }
        let fields: BTreeSet<Option<Field>> = labels.iter().map(|draft| draft.field).collect();
        if fields.len() != labels.len() {
            return;
        }
        let open: Vec<Open> = labels
            .iter()
            .filter_map(|draft| {
                let (field, scope) = (draft.field?, draft.scope);
                Some(Open { field, scope })
            })
            .collect();
        let mut order = Vec::new();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (block, cells) in ahead.blocks.iter().zip(ahead.contents).take(MOST_ITEMS) {
            let ([pieces], Block::Text { .. }) = (cells.as_slice(), block) else {
                break;
            };
            let [piece] = pieces.as_slice() else { break };
            let Some(number) = item_marker(&piece.text).and_then(|marker| marker.number) else {
                break;
            };
            let count = counts.entry(number).or_default();
            let Some(column) = open.get(*count) else {
                return;
            };
            order.push(*column);
            *count += 1;
        }
        if order.is_empty() || counts.values().any(|count| *count != open.len()) {
            return;
        }
        self.detached.open = order.into();
        let problem = Problem::LabelsDetached {
            label: self.drafts[first].piece.text.clone(),
            count: u32::try_from(open.len()).unwrap_or(u32::MAX),
        };
        let span = self.drafts[first].piece.span();
        self.findings.tell(problem, span);
    }
}

/// Lines of text that are looked at below a row of labels.
const MOST_ITEMS: usize = 200;

/// No form has more labels than this in a row.
const MOST_LABELS: usize = 40;

/// Whether a label has no value of its own: it stands above others.
pub(super) fn announces_only(field: Field) -> bool {
    matches!(field, Field::Evaluation | Field::Indicators)
}
