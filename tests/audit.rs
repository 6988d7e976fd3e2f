//! What `check` and `build` find in finished pages, and in the archive as a whole.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests work in temporary folders"
)]

mod support;

use support::{CONFIG, DOCUMENT, ORGANISATIONS, Site};

/// A site whose theme has these templates of its own.
fn themed(templates: &[(&str, &str)]) -> Site {
    let mut site = Site::small().file(
        "ayumi.toml",
        &format!("{CONFIG}\n[theme]\nname = \"mine\"\n"),
    );
    for (name, text) in templates {
        site = site.file(&format!("themes/mine/templates/{name}"), text);
    }
    site
}

const FAULTY: &str = "{% extends \"base.html\" %}{% block main %}<h1 id=\"x\">年度</h1>\
    <p id=\"x\"><a href=\"../2042/index.html\">先</a> <a href=\"#y\">y</a> <a href=\"../index.html\"></a></p>\
    <img src=\"https://example.com/a.png\"><script>alert(1)</script>{% endblock %}";

/// The codes that a run tells, in order.
fn codes(site: &Site, arguments: &[&str]) -> Vec<String> {
    let arguments = [arguments, &["--format", "json"]].concat();
    let report = site.run(&arguments).json();
    let told = report["diagnostics"].as_array().unwrap();
    let code = |one: &serde_json::Value| one["code"].as_str().unwrap().to_owned();
    told.iter().map(code).collect()
}

const FAULTS: [&str; 7] = [
    "broken-link",
    "broken-anchor",
    "repeated-id",
    "image-without-text",
    "link-without-text",
    "foreign-request",
    "blocked-by-policy",
];

#[test]
fn the_default_theme_has_no_fault() {
    let sections = "aliases = [\"old/minato\", \"old.html\"]\n";
    let site = Site::small()
        .file("content/2024/minato.toml", sections)
        .file(
            "content/2024/minato/somu.md",
            &DOCUMENT.replace("港区", "総務課"),
        )
        .file("content/2024/minato@midyear.md", DOCUMENT);
    let found = codes(&site, &["check"]);
    for fault in FAULTS.iter().chain(&["page-without-title"]) {
        assert!(!found.contains(&(*fault).to_owned()), "{found:?}");
    }
    site.run(&["build", "--strict"]);
}

#[test]
fn faults_of_a_theme_are_told_by_check_and_build() {
    let site = themed(&[("years.html", FAULTY)]);
    let found = codes(&site, &["check"]);
    for fault in FAULTS {
        assert_eq!(
            found.iter().filter(|code| *code == fault).count(),
            1,
            "{fault} in {found:?}"
        );
    }
    let mut built = codes(&site, &["build"]);
    built.retain(|code| code != "no-base-url");
    let sorted = |mut codes: Vec<String>| {
        codes.sort();
        codes
    };
    assert_eq!(sorted(built), sorted(found));
    let run = site.run(&["check"]).succeeds();
    run.tells("(on years/index.html, template years.html; pages with it: 1)")
        .tells("Perhaps 2024/ is meant.");
    site.run(&["check", "--strict"]).fails_with(1);
}

#[test]
fn the_same_fault_on_every_page_is_told_once() {
    let base = "<!DOCTYPE html><html lang=\"ja\"><head><meta charset=\"utf-8\"><title>題</title></head><body>\
                <a href=\"{{ url(\"\") }}\">先頭</a><a href=\"{{ url(\"missing/\") }}\">先</a>{% block main %}{% endblock %}</body></html>";
    let site = themed(&[("base.html", base)]);
    let report = site.run(&["check", "--format", "json"]).json();
    let broken: Vec<&str> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["code"] == "broken-link")
        .map(|one| one["message"].as_str().unwrap())
        .collect();
    let pages = site.run(&["build"]).succeeds();
    drop(pages);
    let html = site
        .files("public")
        .keys()
        .filter(|path| path.ends_with(".html"))
        .count();
    assert_eq!(broken.len(), 1, "{broken:?}");
    assert!(
        broken[0].contains(&format!("pages with it: {html}")),
        "{broken:?}, {html} pages"
    );
}

#[test]
fn pages_are_left_out_where_asked_for() {
    let site = themed(&[("years.html", FAULTY)]);
    let found = codes(&site, &["check", "--no-pages"]);
    assert!(
        !found.iter().any(|code| FAULTS.contains(&code.as_str())),
        "{found:?}"
    );
    site.run(&["check", "--no-pages", "--strict"]).succeeds();
}

#[test]
fn a_strict_build_publishes_no_faulty_page() {
    let good = Site::small();
    good.run(&["build", "--strict"]).succeeds();
    let before = good.files("public");
    let site = good
        .file(
            "ayumi.toml",
            &format!("{CONFIG}\n[theme]\nname = \"mine\"\n"),
        )
        .file("themes/mine/templates/years.html", FAULTY);
    site.run(&["build", "--strict"])
        .fails_with(1)
        .tells("broken-link")
        .tells("nothing was published");
    assert_eq!(site.files("public"), before);
    assert!(!site.exists(".public.ayumi-staging"));
    site.run(&["build"]).succeeds().tells("broken-link");
}

#[test]
fn a_theme_that_fails_is_told_by_check_too() {
    let site = themed(&[("years.html", "{{ nothing.at.all }}")]);
    site.run(&["check"]).fails_with(2).tells("undefined-name");
    site.run(&["check", "--no-pages"]).succeeds();
}

#[test]
fn what_style_sheets_fetch_is_told() {
    let site = themed(&[]).file(
        "themes/mine/assets/style.css",
        "@import url(\"https://fonts.example/a.css\");\nbody { color: black }\n",
    );
    let run = site.run(&["check"]);
    run.tells("https://fonts.example/a.css")
        .tells("assets/style.");
}

#[test]
fn what_the_archive_lacks_is_told_in_two_notes() {
    let more = "\n[[organisation]]\nid = \"kita\"\nname = \"北区\"\nkind = \"ward\"\nparent = \"mihon\"\n\
                \n[[organisation]]\nid = \"kita-somu\"\nslug = \"somu\"\nname = \"総務課\"\nkind = \"section\"\nparent = \"kita\"\n\
                \n[[organisation]]\nid = \"mukashi\"\nname = \"旧区\"\nkind = \"ward\"\nparent = \"mihon\"\nvalid_to = 2010-03-31\n";
    let mut site = Site::small().file(
        "content/organisations.toml",
        &(ORGANISATIONS.to_owned() + more),
    );
    for (year, era) in [(2019, "令和元"), (2022, "令和4")] {
        let text = DOCUMENT.replace("令和6", era);
        site = site.file(&format!("content/{year}/minato.md"), &text);
    }
    let found = codes(&site, &["check"]);
    assert_eq!(found, ["missing-years", "unused-organisations"]);
    // Notes are shown where more is asked for, and keep nobody from being strict.
    site.run(&["check", "--strict"]).succeeds();
    let quiet = site.run(&["check"]).succeeds();
    assert!(!quiet.stderr.contains("missing-years"), "{}", quiet.stderr);
    site.run(&["check", "--verbose"])
        .succeeds()
        .tells("港区 (2020, 2021, 2023)")
        .tells("nothing is held of these organisations of the registry, nor of any below them (2): 総務課, 北区");
}
