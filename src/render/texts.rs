//! The words of pages, in the language of `[site] language`: one TOML table a language, `{name}` where a value goes.

use std::ops::Deref;

use ayumi_japanese::era::{Era, EraYear};

use crate::config::{Theme, WordTable};
use crate::model::{self, CorrectionKind, Date, Digest, Edition, FiscalYear, Language};

/// The words of one language, and how it writes years and days.
#[derive(Debug, Clone, Copy)]
pub(super) struct Texts<'a>(model::Texts<'a>);

impl<'a> Deref for Texts<'a> {
    type Target = model::Texts<'a>;

    fn deref(&self) -> &model::Texts<'a> {
        &self.0
    }
}

impl<'a> Texts<'a> {
    /// The words of a table.
    pub fn over(language: Language, table: &'a WordTable) -> Self {
        Self(model::Texts::new(language, table))
    }

    /// The theme's words in a language.
    pub fn new(theme: &'a Theme, language: Language) -> Self {
        Self::over(language, theme.words.of(language))
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

    /// 「令和6年度」, where both years of a pair are named: only who does not read eras needs more.
    pub fn short_year(self, year: FiscalYear) -> String {
        match self.language {
            Language::Japanese => year.label(),
            Language::English => self.year(year),
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

    /// 「中間版」「令和6年10月1日版」
    pub fn edition(self, edition: &Edition) -> String {
        let known = match edition.as_str() {
            "midyear" => Some("edition_midyear"),
            "result" => Some("edition_result"),
            "revised" => Some("edition_revised"),
            _ => None,
        };
        let name = match (known, edition.date()) {
            (Some(key), _) => self.get(key).to_owned(),
            (None, Some(date)) => self.era_date(date),
            (None, None) => edition.as_str().to_owned(),
        };
        self.fill("edition", &[("name", &name)])
    }

    /// 「令和6年10月1日」
    fn era_date(self, date: Date) -> String {
        let (year, month, day) = date.parts();
        let mut eras = Era::ALL.into_iter().rev();
        let era = eras.find(|era| era.first_day() <= (year, month, day));
        let era_year = era.and_then(|era| EraYear::new(era, year + 1 - era.first_day().0));
        match (self.language, era_year) {
            (Language::Japanese, Some(year)) => format!("{year}年{month}月{day}日"),
            _ => self.date(date),
        }
    }

    /// 「読み誤りの訂正」
    pub fn correction(self, kind: CorrectionKind) -> &'a str {
        let key = match kind {
            CorrectionKind::Misread => "correction_misread",
            CorrectionKind::Publisher => "correction_publisher",
        };
        self.find(key).unwrap_or(key)
    }

    /// A text about a document, marked where the document is a draft or withdrawn.
    pub fn marked(self, digest: &Digest, text: impl Into<String>) -> String {
        let mut marked = String::new();
        if digest.withdrawn {
            marked.push_str(self.get("withdrawn_mark"));
        }
        if digest.draft {
            marked.push_str(self.get("draft_mark"));
        }
        marked + &text.into()
    }

    /// 「1.2MB」
    pub fn size(self, bytes: u64) -> String {
        const KILO: u64 = 1024;
        let tenth = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
        match bytes {
            0..KILO => self.fill("size_bytes", &[("size", &bytes.to_string())]),
            KILO..1_048_576 => format!("{}KB", bytes / KILO),
            _ => format!("{}MB", tenth(KILO * KILO)),
        }
    }
}

#[cfg(test)]
impl Texts<'static> {
    /// The default theme's words.
    pub fn of(language: Language) -> Self {
        static THEME: std::sync::LazyLock<Theme> = std::sync::LazyLock::new(Theme::default_theme);
        Self::new(&THEME, language)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::config::names;
    use crate::model::fill;

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
    fn editions_are_called_what_readers_call_them() {
        let japanese = Texts::of(Language::Japanese);
        for (edition, name) in [
            ("midyear", "中間版"),
            ("result", "実績版"),
            ("revised", "改訂版"),
            ("2024-10-01", "令和6年10月1日版"),
            ("2019-04-30", "平成31年4月30日版"),
            ("2019-05-01", "令和元年5月1日版"),
            ("draft2", "draft2版"),
        ] {
            let edition = Edition::new(edition).map(|edition| japanese.edition(&edition));
            assert_eq!(edition.as_deref(), Ok(name));
        }
    }

    #[test]
    fn sizes_are_short() {
        let japanese = Texts::of(Language::Japanese);
        for (bytes, size) in [(12, "12バイト"), (2_100, "2KB"), (1_600_000, "1.5MB")] {
            assert_eq!(japanese.size(bytes), size);
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
