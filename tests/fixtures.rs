//! The fixture documents, each read by the program and compared with what a careful human reader finds on the page.
//! What is in them, and how truth is written: `tests/fixtures/README.md`.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read files of the repository"
)]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use ayumi_japanese::kana::{is_kana, is_kanji};
use serde_json::Value;

/// Keys of truth files that the program's answer does not have.
const FOR_PEOPLE: [&str; 1] = ["about"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// The files below a folder that end so, without their endings: 2024/minato
fn names(folder: &Path, ending: &str) -> BTreeSet<String> {
    let files = support::files_below(folder);
    let names = files.keys().filter_map(|path| path.strip_suffix(ending));
    names
        .filter(|name| *name != "README")
        .map(|name| name.replace('\\', "/"))
        .collect()
}

fn documents() -> BTreeSet<String> {
    names(&folder().join("site/content"), ".md")
}

/// What the program reads in a document.
fn inspect(name: &str) -> Value {
    let site = folder().join("site");
    let file = site.join(format!("content/{name}.md"));
    let output = support::program("C.UTF-8")
        .arg("inspect")
        .arg(file)
        .arg("--root")
        .arg(site)
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{name}: {}", String::from_utf8_lossy(&output.stderr)))
}

/// The codes of what is told of a document, each once.
fn codes(document: &Value) -> Value {
    let told = document["diagnostics"].as_array().into_iter().flatten();
    let codes: BTreeSet<&str> = told.filter_map(|one| one["code"].as_str()).collect();
    Value::from_iter(codes)
}

/// Everything in which what was found differs from what the truth says, below `path`.
fn compare(path: &str, expected: &Value, found: Option<&Value>, report: &mut String) {
    match (expected, found) {
        (Value::Object(expected), Some(Value::Object(found))) => {
            for (key, value) in expected {
                compare(&format!("{path}.{key}"), value, found.get(key), report);
            }
        }
        (Value::Array(expected), Some(Value::Array(found))) if expected.len() == found.len() => {
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                compare(&format!("{path}[{index}]"), expected, Some(found), report);
            }
        }
        // 3 and 3.0 are one number.
        (Value::Number(expected), Some(Value::Number(found)))
            if expected.as_f64() == found.as_f64() => {}
        (expected, Some(found)) if expected == found => {}
        (expected, found) => {
            let found = found.map_or_else(|| "nothing".to_owned(), Value::to_string);
            let _ = writeln!(
                report,
                "  {path}\n    expected {expected}\n    found    {found}"
            );
        }
    }
}

#[test]
fn every_document_is_read_as_its_truth_file_says() {
    let mut report = String::new();
    let (mut wrong, documents) = (0, documents());
    for name in &documents {
        let path = folder().join(format!("truth/{name}.json"));
        let truth = fs::read(&path).unwrap_or_else(|error| panic!("{name}: no truth: {error}"));
        let truth: Value = serde_json::from_slice(&truth).unwrap_or_else(|e| panic!("{name}: {e}"));
        let mut found = inspect(name);
        found["diagnostics"] = codes(&found);
        let mut differences = String::new();
        for (key, value) in truth.as_object().unwrap() {
            if !FOR_PEOPLE.contains(&key.as_str()) {
                compare(key, value, found.get(key), &mut differences);
            }
        }
        if !differences.is_empty() {
            wrong += 1;
            let _ = write!(report, "{name}: {}\n{differences}", truth["about"]);
        }
    }
    assert!(
        report.is_empty(),
        "{report}{wrong} of {} documents are read wrongly",
        documents.len()
    );
}

#[test]
fn documents_truth_files_and_the_list_agree() {
    let documents = documents();
    assert!(documents.len() >= 40, "{}", documents.len());
    assert_eq!(documents, names(&folder().join("truth"), ".json"));
    let list = fs::read_to_string(folder().join("README.md")).unwrap();
    let named: BTreeSet<&str> = list
        .split(|c: char| !(c.is_ascii_alphanumeric() || "/@-".contains(c)))
        .collect();
    let unnamed: Vec<_> = documents
        .iter()
        .filter(|name| !named.contains(name.as_str()))
        .collect();
    assert!(unnamed.is_empty(), "not in the README: {unnamed:?}");
    let is_name = |name: &&&str| {
        name.starts_with(|c: char| c.is_ascii_digit()) && name.contains('/') && name.len() > 6
    };
    let unknown: Vec<_> = named
        .iter()
        .filter(is_name)
        .filter(|name| !documents.contains(**name))
        .collect();
    assert!(unknown.is_empty(), "only in the README: {unknown:?}");
}

/// A source as text; one of the fixtures is Shift_JIS.
fn decoded(name: &str) -> String {
    let bytes = fs::read(folder().join(format!("site/content/{name}.md"))).unwrap();
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let (text, _, _) = encoding_rs::SHIFT_JIS.decode(error.as_bytes());
        text.into_owned()
    })
}

/// The text behind the front matter.
fn body(text: &str) -> &str {
    let within = text.strip_prefix("+++\n");
    let body = within.and_then(|rest| rest.split_once("\n+++\n"));
    body.map_or(text, |(_, body)| body)
}

fn japanese(text: &str) -> String {
    text.chars()
        .filter(|c| is_kana(*c) || is_kanji(*c))
        .collect()
}

/// Japanese text is never markup: all of it is in the parts, once and in the order of the source.
#[test]
fn nothing_is_lost() {
    let mut report = String::new();
    for name in documents() {
        let source = decoded(&name);
        let expected = japanese(body(&source));
        let document = inspect(&name);
        let parts = document["parts"].as_array().into_iter().flatten();
        let found: String = parts
            .filter_map(|part| part["text"].as_str())
            .map(japanese)
            .collect();
        if expected != found {
            let common = expected.chars().zip(found.chars());
            let at = common.take_while(|(a, b)| a == b).count();
            let near = |text: &str| text.chars().skip(at).take(20).collect::<String>();
            let _ = writeln!(
                report,
                "{name}: character {at}\n  expected {}\n  found    {}",
                near(&expected),
                near(&found)
            );
        }
    }
    assert!(report.is_empty(), "{report}");
}

/// The samples of docs/forms.md are those of the fixtures' forms.
#[test]
fn the_documented_forms_are_the_ones_that_are_tested() {
    let forms = support::files_below(&folder().join("site/forms"));
    let forms: Vec<String> = forms
        .into_values()
        .map(|bytes| String::from_utf8(bytes).unwrap())
        .collect();
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/forms.md");
    let page = fs::read_to_string(page).unwrap();
    let samples: Vec<&str> = page.split("```toml\n").skip(1).collect();
    assert!(samples.len() > 10);
    let mut checked = 0;
    for sample in samples {
        let sample = sample.split("```").next().unwrap_or_default();
        let lines: Vec<&str> = sample.lines().map(str::trim).collect();
        // A label's or mark's two lines stand together in the form as well.
        for pair in lines.windows(2) {
            if ["field = ", "text = "]
                .iter()
                .any(|key| pair[0].starts_with(key))
                && !pair[1].is_empty()
            {
                let pair = pair.join("\n");
                assert!(forms.iter().any(|form| form.contains(&pair)), "{pair}");
                checked += 1;
            }
        }
    }
    assert!(checked > 25, "{checked}");
}
