//! How readers report what was read wrongly.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run the program in temporary folders"
)]

#[path = "support/html.rs"]
mod html;
mod support;

use html::visible_text;
use support::{CONFIG, ORGANISATIONS, Site};

const MAIL: &str = "contact = { name = \"編集係\", mail = \"henshu@example.jp\" }";

fn with(site_settings: &str) -> Site {
    let config = CONFIG.replace(
        "official = false",
        &format!("official = false\n{site_settings}"),
    );
    Site::small().file("ayumi.toml", &config)
}

#[test]
fn a_document_has_the_addresses_ready() {
    let site = with(&format!("base_url = \"https://example.jp/a/\"\n{MAIL}"));
    site.run(&["build", "--quiet"]).succeeds().silently();
    let page = site.read("public/2024/minato/index.html");
    let (_, report) = page.split_once("<section class=\"report\"").unwrap();
    let (report, _) = report.split_once("</section>").unwrap();
    for wanted in [
        "<h2 id=\"report\">",
        "href=\"../../about/report/index.html\"",
        "<code data-copy=\"このページのアドレス\">https://example.jp/a/2024/minato/</code>",
        "<code data-copy=\"目標2\">https://example.jp/a/2024/minato/#goal-2</code>",
        "<details class=\"passages\">",
        "編集係",
        // The ward names no contact: the city's holds.
        "見本市役所 00-0000-0000",
    ] {
        assert!(report.contains(wanted), "{wanted} in {report}");
    }
    // Subject, title and address stand in the mail already; the mark before the anchor does not end it.
    let mail = report
        .split("href=\"mailto:henshu@example.jp?subject=")
        .nth(3)
        .unwrap();
    let mail = mail.split('"').next().unwrap();
    assert!(mail.contains("&amp;body="), "{mail}");
    assert!(
        mail.contains("https%3A%2F%2Fexample.jp%2Fa%2F2024%2Fminato%2F%23goal-2%0D%0A"),
        "{mail}"
    );
}

#[test]
fn without_an_address_the_place_is_said_to_be_one() {
    let site = with(MAIL);
    site.run(&["build", "--quiet"]).succeeds().silently();
    let page = site.read("public/2024/minato/index.html");
    assert!(
        page.contains("\">2024/minato/</code> （公開先のアドレスが設定されていない"),
        "{page}"
    );
}

#[test]
fn the_page_says_what_to_write_and_to_whom() {
    let site = with(MAIL);
    site.run(&["build", "--quiet"]).succeeds().silently();
    let text = visible_text(&site.read("public/about/report/index.html"));
    for wanted in [
        "書いていただきたいこと",
        "編集係",
        "henshu@example.jp",
        "見本市役所00-0000-0000",
    ] {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
    assert!(
        site.read("public/about/index.html")
            .contains("../about/report/index.html")
    );
}

#[test]
fn nobody_to_report_to_is_a_warning_and_no_link() {
    let organisations = ORGANISATIONS.replace("contact = \"見本市役所 00-0000-0000\"\n", "");
    let site = Site::small().file("content/organisations.toml", &organisations);
    insta::assert_snapshot!("no_contact", site.run(&["check"]).succeeds().stderr);
    site.run(&["check", "--strict"]).fails_with(1);
    site.run(&["build"]).succeeds();
    assert!(!site.exists("public/about/report/index.html"));
    for path in [
        "public/about/index.html",
        "public/2024/minato/index.html",
        "public/index.html",
    ] {
        let page = site.read(path);
        assert!(!page.contains("about/report/"), "{path}");
        assert!(!page.contains("id=\"report\""), "{path}");
    }
}

#[test]
fn of_a_city_that_does_not_exist_nobody_has_anything_to_report() {
    let organisations = ORGANISATIONS.replace("contact = \"見本市役所 00-0000-0000\"\n", "");
    let site = Site::small()
        .file("content/organisations.toml", &organisations)
        .file("ayumi.toml", &(CONFIG.to_owned() + "fictional = true\n"));
    site.run(&["check", "--strict", "--quiet"])
        .succeeds()
        .silently();
}
