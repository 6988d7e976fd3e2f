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
    let end = list.find(&format!(">{name}</a>")).unwrap();
    let start = list[..end].rfind("href=\"../").unwrap() + "href=\"../".len();
    site.read(&format!("public/{}", &list[start..end - 1]))
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
