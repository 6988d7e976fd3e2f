//! Pages that say less than they should: pillars that look like goals, results that nobody can tie, a title that is no
//! heading.

use super::super::grid::{Cell, Items, Labels, items, label, tab_row, tabs, text};
use super::super::page::Page;
use super::super::sheet::{Answer, Numbering, Order, Sheet};
use crate::content::Content;
use crate::random::Random;
use crate::truth::Document;

fn front(sheet: &mut Sheet) {
    let content = sheet.content;
    let head = &content.head;
    sheet.tell_head(head.role, &head.name);
    let upper: [Cell; 4] = [
        label(sheet.words.organisation),
        text(sheet.name()),
        label(head.role),
        text(head.name.clone()),
    ];
    tabs(
        sheet.page,
        &[upper.to_vec()],
        Labels::Bold,
        Items::Paragraphs,
    );
}

fn row(sheet: &mut Sheet, name: &str, all: Vec<String>, style: Items) {
    tab_row(sheet.page, &[label(name), items(all)], Labels::Bold, style);
}

/// Pillars and goals in one list, 1 and then 1-1: what has goals below it is none itself.
pub fn branches(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let order = Order::parted(Numbering::Branch);
    let mut sheet = Sheet::new(content, random, page, order);
    let style = *sheet.random.pick(&[Items::Paragraphs, Items::Breaks]);
    sheet.title();
    front(&mut sheet);
    let mut all = Vec::new();
    for group in sheet.groups.clone() {
        let pillar = format!("{} {}", group.place, group.name);
        for goal in group.goals.clone() {
            sheet.truth.goals[goal].group = Some(pillar.clone());
        }
        all.push(pillar);
        all.extend(sheet.items(&group));
    }
    let words = sheet.words;
    row(&mut sheet, words.goals, all, style);
    for answer in sheet.answers() {
        let name = sheet.label(answer);
        let all = sheet.answered(answer);
        row(&mut sheet, &name, all, style);
    }
    sheet.page.mark("\n");
    sheet.end();
    sheet.done()
}

/// Neither goals nor results have numbers. Their order would tie them, but nothing on the page says so: the truth leaves
/// the results with no goal, and has their words in `other`, below their label.
pub fn untied(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let order = Order::flat(Numbering::Bullet("・"));
    let mut sheet = Sheet::new(content, random, page, order);
    let style = *sheet.random.pick(&[Items::Bulleted, Items::Paragraphs]);
    sheet.title();
    front(&mut sheet);
    let all = (0..content.goals.len())
        .map(|goal| sheet.item(goal))
        .collect();
    let words = sheet.words;
    row(&mut sheet, words.goals, all, style);
    for (name, answer) in [
        (words.result, Answer::Result),
        (words.direction, Answer::Direction),
    ] {
        let said = (0..content.goals.len()).filter_map(|goal| sheet.answer(answer, goal));
        let said: Vec<String> = said.collect();
        let told: Vec<String> = said.iter().map(|text| format!("・ {text}")).collect();
        sheet.other(Some(name), &told.join("\n"));
        let all = said.iter().map(|text| format!("・{text}")).collect();
        row(&mut sheet, name, all, style);
    }
    sheet.page.mark("\n");
    sheet.end();
    sheet.done()
}

/// The title is the first line and nothing else: there are no headings at all.
pub fn bare_title(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let order = Order::flat(*random.pick(&[Numbering::Plain, Numbering::WideDot]));
    let mut sheet = Sheet::new(content, random, page, order);
    let title = content.title();
    sheet.paragraph(&title);
    let head = &content.head;
    sheet.tell_head(head.role, &head.name);
    let name = sheet.name();
    for (label, value) in [(sheet.words.organisation, &name), (head.role, &head.name)] {
        sheet.page.say(label).say("：").say(value).mark("\n");
    }
    sheet.page.mark("\n");
    let goals: Vec<String> = (0..content.goals.len())
        .map(|goal| sheet.item(goal))
        .collect();
    let words = sheet.words;
    sheet.paragraph(words.goals);
    sheet.list(&goals);
    for answer in sheet.answers() {
        let name = sheet.label(answer);
        let all = sheet.answered(answer);
        sheet.paragraph(&name);
        sheet.list(&all);
    }
    for note in &content.notes {
        let note = sheet.note(note);
        sheet.paragraph(&note);
    }
    sheet.done()
}
