//! `datapackage.json`: all files with their columns, as a Data Package (specs.frictionlessdata.io).

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{DataFile, Summary};
use crate::config::Settings;
use crate::data::codes::codes_of;
use crate::data::column::{Column, Kind, Table};
use crate::data::tables::TABLES;
use crate::model::Date;

/// What a data package is made of.
#[derive(Debug, Clone, Copy)]
pub struct Package<'a> {
    /// The settings.
    pub settings: &'a Settings,
    /// The day whose state the archive shows.
    pub as_of: Option<Date>,
    /// The files.
    pub summary: &'a Summary,
}

/// Licences that have a name and an address everybody knows them by, in the spellings that sources use.
const LICENCES: [(&[&str], &str, &str); 5] = [
    (
        &[
            "cc by 4.0",
            "cc-by 4.0",
            "cc-by-4.0",
            "クリエイティブ・コモンズ 表示 4.0 国際",
        ],
        "CC-BY-4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    (
        &["cc by 2.1 jp", "cc-by-2.1-jp", "cc by 2.1 日本"],
        "CC-BY-2.1-JP",
        "https://creativecommons.org/licenses/by/2.1/jp/",
    ),
    (
        &["cc by-sa 4.0", "cc-by-sa-4.0"],
        "CC-BY-SA-4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    (
        &["cc0", "cc0 1.0", "cc0-1.0"],
        "CC0-1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    (
        &[
            "pdl 1.0",
            "pdl1.0",
            "pdl-1.0",
            "公共データ利用規約（第1.0版）",
            "公共データ利用規約(第1.0版)",
        ],
        "PDL-1.0",
        "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
    ),
];

/// The data package.
#[must_use]
pub fn data_package(package: &Package<'_>) -> Value {
    let settings = package.settings;
    let fictional = settings.archive.fictional;
    let name = format!("ayumi-{}", settings.archive.code);
    let mut made = Map::new();
    let mut set = |key: &str, value: Value| {
        made.insert(key.to_owned(), value);
    };
    set("profile", json!("tabular-data-package"));
    set("name", json!(name.to_ascii_lowercase()));
    set("title", json!(settings.site.title));
    let description = settings.site.description.as_ref();
    if let Some(description) = description {
        set("description", json!(description));
    }
    if let Some(base_url) = &settings.site.base_url {
        set("homepage", json!(base_url));
    }
    if let Some(as_of) = package.as_of {
        set("version", json!(as_of.to_string()));
    }
    if let Some(licences) = licences(package.summary) {
        set("licenses", licences);
    }
    let publisher = &settings.site.publisher;
    set(
        "contributors",
        json!([{ "title": publisher, "role": "publisher" }]),
    );
    set(
        "sources",
        json!([{ "title": settings.archive.municipality }]),
    );
    if fictional {
        set("fictional", json!(true));
    }
    let files = &package.summary.files;
    let resources: Vec<Value> = files
        .iter()
        .filter(|file| file.is_csv())
        .filter_map(|file| Some((file, table_of(file)?)))
        .map(|(file, table)| resource(file, table, files, fictional))
        .collect();
    set("resources", json!(resources));
    Value::Object(made)
}

fn table_of(file: &DataFile) -> Option<&'static Table> {
    let name = file.table?;
    TABLES.into_iter().find(|table| table.name == name)
}

/// The licences of all texts: only where each source states one, and each is one that has a name or an address.
fn licences(summary: &Summary) -> Option<Value> {
    if summary.unlicensed > 0 {
        return None;
    }
    let mut licences: BTreeMap<String, Value> = BTreeMap::new();
    for stated in summary.licences.keys() {
        let stated = stated.trim();
        let spelled = |known: &str| known.eq_ignore_ascii_case(stated);
        let known = LICENCES
            .iter()
            .find(|(spellings, _, _)| spellings.iter().any(|known| spelled(known)));
        let licence = match known {
            Some((_, name, path)) => json!({ "name": name, "path": path, "title": stated }),
            None if is_address(stated) => json!({ "path": stated }),
            None => return None,
        };
        licences.insert(licence.to_string(), licence);
    }
    let licences: Vec<Value> = licences.into_values().collect();
    (!licences.is_empty()).then(|| json!(licences))
}

fn is_address(text: &str) -> bool {
    let scheme = text.starts_with("https://") || text.starts_with("http://");
    scheme && text.bytes().all(|byte| byte.is_ascii_graphic())
}

fn resource(file: &DataFile, table: &Table, files: &[DataFile], fictional: bool) -> Value {
    let title = match file.year {
        Some(year) => format!(
            "{}（{}） / {} ({year})",
            table.title.japanese,
            year.label(),
            table.title.english
        ),
        None => format!("{} / {}", table.title.japanese, table.title.english),
    };
    let name = file.name.trim_end_matches(".csv");
    json!({
        "profile": "tabular-data-resource",
        "name": name,
        "path": file.name,
        "title": title,
        "description": format!("{} / {}", table.says.japanese, table.says.english),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": format!("sha256:{}", file.sha256),
        "dialect": {
            "delimiter": ",",
            "quoteChar": "\"",
            "doubleQuote": true,
            "lineTerminator": "\r\n",
            "header": true,
            "skipInitialSpace": false,
        },
        "schema": schema(table, files, fictional),
    })
}

fn schema(table: &Table, files: &[DataFile], fictional: bool) -> Value {
    let fields: Vec<Value> = table.columns(fictional).map(field).collect();
    let mut schema = json!({ "fields": fields, "missingValues": [""] });
    // In a data package a key has to be there in each row; of some rows a part of it is empty.
    let is_whole = table.columns(fictional).filter(|column| column.required);
    let required: Vec<&str> = is_whole.map(|column| column.name).collect();
    if table.key.iter().all(|key| required.contains(key)) {
        schema["primaryKey"] = json!(table.key);
    }
    // A reference leads to one file: not to a table that is divided.
    let is_one_file = |name: &str| {
        let path = format!("{name}.csv");
        files.iter().any(|file| file.name == path)
    };
    let references = table.references.iter().filter(|one| is_one_file(one.table));
    let references: Vec<Value> = references
        .map(|one| {
            // The file itself has no name there.
            let other = if one.table == table.name {
                ""
            } else {
                one.table
            };
            json!({
                "fields": [one.column],
                "reference": { "resource": other, "fields": [one.to] },
            })
        })
        .collect();
    if !references.is_empty() {
        schema["foreignKeys"] = json!(references);
    }
    schema
}

fn field(column: &Column) -> Value {
    let kind = match column.kind {
        Kind::Text | Kind::Prose | Kind::Code(_) => "string",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
    };
    let mut field = json!({
        "name": column.name,
        "type": kind,
        "description": format!("{} / {}", column.says.japanese, column.says.english),
    });
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".to_owned(), json!(true));
    }
    if let Kind::Code(list) = column.kind {
        let codes: Vec<&str> = codes_of(list).collect();
        constraints.insert("enum".to_owned(), json!(codes));
    }
    if !constraints.is_empty() {
        field["constraints"] = Value::Object(constraints);
    }
    field
}
