//! Which goals of two documents are one.

use super::words::likeness;
use crate::model::Goal;

/// A goal of the older document and what it became in the newer one; one of them may be missing.
pub type Pair<'a> = (Option<&'a Goal>, Option<&'a Goal>);

/// From how much likeness on, of 100, two goals without a common number are one.
const SAME_GOAL: usize = 50;
/// More goals than this are not compared each with each.
const MOST_GOALS: usize = 40;

/// The goals of two editions of one document: by number, then by text, then by likeness. They come in the order of the
/// newer one, and then those that only the older has.
pub fn of_editions<'a>(main: &'a [Goal], edition: &'a [Goal]) -> Vec<Pair<'a>> {
    let mut partner: Vec<Option<usize>> = vec![None; edition.len()];
    let mut free: Vec<usize> = (0..main.len()).collect();
    let mut pair = |fits: &dyn Fn(&Goal, &Goal) -> bool, free: &mut Vec<usize>| {
        for (goal, partner) in edition.iter().zip(&mut partner) {
            if partner.is_none()
                && let Some(at) = free.iter().position(|at| fits(&main[*at], goal))
            {
                *partner = Some(free.remove(at));
            }
        }
    };
    pair(
        &|old, new| same_number(old, new) && old.group == new.group && old.id == new.id,
        &mut free,
    );
    pair(&|old, new| old.text == new.text, &mut free);
    if free.len() <= MOST_GOALS && edition.len() <= MOST_GOALS {
        pair(
            &|old, new| likeness(&old.text, &new.text) >= SAME_GOAL,
            &mut free,
        );
    }
    in_order(main, edition, &partner)
}

fn same_number(old: &Goal, new: &Goal) -> bool {
    old.number.is_some() && old.number == new.number
}

fn in_order<'a>(older: &'a [Goal], newer: &'a [Goal], partner: &[Option<usize>]) -> Vec<Pair<'a>> {
    let kept = newer.iter().zip(partner);
    let kept = kept.map(|(goal, partner)| (partner.map(|at| &older[at]), Some(goal)));
    let gone = older.iter().enumerate();
    let gone = gone.filter(|(at, _)| !partner.contains(&Some(*at)));
    kept.chain(gone.map(|(_, goal)| (Some(goal), None)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GoalId;

    fn goals(texts: &[(&str, &str)]) -> Vec<Goal> {
        let goal = |(at, (number, text)): (usize, &(&str, &str))| Goal {
            id: GoalId::new(None, at + 1, |_| false),
            number: (!number.is_empty()).then(|| (*number).to_owned()),
            group: None,
            text: (*text).to_owned(),
            result: None,
            direction: None,
            mark: None,
            reviews: Vec::new(),
            indicators: Vec::new(),
            line: 1,
        };
        texts.iter().enumerate().map(goal).collect()
    }

    fn told(older: &[(&str, &str)], newer: &[(&str, &str)]) -> Vec<(usize, usize)> {
        let (older, newer) = (goals(older), goals(newer));
        let place = |all: &[Goal], one: Option<&Goal>| {
            let found = one.and_then(|one| all.iter().position(|goal| goal.id == one.id));
            found.map_or(0, |at| at + 1)
        };
        let pairs = of_editions(&older, &newer);
        let told = pairs.into_iter();
        told.map(|(old, new)| (place(&older, old), place(&newer, new)))
            .collect()
    }

    const SNOW: &str = "除雪の体制を整え、冬の暮らしを守ります。";
    const TOWN: &str = "商店街の賑わいを取り戻すため、催しを支えます。";

    #[test]
    fn texts_are_followed_where_numbers_are_missing() {
        let newer = [
            ("", TOWN),
            ("", "除雪の体制を整え、冬の暮らしと道を守ります。"),
        ];
        assert_eq!(told(&[("", SNOW)], &newer), [(0, 1), (1, 2)]);
    }

    #[test]
    fn every_goal_comes_once() {
        let many: Vec<String> = (0..60).map(|n| format!("{n}番目の{SNOW}")).collect();
        let many: Vec<(&str, &str)> = many.iter().map(|text| ("", text.as_str())).collect();
        let pairs = told(&many, &many[1..]);
        assert_eq!(pairs.len(), 60);
        assert!(pairs.contains(&(1, 0)) && pairs.contains(&(60, 59)));
    }
}
