//! Records as lines of CSV and JSON.

use std::borrow::Cow;
use std::io::Write as _;

use serde_json::json;

use super::column::{Cell, Record, Table};

/// What CSV files begin with, so that spreadsheet programs read them as UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What stands in CSV fields in place of line breaks.
const SEPARATOR: &str = " / ";

/// Writes records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoder {
    /// Whether the municipality does not exist: each record says so then.
    pub fictional: bool,
}

/// Some records of one table, in both formats.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines {
    /// Lines of CSV, each ended by CRLF.
    pub csv: Vec<u8>,
    /// Objects of JSON, each with a comma and a line feed before it.
    pub json: Vec<u8>,
    /// How many.
    pub rows: usize,
}

impl Encoder {
    /// What a CSV file begins with: the byte order mark and the line of column names.
    #[must_use]
    pub fn csv_head(self, table: &Table) -> String {
        let names: Vec<&str> = table
            .columns(self.fictional)
            .map(|column| column.name)
            .collect();
        format!("{BYTE_ORDER_MARK}{}\r\n", names.join(","))
    }

    /// What a JSON file begins with. The records follow, the first without its comma, and then [`Self::JSON_END`].
    #[must_use]
    pub fn json_head(self, table: &Table, municipality: &str) -> String {
        let mut head = json!({ "table": table.name, "municipality_code": municipality });
        if self.fictional {
            head["fictional"] = true.into();
        }
        let head = head.to_string();
        format!("{},\"rows\":[", head.trim_end_matches('}'))
    }

    /// What a JSON file ends with.
    pub const JSON_END: &str = "\n]}\n";

    /// Writes a record of a table behind others.
    pub fn add(self, lines: &mut Lines, table: &Table, mut record: Record<'_>) {
        if self.fictional {
            record.push(("fictional", Cell::Boolean(true)));
        }
        debug_assert!(self.fits(table, &record), "{}: {record:?}", table.name);
        lines.rows += 1;
        lines.json.extend_from_slice(b",\n{");
        for (at, (name, cell)) in record.iter().enumerate() {
            if at > 0 {
                lines.csv.push(b',');
                lines.json.push(b',');
            }
            csv_cell(&mut lines.csv, cell);
            // Writing to memory cannot fail.
            let _ = write!(lines.json, "\"{name}\":");
            json_cell(&mut lines.json, cell);
        }
        lines.csv.extend_from_slice(b"\r\n");
        lines.json.push(b'}');
    }

    /// Whether a record has just the columns of its table, with values that they may hold.
    fn fits(self, table: &Table, record: &Record<'_>) -> bool {
        table.columns(self.fictional).count() == record.len()
            && table
                .columns(self.fictional)
                .zip(record)
                .all(|(column, (name, cell))| {
                    column.name == *name
                        && cell.fits(column.kind)
                        && !(column.required && cell.is_empty())
                })
    }
}

/// A text as it stands in a field of CSV: line breaks, of whichever kind, become ` / `; what neither is printed nor can
/// be kept in a line becomes U+FFFD. JSON keeps the text as it is.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    let is_break = |c: char| {
        matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'
                ..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let is_plain = |c: char| !c.is_control() && !is_break(c) || c == '\t';
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    let mut folded = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            c if is_break(c) => folded.push_str(SEPARATOR),
            c if is_plain(c) => folded.push(c),
            _ => folded.push(char::REPLACEMENT_CHARACTER),
        }
    }
    Cow::Owned(folded)
}

/// RFC 4180: quotes around fields that have a comma, a quote, or white space at an end, which some readers would cut.
/// Nothing is put before `=`, `+`, `-` or `@`: it would change what is printed.
fn csv_cell(csv: &mut Vec<u8>, cell: &Cell<'_>) {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            let text = fold(text);
            let at_end = |c: Option<char>| c.is_some_and(char::is_whitespace);
            let quoted = text.contains([',', '"'])
                || at_end(text.chars().next())
                || at_end(text.chars().next_back());
            if quoted {
                csv.push(b'"');
                csv.extend_from_slice(text.replace('"', "\"\"").as_bytes());
                csv.push(b'"');
            } else {
                csv.extend_from_slice(text.as_bytes());
            }
        }
        Cell::Integer(number) => csv.extend_from_slice(number.to_string().as_bytes()),
        Cell::Number(number) => csv.extend_from_slice(number.to_string().as_bytes()),
        Cell::Boolean(yes) => csv.extend_from_slice(yes.to_string().as_bytes()),
    }
}

fn json_cell(json: &mut Vec<u8>, cell: &Cell<'_>) {
    // Texts and numbers can always be written, and writing to memory cannot fail.
    let _ = match cell {
        _ if cell.is_empty() => write!(json, "null"),
        Cell::Empty => Ok(()),
        Cell::Text(text) => serde_json::to_writer(&mut *json, text).map_err(Into::into),
        Cell::Integer(number) => write!(json, "{number}"),
        Cell::Number(number) => write!(json, "{number}"),
        Cell::Boolean(yes) => write!(json, "{yes}"),
    };
}
