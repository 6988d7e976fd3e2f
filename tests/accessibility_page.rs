//! The accessibility page: the publisher's statement, and what stands there without one.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run the program in temporary folders"
)]

#[path = "support/html.rs"]
mod html;
mod support;

use html::visible_text;
use support::Site;

const STATEMENT: &str = "scope = \"このサイトのすべてのページ\"\ntarget = \"AA\"\ntarget_date = 2027-03-31\n\
    conformance = \"partial\"\nplan = \"図の説明を順に加えます。\"\ntested_pages = \"40ページ（無作為に選んだもの）\"\n\
    tested_with = \"NVDA、axe-core\"\npublished = 2026-11-01\n\n[tested]\nfrom = 2026-10-01\nto = 2026-10-09\n\n\
    [contact]\nname = \"広報課\"\ntelephone = \"00-1111-2222\"\n\n\
    [[exception]]\nwhat = \"令和5年度までのPDF\"\nreason = \"作り直しの途中のため\"\nuntil = 2028-03-31\n";

const PAGE: &str = "public/about/accessibility/index.html";

fn with(statement: &str) -> Site {
    Site::small().file("content/accessibility.toml", statement)
}

/// Results for the criteria of level AA, all met but these.
fn results(unmet: &[&str]) -> String {
    use std::fmt::Write as _;
    let numbers = [
        "1.1.1", "1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.3.1", "1.3.2", "1.3.3", "1.4.1",
        "1.4.2", "1.4.3", "1.4.4", "1.4.5", "2.1.1", "2.1.2", "2.2.1", "2.2.2", "2.3.1", "2.4.1",
        "2.4.2", "2.4.3", "2.4.4", "2.4.5", "2.4.6", "2.4.7", "3.1.1", "3.1.2", "3.2.1", "3.2.2",
        "3.2.3", "3.2.4", "3.3.1", "3.3.2", "3.3.3", "3.3.4", "4.1.1", "4.1.2",
    ];
    numbers.iter().fold(String::new(), |mut all, number| {
        let result = if unmet.contains(number) {
            "unmet"
        } else {
            "met"
        };
        write!(
            all,
            "\n[[result]]\ncriterion = \"{number}\"\nresult = \"{result}\"\n"
        )
        .unwrap();
        all
    })
}

#[test]
fn without_a_statement_the_page_claims_nothing() {
    let site = Site::small();
    site.run(&["build", "--quiet"]).succeeds().silently();
    let text = visible_text(&site.read(PAGE));
    for wanted in [
        "このサイトとしての試験は未実施です。",
        "対応の度合い（対応度）は表明していません。",
        &format!(
            "テーマ「default1.0.0」とAyumi{}で作りました。",
            env!("CARGO_PKG_VERSION")
        ),
        "axe-core",
    ] {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
    for claim in ["準拠", "配慮"] {
        assert!(!text.contains(claim), "{claim} in {text}");
    }
}

#[test]
fn the_default_themes_tests_are_not_claimed_for_a_changed_one() {
    let caveat = "標準のテーマのままではないため";
    for (path, is_changed) in [
        ("templates/contact.html", true),
        ("themes/default/assets/style.css", true),
        ("assets/photo.png", false),
    ] {
        let site = Site::small().file(path, "p {}");
        site.run(&["build", "--quiet"]).succeeds();
        let page = site.read(PAGE);
        assert_eq!(page.contains(caveat), is_changed, "{path}");
    }
}

#[test]
fn a_statement_is_shown_in_the_words_of_the_standard() {
    let site = with(&(STATEMENT.to_owned() + &results(&["1.1.1"])));
    site.run(&["build", "--quiet"]).succeeds().silently();
    let text = visible_text(&site.read(PAGE));
    for wanted in [
        "JISX8341-3:2016の適合レベルAAに一部準拠",
        "対象範囲このサイトのすべてのページ",
        "目標とする適合レベルJISX8341-3:2016適合レベルAA（2027年3月31日まで）",
        "試験の時期2026年10月1日から2026年10月9日まで",
        "今後の対応方針図の説明を順に加えます。",
        "令和5年度までのPDF（理由：作り直しの途中のため）2028年3月31日まで",
        "1.1.1非テキストコンテンツA満たしていない",
        "1.4.3コントラスト（最低限レベル）AA満たしている",
        "広報課",
    ] {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
    assert!(!text.contains("未実施"), "{text}");
    let config = site
        .read("ayumi.toml")
        .replace("official = false", "official = false\nlanguage = \"en\"");
    let site = site.file("ayumi.toml", &config);
    site.run(&["build", "--quiet"]).succeeds().silently();
    let page = site.read(PAGE);
    assert!(page.contains("<span lang=\"ja\">このサイトのすべてのページ</span>"));
    assert!(page.contains("<th scope=\"row\">1.1.1 Non-text Content</th>"));
}

#[test]
fn a_claim_that_contradicts_itself_is_not_published() {
    let conforming = STATEMENT.replace("\"partial\"", "\"conforming\"");
    let untested = STATEMENT
        .replace("[tested]\nfrom = 2026-10-01\nto = 2026-10-09\n", "")
        .replace("plan = \"図の説明を順に加えます。\"\n", "");
    for (name, statement) in [
        ("unmet", conforming.clone() + &results(&["1.1.1", "2.4.7"])),
        ("claims", untested),
        (
            "values",
            STATEMENT.replace("to = 2026-10-09", "to = 2026-09-09")
                + "\n[[result]]\ncriterion = \"1.4.13\"\nresult = \"met\"\n"
                + "\n[[result]]\ncriterion = \"1.1.1\"\nresult = \"met\"\n"
                + "\n[[result]]\ncriterion = \"1.1.1\"\nresult = \"unmet\"\n",
        ),
        (
            "keys",
            STATEMENT
                .replace("tested_with", "tested_wiht")
                .replace("\"AA\"", "\"AAAA\""),
        ),
    ] {
        let site = with(&statement);
        let run = site.run(&["build"]).fails_with(2);
        insta::assert_snapshot!(format!("accessibility_{name}"), run.stderr);
        assert!(!site.exists("public/index.html"));
    }
}

#[test]
fn a_claim_that_says_too_little_is_a_warning() {
    for (name, statement) in [
        ("all_met", STATEMENT.to_owned() + &results(&[])),
        (
            "untold",
            STATEMENT.replace("\"partial\"", "\"conforming\"")
                + "\n[[result]]\ncriterion = \"1.1.1\"\nresult = \"met\"\n",
        ),
    ] {
        let site = with(&statement);
        let run = site.run(&["check"]).succeeds();
        insta::assert_snapshot!(format!("accessibility_{name}"), run.stderr);
    }
}
