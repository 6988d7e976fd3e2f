//! Headings: labels, values of documents in which every line is a heading, goals, and groups of goals.

use ayumi_japanese::numeral::item_marker;

use crate::model::{Field, Role};
use crate::read::blocks::Block;
use crate::read::inline::{Contents, Piece};

use super::labels::is_single;
use super::{Above, Ahead, Interpreter, Open};

/// A heading that is a label, until another of its level comes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Section {
    open: Open,
    level: u8,
    /// The level of the headings below it that are its items; 0 before the first.
    items: u8,
}

impl Interpreter<'_, '_> {
    pub(super) fn heading(&mut self, level: u8, cells: Contents, ahead: &Ahead<'_>) {
        self.above = Above::Nothing;
        for piece in cells.into_iter().flatten() {
            self.heading_piece(level, piece, ahead);
        }
    }

    fn heading_piece(&mut self, level: u8, mut piece: Piece, ahead: &Ahead<'_>) {
        if piece.text.starts_with('※') {
            self.note(piece);
            return;
        }
        if let Some(found) = self.find_label(&piece).cloned() {
            self.tell_worn(&found, &piece);
            let whole = found.end == piece.text.len();
            let open = self.announce_with(found.field, found.announcement);
            if whole {
                self.push(piece, Role::Heading, Some(&open)).level = level;
            } else {
                // 「## 重点目標1 子育て」, 「## 組織名：中央区」
                let (label, value) = piece.split_at(found.end);
                self.push(label, Role::Label, Some(&open));
                let of_goals = open.field == Field::Goals;
                let value = self.push(value, Role::Value, Some(&open));
                value.level = if of_goals { level } else { 0 };
            }
            let of_pillar = open.field == Field::Group && !whole;
            if of_pillar && let Some(section) = self.section_above(level) {
                // 「### 柱1 安全なまち」 below 「## 重点目標」: the goals go on below the pillar.
                (self.open, self.open_level) = (Some(section.open), section.level);
                return;
            }
            if self.section.is_none_or(|section| {
                level <= section.level.max(section.items) || section.items == 0
            }) {
                self.section = Some(Section {
                    open,
                    level,
                    items: 0,
                });
            }
            self.open = Some(open);
            self.open_level = level;
            return;
        }
        if self.form.goal_headings == Some(level) && self.has_title {
            let open = self.announce(Field::Goals, "");
            self.push(piece, Role::Value, Some(&open)).level = level;
            self.open = Some(open);
            self.open_level = level;
            return;
        }
        if let Some(section) = self.section
            && section.items == level
            && (self.open_level == 0 || level < self.open_level)
            && item_marker(&piece.text).is_some()
        {
            // 「### 2 窓口」: what was said below 「### 1 除雪」 had labels of its own.
            (self.open, self.open_level) = (Some(section.open), section.level);
        }
        if self.is_value(level, &piece, ahead) {
            if let (Some(section), Some(open)) = (&mut self.section, &self.open)
                && section.open == *open
                && section.level < level
            {
                section.items = level;
            }
            // 「### 1 除雪」 below 「## 重点目標」 is an item.
            let open = self.open;
            piece.item = open.as_ref().is_some_and(|open| !is_single(open.field));
            let of_goals = open.as_ref().is_some_and(|open| open.field == Field::Goals);
            let draft = self.push(piece, Role::Value, open.as_ref());
            draft.level = if of_goals { level } else { 0 };
            return;
        }
        if self.is_below_open(level) {
            // Without a number it is a heading between items: what stands below it still belongs to the label.
            let of_items = self
                .open
                .as_ref()
                .is_some_and(|open| takes_items(open.field));
            let draft = self.push(piece, Role::Heading, None);
            draft.level = level;
            draft.field = of_items.then_some(Field::Group);
            return;
        }
        if self.section.is_some_and(|section| level <= section.level) {
            self.section = None;
        }
        let field = (!self.has_title).then_some(Field::Title);
        self.has_title |= field.is_some();
        let open = field.map(|field| self.announce(field, &piece.text));
        self.push(piece, Role::Heading, open.as_ref()).level = level;
        self.open = None;
        self.open_level = level;
    }

    /// The label of a heading above this level that takes items and speaks of no single goal.
    fn section_above(&self, level: u8) -> Option<Section> {
        self.section.filter(|section| {
            section.level < level
                && takes_items(section.open.field)
                && self.announcements.of(section.open.scope).number.is_none()
        })
    }

    fn is_below_open(&self, level: u8) -> bool {
        self.open.is_some() && 0 < self.open_level && self.open_level < level
    }

    /// Whether an unknown heading is a value of the label in force rather than a heading.
    fn is_value(&self, level: u8, piece: &Piece, ahead: &Ahead<'_>) -> bool {
        let Some(open) = &self.open else { return false };
        if self.open_level == 0 || level < self.open_level {
            return false;
        }
        let filled = self.filled == open.scope;
        let numbered = item_marker(&piece.text).is_some();
        if level > self.open_level {
            let short = is_single(open.field) || open.field == Field::Purpose;
            return numbered
                || (short && !filled)
                || (takes_items(open.field) && heads_nothing(level, ahead));
        }
        // On the label's own level: the first value of a short field, or numbered items in a row.
        let items_only = self.drafts.last().is_some_and(|last| {
            last.scope == open.scope && (last.announces() || last.level == level || last.piece.item)
        });
        (is_single(open.field) && !filled) || (numbered && takes_items(open.field) && items_only)
    }
}

/// Whether nothing stands below a heading: the next block is a heading of its level or above, or there is none.
fn heads_nothing(level: u8, ahead: &Ahead<'_>) -> bool {
    match ahead.blocks.first() {
        None => true,
        Some(Block::Heading(next, _)) => *next <= level,
        Some(_) => false,
    }
}

fn takes_items(field: Field) -> bool {
    matches!(
        field,
        Field::Goals
            | Field::Result
            | Field::Direction
            | Field::Purpose
            | Field::PolicyIndicators
            | Field::MidyearReview
            | Field::ExternalReview
            | Field::PreviousReview
            | Field::GoalMark
            | Field::Mark
    )
}
