//! **Data**: what is known → tables that anybody may use: rows of CSV and JSON, and what describes them. Values in,
//! values out: nothing here reads or writes a file.
//!
//! 1. [`TABLES`] says which tables and columns there are, once; headers, keys, schemas, code table and pages are made of
//!    it, so that none of them can say another thing.
//! 2. [`Rows`] turns a document, or what the archive says of organisations, into records of those tables.
//! 3. [`Encoder`] writes records as lines of CSV and JSON.
//! 4. [`plan`](fn@plan) divides large tables among files, by what the archive holds alone.
//! 5. [`describe`] makes `schema.json`, `datapackage.json` and `SHA256SUMS`.
//!
//! Texts of documents are in the data only where their source states a licence. Names of officers are not in them.

mod codes;
mod column;
pub mod describe;
mod encode;
mod page;
mod plan;
mod rows;
mod tables;
#[cfg(test)]
mod tests;

pub use codes::{CodeEntry, code_entries};
pub use column::{Cell, Column, Kind, Record, Reference, Table, Words};
pub use encode::{BYTE_ORDER_MARK, Encoder, Lines, fold};
pub use page::data_page;
pub use plan::{MOST_ROWS, Part, plan};
pub use rows::{DocumentLines, Rows, is_licensed};
pub use tables::{
    CHANGES, CODES, DOCUMENTS, GOALS, INDICATORS, LINEAGE, MARKS, OF_DOCUMENTS, ORGANISATIONS,
    TABLES,
};

/// The folder of all data files, below the site's root.
pub const FOLDER: &str = "data/";
