//! How well the documents of fictional cities are read: small ones, of seeds that nobody looked at while the reader was
//! written. `cargo xtask eval read` prints the table by layout.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests write files"
)]

#[path = "../benches/quality/mod.rs"]
mod quality;

use ayumi_demo::Options;
use quality::{Judged, Report, judge};

/// Reads a city's documents; nothing may be lost, and nearly all has to be right, or told.
fn read(mess: f64, right: f64) {
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        documents: 600,
        seed: 8_086,
        years: None,
        mess,
    };
    let judged = judge(&options, &folder.path().join("city"));
    assert_eq!(judged.len(), options.documents);
    let wrong: String = judged
        .iter()
        .filter(|one| one.is_wrong())
        .map(Judged::to_string)
        .collect();
    let lost = judged.iter().filter(|one| !one.lost.is_empty()).count();
    assert_eq!(lost, 0, "{wrong}");
    let report = Report::of(&judged);
    assert!(report.right() >= right, "{report}\n{wrong}");
    assert!(report.reported() >= 0.95, "{report}\n{wrong}");
}

#[test]
fn clean_pages_are_read_rightly() {
    read(0.0, 0.99);
}

#[test]
fn messy_pages_are_read_rightly_or_it_is_told() {
    read(1.0, 0.97);
}
