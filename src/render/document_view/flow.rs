//! Parts → paragraphs, lists, tables and notes.

use std::ops::Range;

use super::blocks::{Change, Flow, Line, Piece, Text};
use crate::model::{Part, Role, Shape};

/// A part with the marker that was printed before it.
#[derive(Debug, Clone, Copy)]
pub struct Unit<'a> {
    /// The marker's text.
    pub marker: Option<&'a str>,
    /// The part; a marker that stands alone is a part of its own.
    pub part: &'a Part,
    /// For a note: its number, counted from 1.
    pub note_number: Option<usize>,
}

/// Joins markers with what they mark, and counts the notes.
pub fn units(parts: &[Part]) -> Vec<Unit<'_>> {
    let mut units = Vec::with_capacity(parts.len());
    let mut notes = 0;
    let mut rest = parts.iter().peekable();
    while let Some(part) = rest.next() {
        let marked = match rest.peek() {
            Some(next) if part.role == Role::Marker && next.role != Role::Marker => {
                // A marker may be of no goal though its item is; it is never of another.
                part.goal.is_none() || part.goal == next.goal
            }
            _ => false,
        };
        let (marker, part) = match rest.next_if(|_| marked) {
            Some(next) => (Some(part.text.as_str()), next),
            None => (None, part),
        };
        let note_number = (part.role == Role::Note).then(|| {
            notes += 1;
            notes
        });
        units.push(Unit {
            marker,
            part,
            note_number,
        });
    }
    units
}

/// The unit as one line.
pub fn line(unit: &Unit<'_>) -> Line {
    Line {
        marker: unit.marker.map(str::to_owned),
        text: text(unit.part),
    }
}

/// A part's text, with its line breaks, both readings of its corrections, and its footnote mark, if it has one, as a
/// link.
pub fn text(part: &Part) -> Text {
    let note = part
        .note
        .and_then(|note| usize::try_from(note).ok())
        .map(|note| note + 1);
    let mark = note.and_then(|note| Some((note, footnote_mark(&part.text)?)));
    let mut pieces = Text::new();
    let mut at = 0;
    for correction in &part.corrections {
        pieces.extend(marked_pieces(
            part,
            at..correction.range.start,
            mark.as_ref(),
        ));
        let changed = [
            (&part.text[correction.range.clone()], Change::Removed),
            (correction.to.as_str(), Change::Added),
        ];
        for (text, change) in changed {
            let lines = Piece::lines(text).into_iter();
            pieces.extend(lines.map(|piece| Piece {
                change: Some(change),
                ..piece
            }));
        }
        if let Some(last) = pieces.last_mut() {
            last.kind = Some(correction.kind);
        }
        at = correction.range.end;
    }
    pieces.extend(marked_pieces(part, at..part.text.len(), mark.as_ref()));
    pieces
}

/// A stretch of a part's text, in which the footnote mark may stand.
fn marked_pieces(part: &Part, range: Range<usize>, mark: Option<&(usize, Range<usize>)>) -> Text {
    let within =
        |mark: &&(usize, Range<usize>)| range.start <= mark.1.start && mark.1.end <= range.end;
    let Some((note, mark)) = mark.filter(within) else {
        return Piece::lines(&part.text[range]);
    };
    let mut pieces = Piece::lines(&part.text[range.start..mark.start]);
    pieces.push(Piece {
        note: Some(*note),
        ..Piece::new(&part.text[mark.clone()])
    });
    pieces.extend(Piece::lines(&part.text[mark.end..range.end]));
    pieces
}

/// The last footnote mark of a text with the number printed after it: 「*」「※1」
fn footnote_mark(text: &str) -> Option<Range<usize>> {
    let (start, sign) = text
        .char_indices()
        .rev()
        .find(|(_, c)| "*＊※†‡".contains(*c))?;
    let after = start + sign.len_utf8();
    let digits: usize = text[after..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c))
        .map(char::len_utf8)
        .sum();
    // A run of marks (「**」) is one.
    let signs = text[..start]
        .chars()
        .rev()
        .take_while(|c| *c == sign)
        .count()
        * sign.len_utf8();
    Some(start - signs..after + digits)
}

/// Puts units together: items of one list, rows of one table. `tables` counts the document's tables.
pub fn flow(units: &[Unit<'_>], tables: &mut usize) -> Vec<Flow> {
    let mut flow = Vec::new();
    let mut rest = units;
    while let Some(first) = rest.first() {
        let taken = match (first.part.role, first.part.shape) {
            (Role::Note, _) => {
                let number = first.note_number.unwrap_or_default();
                flow.push(Flow::Note {
                    number,
                    line: line(first),
                });
                1
            }
            (Role::Value, Shape::Item) => {
                let same = |unit: &&Unit<'_>| {
                    unit.part.role == Role::Value
                        && unit.part.shape == Shape::Item
                        && unit.part.block == first.part.block
                        && unit.marker.is_some() == first.marker.is_some()
                };
                let count = rest.iter().take_while(same).count();
                let items = rest[..count].iter().map(line).collect();
                flow.push(Flow::List {
                    marked: first.marker.is_some(),
                    items,
                });
                count
            }
            (Role::Value, Shape::Cell(_)) => {
                let is_cell = |unit: &&Unit<'_>| {
                    unit.part.role == Role::Value && matches!(unit.part.shape, Shape::Cell(_))
                };
                let count = rest.iter().take_while(is_cell).count();
                *tables += 1;
                flow.push(Flow::Table {
                    number: *tables,
                    head: Vec::new(),
                    rows: rows(&rest[..count]),
                });
                count
            }
            _ => {
                flow.push(Flow::Paragraph { line: line(first) });
                1
            }
        };
        rest = &rest[taken..];
    }
    flow
}

/// The most columns that a table gets; what stands further right goes into the last one. Ragged rows of a broken
/// table would else make a page of empty cells.
const MOST_COLUMNS: usize = 64;

/// Cells → rows of equal length. A column that does not come after the last one begins a new row, so that the order
/// of the source stays.
fn rows(cells: &[Unit<'_>]) -> Vec<Vec<Vec<Line>>> {
    let mut rows: Vec<Vec<Vec<Line>>> = Vec::new();
    let mut last: Option<(u32, usize)> = None;
    for unit in cells {
        let Shape::Cell(column) = unit.part.shape else {
            continue;
        };
        let column = usize::from(column).min(MOST_COLUMNS - 1);
        let continues =
            last.is_some_and(|(block, before)| block == unit.part.block && before <= column);
        if !continues {
            rows.push(Vec::new());
        }
        last = Some((unit.part.block, column));
        if let Some(row) = rows.last_mut() {
            if row.len() <= column {
                row.resize(column + 1, Vec::new());
            }
            row[column].push(line(unit));
        }
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    for row in &mut rows {
        row.resize(width, Vec::new());
    }
    rows
}
