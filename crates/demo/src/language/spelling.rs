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
    /// The groups that travel inside the program; none where they cannot be read, which a test rules out.
    pub fn load() -> Self {
        let file: Option<File> = toml::from_str(SPELLINGS).ok();
        Self {
            groups: file.map_or_else(Vec::new, |file| file.spelling),
        }
    }

    /// The habits of some clerk. The groups at the head of the list are those that differ most often.
    pub fn habit(&self, random: &mut Random) -> Habit<'_> {
        let count = random.below(5);
        let mut words: Vec<(&str, &str)> = Vec::with_capacity(count);
        for _ in 0..count {
            let group = random.frequent(&self.groups);
            let other = &group[1 + random.rank(group.len() - 1)];
            if words.iter().all(|(word, _)| *word != group[0]) {
                words.push((&group[0], other));
            }
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
        let spelling = Spelling::load();
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
