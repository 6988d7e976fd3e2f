//! As Okazaki judges: ① 計画以上 to ④ 評価不能, a small table with `colspan` for each 事業目標; also as a word processor saves
//! such a page. Form: `shionagi-jigyo`.

use super::draft;
use crate::content::{Content, Goal};
use crate::paper::Page;
use crate::paper::facts::{self, Scale};
use crate::random::Random;
use crate::truth;

const SCALE: Scale = Scale {
    id: "shionagi-jigyo-4",
    marks: [
        "① 計画以上",
        "② 計画どおり",
        "③ 計画未満",
        "③ 計画未満",
        "④ 評価不能",
    ],
};

fn told(goal: &Goal, number: usize) -> truth::Goal {
    let mut told = draft::goal(goal, &number.to_string(), None);
    told.result = goal.result.clone();
    told.direction = goal.direction.clone();
    told.mark = draft::mark(&SCALE, goal.standing);
    for indicator in &goal.indicators {
        let mut said = draft::indicator(indicator);
        said.unit = draft::gathered(indicator, &[indicator.baseline, indicator.actual]);
        said.target = None;
        told.indicators.push(said);
    }
    told
}

/// The rows of a goal's table: labels and values in turn.
fn rows<'a>(goal: &'a Goal, number: usize, told: &'a truth::Goal) -> Vec<Vec<(String, &'a str)>> {
    let pair = |label: &str, value: &'a str| (label.to_owned(), value);
    let mut rows = vec![vec![pair(&format!("事業目標{number}"), &goal.text)]];
    for indicator in &told.indicators {
        rows.push(vec![
            pair("活動量", &indicator.name),
            pair("前回の値", draft::text(indicator.baseline.as_ref())),
            pair("今回の値", draft::text(indicator.actual.as_ref())),
        ]);
    }
    rows.push(vec![pair("一年の実績", draft::words(told.result.as_ref()))]);
    rows.push(vec![
        pair("評価区分", draft::raw(told.mark.as_ref())),
        pair("主管課", &goal.charge),
    ]);
    rows.push(vec![pair(
        "今後の進め方",
        draft::words(told.direction.as_ref()),
    )]);
    rows
}

/// A web page with a table for each goal.
pub fn tables(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin_html(content, page);
    page.mark("<table>\n");
    draft::pairs(page, 6, &[("組織の役割", &content.purpose)]);
    page.mark("</table>\n");
    truth.purpose = draft::told(&content.purpose);
    for (place, goal) in content.goals.iter().enumerate() {
        let told = told(goal, place + 1);
        page.mark("<table>\n");
        for row in rows(goal, place + 1, &told) {
            let cells: Vec<(&str, &str)> = row.iter().map(|(l, v)| (&**l, *v)).collect();
            draft::pairs(page, 6, &cells);
        }
        page.mark("</table>\n");
        draft::other(&mut truth, "主管課", &goal.charge);
        truth.goals.push(told);
    }
    draft::end_html(content, page, &mut truth);
    truth
}

/// Words as a word processor saves them: each run of Latin letters and digits is a `<span>`, and so is all the rest.
fn runs(page: &mut Page, words: &str) {
    let mut left = words;
    while let Some(first) = left.chars().next() {
        let ascii = first.is_ascii();
        let end = left
            .find(|c: char| c.is_ascii() != ascii)
            .unwrap_or(left.len());
        let (run, rest) = left.split_at(end);
        page.mark(if ascii {
            "<span lang=EN-US>"
        } else {
            "<span lang=JA style='font-family:\"ＭＳ 明朝\",serif'>"
        });
        draft::html(page, run);
        page.mark("</span>");
        left = rest;
    }
}

/// A paragraph; an empty one has a space that does not break.
fn paragraph(page: &mut Page, words: &str, bold: bool) {
    page.mark("<p class=MsoNormal>");
    if words.is_empty() {
        page.mark("<span lang=EN-US><o:p>&nbsp;</o:p></span>");
    } else if bold {
        page.mark("<b>");
        runs(page, words);
        page.mark("</b><o:p></o:p>");
    } else {
        runs(page, words);
        page.mark("<span lang=EN-US><o:p></o:p></span>");
    }
    page.mark("</p>");
}

/// Saved by a word processor: `<o:p>`, `<span lang>`, `&nbsp;`, and tables inside a table that only lays out the page.
pub fn word(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = facts::untold(content);
    page.mark("<div class=WordSection1 style='layout-grid:18.0pt'>\n<h1>");
    runs(page, &content.title());
    page.mark("<o:p></o:p></h1>\n");
    paragraph(page, "", false);
    page.mark("\n<table class=MsoNormalTable border=0 cellspacing=0 cellpadding=0>\n");
    for (place, goal) in content.goals.iter().enumerate() {
        let told = told(goal, place + 1);
        page.mark("<tr><td width=\"100%\" valign=top style='padding:0mm 5.4pt 0mm 5.4pt'>\n");
        page.mark("<table class=MsoTableGrid border=1>\n");
        for row in rows(goal, place + 1, &told) {
            page.mark("<tr>");
            for (index, (label, value)) in row.iter().enumerate() {
                page.mark("<td width=98>");
                paragraph(page, label, true);
                page.mark("</td>");
                let wide = if index + 1 == row.len() {
                    5 - index * 2
                } else {
                    1
                };
                page.mark(&format!("<td width={} colspan={wide}>", 98 * wide));
                paragraph(page, value, false);
                page.mark("</td>");
            }
            page.mark("</tr>\n");
        }
        page.mark("</table>\n");
        paragraph(page, "", false);
        page.mark("\n</td></tr>\n");
        draft::other(&mut truth, "主管課", &goal.charge);
        truth.goals.push(told);
    }
    page.mark("</table>\n");
    for note in &content.notes {
        paragraph(page, &format!("※{note}"), false);
        page.mark("\n");
        truth.notes.push(format!("※{note}"));
    }
    page.mark("</div>\n");
    truth
}

#[cfg(test)]
mod tests {
    use super::super::{sample, tests::print};
    use super::*;

    #[test]
    fn marks_have_numbers_of_their_own() {
        let (page, truth) = print(tables, &sample::judged());
        assert!(page.source().contains(
            "<tr><th>評価区分</th><td>③ 計画未満</td><th>主管課</th><td colspan=\"3\">地域課</td></tr>"
        ));
        assert!(
            page.source()
                .contains("<tr><th>事業目標2</th><td colspan=\"5\">雪かき")
        );
        assert_eq!(truth.goals[3].mark.as_ref().unwrap().raw, "④ 評価不能");
        assert_eq!(truth.goals[1].number.as_deref(), Some("2"));
    }

    #[test]
    fn a_word_processor_wraps_every_run() {
        let (page, truth) = print(word, &sample::judged());
        assert!(
            page.source()
                .contains("<span lang=EN-US>1,200</span><span lang=JA style=")
        );
        assert!(page.source().contains("<o:p>&nbsp;</o:p>"));
        assert_eq!(page.source().matches("<table").count(), 5);
        assert_eq!(truth.goals, print(tables, &sample::judged()).1.goals);
        assert!(page.visible().contains("1,200人") && !page.visible().contains("nbsp"));
    }
}
