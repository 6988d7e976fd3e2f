//! The index at the end of the book: words and organisations in the order of kana, on plain pages.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests work in temporary folders"
)]

#[path = "support/html.rs"]
mod html;
mod support;

use html::visible_text;
use support::{CONFIG, DOCUMENT, Site};

/// Two years of a ward and of a section, whose reading is not registered.
fn site() -> Site {
    let section = DOCUMENT.replace("港区", "総務課");
    let market = "<p>2 窓口と市場の待ち時間を短くします。</p>";
    let document = DOCUMENT.replace("<p>2 窓口の待ち時間を短くします。</p>", market);
    Site::empty()
        .file(
            "ayumi.toml",
            &CONFIG.replace("official", "base_url = \"https://example.jp/a/\"\nofficial"),
        )
        .file("content/2024/minato.md", &document)
        .file(
            "content/2023/minato.md",
            &document.replace("令和6", "令和5"),
        )
        .file("content/2024/minato/somu.md", &section)
        .file(
            "content/2023/minato/somu.md",
            &section.replace("令和6", "令和5"),
        )
}

#[test]
fn words_lead_to_where_they_stand() {
    let site = site();
    site.run(&["build", "--quiet"]).succeeds();
    let page = site.read("public/search/kana/words/shi/index.html");
    let entry = |word: &str| -> String {
        let from = page.find(&format!("<dt>{word}")).unwrap_or_else(|| {
            panic!("{word} in {page}");
        });
        page[from..].split("</dd>").next().unwrap().to_owned()
    };
    let snow = entry("除雪");
    assert!(snow.contains("4件の文書"), "{snow}");
    let first = snow.find("2024/minato/index.html#goal-1\">").unwrap();
    let later = snow.find("2023/minato/index.html#goal-1\">").unwrap();
    assert!(first < later, "the newest first: {snow}");
    // しじょう or いちば: nobody said which.
    let market = entry("市場");
    assert!(!market.contains("kana"), "{market}");
    let certain = site.read("public/search/kana/words/ta/index.html");
    let certain = certain.contains("<dt>体制 <span class=\"kana\">たいせい</span></dt>");
    assert!(certain, "a dictionary knows one reading");
    insta::assert_snapshot!(
        "kana_words",
        page.split("<main")
            .nth(1)
            .unwrap()
            .split("</main>")
            .next()
            .unwrap()
    );
}

#[test]
fn organisations_without_a_reading_stand_at_the_end() {
    let site = site();
    site.run(&["build", "--quiet"]).succeeds();
    let ward = visible_text(&site.read("public/search/kana/titles/mi/index.html"));
    assert!(ward.contains("港区みなとく"), "{ward}");
    assert!(ward.contains("令和6年度令和5年度"), "{ward}");
    let page = site.read("public/search/kana/titles/others/index.html");
    let section = visible_text(&page);
    assert!(section.contains("よみが登録されていない組織"), "{section}");
    assert!(section.contains("港区総務課"), "{section}");
    assert!(!section.contains("そうむか"), "{section}");
    assert!(
        page.contains("../../../../2023/minato/somu/index.html"),
        "{page}"
    );
}

#[test]
fn the_search_page_and_the_sitemap_lead_to_it() {
    let site = site();
    site.run(&["build", "--quiet", "--strict"]).succeeds();
    let search = site.read("public/search/index.html");
    let off = search.split("data-search-off>").nth(1).unwrap();
    let (off, after) = off.split_once("</p>").unwrap();
    assert!(off.contains("kana/index.html"), "{off}");
    assert!(after.contains("kana/index.html"), "{after}");
    let start = site.read("public/search/kana/index.html");
    for wanted in [
        "words/shi/index.html",
        "titles/mi/index.html",
        "titles/others/index.html",
    ] {
        assert!(start.contains(wanted), "{wanted} in {start}");
    }
    let sitemap = site.read("public/sitemap.xml");
    for wanted in ["search/kana/<", "search/kana/titles/mi/<"] {
        let wanted = format!("https://example.jp/a/{wanted}");
        assert!(sitemap.contains(&wanted), "{wanted} in {sitemap}");
    }
}

#[test]
fn without_search_files_there_are_titles() {
    let site = site();
    site.run(&["build", "--quiet", "--no-search", "--strict"])
        .succeeds();
    let start = visible_text(&site.read("public/search/kana/index.html"));
    assert!(start.contains("言葉の索引はありません"), "{start}");
    assert!(!site.exists("public/search/kana/words/shi/index.html"));
    assert!(site.exists("public/search/kana/titles/mi/index.html"));
    // What there is does not depend on what was there before.
    site.run(&["build", "--quiet"]).succeeds();
    assert!(site.exists("public/search/kana/words/shi/index.html"));
}

#[test]
fn a_site_of_one_document_has_no_words() {
    let site = Site::small();
    site.run(&["build", "--quiet"]).succeeds();
    let start = visible_text(&site.read("public/search/kana/index.html"));
    assert!(start.contains("言葉の索引はありません"), "{start}");
    assert!(start.contains("1の組織の、1件の文書"), "{start}");
}
