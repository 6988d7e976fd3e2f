//! The table of Nagoya's 区政運営方針: 施策, 成果指標, 現状値, 目標値, 実績値, 評価 from A to D (「-」 for what was cancelled) and
//! 担当課; as a web page with merged cells, and flattened in several ways. Form: `shionagi-shisaku`.

use super::draft::{self, Column};
use crate::content::{Content, Goal, Indicator, Standing, Value};
use crate::paper::Page;
use crate::paper::facts::Scale;
use crate::random::Random;
use crate::truth;

/// A from 100 %, B from 80, C from 50, D below.
pub const SCALE: Scale = Scale {
    id: "shionagi-shisaku-abcd",
    marks: ["A", "A", "B", "D", "-"],
};

/// The labels of the columns.
pub const LABELS: [&str; 7] = [
    "施策",
    "成果指標",
    "現状値",
    "目標値",
    "実績値",
    "評価",
    "担当課",
];

/// Where the columns are that are merged over the rows of a 施策.
const MERGED: [usize; 2] = [0, 6];

/// A 施策 with its number: 「1 海岸の清掃」.
pub struct Measure<'a> {
    pub goal: &'a Goal,
    /// 基本方針1, and what it is; only above its first 施策.
    pub above: Option<(String, &'a str)>,
    pub truth: truth::Goal,
}

impl Measure<'_> {
    /// The cells of its rows: at least one.
    pub fn rows(&self) -> Vec<[String; 7]> {
        let number = self.truth.number.as_deref().unwrap_or_default();
        let measure = format!("{number} {}", self.goal.text);
        let charge = self.goal.charge.clone();
        if self.truth.indicators.is_empty() {
            let mark = draft::raw(self.truth.mark.as_ref()).to_owned();
            let blank = String::new;
            return vec![[measure, blank(), blank(), blank(), blank(), mark, charge]];
        }
        let indicators = self.truth.indicators.iter();
        indicators
            .map(|indicator| {
                let figures = [&indicator.baseline, &indicator.target, &indicator.actual];
                let [baseline, target, actual] =
                    figures.map(|figure| draft::text(figure.as_ref()).to_owned());
                let mark = draft::raw(indicator.mark.as_ref()).to_owned();
                let name = indicator.name.clone();
                [
                    measure.clone(),
                    name,
                    baseline,
                    target,
                    actual,
                    mark,
                    charge.clone(),
                ]
            })
            .collect()
    }
}

/// What a figure's 評価 is: by the rate of achievement, where there is one.
fn grade(indicator: &Indicator, standing: Option<Standing>) -> Option<&'static str> {
    if standing? == Standing::Cancelled {
        return Some("-");
    }
    let (Value::Tenths(target), Value::Tenths(actual)) = (indicator.target, indicator.actual)
    else {
        return None;
    };
    let (part, whole) = if indicator.more_is_better {
        (actual, target)
    } else {
        (target, actual)
    };
    Some(match part * 100 {
        part if part >= whole * 100 => "A",
        part if part >= whole * 80 => "B",
        part if part >= whole * 50 => "C",
        _ => "D",
    })
}

/// A mark of the scale, perhaps full width.
fn mark(raw: &str, wide: bool) -> truth::Mark {
    let raw = match raw {
        "A" if wide => "Ａ",
        "B" if wide => "Ｂ",
        "C" if wide => "Ｃ",
        "D" if wide => "Ｄ",
        _ => raw,
    };
    truth::Mark {
        raw: raw.to_owned(),
        scale: Some(SCALE.id.to_owned()),
    }
}

/// Blanks where merged cells stood once, above.
fn clear_merged(cells: &mut [String; 7]) {
    for column in MERGED {
        cells[column].clear();
    }
}

/// All 施策, numbered through the document. `wide` marks are printed full width.
pub fn measures(content: &Content, wide: bool) -> Vec<Measure<'_>> {
    let mut all = Vec::new();
    for (place, (pillar, goals)) in draft::pillars(content).into_iter().enumerate() {
        let label = pillar.map(|name| (format!("基本方針{}", place + 1), name));
        let group = label
            .as_ref()
            .map(|(label, name)| format!("{label} {name}"));
        for (below, goal) in goals.into_iter().enumerate() {
            let number = (all.len() + 1).to_string();
            let mut truth = draft::goal(goal, &number, group.clone());
            for indicator in &goal.indicators {
                let mut said = draft::indicator(indicator);
                said.mark = grade(indicator, goal.standing).map(|raw| mark(raw, wide));
                truth.indicators.push(said);
            }
            if goal.indicators.is_empty() {
                let judged = goal.standing.map(|standing| SCALE.mark(standing));
                truth.mark = judged.map(|judged| mark(&judged.raw, wide));
            }
            all.push(Measure {
                goal,
                above: label.clone().filter(|_| below == 0),
                truth,
            });
        }
    }
    all
}

/// A web page with `rowspan`: 施策 and 担当課 stand once for all rows of a 施策, and 基本方針 across the whole table.
pub fn merged(content: &Content, random: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin_html(content, page);
    let mut charges = Column::default();
    page.mark("<table border=\"1\">\n<tr>");
    for label in LABELS {
        draft::inline(page, "th scope=\"col\"", label);
    }
    page.mark("</tr>\n");
    for measure in measures(content, random.chance(0.5)) {
        if let Some((label, name)) = &measure.above {
            page.mark("<tr>");
            draft::inline(page, "th colspan=\"7\"", &format!("{label} {name}"));
            page.mark("</tr>\n");
        }
        let rows = measure.rows();
        for (index, cells) in rows.iter().enumerate() {
            page.mark("<tr>");
            for (column, cell) in cells.iter().enumerate() {
                if !MERGED.contains(&column) || rows.len() == 1 {
                    draft::inline(page, "td", cell);
                } else if index == 0 {
                    draft::inline(page, &format!("td rowspan=\"{}\"", rows.len()), cell);
                }
            }
            page.mark("</tr>\n");
        }
        charges.push(&measure.goal.charge);
        truth.goals.push(measure.truth);
    }
    charges.close(&mut truth, "担当課");
    page.mark("</table>\n");
    draft::end_html(content, page, &mut truth);
    truth
}

/// A pipe table in which merged cells came out once in every row that they cover: the same 施策 with the same number is
/// one goal, and 担当課 is said as often as it is printed.
pub fn repeated(content: &Content, random: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin(content, page);
    let mut open = false;
    let mut charges = Column::default();
    for measure in measures(content, random.chance(0.5)) {
        if measure.above.is_some() {
            charges.close(&mut truth, "担当課");
        }
        begin_table(page, measure.above.as_ref(), &mut open, |page| {
            draft::pipe(page, &LABELS);
            draft::strokes(page, LABELS.len());
        });
        for cells in measure.rows() {
            draft::pipe(page, &cells.each_ref().map(String::as_str));
            charges.push(&measure.goal.charge);
        }
        truth.goals.push(measure.truth);
    }
    charges.close(&mut truth, "担当課");
    draft::end(content, page, &mut truth);
    truth
}

/// Rows with tabs in which merged cells stand in their first row only and leave blanks below.
pub fn blanks(content: &Content, random: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin(content, page);
    let mut open = false;
    let mut charges = Column::default();
    for measure in measures(content, random.chance(0.5)) {
        if measure.above.is_some() {
            charges.close(&mut truth, "担当課");
        }
        begin_table(page, measure.above.as_ref(), &mut open, |page| {
            draft::row(page, &LABELS);
        });
        for (index, mut cells) in measure.rows().into_iter().enumerate() {
            if index > 0 {
                clear_merged(&mut cells);
            }
            draft::row(page, &cells.each_ref().map(String::as_str));
        }
        charges.push(&measure.goal.charge);
        truth.goals.push(measure.truth);
    }
    charges.close(&mut truth, "担当課");
    draft::end(content, page, &mut truth);
    truth
}

/// A heading for the 基本方針 and a new table below it, or the first table where there is none.
fn begin_table(
    page: &mut Page,
    above: Option<&(String, &str)>,
    open: &mut bool,
    labels: impl Fn(&mut Page),
) {
    if let Some((label, name)) = above {
        if *open {
            page.mark("\n");
        }
        page.mark("## ")
            .say(&format!("{label} {name}"))
            .mark("\n\n");
    }
    if above.is_some() || !*open {
        labels(page);
    }
    *open = true;
}

/// Printed on several pages: the labels come back on each of them, and a 施策 with two figures may be cut between them.
pub fn pages(content: &Content, random: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin(content, page);
    let tabs = random.chance(0.5);
    let print = if tabs { draft::row } else { draft::pipe };
    let labels = |page: &mut Page| {
        print(page, &LABELS);
        if !tabs {
            draft::strokes(page, LABELS.len());
        }
    };
    labels(page);
    let mut charges = Column::default();
    let mut printed = 0;
    for mut measure in measures(content, false) {
        // The rows are one table: what the 基本方針 are is not printed here.
        measure.truth.group = None;
        for (index, mut cells) in measure.rows().into_iter().enumerate() {
            if printed > 0 && printed % 2 == 0 {
                page.mark("\n---\n\n");
                labels(page);
                charges.close(&mut truth, "担当課");
            }
            if index > 0 {
                clear_merged(&mut cells);
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
    let mut truth = crate::paper::facts::untold(content);
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
    row(page, &LABELS);
    for measure in measures(content, false) {
        if let Some((label, name)) = &measure.above {
            page.mark(&before).say(label).mark("\t").say(name);
            page.mark(&"\t".repeat(5)).mark(&after).mark("\n");
        }
        for (index, mut cells) in measure.rows().into_iter().enumerate() {
            if index > 0 {
                clear_merged(&mut cells);
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
    fn merged_cells_stand_once() {
        let (page, truth) = print(merged, &sample::judged());
        assert!(
            page.source()
                .contains("<th colspan=\"7\">基本方針1 安全なまち</th>")
        );
        assert!(page.source().contains("<td rowspan=\"2\">1 見守りに"));
        assert!(
            page.source()
                .contains("<td rowspan=\"2\">地域課</td></tr>\n<tr><td>苦情の件数</td>")
        );
        assert_eq!(
            truth.goals[1].group.as_deref(),
            Some("基本方針1 安全なまち")
        );
        assert_eq!(truth.other[0].text, "地域課\n地域課\n港湾課\n総務課");
    }

    #[test]
    fn figures_are_graded_by_their_rate() {
        let all = sample::judged();
        let marks = |goal: usize| -> Vec<Option<String>> {
            let measure = &measures(&all, false)[goal];
            let indicators = measure.truth.indicators.iter();
            indicators
                .map(|i| i.mark.clone().map(|mark| mark.raw))
                .collect()
        };
        assert_eq!(marks(0), [Some("A".to_owned()), Some("A".to_owned())]);
        assert_eq!(marks(1), [Some("B".to_owned())]);
        assert_eq!(marks(3), [Some("-".to_owned())]);
        let without = &measures(&all, true)[2].truth;
        assert_eq!(without.mark.as_ref().unwrap().raw, "Ｄ");
        let full = sample::full();
        let third = &measures(&full, false)[1].truth.indicators[0];
        assert_eq!(third.mark.as_ref().unwrap().raw, "C");
    }

    #[test]
    fn flattened_cells_are_repeated_or_blank() {
        let (page, truth) = print(repeated, &sample::judged());
        assert_eq!(page.source().matches("| 1 見守りに").count(), 2);
        assert_eq!(truth.goals.len(), 4);
        let (page, truth) = print(blanks, &sample::judged());
        assert!(
            page.source()
                .contains("## 基本方針1 安全なまち\n\n施策\t成果指標\t")
        );
        assert!(
            page.source()
                .contains("\n\t苦情の件数\t340件\t300件\t0件\t")
        );
        assert_eq!(truth.goals[0].indicators.len(), 2);
    }

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
