//! From the settings beside documents to the published site: editions, corrections, former addresses, withdrawals,
//! and words that must not be published.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run the program in temporary folders"
)]

#[path = "support/html.rs"]
mod html;
mod support;

use ayumi_search::layout;
use html::visible_text;
use support::{CONFIG, DOCUMENT, Site, files_below};

fn with_address() -> String {
    CONFIG.replace(
        "official = false",
        "official = false\nbase_url = \"https://example.jp/a/\"",
    )
}

fn site(sidecar: &str) -> Site {
    Site::small()
        .file("ayumi.toml", &with_address())
        .file("content/2024/minato.toml", sidecar)
}

#[test]
fn a_former_address_leads_on() {
    let site = site("aliases = [\"2024/old-minato/\", \"kuyakusho/mokuhyo.html\"]\n");
    site.run(&["build", "--quiet"]).succeeds().silently();
    for (path, href) in [
        (
            "public/2024/old-minato/index.html",
            "../../2024/minato/index.html",
        ),
        ("public/kuyakusho/mokuhyo.html", "../2024/minato/index.html"),
    ] {
        let page = site.read(path);
        for wanted in [
            &format!("<meta http-equiv=\"refresh\" content=\"0; url={href}\">"),
            "<meta name=\"robots\" content=\"noindex\">",
            "<link rel=\"canonical\" href=\"https://example.jp/a/2024/minato/\">",
            &format!("<a href=\"{href}\">"),
        ] {
            assert!(page.contains(wanted), "{wanted} in {page}");
        }
    }
    assert!(!site.read("public/sitemap.xml").contains("old-minato"));
}

#[test]
fn a_withdrawn_document_stays_and_says_so() {
    let site = site("withdrawn = { date = 2025-04-01, reason = \"数値に誤りがあったため\" }\n");
    site.run(&["build", "--quiet"]).succeeds().silently();
    let page = site.read("public/2024/minato/index.html");
    let visible = visible_text(&page);
    let notice = visible.find("数値に誤りがあったため").unwrap();
    assert!(notice < visible.find("除雪の体制").unwrap());
    assert!(visible.contains("2025年4月1日"));
    assert!(page.contains("noindex"));
    for list in ["", "2024/", "organisations/minato/"] {
        let list = site.read(&format!("public/{list}index.html"));
        assert!(list.contains("【取り下げ】"), "{list}");
    }
    assert!(!site.read("public/sitemap.xml").contains("2024/minato/"));
    let json: serde_json::Value =
        serde_json::from_str(&site.read("public/2024/minato/index.json")).unwrap();
    assert_eq!(json["withdrawn"]["date"], "2025-04-01");
}

#[test]
fn corrections_show_both_readings() {
    let site = site(
        "[[correction]]\nfrom = \"体制を整えます\"\nto = \"態勢を整えます\"\nkind = \"publisher\"\nnote = \"正誤表による\"\n",
    );
    site.run(&["build", "--quiet"]).succeeds().silently();
    let page = site
        .read("public/2024/minato/index.html")
        .replace("<wbr>", "");
    assert!(
        page.contains("体制を整えます<span class=\"unseen\">〕</span></del><ins>"),
        "{page}"
    );
    let visible = visible_text(&page);
    for wanted in [
        "〔削除：体制を整えます〕〔追加：態勢を整えます〕（発行元による訂正）",
        "正誤表による",
    ] {
        assert!(visible.contains(wanted), "{wanted} in {visible}");
    }
    // Without what was put in, the page has every word of the source.
    let before: String = page
        .split("<ins>")
        .map(|piece| piece.split("</ins>").last().unwrap_or_default())
        .collect();
    let before = visible_text(&before).replace("（発行元による訂正）", "");
    let before = before.replace("〔削除：", "").replace('〕', "");
    assert!(before.contains("除雪の体制を整えます。"), "{before}");
    let hits = site
        .run(&["search", "--json", "--as-written", "態勢を整えます"])
        .succeeds()
        .json();
    assert_eq!(hits["total"], 1);
}

#[test]
fn editions_show_what_differs() {
    let midyear = DOCUMENT
        .replace("体制を整えます。", "体制を10月までに整えます。")
        .replace(
            "<p>2 窓口の待ち時間を短くします。</p>",
            "<p>3 公園を直します。</p>",
        )
        .replace("<p>2 短くできませんでした。</p>", "");
    let site = Site::small()
        .file("content/2024/minato@midyear.md", &midyear)
        .file("content/2024/minato@2025-01-06.md", DOCUMENT);
    site.run(&["build"]).succeeds();
    let main = site.read("public/2024/minato/index.html");
    assert!(
        main.contains(">中間版</a>") && main.contains(">令和7年1月6日版</a>"),
        "{main}"
    );
    assert!(!main.contains("id=\"differences\""));
    let page = site.read("public/2024/minato/editions/midyear/index.html");
    let visible = visible_text(&page);
    for wanted in [
        "これは中間版です。",
        "除雪の体制を〔追加：10月までに〕整えます。",
        "〔追加：公園を直します。〕",
        "〔削除：窓口の待ち時間を短くします。〕",
    ] {
        assert!(visible.contains(wanted), "{wanted} in {visible}");
    }
    let same = site.read("public/2024/minato/editions/2025-01-06/index.html");
    assert!(
        visible_text(&same).contains("本文に違いはありません。"),
        "{same}"
    );
}

#[test]
fn attachments_are_listed() {
    let site = Site::empty()
        .file("content/2024/minato/index.md", DOCUMENT)
        .file("content/2024/minato/地図.txt", &"図".repeat(700));
    site.run(&["build"]).succeeds();
    let page = site.read("public/2024/minato/index.html");
    assert!(
        visible_text(&page).contains("添付ファイル地図.txt（テキスト、2KB）アクセシビリティ未確認"),
        "{page}"
    );
    assert!(page.contains("files/%E5%9C%B0%E5%9B%B3.txt"));
}

/// A document in which a name is spread in every way that cities' documents do.
fn with_names() -> String {
    let names = "\n係：鷹觜\u{3000}匠吾\n\n<b>担当</b>\t鷹<b>觜</b>匠<i>吾</i>\n担当\t鷹觜\t匠吾\n\n鷹\n觜\n匠\n吾\n\n\
                 <table><tr><td>鷹觜</td></tr><tr><td>匠吾</td></tr></table>\n<!-- 鷹觜匠吾 -->\n";
    format!(
        "{}{names}",
        DOCUMENT.replace("1 体制を整えました。", "1 鷹觜匠吾が体制を整えました。")
    )
}

const WITHHOLD: &str = "title = \"鷹觜匠吾の目標\"\n\n[source]\npublisher = \"港区 鷹觜 匠吾\"\n\
    url = \"https://example.jp/%E9%B7%B9%E8%A7%9C%E5%8C%A0%E5%90%BE.html\"\n\n\
    [[withhold]]\ntext = \"鷹觜匠吾\"\nreason = \"本人の申し出\"\n";

#[track_caller]
/// A file's bytes; those of the index are packed.
fn readable(path: &str, bytes: &[u8]) -> Vec<u8> {
    let file = path.strip_prefix("search/index/");
    match file.and_then(layout::part_at) {
        Some(part) => layout::unpacked(part, bytes).unwrap(),
        None => bytes.to_vec(),
    }
}

fn assert_nowhere(site: &Site) {
    let name = "鷹觜匠吾";
    let squeezed = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    // Neither the name nor any pair of its characters, which is what the index is made of.
    let pairs = ["鷹觜", "觜匠", "匠吾", "%E9%B7%B9"];
    for (path, bytes) in files_below(&site.path("public")) {
        let bytes = readable(&path, &bytes);
        let text = String::from_utf8_lossy(&bytes);
        assert!(!squeezed(&text).contains(name), "{path}");
        for pair in pairs {
            assert!(
                !text.contains(pair) && !path.contains(pair),
                "{pair} in {path}"
            );
        }
        let utf_16: Vec<u8> = "鷹觜".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(!bytes.windows(4).any(|window| window == utf_16), "{path}");
    }
}

#[test]
fn what_is_withheld_is_nowhere_in_the_site() {
    let site = Site::empty()
        .file("ayumi.toml", &with_address())
        .file("content/2024/minato/index.md", &with_names())
        .file("content/2024/minato/index.toml", WITHHOLD)
        .file("content/2024/minato/名簿.txt", "鷹觜 匠吾");
    let run = site
        .run(&["build", "--verbose", "--format", "json"])
        .succeeds();
    assert!(
        !run.stdout.contains('觜') && !run.stderr.contains('觜'),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("attachments-withheld"));
    assert!(!site.exists("public/2024/minato/files"));
    assert_nowhere(&site);
    let page = visible_text(&site.read("public/2024/minato/index.html"));
    assert!(
        page.contains("〔掲載を控えています：本人の申し出〕が体制を整えました。"),
        "{page}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&site.read("public/2024/minato/index.json")).unwrap();
    assert!(json["source"]["sha256"].is_null());
    assert!(json["source"]["url"].is_null());
    for language in ["鷹觜匠吾", "鷹觜"] {
        let hits = site.run(&["search", "--json", language]).json();
        assert_eq!(hits["total"], 0, "{language}");
    }
    for format in ["text", "github", "json"] {
        let run = site.run(&["check", "--verbose", "--format", format]);
        assert!(
            !run.stdout.contains('觜') && !run.stderr.contains('觜'),
            "{}{}",
            run.stdout,
            run.stderr
        );
    }
    let inspected = site.run(&["inspect", "content/2024/minato/index.md"]);
    assert!(!inspected.stdout.contains('觜'), "{}", inspected.stdout);
}

/// The search for names finds them where nobody withholds them.
#[test]
#[should_panic(expected = "2024/minato")]
fn names_that_nobody_withholds_are_published() {
    let site = Site::empty().file("content/2024/minato/index.md", &with_names());
    site.run(&["build"]).succeeds();
    let files = files_below(&site.path("public"));
    let index = files
        .iter()
        .filter(|(path, _)| path.starts_with("search/index/"));
    let in_index = index
        .filter(|(path, bytes)| String::from_utf8_lossy(&readable(path, bytes)).contains("鷹觜"))
        .count();
    assert!(in_index > 0, "the index is not looked into");
    assert_nowhere(&site);
}

/// What the walk finds can be accepted by the document that it concerns.
#[test]
fn what_was_found_before_reading_can_be_accepted() {
    let document = DOCUMENT.replace("港区", "磯区");
    let site = Site::empty().file("content/2024/磯区.md", &document);
    site.run(&["check", "--strict"])
        .fails_with(1)
        .tells("unknown-organisation");
    let accept = "[[accept]]\ncode = \"unknown-organisation\"\nreason = \"登録しない\"\n";
    let site = site.file("content/2024/磯区.toml", accept);
    site.run(&["check", "--strict"]).succeeds();
}

#[test]
fn released_attachments_are_looked_into() {
    let sidecar = format!("released = [\"地図.txt\", \"なし.pdf\"]\n{WITHHOLD}");
    let site = Site::empty()
        .file("content/2024/minato/index.md", &with_names())
        .file("content/2024/minato/index.toml", &sidecar)
        .file("content/2024/minato/地図.txt", "港の地図")
        .file("content/2024/minato/名簿.txt", "鷹觜 匠吾");
    site.run(&["build"]).succeeds().tells("released-missing");
    assert!(site.exists("public/2024/minato/files/地図.txt"));
    assert!(!site.exists("public/2024/minato/files/名簿.txt"));
    assert_nowhere(&site);
    let (shift_jis, _, _) = encoding_rs::SHIFT_JIS.encode("住所：鷹匠吾");
    let site = site
        .bytes("content/2024/minato/地図.txt", &shift_jis)
        .file(
            "content/2024/minato/index.toml",
            &sidecar.replace("鷹觜匠吾\"\nreason", "鷹匠吾\"\nreason"),
        )
        .file(
            "content/2024/minato/index.md",
            &format!("{DOCUMENT}\n鷹匠吾\n"),
        );
    site.run(&["check"])
        .fails_with(1)
        .tells("withheld-in-attachment");
}

#[test]
fn no_edition_shows_what_another_withholds() {
    let site = Site::small()
        .file("content/2024/minato.md", &with_names())
        .file("content/2024/minato.toml", WITHHOLD)
        .file("content/2024/minato@midyear.md", &with_names());
    let run = site.run(&["check"]).fails_with(1);
    let run = run.tells("withheld-in-edition");
    assert!(!run.stderr.contains('觜'), "{}", run.stderr);
    let both = site.file("content/2024/minato@midyear.toml", WITHHOLD);
    both.run(&["build"]).succeeds();
    assert_nowhere(&both);
}

#[test]
fn settings_that_withhold_and_reach_no_document_stop_the_build() {
    let withhold = "[[withhold]]\ntext = \"港区\"\nreason = \"試し\"\n";
    for name in ["mianto.toml", "minato.toml.txt", "minato.TOML"] {
        let site = Site::small().file(&format!("content/2024/{name}"), withhold);
        let run = site.run(&["build"]);
        assert_eq!(run.code, 1, "{name}: {}", run.stderr);
        assert!(run.stderr.contains("unused-withhold"), "{}", run.stderr);
        assert!(!site.exists("public/index.html"), "{name}");
    }
    // Without words to withhold it is a slip like any other.
    let site = Site::small().file("content/2024/mianto.toml", "draft = false\n");
    assert_eq!(site.run(&["build"]).code, 0);
}

#[test]
fn addresses_of_the_sites_own_pages_and_escaped_ones_are_no_former_addresses() {
    for (alias, code) in [
        ("index.html", "alias-taken"),
        ("2024/%E6%B8%AF", "alias-unusable"),
        ("2024/old#top", "alias-unusable"),
    ] {
        let settings = format!("aliases = [\"{alias}\"]\n");
        let run = Site::small()
            .file("content/2024/minato.toml", &settings)
            .run(&["check"]);
        assert_eq!(run.code, 1, "{alias}");
        assert!(
            run.stderr.contains(code) || run.stdout.contains(code),
            "{alias}"
        );
    }
}
