//! 様式2 and 様式3, as wards of Osaka print them: 経営課題 with 現状, 要因分析 and 課題, and below each its 戦略 with figures,
//! 中間振り返り, 自己評価 and 改善策. Form: `shionagi-keiei`.

use super::draft;
use crate::content::{Content, Goal};
use crate::paper::Page;
use crate::paper::facts::{self, Scale};
use crate::random::Random;
use crate::truth;

/// To fiscal 2016 a third of the indicators was enough.
const THIRD: Scale = Scale {
    id: "shionagi-keiei-2006",
    marks: ["順調", "順調", "順調でない", "順調でない", "－"],
};

/// Since fiscal 2017 it has to be two thirds.
const TWO_THIRDS: Scale = Scale {
    id: "shionagi-keiei-2017",
    ..THIRD
};

fn scale(year: u16) -> &'static Scale {
    if year < 2017 { &THIRD } else { &TWO_THIRDS }
}

/// The labels that are set vertically.
const VERTICAL: [&str; 5] = ["現状", "要因分析", "課題", "自己評価", "改善策"];

/// An 経営課題 or, where there is none, nothing but its 戦略.
struct Issue<'a> {
    /// 経営課題1, and what it is.
    label: Option<(String, &'a str)>,
    /// 戦略1-1, and the truth about it.
    strategies: Vec<(String, &'a Goal, truth::Goal)>,
}

fn issues(content: &Content) -> Vec<Issue<'_>> {
    let mut position = 0;
    let issues = draft::pillars(content).into_iter().enumerate();
    issues
        .map(|(place, (pillar, goals))| {
            let label = pillar.map(|name| (format!("経営課題{}", place + 1), name));
            let strategies = goals.into_iter().enumerate().map(|(below, goal)| {
                position += 1;
                let number = match label {
                    Some(_) => format!("{}-{}", place + 1, below + 1),
                    None => position.to_string(),
                };
                let group = label
                    .as_ref()
                    .map(|(label, name)| format!("{label} {name}"));
                let mut truth = draft::goal(goal, &number, group);
                truth.result = goal.result.clone();
                truth.direction = goal.direction.clone();
                truth.mark = draft::mark(scale(content.year), goal.standing);
                truth.reviews.extend(draft::midyear(goal));
                truth.indicators = goal.indicators.iter().map(outcome).collect();
                (format!("戦略{number}"), goal, truth)
            });
            let strategies = strategies.collect();
            Issue { label, strategies }
        })
        .collect()
}

/// アウトカム指標: 目標値 says which way is better, 現状値 is not printed.
fn outcome(indicator: &crate::content::Indicator) -> truth::Indicator {
    let mut truth = draft::indicator(indicator);
    let target = facts::target(indicator);
    truth.unit = draft::gathered(indicator, &[indicator.target, indicator.actual]);
    truth.better = target.value.map(|_| {
        if indicator.more_is_better {
            "up"
        } else {
            "down"
        }
    });
    truth.baseline = None;
    truth.target = Some(target);
    truth
}

/// One thing that the sheet says: labels and values in turn.
type Line = Vec<(String, String)>;

fn pair(label: &str, value: &str) -> Line {
    vec![(label.to_owned(), value.to_owned())]
}

/// All lines of the sheet above its notes, and the truth about them.
fn sheet(content: &Content, truth: &mut truth::Document) -> Vec<Line> {
    let mut first = pair("所属名", &content.publisher.name);
    if let Some((role, name)) = draft::head(content) {
        first.push((role.to_owned(), name.to_owned()));
        truth.heads = draft::heads(content);
    }
    let mut lines = vec![first, pair("めざすべき将来像", &content.purpose)];
    truth.purpose = draft::told(&content.purpose);
    for issue in issues(content) {
        if let Some((label, name)) = &issue.label {
            lines.push(pair(label, name));
        }
        if let Some((_, goal, _)) = issue.strategies.first() {
            for (label, text) in [
                ("現状", &goal.situation),
                ("要因分析", &goal.cause),
                ("課題", &goal.challenge),
            ] {
                lines.push(pair(label, text));
                draft::other(truth, label, text);
            }
        }
        for (label, goal, said) in issue.strategies {
            lines.push(pair(&label, &goal.text));
            for indicator in &said.indicators {
                let target = draft::text(indicator.target.as_ref());
                let actual = draft::text(indicator.actual.as_ref());
                let mut line = pair("アウトカム指標", &indicator.name);
                line.extend(pair("目標値", target));
                line.extend(pair("実績値", actual));
                lines.push(line);
            }
            lines.push(pair("中間振り返り", draft::words(goal.midyear.as_ref())));
            lines.push(pair("戦略の進捗", draft::raw(said.mark.as_ref())));
            lines.push(pair("自己評価", draft::words(goal.result.as_ref())));
            lines.push(pair("改善策", draft::words(goal.direction.as_ref())));
            truth.goals.push(said);
        }
    }
    lines
}

/// Rows with tabs, labels and values in turn; a blank cell stays blank.
pub fn rows(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin(content, page);
    for line in sheet(content, &mut truth) {
        let cells = line.iter().flat_map(|(label, value)| [label, value]);
        let cells: Vec<&str> = cells.map(String::as_str).collect();
        draft::row(page, &cells);
    }
    draft::end(content, page, &mut truth);
    truth
}

/// The same as tables of a web page, one for each 経営課題.
pub fn tables(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin_html(content, page);
    page.mark("<table class=\"yoshiki2\">\n");
    for line in sheet(content, &mut truth) {
        if line[0].0.starts_with("経営課題") {
            page.mark("</table>\n<table class=\"yoshiki3\">\n");
        }
        let cells: Vec<(&str, &str)> = line.iter().map(|(l, v)| (&**l, &**v)).collect();
        draft::pairs(page, 6, &cells);
    }
    page.mark("</table>\n");
    draft::end_html(content, page, &mut truth);
    truth
}

/// The side labels of the sheet were set vertically, and came out one character a line; so did the mark in its narrow
/// cell. Blank boxes were left out with their labels: else nobody could say which label a value is below.
pub fn vertical(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin(content, page);
    for line in sheet(content, &mut truth) {
        for (label, value) in line.iter().filter(|(_, value)| !value.is_empty()) {
            if VERTICAL.contains(&label.as_str()) {
                downwards(page, label);
            } else {
                draft::line(page, label);
            }
            if label == "戦略の進捗" {
                downwards(page, value);
            } else {
                draft::line(page, value);
            }
        }
        page.mark("\n");
    }
    let indicators = truth.goals.iter_mut().flat_map(|goal| &mut goal.indicators);
    for indicator in indicators {
        for figure in [&mut indicator.target, &mut indicator.actual] {
            if figure.as_ref().is_some_and(|figure| figure.text.is_empty()) {
                *figure = None;
            }
        }
    }
    draft::end(content, page, &mut truth);
    truth
}

/// The same sheet as a web page whose side labels are broken after each character.
pub fn vertical_cells(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin_html(content, page);
    page.mark("<table>\n");
    for line in sheet(content, &mut truth) {
        page.mark("<tr>");
        for (label, value) in &line {
            let narrow = VERTICAL.contains(&label.as_str());
            page.mark("<td>");
            broken(page, label, narrow);
            page.mark("</td><td>");
            broken(page, value, label == "戦略の進捗");
            page.mark("</td>");
        }
        page.mark("</tr>\n");
    }
    page.mark("</table>\n");
    draft::end_html(content, page, &mut truth);
    truth
}

fn broken(page: &mut Page, words: &str, narrow: bool) {
    if !narrow {
        return draft::html(page, words);
    }
    for (index, character) in words.chars().enumerate() {
        if index > 0 {
            page.mark("<br>");
        }
        draft::html(page, character.encode_utf8(&mut [0; 4]));
    }
}

fn downwards(page: &mut Page, words: &str) {
    for character in words.chars() {
        draft::line(page, character.encode_utf8(&mut [0; 4]));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{sample, tests::print};
    use super::*;

    #[test]
    fn a_strategy_has_its_rows() {
        let (page, truth) = print(rows, &sample::judged());
        assert!(page.source().starts_with(
            "# 令和6年度 潮路区 組織目標\n\n所属名\t潮路区\t区長\t見本 太郎\nめざすべき将来像\tだれも"
        ));
        assert!(page.source().contains(
            "戦略1-2\t雪かきに加わる人を、町ごとに増やします。\nアウトカム指標\t満足している人の割合\t目標値\t46.5％以上\t\
             実績値\t40.1％\n中間振り返り\t\n戦略の進捗\t順調でない\n自己評価\t雪かきに"
        ));
        let goal = &truth.goals[1];
        assert_eq!(goal.group.as_deref(), Some("経営課題1 安全なまち"));
        assert_eq!(goal.indicators[0].better, Some("up"));
        assert!(goal.reviews.is_empty(), "a blank cell is no review");
        assert_eq!(truth.goals[2].id, "2-1");
        let dash = truth.goals[3].mark.as_ref().unwrap();
        assert_eq!((dash.raw.as_str(), &dash.scale), ("－", &None));
    }

    #[test]
    fn the_threshold_depends_on_the_year() {
        let scale = |content: &Content| {
            let truth = print(rows, content).1;
            truth.goals[0].mark.clone().unwrap().scale.unwrap()
        };
        assert_eq!(scale(&sample::judged()), "shionagi-keiei-2017");
        assert_eq!(scale(&sample::single()), "shionagi-keiei-2006");
    }

    #[test]
    fn tables_have_the_same_rows() {
        let (page, truth) = print(tables, &sample::judged());
        assert!(page.source().contains(
            "<tr><th>アウトカム指標</th><td>苦情の件数</td><th>目標値</th><td>300件以下</td><th>実績値</th><td>0件</td></tr>"
        ));
        assert_eq!(truth.goals, print(rows, &sample::judged()).1.goals);
    }

    #[test]
    fn side_labels_run_downwards() {
        let (page, truth) = print(vertical, &sample::judged());
        assert!(
            page.source()
                .contains("戦略の進捗\n順\n調\n\n自\n己\n評\n価\n見守りに")
        );
        assert_eq!(truth.goals, print(rows, &sample::judged()).1.goals);
        let (page, truth) = print(vertical, &sample::open());
        assert!(!page.source().contains("戦略の進捗") && !page.source().contains("実績値"));
        assert_eq!(truth.goals[0].indicators[0].actual, None);
        let (page, _) = print(vertical_cells, &sample::judged());
        assert!(
            page.source()
                .contains("<td>改<br>善<br>策</td><td>見守りを、")
        );
        assert!(page.source().contains("<td>順<br>調</td>"));
    }
}
