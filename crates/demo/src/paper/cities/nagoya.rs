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
pub fn clear_merged(cells: &mut [String; 7]) {
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
    page.mark("<table border=\"1\">\n<tr>");
    for label in LABELS {
        draft::inline(page, "th scope=\"col\"", label);
    }
    page.mark("</tr>\n");
    merged_rows(content, random, page, &mut truth);
    truth
}

/// The same below labels in two rows: 現状値, 目標値 and 実績値 stand under one word for all three.
pub fn two_levels(content: &Content, random: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin_html(content, page);
    page.mark("<table border=\"1\">\n<tr>");
    for (column, label) in LABELS.into_iter().enumerate() {
        match column {
            2 => draft::inline(page, "th colspan=\"3\"", "数値"),
            3 | 4 => {}
            _ => draft::inline(page, "th rowspan=\"2\"", label),
        }
    }
    page.mark("</tr>\n<tr>");
    for label in &LABELS[2..5] {
        draft::inline(page, "th", label);
    }
    page.mark("</tr>\n");
    merged_rows(content, random, page, &mut truth);
    truth
}

/// All below the labels, and the end of the page.
fn merged_rows(
    content: &Content,
    random: &mut Random,
    page: &mut Page,
    truth: &mut truth::Document,
) {
    let mut charges = Column::default();
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
    charges.close(truth, "担当課");
    page.mark("</table>\n");
    draft::end_html(content, page, truth);
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
    fn labels_stand_in_two_rows() {
        let (page, truth) = print(two_levels, &sample::judged());
        assert!(page.source().contains(
            "<th rowspan=\"2\">成果指標</th><th colspan=\"3\">数値</th><th rowspan=\"2\">評価</th>"
        ));
        assert!(
            page.source()
                .contains("<tr><th>現状値</th><th>目標値</th><th>実績値</th></tr>\n")
        );
        assert_eq!(truth, print(merged, &sample::judged()).1);
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
}
