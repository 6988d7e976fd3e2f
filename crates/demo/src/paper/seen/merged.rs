//! Tables whose merged cells were taken apart, and tables that were put side by side.

use super::super::grid::{Cell, Items, Labels, Row, blank, label, pipes, tab_row, tabs, text};
use super::super::measure::{Columns, Marks};
use super::super::page::Page;
use super::super::sheet::{Answer, Numbering, Order, Sheet};
use super::breaks::{Break, page_break};
use crate::content::Content;
use crate::random::Random;
use crate::truth::Document;

const NUMBERINGS: [Numbering; 3] = [Numbering::Plain, Numbering::Circled, Numbering::Round];

fn front(sheet: &mut Sheet) {
    let content = sheet.content;
    let head = &content.head;
    sheet.tell_head(head.role, &head.name);
    sheet.truth.purpose = Some(content.purpose.clone());
    let name = sheet.name();
    let rows = [
        vec![
            label(sheet.words.organisation),
            text(name),
            label(head.role),
            text(head.name.clone()),
        ],
        vec![label(sheet.words.purpose), text(content.purpose.clone())],
    ];
    tabs(sheet.page, &rows, Labels::Bold, Items::Paragraphs);
    sheet.page.mark("\n");
}

/// A merged cell comes back in each row that it covered: pillar, goal, mark and the section in charge.
pub fn repeated(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let order = Order::parted(*random.pick(&NUMBERINGS));
    let mut sheet = Sheet::new(content, random, page, order);
    sheet.title();
    front(&mut sheet);
    let columns = Columns::any(&mut sheet);
    let mut heads = columns.heads(&sheet);
    heads.insert(0, label(sheet.words.goals));
    let pillars = sheet.groups[0].place > 0;
    if pillars {
        heads.insert(0, label(sheet.words.pillar));
    }
    let labels = *sheet.random.pick(&[Labels::Bold, Labels::Plain]);
    tab_row(sheet.page, &heads, labels, Items::Paragraphs);
    for group in sheet.groups.clone() {
        let pillar = format!("{} {}", group.place, group.name);
        for goal in group.goals {
            let item = sheet.item(goal);
            let rows = columns.rows(&mut sheet, goal);
            let mark = rows[0].last().cloned();
            for mut row in rows {
                if let (Marks::Goal, Some(mark)) = (columns.marks, &mark) {
                    row.pop();
                    row.push(mark.clone());
                }
                row.insert(0, text(item.clone()));
                if pillars {
                    row.insert(0, text(pillar.clone()));
                }
                tab_row(sheet.page, &row, labels, Items::Paragraphs);
            }
            if pillars {
                // The label is far above: the cell is all that is printed of the pillar.
                sheet.truth.goals[goal].group = Some(pillar.clone());
            }
        }
    }
    answers(&mut sheet);
    sheet.end();
    sheet.done()
}

/// Results and directions in rows below the table.
fn answers(sheet: &mut Sheet) {
    sheet.page.mark("\n");
    for answer in sheet.answers() {
        let name = sheet.label(answer);
        let all = sheet.answered(answer);
        let row = [label(name), super::super::grid::items(all)];
        tab_row(sheet.page, &row, Labels::Bold, Items::Paragraphs);
    }
    sheet.page.mark("\n");
}

/// A merged cell is empty below its first row, and empty cells at the end of a line are lost now and then.
pub fn blank_below(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let order = Order::flat(*random.pick(&NUMBERINGS));
    let mut sheet = Sheet::new(content, random, page, order);
    sheet.title();
    front(&mut sheet);
    let columns = Columns::any(&mut sheet);
    let charge = sheet.random.chance(0.5);
    let ragged = sheet.random.chance(0.5);
    let mut heads = columns.heads(&sheet);
    heads.insert(0, label(sheet.words.goals));
    if charge {
        heads.push(label(sheet.words.charge));
    }
    tab_row(sheet.page, &heads, Labels::Bold, Items::Paragraphs);
    for goal in 0..content.goals.len() {
        let mut first = Some((sheet.item(goal), content.goals[goal].charge.clone()));
        for mut row in columns.rows(&mut sheet, goal) {
            let (item, charged) = first.take().unwrap_or_default();
            row.insert(0, text(item));
            if charge {
                row.push(text(charged));
            }
            if ragged {
                while row.last() == Some(&blank()) {
                    row.pop();
                }
            }
            tab_row(sheet.page, &row, Labels::Bold, Items::Paragraphs);
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
    answers(&mut sheet);
    sheet.end();
    sheet.done()
}

/// The heads of the columns come again behind the end of a page.
pub fn head_again(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let order = Order::flat(*random.pick(&NUMBERINGS));
    let mut sheet = Sheet::new(content, random, page, order);
    sheet.title();
    front(&mut sheet);
    let columns = Columns::any(&mut sheet);
    let answers = sheet.answers();
    let mut heads = columns.heads(&sheet);
    heads.insert(0, label(sheet.words.goals));
    heads.extend(answers.iter().map(|&answer| label(sheet.label(answer))));
    let cut = 1 + sheet.random.below(content.goals.len() - 1);
    let piped = sheet.random.chance(0.5);
    let kind = *sheet.random.pick(&[Break::Line, Break::Rule]);
    for (index, goals) in [0..cut, cut..content.goals.len()].into_iter().enumerate() {
        if index > 0 {
            page_break(&mut sheet, kind);
        }
        let mut rows = vec![heads.clone()];
        for goal in goals {
            rows.extend(rows_of(&mut sheet, goal, &columns, &answers));
        }
        if piped {
            pipes(sheet.page, &rows, Labels::Plain);
        } else {
            tabs(sheet.page, &rows, Labels::Bold, Items::Paragraphs);
        }
    }
    sheet.page.mark("\n");
    sheet.end();
    sheet.done()
}

/// A goal, its figures and what came of it; further rows have figures only.
fn rows_of(sheet: &mut Sheet, goal: usize, columns: &Columns, answers: &[Answer]) -> Vec<Row> {
    let mut rows = columns.rows(sheet, goal);
    let item = sheet.item(goal);
    for (index, row) in rows.iter_mut().enumerate() {
        row.insert(
            0,
            if index == 0 {
                text(item.clone())
            } else {
                blank()
            },
        );
        for &answer in answers {
            let told = if index == 0 {
                sheet.tell(answer, goal)
            } else {
                None
            };
            row.push(told.map_or_else(blank, text));
        }
    }
    rows
}

/// Two columns of a page in one table: goal and result, beside them the next goal and its result.
pub fn two_columns(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let order = Order::flat(*random.pick(&NUMBERINGS));
    let mut sheet = Sheet::new(content, random, page, order);
    sheet.title();
    front(&mut sheet);
    let pair: Vec<Cell> = vec![label(sheet.words.goals), label(sheet.words.result)];
    tab_row(
        sheet.page,
        &[pair.clone(), pair].concat(),
        Labels::Bold,
        Items::Paragraphs,
    );
    let goals: Vec<usize> = (0..content.goals.len()).collect();
    for beside in goals.chunks(2) {
        let mut row = Vec::new();
        for &goal in beside {
            row.push(text(sheet.item(goal)));
            let result = sheet.tell(Answer::Result, goal);
            row.push(result.map_or_else(blank, text));
        }
        tab_row(sheet.page, &row, Labels::Bold, Items::Paragraphs);
    }
    sheet.page.mark("\n");
    sheet.end();
    sheet.done()
}

/// Goals without numbers: what came of them stands in their rows, else nobody could tell.
pub fn bullets(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let bullet = *random.pick(&["・", "○ ", "● ", "◆ "]);
    let order = Order::flat(Numbering::Bullet(bullet));
    let mut sheet = Sheet::new(content, random, page, order);
    sheet.title();
    front(&mut sheet);
    let mut answers = sheet.answers();
    if content.judged {
        answers.push(Answer::Mark);
    }
    let mut heads = vec![label(sheet.words.goals)];
    heads.extend(answers.iter().map(|&answer| label(sheet.label(answer))));
    let mut rows = vec![heads];
    for goal in 0..content.goals.len() {
        let mut row = vec![text(sheet.item(goal))];
        for &answer in &answers {
            row.push(sheet.tell(answer, goal).map_or_else(blank, text));
        }
        rows.push(row);
    }
    if sheet.random.chance(0.5) {
        pipes(sheet.page, &rows, Labels::Plain);
    } else {
        tabs(sheet.page, &rows, Labels::Bold, Items::Paragraphs);
    }
    sheet.page.mark("\n");
    sheet.end();
    sheet.done()
}
