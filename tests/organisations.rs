//! Organisations through the years: names as of the year, changes in mid-year, addresses, and what their pages say.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run the program in temporary folders"
)]

mod support;

use support::{DOCUMENT, Site};

/// On 2024-01-01, inside fiscal 2023, 北区 was split, and 山区 became another ward of the same name.
const REGISTRY: &str = r#"
[[organisation]]
id = "shi"
name = "見本市"
kind = "city"

[[organisation]]
id = "kita"
name = "北区"
kind = "ward"
parent = "shi"
valid_from = 2007-04-01
valid_to = 2023-12-31

[[organisation]]
id = "hama"
name = "浜区"
kind = "ward"
parent = "shi"
valid_from = 2024-01-01
abbreviations = ["浜"]
contact = { name = "区民生活課", telephone = "053-000-0000", mail = "hama@city.example.jp", form = "https://example.jp/hama" }

[[organisation]]
id = "yama"
name = "山区"
kind = "ward"
parent = "shi"
valid_to = 2023-12-31

[[organisation]]
id = "yama-2024"
name = "山区"
kind = "ward"
parent = "shi"
valid_from = 2024-01-01
contact = "山区役所 053-000-0001"

[[organisation]]
id = "hama-fukushi"
slug = "fukushi"
name = "福祉部"
kind = "department"
parent = "hama"

[[organisation]]
id = "hoken"
name = "保健課"
kind = "section"
parent = "hama-fukushi"

[[change]]
date = 2024-01-01
kind = "split"
from = ["kita"]
to = ["hama", "yama-2024"]
note = "三方原地区は山区へ"

[[change]]
date = 2024-01-01
kind = "rename"
from = ["yama"]
to = ["yama-2024"]
"#;

fn document(name: &str, year: &str) -> String {
    DOCUMENT.replace("港区", name).replace("令和6年度", year)
}

fn site() -> Site {
    Site::empty()
        .file("content/organisations.toml", REGISTRY)
        .file("content/2022/北区.md", &document("北区", "令和4年度"))
        .file("content/2023/北区.md", &document("北区", "令和5年度"))
        .file("content/2023/浜区.md", &document("浜区", "令和5年度"))
        .file("content/2022/山区.md", &document("山区", "令和4年度"))
        .file("content/2024/山区.md", &document("山区", "令和6年度"))
        .file("content/2024/浜/index.md", &document("浜区", "令和6年度"))
        .file(
            "content/2024/浜/fukushi/index.md",
            &document("福祉部", "令和6年度"),
        )
        .file(
            "content/2024/浜/fukushi/保健課.md",
            &document("保健課", "令和6年度"),
        )
        .file(
            "content/2023/hama/保健課.md",
            &document("保健課", "令和5年度"),
        )
}

/// The text of a page's main part, without tags, one line for each line that has any.
fn main_text(site: &Site, page: &str) -> String {
    let html = site.read(&format!("public/{page}index.html"));
    let main = html.split_once("<main").unwrap().1;
    let main = main.split_once('>').unwrap().1;
    let main = main.split_once("</main>").unwrap().0;
    let mut text = String::new();
    let mut inside = false;
    for c in main.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn each_year_knows_the_organisations_that_it_had() {
    let site = site();
    site.run(&["build", "--strict"]).succeeds();
    for page in [
        "2022/kita/",
        "2022/yama/",
        "2023/kita/",
        "2023/hama/",
        "2024/yama-2024/",
        "2024/hama/",
        "2024/hama/fukushi/",
        "2024/hama/fukushi/hoken/",
        "2023/hama/fukushi/hoken/",
    ] {
        assert!(site.exists(&format!("public/{page}index.html")), "{page}");
    }
    // The year in which it happened has both; the years around it have one of them.
    let of_year = |year: u16| main_text(&site, &format!("{year}/"));
    assert!(of_year(2022).contains("北区") && !of_year(2022).contains("浜区"));
    assert!(of_year(2023).contains("北区") && of_year(2023).contains("浜区"));
    assert!(!of_year(2024).contains("北区") && of_year(2024).contains("浜区"));
    assert_eq!(of_year(2022).matches("山区").count(), 1);
    assert_eq!(of_year(2023).matches("山区").count(), 2);
    let wards = main_text(&site, "wards/");
    assert!(wards.contains("北区 （2023年12月31日まで）"), "{wards}");
    insta::assert_snapshot!("year", of_year(2024));
}

#[test]
fn the_page_of_an_organisation_tells_its_life() {
    let site = site();
    site.run(&["build"]).succeeds();
    let mut shown = String::new();
    for id in ["kita", "hama", "yama-2024"] {
        let text = main_text(&site, &format!("organisations/{id}/"));
        shown += &format!("== {id}\n{text}\n\n");
    }
    insta::assert_snapshot!("lives", shown);
    let html = site.read("public/organisations/kita/index.html");
    assert!(html.contains("href=\"../../organisations/hama/index.html\""));
    let html = site.read("public/2024/hama/index.html");
    for link in [
        "tel:0530000000\"",
        "mailto:hama@city.example.jp?subject=",
        "https://example.jp/hama\"",
    ] {
        assert!(html.contains(&format!("href=\"{link}")), "{link}");
    }
    assert!(main_text(&site, "2024/yama-2024/").contains("山区役所 053-000-0001"));
}

#[test]
fn a_decomposed_name_is_published_composed() {
    // カ and the mark of voicing, as some systems write ガ.
    let site = Site::empty()
        .file("content/2024/minato/index.md", DOCUMENT)
        .file(
            "content/2024/minato/カ\u{3099}イト\u{3099}/計画.pdf",
            "%PDF",
        )
        .file("content/2024/minato/ハ\u{309a}ンフ.txt", "x");
    site.run(&["build", "--strict"]).succeeds();
    assert_eq!(
        site.read("public/2024/minato/files/ガイド/計画.pdf"),
        "%PDF"
    );
    assert_eq!(site.read("public/2024/minato/files/パンフ.txt"), "x");
    let both = site.file("content/2024/minato/パンフ.txt", "y");
    // Where the disk itself takes the two for one, there is nothing to refuse.
    if both.files("content/2024/minato").len() == 4 {
        let run = both.run(&["build"]).fails_with(1);
        assert!(run.stderr.contains("name-clash"), "{}", run.stderr);
    }
}

#[test]
fn a_document_is_found_under_any_spelling_of_its_name() {
    let site = Site::empty()
        .file(
            "content/organisations.toml",
            "[[organisation]]\nid = \"gaido\"\nname = \"ガイド区\"\nkind = \"ward\"\ncontact = \"ガイド区役所\"\n",
        )
        .file(
            "content/2024/カ\u{3099}イト\u{3099}区.md",
            &document("ガイド区", "令和6年度"),
        )
        .file("content/2024/ガイド区.toml", "published = 2024-05-31\n");
    site.run(&["check", "--strict"]).succeeds();
    let shown = site
        .run(&["inspect", "content/2024/カ\u{3099}イト\u{3099}区.md"])
        .succeeds();
    assert!(shown.stdout.contains("2024-05-31"), "{}", shown.stdout);
}

#[test]
fn an_old_address_leads_to_the_present_one() {
    let registry = REGISTRY.replace(
        "slug = \"fukushi\"",
        "slug = \"fukushi\"\nformer_slugs = [\"hukusi\"]",
    );
    let site = site().file("content/organisations.toml", &registry);
    site.run(&["build"]).succeeds();
    let moved = site.read("public/2024/hama/hukusi/index.html");
    assert!(
        moved.contains("url=../../../2024/hama/fukushi/index.html"),
        "{moved}"
    );
    let below = site.read("public/2024/hama/hukusi/hoken/index.html");
    assert!(
        below.contains("url=../../../../2024/hama/fukushi/hoken/index.html"),
        "{below}"
    );
}
