//! Pairs of forms: those that have to find each other, and those that must not.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_search::{IndexWriter, Mode, Passage, PassageText, Request, Searcher, Site, TextKind};

use super::{Judged, set};

/// What stands around the forms. No form of a pair occurs in it.
const SENTENCES: [&str; 3] = [
    "今年度は{}について話題にします。",
    "区の会議では{}が議題になりました。",
    "{}のことを広報で伝えました。",
];

/// A passage with one text.
pub fn passage(document: &str, text: &str) -> Passage {
    Passage {
        document: document.to_owned(),
        year: 2025,
        organisation: "chuo".to_owned(),
        ancestors: Vec::new(),
        title: String::new(),
        page: String::new(),
        goal: None,
        marks: Vec::new(),
        source: String::new(),
        texts: vec![PassageText {
            kind: TextKind::Goal,
            anchor: String::new(),
            text: text.to_owned(),
        }],
    }
}

/// An index of passages.
pub fn searcher<'a>(passages: impl IntoIterator<Item = &'a Passage>, site: &Site) -> Searcher {
    let mut writer = IndexWriter::new().unwrap();
    for passage in passages {
        writer.add(passage).unwrap();
    }
    Searcher::open(writer.finish(site).unwrap()).unwrap()
}

/// Both sets in one index, in which each form has a sentence of its own: the others distract.
pub struct Forms {
    searcher: Searcher,
    variants: Vec<[String; 2]>,
    apart: Vec<[String; 2]>,
}

impl Forms {
    /// The sets that were there before the dictionaries.
    pub fn first() -> Self {
        Self::new("variants.tsv", "apart.tsv")
    }

    /// The sets that were written after them.
    pub fn second() -> Self {
        Self::new("variants-second.tsv", "apart-second.tsv")
    }

    fn new(variants: &str, apart: &str) -> Self {
        let (variants, apart) = (set(variants), set(apart));
        let forms: BTreeSet<&str> = variants
            .iter()
            .chain(&apart)
            .flatten()
            .map(String::as_str)
            .collect();
        let passages: Vec<Passage> = forms
            .into_iter()
            .enumerate()
            .map(|(number, form)| {
                let sentence = SENTENCES[number % SENTENCES.len()];
                passage(form, &sentence.replace("{}", form))
            })
            .collect();
        Self {
            searcher: searcher(&passages, &Site::default()),
            variants,
            apart,
        }
    }

    /// Either form of a pair has to find the other in mode `phrase`. Counted by direction.
    pub fn variants(&self) -> Judged {
        let mut judged = Judged::default();
        let mut found = BTreeMap::new();
        for pair in &self.variants {
            for (typed, wanted) in [(&pair[0], &pair[1]), (&pair[1], &pair[0])] {
                judged.all += 1;
                let found = found
                    .entry(typed.as_str())
                    .or_insert_with(|| self.found(typed));
                if !found.contains(wanted) {
                    judged.wrong.push(format!("{typed} → {wanted}"));
                }
            }
        }
        judged
    }

    /// Neither form of a pair may find the other in mode `phrase`. Counted by direction.
    pub fn apart(&self) -> Judged {
        let mut judged = Judged::default();
        for pair in &self.apart {
            for (typed, other) in [(&pair[0], &pair[1]), (&pair[1], &pair[0])] {
                // What holds the typed form is found, whatever it means: バスケット for バス.
                if other.contains(typed.as_str()) {
                    continue;
                }
                judged.all += 1;
                if self.found(typed).contains(other) {
                    judged.wrong.push(format!("{typed} → {other}"));
                }
            }
        }
        judged
    }

    /// The forms whose sentences are found.
    fn found(&self, typed: &str) -> BTreeSet<String> {
        let request = Request {
            limit: 10_000,
            ..Request::new(typed)
        };
        let answer = self.searcher.search(&request).unwrap();
        if answer.mode != Mode::Phrase {
            return BTreeSet::new();
        }
        answer.hits.into_iter().map(|hit| hit.document).collect()
    }
}
