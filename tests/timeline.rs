//! The pages of organisations: their years with those of predecessors and successors, what is not held or stated, and
//! whom documents name, which stands nowhere else.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run the program in temporary folders"
)]

mod support;
#[path = "support/text.rs"]
mod text;

use support::{DOCUMENT, Site};
use text::main_text;

/// On 2024-01-01, inside fiscal 2023, 北区 was split; 総務課 had been 庶務課 until fiscal 2022.
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
valid_to = 2023-12-31

[[organisation]]
id = "hama"
name = "浜区"
kind = "ward"
parent = "shi"
valid_from = 2024-01-01

[[organisation]]
id = "yama"
name = "山区"
kind = "ward"
parent = "shi"
valid_from = 2024-01-01

[[organisation]]
id = "shomu"
name = "庶務課"
kind = "section"
parent = "kita"
valid_to = 2022-03-31

[[organisation]]
id = "somu"
name = "総務課"
kind = "section"
parent = "kita"
valid_from = 2022-04-01

[[change]]
date = 2024-01-01
kind = "split"
from = ["kita"]
to = ["hama", "yama"]

[[change]]
date = 2022-04-01
kind = "rename"
from = ["shomu"]
to = ["somu"]
"#;

fn document(name: &str, year: &str, head: &str) -> String {
    DOCUMENT
        .replace("港区", name)
        .replace("令和6年度", year)
        .replace("見本 太郎", head)
}

fn site() -> Site {
    let site = Site::empty()
        .file("content/organisations.toml", REGISTRY)
        .file(
            "content/2019/kita.md",
            &document("北区", "令和元年度", "代表 一郎"),
        )
        .file(
            "content/2022/kita.md",
            &document("北区", "令和4年度", "代表 二郎"),
        )
        .file(
            "content/2023/kita.md",
            &document("北区", "令和5年度", "代表 二郎"),
        )
        .file(
            "content/2023/kita@result.md",
            &document("北区", "令和5年度", "代表 二郎").replace("短く", "長く"),
        )
        .file(
            "content/2023/hama.md",
            &document("浜区", "令和5年度", "代表 三子"),
        )
        .file(
            "content/2024/hama.md",
            &document("浜区", "令和6年度", "代表 三子"),
        )
        .file(
            "content/2024/yama.md",
            &document("山区", "令和6年度", "代表 四葉"),
        )
        .file(
            "content/2019/kita/shomu.md",
            &document("庶務課", "令和元年度", "代表 五月"),
        )
        .file(
            "content/2022/kita/somu.md",
            &document("総務課", "令和4年度", "代表 六花"),
        );
    site.run(&["build"]).succeeds();
    site
}

/// The rows of the table of years.
fn rows(site: &Site, id: &str) -> Vec<String> {
    let text = main_text(&site.read(&format!("public/organisations/{id}/index.html")));
    let is_year = |line: &&str| line.starts_with("令和") && line.contains("年度）");
    let rows = text.lines().filter(is_year);
    let rows = rows.take_while(|line| !line.contains("代表"));
    rows.map(str::to_owned).collect()
}

#[test]
fn a_timeline_has_those_before_and_after() {
    let site = site();
    let hama = rows(&site, "hama");
    let kin = "北区 2024年1月1日の分割の前の組織の文書";
    assert!(
        hama[0].starts_with("令和6年度（2024年度）令和6年度 浜区組織目標"),
        "{hama:#?}"
    );
    // The year in whose middle it happened has both.
    assert!(
        hama[1].starts_with("令和5年度（2023年度）令和5年度 浜区"),
        "{hama:#?}"
    );
    assert!(
        hama[2].starts_with(&format!("令和5年度（2023年度）{kin}令和5年度 北区")),
        "{hama:#?}"
    );
    assert!(
        hama[3].contains(kin) && hama[3].contains("令和4年度 北区"),
        "{hama:#?}"
    );
    // The ended one goes on with those that came out of it.
    let kita = rows(&site, "kita");
    assert!(
        kita[0].contains("浜区 2024年1月1日の分割の後の組織の文書"),
        "{kita:#?}"
    );
    assert!(
        kita[1].contains("山区 2024年1月1日の分割の後の組織の文書"),
        "{kita:#?}"
    );
    // What took effect on a first of April parts the years.
    let somu = rows(&site, "somu");
    let told: Vec<bool> = somu
        .iter()
        .map(|row| row.contains("庶務課 2022年4月1日の改称"))
        .collect();
    assert_eq!(told, [false, false, false, true], "{somu:#?}");
    let html = site.read("public/organisations/kita/index.html");
    assert!(html.contains("href=\"../../2023/kita/editions/result/index.html#differences\""));
    let main = site.read("public/2023/kita/index.html");
    assert!(main.contains("href=\"../../2023/kita/editions/result/index.html#differences\""));
    assert!(
        site.read("public/2023/kita/editions/result/index.html")
            .contains("id=\"differences\"")
    );
}

#[test]
fn what_is_not_held_or_stated_is_told_as_a_fact() {
    let site = site();
    let kita = main_text(&site.read("public/organisations/kita/index.html"));
    assert!(kita.contains("3件（目標6件）"), "{kita}");
    assert!(
        kita.contains("令和2年度（2020年度）、令和3年度（2021年度）"),
        "{kita}"
    );
    assert!(kita.contains("取組結果の記載がない目標6件中0件"), "{kita}");
    assert!(kita.contains("指標の記載がない目標6件中6件"), "{kita}");
    let years = main_text(&site.read("public/years/index.html"));
    assert!(years.contains("令和6年度（2024年度）20404"), "{years}");
    let real = Site::real();
    real.run(&["build"]).succeeds();
    let real = main_text(&real.read("public/organisations/chuo/index.html"));
    assert!(real.contains("1件（目標4件）"), "{real}");
}

#[test]
fn sections_have_their_life_span() {
    let kita = main_text(&site().read("public/organisations/kita/index.html"));
    assert!(kita.contains("庶務課 （～2022年3月31日）"), "{kita}");
    assert!(kita.contains("総務課 （2022年4月1日～）"), "{kita}");
}

/// Where the names of officers stand: with their documents, and on the page of their organisation.
#[test]
fn officers_are_named_nowhere_else() {
    let site = site();
    let heads = main_text(&site.read("public/organisations/kita/index.html"));
    assert!(
        heads.contains("区長 代表 一郎") && heads.contains("区長 代表 二郎"),
        "{heads}"
    );
    assert!(!heads.contains("代表 三子"), "each page has its own");
    let (mut pages, mut named) = (0, 0);
    for (path, bytes) in site.files("public") {
        let is_text = [".html", ".json", ".xml", ".csv"]
            .iter()
            .any(|end| path.ends_with(end));
        if !is_text || path.starts_with("search/") {
            continue;
        }
        let text = String::from_utf8_lossy(&bytes);
        let is_document = path.starts_with("20");
        let of_year = path.matches('/').count() == 1;
        let allowed = path.starts_with("organisations/") || (is_document && !of_year);
        let names = ["一郎", "二郎", "三子", "四葉", "五月", "六花"];
        let found = names.iter().any(|name| {
            text.contains(&format!("代表 {name}")) || text.contains(&format!("代表{name}"))
        });
        assert!(allowed || !found, "{path} names an officer");
        pages += usize::from(!allowed);
        named += usize::from(found);
    }
    assert!(
        pages > 15 && named > 15,
        "{pages} pages without, {named} with names"
    );
}

#[test]
fn a_withdrawn_document_names_nobody_elsewhere() {
    let site = site().file(
        "content/2019/kita.toml",
        "withdrawn = { date = 2024-04-01, reason = \"見本\" }\n",
    );
    site.run(&["build"]).succeeds();
    let heads = main_text(&site.read("public/organisations/kita/index.html"));
    assert!(
        heads.contains("代表 二郎") && !heads.contains("代表 一郎"),
        "{heads}"
    );
}
