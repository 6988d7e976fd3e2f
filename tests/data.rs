//! The data of a site: tables that anybody may use, by the rules that `docs/data.md` states.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run the program in temporary folders"
)]

mod data_support;
mod support;

use std::collections::BTreeSet;
use std::fs;

use data_support::{CHANGE, NAMES, ORGANISATIONS, Row, built, columns, csv, json};
use serde_json::Value;
use support::{CONFIG, DOCUMENT, Site};

#[test]
fn files_are_what_they_say() {
    let site = built();
    for table in NAMES {
        let text = site.read(&format!("public/data/{table}.csv"));
        assert_eq!(text.matches('\u{feff}').count(), 1, "{table}");
        assert!(text.starts_with("\u{feff}municipality_code,") && text.ends_with("\r\n"));
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        let rows = csv(&site, table);
        assert_eq!(text.matches('\n').count(), rows.len() + 1, "{table}");
        assert!(rows.iter().all(|row| row["municipality_code"] == "151009"));
        assert!(!text.lines().next().unwrap().contains("fictional"));

        let json = json(&site, table);
        assert_eq!(json["table"], table);
        let objects = json["rows"].as_array().unwrap();
        assert_eq!(objects.len(), rows.len(), "{table}");
        for (object, row) in objects.iter().zip(&rows) {
            assert_eq!(object.as_object().unwrap().len(), row.len());
            for (name, value) in object.as_object().unwrap() {
                let text = match value {
                    Value::Null => String::new(),
                    Value::String(text) => text.replace('\n', " / "),
                    other => other.to_string(),
                };
                assert_eq!(row[name], text, "{table} {name}");
            }
        }
    }
    let lines = site.read("public/data/goals.json");
    assert_eq!(lines.lines().count(), csv(&site, "goals").len() + 2);
}

#[test]
fn texts_are_there_only_where_a_licence_is_known() {
    let site = built();
    let documents = columns(
        &csv(&site, "documents"),
        &[
            "document_id",
            "edition",
            "draft",
            "withdrawn",
            "text_omitted",
            "source_licence",
            "goals",
            "printed_goals",
            "area_code",
        ],
    );
    let expected = [
        "2023/minato||false|true||CC BY 4.0|2|2|151017",
        "2024/minato||false|false|licence-unknown||2|2|151017",
        "2024/minato/somu||false|false||CC BY 4.0|2||151017",
        "2024/minato@midyear|midyear|false|false||CC BY 4.0|2|2|151017",
    ];
    let joined: Vec<String> = documents.iter().map(|row| row.join("|")).collect();
    assert_eq!(joined, expected);
    let goals = csv(&site, "goals");
    let of = |id: &str| -> Vec<Row> {
        let all = goals.iter().filter(|row| row["document_id"] == id);
        all.cloned().collect()
    };
    for row in of("2024/minato") {
        let texts = ["group", "text", "result", "direction"].map(|name| row[name].as_str());
        assert_eq!(texts, [""; 4]);
        assert_eq!(row["text_omitted"], "licence-unknown");
        assert_eq!(row["has_result"], "true");
        assert_eq!(row["goal_number"], row["goal_id"]);
    }
    let edition = &of("2024/minato@midyear")[0];
    assert_eq!(edition["text"], "除雪の新しい体制を整えます。");
    assert_eq!(edition["path"], "2024/minato/editions/midyear/#goal-1");
    assert_eq!(edition["result"], "体制を整えました。");
    for name in NAMES {
        for ending in ["csv", "json"] {
            let text = site.read(&format!("public/data/{name}.{ending}"));
            assert!(!text.contains("灯台"), "{name}.{ending}");
        }
    }
    assert!(site.read("public/2024/minato/index.html").contains("灯台"));
}

#[test]
fn what_is_withheld_and_who_is_an_officer_stands_nowhere() {
    let site = built();
    let mut seen = 0;
    for (path, bytes) in site.files("public/data") {
        let text = String::from_utf8(bytes).unwrap();
        for name in ["見本 太郎", "見本 三郎", "太郎"] {
            assert!(!text.contains(name), "{name} in {path}");
        }
        seen += usize::from(text.contains("〔掲載を控えています：見本〕"));
        let rows = text.lines().filter(|line| line.contains("2023/minato"));
        for line in rows {
            assert!(!line.contains("窓口"), "{path}: {line}");
        }
    }
    assert_eq!(seen, 2, "the goals of 2023, as CSV and JSON");
    let documents = csv(&site, "documents");
    let hashes = columns(&documents, &["source_sha256", "withheld", "withdrawn_on"]);
    assert_eq!(hashes[0], ["", "1", "2024-04-01"]);
    assert_eq!(hashes[1][0].len(), 64);
}

#[test]
fn nothing_zero_a_dash_and_not_applicable_stay_apart() {
    let site = built();
    let figures = csv(&site, "indicators");
    let names = [
        "goal_id",
        "indicator",
        "figure",
        "value",
        "printed",
        "figure_state",
        "unit",
    ];
    let rows: Vec<String> = columns(&figures, &names)
        .iter()
        .map(|row| row.join("|"))
        .collect();
    assert_eq!(
        rows,
        [
            "1|1|baseline|18|18|number|分",
            "1|1|target||-|dash|分",
            "1|1|actual|0|0|number|分",
            "1|2|baseline|||blank|件",
            "1|2|target||N/A|not-applicable|件",
            "1|2|actual||=1+1|text|件",
            "2|1|baseline|-58.5|△58.5|number|％",
            "2|1|target|70|70％以上|number|％",
            "2|1|actual||把握していない|text|％",
        ]
    );
    let json = json(&site, "indicators");
    let values: Vec<Value> = json["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["value"].clone())
        .collect();
    assert_eq!(values[..4], [18.into(), Value::Null, 0.into(), Value::Null]);

    let marks = columns(
        &csv(&site, "marks"),
        &[
            "subject",
            "goal_id",
            "position",
            "indicator_name",
            "mark",
            "scale_id",
            "scale_mark",
        ],
    );
    assert_eq!(
        marks[0],
        [
            "indicator",
            "1",
            "1",
            "平均の待ち時間",
            "達成",
            "mihon-ka-3",
            "達成"
        ]
    );
    assert_eq!(marks.len(), 3);
    let codes = csv(&site, "codes");
    let meaning = codes
        .iter()
        .find(|row| row["scale_id"] == "mihon-ka-3" && row["code"] == "達成");
    assert_eq!(meaning.unwrap()["meaning"], "目標値以上");
}

#[test]
fn a_change_is_a_row_for_each_pair() {
    let site = built();
    let rows = columns(
        &csv(&site, "changes"),
        &[
            "change_id",
            "fiscal_year_label",
            "from_id",
            "to_id",
            "to_name",
        ],
    );
    let id = "2020-04-01/merge/minato-shomu+minato-zei/minato-somu";
    assert_eq!(
        rows,
        [
            [id, "令和2年度", "minato-shomu", "minato-somu", "総務課"],
            [id, "令和2年度", "minato-zei", "minato-somu", "総務課"],
        ]
    );
    let organisations = csv(&site, "organisations");
    assert_eq!(organisations.len(), 5);
    let of = |name: &str| columns(&organisations, &["organisation_id", name]);
    assert!(of("area_code").contains(&vec!["minato-zei".to_owned(), "151017".to_owned()]));
    assert!(of("path").contains(&vec!["minato-zei".to_owned(), String::new()]));
    assert!(of("last_fiscal_year").contains(&vec!["minato".to_owned(), "2024".to_owned()]));
}

#[test]
fn identities_are_those_of_the_pages() {
    let site = built();
    for row in csv(&site, "goals") {
        let (folder, anchor) = row["path"].split_once('#').unwrap();
        let page = site.read(&format!("public/{folder}index.html"));
        assert!(
            page.contains(&format!("id=\"{anchor}\"")),
            "{}",
            row["path"]
        );
        let json: Value =
            serde_json::from_str(&site.read(&format!("public/{folder}index.json"))).unwrap();
        assert_eq!(json["id"], row["document_id"]);
        let goals = json["goals"].as_array().unwrap();
        assert!(goals.iter().any(|goal| goal["id"] == row["goal_id"]));
        assert_eq!(row["url"], "");
    }
    let site = site.file(
        "ayumi.toml",
        &CONFIG.replace(
            "official = false",
            "official = false\nbase_url = \"https://example.jp/a/\"",
        ),
    );
    site.run(&["build"]).succeeds();
    assert_eq!(
        csv(&site, "goals")[0]["url"],
        "https://example.jp/a/2023/minato/#goal-1"
    );
}

#[test]
fn the_same_content_makes_the_same_data_in_any_order() {
    let site = built();
    let before = site.files("public/data");
    site.run(&["build", "--jobs", "1"]).succeeds();
    assert_eq!(site.files("public/data"), before);

    // Other names for the folders, and another order in the registry.
    let mut blocks: Vec<&str> = ORGANISATIONS.split_inclusive("\n\n").collect();
    blocks.reverse();
    let other = data_support::site().file(
        "content/organisations.toml",
        &format!("{}{CHANGE}", blocks.concat()).replace(
            "\"minato-zei\", \"minato-shomu\"",
            "\"minato-shomu\", \"minato-zei\"",
        ),
    );
    fs::rename(other.path("content/2023"), other.path("content/令和5年度")).unwrap();
    other.run(&["build"]).succeeds();
    assert_eq!(other.files("public/data"), before);
}

#[test]
fn adding_a_document_changes_the_rows_of_no_other() {
    let site = built();
    let before: BTreeSet<String> = lines(&site);
    let site = site.file(
        "content/2022/minato.md",
        &DOCUMENT.replace("令和6", "令和4"),
    );
    site.run(&["build"]).succeeds();
    let after = lines(&site);
    let gone: Vec<&String> = before.difference(&after).collect();
    // The organisation's row counts its documents.
    assert!(
        gone.iter()
            .all(|line| line.contains(",minato,minato,港区,")),
        "{gone:?}"
    );
    assert_eq!(gone.len(), 1);
}

fn lines(site: &Site) -> BTreeSet<String> {
    let files = site.files("public/data");
    let csv = files.iter().filter(|(path, _)| path.ends_with(".csv"));
    csv.flat_map(|(_, bytes)| {
        String::from_utf8(bytes.clone())
            .unwrap()
            .lines()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    })
    .collect()
}
