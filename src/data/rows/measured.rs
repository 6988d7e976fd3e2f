//! Figures and marks: what is printed, whatever the licence.

use super::Rows;
use crate::data::codes::{figure_state, review_kind, scale_mark};
use crate::data::column::{Cell, Record};
use crate::data::encode::Lines;
use crate::data::tables::{INDICATORS, MARKS};
use crate::model::{Better, Document, Figure, FiscalYear, Goal, Indicator, Mark, Review};

/// The figures of a document, one a row.
pub(super) fn indicators<'d>(
    rows: &Rows<'d>,
    document: &'d Document,
    of: &Record<'d>,
    lines: &mut Lines,
) {
    let mut add = |scope: &'static str, goal: Option<&'d Goal>, at: usize, one: &'d Indicator| {
        let printed = [
            ("baseline", &one.baseline),
            ("target", &one.target),
            ("actual", &one.actual),
        ];
        let figures = printed
            .into_iter()
            .filter_map(|(key, figure)| Some((key, Some(figure.as_ref()?))));
        let mut figures: Vec<(&str, Option<&Figure>)> = figures.collect();
        if figures.is_empty() {
            figures.push(("none", None));
        }
        for (key, figure) in figures {
            let place = place(rows, document, goal);
            let mut record = of.clone();
            let text = figure.map(|figure| figure.text.as_str());
            let value = figure.and_then(|figure| figure.value.as_ref());
            let [year, label] = year(figure.and_then(|figure| figure.year));
            record.extend([
                ("scope", scope.into()),
                ("goal_id", goal.map(|goal| goal.id.as_str()).into()),
                ("indicator", (at + 1).into()),
                ("indicator_name", (&one.name).into()),
                ("figure", key.into()),
                ("figure_fiscal_year", year),
                ("figure_fiscal_year_label", label),
                ("value", value.into()),
                ("unit", one.unit.as_ref().into()),
                ("printed", text.into()),
                (
                    "figure_state",
                    text.map_or("none", |text| figure_state(text, value.is_some()))
                        .into(),
                ),
                ("better", one.better.map(better).into()),
            ]);
            record.extend(place);
            rows.encoder().add(lines, &INDICATORS, record);
        }
    };
    for goal in &document.goals {
        for (at, one) in goal.indicators.iter().enumerate() {
            add("goal", Some(goal), at, one);
        }
    }
    for (at, one) in document.indicators.iter().enumerate() {
        add("document", None, at, one);
    }
    for (at, name) in document.policy_indicators.iter().enumerate() {
        let mut record = of.clone();
        record.extend([
            ("scope", "policy".into()),
            ("goal_id", Cell::Empty),
            ("indicator", (at + 1).into()),
            ("indicator_name", name.into()),
            ("figure", "none".into()),
            ("figure_fiscal_year", Cell::Empty),
            ("figure_fiscal_year_label", Cell::Empty),
            ("value", Cell::Empty),
            ("unit", Cell::Empty),
            ("printed", Cell::Empty),
            ("figure_state", "none".into()),
            ("better", Cell::Empty),
        ]);
        record.extend(place(rows, document, None));
        rows.encoder().add(lines, &INDICATORS, record);
    }
}

/// What was marked.
#[derive(Clone, Copy)]
enum Subject<'d> {
    Goal,
    Review(usize, &'d Review),
    Indicator(usize, &'d Indicator),
}

/// The marks of a document, one a row.
pub(super) fn marks<'d>(
    rows: &Rows<'d>,
    document: &'d Document,
    of: &Record<'d>,
    lines: &mut Lines,
) {
    let mut add = |goal: Option<&'d Goal>, subject: Subject<'d>, mark: Option<&'d Mark>| {
        let Some(mark) = mark else { return };
        let (key, at, review, indicator) = match subject {
            Subject::Goal => ("goal", 0, None, None),
            Subject::Review(at, review) => ("review", at, Some(review), None),
            Subject::Indicator(at, one) => ("indicator", at, None, Some(one)),
        };
        let of_year = review.and_then(|review| review.fiscal_year);
        let [year, label] = year(of_year.map(FiscalYear::year));
        let scale = mark.scale.as_ref();
        let mut record = of.clone();
        record.extend([
            ("subject", key.into()),
            ("goal_id", goal.map(|goal| goal.id.as_str()).into()),
            ("position", (at + 1).into()),
            ("indicator_name", indicator.map(|one| &one.name).into()),
            (
                "review_kind",
                review.map(|review| review_kind(review.kind)).into(),
            ),
            ("review_fiscal_year", year),
            ("review_fiscal_year_label", label),
            ("mark", (&mark.raw).into()),
            ("scale_id", scale.into()),
            (
                "scale_mark",
                scale
                    .and_then(|scale| scale_mark(&rows.config.forms, scale, &mark.raw))
                    .into(),
            ),
        ]);
        record.extend(place(rows, document, goal));
        rows.encoder().add(lines, &MARKS, record);
    };
    for goal in &document.goals {
        add(Some(goal), Subject::Goal, goal.mark.as_ref());
        for (at, review) in goal.reviews.iter().enumerate() {
            add(
                Some(goal),
                Subject::Review(at, review),
                review.mark.as_ref(),
            );
        }
        for (at, one) in goal.indicators.iter().enumerate() {
            add(Some(goal), Subject::Indicator(at, one), one.mark.as_ref());
        }
    }
    for (at, one) in document.indicators.iter().enumerate() {
        add(None, Subject::Indicator(at, one), one.mark.as_ref());
    }
}

fn place<'d>(
    rows: &Rows<'_>,
    document: &Document,
    goal: Option<&Goal>,
) -> [(&'static str, Cell<'d>); 2] {
    let anchor = goal.map(|goal| format!("#goal-{}", goal.id));
    let path = document.id.folder() + anchor.as_deref().unwrap_or_default();
    let url = rows.url(&path);
    [("path", path.into()), ("url", url)]
}

/// A year of which no era can be told has its Western name alone.
fn year<'d>(year: Option<u16>) -> [Cell<'d>; 2] {
    let label = year.map(|year| FiscalYear::from_western(year).label());
    [year.into(), label.into()]
}

fn better(better: Better) -> &'static str {
    match better {
        Better::Up => "up",
        Better::Down => "down",
    }
}
