//! `/compare/`: neighbouring years and the wards of a year side by side, and what its script is told.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run the program in temporary folders"
)]

mod support;
#[path = "support/text.rs"]
mod text;

use support::{CONFIG, ORGANISATIONS, Site};
use text::main_text;

fn document(year: &str, ward: &str, purpose: &str, goals: &[(&str, &str)]) -> String {
    let cells = |field: fn(&(&str, &str)) -> String| -> String {
        let numbered = goals.iter().enumerate();
        numbered
            .map(|(at, goal)| format!("<p>{} {}</p>", at + 1, field(goal)))
            .collect()
    };
    format!(
        "# {year} {ward}組織目標\n\n<b>組織名</b>\t{ward}\t<b>区長</b>\t見本 太郎\n\
         <b>組織の目的・方向性</b>\t<p>{purpose}</p>\n<b>重点目標</b>\t{}\n\n## 評価\n\n\
         \t<b>重点目標の達成状況</b>\t<b>目標数</b>\t{}\t<b>達成数</b>\t1\n<b>取組結果</b>\t{}\n",
        cells(|goal| goal.0.to_owned()),
        goals.len(),
        cells(|goal| goal.1.to_owned()),
    )
}

const SNOW: (&str, &str) = (
    "除雪の体制を4月までに整え、冬の暮らしを守ります。",
    "体制を整えました。",
);
const SNOW_LATER: (&str, &str) = (
    "除雪の体制を10月までに整え、冬の暮らしを守ります。",
    "計画どおり体制を整えました。",
);
const DESK: (&str, &str) = ("窓口の待ち時間を短くします。", "短くできませんでした。");
const TOWN: (&str, &str) = (
    "商店街の賑わいを取り戻すため、催しを支えます。",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
);

fn site() -> Site {
    let yama =
        "\n[[organisation]]\nid = \"yama\"\nname = \"山区\"\nkind = \"ward\"\nparent = \"mihon\"\n";
    let minato = |year, goals| document(year, "港区", "暮らしを守る区をつくります。", goals);
    Site::empty()
        .file(
            "content/organisations.toml",
            &format!("{ORGANISATIONS}{yama}"),
        )
        .file(
            "content/2020/minato.md",
            &minato("令和2年度", &[SNOW, DESK]),
        )
        .file(
            "content/2023/minato.md",
            &minato("令和5年度", &[TOWN, SNOW_LATER]),
        )
        .file("content/2024/minato.md", &minato("令和6年度", &[TOWN]))
        .file(
            "content/2024/yama.md",
            &document("令和6年度", "山区", "山を守ります。", &[DESK]),
        )
        .file(
            "content/2024/minato/somu.md",
            &document("令和6年度", "総務課", "支えます。", &[DESK]),
        )
}

#[test]
fn two_neighbouring_years_stand_side_by_side() {
    let site = site();
    site.run(&["build", "--strict"]).succeeds();
    let page = site.read("public/compare/minato/2020-2023/index.html");
    let text = main_text(&page);
    assert!(
        text.contains("この間の次の年度は未収録です：令和3年度（2021年度）、令和4年度（2022年度）"),
        "{text}"
    );
    // Goals are followed by what they say, not by their numbers.
    assert!(text.contains("令和2年度 目標1 → 令和5年度 目標2"), "{text}");
    assert!(
        text.contains("〔削除：4〕") && text.contains("〔追加：10〕"),
        "{text}"
    );
    assert!(
        text.contains("令和2年度に、対応する目標は見つかりませんでした（自動判定）。"),
        "{text}"
    );
    assert!(
        text.contains("令和5年度に、対応する目標は見つかりませんでした（自動判定）。"),
        "{text}"
    );
    assert!(
        text.contains("2件中1件達成") && text.contains("両年度で同じ文です。"),
        "{text}"
    );
    assert!(page.contains("href=\"../../../2023/minato/index.html#goal-2\""));
    assert!(
        page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert(1)"),
        "nothing becomes script"
    );
    assert!(page.contains("href=\"../../../compare/minato/2023-2024/index.html\""));
    // Only years next to each other in the archive have a page.
    assert!(!site.exists("public/compare/minato/2020-2024/index.html"));
    // From the document and from the organisation a link leads there.
    for from in ["2023/minato", "organisations/minato"] {
        let html = site.read(&format!("public/{from}/index.html"));
        assert!(
            html.contains("../../compare/minato/2020-2023/index.html"),
            "{from}"
        );
    }
}

#[test]
fn the_wards_of_a_year_stand_beside_each_other() {
    let site = site();
    site.run(&["build", "--strict"]).succeeds();
    let text = main_text(&site.read("public/compare/2024/index.html"));
    assert!(
        text.contains("港区") && text.contains("山区") && text.contains("山を守ります。"),
        "{text}"
    );
    assert!(
        text.contains("目標1 窓口の待ち時間を短くします。"),
        "{text}"
    );
    assert!(
        text.contains("区ごとに目標が異なるため比べられません"),
        "{text}"
    );
    assert!(!text.contains("総務課"), "sections are not wards: {text}");
    let alone = main_text(&site.read("public/compare/2023/index.html"));
    assert!(alone.contains("次の1件だけです"), "{alone}");
    assert!(alone.contains("未収録\n山区"), "{alone}");
}

#[test]
fn the_script_is_told_which_documents_there_are() {
    let site = site();
    site.run(&["build"]).succeeds();
    let list: serde_json::Value =
        serde_json::from_str(&site.read("public/compare/documents.json")).unwrap();
    assert_eq!(list["years"]["2024"], "令和6年度（2024年度）");
    let organisations = list["organisations"].as_array().unwrap();
    let paths: Vec<&str> = organisations
        .iter()
        .map(|one| one["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["minato", "minato/somu", "yama"]);
    for one in organisations {
        for year in one["years"].as_array().unwrap() {
            let path = one["path"].as_str().unwrap();
            assert!(
                site.exists(&format!("public/{year}/{path}/index.json")),
                "{year}/{path}"
            );
        }
    }
    assert_eq!(organisations[1]["group"], "港区");
    assert!(list.get("fictional").is_none());
    let page = site.read("public/compare/index.html");
    assert!(page.contains("compare.") && page.contains("data-list=\"../compare/documents.json\""));
    // No other page has the script.
    let with_script = site.files("public").into_iter().filter(|(path, bytes)| {
        path.ends_with(".html") && String::from_utf8_lossy(bytes).contains("assets/compare.")
    });
    assert_eq!(with_script.count(), 1);
}

#[test]
fn what_is_withdrawn_is_said_to_be_so_and_not_listed() {
    let site = site()
        .file(
            "content/2023/minato.toml",
            "withdrawn = { date = 2024-04-01, reason = \"見本\" }\n",
        )
        .file(
            "ayumi.toml",
            &CONFIG.replace("official", "base_url = \"https://example.jp/a/\"\nofficial"),
        );
    site.run(&["build"]).succeeds();
    let page = site.read("public/compare/minato/2020-2023/index.html");
    assert!(page.contains("content=\"noindex\"") && page.contains("【取り下げ】"));
    let sitemap = site.read("public/sitemap.xml");
    assert!(sitemap.contains("https://example.jp/a/compare/2024/"));
    assert!(!sitemap.contains("compare/minato/2020-2023"), "{sitemap}");
}

#[test]
fn one_document_alone_is_explained() {
    let site = Site::real();
    site.run(&["build"]).succeeds();
    let start = main_text(&site.read("public/compare/index.html"));
    assert!(
        start.contains("並べて比べられる文書はまだありません"),
        "{start}"
    );
    assert!(
        !site
            .read("public/compare/index.html")
            .contains("compare.js")
    );
    let year = main_text(&site.read("public/compare/2024/index.html"));
    assert!(
        year.contains("次の1件だけです") && year.contains("西蒲区"),
        "{year}"
    );
}
