//! Which words stand for which others, in this archive.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_japanese::reading::is_kana_text;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{Group, GroupKind};

/// What stands for a form, each list sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Others {
    /// The same word, written otherwise.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub spelling: BTreeSet<String>,
    /// Other words that mean the same to those who search.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub synonym: BTreeSet<String>,
}

/// By each form that may be typed, the forms of the archive that are looked for too. All normalised.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Forms(BTreeMap<String, Others>);

impl Forms {
    /// What stands for a form.
    pub fn get(&self, form: &str) -> Option<&Others> {
        self.0.get(form)
    }

    /// Forms of the archive that are kana, and those that have kana as another spelling, each with how
    /// it is read. A form may come several times.
    pub fn read(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|(typed, others)| {
            let by_spelling = others
                .spelling
                .iter()
                .filter(|_| is_kana_text(typed))
                .map(move |form| (form.as_str(), typed.as_str()));
            let kana = others.spelling.iter().chain(&others.synonym);
            let themselves = kana
                .filter(|form| is_kana_text(form))
                .map(|form| (form.as_str(), form.as_str()));
            by_spelling.chain(themselves)
        })
    }

    /// The longest form in characters.
    pub fn longest(&self) -> usize {
        self.0
            .keys()
            .map(|form| form.chars().count())
            .max()
            .unwrap_or(0)
    }

    /// Joins groups. A form stands for the other spellings of its word, for its synonyms, for those
    /// of its other spellings, and for their spellings; no further, since meaning thins out with each
    /// step. Kept is what `occurs` in the archive.
    ///
    /// # Errors
    /// Those of `occurs`.
    pub fn new<E>(
        groups: &[&Group],
        not: &[Vec<String>],
        mut occurs: impl FnMut(&str) -> Result<bool, E>,
    ) -> Result<Self, E> {
        let mut names = Names::default();
        let spelling = Links::new(&mut names, groups, GroupKind::Spelling, not);
        let synonym = Links::new(&mut names, groups, GroupKind::Synonym, not);
        let mut known: Vec<Option<bool>> = vec![None; names.names.len()];
        let mut kept = |form: usize, others: &mut Vec<usize>| {
            others.sort_unstable();
            others.dedup();
            let mut kept = BTreeSet::new();
            for &other in others.iter() {
                let name = names.names[other];
                let found = match known[other] {
                    Some(found) => found,
                    None => *known[other].insert(occurs(name)?),
                };
                if found && !excepted(not, names.names[form], name) {
                    kept.insert(name.to_owned());
                }
            }
            Ok(kept)
        };
        let mut forms = BTreeMap::new();
        let (mut spellings, mut synonyms) = (Vec::new(), Vec::new());
        for (form, name) in names.names.iter().enumerate() {
            spellings.clear();
            spellings.extend_from_slice(spelling.of(form));
            synonyms.clear();
            for &written in spellings.iter().chain([&form]) {
                for &other in synonym.of(written) {
                    synonyms.push(other);
                    synonyms.extend_from_slice(spelling.of(other));
                }
            }
            synonyms.retain(|other| *other != form && !spellings.contains(other));
            let others = Others {
                spelling: kept(form, &mut spellings)?,
                synonym: kept(form, &mut synonyms)?,
            };
            if !others.spelling.is_empty() || !others.synonym.is_empty() {
                forms.insert((*name).to_owned(), others);
            }
        }
        Ok(Self(forms))
    }
}

fn excepted(not: &[Vec<String>], one: &str, other: &str) -> bool {
    not.iter().any(|words| {
        let held = |form: &str| words.iter().any(|word| word == form);
        held(one) && held(other)
    })
}

/// Forms as numbers: there are thousands, each in several groups, and every build joins them.
#[derive(Default)]
struct Names<'a> {
    numbers: FxHashMap<&'a str, usize>,
    names: Vec<&'a str>,
}

impl<'a> Names<'a> {
    fn number(&mut self, name: &'a str) -> usize {
        *self.numbers.entry(name).or_insert_with(|| {
            self.names.push(name);
            self.names.len() - 1
        })
    }
}

/// The links of one kind: for each form, those that it stands for. Some may come twice.
struct Links(Vec<Vec<usize>>);

impl Links {
    fn new<'a>(
        names: &mut Names<'a>,
        groups: &[&'a Group],
        kind: GroupKind,
        not: &[Vec<String>],
    ) -> Self {
        let mut links: Vec<Vec<usize>> = Vec::new();
        let mut found = Vec::new();
        for group in groups.iter().filter(|group| group.kind == kind) {
            found.clear();
            let forms = group.found.iter().filter(|form| !form.is_empty());
            found.extend(forms.map(|form| names.number(form)));
            for typed in group.typed.iter().filter(|form| !form.is_empty()) {
                let number = names.number(typed);
                if links.len() <= number {
                    links.resize_with(number + 1, Vec::new);
                }
                let others = found
                    .iter()
                    .filter(|other| **other != number)
                    .filter(|other| !excepted(not, typed, names.names[**other]));
                links[number].extend(others);
            }
        }
        Self(links)
    }

    fn of(&self, form: usize) -> &[usize] {
        self.0.get(form).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(groups: &[Group], not: &[Vec<String>], archive: &str) -> Forms {
        let groups: Vec<&Group> = groups.iter().collect();
        let occurs = |form: &str| Ok::<_, std::convert::Infallible>(archive.contains(form));
        match Forms::new(&groups, not, occurs) {
            Ok(forms) => forms,
            Err(never) => match never {},
        }
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|&word| word.to_owned()).collect()
    }

    fn stands(forms: &Forms, form: &str) -> (Vec<String>, Vec<String>) {
        forms.get(form).map_or_else(Default::default, |others| {
            (
                others.spelling.iter().cloned().collect(),
                others.synonym.iter().cloned().collect(),
            )
        })
    }

    fn groups() -> Vec<Group> {
        vec![
            Group::both_ways(GroupKind::Spelling, words(&["空家", "空き家"])),
            Group {
                kind: GroupKind::Synonym,
                typed: words(&["廃屋"]),
                found: words(&["空き家"]),
            },
            Group::both_ways(GroupKind::Synonym, words(&["空き家", "空き住宅"])),
        ]
    }

    #[test]
    fn forms_of_the_archive_are_looked_for_over_spellings_and_one_synonym() {
        let forms = forms(&groups(), &[], "空き家と空家と空き住宅");
        assert_eq!(
            stands(&forms, "空家"),
            (words(&["空き家"]), words(&["空き住宅"]))
        );
        assert_eq!(stands(&forms, "廃屋"), (vec![], words(&["空き家", "空家"])));
        assert_eq!(
            stands(&forms, "空き住宅"),
            (vec![], words(&["空き家", "空家"]))
        );
    }

    #[test]
    fn what_does_not_occur_is_not_looked_for() {
        let forms = forms(&groups(), &[], "空家");
        assert_eq!(stands(&forms, "空家"), (vec![], vec![]));
        assert_eq!(stands(&forms, "廃屋"), (vec![], words(&["空家"])));
    }

    #[test]
    fn a_site_can_except_a_pair() {
        let not = [words(&["空き家", "空き住宅"])];
        let forms = forms(&groups(), &not, "空き家と空家と空き住宅");
        assert_eq!(stands(&forms, "空き家"), (words(&["空家"]), vec![]));
    }
}
