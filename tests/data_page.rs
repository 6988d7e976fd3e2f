//! `docs/data.md` says which tables and columns there are.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "compares a file of the repository, and writes it where asked to"
)]

use std::path::Path;
use std::{env, fs};

use ayumi::data::data_page;

#[test]
fn the_page_about_the_data_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/data.md");
    let made = data_page();
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    let same = there.lines().zip(made.lines()).take_while(|(a, b)| a == b);
    let line = same.count() + 1;
    assert!(
        there == made,
        "docs/data.md is out of date (line {line}). Run `UPDATE_DOCS=1 cargo test --test data_page` and look at the \
         difference."
    );
}
