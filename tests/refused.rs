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

#[test]
fn settings_changed_between_the_passes_end_the_build() {
    use ayumi::config::{Overrides, load};
    use ayumi::pipeline::{BuildError, BuildOptions, NoProgress, Selection, build, check};

    let site = Site::small().file("content/2024/minato.toml", "published = 2024-05-31\n");
    let config = load(site.root(), &Overrides::default()).unwrap();
    let checked = check(&config, Selection::default(), &NoProgress);
    let options = BuildOptions {
        out: site.path("public"),
        search: true,
        strict: false,
    };
    build(&config, &checked, &options, &NoProgress).unwrap();
    // The digest has no trace of these texts but the hash.
    let site = site.file(
        "content/2024/minato.toml",
        "published = 2024-05-31\n\n[source]\npublisher = \"港区\"\n",
    );
    let Err(BuildError::Refused(found)) = build(&config, &checked, &options, &NoProgress) else {
        panic!("the first pass saw other settings");
    };
    let codes: Vec<String> = found.iter().map(|one| one.problem.code()).collect();
    assert_eq!(codes, ["changed-during-build"]);
    drop(site);
}

#[cfg(unix)]
#[test]
fn check_tells_every_attachment_that_build_would_refuse() {
    let site = Site::empty()
        .file("content/2024/minato/index.md", DOCUMENT)
        .file("content/2024/minato/CON.pdf", "x")
        .file("content/2024/minato/図/a:b.png", "x")
        .file("content/2024/minato/plan.pdf", "x");
    for command in ["check", "build"] {
        let run = site.run(&[command]).fails_with(1);
        let told = run.stderr.matches("unusable-name").count();
        assert_eq!(told, 2, "{command}: {}", run.stderr);
        run.tells("content/2024/minato/CON.pdf").tells("a:b.png");
    }
    assert!(!site.exists("public"));
}

#[test]
fn an_unfinished_draft_blocks_nothing() {
    let draft = format!("+++\ndraft = true\nform = \"nigata\"\n+++\n{DOCUMENT}")
        .replace("達成数</b>\t1", "達成数</b>\t9");
    let site = Site::small().file("content/2023/minato.md", &draft);
    site.run(&["check", "--strict"]).succeeds();
    site.run(&["build", "--strict"]).succeeds();
    site.run(&["check", "--drafts"])
        .fails_with(1)
        .tells("content/2023/minato.md");
}

#[test]
fn a_file_that_is_no_text_is_told_whether_drafts_are_taken_or_not() {
    let site = Site::small().bytes("content/2023/minato.md", b"a\0b");
    site.run(&["check"]).fails_with(1).tells("not-text");
}

#[test]
fn an_organisation_in_the_place_of_a_page_of_the_site_is_refused() {
    let site = Site::small().file("content/2024/index.md", DOCUMENT);
    site.run(&["build"])
        .fails_with(1)
        .tells("reserved-name")
        .tells("content/2024/index.md");
    assert!(!site.exists("public"));
}

#[test]
fn inspect_reads_the_one_document_and_not_its_neighbours() {
    let site = Site::small()
        .file("content/R6/minato.md", DOCUMENT)
        .bytes("content/2023/minato.md", b"a\0b");
    // The other file of the same document is the neighbour's error, and this one can be read.
    for path in ["content/2024/minato.md", "content/R6/minato.md"] {
        let json = site.run(&["inspect", path]).succeeds().json();
        assert_eq!(json["source"]["path"], path);
    }
    site.run(&["inspect", "content/2023/minato.md"])
        .fails_with(1)
        .tells("not-text");
    site.run(&["inspect", "content/organisations.toml"])
        .fails_with(2);
}
