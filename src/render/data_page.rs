//! The page that leads to the data.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::context::{Link, PageInfo};
use super::links::Links;
use super::structured::{Distribution, dataset};
use super::world::World;
use crate::data::describe::{DataFile, Summary, grouped};
use crate::data::{Column, FOLDER, Kind, TABLES, Table, Words};
use crate::model::Language;

/// What `data.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DataPage {
    /// The tables.
    pub tables: Vec<DataTable>,
    /// What describes the tables: schema, data package, checksums.
    pub others: Vec<DataOther>,
    /// How many documents there are, other editions counted.
    pub documents: String,
    /// The licences that sources state.
    pub licences: Vec<DataLicence>,
    /// How many documents state no licence, so that their texts are left out; none where all state one.
    pub unlicensed: Option<String>,
    /// How to cite the data.
    pub citation: String,
    /// The page's own whole address, where it is known.
    pub address: Option<String>,
}

/// A table.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DataTable {
    /// Its name in files and data: `goals`
    pub name: String,
    /// Its title.
    pub title: String,
    /// What one row is.
    pub says: String,
    /// How many rows it has.
    pub rows: String,
    /// Its files: one of each format, or where it is divided one for each year.
    pub files: Vec<DataEntry>,
    /// Whether it is divided.
    pub divided: bool,
    /// Its columns.
    pub columns: Vec<DataColumn>,
}

/// A file.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DataEntry {
    /// Its name, with the link to it.
    pub file: Link,
    /// Its year, where it has rows of one year only.
    pub year: Option<String>,
    /// How many rows.
    pub rows: String,
    /// How large it is.
    pub size: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// A file that describes the tables.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DataOther {
    /// What it is: `schema`, `package` or `checksums`.
    pub kind: String,
    /// Its name, with the link to it.
    pub file: Link,
    /// How large it is.
    pub size: String,
}

/// A column.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DataColumn {
    /// Its name.
    pub name: String,
    /// What it holds: `text`, `prose`, `integer`, `number`, `boolean`, `date` or `code`.
    pub kind: String,
    /// What it means.
    pub says: String,
}

/// A licence that sources state.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DataLicence {
    /// The licence, as the sources state it.
    pub licence: String,
    /// How many documents.
    pub documents: String,
}

/// The page, and how much it has to say.
pub(super) fn data_page(world: &World<'_>, summary: &Summary) -> (PageInfo, usize, DataPage) {
    let texts = world.texts;
    let mut page = world.page(FOLDER, Some(texts.get("data_title").to_owned()), &[]);
    page.described.extend(described(world, summary));
    let links = page.links();
    let tables: Vec<DataTable> = TABLES
        .into_iter()
        .map(|table| data_table(world, summary, table, &links))
        .collect();
    let others = summary.files.iter().filter(|file| file.table.is_none());
    let licences = summary.licences.iter();
    let documents = summary.licences.values().sum::<usize>() + summary.unlicensed;
    let own = DataPage {
        others: others.map(|file| other(world, file, &links)).collect(),
        documents: grouped(documents),
        licences: licences
            .map(|(licence, documents)| DataLicence {
                licence: licence.clone(),
                documents: grouped(*documents),
            })
            .collect(),
        unlicensed: (summary.unlicensed > 0).then(|| grouped(summary.unlicensed)),
        citation: citation(world),
        address: world.base_url().map(|_| world.address(FOLDER)),
        tables,
    };
    let columns = own.tables.iter().map(|table| table.columns.len());
    let entries = columns.sum::<usize>() + summary.files.len() + own.licences.len() + 20;
    (page, entries, own)
}

/// What the page says to machines. A licence is named where it is that of all documents.
fn described(world: &World<'_>, summary: &Summary) -> Option<Value> {
    let documents = summary.licences.values().sum::<usize>() + summary.unlicensed;
    let values = [("documents", &*grouped(documents))];
    let mut licences = summary.licences.keys();
    let licence = match (licences.next(), licences.next(), summary.unlicensed) {
        (Some(only), None, 0) => Some(only.as_str()),
        _ => None,
    };
    let tables = summary.files.iter().filter(|file| file.table.is_some());
    let paths: Vec<(&DataFile, String)> = tables.map(|file| (file, file.path())).collect();
    let files: Vec<Distribution<'_>> = paths
        .iter()
        .map(|(file, path)| Distribution {
            name: &file.name,
            path,
            format: if file.is_csv() {
                "text/csv"
            } else {
                "application/json"
            },
            bytes: Some(file.bytes),
        })
        .collect();
    let name = &world.config.settings.site.title;
    let says = world.texts.fill("data_lead", &values);
    dataset(FOLDER, name, &says, licence, &files, world)
}

fn data_table(
    world: &World<'_>,
    summary: &Summary,
    table: &'static Table,
    links: &Links,
) -> DataTable {
    let of_table = || {
        let files = summary.files.iter();
        files.filter(|file| file.table == Some(table.name))
    };
    let rows = of_table().filter(|file| file.is_csv());
    let say = |words: Words| match world.texts.language {
        Language::Japanese => words.japanese.to_owned(),
        Language::English => words.english.to_owned(),
    };
    let columns = table.columns(world.is_fictional());
    DataTable {
        name: table.name.to_owned(),
        title: say(table.title),
        says: say(table.says),
        rows: grouped(rows.map(|file| file.rows).sum()),
        files: of_table()
            .map(|file| DataEntry {
                file: file_link(file, links),
                year: file.year.map(|year| world.texts.year(year)),
                rows: grouped(file.rows),
                size: world.texts.size(file.bytes),
                sha256: file.sha256.clone(),
            })
            .collect(),
        divided: of_table().any(|file| file.year.is_some()),
        columns: columns
            .map(|column| DataColumn {
                name: column.name.to_owned(),
                kind: kind(column).to_owned(),
                says: say(column.says),
            })
            .collect(),
    }
}

fn other(world: &World<'_>, file: &DataFile, links: &Links) -> DataOther {
    let kind = match &*file.name {
        "schema.json" => "schema",
        "datapackage.json" => "package",
        _ => "checksums",
    };
    DataOther {
        kind: kind.to_owned(),
        file: file_link(file, links),
        size: world.texts.size(file.bytes),
    }
}

fn file_link(file: &DataFile, links: &Links) -> Link {
    Link {
        text: file.name.clone(),
        href: Some(links.to(&file.path())),
    }
}

/// With the day of the archive's state, where it is known: never the day of the build.
fn citation(world: &World<'_>) -> String {
    let site = &world.config.settings.site;
    let address = world.base_url().map(|_| world.address(FOLDER));
    let as_of = world.archive.as_of().map(|date| world.texts.date(date));
    let values = [
        ("publisher", site.publisher.as_str()),
        ("title", site.title.as_str()),
    ];
    let mut citation = world.texts.fill("data_citation", &values);
    if let Some(date) = &as_of {
        citation += &world.texts.fill("data_citation_as_of", &[("date", date)]);
    }
    if let Some(address) = &address {
        citation = format!("{citation} {address}");
    }
    citation
}

fn kind(column: &Column) -> &'static str {
    match column.kind {
        Kind::Text => "text",
        Kind::Prose => "prose",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        Kind::Code(_) => "code",
    }
}
