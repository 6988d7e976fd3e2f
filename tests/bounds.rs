//! Huge and hostile documents are read and published in bounded time and memory: the system ends a run that needs more
//! processor time or memory than it may. Processor time, not the clock, so that a busy machine fails nothing; sizes at
//! which anything quadratic takes many times what is allowed.
#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run the program in temporary folders"
)]

mod support;

use std::process::Command;

use support::Site;

/// What stands before what is huge.
const HEAD: &str = "# 令和6年度 港区組織目標\n\n<b>組織名</b>\t港区\n<b>重点目標</b>\t1 除雪の体制を整えます。\n\n";

/// So many of whatever there are many of, and so many bytes of plain text.
const MANY: usize = 10_000;
const BYTES: usize = 1_000_000;

/// Processor seconds (a debug build takes a third of it at most) and kibibytes.
const SECONDS: u32 = 20;
const MEMORY: u32 = 1_500_000;

/// Runs `ayumi` on a document under limits; gives what `inspect` said.
#[track_caller]
fn bounded(body: &str, subcommand: &[&str]) -> String {
    let site = Site::empty().file("content/2024/minato.md", &format!("{HEAD}{body}"));
    let mut command = Command::new("sh");
    command
        .args([
            "-c",
            &format!("ulimit -t {SECONDS}; ulimit -v {MEMORY}; exec \"$0\" \"$@\""),
        ])
        .arg(env!("CARGO_BIN_EXE_ayumi"))
        .args(subcommand)
        .env("LC_ALL", "C.UTF-8")
        .current_dir(site.root());
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let shown: String = said.chars().take(2_000).collect();
    assert!(
        output.status.success(),
        "{subcommand:?}: {}\n{shown}",
        output.status
    );
    // A huge line is no huge message.
    assert!(output.stderr.len() < 1_000_000, "{}", output.stderr.len());
    String::from_utf8(output.stdout).unwrap()
}

/// Reads a document under limits; gives its record.
#[track_caller]
fn inspected(body: &str) -> serde_json::Value {
    let record: serde_json::Value =
        serde_json::from_str(&bounded(body, &["inspect", "content/2024/minato.md"])).unwrap();
    assert_eq!(record["organisation"]["name"], "港区");
    record
}

fn parts(record: &serde_json::Value) -> usize {
    record["parts"].as_array().unwrap().len()
}

fn numbered(text: impl Fn(usize) -> String) -> String {
    (1..=MANY).map(text).collect()
}

#[test]
fn long_text() {
    let sentence = "地域の皆様と協働して、安心して暮らせるまちづくりを進めます。";
    let count = BYTES / sentence.len();
    let lines = inspected(&format!("{sentence}\n\n").repeat(count));
    assert!(parts(&lines) > count);
    let one_line = inspected(&sentence.repeat(count));
    let longest = one_line["parts"].as_array().unwrap().last().unwrap()["text"].as_str();
    assert_eq!(longest.unwrap().len(), sentence.len() * count);
}

#[test]
fn tabs_and_brackets() {
    let few = |body: String| assert!(parts(&inspected(&body)) < 100);
    few("\t".repeat(BYTES));
    few("取組結果".to_owned() + &"\t".repeat(BYTES));
    few("\t\n".repeat(BYTES / 2));
    few("|".repeat(BYTES));
    few("<".repeat(BYTES));
    few("&amp".repeat(BYTES / 4));
    few("**太".repeat(BYTES / 5));
    few("<!--".repeat(MANY));
}

#[test]
fn nesting() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<ul><li>", "</li></ul>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<table>\n", ""),
    ] {
        let record = inspected(&format!("{}目標{}", open.repeat(MANY), close.repeat(MANY)));
        assert!(record["parts"].to_string().contains("目標"));
    }
}

#[test]
fn cells_and_rows() {
    let cells = numbered(|number| format!("値{number}\t"));
    assert!(parts(&inspected(&cells)) > MANY);
    let rows = numbered(|number| format!("行{number}\t値\n"));
    assert!(parts(&inspected(&rows)) > 2 * MANY);
    let table = format!(
        "番号\t重点目標\t取組結果\n{}",
        numbered(|number| format!("{number}\t目標\t結果\n"))
    );
    assert!(parts(&inspected(&table)) > 3 * MANY);
    // A few bytes that ask for millions of cells.
    let spans = "<tr><td rowspan=1000 colspan=1000>値</td><td>値</td></tr>\n".repeat(MANY / 2);
    assert!(parts(&inspected(&format!("<table>{spans}</table>"))) > MANY);
    let rows = "<tr>".repeat(MANY);
    inspected(&format!(
        "<table><tr><td rowspan=65000 colspan=65000>値</td></tr>{rows}</table>"
    ));
}

#[test]
fn labels_and_items() {
    let labels = numbered(|number| format!("取組結果\t{number} 値\n"));
    assert!(parts(&inspected(&labels)) > 2 * MANY);
    let items = inspected(&format!(
        "重点目標\n\n{}",
        "1 目標を定めます\n".repeat(MANY)
    ));
    assert!(parts(&items) > MANY);
    let paragraphs = numbered(|number| format!("<p>{number} 目標を定めます</p>"));
    let results = numbered(|number| format!("<p>{number} 結果です</p>"));
    inspected(&format!("重点目標\t{paragraphs}\n取組結果\t{results}\n"));
    let marks = numbered(|number| format!("指標{number}※{number}\n"));
    let notes = numbered(|number| format!("※{number} 注です\n"));
    inspected(&(marks + &notes));
    inspected(&("取組結果*\n\n".repeat(MANY) + &"※取組結果とは\n".repeat(MANY)));
}

#[test]
fn a_huge_document_is_published() {
    let body = numbered(|number| format!("行{number}\t値\n"))
        + &"地域の皆様と協働します。\n\n".repeat(MANY);
    bounded(&body, &["build", "--quiet"]);
}
