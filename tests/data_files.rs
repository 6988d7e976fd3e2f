//! Which files the data of a site are: what lists them, what leads to them, how large ones are divided.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run the program in temporary folders"
)]

mod data_support;
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use data_support::{NAMES, built, columns, csv, json, site};
use serde_json::Value;
use support::{DOCUMENT, Site};

#[test]
fn drafts_are_there_only_if_asked_for() {
    let site = site().file(
        "content/2022/minato.md",
        &DOCUMENT.replace("令和6", "令和4"),
    );
    let site = site.file("content/2022/minato.toml", "draft = true\n");
    site.run(&["build"]).succeeds();
    assert_eq!(csv(&site, "documents").len(), 4);
    site.run(&["build", "--drafts"]).succeeds();
    let drafts = columns(&csv(&site, "documents"), &["document_id", "draft"]);
    assert_eq!(drafts[0], ["2022/minato", "true"]);
    assert!(drafts[1..].iter().all(|row| row[1] == "false"));
}

#[test]
fn checksums_and_the_data_package_list_what_is_there() {
    let site = built();
    let package: Value = serde_json::from_str(&site.read("public/data/datapackage.json")).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), NAMES.len());
    let sums = site.read("public/data/SHA256SUMS");
    for resource in resources {
        let path = resource["path"].as_str().unwrap();
        let bytes = fs::read(site.path("public/data").join(path)).unwrap();
        assert_eq!(resource["bytes"], bytes.len());
        let hash = ayumi::publish::Digest::of(&bytes).to_string();
        assert_eq!(resource["hash"], format!("sha256:{hash}"));
        assert!(sums.contains(&format!("{hash}  {path}\n")));
    }
    assert!(
        package.get("licenses").is_none(),
        "one licence is not known"
    );
    let listed: BTreeSet<&str> = sums.lines().map(|line| &line[66..]).collect();
    let there = site.files("public/data");
    let there: BTreeSet<&str> = there
        .keys()
        .map(String::as_str)
        .filter(|name| !["SHA256SUMS", "index.html"].contains(name))
        .collect();
    assert_eq!(listed, there);
    let check = Command::new("sha256sum")
        .args(["--check", "--strict", "--quiet", "SHA256SUMS"])
        .current_dir(site.path("public/data"))
        .status();
    match check {
        Ok(status) => assert!(status.success()),
        Err(_) => eprintln!("skipped: no sha256sum here"),
    }
}

#[test]
fn the_page_leads_to_all_files_and_says_what_is_left_out() {
    let site = built();
    let page = site.read("public/data/index.html");
    for path in site
        .files("public/data")
        .keys()
        .filter(|path| *path != "index.html")
    {
        assert!(page.contains(&format!("href=\"../data/{path}\"")), "{path}");
    }
    assert!(page.contains("利用条件がわからない文書が1件あります"));
    assert!(page.contains("利用条件は発行元に確認してください"));
    assert!(page.contains("CC BY 4.0（3件）"));
    // Nothing of the page leads where nothing is.
    let run = site.run(&["check"]).succeeds();
    assert!(!run.stderr.contains("data/"), "{}", run.stderr);
}

#[test]
fn an_archive_without_documents_has_empty_tables() {
    let site = Site::empty();
    site.run(&["build"]).succeeds();
    for table in ["documents", "goals", "indicators", "marks", "changes"] {
        assert_eq!(csv(&site, table).len(), 0, "{table}");
        assert_eq!(json(&site, table)["rows"], Value::Array(Vec::new()));
    }
    assert_eq!(csv(&site, "organisations").len(), 3);
    assert!(site.read("public/data/index.html").contains("全0行"));
}

/// `goals` of 2023 and 2024 together are more rows than one file takes.
#[test]
fn a_large_table_is_divided_by_years() {
    let goals: String = (1..=5_100)
        .map(|at| format!("<p>{at} 目標です。</p>"))
        .collect();
    let document = |era: &str| {
        format!(
            "# 令和{era}年度 港区組織目標\n\n<b>組織名</b>\t港区\t<b>区長</b>\t見本 太郎\n<b>重点目標</b>\t{goals}\n"
        )
    };
    let site = Site::empty()
        .file("content/2023/minato.md", &document("5"))
        .file("content/2024/minato.md", &document("6"));
    site.run(&["build", "--no-search"]).succeeds();
    assert_eq!(csv(&site, "documents").len(), 2);
    assert!(!site.exists("public/data/goals.csv"));
    for year in ["2023", "2024"] {
        let name = format!("goals-{year}");
        let rows = csv(&site, &name);
        assert_eq!(rows.len(), 5_100);
        assert!(rows.iter().all(|row| row["fiscal_year"] == year));
        assert_eq!(json(&site, &name)["rows"].as_array().unwrap().len(), 5_100);
    }
    let page = site.read("public/data/index.html");
    assert!(page.contains("令和5年度（2023年度）") && page.contains("全10,200行"));
    let package = site.read("public/data/datapackage.json");
    assert!(package.contains("\"goals-2023.csv\"") && !package.contains("\"goals.csv\""));
}
