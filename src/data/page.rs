//! `docs/data.md`: the tables for those who use them.

use super::codes::code_entries;
use super::column::{Column, Kind};
use super::describe::grouped;
use super::encode::BYTE_ORDER_MARK;
use super::plan::MOST_ROWS;
use super::tables::TABLES;

/// What stands before the tables.
const BEFORE: &str = include_str!("page.md");

/// The page, made of the tables as they are.
#[must_use]
pub fn data_page() -> String {
    debug_assert_eq!(BYTE_ORDER_MARK.len(), 3, "the page says so");
    let mut page = BEFORE
        .replace("{MOST_TEXTS}", &grouped(MOST_ROWS.0))
        .replace("{MOST_FACTS}", &grouped(MOST_ROWS.1));
    for table in TABLES {
        let key = table.key.iter().map(|key| format!("`{key}`"));
        let key: Vec<String> = key.collect();
        page += &format!(
            "\n### {name}\n\n{says}\n\n{japanese}\n\nDifferent in every row: {key}.\n\n\
             | column | type | never empty | meaning | 意味 |\n|---|---|---|---|---|\n",
            name = table.name,
            says = table.says.english,
            japanese = table.says.japanese,
            key = key.join(", "),
        );
        for column in table.columns(false) {
            page += &format!(
                "| `{}` | {} | {} | {} | {} |\n",
                column.name,
                kind(column),
                if column.required { "yes" } else { "" },
                column.says.english,
                column.says.japanese,
            );
        }
    }
    page += "\n## Codes\n\nScales of marks and their definitions come from the forms of each archive: see `codes.csv`.\n\n\
             | list | code | meaning | 意味 |\n|---|---|---|---|\n";
    for entry in code_entries() {
        page += &format!(
            "| {} | `{}` | {} | {} |\n",
            entry.list, entry.code, entry.name.english, entry.name.japanese
        );
    }
    page
}

fn kind(column: &Column) -> String {
    match column.kind {
        Kind::Text => "text".to_owned(),
        Kind::Prose => "text of the document".to_owned(),
        Kind::Integer => "integer".to_owned(),
        Kind::Number => "number".to_owned(),
        Kind::Boolean => "`true` or `false`".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::Code(list) => format!("code of {list}"),
    }
}
