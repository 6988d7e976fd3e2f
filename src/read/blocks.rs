//! Physical lines → blocks: headings, rows, text. Rows come first: a line with a tab is a row, whatever Markdown would
//! make of it.

mod lines;
mod text;

use std::ops::Range;

use super::source::Source;
use super::table;
use lines::{Kind, classify};
use text::Paragraphs;

pub(super) use lines::{is_heading, is_page_number};
pub(super) use text::is_upright;

/// A block of the source; the ranges are bytes of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading of this level and its text.
    Heading(u8, Range<usize>),
    /// A row of a table.
    Row(Row),
    /// Running text: a paragraph, a list item, or HTML of both.
    Text { range: Range<usize>, list: Listed },
}

/// Where a piece of running text stands in lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    /// In none.
    No,
    /// It is an item.
    Item,
    /// It is an item below another, by its indentation.
    Nested,
}

/// A row of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub cells: Vec<Cell>,
    /// Whether a table begins with it. Rows of tab-separated lines do not tell.
    pub first: bool,
}

/// A cell: the bytes of its content (HTML may be in it), or nothing where the cell above or beside reaches here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub range: Range<usize>,
    /// A heading cell of an HTML table, or a cell of a pipe table's first row.
    pub header: bool,
    /// Whether the cell at its left reaches here.
    pub across: bool,
}

/// What is known of all tables of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tables {
    /// The opening tags of tables that do not end.
    pub unclosed: Vec<Range<usize>>,
    /// How many more empty cells `colspan` and `rowspan` may lay out. A few bytes can ask for millions.
    pub spanned_left: usize,
}

impl Default for Tables {
    fn default() -> Self {
        Self {
            unclosed: Vec::new(),
            spanned_left: 100_000,
        }
    }
}

/// What a form makes of a line of running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineLabel {
    /// The line is a label.
    Whole,
    /// A label and a colon stand at its beginning.
    Beginning,
    /// It has no label.
    None,
}

/// The blocks of the source from the byte `start` on. `label` says which lines have labels: those begin a block.
pub(super) fn blocks(
    source: &Source<'_>,
    start: usize,
    label: &dyn Fn(&str) -> LineLabel,
    tables: &mut Tables,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut text = Paragraphs::default();
    if start >= source.text.len() {
        return blocks;
    }
    let mut index = source.line(start) as usize - 1;
    let mut pipes = Pipes::default();
    // How many blocks there are where a page's number stands last, behind a row: the row may go on.
    let mut numbered_page = 0;
    while index < source.line_count() {
        let range = source.line_range(index);
        let line = &source.text[range.clone()];
        let after_row = text.is_empty()
            && (matches!(blocks.last(), Some(Block::Row(_))) || numbered_page == blocks.len());
        let kind = pipes.settle(classify(line, after_row), line, source, index);
        if kind != Kind::Text {
            text.finish(&mut blocks);
        }
        if !matches!(
            kind,
            Kind::Text | Kind::Blank | Kind::PageBreak | Kind::PageNumber
        ) {
            text.leave();
        }
        match kind {
            Kind::Blank | Kind::PageBreak | Kind::PipeRule => {}
            Kind::PageNumber => {
                blocks.push(Block::Text {
                    range,
                    list: Listed::No,
                });
                numbered_page = if after_row { blocks.len() } else { 0 };
            }
            Kind::Heading(level, inner) => {
                blocks.push(Block::Heading(
                    level,
                    range.start + inner.start..range.start + inner.end,
                ));
            }
            Kind::Tabs => blocks.push(Block::Row(tab_row(line, range.start))),
            Kind::Pipes => {
                let first = pipes.rows == 1 && !pipes.ruled;
                let header =
                    first && lines::is_pipe_rule(source.text[source.line_range(index + 1)].trim());
                blocks.push(Block::Row(pipe_row(line, range.start, first, header)));
            }
            Kind::HtmlTable(at) => {
                index = html_tables(source, range.start + at, index, tables, &mut blocks);
                continue;
            }
            Kind::Text => {
                if let Some(next) = text.vertical(source, index, label, &mut blocks) {
                    index = next;
                    continue;
                }
                text.add(line, &range, label(line), &mut blocks);
            }
        }
        index += 1;
    }
    text.finish(&mut blocks);
    blocks
}

/// The rows of the tables that begin at the byte `start` of the line `index`, one behind the other. Gives the line with
/// which to go on.
fn html_tables(
    source: &Source<'_>,
    start: usize,
    index: usize,
    tables: &mut Tables,
    blocks: &mut Vec<Block>,
) -> usize {
    let before = source.line_range(index).start..start;
    if !source.text[before.clone()].trim().is_empty() {
        blocks.push(Block::Text {
            range: before,
            list: Listed::No,
        });
    }
    let mut start = start;
    loop {
        let found = table::html_table(source, start, tables);
        for row in found.rows {
            table_row(source, row, tables, blocks, 0);
        }
        let index = source.line(found.end) as usize - 1;
        let last = source.line_range(index);
        if found.end <= last.start && found.end < source.text.len() {
            return index;
        }
        // What stands behind the table on its last line: another table, or text of its own.
        let rest = found.end..last.end.max(found.end);
        let text = &source.text[rest.clone()];
        match lines::table_at(text) {
            Some(at) if text[..at].trim().is_empty() => start = rest.start + at,
            _ => {
                if !text.trim().is_empty() {
                    blocks.push(Block::Text {
                        range: rest,
                        list: Listed::No,
                    });
                }
                return index + 1;
            }
        }
    }
}

/// A row of an HTML table. One of a single cell with tables in it only lays out the page: what stands in the cell is
/// read as if it stood alone.
fn table_row(
    source: &Source<'_>,
    row: Row,
    tables: &mut Tables,
    blocks: &mut Vec<Block>,
    depth: u32,
) {
    let only = match row.cells.as_slice() {
        [only, beside @ ..] if beside.iter().all(|cell| cell.across) => only.range.clone(),
        _ => return blocks.push(Block::Row(row)),
    };
    let count = blocks.len();
    let before = tables.clone();
    if depth == MOST_FRAMES || !frame(source, only, tables, blocks, depth) {
        blocks.truncate(count);
        *tables = before;
        blocks.push(Block::Row(row));
    }
}

/// Lays out what stands in the cell of a frame. Says no where it is none: no table is in it, or one that does not end.
fn frame(
    source: &Source<'_>,
    mut rest: Range<usize>,
    tables: &mut Tables,
    blocks: &mut Vec<Block>,
    depth: u32,
) -> bool {
    let mut found_any = false;
    let text = |range: Range<usize>, blocks: &mut Vec<Block>| {
        if !source.text[range.clone()].trim().is_empty() {
            blocks.push(Block::Text {
                range,
                list: Listed::No,
            });
        }
    };
    while let Some(at) = lines::table_at(&source.text[rest.clone()]) {
        let start = rest.start + at;
        let found = table::html_table(source, start, tables);
        if found.end > rest.end || tables.unclosed.last().is_some_and(|tag| tag.start >= start) {
            return false;
        }
        found_any = true;
        text(rest.start..start, blocks);
        for row in found.rows {
            table_row(source, row, tables, blocks, depth + 1);
        }
        rest.start = found.end;
    }
    text(rest, blocks);
    found_any
}

/// Tables that only lay out the page stand in one another no deeper than this.
const MOST_FRAMES: u32 = 4;

/// How far a pipe table is: the pipe rows right above, since the last rule. A rule stands under the first row of its
/// table only.
#[derive(Default)]
struct Pipes {
    rows: usize,
    ruled: bool,
    /// Whether the rows have no pipes at their ends.
    bare: bool,
}

impl Pipes {
    /// What a line is, as far as that depends on the pipe rows above it and the rule below.
    fn settle(&mut self, kind: Kind, line: &str, source: &Source<'_>, index: usize) -> Kind {
        match kind {
            Kind::PipeRule if self.rows <= 1 && !self.ruled => {
                self.ruled = true;
                Kind::PipeRule
            }
            Kind::PipeRule | Kind::Pipes => {
                self.rows += 1;
                Kind::Pipes
            }
            Kind::Text if line.contains('|') => {
                let rule_below = || {
                    let below = index + 1 < source.line_count();
                    below
                        && lines::is_bare_pipe_rule(
                            source.text[source.line_range(index + 1)].trim(),
                        )
                };
                if self.bare
                    && self.rows == 1
                    && !self.ruled
                    && lines::is_bare_pipe_rule(line.trim())
                {
                    self.ruled = true;
                    Kind::PipeRule
                } else if self.bare || rule_below() {
                    self.bare = true;
                    self.rows += 1;
                    Kind::Pipes
                } else {
                    kind
                }
            }
            other => {
                *self = Self::default();
                other
            }
        }
    }
}

/// A row has no more empty cells than this: ten megabytes of tabs are ten million cells in which nothing stands.
const MOST_EMPTY_CELLS: usize = 1_000;

/// Collects the cells of a row.
#[derive(Default)]
struct Cells {
    cells: Vec<Cell>,
    empty: usize,
}

impl Cells {
    fn push(&mut self, text: &str, start: usize, header: bool) {
        if text.trim().is_empty() {
            self.empty += 1;
            if self.empty > MOST_EMPTY_CELLS {
                return;
            }
        }
        let range = start..start + text.len();
        self.cells.push(Cell {
            range,
            header,
            across: false,
        });
    }
}

fn tab_row(line: &str, base: usize) -> Row {
    let mut cells = Cells::default();
    let mut at = base;
    for cell in line.split('\t') {
        cells.push(cell, at, false);
        at += cell.len() + 1;
    }
    Row {
        cells: cells.cells,
        first: false,
    }
}

fn pipe_row(line: &str, base: usize, first: bool, header: bool) -> Row {
    let indent = line.len() - line.trim_start().len();
    let start = indent + usize::from(line[indent..].starts_with('|'));
    let body = &line[start..];
    let mut cells = Cells::default();
    let mut cell_start = 0;
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        if c == '|' && !escaped {
            cells.push(&body[cell_start..at], base + start + cell_start, header);
            cell_start = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    if !body[cell_start..].trim().is_empty() {
        cells.push(&body[cell_start..], base + start + cell_start, header);
    }
    Row {
        cells: cells.cells,
        first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let source = Source::new("a.md", text, text);
        let describe = |block| match block {
            Block::Heading(level, range) => format!("h{level} {}", &text[range]),
            Block::Row(row) => {
                let cells: Vec<&str> = row
                    .cells
                    .iter()
                    .map(|cell| text[cell.range.clone()].trim())
                    .collect();
                format!("row {}", cells.join("/"))
            }
            Block::Text { range, list } => {
                let kind = match list {
                    Listed::No => "text",
                    Listed::Item => "item",
                    Listed::Nested => "nested",
                };
                format!("{kind} {}", &text[range])
            }
        };
        blocks(&source, 0, &|_| LineLabel::None, &mut Tables::default())
            .into_iter()
            .map(describe)
            .collect()
    }

    #[test]
    fn rows_come_before_markdown() {
        assert_eq!(
            shown("# 題\n\n<b>組織名</b>\t中央区\n<p>前文</p>\n---\n\n※注\n続き\n\t\t空\n"),
            [
                "h1 題",
                "row <b>組織名</b>/中央区",
                "text <p>前文</p>",
                "text ※注\n続き\n\t\t空"
            ]
        );
    }

    #[test]
    fn reads_pipe_tables() {
        assert_eq!(
            shown("| 組織名 | 中央区 |\n|:--|---|\n| 部長 | 佐久間\\|なおみ |\n|  | 続き"),
            ["row 組織名/中央区", "row 部長/佐久間\\|なおみ", "row /続き"]
        );
    }

    #[test]
    fn reads_lists_and_headings() {
        assert_eq!(
            shown("## 目標 ##\n<h3>結果</h3>\n- 一\n  つづき\n1. 二\n・三\n#番号\n"),
            [
                "h2 目標",
                "h3 結果",
                "item 一\n  つづき",
                "item 1. 二",
                "item ・三\n#番号"
            ]
        );
    }
}
