//! A site with much that its data have to tell apart, and readers of its tables. Shared by the tests of the data.
#![allow(
    dead_code,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests work in temporary folders; each uses a part of this"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{DOCUMENT, Site};

pub const ORGANISATIONS: &str = "\
[[organisation]]\nid = \"mihon\"\nname = \"見本市\"\nkind = \"city\"\n\n\
[[organisation]]\nid = \"minato\"\nname = \"港区\"\nkind = \"ward\"\nparent = \"mihon\"\ncode = \"151017\"\n\n\
[[organisation]]\nid = \"minato-somu\"\nslug = \"somu\"\nname = \"総務課\"\nkind = \"section\"\nparent = \"minato\"\nvalid_from = 2020-04-01\n\n\
[[organisation]]\nid = \"minato-shomu\"\nslug = \"shomu\"\nname = \"庶務課\"\nkind = \"section\"\nparent = \"minato\"\nvalid_to = 2020-03-31\n\n\
[[organisation]]\nid = \"minato-zei\"\nslug = \"zei\"\nname = \"税務課\"\nkind = \"section\"\nparent = \"minato\"\nvalid_to = 2020-03-31\n\n";

pub const CHANGE: &str = "[[change]]\ndate = 2020-04-01\nkind = \"merge\"\nfrom = [\"minato-zei\", \"minato-shomu\"]\nto = [\"minato-somu\"]\nnote = \"課の統合\"\n";

/// Printed figures: a number, 0, a blank cell, a dash, N/A, and no column at all.
pub const SECTION: &str = "# 令和6年度 港区総務課 組織目標\n\n<b>組織名</b>\t港区総務課\t<b>課長</b>\t見本 三郎\n\n\
    <b>重点目標</b>\t<b>指標</b>\t<b>単位</b>\t<b>現状値</b>\t<b>目標値</b>\t<b>実績値</b>\t<b>達成状況</b>\n\
    1 窓口での待ち時間を、\"短く\",そして楽にします。\t平均の待ち時間\t分\t18\t-\t0\t達成\n\
    \t苦情\t件\t\tN/A\t=1+1\t未達成\n\
    2 手続きの案内を見直します。\t△の割合\t％\t△58.5\t70％以上\t把握していない\t一部達成\n";

pub fn site() -> Site {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let form = repository.join("tests/fixtures/site/forms/mihon-ka.toml");
    let licensed = "[source]\nurl = \"https://example.jp/a,b\"\nlicence = \"CC BY 4.0\"\npublisher = \"見本市\"\nretrieved = 2024-12-01\n";
    Site::empty()
        .file(
            "content/organisations.toml",
            &format!("{ORGANISATIONS}{CHANGE}"),
        )
        .file("forms/mihon-ka.toml", &fs::read_to_string(form).unwrap())
        .file(
            "content/2024/minato.md",
            &DOCUMENT.replace("除雪の体制", "灯台の体制"),
        )
        .file(
            "content/2024/minato@midyear.md",
            &DOCUMENT.replace("除雪の体制", "除雪の新しい体制"),
        )
        .file("content/2024/minato@midyear.toml", licensed)
        .file("content/2024/minato/somu.md", SECTION)
        .file("content/2024/minato/somu.toml", licensed)
        .file(
            "content/2023/minato.md",
            &DOCUMENT.replace("令和6", "令和5"),
        )
        .file(
            "content/2023/minato.toml",
            &format!(
                "withdrawn = {{ date = 2024-04-01, reason = \"見本のため\" }}\n\n\
                 [[withhold]]\ntext = \"窓口\"\nreason = \"見本\"\n\n{licensed}"
            ),
        )
}

pub fn built() -> Site {
    let site = site();
    site.run(&["build"]).succeeds();
    site
}

pub type Row = BTreeMap<String, String>;

/// The rows of a table as a reader of another make sees them in the CSV.
pub fn csv(site: &Site, table: &str) -> Vec<Row> {
    let text = site.read(&format!("public/data/{table}.csv"));
    let mut reader = csv::Reader::from_reader(text.strip_prefix('\u{feff}').unwrap().as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

pub fn json(site: &Site, table: &str) -> Value {
    serde_json::from_str(&site.read(&format!("public/data/{table}.json"))).unwrap()
}

pub const NAMES: [&str; 8] = [
    "documents",
    "goals",
    "indicators",
    "marks",
    "lineage",
    "organisations",
    "changes",
    "codes",
];

pub fn columns(rows: &[Row], names: &[&str]) -> Vec<Vec<String>> {
    let cells = |row: &Row| names.iter().map(|name| row[*name].clone()).collect();
    rows.iter().map(cells).collect()
}
