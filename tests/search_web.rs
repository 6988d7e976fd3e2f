//! The engine in the browser: that it is made of today's sources, reads what is written, and answers as the program does.
//! What needs Node.js is run by `cargo xtask test --only search-web`.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests work in temporary folders and start programs"
)]

#[path = "search/support/mod.rs"]
mod judges;
#[path = "../xtask/src/wasm/sources.rs"]
mod sources;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ayumi::index::{self, Opened};
use ayumi_search::{Part, Request, Sort};
use judges::{archive, folder, phrases, queries};
use serde_json::{Value, json};
use support::Site;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_engine_is_made_of_these_sources() {
    let now = sources::list(root()).unwrap();
    let path = root().join(sources::DIST).join(sources::LIST);
    let then = fs::read_to_string(&path).unwrap_or_default();
    let then: BTreeSet<&str> = then.lines().collect();
    let changed: Vec<&str> = now.lines().filter(|line| !then.contains(line)).collect();
    assert!(
        changed.is_empty() && now.lines().count() == then.len(),
        "crates/search-web/dist is older than its sources: run `cargo xtask wasm`\n{}",
        changed.join("\n")
    );
}

/// The packages of a lock file: name → version → names of what they use.
type Packages = BTreeMap<String, BTreeMap<String, Vec<String>>>;

fn packages(lock: &str) -> Packages {
    let text = fs::read_to_string(root().join(lock)).unwrap();
    let lock: toml::Value = toml::from_str(&text).unwrap();
    let mut packages = Packages::new();
    for package in lock["package"].as_array().unwrap() {
        let used = package.get("dependencies").and_then(toml::Value::as_array);
        let used = used.into_iter().flatten().map(|used| {
            let used = used.as_str().unwrap();
            used.split(' ').next().unwrap().to_owned()
        });
        packages
            .entry(package["name"].as_str().unwrap().to_owned())
            .or_default()
            .insert(
                package["version"].as_str().unwrap().to_owned(),
                used.collect(),
            );
    }
    packages
}

#[test]
fn what_writes_an_index_and_what_reads_it_are_of_the_same_versions() {
    let native = packages("Cargo.lock");
    let browser = packages("crates/search-web/Cargo.lock");
    assert!(browser.contains_key("tantivy"));
    for (name, versions) in &browser {
        let Some(there) = native.get(name) else {
            continue;
        };
        // Small in the browser, and never asked; see its Cargo.toml.
        if name == "regex" {
            continue;
        }
        for (version, used) in versions {
            let same = there.get(version);
            assert!(
                same.is_some(),
                "{name} is {version} in the browser and {there:?} natively: run `cargo update` in crates/search-web"
            );
            // What tantivy uses says with which features it is compiled.
            if name.starts_with("tantivy") {
                assert_eq!(same, Some(used), "{name}");
            }
        }
    }
}

/// The fictional city of `tests/search/city`, built.
fn city() -> Site {
    let city = Site::copy_of(&folder().join("city"));
    city.run(&["build"]).succeeds();
    city
}

fn node() -> Command {
    let mut node = Command::new("node");
    node.current_dir(root().join("tests/pages/lib"));
    node
}

/// What the worker says to messages, in their order.
fn worker(site: &Path, messages: &[Value]) -> Vec<Value> {
    let mut node = node();
    node.arg("worker-answers.mjs").arg(site);
    let mut child = node
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let lines: String = messages.iter().map(|line| format!("{line}\n")).collect();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The same request for the browser.
fn asked(request: &Request) -> Value {
    let sort = match request.sort {
        Sort::Relevance => "relevance",
        Sort::Newest => "newest",
        Sort::Oldest => "oldest",
    };
    let years = request.years.as_ref();
    json!({"type": "search", "request": {
        "query": request.query, "years": years.map(|years| [*years.start(), *years.end()]),
        "organisations": request.organisations, "parts": request.parts, "marks": request.marks,
        "asWritten": request.as_written, "literal": request.literal, "sort": sort,
        "group": request.group, "limit": request.limit, "offset": request.offset, "not known": {},
    }})
}

/// What the program answers.
fn answered(opened: &Opened, request: &Request) -> Value {
    let answer = opened.searcher.search(request).unwrap();
    let mut ids: BTreeSet<&String> = answer.facets.organisation.keys().collect();
    ids.extend(answer.hits.iter().map(|hit| &hit.organisation));
    ids.extend(&answer.understood.organisation);
    ids.extend(&answer.understood.organisations);
    let name = |id: &&String| Some(((*id).clone(), opened.searcher.organisation_name(id)?));
    let names: BTreeMap<String, String> = ids.iter().filter_map(name).collect();
    as_read(&json!({"type": "result", "value": {"answer": answer, "organisations": names}}))
}

/// As JavaScript prints what it has read: 0 for 0.0.
fn as_read(value: &Value) -> Value {
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(whole) if whole.fract() == 0.0 => json!(whole as i64),
            _ => value.clone(),
        },
        Value::Array(values) => values.iter().map(as_read).collect(),
        Value::Object(fields) => {
            let fields = fields.iter();
            Value::Object(
                fields
                    .map(|(name, value)| (name.clone(), as_read(value)))
                    .collect(),
            )
        }
        _ => value.clone(),
    }
}

/// A query in all the ways in which it can be asked.
fn ways(query: &str) -> Vec<Request> {
    let plain = Request::new(query);
    vec![
        Request {
            limit: 1000,
            ..plain.clone()
        },
        Request {
            group: true,
            sort: Sort::Newest,
            ..plain.clone()
        },
        Request {
            years: Some(2019..=2023),
            parts: vec![Part::Goal, Part::Result],
            sort: Sort::Oldest,
            limit: 5,
            offset: 2,
            ..plain.clone()
        },
        Request {
            organisations: vec!["chuo".into()],
            literal: query.split_whitespace().map(str::to_owned).collect(),
            ..plain.clone()
        },
        Request {
            as_written: true,
            ..plain
        },
    ]
}

#[test]
#[ignore = "needs Node.js: cargo xtask test --only search-web"]
fn the_browser_answers_as_the_program_does() {
    let city = city();
    let site = city.path("public");
    let opened = index::open(&site).unwrap();
    let queries = queries::load();
    let typed: BTreeSet<&str> = queries.iter().flat_map(queries::Query::typed).collect();
    let passages = archive::open(&folder().join("city")).passages;
    let phrases = phrases::cut(&passages, 200);
    let (mut messages, mut expected) = (Vec::new(), Vec::new());
    let mut add = |request: &Request| {
        messages.push(asked(request));
        expected.push(answered(&opened, request));
    };
    for query in &typed {
        ways(query).iter().for_each(&mut add);
    }
    for phrase in &phrases {
        add(&Request::new(phrase.as_str()));
        add(&Request {
            as_written: true,
            limit: 1000,
            ..Request::new(format!("\"{phrase}\""))
        });
    }
    for query in typed {
        for end in query.char_indices().map(|(at, c)| at + c.len_utf8()) {
            let typed = &query[..end];
            messages.push(json!({"type": "suggest", "request": {"typed": typed, "limit": 8}}));
            let words = opened.searcher.suggest(typed, 8).unwrap();
            expected.push(json!({"type": "result", "value": words}));
        }
    }
    let said = worker(&site, &messages);
    assert_eq!(said.len(), expected.len());
    for ((said, expected), message) in said.iter().zip(&expected).zip(&messages) {
        assert_eq!(said, expected, "{message}");
    }
}

#[test]
#[ignore = "needs Node.js: cargo xtask test --only search-web"]
fn the_worker_stands_hosts_that_misbehave() {
    let city = city();
    // The same city a year later, so to speak: one document is not there yet.
    let other = Site::copy_of(&folder().join("city"));
    let document = other.path("content/2024/akiha.md");
    fs::remove_file(&document).unwrap();
    let _ = fs::remove_file(document.with_extension("toml"));
    other.run(&["build"]).succeeds();
    let site = |site: &Site| -> PathBuf { site.path("public") };
    let mut node = node();
    node.args(["--test", "--test-reporter=spec", "worker-faults.mjs"]);
    node.env("SITE", site(&city)).env("OTHER", site(&other));
    assert!(node.status().unwrap().success());
}

#[test]
#[ignore = "asks the registry: cargo xtask test --only search-web"]
fn tantivy_has_the_same_features_natively_and_in_the_browser() {
    let features = |manifest: &str, more: &[&str]| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(root()).args(["tree", "--locked"]);
        cargo.args([
            "--edges", "normal", "--prefix", "none", "--format", "{p} {f}",
        ]);
        let output = cargo.args(["--manifest-path", manifest]).args(more);
        let output = output.output().unwrap();
        assert!(output.status.success());
        let text = String::from_utf8(output.stdout).unwrap();
        let lines = text.lines().map(|line| line.trim_end_matches(" (*)"));
        lines
            .filter(|line| line.starts_with("tantivy"))
            .map(str::to_owned)
            .collect::<BTreeSet<String>>()
    };
    let native = features("Cargo.toml", &[]);
    let browser = features("crates/search-web/Cargo.toml", &[]);
    assert!(!native.is_empty());
    assert_eq!(native, browser);
}
