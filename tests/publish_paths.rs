//! No text, however hostile, becomes a path outside the output folder.

#![allow(clippy::unwrap_used)]

use std::path::{Component, Path};

use ayumi::publish::SitePath;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// Pieces that attacks on paths are made of, between ordinary ones.
const PIECES: &[&str] = &[
    "..",
    ".",
    "/",
    "//",
    "\\",
    "..\\",
    "../",
    "/..",
    "%2e%2e/",
    "..%2f",
    "\u{FF0E}\u{FF0E}/",
    "\u{2025}",
    "\u{2215}",
    "\u{FF0F}",
    "C:",
    "c:\\",
    "\\\\?\\",
    "\\\\host\\share",
    "//host/share",
    "~",
    "$HOME",
    "\0",
    "\n",
    "\r\n",
    "\u{202E}",
    "\u{200D}",
    "\u{FEFF}",
    " ",
    "  ",
    "\u{3000}",
    ". ",
    " .",
    "...",
    "....",
    "CON",
    "nul",
    "AUX.txt",
    "com1",
    "LPT³",
    ":",
    "::$DATA",
    "*",
    "?",
    "|",
    "<",
    ">",
    "\"",
    ".git",
    "GIT~1",
    ".GIT/config",
    "a",
    "index.html",
    "2024",
    "chuo",
    "中央区",
    "か\u{3099}",
    "が",
    "ﬁ",
    "é",
    "e\u{301}",
    "葛\u{E0100}城",
    "é",
    "🏯",
    ".ayumi-manifest",
    "-",
    "--",
    "-rf",
    "etc",
    "passwd",
    "home",
];

fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::collection::vec(prop::sample::select(PIECES), 0..8).prop_map(|pieces| pieces.concat()),
        2 => prop::collection::vec(prop::sample::select(PIECES), 0..8).prop_map(|pieces| pieces.join("/")),
        1 => prop::collection::vec(any::<char>(), 0..12).prop_map(String::from_iter),
        1 => "[a-z./ ]{0,20}",
        1 => (prop::sample::select(PIECES), 1..400_usize).prop_map(|(piece, times)| piece.repeat(times)),
    ]
}

/// Holds for every text: refused, or a place below the root that keeps its spelling.
fn stays_below(text: &str) -> Result<bool, TestCaseError> {
    let Ok(path) = SitePath::new(text) else {
        return Ok(false);
    };
    prop_assert_eq!(path.as_str(), text);
    let root = Path::new("/srv/public");
    let joined = path.below(root);
    let relative = joined
        .strip_prefix(root)
        .map_err(|_| TestCaseError::fail("left the root"))?;
    prop_assert!(
        relative
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
    );
    prop_assert_eq!(relative.to_str(), Some(text));
    prop_assert_eq!(relative.components().count(), path.components().count());
    for part in path.components() {
        prop_assert!(!part.is_empty() && part.len() <= SitePath::MAX_COMPONENT_BYTES);
        prop_assert!(!part.contains(['\\', ':', '\0', '\n']));
        prop_assert!(!part.trim_matches('.').is_empty() && !part.ends_with(['.', ' ']));
    }
    // What it is made of is a path too, and says so again in JSON.
    if let Some(parent) = path.parent() {
        prop_assert!(SitePath::new(parent.as_str()).is_ok());
        prop_assert_eq!(parent.join(path.file_name()), Ok(path.clone()));
    }
    let json = serde_json::to_string(&path).unwrap();
    prop_assert_eq!(serde_json::from_str::<SitePath>(&json).unwrap(), path);
    Ok(true)
}

fn run(cases: u32) {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let accepted = std::cell::Cell::new(0_u32);
    TestRunner::new(config)
        .run(&hostile(), |text| {
            accepted.set(accepted.get() + u32::from(stays_below(&text)?));
            Ok(())
        })
        .unwrap();
    // The generator must reach both sides, or the property says nothing.
    assert!(
        accepted.get() > cases / 50 && accepted.get() < cases / 2,
        "{} accepted",
        accepted.get()
    );
}

#[test]
fn a_hundred_thousand_paths_stay_below_the_root() {
    run(100_000);
}

#[test]
#[ignore = "a million cases: run with --release"]
fn a_million_paths_stay_below_the_root() {
    run(1_000_000);
}
