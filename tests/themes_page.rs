//! `docs/themes.md` says what templates see.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "compares a file of the repository, and writes it where asked to"
)]

use std::path::Path;
use std::{env, fs};

use ayumi::render::themes_page;

#[test]
fn the_reference_of_themes_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/themes.md");
    let made = themes_page();
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    let same = there.lines().zip(made.lines()).take_while(|(a, b)| a == b);
    let line = same.count() + 1;
    assert!(
        there == made,
        "docs/themes.md is out of date (line {line}). Run `UPDATE_DOCS=1 cargo test --test themes_page` and look at the \
         difference."
    );
}

/// Every type that a field leads to is described, and every link leads to one.
#[test]
fn all_links_within_the_page_lead_somewhere() {
    let page = themes_page();
    let headings: Vec<String> = page
        .lines()
        .filter_map(|line| line.strip_prefix("#### "))
        .map(str::to_lowercase)
        .collect();
    let links: Vec<&str> = page
        .split("](#")
        .skip(1)
        .filter_map(|after| after.split(')').next())
        .collect();
    assert!(links.len() > 20, "{}", links.len());
    for link in links {
        assert!(headings.iter().any(|heading| heading == link), "#{link}");
    }
    assert!(!page.contains("| any |"), "a type is not described");
}
