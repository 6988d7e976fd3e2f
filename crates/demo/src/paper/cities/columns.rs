//! Two columns that OCR read line by line: めあて at the left, できたこと at the right. Form: `shionagi-nidan`.

use super::draft;
use crate::content::Content;
use crate::paper::Page;
use crate::random::Random;
use crate::truth;

/// Both columns are full.
pub fn judged(content: &Content) -> bool {
    content.goals.iter().all(|goal| goal.result.is_some())
}

/// Both columns are full, and every text is so long that it is broken.
pub fn long(content: &Content) -> bool {
    judged(content)
        && content
            .goals
            .iter()
            .all(|goal| goal.text.chars().count() >= WIDTH)
}

/// The goals with their number at the left and their results with the same at the right.
fn entries(content: &Content) -> Vec<(String, String, truth::Goal)> {
    let goals = content.goals.iter().enumerate();
    goals
        .map(|(place, goal)| {
            let number = (place + 1).to_string();
            let mut told = draft::goal(goal, &number, None);
            told.result = goal.result.clone();
            let result = format!("{number} {}", draft::words(goal.result.as_ref()));
            (format!("{number} {}", goal.text), result, told)
        })
        .collect()
}

/// Two pairs of columns on a sheet across: goal, result, goal, result in one row. The labels say which is which, and the
/// numbers what belongs together.
pub fn across(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin(content, page);
    let entries = entries(content);
    let mut labels = vec!["めあて", "できたこと"];
    if entries.len() > 1 {
        labels.extend(["めあて", "できたこと"]);
    }
    draft::row(page, &labels);
    for pair in entries.chunks(2) {
        let cells = pair.iter().flat_map(|(goal, result, _)| [goal, result]);
        let mut cells: Vec<&str> = cells.map(String::as_str).collect();
        cells.resize(labels.len(), "");
        draft::row(page, &cells);
    }
    truth.goals = entries.into_iter().map(|(.., told)| told).collect();
    draft::end(content, page, &mut truth);
    truth
}

/// Alternating lines: the goal from the left column, then its result from the right one. Both labels stand in one line
/// above, and every number comes twice, first in the left column.
pub fn alternating(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin(content, page);
    draft::row(page, &["めあて", "できたこと"]);
    page.mark("\n");
    for (goal, result, told) in entries(content) {
        draft::line(page, &goal);
        draft::line(page, &result);
        truth.goals.push(told);
    }
    draft::end(content, page, &mut truth);
    truth
}

/// How many characters fit into a line of a column.
const WIDTH: usize = 14;

fn broken(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let lines = characters.chunks(WIDTH);
    lines.map(|line| line.iter().collect()).collect()
}

/// Every printed line is a row: what begins with a number goes on in the rows below, in its own column, until the next
/// number. A reader puts the lines together again, without anything between them.
pub fn broken_lines(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin(content, page);
    draft::row(page, &["めあて", "できたこと"]);
    for (goal, result, told) in entries(content) {
        let (left, right) = (broken(&goal), broken(&result));
        for index in 0..left.len().max(right.len()) {
            let cell = |lines: &[String]| lines.get(index).cloned().unwrap_or_default();
            draft::row(page, &[&cell(&left), &cell(&right)]);
        }
        truth.goals.push(told);
    }
    draft::end(content, page, &mut truth);
    truth
}

#[cfg(test)]
mod tests {
    use super::super::{sample, tests::print};
    use super::*;

    #[test]
    fn four_columns_are_two_and_two() {
        assert!(judged(&sample::judged()) && !judged(&sample::open()));
        let (page, truth) = print(across, &sample::judged());
        let lines: Vec<&str> = page.source().lines().collect();
        assert_eq!(lines[2], "めあて\tできたこと\tめあて\tできたこと");
        assert!(
            lines[3].contains("\t1 見守りに加わる人が")
                && lines[3].contains("\t2 雪かきに加わる人を")
        );
        assert_eq!(truth.goals.len(), 4);
        assert!(
            truth.goals[1]
                .result
                .as_ref()
                .unwrap()
                .starts_with("雪かき")
        );
        let (page, _) = print(across, &sample::single());
        assert!(page.source().contains("\nめあて\tできたこと\n1 "));
    }

    #[test]
    fn lines_alternate() {
        let (page, truth) = print(alternating, &sample::judged());
        assert!(page.source().contains(
            "めあて\tできたこと\n\n1 見守りに加わる人を、町ごとに増やします。\n1 見守りに加わる人が、三つの町で増えました。\n2 "
        ));
        assert_eq!(truth.goals, print(across, &sample::judged()).1.goals);
    }

    #[test]
    fn broken_lines_go_on_in_their_column() {
        assert!(long(&sample::judged()));
        let (page, truth) = print(broken_lines, &sample::judged());
        assert!(page.source().contains("\n1 見守りに加わる人を、町ご\t1 見守りに加わる人が、三つ\nとに増やします。\tの町で増えました。\n2 "));
        assert_eq!(
            truth.goals[0].text,
            "見守りに加わる人を、町ごとに増やします。"
        );
    }
}
