//! Hard words: explained at their first place on a page, and all of them on a page of their own.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run the program in temporary folders"
)]

#[path = "support/html.rs"]
mod html;
mod support;

use html::visible_text;
use support::{DOCUMENT, Site};

const WORDS: &str = "[[word]]\nterm = \"除雪\"\nreading = \"じょせつ\"\nvariants = [\"雪かき\"]\n\
    meaning = \"道の雪を取り除くことです。\"\nsource = \"https://example.jp/yuki\"\nreviewed = 2026-01-02\n\n\
    [[word]]\nterm = \"体制\"\nreading = \"たいせい\"\nmeaning = \"しくみのことです。\"\n\n\
    [[word]]\nterm = \"DX\"\nreading = \"でぃーえっくす\"\nmeaning = \"仕事をデジタルの技術で変えることです。\"\n";

fn site(words: &str) -> Site {
    // 体制 stands in a goal's heading first: there it is left alone.
    let document = DOCUMENT.replace(
        "<p>1 体制を整えました。",
        "<p>1 雪かきと除雪の体制を整えました。体制は続けます。",
    );
    Site::empty()
        .file("content/2024/minato.md", &document)
        .file("content/glossary.toml", words)
}

#[test]
fn a_word_is_explained_at_its_first_place_only() {
    let site = site(WORDS);
    site.run(&["build", "--quiet"]).succeeds().silently();
    let page = site.read("public/2024/minato/index.html");
    let marked: Vec<&str> = page
        .split("<a class=\"word\" ")
        .skip(1)
        .filter_map(|rest| rest.split("</a>").next())
        .collect();
    assert_eq!(
        marked,
        [
            "id=\"word-1-use\" href=\"#word-1\">雪かき",
            "id=\"word-2-use\" href=\"#word-2\">体制"
        ]
    );
    // The heading of the goal has no link.
    assert!(
        page.contains("</span> 除雪の<wbr>体制を<wbr>整えます。</h"),
        "{page}"
    );
    assert!(visible_text(&page).contains("1雪かきと除雪の体制を整えました。体制は続けます。"));
    for wanted in [
        "<div id=\"word-1\"><dt>除雪 <span class=\"kana\">じょせつ</span></dt><dd>道の雪を取り除くことです。",
        "<a href=\"#word-1-use\" aria-label=\"「除雪」の本文に戻る\">本文に戻る</a>",
    ] {
        assert!(page.contains(wanted), "{wanted} in {page}");
    }
    assert!(!page.contains("id=\"word-3\""), "DX is not in the document");
}

#[test]
fn all_words_stand_on_a_page_in_the_order_of_kana() {
    let site = site(WORDS);
    let config = site.read("ayumi.toml").replace(
        "official = false",
        "official = false\nbase_url = \"https://example.jp/\"",
    );
    let site = site.file("ayumi.toml", &config);
    site.run(&["build", "--quiet"]).succeeds();
    let text = visible_text(&site.read("public/about/glossary/index.html"));
    let places = [
        "さ行",
        "除雪じょせつ",
        "た行",
        "体制たいせい",
        "DXでぃーえっくす",
    ]
    .map(|wanted| text.rfind(wanted).unwrap());
    assert!(places.is_sorted(), "{places:?} in {text}");
    assert!(text.contains("ほかの言い方：雪かき"));
    assert!(text.contains("確認した日：2026年1月2日"));
    let about = site.read("public/about/index.html");
    assert!(about.contains("../about/glossary/index.html"));
    assert!(
        site.read("public/sitemap.xml")
            .contains("https://example.jp/about/glossary/")
    );
}

#[test]
fn without_words_there_is_no_page_and_no_link() {
    let site = Site::small();
    site.run(&["build", "--quiet"]).succeeds().silently();
    assert!(!site.exists("public/about/glossary/index.html"));
    assert!(!site.read("public/about/index.html").contains("glossary"));
}

#[test]
fn what_is_wrong_with_the_words_is_told_with_its_place() {
    let words = WORDS
        .replace("でぃーえっくす", "DX")
        .replace("しくみのことです。", " ")
        + "\n[[word]]\nterm = \"ＤＸ\"\nreading = \"でぃーえっくす\"\nmeaning = \"x\"\nfurigana = \"y\"\n";
    let site = site(&words.replace("furigana = \"y\"\n", ""));
    insta::assert_snapshot!("glossary_wrong", site.run(&["check"]).fails_with(2).stderr);
    let unknown = site.file("content/glossary.toml", &words);
    insta::assert_snapshot!(
        "glossary_unknown_key",
        unknown.run(&["check"]).fails_with(2).stderr
    );
}
