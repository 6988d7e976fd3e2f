//! How fast: indexing, a whole process, and one query alone.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use ayumi_search::{IndexWriter, Prepared, Request};
use rayon::prelude::*;

use super::report::Row;
use super::{Inputs, row};
use crate::judges::archive;

/// Documents of the city that is indexed, and how often; the fastest counts, because whatever else the machine does only
/// adds to it.
const INDEXED: usize = 2_000;
const ROUNDS: usize = 3;

/// Runs of the program.
const RUNS: usize = 50;

/// Passages a second on two cores, from passages in memory to the finished files.
pub fn indexing(folder: &Path) -> Row {
    let city = archive::demo(INDEXED, folder);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(2)
        .build()
        .unwrap();
    let mut fastest = Duration::MAX;
    let mut size = 0;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let mut writer = IndexWriter::new().unwrap();
        // In pieces, as the build does it: memory does not grow with what is prepared.
        for piece in city.passages.chunks(4_096) {
            let prepared: Vec<Prepared> = pool.install(|| {
                let each = piece.par_iter();
                each.map(|passage| Prepared::new(passage.clone()).unwrap())
                    .collect()
            });
            for passage in prepared {
                writer.add_prepared(passage).unwrap();
            }
        }
        size = writer.finish(&city.site).unwrap().size();
        fastest = fastest.min(start.elapsed());
    }
    let count = city.passages.len();
    let characters: usize = city
        .passages
        .iter()
        .flat_map(|passage| &passage.texts)
        .map(|text| text.text.chars().count())
        .sum();
    let a_second = count as f64 / fastest.as_secs_f64();
    row(
        format!(
            "indexing {count} passages of {} characters on 2 cores",
            characters / count.max(1)
        ),
        "≥ 10,000 passages/s",
        format!("{a_second:.0} passages/s, {} KiB", size / 1024),
        a_second >= 10_000.0,
    )
}

/// `ayumi search` from its start to its end.
pub fn process(inputs: &Inputs, out: &Path, typed: &[&str], documents: usize) -> Row {
    let mut times = Vec::with_capacity(RUNS);
    for run in 0..RUNS {
        let query = typed[run % typed.len()];
        let start = Instant::now();
        let status = Command::new(&inputs.program)
            .args(["search", "--root"])
            .arg(&inputs.folder)
            .arg("--out")
            .arg(out)
            .args(["--", query])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success(), "{query}: {status}");
        times.push(start.elapsed());
    }
    let (median, late) = spread(times);
    let build = if cfg!(debug_assertions) {
        "debug"
    } else {
        "release"
    };
    row(
        format!(
            "`ayumi search`, whole process ({build} build, {RUNS} runs, {documents} documents): median, p95"
        ),
        "≤ 30 ms",
        format!("{median:.1}, {late:.1} ms"),
        median <= 30.0,
    )
}

/// Answering alone, with the first ten hits, from files on disk.
pub fn computing(out: &Path, typed: &[&str], documents: usize) -> Row {
    let opened = ayumi::index::open(out).unwrap();
    let times = typed
        .iter()
        .map(|query| {
            let start = Instant::now();
            opened.searcher.search(&Request::new(*query)).unwrap();
            start.elapsed()
        })
        .collect();
    let (median, late) = spread(times);
    Row {
        met: None,
        ..row(
            format!(
                "computing an answer natively ({} queries, {documents} documents): median, p95",
                typed.len()
            ),
            "–",
            format!("{median:.2}, {late:.2} ms"),
            true,
        )
    }
}

/// The median and the 95th percentile, in milliseconds.
fn spread(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort_unstable();
    let at = |percent: usize| {
        let place = (times.len() * percent / 100).min(times.len().saturating_sub(1));
        times
            .get(place)
            .map_or(0.0, |time| 1000.0 * time.as_secs_f64())
    };
    (at(50), at(95))
}
