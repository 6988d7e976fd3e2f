//! As in Matsusaka, where the document of a year carries the evaluation of the year before: 前年度の取組結果, then 今年度の目標.
//! Form: `shionagi-zennendo`.

use super::draft;
use crate::content::{Content, Goal};
use crate::paper::Page;
use crate::random::Random;
use crate::truth::{self, FiscalYear};

/// The goal of this year; what is told of the year before is a review.
fn told(content: &Content, goal: &Goal, number: usize) -> truth::Goal {
    let mut told = draft::goal(goal, &number.to_string(), None);
    told.reviews
        .extend(goal.previous.as_ref().map(|text| truth::Review {
            kind: "previous",
            fiscal_year: Some(FiscalYear {
                year: content.year - 1,
            }),
            by: None,
            text: text.clone(),
            mark: None,
        }));
    told
}

/// Whether there is a year before to tell of.
pub fn fits(content: &Content) -> bool {
    content.goals.iter().any(|goal| goal.previous.is_some())
}

/// Rows with tabs below each goal, and why it is a goal. Nothing of this year's results is on the page.
pub fn rows(content: &Content, random: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin(content, page);
    let before = if random.chance(0.5) {
        "前年度".to_owned()
    } else {
        draft::era(content.year - 1)
    };
    for (place, goal) in content.goals.iter().enumerate() {
        draft::row(page, &[&format!("今年度の目標{}", place + 1), &goal.text]);
        draft::row(page, &["背景", &goal.situation]);
        draft::other(&mut truth, "背景", &goal.situation);
        let previous = draft::words(goal.previous.as_ref());
        draft::row(page, &[&format!("{before}の取組結果"), previous]);
        let mut told = told(content, goal, place + 1);
        for indicator in &goal.indicators {
            let mut said = draft::indicator(indicator);
            said.unit = draft::gathered(indicator, &[indicator.baseline, indicator.target]);
            said.actual = None;
            let baseline = draft::text(said.baseline.as_ref());
            let target = draft::text(said.target.as_ref());
            draft::row(
                page,
                &[
                    "見る数字",
                    &indicator.name,
                    "これまで",
                    baseline,
                    "今年度末",
                    target,
                ],
            );
            told.indicators.push(said);
        }
        truth.goals.push(told);
    }
    draft::end(content, page, &mut truth);
    truth
}

/// A web page: the year before at the left, this year at the right, goal by goal.
pub fn table(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin_html(content, page);
    page.mark("<table>\n<thead><tr>");
    draft::inline(
        page,
        "th",
        &format!("{}の取組結果", draft::era(content.year - 1)),
    );
    draft::inline(page, "th", "今年度の目標");
    page.mark("</tr></thead>\n<tbody>\n");
    for (place, goal) in content.goals.iter().enumerate() {
        page.mark("<tr>");
        draft::inline(page, "td", draft::words(goal.previous.as_ref()));
        draft::inline(page, "td", &format!("{}　{}", place + 1, goal.text));
        page.mark("</tr>\n");
        truth.goals.push(told(content, goal, place + 1));
    }
    page.mark("</tbody>\n</table>\n");
    draft::end_html(content, page, &mut truth);
    truth
}

#[cfg(test)]
mod tests {
    use super::super::{sample, tests::print};
    use super::*;

    #[test]
    fn the_year_before_is_a_review() {
        let (page, truth) = print(rows, &sample::judged());
        assert!(
            page.source()
                .contains("年度の取組結果\t雪かきの班を、一つ増やしました。\n")
        );
        let review = &truth.goals[1].reviews[0];
        assert_eq!(
            (review.kind, review.fiscal_year.as_ref().unwrap().year),
            ("previous", 2023)
        );
        assert!(
            truth.goals[2].reviews.is_empty(),
            "a blank cell is no review"
        );
        assert!(truth.goals.iter().all(|goal| goal.result.is_none()));
        assert!(!page.source().contains("三つの町"));
    }

    #[test]
    fn eras_meet() {
        let (page, truth) = print(table, &sample::full());
        assert!(
            page.source()
                .contains("<th>平成30年度の取組結果</th><th>今年度の目標</th>")
        );
        assert!(page.source().contains("<tr><td></td><td>3　港の清掃に"));
        assert_eq!(
            truth.goals[0].reviews[0].fiscal_year.as_ref().unwrap().year,
            2018
        );
    }
}
