//! How well the documents of fictional cities are read: small ones, of seeds that nobody looked at while the reader was
//! written. `cargo xtask eval read` prints the table by layout.

#![allow(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests write files"
)]

#[path = "../benches/quality/mod.rs"]
mod quality;

use ayumi_demo::Options;
use quality::{Judged, Report, judge};

fn report(mess: f64) -> Report {
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        documents: 600,
        seed: 20_261_123,
        years: None,
        mess,
    };
    let judged = judge(&options, &folder.path().join("city"));
    assert_eq!(judged.len(), options.documents);
    for Judged {
        path, layout, lost, ..
    } in &judged
    {
        assert!(lost.is_empty(), "{path} ({layout}) lost words: {lost}");
    }
    Report::of(&judged)
}

#[test]
fn clean_pages_are_read_rightly() {
    let report = report(0.0);
    assert!(report.right() >= 0.99, "{report}");
    assert!(report.reported() >= 0.95, "{report}");
}

#[test]
fn messy_pages_are_read_rightly_or_it_is_told() {
    let report = report(1.0);
    assert!(report.right() >= 0.97, "{report}");
    assert!(report.reported() >= 0.95, "{report}");
}
