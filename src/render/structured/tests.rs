#![allow(clippy::unwrap_used)]

use super::*;
use crate::config::Config;
use crate::model::{Date, Document};
use crate::render::tests::fixture::{archive, chuo, config, short};
use crate::render::texts::Texts;
use crate::render::{Renderer, SitePage};

const ADDRESS: &str = "base_url = \"https://example.jp/a/\"";
const START: &str = "<script type=\"application/ld+json\">";

/// What the page of a document says to machines.
fn told(config: &Config, document: &Document) -> Option<Value> {
    let archive = archive(std::slice::from_ref(document));
    let renderer = Renderer::new(config, &archive).unwrap();
    let pages = renderer.document(document, &[]).unwrap();
    of_page(&pages[0].bytes)
}

fn of_page(html: &[u8]) -> Option<Value> {
    let html = String::from_utf8(html.to_vec()).unwrap();
    let (_, rest) = html.split_once(START)?;
    let (json, _) = rest.split_once("</script>").unwrap();
    Some(serde_json::from_str(json).unwrap())
}

#[test]
fn a_document_and_the_way_to_it() {
    let mut document = short(2024, "chuo-chiiki", Some("midyear"), true);
    document.published = Date::parse("2024-05-31");
    document.source.url = Some("https://example.jp/<original>".to_owned());
    document.source.licence = Some("CC BY 4.0".to_owned());
    let told = told(&config(ADDRESS, ""), &document).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&told).unwrap());
}

#[test]
fn heads_are_not_named() {
    let text = told(&config(ADDRESS, ""), &chuo()).unwrap().to_string();
    assert!(
        text.contains("中央区") && !text.contains("佐久間"),
        "{text}"
    );
}

#[test]
fn without_an_address_nothing_is_said() {
    assert_eq!(told(&config("", ""), &chuo()), None);
}

#[test]
fn the_home_page_is_the_site_and_pages_for_errors_are_nothing() {
    let config = config(ADDRESS, "");
    let archive = archive(&[chuo()]);
    let renderer = Renderer::new(&config, &archive).unwrap();
    let home = renderer.site_page(&SitePage::Home, &[]).unwrap();
    let told = of_page(&home.bytes).unwrap();
    assert_eq!(told["@graph"][0]["@type"], "WebSite");
    assert_eq!(told["@graph"].as_array().unwrap().len(), 1);
    let missing = renderer.site_page(&SitePage::NotFound, &[]).unwrap();
    assert_eq!(of_page(&missing.bytes), None);
}

#[test]
fn every_node_says_that_it_is_made_up() {
    let told = told(&config(ADDRESS, "fictional = true"), &chuo()).unwrap();
    let nodes = told["@graph"].as_array().unwrap();
    assert_eq!(nodes.len(), 2);
    for node in nodes {
        let said = node["disambiguatingDescription"].as_str().unwrap();
        assert!(said.starts_with("架空の自治体です。"), "{node}");
    }
}

#[test]
fn data_are_named_file_by_file() {
    let config = config(ADDRESS, "");
    let archive = archive(&[short(2022, "chuo", None, true), chuo()]);
    let texts = Texts::new(&config.theme, config.settings.site.language);
    let world = World::new(&config, &archive, texts);
    let file = Distribution {
        name: "目標",
        path: "data/goals.csv",
        format: "text/csv",
        bytes: Some(1234),
    };
    let node = dataset("data/", "データ", "すべての目標", None, &[file], &world).unwrap();
    assert_eq!(node["temporalCoverage"], "2022-04-01/2025-03-31");
    let download = &node["distribution"][0];
    assert_eq!(
        download["contentUrl"],
        "https://example.jp/a/data/goals.csv"
    );
    assert_eq!(download["contentSize"], "1234 B");
    assert!(node.get("license").is_none());
}

proptest::proptest! {
    /// Whatever a text says, it comes back as it was, and neither ends the element nor begins another.
    #[test]
    fn any_text_is_data(text in "(\\PC|[<>&/\"'\\\\!-]|</script>|<!--|[\u{0}-\u{1f}\u{2028}\u{2029}]){0,40}") {
        let json = json!({ "name": text }).to_string();
        let script = script_text(&json).to_string();
        let inside = script.strip_prefix(START).unwrap().strip_suffix("</script>").unwrap();
        let ends = inside.contains(['<', '>', '&', '\u{2028}', '\u{2029}']);
        proptest::prop_assert!(!ends);
        let back: Value = serde_json::from_str(inside).unwrap();
        proptest::prop_assert_eq!(&back["name"], &Value::from(text));
    }
}

#[test]
fn a_hostile_title_comes_back_from_its_page() {
    let title = "</script><script>alert(1)</script><!-- \u{2028} & \"";
    let mut document = chuo();
    document.title = title.to_owned();
    let told = told(&config(ADDRESS, ""), &document).unwrap();
    assert_eq!(told["@graph"][0]["name"], title);
}
