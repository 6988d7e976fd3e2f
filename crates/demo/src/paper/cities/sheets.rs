//! The table in `nagoya` as it comes out of a spreadsheet: printed on several pages, or pasted with all its empty cells.

use super::draft::{self, Column};
use super::nagoya;
use crate::content::Content;
use crate::paper::Page;
use crate::paper::facts;
use crate::random::Random;
use crate::truth;

/// Printed on several pages: the labels come back on each of them, and a 施策 with two figures may be cut between them.
pub fn pages(content: &Content, random: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin(content, page);
    let tabs = random.chance(0.5);
    let print = if tabs { draft::row } else { draft::pipe };
    let labels = |page: &mut Page| {
        print(page, &nagoya::LABELS);
        if !tabs {
            draft::strokes(page, nagoya::LABELS.len());
        }
    };
    labels(page);
    let mut charges = Column::default();
    let mut printed = 0;
    for mut measure in nagoya::measures(content, false) {
        // The rows are one table: what the 基本方針 are is not printed here.
        measure.truth.group = None;
        for (index, mut cells) in measure.rows().into_iter().enumerate() {
            if printed > 0 && printed % 2 == 0 {
                page.mark("\n---\n\n");
                labels(page);
                charges.close(&mut truth, "担当課");
            }
            if index > 0 {
                nagoya::clear_merged(&mut cells);
            }
            charges.push(&cells[6]);
            print(page, &cells.each_ref().map(String::as_str));
            printed += 1;
        }
        truth.goals.push(measure.truth);
    }
    charges.close(&mut truth, "担当課");
    draft::end(content, page, &mut truth);
    truth
}

/// Pasted from a spreadsheet: empty columns before the table, tabs behind it, the title in a cell of its own.
pub fn pasted(content: &Content, random: &mut Random, page: &mut Page) -> truth::Document {
    let before = "\t".repeat(random.between(1, 3) as usize);
    let after = "\t".repeat(random.between(4, 12) as usize);
    let mut truth = facts::untold(content);
    let single = |page: &mut Page, words: &str| {
        page.mark(&before).say(words).mark(&"\t".repeat(6));
        page.mark(&after).mark("\n");
    };
    let row = |page: &mut Page, cells: &[&str]| {
        for cell in &cells[..6] {
            page.mark("\t").say(cell);
        }
        page.mark("\t").say(cells[6]).mark(&after).mark("\n");
    };
    let empty = |page: &mut Page| {
        page.mark(&before)
            .mark(&"\t".repeat(6))
            .mark(&after)
            .mark("\n");
    };
    single(page, &content.title());
    empty(page);
    // One tab stands before the first cell anyway.
    let shift = &before[1..];
    let mut charges = Column::default();
    page.mark(shift);
    row(page, &nagoya::LABELS);
    for measure in nagoya::measures(content, false) {
        if let Some((label, name)) = &measure.above {
            page.mark(&before).say(label).mark("\t").say(name);
            page.mark(&"\t".repeat(5)).mark(&after).mark("\n");
        }
        for (index, mut cells) in measure.rows().into_iter().enumerate() {
            if index > 0 {
                nagoya::clear_merged(&mut cells);
            }
            page.mark(shift);
            row(page, &cells.each_ref().map(String::as_str));
        }
        charges.push(&measure.goal.charge);
        truth.goals.push(measure.truth);
    }
    charges.close(&mut truth, "担当課");
    empty(page);
    empty(page);
    for note in &content.notes {
        single(page, &format!("※{note}"));
        truth.notes.push(format!("※{note}"));
    }
    truth
}

#[cfg(test)]
mod tests {
    use super::super::{sample, tests::print};
    use super::*;

    #[test]
    fn labels_come_back_on_each_page() {
        let (page, truth) = print(pages, &sample::judged());
        assert_eq!(page.source().matches("担当課").count(), 3);
        assert_eq!(page.source().matches("\n---\n\n").count(), 2);
        assert_eq!(truth.goals[0].group, None);
    }

    #[test]
    fn a_spreadsheet_leaves_tabs() {
        let (page, truth) = print(pasted, &sample::judged());
        let lines: Vec<&str> = page.source().lines().collect();
        assert!(
            lines
                .iter()
                .all(|line| line.starts_with('\t') && line.ends_with("\t\t\t\t"))
        );
        let label = lines[2].split('\t').position(|cell| cell == "施策");
        let below = lines[4].split('\t').position(|cell| cell.starts_with("1 "));
        assert_eq!(label, below);
        let counts = lines.iter().map(|line| line.matches('\t').count());
        assert_eq!(counts.collect::<std::collections::BTreeSet<_>>().len(), 1);
        assert_eq!(
            truth.goals[0].group.as_deref(),
            Some("基本方針1 安全なまち")
        );
    }
}
