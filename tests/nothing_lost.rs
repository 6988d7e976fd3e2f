//! Nothing that a document says is ever lost: from the source to the parts (a property test of the reader), from the
//! parts to the JSON, and from the parts to the visible text of the page.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests work in temporary folders"
)]

#[path = "support/html.rs"]
mod html;
mod support;

use ayumi::config::{Config, Overrides};
use ayumi::model::{Digest, FiscalYear, Language};
use ayumi::read::{Context, Input, Reading, read};
use ayumi::relate::Archive;
use ayumi::render::{Layout, Renderer, Visibility, document_json};
use html::{squeezed, visible_text};
use proptest::prelude::*;
use support::Site;

fn read_as_ward(config: &Config, text: &str) -> Reading {
    let fiscal_year = FiscalYear::from_western(2024);
    let found = config.registry.find("minato", None, fiscal_year).unwrap();
    let organisation = found.organisation;
    let context = Context {
        municipality: "151009",
        forms: &config.forms,
        registry: &config.registry,
    };
    let path = "content/2024/minato.md";
    read(
        &Input {
            path,
            bytes: text.as_bytes(),
            sidecar: None,
            fiscal_year,
            organisation,
            rivals: &[],
            edition: None,
        },
        &context,
    )
}

/// The page and the JSON of a document, and its parts' texts.
fn published(config: &Config, text: &str) -> (String, serde_json::Value, Vec<String>) {
    let reading = read_as_ward(config, text);
    let document = reading.document.unwrap();
    let archive = Archive::new(config.registry.clone(), vec![Digest::of(&document)], None);
    let renderer = Renderer::new(config, &archive).unwrap();
    let pages = renderer.document(&document, &reading.diagnostics).unwrap();
    let page = pages
        .iter()
        .find(|page| page.path.ends_with(".html"))
        .unwrap();
    let json = document_json(
        &document,
        &reading.diagnostics,
        Visibility::Public,
        Layout::Compact,
        Language::Japanese,
    );
    let texts = document
        .parts
        .iter()
        .map(|part| part.text.clone())
        .collect();
    (
        String::from_utf8(page.bytes.clone()).unwrap(),
        serde_json::from_slice(&json).unwrap(),
        texts,
    )
}

#[track_caller]
fn assert_nothing_lost(config: &Config, text: &str) {
    let (page, json, texts) = published(config, text);
    let in_json: Vec<&str> = json["parts"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|part| part["text"].as_str())
        .collect();
    assert_eq!(in_json, texts);
    let visible = visible_text(&page);
    for part in &texts {
        assert!(
            visible.contains(&squeezed(part)),
            "{part:?} is not on the page of:\n{text}\n---\n{visible}"
        );
    }
}

fn config() -> (Site, Config) {
    // With hard words, which are links in the text.
    let words = include_str!("../content/glossary.toml");
    let site = Site::small().file("content/glossary.toml", words);
    let config = ayumi::config::load(site.root(), &Overrides::default()).unwrap();
    (site, config)
}

#[test]
fn the_real_document_is_on_its_page() {
    let (_site, config) = config();
    assert_nothing_lost(&config, include_str!("../content/2024/chuo.md"));
}

#[test]
fn ordinary_documents_are_on_their_pages() {
    let (_site, config) = config();
    for text in [
        support::DOCUMENT,
        "# 題\n\n前置き。\n\n| 項目 | 内容 |\n|---|---|\n| 一 | 二 |\n| 三 | |\n\n## 節\n- 項目\n1. 番号\n※注1\n",
        "本文だけ。\n\n<b>未知の項目</b>\t値\t<b>別の項目</b>\t値二\n",
        "# 題\n<b>取組結果</b>\t<p>5 行き先のない結果。</p><p>番号のない文。</p>\n<b>目標数</b>\t四つほど\n",
        "# 題\n## 重点目標*\n導入。\n### 小見出し\n1 目標。\n続き。\n(1) 細目。\n## 取組結果\n1 結果。\n※政策\n",
    ] {
        assert_nothing_lost(&config, text);
    }
}

#[test]
fn the_plain_theme_loses_nothing_either() {
    let text = format!("{}\n[theme]\nname = \"plain\"\n", support::CONFIG);
    let site = Site::small().file("ayumi.toml", &text);
    let config = ayumi::config::load(site.root(), &Overrides::default()).unwrap();
    for text in [
        include_str!("../content/2024/chuo.md"),
        support::DOCUMENT,
        "# 題\n\n前置き。\n\n| 項目 | 内容 |\n|---|---|\n| 一 | 二 |\n\n## 節\n- 項目\n1. 番号\n※注1\n",
        "# 題\n<b>取組結果</b>\t<p>5 行き先のない結果。</p><p>番号のない文。</p>\n<b>目標数</b>\t四つほど\n",
    ] {
        assert_nothing_lost(&config, text);
    }
}

#[test]
fn columns_keep_their_headings_on_the_page() {
    let (_site, config) = config();
    let text = "# 令和6年度 港区組織目標\n\n| 番号 | 重点目標 | 取組結果 | 今後の方向性 |\n|---|---|---|---|\n\
                | 1 | 目標いち | 結果いち | 方向いち |\n| 2 | 目標に | 結果に | |\n";
    assert_nothing_lost(&config, text);
    let (page, ..) = published(&config, text);
    let section = |anchor: &str| {
        let start = page
            .find(&format!("id=\"{anchor}\""))
            .unwrap_or_else(|| panic!("{anchor}\n{page}"));
        page[start..]
            .split("</section>")
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    assert!(
        section("goal-1-result").contains("取組結果")
            && section("goal-1-result").contains("結果いち")
    );
    assert!(
        section("goal-1-direction").contains("今後の方向性")
            && section("goal-1-direction").contains("方向いち")
    );
    assert!(!page.contains("goal-2-direction"), "there is none");
    assert!(!page.contains("記載なし"), "all is there: {page}");
}

fn fragment() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "組織名",
        "港区",
        "区長",
        "重点目標",
        "取組結果",
        "今後の方向性",
        "目標数",
        "4",
        "達成数",
        "重点目標の達成状況",
        "※注",
        "1 一つ目。",
        "2 二つ目。",
        "・項目",
        "① 丸",
        "未知のラベル",
        "<達成>",
        "&amp;",
        "*",
        "{{ x }}",
        "<script>alert(1)</script>",
        "\t",
        "\n",
        "\n\n",
        "<b>",
        "</b>",
        "<p>",
        "</p>",
        "<br>",
        "<li>",
        "</li>",
        "| ",
        " |\n",
        "<table><tr><td>",
        "</td><td>",
        "</td></tr></table>\n",
        "# ",
        "## ",
        "### ",
        " ",
        "- ",
        "組織の目的・方向性",
        "(参考) 関連する総合計画における政策指標*",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_read_is_on_the_page(fragments in prop::collection::vec(fragment(), 0..50)) {
        thread_local!(static CONFIG: (Site, Config) = config());
        CONFIG.with(|(_, config)| assert_nothing_lost(config, &fragments.concat()));
    }
}
