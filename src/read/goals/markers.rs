//! The markers printed before items: cut off, counted, and told apart by how they are written.

use ayumi_japanese::kana::{is_kana, is_kanji};
use ayumi_japanese::numeral::{
    ItemMarker, MarkerKind, expected_item_marker, item_marker, next_item_marker,
};

use crate::model::{Field, Role};
use crate::read::blocks::is_page_number;
use crate::read::draft::Draft;
use crate::read::indicators::Means;

/// How a number is written: items of one list look alike, items of a list inside it do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Style {
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

/// Notes the number and the style of each marker that stood in a cell of its own.
pub(super) fn count(drafts: &mut [Draft]) {
    for draft in drafts {
        if draft.role == Role::Marker && !draft.piece.nested && draft.number.is_none() {
            draft.number = number_of(&draft.piece.text);
        }
    }
}

fn number_of(marker: &str) -> Option<(String, Style)> {
    // The text behind it was cut off; the marker alone has to be recognised, so give it something to stand before.
    let with_text = format!("{marker} 文");
    let found = item_marker(&with_text).filter(|marker| marker.kind == MarkerKind::Number)?;
    Some((found.number?, style(marker)))
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
                | Field::Group
                | Field::IndicatorUnit
                | Field::IndicatorBaseline
                | Field::IndicatorTarget
                | Field::IndicatorActual
                | Field::IndicatorBetter
        )
    );
    draft.role == Role::Value && !single && draft.column.is_none()
}

/// Whether a marker at the beginning of a mark is the mark itself: 「① 計画以上」 is on a scale of ① to ④, 「1 達成」 is
/// what goal 1 got.
fn is_mark(draft: &Draft, marker: &str, means: &Means<'_>, goals: Option<Style>) -> bool {
    let marks = matches!(
        draft.field,
        Some(Field::GoalMark | Field::Mark | Field::IndicatorMark)
    );
    if !marks || draft.record.is_some() {
        return marks;
    }
    let style = style(marker);
    let on_scale = |text: &str| means.form.scale_of(text.trim(), means.year).is_some();
    let (whole, rest) = (draft.piece.text.as_str(), &draft.piece.text[marker.len()..]);
    // 「① ○」 below the goals ①, ② and ③ is what goal ① got.
    let counts = style == Style::Plain || goals == Some(style) || on_scale(rest);
    !counts || on_scale(whole) || (style != Style::Plain && on_scale(marker) && !on_scale(rest))
}

pub(super) fn split_markers(drafts: Vec<Draft>, means: &Means<'_>) -> Vec<Draft> {
    let mut out = Vec::with_capacity(drafts.len());
    let mut counting = Counting::default();
    // How the numbers of the goals are written.
    let mut goals: Option<Style> = None;
    for draft in drafts {
        let page_number = draft.field.is_none() && is_page_number(&draft.piece.text);
        if page_number || !takes_items(&draft) {
            out.push(draft);
            continue;
        }
        for line in split_lines(draft) {
            match counting.marker(&line) {
                Some(found)
                    if found.len < line.piece.text.trim_end().len()
                        && !is_mark(&line, &line.piece.text[..found.len], means, goals) =>
                {
                    let (head, tail) = line.piece.split_at(found.len);
                    let mut marker = line.beside(head, Role::Marker);
                    if found.kind == MarkerKind::Number && !marker.piece.nested {
                        let style = style(&marker.piece.text);
                        marker.number = found.number.map(|number| (number, style));
                        if line.field == Some(Field::Goals) {
                            goals.get_or_insert(style);
                        }
                    }
                    let text = line.beside(tail, line.role);
                    out.extend([marker, text]);
                }
                _ => out.push(line),
            }
        }
    }
    out
}

/// Cuts a piece before each line that begins an item: in a cell of a pipe table `<br>` is all there is to separate
/// items. Behind a full stop the next number begins one too: 「1 除雪。2 窓口。」
fn split_lines(draft: Draft) -> Vec<Draft> {
    let text = draft.piece.text.as_str();
    let counted = is_counted(&draft);
    // Most texts have one line, and behind their full stops no number.
    let may_number = |rest: &str| !rest.starts_with(|c| is_kana(c) || is_kanji(c));
    let may_cut = |(at, end): (usize, char)| match end {
        '\n' => true,
        '。' => counted && at + 3 < text.len() && may_number(text[at + 3..].trim_start()),
        _ => false,
    };
    if !text.char_indices().any(may_cut) {
        return vec![draft];
    }
    let mut last = item_marker(text)
        .or_else(|| next_item_marker(text, ""))
        .and_then(|marker| marker.number)
        .unwrap_or_default();
    let ends = text
        .char_indices()
        .filter(|(_, c)| matches!(c, '\n' | '。'));
    let mut cuts: Vec<usize> = Vec::new();
    for (at, end) in ends {
        let next = at + end.len_utf8();
        if end == '。' && text[next..].starts_with('\n') {
            continue;
        }
        let rest = text[next..].trim_start();
        let in_turn = next_item_marker(rest, &last).or_else(|| {
            let marker = item_marker(rest)?;
            let number = |text: &str| text.parse::<u32>().ok();
            let follows = number(marker.number.as_deref()?)? == number(&last)?.checked_add(1)?;
            follows.then_some(marker)
        });
        let in_turn = in_turn.filter(|_| counted && !last.is_empty());
        let found = match end {
            '\n' => in_turn.or_else(|| item_marker(rest)),
            _ => in_turn,
        };
        if let Some(marker) = found {
            last = marker.number.unwrap_or(last);
            cuts.push(if end == '\n' { at } else { next });
        }
    }
    let mut lines = Vec::with_capacity(cuts.len() + 1);
    let mut rest = draft;
    // From the end, so that the bytes of the cuts before stay right.
    for cut in cuts.into_iter().rev() {
        let (head, tail) = rest.piece.split_at(cut);
        lines.push(rest.beside(tail, rest.role));
        rest.piece = head;
    }
    lines.push(rest);
    lines.reverse();
    lines
}

/// Whether the items of a field have the goals' numbers.
fn is_counted(draft: &Draft) -> bool {
    matches!(
        draft.field,
        Some(
            Field::Goals
                | Field::Result
                | Field::Direction
                | Field::GoalMark
                | Field::Mark
                | Field::MidyearReview
                | Field::ExternalReview
                | Field::PreviousReview
        )
    )
}

/// Follows the numbers under one label: where 1 and 2 were, a text that begins with 3 is the third item even if
/// nothing stands between the number and the text (「3能登半島」).
#[derive(Default)]
struct Counting {
    scope: u32,
    /// The last number, empty before the first.
    last: String,
}

impl Counting {
    fn marker(&mut self, draft: &Draft) -> Option<ItemMarker> {
        if self.scope != draft.scope {
            *self = Self {
                scope: draft.scope,
                last: String::new(),
            };
        }
        let text = &draft.piece.text;
        let counted = is_counted(draft);
        let number = |text: &str| text.parse::<u32>().ok();
        let next = number(&self.last).map_or(1, |last| last.saturating_add(1));
        let is_next = |marker: &ItemMarker| marker.number.as_deref().and_then(number) == Some(next);
        let marker = item_marker(text)
            .or_else(|| expected_item_marker(text).filter(|marker| counted && is_next(marker)))
            .or_else(|| next_item_marker(text, &self.last).filter(|_| counted))?;
        if let Some(number) = &marker.number {
            self.last.clone_from(number);
        }
        Some(marker)
    }
}
