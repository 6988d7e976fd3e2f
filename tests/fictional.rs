//! A municipality that does not exist: whatever leaves the site says so.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests work in temporary folders"
)]

mod support;

use support::{CONFIG, DOCUMENT, Site};

const JAPANESE: &str = "架空の自治体です。ここにある組織・人名・数字・文章はすべて作りものです。";
const ENGLISH: &str =
    "A fictional municipality. All organisations, names, figures and texts here are made up.";

/// A site with an edition, a former address, an attachment and a withdrawn document.
fn site(site_settings: &str) -> Site {
    let config = CONFIG.replace(
        "official = false",
        &format!("official = false\n{site_settings}"),
    );
    Site::empty()
        .file("ayumi.toml", &(config + "fictional = true\n"))
        .file("content/2024/minato/index.md", DOCUMENT)
        .file(
            "content/2024/minato/index.toml",
            "aliases = [\"old/minato\", \"old.html\"]\npublished = 2024-05-31\n",
        )
        .file("content/2024/minato/図.txt", "図")
        .file("content/2024/minato/index@midyear.md", DOCUMENT)
        .file(
            "content/2023/minato.md",
            &DOCUMENT.replace("令和6", "令和5"),
        )
        .file(
            "content/2023/minato.toml",
            "withdrawn = { date = 2024-04-01, reason = \"見本のため\" }\n",
        )
}

/// Every file of the site says that it is fictional, in the way of its kind. Whoever adds a kind has to say here how.
fn says_so_everywhere(site: &Site, notice: &str) {
    let (mut pages, mut data) = (0, 0);
    for (path, bytes) in site.files("public") {
        let text = String::from_utf8_lossy(&bytes);
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        match (path.as_str(), ending) {
            (".ayumi-manifest" | "robots.txt" | "_headers" | "_redirects", _) => {}
            (path, _) if path.contains("/files/") => {}
            (path, "html") => {
                let (before, _) = text.split_once("<main").unwrap();
                let (head, body) = before.split_once("<body>").unwrap();
                assert!(body.contains(notice), "{path}");
                assert!(
                    head.contains("<meta name=\"robots\" content=\"noindex\">"),
                    "{path}"
                );
                pages += 1;
            }
            // The engine's own: the start file beside it speaks for it.
            (path, _) if path.starts_with("search/index/") && !path.ends_with("start.json") => {}
            (path, "json") => {
                let json: serde_json::Value = serde_json::from_str(&text).unwrap();
                assert_eq!(json["fictional"], true, "{path}");
                data += 1;
            }
            // Hashes of files that say so.
            ("data/SHA256SUMS", _) => {}
            (path, "csv") => {
                let mut lines = text.lines();
                assert!(lines.next().unwrap().ends_with(",fictional"), "{path}");
                assert!(lines.all(|line| line.ends_with(",true")), "{path}");
                data += 1;
            }
            // For those who show a feed, or offer to search the site.
            (path, "xml") => {
                assert!(text.contains(notice), "{path}");
                let entries = text.matches("<entry>").count();
                assert_eq!(text.matches("<summary>").count(), entries, "{path}");
                assert!(
                    entries == 0 || text.matches(notice).count() == entries + 1,
                    "{path}"
                );
                data += 1;
            }
            (_, "css" | "svg" | "js") => {}
            (path, "wasm") if path.starts_with("search/engine/") => {}
            (path, "png") if path.starts_with("assets/") => {}
            (path, _) => panic!("how does {path} say that it is fictional?"),
        }
    }
    assert!(pages >= 15 && data >= 4, "{pages} pages, {data} data files");
}

#[test]
fn every_page_and_all_data_say_so() {
    for (settings, notice) in [
        ("", JAPANESE),
        ("base_url = \"https://example.jp/a/\"", JAPANESE),
        ("language = \"en\"", ENGLISH),
    ] {
        let site = site(settings);
        site.run(&["build"]).succeeds();
        for path in [
            "404.html",
            "old.html",
            "old/minato/index.html",
            "2024/minato/editions/midyear/index.html",
        ] {
            assert!(site.exists(&format!("public/{path}")), "{path}");
        }
        let has_address = settings.contains("base_url");
        assert_eq!(site.exists("public/feeds/site.xml"), has_address);
        assert_eq!(site.exists("public/opensearch.xml"), has_address);
        says_so_everywhere(&site, notice);
    }
}

#[test]
fn the_plain_theme_says_so_on_every_page() {
    let site = site("");
    let config = site.read("ayumi.toml") + "\n[theme]\nname = \"plain\"\n";
    let site = site.file("ayumi.toml", &config);
    site.run(&["build"]).succeeds();
    says_so_everywhere(&site, JAPANESE);
}

#[test]
fn nothing_leads_search_engines_there_and_nothing_keeps_them_from_reading_so() {
    let site = site("base_url = \"https://example.jp/a/\"");
    let run = site
        .run(&["build", "--verbose", "--host", "netlify"])
        .succeeds()
        .tells("note[fictional-unlisted]")
        .tells("sitemap.xml");
    assert!(!run.stderr.contains("no-base-url"));
    assert!(!site.exists("public/sitemap.xml"));
    assert_eq!(site.read("public/robots.txt"), "User-agent: *\nAllow: /\n");
    let headers = site.read("public/_headers");
    let (all, assets) = headers.split_once("\n\n").unwrap();
    assert!(all.starts_with("/*\n"), "{headers}");
    assert!(all.ends_with("\n  X-Robots-Tag: noindex"), "{headers}");
    assert!(assets.starts_with("/assets/*\n"), "{headers}");
}

#[test]
fn the_program_says_so_too() {
    let site = site("");
    let json = site
        .run(&["inspect", "content/2023/minato.md"])
        .succeeds()
        .json();
    assert_eq!(json["fictional"], true);
    site.run(&["build"]).succeeds();
    let json = site.run(&["search", "除雪", "--json"]).succeeds().json();
    assert_eq!(json["fictional"], true);
    assert!(json["total"].as_u64().unwrap() > 0);
    let about = site.read("public/about/index.html");
    assert!(about.contains("見本市は実在しません。"), "{about}");
    assert!(!about.contains("原本を確かめてください"), "{about}");
}

#[test]
fn what_is_real_says_nothing_of_it() {
    let site = Site::small();
    site.run(&["build", "--host", "netlify"]).succeeds();
    for (path, bytes) in site.files("public") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains("架空") && !text.contains("X-Robots-Tag"),
            "{path}"
        );
        // What data may say is no statement about this one.
        let may_say = path == "data/schema.json";
        assert!(may_say || !text.contains("\"fictional\""), "{path}");
        let names = path.ends_with(".csv") && text.contains("fictional");
        assert!(!names, "{path}");
        let unlisted = text.contains("content=\"noindex\"");
        assert_eq!(unlisted, path == "404.html", "{path}");
    }
    let json = site.run(&["search", "除雪", "--json"]).succeeds().json();
    assert!(json.get("fictional").is_none());
}

#[test]
fn a_theme_cannot_leave_it_out() {
    let own = |base: &str| {
        let config = format!("{CONFIG}fictional = true\n\n[theme]\nname = \"own\"\n");
        Site::small()
            .file("ayumi.toml", &config)
            .file("themes/own/templates/base.html", base)
    };
    let silent = own("<title>{{ site.title }}</title>{% block main %}{% endblock %}\n");
    silent
        .run(&["build"])
        .fails_with(2)
        .tells("error[template-error]")
        .tells("{{ t(\"fictional\") }}");
    assert!(!silent.exists("public"));
    let listed = own("{{ t(\"fictional\") }}{% block main %}{% endblock %}\n");
    listed.run(&["build"]).fails_with(2).tells("noindex");
    let honest = own(
        "<meta name=\"robots\" content=\"noindex\">{{ t(\"fictional\") }}{% block main %}{% endblock %}\n",
    );
    honest.run(&["build"]).succeeds();
}

#[test]
fn what_does_not_exist_has_no_official_site() {
    let config = CONFIG.replace("official = false", "official = true") + "fictional = true\n";
    let site = Site::small().file("ayumi.toml", &config);
    let said = [
        site.run_japanese(&["check"]).fails_with(2).stderr,
        site.run(&["build"]).fails_with(2).stderr,
    ];
    insta::assert_snapshot!(said.join("\n"));
    assert!(!site.exists("public"));
    let wrong = Site::small().file("ayumi.toml", &format!("{CONFIG}fictional = \"yes\"\n"));
    wrong
        .run(&["check"])
        .fails_with(2)
        .tells("archive.fictional");
}
