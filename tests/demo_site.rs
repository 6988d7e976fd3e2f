//! The second thing that a newcomer tries: a fictional city, made and built.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run the program in temporary folders"
)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use support::{files_below, program};

fn run(arguments: &[&str], folder: &Path) -> String {
    let mut command = program("C.UTF-8");
    let output = command
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {told}");
    assert!(!told.contains("error["), "{told}");
    told
}

#[test]
fn a_city_is_made_and_built() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    run(
        &["demo", "city", "--documents", "330", "--seed", "11"],
        folder,
    );
    let told = run(&["build", "--root", "city"], folder);
    assert!(told.contains("published 330 documents"), "{told}");
    // Whoever tries it sees that some pages are messy, and is not buried under them.
    assert!(told.lines().count() < 250, "{}", told.lines().count());

    let site = files_below(&folder.join("city/public"));
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, bytes) in &site {
        let text = String::from_utf8_lossy(bytes);
        if path.ends_with(".html") {
            *kinds.entry("page").or_default() += 1;
            assert!(text.contains("架空の自治体です"), "{path}");
            assert!(text.contains("noindex"), "{path}");
        } else if path.ends_with("/index.json") {
            *kinds.entry("document").or_default() += 1;
            assert!(text.contains("\"fictional\":true"), "{path}");
        }
    }
    assert_eq!(kinds["document"], 330, "{kinds:?}");
    assert!(kinds["page"] > 360, "{kinds:?}");
    assert!(!site.contains_key("sitemap.xml"));
    assert!(site.keys().all(|path| !path.contains("truth")));

    let found = run(&["search", "子ども", "--root", "city", "--json"], folder);
    assert_eq!(found, "");
    run(&["build", "--root", "city", "--out", "again"], folder);
    assert!(files_below(&folder.join("again")) == site);
}
