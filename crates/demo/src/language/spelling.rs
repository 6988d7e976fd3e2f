use std::sync::LazyLock;

use serde::Deserialize;

use crate::random::Random;

const SPELLINGS: &str = include_str!("../../data/spellings.toml");

#[derive(Debug, Deserialize)]
struct File {
    spelling: Vec<Vec<String>>,
}

/// Words that clerks spell in several ways; each group begins with the spelling of the lexicon.
#[derive(Debug, Clone)]
pub struct Spelling {
    groups: Vec<Vec<String>>,
}

/// How one clerk spells: the words that they write otherwise than the lexicon.
#[derive(Debug, Clone, Default)]
pub struct Habit<'a>(Vec<(&'a str, &'a str)>);

impl Spelling {
    /// The groups that travel inside the program.
    pub fn shared() -> &'static Self {
        static SPELLING: LazyLock<Spelling> = LazyLock::new(|| {
            let file: File =
                toml::from_str(SPELLINGS).expect("data of this crate, which a test has read");
            Spelling {
                groups: file.spelling,
            }
        });
        &SPELLING
    }

    /// The habits of some clerk.
    pub fn habit(&self, random: &mut Random) -> Habit<'_> {
        let count = random.below(14);
        let mut words: Vec<(&str, &str)> = Vec::with_capacity(count);
        let mut places: Vec<usize> = (0..count)
            .map(|_| random.below(self.groups.len()))
            .collect();
        // In the order of the list: what a later group finds may have been spelt by an earlier one.
        places.sort_unstable();
        places.dedup();
        for place in places {
            let group = &self.groups[place];
            words.push((&group[0], &group[1 + random.rank(group.len() - 1)]));
        }
        Habit(words)
    }
}

impl Habit<'_> {
    /// The text as this clerk would write it.
    pub fn apply(&self, text: &mut String) {
        for (word, other) in &self.0 {
            if text.contains(word) {
                *text = text.replace(word, other);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_has_another_spelling() {
        let spelling = Spelling::shared();
        assert!(!spelling.groups.is_empty());
        for group in &spelling.groups {
            assert!(group.len() >= 2, "{group:?}");
            assert!(group.iter().all(|word| !word.is_empty()), "{group:?}");
        }
    }

    #[test]
    fn a_habit_holds_for_all_words() {
        let habit = Habit(vec![("子ども", "こども")]);
        let mut text = "子どもと子どもの家".to_owned();
        habit.apply(&mut text);
        assert_eq!(text, "こどもとこどもの家");
    }
}
