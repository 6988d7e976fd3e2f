//! Sheets that are nearly all figures, with their units in a column: a blank, 「-」, N/A and 0 are four different things.
//! Form: `shionagi-suuchi`.

use super::draft;
use crate::content::{Content, Indicator};
use crate::paper::Page;
use crate::paper::facts;
use crate::random::Random;
use crate::truth;

/// The labels of the columns for figures.
const LABELS: [&str; 6] = [
    "数値の名前",
    "単位",
    "初めの値",
    "めざす値",
    "今の値",
    "望ましい方向",
];

/// Whether there is a figure to print.
pub fn fits(content: &Content) -> bool {
    content.goals.iter().any(|goal| !goal.indicators.is_empty())
}

/// An indicator whose unit is in a column, and its cells. The arrow is which way is better.
fn told(indicator: &Indicator) -> (truth::Indicator, [String; 6]) {
    let figures = [indicator.baseline, indicator.target, indicator.actual];
    let [baseline, target, actual] = figures.map(|value| facts::figure(value, ""));
    let arrow = if indicator.more_is_better {
        "↑"
    } else {
        "↓"
    };
    let cells = [
        indicator.name.clone(),
        indicator.unit.clone(),
        baseline.text.clone(),
        target.text.clone(),
        actual.text.clone(),
        arrow.to_owned(),
    ];
    let told = truth::Indicator {
        name: indicator.name.clone(),
        unit: draft::told(&indicator.unit),
        baseline: Some(baseline),
        target: Some(target),
        actual: Some(actual),
        mark: None,
        better: Some(if indicator.more_is_better {
            "up"
        } else {
            "down"
        }),
    };
    (told, cells)
}

/// A pipe table: 取り組むこと in the first column, blank below it where a goal has more than one figure.
pub fn table(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin(content, page);
    let mut labels = vec!["取り組むこと"];
    labels.extend(LABELS);
    draft::pipe(page, &labels);
    draft::strokes(page, labels.len());
    for (place, goal) in content.goals.iter().enumerate() {
        let number = (place + 1).to_string();
        let mut goal_told = draft::goal(goal, &number, None);
        let text = format!("{number} {}", goal.text);
        if goal.indicators.is_empty() {
            draft::pipe(page, &[&text, "", "", "", "", "", ""]);
        }
        for (index, indicator) in goal.indicators.iter().enumerate() {
            let (told, cells) = told(indicator);
            let mut row = vec![if index == 0 { text.as_str() } else { "" }];
            row.extend(cells.iter().map(String::as_str));
            draft::pipe(page, &row);
            goal_told.indicators.push(told);
        }
        truth.goals.push(goal_told);
    }
    draft::end(content, page, &mut truth);
    truth
}

/// The goals first, and below a heading of its own a table of all figures. It does not say which goal a figure is of: they
/// are the document's.
pub fn apart(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin_html(content, page);
    draft::element(page, "h2", "取り組むこと");
    page.mark("<ul>\n");
    for (place, goal) in content.goals.iter().enumerate() {
        let number = (place + 1).to_string();
        draft::element(page, "li", &format!("{number}　{}", goal.text));
        truth.goals.push(draft::goal(goal, &number, None));
    }
    page.mark("</ul>\n");
    draft::element(page, "h2", "数値の一覧");
    page.mark("<table>\n<tr>");
    for label in LABELS {
        draft::inline(page, "th", label);
    }
    page.mark("</tr>\n");
    for indicator in content.goals.iter().flat_map(|goal| &goal.indicators) {
        let (told, cells) = told(indicator);
        page.mark("<tr>");
        for cell in &cells {
            draft::inline(page, "td", cell);
        }
        page.mark("</tr>\n");
        truth.indicators.push(told);
    }
    page.mark("</table>\n");
    draft::end_html(content, page, &mut truth);
    truth
}

/// Columns with years: the 実績 of the year before is where a figure stood, and the year's own is blank until it is over.
pub fn years(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin(content, page);
    let (before, now) = (draft::era(content.year - 1), draft::era(content.year));
    let labels = [
        "取り組むこと".to_owned(),
        "数値の名前".to_owned(),
        format!("{before}の実績"),
        format!("{now}の目標"),
        format!("{now}の実績"),
    ];
    draft::row(page, &labels.each_ref().map(String::as_str));
    for (place, goal) in content.goals.iter().enumerate() {
        let number = (place + 1).to_string();
        let mut goal_told = draft::goal(goal, &number, None);
        let text = format!("{number} {}", goal.text);
        if goal.indicators.is_empty() {
            draft::row(page, &[&text, "", "", "", ""]);
        }
        for (index, indicator) in goal.indicators.iter().enumerate() {
            let mut told = draft::indicator(indicator);
            let figures = [&mut told.baseline, &mut told.target, &mut told.actual];
            for (figure, year) in figures.into_iter().zip([1, 0, 0]) {
                if let Some(figure) = figure {
                    figure.year = Some(content.year - year);
                }
            }
            let first = if index == 0 { text.as_str() } else { "" };
            let figures = [&told.baseline, &told.target, &told.actual];
            let [baseline, target, actual] = figures.map(|figure| draft::text(figure.as_ref()));
            draft::row(page, &[first, &told.name, baseline, target, actual]);
            goal_told.indicators.push(told);
        }
        truth.goals.push(goal_told);
    }
    draft::end(content, page, &mut truth);
    truth
}

#[cfg(test)]
mod tests {
    use super::super::{sample, tests::print};
    use super::*;

    #[test]
    fn four_states_stay_apart() {
        let (page, truth) = print(table, &sample::judged());
        assert!(
            page.source()
                .contains("| 苦情の件数 | 件 | 340 | 300 | 0 | ↓ |")
        );
        assert!(
            page.source()
                .contains("| 満足している人の割合 | ％ | - | 46.5 | 40.1 | ↑ |")
        );
        assert!(
            page.source()
                .contains("| 案内の回数 | 回 |  | 12 | N/A | ↑ |")
        );
        let zero = truth.goals[0].indicators[1].actual.as_ref().unwrap();
        assert_eq!((zero.value, zero.text.as_str()), (Some(0.0), "0"));
        let cancelled = &truth.goals[3].indicators[0];
        assert_eq!(cancelled.baseline.as_ref().unwrap().text, "");
        assert_eq!(cancelled.actual.as_ref().unwrap().text, "N/A");
        assert_eq!(cancelled.unit.as_deref(), Some("回"));
        assert!(truth.goals[2].indicators.is_empty());
    }

    #[test]
    fn columns_have_years() {
        let (page, truth) = print(years, &sample::full());
        assert!(
            page.source()
                .contains("\t平成30年度の実績\t令和元年度の目標\t令和元年度の実績\n1 ")
        );
        let indicator = &truth.goals[0].indicators[0];
        assert_eq!(indicator.baseline.as_ref().unwrap().year, Some(2018));
        assert_eq!(indicator.actual.as_ref().unwrap().year, Some(2019));
    }

    #[test]
    fn figures_apart_are_the_documents() {
        assert!(fits(&sample::judged()));
        let (page, truth) = print(apart, &sample::judged());
        assert!(
            page.source()
                .contains("</ul>\n<h2>数値の一覧</h2>\n<table>")
        );
        assert_eq!(truth.indicators.len(), 4);
        assert!(truth.goals.iter().all(|goal| goal.indicators.is_empty()));
    }
}
