//! What goals are called: 「目標1」「目標2-1」. Each goal of a document has a name of its own, and the same one on every page.

use std::collections::{BTreeMap, BTreeSet};

use super::texts::Texts;
use crate::model::{Digest, Document, GoalId};

/// The names of the goals of one document.
#[derive(Debug)]
pub(super) struct GoalNames<'a>(BTreeMap<&'a GoalId, String>);

impl<'a> GoalNames<'a> {
    /// The goals of a document.
    pub fn of_document(document: &'a Document, texts: Texts<'_>) -> Self {
        let goals = document.goals.iter();
        Self::new(goals.map(|goal| (goal.number.as_deref(), &goal.id)), texts)
    }

    /// The same, of its digest.
    pub fn of_digest(digest: &'a Digest, texts: Texts<'_>) -> Self {
        let goals = digest.goals.iter();
        Self::new(goals.map(|goal| (goal.number.as_deref(), &goal.id)), texts)
    }

    fn new(goals: impl Iterator<Item = (Option<&'a str>, &'a GoalId)>, texts: Texts<'_>) -> Self {
        let goals: Vec<_> = goals.collect();
        let printed: Vec<_> = goals
            .iter()
            .map(|(number, id)| (*number, id.as_str()))
            .collect();
        let names = goal_names(&printed).into_iter();
        let named = |name: String| texts.fill("goal_name", &[("name", &name)]);
        Self(
            goals
                .iter()
                .map(|(_, id)| *id)
                .zip(names.map(named))
                .collect(),
        )
    }

    /// The name of a goal of this document.
    pub fn get(&self, id: &GoalId) -> String {
        self.0.get(id).cloned().unwrap_or_else(|| id.to_string())
    }
}

/// A marker that tells goals apart: one that has a digit or a letter.
fn says(marker: Option<&str>) -> Option<&str> {
    let marker = marker.map(str::trim)?;
    // The zero of numerals is printed as a bullet too.
    let tells = |c: char| c.is_alphanumeric() && c != '〇';
    marker.contains(tells).then_some(marker)
}

/// What the goals of a page are called: by their printed markers, as far as these tell them apart. Bullets (「・」) say
/// nothing, so the position stands in their place; numbers that come back under every pillar are told apart by the ids,
/// which carry the pillar's number (`2-1`).
pub(super) fn goal_names(goals: &[(Option<&str>, &str)]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for marker in goals.iter().filter_map(|(marker, _)| says(*marker)) {
        *counts.entry(marker).or_default() += 1;
    }
    let alone = |marker: &&str| counts.get(marker) == Some(&1);
    let once = counts.keys().filter(|marker| alone(marker));
    let mut taken: BTreeSet<String> = once.map(|marker| (*marker).to_owned()).collect();
    let mut names = Vec::with_capacity(goals.len());
    for (at, (marker, id)) in goals.iter().enumerate() {
        let marker = says(*marker);
        if let Some(marker) = marker.filter(alone) {
            names.push(marker.to_owned());
            continue;
        }
        let position = (at + 1).to_string();
        let mut candidates = match marker {
            Some(_) => [(*id).to_owned(), position],
            None => [position, (*id).to_owned()],
        }
        .into_iter()
        .filter(|name| !taken.contains(name));
        let name = candidates.next().unwrap_or_else(|| {
            let mut name = format!("{id}′");
            while taken.contains(&name) {
                name.push('′');
            }
            name
        });
        taken.insert(name.clone());
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_are_called_by_what_tells_them_apart() {
        let named = |goals: &[(Option<&str>, &str)]| goal_names(goals).join(" ");
        let numbered = [
            (Some("1 "), "1"),
            (Some("②"), "2"),
            (Some("ア"), "a"),
            (None, "g4"),
        ];
        assert_eq!(named(&numbered), "1 ② ア 4");
        let bullets = [(Some("・"), "g1"), (Some("・"), "g2"), (Some("●"), "g3")];
        assert_eq!(named(&bullets), "1 2 3");
        let pillars = [
            (Some("1"), "1"),
            (Some("2"), "2"),
            (Some("1"), "2-1"),
            (Some("2"), "2-2"),
        ];
        assert_eq!(named(&pillars), "1 2 2-1 2-2");
        let mixed = [
            (Some("・"), "g1"),
            (Some("1"), "1"),
            (Some("〇"), "g3"),
            (Some("〇"), "g4"),
        ];
        assert_eq!(named(&mixed), "g1 1 3 4");
    }

    proptest::proptest! {
        #[test]
        fn no_two_goals_have_one_name(markers in proptest::collection::vec("[・〇●12a′g ]{0,3}", 0..12)) {
            let ids: Vec<String> = (1..=markers.len()).map(|at| format!("g{at}")).collect();
            let goals: Vec<(Option<&str>, &str)> = markers
                .iter()
                .zip(&ids)
                .map(|(marker, id)| (Some(marker.as_str()), id.as_str()))
                .collect();
            let names = goal_names(&goals);
            let different: BTreeSet<&String> = names.iter().collect();
            proptest::prop_assert_eq!(different.len(), goals.len());
        }
    }
}
