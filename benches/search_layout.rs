//! What a search in the browser fetches: `cargo bench --bench search_layout -- SITE …`. Asks published indexes as a
//! browser does, part by part, and prints the table of `docs/search-layout.md`.
#![allow(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a tool for developers: what goes wrong ends it"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use ayumi_search::layout::{PartFiles, Parts, Start, part_path};
use ayumi_search::{Error, Request, Searcher};

/// What people typed, and what they would: words that are there, words of everyday, years, wards, questions, slips.
const QUERIES: &str = include_str!("search_browser/queries.txt");

#[derive(Clone)]
struct Fetched {
    folder: PathBuf,
    shelf: Arc<Mutex<Shelf>>,
}

#[derive(Default)]
struct Shelf {
    parts: BTreeMap<String, Vec<u8>>,
    wanted: BTreeSet<String>,
}

impl Parts for Fetched {
    fn part(&self, name: &str) -> io::Result<Vec<u8>> {
        let mut shelf = self.shelf.lock().unwrap();
        if let Some(part) = shelf.parts.get(name) {
            return Ok(part.clone());
        }
        shelf.wanted.insert(name.to_owned());
        Err(io::ErrorKind::WouldBlock.into())
    }
}

#[derive(Debug, Default, Clone, Copy)]
struct Cost {
    rounds: usize,
    parts: usize,
    bytes: usize,
}

impl Fetched {
    fn until_done<T>(&self, cost: &mut Cost, mut action: impl FnMut() -> Result<T, Error>) -> T {
        loop {
            match action() {
                Ok(done) => {
                    self.shelf.lock().unwrap().wanted.clear();
                    return done;
                }
                Err(error) if error.is_pending() => {}
                Err(error) => panic!("{error:?}"),
            }
            let mut shelf = self.shelf.lock().unwrap();
            let wanted = std::mem::take(&mut shelf.wanted);
            assert!(!wanted.is_empty());
            cost.rounds += 1;
            for name in wanted {
                let part = std::fs::read(self.folder.join(part_path(&name))).unwrap();
                cost.parts += 1;
                cost.bytes += part.len();
                shelf.parts.insert(name, part);
            }
        }
    }
}

fn main() {
    let sites = std::env::args().skip(1).filter(|one| one != "--bench");
    for site in sites.map(PathBuf::from) {
        measure(&site);
    }
}

fn measure(site: &Path) {
    let folder = site.join("search/index");
    let start = std::fs::read(folder.join("start.json")).unwrap();
    let root = Start::read(&start).unwrap().root;
    let sizes: Vec<u64> = std::fs::read_dir(folder.join("parts"))
        .unwrap()
        .map(|entry| entry.unwrap().metadata().unwrap().len())
        .collect();
    let fetched = Fetched {
        folder: folder.clone(),
        shelf: Arc::default(),
    };
    let mut opening = Cost::default();
    let files = fetched.until_done(&mut opening, || PartFiles::open(&root, fetched.clone()));
    let files = Arc::new(files);
    let root_bytes = opening.bytes;
    let searcher = fetched.until_done(&mut opening, || Searcher::open(Arc::clone(&files)));
    println!(
        "{}: {} passages, {} files, {} bytes; start {} root {root_bytes}, opening {opening:?}",
        site.display(),
        searcher.passages(),
        sizes.len(),
        sizes.iter().sum::<u64>(),
        start.len(),
    );
    let mut costs = Vec::new();
    let mut session = opening;
    for (number, query) in QUERIES.lines().enumerate() {
        let mut cost = Cost::default();
        let request = Request::new(query);
        let answer = fetched.until_done(&mut cost, || searcher.search(&request));
        println!(
            "  {query}: {} in {:?}, {} rounds, {} parts, {} bytes",
            answer.total, answer.mode, cost.rounds, cost.parts, cost.bytes
        );
        if number < 10 {
            session.parts += cost.parts;
            session.bytes += cost.bytes;
        }
        costs.push(cost);
    }
    let median = |value: fn(&Cost) -> usize| {
        let mut values: Vec<usize> = costs.iter().map(value).collect();
        values.sort_unstable();
        values[values.len() / 2]
    };
    println!(
        "  median: {} rounds, {} parts, {} bytes; ten queries from nothing: {} parts, {} bytes",
        median(|cost| cost.rounds),
        median(|cost| cost.parts),
        median(|cost| cost.bytes),
        session.parts,
        session.bytes
    );
}
