//! The words of pages, in the language of `[site] language`: one TOML table a language, `{name}` where a value goes.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::model::{Date, FiscalYear, Language, fill};

type Table = BTreeMap<String, String>;

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Texts {
    language: Language,
    table: &'static Table,
}

impl Texts {
    /// The words of a language.
    pub fn of(language: Language) -> Self {
        static JAPANESE: OnceLock<Table> = OnceLock::new();
        static ENGLISH: OnceLock<Table> = OnceLock::new();
        let (cell, text) = match language {
            Language::Japanese => (&JAPANESE, include_str!("texts/ja.toml")),
            Language::English => (&ENGLISH, include_str!("texts/en.toml")),
        };
        // The tables are part of the program; a test reads both.
        let table =
            cell.get_or_init(|| toml::from_str(text).expect("embedded texts are well formed"));
        Self { language, table }
    }

    /// The language.
    pub fn language(self) -> Language {
        self.language
    }

    /// The text with this key, if there is one.
    pub fn find(self, key: &str) -> Option<&'static str> {
        self.table.get(key).map(String::as_str)
    }

    /// All keys.
    pub fn keys(self) -> impl Iterator<Item = &'static str> {
        self.table.keys().map(String::as_str)
    }

    /// The text with this key; the key itself where there is none, which a test rules out.
    pub fn get(self, key: &'static str) -> &'static str {
        self.find(key).unwrap_or(key)
    }

    /// The text with this key and its `{name}` filled in.
    pub fn fill(self, key: &'static str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), |name| {
            values
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| *value)
        })
    }

    /// 「令和6年度（2024年度）」
    pub fn year(self, year: FiscalYear) -> String {
        match self.language {
            // A year that no era can name has no second name.
            Language::Japanese => year.long_label(),
            Language::English => self.fill(
                "year",
                &[("year", &year.to_string()), ("label", &year.label())],
            ),
        }
    }

    /// 「2024年5月31日」
    pub fn date(self, date: Date) -> String {
        match self.language {
            Language::Japanese => date.japanese(),
            Language::English => date.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The `{names}` of a text.
    fn names(text: &str) -> BTreeSet<String> {
        text.split('{')
            .skip(1)
            .filter_map(|after| Some(after.split_once('}')?.0.to_owned()))
            .collect()
    }

    #[test]
    fn both_languages_have_the_same_texts_with_the_same_names() {
        let (japanese, english) = (Texts::of(Language::Japanese), Texts::of(Language::English));
        let keys: BTreeSet<_> = japanese.keys().collect();
        assert_eq!(keys, english.keys().collect::<BTreeSet<_>>());
        for key in keys {
            let pair = [japanese, english].map(|texts| names(texts.find(key).unwrap_or_default()));
            assert_eq!(pair[0], pair[1], "{key}");
        }
    }

    #[test]
    fn values_are_not_filled_twice() {
        let filled = fill("{a} と {b}、{c", |name| match name {
            "a" => Some("{b}".to_owned()),
            "b" => Some("2".to_owned()),
            _ => None,
        });
        assert_eq!(filled, "{b} と 2、{c");
    }
}
