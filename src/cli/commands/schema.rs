//! `ayumi schema`

use clap::ValueEnum as _;
use serde_json::{Map, Value, json};

use crate::cli::arguments::{Schema, SchemaName};
use crate::cli::terminal::Terminal;
use crate::cli::{Outcome, print};
use crate::config::{
    AccessibilityFile, DocumentSettings, FormFile, GlossaryFile, OrganisationsFile, Settings,
    SynonymsFile, ThemeFile, schema_of,
};
use crate::data::describe::document_schema;

pub(in crate::cli) fn run(arguments: &Schema, terminal: &Terminal) -> Outcome {
    let schema = match arguments.name {
        Some(name) => one(name),
        None => all(),
    };
    print(terminal, &format!("{schema:#}\n"))
}

fn one(name: SchemaName) -> Value {
    match name {
        SchemaName::Site => schema_of::<Settings>(),
        SchemaName::Organisations => schema_of::<OrganisationsFile>(),
        SchemaName::Theme => schema_of::<ThemeFile>(),
        SchemaName::Glossary => schema_of::<GlossaryFile>(),
        SchemaName::Synonyms => schema_of::<SynonymsFile>(),
        SchemaName::Accessibility => schema_of::<AccessibilityFile>(),
        SchemaName::Form => schema_of::<FormFile>(),
        SchemaName::Settings => schema_of::<DocumentSettings>(),
        SchemaName::Document => document_schema(),
    }
}

/// All schemas by name; data that fits any of them fits.
fn all() -> Value {
    let mut definitions = Map::new();
    let mut any = Vec::new();
    for name in SchemaName::value_variants() {
        let Some(value) = name.to_possible_value() else {
            continue;
        };
        let mut schema = one(*name);
        if let Some(object) = schema.as_object_mut() {
            object.remove("$schema");
        }
        any.push(json!({ "$ref": format!("#/$defs/{}", value.get_name()) }));
        definitions.insert(value.get_name().to_owned(), schema);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Ayumi",
        "anyOf": any,
        "$defs": definitions,
    })
}
