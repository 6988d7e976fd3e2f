//! With errors nothing is published and the old site stands.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run the program in temporary folders"
)]

mod support;

use support::{CONFIG, DOCUMENT, Site};

#[test]
fn one_bad_document_keeps_the_old_site() {
    let site = Site::small();
    site.run(&["build"]).succeeds();
    let before = site.files("public");
    let site = site
        .bytes("content/2023/minato.md", b"\xff\xff\xff")
        .file("content/R6/minato.md", DOCUMENT);
    let run = site.run(&["build"]).fails_with(1);
    assert!(
        run.stderr.contains("unknown-encoding") && run.stderr.contains("duplicate-document"),
        "all are told: {}",
        run.stderr
    );
    assert_eq!(site.files("public"), before);
    assert!(!site.exists(".public.ayumi-staging"));
}

#[test]
fn wrong_settings_keep_the_old_site() {
    let site = Site::small();
    site.run(&["build"]).succeeds();
    let before = site.files("public");
    let site = site.file("ayumi.toml", &CONFIG.replace("official = false", ""));
    site.run(&["build"]).fails_with(2).tells("site.official");
    assert_eq!(site.files("public"), before);
}

#[test]
fn a_broken_template_keeps_the_old_site() {
    let site = Site::small();
    site.run(&["build"]).succeeds();
    let before = site.files("public");
    let site = site
        .file(
            "ayumi.toml",
            &format!("{CONFIG}\n[theme]\nname = \"mine\"\n"),
        )
        .file(
            "themes/mine/templates/document.html",
            "{{ 目標.無し.無し }}",
        );
    site.run(&["build"])
        .fails_with(2)
        .tells("themes/mine/templates/document.html")
        .tells("2024/minato");
    assert_eq!(site.files("public"), before);
    assert!(!site.exists(".public.ayumi-staging"));
}

#[test]
fn a_gitkeep_stays_and_does_not_make_a_folder_foreign() {
    let site = Site::small()
        .file("public/.gitignore", "*\n!.gitignore\n")
        .file("public/.gitkeep", "");
    site.run(&["build"]).succeeds();
    site.run(&["build"]).succeeds();
    assert_eq!(site.read("public/.gitignore"), "*\n!.gitignore\n");
    assert!(site.exists("public/.gitkeep") && site.exists("public/index.html"));
}
