//! Measuring: each row of the table of targets.

mod questions;
mod report;
mod speed;

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::judges::{archive, folder, pairs, phrases, queries, readings};
use report::{Report, Row};

/// What is measured with what.
pub struct Inputs {
    /// The program `ayumi`, of the same build as this one.
    pub program: PathBuf,
    /// Passages and questions that are not part of the repository.
    pub given: Option<(PathBuf, PathBuf)>,
    /// A folder that is not there yet, for cities and sites.
    pub folder: PathBuf,
}

/// Documents of the demo city by which phrases are judged, and phrases cut from it.
const DOCUMENTS: usize = 300;
const PHRASES: usize = 200;

/// Measures everything, which takes some minutes.
pub fn measure(inputs: &Inputs) -> Report {
    let mut report = Report::default();
    let demo_folder = inputs.folder.join("demo");
    let demo = archive::demo(DOCUMENTS, &demo_folder);
    let passages = phrases::alone(&demo.passages);
    let searcher = pairs::searcher(&passages, &demo.site);
    let cut = phrases::cut(&passages, PHRASES);
    let of = format!("{PHRASES} phrases of a demo city of {DOCUMENTS} documents");
    report.phrases(&of, &phrases::judge(&searcher, &passages, &cut));
    if let Some((passages, questions)) = &inputs.given {
        questions::measure(passages, questions, PHRASES, &mut report);
    }

    let forms = pairs::Forms::first();
    report.judged(
        "variant pairs, each both ways",
        "≥ 95 %",
        0.95,
        forms.variants(),
    );
    report.judged(
        "unlike pairs kept apart, each both ways",
        "100 %",
        1.0,
        forms.apart(),
    );
    let forms = pairs::Forms::second();
    report.judged(
        "variant pairs, second set",
        "≥ 95 %",
        0.95,
        forms.variants(),
    );
    report.judged(
        "unlike pairs kept apart, second set",
        "100 %",
        1.0,
        forms.apart(),
    );
    let of_cities = readings::searcher(&demo.passages);
    let judged = readings::judge(&of_cities);
    report.judged(
        "reading → word in the first three suggestions",
        "≥ 90 %",
        0.90,
        judged,
    );

    let city = folder().join("city");
    let city_out = inputs.folder.join("city-site");
    run(inputs, &["build", "--root"], &[&city], Some(&city_out));
    let opened = ayumi::index::open(&city_out).unwrap();
    let loaded = queries::load();
    let judged = queries::judge(&loaded, |typed| {
        let request = ayumi_search::Request {
            limit: queries::LIMIT.into(),
            ..ayumi_search::Request::new(typed)
        };
        let answer = opened.searcher.search(&request).unwrap();
        serde_json::to_value(answer).unwrap_or(Value::Null)
    });
    report.judged("the 64 queries that behave", "64 of 64", 1.0, judged);

    let typed: Vec<&str> = loaded.iter().flat_map(queries::Query::typed).collect();
    let demo_out = inputs.folder.join("demo-site");
    run(
        inputs,
        &["build", "--root"],
        &[&demo_folder],
        Some(&demo_out),
    );
    report
        .rows
        .push(speed::indexing(&inputs.folder.join("large")));
    report
        .rows
        .push(speed::process(inputs, &demo_out, &typed, DOCUMENTS));
    let mut asked: Vec<&str> = typed;
    asked.extend(cut.iter().map(String::as_str));
    report
        .rows
        .push(speed::computing(&demo_out, &asked, DOCUMENTS));
    report
}

/// Runs `ayumi` quietly; what goes wrong ends the measuring.
fn run(inputs: &Inputs, arguments: &[&str], paths: &[&PathBuf], out: Option<&PathBuf>) {
    let mut command = Command::new(&inputs.program);
    command.args(arguments).args(paths).arg("--quiet");
    if let Some(out) = out {
        command.arg("--out").arg(out);
    }
    let status = command.status().unwrap();
    assert!(status.success(), "{command:?}: {status}");
}

/// A row whose figure is one of speed.
fn row(what: String, target: &str, measured: String, met: bool) -> Row {
    Row {
        what,
        target: target.to_owned(),
        measured,
        met: Some(met),
    }
}
