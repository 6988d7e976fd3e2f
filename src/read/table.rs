//! HTML tables → rows, with `colspan` and `rowspan` laid out. Tables inside cells stay part of the cell's content; `blocks`
//! takes them out of frames.

use std::ops::Range;

use super::blocks::{self, Cell, Row, Tables};
use super::markup::{self, TagKind};
use super::source::Source;

/// The rows of a table, and the byte behind it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct HtmlTable {
    pub rows: Vec<Row>,
    pub end: usize,
}

/// A cell reaches over this many rows or columns at most; HTML itself allows no more columns.
const MOST_SPANNED: u16 = 1000;

/// Reads the table that begins on the line at `start`.
pub(super) fn html_table(source: &Source<'_>, start: usize, tables: &mut Tables) -> HtmlTable {
    let limit = end_of_table(source, start);
    let text = &source.text[start..limit];
    let tags = markup::tags(text);
    let mut layout = Layout {
        base: start,
        spanned_left: tables.spanned_left,
        ..Layout::default()
    };
    let mut depth = 0u32;
    let mut end = None;
    for tag in &tags {
        let open = tag.kind == TagKind::Open;
        if depth == 1 && !layout.in_cell() {
            layout.stray(tag.span.start, text);
            // What an image stands for is text too.
            layout.outside = if tag.alt.is_some() {
                tag.span.start
            } else {
                tag.span.end
            };
        }
        match (tag.name.as_str(), depth) {
            ("table", _) if open => {
                depth += 1;
                if depth == 1 {
                    layout.outside = tag.span.end;
                }
            }
            ("table", 1) => {
                layout.close_cell(tag.span.start);
                end = Some(start + tag.span.end);
                break;
            }
            ("table", _) => depth = depth.saturating_sub(1),
            ("tr", 1) => {
                layout.close_cell(tag.span.start);
                layout.outside = tag.span.end;
                layout.close_row();
                layout.in_row = open;
            }
            ("td" | "th", 1) => {
                layout.close_cell(tag.span.start);
                layout.outside = tag.span.end;
                if open {
                    layout.open_cell(tag);
                }
            }
            _ => {}
        }
    }
    if end.is_none() {
        let span = tags.first().map_or(start..start, |tag| {
            start + tag.span.start..start + tag.span.end
        });
        tables.unclosed.push(span);
        if layout.in_cell() {
            layout.close_cell(text.len());
        } else {
            layout.stray(text.len(), text);
        }
    }
    layout.close_row();
    if let Some(first) = layout.rows.first_mut() {
        first.first = true;
    }
    tables.spanned_left = layout.spanned_left;
    HtmlTable {
        rows: layout.rows,
        end: end.unwrap_or(limit),
    }
}

/// Where the search for the table's end stops: behind the `</table>` that closes it, or, where none does, before the
/// next heading. What was looked at here is the table's, so that many tables take no longer than one long one.
fn end_of_table(source: &Source<'_>, start: usize) -> usize {
    let mut depth = 0usize;
    for index in source.line(start) as usize - 1..source.line_count() {
        let range = source.line_range(index);
        if range.start > start && blocks::is_heading(&source.text[range.clone()]) {
            return range.start;
        }
        let from = range.start.max(start);
        let line = source.text.get(from..range.end).unwrap_or_default();
        for (at, _) in line.match_indices('<') {
            if begins(&line[at..], "<table") {
                depth += 1;
            } else if begins(&line[at..], "</table") {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let close = source.text[from + at..].find('>');
                    return close.map_or(range.end, |close| from + at + close + 1);
                }
            }
        }
    }
    source.text.len()
}

fn begins(text: &str, with: &str) -> bool {
    text.as_bytes()
        .get(..with.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(with.as_bytes()))
}

#[derive(Default)]
struct Layout {
    base: usize,
    rows: Vec<Row>,
    cells: Vec<Cell>,
    /// For each column: how many more rows the cell above reaches down.
    reaching: Vec<u16>,
    open: Option<OpenCell>,
    /// Where text outside of cells would begin.
    outside: usize,
    /// Whether a `<tr>` is open.
    in_row: bool,
    /// How many more empty cells may be laid out.
    spanned_left: usize,
}

struct OpenCell {
    start: usize,
    header: bool,
    rowspan: u16,
    colspan: u16,
}

impl Layout {
    fn in_cell(&self) -> bool {
        self.open.is_some()
    }

    fn open_cell(&mut self, tag: &markup::Tag) {
        self.fill_reached();
        self.open = Some(OpenCell {
            start: tag.span.end,
            header: tag.name == "th",
            rowspan: tag.rowspan.clamp(1, MOST_SPANNED),
            colspan: tag.colspan.clamp(1, MOST_SPANNED),
        });
    }

    /// Puts an empty cell wherever one from above reaches into this row.
    fn fill_reached(&mut self) {
        while self
            .reaching
            .get(self.cells.len())
            .is_some_and(|more| *more > 0)
        {
            self.pass_column();
        }
    }

    /// Leaves the next column of this row empty; a cell from above that reaches here ends one row lower.
    fn pass_column(&mut self) {
        if let Some(more) = self.reaching.get_mut(self.cells.len()) {
            *more = more.saturating_sub(1);
        }
        self.cells.push(Cell {
            range: self.base..self.base,
            header: false,
            across: false,
        });
    }

    fn close_cell(&mut self, at: usize) {
        let Some(open) = self.open.take() else { return };
        let range: Range<usize> = self.base + open.start..self.base + at.max(open.start);
        let asked = usize::from(open.colspan) * usize::from(open.rowspan) - 1;
        let granted = asked <= self.spanned_left;
        if granted {
            self.spanned_left -= asked;
        }
        let (colspan, rowspan) = if granted {
            (open.colspan, open.rowspan)
        } else {
            (1, 1)
        };
        for column in 0..colspan {
            let index = self.cells.len();
            if self.reaching.len() <= index {
                self.reaching.resize(index + 1, 0);
            }
            self.reaching[index] = rowspan - 1;
            // The columns beside the first are empty: the text stands once.
            let range = if column == 0 {
                range.clone()
            } else {
                range.end..range.end
            };
            self.cells.push(Cell {
                range,
                header: open.header,
                across: column > 0,
            });
        }
    }

    /// Ends a row, if one was begun. A row may end before the columns into which cells from above still reach.
    fn close_row(&mut self) {
        if !self.in_row && self.cells.is_empty() {
            return;
        }
        self.in_row = false;
        while self
            .reaching
            .iter()
            .skip(self.cells.len())
            .any(|more| *more > 0)
        {
            self.pass_column();
        }
        if !self.cells.is_empty() {
            let cells = std::mem::take(&mut self.cells);
            self.rows.push(Row {
                cells,
                first: false,
            });
        }
    }

    /// Text outside of any cell (a caption, or what slipped between two cells) is a row of its own.
    fn stray(&mut self, until: usize, text: &str) {
        let range = self.outside.min(until)..until;
        if !text[range.clone()].trim().is_empty() {
            self.close_row();
            let range = self.base + range.start..self.base + range.end;
            self.rows.push(Row {
                cells: vec![Cell {
                    range,
                    header: false,
                    across: false,
                }],
                first: false,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        let mut tables = Tables::default();
        let table = html_table(&Source::new("a.md", text, text), 0, &mut tables);
        let row = |row: &Row| {
            let cells: Vec<&str> = row
                .cells
                .iter()
                .map(|cell| text[cell.range.clone()].trim())
                .collect();
            cells.join("/")
        };
        table.rows.iter().map(row).collect()
    }

    #[test]
    fn lays_spans_out() {
        assert_eq!(
            rows(
                "<table><tr><th rowspan=2>結果</th><td>一</td></tr>\n<tr><td colspan=\"2\">二</td><td>三</td></tr></table>"
            ),
            ["結果/一", "/二//三"]
        );
    }

    #[test]
    fn an_inner_table_belongs_to_its_cell() {
        assert_eq!(
            rows(
                "<table><tr><td>外<table><tr><td>内</td></tr></table></td><td>隣</td></tr></table>"
            ),
            ["外<table><tr><td>内</td></tr></table>/隣"]
        );
    }

    #[test]
    fn captions_and_missing_end_tags_lose_nothing() {
        assert_eq!(
            rows("<table><caption>表題</caption><tr><td>一<td>二<tr><td>三</td>迷子</table>"),
            ["表題", "一/二", "三", "迷子"]
        );
    }

    #[test]
    fn a_table_without_end_ends_before_the_next_heading() {
        let text = "<table><tr><td>一</td></tr>\n続き\n## 次\n本文";
        let mut tables = Tables::default();
        let table = html_table(&Source::new("a.md", text, text), 0, &mut tables);
        assert_eq!(&text[table.end..], "## 次\n本文");
        assert_eq!(tables.unclosed.len(), 1);
    }
}
