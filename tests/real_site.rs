//! The main job on the real content: what a person gets who clones the repository and runs the first command.

#![allow(clippy::disallowed_methods, reason = "tests work in temporary folders")]

mod support;

use support::Site;

#[test]
fn the_real_site_is_built_and_searched() {
    let site = Site::real();
    site.run(&["build"])
        .succeeds()
        .tells("published 1 documents");
    for path in [
        "public/index.html",
        "public/404.html",
        "public/2024/index.html",
        "public/2024/chuo/index.html",
        "public/2024/chuo/index.json",
        "public/organisations/chuo/index.html",
        "public/search/index/start.json",
        "public/robots.txt",
    ] {
        assert!(site.exists(path), "{path}");
    }
    assert!(
        !site.exists("public/sitemap.xml"),
        "a sitemap needs the site's address"
    );
    site.run(&["build", "--base-url", "https://example.jp/archive"])
        .succeeds();
    assert!(
        site.read("public/sitemap.xml")
            .contains("https://example.jp/archive/2024/chuo/")
    );
}

#[test]
fn the_queries_of_the_readme_find_their_passage() {
    let site = Site::real();
    site.run(&["build"]).succeeds();
    for (query, url, part) in [
        ("ハマベリング", "2024/chuo/#goal-1-result", "result"),
        ("被災者支援", "2024/chuo/#goal-2-result", "result"),
        ("\"関係人口の創出\"", "2024/chuo/", "other"),
        ("佐久間なおみ", "2024/chuo/", "other"),
        ("しもまち", "2024/chuo/#goal-1-direction", "direction"),
        ("ﾊﾏﾍﾞﾘﾝｸﾞ", "2024/chuo/#goal-1-result", "result"),
    ] {
        let answer = site.run(&["search", "--json", query]).succeeds().json();
        assert_eq!(answer["mode"], "phrase", "{query}");
        assert_eq!(answer["total"], 1, "{query}: {answer:#}");
        let hit = &answer["hits"][0];
        let found = hit["url"].as_str().unwrap_or_default();
        assert!(
            found.starts_with(url) && hit["part"] == part,
            "{query}: {hit:#}"
        );
        assert!(
            hit["snippet"]
                .as_str()
                .unwrap_or_default()
                .contains("<mark>"),
            "{query}"
        );
        assert_eq!(hit["document"], "2024/chuo");
        assert_eq!(answer["facets"]["year"]["2024"], 1);
    }
    let nothing = site
        .run(&["search", "みゆき"])
        .succeeds()
        .tells("nothing found: みゆき");
    assert_eq!(nothing.stdout, "");
}

#[test]
fn anchors_of_hits_exist_on_the_page() {
    let site = Site::real();
    site.run(&["build"]).succeeds();
    let page = site.read("public/2024/chuo/index.html");
    for query in [
        "除雪",
        "復旧",
        "支援",
        "区",
        "の",
        "指標",
        "ハマベリング",
        "賑わい",
    ] {
        let answer = site
            .run(&["search", "--json", "--limit", "100", query])
            .succeeds()
            .json();
        for hit in answer["hits"].as_array().into_iter().flatten() {
            let url = hit["url"].as_str().unwrap_or_default();
            if let Some((_, anchor)) = url.split_once('#') {
                assert!(
                    page.contains(&format!("id=\"{anchor}\"")),
                    "{query}: #{anchor}"
                );
            }
        }
    }
}

#[test]
fn inspect_prints_the_document_of_the_contract() {
    let site = Site::real();
    let json = site
        .run(&["inspect", "content/2024/chuo.md"])
        .succeeds()
        .silently()
        .json();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["municipality"], "151009");
    assert_eq!(json["id"], "2024/chuo");
    assert_eq!(
        json["fiscal_year"],
        serde_json::json!({"year": 2024, "label": "令和6年度"})
    );
    assert_eq!(json["goals"].as_array().map(Vec::len), Some(4));
    assert_eq!(
        json["evaluation"],
        serde_json::json!({"goals": 4, "achieved": 4})
    );
    assert_eq!(json["source"]["path"], "content/2024/chuo.md");
    let codes: Vec<&str> = json["diagnostics"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| one["code"].as_str())
        .collect();
    assert_eq!(codes, ["head-role", "probable-misreading"]);

    let published = {
        site.run(&["build"]).succeeds();
        site.read("public/2024/chuo/index.json")
    };
    assert!(
        !published.contains("probable-misreading"),
        "what staff suspect is not published"
    );
    assert!(
        !published.contains("content/2024"),
        "local paths are not published"
    );
    assert!(published.contains("head-role"));
}

#[test]
fn the_repository_itself_is_a_site() {
    // The real command, on the real folder, into another one.
    let out = tempfile::tempdir().map(|folder| folder.path().join("site"));
    let out = out
        .as_ref()
        .map(|path| path.to_string_lossy().into_owned())
        .unwrap_or_default();
    let run = support::program("C.UTF-8")
        .args(["build", "--root", env!("CARGO_MANIFEST_DIR"), "--out", &out])
        .output();
    let run = run.map(|output| {
        (
            output.status.code(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    });
    assert!(matches!(&run, Ok((Some(0), _))), "{run:?}");
}
