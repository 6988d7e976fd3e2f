//! Compares a TOML table with the JSON Schema of the type that it should become. The schema comes from the same types
//! that are deserialised and that `ayumi schema` prints, so there is one definition of every key; and unlike
//! deserialising, comparing finds *all* that is wrong.

use std::ops::Range;

use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::config::suggest::suggest;
use crate::model::{Date, Problem};

/// Something that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mismatch {
    pub problem: Problem,
    pub span: Range<usize>,
}

/// Everything in `table` that does not fit the schema, in the order of the file.
pub(super) fn check(table: &Spanned<DeTable<'_>>, schema: &Value) -> Vec<Mismatch> {
    let mut found = Vec::new();
    check_table(table.get_ref(), &table.span(), schema, "", &mut found);
    found.sort_by_key(|mismatch| (mismatch.span.start, mismatch.span.end));
    found
}

fn check_table(
    table: &DeTable<'_>,
    span: &Range<usize>,
    schema: &Value,
    path: &str,
    found: &mut Vec<Mismatch>,
) {
    let none = Map::new();
    let properties = schema.get("properties").and_then(Value::as_object);
    let others = schema.get("additionalProperties");
    if properties.is_none() && others.is_none() {
        return;
    }
    let properties = properties.unwrap_or(&none);
    let name = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}.{key}")
        }
    };
    for (key, value) in table {
        let text: &str = key.get_ref().as_ref();
        if let Some(expected) = properties.get(text) {
            check_value(value, expected, &name(text), found);
        } else if let Some(expected) = others.filter(|others| others.is_object()) {
            check_value(value, expected, &name(text), found);
        } else if others == Some(&Value::Bool(false)) {
            let known = properties.keys().map(String::as_str);
            let problem = Problem::UnknownKey {
                key: name(text),
                suggestion: suggest(text, known.clone()),
                known: known.collect::<Vec<_>>().join(", "),
            };
            found.push(Mismatch {
                problem,
                span: key.span(),
            });
        }
    }
    for key in schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        if table.get(key).is_none() {
            found.push(Mismatch {
                problem: Problem::MissingKey { key: name(key) },
                span: span.clone(),
            });
        }
    }
}

fn check_value(
    value: &Spanned<DeValue<'_>>,
    schema: &Value,
    path: &str,
    found: &mut Vec<Mismatch>,
) {
    let schema = without_null(schema);
    let choices = choices(schema);
    let kind = kind(value.get_ref());
    let kinds = kinds(schema);
    if !kinds.is_empty() && !kinds.iter().any(|expected| fits(kind, expected)) {
        let problem = Problem::WrongType {
            key: path.to_owned(),
            expected: kinds
                .iter()
                .map(|kind| toml_name(kind))
                .collect::<Vec<_>>()
                .join(" / "),
            found: toml_name(kind).to_owned(),
        };
        found.push(Mismatch {
            problem,
            span: value.span(),
        });
        return;
    }
    match value.get_ref() {
        DeValue::Table(table) => check_table(table, &value.span(), schema, path, found),
        DeValue::Array(items) => {
            if let Some(expected) = schema.get("items") {
                for item in items {
                    check_value(item, expected, path, found);
                }
            }
        }
        DeValue::String(text) if !choices.is_empty() && !choices.contains(&text.as_ref()) => {
            let problem = Problem::InvalidValue {
                key: path.to_owned(),
                value: text.to_string(),
                expected: choices.join(", "),
            };
            found.push(Mismatch {
                problem,
                span: value.span(),
            });
        }
        DeValue::String(_) | DeValue::Datetime(_)
            if is_date(schema) && date(value.get_ref()).is_none() =>
        {
            let problem = Problem::InvalidValue {
                key: path.to_owned(),
                value: written(value.get_ref()),
                expected: "2024-05-31".to_owned(),
            };
            found.push(Mismatch {
                problem,
                span: value.span(),
            });
        }
        _ => {}
    }
}

fn is_date(schema: &Value) -> bool {
    schema.get("format").and_then(Value::as_str) == Some("date")
}

fn written(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        _ => String::new(),
    }
}

fn date(value: &DeValue<'_>) -> Option<Date> {
    Date::parse(&written(value))
}

/// An optional value's schema is "this or null"; TOML has no null.
fn without_null(schema: &Value) -> &Value {
    let is_null = |schema: &&Value| schema.get("type").and_then(Value::as_str) == Some("null");
    match schema.get("anyOf").and_then(Value::as_array) {
        Some(choices) => choices
            .iter()
            .find(|choice| !is_null(choice))
            .unwrap_or(schema),
        None => schema,
    }
}

/// The texts that an enumeration allows.
fn choices(schema: &Value) -> Vec<&str> {
    let listed = schema
        .get("enum")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    let one_of = schema
        .get("oneOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let constants = one_of.flat_map(|choice| {
        let many = choice
            .get("enum")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        choice.get("const").into_iter().chain(many)
    });
    listed.chain(constants.filter_map(Value::as_str)).collect()
}

fn kinds(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(kind)) => vec![kind],
        Some(Value::Array(kinds)) => kinds
            .iter()
            .filter_map(Value::as_str)
            .filter(|kind| *kind != "null")
            .collect(),
        _ if !choices(schema).is_empty() => vec!["string"],
        _ => Vec::new(),
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "string",
        DeValue::Integer(_) => "integer",
        DeValue::Float(_) => "number",
        DeValue::Boolean(_) => "boolean",
        DeValue::Datetime(_) => "date",
        DeValue::Array(_) => "array",
        DeValue::Table(_) => "object",
    }
}

fn fits(found: &str, expected: &str) -> bool {
    found == expected
        || (found, expected) == ("date", "string")
        || (found, expected) == ("integer", "number")
}

/// What people call a type in TOML.
fn toml_name(kind: &str) -> &str {
    match kind {
        "string" => "\"…\"",
        "integer" | "number" => "123",
        "boolean" => "true / false",
        "array" => "[ … ]",
        "object" => "[table]",
        other => other,
    }
}
