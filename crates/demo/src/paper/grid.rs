//! Rows of cells, and the ways in which they come to stand in a text: lines with tabs, pipe tables, HTML tables.

use super::page::Page;

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Whether it is a label.
    label: bool,
    /// Nothing, one text, or items.
    words: Vec<String>,
    /// How many rows and columns it covers.
    rows: usize,
    columns: usize,
}

/// Cells beside one another.
pub type Row = Vec<Cell>;

/// A label.
pub fn label(text: impl Into<String>) -> Cell {
    Cell {
        label: true,
        words: vec![text.into()],
        rows: 1,
        columns: 1,
    }
}

/// One text; nothing, where it is empty.
pub fn text(text: impl Into<String>) -> Cell {
    let text = text.into();
    items(if text.is_empty() { vec![] } else { vec![text] })
}

/// Several paragraphs or items.
pub fn items(words: Vec<String>) -> Cell {
    Cell {
        label: false,
        words,
        rows: 1,
        columns: 1,
    }
}

/// An empty cell.
pub fn blank() -> Cell {
    items(Vec::new())
}

impl Cell {
    /// Covers as many rows.
    pub fn down(mut self, rows: usize) -> Self {
        self.rows = rows;
        self
    }

    /// Covers as many columns.
    pub fn across(mut self, columns: usize) -> Self {
        self.columns = columns;
        self
    }
}

/// How labels are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Labels {
    /// As they are.
    Plain,
    /// `<b>…</b>`
    Bold,
    /// `<p style="writing-mode: vertical-rl…">…</p>`
    Upright,
    /// A character a line, with `<br>`.
    Stacked,
    /// A character a paragraph.
    Paragraphs,
    /// A space between any two characters.
    Spaced,
    /// `<font>` and `<strong>` in one another, as word processors write.
    Nested,
}

/// How several items stand in one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Items {
    /// `<p>…</p> <p>…</p>`
    Paragraphs,
    /// `<ol>` whose items carry printed markers too.
    Ordered,
    /// `<ul>` whose items carry printed markers too.
    Bulleted,
    /// `<br>` between them.
    Breaks,
    /// Each in `<div><span>`.
    Nested,
}

/// Prints a label.
pub fn say_label(page: &mut Page, label: &str, style: Labels) {
    let each = |page: &mut Page, before: &str, after: &str, between: &str| {
        for (index, character) in label.chars().enumerate() {
            if index > 0 {
                page.mark(between);
            }
            page.mark(before)
                .say(character.encode_utf8(&mut [0; 4]))
                .mark(after);
        }
    };
    match style {
        Labels::Plain => {
            page.say(label);
        }
        Labels::Bold => {
            page.mark("<b>").say(label).mark("</b>");
        }
        Labels::Upright => {
            page.mark("<p style=\"writing-mode: vertical-rl; text-orientation: upright;\">");
            page.say(label).mark("</p>");
        }
        Labels::Stacked => each(page, "", "", "<br>"),
        Labels::Paragraphs => each(page, "<p>", "</p>", ""),
        Labels::Spaced => each(page, "", "", " "),
        Labels::Nested => {
            page.mark("<font face=\"ＭＳ 明朝\" size=\"2\"><strong>");
            page.say(label).mark("</strong></font>");
        }
    }
}

/// Prints what stands in a cell.
fn say_words(page: &mut Page, words: &[String], style: Items) {
    let (open, close, before, after, between) = match style {
        Items::Paragraphs => ("", "", "<p>", "</p>", " "),
        Items::Ordered => (
            "<ol style=\"list-style-type: none\"> ",
            " </ol>",
            "<li>",
            "</li>",
            " ",
        ),
        Items::Bulleted => (
            "<ul style=\"list-style-type: none\"> ",
            " </ul>",
            "<li>",
            "</li>",
            " ",
        ),
        Items::Breaks => ("", "", "", "", "<br>"),
        Items::Nested => (
            "<div class=\"cell\">",
            "</div>",
            "<div><span lang=\"ja\">",
            "</span></div>",
            "",
        ),
    };
    page.mark(open);
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            page.mark(between);
        }
        page.mark(before).say(word).mark(after);
    }
    page.mark(close);
}

fn say_cell(page: &mut Page, cell: &Cell, labels: Labels, items: Items) {
    match cell.words.as_slice() {
        [] => {}
        [word] if cell.label => say_label(page, word, labels),
        [word] => {
            page.say(word);
        }
        words => say_words(page, words, items),
    }
}

/// Prints one row as a line with tabs between its cells.
pub fn tab_row(page: &mut Page, row: &[Cell], labels: Labels, items: Items) {
    for (index, cell) in row.iter().enumerate() {
        if index > 0 {
            page.mark("\t");
        }
        say_cell(page, cell, labels, items);
    }
    page.mark("\n");
}

/// Prints rows as lines with tabs.
pub fn tabs(page: &mut Page, rows: &[Row], labels: Labels, items: Items) {
    for row in rows {
        tab_row(page, row, labels, items);
    }
}

/// Prints a pipe table: the first row is its head. Short rows are filled up.
pub fn pipes(page: &mut Page, rows: &[Row], labels: Labels) {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    for (index, row) in rows.iter().enumerate() {
        page.mark("|");
        for place in 0..width {
            page.mark(" ");
            if let Some(cell) = row.get(place) {
                say_cell(page, cell, labels, Items::Breaks);
            }
            page.mark(" |");
        }
        page.mark("\n");
        if index == 0 {
            page.mark("|").mark(&"---|".repeat(width)).mark("\n");
        }
    }
}

/// Prints an HTML table; labels are `<th>`.
pub fn html(page: &mut Page, rows: &[Row], labels: Labels, items: Items) {
    page.mark("<table>\n");
    for row in rows {
        html_row(page, row, labels, items);
    }
    page.mark("</table>\n");
}

/// Prints a row of an HTML table.
pub fn html_row(page: &mut Page, row: &[Cell], labels: Labels, items: Items) {
    page.mark("<tr>");
    for cell in row {
        let name = if cell.label { "th" } else { "td" };
        page.mark("<").mark(name);
        for (attribute, count) in [("rowspan", cell.rows), ("colspan", cell.columns)] {
            if count > 1 {
                page.mark(&format!(" {attribute}=\"{count}\""));
            }
        }
        page.mark(">");
        say_cell(page, cell, labels, items);
        page.mark("</").mark(name).mark(">");
    }
    page.mark("</tr>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Row> {
        vec![
            vec![label("目標"), text("1 灯す"), blank()],
            vec![label("結果"), items(vec!["春".to_owned(), "秋".to_owned()])],
        ]
    }

    #[test]
    fn rows_become_tabs() {
        let mut page = Page::default();
        tabs(&mut page, &rows(), Labels::Bold, Items::Paragraphs);
        assert_eq!(
            page.source(),
            "<b>目標</b>\t1 灯す\t\n<b>結果</b>\t<p>春</p> <p>秋</p>\n"
        );
        assert_eq!(page.visible(), "目標1 灯す結果春秋");
    }

    #[test]
    fn rows_become_pipes() {
        let mut page = Page::default();
        pipes(&mut page, &rows(), Labels::Plain);
        assert_eq!(
            page.source(),
            "| 目標 | 1 灯す |  |\n|---|---|---|\n| 結果 | 春<br>秋 |  |\n"
        );
    }

    #[test]
    fn cells_cover_rows_and_columns() {
        let mut page = Page::default();
        let rows = [vec![label("目標").down(2), text("灯す").across(3)]];
        html(&mut page, &rows, Labels::Stacked, Items::Breaks);
        assert_eq!(
            page.source(),
            "<table>\n<tr><th rowspan=\"2\">目<br>標</th><td colspan=\"3\">灯す</td></tr>\n</table>\n"
        );
        assert_eq!(page.visible(), "目標灯す");
    }
}
