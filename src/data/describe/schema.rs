//! `schema.json`: what the tables' JSON and the JSON of documents look like, as JSON Schema.

use serde_json::{Map, Value, json};

use crate::config::schema_of_data;
use crate::data::codes::codes_of;
use crate::data::column::{Column, Kind, Table};
use crate::data::tables::TABLES;
use crate::model::{DiagnosticRecord, Document};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of a document's JSON: its fields, and the diagnostics behind them.
#[must_use]
pub fn document_schema() -> Value {
    let mut schema = schema_of_data::<Document>();
    let mut record = schema_of_data::<DiagnosticRecord>();
    if let Some(record) = record.as_object_mut() {
        record.remove("$schema");
    }
    schema["properties"]["diagnostics"] = json!({ "type": "array", "items": record });
    if let Some(required) = schema["required"].as_array_mut() {
        required.push(json!("diagnostics"));
    }
    schema
}

/// The schema of all data: what fits it is a file of one of the tables, or a document.
#[must_use]
pub fn tables_schema(fictional: bool) -> Value {
    let mut definitions = Map::new();
    for table in TABLES {
        definitions.insert(table.name.to_owned(), of_table(table, fictional));
    }
    let mut document = document_schema();
    if let Some(document) = document.as_object_mut() {
        document.remove("$schema");
    }
    definitions.insert("document".to_owned(), document);
    let any = definitions.keys();
    let any: Vec<Value> = any
        .map(|name| json!({ "$ref": format!("#/$defs/{name}") }))
        .collect();
    let mut schema = json!({
        "$schema": DIALECT,
        "title": "Ayumi",
        "description": "The JSON files of the folder data, and the index.json beside each document.",
        "oneOf": any,
        "$defs": definitions,
    });
    if fictional {
        schema["fictional"] = true.into();
    }
    schema
}

fn of_table(table: &Table, fictional: bool) -> Value {
    let columns: Vec<&Column> = table.columns(fictional).collect();
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let properties = columns
        .iter()
        .map(|column| (column.name.to_owned(), of_column(column)));
    let properties: Map<String, Value> = properties.collect();
    let mut schema = json!({
        "type": "object",
        "title": format!("{} / {}", table.title.japanese, table.title.english),
        "description": format!("{} / {}", table.says.japanese, table.says.english),
        "properties": {
            "table": { "const": table.name },
            "municipality_code": { "type": "string" },
            "rows": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": properties,
                    "required": names,
                    "additionalProperties": false,
                },
            },
        },
        "required": ["table", "municipality_code", "rows"],
        "additionalProperties": false,
    });
    if fictional {
        schema["properties"]["fictional"] = json!({ "const": true });
        schema["required"] = json!(["table", "municipality_code", "fictional", "rows"]);
    }
    schema
}

fn of_column(column: &Column) -> Value {
    let kind = match column.kind {
        Kind::Text | Kind::Prose | Kind::Date | Kind::Code(_) => "string",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
    };
    let mut schema = json!({
        "description": format!("{} / {}", column.says.japanese, column.says.english),
    });
    schema["type"] = if column.required {
        json!(kind)
    } else {
        json!([kind, "null"])
    };
    match column.kind {
        Kind::Date => schema["format"] = json!("date"),
        Kind::Code(list) => {
            let null = (!column.required).then_some(Value::Null);
            let codes: Vec<Value> = codes_of(list).map(Value::from).chain(null).collect();
            schema["enum"] = json!(codes);
        }
        _ => {}
    }
    schema
}
