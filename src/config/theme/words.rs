//! The words of pages: a theme's `strings/ja.toml` and `strings/en.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::Theme;
use crate::config::{Step, TomlFile, suggest};
use crate::model::{Diagnostic, Language, Problem};

/// The texts of one language by their keys, with `{name}` where a value goes.
pub type WordTable = BTreeMap<String, String>;

/// The words of a theme, by language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    tables: BTreeMap<Language, WordTable>,
}

impl Words {
    /// The names of the files that hold words: `ja.toml`, `en.toml`.
    pub fn files() -> impl Iterator<Item = (String, Language)> {
        Language::ALL
            .into_iter()
            .map(|language| (format!("{}.toml", language.tag()), language))
    }

    /// The words of the built-in default theme.
    pub(in crate::config) fn built_in() -> &'static Self {
        static WORDS: LazyLock<Words> = LazyLock::new(|| {
            let mut words = Words::default();
            for (path, bytes) in Theme::embedded_files("default") {
                let language = path.strip_prefix("strings/").and_then(Words::language);
                if let (Some(language), Ok(text)) = (language, std::str::from_utf8(bytes)) {
                    let read = words.read(language, path, text, None);
                    debug_assert!(read.is_ok(), "{path} has errors");
                }
            }
            words
        });
        &WORDS
    }

    /// The language of a file of words: `ja.toml`
    #[must_use]
    pub fn language(file: &str) -> Option<Language> {
        Self::files().find_map(|(name, language)| (name == file).then_some(language))
    }

    /// The texts of a language.
    #[must_use]
    pub fn of(&self, language: Language) -> &WordTable {
        static NONE: WordTable = WordTable::new();
        self.tables.get(&language).unwrap_or(&NONE)
    }

    /// Reads one file and puts its texts in place of those there were. `path` is used in diagnostics only; `base` are
    /// the words whose `{names}` pages fill in.
    ///
    /// # Errors
    /// What is no TOML or no text, and every `{name}` that would stay unfilled.
    pub(in crate::config) fn read(
        &mut self,
        language: Language,
        path: &str,
        text: &str,
        base: Option<&Self>,
    ) -> Result<(), Vec<Diagnostic>> {
        let file = TomlFile::parse(path, text)?;
        let table: WordTable = file.decode()?;
        let unfilled = base.map_or_else(Vec::new, |base| unfilled(&table, base.of(language)));
        if !unfilled.is_empty() {
            return Err(unfilled
                .into_iter()
                .map(|(key, problem)| Diagnostic::at(problem, file.locate(&[Step::Key(key)])))
                .collect());
        }
        self.tables.entry(language).or_default().extend(table);
        Ok(())
    }
}

/// The `{names}` of texts that are in the base under the same key, and that the base's text does not have.
fn unfilled<'t>(table: &'t WordTable, base: &WordTable) -> Vec<(&'t str, Problem)> {
    let mut found = Vec::new();
    for (key, text) in table {
        let Some(original) = base.get(key) else {
            continue;
        };
        let known = names(original);
        for name in names(text).difference(&known) {
            let listed: Vec<&str> = known.iter().copied().collect();
            let problem = Problem::UnknownPlaceholder {
                text: key.clone(),
                placeholder: (*name).to_owned(),
                suggestion: suggest(name, known.iter().copied()),
                known: listed.join(", "),
            };
            found.push((key.as_str(), problem));
        }
    }
    found
}

/// The names between the braces of a text.
pub(crate) fn names(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|after| Some(after.split_once('}')?.0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> Words {
        let mut words = Words::default();
        let text = "home = \"ホーム\"\nof = \"{name}の{count}件\"\n";
        words
            .read(Language::Japanese, "base/ja.toml", text, None)
            .unwrap();
        words
    }

    #[test]
    fn a_theme_puts_its_texts_in_place_of_others() {
        let mut words = base();
        let text = "home = \"入口\"\nown = \"{anything}\"\n";
        words
            .read(
                Language::Japanese,
                "mine/ja.toml",
                text,
                Some(&words.clone()),
            )
            .unwrap();
        let table = words.of(Language::Japanese);
        assert_eq!(table["home"], "入口");
        assert_eq!(table["own"], "{anything}");
        assert_eq!(table["of"], "{name}の{count}件");
        assert!(words.of(Language::English).is_empty());
    }

    #[test]
    fn what_is_no_text_or_would_stay_unfilled_is_told_with_its_place() {
        let mut words = base();
        let mut told = Vec::new();
        for text in [
            "home = 5\nof = [\"x\"]\n",
            "of = \"{nmae}の{count}件、{total}件中\"\n",
            "home = \"",
        ] {
            let found = words
                .read(
                    Language::Japanese,
                    "mine/ja.toml",
                    text,
                    Some(&words.clone()),
                )
                .unwrap_err();
            told.extend(found.iter().map(|one| {
                let span = one.location.as_ref().and_then(|place| place.span.as_ref());
                let line = span.map_or(0, |span| span.line);
                format!("{line}: {}", one.message(Language::English))
            }));
        }
        insta::assert_snapshot!(told.join("\n"));
    }
}
