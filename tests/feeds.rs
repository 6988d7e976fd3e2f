//! Feeds, and what pages say to machines, as a site publishes them.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests work in temporary folders"
)]

mod support;

use std::collections::BTreeSet;

use support::{CONFIG, DOCUMENT, Run, Site};

fn with_address() -> String {
    CONFIG.replace("official", "base_url = \"https://example.jp/a/\"\nofficial")
}

/// A ward through two years, and a section of it; one document without a date.
fn site() -> Site {
    Site::empty()
        .file("ayumi.toml", &with_address())
        .file("content/2024/minato.md", DOCUMENT)
        .file(
            "content/2024/minato.toml",
            "published = 2024-05-31\nmodified = 2025-05-30\n",
        )
        .file(
            "content/2023/minato.md",
            &DOCUMENT.replace("令和6", "令和5"),
        )
        .file(
            "content/2024/minato/somu.md",
            &DOCUMENT.replace("港区", "総務課"),
        )
        .file(
            "content/2024/minato/somu.toml",
            "[source]\nretrieved = 2024-07-01\n",
        )
}

fn built(site: Site) -> (Site, Run) {
    let run = site.run(&["build", "--verbose"]).succeeds();
    (site, run)
}

#[test]
fn each_feed_tells_of_its_own() {
    let (site, run) = built(site());
    assert!(
        !run.stderr.contains("no-base-url") && !run.stderr.contains("no-dates"),
        "{}",
        run.stderr
    );
    let entries = |feed: &str| {
        site.read(&format!("public/feeds/{feed}.xml"))
            .matches("<entry>")
            .count()
    };
    assert_eq!(entries("site"), 2);
    assert_eq!(entries("2024"), 2);
    assert_eq!(entries("organisations/minato"), 2);
    assert_eq!(entries("organisations/minato-somu"), 1);
    // Of that year nothing has a date; the city's feed is the site's.
    assert!(!site.exists("public/feeds/2023.xml"));
    assert!(!site.exists("public/feeds/organisations/mihon.xml"));
    let feed = site.read("public/feeds/site.xml");
    assert!(
        feed.contains("<updated>2025-05-30T00:00:00+09:00</updated>"),
        "{feed}"
    );
    assert!(feed.contains("港区 総務課 令和6年度（2024年度）"), "{feed}");
    assert!(feed.contains("2件中1件達成"), "{feed}");
    assert!(
        !feed.contains("見本 太郎") && !feed.contains("除雪"),
        "{feed}"
    );
}

#[test]
fn pages_lead_to_their_feeds() {
    let (site, _) = built(site());
    let alternates = |page: &str| -> Vec<String> {
        let html = site.read(&format!("public/{page}index.html"));
        let links = html
            .lines()
            .filter(|line| line.contains("application/atom+xml"));
        links
            .map(|line| {
                line.split("href=\"")
                    .nth(1)
                    .unwrap()
                    .split('"')
                    .next()
                    .unwrap()
                    .to_owned()
            })
            .collect()
    };
    assert_eq!(alternates("about/"), ["../feeds/site.xml"]);
    assert_eq!(
        alternates("2024/"),
        ["../feeds/site.xml", "../feeds/2024.xml"]
    );
    assert_eq!(alternates("2023/"), ["../feeds/site.xml"]);
    let own = "../../feeds/organisations/minato.xml";
    assert_eq!(alternates("2024/minato/"), ["../../feeds/site.xml", own]);
    assert_eq!(
        alternates("organisations/minato/"),
        ["../../feeds/site.xml", own]
    );
    let page = site.read("public/feeds/index.html");
    for feed in [
        "site",
        "2024",
        "organisations/minato",
        "organisations/minato-somu",
    ] {
        assert!(
            page.contains(&format!("href=\"../feeds/{feed}.xml\"")),
            "{page}"
        );
    }
    assert!(
        site.read("public/sitemap.xml")
            .contains("https://example.jp/a/feeds/<")
    );
}

/// Every feed that a page names is there, and every feed is named by the page of feeds.
#[test]
fn no_feed_is_missing_or_lost() {
    let (site, _) = built(site());
    let files = site.files("public");
    let feeds: BTreeSet<&str> = files
        .keys()
        .filter_map(|path| path.strip_prefix("feeds/")?.strip_suffix(".xml"))
        .collect();
    let page = site.read("public/feeds/index.html");
    let (_, main) = page.split_once("<main").unwrap();
    let named: BTreeSet<&str> = main
        .split("href=\"../feeds/")
        .skip(1)
        .filter_map(|rest| rest.split_once(".xml\"").map(|(name, _)| name))
        .collect();
    assert_eq!(named, feeds);
}

#[test]
fn without_any_date_there_are_no_feeds_and_a_note_says_so() {
    let site = Site::small().file("ayumi.toml", &with_address());
    let (site, run) = built(site);
    run.tells("note[no-dates]").tells("feeds/");
    assert!(!site.exists("public/feeds"));
    for (path, bytes) in site.files("public") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("feeds/"), "{path} leads to a feed");
    }
    assert!(site.exists("public/opensearch.xml"));
}

#[test]
fn without_an_address_all_that_is_left_out_is_named() {
    let (site, run) = built(Site::small());
    run.tells("note[no-base-url]")
        .tells("sitemap.xml, feeds/, opensearch.xml");
    for path in ["sitemap.xml", "feeds", "opensearch.xml"] {
        assert!(!site.exists(&format!("public/{path}")), "{path}");
    }
    let page = site.read("public/2024/minato/index.html");
    assert!(page.contains("<meta property=\"og:title\""));
    assert!(!page.contains("og:url") && !page.contains("og:image") && !page.contains("ld+json"));
}

#[test]
fn what_keeps_a_site_for_readers_is_published_where_it_is_wanted() {
    let (usual, _) = built(Site::small());
    assert!(!usual.exists("public/offline.js"));
    assert!(
        !usual
            .read("public/search/index.html")
            .contains("offline.js")
    );
    let settings = usual.read("ayumi.toml") + "\n[search]\noffline = true\n";
    let (site, _) = built(Site::small().file("ayumi.toml", &settings));
    assert!(
        site.read("public/search/index.html")
            .contains("data-offline=\"../offline.js\"")
    );
    // It says itself which files never change.
    let script = site.read("public/offline.js");
    for folder in ["assets/", "search/engine/", "search/index/parts/"] {
        assert!(script.contains(&format!("\"{folder}\"")), "{folder}");
        assert!(
            site.files("public")
                .keys()
                .any(|path| path.starts_with(folder)),
            "{folder}"
        );
    }
}

#[test]
fn the_search_page_leads_everywhere_and_its_list_has_all_titles() {
    let (site, _) = built(site());
    let page = site.read("public/search/index.html");
    for address in [
        "../2024/index.html",
        "../2023/index.html",
        "../organisations/minato/index.html",
    ] {
        assert!(page.contains(&format!("href=\"{address}\"")), "{address}");
    }
    assert!(
        page.contains(">港区</a>") && page.contains("ま行"),
        "{page}"
    );
    let titles: serde_json::Value =
        serde_json::from_str(&site.read("public/search/titles.json")).unwrap();
    let minato = titles["organisations"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["name"] == "港区")
        .unwrap();
    assert_eq!(
        minato["documents"],
        serde_json::json!([
            [2024, "2024/minato/", "令和6年度 港区組織目標"],
            [2023, "2023/minato/", "令和5年度 港区組織目標"],
        ])
    );
    assert_eq!(
        titles["years"]["2024"],
        serde_json::json!(["令和6年度（2024年度）", "令和6年度 R6"])
    );
    assert!(
        site.read("public/opensearch.xml")
            .contains("https://example.jp/a/search/?q={searchTerms}")
    );
}

/// An organisation that is called otherwise in addresses is the same in what feed readers remember.
#[test]
fn another_slug_makes_nothing_new() {
    let ids = |site: &Site| -> Vec<String> {
        let feed = site.read("public/feeds/site.xml");
        let ids = feed.lines().filter(|line| line.contains("<id>"));
        ids.map(str::to_owned).collect()
    };
    let (before, _) = built(site());
    let registry = before.read("content/organisations.toml");
    let registry = registry.replace(
        "slug = \"somu\"",
        "slug = \"soumu\"\nformer_slugs = [\"somu\"]",
    );
    let (after, _) = built(site().file("content/organisations.toml", &registry));
    assert!(after.exists("public/2024/minato/soumu/index.html"));
    assert_eq!(ids(&before), ids(&after));
}
