//! How long reading takes: `cargo bench --bench reading`. Besides the time it prints how many times longer that is than
//! looking at the same bytes takes (checking that they are UTF-8, and finding the lines), which says more about a change
//! than a time on some machine does.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a benchmark measures time"
)]

#[allow(dead_code, reason = "the sections are for the other program")]
mod documents;

use std::hint::black_box;
use std::time::{Duration, Instant};

use ayumi::config::Overrides;
use ayumi::model::FiscalYear;
use ayumi::read::{Context, Input, read};

/// Documents in a round, and rounds; the fastest round counts, because whatever else the machine does only adds to it.
const DOCUMENTS: usize = 1_000;
const ROUNDS: usize = 9;

fn main() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = ayumi::config::load(root, &Overrides::default()).unwrap();
    let fiscal_year = FiscalYear::from_western(2024);
    let found = config.registry.find("chuo", None, fiscal_year).unwrap();
    let context = Context {
        municipality: "151009",
        forms: &config.forms,
        registry: &config.registry,
    };
    let documents = documents::documents(DOCUMENTS);
    let reading = fastest(|| {
        for document in &documents {
            black_box(read(
                &Input {
                    path: &document.path,
                    bytes: black_box(document.text.as_bytes()),
                    sidecar: None,
                    fiscal_year,
                    organisation: found.organisation,
                    rivals: &[],
                    edition: None,
                },
                &context,
            ));
        }
    });
    let looking = fastest(|| {
        for document in &documents {
            let text = std::str::from_utf8(black_box(document.text.as_bytes())).unwrap();
            black_box(text.lines().map(str::len).max());
        }
    });
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    println!(
        "reading: {:.1} µs a document of {} bytes, {:.0} times as long as looking at its lines ({:.2} µs)",
        micros(reading),
        bytes / DOCUMENTS,
        reading.as_secs_f64() / looking.as_secs_f64(),
        micros(looking),
    );
}

fn fastest(mut round: impl FnMut()) -> Duration {
    let time = |()| {
        let start = Instant::now();
        round();
        start.elapsed()
    };
    std::iter::repeat_n((), ROUNDS)
        .map(time)
        .min()
        .unwrap_or_default()
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6 / DOCUMENTS as f64
}
