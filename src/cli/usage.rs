//! What is wrong with a command line, in Japanese. In English the argument parser says it itself.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::terminal::printable;
use super::texts::Texts;
use crate::model::Language;

/// What is wrong and how it is written, or none where the parser's own words serve.
pub(super) fn say(error: &Error, texts: Texts) -> Option<String> {
    if texts.language == Language::English {
        return None;
    }
    let value = |kind| error.get(kind).map(text).unwrap_or_default();
    let argument = value(ContextKind::InvalidArg);
    let given = value(ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::InvalidSubcommand => texts.fill(
            "usage.command",
            &[("name", &value(ContextKind::InvalidSubcommand))],
        ),
        ErrorKind::UnknownArgument => texts.fill("usage.argument", &[("name", &argument)]),
        ErrorKind::MissingRequiredArgument => texts.fill("usage.missing", &[("name", &argument)]),
        ErrorKind::ArgumentConflict => {
            let other = value(ContextKind::PriorArg);
            texts.fill("usage.conflict", &[("name", &argument), ("other", &other)])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if given.is_empty() => {
            texts.fill("usage.no_value", &[("name", &argument)])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            texts.fill("usage.value", &[("name", &argument), ("value", &given)])
        }
        _ => return None,
    };
    let mut said = format!("{}: {}", texts.get("error"), printable(&message));
    if let Some(expected) = expected(&argument, texts) {
        said.push_str(&format!("\n  {expected}"));
    }
    let near = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    if let Some(near) = near
        .into_iter()
        .filter_map(|kind| error.get(kind))
        .map(text)
        .find(|near| !near.is_empty())
    {
        said.push_str(&format!(
            "\n  {}",
            texts.fill("usage.near", &[("name", &near)])
        ));
    }
    let valid = value(ContextKind::ValidValue);
    if !valid.is_empty() {
        said.push_str(&format!(
            "\n  {}",
            texts.fill("usage.valid", &[("names", &valid)])
        ));
    }
    said.push_str(&format!("\n  {}", texts.get("usage_help")));
    Some(said)
}

/// What the flag takes (`--documents <N>`), where that can be said in a sentence.
fn expected(argument: &str, texts: Texts) -> Option<&'static str> {
    let flag = argument.split(' ').next()?.strip_prefix("--")?;
    texts.find(&format!("usage.expects.{flag}"))
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::Number(number) => number.to_string(),
        ContextValue::Bool(yes) => yes.to_string(),
        _ => String::new(),
    }
}
