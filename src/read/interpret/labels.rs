//! Labels at the beginning of a text, and the values behind them.

use crate::config::{Announced, LabelText};
use crate::model::{Field, Role};
use crate::read::draft::Announcement;
use crate::read::inline::Piece;
use crate::read::label::Label;

use super::{Interpreter, Open};

impl Interpreter<'_, '_> {
    /// Takes the label off a piece, if it is one or begins with one. What is left is its value.
    pub(super) fn take_label(&mut self, piece: &mut Piece) -> Option<Open> {
        let found = self.find_label(piece)?.clone();
        self.tell_worn(&found, piece);
        let label = if found.end == piece.text.len() {
            std::mem::take(piece)
        } else {
            let (label, value) = piece.split_at(found.end);
            *piece = value;
            label
        };
        let open = self.announce_with(found.field, found.announcement);
        self.push(label, Role::Label, Some(&open));
        Some(open)
    }

    /// Whether a piece is a label or begins with one.
    pub(super) fn is_labelled(&self, piece: &Piece) -> bool {
        self.find_label(piece).is_some()
    }

    /// The field that a whole piece announces. Items of lists are never labels.
    pub(super) fn label(&self, piece: &Piece) -> Option<Field> {
        let found = self.find_label(piece)?;
        (found.end == piece.text.len() && may_be_label(piece)).then_some(found.field)
    }

    /// The label that a piece is or begins with.
    pub(super) fn find_label<'p>(&self, piece: &'p Piece) -> Option<&'p Label> {
        let found = piece
            .label
            .get_or_init(|| self.look_up(piece).map(Box::new));
        found.as_deref()
    }

    /// The same, of a piece of which is not known yet whether it is an item.
    pub(super) fn look_up(&self, piece: &Piece) -> Option<Label> {
        let text = &piece.text;
        if !self.form.may_begin(text) {
            return None;
        }
        if may_be_label(piece)
            && let Some(found) = self.announced(text, text.len(), text)
            // 「評価：②」 is a label and a mark, not the label of item 2.
            && (found.announcement.number.is_none() || self.label_before_colon(text).is_none())
        {
            return Some(found);
        }
        self.label_before_colon(text)
            .or_else(|| self.label_with_number(text))
            .or_else(|| self.label_before_space(piece))
            .or_else(|| self.worn_label(piece))
    }

    /// What a text announces that is a label.
    pub(super) fn announced(&self, label: &str, end: usize, printed: &str) -> Option<Label> {
        let text = LabelText::new(label);
        let known = self.form.label(&text, self.year)?;
        let Announced {
            field,
            year,
            number,
            by,
        } = known;
        // What a label says of another year is no result of this one.
        let (field, year) = self.of_year(field, year);
        Some(Label {
            field,
            announcement: Announcement {
                label: printed.to_owned(),
                year,
                number,
                by: by.map(str::to_owned),
            },
            end,
            whole: None,
        })
    }

    /// 「令和5年度の取組結果」 in a document of 2024 is what is said of the year before; its goals are not this
    /// document's.
    fn of_year(&self, field: Field, year: Option<u16>) -> (Field, Option<u16>) {
        let before = year.is_some_and(|year| year < self.year.year());
        match field {
            Field::Result | Field::GoalMark if before => (Field::PreviousReview, year),
            Field::Goals if before => (Field::Other, year),
            _ => (field, year),
        }
    }

    /// 「組織名：中央区」
    fn label_before_colon(&self, text: &str) -> Option<Label> {
        let (at, colon) = text
            .char_indices()
            .take(MOST_BEFORE_COLON)
            .find(|(_, c)| matches!(c, ':' | '：'))?;
        let end = at + colon.len_utf8();
        if text[end..].trim().is_empty() {
            return None;
        }
        self.announced(&text[..at], end, text[..at].trim_end())
    }

    /// 「重点目標1 子育て」, 「【目標1】子育て」: a label with the number of its goal, and text behind it.
    fn label_with_number(&self, text: &str) -> Option<Label> {
        let first = text.chars().next()?;
        let limit = text
            .char_indices()
            .map(|(at, _)| at)
            .nth(MOST_BEFORE_NUMBER)
            .unwrap_or(text.len());
        let closes = matches!(
            first,
            '【' | '［' | '[' | '〔' | '「' | '（' | '(' | '<' | '＜'
        );
        let divides = |c: char| {
            if closes {
                matches!(c, '】' | '］' | ']' | '〕' | '」' | '）' | ')' | '>' | '＞')
            } else {
                c.is_whitespace() || matches!(c, '、' | '．' | '.')
            }
        };
        let (at, sign) = text[..limit].char_indices().find(|(_, c)| divides(*c))?;
        let end = at + sign.len_utf8();
        if text[end..].trim().is_empty() {
            return None;
        }
        let found = self.announced(&text[..end], end, text[..end].trim_end())?;
        (closes || found.announcement.number.is_some()).then_some(found)
    }

    /// 「組織名　中央区」: a label and a wide space. A single space is enough where the value is one short word.
    fn label_before_space(&self, piece: &Piece) -> Option<Label> {
        let text = &piece.text;
        if piece.item || text.len() > LONGEST_SHORT_LINE {
            return None;
        }
        for (at, c) in text.char_indices().filter(|(_, c)| c.is_whitespace()) {
            let value = text[at..].trim_start();
            let found =
                self.announced(&text[..at], text.len() - value.len(), text[..at].trim_end());
            let Some(found) = found else { continue };
            let is_word = |value: &str| !value.contains(['。', '、']);
            let short = is_single(found.field) && is_word(value);
            if !value.is_empty() && (short || (c == '\u{3000}' && at > 0)) {
                return Some(found);
            }
        }
        None
    }
}

/// Whether a whole piece may be a label. An item of a list is none, but 「■ 重点目標」 is no item: such signs stand before
/// headings too.
fn may_be_label(piece: &Piece) -> bool {
    let signs = [
        '■', '□', '◆', '◇', '●', '○', '◎', '▼', '▽', '▶', '▷', '►', '★', '☆',
    ];
    !piece.item || (!piece.nested && piece.text.starts_with(signs))
}

/// Characters of a label before its colon.
const MOST_BEFORE_COLON: usize = 100;
/// Characters before a number's end in 「重点目標1」.
const MOST_BEFORE_NUMBER: usize = 24;
/// Bytes of a line that may be a label, a space and its value.
const LONGEST_SHORT_LINE: usize = 240;

/// Whether a field holds one short value, which a row below it hardly continues.
pub(super) fn is_single(field: Field) -> bool {
    matches!(
        field,
        Field::Organisation
            | Field::Heads
            | Field::EvaluationGoals
            | Field::EvaluationAchieved
            | Field::IndicatorUnit
            | Field::IndicatorBaseline
            | Field::IndicatorTarget
            | Field::IndicatorActual
            | Field::IndicatorMark
            | Field::GoalMark
            | Field::Mark
    )
}
