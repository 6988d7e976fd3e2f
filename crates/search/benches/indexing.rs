//! How fast an index is made, phase by phase: `cargo bench -p ayumi-search --bench indexing [-- FILE]`.
//!
//! Passages of some 300 characters are made of the sentences of a fictional city and, if a file is given, of its lines.
//! The phases of 100,000 passages are measured, then a site of one document, and what searching in the large index takes.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a benchmark measures time and reads what it is given"
)]

use std::sync::Mutex;
use std::time::{Duration, Instant};

use ayumi_demo::Options;
use ayumi_search::analysis::normalise;
use ayumi_search::lexicon::{Lexicon, PassageWords, WordCounter};
use ayumi_search::vocabulary::tables;
use ayumi_search::{
    IndexFiles, IndexWriter, Passage, PassageText, Prepared, Request, Searcher, Site, TextKind,
};
use rayon::prelude::*;

const PASSAGES: usize = 100_000;
/// Characters of a passage, more or less.
const LENGTH: usize = 300;
/// Passages that are prepared before they are added, as `ayumi build` does.
const BATCH: usize = 10_000;
const SMALL: usize = 20;

fn main() {
    // Cargo adds `--bench` by itself.
    let file = std::env::args().skip(1).find(|one| one != "--bench");
    let mut passages = passages(&sentences(file.as_deref()));
    passages.truncate(PASSAGES);
    let characters: usize = passages.iter().map(length).sum();
    println!(
        "{} passages of {} characters",
        passages.len(),
        characters / passages.len()
    );

    small(&passages[..SMALL]);
    let files = large(&passages);
    let published = files.published();
    println!(
        "  {} parts, {} bytes, root {}",
        published.parts.len(),
        files.size(),
        published.root
    );
    searching(files);
    words(&passages);
}

/// What the words of the passages take of all that: nothing but them.
fn words(passages: &[Passage]) {
    let lexicon = Lexicon::embedded().unwrap();
    let normalised = |text: &PassageText| (text.kind, normalise(&text.text));
    let start = Instant::now();
    let texts: Vec<Vec<(TextKind, String)>> = passages
        .iter()
        .map(|passage| passage.texts.iter().map(normalised).collect())
        .collect();
    said("normalising by one thread", passages.len(), start.elapsed());
    let start = Instant::now();
    let found: Vec<PassageWords> = texts
        .iter()
        .map(|texts| PassageWords::new(&lexicon, texts))
        .collect();
    said(
        "words: looking by one thread",
        passages.len(),
        start.elapsed(),
    );
    let mut counter = WordCounter::default();
    let start = Instant::now();
    for passage in &found {
        counter.add(&lexicon, passage);
    }
    said("words: counting", passages.len(), start.elapsed());
    let start = Instant::now();
    let words = counter.finish(&lexicon);
    let count = words.len();
    said("words: reading", passages.len(), start.elapsed());
    let start = Instant::now();
    tables(words);
    said("words: writing", passages.len(), start.elapsed());
    println!("  {count} words with their readings");
}

fn large(passages: &[Passage]) -> IndexFiles {
    let one_thread = &passages[..BATCH.min(passages.len())];
    let start = Instant::now();
    for passage in one_thread {
        Prepared::new(passage.clone()).unwrap();
    }
    said("preparing by one thread", one_thread.len(), start.elapsed());

    let mut writer = IndexWriter::new().unwrap();
    let (mut preparing, mut adding) = (Duration::ZERO, Duration::ZERO);
    for batch in passages.chunks(BATCH) {
        let start = Instant::now();
        let prepared: Vec<Prepared> = batch
            .par_iter()
            .map(|passage| Prepared::new(passage.clone()).unwrap())
            .collect();
        preparing += start.elapsed();
        let start = Instant::now();
        for one in prepared {
            writer.add_prepared(one).unwrap();
        }
        adding += start.elapsed();
    }
    said("preparing by all threads", passages.len(), preparing);
    said("adding", passages.len(), adding);
    println!("  {} MB of postings and columns", writer.memory() >> 20);
    let start = Instant::now();
    let files = writer.finish(&Site::default()).unwrap();
    let finishing = start.elapsed();
    said("finishing", passages.len(), finishing);
    said("all", passages.len(), preparing + adding + finishing);
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        let peak = status.lines().find(|line| line.starts_with("VmHWM"));
        println!("  {}", peak.unwrap_or_default());
    }
    files
}

/// A site of one document: five times, since the first time reads the dictionaries.
fn small(passages: &[Passage]) {
    for _ in 0..5 {
        let start = Instant::now();
        let mut writer = IndexWriter::new().unwrap();
        for passage in passages {
            writer.add(passage).unwrap();
        }
        let adding = start.elapsed();
        let start = Instant::now();
        writer.finish(&Site::default()).unwrap();
        let finishing = start.elapsed();
        println!("{SMALL} passages: adding {adding:.1?}, finishing {finishing:.1?}");
    }
}

fn searching(files: IndexFiles) {
    let searcher = Searcher::open(files).unwrap();
    let queries = [
        "子育て支援",
        "除雪",
        "高齢者",
        "取り組み",
        "防災 訓練",
        "地域",
        "まちづくり",
        "の",
        "市",
        "空き家対策",
        "広報紙の発行",
        "地域の",
        "業務 改善 研修",
        "こそだて",
    ];
    let mut all = Vec::new();
    for query in queries {
        let request = Request::new(query);
        let mut times: Vec<Duration> = (0..9)
            .map(|_| {
                let start = Instant::now();
                searcher.search(&request).unwrap();
                start.elapsed()
            })
            .collect();
        times.sort();
        let total = searcher.search(&request).unwrap().total;
        println!("  {query}: {:.2?}, {total} passages", times[4]);
        all.push(times[4]);
    }
    all.sort();
    println!(
        "searching: median {:.2?}, slowest {:.2?}",
        all[all.len() / 2],
        all[all.len() - 1]
    );
}

fn said(phase: &str, passages: usize, time: Duration) {
    let seconds = time.as_secs_f64();
    println!(
        "{phase}: {seconds:.2} s, {:.0} passages/s",
        passages as f64 / seconds
    );
}

fn length(passage: &Passage) -> usize {
    let texts = passage.texts.iter();
    texts.map(|text| text.text.chars().count()).sum()
}

/// Sentences in an order that is the same each time.
fn sentences(file: Option<&str>) -> Vec<String> {
    let found = Mutex::new(Vec::new());
    let options = Options {
        documents: 2_000,
        seed: 1,
        years: None,
        mess: 0.0,
    };
    ayumi_demo::generate(&options, |file| {
        if file.path.ends_with(".md") {
            for line in String::from_utf8_lossy(&file.bytes).lines() {
                let mut found = found.lock().unwrap();
                found.extend(of_line(line).map(str::to_owned));
            }
        }
        Ok::<_, std::convert::Infallible>(())
    })
    .unwrap();
    let mut found = found.into_inner().unwrap();
    found.sort_unstable();
    found.dedup();
    println!("{} sentences of the city", found.len());
    if let Some(file) = file {
        let text = std::fs::read_to_string(file).unwrap();
        found.extend(text.lines().flat_map(of_line).map(str::to_owned));
        found.sort_unstable();
        found.dedup();
        println!("{} sentences with those of {file}", found.len());
    }
    found
}

fn of_line(line: &str) -> impl Iterator<Item = &str> {
    let japanese = |sentence: &&str| sentence.chars().filter(|c| !c.is_ascii()).count() > 8;
    line.split_inclusive('。').map(str::trim).filter(japanese)
}

/// Passages of sentences that are drawn as by lot.
fn passages(sentences: &[String]) -> Vec<Passage> {
    let mut random = 1_u64;
    let mut draw = |below: usize| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap() % below
    };
    let mut text = |kind: TextKind, least: usize| {
        let mut text = String::new();
        while text.chars().count() < least {
            text.push_str(&sentences[draw(sentences.len())]);
        }
        PassageText {
            kind,
            anchor: format!("{kind:?}"),
            text,
        }
    };
    (0..PASSAGES)
        .map(|number| {
            let document = number / SMALL;
            let year = u16::try_from(2005 + document % 20).unwrap();
            let organisation = format!("organisation-{}", document / 20);
            Passage {
                document: format!("{year}/{organisation}"),
                year,
                ancestors: vec![format!("bureau-{}", document / 200)],
                title: format!("{year}年度 組織目標"),
                page: format!("{year}/{organisation}/"),
                goal: Some(format!("goal-{}", number % SMALL)),
                marks: vec![format!(
                    "scale:{}",
                    ["達成", "一部達成", "未達成"][number % 3]
                )],
                source: format!("content/{year}/{organisation}.md"),
                organisation,
                // Each text is half a sentence longer than this on average.
                texts: vec![
                    text(TextKind::Goal, LENGTH / 4),
                    text(TextKind::Result, LENGTH / 4),
                    text(TextKind::Direction, LENGTH / 4),
                ],
            }
        })
        .collect()
}
