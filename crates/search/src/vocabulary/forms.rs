//! Which words stand for which others, in this archive.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_japanese::reading::is_kana_text;
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
        let spelling = Links::new(groups, GroupKind::Spelling, not);
        let synonym = Links::new(groups, GroupKind::Synonym, not);
        let mut known: BTreeMap<String, bool> = BTreeMap::new();
        let mut forms = BTreeMap::new();
        let typed: BTreeSet<&String> = spelling.0.keys().chain(synonym.0.keys()).collect();
        for form in typed {
            let mut spellings: BTreeSet<String> = spelling.of(form).cloned().collect();
            let mut synonyms: BTreeSet<String> = BTreeSet::new();
            for written in spellings.iter().chain([form]) {
                for other in synonym.of(written) {
                    synonyms.insert(other.clone());
                    synonyms.extend(spelling.of(other).cloned());
                }
            }
            synonyms.retain(|other| other != form && !spellings.contains(other));
            for set in [&mut spellings, &mut synonyms] {
                let mut kept = BTreeSet::new();
                for other in std::mem::take(set) {
                    let found = match known.get(&other) {
                        Some(found) => *found,
                        None => *known.entry(other.clone()).or_insert(occurs(&other)?),
                    };
                    if found && !excepted(not, form, &other) {
                        kept.insert(other);
                    }
                }
                *set = kept;
            }
            if !spellings.is_empty() || !synonyms.is_empty() {
                let others = Others {
                    spelling: spellings,
                    synonym: synonyms,
                };
                forms.insert(form.clone(), others);
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

/// The links of one kind: each form with those that it stands for.
struct Links(BTreeMap<String, BTreeSet<String>>);

impl Links {
    fn new(groups: &[&Group], kind: GroupKind, not: &[Vec<String>]) -> Self {
        let mut links: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for group in groups.iter().filter(|group| group.kind == kind) {
            for typed in &group.typed {
                let others = group
                    .found
                    .iter()
                    .filter(|other| *other != typed && !other.is_empty())
                    .filter(|other| !excepted(not, typed, other))
                    .cloned();
                links.entry(typed.clone()).or_default().extend(others);
            }
        }
        links.remove("");
        Self(links)
    }

    fn of(&self, form: &str) -> impl Iterator<Item = &String> {
        self.0.get(form).into_iter().flatten()
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
