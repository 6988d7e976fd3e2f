//! What describes the tables to programs: schema, data package, checksums.

mod package;
mod schema;

pub use package::{Package, data_package};
pub use schema::{document_schema, tables_schema};

/// A data file that is complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// Its name in the data's folder: `goals.csv`
    pub name: String,
    /// The table of which it has rows; none for what describes the tables.
    pub table: Option<&'static str>,
    /// The year, where it has rows of one year only: in a table that is divided.
    pub year: Option<crate::model::FiscalYear>,
    /// How many rows.
    pub rows: usize,
    /// How many bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl DataFile {
    /// Its place below the site's root: `data/goals.csv`
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}{}", super::FOLDER, self.name)
    }

    /// Whether it is CSV.
    #[must_use]
    pub fn is_csv(&self) -> bool {
        self.name.ends_with(".csv")
    }
}

/// What is known of all documents together once each of them was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// All files, in the order of the tables; what describes them comes last.
    pub files: Vec<DataFile>,
    /// How many documents state each licence.
    pub licences: std::collections::BTreeMap<String, usize>,
    /// How many documents state none: their texts are left out.
    pub unlicensed: usize,
}

/// `SHA256SUMS`, as `sha256sum -c` wants it.
#[must_use]
pub fn checksums(files: &[DataFile]) -> String {
    let lines = files
        .iter()
        .map(|file| format!("{}  {}\n", file.sha256, file.name));
    lines.collect()
}

/// JSON as it stands in a file: for people too.
#[must_use]
pub fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}

/// A number for people: 8,000
#[must_use]
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
