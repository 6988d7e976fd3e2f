//! `docs/themes.md`: what themes are made of, told from the types that themes meet.

use std::fmt::Write as _;

use schemars::SchemaGenerator;
use schemars::generate::{Contract, SchemaSettings};
use serde_json::{Map, Value};

use super::context::{PageInfo, Site};
use super::engine::{BASE_FUEL, DEEPEST, FUEL_PER_ENTRY, LANGUAGE_HELPERS, ThemeView};
use super::filters::FILTERS;
use super::functions::FUNCTIONS;
use super::template_list::page_templates;
use super::template_source::first_comment;
use crate::config::{Theme, ThemeFile, TomlFile, schema_of};
use crate::model::Language;

const INTRODUCTION: &str = include_str!("theme_docs/introduction.md");

/// `docs/themes.md`.
#[must_use]
pub fn themes_page() -> String {
    let mut page = INTRODUCTION.to_owned();
    page += &manifest();
    page += &default_settings();
    page += &templates();
    page += &helpers();
    page += &texts();
    page += &limits();
    page
}

/// `theme.toml`, key by key.
fn manifest() -> String {
    let schema = schema_of::<ThemeFile>();
    let mut out = "\n## `theme.toml`\n\nThe file may be missing, and so may each of these keys; a setting needs `type` and `description`. `ayumi schema theme` prints its schema for editors.\n\n"
        .to_owned();
    out += &fields(&schema);
    for (heading, place) in [
        (
            "`[settings.NAME]`",
            "/properties/settings/additionalProperties",
        ),
        ("`[[contrast]]`", "/properties/contrast/items"),
    ] {
        let _ = write!(out, "\n### {heading}\n\n");
        out += &fields(schema.pointer(place).unwrap_or(&Value::Null));
    }
    out += "\nThe types of settings:\n\n| `type` | a value |\n|---|---|\n";
    let kinds = schema.pointer("/properties/settings/additionalProperties/properties/type/oneOf");
    for kind in kinds.and_then(Value::as_array).into_iter().flatten() {
        let name = kind["const"].as_str().unwrap_or_default();
        let _ = writeln!(out, "| `{name}` | {} |", description(kind));
    }
    out
}

/// The settings of the default theme.
fn default_settings() -> String {
    let manifest = Theme::embedded_files("default").find(|(path, _)| *path == "theme.toml");
    let text = manifest.and_then(|(_, bytes)| std::str::from_utf8(bytes).ok());
    let file = TomlFile::parse("theme.toml", text.unwrap_or_default());
    let file = file.and_then(|file| file.decode::<ThemeFile>());
    let mut out = "\n## Settings of the default theme\n\nA theme that builds on it has them too; it may declare one again, with another default.\n\n\
                   | in `[theme.settings]` | type | default | |\n|---|---|---|---|\n"
        .to_owned();
    for (name, entry) in file.unwrap_or_default().settings {
        let kind = serde_json::to_value(entry.kind).unwrap_or_default();
        let default = entry
            .default
            .map_or_else(|| "–".to_owned(), |value| format!("`{}`", value.0));
        let kind = kind.as_str().unwrap_or_default();
        let _ = writeln!(
            out,
            "| `{name}` | {kind} | {default} | {} |",
            entry.description
        );
    }
    out
}

/// Every template with what it sees, and the types of that.
fn templates() -> String {
    let settings =
        SchemaSettings::draft2020_12().with(|settings| settings.contract = Contract::Serialize);
    let mut generator = settings.into_generator();
    let mut out =
        "\n## What templates see\n\nEvery template sees `site`, `theme` and `page`:\n".to_owned();
    let globals = [
        ("site", resolved::<Site>(&mut generator)),
        ("theme", resolved::<ThemeView<'_>>(&mut generator)),
        ("page", resolved::<PageInfo>(&mut generator)),
    ];
    for (name, schema) in globals {
        let _ = write!(out, "\n### `{name}`\n\n{}", fields(&schema));
    }
    for template in page_templates() {
        let schema = (template.schema)(&mut generator).to_value();
        let schema = look_up(&generator, schema);
        let _ = write!(out, "\n### `{}`\n\n{}\n", template.name, template.says);
        let own = fields(&schema);
        if own.is_empty() {
            out += "\nIt sees nothing else.\n";
        } else {
            let _ = write!(out, "\n{own}");
        }
    }
    out += &parts();
    out +=
        "\n### Types\n\nNone of these is a template's own; they are what the fields above hold.\n";
    let roots = [type_name::<Site>(), type_name::<PageInfo>()];
    let pages = page_templates().map(|page| page.context.rsplit("::").next().unwrap_or_default());
    let definitions = generator.take_definitions(true);
    for (name, schema) in &definitions {
        let is_root = roots.contains(&name.as_str()) || pages.contains(&name.as_str());
        if !is_root && name != "ThemeView" {
            let _ = write!(
                out,
                "\n#### {name}\n\n{}\n\n{}",
                description(schema),
                definition(schema)
            );
        }
    }
    out
}

fn type_name<T>() -> &'static str {
    let name = std::any::type_name::<T>();
    name.rsplit("::").next().unwrap_or(name)
}

fn resolved<T: schemars::JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    let schema = generator.subschema_for::<T>().to_value();
    look_up(generator, schema)
}

/// The schema behind a reference.
fn look_up(generator: &SchemaGenerator, schema: Value) -> Value {
    let name = schema["$ref"]
        .as_str()
        .and_then(|name| name.rsplit('/').next());
    let found = name.and_then(|name| generator.definitions().get(name));
    found.cloned().unwrap_or(schema)
}

/// The templates of the default theme that are there to be included.
fn parts() -> String {
    let mut out = "\n### Templates that others use\n\nWhat they see is what the template sees that uses them.\n\n| | |\n|---|---|\n"
        .to_owned();
    let theme = Theme::default_theme();
    let others = theme.templates.iter();
    for (name, template) in others.filter(|(name, _)| !Theme::PAGES.contains(&name.as_str())) {
        let says = first_comment(&template.text).unwrap_or_default();
        let _ = writeln!(out, "| `{name}` | {} |", one_line(says));
    }
    out
}

/// A type of the list of types: an object, one of several kinds of objects, or one of several words.
fn definition(schema: &Value) -> String {
    let Some(kinds) = schema["oneOf"].as_array() else {
        return match schema["enum"].as_array() {
            Some(words) => list_of_words(words.iter().map(|word| (word, String::new()))),
            None => fields(schema),
        };
    };
    if kinds.iter().all(|kind| kind.get("properties").is_none()) {
        let words = kinds.iter().flat_map(|kind| {
            let many = kind["enum"].as_array().into_iter().flatten();
            let all = kind.get("const").into_iter().chain(many);
            all.map(|word| (word, description(kind)))
        });
        return list_of_words(words);
    }
    let mut out = String::new();
    for kind in kinds {
        let tag = kind["properties"]["kind"]["const"].as_str();
        let _ = writeln!(
            out,
            "With `kind == \"{}\"`: {}\n\n{}",
            tag.unwrap_or_default(),
            description(kind),
            fields(kind)
        );
    }
    out
}

fn list_of_words<'v>(words: impl Iterator<Item = (&'v Value, String)>) -> String {
    let mut out = String::new();
    for (word, says) in words {
        let _ = writeln!(out, "- `{word}` {says}");
    }
    out
}

/// The table of an object's fields; empty where it has none.
fn fields(schema: &Value) -> String {
    let empty = Map::new();
    let properties = schema["properties"].as_object().unwrap_or(&empty);
    let tagged = properties
        .get("kind")
        .is_some_and(|kind| kind.get("const").is_some());
    let shown: Vec<_> = properties
        .iter()
        .filter(|(name, _)| !(tagged && *name == "kind"))
        .collect();
    if shown.is_empty() {
        return String::new();
    }
    let mut out = "| | type | |\n|---|---|---|\n".to_owned();
    for (name, property) in shown {
        let _ = writeln!(
            out,
            "| `{name}` | {} | {} |",
            type_of(property),
            description(property)
        );
    }
    out
}

/// A field's type, in words, with links to the types of the list.
fn type_of(schema: &Value) -> String {
    if let Some(name) = schema["$ref"]
        .as_str()
        .and_then(|name| name.rsplit('/').next())
    {
        return format!("[{name}](#{})", name.to_ascii_lowercase());
    }
    if let Some(word) = schema.get("const") {
        return format!("`{word}`");
    }
    for key in ["anyOf", "oneOf"] {
        if let Some(choices) = schema[key].as_array() {
            let choices: Vec<String> = choices.iter().map(type_of).collect();
            return choices.join(" or ");
        }
    }
    if let Some(words) = schema["enum"].as_array() {
        let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
        return words.join(" or ");
    }
    match &schema["type"] {
        Value::String(kind) => of_kind(kind, schema),
        Value::Array(kinds) => {
            let kinds = kinds.iter().filter_map(Value::as_str);
            let kinds: Vec<String> = kinds.map(|kind| of_kind(kind, schema)).collect();
            kinds.join(" or ")
        }
        _ => "any".to_owned(),
    }
}

fn of_kind(kind: &str, schema: &Value) -> String {
    match kind {
        "string" => "text".to_owned(),
        "integer" | "number" => "number".to_owned(),
        "boolean" => "true or false".to_owned(),
        "null" => "none".to_owned(),
        "array" => match schema.get("items").filter(|items| items.is_object()) {
            Some(items) => format!("list of {}", type_of(items)),
            None => "list".to_owned(),
        },
        "object" => match schema
            .get("additionalProperties")
            .filter(|rest| rest.is_object())
        {
            Some(rest) => format!("table of {}", type_of(rest)),
            None => "table".to_owned(),
        },
        other => other.to_owned(),
    }
}

fn description(schema: &Value) -> String {
    one_line(schema["description"].as_str().unwrap_or_default())
}

/// On one line of a table. Links to items of the source lead nowhere here.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .join(" ")
        .replace('|', "\\|")
        .replace("[`", "`")
        .replace("`]", "`")
}

fn helpers() -> String {
    let mut out = "\n## Functions\n\n| | |\n|---|---|\n".to_owned();
    for function in FUNCTIONS {
        let _ = writeln!(out, "| `{}` | {} |", function.usage, function.says);
    }
    out += "\n## Filters and tests\n\n| | gives | |\n|---|---|---|\n";
    for filter in FILTERS {
        let (expression, result) = filter.example;
        let _ = writeln!(
            out,
            "| `{}` | `{result}` | {} |",
            expression.replace('|', "\\|"),
            filter.says
        );
    }
    let _ = write!(
        out,
        "\nOf the template language ([minijinja](https://docs.rs/minijinja)) there are these filters, tests and \
         functions as well: {}. There is no `safe`: everything is escaped, whatever a template says.\n",
        LANGUAGE_HELPERS
            .split_whitespace()
            .map(|name| format!("`{name}`"))
            .collect::<Vec<_>>()
            .join(", ")
    );
    out
}

fn texts() -> String {
    let theme = Theme::default_theme();
    let count = theme.words.of(Language::Japanese).len();
    format!(
        "\n## Texts\n\nThe default theme has {count} texts in each language, in \
         [`strings/ja.toml`](../themes/default/strings/ja.toml) and \
         [`strings/en.toml`](../themes/default/strings/en.toml). Pages speak the language of `[site] language`. A theme's \
         own `strings/` may replace any of them and add others; a text may use the `{{names}}` of the one that it \
         replaces, and no others.\n"
    )
}

fn limits() -> String {
    format!(
        "\n## Limits\n\n\
         - A page may take {BASE_FUEL} steps, and {FUEL_PER_ENTRY} more for each entry and each 64 bytes of text that it \
         has to show: about four times what the default theme takes. A template that never ends is stopped there, with \
         an error.\n\
         - Templates, macros and blocks may lie {DEEPEST} deep in each other; an `include` counts ten times.\n\
         - What is undefined is an error, wherever it is used; `is defined` asks.\n\
         - Nothing a template does can switch escaping off, read a file, or know the time.\n"
    )
}
