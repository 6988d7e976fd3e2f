//! HTML tables → rows, with `colspan` and `rowspan` laid out. Tables inside cells stay part of the cell's content.

use std::ops::Range;

use super::blocks::{self, Cell, Row, UnclosedTable};
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
pub(super) fn html_table(
    source: &Source<'_>,
    start: usize,
    unclosed: &mut Vec<UnclosedTable>,
) -> HtmlTable {
    let limit = end_of_table(source, start);
    let text = &source.text[start..limit];
    let tags = markup::tags(text);
    let mut layout = Layout {
        base: start,
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
        unclosed.push(UnclosedTable { span });
        if layout.in_cell() {
            layout.close_cell(text.len());
        } else {
            layout.stray(text.len(), text);
        }
    }
    layout.close_row();
    HtmlTable {
        rows: layout.rows,
        end: end.unwrap_or(limit),
    }
}

/// Where the search for the table's end stops: behind the `</table>` that closes it, or, where none does, before the
/// next heading. No table reaches over a heading, so that looking for the ends of many tables takes no longer than
/// looking through the text once.
fn end_of_table(source: &Source<'_>, start: usize) -> usize {
    let mut index = source.line(start) as usize;
    let heading = loop {
        if index >= source.line_count() {
            break source.text.len();
        }
        let range = source.line_range(index);
        if blocks::is_heading(&source.text[range.clone()]) {
            break range.start;
        }
        index += 1;
    };
    let text = &source.text[start..heading];
    let mut depth = 0usize;
    for (at, _) in text.match_indices('<') {
        if begins(&text[at..], "<table") {
            depth += 1;
        } else if begins(&text[at..], "</table") {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return text[at..]
                    .find('>')
                    .map_or(heading, |close| start + at + close + 1);
            }
        }
    }
    heading
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
        while let Some(more) = self
            .reaching
            .get_mut(self.cells.len())
            .filter(|more| **more > 0)
        {
            *more -= 1;
            self.cells.push(Cell {
                range: self.base..self.base,
                header: false,
            });
        }
    }

    fn close_cell(&mut self, at: usize) {
        let Some(open) = self.open.take() else { return };
        let range: Range<usize> = self.base + open.start..self.base + at.max(open.start);
        for column in 0..open.colspan {
            let index = self.cells.len();
            if self.reaching.len() <= index {
                self.reaching.resize(index + 1, 0);
            }
            self.reaching[index] = open.rowspan - 1;
            // The columns beside the first are empty: the text stands once.
            let range = if column == 0 {
                range.clone()
            } else {
                range.end..range.end
            };
            self.cells.push(Cell {
                range,
                header: open.header,
            });
        }
    }

    fn close_row(&mut self) {
        if !self.cells.is_empty() {
            self.fill_reached();
            self.rows.push(Row {
                cells: std::mem::take(&mut self.cells),
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
                }],
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<String> {
        let mut unclosed = Vec::new();
        let table = html_table(&Source::new("a.md", text), 0, &mut unclosed);
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
        let mut unclosed = Vec::new();
        let table = html_table(&Source::new("a.md", text), 0, &mut unclosed);
        assert_eq!(&text[table.end..], "## 次\n本文");
        assert_eq!(unclosed.len(), 1);
    }
}
