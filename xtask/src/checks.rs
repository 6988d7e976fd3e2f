//! The checks of `cargo xtask test`: all run, even after one failed, and a table ends them.

use crate::arguments::Selection;
use crate::process::{Workspace, run};
use crate::tools::Tools;
use crate::{data, pages, tidy, tools};
use std::time::{Duration, Instant};

/// One named check.
struct Check {
    name: &'static str,
    about: &'static str,
    run: fn(&Workspace, &Tools) -> Outcome,
}

/// How a check ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Passed,
    /// Something is wrong: what.
    Failed(String),
    /// It could not be said, because a tool is missing: which, and how to get it.
    Skipped(String),
}

impl From<Result<(), String>> for Outcome {
    fn from(result: Result<(), String>) -> Self {
        result.map_or_else(Self::Failed, |()| Self::Passed)
    }
}

/// In the order in which they run: the quick ones first.
const CHECKS: &[Check] = &[
    Check {
        name: "format",
        about: "cargo fmt --check",
        run: |workspace, _| run(workspace.cargo().args(["fmt", "--all", "--check"])).into(),
    },
    Check {
        name: "tidy",
        about: "what drifts: file lengths, docs, manifests, the real document's bytes",
        run: |workspace, _| tidy::run(workspace).into(),
    },
    Check {
        name: "clippy",
        about: "cargo clippy on all targets, warnings are errors",
        run: |workspace, _| {
            let arguments = [
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ];
            run(workspace.cargo().args(arguments)).into()
        },
    },
    Check {
        name: "test",
        about: "cargo test: unit, integration and documentation tests",
        run: |workspace, _| {
            run(workspace
                .cargo()
                .args(["test", "--workspace", "--no-fail-fast"]))
            .into()
        },
    },
    Check {
        name: "doc",
        about: "cargo doc, warnings are errors",
        run: |workspace, _| {
            let mut cargo = workspace.cargo();
            cargo.args(["doc", "--workspace", "--no-deps"]);
            run(cargo.env("RUSTDOCFLAGS", "-D warnings")).into()
        },
    },
    Check {
        name: "hosts",
        about: "the recipes of docs/publishing.md, with a real nginx",
        run: |workspace, _| match tools::missing_for_hosts() {
            Some(missing) => Outcome::Skipped(missing),
            None => run(workspace.cargo().args([
                "test",
                "--test",
                "nginx",
                "--test",
                "publishing_page",
                "--",
                "--ignored",
            ]))
            .into(),
        },
    },
    Check {
        name: "search-web",
        about: "the engine of the browser: as fresh as its sources, the program's answers, hosts that misbehave",
        run: |workspace, _| {
            run(workspace
                .cargo()
                .args(["test", "--test", "search_web", "--", "--include-ignored"]))
            .into()
        },
    },
    Check {
        name: "data",
        about: "the data: frictionless, JSON Schema, CSV readers of other languages, LibreOffice",
        run: data::check,
    },
    Check {
        name: "page-tests",
        about: "types and tests of the page checks themselves",
        run: pages::test_the_checks,
    },
    Check {
        name: "serve",
        about: "ayumi serve in a browser: changes and mistakes show by themselves",
        run: pages::serve,
    },
    Check {
        name: "compare",
        about: "any two documents side by side, in a browser",
        run: pages::compare,
    },
    Check {
        name: "search",
        about: "the search page at work in a browser, with its engine and with a stand-in for it",
        run: pages::search,
    },
    Check {
        name: "offline",
        about: "the same search without a connection, where a site wants that",
        run: pages::search_offline,
    },
    Check {
        name: "firefox",
        about: "the same search in Firefox",
        run: pages::search_firefox,
    },
    Check {
        name: "pages",
        about: "built sites: HTML, accessibility, keyboard, weight, links, requests",
        run: pages::check,
    },
    Check {
        name: "metadata",
        about: "feeds, JSON-LD, Open Graph, sitemap, robots.txt, opensearch.xml, by readers not written here",
        run: pages::metadata,
    },
    Check {
        name: "lighthouse",
        about: "Lighthouse on one page of each kind",
        run: pages::lighthouse,
    },
];

/// Whether there is a check of this name.
pub fn exists(name: &str) -> bool {
    CHECKS.iter().any(|check| check.name == name)
}

/// Prints the checks with what they are about.
pub fn list() {
    for check in CHECKS {
        println!("{:<12} {}", check.name, check.about);
    }
}

/// Runs the selected checks and prints how each one ended.
///
/// # Errors
/// A message if any failed, or if none is left to run.
pub fn run_selected(workspace: &Workspace, selection: &Selection) -> Result<(), String> {
    let tools = Tools::default();
    let must_run_all = std::env::var_os("CI").is_some_and(|value| value == "true");
    let mut rows = Vec::new();
    for check in CHECKS.iter().filter(|check| selection.contains(check.name)) {
        println!("\n== {}: {}", check.name, check.about);
        let start = Instant::now();
        let outcome = strict((check.run)(workspace, &tools), must_run_all);
        if let Outcome::Failed(reason) | Outcome::Skipped(reason) = &outcome {
            println!("{}: {reason}", word(&outcome));
        }
        rows.push((check.name, outcome, start.elapsed()));
    }
    if rows.is_empty() {
        return Err("no check is left to run".to_owned());
    }
    print!("\n{}", table(&rows));
    match rows
        .iter()
        .filter(|row| matches!(row.1, Outcome::Failed(_)))
        .count()
    {
        0 => Ok(()),
        failed => Err(format!("{failed} of {} checks failed", rows.len())),
    }
}

/// On a build server nothing may be skipped without notice.
fn strict(outcome: Outcome, must_run_all: bool) -> Outcome {
    match outcome {
        Outcome::Skipped(reason) if must_run_all => Outcome::Failed(reason),
        other => other,
    }
}

fn table(rows: &[(&str, Outcome, Duration)]) -> String {
    let mut text = String::new();
    for (name, outcome, time) in rows {
        text += &format!(
            "{name:<12} {:<8} {:>7.1} s\n",
            word(outcome),
            time.as_secs_f64()
        );
    }
    for (name, outcome, _) in rows {
        if let Outcome::Skipped(reason) = outcome {
            text += &format!("!! {name} WAS SKIPPED, so nothing is known about it: {reason}\n");
        }
    }
    text
}

fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Passed => "passed",
        Outcome::Failed(_) => "FAILED",
        Outcome::Skipped(_) => "SKIPPED",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ() {
        for (index, check) in CHECKS.iter().enumerate() {
            assert!(
                CHECKS[..index].iter().all(|other| other.name != check.name),
                "{}",
                check.name
            );
        }
    }

    #[test]
    fn nothing_is_skipped_on_a_build_server() {
        let skipped = || Outcome::Skipped("no java".to_owned());
        assert_eq!(strict(skipped(), false), skipped());
        assert_eq!(
            strict(skipped(), true),
            Outcome::Failed("no java".to_owned())
        );
        assert_eq!(strict(Outcome::Passed, true), Outcome::Passed);
    }

    #[test]
    fn the_table_is_loud_about_what_was_skipped() {
        let second = Duration::from_secs(1);
        let rows = [
            ("format", Outcome::Passed, second),
            ("pages", Outcome::Skipped("no java".to_owned()), second * 90),
        ];
        let expected = "\
format       passed       1.0 s
pages        SKIPPED     90.0 s
!! pages WAS SKIPPED, so nothing is known about it: no java
";
        assert_eq!(table(&rows), expected);
    }
}
