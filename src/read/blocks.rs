//! Physical lines → blocks: headings, rows, text. Rows come first: a line with a tab is a row, whatever Markdown would
//! make of it.

use std::ops::Range;

use ayumi_japanese::numeral::item_marker;

use super::source::Source;
use super::table;

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
    let mut text: Option<(Range<usize>, Listed)> = None;
    // The indentation of the list's first item.
    let mut list: Option<usize> = None;
    if start >= source.text.len() {
        return blocks;
    }
    let mut index = source.line(start) as usize - 1;
    // Pipe rows right above, since the last rule: a rule stands under the first row of its table only.
    let mut pipes = Pipes::default();
    while index < source.line_count() {
        let range = source.line_range(index);
        let line = &source.text[range.clone()];
        let after_row = text.is_none() && matches!(blocks.last(), Some(Block::Row(_)));
        let kind = pipes.settle(classify(line, after_row));
        if kind != Kind::Text {
            finish(&mut text, &mut blocks);
        }
        if !matches!(kind, Kind::Text | Kind::Blank | Kind::PageBreak) {
            list = None;
        }
        match kind {
            Kind::Blank | Kind::PageBreak | Kind::PipeRule => {}
            Kind::Heading(level, inner) => {
                blocks.push(Block::Heading(
                    level,
                    range.start + inner.start..range.start + inner.end,
                ));
            }
            Kind::Tabs => blocks.push(Block::Row(tab_row(line, range.start))),
            Kind::Pipes => {
                let first = pipes.rows == 1 && !pipes.ruled;
                let header = first
                    && index + 1 < source.line_count()
                    && classify(&source.text[source.line_range(index + 1)], false)
                        == Kind::PipeRule;
                blocks.push(Block::Row(pipe_row(line, range.start, first, header)));
            }
            Kind::HtmlTable => {
                let found = table::html_table(source, range.start, tables);
                blocks.extend(found.rows.into_iter().map(Block::Row));
                index = source.line(found.end) as usize - 1;
                let last = source.line_range(index);
                if found.end > last.start || found.end == source.text.len() {
                    // What stands behind the table on its last line is text of its own.
                    let rest = found.end..last.end.max(found.end);
                    if !source.text[rest.clone()].trim().is_empty() {
                        blocks.push(Block::Text {
                            range: rest,
                            list: Listed::No,
                        });
                    }
                    index += 1;
                }
                continue;
            }
            Kind::Text => add_text(line, &range, label(line), &mut list, &mut text, &mut blocks),
        }
        index += 1;
    }
    finish(&mut text, &mut blocks);
    blocks
}

/// How far a pipe table is.
#[derive(Default)]
struct Pipes {
    rows: usize,
    ruled: bool,
}

impl Pipes {
    /// What a line is, as far as that depends on the pipe rows above it.
    fn settle(&mut self, kind: Kind) -> Kind {
        match kind {
            Kind::PipeRule if self.rows <= 1 && !self.ruled => {
                self.ruled = true;
                Kind::PipeRule
            }
            Kind::PipeRule | Kind::Pipes => {
                self.rows += 1;
                Kind::Pipes
            }
            other => {
                *self = Self::default();
                other
            }
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Blank,
    PageBreak,
    Heading(u8, Range<usize>),
    Tabs,
    Pipes,
    PipeRule,
    HtmlTable,
    Text,
}

/// What a line is by itself. A line with tabs before its text only is a row where one stands above it, and else
/// indented text.
fn classify(line: &str, after_row: bool) -> Kind {
    let whole = line;
    let indented = line.trim_start_matches(['\t', ' ', '\u{3000}']);
    let line = if line.contains('\t')
        && !indented.contains('\t')
        && !indented.is_empty()
        && (!after_row || starts_with_tag(indented, "table"))
    {
        indented
    } else {
        line
    };
    let trimmed = line.trim_matches([' ', '\u{c}', '\u{3000}', '\r']);
    if trimmed.trim().is_empty() {
        return Kind::Blank;
    }
    if is_rule(trimmed) {
        return Kind::PageBreak;
    }
    if starts_with_tag(trimmed, "table") {
        return Kind::HtmlTable;
    }
    if line.contains('\t') {
        return Kind::Tabs;
    }
    if trimmed.starts_with('|') && trimmed.len() > 1 && trimmed[1..].contains('|') {
        return if is_pipe_rule(trimmed) {
            Kind::PipeRule
        } else {
            Kind::Pipes
        };
    }
    let unindented = line.trim_start_matches([' ', '\u{c}', '\u{3000}']);
    let offset = whole.len() - unindented.len();
    match heading(trimmed) {
        Some((level, inner)) => Kind::Heading(level, offset + inner.start..offset + inner.end),
        None => Kind::Text,
    }
}

/// Whether a line is a heading.
pub(super) fn is_heading(line: &str) -> bool {
    matches!(classify(line, false), Kind::Heading(..))
}

/// `---` and the like: what OCR puts between pages.
fn is_rule(line: &str) -> bool {
    let mut characters = line.chars().filter(|c| *c != ' ');
    let Some(first) = characters.next().filter(|c| matches!(c, '-' | '*' | '_')) else {
        return false;
    };
    let mut count = 1;
    for c in characters {
        if c != first {
            return false;
        }
        count += 1;
    }
    count >= 3
}

fn is_pipe_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

fn starts_with_tag(line: &str, name: &str) -> bool {
    let Some(rest) = line.strip_prefix('<') else {
        return false;
    };
    let Some(head) = rest.get(..name.len()) else {
        return false;
    };
    head.eq_ignore_ascii_case(name) && rest[name.len()..].starts_with(['>', ' ', '\t', '/'])
}

/// `## text` or `<h2>text</h2>`: the level, and the bytes of the text.
fn heading(line: &str) -> Option<(u8, Range<usize>)> {
    for (level, name) in (1..=6).zip(["h1", "h2", "h3", "h4", "h5", "h6"]) {
        let close = format!("</{name}>");
        if starts_with_tag(line, name)
            && let (Some(open), Some(tail)) = (line.find('>'), line.len().checked_sub(close.len()))
            && open < tail
            && line
                .get(tail..)
                .is_some_and(|end| end.eq_ignore_ascii_case(&close))
        {
            return Some((level, open + 1..tail));
        }
    }
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let rest = &line[level..];
    if !(1..=6).contains(&level) || !rest.starts_with([' ', '\u{3000}']) {
        return None;
    }
    let text = rest.trim();
    let closing = text.trim_end_matches('#');
    let text = if closing.ends_with(' ') {
        closing.trim_end()
    } else {
        text
    };
    let start = level + (rest.len() - rest.trim_start().len());
    Some((u8::try_from(level).unwrap_or(6), start..start + text.len()))
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
        self.cells.push(Cell { range, header });
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
    let start = line.find('|').map_or(0, |at| at + 1);
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

/// A line of text begins something new where it has a list marker or begins a note.
fn add_text(
    line: &str,
    range: &Range<usize>,
    label: LineLabel,
    list: &mut Option<usize>,
    text: &mut Option<(Range<usize>, Listed)>,
    blocks: &mut Vec<Block>,
) {
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len();
    // `- `, `* ` and `+ ` are markup of Markdown; all other markers are printed text.
    let bullet = ["- ", "* ", "+ "]
        .iter()
        .any(|marker| trimmed.starts_with(marker));
    let marked = !trimmed.starts_with('<') && item_marker(trimmed).is_some();
    let note = trimmed.starts_with(['※', '＊']);
    let listed = if bullet || marked {
        let columns: usize = line[..indent]
            .chars()
            .map(|c| if c == '\t' { 4 } else { 1 })
            .sum();
        let first = *list.get_or_insert(columns);
        if columns > first + 1 {
            Listed::Nested
        } else {
            Listed::Item
        }
    } else {
        Listed::No
    };
    if label != LineLabel::None {
        *list = None;
    }
    if bullet || marked || note || label != LineLabel::None || text.is_none() {
        finish(text, blocks);
        let start = range.start + indent + if bullet { 2 } else { 0 };
        *text = Some((start..range.end, listed));
    } else if let Some((whole, _)) = text {
        whole.end = range.end;
    }
    if label == LineLabel::Whole {
        finish(text, blocks);
    }
}

fn finish(text: &mut Option<(Range<usize>, Listed)>, blocks: &mut Vec<Block>) {
    if let Some((range, list)) = text.take() {
        blocks.push(Block::Text { range, list });
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

    #[test]
    fn only_rules_are_page_breaks() {
        for rule in ["---", "* * *", "_____", "----------"] {
            assert!(is_rule(rule), "{rule}");
        }
        for other in ["--", "-", "---x", "－－－", "- -x"] {
            assert!(!is_rule(other), "{other}");
        }
    }
}
