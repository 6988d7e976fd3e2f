//! `/status/`: four lists of what the city itself printed of its goals, and nothing that it did not.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run the program in temporary folders"
)]

mod support;
#[path = "support/text.rs"]
mod text;

use std::collections::BTreeMap;

use ayumi::config::fold_mark;

use support::{CONFIG, DOCUMENT, Site};
use text::main_text;

/// A form with a scale: what its marks mean is data.
const FORM: &str = r#"
id = "mihon"
name = "見本市"

[[label]]
field = "goals"
text = ["重点目標"]

[[label]]
field = "goals.mark"
text = ["評価"]

[[label]]
field = "goals.result"
text = ["取組結果"]

[[label]]
field = "heads"
text = ["区長"]

[[label]]
field = "goals.reviews.previous"
text = ["{年度}の評価"]

[[label]]
field = "evaluation.goals"
text = ["目標数"]

[[label]]
field = "evaluation.achieved"
text = ["達成数"]

[[scale]]
id = "mihon-abc"
name = "見本の区分"

[[scale.mark]]
text = ["A"]
status = "achieved"

[[scale.mark]]
text = ["C"]
meaning = "8割に届かない"
status = "missed"

[[scale.mark]]
text = ["-"]
status = "stopped"

[[scale.mark]]
text = ["順調"]
"#;

/// A document with goals that have marks.
fn judged(year: &str, marks: &[&str]) -> String {
    let goals = marks.iter().enumerate().map(|(at, mark)| {
        let number = at + 1;
        let mark = match *mark {
            "" => String::new(),
            mark => format!("\n評価：{mark}\n"),
        };
        format!("\n### 重点目標{number}\n\n{year}の{number}番目の目標です。\n{mark}\n取組結果：{number}を進めました。\n")
    });
    format!(
        "# {year} 港区 組織目標\n\n区長：見本 太郎\n{}",
        goals.collect::<String>()
    )
}

fn site(documents: &[(&str, String)]) -> Site {
    let mut site = Site::empty().file("forms/mihon.toml", FORM);
    for (path, text) in documents {
        site = site.file(&format!("content/{path}"), text);
    }
    site.run(&["build"]).succeeds();
    site
}

/// The part of a page's text that stands under a heading.
fn section(site: &Site, page: &str, heading: &str) -> String {
    let text = main_text(&site.read(&format!("public/{page}index.html")));
    let lists = [
        "達成に至らなかった",
        "中止・変更",
        "評価前",
        "記載なし",
        "分類していない評価",
    ];
    let lines: Vec<&str> = text.lines().collect();
    let start = lines.iter().position(|line| *line == heading).unwrap();
    let rest = lines[start + 1..].iter();
    let own = rest.take_while(|line| !lists.contains(*line));
    own.copied().collect::<Vec<_>>().join("\n")
}

#[test]
fn goals_stand_in_the_list_that_their_mark_names() {
    let site = site(&[
        (
            "2023/minato.md",
            judged(
                "令和5年度",
                &["A", "Ｃ", "-", "順調", "未達成", "中止", "がんばった"],
            ),
        ),
        ("2024/minato.md", judged("令和6年度", &["A"])),
    ]);
    let missed = section(&site, "status/2023/", "達成に至らなかった");
    assert!(
        missed.contains("目標2 令和5年度の2番目の目標です。"),
        "{missed}"
    );
    assert!(
        missed.contains("評価：Ｃ") && missed.contains("評価：未達成"),
        "{missed}"
    );
    assert_eq!(missed.matches("評価：").count(), 2, "{missed}");
    let stopped = section(&site, "status/2023/", "中止・変更");
    assert!(
        stopped.contains("評価：-") && stopped.contains("評価：中止"),
        "{stopped}"
    );
    // What nobody defined is in no list, and said as it stands.
    let unknown = section(&site, "status/2023/", "分類していない評価");
    assert!(unknown.contains("順調見本の区分1"), "{unknown}");
    assert!(unknown.contains("がんばった登録なし1"), "{unknown}");
    let html = site.read("public/status/2023/index.html");
    assert!(html.contains("href=\"../../2023/minato/index.html#goal-2\""));
    assert!(!html.contains("見本 太郎"), "officers are not named");
    // A year in which everything was achieved has four empty lists.
    for list in ["達成に至らなかった", "中止・変更", "評価前", "記載なし"] {
        let said = section(&site, "status/2024/", list);
        assert!(
            said.contains("この一覧に載るものはありません。"),
            "{list}: {said}"
        );
    }
}

#[test]
fn counts_do_not_say_which_goal() {
    let site = site(&[
        (
            "2022/minato.md",
            DOCUMENT
                .replace("令和6", "令和4")
                .replace("達成数</b>\t1", "達成数</b>\t2"),
        ),
        ("2023/minato.md", DOCUMENT.replace("令和6", "令和5")),
        ("2024/minato.md", DOCUMENT.to_owned()),
    ]);
    let missed = section(&site, "status/2023/", "達成に至らなかった");
    assert!(
        missed.contains("2件中1件達成（どの目標かは記載なし）"),
        "{missed}"
    );
    assert!(!missed.contains("目標2"), "{missed}");
    let all = section(&site, "status/2022/", "達成に至らなかった");
    assert!(all.contains("この一覧に載るものはありません。"), "{all}");
    let overview = main_text(&site.read("public/status/index.html"));
    assert!(overview.contains("達成数は比べられません"), "{overview}");
    assert!(overview.contains("文書1件"), "{overview}");
}

#[test]
fn only_the_newest_year_awaits_its_evaluation() {
    let bare = |year: &str| format!("# {year} 港区 組織目標\n\n### 重点目標1\n\n道を直します。\n");
    let site = site(&[
        ("2023/minato.md", bare("令和5年度")),
        ("2024/minato.md", bare("令和6年度")),
    ]);
    assert!(section(&site, "status/2024/", "評価前").contains("結果はまだ書かれていません。"));
    assert!(section(&site, "status/2023/", "評価前").contains("この一覧に載るものはありません。"));
    let silent = section(&site, "status/2023/", "記載なし");
    assert!(
        silent.contains("達成数も、目標ごとの評価も書かれていません。"),
        "{silent}"
    );
}

#[test]
fn the_next_document_may_speak_for_a_year() {
    let review = |mark: &str| {
        format!(
            "# 令和6年度 港区 組織目標\n\n### 重点目標1\n\n道を直します。\n\n令和5年度の評価：{mark}\n"
        )
    };
    let bare = "# 令和5年度 港区 組織目標\n\n### 重点目標1\n\n道を直します。\n".to_owned();
    let marked = site(&[
        ("2023/minato.md", bare.clone()),
        ("2024/minato.md", review("C")),
    ]);
    let missed = section(&marked, "status/2023/", "達成に至らなかった");
    assert!(
        missed.contains("令和6年度（2024年度）の文書に書かれた評価"),
        "{missed}"
    );
    let html = marked.read("public/status/2023/index.html");
    assert!(html.contains("href=\"../../2024/minato/index.html#goal-1\""));
    // Words without a mark are pointed to, not judged.
    let told = site(&[
        ("2023/minato.md", bare),
        ("2024/minato.md", review("道の半分を直しました。")),
    ]);
    let silent = section(&told, "status/2023/", "記載なし");
    assert!(
        silent.contains("この年度についての記載があります"),
        "{silent}"
    );
}

#[test]
fn a_withdrawn_document_is_held_against_nobody() {
    let site = Site::empty()
        .file("forms/mihon.toml", FORM)
        .file("content/2023/minato.md", &judged("令和5年度", &["未達成"]))
        .file(
            "content/2023/minato.toml",
            "withdrawn = { date = 2024-04-01, reason = \"見本\" }\n",
        );
    site.run(&["build"]).succeeds();
    let text = main_text(&site.read("public/status/2023/index.html"));
    assert!(!text.contains("評価：未達成"), "{text}");
    assert!(text.contains("取り下げられた文書1件"), "{text}");
}

#[test]
fn a_site_can_leave_it_out() {
    let config = format!("{CONFIG}\n[pages]\nstatus = false\n");
    let site = Site::small().file("ayumi.toml", &config);
    site.run(&["build", "--strict"]).succeeds();
    assert!(!site.exists("public/status"));
    for (path, bytes) in site.files("public") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !path.ends_with(".html") || !text.contains("status/"),
            "{path}"
        );
    }
    let wrong = site.file("ayumi.toml", &format!("{CONFIG}\n[pages]\nstaus = false\n"));
    wrong.run(&["check"]).fails_with(2).tells("status");
}

#[test]
fn the_real_document_leaves_no_list_bare() {
    let site = Site::real();
    site.run(&["build"]).succeeds();
    for list in ["達成に至らなかった", "中止・変更", "評価前", "記載なし"] {
        let said = section(&site, "status/2024/", list);
        assert!(
            said.contains("この一覧に載るものはありません。"),
            "{list}: {said}"
        );
    }
}

/// A year with very much to say has a page for each ward; which, depends on the documents alone.
#[test]
fn a_large_year_has_a_page_for_each_ward() {
    let wards: String = ["yama", "kawa"].map(|id| {
        format!("\n[[organisation]]\nid = \"{id}\"\nname = \"{id}区\"\nkind = \"ward\"\nparent = \"mihon\"\n")
    }).concat();
    let mut site = Site::empty()
        .file("forms/mihon.toml", FORM)
        .file(
            "content/organisations.toml",
            &format!("{}{wards}", support::ORGANISATIONS),
        )
        .file(
            "content/2023/minato/somu.md",
            &judged("令和5年度", &["未達成"]),
        );
    let many = vec!["未達成"; 205];
    for ward in ["yama", "kawa"] {
        site = site.file(
            &format!("content/2023/{ward}.md"),
            &judged("令和5年度", &many),
        );
    }
    site.run(&["build"]).succeeds();
    let year = main_text(&site.read("public/status/2023/index.html"));
    assert!(
        year.contains("目標411件") && !year.contains("番目の目標です"),
        "{year}"
    );
    let ward = main_text(&site.read("public/status/2023/yama/index.html"));
    assert_eq!(ward.matches("番目の目標です").count(), 205);
    let section = main_text(&site.read("public/status/2023/minato/index.html"));
    assert!(section.contains("港区 総務課"), "{section}");
}

/// What is true of the goals of a fictional city, by year: reached in part or not, and given up.
fn truth(site: &Site) -> BTreeMap<u64, [usize; 2]> {
    let mut statuses: BTreeMap<(String, String), String> = BTreeMap::new();
    for (path, bytes) in site.files("city/forms") {
        let form: toml::Table = toml::from_str(std::str::from_utf8(&bytes).unwrap()).unwrap();
        let scales = form.get("scale").and_then(|scales| scales.as_array());
        for scale in scales.into_iter().flatten() {
            for mark in scale["mark"].as_array().unwrap() {
                let Some(status) = mark.get("status") else {
                    continue;
                };
                for text in mark["text"].as_array().unwrap() {
                    let id = scale["id"].as_str().unwrap().to_owned();
                    let key = (id, fold_mark(text.as_str().unwrap()));
                    let status = status.as_str().unwrap().to_owned();
                    assert!(statuses.insert(key, status).is_none(), "{path}: {text}");
                }
            }
        }
    }
    let mut lists: BTreeMap<u64, [usize; 2]> = BTreeMap::new();
    for (_, bytes) in site.files("city/truth/documents") {
        for line in std::str::from_utf8(&bytes).unwrap().lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let document = &line["document"];
            if !document["edition"].is_null() {
                continue;
            }
            let year = document["fiscal_year"]["year"].as_u64().unwrap();
            for goal in document["goals"].as_array().unwrap() {
                let text = |key: &str| goal["mark"][key].as_str().map(str::to_owned);
                let (Some(scale), Some(raw)) = (text("scale"), text("raw")) else {
                    continue;
                };
                let list = lists.entry(year).or_default();
                match statuses.get(&(scale, fold_mark(&raw))).map(String::as_str) {
                    Some("missed") => list[0] += 1,
                    Some("stopped") => list[1] += 1,
                    _ => {}
                }
            }
        }
    }
    lists
}

#[test]
fn the_lists_hold_what_is_true_of_a_fictional_city() {
    let site = Site::empty();
    // In these years no document speaks for another year.
    let city = ["--documents", "90", "--seed", "23", "--years", "2014..2018"];
    site.run(&[&["demo", "city"], &city[..]].concat())
        .succeeds();
    site.run(&["build", "--root", "city", "--no-search"])
        .succeeds();
    let truth = truth(&site);
    let sum: usize = truth.values().flatten().sum();
    assert!(sum > 40, "there is something to find: {truth:?}");
    for (year, [missed, stopped]) in truth {
        let page = site.read(&format!("city/public/status/{year}/index.html"));
        for (list, goals) in [("missed", missed), ("stopped", stopped)] {
            let (_, list) = page.split_once(&format!("id=\"{list}\"")).unwrap();
            let (list, _) = list.split_once("<h2").unwrap();
            assert_eq!(list.matches("class=\"state\"").count(), goals, "{year}");
        }
    }
}
