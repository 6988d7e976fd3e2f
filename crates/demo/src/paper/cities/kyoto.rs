//! As Kyoto prints: 「，」 for 「、」, 「平成31年度」 for the year in which the era changed, numbers in full width, and what came of
//! a goal in a definition list below it. Form: `shionagi-unei`.

use super::draft;
use crate::content::Content;
use crate::paper::Page;
use crate::paper::facts::{self, Scale};
use crate::random::Random;
use crate::truth;

const SCALE: Scale = Scale {
    id: "shionagi-unei-hoshi",
    marks: ["◎", "○", "△", "×", "―"],
};

fn comma(text: &str) -> String {
    text.replace('、', "，")
}

fn wide(number: usize) -> String {
    let digits = number.to_string();
    let digits = digits.chars().map(|digit| match digit.to_digit(10) {
        Some(value) => char::from_u32('０' as u32 + value).unwrap_or(digit),
        None => digit,
    });
    digits.collect()
}

/// The whole content as such an office writes it.
fn rewritten(content: &Content) -> Content {
    let mut content = content.clone();
    if content.year == 2019 {
        content.year_label = "平成31年度".to_owned();
    }
    for text in [&mut content.purpose, &mut content.preface] {
        *text = comma(text);
    }
    for text in content.pillars.iter_mut().chain(&mut content.notes) {
        *text = comma(text);
    }
    for remark in &mut content.remarks {
        remark.text = comma(&remark.text);
    }
    for goal in &mut content.goals {
        goal.text = comma(&goal.text);
        for text in [&mut goal.midyear, &mut goal.result, &mut goal.direction] {
            *text = text.as_deref().map(comma);
        }
        for indicator in &mut goal.indicators {
            indicator.name = comma(&indicator.name);
        }
    }
    content
}

fn define(page: &mut Page, label: &str, value: &str) {
    draft::inline(page, "dt", label);
    draft::inline(page, "dd", value);
    page.mark("\n");
}

/// A web page of definition lists, one below each goal.
pub fn definitions(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let content = &rewritten(content);
    let mut truth = draft::begin_html(content, page);
    page.mark("<dl>\n");
    define(page, "基本的な考え方", &content.purpose);
    truth.purpose = draft::told(&content.purpose);
    if let Some((role, name)) = draft::head(content) {
        define(page, role, name);
        truth.heads = draft::heads(content);
    }
    page.mark("</dl>\n");
    draft::element(page, "h2", "重点的に進めること");
    for (place, goal) in content.goals.iter().enumerate() {
        let number = (place + 1).to_string();
        draft::element(page, "h3", &format!("（{}）{}", wide(place + 1), goal.text));
        let mut told = draft::goal(goal, &number, None);
        page.mark("<dl>\n");
        for indicator in &goal.indicators {
            let mut said = draft::indicator(indicator);
            said.baseline = None;
            said.unit = draft::gathered(indicator, &[indicator.target, indicator.actual]);
            define(page, "ものさし", &indicator.name);
            define(page, "めざす数", draft::text(said.target.as_ref()));
            if content.judged {
                define(page, "年度末の数", draft::text(said.actual.as_ref()));
            } else {
                said.actual = None;
                said.unit = draft::gathered(indicator, &[indicator.target]);
            }
            told.indicators.push(said);
        }
        if let Some(result) = &goal.result {
            define(page, "一年をふりかえって", result);
            told.result = Some(result.clone());
        }
        if let Some(direction) = &goal.direction {
            define(page, "次の一歩", direction);
            told.direction = Some(direction.clone());
        }
        if let Some(mark) = draft::mark(&SCALE, goal.standing) {
            define(page, "しるし", &mark.raw);
            told.mark = Some(mark);
        }
        page.mark("</dl>\n");
        truth.goals.push(told);
    }
    draft::end_html(content, page, &mut truth);
    truth
}

/// The same as headings and paragraphs of a text; the results stand together behind the goals, with their numbers.
pub fn headings(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let content = &rewritten(content);
    let mut truth = facts::untold(content);
    page.mark("# ").say(&truth.title).mark("\n\n");
    page.mark("## ").say("基本的な考え方").mark("\n\n");
    draft::line(page, &content.purpose);
    truth.purpose = draft::told(&content.purpose);
    page.mark("\n## ").say("重点的に進めること").mark("\n\n");
    for (place, goal) in content.goals.iter().enumerate() {
        draft::line(page, &format!("（{}）　{}", wide(place + 1), goal.text));
        let mut told = draft::goal(goal, &(place + 1).to_string(), None);
        told.result = goal.result.clone();
        told.direction = goal.direction.clone();
        truth.goals.push(told);
    }
    if content.judged {
        page.mark("\n## ").say("一年をふりかえって").mark("\n\n");
        for (place, goal) in content.goals.iter().enumerate() {
            if let Some(result) = &goal.result {
                draft::line(page, &format!("（{}）　{result}", wide(place + 1)));
            }
        }
        page.mark("\n## ").say("次の一歩").mark("\n\n");
        for (place, goal) in content.goals.iter().enumerate() {
            if let Some(direction) = &goal.direction {
                draft::line(page, &format!("（{}）　{direction}", wide(place + 1)));
            }
        }
    }
    draft::end(content, page, &mut truth);
    truth
}

#[cfg(test)]
mod tests {
    use super::super::{sample, tests::print};
    use super::*;

    #[test]
    fn commas_and_the_old_era_stay() {
        let (page, truth) = print(definitions, &sample::full());
        assert!(
            page.source()
                .starts_with("<h1>平成31年度 潮路区 組織目標</h1>")
        );
        assert_eq!(truth.title, "平成31年度 潮路区 組織目標");
        assert_eq!(truth.fiscal_year.year, 2019);
        assert!(!page.visible().contains('、'));
        assert!(truth.goals[0].text.contains("人を，町ごとに"));
    }

    #[test]
    fn definitions_stand_below_their_goal() {
        let (page, truth) = print(definitions, &sample::judged());
        assert!(page.source().contains("<h3>（２）雪かきに"));
        assert!(page.source().contains(
            "<dt>めざす数</dt><dd>46.5％</dd>\n<dt>年度末の数</dt><dd>40.1％</dd>\n<dt>一年をふりかえって</dt>"
        ));
        assert_eq!(truth.goals[1].mark.as_ref().unwrap().raw, "△");
        let (page, truth) = print(definitions, &sample::open());
        assert!(!page.source().contains("年度末の数"));
        assert_eq!(truth.goals[0].indicators[0].actual, None);
    }

    #[test]
    fn numbers_tie_what_stands_apart() {
        let (page, truth) = print(headings, &sample::judged());
        assert!(
            page.source()
                .contains("## 次の一歩\n\n（１）　見守りを，となり")
        );
        assert_eq!(truth.goals[3].number.as_deref(), Some("4"));
        assert!(truth.goals[3].result.as_ref().unwrap().starts_with("窓口"));
    }
}
