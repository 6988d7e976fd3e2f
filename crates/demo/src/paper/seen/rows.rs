//! Lines with tabs and HTML in their cells, as OCR made them of the real document.

use super::super::grid::{Items, Labels, Row, blank, items, label, say_label, tab_row, text};
use super::super::measure::{Columns, Digits, Marks, Units};
use super::super::page::Page;
use super::super::sheet::{Answer, Numbering, Order, Sheet};
use super::super::words::{ACTUAL, CAUSE, CHALLENGE, SITUATION, TARGET};
use super::breaks::{Break, Style, page_break, row, row_in_sentence};
use crate::content::{Content, Kind, Series};
use crate::random::Random;
use crate::truth::Document;

/// How such a page differs from the real document.
#[derive(Debug, Clone, Copy)]
struct Habits {
    labels: Labels,
    /// What stands where pages end inside rows, if they do.
    page_break: Option<Break>,
    /// Whether a page ends inside a sentence.
    in_sentence: bool,
    /// Whether the role belongs to another post.
    lying: bool,
    /// Whether names and labels are spaced.
    spaced: bool,
    /// Whether counts are all that is said of marks.
    counts_only: bool,
}

const PLAIN: Habits = Habits {
    labels: Labels::Bold,
    page_break: None,
    in_sentence: false,
    lying: false,
    spaced: false,
    counts_only: false,
};

/// As the real document, line for line.
pub fn plain(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    print(content, random, page, PLAIN)
}

/// Pages end between the items of a cell, at an empty line or a rule.
pub fn broken(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let kind = *random.pick(&[Break::Line, Break::Line, Break::Rule]);
    let habits = Habits {
        page_break: Some(kind),
        ..PLAIN
    };
    print(content, random, page, habits)
}

/// A page ends inside a sentence of the results: its other half stands behind an empty first cell, without a number.
/// Half a sentence that ends with a comma goes on with the next text; so it is one text without a line feed.
pub fn sentence(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let habits = Habits {
        in_sentence: true,
        ..PLAIN
    };
    print(content, random, page, habits)
}

/// The numbers of pages stand where they ended. They are nobody's text, but they are shown.
pub fn page_numbers(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let habits = Habits {
        page_break: Some(Break::Number),
        ..PLAIN
    };
    print(content, random, page, habits)
}

/// Spaces inside labels (「目 標 数」) and names (「見 本　太 郎」): the name as it is printed.
pub fn spaced(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let habits = Habits {
        labels: Labels::Spaced,
        spaced: true,
        ..PLAIN
    };
    print(content, random, page, habits)
}

/// The role of another post: 部長 for a ward. It is printed, so it is the truth.
pub fn lying(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let habits = Habits {
        lying: true,
        ..PLAIN
    };
    print(content, random, page, habits)
}

/// How many goals there are and were achieved, but not which.
pub fn counts_only(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let habits = Habits {
        counts_only: true,
        ..PLAIN
    };
    print(content, random, page, habits)
}

fn print(content: &Content, random: &mut Random, page: &mut Page, habits: Habits) -> Document {
    let numbering = *random.pick(&[Numbering::Plain, Numbering::Plain, Numbering::Circled]);
    let mut sheet = Sheet::new(content, random, page, Order::flat(numbering));
    let style = Style {
        labels: habits.labels,
        items: *sheet.random.pick(&[Items::Paragraphs, Items::Ordered]),
        width: 2,
        page_break: habits.page_break,
    };
    sheet.page.mark("\n\n");
    sheet.title();
    let mut notes = content.notes.iter();
    front(&mut sheet, habits, !content.notes.is_empty());
    if let Some(note) = notes.next() {
        let note = sheet.note(note);
        sheet.paragraph(&note);
    }
    goals(&mut sheet, style);
    for note in notes {
        let note = sheet.note(note);
        sheet.paragraph(&note);
    }
    results(&mut sheet, habits, style);
    sheet.page.mark("\n");
    remarks(&mut sheet);
    sheet.done()
}

/// Organisation, head, purpose and city-wide indicators, ragged: four cells, then two and two empty ones.
fn front(sheet: &mut Sheet, habits: Habits, footnote: bool) {
    let content = sheet.content;
    let mut head = content.head.clone();
    if habits.lying {
        head.role = match content.publisher.kind {
            Kind::Ward | Kind::City => "部長",
            Kind::Department => "課長",
            Kind::Section => "部長",
        };
    }
    if content.series == Series::Policy && sheet.random.chance(0.3) {
        // The eldest form has a label for whoever it is.
        head.role = "責任者";
    }
    if habits.spaced {
        head.name = spaced_name(&head.name, sheet.random);
    }
    sheet.tell_head(head.role, &head.name);
    sheet.truth.purpose = Some(content.purpose.clone());
    let name = sheet.name();
    let mut rows: Vec<Row> = vec![
        vec![
            label(sheet.words.organisation),
            text(name),
            label(head.role),
            text(head.name),
        ],
        vec![
            label(sheet.words.purpose),
            text(content.purpose.clone()),
            blank(),
            blank(),
        ],
    ];
    if !content.policy_indicators.is_empty() {
        let star = if footnote { "*" } else { "" };
        let names = content.policy_indicators.iter();
        let names = names.map(|name| format!("・{name}")).collect();
        rows.push(vec![
            label(format!("{}{star}", sheet.words.policy)),
            items(names),
            blank(),
            blank(),
        ]);
        sheet.truth.policy_indicators = content.policy_indicators.clone();
    }
    for row in &rows {
        tab_row(sheet.page, row, habits.labels, Items::Bulleted);
    }
    sheet.page.mark("\n");
}

/// 「見 本　太 郎」, 「見本　太郎」 or 「見本太郎」.
fn spaced_name(name: &str, random: &mut Random) -> String {
    match random.below(3) {
        0 => name.replace(' ', "　"),
        1 => name.replace(' ', ""),
        _ => {
            let parts = name.split(' ').map(|part| {
                let characters: Vec<String> = part.chars().map(String::from).collect();
                characters.join(" ")
            });
            parts.collect::<Vec<_>>().join("　")
        }
    }
}

/// The preface, the label of the goals and the goals themselves, in a line of HTML with a rule right below.
fn goals(sheet: &mut Sheet, style: Style) {
    let content = sheet.content;
    let heading = format!("{}{}", sheet.name(), content.series_name());
    sheet.heading(2, &heading);
    if !content.preface.is_empty() {
        sheet.page.mark("<p>").say(&content.preface).mark("</p> ");
        sheet.truth.preface = Some(content.preface.clone());
    }
    sheet.page.mark("<p>");
    // A label of its own paragraph is not bold in the real document.
    let labels = if style.labels == Labels::Bold {
        Labels::Plain
    } else {
        style.labels
    };
    say_label(sheet.page, sheet.words.goals, labels);
    sheet
        .page
        .mark("</p> <ol style=\"list-style-type: none\"> ");
    let cut = match style.page_break {
        Some(_) if content.goals.len() > 1 => 1 + sheet.random.below(content.goals.len() - 1),
        _ => content.goals.len(),
    };
    for goal in 0..content.goals.len() {
        if let (true, Some(kind)) = (goal == cut, style.page_break) {
            sheet.page.mark("</ol>\n");
            page_break(sheet, kind);
            sheet.page.mark("<ol style=\"list-style-type: none\"> ");
        }
        let item = sheet.item(goal);
        sheet.page.mark("<li>").say(&item).mark("</li> ");
    }
    sheet.page.mark("</ol>\n---\n\n");
}

/// The counts, the marks and what came of the goals.
fn results(sheet: &mut Sheet, habits: Habits, style: Style) {
    let judged = sheet.content.judged;
    let answers = sheet.answers();
    if answers.is_empty() && sheet.random.chance(0.4) {
        return;
    }
    // 「評価」 is a label of the eldest form.
    let heading = if sheet.content.series == Series::Goals {
        "評価"
    } else {
        "ふりかえり"
    };
    sheet.heading(2, heading);
    if judged || sheet.random.chance(0.5) {
        let [goals, achieved] = sheet.counts();
        let row = [
            blank(),
            label(sheet.words.evaluation),
            label(sheet.words.count),
            text(goals),
            label(sheet.words.achieved),
            text(achieved),
        ];
        tab_row(sheet.page, &row, style.labels, style.items);
    }
    if judged && !habits.counts_only && sheet.random.chance(0.5) {
        let marks = sheet.answered(Answer::Mark);
        row(
            sheet,
            sheet.words.mark,
            marks,
            Style {
                page_break: None,
                ..style
            },
        );
    }
    for (index, &answer) in answers.iter().enumerate() {
        let name = sheet.label(answer);
        let all = sheet.answered(answer);
        let upright = index + 1 == answers.len() && habits.labels == Labels::Bold;
        let style = Style {
            labels: if upright {
                Labels::Upright
            } else {
                style.labels
            },
            width: if index == 0 { 6 } else { 2 },
            ..style
        };
        if habits.in_sentence && answer == Answer::Result {
            row_in_sentence(sheet, &name, &all, style);
        } else {
            row(sheet, &name, all, style);
        }
    }
    if !judged && sheet.random.chance(0.5) {
        // The rows are there, and not filled in yet.
        for name in [sheet.words.result, sheet.words.direction] {
            tab_row(
                sheet.page,
                &[label(name), blank(), blank()],
                style.labels,
                style.items,
            );
        }
    }
}

fn remarks(sheet: &mut Sheet) {
    for remark in &sheet.content.remarks {
        sheet.heading(2, &remark.heading);
        sheet.paragraph(&remark.text);
        sheet.other(Some(&remark.heading), &remark.text);
    }
}

/// A block of rows for each goal, numbered in the label: the goal, how things stand, its figures, what came of it.
pub fn blocks(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let order = Order {
        numbering: *random.pick(&[Numbering::Plain, Numbering::Branch]),
        pillars: true,
        restart: false,
    };
    let mut sheet = Sheet::new(content, random, page, order);
    sheet.title();
    front(&mut sheet, PLAIN, false);
    let answers = sheet.answers();
    let columns = Columns {
        units: Units::Figure,
        baseline: false,
        years: false,
        actual: true,
        marks: Marks::No,
        digits: *sheet
            .random
            .pick(&[Digits::Half, Digits::Half, Digits::Mixed]),
        better: sheet.random.chance(0.5),
    };
    let reasons = sheet.random.chance(0.7);
    for group in sheet.groups.clone() {
        if group.place > 1 && sheet.random.chance(0.5) {
            page_break(&mut sheet, Break::Rule);
        }
        if group.place > 0 {
            let pillar = format!("{}{}", sheet.words.pillar, group.place);
            pair(&mut sheet, &pillar, &group.name);
        }
        for goal in group.goals {
            block(&mut sheet, goal, &answers, &columns, reasons);
        }
    }
    sheet.page.mark("\n");
    sheet.end();
    sheet.done()
}

fn pair(sheet: &mut Sheet, name: &str, value: &str) {
    let row = [label(name), text(value)];
    tab_row(sheet.page, &row, Labels::Bold, Items::Paragraphs);
}

fn block(sheet: &mut Sheet, goal: usize, answers: &[Answer], columns: &Columns, reasons: bool) {
    let said = &sheet.content.goals[goal];
    let number = sheet.truth.goals[goal].number.clone().unwrap_or_default();
    let name = format!("{}{number}", sheet.words.goals);
    pair(sheet, &name, &said.text);
    if reasons {
        for (name, reason) in [
            (SITUATION, &said.situation),
            (CAUSE, &said.cause),
            (CHALLENGE, &said.challenge),
        ] {
            if !reason.is_empty() {
                pair(sheet, name, reason);
                sheet.other(Some(name), reason);
            }
        }
    }
    for indicator in &said.indicators {
        let (cells, told) = columns.cells(sheet, indicator);
        let names = [sheet.words.indicator, TARGET, ACTUAL];
        let row: Row = names
            .into_iter()
            .zip(cells)
            .flat_map(|(name, cell)| [label(name), cell])
            .collect();
        tab_row(sheet.page, &row, Labels::Bold, Items::Paragraphs);
        sheet.truth.goals[goal].indicators.push(told);
    }
    // The mark of a manifesto stands beside what it is a mark of: below figures it would be theirs.
    let own = sheet.content.series != Series::Manifesto || said.indicators.is_empty();
    if own && let Some(mark) = sheet.tell(Answer::Mark, goal) {
        pair(sheet, sheet.words.mark, &mark);
    }
    for &answer in answers {
        let name = sheet.label(answer);
        if let Some(text) = sheet.tell(answer, goal) {
            pair(sheet, &name, &text);
        }
    }
}
