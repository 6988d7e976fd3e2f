//! As Kashiwara judges: A to E, one row for each 取組項目; also with a column of numbers, and transposed, with the goals as
//! columns. Form: `shionagi-torikumi`.

use super::draft;
use crate::content::{Content, Value};
use crate::paper::Page;
use crate::paper::facts::{self, Scale};
use crate::random::Random;
use crate::truth;

const SCALE: Scale = Scale {
    id: "shionagi-torikumi-abcde",
    marks: ["A", "B", "C", "D", "E"],
};

const CIRCLED: [&str; 8] = ["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧"];

/// The truth about goals that have a row or column each.
fn goals(content: &Content) -> Vec<truth::Goal> {
    let goals = content.goals.iter().enumerate();
    goals
        .map(|(place, goal)| {
            let mut told = draft::goal(goal, &(place + 1).to_string(), None);
            told.result = goal.result.clone();
            told.direction = goal.direction.clone();
            told.mark = draft::mark(&SCALE, goal.standing);
            told
        })
        .collect()
}

/// At most as many goals as there are numbers in circles.
pub fn circled(content: &Content) -> bool {
    content.goals.len() <= CIRCLED.len()
}

/// A pipe table, the number in a circle before the goal.
pub fn table(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin(content, page);
    draft::pipe(page, &["取組項目", "年度末の状況", "判定", "来年度の取組"]);
    draft::strokes(page, 4);
    for (goal, number) in goals(content).into_iter().zip(CIRCLED) {
        let cells = [
            &format!("{number}{}", goal.text),
            draft::words(goal.result.as_ref()),
            draft::raw(goal.mark.as_ref()),
            draft::words(goal.direction.as_ref()),
        ];
        draft::pipe(page, &cells);
        truth.goals.push(goal);
    }
    draft::end(content, page, &mut truth);
    truth
}

/// Rows with tabs, the number in a column of its own.
pub fn numbered(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin(content, page);
    draft::row(
        page,
        &["番号", "取組項目", "判定", "年度末の状況", "来年度の取組"],
    );
    for goal in goals(content) {
        let cells = [
            draft::words(goal.number.as_ref()),
            &goal.text,
            draft::raw(goal.mark.as_ref()),
            draft::words(goal.result.as_ref()),
            draft::words(goal.direction.as_ref()),
        ];
        draft::row(page, &cells);
        truth.goals.push(goal);
    }
    draft::end(content, page, &mut truth);
    truth
}

/// Goals that stand beside one another on a page.
pub fn beside(content: &Content) -> bool {
    (2..=5).contains(&content.goals.len())
}

/// Transposed: a goal is a column, and each label stands at the left of a row. One figure for each goal.
fn columns(content: &Content) -> (Vec<truth::Goal>, Vec<Vec<String>>) {
    let mut goals = goals(content);
    let mut rows: Vec<Vec<String>> = [
        "取組項目",
        "目安",
        "目安の値",
        "実際の値",
        "判定",
        "年度末の状況",
        "来年度の取組",
    ]
    .map(|label| vec![label.to_owned()])
    .to_vec();
    for ((told, goal), number) in goals.iter_mut().zip(&content.goals).zip(CIRCLED) {
        let blank = || facts::figure(Value::Blank, "");
        let (mut name, mut target, mut actual) = (String::new(), blank(), blank());
        if let Some(indicator) = goal.indicators.first() {
            let mut said = draft::indicator(indicator);
            said.baseline = None;
            said.unit = draft::gathered(indicator, &[indicator.target, indicator.actual]);
            name.clone_from(&said.name);
            target = facts::figure(indicator.target, &indicator.unit);
            actual = facts::figure(indicator.actual, &indicator.unit);
            told.indicators.push(said);
        }
        let cells = [
            format!("{number} {}", goal.text),
            name,
            target.text,
            actual.text,
            draft::raw(told.mark.as_ref()).to_owned(),
            goal.result.clone().unwrap_or_default(),
            goal.direction.clone().unwrap_or_default(),
        ];
        for (row, cell) in rows.iter_mut().zip(cells) {
            row.push(cell);
        }
    }
    (goals, rows)
}

/// The transposed table on a web page; the figures' rows only where some goal has a figure.
pub fn transposed_html(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin_html(content, page);
    let (goals, rows) = columns(content);
    page.mark("<table>\n");
    for row in printed(rows) {
        page.mark("<tr>");
        for (column, cell) in row.iter().enumerate() {
            draft::inline(
                page,
                if column == 0 {
                    "th scope=\"row\""
                } else {
                    "td"
                },
                cell,
            );
        }
        page.mark("</tr>\n");
    }
    page.mark("</table>\n");
    truth.goals = goals;
    draft::end_html(content, page, &mut truth);
    truth
}

/// The transposed table as rows with tabs.
pub fn transposed_rows(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin(content, page);
    let (goals, rows) = columns(content);
    for row in printed(rows) {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        draft::row(page, &cells);
    }
    truth.goals = goals;
    draft::end(content, page, &mut truth);
    truth
}

/// Rows for figures are not printed where no goal has one.
fn printed(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let figures = rows[1][1..].iter().any(|name| !name.is_empty());
    let rows = rows.into_iter().enumerate();
    rows.filter(|(place, _)| figures || !(1..=3).contains(place))
        .map(|(_, row)| row)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{sample, tests::print};
    use super::*;

    #[test]
    fn a_row_is_a_goal() {
        let (page, truth) = print(table, &sample::judged());
        assert!(
            page.source()
                .contains("\n| ②雪かきに加わる人を、町ごとに増やします。 | 雪かきに")
        );
        assert_eq!(truth.goals[1].mark.as_ref().unwrap().raw, "C");
        assert_eq!(truth.goals[3].mark.as_ref().unwrap().raw, "E");
        let (page, truth) = print(numbered, &sample::judged());
        assert!(
            page.source()
                .contains("\n2\t雪かきに加わる人を、町ごとに増やします。\tC\t")
        );
        assert_eq!(truth.goals[1].number.as_deref(), Some("2"));
    }

    #[test]
    fn a_column_is_a_goal() {
        assert!(beside(&sample::judged()) && !beside(&sample::single()));
        let (page, truth) = print(transposed_html, &sample::judged());
        assert!(page.source().contains(
            "<tr><th scope=\"row\">実際の値</th><td>1,620人</td><td>40.1％</td><td></td><td>N/A</td></tr>"
        ));
        assert!(truth.goals[2].indicators.is_empty());
        assert_eq!(truth.goals[0].indicators.len(), 1);
        let (page, _) = print(transposed_rows, &sample::judged());
        assert!(page.source().contains("\n判定\tB\tC\tD\tE\n"));
        let mut bare = sample::judged();
        bare.goals
            .iter_mut()
            .for_each(|goal| goal.indicators.clear());
        assert!(!print(transposed_rows, &bare).0.source().contains("目安"));
    }
}
