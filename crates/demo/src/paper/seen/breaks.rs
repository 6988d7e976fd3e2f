//! The end of a page inside a table: the row goes on below, behind an empty first cell.

use super::super::grid::{Cell, Items, Labels, blank, items, label, tab_row};
use super::super::sheet::Sheet;

/// What stands where a page ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// An empty line.
    Line,
    /// `---`
    Rule,
    /// The page's number, on a line of its own.
    Number,
}

/// Prints the end of a page. A page number belongs to nothing: it is shown as it stands.
pub fn page_break(sheet: &mut Sheet, kind: Break) {
    sheet.page.mark("\n");
    match kind {
        Break::Line => {}
        Break::Rule => {
            sheet.page.mark("---\n\n");
        }
        Break::Number => {
            let page = sheet.random.between(1, 9);
            let number = match sheet.random.below(3) {
                0 => format!("- {page} -"),
                1 => format!("－ {page} －"),
                _ => format!("{page} ページ"),
            };
            sheet.page.say(&number).mark("\n\n");
            sheet.other(None, &number);
        }
    }
}

/// Prints a label and its items in a row of `width` cells; the page may end between two of the items.
pub fn row(sheet: &mut Sheet, name: &str, all: Vec<String>, style: Style) {
    let Some(kind) = style.page_break.filter(|_| all.len() > 1) else {
        return line(sheet, label(name), all, style);
    };
    let cut = 1 + sheet.random.below(all.len() - 1);
    line(sheet, label(name), all[..cut].to_vec(), style);
    page_break(sheet, kind);
    // What goes on has an item's markup, be it a single one: the real document does.
    sheet.page.mark("\t");
    for (index, item) in all[cut..].iter().enumerate() {
        if index > 0 {
            sheet.page.mark(" ");
        }
        sheet.page.mark("<p>").say(item).mark("</p>");
    }
    sheet.page.mark("\n");
}

/// Prints a label and its items; the page ends inside the sentence of one of them, behind a comma.
pub fn row_in_sentence(sheet: &mut Sheet, name: &str, all: &[String], style: Style) {
    let cut = all.iter().enumerate().rev().find_map(|(index, item)| {
        let comma = item.find(['、', '，'])?;
        let behind = comma + '、'.len_utf8();
        (behind < item.len()).then_some((index, behind))
    });
    let Some((index, behind)) = cut else {
        return line(sheet, label(name), all.to_vec(), style);
    };
    let mut before = all[..index].to_vec();
    before.push(all[index][..behind].to_owned());
    let mut after = vec![all[index][behind..].to_owned()];
    after.extend_from_slice(&all[index + 1..]);
    line(sheet, label(name), before, style);
    sheet.page.mark("\n");
    line(sheet, blank(), after, style);
}

/// How rows look.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub labels: Labels,
    pub items: Items,
    /// How many cells a row has; further ones are empty.
    pub width: usize,
    pub page_break: Option<Break>,
}

fn line(sheet: &mut Sheet, first: Cell, all: Vec<String>, style: Style) {
    let mut row = vec![first, items(all)];
    row.resize(style.width.max(2), blank());
    tab_row(sheet.page, &row, style.labels, style.items);
}
