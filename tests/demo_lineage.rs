//! How well goals are followed from year to year: a small fictional city, of a seed that nobody looked at while the
//! thresholds were chosen. `cargo xtask eval lineage` prints the table by kind.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests write files"
)]

#[path = "../benches/lineage/mod.rs"]
mod lineage;

use ayumi_demo::Options;
use lineage::judge;

#[test]
fn goals_are_followed_through_the_years() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        documents: 600,
        seed: 577_215,
        years: None,
        mess: 0.3,
    };
    let judged = judge(&options, &folder.path().join("city"));
    let all = judged.all();
    assert!(all.right > 1_000, "{judged}");
    assert!(all.f1() >= 0.95, "{judged}\n{}", judged.wrong);
    // What is said wrongly is worse than what is not said.
    assert!(all.precision() >= 0.95, "{judged}\n{}", judged.wrong);
}
