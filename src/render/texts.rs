//! The words of pages, in the language of `[site] language`: one TOML table a language, `{name}` where a value goes.

use std::ops::Deref;

use crate::model::{self, Catalogue, Date, FiscalYear, Language};

static CATALOGUE: Catalogue =
    Catalogue::new(include_str!("texts/ja.toml"), include_str!("texts/en.toml"));

/// The words of one language, and how it writes years and days.
#[derive(Debug, Clone, Copy)]
pub(super) struct Texts(model::Texts);

impl Deref for Texts {
    type Target = model::Texts;

    fn deref(&self) -> &model::Texts {
        &self.0
    }
}

impl Texts {
    /// The words of a language.
    pub fn of(language: Language) -> Self {
        Self(CATALOGUE.of(language))
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

    /// A day with its era: 「令和6年1月1日（2024年1月1日）」
    pub fn day(self, date: Date) -> String {
        let values = [("era", &*date.japanese_era()), ("date", &*self.date(date))];
        self.fill("day", &values)
    }

    /// The same; what was not on a first of April was in the middle of a fiscal year.
    pub fn day_of_change(self, date: Date) -> String {
        let year = FiscalYear::from_western(date.fiscal_year());
        if date == year.first_day() {
            return self.day(date);
        }
        let values = [("day", &*self.day(date)), ("year", &*year.label())];
        self.fill("mid_year", &values)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::fill;

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
