//! HTML tables as spreadsheets and word processors write them.

use super::super::clean::tables;
use super::super::grid::{Items, Labels, Row, blank, html as table, items, label, text};
use super::super::measure::{Columns, Marks};
use super::super::page::Page;
use super::super::sheet::{Numbering, Order, Sheet};
use crate::content::Content;
use crate::random::Random;
use crate::truth::Document;

const NUMBERINGS: [Numbering; 3] = [Numbering::Plain, Numbering::Circled, Numbering::Round];

/// Pillars, goals, marks and the sections in charge in cells that cover several rows.
pub fn spans(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let order = Order::parted(*random.pick(&NUMBERINGS));
    let mut sheet = Sheet::new(content, random, page, order);
    sheet.title();
    let rows = tables::front(&mut sheet);
    table(sheet.page, &rows, Labels::Plain, Items::Breaks);
    sheet.page.mark("\n");
    let columns = Columns::any(&mut sheet);
    let charge = sheet.random.chance(0.5);
    let pillars = sheet.groups[0].place > 0;
    let mut heads = columns.heads(&sheet);
    heads.insert(0, label(sheet.words.goals));
    if pillars {
        heads.insert(0, label(sheet.words.pillar));
    }
    if charge {
        heads.push(label(sheet.words.charge));
    }
    let mut rows = vec![heads];
    for group in sheet.groups.clone() {
        let pillar = format!("{} {}", group.place, group.name);
        let covered = group.goals.clone();
        let covered: usize = covered
            .map(|goal| content.goals[goal].indicators.len())
            .sum();
        for goal in group.goals.clone() {
            let item = sheet.item(goal);
            let mut below = columns.rows(&mut sheet, goal);
            let height = below.len();
            for (index, row) in below.iter_mut().enumerate() {
                if columns.marks == Marks::Goal {
                    let mark = row.pop().unwrap_or_else(blank);
                    if index == 0 {
                        row.push(mark.down(height));
                    }
                }
                if index > 0 {
                    continue;
                }
                row.insert(0, text(item.clone()).down(height));
                if charge {
                    row.push(text(content.goals[goal].charge.clone()).down(height));
                }
                if pillars && goal == group.goals.start {
                    row.insert(0, text(pillar.clone()).down(covered));
                }
            }
            rows.extend(below);
            if pillars {
                sheet.truth.goals[goal].group = Some(pillar.clone());
            }
        }
    }
    if charge {
        let charges: Vec<&str> = content
            .goals
            .iter()
            .map(|goal| goal.charge.as_str())
            .collect();
        sheet.other(Some(sheet.words.charge), &charges.join("\n"));
    }
    table(sheet.page, &rows, Labels::Plain, Items::Breaks);
    sheet.page.mark("\n");
    let rows = tables::answers(&mut sheet);
    if !rows.is_empty() {
        table(sheet.page, &rows, Labels::Plain, Items::Paragraphs);
        sheet.page.mark("\n");
    }
    sheet.end();
    sheet.done()
}

/// The rows of a form: its upper part, the goals in one cell, the counts, the answers.
fn form(sheet: &mut Sheet) -> Vec<Row> {
    let content = sheet.content;
    let mut rows = tables::front(sheet);
    let goals = (0..content.goals.len())
        .map(|goal| sheet.item(goal))
        .collect();
    rows.push(vec![label(sheet.words.goals), items(goals).across(3)]);
    if content.judged && sheet.random.chance(0.6) {
        rows.push(tables::counts(sheet));
    }
    rows.extend(tables::answers(sheet));
    rows
}

/// Labels that stood upright: a character a line, by `<br>` or `<p>`.
pub fn stacked(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let order = Order::flat(*random.pick(&NUMBERINGS));
    let mut sheet = Sheet::new(content, random, page, order);
    sheet.title();
    let rows = form(&mut sheet);
    let labels = *sheet
        .random
        .pick(&[Labels::Stacked, Labels::Stacked, Labels::Paragraphs]);
    table(sheet.page, &rows, labels, Items::Breaks);
    sheet.page.mark("\n");
    sheet.end();
    sheet.done()
}

/// `<font>` in `<strong>` in `<span>`, empty cells with `&nbsp;`, and signs written as numbers of characters.
pub fn nested(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let order = Order::flat(*random.pick(&NUMBERINGS));
    let mut sheet = Sheet::new(content, random, page, order);
    let title = content.title();
    sheet
        .page
        .mark("<h1 align=\"center\"><font size=\"5\"><span>")
        .say(&title);
    sheet.page.mark("</span></font></h1>\n");
    let rows = form(&mut sheet);
    let style = *sheet
        .random
        .pick(&[Items::Nested, Items::Bulleted, Items::Breaks]);
    table(sheet.page, &rows, Labels::Nested, style);
    sheet.page.mark("\n");
    sheet.page.respell(entities);
    sheet.end();
    sheet.done()
}

/// The source with entities: spreadsheets write circled numbers so.
fn entities(source: &str) -> String {
    let mut text = source.replace("<td></td>", "<td>&nbsp;</td>");
    for character in ('①'..='⑨').chain(['「', '」', '％']) {
        text = text.replace(character, &format!("&#{};", character as u32));
    }
    text
}

/// The page ends inside the table: another table goes on, its first cell empty.
pub fn broken(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let order = Order::flat(*random.pick(&NUMBERINGS));
    let mut sheet = Sheet::new(content, random, page, order);
    sheet.title();
    let mut rows = tables::front(&mut sheet);
    let goals: Vec<String> = (0..content.goals.len())
        .map(|goal| sheet.item(goal))
        .collect();
    let cut = 1 + sheet.random.below(goals.len() - 1);
    rows.push(vec![
        label(sheet.words.goals),
        items(goals[..cut].to_vec()).across(3),
    ]);
    table(sheet.page, &rows, Labels::Plain, Items::Paragraphs);
    let rule = sheet.random.chance(0.5);
    sheet.page.mark(if rule { "\n---\n\n" } else { "\n" });
    let mut rows = vec![vec![blank(), items(goals[cut..].to_vec()).across(3)]];
    rows.extend(tables::answers(&mut sheet));
    table(sheet.page, &rows, Labels::Plain, Items::Paragraphs);
    sheet.page.mark("\n");
    sheet.end();
    sheet.done()
}
