//! Every kind of page, as a whole.

use std::collections::BTreeSet;

use super::fixture::{archive, chuo, config, several};
use super::visible::see;
use super::{page_of, site};
use crate::model::{Diagnostic, Language, Location, Problem};
use crate::render::texts::Texts;
use crate::render::{Layout, Page, Renderer, SitePage, Visibility, document_json};

/// A page's text, without the hashes of assets: a style sheet changes without any page changing.
fn text(page: &Page) -> String {
    masked(&String::from_utf8(page.bytes.clone()).unwrap())
}

fn masked(text: &str) -> String {
    let mut stretches = text.split("assets/");
    let mut masked = stretches.next().unwrap_or_default().to_owned();
    for stretch in stretches {
        let (name, rest) = stretch.split_once('.').unwrap_or((stretch, ""));
        let hash = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
        let shown = if hash == 16 { "<hash>" } else { &rest[..hash] };
        masked.push_str(&format!("assets/{name}.{shown}{}", &rest[hash..]));
    }
    masked
}

/// A page without what is the same on all pages.
fn main_of(page: &Page) -> String {
    let text = text(page);
    let start = text.find("<main").unwrap();
    let end = text.find("</main>").unwrap();
    text[start..end].to_owned()
}

fn reader_diagnostics() -> Vec<Diagnostic> {
    let at = |line: u32, problem: Problem| {
        let mut text = "\n".repeat(line as usize - 1);
        text.push('行');
        let end = text.len();
        Diagnostic::at(
            problem,
            Location::in_text("content/2024/chuo.md", &text, end - 3..end),
        )
    };
    vec![
        at(
            21,
            Problem::UncertainContinuation {
                label: "取組結果".to_owned(),
            },
        ),
        at(
            19,
            Problem::GoalMissing {
                number: "5".to_owned(),
                label: "取組結果".to_owned(),
            },
        ),
        at(
            3,
            Problem::HeadRole {
                role: "部長".to_owned(),
                usual: "区長".to_owned(),
            },
        ),
        at(
            11,
            Problem::ProbableMisreading {
                text: "大切にされた".to_owned(),
                other: "大切にした".to_owned(),
            },
        ),
    ]
}

#[test]
fn the_real_document() {
    let config = config("", "");
    let archive = archive(&[chuo()]);
    let pages = Renderer::new(&config, &archive)
        .unwrap()
        .document(&chuo(), &reader_diagnostics())
        .unwrap();
    let paths: Vec<&str> = pages.iter().map(|page| page.path.as_str()).collect();
    assert_eq!(paths, ["2024/chuo/index.html", "2024/chuo/index.json"]);
    insta::assert_snapshot!("document", text(&pages[0]));
    insta::assert_snapshot!("document_json", text(&pages[1]));
}

#[test]
fn staff_see_what_is_not_published() {
    let json = |visibility| {
        let bytes = document_json(
            &chuo(),
            &reader_diagnostics(),
            visibility,
            Layout::Pretty,
            Language::English,
        );
        serde_json::from_slice::<serde_json::Value>(&bytes).unwrap()
    };
    let (everything, public) = (json(Visibility::Everything), json(Visibility::Public));
    assert_eq!(everything["source"]["path"], "content/2024/chuo.md");
    assert_eq!(everything["diagnostics"].as_array().unwrap().len(), 4);
    assert_eq!(everything["diagnostics"][0]["file"], "content/2024/chuo.md");
    assert_eq!(public["source"].get("path"), None);
    assert_eq!(public["diagnostics"].as_array().unwrap().len(), 3);
    assert!(
        !public.to_string().contains("content/"),
        "a local path is published"
    );
    assert!(
        !public.to_string().contains("misreading"),
        "a suspicion about wording is published"
    );
}

#[test]
fn pages_of_a_site() {
    let config = config(
        "description = \"区の目標を年度ごとに読めます。\"\nbase_url = \"https://example.jp/archive/\"\n\
         contact = { name = \"政策調整課\", telephone = \"025-000-0000\", mail = \"a@example.jp\" }",
        "as_of = 2025-04-01",
    );
    let pages = site(&config, &several());
    let paths: BTreeSet<&str> = pages.iter().map(|page| page.path.as_str()).collect();
    assert_eq!(paths.len(), pages.len(), "two pages have one path");
    insta::assert_snapshot!(
        "paths",
        masked(&paths.iter().copied().collect::<Vec<_>>().join("\n"))
    );
    for page in pages
        .iter()
        .filter(|page| page.path.ends_with(".html") || page.path.ends_with(".xml"))
    {
        let name = page
            .path
            .trim_end_matches("index.html")
            .replace(['/', '.'], "_");
        let shown = if page.path == "index.html" || !page.path.ends_with(".html") {
            text(page)
        } else {
            main_of(page)
        };
        insta::assert_snapshot!(format!("site_{name}"), shown);
    }
    let robots = pages.iter().find(|page| page.path == "robots.txt").unwrap();
    insta::assert_snapshot!("site_robots.txt", text(robots));
}

#[test]
fn a_site_in_english_says_what_is_japanese() {
    let pages = site(
        &config("language = \"en\"\nbase_url = \"https://example.jp/\"", ""),
        &[chuo()],
    );
    for page in pages.iter().filter(|page| page.path.ends_with(".html")) {
        assert!(text(page).contains("<html lang=\"en\">"), "{}", page.path);
    }
    let document = pages
        .iter()
        .find(|page| page.path == "2024/chuo/index.html")
        .unwrap();
    insta::assert_snapshot!("english", text(document));
}

#[test]
fn without_an_address_nothing_needs_one() {
    let config = config("", "");
    let archive = archive(&several());
    let renderer = Renderer::new(&config, &archive).unwrap();
    let left_out = renderer.left_out().into_iter();
    assert_eq!(
        left_out.map(|one| one.problem).collect::<Vec<_>>(),
        [Problem::NoBaseUrl {
            left_out: "sitemap.xml, feeds/, opensearch.xml".to_owned()
        }]
    );
    assert!(!renderer.site_pages().contains(&SitePage::Sitemap));
    for page in site(&config, &several()) {
        if page.path.ends_with(".html") {
            for needs_one in ["canonical", "og:url", "og:image", "ld+json", "feeds/"] {
                assert!(!text(&page).contains(needs_one), "{}", page.path);
            }
        }
    }
}

/// Every link within the site leads to a page that is made, from every depth.
#[test]
fn all_links_lead_somewhere() {
    let config = config("base_url = \"https://example.jp/archive/\"", "");
    let pages = site(&config, &several());
    let paths: BTreeSet<&str> = pages.iter().map(|page| page.path.as_str()).collect();
    let mut links = 0;
    for page in pages.iter().filter(|page| page.path.ends_with(".html")) {
        let seen = see(&page.bytes);
        let ids: BTreeSet<&str> = seen.all("id").collect();
        assert_eq!(
            ids.len(),
            seen.all("id").count(),
            "{}: an id comes twice",
            page.path
        );
        for labelled in seen.all("aria-labelledby") {
            assert!(
                ids.contains(labelled),
                "{}: nothing is called {labelled}",
                page.path
            );
        }
        for link in seen.all("href").filter(|link| {
            !["https://", "tel:", "mailto:"]
                .iter()
                .any(|known| link.starts_with(known))
        }) {
            let target = match link.strip_prefix("/archive/") {
                Some(path) => path.to_owned(),
                None => resolve(&page.path, link),
            };
            let (path, fragment) = target.split_once('#').unwrap_or((&target, ""));
            assert!(
                paths.contains(path),
                "{}: {link} leads to {path}",
                page.path
            );
            if path == page.path && !fragment.is_empty() {
                assert!(ids.contains(fragment), "{}: no {fragment}", page.path);
            }
            links += 1;
        }
    }
    assert!(links > 200, "only {links} links were looked at");
}

/// What a browser makes of a relative link.
fn resolve(page: &str, link: &str) -> String {
    if link.starts_with('#') {
        return format!("{page}{link}");
    }
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    let mut rest = link;
    while let Some(after) = rest.strip_prefix("../") {
        folders.pop().expect("a link leaves the site");
        rest = after;
    }
    folders.push(rest);
    folders.join("/")
}

#[test]
fn every_page_has_one_title_and_no_level_is_skipped() {
    for page in site(&config("", ""), &several())
        .iter()
        .filter(|page| page.path.ends_with(".html"))
    {
        let outline = see(&page.bytes).outline();
        assert_eq!(
            outline.iter().filter(|level| **level == 1).count(),
            1,
            "{}",
            page.path
        );
        assert_eq!(outline.first(), Some(&1), "{}", page.path);
        assert!(
            outline.windows(2).all(|pair| pair[1] <= pair[0] + 1),
            "{}: {outline:?}",
            page.path
        );
    }
}

/// Each text is used by a template or by a view, and every text that a template names exists.
#[test]
fn templates_and_texts_agree() {
    let config = config("", "");
    let texts = Texts::of(Language::Japanese);
    let mut used: BTreeSet<String> = BTreeSet::new();
    for (name, template) in &config.theme.templates {
        // `t("…")`, and not `asset("…")`.
        let calls = [" t(\"", "(t(\"", "{t(\""].map(|call| template.text.split(call).skip(1));
        for call in calls.into_iter().flatten() {
            let key = call.split('"').next().unwrap();
            let is_prefix = call[key.len()..].starts_with("\" ~");
            assert!(
                is_prefix || texts.find(key).is_some(),
                "{name}: no text {key}"
            );
        }
        used.extend(template.text.split('"').map(str::to_owned));
    }
    let sources = [
        include_str!("../context.rs"),
        include_str!("../differences.rs"),
        include_str!("../data_page.rs"),
        include_str!("../document_page/mod.rs"),
        include_str!("../document_page/beside.rs"),
        include_str!("../document_page/attachments.rs"),
        include_str!("../document_page/elsewhere.rs"),
        include_str!("../document_page/passages.rs"),
        include_str!("../feeds/mod.rs"),
        include_str!("../feeds/atom.rs"),
        include_str!("../feeds/page.rs"),
        include_str!("../indicators/list.rs"),
        include_str!("../indicators/page.rs"),
        include_str!("../indicators/row.rs"),
        include_str!("../indicators/sentences.rs"),
        include_str!("../lineage/mod.rs"),
        include_str!("../lineage/page.rs"),
        include_str!("../kana/sheets.rs"),
        include_str!("../kana/start.rs"),
        include_str!("../kana/titles.rs"),
        include_str!("../kana/words.rs"),
        include_str!("../listing.rs"),
        include_str!("../accessibility_page.rs"),
        include_str!("../opensearch.rs"),
        include_str!("../compare_page.rs"),
        include_str!("../compare_page/any.rs"),
        include_str!("../compare_page/wards.rs"),
        include_str!("../compare_page/years.rs"),
        include_str!("../organisation_page.rs"),
        include_str!("../organisation_page/timeline.rs"),
        include_str!("../status_page.rs"),
        include_str!("../status_page/overview.rs"),
        include_str!("../status_page/year.rs"),
        include_str!("../renderer.rs"),
        include_str!("../report.rs"),
        include_str!("../search_page.rs"),
        include_str!("../scales_page.rs"),
        include_str!("../standing.rs"),
        include_str!("../texts.rs"),
        include_str!("../words.rs"),
        include_str!("../world.rs"),
        include_str!("../year_table.rs"),
    ];
    used.extend(
        sources
            .iter()
            .flat_map(|source| source.split('"'))
            .map(str::to_owned),
    );
    // `section.field`
    used.extend(["result", "direction", "indicators", "mark", "review"].map(str::to_owned));
    used.extend(["added", "removed", "changed"].map(|kind| format!("difference_{kind}")));
    let after = [
        ("attachment", ["accessible", "inaccessible", "unchecked"]),
        ("chart", ["actual", "target", "baseline"]),
        ("news", ["published", "modified", "retrieved"]),
        ("accessibility", ["conforming", "partial", "considered"]),
        ("accessibility", ["met", "unmet", "not_applicable"]),
        ("data_other", ["schema", "package", "checksums"]),
    ];
    for (key, endings) in after {
        let endings = endings.into_iter();
        used.extend(
            endings.flat_map(|ending| [format!("{key}_{ending}"), format!("{key}_{ending}_means")]),
        );
    }
    let lists = ["missed", "stopped", "pending", "not-stated"];
    used.extend(lists.map(|list| format!("status_about_{list}")));
    for kind in [
        "text", "prose", "integer", "number", "boolean", "date", "code",
    ] {
        used.insert(format!("data_kind_{kind}"));
    }
    for kind in ["continued", "reworded", "split", "merged"] {
        let sides = ["before", "after"];
        used.extend(sides.map(|side| format!("lineage_{side}_{kind}")));
        used.insert(format!("lineage_kind_{kind}"));
    }
    let alone = ["before_new", "after_ended", "kind_new", "kind_ended"];
    used.extend(alone.map(|key| format!("lineage_{key}")));
    for state in ["pending", "not_stated", "not_held", "no_organisation"] {
        used.extend([format!("standing_{state}"), format!("legend_{state}")]);
    }
    let unused: Vec<&str> = texts.keys().filter(|key| !used.contains(*key)).collect();
    assert_eq!(unused, Vec::<&str>::new(), "no page says this");
}

#[test]
fn the_search_page_alone_may_run_the_engine_and_knows_where_it_is() {
    let config = config("", "");
    let archive = archive(&several());
    let engine = crate::render::SearchEngine {
        worker: "search/engine/worker.0.js".to_owned(),
        wasm: "search/engine/engine.0.wasm".to_owned(),
        offline: Some("offline.js".to_owned()),
    };
    let renderer = Renderer::new(&config, &archive).unwrap();
    let renderer = renderer.with_search_engine(Some(engine));
    let page = |page| String::from_utf8(renderer.site_page(&page, &[]).unwrap().bytes).unwrap();
    let (home, search) = (page(SitePage::Home), page(SitePage::Search));
    for data in [
        "data-worker=\"../search/engine/worker.0.js\"",
        "data-wasm=\"../search/engine/engine.0.wasm\"",
        "data-index=\"../search/index/\"",
        "data-offline=\"../offline.js\"",
    ] {
        assert!(search.contains(data), "{data}");
    }
    assert!(search.contains("trusted-types ayumi-search"));
    assert!(home.contains("trusted-types &apos;none&apos;") && !home.contains("wasm"));
    // What a host says of all pages must not forbid what the search page needs.
    let policy = renderer.content_security_policy();
    assert!(policy.ends_with("trusted-types ayumi-search"), "{policy}");
}

#[test]
fn somebody_elses_search_is_offered_only_where_the_site_names_one() {
    let named = "[search]\nfallback = { name = \"見本検索\", url = \"https://search.example/?site=a&q={query}\" }\n";
    for (settings, offered) in [("", false), (named, true)] {
        let config = config("", settings);
        let archive = archive(&several());
        let renderer = Renderer::new(&config, &archive).unwrap();
        let page = renderer.site_page(&SitePage::Search, &[]).unwrap();
        let search = String::from_utf8(page.bytes).unwrap();
        assert_eq!(search.contains("https://search.example"), offered);
        assert_eq!(search.contains("見本検索で探す"), offered);
        let policy = renderer.content_security_policy();
        assert_eq!(
            policy.contains("form-action 'self' https://search.example;"),
            offered
        );
    }
}

#[test]
fn a_page_is_the_same_bytes_from_any_thread() {
    let config = config("", "");
    let archive = archive(&several());
    let renderer = Renderer::new(&config, &archive).unwrap();
    let renderer = &renderer;
    let once = renderer.document(&chuo(), &[]).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(renderer.document(&chuo(), &[]).unwrap(), once));
        }
    });
}

#[test]
fn the_head_is_remarked_where_it_stands() {
    let page = page_of(&config("", ""), &chuo(), &reader_diagnostics());
    let seen = see(&page);
    let head = seen.main.find("佐久間なおみ").unwrap();
    let remark = seen.main.find("「部長」と印刷されています").unwrap();
    assert!(
        remark > head && remark - head < 60,
        "the remark does not stand with the head"
    );
    assert_eq!(seen.main.matches("「部長」と印刷").count(), 1);
}
