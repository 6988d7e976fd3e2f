//! How long relating takes: `cargo xtask bench relating`. The documents of a fictional city are read once; then a quarter,
//! half and all of its organisations are related. The time a document takes should stay the same.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a benchmark measures time and makes files"
)]

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use ayumi::config::Overrides;
use ayumi::model::Digest;
use ayumi::pipeline::{self, NoProgress, Selection};
use ayumi::relate::Archive;
use ayumi_demo::Options;

const DOCUMENTS: usize = 10_000;
/// The fastest round counts, because whatever else the machine does only adds to it.
const ROUNDS: usize = 5;

fn main() {
    // Cargo adds `--bench` by itself.
    let mut arguments = std::env::args().skip(1).filter(|one| one != "--bench");
    let folder = PathBuf::from(arguments.next().expect("relating FOLDER"));
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    let options = Options {
        documents: DOCUMENTS,
        seed: 1,
        years: None,
        mess: 0.3,
    };
    ayumi_demo::generate(&options, |file| {
        let path = folder.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap())?;
        std::fs::write(path, &file.bytes)
    })
    .unwrap();
    let config = ayumi::config::load(&folder, &Overrides::default()).unwrap();
    let start = Instant::now();
    let checked = pipeline::check(&config, Selection::default(), &NoProgress);
    let reading = start.elapsed();
    let archive = checked.archive;
    println!(
        "| documents | organisations | goals linked | relating | a document | of reading and relating all |"
    );
    println!("|--:|--:|--:|--:|--:|--:|");
    for part in [4, 2, 1] {
        let organisations = archive.registry().organisations();
        let some = &organisations[..organisations.len() / part];
        let digests: Vec<Digest> = archive
            .documents()
            .filter(|digest| some.iter().any(|one| one.id == digest.organisation))
            .cloned()
            .collect();
        let (time, links) = fastest(&archive, &digests);
        println!(
            "| {} | {} | {links} | {:.1} ms | {:.1} µs | {:.1} % |",
            digests.len(),
            some.len(),
            time.as_secs_f64() * 1e3,
            time.as_secs_f64() * 1e6 / digests.len() as f64,
            time.as_secs_f64() * 100.0 / reading.as_secs_f64(),
        );
    }
}

fn fastest(archive: &Archive, digests: &[Digest]) -> (Duration, usize) {
    let mut fastest = Duration::MAX;
    let mut links = 0;
    for _ in 0..ROUNDS {
        let (registry, digests) = (archive.registry().clone(), digests.to_vec());
        let start = Instant::now();
        let related = black_box(Archive::new(registry, digests, None));
        fastest = fastest.min(start.elapsed());
        let compared = related
            .documents()
            .filter_map(|digest| related.comparison(&digest.id));
        links = compared.map(|comparison| comparison.links.len()).sum();
    }
    (fastest, links)
}
