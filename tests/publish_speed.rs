//! How fast the output edge is. Asserts counts only; run with
//! `cargo test --release --test publish_speed -- --ignored --nocapture` and read the times.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use std::path::Path;
use std::time::Instant;

use ayumi::publish::{Output, SitePath, Summary, clean};
use rayon::prelude::*;

const FILES: usize = 20_000;

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{what:24} {seconds:6.2} s  {:7.0} files/s",
        FILES as f64 / seconds
    );
    result
}

/// Pages of 6 KB, each in a folder of its own, as documents are.
fn build(output: &Path, changed: impl Fn(usize) -> bool + Sync) -> Summary {
    let output = timed("  open", || Output::open(output, &[])).unwrap();
    let staging = output.stage().unwrap();
    timed("  write", || {
        (0..FILES).into_par_iter().for_each(|index| {
            let text = format!("{index} {}\n", changed(index)).repeat(6_000 / 13);
            let path = format!("{}/{}/{index}/index.html", 2000 + index % 20, index % 24);
            staging
                .write(&SitePath::new(path).unwrap(), text.as_bytes())
                .unwrap();
        });
    });
    timed("  commit", || staging.commit()).unwrap()
}

#[test]
#[ignore = "measures; run with --release -- --ignored --nocapture"]
fn twenty_thousand_pages() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    let first = timed("first", || build(&output, |_| false));
    assert_eq!((first.files, first.written), (FILES, FILES));
    let again = timed("unchanged", || build(&output, |_| false));
    assert_eq!(again.reused, FILES);
    let some = timed("one in a hundred changed", || {
        build(&output, |index| index % 100 == 0)
    });
    assert_eq!(some.written, FILES / 100);
    let all = timed("all changed", || build(&output, |_| true));
    assert_eq!(all.written, FILES - FILES / 100);
    assert_eq!(timed("clean", || clean(&output)).unwrap().removed, FILES);
}
