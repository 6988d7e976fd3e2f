//! Kanji in old and new forms: 學・学, 瀧・滝.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// A new form, and what may stand for it. Read by the writing side only.
const TABLE: &str = include_str!("../../data/kanji-forms.tsv");

/// By each kanji that may be typed, its other forms that occur in the archive.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Characters {
    /// The new form of an old one.
    #[serde(default)]
    new: Pairs,
    /// Old forms of a new one, or besides another old one.
    #[serde(default)]
    old: Pairs,
    /// Whether ヴ occurs: few archives have it, and many words a ブ.
    #[serde(default)]
    vu: bool,
}

/// What is typed, what is looked for; published as one string of such pairs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
struct Pairs(BTreeSet<[char; 2]>);

impl Characters {
    /// The forms of which others occur among the characters of an archive.
    pub fn of_archive(occurring: &BTreeSet<char>) -> Self {
        let mut characters = Self {
            vu: occurring.contains(&'ヴ'),
            ..Self::default()
        };
        for forms in groups() {
            for &typed in &forms {
                for (number, &form) in forms.iter().enumerate() {
                    if form != typed && occurring.contains(&form) {
                        let pairs = match number {
                            0 => &mut characters.new,
                            _ => &mut characters.old,
                        };
                        pairs.0.insert([typed, form]);
                    }
                }
            }
        }
        characters
    }

    /// The new form of an old one.
    pub fn new_form(&self, typed: char) -> Option<char> {
        self.new.of(typed).next()
    }

    /// The other forms of a kanji, the new one first.
    pub fn others(&self, typed: char) -> impl Iterator<Item = char> {
        self.new.of(typed).chain(self.old.of(typed))
    }

    /// Whether ヴ occurs.
    pub fn has_vu(&self) -> bool {
        self.vu
    }
}

impl Pairs {
    fn of(&self, typed: char) -> impl Iterator<Item = char> {
        let range = [typed, char::MIN]..=[typed, char::MAX];
        self.0.range(range).map(|[_, found]| *found)
    }
}

/// The lines of the table.
fn groups() -> impl Iterator<Item = Vec<char>> {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.chars().filter(|&c| c != '\t').collect())
}

impl From<String> for Pairs {
    fn from(pairs: String) -> Self {
        let mut characters = pairs.chars();
        let mut pairs = BTreeSet::new();
        while let (Some(typed), Some(found)) = (characters.next(), characters.next()) {
            pairs.insert([typed, found]);
        }
        Self(pairs)
    }
}

impl From<Pairs> for String {
    fn from(pairs: Pairs) -> Self {
        pairs.0.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::analysis::normalise;
    use ayumi_japanese::kana::is_kanji;

    #[test]
    fn the_table_holds_kanji_that_folding_leaves_apart() {
        let mut new = BTreeSet::new();
        for forms in groups() {
            assert!(forms.len() >= 2, "{forms:?}");
            let folded: BTreeSet<String> = forms
                .iter()
                .map(|form| normalise(&form.to_string()))
                .collect();
            let same: BTreeSet<String> = forms.iter().map(char::to_string).collect();
            assert_eq!(folded, same);
            assert!(forms.iter().copied().all(is_kanji), "{forms:?}");
            new.insert(forms[0]);
        }
        assert!(new.len() > 340, "{}", new.len());
        // What is new in one line is old in none: 辨 → 弁 goes no further.
        for forms in groups() {
            for old in &forms[1..] {
                assert!(!new.contains(old), "{old}");
            }
        }
    }

    #[test]
    fn forms_that_occur_are_looked_for() {
        let archive = "学滝瀧辨辯".chars().collect();
        let characters = Characters::of_archive(&archive);
        let others = |typed| characters.others(typed).collect::<String>();
        assert_eq!(others('學'), "学");
        assert_eq!(others('学'), "");
        assert_eq!(others('滝'), "瀧");
        assert_eq!(others('瀧'), "滝");
        assert_eq!(others('瓣'), "辨辯");
        assert_eq!(others('竜'), "");
        assert_eq!(characters.new_form('瀧'), Some('滝'));
        assert_eq!(characters.new_form('滝'), None);
        assert!(!characters.has_vu());
    }

    #[test]
    fn it_is_published_as_a_string() {
        let characters = Characters::of_archive(&"滝瀧弁辨".chars().collect());
        let json = serde_json::to_string(&characters).unwrap();
        assert!(json.contains("滝瀧"), "{json}");
        assert_eq!(
            serde_json::from_str::<Characters>(&json).unwrap(),
            characters
        );
        assert_eq!(
            serde_json::from_str::<Characters>("{\"new\":\"滝\"}").unwrap(),
            Characters::default()
        );
    }
}
