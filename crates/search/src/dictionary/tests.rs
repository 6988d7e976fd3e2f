#![allow(clippy::unwrap_used)]
use std::io;
use std::sync::Mutex;

use super::*;
use crate::directory::OwnedBytes;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Files in memory that count what is read of them.
struct Counted {
    files: BTreeMap<&'static str, Vec<u8>>,
    reads: Mutex<Vec<u64>>,
}

impl Files for Counted {
    fn length(&self, name: &str) -> io::Result<Option<u64>> {
        Ok(self.files.get(name).map(|bytes| bytes.len() as u64))
    }

    fn read(&self, name: &str, range: Range<u64>) -> io::Result<OwnedBytes> {
        self.reads.lock().unwrap().push(range.end - range.start);
        let bytes = self.files[name].get(range.start as usize..range.end as usize);
        let bytes = bytes.ok_or(io::ErrorKind::UnexpectedEof)?;
        Ok(OwnedBytes::new(bytes.to_vec()))
    }
}

type Grams = BTreeMap<String, Vec<(TextKind, (u32, usize, usize))>>;

/// The dictionary of some grams, its blocks, and what is known of each gram.
fn written(grams: &Grams) -> (Arc<Counted>, Vec<Block>, BTreeMap<String, Found>) {
    let mut writer = Writer::default();
    let mut all = BTreeMap::new();
    let (mut postings, mut positions) = (0, 0);
    for (gram, kinds) in grams {
        let mut found = Found::default();
        let mut infos = Vec::new();
        for &(kind, (doc_freq, postings_length, positions_length)) in kinds {
            let info = TermInfo {
                doc_freq,
                postings_range: postings..postings + postings_length,
                positions_range: positions..positions + positions_length,
            };
            (postings, positions) = (info.postings_range.end, info.positions_range.end);
            found[kind as usize] = Some(info.clone());
            infos.push((kind, info));
        }
        writer.push(gram, &infos);
        all.insert(gram.clone(), found);
    }
    let written = writer.finish();
    let files = BTreeMap::from([
        (FILE, written.terms),
        (INDEX, written.index),
        (GROUPS, written.groups),
    ]);
    let files = Counted {
        files,
        reads: Mutex::default(),
    };
    (Arc::new(files), written.blocks, all)
}

fn any_grams() -> impl Strategy<Value = Grams> {
    let gram = "[あいう歩区a\u{1}]{1,2}|\\PC{1,2}";
    let kinds = prop::collection::btree_map(
        prop::sample::select(TextKind::ALL.to_vec()),
        (1..1000_u32, 1..5000_usize, 0..5000_usize),
        1..4,
    );
    let kinds = kinds.prop_map(|kinds| kinds.into_iter().collect::<Vec<_>>());
    prop::collection::btree_map(gram, kinds, 0..200)
}

proptest! {
    #[test]
    fn every_gram_is_found_in_one_block(grams in any_grams()) {
        let (files, blocks, all) = written(&grams);
        let dictionary = Dictionary::open(files.clone()).unwrap();
        for (gram, found) in &all {
            files.reads.lock().unwrap().clear();
            prop_assert_eq!(&dictionary.get(gram).unwrap(), found);
            // What the index says of its group, and the block.
            prop_assert_eq!(files.reads.lock().unwrap().len(), 2);
        }
        for other in ["", "ん", "歩み野", "\u{10ffff}"] {
            if !all.contains_key(other) {
                prop_assert_eq!(dictionary.get(other).unwrap(), Found::default());
            }
        }
        for character in all.keys().filter_map(|gram| gram.chars().next()) {
            let expected = all.iter().filter(|(gram, _)| gram.starts_with(character));
            let expected: Vec<Found> = expected.map(|(_, found)| found.clone()).collect();
            prop_assert_eq!(dictionary.beginning_with(character).unwrap(), expected);
        }
        let mut seen = Vec::new();
        dictionary.each(|gram| seen.push(gram.to_owned())).unwrap();
        prop_assert!(seen.iter().eq(all.keys()));
        // Runs are all the postings, in their order, without a gap.
        let mut next = (0, 0);
        for run in blocks.iter().flat_map(|block| &block.runs) {
            prop_assert_eq!((run.postings.start, run.positions.start), next);
            next = (run.postings.end, run.positions.end);
        }
        let length: u64 = blocks.iter().map(|block| block.length).sum();
        prop_assert_eq!(Some(length), files.length(FILE).unwrap());
    }

    #[test]
    fn no_bytes_are_too_much(groups: Vec<u8>, index: Vec<u8>, terms: Vec<u8>) {
        let files = Counted {
            files: BTreeMap::from([(GROUPS, groups), (INDEX, index), (FILE, terms)]),
            reads: Mutex::default(),
        };
        if let Ok(dictionary) = Dictionary::open(Arc::new(files)) {
            let _ = dictionary.get("歩み");
            let _ = dictionary.beginning_with('歩');
        }
    }
}

#[test]
fn what_is_frequent_stands_apart() {
    let kind = |length| (TextKind::Goal, (9, length, length));
    let grams = Grams::from([
        ("いい".to_owned(), vec![kind(10)]),
        ("いう".to_owned(), vec![kind(10)]),
        ("いえ".to_owned(), vec![kind(9000)]),
        ("いお".to_owned(), vec![kind(10)]),
    ]);
    let (_, blocks, _) = written(&grams);
    let runs: Vec<(u64, bool)> = blocks[0]
        .runs
        .iter()
        .map(|run| (run.postings.end - run.postings.start, run.apart))
        .collect();
    assert_eq!(runs, [(20, false), (9000, true), (10, false)]);
}
