//! `ayumi serve` as it is used: pages, changes, mistakes, and whoever should not see any of it.
#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    reason = "tests run the program and talk to it"
)]

mod serve_support;
mod support;

use std::fs;
use std::net::TcpListener;

use serve_support::{Serving, is_grave};
use support::{CONFIG, DOCUMENT, ORGANISATIONS, Site, files_below};

const PAGE: &str = "/2024/minato/";

fn document(goal: &str) -> String {
    DOCUMENT.replace("除雪の体制を整えます", goal)
}

#[test]
fn a_change_shows_and_what_is_published_stays() {
    let site = Site::small();
    site.run(&["build"]).succeeds();
    let published = site.files("public");
    let serving = Serving::start(&site, &[]);
    assert_eq!(
        serving.address,
        format!("http://127.0.0.1:{}/", serving.port)
    );
    let first = serving.get("/");
    assert_eq!(first.status, 200, "{}", first.head);
    assert_eq!(
        first.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(first.header("cache-control"), Some("no-store"));
    assert!(
        first.body.contains("<script src=\"/__ayumi/live.js\""),
        "{}",
        first.body
    );
    let origin = format!("http://localhost:{}", serving.port);
    assert!(
        first
            .body
            .contains(&format!("script-src 'self' {origin}/__ayumi/live.js")),
        "{}",
        first.body
    );
    assert!(
        first.body.contains("require-trusted-types-for 'script'"),
        "{}",
        first.body
    );
    let mut events = serving.events();
    let before = events.next();
    assert!(!is_grave(&before), "{before}");
    assert!(
        first
            .body
            .contains(&format!("data-page={}", before["page"])),
        "{before}"
    );
    fs::write(
        site.path("content/2024/minato.md"),
        document("融雪の設備を直します"),
    )
    .unwrap();
    let after = events.until("the change", |_| {
        serving.get(PAGE).body.contains("融雪の設備を直します")
    });
    assert_ne!(after["page"], before["page"]);
    serving.says("changed: content/2024/minato.md");
    assert_eq!(site.files("public"), published);
}

#[test]
fn mistakes_keep_the_last_site_and_are_shown() {
    let site = Site::small();
    let serving = Serving::start(&site, &[]);
    let mut events = serving.events();
    let good = events.next();
    for (file, wrong, right, place) in [
        (
            "ayumi.toml",
            "[site]\ntitel = \"<b>x\"\n",
            CONFIG,
            "ayumi.toml:2:1",
        ),
        (
            "content/2024/minato.md",
            "+++\ndraf = true\n+++\n",
            DOCUMENT,
            "content/2024/minato.md:2:1",
        ),
        ("forms/mine.toml", "id = 5\n", "", "forms/mine.toml:1:"),
    ] {
        fs::create_dir_all(site.path("forms")).unwrap();
        fs::write(site.path(file), wrong).unwrap();
        let bad = events.until(file, is_grave);
        assert_eq!(bad["page"], good["page"], "{bad}");
        let items = bad["report"]["items"].as_array().unwrap();
        let item = items.iter().find(|item| {
            item["place"]
                .as_str()
                .is_some_and(|found| found.starts_with(place))
        });
        let item = item.unwrap_or_else(|| panic!("no {place} in {bad}"));
        for key in ["message", "help", "code"] {
            assert!(!item[key].as_str().unwrap().is_empty(), "{key} of {item}");
        }
        assert_eq!(item["severity"], "error");
        let line = &item["line"];
        assert!(
            line["marked"].is_string() && line["before"].is_string(),
            "{item}"
        );
        let page = serving.get(PAGE);
        assert_eq!(page.status, 200);
        assert!(page.body.contains("除雪の体制を整えます"), "{}", page.body);
        serving.says(place.trim_end_matches(':'));
        serving.says("still shows the last site");
        if right.is_empty() {
            fs::remove_file(site.path(file)).unwrap();
        } else {
            fs::write(site.path(file), right).unwrap();
        }
        let mended = events.until("mended", |state| !is_grave(state));
        assert_eq!(mended["page"], good["page"], "the site is as before");
    }
}

#[test]
fn a_site_that_was_never_right_waits_to_be_mended() {
    let site = Site::small().file("ayumi.toml", "[site]\ntitel = \"<script>x\"\n");
    let serving = Serving::start(&site, &[]);
    let page = serving.get(PAGE);
    assert_eq!(page.status, 503);
    assert!(page.body.contains("ayumi.toml:2:1"), "{}", page.body);
    assert!(page.body.contains("titel"), "{}", page.body);
    assert!(!page.body.contains("<script>x"), "{}", page.body);
    assert!(page.body.contains("/__ayumi/live.js"), "{}", page.body);
    let mut events = serving.events();
    let bad = events.next();
    assert!(
        page.body.contains(&format!("data-page={}", bad["page"])),
        "{bad}"
    );
    // Another mistake: the page has to say that one.
    fs::write(site.path("ayumi.toml"), "[stie]\n").unwrap();
    events.until("the other mistake", |_| {
        serving.get("/").body.contains("stie")
    });
    fs::write(site.path("ayumi.toml"), CONFIG).unwrap();
    events.until("a site", |_| serving.get(PAGE).status == 200);
}

#[test]
fn saving_by_renaming_and_folders_that_come_and_go_are_seen() {
    let site = Site::small();
    let serving = Serving::start(&site, &[]);
    let mut events = serving.events();
    let mut now = events.next();
    for round in ["一回目に直します", "二回目に直します"] {
        fs::write(site.path("content/2024/.minato.swp"), document(round)).unwrap();
        fs::rename(
            site.path("content/2024/.minato.swp"),
            site.path("content/2024/minato.md"),
        )
        .unwrap();
        now = events.another_page(&now);
        assert!(serving.get(PAGE).body.contains(round), "{round}");
    }
    fs::rename(site.path("content"), site.path("elsewhere")).unwrap();
    events.until("no content", is_grave);
    assert_eq!(serving.get(PAGE).status, 200, "the last site is kept");
    fs::rename(site.path("elsewhere"), site.path("content")).unwrap();
    events.until("content again", |state| !is_grave(state));
    fs::remove_dir_all(site.path("content")).unwrap();
    events.until("content removed", is_grave);
    let site = site
        .file("content/organisations.toml", ORGANISATIONS)
        .file("content/2024/minato.md", &document("作り直します"));
    let shows = |text: &'static str| {
        let serving = &serving;
        move |_: &serde_json::Value| serving.get(PAGE).body.contains(text)
    };
    events.until("content made again", shows("作り直します"));
    // What was made again is watched as well, deep inside too.
    fs::write(
        site.path("content/2024/minato.md"),
        document("もう一度直します"),
    )
    .unwrap();
    events.until("another change", shows("もう一度直します"));
}

#[test]
fn a_thousand_changes_are_few_builds_and_a_build_wakes_no_other() {
    let site = Site::small();
    let serving = Serving::start(&site, &[]);
    let mut events = serving.events();
    let first = events.next();
    for number in 0..1_000 {
        let path = site.path(&format!("content/2024/{number}.txt"));
        fs::write(path, "x").unwrap();
    }
    fs::write(
        site.path("content/2024/minato.md"),
        document("最後に直します"),
    )
    .unwrap();
    events.another_page(&first);
    serving.says("content/2024/0.txt");
    let config = CONFIG.replace("見本の会", "別の会");
    fs::write(site.path("ayumi.toml"), config).unwrap();
    events.until("the last change", |_| {
        serving.get("/").body.contains("別の会")
    });
    let builds = serving.said().matches("changed: ").count();
    assert!(builds <= 12, "{builds} builds:\n{}", serving.said());
}

#[test]
fn others_see_nothing() {
    let site = Site::small();
    let serving = Serving::start(&site, &[]);
    let port = serving.port;
    for host in ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"] {
        assert_eq!(
            serving
                .request("GET", "/", &format!("{host}:{port}"))
                .status,
            200,
            "{host}"
        );
    }
    for host in [
        format!("evil.example:{port}"),
        "localhost".to_owned(),
        format!("localhost:{}", port ^ 1),
        format!("localhost.evil.example:{port}"),
        format!("evil@localhost:{port}"),
        format!("127.0.0.2:{port}"),
        String::new(),
    ] {
        for path in ["/", "/__ayumi/events", "/__ayumi/live.js"] {
            let answer = serving.request("GET", path, &host);
            assert!(
                [400, 403].contains(&answer.status),
                "{host} {path}: {}",
                answer.head
            );
            assert!(!answer.body.contains("見本"), "{host} {path}");
        }
    }
    let absolute = serving.ask(&format!(
        "GET http://evil.example/ HTTP/1.0\r\nHost: localhost:{port}\r\n\r\n"
    ));
    assert_eq!(absolute.status, 403);
    assert_eq!(serving.ask("GET / HTTP/1.0\r\n\r\n").status, 403);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "QUERY"] {
        let answer = serving.request(method, "/", &format!("localhost:{port}"));
        assert_eq!(answer.status, 405, "{method}");
        assert_eq!(answer.header("allow"), Some("GET, HEAD"), "{method}");
    }
    fs::write(serving.temporary.path().join("secret"), "geheim").unwrap();
    for path in [
        "/../secret",
        "/../../secret",
        "/%2e%2e/%2e%2e/secret",
        "/..%2f..%2fsecret",
        "/2024/../../secret",
        "/..%5c..%5csecret",
        "//etc/passwd",
        "/.ayumi-manifest",
        "/%00",
        "/%ff",
    ] {
        let answer = serving.get(path);
        assert!(
            [400, 404].contains(&answer.status),
            "{path}: {}",
            answer.head
        );
        assert!(!answer.body.contains("geheim"), "{path}");
    }
}

#[test]
fn addresses_are_answered_as_a_host_does_it() {
    let site = Site::empty()
        .file("content/2024/minato/index.md", DOCUMENT)
        .file("content/2024/minato/資料 一.txt", "本文");
    let serving = Serving::start(&site, &[]);
    let folder = serving.get("/2024/minato");
    assert_eq!(folder.status, 307);
    assert_eq!(folder.header("location"), Some(PAGE));
    let page = serving.get(PAGE);
    assert_eq!(serving.get("/2024/minato/index.html").body, page.body);
    let data = serving.get("/2024/minato/index.json");
    assert_eq!(
        data.header("content-type"),
        Some("application/json; charset=utf-8")
    );
    assert!(!data.body.contains("__ayumi"), "{}", data.body);
    let name = "/2024/minato/files/%E8%B3%87%E6%96%99%20%E4%B8%80.txt";
    assert_eq!(serving.get(name).body, "本文");
    let missing = serving.get("/2024/nobody/");
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("/__ayumi/live.js") && missing.body.contains("見本市"));
    let mut links = page.body.split("href=\"").skip(1);
    let mut links = links.by_ref().filter_map(|rest| rest.split('"').next());
    let style = links.find(|link| link.ends_with(".css")).unwrap();
    let style = style.trim_start_matches("../");
    let style = serving.get(&format!("/{style}"));
    assert_eq!(
        style.header("content-type"),
        Some("text/css; charset=utf-8")
    );
    let head = serving.request("HEAD", PAGE, &format!("localhost:{}", serving.port));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("content-type"), page.header("content-type"));
    let length = page.body.len().to_string();
    assert_eq!(head.header("content-length"), Some(length.as_str()));
    for own in ["live.js", "live.css"] {
        assert_eq!(serving.get(&format!("/__ayumi/{own}")).status, 200);
    }
    assert_eq!(serving.get("/__ayumi/x").status, 404);
}

#[test]
fn it_ends_well_and_leaves_nothing() {
    for signal in ["-INT", "-TERM"] {
        let site = Site::small();
        let mut serving = Serving::start(&site, &["--drafts"]);
        let mut events = serving.events();
        events.next();
        assert!(!files_below(serving.temporary.path()).is_empty());
        assert_eq!(serving.interrupt(signal), 0, "{}", serving.said());
        assert_eq!(fs::read_dir(serving.temporary.path()).unwrap().count(), 0);
        assert!(!site.exists("public"));
    }
    // Right away, in the middle of the first build.
    let site = Site::small();
    let mut serving = Serving::start(&site, &[]);
    assert_eq!(serving.interrupt("-INT"), 0, "{}", serving.said());
    assert_eq!(fs::read_dir(serving.temporary.path()).unwrap().count(), 0);
}

#[test]
fn drafts_and_the_search_index_come_where_they_are_asked_for() {
    let draft = format!("+++\ndraft = true\n+++\n{DOCUMENT}");
    let site = Site::small().file("content/2023/minato.md", &draft);
    let plain = Serving::start(&site, &[]);
    assert_eq!(plain.get(PAGE).status, 200);
    assert_eq!(plain.get("/2023/minato/").status, 404);
    let has_index = |serving: &Serving| {
        let files = files_below(serving.temporary.path());
        files.keys().any(|path| path.contains("search/index/"))
    };
    assert!(!has_index(&plain));
    let more = Serving::start(&site, &["--drafts", "--search"]);
    assert_eq!(more.get("/2023/minato/").status, 200);
    assert!(has_index(&more));
}

#[test]
fn what_cannot_be_served_is_said() {
    let site = Site::small();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let empty = tempfile::tempdir().unwrap();
    let empty = empty.path().to_str().unwrap();
    let mut said = String::new();
    for arguments in [
        &["serve", "--port", &port][..],
        &["serve", "--root", empty],
        &["serve", "--port", "65536"],
    ] {
        for run in [site.run_japanese(arguments), site.run(arguments)] {
            assert_eq!(run.code, 2, "{}", run.stderr);
            assert_eq!(run.stdout, "");
            said.push_str(
                &run.stderr
                    .replace(&port, "[port]")
                    .replace(empty, "[folder]"),
            );
        }
    }
    insta::assert_snapshot!(said);
}
