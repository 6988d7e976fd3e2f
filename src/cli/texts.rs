//! What the terminal says, in the language of the locale.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use clap::Command;

use crate::model::{Language, fill};

type Table = BTreeMap<String, String>;

/// The words of the terminal in one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Texts {
    pub language: Language,
    table: &'static Table,
}

impl Texts {
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

    /// The text with this key; the key itself where there is none, which a test rules out.
    pub fn get(self, key: &str) -> &str {
        self.table.get(key).map_or(key, String::as_str)
    }

    /// The text with this key and its `{name}` filled in.
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), |name| {
            values
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| *value)
        })
    }
}

/// The command with its help in the language. English is what the arguments themselves say.
pub(super) fn localise(command: Command, language: Language) -> Command {
    if language == Language::English {
        return command;
    }
    let texts = help_table();
    localise_below(command, "", texts)
}

fn help_table() -> &'static Table {
    static HELP: OnceLock<Table> = OnceLock::new();
    // As above.
    HELP.get_or_init(|| {
        toml::from_str(include_str!("texts/help.ja.toml")).expect("embedded texts are well formed")
    })
}

/// As clap's own, with Japanese headings.
const JAPANESE_HELP: &str = "{about-with-newline}\n使い方: {usage}\n\n{all-args}{after-help}";

fn localise_below(mut command: Command, path: &str, texts: &Table) -> Command {
    command = command
        .help_template(JAPANESE_HELP)
        .subcommand_help_heading("コマンド");
    if let Some(about) = texts.get(&key(path, "about")) {
        command = command.about(about.clone());
    }
    let names: Vec<String> = command
        .get_arguments()
        .map(|argument| argument.get_id().to_string())
        .collect();
    for name in names {
        if let Some(help) = texts.get(&key(path, &name)).or_else(|| texts.get(&name)) {
            command = command.mut_arg(name, |argument| {
                let heading = if argument.is_positional() {
                    "引数"
                } else {
                    "オプション"
                };
                argument.help(help.clone()).help_heading(heading)
            });
        }
    }
    let names: Vec<String> = command
        .get_subcommands()
        .map(|inner| inner.get_name().to_owned())
        .collect();
    for name in names {
        let path = key(path, &name);
        command = command.mut_subcommand(name, |inner| localise_below(inner, &path, texts));
    }
    command
}

fn key(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory as _;

    use super::super::arguments::Arguments;
    use super::*;

    #[test]
    fn both_languages_have_the_same_texts() {
        let keys = |language| {
            Texts::of(language)
                .table
                .keys()
                .cloned()
                .collect::<BTreeSet<_>>()
        };
        assert_eq!(keys(Language::Japanese), keys(Language::English));
    }

    /// Every `(path, argument)` of the command line.
    fn arguments(command: &Command, path: &str, found: &mut BTreeSet<String>) {
        found.insert(key(path, "about"));
        for argument in command
            .get_arguments()
            .filter(|argument| !argument.is_global_set() || path.is_empty())
        {
            found.insert(key(path, argument.get_id().as_str()));
        }
        for inner in command.get_subcommands() {
            arguments(inner, &key(path, inner.get_name()), found);
        }
    }

    #[test]
    fn all_help_is_japanese_too() {
        let mut wanted = BTreeSet::new();
        arguments(&Arguments::command(), "", &mut wanted);
        let found: BTreeSet<String> = help_table().keys().cloned().collect();
        assert_eq!(wanted, found);
    }
}
