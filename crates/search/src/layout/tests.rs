#![allow(clippy::unwrap_used)]
use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex};

use super::*;
use crate::{IndexWriter, Passage, PassageText, Request, Searcher, Site, TextKind};

/// Counts the parts that are asked for.
#[derive(Clone)]
struct Counted(Published, Arc<Mutex<BTreeSet<String>>>);

impl Parts for Counted {
    fn part(&self, name: &str) -> io::Result<Vec<u8>> {
        self.1.lock().unwrap().insert(name.to_owned());
        self.0
            .parts
            .get(name)
            .cloned()
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

/// Texts of kanji that follow no rule, so that there are many grams.
fn passages() -> Vec<Passage> {
    let mut state = 7_u32;
    let mut next = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    let mut passages = Vec::new();
    for document in 0..60_u16 {
        for number in 0..12 {
            let text: String = (0..300)
                .filter_map(|_| char::from_u32(0x4e00 + next(3000)))
                .collect();
            passages.push(Passage {
                document: format!("2020/{document}"),
                year: 2000 + document % 20,
                organisation: format!("o{}", document % 7),
                ancestors: Vec::new(),
                title: format!("第{document}課"),
                page: format!("2020/{document}/"),
                goal: Some(number.to_string()),
                marks: Vec::new(),
                source: "content/a.md".to_owned(),
                texts: vec![PassageText {
                    kind: TextKind::Goal,
                    anchor: format!("goal-{number}"),
                    text: format!("歩みの{document}の{number}。{text}"),
                }],
            });
        }
    }
    passages
}

#[test]
fn the_answers_do_not_depend_on_the_sizes() {
    let passages = passages();
    let published = |limits| {
        let mut writer = IndexWriter::new().unwrap();
        passages
            .iter()
            .for_each(|passage| writer.add(passage).unwrap());
        writer
            .finish_within(&Site::default(), limits)
            .unwrap()
            .published()
            .clone()
    };
    let one_file = published(Limits {
        one_file: usize::MAX,
        groups: 16,
    });
    assert_eq!(one_file.parts.len(), 1);
    let wide = published(Limits {
        one_file: 0,
        groups: usize::MAX,
    });
    let deep = published(Limits {
        one_file: 0,
        groups: 0,
    });
    assert!(deep.parts[&deep.root].len() < wide.parts[&wide.root].len() / 2);
    assert!(deep.parts.len() >= wide.parts.len() + 4, "no groups");

    let searchers = [one_file, wide, deep].map(|published| {
        let asked = Arc::new(Mutex::default());
        let parts = Counted(published.clone(), Arc::clone(&asked));
        let files = PartFiles::open(&published.root, parts).unwrap();
        (Searcher::open(Arc::new(files)).unwrap(), published, asked)
    });
    let words: Vec<String> = passages
        .iter()
        .step_by(31)
        .flat_map(|passage| {
            [
                passage.texts[0].text.chars().skip(40).take(3).collect(),
                "歩みの".to_owned(),
            ]
        })
        .chain(["歩".to_owned(), "第7課".to_owned(), "無い言葉".to_owned()])
        .collect();
    for word in &words {
        let request = Request::new(word);
        let [one, wide, deep] = searchers.each_ref().map(|(searcher, ..)| {
            serde_json::to_string(&searcher.search(&request).unwrap()).unwrap()
        });
        assert_eq!(one, wide, "{word}");
        assert_eq!(one, deep, "{word}");
    }
    // It is looked up, not read through.
    for (_, published, asked) in &searchers[1..] {
        assert!(asked.lock().unwrap().len() < published.parts.len() / 2);
    }
}
