//! Yokohama's short page: what the ward does, under a few pillars, without a figure or a result. Form:
//! `shionagi-hashira`.

use super::draft;
use crate::content::Content;
use crate::paper::Page;
use crate::random::Random;
use crate::truth;

/// Whether each goal is a pillar of its own.
pub fn one_each(content: &Content) -> bool {
    let pillars = draft::pillars(content);
    pillars.len() > 1
        && pillars
            .iter()
            .all(|(name, goals)| name.is_some() && goals.len() == 1)
}

/// Whether goals stand under pillars.
pub fn has_pillars(content: &Content) -> bool {
    draft::pillars(content)
        .iter()
        .all(|(name, _)| name.is_some())
}

fn begin(content: &Content, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin_html(content, page);
    draft::element(page, "h2", "基本目標");
    draft::element(page, "p", &content.purpose);
    truth.purpose = draft::told(&content.purpose);
    draft::element(page, "h2", "目標達成に向けた施策の柱");
    draft::element(page, "p", &content.preface);
    truth.preface = draft::told(&content.preface);
    truth
}

/// The pillars themselves are the goals: headings, explained by what stands below them.
pub fn pillars(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = begin(content, page);
    for (place, (name, goals)) in draft::pillars(content).into_iter().enumerate() {
        let number = (place + 1).to_string();
        let name = name.unwrap_or_default();
        draft::element(page, "h3", &format!("{number} {name}"));
        for goal in goals {
            draft::element(page, "p", &goal.text);
            let mut told = draft::goal(goal, &number, None);
            told.text = format!("{name}\n{}", goal.text);
            truth.goals.push(told);
        }
    }
    draft::end_html(content, page, &mut truth);
    truth
}

/// The pillars are headings above the goals, and each goal is a heading with the reason for it below.
pub fn goals(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = begin(content, page);
    let mut position = 0;
    for (place, (name, goals)) in draft::pillars(content).into_iter().enumerate() {
        let pillar = format!("柱{} {}", place + 1, name.unwrap_or_default());
        draft::element(page, "h2", &pillar);
        for goal in goals {
            position += 1;
            draft::element(page, "h3", &format!("({position}) {}", goal.text));
            draft::element(page, "p", &goal.challenge);
            let mut told = draft::goal(goal, &position.to_string(), Some(pillar.clone()));
            told.text = format!("{}\n{}", goal.text, goal.challenge);
            truth.goals.push(told);
        }
    }
    draft::end_html(content, page, &mut truth);
    truth
}

#[cfg(test)]
mod tests {
    use super::super::{sample, tests::print};
    use super::*;

    #[test]
    fn pillars_are_goals_where_each_has_one() {
        assert!(one_each(&sample::full()) && !one_each(&sample::judged()));
        let (page, truth) = print(pillars, &sample::full());
        assert!(page.source().contains("<h3>2 海のまち</h3>\n<p>雪かきに"));
        assert!(truth.goals[1].text.starts_with("海のまち\n雪かきに"));
        assert!(truth.goals.iter().all(|goal| goal.indicators.is_empty()));
    }

    #[test]
    fn goals_stand_under_pillars() {
        assert!(has_pillars(&sample::judged()) && !has_pillars(&sample::single()));
        let (page, truth) = print(goals, &sample::judged());
        assert!(
            page.source()
                .contains("<h2>柱2 海とともに生きるまち</h2>\n<h3>(3) 港の清掃に")
        );
        assert_eq!(
            truth.goals[2].group.as_deref(),
            Some("柱2 海とともに生きるまち")
        );
        assert_eq!(truth.goals[2].id, "3");
    }
}
