//! What a document's page says around the document: the sections, citations, attachments, marks; and the home page.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run the program in temporary folders"
)]

#[path = "support/html.rs"]
mod html;
mod support;

use html::visible_text;
use support::{CONFIG, DOCUMENT, ORGANISATIONS, Site};

const PAGE: &str = "public/2024/minato/index.html";

#[test]
fn a_text_that_sends_readers_to_the_sections_is_followed_by_them() {
    let document = DOCUMENT.to_owned() + "\n※指標は、各課組織目標をご覧ください。\n";
    let keizai = "\n[[organisation]]\nid = \"minato-keizai\"\nslug = \"keizai\"\nname = \"経済課\"\nkind = \"section\"\nparent = \"minato\"\n\
    \n[[organisation]]\nid = \"minato-old\"\nslug = \"old\"\nname = \"旧課\"\nkind = \"section\"\nparent = \"minato\"\nvalid_to = 2020-03-31\n";
    let somu = "# 令和6年度 総務課組織目標\n\n<b>組織名</b>\t総務課\t<b>課長</b>\t見本 次郎\n<b>重点目標</b>\t<p>1 電話を早く取ります。</p>\n";
    let site = Site::empty()
        .file(
            "content/organisations.toml",
            &(ORGANISATIONS.to_owned() + keizai),
        )
        .file("content/2024/minato.md", &document)
        .file("content/2024/minato/somu.md", somu);
    site.run(&["build", "--quiet"]).succeeds();
    let page = site.read(PAGE);
    let (_, after) = page.split_once("各課組織目標をご覧ください。</p>").unwrap();
    let (elsewhere, _) = after.trim_start().split_once("</div>").unwrap();
    assert!(
        elsewhere.starts_with("<div class=\"elsewhere\">"),
        "{elsewhere}"
    );
    assert!(
        elsewhere.contains("<a href=\"../../2024/minato/somu/index.html\">総務課</a>"),
        "{elsewhere}"
    );
    assert!(
        elsewhere.contains("<li>経済課（未収録）</li>"),
        "{elsewhere}"
    );
    assert!(!elsewhere.contains("旧課"), "{elsewhere}");
    assert_eq!(page.matches("class=\"elsewhere\"").count(), 1);
}

#[test]
fn where_no_section_is_known_that_is_said() {
    let (city, _) = ORGANISATIONS
        .split_once("[[organisation]]\nid = \"minato-somu\"")
        .unwrap();
    let document = DOCUMENT.to_owned() + "\n※指標は、各課組織目標をご覧ください。\n";
    let site = Site::empty()
        .file("content/organisations.toml", city)
        .file("content/2024/minato.md", &document);
    site.run(&["build", "--quiet"]).succeeds();
    assert!(
        visible_text(&site.read(PAGE))
            .contains("ください。この組織の課の文書は収録されていません。")
    );
}

#[test]
fn every_goal_result_and_direction_can_be_cited() {
    let config = CONFIG.replace(
        "official = false",
        "official = false\nbase_url = \"https://example.jp/a/\"",
    );
    let sidecar = "published = 2024-05-31\n[source]\nurl = \"https://example.jp/r6.html\"\nlicence = \"CC BY 4.0\"\npublisher = \"見本市港区\"\n";
    let site = Site::small()
        .file("ayumi.toml", &config)
        .file("content/2024/minato.toml", sidecar);
    site.run(&["build", "--quiet"]).succeeds().silently();
    let page = site.read(PAGE);
    for (name, passage, anchor) in [
        ("引用するとき", "", ""),
        ("目標1", "目標1", "#goal-1"),
        ("目標2の取組結果", "目標2の取組結果", "#goal-2-result"),
    ] {
        let citation = format!(
            "<span data-copy=\"{name}\">出典：見本市港区「令和6年度 港区組織目標」{passage}（令和6年度（2024年度）、見本市 組織目標）\
             、2024年5月31日、原本：https://example.jp/r6.html、利用条件：CC BY 4.0、https://example.jp/a/2024/minato/{anchor}</span>"
        );
        assert!(page.contains(&citation), "{citation} in {page}");
        assert!(anchor.is_empty() || page.contains(&format!("id=\"{}\"", &anchor[1..])));
    }
    assert!(
        !page.contains("#goal-1-direction"),
        "the document has no directions"
    );
}

fn with_attachments(sidecar: &str) -> Site {
    let mut site = Site::empty()
        .file("content/2024/minato/index.md", DOCUMENT)
        .file("content/2024/minato/index.toml", sidecar);
    for name in ["r6.pdf", "表.xlsx", "map.png"] {
        site = site.file(&format!("content/2024/minato/{name}"), "x");
    }
    site
}

#[test]
fn attachments_say_their_format_size_and_state() {
    let site = with_attachments(
        "[[attachment]]\nfile = \"r6.pdf\"\ntitle = \"組織目標（PDF版）\"\naccessible = true\n\n\
    [[attachment]]\nfile = \"map.png\"\naccessible = false\nnote = \"場所の一覧は目標1にあります。\"\n",
    );
    site.run(&["build", "--quiet"]).succeeds().silently();
    let text = visible_text(&site.read(PAGE));
    for wanted in [
        "組織目標（PDF版）（PDF、1バイト）アクセシビリティ確認済み",
        "map.png（画像（PNG）、1バイト）読み上げなどで使えないところがあります場所の一覧は目標1にあります。",
        "表.xlsx（Excel、1バイト）アクセシビリティ未確認",
    ] {
        assert!(text.contains(wanted), "{wanted} in {text}");
    }
}

#[test]
fn attachments_that_are_withheld_are_counted_and_not_named() {
    let site = with_attachments(
        "released = [\"r6.pdf\"]\n\n[[withhold]]\ntext = \"見本 太郎\"\nreason = \"個人名のため\"\n\n\
    [[attachment]]\nfile = \"r6.pdf\"\ntitle = \"見本太郎の目標\"\n",
    );
    site.run(&["build", "--quiet"]).succeeds();
    let text = visible_text(&site.read(PAGE));
    assert!(text.contains("控える言葉がないことを確認済み"), "{text}");
    assert!(
        text.contains("掲載を控えている添付ファイルが2件あります。"),
        "{text}"
    );
    for hidden in ["map.png", "表.xlsx", "見本太郎"] {
        assert!(!text.contains(hidden), "{hidden} in {text}");
    }
}

#[test]
fn what_is_said_of_no_attachment_is_told() {
    let site = with_attachments(
        "[[attachment]]\nfile = \"r7.pdf\"\n\n[[attachment]]\nfile = \"r6.pdf\"\n\n[[attachment]]\nfile = \"r6.pdf\"\n",
    );
    insta::assert_snapshot!("attachments", site.run(&["check"]).fails_with(1).stderr);
}

#[test]
fn a_mark_is_explained_by_its_scale() {
    let form = "id = \"mihon\"\nname = \"見本\"\n\n[[label]]\nfield = \"goals\"\ntext = [\"重点目標\"]\n\n\
    [[label]]\nfield = \"goals.mark\"\ntext = [\"評価\"]\n\n\
    [[scale]]\nid = \"mihon-abc\"\nname = \"3段階評価\"\n[[scale.mark]]\ntext = [\"A\"]\nmeaning = \"目標を上回った\"\n\
    [[scale.mark]]\ntext = [\"B\"]\nmeaning = \"目標どおり\"\n[[scale.mark]]\ntext = [\"-\"]\n";
    let document = "# 令和6年度 港区組織目標\n\n| 重点目標 | 評価 |\n|---|---|\n| 1 除雪の体制を整えます。 | A |\n| 2 窓口の待ち時間を短くします。 | B |\n";
    let site = Site::empty()
        .file("forms/mihon.toml", form)
        .file("content/2024/minato.md", document);
    site.run(&["build", "--quiet"]).succeeds();
    let text = visible_text(&site.read(PAGE));
    assert!(
        text.contains("A評価の区分：3段階評価（目標を上回った）"),
        "{text}"
    );
    assert!(
        text.contains("B評価の区分：3段階評価（目標どおり）"),
        "{text}"
    );
    let (_, scales) = text.split_once("評価の区分この文書の評価が").unwrap();
    assert!(
        scales.contains("A目標を上回ったB目標どおり-説明は登録されていません"),
        "{scales}"
    );
}

#[test]
fn home_shows_the_newest_years_and_what_is_new() {
    let mut site = Site::empty();
    for year in 2015..=2024 {
        site = site
            .file(
                &format!("content/{year}/minato.md"),
                &DOCUMENT.replace("令和6年度", &format!("{year}年度")),
            )
            .file(
                &format!("content/{year}/minato.toml"),
                &format!("published = {year}-05-31\n"),
            );
    }
    let site = site
        .file(
            "content/2024/minato.toml",
            "published = 2024-05-31\nmodified = 2024-06-10\ndraft = true\n",
        )
        .file("content/2020/minato.toml", "");
    site.run(&["build", "--quiet", "--drafts"]).succeeds();
    let page = site.read("public/index.html");
    let (_, table) = page.split_once("<table class=\"years-table\">").unwrap();
    let (table, _) = table.split_once("</table>").unwrap();
    assert_eq!(table.matches("<th scope=\"col\">").count(), 7);
    assert!(
        table.contains("2019年度") && !table.contains("2018年度"),
        "{table}"
    );
    assert!(table.contains("share-some\">【案】2件中1件達成"), "{table}");
    assert!(page.contains("href=\"years/index.html#table\""), "{page}");
    let all = site.read("public/years/index.html");
    assert!(all.contains("id=\"table\""), "{all}");
    let (_, table) = all.split_once("<table class=\"years-table\">").unwrap();
    let (table, _) = table.split_once("</table>").unwrap();
    assert_eq!(table.matches("<th scope=\"col\">").count(), 11);
    let (_, news) = page.split_once("<section class=\"news\"").unwrap();
    let (news, _) = news.split_once("</section>").unwrap();
    assert_eq!(news.matches("<li>").count(), 9, "{news}");
    let first = news.find("2024年6月10日</span> <span class=\"kind\">更新</span> <a href=\"2024/minato/index.html\">【案】");
    assert!(
        first.is_some() && first < news.find("2023年5月31日"),
        "{news}"
    );
    assert!(!news.contains("2020"), "2020 states no date: {news}");
}

#[test]
fn without_dates_nothing_is_new() {
    let site = Site::small();
    site.run(&["build", "--quiet"]).succeeds().silently();
    assert!(!site.read("public/index.html").contains("新しい文書"));
}

/// OCR may leave one label in two spellings; figures stay with the indicator whose name stands above them.
#[test]
fn figures_stay_with_their_indicator_however_its_label_is_spelt() {
    let site = Site::small()
        .file(
            "forms/gutai.toml",
            include_str!("../crates/demo/data/forms/shionagi-gutai.toml"),
        )
        .file(
            "content/2024/minato.md",
            "# 令和6年度 港区 組織目標\n\n具体的目標1\t公民館の講座を増やします。\n\
             測るもの\t講座の数\n年度当初\t98回\n到達点\t100回\n年度末\t99回\n\
             測る の\t不具合の件数\n年度当初\t58件\n到達点\t53件\n年度末\t52件\n\
             測るもの\t修了者の数\n年度当初\t17人\n到達点\t18人\n年度末\t19人\n\
             実施した内容\t講座を増やしました。\n翌年度への課題\t続けます。\n",
        );
    site.run(&["build"]).succeeds();
    let page = site.read("public/2024/minato/index.html");
    let lists: Vec<String> = page
        .split("<dl class=\"facts\">")
        .skip(1)
        .filter_map(|rest| rest.split("</dl>").next())
        .map(|list| visible_text(&format!("<main>{list}</main>")))
        .filter(|list| list.contains("年度当初"))
        .collect();
    assert_eq!(
        lists,
        [
            "測るもの講座の数年度当初98回到達点100回年度末99回",
            "測るの不具合の件数年度当初58件到達点53件年度末52件",
            "測るもの修了者の数年度当初17人到達点18人年度末19人",
        ]
    );
}
