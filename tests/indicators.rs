//! Indicators through the years, as readers get them.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests work in temporary folders"
)]

mod support;

use support::Site;

/// A form with indicators and two scales of marks, one after the other.
const FORM: &str = r#"
id = "mihon"
name = "見本市"
series = "組織目標"

[[label]]
field = "organisation"
text = ["組織名"]

[[label]]
field = "policy_indicators"
text = ["関連する政策指標"]

[[label]]
field = "goals"
text = ["重点目標"]

[[label]]
field = "goals.result"
text = ["取組結果"]

[[label]]
field = "goals.mark"
text = ["評価"]

[[label]]
field = "indicators.name"
text = ["指標"]

[[label]]
field = "indicators.unit"
text = ["単位"]

[[label]]
field = "indicators.baseline"
text = ["現状値"]

[[label]]
field = "indicators.target"
text = ["目標値"]

[[label]]
field = "indicators.actual"
text = ["実績値"]

[[label]]
field = "indicators.mark"
text = ["判定"]

[[scale]]
id = "mihon-3"
name = "3段階"
years = "..2021"
[[scale.mark]]
text = ["達成"]
meaning = "目標値の100％以上"
[[scale.mark]]
text = ["未達成"]

[[scale]]
id = "mihon-abc"
name = "A～C"
years = "2022.."
[[scale.mark]]
text = ["A"]
meaning = "目標値の100％以上"
[[scale.mark]]
text = ["B"]
[[scale.mark]]
text = ["C"]

[[scale]]
id = "mihon-unused"
name = "使われない区分"
[[scale.mark]]
text = ["花丸"]
"#;

fn document(year: u16, ward: &str, rows: &[&str]) -> String {
    let era = year - 2018;
    let mut text = format!(
        "# 令和{era}年度 {ward}組織目標\n\n<b>組織名</b>\t{ward}\n\
         <b>関連する政策指標</b>\t<ul><li>・住みやすいと思う市民の割合</li></ul>\n\
         <b>重点目標</b>\t<p>1 冬の道を守ります。</p>\n\n\
         | 重点目標 | 指標 | 単位 | 現状値 | 目標値 | 実績値 | 判定 |\n|---|---|---|---|---|---|---|\n"
    );
    for row in rows {
        text.push_str(&format!("| 1 | {row} |\n"));
    }
    text
}

fn site() -> Site {
    let mut site = Site::empty().file("forms/mihon.toml", FORM);
    for (year, rows) in [
        (2019, &["除雪の出動回数 | 回 | 8 | 10以上 | 9 | 未達成"][..]),
        (2020, &["除雪の 出動回数 | 回 | 9 | 10以上 | 12 | 達成"]),
        (2021, &["除雪の出動回数 | 回 | 12 | 8以上 | - | 達成"]),
        (
            2022,
            &["除雪の出動回数（延べ） | 回 | N/A | 20以上 | 0 | A"],
        ),
        (2024, &["除雪の出動回数（延べ） | 回 | 0 | 30以上 |  | "]),
    ] {
        site = site.file(
            &format!("content/{year}/minato.md"),
            &document(year, "港区", rows),
        );
    }
    site
}

fn page(site: &Site, name: &str) -> String {
    let list = site.read("public/indicators/index.html");
    let end = list.find(&format!(">{name}<")).unwrap();
    let start = list[..end].rfind("href=\"../").unwrap() + "href=\"../".len();
    let path = list[start..].split('"').next().unwrap();
    site.read(&format!("public/{path}"))
}

/// The table and the chart, one line a piece.
fn main_of(page: &str) -> &str {
    let start = page.find("<main").unwrap();
    &page[start..page.find("</main>").unwrap()]
}

#[test]
fn an_indicator_is_followed_through_the_years() {
    let site = site();
    site.run(&["build"]).succeeds();
    insta::assert_snapshot!("indicator_page", main_of(&page(&site, "除雪の出動回数")));
}

#[test]
fn an_indicator_without_figures_lists_the_documents_that_name_it() {
    let site = site();
    site.run(&["build"]).succeeds();
    let page = page(&site, "住みやすいと思う市民の割合");
    let main = main_of(&page);
    for wanted in [
        "この指標に触れている文書",
        "名前だけが書かれ、数値は書かれていません",
        "<a href=\"../../2024/minato/index.html\">港区</a>",
    ] {
        assert!(main.contains(wanted), "{wanted} in {main}");
    }
    assert!(!main.contains("<svg") && !main.contains("<table"), "{main}");
}

#[test]
fn the_list_has_each_indicator_once() {
    let site = site();
    site.run(&["build"]).succeeds();
    let list = site.read("public/indicators/index.html");
    let main = main_of(&list);
    assert_eq!(main.matches(">除雪の出動回数</a>").count(), 1, "{main}");
    assert!(main.contains("政策指標（市全体の指標）"));
    assert!(
        main.contains("5件の文書、1の組織、令和元年度から令和6年度まで、数値あり"),
        "{main}"
    );
}

#[test]
fn figures_from_elsewhere_are_shown_with_their_source() {
    let rows = "\u{feff}name,organisation,fiscal_year,kind,value,unit,source,url,note\r\n\
        住みやすいと思う市民の割合,,R5,actual,61.2,％,総合計画の年次報告 12ページ,https://example.jp/report,市民意識調査による\r\n\
        住みやすいと思う市民の割合,,2024,actual,\"63.0\",％,総合計画の年次報告 12ページ,https://example.jp/report,市民意識調査による\r\n\
        住みやすいと思う市民の割合,minato,2024,target,-,％,区の計画,,\r\n";
    let site = site().file("content/indicators.csv", rows);
    let run = site.run(&["build"]).succeeds();
    assert!(!run.stderr.contains("indicators.csv"), "{}", run.stderr);
    let page = page(&site, "住みやすいと思う市民の割合");
    let main = main_of(&page);
    for wanted in [
        "<h3 id=\"whole\">市全体</h3>",
        "<svg class=\"chart\"",
        "実績値：令和5年度は61.2％、令和6年度は63.0％。",
        "<a href=\"https://example.jp/report\">総合計画の年次報告 12ページ</a><br>市民意識調査による",
        "図にできる数値がないため、表だけを載せています。",
        "この指標に触れている文書",
    ] {
        assert!(main.contains(wanted), "{wanted} in {main}");
    }
}

#[test]
fn all_that_is_wrong_with_the_figures_is_told_at_once() {
    let rows = "name,organisation,fiscal_year,kind,value,sourse,source\n\
        加入率,minatto,2024,target,50,,計画\n\
        加入率,,20X4,goal,50,,計画\n\
        加入率,,2024,target,1,450,,計画\n\
        加入率,,2024,target,,,\n\
        加入率,,2023,target,50,,計画\n\
        加入率,,令和5年度,target,51,,計画\n\
        \"加入\"率,,2022,target,50,,計画\n";
    let site = Site::small().file("content/indicators.csv", rows);
    let run = site.run(&["check"]).fails_with(2);
    insta::assert_snapshot!("figures_wrong", run.stderr);
    let site = Site::small().file("content/indicators.csv", "name,value\n\"加入率,1\n");
    let run = site.run(&["check"]).fails_with(2);
    insta::assert_snapshot!("figures_no_table", run.stderr);
}

#[test]
fn scales_say_how_marks_were_decided() {
    let site = site();
    site.run(&["build"]).succeeds();
    let page = site.read("public/scales/index.html");
    let main = main_of(&page);
    for wanted in [
        "収録している文書5件のうち、4件に区分による評価が書かれています。",
        "別の区分の評価どうしは比べられません",
        "<th scope=\"row\">達成</th><td>目標値の100％以上</td>",
        "この年度から：A～C<br>この年度にはない：3段階",
        "登録されていて、収録した文書では使われていない区分",
        "<h3 id=\"scale-mihon-unused\">使われない区分</h3>",
    ] {
        assert!(main.contains(wanted), "{wanted} in {main}");
    }
}

#[test]
fn an_archive_without_marks_says_what_documents_print_instead() {
    let site = Site::small();
    site.run(&["build"]).succeeds();
    let page = site.read("public/scales/index.html");
    let main = main_of(&page);
    for wanted in [
        "収録している文書（1件）に、区分による評価が書かれたものはありません。",
        "目標数と達成数：1件の文書",
        "どの目標が達成されたかはわかりません",
    ] {
        assert!(main.contains(wanted), "{wanted} in {main}");
    }
    let list = site.read("public/indicators/index.html");
    assert!(main_of(&list).contains("収録している文書には、指標が書かれていません。"));
}

#[test]
fn a_document_leads_to_its_indicators() {
    let site = site();
    site.run(&["build"]).succeeds();
    let document = site.read("public/2024/minato/index.html");
    for name in ["除雪の出動回数", "住みやすいと思う市民の割合"] {
        let link = format!(">{name}</a>");
        let at = document.find(&link).unwrap();
        let href = document[..at].rfind("../../indicators/").unwrap();
        assert!(at - href < 60, "{}", &document[href..at]);
    }
}

#[test]
fn wards_have_pages_of_their_own_where_there_are_many() {
    let mut organisations = support::ORGANISATIONS.to_owned();
    let mut site = Site::empty().file("forms/mihon.toml", FORM);
    for number in 1..=25 {
        organisations.push_str(&format!(
            "[[organisation]]\nid = \"ku{number}\"\nname = \"第{number}区\"\nkind = \"ward\"\nparent = \"mihon\"\n\n"
        ));
        let rows = ["除雪の出動回数 | 回 | 8 | 10以上 | 9 | A"];
        site = site.file(
            &format!("content/2024/ku{number}.md"),
            &document(2024, &format!("第{number}区"), &rows),
        );
    }
    let site = site.file("content/organisations.toml", &organisations);
    let run = site.run(&["build"]).succeeds();
    assert!(!run.stderr.contains("warning[page"), "{}", run.stderr);
    let whole = page(&site, "除雪の出動回数");
    let main = main_of(&whole);
    assert!(
        main.contains("区・部ごとのページ") && !main.contains("<table"),
        "{main}"
    );
    assert_eq!(main.matches("1の組織").count(), 25);
    let href = main
        .split("href=\"../../")
        .find(|rest| rest.contains(">第25区<"))
        .unwrap();
    let path = href.split('"').next().unwrap();
    let part = site.read(&format!("public/{path}"));
    let main = main_of(&part);
    assert!(main.contains("<h3 id=\"of-ku25\">"), "{main}");
    assert!(
        main.contains("「除雪の出動回数」のすべての組織</a>"),
        "{main}"
    );
    assert_eq!(main.matches("<table").count(), 1);
}

#[test]
fn pages_in_english_say_the_same() {
    let site = site();
    let settings = support::CONFIG.replace("[archive]", "language = \"en\"\n\n[archive]");
    let site = site.file("ayumi.toml", &settings);
    site.run(&["build"]).succeeds();
    let page = page(&site, "除雪の出動回数");
    let main = main_of(&page);
    for wanted in [
        "Target lowered: 10回以上 the year before, 8回以上 this year (more is better).",
        "<span lang=\"ja\">港区</span>",
        "Years without a figure: 2021",
    ] {
        assert!(main.contains(wanted), "{wanted} in {main}");
    }
}
