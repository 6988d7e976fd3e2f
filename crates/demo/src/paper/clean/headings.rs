//! Headings, paragraphs and lists.

use super::super::grid::{Labels, Row, pipes};
use super::super::measure::{Columns, Marks};
use super::super::page::Page;
use super::super::sheet::{Answer, Numbering, Order, Sheet};
use crate::content::{Content, Series};
use crate::random::Random;
use crate::truth::Document;

/// Who publishes the document, a line each; then the purpose and city-wide indicators below headings.
pub fn front(sheet: &mut Sheet) {
    let content = sheet.content;
    let name = sheet.name();
    let head = &content.head;
    sheet
        .page
        .say(sheet.words.organisation)
        .say("：")
        .say(&name);
    // A space before the line's end would be a break; without one, the next line is a line of its own all the same.
    sheet.page.mark("\n");
    sheet.page.say(head.role).say("：").say(&head.name);
    sheet.page.mark("\n\n");
    sheet.tell_head(head.role, &head.name);
    sheet.heading(2, sheet.words.purpose);
    sheet.paragraph(&content.purpose);
    sheet.truth.purpose = Some(content.purpose.clone());
    policy(sheet);
}

/// The city-wide indicators, where there are any.
pub fn policy(sheet: &mut Sheet) {
    let policy = &sheet.content.policy_indicators;
    if policy.is_empty() {
        return;
    }
    sheet.heading(2, sheet.words.policy);
    sheet.bullets(policy);
    sheet.truth.policy_indicators = policy.clone();
}

/// The sentences before the goals.
pub fn preface(sheet: &mut Sheet) {
    let preface = &sheet.content.preface;
    if !preface.is_empty() {
        sheet.paragraph(preface);
        sheet.truth.preface = Some(preface.clone());
    }
}

/// Each part below a heading, with numbered lists: goals, results, directions.
pub fn lists(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let numbering = *random.pick(&[
        Numbering::Dot,
        Numbering::Dot,
        Numbering::WideDot,
        Numbering::Round,
    ]);
    let order = Order {
        numbering,
        pillars: random.chance(0.7),
        restart: false,
    };
    let mut sheet = Sheet::new(content, random, page, order);
    sheet.title();
    front(&mut sheet);
    sheet.heading(2, sheet.words.goals);
    preface(&mut sheet);
    for group in sheet.groups.clone() {
        if group.place > 0 {
            let pillar = format!("{}{} {}", sheet.words.pillar, group.place, group.name);
            sheet.heading(3, &pillar);
        }
        let items = sheet.items(&group);
        sheet.list(&items);
    }
    for answer in sheet.answers() {
        let label = sheet.label(answer);
        let items = sheet.answered(answer);
        sheet.heading(2, &label);
        sheet.list(&items);
    }
    if content.judged && sheet.random.chance(0.6) {
        let [goals, achieved] = sheet.counts();
        sheet.heading(2, sheet.words.evaluation);
        for (label, count) in [(sheet.words.count, goals), (sheet.words.achieved, achieved)] {
            sheet.page.say(label).say("：").say(&count).mark("\n");
        }
        sheet.page.mark("\n");
    }
    sheet.end();
    sheet.done()
}

/// A section for each goal, below its pillar's heading: the goal, a table of its indicators, then what came of it below
/// headings of their own.
pub fn sections(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let order = Order::parted(Numbering::Plain);
    let mut sheet = Sheet::new(content, random, page, order);
    let answers = sheet.answers();
    let columns = Columns::any(&mut sheet);
    let columns = Columns {
        // The mark stands below a heading, as it is the goal's.
        marks: Marks::No,
        ..columns
    };
    sheet.title();
    front(&mut sheet);
    if !content.preface.is_empty() {
        sheet.heading(2, sheet.words.preface);
        preface(&mut sheet);
    }
    for group in sheet.groups.clone() {
        if group.place > 0 {
            let pillar = format!("{}{} {}", sheet.words.pillar, group.place, group.name);
            sheet.heading(2, &pillar);
        }
        let level = if group.place > 0 { 3 } else { 2 };
        for goal in group.goals {
            let heading = format!("{}{}", sheet.words.goals, goal + 1);
            sheet.heading(level, &heading);
            sheet.paragraph(&content.goals[goal].text);
            indicators(&mut sheet, goal, &columns);
            if content.judged {
                section(&mut sheet, Answer::Mark, goal, level + 1);
            }
            for &answer in &answers {
                section(&mut sheet, answer, goal, level + 1);
            }
        }
    }
    if sheet.content.series == Series::Policy && content.judged {
        sheet.definitions();
    }
    sheet.end();
    sheet.done()
}

/// What is said of one goal, below a heading.
fn section(sheet: &mut Sheet, answer: Answer, goal: usize, level: usize) {
    let label = sheet.label(answer);
    if let Some(text) = sheet.tell(answer, goal) {
        sheet.heading(level, &label);
        sheet.paragraph(&text);
    }
}

/// The table of one goal's indicators, where it has any.
fn indicators(sheet: &mut Sheet, goal: usize, columns: &Columns) {
    if sheet.content.goals[goal].indicators.is_empty() {
        return;
    }
    let heads: Row = columns.heads(sheet);
    let mut rows = vec![heads];
    rows.extend(columns.rows(sheet, goal));
    pipes(sheet.page, &rows, Labels::Plain);
    sheet.page.mark("\n");
}
