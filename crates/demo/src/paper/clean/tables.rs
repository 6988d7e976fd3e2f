//! Tables: label and value, columns of indicators, columns of answers.

use super::super::grid::{Cell, Items, Labels, Row, blank, html, items, label, pipes, text};
use super::super::measure::Columns;
use super::super::page::Page;
use super::super::sheet::{Answer, Group, Numbering, Order, Sheet};
use super::super::words::{CAUSE, CHALLENGE, SITUATION};
use super::headings::preface;
use crate::content::Content;
use crate::random::Random;
use crate::truth::Document;

/// The rows of the form's upper part: organisation and head beside one another, then purpose and city-wide indicators;
/// told.
pub fn front(sheet: &mut Sheet) -> Vec<Row> {
    let content = sheet.content;
    let head = &content.head;
    sheet.tell_head(head.role, &head.name);
    sheet.truth.purpose = Some(content.purpose.clone());
    let mut rows = vec![
        vec![
            label(sheet.words.organisation),
            text(sheet.name()),
            label(head.role),
            text(head.name.clone()),
        ],
        vec![
            label(sheet.words.purpose),
            text(content.purpose.clone()).across(3),
        ],
    ];
    if !content.policy_indicators.is_empty() {
        let policy = content.policy_indicators.iter();
        let policy = policy.map(|name| format!("・{name}")).collect();
        rows.push(vec![label(sheet.words.policy), items(policy).across(3)]);
        sheet.truth.policy_indicators = content.policy_indicators.clone();
    }
    rows
}

/// The rows below: all results in one cell, all directions in one; told.
pub fn answers(sheet: &mut Sheet) -> Vec<Row> {
    let mut rows = Vec::new();
    for answer in sheet.answers() {
        let name = sheet.label(answer);
        let answered = sheet.answered(answer);
        rows.push(vec![label(name), items(answered).across(3)]);
    }
    rows
}

/// The row of the two counts; told.
pub fn counts(sheet: &mut Sheet) -> Row {
    let [goals, achieved] = sheet.counts();
    vec![
        label(sheet.words.count),
        text(goals),
        label(sheet.words.achieved),
        text(achieved),
    ]
}

fn numbering(random: &mut Random) -> Numbering {
    *random.pick(&[Numbering::Plain, Numbering::Round, Numbering::Circled])
}

/// A label–value table, then goals and their indicators in columns, then results and directions as lists.
pub fn indicators(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let order = Order::flat(numbering(random));
    let mut sheet = Sheet::new(content, random, page, order);
    sheet.title();
    let rows = front(&mut sheet);
    pipes(sheet.page, &rows, Labels::Plain);
    sheet.page.mark("\n");
    let columns = Columns::any(&mut sheet);
    let mut rows = vec![columns.heads(&sheet)];
    rows[0].insert(0, label(sheet.words.goals));
    for goal in 0..content.goals.len() {
        rows.extend(rows_of(&mut sheet, goal, &columns));
    }
    pipes(sheet.page, &rows, Labels::Plain);
    sheet.page.mark("\n");
    for answer in sheet.answers() {
        let name = sheet.label(answer);
        let answered = sheet.answered(answer);
        sheet.heading(2, &name);
        sheet.list(&answered);
    }
    sheet.end();
    sheet.done()
}

/// A goal's rows: its own cell, then its indicators; further rows begin with an empty cell.
pub fn rows_of(sheet: &mut Sheet, goal: usize, columns: &Columns) -> Vec<Row> {
    let item = sheet.item(goal);
    let mut rows = columns.rows(sheet, goal);
    for (index, row) in rows.iter_mut().enumerate() {
        row.insert(
            0,
            if index == 0 {
                text(item.clone())
            } else {
                blank()
            },
        );
    }
    rows
}

/// A table for each pillar, below its heading, with the section in charge in the last column.
pub fn pillars(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let order = Order {
        numbering: numbering(random),
        pillars: true,
        restart: random.chance(0.3),
    };
    let mut sheet = Sheet::new(content, random, page, order);
    sheet.title();
    super::headings::front(&mut sheet);
    if !content.preface.is_empty() {
        sheet.heading(2, sheet.words.preface);
        preface(&mut sheet);
    }
    let columns = Columns::any(&mut sheet);
    let answers = sheet.answers();
    let charge = sheet.random.chance(0.6);
    for group in sheet.groups.clone() {
        if group.place > 0 {
            let pillar = format!("{}{} {}", sheet.words.pillar, group.place, group.name);
            sheet.heading(2, &pillar);
        }
        pillar(&mut sheet, &group, &columns, &answers, charge);
    }
    if content.judged && sheet.random.chance(0.5) {
        sheet.definitions();
    }
    sheet.end();
    sheet.done()
}

fn pillar(sheet: &mut Sheet, group: &Group, columns: &Columns, answers: &[Answer], charge: bool) {
    let content = sheet.content;
    let mut heads = columns.heads(sheet);
    heads.insert(0, label(sheet.words.goals));
    heads.extend(answers.iter().map(|&answer| label(sheet.label(answer))));
    if charge {
        heads.push(label(sheet.words.charge));
    }
    let mut rows = vec![heads];
    for goal in group.goals.clone() {
        for (index, mut row) in rows_of(sheet, goal, columns).into_iter().enumerate() {
            if index == 0 {
                let told = answers.iter().map(|&answer| sheet.tell(answer, goal));
                let told: Vec<Cell> = told.map(|told| text(told.unwrap_or_default())).collect();
                row.extend(told);
                if charge {
                    row.push(text(content.goals[goal].charge.clone()));
                }
            }
            rows.push(row);
        }
    }
    pipes(sheet.page, &rows, Labels::Plain);
    sheet.page.mark("\n");
    if charge {
        let charges = group
            .goals
            .clone()
            .map(|goal| content.goals[goal].charge.as_str());
        let charges: Vec<&str> = charges.filter(|charge| !charge.is_empty()).collect();
        if !charges.is_empty() {
            sheet.other(Some(sheet.words.charge), &charges.join("\n"));
        }
    }
}

/// The whole form as one HTML table, cells that belong to several rows merged.
pub fn html_form(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let order = Order::flat(numbering(random));
    let mut sheet = Sheet::new(content, random, page, order);
    let title = content.title();
    sheet.page.mark("<h1>").say(&title).mark("</h1>\n");
    let mut rows = front(&mut sheet);
    for goal in 0..content.goals.len() {
        let mut row = vec![text(sheet.item(goal)).across(3)];
        if goal == 0 {
            row.insert(0, label(sheet.words.goals).down(content.goals.len()));
        }
        rows.push(row);
    }
    if content.judged || sheet.random.chance(0.5) {
        rows.push(vec![label(sheet.words.evaluation).across(4)]);
        rows.push(counts(&mut sheet));
    }
    rows.extend(answers(&mut sheet));
    html(sheet.page, &rows, Labels::Plain, Items::Paragraphs);
    sheet.page.mark("\n");
    sheet.end();
    sheet.done()
}

/// Goals, marks and answers in the columns of an HTML table.
pub fn columns(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let order = Order::parted(numbering(random));
    let mut sheet = Sheet::new(content, random, page, order);
    let title = content.title();
    sheet.page.mark("<h1>").say(&title).mark("</h1>\n");
    let rows = front(&mut sheet);
    html(sheet.page, &rows, Labels::Plain, Items::Breaks);
    let mut answers = sheet.answers();
    if content.judged {
        answers.insert(0, Answer::Mark);
    }
    for group in sheet.groups.clone() {
        if group.place > 0 {
            let pillar = format!("{}{} {}", sheet.words.pillar, group.place, group.name);
            sheet.page.mark("<h2>").say(&pillar).mark("</h2>\n");
        }
        let mut heads = vec![label(sheet.words.goals)];
        heads.extend(answers.iter().map(|&answer| label(sheet.label(answer))));
        let mut rows = vec![heads];
        for goal in group.goals.clone() {
            let mut row = vec![text(sheet.item(goal))];
            for &answer in &answers {
                row.push(text(sheet.tell(answer, goal).unwrap_or_default()));
            }
            rows.push(row);
        }
        html(sheet.page, &rows, Labels::Plain, Items::Breaks);
    }
    sheet.page.mark("\n");
    sheet.end();
    sheet.done()
}

/// A pipe table of labels and values with a block of rows for each goal: 「約束1」, how things stand, what came of it.
pub fn label_values(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let mut sheet = Sheet::new(content, random, page, Order::parted(Numbering::Plain));
    sheet.title();
    let answers = sheet.answers();
    let reasons = sheet.random.chance(0.6);
    let mut rows = Vec::new();
    for row in front(&mut sheet) {
        // Two columns only: what stands beside one another above stands below one another here.
        rows.extend(row.chunks(2).map(<[Cell]>::to_vec));
    }
    for group in sheet.groups.clone() {
        if group.place > 0 {
            let pillar = format!("{}{}", sheet.words.pillar, group.place);
            rows.push(vec![label(pillar), text(group.name.clone())]);
        }
        for goal in group.goals {
            rows.extend(block(&mut sheet, goal, reasons));
            for &answer in &answers {
                let name = sheet.label(answer);
                let told = sheet.tell(answer, goal);
                rows.extend(told.map(|told| vec![label(name), text(told)]));
            }
        }
    }
    pipes(sheet.page, &rows, Labels::Plain);
    sheet.page.mark("\n");
    sheet.end();
    sheet.done()
}

/// The rows of one goal: itself, how things stand, and its mark.
fn block(sheet: &mut Sheet, goal: usize, reasons: bool) -> Vec<Row> {
    let said = &sheet.content.goals[goal];
    let name = format!("{}{}", sheet.words.goals, goal + 1);
    let mut rows = vec![vec![label(name), text(said.text.clone())]];
    if reasons {
        for (name, reason) in [
            (SITUATION, &said.situation),
            (CAUSE, &said.cause),
            (CHALLENGE, &said.challenge),
        ] {
            if !reason.is_empty() {
                rows.push(vec![label(name), text(reason.clone())]);
                sheet.other(Some(name), reason);
            }
        }
    }
    if let Some(mark) = sheet.tell(Answer::Mark, goal) {
        rows.push(vec![label(sheet.words.mark), text(mark)]);
    }
    rows
}
