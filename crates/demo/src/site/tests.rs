use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::{LazyLock, Mutex};

use serde_json::Value;

use crate::{File, Options, Printed, Summary, generate};

/// A whole city, by path.
struct Made {
    summary: Summary,
    files: BTreeMap<String, (Vec<u8>, Option<Printed>)>,
}

fn make(documents: usize, seed: u64, mess: f64) -> Made {
    let options = Options {
        documents,
        seed,
        years: None,
        mess,
    };
    let files = Mutex::new(BTreeMap::new());
    let summary = generate(&options, |file: File| {
        let File {
            path,
            bytes,
            printed,
        } = file;
        let before = files.lock().unwrap().insert(path.clone(), (bytes, printed));
        assert!(before.is_none(), "{path} comes twice");
        Ok::<_, Infallible>(())
    });
    Made {
        summary: summary.unwrap(),
        files: files.into_inner().unwrap(),
    }
}

impl Made {
    fn printed(&self) -> impl Iterator<Item = (&String, &Printed)> {
        let files = self.files.iter();
        files.filter_map(|(path, (_, printed))| Some((path, printed.as_ref()?)))
    }

    /// All lines of the truths in a folder.
    fn lines(&self, folder: &str) -> Vec<Value> {
        let files = self
            .files
            .iter()
            .filter(|(path, _)| path.starts_with(folder));
        let texts = files.map(|(_, (bytes, _))| String::from_utf8_lossy(bytes));
        texts
            .flat_map(|text| {
                let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
                lines.collect::<Vec<Value>>()
            })
            .collect()
    }
}

/// A city of which every document is messy.
fn messy() -> &'static Made {
    static MESSY: LazyLock<Made> = LazyLock::new(|| make(2_000, 1, 1.0));
    &MESSY
}

#[test]
fn the_same_seed_makes_the_same_bytes() {
    let bytes = |made: Made| -> Vec<(String, Vec<u8>)> {
        let files = made.files.into_iter();
        files.map(|(path, (bytes, _))| (path, bytes)).collect()
    };
    let first = bytes(make(120, 5, 0.5));
    assert!(first == bytes(make(120, 5, 0.5)));
    assert!(first != bytes(make(120, 6, 0.5)));
}

#[test]
fn every_document_is_there_once_with_its_truth() {
    let made = make(700, 2, 0.3);
    assert_eq!(made.printed().count(), 700);
    assert_eq!(made.summary.documents, 700);
    let truths = made.lines("truth/documents/");
    let paths: BTreeSet<&str> = truths
        .iter()
        .filter_map(|line| line["path"].as_str())
        .collect();
    let printed: BTreeSet<&str> = made.printed().map(|(path, _)| path.as_str()).collect();
    assert_eq!(paths, printed);
    let ids: BTreeSet<&str> = truths
        .iter()
        .filter_map(|line| line["document"]["id"].as_str())
        .collect();
    assert_eq!(ids.len(), 700);
    let messy = made.printed().filter(|(_, printed)| printed.messy).count();
    assert_eq!(messy, made.summary.messy);
    assert!((150..=270).contains(&messy), "{messy}");
    assert!(
        make(300, 2, 0.0)
            .printed()
            .all(|(_, printed)| !printed.messy)
    );
    assert!(
        make(300, 2, 1.0)
            .printed()
            .all(|(_, printed)| printed.messy)
    );
}

#[test]
fn pages_are_as_long_as_real_ones() {
    for mess in [0.0, 1.0] {
        let made = make(600, 3, mess);
        let length = |(_, printed): (_, &Printed)| printed.visible.chars().count();
        let mean = made.printed().map(length).sum::<usize>() / 600;
        // Without what is markup; with it a page is about a fifth longer.
        assert!((1_100..2_600).contains(&mean), "{mean}");
    }
}

#[test]
fn goals_are_followed_from_page_to_page() {
    let made = make(700, 4, 0.3);
    let mut goals: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in made.lines("truth/documents/") {
        let document = &line["document"];
        let ids = document["goals"].as_array().unwrap().iter();
        let ids = ids.map(|goal| goal["id"].as_str().unwrap().to_owned());
        goals.insert(document["id"].as_str().unwrap().to_owned(), ids.collect());
    }
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for line in made.lines("truth/lineage/") {
        let kind = line["kind"].as_str().unwrap();
        *kinds.entry(kind.to_owned()).or_default() += 1;
        for (end, none) in [("from", "new"), ("to", "ended")] {
            assert_eq!(line[end].is_null(), kind == none, "{line}");
            if let Some(document) = line[end]["document"].as_str() {
                let goal = line[end]["goal"].as_str().unwrap();
                assert!(goals[document].contains(goal), "{line}");
            }
        }
    }
    for kind in ["continued", "reworded", "split", "merged", "new", "ended"] {
        assert!(kinds[kind] > 10, "{kinds:?}");
    }
}

#[test]
fn everything_that_happens_to_real_pages_happens() {
    let made = messy();
    let layouts: BTreeSet<&str> = made.printed().map(|(_, printed)| printed.layout).collect();
    assert!(layouts.len() > 50, "{layouts:?}");
    let all: Vec<&Vec<u8>> = made
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".md"))
        .map(|(_, (bytes, _))| bytes)
        .collect();
    let some = |wanted: &dyn Fn(&[u8]) -> bool| all.iter().any(|bytes| wanted(bytes));
    assert!(some(&|bytes| bytes.starts_with(b"\xef\xbb\xbf")));
    assert!(some(&|bytes| std::str::from_utf8(bytes).is_err()));
    assert!(some(&|bytes| bytes.windows(2).any(|two| two == b"\r\n")));
    let decomposed = |path: &String| path.contains('\u{3099}');
    assert!(made.files.keys().any(decomposed));
    let text: String = made
        .printed()
        .map(|(_, printed)| &*printed.visible)
        .collect();
    let spellings = [
        "取組",
        "取り組み",
        "子ども",
        "子供",
        "こども",
        "にぎわい",
        "賑わい",
        "障がい",
        "障害",
        "平成31年度",
        "令和元年度",
        "見直し後の",
    ];
    for spelling in spellings {
        assert!(text.contains(spelling), "{spelling}");
    }
    let sidecars: Vec<String> = made
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("content/2") && path.ends_with(".toml"))
        .map(|(_, (bytes, _))| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    for key in ["[source]", "[[correction]]", "licence", "published"] {
        assert!(sidecars.iter().any(|text| text.contains(key)), "{key}");
    }
}

#[test]
fn figures_have_four_states() {
    let made = messy();
    let mut states: BTreeSet<&str> = BTreeSet::new();
    let truths = made.lines("truth/documents/");
    for line in &truths {
        for goal in line["document"]["goals"].as_array().unwrap() {
            for indicator in goal["indicators"].as_array().unwrap() {
                for figure in ["baseline", "target", "actual"] {
                    let figure = &indicator[figure];
                    if figure["value"].as_f64() == Some(0.0) {
                        states.insert("0");
                    }
                    match figure["text"].as_str() {
                        Some("") => states.insert("blank"),
                        Some("-") => states.insert("-"),
                        Some("N/A") => states.insert("N/A"),
                        _ => false,
                    };
                }
            }
        }
    }
    assert_eq!(
        states.into_iter().collect::<Vec<_>>(),
        ["-", "0", "N/A", "blank"]
    );
}

/// Few words are in most documents, most words in few, as Zipf found.
#[test]
fn words_are_as_frequent_as_in_any_language() {
    let made = messy();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for topic in &crate::language::Lexicon::shared().topics {
        for word in topic
            .partners
            .iter()
            .chain(&topic.people)
            .chain(&topic.nouns)
        {
            counts.insert(word.clone(), 0);
        }
    }
    let text: String = made
        .printed()
        .map(|(_, printed)| &*printed.visible)
        .collect();
    for (word, count) in &mut counts {
        *count = text.matches(word.as_str()).count();
    }
    let mut counts: Vec<usize> = counts.into_values().collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let used = counts.iter().filter(|count| **count > 0).count();
    assert!(used > 1_000, "{used}");
    let all: usize = counts.iter().sum();
    let first: usize = counts.iter().take(used / 10).sum();
    // A tenth of the words makes up half of the text and more.
    assert!(first * 2 > all, "{first} of {all}");
}
