//! What the terminal says, in the language of the locale.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use clap::Command;

use crate::model::{Catalogue, Language};

/// The words of the terminal, which are part of the program.
pub(super) type Texts = crate::model::Texts<'static>;

type Table = BTreeMap<String, String>;

static CATALOGUE: Catalogue =
    Catalogue::new(include_str!("texts/ja.toml"), include_str!("texts/en.toml"));

/// The words of the terminal in a language.
pub(super) fn of(language: Language) -> Texts {
    CATALOGUE.of(language)
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
        let keys = |language| of(language).keys().collect::<BTreeSet<_>>();
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
