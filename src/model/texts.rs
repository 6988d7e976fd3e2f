use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::{Language, fill};

type Table = BTreeMap<String, String>;

/// Texts in every language: one TOML table a language, with `{name}` where a value goes. Part of the program.
pub(crate) struct Catalogue {
    sources: [&'static str; 2],
    tables: [OnceLock<Table>; 2],
}

impl Catalogue {
    /// The tables as TOML, each embedded in the program.
    pub const fn new(japanese: &'static str, english: &'static str) -> Self {
        Self {
            sources: [japanese, english],
            tables: [OnceLock::new(), OnceLock::new()],
        }
    }

    /// The texts of a language.
    pub fn of(&'static self, language: Language) -> Texts<'static> {
        let at = match language {
            Language::Japanese => 0,
            Language::English => 1,
        };
        // The tables are part of the program; tests read all of them.
        let read = || toml::from_str(self.sources[at]).expect("embedded texts are well formed");
        Texts::new(language, self.tables[at].get_or_init(read))
    }
}

/// The texts of one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Texts<'a> {
    pub language: Language,
    table: &'a Table,
}

impl<'a> Texts<'a> {
    /// The texts of this table, which are in this language.
    pub fn new(language: Language, table: &'a Table) -> Self {
        Self { language, table }
    }

    /// The text with this key, if there is one.
    pub fn find(self, key: &str) -> Option<&'a str> {
        self.table.get(key).map(String::as_str)
    }

    /// All texts by their keys.
    pub fn table(self) -> &'a Table {
        self.table
    }

    /// All keys.
    pub fn keys(self) -> impl Iterator<Item = &'a str> {
        self.table.keys().map(String::as_str)
    }

    /// The text with this key; the key itself where there is none, which tests rule out.
    pub fn get(self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// The text with this key and its `{name}` filled in.
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        let value = |name: &str| {
            values
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| *value)
        };
        fill(self.get(key), value)
    }
}
