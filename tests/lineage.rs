//! Goals from year to year, on the pages of a site: what is said, on what basis, and what is not said.

#![allow(clippy::unwrap_used)]

mod support;

#[path = "support/html.rs"]
mod html;

use html::{squeezed, visible_text};
use support::Site;

/// A ward's document with these goals.
fn document(label: &str, ward: &str, goals: &[&str]) -> String {
    let goals: String = goals
        .iter()
        .enumerate()
        .map(|(at, goal)| format!("<p>{} {goal}</p>", at + 1))
        .collect();
    format!(
        "# {label} {ward}組織目標\n\n<b>組織名</b>\t{ward}\t<b>区長</b>\t見本 太郎\n<b>重点目標</b>\t{goals}\n"
    )
}

const SNOW: &str = "除雪協力員を増やし、冬の通学路の安全を守ります。";
const SNOW_AGAIN: &str = "除雪協力員をさらに増やし、冬の通学路と歩道の安全を守ります。";
const DRILL: &str = "自主防災組織の避難訓練を支援します。";
const LIBRARY: &str = "図書館の開館時間を延ばし、読書の機会を広げます。";

fn site() -> Site {
    Site::empty()
        .file(
            "content/2021/minato.md",
            &document("令和3年度", "港区", &[SNOW, DRILL]),
        )
        .file(
            "content/2022/minato.md",
            &document("令和4年度", "港区", &[SNOW, LIBRARY]),
        )
        .file(
            "content/2024/minato.md",
            &document("令和6年度", "港区", &[SNOW_AGAIN, LIBRARY]),
        )
}

fn text(site: &Site, path: &str) -> String {
    visible_text(&site.read(&format!("public/{path}index.html")))
}

#[track_caller]
fn says(page: &str, words: &str) {
    assert!(
        page.contains(&squeezed(words)),
        "{words}\nis not in\n{page}"
    );
}

#[test]
fn an_organisations_goals_are_shown_from_year_to_year() {
    let site = site();
    site.run(&["build"]).succeeds();
    let page = text(&site, "organisations/minato/changes/");
    says(
        &page,
        "収録範囲：令和3年度（2021年度）から令和6年度（2024年度）まで",
    );
    says(&page, "収録していない年度：令和5年度（2023年度）");
    says(
        &page,
        "比べた文書：令和4年度（2022年度）（収録していない年度：令和5年度（2023年度））",
    );
    says(
        &page,
        "除雪協力員を〔追加：さらに〕増やし、冬の通学路〔追加：と歩道〕の安全を守ります。",
    );
    says(
        &page,
        "もとの目標：令和4年度（2022年度） 目標1（自動判定、文の近さ",
    );
    says(&page, "目標2 同じ文");
    says(
        &page,
        "収録している中で最も古いもの：令和3年度（2021年度） 目標1",
    );
    says(
        &page,
        "収録している2年度分が同じ文です。はじめ：令和4年度（2022年度） 目標2",
    );
    says(&page, "見つからなくなった目標");
    says(
        &page,
        "比べた文書に、対応する目標は見つかりませんでした。（自動判定）",
    );
    says(
        &page,
        "これより前の文書は収録していないため、比べていません。",
    );
    let page = text(&site, "2022/minato/");
    says(
        &page,
        "前の文書と同じ文です：令和3年度（2021年度） 目標1（自動判定）",
    );
    says(
        &page,
        "次の文書で文が変わったとみられます：令和6年度（2024年度） 目標1（自動判定）",
    );
    says(
        &page,
        "前の文書に、対応する目標は見つかりませんでした：令和3年度（2021年度）（自動判定）",
    );
}

#[test]
fn what_was_confirmed_or_denied_is_said_so() {
    let site = site().file(
        "content/2024/minato.toml",
        "[[lineage]]\ngoal = \"1\"\nwith = \"2022/minato#goal-1\"\nkind = \"confirm\"\n\n\
         [[lineage]]\ngoal = \"2\"\nwith = \"2022/minato#goal-2\"\nkind = \"deny\"\n",
    );
    site.run(&["build"]).succeeds();
    let page = text(&site, "2024/minato/");
    says(
        &page,
        "前の文書から文が変わったとみられます：令和4年度（2022年度） 目標1（確認済み）",
    );
    says(&page, "前の文書に、対応する目標は見つかりませんでした");
    let page = text(&site, "organisations/minato/changes/");
    says(&page, "もとの目標：令和4年度（2022年度） 目標1（確認済み");
    let data: serde_json::Value =
        serde_json::from_str(&site.read("public/data/lineage.json")).unwrap();
    let rows: Vec<String> = data["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let keys = [
                "from_document_id",
                "from_goal_id",
                "document_id",
                "goal_id",
                "link_kind",
                "basis",
            ];
            keys.map(|key| row[key].as_str().unwrap().to_owned())
                .join(" ")
        })
        .collect();
    assert_eq!(
        rows,
        [
            "2021/minato 1 2022/minato 1 continued automatic",
            "2022/minato 1 2024/minato 1 reworded confirmed",
        ]
    );
}

#[test]
fn one_document_has_nothing_to_be_compared_with_and_says_so() {
    let site = Site::real();
    site.run(&["build"]).succeeds();
    let page = text(&site, "organisations/chuo/changes/");
    says(&page, "この組織の文書は、1年度分だけ収録しています。");
    says(&page, "能登半島地震からの復旧・復興を速やかに進め");
    assert!(!text(&site, "2024/chuo/").contains("自動判定"));
}

#[test]
fn a_ward_that_was_renamed_goes_on() {
    let registry = "[[organisation]]\nid = \"minato\"\nname = \"港区\"\nkind = \"ward\"\nvalid_to = \"2023-03-31\"\n\n\
        [[organisation]]\nid = \"hama\"\nname = \"浜区\"\nkind = \"ward\"\nvalid_from = \"2023-04-01\"\n\n\
        [[change]]\ndate = \"2023-04-01\"\nkind = \"rename\"\nfrom = [\"minato\"]\nto = [\"hama\"]\n";
    let site = Site::empty()
        .file("content/organisations.toml", registry)
        .file(
            "content/2022/minato.md",
            &document("令和4年度", "港区", &[SNOW, DRILL]),
        )
        .file(
            "content/2023/hama.md",
            &document("令和5年度", "浜区", &[DRILL, SNOW]),
        );
    site.run(&["build"]).succeeds();
    let page = text(&site, "2023/hama/");
    says(
        &page,
        "前の文書と同じ文です：港区 令和4年度（2022年度） 目標2",
    );
    let page = text(&site, "2022/minato/");
    says(
        &page,
        "次の文書も同じ文です：浜区 令和5年度（2023年度） 目標1",
    );
    says(
        &text(&site, "organisations/hama/changes/"),
        "比べた文書：港区 令和4年度（2022年度）",
    );
}

#[test]
fn a_link_joins_two_documents() {
    let link = |with: &str| {
        format!("[[lineage]]\ngoal = \"1\"\nwith = \"{with}#goal-2\"\nkind = \"confirm\"\n")
    };
    for with in ["2024/minato", "2022/minato@midyear"] {
        let site = site()
            .file(
                "content/2022/minato@midyear.md",
                &document("令和4年度", "港区", &[SNOW, LIBRARY]),
            )
            .file("content/2024/minato.toml", &link(with));
        let run = site.run(&["check"]).tells("error[lineage-within-document]");
        assert_eq!(run.code, 1, "{}", run.stderr);
        run.tells("content/2024/minato.toml:1:1");
    }
}
