//! The texts of all diagnostics: one TOML table a language, with `{name}` where a value of the problem goes.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::Value;

use super::{Language, Problem};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// What is wrong, in a sentence.
    message: String,
    /// Why it matters and what to do.
    help: String,
    /// Added to the help where the problem has a suggestion.
    #[serde(default)]
    suggestion: String,
    /// When it arises, with an example; the same for all problems of the code.
    #[serde(default)]
    about: String,
}

type Catalogue = BTreeMap<String, Entry>;

fn catalogue(language: Language) -> &'static Catalogue {
    static JAPANESE: OnceLock<Catalogue> = OnceLock::new();
    static ENGLISH: OnceLock<Catalogue> = OnceLock::new();
    let (cell, text) = match language {
        Language::Japanese => (&JAPANESE, include_str!("messages/ja.toml")),
        Language::English => (&ENGLISH, include_str!("messages/en.toml")),
    };
    // The tables are part of the program; a test reads both.
    cell.get_or_init(|| toml::from_str(text).expect("embedded messages are well formed"))
}

/// The codes of all problems.
pub(super) fn codes() -> impl Iterator<Item = &'static str> {
    catalogue(Language::English).keys().map(String::as_str)
}

/// The problem's code, and its values by name.
pub(super) fn code_and_values(problem: &Problem) -> (String, Vec<(String, Option<String>)>) {
    let Ok(Value::Object(fields)) = serde_json::to_value(problem) else {
        // A derived serialisation of strings and integers into a tagged enum is always an object.
        unreachable!("a problem serialises to an object");
    };
    let mut code = String::new();
    let mut values = Vec::new();
    for (name, value) in fields {
        match value {
            Value::String(text) if name == "problem" => code = text,
            Value::String(text) => values.push((name, Some(text))),
            Value::Null => values.push((name, None)),
            other => values.push((name, Some(other.to_string()))),
        }
    }
    (code, values)
}

/// Puts values in place of `{name}`; a name that `value` does not know stays.
pub(crate) fn fill<V: AsRef<str>>(text: &str, value: impl Fn(&str) -> Option<V>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        filled.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        match after
            .find('}')
            .and_then(|close| Some((close, value(&after[..close])?)))
        {
            Some((close, known)) => {
                filled.push_str(known.as_ref());
                rest = &after[close + 1..];
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

fn fill_values(text: &str, values: &[(String, Option<String>)]) -> String {
    let known = |name: &str| values.iter().find(|(known, _)| known == name);
    fill(text, |name| {
        known(name).map(|(_, value)| value.as_deref().unwrap_or_default())
    })
}

fn entry(problem: &Problem, language: Language) -> (&'static Entry, Vec<(String, Option<String>)>) {
    let (code, values) = code_and_values(problem);
    // A test goes through all problems in all languages.
    let entry = catalogue(language)
        .get(&code)
        .expect("every problem has its texts");
    (entry, values)
}

pub(super) fn message(problem: &Problem, language: Language) -> String {
    let (entry, values) = entry(problem, language);
    fill_values(&entry.message, &values)
}

pub(super) fn about(problem: &Problem, language: Language) -> &'static str {
    &entry(problem, language).0.about
}

pub(super) fn help(problem: &Problem, language: Language) -> String {
    let (entry, values) = entry(problem, language);
    let suggested = values
        .iter()
        .any(|(name, value)| name == "suggestion" && value.is_some());
    let mut help = String::new();
    if suggested {
        help.push_str(&fill_values(&entry.suggestion, &values));
    }
    help.push_str(&fill_values(&entry.help, &values));
    help
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fmt::Write as _;

    use super::super::problem::samples;
    use super::*;

    #[test]
    fn every_problem_has_its_texts_and_every_text_a_problem() {
        let codes: BTreeSet<String> = samples().iter().map(Problem::code).collect();
        for language in Language::ALL {
            let texts: BTreeSet<String> = catalogue(language).keys().cloned().collect();
            assert_eq!(codes, texts, "{language:?}");
        }
    }

    #[test]
    fn texts_name_only_values_that_the_problem_has() {
        for problem in samples() {
            for language in Language::ALL {
                let text = message(&problem, language) + &help(&problem, language);
                let left = text.find('{').and_then(|open| {
                    let name: String = text[open + 1..]
                        .chars()
                        .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                        .collect();
                    text[open + 1 + name.len()..]
                        .starts_with('}')
                        .then_some(name)
                });
                assert_eq!(left, None, "{} in {language:?}: {text}", problem.code());
            }
        }
    }

    #[test]
    fn all_messages() {
        for language in Language::ALL {
            let mut page = String::new();
            for problem in samples() {
                let (severity, audience) = (problem.severity(), problem.audience());
                let _ = writeln!(page, "[{}] {severity:?}, {audience:?}", problem.code());
                let _ = writeln!(page, "  {}", message(&problem, language));
                let _ = writeln!(
                    page,
                    "  = {}\n",
                    help(&problem, language).replace('\n', "\n    ")
                );
            }
            insta::assert_snapshot!(format!("messages_{}", language.tag()), page);
        }
    }
}
