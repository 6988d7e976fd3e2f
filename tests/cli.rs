//! The command line as people try it.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run the program in temporary folders"
)]

mod support;

use std::io::Read as _;
use std::process::Stdio;

use support::{DOCUMENT, Site, program};

#[test]
fn help_speaks_the_language_of_the_locale() {
    let site = Site::empty();
    let english = site.run(&["--help"]).succeeds();
    let japanese = site.run_japanese(&["--help"]).succeeds();
    insta::assert_snapshot!("help_en", english.stdout);
    insta::assert_snapshot!("help_ja", japanese.stdout);
    insta::assert_snapshot!(
        "help_build_ja",
        site.run_japanese(&["build", "--help"]).succeeds().stdout
    );
}

#[test]
fn wrong_usage_ends_with_2() {
    let site = Site::small();
    site.run(&[]).fails_with(2);
    site.run(&["biuld"]).fails_with(2).tells("build");
    site.run(&["build", "--hots"]).fails_with(2).tells("--host");
    site.run(&["search"]).fails_with(2).tells("QUERY");
    site.run(&["search", " "])
        .fails_with(2)
        .tells("nothing to search for");
    site.run(&["search", "x", "--year", "2024..2020"])
        .fails_with(2)
        .tells("--year");
    site.run(&["build", "--jobs", "0"]).fails_with(2);
    site.run(&["--quiet", "--verbose", "check"]).fails_with(2);
    let japanese: Vec<String> = [
        &["biuld"][..],
        &["build", "--hots"],
        &["search"],
        &["search", "x", "--part", "gaol"],
        &["build", "--jobs", "0"],
        &["build", "--out"],
        &["--quiet", "--verbose", "check"],
    ]
    .iter()
    .map(|arguments| {
        let said = site.run_japanese(arguments).fails_with(2).stderr;
        format!(
            "{}
{said}",
            arguments.join(" ")
        )
    })
    .collect();
    insta::assert_snapshot!(
        "usage_ja",
        japanese.join(
            "
"
        )
    );
}

#[test]
fn a_code_is_explained_without_a_site() {
    let folder = tempfile::tempdir().unwrap();
    let run = |locale: &str, arguments: &[&str]| {
        let mut command = program(locale);
        let output = command
            .current_dir(folder.path())
            .args(["check", "--explain"])
            .args(arguments)
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let code = output.status.code();
        (code, text(output.stdout), text(output.stderr))
    };
    let (code, japanese, _) = run("ja_JP.UTF-8", &["counts-disagree"]);
    assert_eq!(code, Some(0));
    let (_, english, _) = run("C.UTF-8", &["counts-disagree"]);
    insta::assert_snapshot!("explain", format!("{japanese}\n----\n{english}"));
    let (_, json, _) = run("C.UTF-8", &["unreadable", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["severity"], "error");
    assert_eq!(json["can_be_accepted"], false);
    let (code, _, told) = run("C.UTF-8", &["count-disagree"]);
    assert_eq!(code, Some(2));
    assert!(told.contains("counts-disagree"), "{told}");
    let (code, _, told) = run("ja_JP.UTF-8", &["xyz"]);
    assert_eq!(code, Some(2));
    assert!(told.contains("使えるコード：accept-unmatched, "), "{told}");
}

#[test]
fn a_folder_without_a_site_says_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let output = program("C.UTF-8")
        .current_dir(folder.path())
        .arg("build")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.contains("there is no ayumi.toml in ."), "{stderr}");
}

#[test]
fn the_site_is_found_from_below() {
    let site = Site::small();
    let output = program("C.UTF-8")
        .current_dir(site.path("content/2024"))
        .args(["inspect", "minato.md"])
        .output()
        .unwrap();
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let site = Site::real();
    let mut child = program("C.UTF-8")
        .current_dir(site.root())
        .args(["inspect", "content/2024/chuo.md"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let status = child.wait().unwrap();
    let mut stderr = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut stderr)
        .unwrap();
    assert_eq!((status.code(), stderr.as_str()), (Some(0), ""));
}

#[test]
fn colours_are_for_those_who_want_them() {
    let site = Site::empty().file(
        "content/2024/minato.md",
        &DOCUMENT.replace("目標数</b>\t2", "目標数</b>\t3"),
    );
    assert!(!site.run(&["check"]).stderr.contains('\u{1b}'));
    assert!(
        site.run(&["check", "--color", "always"])
            .stderr
            .contains('\u{1b}')
    );
    assert!(
        !site
            .run(&["check", "--color", "never"])
            .stderr
            .contains('\u{1b}')
    );
}

#[test]
fn quiet_says_nothing_but_errors() {
    let site = Site::empty().file(
        "content/2024/minato.md",
        &DOCUMENT.replace("目標数</b>\t2", "目標数</b>\t3"),
    );
    site.run(&["check", "--quiet"]).succeeds().silently();
    site.run(&["build", "--quiet"]).succeeds().silently();
    site.run(&["check", "--quiet", "--strict"]).fails_with(1);
}

#[test]
fn strict_makes_warnings_fail_and_publishes_nothing() {
    let site = Site::empty().file(
        "content/2024/minato.md",
        &DOCUMENT.replace("目標数</b>\t2", "目標数</b>\t3"),
    );
    site.run(&["check"]).succeeds();
    site.run(&["check", "--strict"]).fails_with(1);
    site.run(&["build", "--strict"])
        .fails_with(1)
        .tells("nothing was published");
    assert!(!site.exists("public"));
    Site::small().run(&["build", "--strict"]).succeeds();
}

#[test]
fn reports_for_programs_are_on_standard_output() {
    let site = Site::empty().file(
        "content/2024/minato.md",
        &DOCUMENT.replace("目標数</b>\t2", "目標数</b>\t3"),
    );
    let report = site
        .run(&["check", "--format", "json"])
        .succeeds()
        .silently()
        .json();
    assert_eq!(report["warnings"], 1);
    let one = &report["diagnostics"][0];
    assert_eq!(one["code"], "counts-disagree");
    assert_eq!(one["file"], "content/2024/minato.md");
    assert_eq!(
        (one["line"].as_u64(), one["column"].as_u64()),
        (Some(8), Some(30))
    );
    let github = site
        .run(&["check", "--format", "github"])
        .succeeds()
        .silently();
    assert!(
        github.stdout.starts_with(
            "::warning file=content/2024/minato.md,line=8,col=30,title=counts-disagree::"
        ),
        "{}",
        github.stdout
    );
    let built = site.run(&["build", "--format", "json"]).succeeds().json();
    assert!(built["published"]["files"].as_u64() > Some(5), "{built:#}");
}

#[test]
fn searching_before_building_says_so() {
    let site = Site::small();
    site.run(&["search", "除雪"])
        .fails_with(2)
        .tells("there is no search index")
        .tells("ayumi build");
    site.run(&["build", "--no-search"]).succeeds();
    site.run(&["search", "除雪"])
        .fails_with(2)
        .tells("--no-search");
}

#[test]
fn searches_are_filtered() {
    let site = Site::small().file(
        "content/2023/minato.md",
        &DOCUMENT.replace("令和6", "令和5"),
    );
    site.run(&["build"]).succeeds();
    let total = |arguments: &[&str]| {
        let arguments: Vec<&str> = [&["search", "--json", "除雪"], arguments].concat();
        site.run(&arguments).succeeds().json()["total"]
            .as_u64()
            .unwrap()
    };
    assert_eq!(total(&[]), 2);
    assert_eq!(total(&["--year", "R6"]), 1);
    assert_eq!(total(&["--year", "2020..2023"]), 1);
    assert_eq!(total(&["--year", "2010..2011"]), 0);
    assert_eq!(total(&["--organisation", "minato"]), 2);
    assert_eq!(
        total(&["--organisation", "mihon"]),
        2,
        "what stands below the city"
    );
    assert_eq!(total(&["--part", "result"]), 0);
    assert_eq!(total(&["--part", "goal"]), 2);
    site.run(&["search", "--organisation", "nope", "x"])
        .fails_with(2)
        .tells("nope")
        .tells("mihon, minato");
    site.run(&["search", "--part", "gaol", "x"])
        .fails_with(2)
        .tells("goal");
    let text = site.run(&["search", "除雪", "--limit", "1"]).succeeds();
    insta::assert_snapshot!("search_text", text.stdout);
}

#[test]
fn clean_removes_what_was_published_and_nothing_else() {
    let site = Site::small().file("public/.gitignore", "*\n");
    site.run(&["build"]).succeeds();
    assert!(site.exists("public/index.html"));
    site.run(&["clean"]).succeeds().tells("removed");
    assert_eq!(
        site.files("public").keys().collect::<Vec<_>>(),
        [".gitignore"]
    );
    site.run(&["clean"]).succeeds().tells("nothing to remove");
    let foreign = Site::small().file("public/precious.txt", "mine");
    foreign.run(&["clean"]).fails_with(2);
    foreign.run(&["build"]).fails_with(2).tells("precious.txt");
    assert_eq!(foreign.read("public/precious.txt"), "mine");
}

#[test]
fn the_output_folder_cannot_be_the_sources() {
    let site = Site::small();
    for out in ["content", "content/2024", ".", "themes"] {
        site.run(&["build", "--out", out]).fails_with(2);
    }
    assert_eq!(site.read("content/2024/minato.md"), DOCUMENT);
}

#[test]
fn manual_pages_completions_and_schemas_come_from_the_program() {
    let site = Site::small();
    let man = site.run(&["man"]).succeeds().silently().stdout;
    assert!(man.contains(".TH") && man.contains("inspect"), "{man}");
    assert!(
        site.run(&["man", "build"])
            .succeeds()
            .stdout
            .contains("base\\-url")
    );
    site.run(&["man", "biuld"]).fails_with(2);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = site
            .run(&["completions", shell])
            .succeeds()
            .silently()
            .stdout;
        assert!(
            script.contains("inspect") && script.contains("base-url"),
            "{shell}"
        );
    }
    let all = site.run(&["schema"]).succeeds().json();
    for name in ["site", "organisations", "form", "settings", "document"] {
        let one = site.run(&["schema", name]).succeeds().json();
        assert_eq!(one["type"], "object", "{name}");
        assert!(all["$defs"][name].is_object(), "{name}");
    }
    let site_schema = site.run(&["schema", "site"]).json();
    assert_eq!(
        site_schema["properties"]["site"]["additionalProperties"],
        false
    );
}

#[test]
fn inspect_of_something_else_says_what_it_takes() {
    let site = Site::small().file("elsewhere.md", "# x");
    site.run(&["inspect", "elsewhere.md"])
        .fails_with(2)
        .tells("no document of the site");
    site.run(&["inspect", "content/2024/nothing.md"])
        .fails_with(2);
    site.run(&["inspect", "content/organisations.toml"])
        .fails_with(2);
}

#[test]
fn drafts_stay_at_home_until_they_are_asked_for() {
    let site = Site::small().file(
        "content/2023/minato.md",
        &format!(
            "+++\ndraft = true\n+++\n{}",
            DOCUMENT.replace("令和6", "令和5")
        ),
    );
    site.run(&["build"]).succeeds();
    assert!(!site.exists("public/2023/minato/index.html"));
    site.run(&["build", "--drafts"]).succeeds();
    assert!(
        site.read("public/2023/minato/index.html")
            .contains("【案】")
    );
}

#[test]
fn attachments_are_published_with_their_document() {
    let site = Site::empty()
        .file("content/2024/minato/index.md", DOCUMENT)
        .bytes("content/2024/minato/図/地図.png", b"\x89PNG");
    site.run(&["build"]).succeeds();
    assert_eq!(
        site.files("public")
            .get("2024/minato/files/図/地図.png")
            .map(Vec::as_slice),
        Some(&b"\x89PNG"[..])
    );
}

#[test]
fn wrong_settings_are_reported_for_programs_too() {
    let site = Site::small().file("ayumi.toml", "[site]\ntitel = 5\n");
    let report = site
        .run(&["check", "--format", "json"])
        .fails_with(2)
        .silently()
        .json();
    assert_eq!(report["diagnostics"][0]["file"], "ayumi.toml");
    let github = site
        .run(&["build", "--format", "github"])
        .fails_with(2)
        .silently();
    assert!(
        github.stdout.starts_with("::error file=ayumi.toml,line="),
        "{}",
        github.stdout
    );
}
